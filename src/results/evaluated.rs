//! What is left of a run on a table: how good its network is, as tables and pictures.

mod pictures;

use std::fmt::Write as _;

use crate::evaluation::forecast::Forecast;
use crate::evaluation::{Answers, Evaluation, Part};
use crate::export::ExportError;
use crate::export::csv::{RowsWriter, add_number, decimals, quoted};
use crate::table::{Samples, Scaling};

pub use pictures::{Caption, fit, residuals};

/// The columns of [`evaluation_csv`].
const EVALUATION: &str =
    "part,column,samples,mae,rmse,mase,r2,naive_rmse,seasonal_rmse,mean_rmse,linear_rmse\n";
/// The columns of `fitted.csv`, as its first line.
pub const FITTED: &str = "part,row,time,column,target,prediction\n";
/// The columns of [`scaling_csv`].
const SCALING: &str = "column,offset,scale\n";
/// The columns of [`forecast_csv`].
const FORECAST: &str = "ahead,time,column,prediction,low,high\n";

/// Adds a cell that may be empty.
fn add_cell(text: &mut String, number: Option<f64>) {
    match number.filter(|number| number.is_finite()) {
        Some(number) => add_number(text, number),
        None => text.push(','),
    }
}

/// The names of the target columns as cells.
fn target_cells(samples: &Samples) -> Vec<String> {
    samples.targets.iter().map(|column| quoted(&samples.columns[*column].name)).collect()
}

/// How good a network is: a row for each part that has samples and each target column, in the data's units.
/// A cell is empty where there is no such number.
pub fn evaluation_csv(evaluation: &Evaluation, samples: &Samples) -> String {
    let mut text = EVALUATION.to_owned();
    let columns = target_cells(samples);
    for row in &evaluation.rows {
        let (part, column) = (row.part.name(), &columns[row.target]);
        // Writing to a string can't fail.
        let _ = write!(text, "{part},{column},{}", row.samples);
        let beaten = row.baseline;
        let network = [row.mae, row.rmse, row.mase, row.r2];
        let others = [beaten.naive, beaten.seasonal, beaten.mean, beaten.linear];
        network.into_iter().chain(others).for_each(|number| add_cell(&mut text, number));
        text.push('\n');
    }
    text
}

/// How each column that was used is scaled: (number − offset) / scale is what the network reads.
pub fn scaling_csv(samples: &Samples) -> String {
    let mut text = SCALING.to_owned();
    for column in &samples.columns {
        let (offset, scale) = (decimals(column.scaling.offset), decimals(column.scaling.scale));
        // Writing to a string can't fail.
        let _ = writeln!(text, "{},{offset},{scale}", quoted(&column.name));
    }
    text
}

/// The scalings that [`scaling_csv`] has written, by the names of their columns; none of another text.
pub fn read_scaling(text: &str) -> Option<Vec<(String, Scaling)>> {
    let mut rows = cells(text.strip_prefix(SCALING)?)?;
    let row = |row: &mut Vec<String>| {
        let [name, offset, scale] = row.as_mut_slice() else { return None };
        let scaling = Scaling { offset: offset.parse().ok()?, scale: scale.parse().ok()? };
        let is_possible =
            scaling.offset.is_finite() && scaling.scale.is_finite() && scaling.scale != 0.0;
        is_possible.then(|| (std::mem::take(name), scaling))
    };
    rows.iter_mut().map(row).collect()
}

/// The cells of a text that [`quoted`] has made cells of; none where a row or a quote has no end.
fn cells(text: &str) -> Option<Vec<Vec<String>>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            letter => cell.push(letter),
        }
    }
    (!is_quoted && row.is_empty() && cell.is_empty()).then_some(rows)
}

/// What follows the table's last row: a row for each row ahead, from 1, and each target column.
pub fn forecast_csv(forecast: &Forecast, samples: &Samples) -> String {
    let mut text = FORECAST.to_owned();
    let columns = target_cells(samples);
    for (ahead, points) in (1_usize..).zip(&forecast.points) {
        let time = quoted(&time_ahead(samples, ahead));
        for (column, point) in columns.iter().zip(points) {
            // Writing to a string can't fail.
            let _ = write!(text, "{ahead},{time},{column}");
            add_cell(&mut text, Some(point.prediction));
            add_cell(&mut text, point.band.map(|(low, _)| low));
            add_cell(&mut text, point.band.map(|(_, high)| high));
            text.push('\n');
        }
    }
    text
}

/// When the row so many after the last one will be; empty where nobody knows.
fn time_ahead(samples: &Samples, ahead: usize) -> String {
    let time = |times: &crate::table::Times| Some(times.spelled(times.after(ahead)?));
    samples.times.as_ref().and_then(time).unwrap_or_default()
}

/// `fitted.csv` as a text, with its first line.
pub fn fitted_csv(answers: &Answers<'_>) -> String {
    let mut text = FITTED.to_owned();
    let columns = target_cells(answers.samples());
    for place in all_samples(answers) {
        add_fitted(&mut text, answers, place, &columns);
    }
    text
}

/// All samples, each with its part, in the order of time.
fn all_samples<'a>(answers: &Answers<'a>) -> impl Iterator<Item = (Part, usize)> + use<'a> {
    let samples = answers.samples();
    Part::ALL.into_iter().flat_map(move |part| part.of(samples).map(move |sample| (part, sample)))
}

/// Writes the rows of `fitted.csv`: of each sample, in the order of time, each target column.
///
/// # Errors
/// [`ExportError::Write`].
pub fn write_fitted(answers: &Answers<'_>, writer: &mut RowsWriter) -> Result<(), ExportError> {
    let columns = target_cells(answers.samples());
    all_samples(answers)
        .try_for_each(|place| writer.add(|text| add_fitted(text, answers, place, &columns)))
}

fn add_fitted(
    text: &mut String,
    answers: &Answers<'_>,
    (part, sample): (Part, usize),
    columns: &[String],
) {
    let samples = answers.samples();
    let times = samples.times.as_ref();
    let time = times.map(|times| quoted(&times.text(sample + samples.horizon))).unwrap_or_default();
    for (k, column) in columns.iter().enumerate() {
        // Writing to a string can't fail.
        let _ = write!(text, "{},{},{time},{column}", part.name(), answers.row(sample));
        add_cell(text, Some(answers.target(sample, k)));
        add_cell(text, Some(answers.prediction(sample, k)));
        text.push('\n');
    }
}

#[cfg(test)]
mod tests;
