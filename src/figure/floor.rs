//! Floors under the loss: lines across their steps, and arrows to those that have no place in view.

use super::Floor;
use super::axis::plottable;
use super::panel::{Panel, SMALL, small};
use super::svg::{Anchor, Rect, Stroke, Svg};
use crate::number::brief;
use crate::text::Figures;

const LINE: Stroke = Stroke::dashed("#1b804d", 1.2);
const ARROW: Stroke = Stroke::solid("#1b804d", 1.2);
/// Length of an arrow.
const LENGTH: f64 = 11.0;
/// Between the beginning of a stretch and its label.
const GAP: f64 = 6.0;

/// Draws the floors in view. One without room for its label goes without, unless it is the last, which is
/// in force.
pub(super) fn draw(floors: &[Floor], svg: &mut Svg, panel: &Panel) {
    for (at, floor) in floors.iter().enumerate() {
        if let Some(piece) = Piece::of(floor, panel) {
            svg.explained(&floor.because);
            piece.draw(floor, svg, &panel.frame, at + 1 == floors.len());
            svg.end();
        }
    }
}

/// A floor in view.
struct Piece {
    left: f64,
    right: f64,
    /// Where the line lies; none below what is in view.
    line: Option<f64>,
}

impl Piece {
    fn of(floor: &Floor, panel: &Panel) -> Option<Self> {
        if !plottable(floor.loss) {
            return None;
        }
        let Rect { left, top, right, bottom } = panel.frame;
        let from = panel.x.place(floor.from)?.max(left);
        let to = floor.to.map_or(Some(right), |to| panel.x.place(to))?.min(right);
        let y = panel.y.place(floor.loss);
        if to <= from || y.is_some_and(|y| y < top) {
            return None;
        }
        // A zero at the bottom of a linear axis lies on the frame.
        let line = y.filter(|y| *y <= bottom + 0.5).map(|y| y.min(bottom - 1.0));
        Some(Self { left: from, right: to, line })
    }

    fn draw(&self, floor: &Floor, svg: &mut Svg, frame: &Rect, is_last: bool) {
        let y = self.line.unwrap_or(frame.bottom - 1.0);
        if self.line.is_some() {
            svg.line((self.left, y), (self.right, y), &LINE);
        }
        let arrow = if self.line.is_none() { GAP + 3.0 } else { 0.0 };
        let room = self.right - self.left - 2.0 * GAP - arrow;
        let texts = texts(floor, self.line.is_none(), svg.words());
        let widths = texts.each_ref().map(|text| svg.face().width(text, SMALL));
        let fitting = (0..texts.len()).find(|at| widths[*at] <= room);
        let Some(chosen) = fitting.or(is_last.then_some(texts.len() - 1)) else { return };
        let left = (self.left + GAP).min(frame.right - widths[chosen] - arrow);
        svg.text(&texts[chosen], (left + arrow, y - 4.0), &small(LINE.colour, Anchor::Start));
        if self.line.is_none() {
            draw_arrow(svg, left + 3.0, y);
        }
    }
}

/// What is written, from long to short. A floor that has no line has its sentence where there is room, since
/// nothing else shows what it is.
fn texts(floor: &Floor, is_below: bool, words: &Figures) -> [String; 2] {
    let value = brief(floor.loss, 3);
    let said = if is_below && floor.loss > 0.0 { words.floor_below } else { words.floor };
    let short = said(&value);
    if !is_below || floor.because.is_empty() {
        return [short.clone(), short];
    }
    [(words.explained)(&short, &floor.because), short]
}

/// An arrow down to this pixel.
fn draw_arrow(svg: &mut Svg, x: f64, tip: f64) {
    svg.line((x, tip - LENGTH), (x, tip), &ARROW);
    svg.line((x - 3.0, tip - 4.0), (x, tip), &ARROW);
    svg.line((x + 3.0, tip - 4.0), (x, tip), &ARROW);
}
