//! The loss that a learner expects, drawn over the plot with one stroke; and, once it is known, how far it was from
//! what came.

mod by_keys;

use std::collections::BTreeMap;

use egui::{Event, FontId, Pos2, Rect, Shape, Stroke, Ui, Vec2, pos2};
use egui_plot::{PlotPoint, PlotResponse};

use crate::app::language::texts;
use crate::app::plots::loss_axes::LossAxes;
use crate::app::theme::Palette;
use crate::session::Run;
use crate::session::lesson::{Awaited, LessonPlayer, LossStroke};

/// The losses between which there is room for a stroke, whatever the run's are.
const ROOM: [f32; 2] = [1e-5, 1.0];
/// Opacity of what lies between the stroke and the losses.
const SHADE: f32 = 0.25;

/// What is expected, and while it is drawn the pen.
#[derive(Debug, Default)]
pub(in crate::app) struct Expected {
    /// The step up to which the loss is to be drawn.
    wanted: Option<u64>,
    /// Whether it is to be predicted, drawn or chosen.
    is_awaited: bool,
    /// What was drawn.
    drawn: LossStroke,
    /// Whether it is compared with what came.
    is_compared: bool,
    /// Where the pen has been, by steps: the newest loss at each.
    pen: BTreeMap<u64, f32>,
    is_down: bool,
    /// The step at which the pen of the keys stands.
    by_keys: Option<u64>,
    finished: Option<LossStroke>,
}

impl Expected {
    /// Follows a lesson, or none.
    pub(in crate::app) fn follow(&mut self, player: Option<&LessonPlayer>) {
        self.wanted = player.and_then(LessonPlayer::is_to_draw);
        self.is_awaited = player.is_some_and(|player| player.awaited() == Awaited::Guess);
        let drawn = player.and_then(LessonPlayer::stroke).unwrap_or_default();
        if self.drawn != drawn {
            self.drawn = drawn.to_vec();
        }
        self.is_compared = player.is_some_and(|player| player.awaited() == Awaited::Reader);
        if self.wanted.is_none() {
            (self.is_down, self.by_keys, self.finished) = (false, None, None);
            self.pen.clear();
        }
    }

    /// The stroke, once it is finished.
    pub(in crate::app) fn take(&mut self) -> Option<LossStroke> {
        self.finished.take()
    }

    /// Whether a prediction is waited for, which nothing on screen is to tell before.
    pub(super) fn is_awaited(&self) -> bool {
        self.is_awaited
    }

    /// Whether the hand draws rather than moves the plot.
    pub(super) fn has_the_hand(&self) -> bool {
        self.wanted.is_some()
    }

    /// Whether there is one, or the hand is to draw it.
    pub(super) fn is_there(&self) -> bool {
        self.has_the_hand() || !self.drawn.is_empty()
    }

    /// Brings into view where it is drawn.
    pub(super) fn make_room(&self, axes: &mut LossAxes) {
        let Some(end) = self.wanted.or(self.drawn.last().map(|(step, _)| *step)) else { return };
        let steps = LossAxes::limits(end).whole;
        axes.steps = 0.0..=axes.steps.end().max(*steps.end());
        if self.wanted.is_some() {
            axes.make_room(ROOM.into_iter());
        }
        axes.make_room(self.drawn.iter().map(|(_, loss)| *loss));
    }

    /// Draws it, and follows the pen.
    pub(super) fn ui(&mut self, ui: &Ui, run: &Run, axes: &LossAxes, plot: &PlotResponse<()>) {
        if let Some(end) = self.wanted {
            self.obey_pen(ui, end, axes, plot);
            self.obey_keys(ui, end, axes, plot);
        }
        let pen = self.pen_stroke();
        let stroke = if self.wanted.is_some() { &pen[..] } else { &self.drawn[..] };
        if self.is_compared {
            shade(ui, stroke, run, axes, plot);
        }
        paint(ui, stroke, axes, plot);
        if self.wanted.is_some() && stroke.is_empty() {
            say(ui, plot);
        }
    }

    /// The pen is down while the button is; lifted, the stroke is finished, if it is one.
    fn obey_pen(&mut self, ui: &Ui, end: u64, axes: &LossAxes, plot: &PlotResponse<()>) {
        if !plot.response.is_pointer_button_down_on() {
            if std::mem::take(&mut self.is_down) {
                self.finish();
            }
            return;
        }
        // A slow frame has many places of the pointer.
        let (moves, now) = ui.input(|input| {
            let place = |event: &Event| match event {
                Event::PointerMoved(place) => Some(*place),
                _ => None,
            };
            let moves: Vec<Pos2> = input.events.iter().filter_map(place).collect();
            (moves, input.pointer.interact_pos())
        });
        let moves = if self.is_down { moves } else { Vec::new() };
        self.is_down = true;
        // A hand draws anew.
        if self.by_keys.take().is_some() {
            self.pen.clear();
        }
        for place in moves.into_iter().chain(now) {
            let at = plot.transform.value_from_position(plot.transform.frame().clamp(place));
            let step = at.x.round().clamp(1.0, end.max(1) as f64) as u64;
            self.pen.insert(step, axes.loss_at(at.y));
        }
        ui.ctx().request_repaint();
    }

    /// Where the pen has been, as a stroke.
    fn pen_stroke(&self) -> LossStroke {
        self.pen.iter().map(|(step, loss)| (*step, *loss)).collect()
    }

    /// The stroke is finished, if it is one; else it begins anew.
    fn finish(&mut self) {
        self.by_keys = None;
        self.finished = Some(self.pen_stroke()).filter(|stroke| stroke.len() > 1);
        self.pen.clear();
    }
}

/// Where a point of a stroke lies on the screen.
fn place(step: f64, loss: f32, axes: &LossAxes, plot: &PlotResponse<()>) -> Pos2 {
    plot.transform.position_from_point(&PlotPoint::new(step, axes.place(loss)))
}

/// Draws a stroke, and says what it is.
fn paint(ui: &Ui, stroke: &[(u64, f32)], axes: &LossAxes, plot: &PlotResponse<()>) {
    let points = stroke.iter().map(|(step, loss)| place(*step as f64, *loss, axes, plot));
    let points: Vec<Pos2> = points.collect();
    let (Some(last), colour) = (points.last().copied(), Palette::of(ui).mark) else { return };
    let painter = ui.painter_at(*plot.transform.frame());
    let text = texts(ui.ctx()).lessons.expected_loss.to_owned();
    let label = painter.layout_no_wrap(text, FontId::proportional(11.0), colour);
    let place = beside_end(&points, last, label.size(), *plot.transform.frame());
    painter.add(Shape::line(points, Stroke::new(2.0, colour)));
    painter.galley(place, label, colour);
}

/// The corner of a label of this size at the end of a stroke, on the side of it on which the stroke isn't.
fn beside_end(stroke: &[Pos2], last: Pos2, size: Vec2, frame: Rect) -> Pos2 {
    const GAP: f32 = 4.0;
    let left = (last.x - GAP - size.x).max(frame.left());
    let pieces = stroke.iter().zip(&stroke[1..]).filter(|(_, to)| to.x >= left);
    let heights = pieces.map(|(from, to)| {
        let part = (left - from.x) / (to.x - from.x).max(f32::MIN_POSITIVE);
        egui::lerp(from.y..=to.y, part.clamp(0.0, 1.0))
    });
    let (top, bottom) =
        heights.fold((last.y, last.y), |(top, bottom), y| (top.min(y), bottom.max(y)));
    let (above, below) = (top - GAP - size.y, bottom + GAP);
    let is_falling = last.y - top > bottom - last.y;
    let is_below = above < frame.top() || (is_falling && below + size.y <= frame.bottom());
    pos2(left, if is_below { below } else { above })
}

/// Shades what lies between a stroke and the losses that came.
fn shade(ui: &Ui, stroke: &[(u64, f32)], run: &Run, axes: &LossAxes, plot: &PlotResponse<()>) {
    let (Some((first, _)), Some((last, _))) = (stroke.first(), stroke.last()) else { return };
    let frame = *plot.transform.frame();
    let mut buckets = Vec::new();
    run.history.loss().visible(*first..=*last, frame.width().max(1.0) as usize, &mut buckets);
    let (painter, colour) = (ui.painter_at(frame), Palette::of(ui).mark.gamma_multiply(SHADE));
    for bucket in buckets.iter().filter(|bucket| !bucket.is_gap()) {
        let (from, to) = (bucket.first_step as f64 - 0.5, bucket.last_step as f64 + 0.5);
        let Some(expected) = between(stroke, 0.5 * (from + to), axes) else { continue };
        let y = |y: f64| plot.transform.position_from_point(&PlotPoint::new(from, y)).y;
        let came = place(from, bucket.mean, axes, plot);
        let right = place(to, bucket.mean, axes, plot).x;
        let rect = Rect::from_two_pos(came, pos2(right, y(expected)));
        painter.rect_filled(rect, 0.0, colour);
    }
}

/// Where a stroke lies on the axis of losses at a step, between two of its points.
fn between(stroke: &[(u64, f32)], step: f64, axes: &LossAxes) -> Option<f64> {
    let after = stroke.partition_point(|(at, _)| (*at as f64) < step);
    let (next, before) = (stroke.get(after), after.checked_sub(1).and_then(|at| stroke.get(at)));
    let lies = |(_, loss): &(u64, f32)| axes.place(*loss);
    match (before, next) {
        (Some(a), Some(b)) => {
            let part = (step - a.0 as f64) / (b.0 - a.0).max(1) as f64;
            Some(lies(a) + part * (lies(b) - lies(a)))
        }
        (None, Some(only)) | (Some(only), None) => Some(lies(only)),
        (None, None) => None,
    }
}

/// What is to be done here.
fn say(ui: &Ui, plot: &PlotResponse<()>) {
    let (all, colour) = (texts(ui.ctx()), Palette::of(ui).mark);
    let frame = *plot.transform.frame();
    let text = |text: &str, size: f32| {
        let font = FontId::proportional(size);
        ui.painter().layout(text.to_owned(), font, colour, frame.width() - 12.0)
    };
    let lines = [text(all.lessons.draw_here, 13.5), text(all.plots.draw_by_keys, 11.5)];
    let height: f32 = lines.iter().map(|line| line.size().y).sum();
    let mut top = frame.center().y - 0.5 * height;
    for line in lines {
        let corner = pos2(frame.center().x - 0.5 * line.size().x, top);
        top += line.size().y;
        ui.painter().galley(corner, line, colour);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_its_points_a_stroke_is_straight_on_the_axis() {
        let stroke = vec![(10, 1.0), (20, 0.01)];
        let axes = LossAxes::new(true);
        for (step, expected) in [(10.0, 0.0), (15.0, -1.0), (20.0, -2.0), (0.0, 0.0), (99.0, -2.0)]
        {
            let found = between(&stroke, step, &axes).unwrap();
            assert!((found - expected).abs() < 1e-6, "{step}: {found}");
        }
        assert_eq!(between(&[], 1.0, &axes), None);
    }

    #[test]
    fn the_label_lies_beside_the_stroke() {
        let frame = Rect::from_min_max(pos2(0.0, 0.0), pos2(300.0, 100.0));
        let size = egui::vec2(60.0, 12.0);
        for (from, to) in [(10.0, 60.0), (90.0, 30.0), (50.0, 50.0), (10.0, 98.0), (2.0, 2.0)] {
            let at = |x: u8| pos2(f32::from(x), from + (to - from) * f32::from(x) / 200.0);
            let stroke: Vec<Pos2> = (0..=200).map(at).collect();
            let drawn: Vec<Pos2> = [0, 100, 200].map(at).to_vec();
            let place = beside_end(&drawn, at(200), size, frame);
            let label = Rect::from_min_size(place, size);
            assert!(frame.contains_rect(label), "{from} to {to}: {label}");
            let covers = stroke.iter().any(|point| label.contains(*point));
            assert!(!covers, "{from} to {to}: {label}");
        }
    }

    #[test]
    fn a_place_on_the_axis_is_the_loss_that_lies_there() {
        for logarithmic in [true, false] {
            let axes = LossAxes::new(logarithmic);
            for loss in [1e-4_f32, 0.02, 0.5] {
                let back = axes.loss_at(axes.place(loss));
                assert!((back / loss - 1.0).abs() < 1e-5, "{loss}: {back}");
            }
        }
    }
}
