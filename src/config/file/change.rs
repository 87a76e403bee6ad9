//! The `[[change]]` tables of a file: the step that feels each first, and live settings.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::seeds::{FieldOf, KnownKey};
use super::text::Lines;
use crate::config::{ConfigError, Effect, Field, Settings};

const STEP_KEY: &str = "step";

/// A change as a file says it.
#[derive(Clone, Debug, PartialEq)]
pub struct FileChange {
    /// The first step that feels it, from 1.
    pub step: u64,
    /// The fields it names; all of them live.
    pub settings: Settings,
    /// Line of the file that names the step, from 1.
    pub line: usize,
}

/// Reads all changes of a file with these lines.
pub(super) struct Changes<'a>(pub(super) &'a Lines);

impl<'de> DeserializeSeed<'de> for Changes<'_> {
    type Value = Vec<FileChange>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Changes<'_> {
    type Value = Vec<FileChange>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("change to be tables: [[change]]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut tables: A) -> Result<Self::Value, A::Error> {
        let mut changes = Vec::new();
        while let Some(change) = tables.next_element_seed(OneChange(self.0))? {
            changes.push(change);
        }
        Ok(changes)
    }
}

/// Reads one change.
struct OneChange<'a>(&'a Lines);

impl<'de> DeserializeSeed<'de> for OneChange<'_> {
    type Value = FileChange;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for OneChange<'_> {
    type Value = FileChange;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("each change to be a table: [[change]]")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FileChange, A::Error> {
        let mut settings = Settings::default();
        let mut step = None;
        while let Some(key) = map.next_key_seed(KnownKey(key))? {
            match key {
                Key::Step => step = Some(map.next_value_seed(Step)?),
                Key::Field(field) => {
                    map.next_value_seed(FieldOf(field, &mut settings))?;
                }
            }
        }
        let Some(step) = step else {
            return Err(A::Error::custom(
                "a change needs its step: step = 120 acts just before step 120",
            ));
        };
        if settings == Settings::default() {
            return Err(A::Error::custom("a change needs a setting beside its step"));
        }
        let line = self.0.at(step.span().start);
        Ok(FileChange { step: step.into_inner(), settings, line })
    }
}

/// A key that a change may have.
enum Key {
    Step,
    Field(Field),
}

/// The key of this name, or why a change can't have it.
fn key(name: String) -> Result<Key, String> {
    if name == STEP_KEY {
        return Ok(Key::Step);
    }
    match Field::from_name(&name) {
        Some(field) if field.effect() == Effect::Live => Ok(Key::Field(field)),
        Some(field) => Err(format!(
            "{name} can't change within a run: {} belongs to the configuration above the changes",
            field.label()
        )),
        None => Err(ConfigError::UnknownField { name }.to_string()),
    }
}

/// Reads the step of a change.
struct Step;

impl<'de> DeserializeSeed<'de> for Step {
    type Value = toml::Spanned<u64>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let value: toml::Spanned<toml::Value> = serde::Deserialize::deserialize(deserializer)?;
        let step = value.get_ref().as_integer().and_then(|step| u64::try_from(step).ok());
        match step.filter(|step| *step >= 1) {
            Some(step) => Ok(toml::Spanned::new(value.span(), step)),
            None => Err(D::Error::custom(format!(
                "{STEP_KEY} = {} is not possible: it must be a whole number from 1",
                value.get_ref()
            ))),
        }
    }
}
