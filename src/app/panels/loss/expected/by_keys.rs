//! The expected loss drawn by keys: ← and → move the pen from step to step, ↑ and ↓ raise or lower the loss where it
//! stands, and Enter finishes the stroke.

use std::ops::RangeInclusive;

use egui::{Stroke, Ui};
use egui_plot::PlotResponse;

use super::{Expected, between, place};
use crate::app::language::texts;
use crate::app::news;
use crate::app::plots::cursor::{Asked, Cursor, End};
use crate::app::plots::loss_axes::LossAxes;
use crate::app::plots::spoken::words;
use crate::app::theme::Palette;
use crate::number::short;

/// An arrow's way, as a part of all steps to draw, and of the height in view; with Shift it goes ten times as far.
const MOVE: f64 = 1.0 / 40.0;
/// Radius of the ring around the pen, in points.
const RING: f32 = 5.0;

impl Expected {
    /// Moves the pen as keys ask for, drawing, up to step `end`.
    pub(super) fn obey_keys(
        &mut self,
        ui: &Ui,
        end: u64,
        axes: &LossAxes,
        plot: &PlotResponse<()>,
    ) {
        let Some(asked) = Asked::of::<Cursor>(ui, &plot.response, true) else { return };
        if asked.press {
            self.finish();
        } else if asked.moves() {
            self.go(asked, end.max(1), axes);
            ui.ctx().request_repaint();
        }
        let Some((step, loss)) = self.by_keys.and_then(|step| Some((step, *self.pen.get(&step)?)))
        else {
            return;
        };
        let said = (words(ui).expected_at)(step, &short(loss.into()));
        ui.ctx().accesskit_node_builder(plot.response.id, |node| node.set_value(said.as_str()));
        if asked.moves() {
            news::say(ui.ctx(), said);
        }
        let stroke = Stroke::new(2.0, Palette::of(ui).mark);
        let pen = place(step as f64, loss, axes, plot);
        ui.painter_at(*plot.transform.frame()).circle_stroke(pen, RING, stroke);
    }

    /// What is done here by keys, for who can't see it.
    pub(in crate::app) fn told(ui: &Ui) -> String {
        let all = texts(ui.ctx());
        [all.lessons.draw_here, all.plots.draw_by_keys].join("\n")
    }

    /// Moves the pen. It begins at the first step, in the middle; where something is drawn it keeps to that, and else
    /// it draws on at the height at which it stands.
    fn go(&mut self, asked: Asked, end: u64, axes: &LossAxes) {
        let from = *self.by_keys.get_or_insert(1);
        let (low, high) = ends(&axes.y_range);
        self.pen.entry(from).or_insert_with(|| axes.loss_at(0.5 * (low + high)));
        let step = match asked.end {
            Some(End::First) => 1,
            Some(End::Last) => end,
            None => {
                let way = asked.right.saturating_mul(((end as f64 * MOVE) as i64).max(1));
                from.saturating_add_signed(way).clamp(1, end)
            }
        };
        let height = between(&self.pen_stroke(), step as f64, axes).unwrap_or(low);
        let height = height + asked.up as f64 * MOVE * (high - low);
        self.pen.insert(step, axes.loss_at(height.clamp(low, high)));
        self.by_keys = Some(step);
    }
}

/// Both ends of what is in view.
fn ends(range: &RangeInclusive<f64>) -> (f64, f64) {
    (*range.start(), (*range.end()).max(*range.start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::lesson::LossStroke;

    /// The stroke after these moves up to step 400, on an axis from 1e-4 to 1.
    fn drawn(moves: &[Asked]) -> LossStroke {
        let mut expected = Expected::default();
        let axes = LossAxes { y_range: -4.0..=0.0, ..LossAxes::new(true) };
        moves.iter().for_each(|asked| expected.go(*asked, 400, &axes));
        expected.pen.iter().map(|(step, loss)| (*step, (f64::from(*loss)).log10() as f32)).collect()
    }

    fn right(by: i64) -> Asked {
        Asked { right: by, ..Asked::default() }
    }

    fn up(by: i64) -> Asked {
        Asked { up: by, ..Asked::default() }
    }

    fn is_close(stroke: &[(u64, f32)], expected: &[(u64, f32)]) -> bool {
        stroke.len() == expected.len()
            && stroke.iter().zip(expected).all(|(a, b)| a.0 == b.0 && (a.1 - b.1).abs() < 1e-4)
    }

    #[test]
    fn the_pen_begins_in_the_middle_and_goes_on_at_its_height() {
        let stroke = drawn(&[up(10), right(1), up(-10), right(10)]);
        assert!(is_close(&stroke, &[(1, -1.0), (11, -2.0), (111, -2.0)]), "{stroke:?}");
    }

    #[test]
    fn what_is_drawn_stays_where_the_pen_only_passes() {
        let there = [up(20), right(10), up(-40), right(10)];
        let back = [right(-20), right(5)];
        let stroke = drawn(&[&there[..], &back[..]].concat());
        assert!(is_close(&stroke, &[(1, 0.0), (51, -2.0), (101, -4.0), (201, -4.0)]), "{stroke:?}");
    }

    #[test]
    fn the_pen_stays_in_view() {
        let end = |end| Asked { end: Some(end), ..Asked::default() };
        let stroke = drawn(&[up(1000), end(End::Last), right(10), up(-1000), end(End::First)]);
        assert!(is_close(&stroke, &[(1, 0.0), (400, -4.0)]), "{stroke:?}");
    }
}
