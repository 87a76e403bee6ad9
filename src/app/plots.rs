//! What the plots are made of: traces, axes, ticks, marks, and the lines behind the run.

pub(super) mod channels;
pub(super) mod cursor;
mod dashes;
pub(super) mod extremes;
pub(super) mod floor;
pub(super) mod ghosts;
mod hidden;
pub(super) mod legend;
pub(super) mod levels;
pub(super) mod lone_click;
pub(super) mod look;
pub(super) mod loss_axes;
pub(super) mod marks;
pub(super) mod navigation;
pub(super) mod places;
pub(super) mod plot;
pub(super) mod powers;
pub(super) mod spoken;
pub(super) mod ticks;
pub(super) mod trace;
