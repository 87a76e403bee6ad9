//! The race's plots read off: by the pointer, by keys, and by readers of the screen.

use std::ops::RangeInclusive;

use egui::Ui;
use egui_plot::PlotResponse;

use super::Lane;
use crate::app::language::texts;
use crate::app::panels::curves::{place_on_axis, row_told};
use crate::app::plots::channels::Channel;
use crate::app::plots::cursor::{Asked, Cursor, Places, Read};
use crate::app::plots::loss_axes::LossAxes;
use crate::app::plots::places::{self, Placed, nearest, sample_at};
use crate::app::plots::spoken::{self, Distance, joined};
use crate::data::{self, Source};
use crate::number::{measured, short};
use crate::session::race::{Entrant, RaceBoard};
use crate::text::{Plots, Spoken, Texts};

/// The samples of these lanes, in their order.
pub(super) fn of_curves(
    ui: &Ui,
    lanes: &[Lane<'_>],
    answer: &PlotResponse<()>,
    t_range: &RangeInclusive<f64>,
) {
    let plot = &answer.response;
    if let Some(asked) = Asked::of::<Cursor>(ui, plot, false).filter(|asked| asked.moves()) {
        let of_one = |lane: &Lane<'_>| {
            let source = data::source(&lane.entrant.variant.config);
            places::all(&*source, &lane.entrant.sequences)
        };
        let mut all: Vec<f64> = lanes.iter().flat_map(of_one).collect();
        all.retain(|t| t_range.contains(t));
        all.sort_unstable_by(f64::total_cmp);
        all.dedup();
        let at = |place: usize| all[place];
        Places { count: all.len(), at: &at }.go(ui, plot, asked, t_range);
        ui.ctx().request_repaint();
    }
    let texts = texts(ui.ctx());
    if let Some(read) = Read::of(ui, answer) {
        let lines = at_time(texts, lanes, read.at());
        if lines.len() > 2 {
            read.show(ui, answer, lines.join("\n"));
        }
    }
    let name = name_of(&texts.spoken, texts.spoken.race_curves, lanes);
    spoken::describe(ui, plot, &name, || distances(texts, lanes));
}

/// Place, target, and what each variant answers there.
fn at_time(texts: &Texts, lanes: &[Lane<'_>], t: f64) -> Vec<String> {
    let value = |name: &str, value: Option<f32>, channel: Channel| {
        let value = measured(channel.value(value?));
        Some((texts.plots.measured)(name, &value, ""))
    };
    let mut lines = Vec::new();
    for Lane { entrant, .. } in lanes {
        let source = data::source(&entrant.variant.config);
        let Some((sequence, i)) = nearest(&*source, &entrant.sequences, t) else { continue };
        let channel = Channel::target(&*source, 0);
        if lines.is_empty() {
            let place = Placed::of(&*source, sequence).target(i);
            lines.push(place_told(&texts.plots, &*source, place));
            lines.extend(value(texts.plots.target, sequence.target_of(0).nth(i), channel));
        }
        lines.extend(value(&entrant.variant.name, sequence.prediction_of(0).nth(i), channel));
    }
    lines
}

/// A place on the data's axis in words; of a table with when its row was, and in which part.
fn place_told(texts: &Plots, source: &dyn Source, place: f64) -> String {
    let row = source.samples().and_then(|samples| {
        let at = sample_at(samples, place)?;
        Some(row_told(texts, samples, at))
    });
    row.unwrap_or_else(|| place_on_axis(texts, &source.axis(), place))
}

/// The losses at a step.
pub(super) fn of_losses(
    ui: &Ui,
    lanes: &[Lane<'_>],
    answer: &PlotResponse<()>,
    (axes, board): (&LossAxes, &RaceBoard),
) {
    let plot = &answer.response;
    let last = lanes.iter().filter_map(|lane| lane.entrant.history.last_step()).max();
    if let Some(asked) = Asked::of::<Cursor>(ui, plot, false).filter(|asked| asked.moves()) {
        let step = |place: usize| (place + 1) as f64;
        let places = Places { count: last.unwrap_or(0) as usize, at: &step };
        places.go(ui, plot, asked, &axes.steps);
        ui.ctx().request_repaint();
    }
    let texts = texts(ui.ctx());
    if let Some(read) = Read::of(ui, answer) {
        let lines = at_step(texts, lanes, read.at().round().max(1.0) as u64);
        if lines.len() > 1 {
            read.show(ui, answer, lines.join("\n"));
        }
    }
    let name = name_of(&texts.spoken, texts.spoken.race_losses, lanes);
    spoken::describe(ui, plot, &name, || courses(texts, lanes, board));
}

/// The step, and the loss of each variant there.
fn at_step(texts: &Texts, lanes: &[Lane<'_>], step: u64) -> Vec<String> {
    let loss = |lane: &Lane<'_>| {
        let loss = lane.entrant.history.loss().exact_at(step)?;
        Some((texts.race.loss_of)(&lane.entrant.variant.name, loss.into()))
    };
    [(texts.race.at_step)(step)].into_iter().chain(lanes.iter().filter_map(loss)).collect()
}

/// What a plot is called: where it is of one variant, by that, too.
fn name_of(words: &Spoken, plot: &str, lanes: &[Lane<'_>]) -> String {
    match lanes {
        [lane] => (words.of_variant)(plot, &lane.entrant.variant.name),
        _ => plot.to_owned(),
    }
}

/// How far each variant's newest answers are off.
fn distances(texts: &Texts, lanes: &[Lane<'_>]) -> String {
    let words = &texts.spoken;
    let told = joined(texts, lanes.iter().filter_map(|lane| distance(words, lane.entrant)));
    if told.is_empty() { words.no_step.to_owned() } else { told }
}

fn distance(words: &Spoken, entrant: &Entrant) -> Option<String> {
    let source = data::source(&entrant.variant.config);
    let (sequence, channel) = (entrant.sequences.back()?, Channel::target(&*source, 0));
    let pairs = sequence.target_of(0).zip(sequence.prediction_of(0));
    let pairs = pairs.map(|(target, answer)| (0.0, channel.value(target), channel.value(answer)));
    let distance = Distance::of(pairs)?;
    Some((words.off_target)(&entrant.variant.name, &short(distance.mean)))
}

/// Where each variant's loss is, and who is first.
fn courses(texts: &Texts, lanes: &[Lane<'_>], board: &RaceBoard) -> String {
    let words = &texts.spoken;
    let course = |lane: &Lane<'_>| {
        let loss = lane.entrant.history.loss();
        let (now, (_, least)) = loss.last().zip(loss.min())?;
        let [now, least] = [now, least].map(|loss| short(loss.into()));
        let trend = spoken::trend(words, loss);
        Some((words.variant_course)(&lane.entrant.variant.name, &now, &least, trend))
    };
    let mut told: Vec<String> = lanes.iter().filter_map(course).collect();
    if told.is_empty() {
        return words.no_step.to_owned();
    }
    let winners = board.winners();
    if lanes.len() > 1 && !winners.is_empty() {
        let name = |at: &usize| board.entrants[*at].variant.name.as_str();
        let names: Vec<&str> = winners.iter().map(name).collect();
        told.push((words.first)(&names.join(" / ")));
    }
    joined(texts, told)
}
