//! Where samples lie on the time axis, and data made from there: the past, the future, other data.

use crate::signal::Signal;

/// A grid of samples: windows one `stride` apart, each with samples one `spacing` apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wave {
    /// Phase of the first sample of the window shown, in radians.
    pub start: f64,
    /// Distance between two samples of a window, in radians.
    pub spacing: f64,
    /// Distance between the beginnings of two windows, in radians.
    pub stride: f64,
    /// Samples in a window.
    pub time_steps: usize,
}

/// The input at a phase, as training reads it: rounded to float32.
pub fn input(phase: f64) -> f64 {
    f64::from(libm::sin(phase) as f32)
}

/// The target at a phase, as training reads it: rounded to float32.
pub fn target(phase: f64) -> f64 {
    f64::from(libm::cos(phase) as f32)
}

impl Wave {
    /// Where the drawn window of a batch row lies.
    pub fn of(signal: &Signal, row: usize) -> Self {
        Self {
            start: signal.phase(row, 0),
            spacing: signal.spacing(),
            // Rows lie one window apart.
            stride: signal.phase(row + 1, 0) - signal.phase(row, 0),
            time_steps: signal.time_steps(),
        }
    }

    /// Phase in radians of sample `i` of the window this many windows after the one shown.
    pub fn phase(&self, windows: i64, i: usize) -> f64 {
        self.start + windows as f64 * self.stride + i as f64 * self.spacing
    }

    /// Phases of a window's samples.
    pub fn phases(&self, windows: i64) -> impl Iterator<Item = f64> {
        (0..self.time_steps).map(move |i| self.phase(windows, i))
    }

    /// Windows that were drawn before the one shown, if the run began at phase 0 and on this grid.
    pub fn windows_before(&self) -> i64 {
        // Half a window of slack for rounding.
        ((self.start / self.stride + 0.5).floor() as i64).max(0)
    }
}
