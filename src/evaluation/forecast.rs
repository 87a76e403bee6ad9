//! A forecast: the network reads its own answers as if they had happened, and goes on from the table's end.
//!
//! How far off it may be is told by forecasts that begin in the validation part, where what happened is
//! known: the band is the middle 90 % of what those of the same length were off.

use super::{Part, target_column};
use crate::table::Samples;
use crate::wording::foreign;

/// Samples that the state is carried through before a forecast begins.
pub const WARM_UP: usize = 1000;
/// Rows that a forecast may go on for.
pub const MOST_AHEAD: usize = 10_000;
/// Below so many forecasts of a length nothing is said of what they are off.
pub const FEWEST: usize = 20;
/// The parts of the errors that a band leaves out at each end.
const TAILS: (f64, f64) = (0.05, 0.95);

/// Beginnings that a band is made of at most.
const MOST_BEGINNINGS: usize = 1000;
/// Time steps that a network reads for a band at most.
const MOST_TIME_STEPS: usize = 20_000_000;
/// Errors that are kept for a band at most, likewise.
const MOST_ERRORS: usize = 8_000_000;
const ENOUGH: usize = 2 * FEWEST;
/// Forecasts that go on side by side.
const TOGETHER: usize = 64;
/// Time steps of a warm-up that are read at once.
const AT_ONCE: usize = 100;

/// Why there can be no forecast.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ForecastError {
    /// What is foretold isn't the next row.
    #[error("a forecast needs the horizon 1, not {0}: each answer is the next row's input")]
    Horizon(usize),
    /// An input isn't foretold.
    #[error(
        "a forecast needs every input among the targets, and {} isn't: nobody knows what it will be",
        foreign(.0)
    )]
    Input(String),
    /// Too far.
    #[error("a forecast goes on for 1 to {MOST_AHEAD} rows, not {0}")]
    Ahead(usize),
}

/// Sees whether answers can be read as inputs: from the horizon and the names of inputs and targets, so that
/// it is known before the training.
///
/// # Errors
/// [`ForecastError`].
pub fn check(horizon: usize, inputs: &[&str], targets: &[&str]) -> Result<(), ForecastError> {
    if horizon != 1 {
        return Err(ForecastError::Horizon(horizon));
    }
    match inputs.iter().find(|input| !targets.contains(input)) {
        Some(input) => Err(ForecastError::Input((*input).to_owned())),
        None => Ok(()),
    }
}

/// A trained network that reads several sequences side by side, a batch's rows.
pub trait SequenceModel {
    /// What can go wrong.
    type Error;

    /// Begins so many sequences, whose state is zeros.
    fn begin(&mut self, rows: usize);

    /// Reads time steps more of each sequence, rows × time steps × inputs, scaled, and returns the outputs:
    /// rows × time steps × targets, scaled.
    ///
    /// # Errors
    /// Its own.
    fn read(&mut self, time_steps: usize, input: &[f32]) -> Result<&[f32], Self::Error>;
}

/// What lies before each answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// All rows that were read: the state is carried on.
    Carried,
    /// A window of so many rows, which moves on; each begins with zeros.
    Window(usize),
}

/// Target columns of the rows that follow the table's last one.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// Row after row, for each the target columns in their order.
    pub points: Vec<Vec<Point>>,
}

/// What one target column may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// What is foretold, in the column's unit.
    pub prediction: f64,
    /// Between which numbers 90 % were, where there were enough forecasts to tell.
    pub band: Option<(f64, f64)>,
}

impl Forecast {
    /// The forecast of `ahead` rows by a network.
    ///
    /// # Errors
    /// Those of the network, and [`ForecastError`] by way of it.
    pub fn new<F: SequenceModel>(
        network: &mut F,
        samples: &Samples,
        memory: Memory,
        ahead: usize,
    ) -> Result<Self, F::Error>
    where
        F::Error: From<ForecastError>,
    {
        let name = |column: &usize| samples.columns[*column].name.as_str();
        let names = |columns: &[usize]| columns.iter().map(name).collect::<Vec<_>>();
        check(samples.horizon, &names(&samples.inputs), &names(&samples.targets))?;
        if !(1..=MOST_AHEAD).contains(&ahead) {
            return Err(ForecastError::Ahead(ahead).into());
        }
        let series = Series::new(samples);
        let last = series.rows() - 1;
        let foretold = series.go_on(network, memory, &[last], ahead)?;
        let errors = Errors::of(network, &series, memory, ahead)?;
        let targets = samples.targets.len();
        let point = |step: usize, k: usize| {
            let prediction = series.unscaled(foretold[step * targets + k], k);
            let scale = target_column(samples, k).scaling.scale;
            let off = |error: f64| prediction + error * scale;
            let band = errors.band(step, k).map(|(low, high)| (off(low), off(high)));
            Point { prediction, band }
        };
        let points = (0..ahead).map(|step| (0..targets).map(|k| point(step, k)).collect());
        Ok(Self { points: points.collect() })
    }
}

/// The inputs of all rows, also of those whose target isn't known yet.
struct Series<'a> {
    samples: &'a Samples,
    /// For each input the target that foretells it.
    foretold_by: Vec<usize>,
}

impl<'a> Series<'a> {
    fn new(samples: &'a Samples) -> Self {
        let place = |column: &usize| samples.targets.iter().position(|target| target == column);
        Self { samples, foretold_by: samples.inputs.iter().filter_map(place).collect() }
    }

    /// Rows whose inputs are known.
    fn rows(&self) -> usize {
        self.samples.rows.len()
    }

    fn inputs(&self) -> usize {
        self.samples.inputs.len()
    }

    fn targets(&self) -> usize {
        self.samples.targets.len()
    }

    /// The inputs of a row, scaled as those of the samples are.
    fn row(&self, row: usize) -> impl Iterator<Item = f32> {
        self.samples.inputs.iter().map(move |column| {
            let column = &self.samples.columns[*column];
            column.scaling.scaled(column.values[row]) as f32
        })
    }

    fn unscaled(&self, number: f32, k: usize) -> f64 {
        target_column(self.samples, k).scaling.unscaled(f64::from(number))
    }

    /// What is foretold of the `ahead` rows after each of these: row after row of the forecast, for each
    /// beginning the targets, scaled.
    fn go_on<F: SequenceModel>(
        &self,
        network: &mut F,
        memory: Memory,
        lasts: &[usize],
        ahead: usize,
    ) -> Result<Vec<f32>, F::Error> {
        match memory {
            Memory::Carried => self.carry_on(network, lasts, ahead),
            Memory::Window(time_steps) => self.move_on(network, time_steps, lasts, ahead),
        }
    }

    /// From the state after up to [`WARM_UP`] rows before each of `lasts`, which have equally many.
    fn carry_on<F: SequenceModel>(
        &self,
        network: &mut F,
        lasts: &[usize],
        ahead: usize,
    ) -> Result<Vec<f32>, F::Error> {
        network.begin(lasts.len());
        let warm_up = lasts.iter().copied().min().unwrap_or_default().min(WARM_UP);
        let mut input = Vec::new();
        for start in (0..warm_up).step_by(AT_ONCE) {
            let end = (start + AT_ONCE).min(warm_up);
            input.clear();
            for last in lasts {
                let rows = (start..end).flat_map(|at| self.row(last - warm_up + at));
                input.extend(rows);
            }
            network.read(end - start, &input)?;
        }
        input.clear();
        input.extend(lasts.iter().flat_map(|last| self.row(*last)));
        let mut foretold = Vec::with_capacity(ahead * lasts.len() * self.targets());
        for _ in 0..ahead {
            let answers = network.read(1, &input)?;
            foretold.extend_from_slice(answers);
            input.clear();
            for answer in answers.chunks_exact(self.targets()) {
                input.extend(self.foretold_by.iter().map(|k| answer[*k]));
            }
        }
        Ok(foretold)
    }

    /// By windows that end at each of `lasts` and move on.
    fn move_on<F: SequenceModel>(
        &self,
        network: &mut F,
        time_steps: usize,
        lasts: &[usize],
        ahead: usize,
    ) -> Result<Vec<f32>, F::Error> {
        // At the very beginning of a table a window is shorter.
        let before = lasts.iter().copied().min().unwrap_or_default().min(time_steps - 1);
        let window = before + 1;
        let mut series: Vec<Vec<f32>> = lasts
            .iter()
            .map(|last| (last - before..=*last).flat_map(|row| self.row(row)).collect())
            .collect();
        let (inputs, targets) = (self.inputs(), self.targets());
        let mut input = Vec::new();
        let mut foretold = Vec::with_capacity(ahead * lasts.len() * targets);
        for step in 0..ahead {
            input.clear();
            let newest = |series: &Vec<f32>| series.len() - window * inputs;
            series.iter().for_each(|series| input.extend_from_slice(&series[newest(series)..]));
            network.begin(lasts.len());
            let answers = network.read(window, &input)?;
            for (series, answers) in series.iter_mut().zip(answers.chunks_exact(window * targets)) {
                let answer = &answers[(window - 1) * targets..];
                foretold.extend_from_slice(answer);
                series.extend(self.foretold_by.iter().map(|k| answer[*k]));
                // What lies before the window isn't needed any more; taken away now and then.
                if step % window == 0 {
                    series.drain(..series.len() - window * inputs);
                }
            }
        }
        Ok(foretold)
    }
}

/// What forecasts that begin in the validation part were off.
struct Errors {
    /// For each step ahead and target, in this order: target minus prediction, from the least on.
    sorted: Vec<Vec<f32>>,
    targets: usize,
}

impl Errors {
    fn of<F: SequenceModel>(
        network: &mut F,
        series: &Series<'_>,
        memory: Memory,
        ahead: usize,
    ) -> Result<Self, F::Error> {
        let targets = series.targets();
        let part = Part::Validation.of(series.samples);
        let ahead = ahead.min((part.len() + 1).saturating_sub(FEWEST)).min(farthest(memory));
        let mut found = Self { sorted: vec![Vec::new(); ahead * targets], targets };
        let beginnings = beginnings(part.clone(), memory, ahead * targets, ahead);
        for lasts in alike(&beginnings, memory) {
            // The first of them reaches farthest.
            let reach = lasts.first().map_or(0, |last| ahead.min(part.end - last));
            let foretold = series.go_on(network, memory, lasts, reach)?;
            for (at, answer) in foretold.chunks_exact(targets).enumerate() {
                let (step, last) = (at / lasts.len(), lasts[at % lasts.len()]);
                // The row that follows sample i is its target.
                if last + step < part.end {
                    found.take(series, (step, last + step), answer);
                }
            }
        }
        for errors in &mut found.sorted {
            errors.sort_by(f32::total_cmp);
        }
        Ok(found)
    }

    /// Takes in how far an answer is off at a sample, so many steps (from 0) after its beginning.
    fn take(&mut self, series: &Series<'_>, (step, sample): (usize, usize), answer: &[f32]) {
        for (k, answer) in answer.iter().enumerate() {
            let column = target_column(series.samples, k);
            let happened = column.scaling.scaled(column.values[sample + 1]);
            self.sorted[step * self.targets + k].push((happened - f64::from(*answer)) as f32);
        }
    }
}

/// How far [`ENOUGH`] forecasts can be afforded to go; beyond that there is no band.
fn farthest(memory: Memory) -> usize {
    match memory {
        Memory::Carried => MOST_AHEAD,
        Memory::Window(time_steps) => MOST_TIME_STEPS / (ENOUGH * time_steps.max(1)),
    }
}

/// After which samples forecasts begin: all of the part, or as many as can be afforded. The first are always
/// there, since those reach farthest, and the others are as far from each other.
fn beginnings(
    part: std::ops::Range<usize>,
    memory: Memory,
    errors: usize,
    ahead: usize,
) -> Vec<usize> {
    if ahead == 0 {
        return Vec::new();
    }
    let each = match memory {
        Memory::Carried => ahead + WARM_UP,
        Memory::Window(time_steps) => ahead * time_steps,
    };
    let afforded = (MOST_TIME_STEPS / each.max(1)).min(MOST_ERRORS / errors.max(1));
    let most = afforded.clamp(ENOUGH, MOST_BEGINNINGS);
    let count = part.len();
    if count <= most {
        return part.collect();
    }
    let (others, spread) = (count - FEWEST, most - FEWEST);
    let first = part.start..part.start + FEWEST;
    first.chain((0..spread).map(|n| part.start + FEWEST + n * others / spread)).collect()
}

/// Beginnings in groups that have equally many rows before them, as many as count.
fn alike(beginnings: &[usize], memory: Memory) -> impl Iterator<Item = &[usize]> {
    let counted = match memory {
        Memory::Carried => WARM_UP,
        Memory::Window(time_steps) => time_steps - 1,
    };
    let groups = beginnings.chunk_by(move |a, b| (*a).min(counted) == (*b).min(counted));
    groups.flat_map(|group| group.chunks(TOGETHER))
}

impl Errors {
    /// The band around a forecast, relative to it and scaled.
    fn band(&self, step: usize, k: usize) -> Option<(f64, f64)> {
        let errors = self.sorted.get(step * self.targets + k)?;
        (errors.len() >= FEWEST).then(|| (quantile(errors, TAILS.0), quantile(errors, TAILS.1)))
    }
}

/// The quantile of sorted numbers, between two of them in proportion.
fn quantile(sorted: &[f32], part: f64) -> f64 {
    let place = part * (sorted.len() - 1) as f64;
    let at = |place: f64| f64::from(sorted[(place as usize).min(sorted.len() - 1)]);
    let (low, high) = (at(place.floor()), at(place.ceil()));
    low + (high - low) * place.fract()
}
