//! The marks on the loss where a setting was changed: lines, what was changed, and both on hover.

use std::ops::RangeInclusive;

use egui::{Align2, FontId, Rect, Ui, vec2};
use egui_plot::{PlotPoint, PlotResponse};

use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::session::Mark;
use crate::text::Texts;

/// Marks in view up to which each says what was changed; of more, hovering tells.
const LABELLED: usize = 6;
/// Between a label and what it makes way for, in points.
const GAP: f32 = 1.0;
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

/// Writes beside each line in view what was changed, where they are few, and off what else is written there.
pub(in crate::app) fn labels(
    ui: &Ui,
    marks: &[Mark],
    plot: &PlotResponse<()>,
    mut taken: Vec<Rect>,
) {
    let steps = plot.transform.bounds().range_x();
    let visible: Vec<&Mark> = marks.iter().filter(|mark| steps.contains(&mark.place())).collect();
    if visible.len() > LABELLED {
        return;
    }
    let frame = *plot.transform.frame();
    let painter = ui.painter_at(frame);
    let (colour, texts) = (Palette::of(ui).mark, texts(ui.ctx()));
    for mark in visible {
        let x = plot.transform.position_from_point(&PlotPoint::new(mark.place(), 0.0)).x;
        let y = frame.top() + 3.0;
        // On the side where there is room.
        let (anchor, x) = if x < frame.center().x {
            (Align2::LEFT_TOP, x + 4.0)
        } else {
            (Align2::RIGHT_TOP, x - 4.0)
        };
        let text = painter.layout_no_wrap(mark.text(texts), FontId::proportional(11.0), colour);
        let rect = below(anchor.anchor_size(egui::pos2(x, y), text.size()), &taken);
        painter.galley(rect.min, text, colour);
        taken.push(rect);
    }
}

/// The same place, or the next one below it that is off those that are taken.
fn below(mut place: Rect, taken: &[Rect]) -> Rect {
    while let Some(other) = taken.iter().find(|other| other.intersects(place)) {
        place = place.translate(vec2(0.0, other.bottom() - place.top() + GAP));
    }
    place
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

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    fn at(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(40.0, 12.0))
    }

    #[test]
    fn a_label_makes_way_for_all_that_is_written_below_each_other() {
        let taken = [at(100.0, 60.0), at(100.0, 17.0), at(100.0, 5.0)];
        let moved = below(at(110.0, 3.0), &taken);
        assert!(taken.iter().all(|other| !other.intersects(moved)), "{moved:?}");
        assert_eq!(moved, at(110.0, 30.0));
        assert_eq!(below(at(0.0, 3.0), &taken), at(0.0, 3.0), "it has all the room it needs");
    }
}
