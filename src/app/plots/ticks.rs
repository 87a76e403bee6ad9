//! The ticks of the window's plots: those of figures ([`ticks`]), as close as a screen has room
//! for their labels.

use std::cell::RefCell;
use std::ops::RangeInclusive;
use std::rc::Rc;

use egui_plot::{Axis, AxisHints, GridInput, GridMark, Plot};

use super::powers::Powers;
use crate::data;
use crate::number::ticks::{self, Along, Tick};

/// Least distance between two labelled ticks side by side, in points.
pub(in crate::app) const ROOM: f64 = 84.0;
/// Dates along the axis of a figure's curves at most.
pub(in crate::app) const DATES: usize = 7;
/// Least distance between two labelled ticks above each other, in points.
const HEIGHT: f64 = 30.0;
/// The distance that [`GridInput::base_step_size`] spans on the screen, in points.
const BASE: f64 = 8.0;
/// Least distance between two labelled decades, in points: the plot leaves out all labels where they
/// are closer.
const DECADE: f64 = 21.0;
/// The distance at which labels above each other begin to show, and at which they are fully there.
const LABELS: RangeInclusive<f32> = 19.0..=20.0;
/// Room for the labels of a vertical axis at the least, in points.
pub(in crate::app) const VALUES: f32 = 44.0;
/// Labelled decades of a high plot at most.
const MOST_DECADES: usize = 12;
/// Labelled ticks of any axis at most, however large the screen.
const MOST: f64 = 50.0;

/// Gives a plot of curves over the data's axis its ticks and labels; the powers of ten among its values are to be drawn
/// beside it.
pub(in crate::app) fn curves_over<'a>(plot: Plot<'a>, over: &data::Axis) -> (Plot<'a>, Powers) {
    let ticks = if over.has_turns { ticks::turns } else { ticks::whole };
    let (marks, label) = axis(move |input| ticks(input.bounds, most(input, ROOM)));
    let plot = plot.x_axis_label(over.label());
    with_values(plot.x_grid_spacer(marks).x_axis_formatter(label))
}

/// Gives a plot of curves over rows with dates its ticks and labels; the powers of ten among its values are to be drawn
/// beside it.
pub(in crate::app) fn curves_along<'a>(plot: Plot<'a>, along: &Along) -> (Plot<'a>, Powers) {
    let Along { ticks, label } = along.clone();
    let (marks, labels) = axis(move |_| ticks.clone());
    with_values(plot.x_axis_label(label).x_grid_spacer(marks).x_axis_formatter(labels))
}

/// Gives a plot the ticks and labels of its axis of values.
fn with_values(plot: Plot<'_>) -> (Plot<'_>, Powers) {
    let (marks, label) = axis(|input| values(input, HEIGHT));
    let (label, powers) = Powers::of(Axis::Y, label);
    (plot.y_grid_spacer(marks).y_axis_formatter(label), powers)
}

/// Gives a plot of losses over steps its ticks and labels; a logarithmic loss comes as its log10, and its powers of ten
/// are to be drawn beside it.
pub(in crate::app) fn loss_over_steps(plot: Plot<'_>, logarithmic: bool) -> (Plot<'_>, Powers) {
    let (marks, label) = axis(steps);
    let plot = plot.x_grid_spacer(marks).x_axis_formatter(label);
    let ticks = move |input: &GridInput| {
        if logarithmic { decades(input, MOST_DECADES) } else { values(input, HEIGHT) }
    };
    let (marks, label) = axis(ticks);
    let (label, powers) = Powers::of(Axis::Y, label);
    // egui_plot's own spacing would have the labels of close decades faint.
    let hints = AxisHints::new_y().label_spacing(LABELS).min_thickness(VALUES);
    (plot.y_grid_spacer(marks).custom_y_axes(vec![hints.formatter(label)]), powers)
}

/// What a plot asks for the label of one of an axis' marks.
pub(in crate::app) type Labels = Box<dyn Fn(GridMark, &RangeInclusive<f64>) -> String>;

/// What a plot asks for an axis' marks, and for the label of one of them.
///
/// The plot hands a mark back without the axis' other ticks, on which its label depends: so the labels
/// are kept from when the marks were placed.
pub(in crate::app) fn axis(
    ticks: impl Fn(&GridInput) -> Vec<Tick>,
) -> (impl Fn(GridInput) -> Vec<GridMark>, Labels) {
    let placed = Rc::new(RefCell::new(Vec::new()));
    let drawn = Rc::clone(&placed);
    let place = move |input: GridInput| {
        let ticks = in_view(ticks(&input), input.bounds);
        let marks = marks(&ticks, input.bounds);
        *placed.borrow_mut() = ticks;
        marks
    };
    let label = move |mark: GridMark, _: &RangeInclusive<f64>| {
        let ticks = drawn.borrow();
        let tick = ticks.iter().find(|tick| tick.at == mark.value);
        tick.map_or_else(String::new, |tick| tick.label.clone())
    };
    (place, Box::new(label))
}

/// Ticks at round numbers, labelled ones at least `room` points apart.
pub(in crate::app) fn values(input: &GridInput, room: f64) -> Vec<Tick> {
    ticks::linear(input.bounds, most(input, room))
}

/// Ticks at whole numbers, labelled ones at least `room` points apart.
pub(in crate::app) fn whole(input: &GridInput, room: f64) -> Vec<Tick> {
    ticks::whole(input.bounds, most(input, room))
}

/// Ticks at steps, of which there are none below 0.
fn steps(input: &GridInput) -> Vec<Tick> {
    let mut ticks = whole(input, ROOM);
    ticks.retain(|tick| tick.at >= 0.0);
    ticks
}

/// Ticks of an axis that shows the decimal logarithm, at most so many decades.
pub(in crate::app) fn decades(input: &GridInput, most_decades: usize) -> Vec<Tick> {
    let most = most(input, DECADE).min(most_decades);
    let least = input.base_step_size * DECADE / BASE;
    let mut ticks = ticks::low_decades(input.bounds, most, least);
    ticks.iter_mut().for_each(|tick| tick.at = tick.at.log10());
    // Beyond the smallest and largest numbers there are none to name.
    ticks.retain(|tick| tick.at.is_finite());
    ticks
}

/// How many ticks an axis has room for, `room` points apart.
fn most(input: &GridInput, room: f64) -> usize {
    let (low, high) = input.bounds;
    let points = (high - low) / input.base_step_size * BASE;
    // What isn't a number becomes 0, and the axis has none.
    (points / room).floor().clamp(1.0, MOST) as usize
}

/// The ticks in view: one at an end may have been rounded beyond it.
fn in_view(mut ticks: Vec<Tick>, (low, high): (f64, f64)) -> Vec<Tick> {
    let reach = 1e-6 * (high - low);
    ticks.retain(|tick| (low - reach..=high + reach).contains(&tick.at));
    ticks.iter_mut().for_each(|tick| tick.at = tick.at.max(low).min(high));
    ticks
}

/// Ticks as a plot draws them: the closer a mark's neighbours, the fainter it is.
fn marks(ticks: &[Tick], (low, high): (f64, f64)) -> Vec<GridMark> {
    let labelled = ticks.iter().filter(|tick| !tick.label.is_empty());
    let coarse = closest(labelled).unwrap_or(high - low);
    let fine = closest(ticks.iter()).unwrap_or(coarse);
    let mark = |tick: &Tick| GridMark {
        value: tick.at,
        step_size: if tick.label.is_empty() { fine } else { coarse },
    };
    ticks.iter().map(mark).collect()
}

/// The least distance between two of some ticks.
fn closest<'a>(ticks: impl Iterator<Item = &'a Tick>) -> Option<f64> {
    let mut places: Vec<f64> = ticks.map(|tick| tick.at).collect();
    places.sort_by(f64::total_cmp);
    places.windows(2).map(|pair| pair[1] - pair[0]).min_by(f64::total_cmp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    /// An axis of so many points from `low` to `high`.
    fn input(low: f64, high: f64, points: f64) -> GridInput {
        GridInput { bounds: (low, high), base_step_size: BASE * (high - low) / points }
    }

    /// What the labels say of an axis.
    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| &*tick.label).filter(|label| !label.is_empty()).collect()
    }

    #[test]
    fn ticks_stay_few_whatever_the_range() {
        for turns in [0.3, 1.0, 6.0, 100.0, 12_345.0, 1e7] {
            let (low, high) = (1e6 * PI, (1e6 + turns) * PI);
            let (marks, label) = axis(|input| ticks::turns(input.bounds, most(input, ROOM)));
            let marks = marks(input(low, high, 800.0));
            assert!((2..=13).contains(&marks.len()), "{turns}: {}", marks.len());
            assert!(marks.iter().all(|mark| mark.value >= low && mark.value <= high));
            assert!(marks.iter().all(|mark| label(*mark, &(low..=high)).ends_with('π')));
        }
    }

    #[test]
    fn a_range_between_two_ticks_has_none_and_no_range_has_none() {
        assert!(whole(&input(0.2, 0.4, 400.0), ROOM).is_empty());
        assert!(values(&input(0.2, 0.2, 400.0), ROOM).is_empty());
        assert!(values(&input(f64::NAN, 1.0, 400.0), ROOM).is_empty());
    }

    #[test]
    fn labels_are_spelled_as_in_figures() {
        assert_eq!(labels(&values(&input(-1.1, 1.1, 110.0), HEIGHT)), ["−1", "0", "1"]);
        assert_eq!(
            labels(&decades(&input(-7.2, -3.9, 100.0), 12)),
            ["10⁻⁷", "10⁻⁶", "10⁻⁵", "10⁻⁴"]
        );
        assert_eq!(
            labels(&steps(&input(-10.0, 21_000.0, 400.0))),
            ["0", "10\u{2009}000", "20\u{2009}000"]
        );
    }

    #[test]
    fn decades_of_a_low_plot_leave_room_for_their_labels() {
        let input = input(-11.0, 0.5, 90.0);
        let ticks = decades(&input, MOST_DECADES);
        assert!((3..=5).contains(&labels(&ticks).len()), "{ticks:?}");
        let labelled = ticks.iter().filter(|tick| !tick.label.is_empty());
        let points = closest(labelled).unwrap() / input.base_step_size * BASE;
        assert!(points >= DECADE, "{points}");
    }

    #[test]
    fn a_part_of_a_decade_has_ticks_too() {
        let input = input(0.37_f64.log10(), 0.55_f64.log10(), 120.0);
        assert_eq!(labels(&decades(&input, MOST_DECADES)), ["0.40", "0.45", "0.50", "0.55"]);
    }

    #[test]
    fn ticks_within_a_decade_are_so_few_that_all_have_room() {
        for (low, high, points) in [(0.45_f64, 1.23_f64, 172.0), (0.3, 1.1, 90.0), (0.2, 1.2, 60.0)]
        {
            let input = input(low.log10(), high.log10(), points);
            let ticks = decades(&input, MOST_DECADES);
            let labelled: Vec<&Tick> = ticks.iter().filter(|tick| !tick.label.is_empty()).collect();
            assert!(!labelled.is_empty(), "{low} to {high}: {ticks:?}");
            let least = closest(labelled.into_iter()).map(|gap| gap / input.base_step_size * BASE);
            assert!(least.is_none_or(|least| least >= DECADE), "{low} to {high}: {ticks:?}");
        }
    }
}
