//! A sequence as a piece of a wave: what lies before and after it, and what it might have been.

use std::fmt;
use std::sync::Arc;

use super::periodic::Formula;

/// Samples of sin and cos on a grid: sequences one `stride` apart, each with samples one `spacing`
/// apart.
#[derive(Clone)]
pub struct Wave {
    /// Phase of the first sample of the sequence shown, in radians.
    pub start: f64,
    /// Distance between two samples of a sequence, in radians.
    pub spacing: f64,
    /// Distance between the beginnings of two sequences, in radians.
    pub stride: f64,
    /// Samples in a sequence.
    pub time_steps: usize,
    /// Number in time of the first sample of the sequence shown.
    pub(super) number: u64,
    /// What is read at a phase.
    pub(super) formula: Arc<dyn Formula>,
}

impl fmt::Debug for Wave {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { start, spacing, stride, time_steps, number, formula } = self;
        write!(f, "{formula:?} from {start} by {spacing}, {time_steps} a {stride}, from {number}")
    }
}

impl PartialEq for Wave {
    /// Whether they lie alike. What is read there follows from the configuration.
    fn eq(&self, other: &Self) -> bool {
        let place = |wave: &Self| (wave.start, wave.spacing, wave.stride);
        let count = |wave: &Self| (wave.time_steps, wave.number);
        place(self) == place(other) && count(self) == count(other)
    }
}

/// The sine of a phase as training reads it without noise: rounded to float32.
pub fn sine(phase: f64) -> f64 {
    f64::from(libm::sin(phase) as f32)
}

impl Wave {
    /// One from the same start with its samples elsewhere, and no gap between its sequences.
    #[must_use]
    pub fn spaced(&self, spacing: f64) -> Self {
        Self { spacing, stride: spacing * self.time_steps as f64, ..self.clone() }
    }

    /// Phase in radians of sample `i` of the sequence this many after the one shown.
    pub fn phase(&self, sequences: i64, i: usize) -> f64 {
        self.start + sequences as f64 * self.stride + i as f64 * self.spacing
    }

    /// Phases of a sequence's samples.
    pub fn phases(&self, sequences: i64) -> impl Iterator<Item = f64> {
        (0..self.time_steps).map(move |i| self.phase(sequences, i))
    }

    /// What training reads in the sequence this many after the one shown, one number a time step.
    pub fn input(&self, sequences: i64) -> Vec<f64> {
        let read = |(i, phase)| self.sample(phase, self.number(sequences, i)).0;
        self.phases(sequences).enumerate().map(read).collect()
    }

    /// Number in time of sample `i` of the sequence this many after the one shown. Before the
    /// beginning, where nobody has read, numbers go on from the greatest down.
    pub fn number(&self, sequences: i64, i: usize) -> u64 {
        let since = sequences.wrapping_mul(self.time_steps as i64).wrapping_add(i as i64);
        self.number.wrapping_add_signed(since)
    }

    /// Input and target of the sample with this phase and this number in time, rounded to float32
    /// as in training.
    pub fn sample(&self, phase: f64, number: u64) -> (f64, f64) {
        let (input, target) = self.formula.sample(phase, number);
        (f64::from(input), f64::from(target))
    }

    /// Whether there is nothing but sin to read and cos to answer: no noise.
    pub fn is_exact(&self) -> bool {
        self.formula.is_exact()
    }

    /// Sequences that were drawn before the one shown, if the run began at phase 0 and on this grid.
    pub fn sequences_before(&self) -> i64 {
        // Half a sequence of slack for rounding.
        ((self.start / self.stride + 0.5).floor() as i64).max(0)
    }
}
