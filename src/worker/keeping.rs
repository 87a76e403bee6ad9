//! When the run is kept, so that it survives whatever becomes of the program.

use std::time::{Duration, Instant};

use super::course::Course;
use crate::checkpoint::Checkpoint;

/// Takes a run to safety; `true` as its second argument says that this is the last time. Returns
/// whether it was taken: who is still busy with the one before takes the next.
pub type Keep = Box<dyn FnMut(Checkpoint, bool) -> bool + Send>;

/// Time between two checkpoints; together with the time to write one, what a crash can cost.
const PERIOD: Duration = Duration::from_secs(2);

/// Hands over checkpoints while there is something new to keep.
pub(super) struct Keeping {
    keep: Option<Keep>,
    /// Whether the run is no longer what was kept.
    touched: bool,
    kept: Instant,
}

impl Keeping {
    pub(super) fn new(keep: Option<Keep>) -> Self {
        Self { keep, touched: false, kept: Instant::now() }
    }

    /// The run is another from now on.
    pub(super) fn touch(&mut self) {
        self.touched = true;
    }

    /// When the run is to be kept, if it is.
    pub(super) fn due(&self) -> Option<Instant> {
        (self.keep.is_some() && self.touched).then(|| self.kept + PERIOD)
    }

    /// Keeps the run if it is time; `until` is the step at which it is to pause.
    pub(super) fn keep_when_due(&mut self, course: Option<&Course>, until: Option<u64>) {
        if self.due().is_some_and(|due| Instant::now() >= due) {
            self.kept = Instant::now();
            self.touched = !self.hand_over(course, until, false);
        }
    }

    /// The program ends.
    pub(super) fn keep_last(&mut self, course: Option<&Course>, until: Option<u64>) {
        if self.touched {
            self.hand_over(course, until, true);
        }
    }

    fn hand_over(&mut self, course: Option<&Course>, until: Option<u64>, last: bool) -> bool {
        let (Some(keep), Some(course)) = (&mut self.keep, course) else { return true };
        match course.checkpoint(until) {
            Ok(checkpoint) => keep(checkpoint, last),
            // A network whose numbers can't be read can't train either, which is told then.
            Err(_) => true,
        }
    }
}
