//! Many runs over a grid of settings, or a random sample of them, in the background.
//!
//! A [`SweepPlan`] names every run; [`train()`] trains them on all cores and keeps an [`Outcome`](super::Outcome) of each.
//! Runs don't know of each other, so that the results have the same bits on any number of threads.

mod axis;
mod background;
mod file;
mod plan;
mod point;
mod summary;
mod train;

pub use axis::{Axis, AxisError, Scale};
pub use background::{Event, News, Sweep};
pub use file::{SweepFile, parse_sweep, read_sweep};
pub use plan::{MOST_RUNS, PlanError, Sample, SweepPlan};
pub use point::Point;
pub use summary::{Summary, median, summarise};
#[cfg(test)]
pub(super) use train::train_on;
pub use train::{StopSignal, train};
