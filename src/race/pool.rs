//! The threads on which races and sweeps train.
//!
//! They are not rayon's global ones: a large network on screen shares its blocks out among those and
//! would have to wait behind a sweep. Blocks of networks that train here stay among these.

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// As many threads as rayon would take, which `RAYON_NUM_THREADS` says, or the machine; one where the
/// system hasn't so many.
///
/// # Errors
/// When the system has none to give.
pub(super) fn new() -> Result<ThreadPool, ThreadPoolBuildError> {
    let named = || ThreadPoolBuilder::new().thread_name(|n| format!("race-{n}"));
    named().build().or_else(|_| named().num_threads(1).build())
}

/// As many threads as are said.
///
/// # Errors
/// When the system has none to give.
#[cfg(test)]
pub(super) fn of(threads: usize) -> Result<ThreadPool, ThreadPoolBuildError> {
    ThreadPoolBuilder::new().num_threads(threads).build()
}
