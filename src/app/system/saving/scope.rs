//! What is saved of the run on screen: the figure and the tables of what is in view.

use std::ops::RangeInclusive;
use std::path::Path;

use super::{Saved, save_new};
use crate::app::panels::curves::{CurvesPanel, Foretold, Lines, pinned_name};
use crate::app::panels::loss::LossPanel;
use crate::app::plots::ghosts;
use crate::app::plots::levels;
use crate::app::plots::ticks::DATES;
use crate::app::plots::trace::print;
use crate::data::{Shape, source};
use crate::export::csv;
use crate::export::name::{self, NewFile};
use crate::figure::graph::Ink;
use crate::figure::{Curves, Figure, Floor, Level, Line, LossLine, LossPlot};
use crate::history::{Bucket, SeriesId};
use crate::lens::floor::FloorStretch;
use crate::session::Session;
use crate::table::Samples;
use crate::text::Texts;
use crate::wording::{Language, capitalised};
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
    super::save_figure(folder, &stem(session), &figure(session, curves, loss), session.texts)
}

/// The same lines and ranges as on screen.
fn figure(session: &Session, curves: &CurvesPanel, loss: &LossPanel) -> Figure {
    let (run, texts) = (&session.run, session.texts);
    let live = session.runs.live.called(texts);
    let targets = curves.targets(session).into_iter();
    let mut panels = targets.map(|target| panel(session, curves, target));
    Figure {
        title: (texts.session.figure)(&live, session.step_on_show()),
        subtitle: session.sentence(),
        curves: panels.next().unwrap_or_default(),
        below: panels.collect(),
        loss: losses(session, loss, run.marks.iter().map(|mark| (mark.place(), mark.text(texts)))),
    }
}

/// The curves of a target.
fn panel(session: &Session, panel: &CurvesPanel, target: usize) -> Curves {
    let dates = panel.along_dates(session, DATES);
    let along = source(&session.run.config).axis().along().map(str::to_owned);
    let shown = panel.lines(session, STRETCHES, target);
    let y_range = panel.y_range(&shown, target);
    Curves {
        along: dates.as_ref().map(|dates| dates.label.clone()).or(along),
        x_ticks: dates.map(|dates| dates.ticks),
        value_name: panel.value_name(target),
        lines: lines(session, shown),
        x_range: ends(&panel.t_range),
        y_range: ends(&y_range),
    }
}

fn losses(
    session: &Session,
    loss: &LossPanel,
    marks: impl Iterator<Item = (f64, String)>,
) -> LossPlot {
    let (points, smoothed) = loss.visible(&session.run);
    let pinned =
        ghosts::all(&session.runs, session.texts, |run| loss.visible_of(run.history.loss()));
    let other = |ghost: ghosts::Ghost<_>| LossLine {
        name: ghost.name,
        ink: Ink::Pinned(ghost.colour),
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
        floors: loss.floors().iter().map(|stretch| floor(stretch, session.texts)).collect(),
        validations: loss.visible_validations(&session.run),
        levels: levels::of(session).into_iter().map(level).collect(),
    }
}

fn level(level: levels::Level) -> Level {
    Level { name: level.name, loss: level.loss, because: level.sentence }
}

fn floor(stretch: &FloorStretch, texts: &Texts) -> Floor {
    let FloorStretch { first, last, floor } = stretch;
    Floor {
        // A change stands between two steps.
        from: *first as f64 - 0.5,
        to: last.map(|last| last as f64 + 0.5),
        loss: floor.loss,
        because: capitalised(&floor.sentence(texts)),
    }
}

/// Both ends of a range.
fn ends(range: &RangeInclusive<f64>) -> Option<(f64, f64)> {
    Some((*range.start(), *range.end()))
}

/// The window's lines as a figure has them, in the same order.
fn lines(session: &Session, shown: Lines) -> Vec<Line> {
    let texts = &session.texts.plots;
    let Lines { trace, ghosts, pinned, forecast, show_input, .. } = shown;
    let mut lines = Vec::new();
    if show_input {
        let name = if trace.inputs.len() == 1 { texts.input } else { texts.inputs };
        // All inputs are one entry of the legend.
        let inputs = trace.inputs.into_iter().enumerate();
        lines.extend(
            inputs.map(|(n, input)| print(if n == 0 { name } else { "" }, Ink::Quiet, input)),
        );
    }
    lines.push(print(texts.target, Ink::Target, trace.target));
    for ghost in ghosts {
        let (name, ink) = (pinned_name(texts, &ghost), Ink::Pinned(ghost.colour));
        lines.push(print(&name, ink, ghost.line.pieces));
    }
    let prediction = trace.older.into_iter().chain(trace.newest).collect();
    lines.push(print(texts.prediction, Ink::Prediction, prediction));
    let line = |name: &str, ink, points| Line { name: name.to_owned(), ink, pieces: vec![points] };
    if let Some(Foretold { line: points, band }) = forecast {
        let (low, high) = band.into_iter().map(|(x, low, high)| ((x, low), (x, high))).unzip();
        let ends = Line { name: texts.band.to_owned(), ink: Ink::Quiet, pieces: vec![low, high] };
        lines.extend([ends, line(texts.forecast, Ink::Mark, points)]);
    }
    lines.extend(pinned.map(|(name, points)| line(&name, Ink::Unit, points)));
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
    // Where all of a table is on show, the windows may lie elsewhere; its answers are the fitted values.
    let is_empty = curves.whole && predictions.lines().nth(1).is_none();
    let written = if is_empty { 1 } else { files.len() };
    save_new(folder, &stem(session), &files[..written])
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

/// The samples in view, of a table in its units.
fn predictions(session: &Session, t_range: &RangeInclusive<f64>) -> String {
    let source = source(&session.run.config);
    let Shape { inputs, targets } = source.shape();
    // What programs read is English always.
    let mut text = Language::English.within(|| {
        let inputs: Vec<&str> = (0..inputs).map(|input| source.input_name(input)).collect();
        let targets: Vec<&str> = (0..targets).map(|target| source.target_name(target)).collect();
        csv::predictions_header(&inputs, &targets)
    });
    for sequence in session.sequences() {
        let place = (sequence.step, sequence.row);
        let in_view = |i: &usize| t_range.contains(&sequence.t(*i));
        for i in (0..sequence.len()).filter(in_view) {
            match source.samples().and_then(|table| in_units(table, sequence, i)) {
                Some((row, sample)) => csv::add_sample(&mut text, place, row, sample.into_iter()),
                None => csv::add_sample(&mut text, place, sequence.t(i), as_they_are(sequence, i)),
            }
        }
    }
    text
}

/// Inputs, targets and predictions of a sample, as the network has them.
fn as_they_are(sequence: &Sequence, i: usize) -> impl Iterator<Item = f32> {
    let Shape { inputs, targets } = sequence.shape;
    let of = |numbers: &'_ [f32], channels: usize| numbers[i * channels..][..channels].to_vec();
    let Sequence { input, target, prediction, .. } = sequence;
    [of(input, inputs), of(target, targets), of(prediction, targets)].into_iter().flatten()
}

/// The row of a sample's targets, its inputs and targets as the table has them, and its predictions in the
/// targets' units; none where the table has no such row.
fn in_units(table: &Samples, sequence: &Sequence, i: usize) -> Option<(f64, Vec<f64>)> {
    let read = table.with_target_row(sequence.start) + i;
    let answered = read + table.horizon;
    let value = |column: usize, row: usize| table.columns.get(column)?.values.get(row).copied();
    let inputs = table.inputs.iter().map(|column| value(*column, read));
    let targets = table.targets.iter().map(|column| value(*column, answered));
    let predictions = table.targets.iter().enumerate().map(|(target, column)| {
        let scaled = sequence.prediction_of(target).nth(i)?;
        Some(table.columns.get(*column)?.scaling.unscaled(f64::from(scaled)))
    });
    let sample = inputs.chain(targets).chain(predictions).collect::<Option<_>>()?;
    Some((f64::from(*table.rows.get(answered)?) + 1.0, sample))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DataKind;
    use crate::data::{self, Loader};
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
        let shape = data.source().shape();
        let (first, samples) =
            (|values: &[f32], length| values[..length].to_vec(), data.time_steps());
        let sequence = Sequence {
            step: 1,
            start: data.t(0, 0),
            spacing: data.source().spacing(),
            shape,
            input: first(data.input(), samples * shape.inputs),
            target: first(data.target(), samples * shape.targets),
            prediction: first(data.target(), samples * shape.targets),
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
    fn predictions_of_a_table_are_in_its_units_channel_by_channel() {
        let (session, data) = trained(DataKind::Lorenz);
        let table = data.source().samples().unwrap();
        let text = predictions(&session, &(0.0..=1e6));
        let header = "step,row,t,input:x,input:y,input:z,target:x,target:y,target:z,prediction:x";
        assert!(text.starts_with(header), "{text}");
        let rows = rows(&text);
        assert_eq!(rows.len(), data.time_steps());
        for (i, row) in rows.iter().enumerate() {
            let place = row[2] as usize - 1;
            assert_eq!(row[..3], [1.0, 0.0, data.t(0, i)]);
            for k in 0..3 {
                let (input, target) =
                    (&table.columns[table.inputs[k]], &table.columns[table.targets[k]]);
                assert_eq!(row[3 + k], input.values[place - table.horizon]);
                assert_eq!(row[6 + k], target.values[place]);
                let (prediction, target) = (row[9 + k], row[6 + k]);
                assert!((prediction - target).abs() < 1e-5 * target.abs().max(1.0), "{row:?}");
            }
        }
        assert!(rows[0][6] as f32 != data.target()[0], "the network answers scaled numbers");
    }

    #[test]
    fn no_empty_predictions_are_written_of_all_of_a_table() {
        let (session, _) = trained(DataKind::Lorenz);
        let folder = tempfile::tempdir().unwrap();
        let (mut curves, loss) = (CurvesPanel::default(), LossPanel::new(true, 0.0));
        curves.whole = true;
        for (rows, files) in [(0.0..=1e6, 2), (1e6..=2e6, 1)] {
            curves.t_range = rows;
            assert_eq!(save_csv(folder.path(), &session, &curves, &loss).unwrap().len(), files);
        }
    }

    #[test]
    fn the_figure_of_a_table_is_in_its_units_along_its_rows() {
        let (session, data) = trained(DataKind::Lorenz);
        let table = data.source().samples().unwrap();
        let (mut curves, loss) = (CurvesPanel::default(), LossPanel::new(true, 0.0));
        curves.follow_run(&session, data.source());
        curves.t_range = 0.0..=1e6;
        let Figure { curves, below, .. } = figure(&session, &curves, &loss);
        let panels = [&curves, &below[0], &below[1]];
        for (k, drawn) in panels.into_iter().enumerate() {
            let target = &table.columns[table.targets[k]];
            assert_eq!(drawn.along.as_deref(), Some("row"));
            assert_eq!(drawn.value_name.as_deref(), Some(data.source().target_name(k)));
            let points = |name: &str| {
                let line = drawn.lines.iter().find(|line| line.name == name).unwrap();
                line.pieces.concat()
            };
            let answers = points(session.texts.plots.target);
            assert_eq!(answers.len(), data.time_steps());
            for (row, value) in &answers {
                let expected = target.values[*row as usize - 1];
                assert!((value - expected).abs() < 1e-5 * value.abs().max(1.0));
            }
            assert_eq!(points(session.texts.plots.prediction).len(), answers.len());
            let (low, high) = drawn.y_range.unwrap();
            assert!(answers.iter().all(|(_, value)| (low..=high).contains(value)));
        }
        assert_eq!(below.len(), 2);
    }

    #[test]
    fn predictions_of_a_wave_are_the_networks_own() {
        let (session, data) = trained(DataKind::SinCos);
        let text = predictions(&session, &(0.0..=1e6));
        let line = format!("1,0,0.0,0.0,{0:?},{0:?}", data.target()[0]);
        assert_eq!(text.lines().nth(1), Some(&*line), "{text}");
    }
}
