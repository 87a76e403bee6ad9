//! Lines with dashes of our own in a plot. egui_plot has one kind of dashes only, which run along as the data do.
//!
//! Dashes hold to the data: where a line goes from left to right its axis is divided into cells from its zero on, and
//! in each the dashes fit the line, so that they move with what moves and don't crawl along it. A line that goes up and
//! down at every pixel is drawn in one stroke.

use std::hash::Hash;
use std::ops::RangeInclusive;

use egui::{Pos2, Rect, Shape, Stroke, Ui};
use egui_plot::{
    ItemId, Line, PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotPoint, PlotTransform,
};

use crate::figure::clip::inside;
use crate::figure::graph::shows_dashes;

/// How far beyond the plot lines are followed, in points.
const BEYOND: f32 = 8.0;
/// How many times its pattern a cell is wide.
const CELL: f32 = 4.0;
/// How much longer than wide a line is in a cell where it is drawn in one stroke.
const STEEP: f32 = 25.0;

/// A line in pieces, with dashes.
pub(super) struct DashedLine {
    base: PlotItemBase,
    id: ItemId,
    pieces: Vec<Line<'static>>,
    stroke: Stroke,
    /// Lengths of dashes and gaps, in points.
    pattern: Vec<f32>,
}

impl DashedLine {
    /// A line of these pieces, each of which can be drawn in one stroke, too.
    pub(super) fn new(
        id: impl Hash,
        pieces: Vec<Line<'static>>,
        stroke: Stroke,
        pattern: Vec<f32>,
    ) -> Self {
        let base = PlotItemBase::new(String::new());
        Self { base, id: ItemId::new(id), pieces, stroke, pattern }
    }
}

impl PlotItem for DashedLine {
    fn shapes(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let near = transform.frame().expand(BEYOND);
        let paths: Vec<Path> =
            self.pieces.iter().filter_map(|piece| Path::of(piece, transform)).collect();
        let length: f32 = paths.iter().map(|path| path.length(near)).sum();
        if !shows_dashes(length.into(), transform.frame().width().into()) {
            self.pieces.iter().for_each(|piece| piece.shapes(ui, transform, shapes));
            return;
        }
        for Path { places, from_zero } in paths {
            cut(&places, near, &self.pattern, from_zero, |dash| {
                shapes.push(Shape::line(dash, self.stroke));
            });
        }
    }

    fn initialize(&mut self, x_range: RangeInclusive<f64>) {
        self.pieces.iter_mut().for_each(|piece| piece.initialize(x_range.clone()));
    }

    fn color(&self) -> egui::Color32 {
        self.stroke.color
    }

    fn allow_hover(&self) -> bool {
        false
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        let mut bounds = PlotBounds::NOTHING;
        self.pieces.iter().for_each(|piece| bounds.merge(&piece.bounds()));
        bounds
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }

    fn id(&self) -> ItemId {
        self.id
    }
}

/// A piece of a line where it lies in the window.
struct Path {
    places: Vec<Pos2>,
    /// How far its first place is from the axis' zero, in points, where it goes from left to right.
    from_zero: Option<f64>,
}

impl Path {
    fn of(piece: &Line<'static>, transform: &PlotTransform) -> Option<Self> {
        let PlotGeometry::Points(points) = piece.geometry() else { return None };
        let placed = |point: &PlotPoint| (point.x, transform.position_from_point(point));
        let mut placed = points.iter().map(placed).filter(|(_, at)| at.is_finite()).peekable();
        let (first, _) = *placed.peek()?;
        let places: Vec<Pos2> = placed.map(|(_, at)| at).collect();
        let from_zero = first / transform.dvalue_dpos()[0].abs();
        let from_zero = Some(from_zero).filter(|at| at.is_finite() && runs_to_the_right(&places));
        Some(Self { places, from_zero })
    }

    /// The length of what lies near the plot.
    fn length(&self, near: Rect) -> f32 {
        let parts = self.places.windows(2).filter_map(|ends| clipped(ends[0], ends[1], near));
        parts.map(|(from, to)| from.distance(to)).sum()
    }
}

fn runs_to_the_right(places: &[Pos2]) -> bool {
    places.windows(2).all(|ends| ends[0].x <= ends[1].x)
}

/// Cuts what of a path lies near a plot into dashes, and hands each on. They are measured along the path; where it goes
/// from left to right, `from_zero` points from its axis' zero, they are laid cell by cell of that axis, so that they hold
/// to the data.
pub(super) fn cut(
    path: &[Pos2],
    near: Rect,
    pattern: &[f32],
    from_zero: Option<f64>,
    mut put: impl FnMut(Vec<Pos2>),
) {
    if pattern.iter().any(|length| *length <= 0.0) || pattern.is_empty() {
        return put(path.to_vec());
    }
    let ends = path.first().zip(path.last());
    let is_wide = ends.is_some_and(|(first, last)| last.x - first.x > 1.0);
    match from_zero.filter(|_| is_wide && runs_to_the_right(path)) {
        Some(from_zero) => in_cells(path, near, pattern, from_zero, &mut put),
        None => along(path.iter().copied(), near, &mut Pattern::begun(pattern, 0.0), 1.0, &mut put),
    }
}

/// Cuts a path that goes from left to right, cell by cell of its axis.
fn in_cells(
    path: &[Pos2],
    near: Rect,
    pattern: &[f32],
    from_zero: f64,
    put: &mut impl FnMut(Vec<Pos2>),
) {
    let width = CELL * pattern.iter().sum::<f32>();
    // In double precision: a path may begin far away.
    let zero = f64::from(path[0].x) - from_zero;
    let end_of = |x: f32| {
        let cells = ((f64::from(x) - zero) / f64::from(width)).floor();
        (zero + (cells + 1.0) * f64::from(width)) as f32
    };
    let (left, right) = (near.left() - width, near.right() + width);
    let mut cell = Cell { places: Vec::new(), end: left, width };
    for ends in path.windows(2).filter(|ends| ends[1].x >= left && ends[0].x <= right) {
        let mut from = if ends[0].x < left { at(ends, left) } else { ends[0] };
        let to = if ends[1].x > right { at(ends, right) } else { ends[1] };
        if cell.places.last() != Some(&from) {
            cell.lay(near, pattern, put);
            cell = Cell { places: vec![from], end: end_of(from.x), width };
        }
        while to.x > cell.end {
            from = at(&[from, to], cell.end);
            cell.places.push(from);
            cell.lay(near, pattern, put);
            cell = Cell { places: vec![from], end: cell.end + width, width };
        }
        cell.places.push(to);
    }
    cell.lay(near, pattern, put);
}

/// Where a line from one place to another is at `x`.
fn at(ends: &[Pos2], x: f32) -> Pos2 {
    let [from_x, from_y, to_x, to_y] = [ends[0].x, ends[0].y, ends[1].x, ends[1].y].map(f64::from);
    let part = if to_x > from_x { (f64::from(x) - from_x) / (to_x - from_x) } else { 1.0 };
    Pos2::new(x, (from_y + part * (to_y - from_y)) as f32)
}

/// What of a path lies in a cell of its axis.
struct Cell {
    places: Vec<Pos2>,
    /// Where the cell ends.
    end: f32,
    width: f32,
}

impl Cell {
    /// Lays dashes: as many as fit best, half a dash at either end, so that they join those of the next cell. Where the
    /// path begins or ends within the cell they are as long as the pattern says, from the end that stays.
    fn lay(&self, near: Rect, pattern: &[f32], put: &mut impl FnMut(Vec<Pos2>)) {
        let Some((first, last)) = self.places.first().zip(self.places.last()) else { return };
        let length: f32 = self.places.windows(2).map(|ends| ends[0].distance(ends[1])).sum();
        let (whole, wide) = (pattern.iter().sum::<f32>(), last.x - first.x);
        if !length.is_finite() || length > STEEP * wide.max(whole) {
            let solid = &mut Pattern::begun(&[f32::INFINITY], 0.0);
            return along(self.places.iter().copied(), near, solid, 1.0, put);
        }
        let pattern = &mut Pattern::begun(pattern, 0.5 * pattern[0]);
        if (wide - self.width).abs() < 0.01 {
            let fitting = (length / whole).round().max(1.0);
            let scale = length / (fitting * whole);
            along(self.places.iter().copied(), near, pattern, scale, put);
        } else if (last.x - self.end).abs() < 0.01 {
            along(self.places.iter().rev().copied(), near, pattern, 1.0, put);
        } else {
            along(self.places.iter().copied(), near, pattern, 1.0, put);
        }
    }
}

/// Cuts what of a path lies near a plot into dashes, measured along it, `scale` times as long as the pattern says.
fn along(
    path: impl Iterator<Item = Pos2>,
    near: Rect,
    pattern: &mut Pattern<'_>,
    scale: f32,
    put: &mut impl FnMut(Vec<Pos2>),
) {
    let measure = |from: Pos2, to: Pos2| from.distance(to) / scale;
    let (mut path, mut stretch) = (path.peekable(), Stretch::default());
    while let Some((begin, finish)) = path.next().zip(path.peek().copied()) {
        let Some((from, to)) = clipped(begin, finish, near) else {
            stretch.hand_on(put);
            pattern.skip(measure(begin, finish));
            continue;
        };
        pattern.skip(measure(begin, from));
        if stretch.places.last() != Some(&from) {
            stretch.hand_on(put);
            stretch = Stretch { places: vec![from], is_dash: pattern.is_dash() };
        }
        let length = measure(from, to);
        let mut done = 0.0;
        while length - done > pattern.left {
            done += pattern.left;
            let place = from + (to - from) * (done / length);
            stretch.places.push(place);
            stretch.hand_on(put);
            pattern.turn();
            stretch = Stretch { places: vec![place], is_dash: pattern.is_dash() };
        }
        pattern.left -= length - done;
        stretch.places.push(to);
        pattern.skip(measure(to, finish));
    }
    stretch.hand_on(put);
}

/// A dash or a gap, as far as it is known.
#[derive(Default)]
struct Stretch {
    places: Vec<Pos2>,
    is_dash: bool,
}

impl Stretch {
    /// Hands it on where it is to be drawn and has a length.
    fn hand_on(&mut self, put: &mut impl FnMut(Vec<Pos2>)) {
        let places = std::mem::take(&mut self.places);
        if places.len() > 1 && self.is_dash {
            put(places);
        }
    }
}

/// Where in a pattern of dashes and gaps one is.
struct Pattern<'a> {
    lengths: &'a [f32],
    at: usize,
    /// What is left of the dash or gap.
    left: f32,
}

impl<'a> Pattern<'a> {
    fn begun(lengths: &'a [f32], begun: f32) -> Self {
        let mut pattern = Self { lengths, at: 0, left: lengths.first().copied().unwrap_or(1.0) };
        pattern.skip(begun);
        pattern
    }

    fn is_dash(&self) -> bool {
        self.at.is_multiple_of(2)
    }

    /// Goes on to the next dash or gap.
    fn turn(&mut self) {
        self.at = (self.at + 1) % self.lengths.len().max(1);
        self.left = self.lengths.get(self.at).copied().unwrap_or(1.0);
    }

    /// Goes on by so much, drawing nothing.
    fn skip(&mut self, length: f32) {
        let whole: f32 = self.lengths.iter().sum();
        // Of what is infinitely far away nobody knows.
        let is_known = whole > 0.0 && whole.is_finite() && length.is_finite();
        let mut length = if is_known { length.max(0.0) % whole } else { 0.0 };
        while length > self.left {
            length -= self.left;
            self.turn();
        }
        self.left -= length;
    }
}

/// The part of a line inside a rectangle; none without one.
fn clipped(from: Pos2, to: Pos2, rect: Rect) -> Option<(Pos2, Pos2)> {
    let by = to - from;
    let double = |x: f32, y: f32| (f64::from(x), f64::from(y));
    let ((left, top), (right, bottom)) =
        (double(rect.left(), rect.top()), double(rect.right(), rect.bottom()));
    let (enter, leave) =
        inside(double(from.x, from.y), double(by.x, by.y), left..=right, top..=bottom)?;
    let (enter, leave) = (enter as f32, leave as f32);
    let at = |part: f32| rect.clamp(from + by * part);
    // What lies inside stays exactly where it is, so that pieces join.
    let begin = if enter == 0.0 { from } else { at(enter) };
    let end = if leave == 1.0 { to } else { at(leave) };
    Some((begin, end))
}

#[cfg(test)]
mod tests;
