//! By how much keys move a value: to the next round number, by steps that a person would take.
//!
//! egui moves a slider by a point of its rail, whatever that is worth. Here a linear one goes by a step of its own, a
//! logarithmic one along the numbers 1, 1.1, 1.2, 1.4 … 9 of each decade; with Shift, and by Page Up and Page Down, ten
//! such steps or five, to the ends by Home and End. Readers of the screen ask for one step at a time.

use std::ops::RangeInclusive;

use egui::accesskit::Action;
use egui::{EventFilter, Id, Key, Modifiers, Response, Ui};

use crate::number::to_digits;

/// Round numbers of a decade, each about a tenth larger than the one before: those of ISO 3, R″20.
const ROUND: [f64; 20] = [
    1.0, 1.1, 1.2, 1.4, 1.6, 1.8, 2.0, 2.2, 2.5, 2.8, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 6.0, 7.0, 8.0,
    9.0,
];
/// Digits to which a sum of steps is exact.
const DIGITS: usize = 12;
/// A part of a number by which it may be off a round one, and is taken for it.
const SAME: f64 = 1e-9;

/// How a value moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) enum Steps {
    /// By so much.
    Linear(f64),
    /// From round number to round number; whether whole ones only.
    Factors(bool),
}

impl Steps {
    /// Whole numbers, or about a hundredth of a range in a round number.
    pub(in crate::app) fn linear(range: &RangeInclusive<f64>, whole: bool) -> Self {
        let part = (range.end() - range.start()) / 100.0;
        Self::Linear(if whole { 1.0 } else { round_below(part) })
    }

    /// Along the round numbers, or the whole ones among them.
    pub(in crate::app) fn factors(whole: bool) -> Self {
        Self::Factors(whole)
    }

    /// Steps in a large one.
    fn far(self) -> i64 {
        match self {
            Self::Linear(_) => 10,
            Self::Factors(_) => 5,
        }
    }

    /// The value so many steps away.
    fn from(self, mut value: f64, by: i64) -> f64 {
        for _ in 0..by.unsigned_abs() {
            // Zero has no sign.
            value = if by > 0 { self.above(value) } else { 0.0 - self.above(-value) };
        }
        value
    }

    /// The next value above.
    fn above(self, value: f64) -> f64 {
        match self {
            Self::Linear(step) => multiple_above(value, step),
            Self::Factors(whole) if value > 0.0 => round_above(value, whole),
            // The other way round, towards zero.
            Self::Factors(whole) if value < 0.0 => -round_under(-value, whole),
            Self::Factors(_) => value,
        }
    }
}

/// The next multiple of a step above a value.
fn multiple_above(value: f64, step: f64) -> f64 {
    to_digits(((value / step + SAME).floor() + 1.0) * step, DIGITS)
}

/// The greatest of 1, 2 and 5 times a power of ten that isn't above a number.
fn round_below(number: f64) -> f64 {
    let power = 10_f64.powf(number.log10().floor());
    let digit = [5.0, 2.0, 1.0].into_iter().find(|digit| digit * power <= number * (1.0 + SAME));
    let rounded = to_digits(digit.unwrap_or(1.0) * power, 2);
    if rounded.is_finite() && rounded > 0.0 { rounded } else { 1.0 }
}

/// The round numbers around a positive one, from the decade below it to the one above.
fn around(value: f64) -> impl Iterator<Item = f64> {
    let decade = value.log10().floor() as i32;
    let of = |decade: i32| ROUND.map(|round| to_digits(round * 10_f64.powi(decade), 2));
    (decade - 1..=decade + 2).flat_map(of)
}

/// The least round number above a positive one.
fn round_above(value: f64, whole: bool) -> f64 {
    let fits = |round: &f64| *round > value * (1.0 + SAME) && (!whole || round.fract() == 0.0);
    around(value).find(fits).unwrap_or(value)
}

/// The greatest round number below a positive one.
fn round_under(value: f64, whole: bool) -> f64 {
    let fits = |round: &f64| *round < value * (1.0 - SAME) && (!whole || round.fract() == 0.0);
    around(value).filter(fits).last().unwrap_or(value)
}

/// What keys and readers of the screen ask of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Asked {
    small: i64,
    large: i64,
    /// The least value, or the greatest.
    end: Option<bool>,
}

impl Asked {
    fn of(ui: &Ui, id: Id, larger: Key, smaller: Key) -> Self {
        let mut asked = Self::default();
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        ui.input_mut(|input| {
            input.consume_accesskit_action_requests(id, |request| match request.action {
                Action::Increment => {
                    asked.small += 1;
                    true
                }
                Action::Decrement => {
                    asked.small -= 1;
                    true
                }
                _ => false,
            });
            if !has_focus {
                return;
            }
            let mut presses = |modifiers, key| input.count_and_consume_key(modifiers, key) as i64;
            let mut between =
                |modifiers, up, down| presses(modifiers, up) - presses(modifiers, down);
            asked.large += between(Modifiers::SHIFT, larger, smaller);
            asked.small += between(Modifiers::NONE, larger, smaller);
            asked.large += between(Modifiers::NONE, Key::PageUp, Key::PageDown);
        });
        asked
    }

    fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// The value that is asked for, within a range. One that lies outside comes to its end, or stays.
    fn value(self, value: f64, steps: Steps, range: &RangeInclusive<f64>) -> f64 {
        let (least, most) = (*range.start(), *range.end());
        match self.end {
            Some(true) => most,
            Some(false) => least,
            None => {
                let by = self.small + steps.far() * self.large;
                let moved = steps.from(value.clamp(least, most), by).clamp(least, most);
                let is_back = (moved - value) * (by as f64) < 0.0;
                if is_back { value } else { moved }
            }
        }
    }
}

/// Where keys and readers of the screen move a slider that was at `before` and was just drawn, in place of egui's own
/// steps; none where they don't.
pub(in crate::app) fn moved(
    ui: &Ui,
    slider: &Response,
    before: f64,
    steps: Steps,
    range: RangeInclusive<f64>,
) -> Option<f64> {
    let mut asked = Asked::of(ui, slider.id, Key::ArrowRight, Key::ArrowLeft);
    if slider.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(slider.id, filter));
        asked.end = ui.input_mut(|input| {
            let mut presses = |key| input.consume_key(Modifiers::NONE, key);
            let (home, end) = (presses(Key::Home), presses(Key::End));
            if end { Some(true) } else { home.then_some(false) }
        });
    }
    (!asked.is_nothing()).then(|| asked.value(before, steps, &range))
}

/// Where ↑, ↓ and readers of the screen move the number of a field that is about to be drawn.
pub(in crate::app) fn moved_number(
    ui: &Ui,
    field: Id,
    before: f64,
    steps: Steps,
    range: RangeInclusive<f64>,
) -> Option<f64> {
    let asked = Asked::of(ui, field, Key::ArrowUp, Key::ArrowDown);
    (!asked.is_nothing()).then(|| asked.value(before, steps, &range))
}

/// Has readers of the screen say the value of a slider as it is written.
pub(in crate::app) fn speak(ui: &Ui, slider: &Response, value: f64, written: &str) {
    ui.ctx().accesskit_node_builder(slider.id, |node| {
        node.set_numeric_value(value);
        node.set_value(written);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(small: i64, large: i64) -> Asked {
        Asked { small, large, end: None }
    }

    #[test]
    fn a_rate_goes_from_round_number_to_round_number() {
        let steps = Steps::factors(false);
        let range = 1e-5..=1.0;
        let from = |value, by| asked(by, 0).value(value, steps, &range);
        assert_eq!(from(0.005, 1), 0.0055);
        assert_eq!(from(0.005, -1), 0.0045);
        assert_eq!(from(0.0049999, 1), 0.005);
        assert_eq!(from(0.009, 1), 0.01);
        assert_eq!(from(0.01, -1), 0.009);
        assert_eq!(from(1.0, 1), 1.0, "the end holds");
        assert_eq!(asked(0, 1).value(0.001, steps, &range), 0.0018);
        assert_eq!(asked(0, -1).value(0.0018, steps, &range), 0.001);
        // What was typed beyond the rail comes back to it, and goes no further away.
        assert_eq!(from(3.0, -1), 0.9);
        assert_eq!(from(3.0, 1), 3.0);
        assert_eq!(from(1e-9, 1), 1.1e-5);
    }

    #[test]
    fn there_and_back_is_where_it_was() {
        for steps in [Steps::factors(false), Steps::Linear(0.05)] {
            let mut value = 0.5;
            for _ in 0..30 {
                value = steps.from(value, 1);
            }
            for _ in 0..30 {
                value = steps.from(value, -1);
            }
            assert_eq!(value, 0.5, "{steps:?}");
        }
    }

    #[test]
    fn whole_numbers_never_stand_still_and_stay_whole() {
        let steps = Steps::factors(true);
        let mut value = 1.0;
        let mut seen = Vec::new();
        while value < 512.0 {
            let next = asked(1, 0).value(value, steps, &(1.0..=512.0));
            assert!(next > value && next.fract() == 0.0, "{value} {next}");
            seen.push(next);
            value = next;
        }
        assert!(seen.starts_with(&[2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0]));
        assert_eq!(value, 512.0);
        assert_eq!(steps.from(128.0, 1), 140.0);
        assert_eq!(Steps::linear(&(1.0..=4.0), true).from(3.0, 1), 4.0);
    }

    #[test]
    fn a_linear_range_goes_by_about_a_hundredth() {
        let step = |least: f64, most: f64| Steps::linear(&(least..=most), false);
        assert_eq!(step(0.0, 1.0), Steps::Linear(0.01));
        assert_eq!(step(0.0, 0.5), Steps::Linear(0.005));
        assert_eq!(step(-std::f64::consts::PI, std::f64::consts::PI), Steps::Linear(0.05));
        assert_eq!(step(0.0, 1.0).from(0.337, 1), 0.34);
        assert_eq!(step(0.0, 1.0).from(0.337, -1), 0.33);
        assert_eq!(step(-1.0, 1.0).from(-0.02, 1), 0.0);
        assert_eq!(Steps::factors(false).from(-0.005, 1), -0.0045);
        assert_eq!(Steps::factors(false).from(0.0, 1), 0.0);
    }

    #[test]
    fn home_and_end_go_to_the_ends() {
        let to = |end| {
            let asked = Asked { end: Some(end), ..Asked::default() };
            asked.value(0.3, Steps::Linear(0.1), &(0.0..=1.0))
        };
        assert_eq!((to(false), to(true)), (0.0, 1.0));
    }
}
