//! Curves and losses of a race, overlaid or each variant by itself.

use std::ops::RangeInclusive;

use egui::{Color32, RichText, Ui};
use egui_plot::{Line, Plot, PlotPoint, PlotPoints, PlotResponse};

use super::super::curves::following;
use super::super::loss::{LEAST, step_label};
use super::super::theme::{Palette, plot_text};
use super::super::ticks::{
    OVERHANG, decade_label, decade_marks, pi_label, pi_marks, short, step_marks, value_marks,
};
use super::super::trace::{Pieces, collect};
use crate::session::race::{Entrant, RaceBoard};

/// Columns of small multiples at the most.
const COLUMNS: usize = 3;
/// Half the height of the curves.
const HEIGHT: f64 = 1.3;
/// Steps in view at the least.
const LEAST_STEPS: f64 = 20.0;

/// Draws both plots of all variants, or of each.
pub(super) fn show(ui: &mut Ui, board: &RaceBoard, overlaid: bool, logarithmic: bool) {
    plot_text(ui);
    let all: Vec<(usize, &Entrant)> = board.entrants.iter().enumerate().collect();
    let scale = Scale::of(board, logarithmic);
    if overlaid {
        let size = egui::vec2(ui.available_width(), ui.available_height() / 2.0 - 4.0);
        curves(ui, &all, size);
        losses(ui, &all, size, &scale);
        return;
    }
    let columns = all.len().clamp(1, COLUMNS);
    let rows = all.len().div_ceil(columns).max(1);
    let width = ui.available_width() / columns as f32 - 8.0;
    let height = ui.available_height() / rows as f32 - 22.0;
    for row in all.chunks(columns) {
        ui.horizontal(|ui| {
            for one in row {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    let colours = Palette::of(ui).several;
                    let name = RichText::new(&one.1.variant.name).small();
                    ui.label(name.color(colours[one.0 % colours.len()]));
                    let size = egui::vec2(width, (height / 2.0 - 6.0).max(40.0));
                    curves(ui, &[*one], size);
                    losses(ui, &[*one], size, &scale);
                });
            }
        });
    }
}

/// Target and predictions of the newest windows.
fn curves(ui: &mut Ui, entrants: &[(usize, &Entrant)], size: egui::Vec2) {
    let palette = Palette::of(ui);
    let newest = entrants.iter().filter_map(|(_, entrant)| entrant.windows.back());
    let t_range = following(newest.max_by(|a, b| a.end().total_cmp(&b.end())));
    let points = size.x as usize;
    let plot = still("race curves", entrants, size)
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
        for (n, entrant) in entrants {
            let trace = collect(&entrant.windows, &t_range, points);
            // Under all predictions; where windows are the same the targets lie on each other.
            draw((*n, 0), trace.target, palette.target.gamma_multiply(0.7), 3.4);
            let colour = palette.several[n % palette.several.len()];
            draw((*n, 1), trace.older, colour, 1.4);
            draw((*n, 2), trace.newest, colour, 2.0);
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
}

/// Where a loss lies on the axis.
fn place(loss: f32, logarithmic: bool) -> f64 {
    let loss = f64::from(loss);
    if logarithmic { loss.max(LEAST).log10() } else { loss }
}

/// The loss of every step.
fn losses(ui: &mut Ui, entrants: &[(usize, &Entrant)], size: egui::Vec2, scale: &Scale) {
    let palette = Palette::of(ui);
    let pixels = size.x.max(100.0) as usize;
    let last = *scale.steps.end() as u64 + 1;
    let line = |entrant: &Entrant| {
        let mut buckets = Vec::new();
        entrant.history.loss().visible(1..=last, pixels, &mut buckets);
        let mut points = Vec::with_capacity(2 * buckets.len());
        for bucket in buckets.iter().filter(|bucket| !bucket.is_gap()) {
            let step = 0.5 * (bucket.first_step as f64 + bucket.last_step as f64);
            points.push(PlotPoint::new(step, place(bucket.min, scale.logarithmic)));
            if !bucket.is_exact() {
                points.push(PlotPoint::new(step, place(bucket.max, scale.logarithmic)));
            }
        }
        points
    };
    let plot = still("race loss", entrants, size)
        .grid_color(palette.grid)
        .x_grid_spacer(|input| step_marks(&input))
        .x_axis_formatter(|mark, _| step_label(mark.value));
    let plot = if scale.logarithmic {
        plot.y_grid_spacer(|input| decade_marks(&input))
            .y_axis_formatter(|mark, _| decade_label(mark.value))
    } else {
        plot.y_grid_spacer(|input| value_marks(&input))
            .y_axis_formatter(|mark, _| short(mark.value))
    };
    let answer = plot.show(ui, |plot| {
        plot.set_plot_bounds_x(scale.steps.clone());
        plot.set_plot_bounds_y(scale.y_range.clone());
        for (n, entrant) in entrants {
            let colour = palette.several[n % palette.several.len()];
            let line = Line::new("", PlotPoints::Owned(line(entrant))).id(("race loss", *n));
            plot.line(line.color(colour).width(1.5).allow_hover(false));
        }
    });
    hover(entrants, &answer);
}

/// A plot that shows everything and can't be moved.
fn still<'a>(name: &'static str, entrants: &[(usize, &Entrant)], size: egui::Vec2) -> Plot<'a> {
    let first = entrants.first().map_or(0, |(n, _)| *n);
    Plot::new((name, first, entrants.len()))
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
fn hover(entrants: &[(usize, &Entrant)], answer: &PlotResponse<()>) {
    let Some(pointer) = answer.response.hover_pos() else { return };
    let step = answer.transform.value_from_position(pointer).x.round().max(1.0) as u64;
    let mut lines = vec![format!("step {step}")];
    for (_, entrant) in entrants {
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
