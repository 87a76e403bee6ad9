//! The threads among which a window's work is shared out.
//!
//! rayon's own pool is asked for once and panics where the system has no thread to give, as under
//! `ulimit -u`. This one makes do with fewer, down to none but the caller's.

use std::iter;
use std::num::NonZero;
use std::sync::OnceLock;

use rayon::{Scope, ThreadPool, ThreadPoolBuilder};

static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();

/// The process' pool, which is made when it is first asked for.
fn pool() -> Option<&'static ThreadPool> {
    POOL.get_or_init(make).as_ref()
}

/// As many threads as rayon would take, which `RAYON_NUM_THREADS` says, or the machine; or as many as
/// there are.
fn make() -> Option<ThreadPool> {
    let of = |threads| ThreadPoolBuilder::new().num_threads(threads);
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let fewer = iter::successors(Some(cores / 2), |threads| Some(threads / 2));
    let fewer = fewer.take_while(|threads| *threads > 0);
    // Zero stands for as many as usual.
    let with_threads = iter::once(0).chain(fewer).find_map(|threads| of(threads).build().ok());
    with_threads.or_else(|| of(1).use_current_thread().build().ok())
}

/// Whether this is a thread of a pool, as in a race: the other cores then have work of their own.
pub(super) fn is_own() -> bool {
    rayon::current_thread_index().is_some()
}

/// Threads to share work with, this one's pool or the process'.
pub(super) fn threads() -> usize {
    if is_own() {
        return rayon::current_num_threads();
    }
    pool().map_or(1, ThreadPool::current_num_threads)
}

/// Shares out what `work` spawns, and takes part in it.
pub(super) fn scope<'scope, R>(work: impl FnOnce(&Scope<'scope>) -> R) -> R {
    match pool().filter(|_| !is_own()) {
        Some(pool) => pool.in_place_scope(work),
        None => rayon::in_place_scope(work),
    }
}

/// Runs `work` so that whatever it shares out by rayon goes to these threads.
pub(in crate::network) fn install<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    match pool().filter(|_| !is_own()) {
        Some(pool) => pool.install(work),
        None => work(),
    }
}
