//! Lines with dashes of our own in a plot. egui_plot has one kind of dashes only, which run along as the data do.
//!
//! Dashes hold to the data: where a line goes from left to right they are counted from the axis' zero, so that they
//! move with what moves and don't crawl along it. A gap in which such a line goes steeply up or down is drawn, too: it
//! would be long. A line that goes up and down at every pixel is drawn in one stroke.

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
/// How much longer a gap may be on the line than it is wide.
const STEEP: f32 = 2.5;

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
        let whole: f32 = self.pattern.iter().sum();
        for Path { places, from_zero } in paths {
            // In double precision: rows and steps may be far from zero.
            let begun = from_zero.map_or(0.0, |points| points.rem_euclid(f64::from(whole)) as f32);
            cut(&places, near, &self.pattern, begun, |dash| {
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

/// Cuts what of a path lies near a plot into dashes, and hands each on. They are measured along the horizontal axis
/// where the path goes from left to right at a slope, and gaps that are steep there are handed on as dashes are; else
/// they are measured along the path. `begun` is how much of the pattern lies before its first place.
pub(super) fn cut(
    path: &[Pos2],
    near: Rect,
    pattern: &[f32],
    begun: f32,
    mut put: impl FnMut(Vec<Pos2>),
) {
    if pattern.iter().any(|length| *length <= 0.0) || pattern.is_empty() {
        return put(path.to_vec());
    }
    let is_along = runs_to_the_right(path)
        && path.first().zip(path.last()).is_some_and(|(first, last)| last.x - first.x > 1.0);
    let measure = |from: Pos2, to: Pos2| if is_along { to.x - from.x } else { from.distance(to) };
    let mut pattern = Pattern::begun(pattern, begun);
    let mut stretch = Stretch::default();
    for ends in path.windows(2) {
        let Some((from, to)) = clipped(ends[0], ends[1], near) else {
            stretch.hand_on(is_along, &mut put);
            pattern.skip(measure(ends[0], ends[1]));
            continue;
        };
        pattern.skip(measure(ends[0], from));
        if stretch.places.last() != Some(&from) {
            stretch.hand_on(is_along, &mut put);
            stretch = Stretch { places: vec![from], is_dash: pattern.is_dash() };
        }
        let length = measure(from, to);
        let mut done = 0.0;
        while length - done > pattern.left {
            done += pattern.left;
            let place = from + (to - from) * (done / length);
            stretch.places.push(place);
            stretch.hand_on(is_along, &mut put);
            pattern.turn();
            stretch = Stretch { places: vec![place], is_dash: pattern.is_dash() };
        }
        pattern.left -= length - done;
        stretch.places.push(to);
        pattern.skip(measure(to, ends[1]));
    }
    stretch.hand_on(is_along, &mut put);
}

/// A dash or a gap, as far as it is known.
#[derive(Default)]
struct Stretch {
    places: Vec<Pos2>,
    is_dash: bool,
}

impl Stretch {
    /// Hands it on where it is to be drawn and has a length. `is_along` says whether it is measured along the
    /// horizontal axis.
    fn hand_on(&mut self, is_along: bool, put: &mut impl FnMut(Vec<Pos2>)) {
        let places = std::mem::take(&mut self.places);
        if places.len() > 1 && (self.is_dash || (is_along && is_steep(&places))) {
            put(places);
        }
    }
}

/// Whether a stretch of a line is much longer than it is wide.
fn is_steep(places: &[Pos2]) -> bool {
    let width = places[places.len() - 1].x - places[0].x;
    let length: f32 = places.windows(2).map(|ends| ends[0].distance(ends[1])).sum();
    length > STEEP * width
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
        let is_known = whole > 0.0 && length.is_finite();
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
