//! When the run is saved by itself, so that it survives whatever becomes of the program.

use std::time::{Duration, Instant};

use super::active_run::ActiveRun;
use crate::checkpoint::Checkpoint;

/// Takes a run to safety; `true` as its second argument says that this is the last time. Returns
/// whether it was taken: who is still busy with the one before takes the next.
pub type SaveCheckpoint = Box<dyn FnMut(Checkpoint, bool) -> bool + Send>;

/// Time between two checkpoints; together with the time to write one, what a crash can cost.
const PERIOD: Duration = Duration::from_secs(2);

/// Hands over checkpoints while there is something new to save.
pub(super) struct AutosaveTimer {
    save: Option<SaveCheckpoint>,
    /// Whether the run is no longer what was saved.
    touched: bool,
    saved: Instant,
}

impl AutosaveTimer {
    pub(super) fn new(save: Option<SaveCheckpoint>) -> Self {
        Self { save, touched: false, saved: Instant::now() }
    }

    /// The run is another from now on.
    pub(super) fn touch(&mut self) {
        self.touched = true;
    }

    /// When the run is to be saved, if it is.
    pub(super) fn due(&self) -> Option<Instant> {
        (self.save.is_some() && self.touched).then(|| self.saved + PERIOD)
    }

    /// Whether the run is to be saved by now.
    pub(super) fn is_due(&self, now: Instant) -> bool {
        self.due().is_some_and(|due| now >= due)
    }

    /// Saves the run, which has been trained for `elapsed`; `until` is the step at which it is to pause.
    pub(super) fn save(
        &mut self,
        active: Option<&ActiveRun>,
        until: Option<u64>,
        elapsed: Duration,
    ) {
        self.saved = Instant::now();
        self.touched = !self.hand_over(active, until, elapsed, false);
    }

    /// The program ends.
    pub(super) fn save_last(
        &mut self,
        active: Option<&ActiveRun>,
        until: Option<u64>,
        elapsed: Duration,
    ) {
        if self.touched {
            self.hand_over(active, until, elapsed, true);
        }
    }

    fn hand_over(
        &mut self,
        active: Option<&ActiveRun>,
        until: Option<u64>,
        elapsed: Duration,
        last: bool,
    ) -> bool {
        let (Some(save), Some(active)) = (&mut self.save, active) else { return true };
        match active.checkpoint(until, elapsed) {
            Ok(checkpoint) => save(checkpoint, last),
            // A network whose numbers can't be read can't train either, which is told then.
            Err(_) => true,
        }
    }
}
