//! Vertical lines at the steps where a setting was changed, and their texts above the frame.

use super::axis::Axis;
use super::panel::GREY;
use super::svg::{Anchor, Rect, Stroke, Svg, Type};
use super::text::Face;

const LINE: Stroke = Stroke::dashed("#8c8c8c", 0.8);
const TEXT_SIZE: f64 = 10.0;
const ROW: f64 = 13.5;
/// Rows of texts; what doesn't fit keeps its line and, in the SVG, its tip.
const MOST_ROWS: usize = 3;
const WIDEST: f64 = 230.0;
/// Between a line and its text.
const GAP: f64 = 3.5;

/// A line with its text, placed.
pub(super) struct Mark {
    x: f64,
    /// The whole text.
    tip: String,
    /// What is written of it.
    text: String,
    /// Where the text's box begins and ends.
    from: f64,
    to: f64,
    /// Rows between the frame and the text; `None` when it isn't written.
    row: Option<usize>,
}

/// The marks on `axis`, those of one step as one, and the height of their texts in pixels. Of several
/// rows counts the smallest number that holds every text.
pub(super) fn placed(
    marks: &[(f64, String)],
    axis: &Axis,
    svg: &Svg,
    right: f64,
) -> (Vec<Mark>, f64) {
    let mut marks = on_axis(marks, axis, svg, right);
    let rows = (1..=MOST_ROWS).find(|rows| assign(&mut marks, *rows)).unwrap_or(MOST_ROWS);
    let height = if marks.is_empty() { 0.0 } else { rows as f64 * ROW };
    (marks, height)
}

/// The marks the axis shows, from left to right.
fn on_axis(marks: &[(f64, String)], axis: &Axis, svg: &Svg, right: f64) -> Vec<Mark> {
    let mut shown: Vec<(f64, &str)> = marks
        .iter()
        .filter_map(|(step, text)| Some((axis.inside(*step)?, text.as_str())))
        .collect();
    shown.sort_by(|a, b| a.0.total_cmp(&b.0));
    let of_one_step = shown.chunk_by(|a, b| a.0 == b.0);
    of_one_step
        .filter_map(|same| {
            let changes: Vec<&str> = same.iter().map(|(_, text)| text.trim()).collect();
            let tip = (svg.words().together)(&changes);
            Some(Mark::new(same.first()?.0, tip, svg.face(), right))
        })
        .collect()
}

/// Gives each text the highest row in which neither it nor its line crosses an earlier text; says
/// whether all found one.
fn assign(marks: &mut [Mark], rows: usize) -> bool {
    // Where the texts of each row end, the row at the frame first.
    let mut ends = vec![f64::NEG_INFINITY; rows];
    let mut all = true;
    for mark in marks {
        // A line runs from the frame through every row below its text's.
        let free = ends.iter().take_while(|end| **end + GAP <= mark.from).count();
        mark.row = free.checked_sub(1);
        match mark.row.and_then(|row| ends.get_mut(row)) {
            Some(end) => *end = mark.to,
            None => all = false,
        }
    }
    all
}

impl Mark {
    fn new(x: f64, tip: String, face: &Face, right: f64) -> Self {
        let text = face.shorten(&tip, TEXT_SIZE, WIDEST);
        let width = face.width(&text, TEXT_SIZE) + GAP;
        let (from, to) = if x + width <= right { (x, x + width) } else { (x - width, x) };
        Self { x, tip, text, from, to, row: None }
    }

    /// Draws the line through `frame` and up to its text.
    pub(super) fn draw(&self, svg: &mut Svg, frame: &Rect) {
        let above = self.row.map_or(0.0, |row| 3.0 + (row + 1) as f64 * ROW);
        svg.explained(&self.tip);
        svg.line((self.x, frame.bottom), (self.x, frame.top - above), &LINE);
        if let Some(row) = self.row {
            let (x, anchor) = if self.from < self.x {
                (self.x - GAP, Anchor::End)
            } else {
                (self.x + GAP, Anchor::Start)
            };
            let baseline = frame.top - 6.0 - row as f64 * ROW;
            let look = Type { size: TEXT_SIZE, colour: GREY, anchor, upwards: false };
            svg.text(&self.text, (x, baseline), &look);
        }
        svg.end();
    }
}
