//! The line above a graph: its title, its legend, and what its colours mean. Never over the data.

use egui::{Color32, Rect, RichText, Sense, Stroke, Ui, Vec2, WidgetText, pos2, vec2};

use super::chart::{mapped, paper};
use super::heatmap::{HATCH, has_empty};
use crate::app::language::texts;
use crate::app::plots::look::{Look, SAMPLE};
use crate::app::theme::Palette;
use crate::figure::graph::{Cells, EMPTY, Graph, Ink, Layer};
use crate::number::{short, told};

/// Size of a colour bar, in points, and the colours in it.
const BAR: Vec2 = vec2(56.0, 8.0);
const SHADES: u8 = 28;
/// Room for the numbers of a heatmap's colours, whatever they are: no graph moves with them.
const NUMBERS: f32 = 96.0;

/// Draws the line, or as many as it takes.
pub(super) fn show(ui: &mut Ui, graph: &Graph) {
    let named = |layer| Layer::entry(layer).map(|(name, ink)| (name, ink, layer));
    let entries: Vec<_> = graph.layers.iter().filter_map(named).collect();
    let (clock, cells) = (graph.clock(), graph.cells());
    if graph.title.is_empty() && entries.is_empty() && clock.is_none() && cells.is_none() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if !graph.title.is_empty() {
            ui.label(RichText::new(&graph.title).small());
        }
        for (name, ink, layer) in entries {
            keep_together(ui, width(ui, name) + SAMPLE + 12.0);
            sample_of(ui, layer, ink);
            weak(ui, name);
        }
        if let Some((name, from, to)) = clock {
            let ends = [format!("{name} {}", told(from)), told(to)];
            let room = ends.iter().map(|end| width(ui, end)).sum();
            let paper = paper(ui);
            let shade = |part| {
                let [r, g, b] = paper.of_age(part);
                Color32::from_rgb(r, g, b)
            };
            colours(ui, &ends, room, shade);
        }
        if let Some(cells) = cells {
            of_cells(ui, cells);
        }
    });
}

/// A piece of what a layer draws.
fn sample_of(ui: &mut Ui, layer: &Layer, ink: Ink) {
    let palette = Palette::of(ui);
    match layer {
        Layer::Level { .. } | Layer::Upright { .. } => {
            let rect = sample(ui, vec2(SAMPLE, 10.0));
            Look::ruled(&palette, ink).sample(ui.painter(), rect);
        }
        Layer::Dots { .. } => {
            let centre = sample(ui, vec2(10.0, 10.0)).center();
            ui.painter().circle_filled(centre, 3.5, palette.ink(ink));
        }
        Layer::Bars { .. } | Layer::Between { .. } => {
            let rect = sample(ui, vec2(10.0, 10.0));
            ui.painter().rect_filled(rect, 0.0, palette.ink(ink));
        }
        Layer::Line { .. } | Layer::Trail { .. } | Layer::Stretch { .. } | Layer::Cells(_) => {
            let rect = sample(ui, vec2(SAMPLE, 10.0));
            Look::of(&palette, ink).sample(ui.painter(), rect);
        }
    }
}

/// What a heatmap's colours mean, and its hatching where there is some.
fn of_cells(ui: &mut Ui, cells: &Cells) {
    let (low, high) = cells.range;
    let ends = [format!("{} {}", cells.name, short(low.into())), short(high.into())];
    let room = width(ui, &cells.name) + NUMBERS;
    colours(ui, &ends, room, |part| mapped(cells.map, part));
    if has_empty(cells) {
        let name = texts(ui.ctx()).verdicts.no_number_bar;
        keep_together(ui, width(ui, name) + 24.0);
        hatching(ui);
        weak(ui, name);
    }
}

/// A bar of colours between the values at its ends, in a line that has `room` for these.
fn colours(ui: &mut Ui, [from, to]: &[String; 2], room: f32, shade: impl Fn(f64) -> Color32) {
    keep_together(ui, room + BAR.x + 24.0);
    weak(ui, from);
    let rect = sample(ui, BAR);
    let width = rect.width() / f32::from(SHADES);
    for n in 0..SHADES {
        let left = rect.left() + f32::from(n) * width;
        // A little wider, so that no seam shows.
        let part = Rect::from_min_size(pos2(left, rect.top()), vec2(width + 0.5, BAR.y));
        let colour = shade((f64::from(n) + 0.5) / f64::from(SHADES));
        ui.painter().rect_filled(part.intersect(rect), 0.0, colour);
    }
    weak(ui, to);
}

/// A sample of the hatching of cells without a number.
fn hatching(ui: &mut Ui) {
    let rect = sample(ui, vec2(14.0, 10.0));
    let (painter, [r, g, b]) = (ui.painter_at(rect), EMPTY);
    for n in 0..5_u8 {
        let foot = pos2(rect.left() + (f32::from(n) - 1.0) * HATCH.0, rect.bottom());
        let stroke = Stroke::new(HATCH.1, Color32::from_rgb(r, g, b));
        painter.line_segment([foot, foot + vec2(10.0, -10.0)], stroke);
    }
}

fn sample(ui: &mut Ui, size: Vec2) -> Rect {
    ui.allocate_exact_size(size, Sense::hover()).0
}

fn weak(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).small().weak());
}

/// Width of a small text.
fn width(ui: &Ui, text: &str) -> f32 {
    let text = WidgetText::from(RichText::new(text).small());
    text.into_galley(ui, None, f32::INFINITY, egui::TextStyle::Small).size().x
}

/// Begins another line where this one has no room for so many points, and keeps a distance from what
/// stands before.
fn keep_together(ui: &mut Ui, points: f32) {
    if ui.available_size_before_wrap().x < points + 4.0 {
        ui.end_row();
    } else {
        ui.add_space(4.0);
    }
}
