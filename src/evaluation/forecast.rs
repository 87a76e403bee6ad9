//! A forecast: the network reads its own answers as if they had happened, and goes on from the table's end.
//!
//! How far off it may be is told by forecasts that begin in the validation part, where what happened is
//! known: the band is the middle 90 % of what those of the same length were off.

mod band;
mod series;

use super::target_column;
use crate::table::Samples;
use crate::wording::foreign;

use band::Errors;
use series::Series;

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
