//! One setting at a time: what follows from its entry in the list.

use std::borrow::Cow;

use super::{
    Config, ConfigError, DataChoice, Effect, Field, Group, Placement, Settings, Shape, Value,
};
use crate::wording::Wording;

/// More steps than any run takes, and still exact wherever a step number is stored as a float.
pub const MAX_STEPS: u64 = 1 << 53;

impl Field {
    /// The field with this name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// The field with this name.
    ///
    /// # Errors
    /// [`ConfigError::UnknownField`].
    pub fn named(name: &str) -> Result<Self, ConfigError> {
        let unknown = || ConfigError::UnknownField { name: name.to_owned() };
        Self::from_name(name).ok_or_else(unknown)
    }

    /// The name in files; a flag has dashes for the underscores.
    pub const fn name(self) -> &'static str {
        self.entry().name
    }

    /// The name in the window and in sentences.
    pub fn label(self) -> &'static str {
        self.label_in(Wording::in_force())
    }

    /// The name in the window and in sentences of a language.
    pub fn label_in(self, words: &'static Wording) -> &'static str {
        self.words(words).label
    }

    /// The label in the window's controls, where there is little room.
    pub fn short_label(self) -> &'static str {
        self.words(Wording::in_force()).short_label
    }

    /// When a new value is felt.
    pub const fn effect(self) -> Effect {
        self.entry().effect
    }

    /// One line for a learner: what the setting does.
    pub fn meaning(self) -> Cow<'static, str> {
        self.meaning_in(Wording::in_force())
    }

    /// One line for a learner in a language: what the setting does.
    pub fn meaning_in(self, words: &'static Wording) -> Cow<'static, str> {
        let text = self.words(words).meaning;
        if text.contains(RANGE) {
            return text.replace(RANGE, &self.shape_in(words).range_in(words)).into();
        }
        text.into()
    }

    /// Whether the meaning says which values are possible.
    pub fn meaning_has_range(self) -> bool {
        self.words(Wording::in_force()).meaning.contains(RANGE)
    }

    /// What the window adds to the meaning, with the blank before it; empty where there is nothing to add.
    pub fn see_also(self) -> &'static str {
        self.words(Wording::in_force()).see_also
    }

    /// What stands for having a number among words side by side; empty where there are none.
    pub fn number_word(self) -> &'static str {
        self.words(Wording::in_force()).number
    }

    /// The values that it can have.
    pub fn shape(self) -> Shape {
        self.shape_in(Wording::in_force())
    }

    /// The fields among the window's controls, as they stand in a group.
    pub fn in_group(group: Group) -> Vec<(Self, Placement)> {
        let placed = |field: &Self| Some((*field, field.entry().placement?));
        let mut fields: Vec<_> = Self::ALL.iter().filter_map(placed).collect();
        fields.retain(|(_, placement)| placement.group == group);
        fields.sort_by_key(|(_, placement)| placement.position);
        fields
    }

    /// The value in `config` as a flag is given it: with every digit and without quotes, "none" where
    /// there is nothing. What people read is in `recipe::words`.
    pub fn text(self, config: &Config) -> String {
        match self.get(config) {
            Some(Value::Text(text)) => text,
            Some(value) => value.to_string(),
            None => "none".to_owned(),
        }
    }

    /// The number in `config`; `None` where there is none.
    pub fn number(self, config: &Config) -> Option<f64> {
        match self.get(config)? {
            Value::Integer(number) => Some(number as f64),
            Value::Float(number) => Some(number),
            _ => None,
        }
    }

    /// The number, or the nearest that is possible. What has no limits leaves it as it is.
    pub fn clamp(self, number: f64) -> f64 {
        self.shape().ends().map_or(number, |(least, most)| number.max(least).min(most))
    }

    /// Whether its numbers are whole ones.
    pub fn is_whole(self) -> bool {
        matches!(self.shape(), Shape::Whole(..))
    }

    /// Its default, beside the other settings of `config`.
    pub fn default_in(self, config: &Config) -> Option<Value> {
        match self.entry().follows {
            Some(follows) => Some((follows.default)(config)),
            None => self.get(&Config::default()),
        }
    }

    /// Names its default in `settings`, which is the one beside the other settings of `config`.
    pub(super) fn reset(self, config: &Config, settings: &mut Settings) {
        match self.entry().follows {
            // A default is possible, as a test of the list says.
            Some(follows) => drop(self.set(settings, &(follows.default)(config))),
            None => self.copy(&Config::default(), settings),
        }
    }

    /// Whether files name it: a newer setting is written only where it isn't at its default.
    pub(super) fn is_written(self, config: &Config) -> bool {
        !self.entry().is_newer || self.get(config) != self.default_in(config)
    }

    /// Whether it belongs to this choice of data.
    pub fn belongs(self, data: &DataChoice) -> bool {
        (self.entry().belongs)(data)
    }

    /// Whether it means anything beside the other settings of `config`.
    pub fn is_shown(self, config: &Config) -> bool {
        self.belongs(&config.data) && (self.entry().is_shown)(config)
    }

    /// The flag without its dashes in front.
    pub fn flag(self) -> String {
        match self.entry().flag {
            "" => self.name().replace('_', "-"),
            flag => flag.to_owned(),
        }
    }

    /// Checks the field's value in `config`.
    ///
    /// # Errors
    /// [`ConfigError::BadValue`] when it is out of range.
    pub fn check(self, config: &Config) -> Result<(), ConfigError> {
        match self.get(config) {
            Some(value) => self.set(&mut Settings::default(), &value),
            None => Ok(()),
        }
    }

    /// What is wrong with a value that it can't have.
    pub(super) fn bad_value(self, value: &Value) -> ConfigError {
        let expected = self.shape().expected();
        ConfigError::BadValue { field: self, value: value.shown(), expected }
    }
}

/// What stands for the possible values in a meaning.
const RANGE: &str = "{range}";

/// A file's sentence on a value that is well written but can't be used.
pub fn not_possible(field: Field, value: &Value, reason: impl std::fmt::Display) -> String {
    let words = &Wording::in_force().config;
    (words.not_possible)(field.name(), &value.shown(), &reason.to_string())
}
