//! The threads on which races and sweeps train.
//!
//! They are not rayon's global ones: a large network on screen shares its blocks out among those and
//! would have to wait behind a sweep. Blocks of networks that train here stay among these.

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use super::RaceError;

/// As many threads as rayon would take, which `RAYON_NUM_THREADS` says, or the machine; one where the
/// system hasn't so many.
///
/// # Errors
/// When the system has none to give.
pub(super) fn new() -> Result<ThreadPool, ThreadPoolBuildError> {
    let named = || ThreadPoolBuilder::new().thread_name(|n| format!("race-{n}"));
    named().build().or_else(|_| named().num_threads(1).build())
}

/// Does jobs on all cores, on threads that are there for nothing else. `work` does one of them and has something to
/// say of it, which `heard` is told, in whatever order it comes; once one of the two says no, whoever else is at work
/// finds nobody who listens.
///
/// # Errors
/// The first of `heard`, or [`RaceError::Threads`].
pub fn share_out<J: Send, W: Send, E: From<RaceError>>(
    jobs: Vec<J>,
    work: impl Fn(J, &dyn Fn(W) -> bool) -> bool + Send + Sync,
    heard: impl FnMut(W) -> Result<(), E>,
) -> Result<(), E> {
    share_out_on(&new().map_err(RaceError::from)?, jobs, work, heard)
}

/// [`share_out`] on these threads.
pub(super) fn share_out_on<J: Send, W: Send, E>(
    pool: &ThreadPool,
    jobs: Vec<J>,
    work: impl Fn(J, &dyn Fn(W) -> bool) -> bool + Send + Sync,
    heard: impl FnMut(W) -> Result<(), E>,
) -> Result<(), E> {
    let (sender, queue) = crossbeam_channel::unbounded();
    for job in jobs {
        // Its receiver is in scope.
        let _ = sender.send(job);
    }
    let (words_sender, words) = crossbeam_channel::unbounded();
    pool.in_place_scope(|scope| {
        // Every thread takes job after job. As a task of the pool for each job, a thread that waits for its part
        // of a large network would take on another whole run meanwhile.
        scope.spawn_broadcast(move |_, _| {
            for job in queue.try_iter() {
                if !work(job, &|word| words_sender.send(word).is_ok()) {
                    return;
                }
            }
        });
        words.into_iter().try_for_each(heard)
    })
}

/// As many threads as are said.
///
/// # Errors
/// When the system has none to give.
#[cfg(test)]
pub(super) fn of(threads: usize) -> Result<ThreadPool, ThreadPoolBuildError> {
    ThreadPoolBuilder::new().num_threads(threads).build()
}
