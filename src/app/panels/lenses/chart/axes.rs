//! A graph's axes: how far they reach, where values lie on them, and their ticks.

use egui_plot::{AxisHints, GridInput, GridMark, Plot, PlotPoint};

use crate::app::plots::numbers::short;
use crate::app::plots::ticks::{apart, decade_label, decade_marks, points, value_marks};
use crate::figure::graph::{Graph, Scale};
use crate::wording::grouped;

/// What is in view of the horizontal axis, and of the vertical one.
pub(super) type Bounds = ((f64, f64), (f64, f64));

/// Distance between labels side by side, in points, at which they begin to show and at which they
/// are fully there.
const LABELS: std::ops::RangeInclusive<f32> = 36.0..=48.0;
/// The same of labels above each other.
const LINES: std::ops::RangeInclusive<f32> = 12.0..=18.0;
/// Room at each end of a horizontal axis for half a dot, as a part of its length.
const DOT_ROOM: f64 = 0.015;
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
    let of = kept(scale);
    if scale.log {
        plot.x_grid_spacer(|input| decade_marks(&input))
            .custom_x_axes(vec![axis.formatter(|mark, _| decade_label(mark.value))])
    } else {
        // Labels side by side need more room than labels above each other.
        plot.x_grid_spacer(move |input| {
            // Closer, where there would be too few to read a distance from.
            let marks = |part: f64| {
                of(value_marks(&GridInput { base_step_size: part * input.base_step_size, ..input }))
            };
            Some(marks(1.7)).filter(|marks| marks.len() > 1).unwrap_or_else(|| marks(1.1))
        })
        .custom_x_axes(vec![axis.formatter(|mark, _| told(mark.value))])
    }
}

/// The vertical axis: its name, and ticks.
pub(super) fn of_y<'a>(plot: Plot<'a>, scale: &Scale) -> Plot<'a> {
    let axis = AxisHints::new_y()
        .label(scale.name.clone())
        .label_spacing(LINES)
        .min_thickness(THICKNESS.1);
    let of = kept(scale);
    if scale.log {
        plot.y_grid_spacer(|input| few_decades(&input))
            .custom_y_axes(vec![axis.formatter(|mark, _| decade_label(mark.value))])
    } else {
        // Graphs of lenses are low.
        plot.y_grid_spacer(move |input| {
            of(value_marks(&GridInput { base_step_size: 0.65 * input.base_step_size, ..input }))
        })
        .custom_y_axes(vec![axis.formatter(|mark, _| told(mark.value))])
    }
}

/// Which ticks an axis keeps: whole numbers only, where it counts.
fn kept(scale: &Scale) -> fn(Vec<GridMark>) -> Vec<GridMark> {
    if scale.whole { whole } else { |marks| marks }
}

fn whole(mut marks: Vec<GridMark>) -> Vec<GridMark> {
    marks.retain(|mark| (mark.value - mark.value.round()).abs() < 1e-6);
    marks.iter_mut().for_each(|mark| mark.step_size = mark.step_size.max(1.0));
    marks
}

/// A number in few characters; a large whole one to its last digit, as steps are.
pub(super) fn told(value: f64) -> String {
    if value.fract() == 0.0 && (1e3..1e15).contains(&value) {
        return grouped(value as u64);
    }
    short(value)
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
    let count = ((high / stride).floor() - first + 1.0).max(0.0) as usize;
    let mark = |n: usize| GridMark { value: (first + n as f64) * stride, step_size: stride };
    // The margin beyond the largest numbers has none to be named by.
    (0..count).map(mark).filter(|mark| 10_f64.powf(mark.value).is_finite()).collect()
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
    fn what_counts_is_named_at_whole_numbers_and_nothing_by_infinity() {
        let input = GridInput { bounds: (1.0, 3.0), base_step_size: 0.05 };
        let marks = whole(value_marks(&input));
        assert!(marks.iter().map(|mark| mark.value).eq([1.0, 2.0, 3.0]), "{marks:?}");
        let bounds = (200.0, 330.0);
        let marks = few_decades(&GridInput { bounds, base_step_size: 8.0 * 130.0 / 100.0 });
        assert!(marks.len() > 1, "{marks:?}");
        assert!(marks.iter().all(|mark| decade_label(mark.value) != "inf"), "{marks:?}");
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
    fn steps_are_told_to_the_last_digit() {
        assert_eq!([1_145_856.0, 0.25, -5.0].map(told), ["1 145 856", "0.25", "-5"]);
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
