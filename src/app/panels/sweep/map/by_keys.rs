//! The map without a mouse: arrows go from point to point, Enter opens the run in the middle.

use egui::{Rect, Response, Stroke, Ui, Vec2, vec2};

use super::{Sheet, brief};
use crate::app::command::WindowCommand;
use crate::app::language::texts;
use crate::app::plots::cursor::{self, Asked, End};
use crate::app::plots::spoken::{self, joined};
use crate::app::theme::Palette;
use crate::text::Texts;

/// Points, each with its number and its place on the map.
type Places = [(usize, Rect)];
/// By how much a point beside the way is further than one on it.
const BESIDE: f32 = 3.0;

/// The cursor: a point's number.
#[derive(Clone, Copy, Debug, PartialEq)]
struct At(usize);

impl Sheet<'_> {
    /// Moves the cursor as keys ask, shows and tells what its point says; `quantity` is what the map shows.
    pub(super) fn read(
        &self,
        ui: &Ui,
        map: &Response,
        places: &Places,
        quantity: &str,
        commands: &mut Vec<WindowCommand>,
    ) {
        let texts = texts(ui.ctx());
        if let Some(asked) = Asked::of::<At>(ui, map, true) {
            let known = cursor::get::<At>(ui, map).map(|At(point)| point);
            let moved = asked.moves().then(|| next(places, known.or(self.best()), known, asked));
            let moved = moved.flatten();
            cursor::put(ui, map, moved.or(known).map(At));
            let shown = moved.or(known);
            let place = shown.and_then(|point| places.iter().find(|(other, _)| *other == point));
            if let Some((point, rect)) = place
                && let Some(summary) = self.board.summaries.get(*point)
            {
                if moved.is_some() {
                    // A small view scrolls.
                    ui.scroll_to_rect(rect.expand(1.0), None);
                }
                let ring = Stroke::new(2.0, Palette::of(ui).focus);
                ui.painter().rect_stroke(rect.expand(1.0), 2.0, ring, egui::StrokeKind::Outside);
                let says = self.says(texts, *point, summary);
                cursor::tell(ui, map, rect.center(), moved.is_some(), says);
                if asked.press {
                    self.open(*point, commands);
                }
            }
        }
        spoken::describe(ui, map, texts.spoken.sweep_map, || self.told(texts, quantity));
    }

    /// The points with a value, with that.
    fn known(&self) -> impl Iterator<Item = (usize, f64)> {
        let values = self.board.summaries.iter().map(self.value).enumerate();
        values.filter(|(_, value)| value.is_finite())
    }

    /// The point with the least value.
    fn best(&self) -> Option<usize> {
        self.known().min_by(|a, b| a.1.total_cmp(&b.1)).map(|(point, _)| point)
    }

    /// What the map shows now.
    fn told(&self, all: &Texts, quantity: &str) -> String {
        let words = &all.spoken;
        let ended = self.board.summaries.iter().filter(|summary| summary.runs > 0).count();
        let map = (words.map)(quantity, self.board.summaries.len(), ended);
        let name = |point: usize| self.board.summaries[point].point.label(all);
        let best = self.known().min_by(|a, b| a.1.total_cmp(&b.1));
        let best = best.map(|(point, value)| (words.best_point)(&name(point), &brief(value)));
        let worst = self.known().max_by(|a, b| a.1.total_cmp(&b.1));
        let worst = worst.map(|(point, value)| (words.worst_point)(&name(point), &brief(value)));
        joined(all, [Some(map), best, worst].into_iter().flatten())
    }
}

/// Where the cursor goes: it begins at `first`, and goes on from where it is known to be.
fn next(
    places: &Places,
    first: Option<usize>,
    known: Option<usize>,
    asked: Asked,
) -> Option<usize> {
    match asked.end {
        Some(End::First) => return places.first().map(|(point, _)| *point),
        Some(End::Last) => return places.last().map(|(point, _)| *point),
        None => {}
    }
    let find = |point: usize| places.iter().position(|(other, _)| *other == point);
    let Some(mut at) = known.and_then(find) else {
        return first.and_then(find).or(Some(0)).and_then(|at| places.get(at)).map(|it| it.0);
    };
    for (by, way) in [(asked.right, vec2(1.0, 0.0)), (asked.up, vec2(0.0, -1.0))] {
        for _ in 0..by.unsigned_abs() {
            let way = if by > 0 { way } else { -way };
            at = neighbour(places, at, way).unwrap_or(at);
        }
    }
    places.get(at).map(|(point, _)| *point)
}

/// The nearest point that way.
fn neighbour(places: &Places, from: usize, way: Vec2) -> Option<usize> {
    let here = places.get(from)?.1.center();
    let distance = |(at, (_, rect)): (usize, &(usize, Rect))| {
        let to = rect.center() - here;
        let (along, beside) = (to.dot(way), to.dot(way.rot90()).abs());
        // What lies more to the side than ahead isn't that way.
        (along > 0.5 && along >= beside).then_some((at, along + BESIDE * beside))
    };
    let ahead = places.iter().enumerate().filter_map(distance);
    ahead.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    /// Three columns of two rows, from the lower left upwards as a sweep counts them.
    fn places() -> Vec<(usize, Rect)> {
        let place = |n: usize| {
            let (column, row) = (n / 2, n % 2);
            let middle = pos2(40.0 * column as f32, -30.0 * row as f32);
            (10 + n, Rect::from_center_size(middle, vec2(40.0, 30.0)))
        };
        (0..6).map(place).collect()
    }

    #[test]
    fn arrows_go_to_the_neighbour_that_way() {
        let go = |known, right, up| {
            next(&places(), Some(13), known, Asked { right, up, ..Asked::default() })
        };
        assert_eq!(go(None, 1, 0), Some(13), "it begins at the best");
        assert_eq!(go(Some(10), 1, 0), Some(12));
        assert_eq!(go(Some(10), 10, 0), Some(14));
        assert_eq!(go(Some(10), 0, 1), Some(11));
        assert_eq!(go(Some(11), 0, 1), Some(11), "there is none");
        assert_eq!(go(Some(15), -1, 0), Some(13));
        let last = Asked { end: Some(End::Last), ..Asked::default() };
        assert_eq!(next(&places(), None, Some(10), last), Some(15));
        assert_eq!(next(&[], None, None, Asked { right: 1, ..Asked::default() }), None);
    }
}
