//! Residuals: what is left between target and prediction, and whether there is anything in it that could
//! still be learned.
//!
//! Of a table over all its rows, with the numbers of the part that speaks for the network; of data without an
//! end over the last windows, as far as they are in view.

use std::sync::Arc;

use super::hidden_state::settled;
use super::output::{Entry, Found, LensOutput, Work};
use super::table_work::{Answering, Shared, Subject};
use super::{Frozen, LensContext};
use crate::data;
use crate::evaluation::clock::Clock;
use crate::evaluation::{Answers, Moments, Part, Recurrence, Spread, thinned};
use crate::text::Reason;

/// Stretches of the series at most, each kept by its least and its greatest value.
const STRETCHES: usize = 360;
/// Points of residual against prediction at most.
const MOST_POINTS: usize = 600;

/// What is left between a target and its prediction. Residuals are target minus prediction, in the data's unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Residuals {
    /// The step the network is at.
    pub step: u64,
    /// Which of the targets it is, from 0.
    pub target: usize,
    /// What each target is called.
    pub names: Vec<String>,
    /// The target's unit, if it has one.
    pub unit: Option<String>,
    /// The part of the table that all but the series is of; none where the data have no parts.
    pub part: Option<Part>,
    /// The parts of the table along the series: where each begins and ends on its axis.
    pub stretches: Vec<(Part, f64, f64)>,
    /// When the rows of the table were, where that is known.
    pub clock: Option<Clock>,
    /// Place on the data's axis, a row's number for example, and residual.
    pub series: Vec<(f64, f64)>,
    /// Prediction and residual, of samples evenly spread over the part.
    pub against: Vec<(f64, f64)>,
    /// How residuals are spread.
    pub spread: Spread,
    /// Their mean, deviation and tails.
    pub moments: Moments,
    /// How much of them comes again later.
    pub again: Recurrence,
}

impl LensOutput for Residuals {
    const ENTRY: Entry = Entry::new("residuals");
    /// The target's number.
    type Choice = usize;

    fn find(context: &mut LensContext<'_>, target: &usize) -> Result<Found<Self>, Reason> {
        if !context.frozen.config.data.is_table() {
            return Ok(Found::Now(of_windows(context.frozen, *target, context.windows())));
        }
        let answering = context.answering()?;
        let targets = answering.borrow().subject.samples.targets.len();
        let target = (*target).min(targets - 1);
        let (parts, found) = (Parts::default(), None);
        Ok(Found::begun(ResidualsWork { answering, target, parts, found }))
    }

    fn step(&self) -> u64 {
        self.step
    }

    fn is_quick(frozen: &Frozen) -> bool {
        !frozen.config.data.is_table()
    }
}

/// The last windows, as many as `windows` or as the run has had: the frozen network has settled before them,
/// as for [`hidden_state`](super::hidden_state::hidden_state).
pub fn of_windows(frozen: &Frozen, target: usize, windows: usize) -> Residuals {
    let source = data::source(&frozen.config);
    let targets = source.shape().targets;
    let target = target.min(targets.saturating_sub(1));
    let (model, wave) = (frozen.model(), frozen.wave.as_ref());
    let past = if frozen.skipped() > 0 { 0 } else { windows.max(1) as i64 - 1 };
    let past = past.min(frozen.windows_before());
    let (trace, wanted) = match wave {
        Some(wave) if past > 0 => {
            let before = settled(frozen, &model, past);
            let phases = (-past..1).flat_map(|at| {
                wave.phases(at).enumerate().map(move |(i, t)| wave.sample(t, wave.number(at, i)).1)
            });
            (frozen.trace_over(&model, -past..1, &before), phases.collect())
        }
        _ => (frozen.trace(), frozen.shown_target()),
    };
    let times = match past {
        0 => frozen.shown_times().to_vec(),
        _ => frozen.times_over(-past..1),
    };
    let channel = |numbers: &[f64]| -> Vec<f64> {
        numbers.iter().copied().skip(target).step_by(targets.max(1)).collect()
    };
    let (predicted, wanted) = (channel(&trace.prediction), channel(&wanted));
    let left: Vec<f64> = wanted.iter().zip(&predicted).map(|(target, y)| target - y).collect();
    Residuals {
        step: frozen.step,
        target,
        names: (0..targets).map(|k| source.target_name(k).to_owned()).collect(),
        unit: None,
        part: None,
        stretches: Vec::new(),
        clock: None,
        series: times.into_iter().zip(left.iter().copied()).collect(),
        against: predicted.into_iter().zip(left.iter().copied()).collect(),
        spread: Spread::of(&left),
        moments: Moments::of(&left),
        again: Recurrence::of(&left),
    }
}

/// What is known of a table's residuals, piece by piece.
#[derive(Default)]
struct Parts {
    left: Option<Vec<f64>>,
    summary: Option<(Spread, Moments)>,
    series: Option<Vec<(f64, f64)>>,
}

/// The answers, and then piece after piece.
struct ResidualsWork {
    answering: Shared<Answering>,
    target: usize,
    parts: Parts,
    found: Option<Residuals>,
}

impl Work<Residuals> for ResidualsWork {
    fn advance(&mut self) -> Result<bool, Reason> {
        if self.answering.borrow_mut().advance() {
            return Ok(true);
        }
        let answering = self.answering.borrow();
        let (subject, Some(prediction)) = (&answering.subject, answering.whole()) else {
            return Ok(false);
        };
        let answers = Answers::new(&subject.samples, prediction)?;
        self.found = self.parts.add(&answers, self.target, subject);
        Ok(self.found.is_none())
    }

    fn come(&mut self) -> Option<Residuals> {
        self.found.take()
    }

    fn part_done(&self) -> Option<f32> {
        Some(self.answering.borrow().part_done())
    }

    fn step(&self) -> Option<u64> {
        Some(self.answering.borrow().subject.step)
    }
}

impl Parts {
    /// Finds the next piece; with the last one there is all.
    fn add(&mut self, answers: &Answers<'_>, k: usize, subject: &Subject) -> Option<Residuals> {
        let samples = answers.samples();
        let part = Part::speaking(samples);
        let residual = |sample: usize| answers.residual(sample, k);
        let Some(left) = &self.left else {
            self.left = Some(part.of(samples).map(residual).collect());
            return None;
        };
        if self.series.is_none() {
            let point = |sample: usize| (answers.row(sample) as f64, residual(sample));
            self.series = Some(thinned(0..samples.len(), STRETCHES, point));
            return None;
        }
        let Some((spread, moments)) = self.summary.take() else {
            self.summary = Some((Spread::of(left), Moments::of(left)));
            return None;
        };
        let column = |k: usize| &samples.columns[samples.targets[k]];
        let (count, first) = (left.len(), part.of(samples).start);
        let shown = count.min(MOST_POINTS);
        let places = (0..shown).map(|n| n * count / shown);
        Some(Residuals {
            step: subject.step,
            target: k,
            names: (0..samples.targets.len()).map(|k| column(k).plain_name().to_owned()).collect(),
            unit: column(k).unit.clone(),
            part: Some(part),
            stretches: Part::stretches(samples).collect(),
            clock: Clock::of(Arc::clone(&subject.samples)),
            series: self.series.take().unwrap_or_default(),
            against: places.map(|n| (answers.prediction(first + n, k), left[n])).collect(),
            spread,
            moments,
            again: Recurrence::of(left),
        })
    }
}
