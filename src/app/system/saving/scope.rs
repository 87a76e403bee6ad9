//! What is saved of the run on screen: the figure and the tables of what is in view.

use std::ops::RangeInclusive;
use std::path::Path;

use super::{Saved, save_new};
use crate::app::panels::curves::{CurvesPanel, Lines, pinned_name};
use crate::app::panels::loss::LossPanel;
use crate::app::plots::ghosts;
use crate::app::plots::trace::print;
use crate::data::source;
use crate::export::csv;
use crate::export::name::{self, NewFile};
use crate::figure::graph::Ink;
use crate::figure::{Curves, Figure, Floor, Line, LossLine, LossPlot};
use crate::history::{Bucket, SeriesId};
use crate::lens::floor::FloorStretch;
use crate::session::Session;
use crate::wording::capitalised;

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

/// The same lines and ranges as on screen.
fn figure(session: &Session, curves: &CurvesPanel, loss: &LossPanel) -> Figure {
    let (run, live) = (&session.run, &session.runs.live.name);
    Figure {
        title: (session.texts.session.figure)(live, session.step_on_show()),
        subtitle: session.sentence(),
        curves: Curves {
            along: source(&run.config).axis().along(),
            value_name: None,
            lines: lines(session, curves.lines(session, STRETCHES)),
            x_range: ends(&curves.t_range),
            y_range: ends(&curves.y_range),
        },
        loss: losses(session, loss, run.marks.iter().map(|mark| (mark.place(), mark.text()))),
    }
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
    let (metrics, predictions) = (metrics(session, loss), predictions(session, curves));
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

fn predictions(session: &Session, curves: &CurvesPanel) -> String {
    let mut text = String::from(csv::PREDICTIONS);
    for sequence in session.sequences() {
        for (i, prediction) in sequence.prediction.iter().enumerate() {
            let t = sequence.t(i);
            if curves.t_range.contains(&t) {
                let sample = [sequence.input[i], sequence.target[i], *prediction];
                csv::add_prediction(&mut text, (sequence.step, sequence.row), t, sample);
            }
        }
    }
    text
}
