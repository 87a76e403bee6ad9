//! A forecast: the network reads its own answers as if they had happened, and goes on from the table's end.
//!
//! How far off it may be is told by forecasts that begin in the validation part, where what happened is
//! known: the band is the middle 90 % of what those of the same length were off.

mod errors;
mod going;

use std::ops::{Deref, Range};

use super::target_column;
use crate::config::Config;
use crate::table::Samples;
use crate::text::Texts;
use crate::wording::foreign;
use errors::Errors;
use going::{Going, Series};

/// Samples that the state is carried through before a forecast begins.
pub const WARM_UP: usize = 1000;
/// Rows that a forecast may go on for.
pub const MOST_AHEAD: usize = 10_000;
/// Below so many forecasts of a length nothing is said of what they are off.
pub const FEWEST: usize = 20;

/// Why there can be no forecast.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ForecastError {
    /// What is foretold isn't the next row.
    #[error("{}", (Texts::in_force().obstacles.horizon)(*.0))]
    Horizon(usize),
    /// An input isn't foretold.
    #[error("{}", (Texts::in_force().obstacles.input_unknown)(&foreign(.0)))]
    Input(String),
    /// Too far.
    #[error("{}", (Texts::in_force().obstacles.too_far)(MOST_AHEAD, *.0))]
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

/// The same of the samples of a table.
///
/// # Errors
/// [`ForecastError`].
pub fn check_samples(samples: &Samples) -> Result<(), ForecastError> {
    let name = |column: &usize| samples.columns[*column].name.as_str();
    let names = |columns: &[usize]| columns.iter().map(name).collect::<Vec<_>>();
    check(samples.horizon, &names(&samples.inputs), &names(&samples.targets))
}

/// How many rows are foretold where somebody looks: as many as the settings ask for, or where they ask for
/// none, as a window has.
pub fn usual_length(config: &Config) -> usize {
    let asked = usize::try_from(config.forecast).unwrap_or(usize::MAX);
    let ahead = if asked > 0 { asked } else { config.time_steps };
    ahead.clamp(1, MOST_AHEAD)
}

/// A trained network that reads several sequences side by side, a batch's rows.
pub trait SequenceModel {
    /// What can go wrong.
    type Error;

    /// Begins so many sequences, whose state is zeros.
    fn begin(&mut self, rows: usize);

    /// Time steps of so many sequences that it may be asked to read at once, so that it takes no more memory
    /// than it should: an even number, or any. In pieces of so many its answers are those of all at once, bit
    /// for bit.
    fn at_once(&self, _rows: usize) -> usize {
        usize::MAX
    }

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
        let mut work = Foretelling::new(samples, memory, ahead)?;
        while work.advance(network)? {}
        Ok(work.forecast())
    }

    /// The bands of a target column over some rows ahead, from 0, by stretches of so many: where each begins, and
    /// the least and the greatest of its ends. A stretch without a band is left out.
    pub fn bands(
        &self,
        target: usize,
        rows: Range<usize>,
        stretch: usize,
    ) -> impl Iterator<Item = (usize, f64, f64)> {
        let stretch = stretch.max(1);
        rows.clone().step_by(stretch).filter_map(move |begin| {
            let points = self.points.get(begin..rows.end.min(begin + stretch))?;
            let bands = points.iter().filter_map(|targets| targets.get(target)?.band);
            let (low, high) = bands.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))?;
            Some((begin, low, high))
        })
    }
}

/// A forecast under way, for who wants to do something else in between: the rows ahead first, then the
/// forecasts that tell how far off those may be, then the band. The samples are borrowed or shared.
#[derive(Debug)]
pub struct Foretelling<S> {
    series: Series<S>,
    memory: Memory,
    ahead: usize,
    /// What is being foretold.
    going: Option<Going>,
    /// What follows the table, row after row the targets, scaled; empty before it is found.
    foretold: Vec<f32>,
    /// After which rows others begin, group by group, the next one last.
    waiting: Vec<Vec<usize>>,
    /// How many groups there are.
    groups: usize,
    errors: Errors,
    points: Vec<Vec<Point>>,
}

impl<S: Deref<Target = Samples>> Foretelling<S> {
    /// Begins with the forecast of `ahead` rows.
    ///
    /// # Errors
    /// [`ForecastError`].
    pub fn new(samples: S, memory: Memory, ahead: usize) -> Result<Self, ForecastError> {
        check_samples(&samples)?;
        if !(1..=MOST_AHEAD).contains(&ahead) {
            return Err(ForecastError::Ahead(ahead));
        }
        let series = Series::new(samples);
        let last = series.rows() - 1;
        let going = Some(Going::new(&series, memory, vec![last], ahead));
        let (errors, mut waiting) = Errors::begin(&series, memory, ahead);
        waiting.reverse();
        let (groups, foretold, points) = (waiting.len(), Vec::new(), Vec::new());
        Ok(Self { series, memory, ahead, going, foretold, waiting, groups, errors, points })
    }

    /// Goes on a little with the network, which must read nothing else meanwhile; false when all is told.
    ///
    /// # Errors
    /// Those of the network.
    pub fn advance<F: SequenceModel>(&mut self, network: &mut F) -> Result<bool, F::Error> {
        if let Some(going) = &mut self.going {
            if !going.advance(network, &self.series)? {
                self.take();
            }
            return Ok(true);
        }
        if self.points.len() < self.ahead {
            let points = self.points_at(self.points.len());
            self.points.push(points);
        }
        Ok(self.points.len() < self.ahead)
    }

    /// Takes in what has been foretold to its end, and begins with the next.
    fn take(&mut self) {
        match self.going.take() {
            Some(going) if self.foretold.is_empty() => self.foretold = going.foretold,
            Some(going) => self.errors.take(&self.series, &going),
            None => {}
        }
        let next = self.waiting.pop();
        self.going = next.map(|lasts| {
            let reach = self.errors.reach(&lasts);
            Going::new(&self.series, self.memory, lasts, reach)
        });
    }

    /// What the targets may be so many rows (from 0) after the first.
    fn points_at(&mut self, step: usize) -> Vec<Point> {
        let targets = self.series.targets();
        let point = |k: usize| {
            let prediction = self.series.unscaled(self.foretold[step * targets + k], k);
            let scale = target_column(&self.series.samples, k).scaling.scale;
            let off = |error: f64| prediction + error * scale;
            let band = self.errors.band(step, k).map(|(low, high)| (off(low), off(high)));
            Point { prediction, band }
        };
        (0..targets).map(point).collect()
    }

    /// The part that is done, from 0 to 1.
    pub fn part_done(&self) -> f32 {
        let (done, all) = (self.groups - self.waiting.len(), self.groups + 1);
        if self.foretold.is_empty() { 0.0 } else { done as f32 / all as f32 }
    }

    /// What has been told.
    pub fn forecast(self) -> Forecast {
        Forecast { points: self.points }
    }
}
