//! What is saved of the run on screen: the figure and the tables of what is in view.

use std::ops::RangeInclusive;
use std::path::Path;

use super::{Saved, save_new};
use crate::app::panels::curves::{CurvesPanel, Lines, pinned_name};
use crate::app::panels::loss::LossPanel;
use crate::app::plots::ghosts;
use crate::app::plots::trace::print;
use crate::data::{Source, source};
use crate::export::csv;
use crate::export::name::{self, NewFile};
use crate::figure::graph::Ink;
use crate::figure::{Curves, Figure, Floor, Line, LossLine, LossPlot};
use crate::history::{Bucket, SeriesId};
use crate::lens::floor::FloorStretch;
use crate::session::Session;
use crate::table::Samples;
use crate::wording::capitalised;
use crate::worker::Sequence;

/// Rows of a table at most; more steps in view are summed up.
const MOST_STEPS: usize = 200_000;
/// Stretches of a figure's curves: one for each pixel of its width in print.
const STRETCHES: usize = 1400;

/// The name of a file without its extension.
pub(super) fn stem(session: &Session) -> String {
    name::stem(session.runs.live.number, session.step_on_show())
}

/// Writes the figure as PNG at 2× and as SVG.
///
/// # Errors
/// One sentence.
pub(super) fn save_figure(
    folder: &Path,
    session: &Session,
    curves: &CurvesPanel,
    loss: &LossPanel,
) -> Saved {
    super::save_figure(folder, &stem(session), &figure(session, curves, loss))
}

/// The same lines and ranges as on screen; of a table in its units.
fn figure(session: &Session, curves: &CurvesPanel, loss: &LossPanel) -> Figure {
    let (run, live) = (&session.run, &session.runs.live.name);
    let source = source(&run.config);
    let mut shown = curves.lines(session, STRETCHES);
    // Another column has other units than the axis.
    shown.show_input &=
        source.samples().is_none_or(|table| table.inputs.first() == table.targets.first());
    let shown = Curves {
        along: source.axis().along(),
        value_name: None,
        lines: lines(session, shown),
        x_range: ends(&curves.t_range),
        y_range: ends(&curves.y_range),
    };
    Figure {
        title: (session.texts.session.figure)(live, session.step_on_show()),
        subtitle: session.sentence(),
        curves: in_units_of(&*source, shown),
        loss: losses(session, loss, run.marks.iter().map(|mark| (mark.place(), mark.text()))),
    }
}

/// Curves as they are; of a table in the units of its first target, which the axis names.
fn in_units_of(source: &dyn Source, curves: Curves) -> Curves {
    let target = source.samples().and_then(|table| table.columns.get(*table.targets.first()?));
    let Some(column) = target else { return curves };
    let unscaled = |value: f64| column.scaling.unscaled(value);
    let mut lines = curves.lines;
    let points = lines.iter_mut().flat_map(|line| &mut line.pieces).flatten();
    points.for_each(|(_, value)| *value = unscaled(*value));
    let y_range = curves.y_range.map(|(low, high)| (unscaled(low), unscaled(high)));
    Curves { value_name: Some(source.target_name(0).to_owned()), lines, y_range, ..curves }
}

fn losses(
    session: &Session,
    loss: &LossPanel,
    marks: impl Iterator<Item = (f64, String)>,
) -> LossPlot {
    let (points, smoothed) = loss.visible(&session.run);
    let pinned = ghosts::all(&session.runs, |run| loss.visible_of(run.history.loss()));
    let other = |ghost: ghosts::Ghost<_>| LossLine {
        name: ghost.name,
        ink: Ink::Nth(ghost.colour),
        points: ghost.line,
        smoothed: Vec::new(),
    };
    LossPlot {
        points,
        smoothed,
        others: pinned.into_iter().map(other).collect(),
        log: loss.axes.logarithmic,
        x_range: ends(&loss.axes.steps),
        y_range: Some(loss.axes.losses()),
        marks: marks.collect(),
        floors: loss.floors().iter().map(floor).collect(),
    }
}

fn floor(stretch: &FloorStretch) -> Floor {
    let FloorStretch { first, last, floor } = stretch;
    Floor {
        // A change stands between two steps.
        from: *first as f64 - 0.5,
        to: last.map(|last| last as f64 + 0.5),
        loss: floor.loss,
        because: capitalised(&floor.because),
    }
}

/// Both ends of a range.
fn ends(range: &RangeInclusive<f64>) -> Option<(f64, f64)> {
    Some((*range.start(), *range.end()))
}

/// The window's lines as a figure has them, in the same order.
fn lines(session: &Session, shown: Lines) -> Vec<Line> {
    let texts = &session.texts.plots;
    let Lines { trace, ghosts, pinned, show_input } = shown;
    let mut lines = Vec::new();
    if show_input {
        lines.push(print(texts.input, Ink::Quiet, trace.input));
    }
    lines.push(print(texts.target, Ink::Target, trace.target));
    for ghost in ghosts {
        let name = pinned_name(texts, &ghost.name, ghost.line.periods);
        lines.push(print(&name, Ink::Nth(ghost.colour), ghost.line.pieces));
    }
    let prediction = trace.older.into_iter().chain(trace.newest).collect();
    lines.push(print(texts.prediction, Ink::Prediction, prediction));
    let unit = pinned.map(|(name, points)| Line { name, ink: Ink::Mark, pieces: vec![points] });
    lines.extend(unit);
    lines
}

/// Writes the losses and the curves in view as two tables.
///
/// # Errors
/// One sentence.
pub(super) fn save_csv(
    folder: &Path,
    session: &Session,
    curves: &CurvesPanel,
    loss: &LossPanel,
) -> Saved {
    let (metrics, predictions) = (metrics(session, loss), predictions(session, &curves.t_range));
    let files = [
        NewFile::new("-metrics", "csv", metrics.as_bytes()),
        NewFile::new("-predictions", "csv", predictions.as_bytes()),
    ];
    save_new(folder, &stem(session), &files)
}

/// Every step in view where there are few enough; else the last of each stretch of steps.
fn metrics(session: &Session, loss: &LossPanel) -> String {
    let steps = loss.axes.steps_in_view();
    let columns = SeriesId::standard().map(|series| {
        let mut buckets = Vec::new();
        session.run.history.visible(series, steps.clone(), MOST_STEPS, &mut buckets);
        buckets
    });
    let columns: Vec<Vec<Bucket>> = columns.collect();
    let mut text = csv::metrics_header(SeriesId::standard().map(|series| series.info().name));
    // All of them have the same steps, and so the same buckets.
    for (row, bucket) in columns.first().into_iter().flatten().enumerate() {
        let values = columns.iter().map(|column| column.get(row).map(|bucket| bucket.last));
        csv::add_metrics(&mut text, bucket.last_step, values);
    }
    text
}

/// The samples in view; of several inputs or targets the first, of a table in its units.
fn predictions(session: &Session, t_range: &RangeInclusive<f64>) -> String {
    let source = source(&session.run.config);
    let mut text = String::from(csv::PREDICTIONS);
    for sequence in session.sequences() {
        let place = (sequence.step, sequence.row);
        let in_view = |i: &usize| t_range.contains(&sequence.t(*i));
        for i in (0..sequence.prediction.len()).filter(in_view) {
            let sample = [&sequence.input, &sequence.target, &sequence.prediction].map(|of| of[i]);
            match source.samples().and_then(|table| in_units(table, sequence, i)) {
                Some((row, sample)) => csv::add_prediction(&mut text, place, row, sample),
                None => csv::add_prediction(&mut text, place, sequence.t(i), sample),
            }
        }
    }
    text
}

/// The row of a sample's target, its input and target as the table has them, and its prediction in the target's
/// units; none where the table has no such row.
fn in_units(table: &Samples, sequence: &Sequence, i: usize) -> Option<(f64, [f64; 3])> {
    let (input, target) = (table.inputs.first()?, table.targets.first()?);
    let (input, target) = (table.columns.get(*input)?, table.columns.get(*target)?);
    let read = table.with_target_row(sequence.start) + i;
    let answered = read + table.horizon;
    let prediction = target.scaling.unscaled(f64::from(*sequence.prediction.get(i)?));
    let sample = [*input.values.get(read)?, *target.values.get(answered)?, prediction];
    Some((f64::from(*table.rows.get(answered)?) + 1.0, sample))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DataKind;
    use crate::data::{self, Loader, Shape};
    use crate::history::StepRecord;
    use crate::recipe::Recipe;
    use crate::thread::Pace;
    use crate::worker::{Event, StepChunk, Until};

    /// A session on data of this kind after a step whose answers were right, and its batch.
    fn trained(kind: DataKind) -> (Session, Loader) {
        let mut recipe = Recipe::default();
        recipe.config.data = kind.into();
        data::open(&mut recipe.config).unwrap();
        let mut data = Loader::new(&recipe.config);
        data.draw();
        let Shape { inputs, targets } = data.source().shape();
        let first = |values: &[f32], channels: usize| {
            values.iter().step_by(channels).take(data.time_steps()).copied().collect::<Vec<f32>>()
        };
        let sequence = Sequence {
            step: 1,
            start: data.t(0, 0),
            spacing: data.source().spacing(),
            input: first(data.input(), inputs),
            target: first(data.target(), targets),
            prediction: first(data.target(), targets),
            ..Sequence::default()
        };
        let mut session = Session::new(recipe, Pace::Max, Until::default(), true).0;
        let mut chunk = StepChunk { run: session.run.id, ..StepChunk::default() };
        chunk.history.push(StepRecord { loss: 0.5, ..StepRecord::new(1) }).unwrap();
        chunk.sequences.push_back(sequence);
        session.apply(Event::Steps(Box::new(chunk)));
        (session, data)
    }

    fn rows(text: &str) -> Vec<Vec<f64>> {
        let numbers = |line: &str| line.split(',').map(|cell| cell.parse().unwrap()).collect();
        text.lines().skip(1).map(numbers).collect()
    }

    #[test]
    fn predictions_of_a_table_are_in_its_units_and_of_its_first_columns() {
        let (session, data) = trained(DataKind::Lorenz);
        let table = data.source().samples().unwrap();
        let (input, target) = (&table.columns[table.inputs[0]], &table.columns[table.targets[0]]);
        let rows = rows(&predictions(&session, &(0.0..=1e6)));
        assert_eq!(rows.len(), data.time_steps());
        for (i, row) in rows.iter().enumerate() {
            let place = row[2] as usize - 1;
            assert_eq!(row[..3], [1.0, 0.0, data.t(0, i)]);
            assert_eq!(row[3], input.values[place - table.horizon]);
            assert_eq!(row[4], target.values[place]);
            assert!((row[5] - row[4]).abs() < 1e-5 * row[4].abs().max(1.0), "{row:?}");
        }
        assert!(rows[0][4] as f32 != data.target()[0], "the network answers scaled numbers");
    }

    #[test]
    fn the_figure_of_a_table_is_in_its_units_along_its_rows() {
        let (session, data) = trained(DataKind::Lorenz);
        let table = data.source().samples().unwrap();
        let target = &table.columns[table.targets[0]];
        let scaled = [(1.0, -0.5), (2.0, 1.5)];
        let line = Line { name: String::new(), ink: Ink::Target, pieces: vec![scaled.to_vec()] };
        let shown = Curves { lines: vec![line], y_range: Some((-2.0, 2.0)), ..Curves::default() };
        let shown = in_units_of(&*source(&session.run.config), shown);
        let unscaled = |value| target.scaling.unscaled(value);
        assert_eq!(shown.value_name.as_deref(), Some(data.source().target_name(0)));
        assert_eq!(shown.lines[0].pieces[0], scaled.map(|(row, value)| (row, unscaled(value))));
        assert_eq!(shown.y_range, Some((unscaled(-2.0), unscaled(2.0))));
        assert!(target.scaling.scale != 1.0, "units tell");

        let (mut curves, loss) = (CurvesPanel::default(), LossPanel::new(true, 0.0));
        (curves.t_range, curves.y_range) = (0.0..=1e6, -2.0..=2.0);
        let drawn = figure(&session, &curves, &loss).curves;
        assert_eq!(drawn.along, Some("row"));
        let points = |name: &str| {
            let line = drawn.lines.iter().find(|line| line.name == name).unwrap();
            line.pieces.concat()
        };
        let answers = points(session.texts.plots.target);
        assert_eq!(answers.len(), data.time_steps());
        for (row, value) in &answers {
            assert!((value - target.values[*row as usize - 1]).abs() < 1e-5 * value.abs().max(1.0));
        }
        assert_eq!(points(session.texts.plots.prediction).len(), answers.len());
    }

    #[test]
    fn predictions_of_a_wave_are_the_networks_own() {
        let (session, data) = trained(DataKind::SinCos);
        let text = predictions(&session, &(0.0..=1e6));
        let line = format!("1,0,0.0,0.0,{0:?},{0:?}", data.target()[0]);
        assert_eq!(text.lines().nth(1), Some(&*line), "{text}");
    }
}
