//! How fast steps are to follow each other.

use std::ops::RangeInclusive;
use std::time::Duration;

/// Steps a second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
    /// So many, evenly.
    PerSecond(f64),
    /// As many as the machine can.
    Max,
}

impl Pace {
    /// How many steps a second can be asked for.
    pub const RANGE: RangeInclusive<f64> = 0.01..=1e6;

    /// So many steps a second, where that is possible.
    pub fn per_second(steps: f64) -> Option<Self> {
        Self::RANGE.contains(&steps).then_some(Self::PerSecond(steps))
    }

    /// Time between two steps: under two minutes, whatever was asked for.
    pub fn period(self) -> Duration {
        match self {
            Self::PerSecond(steps) => {
                Duration::try_from_secs_f64(1.0 / steps.max(*Self::RANGE.start()))
                    .unwrap_or_default()
            }
            Self::Max => Duration::ZERO,
        }
    }
}
