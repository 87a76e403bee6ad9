//! What can go wrong with a run, panics included.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::trainer::TrainerError;

/// Why the run can't go on.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(transparent)]
    Trainer(#[from] TrainerError),
    #[error("the training thread failed ({0}); a restart begins a new run")]
    Panic(String),
}

/// Does something with the trainer; a panic in it is a failure like any other.
pub(super) fn caught<T>(work: impl FnOnce() -> Result<T, TrainerError>) -> Result<T, Failure> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => Ok(result?),
        Err(panic) => Err(Failure::Panic(panic_text(&*panic).to_owned())),
    }
}

/// What a panic said.
pub fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    let owned = || panic.downcast_ref::<String>().map(String::as_str);
    panic.downcast_ref::<&str>().copied().or_else(owned).unwrap_or("unknown")
}
