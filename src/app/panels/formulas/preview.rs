//! What formulas look like: a small plot of inputs and targets over three periods, redrawn as one types.

use egui::{Color32, FontId, Painter, Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::panels::row::INDENT;
use crate::app::plots::look::Look;
use crate::app::plots::spoken;
use crate::app::theme::Palette;
use crate::config::Field;
use crate::figure::graph::Ink;
use crate::number::short;
use crate::session::formulas::{Curve, FormulaDraft, SPAN};
use crate::text::Texts;

/// Its height in points.
const HEIGHT: f32 = 72.0;
/// Where its ticks stand: whole periods.
const PERIODS: usize = 3;
/// Values beyond this are not what a plot of this size is for.
const MOST: f64 = 1e6;

/// Draws the plot.
pub(super) fn show(ui: &mut Ui, draft: &FormulaDraft) {
    ui.add_space(3.0);
    ui.horizontal(|ui| {
        ui.add_space(INDENT);
        let size = vec2(ui.available_width(), HEIGHT);
        let (rect, answer) = ui.allocate_exact_size(size, Sense::hover());
        let all = texts(ui.ctx());
        let texts = &all.controls;
        spoken::describe(ui, &answer, texts.formula_preview, || told(all, draft));
        draw(ui, rect, draft);
        answer.hint_beside(ui, texts.formula_preview_hint);
    });
    ui.add_space(3.0);
}

/// Between which values each formula lies.
fn told(all: &Texts, draft: &FormulaDraft) -> String {
    let words = &all.spoken;
    let curves = [Field::Inputs, Field::Targets]
        .map(|field| draft.texts(field).iter().zip(draft.curves(field)));
    let curve = |(text, curve): (&String, &Curve)| {
        let values = curve.iter().map(|point| point[1]).filter(|value| value.is_finite());
        let low = values.clone().reduce(f64::min)?;
        let high = values.clone().reduce(f64::max)?;
        Some((words.dots)(text, values.count(), &short(low), &short(high)))
    };
    let told = spoken::joined(all, curves.into_iter().flatten().filter_map(curve));
    if told.is_empty() { words.nothing_drawn.to_owned() } else { told }
}

fn draw(ui: &Ui, rect: Rect, draft: &FormulaDraft) {
    let (palette, painter) = (Palette::of(ui), ui.painter_at(rect));
    painter.rect_filled(rect, 3.0, palette.plot);
    let [inputs, targets] = [Field::Inputs, Field::Targets].map(|field| draft.curves(field));
    let height = height(inputs.iter().chain(targets));
    let inner = rect.shrink2(vec2(1.0, 4.0));
    let at = |[t, value]: [f64; 2]| {
        let (along, up) = ((t / SPAN) as f32, (value / height) as f32);
        pos2(inner.left() + along * inner.width(), inner.center().y - up * 0.5 * inner.height())
    };
    let grid = Stroke::new(1.0, palette.grid);
    painter.hline(rect.x_range(), at([0.0, 0.0]).y, grid);
    for period in 1..PERIODS {
        painter.vline(at([SPAN * period as f64 / PERIODS as f64, 0.0]).x, rect.y_range(), grid);
    }
    for (curves, ink) in [(inputs, Ink::Quiet), (targets, Ink::Target)] {
        // Too small for the target's usual width.
        let look = Look::of(&palette, ink).wide(if ink == Ink::Target { 2.0 } else { 1.2 });
        for curve in curves {
            line(&painter, curve, look, at);
        }
    }
    label(&painter, rect, height, ui.visuals().weak_text_color());
}

/// The height of the plot's half: that of the highest value, and never less than 1.
fn height<'a>(curves: impl Iterator<Item = &'a Curve>) -> f64 {
    let sizes = curves.flatten().map(|[_, value]| value.abs());
    1.08 * sizes.filter(|size| *size <= MOST).fold(1.0, f64::max)
}

/// A curve, in pieces where it has no value.
fn line(painter: &Painter, curve: &Curve, look: Look, at: impl Fn([f64; 2]) -> Pos2) {
    let is_seen = |point: &[f64; 2]| point[1].abs() <= MOST;
    for piece in curve.split(|point| !is_seen(point)) {
        let places: Vec<Pos2> = piece.iter().map(|point| at(*point)).collect();
        look.trace(painter, &places);
    }
}

/// How high the plot is, where it isn't about 1.
fn label(painter: &Painter, rect: Rect, height: f64, colour: Color32) {
    if height > 1.5 {
        let (place, font) = (rect.left_top() + vec2(4.0, 2.0), FontId::monospace(10.0));
        let text = crate::number::short(height / 1.08);
        painter.text(place, egui::Align2::LEFT_TOP, text, font, colour);
    }
}
