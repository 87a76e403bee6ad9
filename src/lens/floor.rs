//! The floor: the lowest loss that any network could reach with its memory on its data.
//!
//! The best answer to what is visible is the mean of the targets that go with it, and the loss it
//! leaves is their variance. What is visible depends on the memory alone:
//!
//! - none: the present input, sin φ. Both cos φ and −cos φ may go with it.
//! - reset: the inputs of the window so far. From the second on, two of them tell the phase:
//!   cos t = (sin t · cos d − sin(t − d)) / sin d; only the first is ambiguous.
//! - carry: everything since the run began, so that nothing is ambiguous, unless samples lie half
//!   turns apart.
//!
//! The mean is taken over a period of the data. Where the phases never come round exactly they fill
//! the circle evenly in the long run, and the mean is taken over the circle. Where they come round so
//! nearly that filling it takes longer than a network needs to follow them, there is no floor: what
//! is ambiguous at one time isn't at another, and training gets below the mean over all times.
//!
//! Noise on the targets has a floor of its own, its variance: nothing that is read tells it beforehand.
//!
//! All of this is about the mean of all squared errors. Of other losses there is no floor here: the best
//! answers are others, and the last answer of a window has more to go by than the first.

mod stretches;

pub use stretches::{FloorStretch, Floors};

use std::f64::consts::{PI, TAU};

use crate::config::{Config, DataKind, Loss, LossOn, Spacing, StateMode};
use crate::data::{self, Position, Wave};
use crate::number::two_digits;
use crate::text::Texts;

/// Longest period, in samples or windows, that counts as one. Neighbours in a longer one are so
/// close that no network tells them apart.
const LONGEST_PERIOD: usize = 500;
/// A period that misses its beginning by less than this, in radians, counts as exact: it takes a
/// million of them to drift away.
const SAME_PHASE: f64 = 1e-7;
/// Windows in which a network in training learns to tell one phase from others, generously: if the
/// `n` phases that windows begin at take longer than `n` times this to drift over the circle, it
/// follows them.
const FOLLOWED: f64 = 200.0;
/// Inputs nearer to each other than this are the same one: no network tells them apart.
const SAME_INPUT: f64 = 1e-5;

/// The lowest loss any network could reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Floor {
    /// Mean squared error over a period of the data.
    pub loss: f64,
    /// Why it isn't lower.
    pub because: Because,
}

/// Why a floor isn't lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// There is noise on the targets, which nothing tells.
    TargetNoise,
    /// With this memory nothing is ambiguous.
    Nothing(StateMode),
    /// Without memory one input goes with two answers.
    NoMemory,
    /// The first sample of each window, of so many time steps, goes with two answers.
    FirstSample {
        /// Time steps of a window.
        time_steps: usize,
    },
    /// Samples lie half turns apart, so that all of a window goes with two answers.
    HalfTurns,
    /// Samples lie half turns apart, so that the rows of the batch can't be told apart.
    SameRows,
}

impl Floor {
    /// One sentence: why it isn't lower.
    pub fn sentence(&self, texts: &Texts) -> String {
        let (words, value) = (&texts.obstacles, two_digits(self.loss));
        match self.because {
            Because::TargetNoise => (words.no_noise_told)(&value),
            Because::Nothing(StateMode::None) => words.none_and_nothing.to_owned(),
            Because::Nothing(StateMode::Reset) => words.reset_and_nothing.to_owned(),
            Because::Nothing(StateMode::Carry) => words.carry_and_nothing.to_owned(),
            Because::NoMemory => (words.none)(&value),
            Because::FirstSample { time_steps } => {
                (words.reset)(&whole(self.loss * time_steps as f64), &value)
            }
            Because::HalfTurns => (words.reset_half_turns)(&value),
            Because::SameRows => (words.carry)(&value),
        }
    }
}

/// The floor of a configuration whose data pass through the phase `start`, in radians, where a
/// window begins; 0 for a new run. None where the data aren't sin and cos themselves (the best answer
/// to a noisy input depends on how the noise is spread) and have no noise on their targets, where the loss
/// isn't the mean of all squared errors, where it can't be computed, or where the phases drift so slowly
/// that a network can follow them.
pub fn floor(config: &Config, start: f64) -> Option<Floor> {
    if (config.loss, config.loss_on) != (Loss::Mse, LossOn::All) {
        return None;
    }
    if config.data.is(DataKind::Formula) {
        return of_noise(config.target_noise);
    }
    data::source(config).wave(Position::START, 0).filter(Wave::is_exact)?;
    let data = Data::new(config, start);
    if !(data.spacing.is_finite() && data.start.is_finite()) {
        return None;
    }
    let loss = match config.state {
        StateMode::None => data.memoryless()?,
        StateMode::Reset => data.within_a_window()?,
        StateMode::Carry => data.with_the_past(),
    };
    // Rounding leaves a little where there is nothing.
    let loss = if loss < 1e-12 { 0.0 } else { loss };
    Some(Floor { loss, because: data.because(config.state, loss) })
}

/// That of noise with this deviation on the targets, whatever the formulas are.
fn of_noise(deviation: f64) -> Option<Floor> {
    let loss = deviation * deviation;
    (loss > 0.0).then_some(Floor { loss, because: Because::TargetNoise })
}

/// What the floor needs to know of the data.
struct Data {
    start: f64,
    /// Distance between two samples in radians.
    spacing: f64,
    /// Distance between two windows in radians.
    stride: f64,
    time_steps: usize,
    batch: usize,
    half_turn: bool,
}

impl Data {
    fn new(config: &Config, start: f64) -> Self {
        let spacing = config.spacing_radians();
        let half_turn = config.spacing == Spacing::HalfTurn;
        let stride = if half_turn { PI } else { config.time_steps as f64 * spacing };
        let (time_steps, batch) = (config.time_steps, config.batch);
        Self { start, spacing, stride, time_steps, batch, half_turn }
    }

    /// One sample tells nothing that the next one would add to: they lie half turns apart.
    fn stands_still(&self) -> bool {
        distance(2.0 * self.spacing, 0.0) < SAME_PHASE
    }

    /// Why a floor is at this loss with this memory.
    fn because(&self, state: StateMode, loss: f64) -> Because {
        match state {
            _ if loss == 0.0 => Because::Nothing(state),
            StateMode::None => Because::NoMemory,
            StateMode::Reset if self.stands_still() && self.time_steps > 1 => Because::HalfTurns,
            StateMode::Reset => Because::FirstSample { time_steps: self.time_steps },
            StateMode::Carry => Because::SameRows,
        }
    }

    /// The answer to an input can only follow from that input.
    fn memoryless(&self) -> Option<f64> {
        if self.half_turn {
            let window =
                |start: f64| (0..self.time_steps).map(move |i| start + i as f64 * self.spacing);
            let phases: Vec<f64> = window(self.start).chain(window(self.start + PI)).collect();
            return Some(ambiguity(&phases));
        }
        self.ambiguity_of_steps(self.spacing, self.time_steps)
    }

    /// The answer can follow from the inputs of the window so far.
    fn within_a_window(&self) -> Option<f64> {
        let first = self.ambiguity_of_steps(self.stride, 1)?;
        Some(if self.stands_still() { first } else { first / self.time_steps as f64 })
    }

    /// The answer can follow from all inputs since the beginning. Every batch row begins with the
    /// same state one window after the row before it, and must be told from the others by its
    /// inputs.
    fn with_the_past(&self) -> f64 {
        if !self.stands_still() {
            return 0.0;
        }
        let rows = (0..self.batch).map(|row| self.start + row as f64 * self.stride);
        ambiguity(&rows.collect::<Vec<_>>())
    }

    /// The ambiguity of the phases that follow each other by `step` from the start on, so many in a
    /// window.
    fn ambiguity_of_steps(&self, step: f64, in_a_window: usize) -> Option<f64> {
        match self.course(step, in_a_window) {
            Course::ComesRound(period) => {
                // As if it came round exactly.
                let turns = (period as f64 * step / TAU).round();
                let step = turns * TAU / period as f64;
                let phases = (0..period).map(|n| self.start + n as f64 * step);
                Some(ambiguity(&phases.collect::<Vec<_>>()))
            }
            // All over the circle: cos φ and −cos φ are as likely, and the mean of cos² is ½.
            Course::Fills => Some(0.5),
            Course::Drifts => None,
        }
    }

    /// What becomes of phases that follow each other by `step`.
    fn course(&self, step: f64, in_a_window: usize) -> Course {
        for phases in 1..=LONGEST_PERIOD {
            let missed = distance(phases as f64 * step, 0.0);
            if missed < SAME_PHASE {
                return Course::ComesRound(phases);
            }
            // Each of them moves by as much while all have their turn once.
            let windows = TAU / missed / in_a_window as f64;
            // The rows of a batch are windows that training sees at once.
            if windows > FOLLOWED * phases as f64 + self.batch as f64 {
                return Course::Drifts;
            }
        }
        Course::Fills
    }
}

/// How phases that follow each other by equal steps lie on the circle.
enum Course {
    /// So many of them come back to the first.
    ComesRound(usize),
    /// They soon lie all over it.
    Fills,
    /// They nearly come round, and move along slowly.
    Drifts,
}

/// Distance between two phases on the circle, in radians.
fn distance(a: f64, b: f64) -> f64 {
    let apart = (a - b).rem_euclid(TAU);
    apart.min(TAU - apart)
}

/// The mean over equally likely phases φ of the variance of cos φ among those with the same sin φ.
fn ambiguity(phases: &[f64]) -> f64 {
    let mut samples: Vec<(f64, f64)> = phases.iter().map(|phase| libm::sincos(*phase)).collect();
    samples.sort_by(|a, b| a.0.total_cmp(&b.0));
    let alike = samples.chunk_by(|a, b| b.0 - a.0 < SAME_INPUT);
    let spread = |group: &[(f64, f64)]| {
        let mean = group.iter().map(|(_, cos)| cos).sum::<f64>() / group.len() as f64;
        group.iter().map(|(_, cos)| (cos - mean).powi(2)).sum::<f64>()
    };
    alike.map(spread).sum::<f64>() / phases.len() as f64
}

/// A number to two significant digits, 1 without any.
fn whole(value: f64) -> String {
    if (value - 1.0).abs() < 1e-9 { "1".to_owned() } else { two_digits(value) }
}
