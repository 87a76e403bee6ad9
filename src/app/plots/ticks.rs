//! Where axes have their ticks and what these say: multiples of π, and decades.

use std::f64::consts::PI;

use egui_plot::{GridInput, GridMark, Plot};

use super::numbers::short;
use crate::wording::grouped;

/// Distances between ticks in units of π, fine to coarse.
const PI_STEPS: [f64; 4] = [0.125, 0.25, 0.5, 1.0];
/// Least distance between two labelled ticks side by side, in points.
const ROOM: f64 = 84.0;
/// Least distance between two labelled ticks above each other, in points.
const HEIGHT: f64 = 34.0;
/// The distance that [`GridInput::base_step_size`] spans on the screen, in points.
const BASE: f64 = 8.0;
/// Ticks of a logarithmic axis at most.
const MOST_DECADES: f64 = 12.0;
/// Least distance between two labelled decades, in points: the plot leaves out all labels where they
/// are closer.
const DECADE: f64 = 21.0;
/// Ticks of any axis at most, should the plot be as good as invisible.
const MOST_TICKS: f64 = 100.0;

/// Gives a plot of curves over time its ticks and labels.
pub(in crate::app) fn curves_over_time(plot: Plot<'_>) -> Plot<'_> {
    plot.x_grid_spacer(|input| pi_marks(&input))
        .x_axis_formatter(|mark, _| pi_label(mark.value))
        .y_grid_spacer(|input| value_marks(&input))
        .y_axis_formatter(|mark, _| short(mark.value))
}

/// Gives a plot of losses over steps its ticks and labels; a logarithmic loss comes as its log10.
pub(in crate::app) fn loss_over_steps(plot: Plot<'_>, logarithmic: bool) -> Plot<'_> {
    let plot = plot
        .x_grid_spacer(|input| step_marks(&input))
        .x_axis_formatter(|mark, _| step_label(mark.value));
    if logarithmic {
        plot.y_grid_spacer(|input| decade_marks(&input))
            .y_axis_formatter(|mark, _| decade_label(mark.value))
    } else {
        plot.y_grid_spacer(|input| value_marks(&input))
            .y_axis_formatter(|mark, _| short(mark.value))
    }
}

/// Ticks at multiples of π (or simple fractions of it) between the bounds.
fn pi_marks(input: &GridInput) -> Vec<GridMark> {
    marks(input, PI, ROOM, pi_step)
}

/// Ticks at whole steps between the bounds.
fn step_marks(input: &GridInput) -> Vec<GridMark> {
    marks(input, 1.0, ROOM, |least| round_step(least).max(1.0))
}

/// Ticks of a value axis at round numbers between the bounds.
pub(in crate::app) fn value_marks(input: &GridInput) -> Vec<GridMark> {
    marks(input, 1.0, HEIGHT, round_step)
}

/// Ticks at multiples of `unit` between the bounds, as far apart as `step` (in units, given the
/// least distance that leaves room for labels) says.
fn marks(input: &GridInput, unit: f64, room: f64, step: impl Fn(f64) -> f64) -> Vec<GridMark> {
    let (low, high) = input.bounds;
    let least = (input.base_step_size * room / BASE).max((high - low) / MOST_TICKS) / unit;
    if !least.is_finite() || least <= 0.0 || !low.is_finite() {
        return Vec::new();
    }
    let step = step(least) * unit;
    let first = (low / step).ceil();
    let count = count(first, high / step);
    let mark = |n: usize| GridMark { value: (first + n as f64) * step, step_size: step };
    (0..count).map(mark).collect()
}

/// Whole numbers from `first`, which is one, to `last`: none where it lies beyond.
fn count(first: f64, last: f64) -> usize {
    (last.floor() - first + 1.0).max(0.0) as usize
}

/// The smallest comfortable distance of at least `least`, both in units of π.
fn pi_step(least: f64) -> f64 {
    if let Some(step) = PI_STEPS.iter().find(|step| **step >= least) {
        return *step;
    }
    round_step(least)
}

/// The smallest of 1, 2 and 5 times a power of ten that is at least `least`.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    let fit = [1.0, 2.0, 5.0].iter().map(|digit| digit * power).find(|step| *step >= least);
    fit.unwrap_or(10.0 * power)
}

/// A multiple of π in words: "0", "π/2", "3π", "2.25π".
fn pi_label(value: f64) -> String {
    let turns = value / PI;
    let whole = turns.round();
    if (turns - whole).abs() < 1e-6 * turns.abs().max(1.0) {
        return match whole {
            0.0 => "0".to_owned(),
            1.0 => "π".to_owned(),
            -1.0 => "-π".to_owned(),
            _ if whole > 0.0 => format!("{}π", grouped(whole as u64)),
            _ => format!("{whole}π"),
        };
    }
    let text = format!("{turns:.3}");
    format!("{}π", text.trim_end_matches('0'))
}

/// Ticks of an axis that shows the decimal logarithm: decades, with 2 and 5 between where there is
/// room for them.
pub(in crate::app) fn decade_marks(input: &GridInput) -> Vec<GridMark> {
    let (low, high) = input.bounds;
    if !(high - low).is_finite() || high <= low || high - low > 400.0 {
        return Vec::new();
    }
    if high - low < 0.8 {
        return within_a_decade(10_f64.powf(low), 10_f64.powf(high));
    }
    let fewest = ((high - low) / MOST_DECADES).max(apart(input));
    let stride = fewest.ceil().clamp(1.0, 400.0) as i32;
    let digits: &[f64] = if high - low <= 3.0 { &[1.0, 2.0, 5.0] } else { &[1.0] };
    let decades = (low.floor() as i32..=high.ceil() as i32).filter(|n| n.rem_euclid(stride) == 0);
    decades
        .flat_map(|decade| digits.iter().map(move |digit| (decade, *digit)))
        .map(|(decade, digit)| GridMark {
            value: f64::from(decade) + digit.log10(),
            step_size: if digit == 1.0 { f64::from(stride) } else { 0.3 },
        })
        .filter(|mark| (low..=high).contains(&mark.value))
        .collect()
}

/// Decades between two labels at the least.
pub(in crate::app) fn apart(input: &GridInput) -> f64 {
    input.base_step_size * DECADE / BASE
}

/// How long a distance on an axis is on the screen, in points.
pub(in crate::app) fn points(input: &GridInput, distance: f64) -> f64 {
    distance / input.base_step_size * BASE
}

/// Round numbers from `low` to `high`, where these are less than a decade apart.
fn within_a_decade(low: f64, high: f64) -> Vec<GridMark> {
    let step = round_step((high - low) / 5.0);
    let first = (low / step).ceil();
    let count = count(first, high / step);
    let value = |n: usize| ((first + n as f64) * step).log10();
    (0..count).map(|n| GridMark { value: value(n), step_size: 1.0 }).collect()
}

/// The number whose decimal logarithm is `value`, in words: "0.01", "5e-5".
pub(in crate::app) fn decade_label(value: f64) -> String {
    short(10_f64.powf(value))
}

/// A step number; steps are whole.
fn step_label(step: f64) -> String {
    if step < 0.0 || (step - step.round()).abs() > 1e-6 {
        String::new()
    } else if step >= 1e6 {
        format!("{} M", short(step / 1e6))
    } else {
        grouped(step.round() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_of_pi_read_as_such() {
        let labels: Vec<_> = [0.0, 0.5, 1.0, 3.0, 2.25, -1.0, 1e7]
            .iter()
            .map(|turns| pi_label(turns * PI))
            .collect();
        assert_eq!(labels, ["0", "0.5π", "π", "3π", "2.25π", "-π", "10 000 000π"]);
    }

    #[test]
    fn ticks_stay_few_whatever_the_range() {
        for turns in [0.3, 1.0, 6.0, 100.0, 12_345.0, 1e7] {
            let bounds = (1e6 * PI, (1e6 + turns) * PI);
            // 800 points wide.
            let base_step_size = BASE * (bounds.1 - bounds.0) / 800.0;
            let marks = pi_marks(&GridInput { bounds, base_step_size });
            assert!((2..=13).contains(&marks.len()), "{turns}: {}", marks.len());
            assert!(marks.iter().all(|mark| mark.value >= bounds.0 && mark.value <= bounds.1));
        }
    }

    #[test]
    fn a_range_between_two_ticks_has_none() {
        let marks =
            marks(&GridInput { bounds: (0.2, 0.4), base_step_size: 1.0 }, 1.0, ROOM, |_| 1.0);
        assert!(marks.is_empty(), "{marks:?}");
    }

    #[test]
    fn decades_are_labelled_with_the_number_itself() {
        let labels: Vec<_> = [0.0, -1.0, -2.0, -5.0, 2.0_f64.log10() - 3.0, 1.0]
            .iter()
            .map(|value| decade_label(*value))
            .collect();
        assert_eq!(labels, ["1", "0.1", "0.01", "1e-5", "0.002", "10"]);
    }

    #[test]
    fn decades_of_a_low_plot_leave_room_for_their_labels() {
        let bounds = (-11.0, 0.5);
        // 90 points high.
        let base_step_size = BASE * (bounds.1 - bounds.0) / 90.0;
        let marks = decade_marks(&GridInput { bounds, base_step_size });
        assert!((3..=5).contains(&marks.len()), "{marks:?}");
        for pair in marks.windows(2) {
            let points = (pair[1].value - pair[0].value) / base_step_size * BASE;
            assert!(points >= DECADE, "{points}");
        }
    }

    #[test]
    fn a_part_of_a_decade_has_ticks_too() {
        let bounds = (0.37_f64.log10(), 0.55_f64.log10());
        let marks = decade_marks(&GridInput { bounds, base_step_size: 0.01 });
        let labels: Vec<_> = marks.iter().map(|mark| decade_label(mark.value)).collect();
        assert_eq!(labels, ["0.4", "0.45", "0.5", "0.55"]);
    }
}
