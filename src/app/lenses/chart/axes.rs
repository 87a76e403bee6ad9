//! A graph's axes: how far they reach, where values lie on them, and their ticks.

use egui_plot::{AxisHints, GridInput, GridMark, Plot, PlotPoint};

use crate::app::numbers::short;
use crate::app::ticks::{apart, decade_label, decade_marks, points, value_marks};
use crate::figure::graph::{Graph, Layer, Scale};

/// What is in view of the horizontal axis, and of the vertical one.
pub(super) type Bounds = ((f64, f64), (f64, f64));

/// Distance between labels side by side, in points, at which they begin to show and at which they
/// are fully there.
const LABELS: std::ops::RangeInclusive<f32> = 36.0..=48.0;
/// The same of labels above each other.
const LINES: std::ops::RangeInclusive<f32> = 12.0..=18.0;
/// Room for labels and name of the horizontal axis and of the vertical one, in points: known before
/// the labels are, so that a graph's first picture is like its next.
const THICKNESS: (f32, f32) = (30.0, 54.0);

/// The horizontal axis: its name, and ticks with room for their labels.
pub(super) fn of_x<'a>(plot: Plot<'a>, scale: &Scale) -> Plot<'a> {
    // egui_plot's own spacing would leave out the labels of a narrow graph.
    let axis = AxisHints::new_x()
        .label(scale.name.clone())
        .label_spacing(LABELS)
        .min_thickness(THICKNESS.0);
    if scale.log {
        plot.x_grid_spacer(|input| decade_marks(&input))
            .custom_x_axes(vec![axis.formatter(|mark, _| decade_label(mark.value))])
    } else {
        // Labels side by side need more room than labels above each other.
        plot.x_grid_spacer(|input| {
            value_marks(&GridInput { base_step_size: 1.7 * input.base_step_size, ..input })
        })
        .custom_x_axes(vec![axis.formatter(|mark, _| short(mark.value))])
    }
}

/// The vertical axis: its name, and ticks.
pub(super) fn of_y<'a>(plot: Plot<'a>, scale: &Scale) -> Plot<'a> {
    let axis = AxisHints::new_y()
        .label(scale.name.clone())
        .label_spacing(LINES)
        .min_thickness(THICKNESS.1);
    if scale.log {
        plot.y_grid_spacer(|input| few_decades(&input))
            .custom_y_axes(vec![axis.formatter(|mark, _| decade_label(mark.value))])
    } else {
        // Graphs of lenses are low.
        plot.y_grid_spacer(|input| {
            value_marks(&GridInput { base_step_size: 0.65 * input.base_step_size, ..input })
        })
        .custom_y_axes(vec![axis.formatter(|mark, _| short(mark.value))])
    }
}

/// Decades far enough apart for their labels, as graphs of lenses are low; with 3 between them, or 2
/// and 5, where there are few.
fn few_decades(input: &GridInput) -> Vec<GridMark> {
    const MOST: f64 = 4.0;
    /// The shortest way between ticks of 1, 2 and 5, in decades.
    const SHORTEST: f64 = 0.3;
    let (low, high) = input.bounds;
    let has_room = points(input, SHORTEST) >= f64::from(*LINES.end());
    if (0.8..2.0).contains(&(high - low)) && !has_room {
        return thirds(low, high);
    }
    if !(2.0..400.0).contains(&(high - low)) {
        return decade_marks(input);
    }
    // The plot leaves out all labels where they are too close.
    let stride = ((high - low) / MOST).max(apart(input)).ceil();
    let first = (low / stride).ceil();
    let count = ((high / stride).floor() - first).max(-1.0) as usize + 1;
    let mark = |n: usize| GridMark { value: (first + n as f64) * stride, step_size: stride };
    (0..count).map(mark).collect()
}

/// Ticks at 1 and 3 times powers of ten, about half a decade apart.
fn thirds(low: f64, high: f64) -> Vec<GridMark> {
    let decades = low.floor() as i32..=high.ceil() as i32;
    decades
        .flat_map(|decade| [1_f64, 3.0].map(|digit| f64::from(decade) + digit.log10()))
        .filter(|value| (low..=high).contains(value))
        .map(|value| GridMark { value, step_size: 0.5 })
        .collect()
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
    let points = graph.layers.iter().flat_map(Layer::points);
    let values = points.map(|(x, y)| drawn(scale, if horizontal { x } else { y }));
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
    if horizontal && !scale.log && high > low { (low, high) } else { (low - margin, high + margin) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::graph::Ink;

    fn graph(values: &[f64], y: Scale) -> Graph {
        let points = values.iter().enumerate().map(|(n, value)| (n as f64, *value)).collect();
        Graph::new(Scale::new("step"), y, vec![Layer::line("", Ink::Prediction, points)])
    }

    #[test]
    fn ninety_decades_have_labels_with_room_for_them() {
        let bounds = (-88.0, 4.6);
        // The lowest graph's frame, 67 points high.
        let base_step_size = 8.0 * (bounds.1 - bounds.0) / 67.0;
        let marks = few_decades(&GridInput { bounds, base_step_size });
        assert!(marks.len() >= 2, "{marks:?}");
        for pair in marks.windows(2) {
            let points = (pair[1].value - pair[0].value) / base_step_size * 8.0;
            assert!(points >= f64::from(*LINES.end()), "{points}");
        }
    }

    #[test]
    fn a_decade_or_two_of_a_low_graph_have_several_labels() {
        for (low, high) in [(-0.4, 0.9), (0.1, 1.0), (-1.9, -0.01), (-0.99, 0.99)] {
            let input =
                GridInput { bounds: (low, high), base_step_size: 8.0 * (high - low) / 67.0 };
            let marks = few_decades(&input);
            let shown =
                |mark: &&GridMark| points(&input, mark.step_size) > f64::from(*LINES.start());
            assert!(marks.iter().filter(shown).count() >= 2, "{low} to {high}: {marks:?}");
        }
    }

    #[test]
    fn values_that_labels_cannot_tell_apart_are_drawn_nearly_alike() {
        for (y, place) in
            [(Scale::new("norm"), 7.0), (Scale::new("norm").logarithmic(), 7_f64.log10())]
        {
            let (low, high) = extent(&graph(&[7.0, 7.000_001], y.clone()), false);
            let labels = [low, high].map(|end| if y.log { decade_label(end) } else { short(end) });
            assert!(low < place && place < high && labels[0] != labels[1], "{labels:?}");
        }
        // Steps are told apart to the digit.
        let far = graph(&[1.0; 3], Scale::new("norm"));
        assert_eq!(extent(&far, true), (0.0, 2.0));
    }
}
