//! What the top level of a file and its changes read alike: keys, and the values of fields.

use std::fmt::Display;

use serde::de::{DeserializeSeed, Deserializer, Error as _};

use crate::config::{Field, Settings, Value};

/// Reads a key with the function that knows which there are, and says what is wrong with others.
pub(super) struct KnownKey<K, E>(pub(super) fn(String) -> Result<K, E>);

impl<'de, K, E: Display> DeserializeSeed<'de> for KnownKey<K, E> {
    type Value = K;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<K, D::Error> {
        let name: String = serde::Deserialize::deserialize(deserializer)?;
        self.0(name).map_err(D::Error::custom)
    }
}

/// Reads one field's value into the settings; returns where it stands.
pub(super) struct FieldOf<'a>(pub(super) Field, pub(super) &'a mut Settings);

impl<'de> DeserializeSeed<'de> for FieldOf<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        let read: Result<toml::Spanned<toml::Value>, _> =
            serde::Deserialize::deserialize(deserializer);
        let at = read.as_ref().map_or(0, |value| value.span().start);
        let value = match read.map(toml::Spanned::into_inner) {
            Ok(toml::Value::Boolean(value)) => Value::Bool(value),
            Ok(toml::Value::Integer(value)) => Value::Integer(value),
            Ok(toml::Value::Float(value)) => Value::Float(value),
            Ok(toml::Value::String(value)) => Value::Text(value),
            Ok(other) => Value::Other(other.to_string()),
            // The file has been parsed by now: nothing else is left to go wrong.
            Err(_) => Value::Other("a number of more than 64 bits".to_owned()),
        };
        self.0.set(self.1, &value).map_err(D::Error::custom)?;
        Ok(at)
    }
}
