//! A graph's axes: how far they reach, where values lie on them, and their ticks.

use egui_plot::{Axis, AxisHints, GridInput, Plot, PlotPoint};

use crate::app::plots::powers::Powers;
use crate::app::plots::ticks::{ROOM, axis, decades, values, whole};
use crate::figure::graph::{Graph, Scale};
use crate::number::ticks::{Along, Tick};

/// What is in view of the horizontal axis, and of the vertical one.
pub(super) type Bounds = ((f64, f64), (f64, f64));

/// Distance between labels side by side, in points, at which they begin to show and at which they
/// are fully there: less than there ever is, so that none is faint.
const LABELS: std::ops::RangeInclusive<f32> = 36.0..=37.0;
/// The same of labels above each other.
const LINES: std::ops::RangeInclusive<f32> = 12.0..=13.0;
/// Room at each end of a horizontal axis for half a dot, as a part of its length.
const DOT_ROOM: f64 = 0.015;
/// Room for labels and name of the horizontal axis, in points, as [`LEFT`](super::LEFT) is for the other.
const BELOW: f32 = 30.0;
/// Least distance between labels side by side, in points, and where there would be one at most.
const WIDE: f64 = 58.0;
const CLOSE: f64 = 38.0;
/// Least distance between labels above each other, in points: graphs of lenses are low.
const LOW: f64 = 22.0;
/// Widths of a letter of the axes' font, in points, and of Chinese characters and other wide ones.
const LETTER: f32 = 6.33;
const WIDE_LETTER: f32 = 10.5;
const FIRST_WIDE: char = '\u{2000}';
/// How far a name may reach beyond its axis, in points: its last letters aren't as wide as their places.
const BEYOND: f32 = 3.0;
/// Labelled decades of a horizontal axis, and of a vertical one, at most.
const MOST_DECADES: usize = 12;
const FEW_DECADES: usize = 4;

/// The horizontal axis, so many points wide: its name, and ticks with room for their labels; powers of ten among these
/// are to be drawn.
pub(super) fn of_x<'a>(plot: Plot<'a>, scale: &Scale, width: f32) -> (Plot<'a>, Option<Powers>) {
    // egui_plot's own spacing would leave out the labels of a narrow graph.
    let hints = AxisHints::new_x().label_spacing(LABELS).min_thickness(BELOW);
    if let Some(along) = along(scale, width) {
        let Along { ticks, label } = along.clone();
        let (marks, labels) = axis(move |_| ticks.clone());
        let hints = hints.label(label).formatter(labels);
        return (plot.x_grid_spacer(marks).custom_x_axes(vec![hints]), None);
    }
    let hints = hints.label(scale.name.clone());
    let linear = linear(scale);
    let ticks = move |input: &GridInput| match linear {
        None => decades(input, MOST_DECADES),
        // Closer, where there would be too few to read a distance from.
        Some(linear) => Some(linear(input, WIDE))
            .filter(|ticks| ticks.len() > 1)
            .unwrap_or_else(|| linear(input, CLOSE)),
    };
    let (marks, label) = axis(ticks);
    let (label, powers) = Powers::of(Axis::X, label);
    (plot.x_grid_spacer(marks).custom_x_axes(vec![hints.formatter(label)]), Some(powers))
}

/// What stands along an axis of so many points that has its own ticks: as many as have room.
fn along(scale: &Scale, width: f32) -> Option<&Along> {
    let room = (f64::from(width) / ROOM).max(1.0) as usize;
    scale.along.iter().find(|along| along.ticks.len() <= room).or(scale.along.last())
}

/// The vertical axis of a graph so many points high, at least `left` points wide: its name, and ticks; powers of ten
/// are to be drawn.
pub(super) fn of_y<'a>(
    plot: Plot<'a>,
    scale: &Scale,
    height: f32,
    left: f32,
) -> (Plot<'a>, Powers) {
    let name = fitting(&scale.name, height - BELOW + BEYOND);
    let hints = AxisHints::new_y().label(name).label_spacing(LINES).min_thickness(left);
    let linear = linear(scale);
    let ticks = move |input: &GridInput| match linear {
        None => decades(input, FEW_DECADES),
        Some(linear) => linear(input, LOW),
    };
    let (marks, label) = axis(ticks);
    let (label, powers) = Powers::of(Axis::Y, label);
    (plot.y_grid_spacer(marks).custom_y_axes(vec![hints.formatter(label)]), powers)
}

/// A name that reads upwards, cut where it is longer than so many points: columns and units may be called anything.
fn fitting(name: &str, room: f32) -> String {
    let width = |letter: char| if letter < FIRST_WIDE { LETTER } else { WIDE_LETTER };
    if name.chars().map(width).sum::<f32>() <= room {
        return name.to_owned();
    }
    let mut left = room - WIDE_LETTER;
    let fits = |letter: &char| {
        left -= width(*letter);
        left >= 0.0
    };
    let kept: String = name.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// The ticks of an axis that isn't logarithmic: at whole numbers only, where it counts.
fn linear(scale: &Scale) -> Option<fn(&GridInput, f64) -> Vec<Tick>> {
    match scale {
        Scale { log: true, .. } => None,
        Scale { whole: true, .. } => Some(whole),
        _ => Some(values),
    }
}

/// Where a value lies on its axis; NaN, a gap, where it has no place.
pub(super) fn drawn(scale: &Scale, value: f64) -> f64 {
    match scale.log {
        true if value > 0.0 => value.log10(),
        true => f64::NAN,
        false if value.is_finite() => value,
        false => f64::NAN,
    }
}

/// Where a point lies on the plot.
pub(super) fn place(graph: &Graph, (x, y): (f64, f64)) -> PlotPoint {
    PlotPoint::new(drawn(&graph.x, x), drawn(&graph.y, y))
}

/// The part of an axis in view, as it is drawn.
pub(super) fn extent(graph: &Graph, horizontal: bool) -> (f64, f64) {
    let scale = if horizontal { &graph.x } else { &graph.y };
    if let Some((low, high)) = scale.range {
        let (low, high) = (drawn(scale, low), drawn(scale, high));
        if low < high {
            return (low, high);
        }
    }
    let values = graph.reached(horizontal).map(|value| drawn(scale, value));
    let (low, high) = values
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
    if low > high {
        return (0.0, 1.0);
    }
    let margin = if high > low { 0.05 * (high - low) } else { 0.5 };
    // Values that differ by less than their labels tell are drawn as what they are: nearly alike.
    let least = if scale.log { 0.02 } else { 0.02 * low.abs().max(high.abs()) };
    let margin = if horizontal { margin } else { margin.max(0.5 * (least - (high - low))) };
    if horizontal && !scale.log && high > low {
        // Half of a dot at the edge is drawn, too.
        let margin = if graph.has_dots() { DOT_ROOM * (high - low) } else { 0.0 };
        return (low - margin, high + margin);
    }
    (low - margin, high + margin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::graph::{Ink, Layer};
    use crate::number::short;

    fn graph(values: &[f64], y: Scale) -> Graph {
        let points = values.iter().enumerate().map(|(n, value)| (n as f64, *value)).collect();
        Graph::new(Scale::new("step"), y, vec![Layer::line("", Ink::Prediction, points)])
    }

    /// The places and labels of a logarithmic axis in the lowest graph's frame, 67 points high.
    fn low_decades(low: f64, high: f64) -> (Vec<f64>, f64) {
        let base_step_size = 8.0 * (high - low) / 67.0;
        let ticks = decades(&GridInput { bounds: (low, high), base_step_size }, FEW_DECADES);
        let labelled = ticks.into_iter().filter(|tick| !tick.label.is_empty());
        (labelled.map(|tick| tick.at).collect(), base_step_size / 8.0)
    }

    #[test]
    fn a_name_that_is_longer_than_its_axis_is_cut() {
        assert_eq!(fitting("residual [°C]", 120.0), "residual [°C]");
        assert_eq!(fitting("residual [µg/m³ in an hour]", 120.0), "residual [µg/m³ i…");
        assert_eq!(fitting("残差（微克每立方米）", 67.0), "残差（微克…");
        assert_eq!(fitting("norm", 1.0), "…");
    }

    #[test]
    fn ninety_decades_have_labels_with_room_for_them() {
        let (places, point) = low_decades(-88.0, 4.6);
        assert!(places.len() >= 2, "{places:?}");
        for pair in places.windows(2) {
            assert!((pair[1] - pair[0]) / point >= f64::from(*LINES.end()), "{places:?}");
        }
    }

    #[test]
    fn a_decade_or_two_of_a_low_graph_have_several_labels() {
        for (low, high) in [(-0.4, 0.9), (0.1, 1.0), (-1.9, -0.01), (-0.99, 0.99)] {
            let (places, point) = low_decades(low, high);
            assert!(places.len() >= 2, "{low} to {high}: {places:?}");
            for pair in places.windows(2) {
                assert!((pair[1] - pair[0]) / point > f64::from(*LINES.start()), "{places:?}");
            }
        }
    }

    #[test]
    fn what_counts_is_named_at_whole_numbers_and_nothing_by_infinity() {
        let input = GridInput { bounds: (1.0, 3.0), base_step_size: 0.05 };
        let ticks = linear(&Scale::new("step").whole()).unwrap()(&input, LOW);
        assert!(ticks.iter().map(|tick| tick.at).eq([1.0, 2.0, 3.0]), "{ticks:?}");
        let bounds = (200.0, 330.0);
        let ticks =
            decades(&GridInput { bounds, base_step_size: 8.0 * 130.0 / 100.0 }, FEW_DECADES);
        assert!(ticks.len() > 1 && ticks.iter().all(|tick| tick.at < 309.0), "{ticks:?}");
    }

    #[test]
    fn a_threshold_is_in_view_and_dots_at_the_edge_are_whole() {
        let mut graph = graph(&[0.001, 0.01], Scale::new("error").logarithmic());
        graph.layers.push(Layer::Level { name: String::new(), ink: Ink::Mark, at: 0.2 });
        assert!(extent(&graph, false).1 > 0.2_f64.log10());
        graph.layers.push(Layer::dots("", Ink::Mark, vec![(1.0, 0.01)]));
        let (low, high) = extent(&graph, true);
        assert!(low < 0.0 && high > 1.0);
    }

    #[test]
    fn values_that_labels_cannot_tell_apart_are_drawn_nearly_alike() {
        for (y, place) in
            [(Scale::new("norm"), 7.0), (Scale::new("norm").logarithmic(), 7_f64.log10())]
        {
            let (low, high) = extent(&graph(&[7.0, 7.000_001], y.clone()), false);
            let value = |end: f64| if y.log { 10_f64.powf(end) } else { end };
            let labels = [low, high].map(|end| short(value(end)));
            assert!(low < place && place < high && labels[0] != labels[1], "{labels:?}");
        }
        // Steps are told apart to the digit.
        let far = graph(&[1.0; 3], Scale::new("norm"));
        assert_eq!(extent(&far, true), (0.0, 2.0));
    }
}
