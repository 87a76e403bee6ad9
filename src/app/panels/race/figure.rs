//! The race as a figure: the variants' curves and losses in the same axes.

use super::super::curves::{TableView, following};
use super::RacePanel;
use super::plots::{axes, newest, value_axis};
use crate::app::plots::channels::{Channels, target_column};
use crate::app::plots::loss_axes::LossAxes;
use crate::app::plots::ticks::DATES;
use crate::app::plots::trace::{collect, print};
use crate::data;
use crate::figure::graph::Ink;
use crate::figure::{Curves, Figure, LossLine, LossPlot};
use crate::history::{Bucket, Smoothed};
use crate::number::short;
use crate::session::race::{Entrant, RaceBoard};
use crate::text::Texts;

/// Stretches of a figure's curves: one for each pixel of its width in print.
const CURVE_STRETCHES: usize = 1400;
/// Stretches of steps: about one for each pixel of its width.
const LOSS_STRETCHES: usize = 700;

impl RacePanel {
    /// What is on show; none before the first step.
    pub(in crate::app) fn figure(&self, texts: &Texts) -> Option<Figure> {
        let board = self.board.as_ref().filter(|board| board.step() > 0)?;
        let axes = axes(board, self.logarithmic);
        let lanes = board.entrants.iter().zip(&self.smoothed).enumerate();
        let losses = lanes.map(|(n, (entrant, smoothed))| losses(n, entrant, smoothed, &axes));
        Some(Figure {
            title: (texts.race.figure)(board.step(), board.steps),
            subtitle: standing(board, texts),
            curves: curves(board, self.table.as_ref(), texts),
            below: Vec::new(),
            loss: LossPlot {
                others: losses.collect(),
                log: axes.logarithmic,
                x_range: Some((*axes.steps.start(), *axes.steps.end())),
                y_range: Some(axes.losses()),
                ..LossPlot::default()
            },
        })
    }
}

/// What each variant has come to, in the words of what decides.
fn standing(board: &RaceBoard, texts: &Texts) -> String {
    let criterion = board.criterion();
    let value = |entrant: &Entrant| {
        let value = criterion.value(&entrant.outcome);
        let value = if value.is_finite() { short(value) } else { "–".to_owned() };
        format!("{} {value}", entrant.variant.name)
    };
    let values: Vec<String> = board.entrants.iter().map(value).collect();
    (texts.words.about)(&criterion.label(texts), &values.join(" · "))
}

/// Targets under all predictions; where sequences are the same they lie on each other.
fn curves(board: &RaceBoard, table: Option<&TableView>, texts: &Texts) -> Curves {
    let t_range = following(newest(board.entrants.iter()));
    let (mut targets, mut predictions) = (Vec::new(), Vec::new());
    for (n, Entrant { variant, sequences, .. }) in board.entrants.iter().enumerate() {
        let source = data::source(&variant.config);
        let channels = Channels::first_target(&*source);
        let trace = collect(&*source, sequences, &t_range, CURVE_STRETCHES, &channels);
        // All targets are one entry of the legend.
        let name = if n == 0 { texts.race.figure_target } else { "" };
        targets.push(print(name, Ink::Target, trace.target));
        let pieces = trace.older.into_iter().chain(trace.newest).collect();
        predictions.push(print(&variant.name, Ink::Nth(n), pieces));
    }
    let values = value_axis(board);
    let first = board.entrants.first().map(|entrant| data::source(&entrant.variant.config));
    let dates = table.and_then(|table| table.dates(&t_range, DATES, texts));
    let rows = first.as_ref().and_then(|source| source.axis().along()).map(str::to_owned);
    Curves {
        along: dates.as_ref().map(|dates| dates.label.clone()).or(rows),
        x_ticks: dates.map(|dates| dates.ticks),
        value_name: first.and_then(|source| Some(target_column(source.samples()?, 0)?.title())),
        lines: targets.into_iter().chain(predictions).collect(),
        x_range: Some((*t_range.start(), *t_range.end())),
        y_range: Some((*values.start(), *values.end())),
    }
}

fn losses(n: usize, entrant: &Entrant, smoothed: &Smoothed, axes: &LossAxes) -> LossLine {
    let (loss, mut buckets) = (entrant.history.loss(), Vec::new());
    loss.visible(axes.steps_in_view(), LOSS_STRETCHES, &mut buckets);
    let points = buckets.iter().flat_map(Bucket::points).collect();
    smoothed.visible(loss, axes.steps_in_view(), LOSS_STRETCHES, &mut buckets);
    let smoothed = buckets.iter().filter_map(Bucket::middle).collect();
    LossLine { name: entrant.variant.name.clone(), ink: Ink::Nth(n), points, smoothed }
}
