//! Free run: the network's own answer becomes its next input.
//!
//! From sin(t + d) = sin t · cos d + cos t · sin d, the next input is x cos d + ŷ sin d: the exact
//! oscillator as long as ŷ = cos t. Every error comes back as input, so that the run shows whether
//! the network keeps amplitude and pace by itself.

use std::sync::Arc;

use crate::config::StateMode;
use crate::data::{Wave, sine};
use crate::evaluation::clock::Clock;
use crate::evaluation::forecast::Forecast;
use crate::table::Samples;
use crate::text::{Reason, Texts};

use super::output::{Entry, Found, LensOutput, Work};
use super::table_work::{Ahead, Shared};
use super::{Frozen, LensContext};

/// Why there is no free run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", Texts::in_force().obstacles.no_oscillation)]
pub struct NoWave;

/// A network on its own answers.
#[derive(Clone, Debug)]
pub enum FreeRun {
    /// On sin and cos, whose next sample follows from this one.
    Oscillation(Oscillation),
    /// On a table whose inputs are among its targets: behind the table's end.
    BehindTheEnd(BehindTheEnd),
}

/// A table's forecast.
#[derive(Clone, Debug)]
pub struct BehindTheEnd {
    /// The step the network is at.
    pub step: u64,
    /// The table.
    pub samples: Arc<Samples>,
    /// When its rows were, where that is known.
    pub clock: Option<Clock>,
    /// The rows that follow.
    pub forecast: Arc<Forecast>,
}

/// A run on the network's own answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Oscillation {
    /// The step the network is at.
    pub step: u64,
    /// Samples at the beginning that were read from the data.
    pub warm_up: usize,
    /// Phase of each sample in radians, warm-up included.
    pub t: Vec<f64>,
    /// What the network read: data first, then what its own answers make of them.
    pub input: Vec<f64>,
    /// cos t.
    pub target: Vec<f64>,
    /// What the network answered.
    pub prediction: Vec<f64>,
    /// Error that counts as lost.
    pub threshold: f64,
    /// Time steps after the warm-up until |ŷ − cos t| passes the threshold, if it does.
    pub holds: Option<usize>,
}

/// How to run free.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FreeRunSettings {
    /// Samples read from the data first.
    pub warm_up: usize,
    /// Samples after that.
    pub length: usize,
    /// Error that counts as lost.
    pub threshold: f64,
}

impl Default for FreeRunSettings {
    fn default() -> Self {
        Self { warm_up: 40, length: 200, threshold: 0.2 }
    }
}

impl LensOutput for FreeRun {
    const ENTRY: Entry = Entry::new("free-run");
    type Choice = FreeRunSettings;

    fn find(
        context: &mut LensContext<'_>,
        settings: &FreeRunSettings,
    ) -> Result<Found<Self>, Reason> {
        if context.frozen.config.data.is_table() {
            let ahead = context.ahead()?;
            return Ok(Found::begun(BehindTheEndWork(ahead)));
        }
        Found::now(free_run(context.frozen, *settings).map(Self::Oscillation))
    }

    fn step(&self) -> u64 {
        match self {
            Self::Oscillation(run) => run.step,
            Self::BehindTheEnd(run) => run.step,
        }
    }

    fn is_quick(frozen: &Frozen) -> bool {
        !frozen.config.data.is_table()
    }
}

/// The forecast, which takes long.
struct BehindTheEndWork(Shared<Ahead>);

impl Work<FreeRun> for BehindTheEndWork {
    fn advance(&mut self) -> Result<bool, Reason> {
        let mut ahead = self.0.borrow_mut();
        let has_more = ahead.advance();
        match ahead.found() {
            Some(Err(reason)) => Err(reason.clone()),
            _ => Ok(has_more),
        }
    }

    fn come(&mut self) -> Option<FreeRun> {
        let ahead = self.0.borrow();
        let forecast = Arc::clone(ahead.found()?.as_ref().ok()?);
        let (step, samples) = (ahead.subject.step, Arc::clone(&ahead.subject.samples));
        let clock = Clock::of(Arc::clone(&samples));
        Some(FreeRun::BehindTheEnd(BehindTheEnd { step, samples, clock, forecast }))
    }

    fn part_done(&self) -> Option<f32> {
        Some(self.0.borrow().part_done())
    }

    fn step(&self) -> Option<u64> {
        Some(self.0.borrow().subject.step)
    }
}

/// Runs the frozen network free, from the beginning of the window shown and its state there. Where training resets the
/// state at each window, it is reset here after as many time steps.
///
/// # Errors
/// [`NoWave`], where the network's answers don't tell what it would read next.
pub fn free_run(frozen: &Frozen, plan: FreeRunSettings) -> Result<Oscillation, NoWave> {
    let wave = frozen.wave.as_ref().ok_or(NoWave)?;
    let model = frozen.model();
    let mut state = frozen.row_state();
    let mut count = 0;
    let answer = |x: f64| {
        if frozen.config.state == StateMode::Reset && count % frozen.time_steps == 0 {
            state = model.blank();
        }
        count += 1;
        model.step(&mut state, &[x]).1[0]
    };
    Ok(Oscillation { step: frozen.step, ..oscillate(wave, plan, answer) })
}

/// Runs anything that answers inputs free, from the beginning of a sequence on.
pub fn oscillate(
    wave: &Wave,
    plan: FreeRunSettings,
    mut answer: impl FnMut(f64) -> f64,
) -> Oscillation {
    let Wave { start, spacing, .. } = *wave;
    let (sin, cos) = libm::sincos(spacing);
    let samples = plan.warm_up + plan.length;
    let t: Vec<f64> = (0..samples).map(|i| start + i as f64 * spacing).collect();
    let target: Vec<f64> = t.iter().map(|t| libm::cos(*t)).collect();
    let (mut input, mut prediction) = (Vec::with_capacity(samples), Vec::with_capacity(samples));
    // Without a warm-up the first sample still has to come from somewhere.
    let mut own = sine(start);
    for (i, &t) in t.iter().enumerate() {
        let mut x = own;
        if i < plan.warm_up {
            x = wave.sample(t, wave.number(0, i)).0;
            // Noise on what it reads doesn't go on into what it makes itself.
            own = sine(t);
        }
        let y = answer(x);
        input.push(x);
        prediction.push(y);
        own = own * cos + y * sin;
    }
    let mut errors = prediction.iter().zip(&target).skip(plan.warm_up);
    // An answer that isn't a number is lost too.
    let near = |(y, target): (&f64, &f64)| (y - target).abs() <= plan.threshold;
    let holds = errors.position(|sample| !near(sample));
    let FreeRunSettings { warm_up, threshold, .. } = plan;
    Oscillation { step: 0, warm_up, t, input, target, prediction, threshold, holds }
}
