//! From points to path data: gaps at what can't be shown, no more points than a picture resolves,
//! nothing far outside the frame.

use super::axis::{Axis, plottable};
use super::clip::inside;
use super::svg::{Rect, push_number};

/// Half the size of the dot that stands for a point without neighbours, in pixels.
const DOT: f64 = 1.6;

/// Path data of a curve.
#[derive(Default)]
pub(super) struct Curve {
    /// The lines, to be stroked.
    pub(super) lines: String,
    /// Points without neighbours, to be filled.
    pub(super) dots: String,
    /// The length of the lines in pixels.
    pub(super) length: f64,
}

/// Where a curve is drawn.
pub(super) struct Place<'a> {
    pub(super) x: &'a Axis,
    pub(super) y: &'a Axis,
    pub(super) frame: &'a Rect,
}

impl Curve {
    /// Adds points in the order of their x, joined by lines except across points that can't be shown;
    /// of more than `most` visible points, only the lowest and highest of each small stretch.
    pub(super) fn add(
        &mut self,
        points: impl Iterator<Item = (f64, f64)>,
        most: usize,
        place: &Place<'_>,
    ) {
        for run in runs(points, place.y) {
            let seen = thinned(&visible(&run, place.x), most);
            let pixels: Vec<_> = seen
                .iter()
                .filter_map(|(x, y)| Some((place.x.place(*x)?, place.y.place(*y)?)))
                .collect();
            match pixels.as_slice() {
                [] => {}
                [point] => self.dot(*point, place.frame),
                _ => self.polyline(&pixels, place.frame),
            }
        }
    }

    fn dot(&mut self, (x, y): (f64, f64), frame: &Rect) {
        let near = frame.grown(DOT);
        if !(near.left..=near.right).contains(&x) || !(near.top..=near.bottom).contains(&y) {
            return;
        }
        command(&mut self.dots, 'M', (x - DOT, y));
        for across in [2.0 * DOT, -2.0 * DOT] {
            self.dots.push_str(&format!("a{DOT} {DOT} 0 1 0 {across} 0"));
        }
        self.dots.push('Z');
    }

    /// The pieces of a polyline that come near the frame: an SVG reader never sees the huge
    /// coordinates that a small range makes of what lies outside it.
    pub(super) fn polyline(&mut self, pixels: &[(f64, f64)], frame: &Rect) {
        let near = frame.grown(6.0);
        let mut pen = None;
        for ends in pixels.windows(2) {
            let Some((from, to)) = clipped(ends[0], ends[1], &near) else {
                pen = None;
                continue;
            };
            if pen != Some(from) {
                command(&mut self.lines, 'M', from);
            }
            command(&mut self.lines, 'L', to);
            self.length += (to.0 - from.0).hypot(to.1 - from.1);
            pen = Some(to);
        }
    }
}

/// The points in runs without a gap: one ends where a value isn't plottable or has no place on `y`.
fn runs(points: impl Iterator<Item = (f64, f64)>, y: &Axis) -> Vec<Vec<(f64, f64)>> {
    let mut runs = vec![Vec::new()];
    for point in points {
        let shown = plottable(point.0) && plottable(point.1) && y.place(point.1).is_some();
        match runs.last_mut() {
            Some(run) if shown => run.push(point),
            Some(run) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs
}

/// The points with a line to draw inside the x axis, so that thinning never spends points on others.
fn visible(run: &[(f64, f64)], x: &Axis) -> Vec<(f64, f64)> {
    let meets = |i: usize| {
        let from = i.saturating_sub(1);
        let to = (i + 1).min(run.len() - 1);
        x.meets(run[from].0, run[i].0) || x.meets(run[i].0, run[to].0)
    };
    (0..run.len()).filter(|i| meets(*i)).map(|i| run[i]).collect()
}

/// At most about `most` points with the same outline: of each small stretch the lowest and the
/// highest, in their order.
pub(super) fn thinned(points: &[(f64, f64)], most: usize) -> Vec<(f64, f64)> {
    if points.len() <= most.max(4) {
        return points.to_vec();
    }
    let stretch = points.len().div_ceil(most.max(4) / 2);
    points.chunks(stretch).flat_map(extremes).collect()
}

/// The lowest and the highest point, in their order; one point when they are the same.
fn extremes(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let (mut lowest, mut highest) = (0, 0);
    for (i, point) in points.iter().enumerate() {
        if point.1 < points[lowest].1 {
            lowest = i;
        }
        if point.1 > points[highest].1 {
            highest = i;
        }
    }
    let (first, second) = (lowest.min(highest), lowest.max(highest));
    points
        .get(first..=first)
        .into_iter()
        .chain(points.get(second..=second).filter(|_| second > first))
        .flatten()
        .copied()
        .collect()
}

/// The part of a line inside a rectangle; `None` without one.
fn clipped(from: (f64, f64), to: (f64, f64), rect: &Rect) -> Option<((f64, f64), (f64, f64))> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (enter, leave) = inside(from, (dx, dy), rect.left..=rect.right, rect.top..=rect.bottom)?;
    // Clamped, because a part of a line from very far away is inexact; what lies inside stays exactly
    // where it is, so that pieces join.
    let at = |(x, y): (f64, f64), part: f64| {
        let (x, y) = (x + part * dx, y + part * dy);
        (x.clamp(rect.left, rect.right), y.clamp(rect.top, rect.bottom))
    };
    let start = at(from, enter);
    let end = if leave < 1.0 { at(from, leave) } else { at(to, 0.0) };
    (dx.is_finite() && dy.is_finite()).then_some((start, end))
}

fn command(path: &mut String, letter: char, (x, y): (f64, f64)) {
    path.push(letter);
    push_number(path, x);
    path.push(' ');
    push_number(path, y);
}
