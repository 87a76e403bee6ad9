//! Where ticks stand and what they say: round numbers, multiples of π, whole steps, decades.

mod dates;

use std::f64::consts::PI;

use super::{decimal, power};

pub use dates::{DateWords, Dates, dates};

/// More ticks than anyone could read: a bound for loops, whatever the range.
const MOST: f64 = 60.0;

/// A tick; a minor one has an empty label.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// The value at which it stands.
    pub at: f64,
    /// What it says.
    pub label: String,
}

/// Ticks of an axis that has its own, such as dates along rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Along {
    /// The ticks, at the axis' values.
    pub ticks: Vec<Tick>,
    /// What the axis is called with them.
    pub label: String,
}

/// About `most` ticks at round numbers (1, 2 or 5 times a power of ten apart).
pub fn linear((low, high): (f64, f64), most: usize) -> Vec<Tick> {
    let step = nice_step(high - low, most);
    let largest = low.abs().max(high.abs());
    multiples(low, high, step).map(|at| Tick { at, label: label(at, step, largest) }).collect()
}

/// Ticks at whole numbers, for a step count.
pub fn whole((low, high): (f64, f64), most: usize) -> Vec<Tick> {
    let step = nice_step(high - low, most).max(1.0);
    let largest = low.abs().max(high.abs());
    multiples(low, high, step).map(|at| Tick { at, label: label(at, step, largest) }).collect()
}

/// Ticks at round multiples of π, for an axis in radians.
pub fn turns((low, high): (f64, f64), most: usize) -> Vec<Tick> {
    let step = nice_step((high - low) / PI, most);
    let largest = low.abs().max(high.abs()) / PI;
    let tick = |half_turns: f64| {
        let number = label(half_turns, step, largest);
        // 2π rather than 2.0π: the unit makes clear what kind of number it is.
        let short = if number.contains('.') {
            number.trim_end_matches('0').trim_end_matches('.')
        } else {
            &number
        };
        let label = match short {
            "0" => "0".to_owned(),
            "1" => "π".to_owned(),
            "−1" => "−π".to_owned(),
            short => format!("{short}π"),
        };
        Tick { at: half_turns * PI, label }
    };
    multiples(low / PI, high / PI, step).map(tick).collect()
}

/// Ticks of a logarithmic axis from 10^`low` to 10^`high`: the decades, or finer where there are few,
/// and unlabelled ones between.
pub fn decades((low, high): (f64, f64), most: usize) -> Vec<Tick> {
    let span = high - low;
    let powers = has_powers(low, high);
    let labelled = |at: f64| Tick { at, label: power_label(at, powers) };
    let stride = (span / most as f64).ceil().max(1.0);
    let main: Vec<Tick> =
        multiples(low, high, stride).map(|exponent| labelled(10f64.powf(exponent))).collect();
    if main.len() >= 3 || (main.len() == 2 && span >= 2.0) {
        let fine = if stride == 1.0 && span <= 8.0 { between(low, high, 2..=9) } else { vec![] };
        return main.into_iter().chain(fine.into_iter().map(unlabelled)).collect();
    }
    let some: Vec<Tick> = between(low, high, [1, 2, 5]).into_iter().map(labelled).collect();
    if some.len() >= 3 {
        let fine = between(low, high, [3, 4, 6, 7, 8, 9]);
        return some.into_iter().chain(fine.into_iter().map(unlabelled)).collect();
    }
    linear((10f64.powf(low), 10f64.powf(high)), most)
}

/// Ticks of a low logarithmic axis, whose labels have to stand at least `least` decades apart: those
/// of [`decades`], or 1 and 3 times powers of ten where these come too close; within a decade fewer of them.
pub fn low_decades((low, high): (f64, f64), most: usize, least: f64) -> Vec<Tick> {
    let has_room = |ticks: &[Tick]| {
        let labelled = ticks.iter().filter(|tick| !tick.label.is_empty());
        let labelled: Vec<f64> = labelled.map(|tick| tick.at.log10()).collect();
        labelled.windows(2).all(|pair| pair[1] - pair[0] >= least)
    };
    let usual = decades((low, high), most);
    if has_room(&usual) {
        return usual;
    }
    if high - low < 0.8 {
        // Steps of one size, which come closest at the upper end.
        let mut sparser = (1..most).rev().map(|most| decades((low, high), most));
        return sparser.find(|ticks| has_room(ticks)).unwrap_or(usual);
    }
    let powers = has_powers(low, high);
    let labelled = |at: f64| Tick { at, label: power_label(at, powers) };
    between(low, high, [1, 3]).into_iter().map(labelled).collect()
}

/// A range whose ends move out to a round multiple of `unit` where one is near, so that the axis ends
/// on a tick.
pub fn snapped((low, high): (f64, f64), unit: f64) -> (f64, f64) {
    let step = nice_step((high - low) / unit, 8) * unit;
    let near =
        |end: f64, round: f64| if (end - round).abs() <= 0.04 * (high - low) { round } else { end };
    (near(low, (low / step).floor() * step), near(high, (high / step).ceil() * step))
}

/// Beyond 0.0001 and 100 000 every label is a power of ten, so that styles don't mix.
fn has_powers(low: f64, high: f64) -> bool {
    low < -4.5 || high > 5.5
}

fn unlabelled(at: f64) -> Tick {
    Tick { at, label: String::new() }
}

/// The values d·10^k from 10^`low` to 10^`high`, for each of `digits`.
fn between(low: f64, high: f64, digits: impl IntoIterator<Item = u8> + Clone) -> Vec<f64> {
    let exponents = multiples(low.floor(), high.ceil(), 1.0);
    exponents
        .flat_map(|exponent| {
            let decade = 10f64.powf(exponent);
            digits.clone().into_iter().map(move |digit| f64::from(digit) * decade)
        })
        .filter(|at| (low..=high).contains(&at.log10()))
        .collect()
}

/// The multiples of `step` from `low` to `high`; none when there would be too many.
fn multiples(low: f64, high: f64, step: f64) -> impl Iterator<Item = f64> {
    let first = (low / step - 1e-6).ceil();
    let last = (high / step + 1e-6).floor();
    let count = last - first + 1.0;
    // Not a number of ticks when a range is not a number; `as` would make it 0 as well.
    let count = if (1.0..=MOST).contains(&count) { count as u32 } else { 0 };
    // Adding 0 turns −0 into 0.
    (0..count).map(move |i| (first + f64::from(i)) * step + 0.0)
}

/// The smallest of 1, 2, 5 · 10^k that cuts `span` into at most `most` parts.
fn nice_step(span: f64, most: usize) -> f64 {
    let rough = span / most.max(1) as f64;
    let decade = 10f64.powf(rough.log10().floor());
    let digit = [1.0, 2.0, 5.0].into_iter().find(|digit| digit * decade >= rough * (1.0 - 1e-9));
    digit.unwrap_or(10.0) * decade
}

/// A tick's number with as many decimals as neighbours `step` apart need; as a power of ten where
/// the largest of them is very large or very small.
fn label(at: f64, step: f64, largest: f64) -> String {
    // A step is 1, 2 or 5 times a power of ten: nudged, its logarithm floors to that power.
    let finest = (step.log10() + 1e-9).floor();
    if (1e-3..1e8).contains(&largest) {
        return decimal(at, (-finest).max(0.0) as usize);
    }
    if at == 0.0 {
        return "0".to_owned();
    }
    let exponent = (at.abs().log10() + 1e-9).floor();
    let digits = (exponent - finest).max(0.0) as usize;
    format!("{}×{}", decimal(at / 10f64.powf(exponent), digits), power(exponent))
}

/// The label of a value on a logarithmic axis, such as 0.01, 20 or 5×10⁻⁶.
fn power_label(at: f64, powers: bool) -> String {
    let exponent = (at.log10() + 1e-9).floor();
    if !powers {
        return decimal(at, (-exponent).max(0.0) as usize);
    }
    match (at / 10f64.powf(exponent)).round() {
        1.0 => power(exponent),
        digit => format!("{digit}×{}", power(exponent)),
    }
}
