//! The marks on the loss where a setting was changed: lines, what was changed, and both on hover.

use std::ops::RangeInclusive;

use egui::{Align2, FontId, Ui};
use egui_plot::{PlotPoint, PlotResponse};

use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::session::Mark;
use crate::text::Texts;

/// Marks in view up to which each says what was changed; of more, hovering tells.
const LABELLED: usize = 6;
/// Labels below each other before the next starts at the top again.
const ROWS: usize = 3;
/// Marks that hovering tells of at most.
const TOLD: usize = 6;

/// Where lines are drawn: at the marks in view, and of neighbours in one pixel at one.
pub(in crate::app) fn lines(marks: &[Mark], steps: &RangeInclusive<f64>) -> Vec<f64> {
    let mut lines: Vec<f64> =
        marks.iter().map(Mark::place).filter(|step| steps.contains(step)).collect();
    let pixel = (steps.end() - steps.start()) / 1000.0;
    lines.dedup_by(|a, b| *a - *b < pixel);
    lines
}

/// Writes beside each line in view what was changed, where they are few.
pub(in crate::app) fn labels(ui: &Ui, marks: &[Mark], plot: &PlotResponse<()>) {
    let steps = plot.transform.bounds().range_x();
    let visible: Vec<&Mark> = marks.iter().filter(|mark| steps.contains(&mark.place())).collect();
    if visible.len() > LABELLED {
        return;
    }
    let frame = *plot.transform.frame();
    let painter = ui.painter_at(frame);
    let (colour, texts) = (Palette::of(ui).mark, texts(ui.ctx()));
    for (row, mark) in visible.into_iter().enumerate() {
        let x = plot.transform.position_from_point(&PlotPoint::new(mark.place(), 0.0)).x;
        let y = frame.top() + 3.0 + 13.0 * (row % ROWS) as f32;
        // On the side where there is room.
        let (anchor, x) = if x < frame.center().x {
            (Align2::LEFT_TOP, x + 4.0)
        } else {
            (Align2::RIGHT_TOP, x - 4.0)
        };
        let text = mark.text(texts);
        painter.text(egui::pos2(x, y), anchor, text, FontId::proportional(11.0), colour);
    }
}

/// What was changed near a step, a line each.
pub(in crate::app) fn near(texts: &Texts, marks: &[Mark], step: f64, reach: f64) -> String {
    let mut lines = String::new();
    for mark in marks.iter().filter(|mark| (mark.place() - step).abs() <= reach).take(TOLD) {
        lines.push('\n');
        lines.push_str(&(texts.plots.mark)(mark.step, &mark.text(texts)));
    }
    lines
}
