//! Points in rows and columns: a rectangle each, with its value where there is room.

use super::super::colours::{ColourScale, hex, is_light};
use super::super::panel::{GREY, INK, SMALL, small};
use super::super::svg::{Anchor, Rect, Svg, Type};
use super::super::text::Face;
use super::super::{MARGIN, WIDTH};
use super::{Map, NOTHING, Quantity, bar, bar_width, colour, edge, fill};
use crate::number::brief;

/// Height of a cell, at the most and at the least, and of all of a map's together.
const TALLEST: f64 = 40.0;
const LOWEST: f64 = 5.0;
const HEIGHT: f64 = 300.0;
/// Between two quantities side by side.
const GAP: f64 = 34.0;
/// Room above a map for its name and title, and below for labels and the axis' name.
const ABOVE: f64 = 34.0;
const BELOW: f64 = 44.0;
/// Size of the numbers in cells.
const NUMBER: f64 = 9.5;

/// The rows and columns.
pub(super) struct Grid<'a> {
    pub(super) x_name: &'a str,
    pub(super) x: &'a [String],
    pub(super) y_name: &'a str,
    pub(super) y: &'a [String],
}

impl Grid<'_> {
    /// Draws the quantities side by side; returns where they end.
    pub(super) fn draw(&self, svg: &mut Svg, quantities: &[Quantity], top: f64) -> f64 {
        let labels = self.y.iter().map(|label| svg.face().width(label, SMALL)).fold(0.0, f64::max);
        let first = (MARGIN + 20.0 + labels).min(WIDTH / 3.0);
        let count = quantities.len().max(1) as f64;
        let share = (WIDTH - first - MARGIN - GAP * (count - 1.0)) / count;
        let mut end = top;
        for (n, quantity) in quantities.iter().enumerate() {
            let left = first + n as f64 * (share + GAP);
            let scale = quantity.scale();
            let right = left + share - bar_width(svg.face(), &scale);
            let mut above = top;
            for (at, map) in quantity.maps.iter().enumerate() {
                let name = if at == 0 { quantity.name.as_str() } else { "" };
                let frame = self.frame(left, right, above + ABOVE);
                self.names(svg, name, &map.title, &frame);
                self.cells(svg, map, &scale, &frame);
                self.axes(svg, &frame, n == 0);
                bar(svg, &scale, &frame);
                above = frame.bottom + BELOW;
            }
            end = end.max(above);
        }
        end
    }

    fn frame(&self, left: f64, right: f64, top: f64) -> Rect {
        let rows = self.y.len().max(1) as f64;
        let height = (HEIGHT / rows).clamp(LOWEST, TALLEST) * rows;
        // The bar beside a low map is taller than the map.
        let top = top + (72.0 - height).max(0.0);
        Rect { left, top, right, bottom: top + height }
    }

    fn names(&self, svg: &mut Svg, name: &str, title: &str, frame: &Rect) {
        let look = Type { size: 12.0, colour: INK, anchor: Anchor::Start, upwards: false };
        svg.text(name, (frame.left, frame.top - 22.0), &look);
        svg.text(title, (frame.left, frame.top - 7.0), &small(GREY, Anchor::Start));
    }

    fn cells(&self, svg: &mut Svg, map: &Map, scale: &ColourScale, frame: &Rect) {
        let (columns, rows) = (self.x.len().max(1), self.y.len().max(1));
        let width = (frame.right - frame.left) / columns as f64;
        let height = (frame.bottom - frame.top) / rows as f64;
        for (n, value) in map.values.iter().enumerate().filter(|(_, value)| !value.is_nan()) {
            let left = frame.left + (n % columns) as f64 * width;
            let bottom = frame.bottom - (n / columns) as f64 * height;
            let cell = Rect { left, top: bottom - height, right: left + width, bottom };
            let shade = colour(scale, *value);
            fill(svg, &cell.grown(0.2), &shade.map_or(NOTHING.to_owned(), hex));
            let text = if value.is_finite() { brief(*value, 2) } else { "–".to_owned() };
            let light = shade.is_none_or(is_light);
            if height >= 13.0 && svg.face().width(&text, NUMBER) + 4.0 <= width {
                let ink = if light { "#1a1a1a" } else { "#ffffff" };
                let look =
                    Type { size: NUMBER, colour: ink, anchor: Anchor::Middle, upwards: false };
                svg.text(&text, (left + width / 2.0, bottom - height / 2.0 + 3.4), &look);
            }
        }
        edge(svg, frame);
    }

    fn axes(&self, svg: &mut Svg, frame: &Rect, named: bool) {
        let width = (frame.right - frame.left) / self.x.len().max(1) as f64;
        let widest = self.x.iter().map(|label| svg.face().width(label, SMALL)).fold(0.0, f64::max);
        let every = ((widest + 8.0) / width).ceil().max(1.0) as usize;
        for (n, label) in self.x.iter().enumerate().step_by(every) {
            let x = frame.left + (n as f64 + 0.5) * width;
            svg.text(label, (x, frame.bottom + 14.0), &small(INK, Anchor::Middle));
        }
        let middle = (frame.left + frame.right) / 2.0;
        let look = Type { size: 12.0, colour: INK, anchor: Anchor::Middle, upwards: false };
        svg.text(self.x_name, (middle, frame.bottom + 31.0), &look);
        if named {
            let widest = self.row_labels(svg, frame);
            let x = frame.left - widest - 14.0;
            let middle = (frame.top + frame.bottom) / 2.0;
            // A name longer than its map would run into the map above.
            let name = svg.face().shorten(self.y_name, 12.0, frame.bottom - frame.top + 60.0);
            svg.text(&name, (x, middle), &Type { upwards: true, ..look });
        }
    }

    /// Labels of the rows; returns the width of the widest.
    fn row_labels(&self, svg: &mut Svg, frame: &Rect) -> f64 {
        let height = (frame.bottom - frame.top) / self.y.len().max(1) as f64;
        let every = (13.0 / height).ceil().max(1.0) as usize;
        let width = |face: &Face, label: &String| face.width(label, SMALL);
        for (n, label) in self.y.iter().enumerate().step_by(every) {
            let y = frame.bottom - (n as f64 + 0.5) * height;
            svg.text(label, (frame.left - 6.0, y + 4.0), &small(INK, Anchor::End));
        }
        self.y.iter().map(|label| width(svg.face(), label)).fold(0.0, f64::max)
    }
}
