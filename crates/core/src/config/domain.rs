//! The values that a setting can have: how one is read and written, and what they are in words.

use std::path::PathBuf;

use super::interval::Interval;
use super::kinds::Choice;
use super::{Spacing, Value};
use crate::wording::{ValueWords, Wording};

/// The values of settings of one type.
pub(super) trait Domain<T> {
    /// The value that is written so; `None` where it is none of these.
    fn read(&self, value: &Value) -> Option<T>;

    /// How the value is written; `None` where there is nothing to write.
    fn write(&self, value: &T) -> Option<Value>;

    /// The values, whatever their type, with what choices are called in a language.
    fn shape(&self, words: &'static Wording) -> Shape;
}

/// A choice's name in files and flags, and the one in the window.
pub(super) type Named = (&'static str, &'static str);

/// The values that a setting can have, whatever its type is.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// One of these: the names in files and flags, and those in the window.
    Choices(Vec<Named>),
    /// `true` or `false`.
    Switch,
    /// A whole number from the least to the greatest.
    Whole(u64, u64),
    /// A number.
    Number(Interval),
    /// A number of this kind, or a word in its place.
    NumberOr(&'static str, Content, Interval),
    /// One of these, named as in [`Shape::Choices`], or a text of this kind.
    ChoiceOr(Vec<Named>, Content),
    /// A whole number from the least to the greatest, or one of these words, named as in [`Shape::Choices`].
    WholeOr(Vec<Named>, u64, u64),
    /// A text of this kind.
    Text(Content),
    /// Texts of this kind, up to so many.
    Texts(Content, usize),
}

/// What a value is that is none of a few choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A number.
    Number,
    /// A number of radians.
    Radians,
    /// The path of a table.
    TablePath,
    /// The path of a file.
    FilePath,
    /// A fingerprint.
    Sha256,
    /// How a table is shared out.
    Percentages,
    /// What is read or answered.
    FormulasOrColumns,
    /// Marks of missing cells.
    Marks,
}

impl Content {
    pub(super) fn said(self, words: &ValueWords) -> &'static str {
        match self {
            Self::Number => words.a_number,
            Self::Radians => words.a_number_of_radians,
            Self::TablePath => words.path_of_a_table,
            Self::FilePath => words.path_of_a_file,
            Self::Sha256 => words.sha256,
            Self::Percentages => words.percentages,
            Self::FormulasOrColumns => words.formulas_or_columns,
            Self::Marks => words.marks,
        }
    }
}

impl Shape {
    /// The word for no number.
    pub const OFF: &'static str = "off";

    /// What a value must be, as errors say it.
    pub fn expected(&self) -> String {
        self.expected_in(Wording::in_force())
    }

    /// What a value must be, in a language.
    pub fn expected_in(&self, words: &Wording) -> String {
        let words = &words.values;
        match self {
            Self::Choices(choices) => (words.one_of)(&names(choices)),
            Self::Switch => words.true_or_false.to_owned(),
            Self::Whole(least, most) => (words.whole)(&whole_range(words, *least, *most)),
            Self::Number(interval) => (words.number)(&interval.place(words)),
            Self::NumberOr(word, what, interval) => {
                (words.word_or_number)(word, what.said(words), &interval.place(words))
            }
            Self::ChoiceOr(choices, what) => (words.one_of_or)(&names(choices), what.said(words)),
            Self::WholeOr(choices, least, most) => {
                (words.words_or_whole)(&names(choices), &whole_range(words, *least, *most))
            }
            Self::Text(what) => what.said(words).to_owned(),
            Self::Texts(what, most) => (words.texts_up_to)(*most, what.said(words)),
        }
    }

    /// The values in few words: "1 to 512".
    pub fn range(&self) -> String {
        self.range_in(Wording::in_force())
    }

    /// The values in few words of a language.
    pub fn range_in(&self, words: &Wording) -> String {
        let values = &words.values;
        match self {
            Self::Choices(choices) => (values.names)(&names(choices)),
            Self::Whole(least, most) => whole_range(values, *least, *most),
            Self::Number(interval) => interval.range(values),
            Self::NumberOr(word, _, interval) => {
                (values.words_or)(&[*word], &interval.range(values))
            }
            Self::WholeOr(choices, least, most) => {
                (values.words_or)(&names(choices), &whole_range(values, *least, *most))
            }
            Self::Switch | Self::ChoiceOr(..) | Self::Text(_) | Self::Texts(..) => {
                self.expected_in(words)
            }
        }
    }

    /// What stands for a value in `--help`.
    pub fn placeholder(&self) -> String {
        match self {
            Self::Choices(choices) => names(choices).join("|"),
            Self::Switch => "true|false".to_owned(),
            Self::Whole(..) => "N".to_owned(),
            Self::Number(_) => "X".to_owned(),
            Self::NumberOr(word, ..) => format!("{word}|X"),
            Self::ChoiceOr(choices, _) => format!("{}|FILE", names(choices).join("|")),
            Self::WholeOr(choices, ..) => format!("N|{}", names(choices).join("|")),
            Self::Text(_) | Self::Texts(..) => "TEXT".to_owned(),
        }
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

/// The names of choices in files and flags.
pub(super) fn names(choices: &[Named]) -> Vec<&'static str> {
    choices.iter().map(|(name, _)| *name).collect()
}

/// "1 to 512".
pub(super) fn whole_range(words: &ValueWords, least: u64, most: u64) -> String {
    (words.to)(&least.to_string(), &most.to_string())
}

/// Choices with both of their names.
pub(super) fn named<T: Choice>(words: &'static Wording, choices: &[T]) -> Vec<Named> {
    choices.iter().map(|choice| (choice.name(), choice.label_in(words))).collect()
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

    fn shape(&self, words: &'static Wording) -> Shape {
        Shape::Choices(named(words, T::ALL))
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

    fn shape(&self, _: &'static Wording) -> Shape {
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

    fn shape(&self, _: &'static Wording) -> Shape {
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

    fn shape(&self, _: &'static Wording) -> Shape {
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

    fn shape(&self, _: &'static Wording) -> Shape {
        Shape::NumberOr(Shape::OFF, Content::Number, self.0)
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

    fn shape(&self, _: &'static Wording) -> Shape {
        Shape::NumberOr(Spacing::HALF_TURN, Content::Radians, self.0)
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

    fn shape(&self, _: &'static Wording) -> Shape {
        Shape::Text(Content::FilePath)
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

    fn shape(&self, _: &'static Wording) -> Shape {
        Shape::Text(Content::Sha256)
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
