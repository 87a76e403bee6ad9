//! The marks on the loss where a setting was changed: lines, what was changed, and both on hover.

use std::ops::RangeInclusive;

use egui::{FontId, Rect, Ui, Vec2, pos2, vec2};
use egui_plot::{PlotPoint, PlotResponse};

use super::plot::ground;
use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::session::Mark;
use crate::text::Texts;

/// Marks in view up to which each says what was changed; of more, hovering tells.
const LABELLED: usize = 6;
/// Between a line and its label, in points.
const BESIDE: f32 = 4.0;
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
    let (palette, texts) = (Palette::of(ui), texts(ui.ctx()));
    let place = |mark: &Mark| PlotPoint::new(mark.place(), 0.0);
    let lines: Vec<f32> =
        visible.iter().map(|mark| plot.transform.position_from_point(&place(mark)).x).collect();
    for (mark, x) in visible.into_iter().zip(&lines) {
        let font = FontId::proportional(11.0);
        let text = painter.layout_no_wrap(mark.text(texts), font, palette.mark);
        let rect = below(beside(*x, &lines, text.size(), frame), &taken);
        ground(&painter, &palette, rect);
        painter.galley(rect.min, text, palette.mark);
        taken.push(rect);
    }
}

/// Where a label of this size stands at the top of a plot: at the right of its line, unless there is no room, or another
/// line, and at the left there is none.
fn beside(x: f32, lines: &[f32], size: Vec2, frame: Rect) -> Rect {
    let at = |left: f32| Rect::from_min_size(pos2(left, frame.top() + 3.0), size);
    let [right, left] = [at(x + BESIDE), at(x - BESIDE - size.x)];
    let is_free = |place: &Rect| {
        frame.x_range().contains(place.left())
            && frame.x_range().contains(place.right())
            && !lines.iter().any(|line| *line != x && place.x_range().contains(*line))
    };
    let fits = right.right() <= frame.right();
    if is_free(&right) || (fits && !is_free(&left)) { right } else { left }
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
    use super::*;

    fn at(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(40.0, 12.0))
    }

    #[test]
    fn a_label_stands_where_no_other_line_goes_through_it() {
        let frame = Rect::from_min_size(pos2(0.0, 0.0), vec2(200.0, 100.0));
        let left_of = |x: f32, lines: &[f32]| beside(x, lines, vec2(40.0, 12.0), frame).left();
        assert_eq!(left_of(100.0, &[100.0]), 104.0);
        assert_eq!(left_of(100.0, &[100.0, 120.0]), 56.0, "another line at the right");
        assert_eq!(left_of(100.0, &[80.0, 100.0, 120.0]), 104.0, "lines on both sides");
        assert_eq!(left_of(180.0, &[180.0]), 136.0, "no room at the right");
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
