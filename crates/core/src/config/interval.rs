//! Intervals of numbers, and how they are put into words.

use crate::wording::ValueWords;

/// Numbers between two ends, all of them finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Interval {
    /// Both ends included.
    Closed(f64, f64),
    /// The greater end left out.
    Below(f64, f64),
    /// All that are greater.
    Above(f64),
    /// The lesser end left out.
    AboveUpTo(f64, f64),
}

impl Interval {
    /// Whether the number lies within.
    pub fn contains(self, number: f64) -> bool {
        match self {
            Self::Closed(least, most) => (least..=most).contains(&number),
            Self::Below(least, end) => (least..end).contains(&number),
            Self::Above(start) => number > start && number.is_finite(),
            Self::AboveUpTo(start, most) => number > start && number <= most,
        }
    }

    /// The least and the greatest number.
    pub fn ends(self) -> (f64, f64) {
        match self {
            Self::Closed(least, most) => (least, most),
            Self::Below(least, end) => (least, end.next_down()),
            Self::Above(start) => (start.next_up(), f64::MAX),
            Self::AboveUpTo(start, most) => (start.next_up(), most),
        }
    }

    /// "0 to 1", "above 0".
    pub(super) fn range(self, words: &ValueWords) -> String {
        match self {
            Self::Closed(least, most) => (words.to)(&shortest(least), &shortest(most)),
            Self::Below(least, end) => (words.to_below)(&shortest(least), &shortest(end)),
            Self::Above(start) => (words.above)(&shortest(start)),
            Self::AboveUpTo(start, most) => (words.above_up_to)(&shortest(start), &shortest(most)),
        }
    }

    /// "from 0 to 1", "above 0".
    pub(super) fn place(self, words: &ValueWords) -> String {
        match self {
            Self::Closed(..) | Self::Below(..) => (words.from)(&self.range(words)),
            Self::Above(_) | Self::AboveUpTo(..) => self.range(words),
        }
    }
}

/// A number in few characters: 0 rather than 0.0, 1e-6 rather than 0.000001.
pub(super) fn shortest(number: f64) -> String {
    let text = format!("{number:?}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}
