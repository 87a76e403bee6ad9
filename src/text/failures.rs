//! What is said where a part of the program can't go on.

use super::texts;

texts! {
    /// Why a run, a lens, a race or a sweep can't go on.
    Failures {
        training(panic: &str) =
            format!("the training thread failed ({panic}); a restart begins a new run");
        lens(panic: &str) = format!("this lens failed ({panic})");
        race(panic: &str) = format!("the race failed ({panic})");
        sweep(panic: &str) = format!("the sweep failed ({panic})");
        unknown_panic = "unknown";
        steps_apart(misfit: &str) = format!("the run's steps don't follow each other: {misfit}");
        no_fork = "the step to fork from can't be replayed any more";
        no_threads = "the system has no thread to spare, and a race or a sweep needs one: end other programs, or \
                      raise the limit on processes (ulimit -u)";
    }
}
