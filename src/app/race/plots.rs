//! Curves and losses of a race, overlaid or each variant by itself.

use std::ops::RangeInclusive;

use egui::{Color32, RichText, Ui};
use egui_plot::{Line, Plot, PlotPoint, PlotPoints, PlotResponse};

use super::super::curves::following;
use super::super::loss::LEAST;
use super::super::theme::{Palette, plot_text};
use super::super::ticks::{OVERHANG, loss_over_steps, pi_label, pi_marks, short, value_marks};
use super::super::trace::{Pieces, collect};
use crate::history::{Bucket, Smoothed};
use crate::session::race::{Entrant, RaceBoard};

/// Columns of small multiples at the most.
const COLUMNS: usize = 3;
/// Half the height of the curves.
const HEIGHT: f64 = 1.3;
/// Steps in view at the least.
const LEAST_STEPS: f64 = 20.0;
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
    colour: Color32,
}

/// Draws both plots of all variants, or of each; `smoothed` has the losses of each.
pub(super) fn show(
    ui: &mut Ui,
    board: &RaceBoard,
    smoothed: &[Smoothed],
    overlaid: bool,
    logarithmic: bool,
) {
    plot_text(ui);
    let colours = Palette::of(ui).several;
    let lane = |(place, (entrant, smoothed))| {
        let colour: Color32 = colours[place % colours.len()];
        Lane { place, entrant, smoothed, colour }
    };
    let lanes: Vec<Lane<'_>> = board.entrants.iter().zip(smoothed).enumerate().map(lane).collect();
    let scale = Scale::of(board, logarithmic);
    if overlaid {
        let size = egui::vec2(ui.available_width(), ui.available_height() / 2.0 - 4.0);
        curves(ui, &lanes, size);
        losses(ui, &lanes, size, &scale);
    } else {
        multiples(ui, &lanes, &scale);
    }
}

/// Each variant by itself.
fn multiples(ui: &mut Ui, lanes: &[Lane<'_>], scale: &Scale) {
    // Four make a square.
    let columns = if lanes.len() == 4 { 2 } else { lanes.len().clamp(1, COLUMNS) };
    let rows = lanes.len().div_ceil(columns).max(1);
    let width = ui.available_width() / columns as f32 - 8.0;
    let height = ui.available_height() / rows as f32 - 22.0;
    let size = egui::vec2(width, (height / 2.0 - 6.0).max(40.0));
    for row in lanes.chunks(columns) {
        ui.horizontal(|ui| {
            for lane in row {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    let name = RichText::new(&lane.entrant.variant.name).small();
                    ui.add(egui::Label::new(name.color(lane.colour)).truncate());
                    curves(ui, &[*lane], size);
                    losses(ui, &[*lane], size, scale);
                });
            }
        });
    }
}

/// Target and predictions of the newest windows.
fn curves(ui: &mut Ui, lanes: &[Lane<'_>], size: egui::Vec2) {
    let palette = Palette::of(ui);
    let newest = lanes.iter().filter_map(|lane| lane.entrant.windows.back());
    let t_range = following(newest.max_by(|a, b| a.end().total_cmp(&b.end())));
    let plot = still("race curves", lanes, size)
        .grid_color(palette.grid)
        .x_grid_spacer(|input| pi_marks(&input))
        .x_axis_formatter(|mark, _| pi_label(mark.value))
        .y_grid_spacer(|input| value_marks(&input))
        .y_axis_formatter(|mark, _| short(mark.value));
    plot.show(ui, |plot| {
        plot.set_plot_bounds_x(t_range.clone());
        plot.set_plot_bounds_y(-HEIGHT..=HEIGHT);
        let mut draw = |id: (usize, usize), pieces: Pieces, colour: Color32, width: f32| {
            for (n, points) in pieces.into_iter().enumerate() {
                let line = Line::new("", PlotPoints::Owned(points)).id((id, n));
                plot.line(line.color(colour).width(width).allow_hover(false));
            }
        };
        for Lane { place, entrant, colour, .. } in lanes {
            let trace = collect(&entrant.windows, &t_range, size.x as usize);
            // Under all predictions; where windows are the same the targets lie on each other.
            draw((*place, 0), trace.target, palette.target.gamma_multiply(0.7), 3.4);
            draw((*place, 1), trace.older, *colour, 1.4);
            draw((*place, 2), trace.newest, *colour, 2.0);
        }
    });
}

/// The losses' range, the same in all small multiples so that they can be compared.
struct Scale {
    steps: RangeInclusive<f64>,
    y_range: RangeInclusive<f64>,
    logarithmic: bool,
}

impl Scale {
    fn of(board: &RaceBoard, logarithmic: bool) -> Self {
        let place = |loss: f32| place(loss, logarithmic);
        let ends = |pick: fn(&Entrant) -> Option<(u64, f32)>| {
            board.entrants.iter().filter_map(pick).map(|(_, loss)| place(loss))
        };
        let low = ends(|one| one.history.loss().min()).reduce(f64::min);
        let high = ends(|one| one.history.loss().max()).reduce(f64::max);
        let (low, high) = low.zip(high).unwrap_or((place(0.01), place(1.0)));
        let margin = 0.06 * (high - low).max(0.1);
        let low = if logarithmic { low - margin } else { 0.0 };
        let last = (board.step() as f64 * 1.01).max(LEAST_STEPS);
        Self { steps: 0.0..=last, y_range: low..=high + margin, logarithmic }
    }

    /// The points of buckets: the mean of each, or its least and greatest value.
    fn points(&self, buckets: &[Bucket], mean: bool) -> Vec<PlotPoint> {
        let mut points = Vec::with_capacity(2 * buckets.len());
        for bucket in buckets.iter().filter(|bucket| !bucket.is_gap()) {
            let step = 0.5 * (bucket.first_step as f64 + bucket.last_step as f64);
            let mut add = |loss| points.push(PlotPoint::new(step, place(loss, self.logarithmic)));
            if mean || bucket.is_exact() {
                add(bucket.mean);
            } else {
                add(bucket.min);
                add(bucket.max);
            }
        }
        points
    }

    /// The loss of every step of a variant, and smoothed.
    fn lines(&self, lane: &Lane<'_>, pixels: usize) -> [Vec<PlotPoint>; 2] {
        let loss = lane.entrant.history.loss();
        let steps = 1..=*self.steps.end() as u64 + 1;
        let mut buckets = Vec::new();
        loss.visible(steps.clone(), pixels, &mut buckets);
        let raw = self.points(&buckets, false);
        lane.smoothed.visible(loss, steps, pixels, &mut buckets);
        [raw, self.points(&buckets, true)]
    }
}

/// Where a loss lies on the axis.
fn place(loss: f32, logarithmic: bool) -> f64 {
    let loss = f64::from(loss);
    if logarithmic { loss.max(LEAST).log10() } else { loss }
}

/// The losses, faint as they are and bold as they are smoothed.
fn losses(ui: &mut Ui, lanes: &[Lane<'_>], size: egui::Vec2, scale: &Scale) {
    let pixels = size.x.max(100.0) as usize;
    let plot = loss_over_steps(still("race loss", lanes, size), scale.logarithmic);
    let plot = plot.grid_color(Palette::of(ui).grid);
    let lines = lanes.iter().map(|lane| (lane, scale.lines(lane, pixels)));
    let (faint, bold): (Vec<_>, Vec<_>) = lines
        .map(|(lane, [raw, smoothed])| {
            let weak = lane.colour.gamma_multiply(0.28);
            (
                ((lane.place, "raw"), raw, weak, 1.0),
                ((lane.place, "loss"), smoothed, lane.colour, 2.0),
            )
        })
        .unzip();
    let answer = plot.show(ui, |plot| {
        plot.set_plot_bounds_x(scale.steps.clone());
        plot.set_plot_bounds_y(scale.y_range.clone());
        for (id, points, colour, width) in faint.into_iter().chain(bold) {
            let line = Line::new("", PlotPoints::Owned(points)).id(id);
            plot.line(line.color(colour).width(width).allow_hover(false));
        }
    });
    hover(lanes, &answer);
}

/// A plot that shows everything and can't be moved.
fn still<'a>(name: &'static str, lanes: &[Lane<'_>], size: egui::Vec2) -> Plot<'a> {
    let first = lanes.first().map_or(0, |lane| lane.place);
    Plot::new((name, first, lanes.len()))
        .width(size.x - OVERHANG)
        .height(size.y)
        .show_crosshair(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .y_axis_min_width(44.0)
        .label_formatter(|_| None)
}

/// The losses at the step under the pointer.
fn hover(lanes: &[Lane<'_>], answer: &PlotResponse<()>) {
    let Some(pointer) = answer.response.hover_pos() else { return };
    let step = answer.transform.value_from_position(pointer).x.round().max(1.0) as u64;
    let mut lines = vec![format!("step {step}")];
    for Lane { entrant, .. } in lanes {
        if let Some(loss) = entrant.history.loss().exact_at(step) {
            lines.push(format!("{}: loss {}", entrant.variant.name, short(loss.into())));
        }
    }
    if lines.len() > 1 {
        let text = lines.join("\n");
        answer.response.clone().on_hover_ui_at_pointer(|ui| {
            ui.add(egui::Label::new(RichText::new(text).monospace()).extend());
        });
    }
}
