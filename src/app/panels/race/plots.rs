//! Curves and losses of a race, overlaid or each variant by itself.

mod by_keys;

use std::ops::RangeInclusive;

use egui::{RichText, ScrollArea, Ui};
use egui_plot::{Plot, PlotPoint};

use super::super::curves::{TableView, following};
use super::variants::swatch;
use crate::app::focus::bring_into_view;
use crate::app::language::texts;
use crate::app::plots::channels::{Channel, Channels};
use crate::app::plots::look::{Look, SAMPLE};
use crate::app::plots::loss_axes::LossAxes;
use crate::app::plots::plot;
use crate::app::plots::ticks::{ROOM, curves_along, curves_over, loss_over_steps};
use crate::app::plots::trace::{Trace, collect};
use crate::app::theme::{Palette, plot_text};
use crate::data;
use crate::figure::graph::Ink;
use crate::history::{Series, Smoothed};
use crate::session::race::{Entrant, RaceBoard};
use crate::worker::Sequence;

/// Columns of small multiples at the most.
const COLUMNS: usize = 3;
/// Least height of a plot, in points; of small multiples, which have more to tell apart than a low view has room for.
const LEAST_HEIGHT: f32 = 64.0;
const LEAST_OF_MULTIPLES: f32 = 92.0;
/// Half the height of the curves, as a multiple of how far targets reach.
const HEIGHT: f64 = 1.3;
/// Pixels to a point of a loss at the least. Twelve lines lie over each other, and where the
/// processor draws, points are what a picture costs.
const PIXELS: usize = 2;

/// How the losses of so many steps are smoothed: six raw ones over each other can't be told apart.
pub(super) fn smoothing(steps: u64) -> f64 {
    // Averages over a two-hundredth of the race, ten steps at the least.
    1.0 - 1.0 / (steps as f64 / 200.0).max(10.0)
}

/// A variant as the plots see it.
#[derive(Clone, Copy)]
struct Lane<'a> {
    place: usize,
    entrant: &'a Entrant,
    smoothed: &'a Smoothed,
    look: Look,
}

/// What the plots of curves have in common: the values in view, and the table.
#[derive(Clone, Copy)]
struct Common<'a> {
    values: &'a RangeInclusive<f64>,
    table: Option<&'a TableView>,
}

/// Draws both plots of all variants, or of each; `smoothed` has the losses of each, `table` is the one that they are
/// trained on.
pub(super) fn show(
    ui: &mut Ui,
    board: &RaceBoard,
    (smoothed, table): (&[Smoothed], Option<&TableView>),
    overlaid: bool,
    logarithmic: bool,
) {
    plot_text(ui);
    plot::let_letters_out(ui);
    let palette = Palette::of(ui);
    let lane = |(place, (entrant, smoothed))| {
        let look = Look::of(&palette, Ink::Nth(place));
        Lane { place, entrant, smoothed, look }
    };
    let lanes: Vec<Lane<'_>> = board.entrants.iter().zip(smoothed).enumerate().map(lane).collect();
    let (axes, values) = (axes(board, logarithmic), value_axis(board));
    let common = Common { values: &values, table };
    let room = ui.available_size();
    // A low view scrolls.
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if overlaid {
            let size = egui::vec2(ui.available_width(), (room.y / 2.0 - 4.0).max(LEAST_HEIGHT));
            curves(ui, &lanes, size, common);
            losses(ui, &lanes, size, &axes, board);
        } else {
            multiples(ui, &lanes, room.y, &axes, (common, board));
        }
        bring_into_view(ui);
    });
}

/// Each variant by itself.
fn multiples(
    ui: &mut Ui,
    lanes: &[Lane<'_>],
    height: f32,
    axes: &LossAxes,
    (common, board): (Common<'_>, &RaceBoard),
) {
    // Four make a square.
    let columns = if lanes.len() == 4 { 2 } else { lanes.len().clamp(1, COLUMNS) };
    let rows = lanes.len().div_ceil(columns).max(1);
    let width = ui.available_width() / columns as f32 - 8.0;
    let height = height / rows as f32 - 24.0;
    let size = egui::vec2(width, (height / 2.0 - 6.0).max(LEAST_OF_MULTIPLES));
    for row in lanes.chunks(columns) {
        ui.horizontal(|ui| {
            for lane in row {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.horizontal(|ui| {
                        swatch(ui, lane.place, SAMPLE);
                        let name = RichText::new(&lane.entrant.variant.name).small();
                        ui.add(egui::Label::new(name).truncate());
                    });
                    curves(ui, &[*lane], size, common);
                    losses(ui, &[*lane], size, axes, board);
                });
            }
        });
    }
}

/// Target and predictions of the newest sequences.
fn curves(ui: &mut Ui, lanes: &[Lane<'_>], size: egui::Vec2, common: Common<'_>) {
    let palette = Palette::of(ui);
    let t_range = following(newest(lanes.iter().map(|lane| lane.entrant)));
    let plot = still("race curves", lanes, size, &palette);
    let (plot, powers) = match lanes.first().map(|lane| data::source(&lane.entrant.variant.config))
    {
        Some(source) => {
            let room = f64::from(size.x) / ROOM;
            let dates = |table: &TableView| table.dates(&t_range, room as usize, texts(ui.ctx()));
            let (plot, powers) = match common.table.and_then(dates) {
                Some(dates) => curves_along(plot, &dates),
                None => curves_over(plot, &source.axis()),
            };
            (plot.y_axis_label(source.target_name(0)), Some(powers))
        }
        None => (plot, None),
    };
    let answer = plot.show(ui, |plot| {
        plot.set_plot_bounds_x(t_range.clone());
        plot.set_plot_bounds_y(common.values.clone());
        let trace = |lane: &Lane<'_>| {
            let source = data::source(&lane.entrant.variant.config);
            let channels = Channels::first_target(&*source);
            collect(&*source, &lane.entrant.sequences, &t_range, size.x as usize, &channels)
        };
        let mut traces: Vec<Trace> = lanes.iter().map(trace).collect();
        // Under all predictions; where sequences are the same the targets lie on each other.
        for (lane, trace) in lanes.iter().zip(&mut traces) {
            let target = std::mem::take(&mut trace.target);
            Look::of(&palette, Ink::Target).draw(plot, (lane.place, 0), target);
        }
        for (Lane { place, look, .. }, trace) in lanes.iter().zip(traces) {
            look.draw(plot, (*place, 1), trace.older);
            look.wide(2.2).draw(plot, (*place, 2), trace.newest);
        }
    });
    if let Some(powers) = powers {
        powers.draw(ui, &answer);
    }
    by_keys::of_curves(ui, lanes, &answer, &t_range);
}

/// Of the newest sequences the one that ends last.
pub(super) fn newest<'a>(entrants: impl Iterator<Item = &'a Entrant>) -> Option<&'a Sequence> {
    let newest = entrants.filter_map(|entrant| entrant.sequences.back());
    newest.max_by(|a, b| a.end().total_cmp(&b.end()))
}

/// The values of the curves, the same in all small multiples and in the data's unit: room for the targets. A sine
/// has it in any case; a variant that has diverged doesn't flatten the others.
pub(super) fn value_axis(board: &RaceBoard) -> RangeInclusive<f64> {
    let ends = board.entrants.iter().map(|entrant| {
        let half = half_height(entrant);
        let target = Channel::target(&*data::source(&entrant.variant.config), 0);
        (target.value_of(-half), target.value_of(half))
    });
    let (low, high) =
        ends.reduce(|(a, b), (c, d)| (a.min(c), b.max(d))).unwrap_or((-HEIGHT, HEIGHT));
    low..=high
}

/// Half the height of a variant's curves, in the network's own numbers.
fn half_height(entrant: &Entrant) -> f64 {
    let targets = entrant.sequences.iter().flat_map(|sequence| sequence.target_of(0));
    let finite = targets.filter(|value| value.is_finite());
    HEIGHT * f64::from(finite.fold(1.0_f32, |most, value| most.max(value.abs())))
}

/// The axes of the losses, the same in all small multiples so that they can be compared.
pub(super) fn axes(board: &RaceBoard, logarithmic: bool) -> LossAxes {
    let losses: Vec<&Series> = board.entrants.iter().map(|one| one.history.loss()).collect();
    let mut axes = LossAxes::new(logarithmic);
    axes.show_all(board.step(), &losses);
    axes
}

/// The losses of a variant in so many points, as they are and smoothed.
fn raw_and_smoothed(lane: &Lane<'_>, axes: &LossAxes, points: usize) -> [Vec<PlotPoint>; 2] {
    let loss = lane.entrant.history.loss();
    let mut buckets = Vec::new();
    loss.visible(axes.steps_in_view(), points, &mut buckets);
    let raw = axes.extremes(&buckets);
    lane.smoothed.visible(loss, axes.steps_in_view(), points, &mut buckets);
    [raw, axes.means(&buckets)]
}

/// The losses, faint as they are and bold as they are smoothed.
fn losses(ui: &mut Ui, lanes: &[Lane<'_>], size: egui::Vec2, axes: &LossAxes, board: &RaceBoard) {
    let points = size.x.max(100.0) as usize / PIXELS;
    let plot = still("race loss", lanes, size, &Palette::of(ui));
    let texts = &texts(ui.ctx()).plots;
    let (plot, powers) = loss_over_steps(plot, axes.logarithmic);
    let plot = plot.x_axis_label(texts.step_axis).y_axis_label(texts.loss_axis);
    let lines = lanes.iter().map(|lane| (lane, raw_and_smoothed(lane, axes, points)));
    let (faint, bold): (Vec<_>, Vec<_>) = lines
        .map(|(lane, [raw, smoothed])| {
            let (place, look) = (lane.place, lane.look);
            (((place, "raw"), raw, look.faint()), ((place, "loss"), smoothed, look.wide(2.0)))
        })
        .unzip();
    let answer = plot.show(ui, |plot| {
        plot.set_plot_bounds_x(axes.steps.clone());
        plot.set_plot_bounds_y(axes.y_range.clone());
        for (id, points, look) in faint.into_iter().chain(bold) {
            look.draw(plot, id, vec![points]);
        }
    });
    powers.draw(ui, &answer);
    by_keys::of_losses(ui, lanes, &answer, (axes, board));
}

/// A plot that shows everything and can't be moved.
fn still<'a>(
    name: &'static str,
    lanes: &[Lane<'_>],
    size: egui::Vec2,
    palette: &Palette,
) -> Plot<'a> {
    let first = lanes.first().map_or(0, |lane| lane.place);
    plot::bare(Plot::new((name, first, lanes.len())), size.x, palette).height(size.y)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::{Config, DataChoice};
    use crate::history::StepRecord;
    use crate::race::{Criterion, Event, LaneReport, Variant};
    use crate::text::ENGLISH;
    use crate::worker::StepChunk;

    /// A race whose second variant was given this target, and answered what has diverged.
    fn board(config: &Config, target: [f32; 2]) -> RaceBoard {
        let variant = |name: &str| Variant { name: name.to_owned(), config: config.clone() };
        let variants = vec![variant("one"), variant("other")];
        let mut board = RaceBoard::new(variants, 3, Criterion::FinalLoss);
        let report = |target: [f32; 2]| {
            let mut chunk = StepChunk::default();
            chunk.history.push(StepRecord { loss: 0.5, ..StepRecord::new(1) }).unwrap();
            let (target, prediction) = (target.to_vec(), vec![1e9; 2]);
            let input = prediction.clone();
            let sequence = Sequence {
                step: 1,
                start: 1.0,
                spacing: 1.0,
                input,
                target,
                prediction,
                ..Sequence::default()
            };
            chunk.sequences.push_back(sequence);
            LaneReport { chunk, ..LaneReport::default() }
        };
        board.apply(Event::Steps(vec![report([0.0, 1.0]), report(target)]));
        board
    }

    #[test]
    fn targets_beyond_a_sine_have_room() {
        for (target, half) in [([0.0, 1.0], 1.3), ([0.1, -3.0], 3.9), ([f32::NAN, 2.0], 2.6)] {
            let mut panel = super::super::RacePanel::new(&Config::default());
            panel.board = Some(board(&Config::default(), target));
            let (low, high) = panel.figure(&ENGLISH).unwrap().curves.y_range.unwrap();
            assert!((high - half).abs() < 1e-9 && low == -high, "{target:?}: {low} to {high}");
        }
    }

    #[test]
    fn a_table_with_dates_has_them_along_its_curves() {
        let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/tables/weather.csv");
        let mut config = Config { data: DataChoice::File(table), ..Config::default() };
        data::open(&mut config).unwrap();
        let mut panel = super::super::RacePanel::new(&config);
        panel.board = Some(board(&config, [0.0, 1.0]));
        panel.follow_table();
        let curves = panel.figure(&ENGLISH).unwrap().curves;
        assert_eq!(curves.along.as_deref(), Some("time, 2021"));
        assert!(curves.x_ticks.is_some_and(|ticks| !ticks.is_empty()));
        // Another race, on what has no dates.
        panel.board = Some(board(&Config::default(), [0.0, 1.0]));
        panel.follow_table();
        assert!(panel.table.is_none());
    }
}
