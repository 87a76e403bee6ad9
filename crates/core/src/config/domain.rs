//! The values that a setting can have: how one is read and written, and what they are in words.

use std::path::PathBuf;

use super::interval::Interval;
use super::kinds::Choice;
use super::{Spacing, Value};

/// The values of settings of one type.
pub(super) trait Domain<T> {
    /// The value that is written so; `None` where it is none of these.
    fn read(&self, value: &Value) -> Option<T>;

    /// How the value is written; `None` where there is nothing to write.
    fn write(&self, value: &T) -> Option<Value>;

    /// The values, whatever their type.
    fn shape(&self) -> Shape;
}

/// The values that a setting can have, whatever its type is.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// One of these: the names in files and flags, and those in the window.
    Choices(Vec<(&'static str, &'static str)>),
    /// `true` or `false`.
    Switch,
    /// A whole number from the least to the greatest.
    Whole(u64, u64),
    /// A number.
    Number(Interval),
    /// A number, or a word in its place. The text says what kind of number it is.
    NumberOr(&'static str, &'static str, Interval),
    /// One of these, or a text like this one.
    ChoiceOr(Vec<(&'static str, &'static str)>, &'static str),
    /// A whole number from the least to the greatest, or one of these words.
    WholeOr(&'static [&'static str], u64, u64),
    /// A text like this one.
    Text(&'static str),
    /// Texts like this one, up to so many.
    Texts(&'static str, usize),
}

impl Shape {
    /// The word for no number.
    pub const OFF: &'static str = "off";

    /// What a value must be, as errors say it.
    pub fn expected(&self) -> String {
        match self {
            Self::Choices(choices) => format!("one of {}", join(choices, ", ")),
            Self::Switch => "true or false".to_owned(),
            Self::Whole(..) => format!("a whole number from {}", self.range()),
            Self::Number(interval) => format!("a number {}", interval.place()),
            Self::NumberOr(word, what, interval) => {
                format!("{word} or {what} {}", interval.place())
            }
            Self::ChoiceOr(choices, what) => format!("one of {}, or {what}", join(choices, ", ")),
            Self::WholeOr(words, ..) => {
                format!("{}, or a whole number from {}", words.join(", "), self.whole_range())
            }
            Self::Text(what) => (*what).to_owned(),
            Self::Texts(what, most) => format!("a list of up to {most} texts: {what}"),
        }
    }

    /// The values in few words: "1 to 512".
    pub fn range(&self) -> String {
        match self {
            Self::Choices(choices) => join(choices, ", "),
            Self::Whole(least, most) => format!("{least} to {most}"),
            Self::Number(interval) => interval.range(),
            Self::NumberOr(word, _, interval) => format!("{word} or {}", interval.range()),
            Self::WholeOr(words, ..) => {
                format!("{} or {}", words.join(", "), self.whole_range())
            }
            Self::Switch | Self::ChoiceOr(..) | Self::Text(_) | Self::Texts(..) => self.expected(),
        }
    }

    /// What stands for a value in `--help`.
    pub fn placeholder(&self) -> String {
        match self {
            Self::Choices(choices) => join(choices, "|"),
            Self::Switch => "true|false".to_owned(),
            Self::Whole(..) => "N".to_owned(),
            Self::Number(_) => "X".to_owned(),
            Self::NumberOr(word, ..) => format!("{word}|X"),
            Self::ChoiceOr(choices, _) => format!("{}|FILE", join(choices, "|")),
            Self::WholeOr(words, ..) => format!("N|{}", words.join("|")),
            Self::Text(_) | Self::Texts(..) => "TEXT".to_owned(),
        }
    }

    /// "1 to 512", of whole numbers that words may stand for.
    fn whole_range(&self) -> String {
        self.ends().map_or_else(String::new, |(least, most)| format!("{least} to {most}"))
    }

    /// The least and the greatest number; `None` where there are no numbers.
    pub fn ends(&self) -> Option<(f64, f64)> {
        match self {
            Self::Whole(least, most) | Self::WholeOr(_, least, most) => {
                Some((*least as f64, *most as f64))
            }
            Self::Number(interval) | Self::NumberOr(.., interval) => Some(interval.ends()),
            Self::Choices(_) | Self::ChoiceOr(..) | Self::Switch => None,
            Self::Text(_) | Self::Texts(..) => None,
        }
    }
}

/// The names of choices in a row.
fn join(choices: &[(&'static str, &'static str)], between: &str) -> String {
    choices.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(between)
}

/// One of a few choices, by its name.
pub(super) struct OneOf;

impl<T: Choice> Domain<T> for OneOf {
    fn read(&self, value: &Value) -> Option<T> {
        let text = text(value)?;
        T::ALL.iter().copied().find(|choice| choice.name() == text)
    }

    fn write(&self, value: &T) -> Option<Value> {
        Some(Value::Text(value.name().to_owned()))
    }

    fn shape(&self) -> Shape {
        Shape::Choices(T::ALL.iter().map(|choice| (choice.name(), choice.label())).collect())
    }
}

/// On or off.
pub(super) struct Switch;

impl Domain<bool> for Switch {
    fn read(&self, value: &Value) -> Option<bool> {
        match value {
            Value::Bool(value) => Some(*value),
            Value::Flag(text) => text.parse().ok(),
            _ => None,
        }
    }

    fn write(&self, value: &bool) -> Option<Value> {
        Some(Value::Bool(*value))
    }

    fn shape(&self) -> Shape {
        Shape::Switch
    }
}

/// Whole numbers from the least to the greatest.
pub(super) struct Whole(pub(super) u64, pub(super) u64);

impl<T: TryFrom<u64> + TryInto<i64> + Copy> Domain<T> for Whole {
    fn read(&self, value: &Value) -> Option<T> {
        let number = match value {
            Value::Integer(number) => u64::try_from(*number).ok(),
            Value::Flag(text) => text.parse().ok(),
            _ => None,
        };
        number.filter(|number| (self.0..=self.1).contains(number))?.try_into().ok()
    }

    fn write(&self, value: &T) -> Option<Value> {
        // No setting goes beyond what TOML can write; a value that did would fail its check.
        Some(Value::Integer((*value).try_into().unwrap_or(-1)))
    }

    fn shape(&self) -> Shape {
        Shape::Whole(self.0, self.1)
    }
}

/// Numbers of an interval.
pub(super) struct Number(pub(super) Interval);

impl Domain<f64> for Number {
    fn read(&self, value: &Value) -> Option<f64> {
        float(value).filter(|number| self.0.contains(*number))
    }

    fn write(&self, value: &f64) -> Option<Value> {
        Some(Value::Float(*value))
    }

    fn shape(&self) -> Shape {
        Shape::Number(self.0)
    }
}

/// Numbers of an interval, or `off`.
pub(super) struct NumberOrOff(pub(super) Interval);

impl Domain<Option<f64>> for NumberOrOff {
    fn read(&self, value: &Value) -> Option<Option<f64>> {
        if text(value) == Some(Shape::OFF) {
            return Some(None);
        }
        Number(self.0).read(value).map(Some)
    }

    fn write(&self, value: &Option<f64>) -> Option<Value> {
        let off = || Value::Text(Shape::OFF.to_owned());
        Some(value.map_or_else(off, Value::Float))
    }

    fn shape(&self) -> Shape {
        Shape::NumberOr(Shape::OFF, "a number", self.0)
    }
}

/// Half turns, or a number of radians of an interval.
pub(super) struct HalfTurnOr(pub(super) Interval);

impl Domain<Spacing> for HalfTurnOr {
    fn read(&self, value: &Value) -> Option<Spacing> {
        if text(value) == Some(Spacing::HALF_TURN) {
            return Some(Spacing::HalfTurn);
        }
        Number(self.0).read(value).map(Spacing::Radians)
    }

    fn write(&self, value: &Spacing) -> Option<Value> {
        Some(match value {
            Spacing::HalfTurn => Value::Text(Spacing::HALF_TURN.to_owned()),
            Spacing::Radians(radians) => Value::Float(*radians),
        })
    }

    fn shape(&self) -> Shape {
        Shape::NumberOr(Spacing::HALF_TURN, "a number of radians", self.0)
    }
}

/// The path of a file, or none, which isn't written.
pub(super) struct FilePath;

impl Domain<Option<PathBuf>> for FilePath {
    fn read(&self, value: &Value) -> Option<Option<PathBuf>> {
        text(value).map(|path| Some(PathBuf::from(path)))
    }

    fn write(&self, value: &Option<PathBuf>) -> Option<Value> {
        value.as_ref().map(|path| Value::Text(path.to_string_lossy().into_owned()))
    }

    fn shape(&self) -> Shape {
        Shape::Text("the path of a file")
    }
}

/// The SHA-256 of a file in hexadecimal, or none, which isn't written.
pub(super) struct Sha256;

impl Domain<Option<String>> for Sha256 {
    fn read(&self, value: &Value) -> Option<Option<String>> {
        let is_digest =
            |text: &&str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        text(value).filter(is_digest).map(|text| Some(text.to_ascii_lowercase()))
    }

    fn write(&self, value: &Option<String>) -> Option<Value> {
        value.clone().map(Value::Text)
    }

    fn shape(&self) -> Shape {
        Shape::Text("64 hexadecimal digits")
    }
}

/// A text that says something.
pub(super) fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) | Value::Flag(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// A number, which may be written as a whole one.
fn float(value: &Value) -> Option<f64> {
    match value {
        Value::Float(number) => Some(*number),
        Value::Integer(number) => Some(*number as f64),
        Value::Flag(text) => text.parse().ok(),
        _ => None,
    }
}
