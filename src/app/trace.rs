//! The windows in view as lines: gaps between windows that aren't neighbours, few enough points.

use std::collections::VecDeque;
use std::f64::consts::TAU;
use std::ops::RangeInclusive;

use egui_plot::PlotPoint;

use crate::session::Run;
use crate::worker::Window;

/// Lines for one frame.
#[derive(Debug, Default)]
pub(super) struct Trace {
    /// sin t.
    pub(super) input: Vec<PlotPoint>,
    /// cos t.
    pub(super) target: Vec<PlotPoint>,
    /// The prediction of all windows but the newest.
    pub(super) older: Vec<PlotPoint>,
    /// The prediction of the newest window.
    pub(super) newest: Vec<PlotPoint>,
    /// Where the newest window lies.
    pub(super) newest_range: Option<RangeInclusive<f64>>,
    /// The prediction's largest distance from zero, where it is finite.
    pub(super) height: Option<f64>,
}

/// A point that breaks a line.
const GAP: PlotPoint = PlotPoint { x: f64::NAN, y: f64::NAN };

/// The windows of `run` in this part of the time axis, as lines of at most about `points` points;
/// before the first step, input and target over one turn.
pub(super) fn collect(run: &Run, t_range: &RangeInclusive<f64>, points: usize) -> Trace {
    if run.windows.is_empty() {
        return task();
    }
    let visible = visible(&run.windows, t_range);
    let mut trace = Trace::default();
    let mut before: Option<&Window> = None;
    for window in visible {
        trace.add(window, before, run.windows.back().is_some_and(|last| last.step == window.step));
        before = Some(window);
    }
    for line in [&mut trace.input, &mut trace.target, &mut trace.older] {
        thin(line, points.max(100));
    }
    trace
}

/// The task itself, as the tutorial's first picture shows it.
fn task() -> Trace {
    const POINTS: u32 = 128;
    let t = |n: u32| f64::from(n) / f64::from(POINTS) * TAU;
    let line =
        |value: fn(f64) -> f64| (0..=POINTS).map(move |n| PlotPoint::new(t(n), value(t(n))));
    Trace { input: line(f64::sin).collect(), target: line(f64::cos).collect(), ..Trace::default() }
}

fn visible<'a>(
    windows: &'a VecDeque<Window>,
    t_range: &RangeInclusive<f64>,
) -> impl Iterator<Item = &'a Window> {
    let first = windows.partition_point(|window| window.end() < *t_range.start());
    let last = windows.partition_point(|window| window.start <= *t_range.end());
    // One more on each side, so that lines reach the edge.
    windows.range(first.saturating_sub(1)..(last + 1).min(windows.len()).max(first.saturating_sub(1)))
}

impl Trace {
    fn add(&mut self, window: &Window, before: Option<&Window>, newest: bool) {
        let neighbours = before.is_some_and(|before| before.step + 1 == window.step);
        if before.is_some() && !neighbours {
            self.input.push(GAP);
            self.target.push(GAP);
        }
        push(&mut self.input, window, &window.input);
        push(&mut self.target, window, &window.target);
        let line = if newest { &mut self.newest } else { &mut self.older };
        // Windows are predicted one by one, and drawn so; single samples are joined to be seen.
        if window.prediction.len() > 1 || !neighbours {
            line.push(GAP);
        } else if newest && let Some(last) = self.older.last() {
            self.newest.push(*last);
        }
        let line = if newest { &mut self.newest } else { &mut self.older };
        push(line, window, &window.prediction);
        if newest {
            self.newest_range = Some(window.start..=window.end());
        }
        let heights = window.prediction.iter().filter(|value| value.is_finite());
        let height = heights.fold(0.0_f64, |most, value| most.max(f64::from(value.abs())));
        self.height = Some(self.height.unwrap_or(0.0).max(height));
    }
}

fn push(line: &mut Vec<PlotPoint>, window: &Window, values: &[f32]) {
    let point = |(i, value): (usize, &f32)| PlotPoint::new(window.t(i), f64::from(*value));
    line.extend(values.iter().enumerate().filter(|(_, value)| value.is_finite()).map(point));
}

/// Leaves of each stretch of points the lowest and the highest, in their order.
fn thin(line: &mut Vec<PlotPoint>, points: usize) {
    if line.len() <= 2 * points {
        return;
    }
    let stretch = line.len().div_ceil(points);
    let mut thinned = Vec::with_capacity(2 * points + 2);
    for points in line.chunks(stretch) {
        let by_y = |a: &&PlotPoint, b: &&PlotPoint| a.y.total_cmp(&b.y);
        let finite = || points.iter().filter(|point| point.y.is_finite());
        if let (Some(low), Some(high)) = (finite().min_by(by_y), finite().max_by(by_y)) {
            let (first, second) = if low.x <= high.x { (low, high) } else { (high, low) };
            thinned.extend([*first, *second]);
        }
    }
    *line = thinned;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thinning_keeps_peaks() {
        let mut line: Vec<_> =
            (0..10_000).map(|n| PlotPoint::new(f64::from(n), f64::from(n % 7))).collect();
        line[5_003].y = 100.0;
        thin(&mut line, 500);
        assert!(line.len() <= 1000);
        assert!(line.iter().any(|point| point.y == 100.0));
        assert!(line.is_sorted_by(|a, b| a.x <= b.x));
    }
}
