//! Settings that are a whole number, or a word in its place.

use super::Value;
use super::domain::{Domain, Shape, text};
use crate::wording::{ChoiceWords, Wording};

/// How often the network is judged on the validation part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValidateEvery {
    /// After each epoch.
    Epoch,
    /// After so many steps.
    Steps(u64),
}

/// After how many rows a table's data come round, for the seasonal naive guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// They don't.
    Off,
    /// As the training part says.
    Auto,
    /// After so many.
    Rows(u64),
}

/// A type whose values are whole numbers, or words in their place.
pub(super) trait WholeOrWord: Copy {
    /// The words.
    const WORDS: &'static [&'static str];

    /// What the words are called in the window, in the same order.
    fn labels(words: &'static ChoiceWords) -> Vec<&'static str>;

    /// What a word stands for, by its place among them.
    fn of_word(place: usize) -> Self;

    /// What a number stands for.
    fn of_whole(number: u64) -> Self;

    /// The number, or the word's place.
    fn parts(self) -> Result<u64, usize>;
}

/// Whole numbers from the least to the greatest, or words.
pub(super) struct WholeOr(pub(super) u64, pub(super) u64);

impl<T: WholeOrWord> Domain<T> for WholeOr {
    fn read(&self, value: &Value) -> Option<T> {
        let number = match value {
            Value::Integer(number) => u64::try_from(*number).ok(),
            Value::Flag(text) => text.parse().ok(),
            _ => None,
        };
        let word = || {
            let text = text(value)?;
            T::WORDS.iter().position(|word| *word == text).map(T::of_word)
        };
        let number = number.filter(|number| (self.0..=self.1).contains(number));
        number.map(T::of_whole).or_else(word)
    }

    fn write(&self, value: &T) -> Option<Value> {
        Some(match value.parts() {
            Ok(number) => Value::Integer(i64::try_from(number).unwrap_or(-1)),
            Err(place) => Value::Text(T::WORDS.get(place).copied().unwrap_or_default().to_owned()),
        })
    }

    fn shape(&self, words: &'static Wording) -> Shape {
        let labels = T::labels(&words.choices);
        Shape::WholeOr(T::WORDS.iter().copied().zip(labels).collect(), self.0, self.1)
    }
}

impl WholeOrWord for ValidateEvery {
    const WORDS: &'static [&'static str] = &["epoch"];

    fn labels(words: &'static ChoiceWords) -> Vec<&'static str> {
        vec![words.validate_every_epoch]
    }

    fn of_word(_: usize) -> Self {
        Self::Epoch
    }

    fn of_whole(number: u64) -> Self {
        Self::Steps(number)
    }

    fn parts(self) -> Result<u64, usize> {
        match self {
            Self::Epoch => Err(0),
            Self::Steps(number) => Ok(number),
        }
    }
}

impl WholeOrWord for Season {
    const WORDS: &'static [&'static str] = &["off", "auto"];

    fn labels(words: &'static ChoiceWords) -> Vec<&'static str> {
        vec![words.off, words.season_auto]
    }

    fn of_word(place: usize) -> Self {
        if place == 0 { Self::Off } else { Self::Auto }
    }

    fn of_whole(number: u64) -> Self {
        Self::Rows(number)
    }

    fn parts(self) -> Result<u64, usize> {
        match self {
            Self::Off => Err(0),
            Self::Auto => Err(1),
            Self::Rows(number) => Ok(number),
        }
    }
}

/// Samples between the beginnings of two windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    /// As many as a window has: they lie side by side.
    TimeSteps,
    /// So many.
    Samples(u64),
}

impl WholeOrWord for Stride {
    const WORDS: &'static [&'static str] = &["time-steps"];

    fn labels(words: &'static ChoiceWords) -> Vec<&'static str> {
        vec![words.stride_time_steps]
    }

    fn of_word(_: usize) -> Self {
        Self::TimeSteps
    }

    fn of_whole(number: u64) -> Self {
        Self::Samples(number)
    }

    fn parts(self) -> Result<u64, usize> {
        match self {
            Self::TimeSteps => Err(0),
            Self::Samples(number) => Ok(number),
        }
    }
}

impl WholeOrWord for Option<u64> {
    const WORDS: &'static [&'static str] = &[Shape::OFF];

    fn labels(words: &'static ChoiceWords) -> Vec<&'static str> {
        vec![words.off]
    }

    fn of_word(_: usize) -> Self {
        None
    }

    fn of_whole(number: u64) -> Self {
        Some(number)
    }

    fn parts(self) -> Result<u64, usize> {
        self.ok_or(0)
    }
}
