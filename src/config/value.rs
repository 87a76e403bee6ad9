//! A field's value as it is written, read as one type or refused with what would be right.

use std::fmt;
use std::path::PathBuf;

use super::{Field, Spacing};

/// A field's value as it stands in a file or flag.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a decimal point or exponent.
    Float(f64),
    /// A quoted string.
    Text(String),
    /// A flag's value: whatever it reads as.
    Flag(String),
    /// Something that no field takes, such as a date or a list.
    Other(String),
}

impl fmt::Display for Value {
    /// As TOML writes it, in one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => write!(f, "{value}"),
            Self::Integer(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::Text(value) if value.contains(char::is_control) => write_escaped(f, value),
            Self::Text(value) => write!(f, "{}", toml::Value::from(value.as_str())),
            Self::Flag(value) | Self::Other(value) => f.write_str(value),
        }
    }
}

/// Writes a text whose line breaks would tear a sentence apart.
fn write_escaped(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for character in text.chars() {
        match character {
            '"' | '\\' => write!(f, "\\{character}")?,
            '\n' => f.write_str("\\n")?,
            control if control.is_control() => write!(f, "\\u{:04X}", u32::from(control))?,
            other => write!(f, "{other}")?,
        }
    }
    f.write_str("\"")
}

/// Why a configuration can't be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ConfigError {
    /// A value of the wrong type or outside its range.
    #[error("{} = {value} is not possible: {} must be {expected}", field.name(), field.label())]
    BadValue {
        /// The field.
        field: Field,
        /// Its value as it was written.
        value: String,
        /// What would be right.
        expected: String,
    },
    /// A name that is no field's.
    #[error("there is no setting named {name}; the settings are {}", all_names())]
    UnknownField {
        /// The name as it was written.
        name: String,
    },
    /// The end point belongs to the half-turn spacing only.
    #[error("endpoint = true needs spacing = \"half-turn\", not {spacing} radians")]
    EndpointNeedsHalfTurn {
        /// The spacing it was combined with.
        spacing: Spacing,
    },
    /// A window of one sample has no end point beside its start.
    #[error("endpoint = true needs time_steps of at least 2, not 1")]
    EndpointNeedsTwoSteps,
}

impl ConfigError {
    /// The settings that don't go together, the first of them the one to blame; none where there is no
    /// such setting.
    pub fn fields(&self) -> Vec<Field> {
        match self {
            Self::BadValue { field, .. } => vec![*field],
            Self::UnknownField { .. } => Vec::new(),
            Self::EndpointNeedsHalfTurn { .. } => vec![Field::Endpoint, Field::Spacing],
            Self::EndpointNeedsTwoSteps => vec![Field::Endpoint, Field::TimeSteps],
        }
    }
}

fn all_names() -> String {
    Field::ALL.iter().map(|field| field.name()).collect::<Vec<_>>().join(", ")
}

/// Reads one value as one type, or says what the field wants.
pub(super) struct Reader<'a> {
    pub(super) field: Field,
    pub(super) value: &'a Value,
}

impl Reader<'_> {
    fn error(&self, expected: impl Into<String>) -> ConfigError {
        let value = self.value.to_string();
        ConfigError::BadValue { field: self.field, value, expected: expected.into() }
    }

    pub(super) fn text(&self, expected: &str) -> Result<&str, ConfigError> {
        match self.value {
            Value::Text(text) | Value::Flag(text) if !text.is_empty() => Ok(text),
            _ => Err(self.error(expected)),
        }
    }

    pub(super) fn choice<T: Copy>(
        &self,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Result<T, ConfigError> {
        let names = all.iter().map(|choice| name(*choice)).collect::<Vec<_>>().join(", ");
        let expected = format!("one of {names}");
        let text = self.text(&expected)?;
        all.iter().copied().find(|choice| name(*choice) == text).ok_or_else(|| self.error(expected))
    }

    pub(super) fn boolean(&self) -> Result<bool, ConfigError> {
        match self.value {
            Value::Bool(value) => Ok(*value),
            Value::Flag(text) if text == "true" => Ok(true),
            Value::Flag(text) if text == "false" => Ok(false),
            _ => Err(self.error("true or false")),
        }
    }

    pub(super) fn whole(&self, least: u64, most: u64) -> Result<u64, ConfigError> {
        let number = match self.value {
            Value::Integer(number) => u64::try_from(*number).ok(),
            Value::Flag(text) => text.parse().ok(),
            _ => None,
        };
        number
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| self.error(format!("a whole number from {least} to {most}")))
    }

    fn float(&self) -> Option<f64> {
        match self.value {
            Value::Float(number) => Some(*number),
            Value::Integer(number) => Some(*number as f64),
            Value::Flag(text) => text.parse().ok(),
            _ => None,
        }
    }

    pub(super) fn number(&self, least: f64, most: f64) -> Result<f64, ConfigError> {
        self.float()
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| self.error(format!("a number from {} to {most}", shortest(least))))
    }

    fn positive(&self, most: f64, expected: &str) -> Result<f64, ConfigError> {
        self.float()
            .filter(|number| *number > 0.0 && *number <= most)
            .ok_or_else(|| self.error(expected))
    }

    pub(super) fn clip(&self) -> Result<Option<f64>, ConfigError> {
        match self.value {
            Value::Text(text) | Value::Flag(text) if text == "off" => Ok(None),
            _ => self.positive(f64::MAX, "off or a number above 0").map(Some),
        }
    }

    pub(super) fn spacing(&self) -> Result<Spacing, ConfigError> {
        match self.value {
            Value::Text(text) | Value::Flag(text) if text == Spacing::HALF_TURN => {
                Ok(Spacing::HalfTurn)
            }
            _ => self
                .positive(1000.0, "half-turn or a number of radians above 0, up to 1000")
                .map(Spacing::Radians),
        }
    }

    pub(super) fn path(&self) -> Result<PathBuf, ConfigError> {
        self.text("the path of a file").map(PathBuf::from)
    }

    pub(super) fn sha256(&self) -> Result<String, ConfigError> {
        let expected = "64 hexadecimal digits";
        let text = self.text(expected)?;
        if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Ok(text.to_ascii_lowercase())
        } else {
            Err(self.error(expected))
        }
    }
}

/// A number in few characters: 0 rather than 0.0, 1e-6 rather than 0.000001.
fn shortest(number: f64) -> String {
    let text = format!("{number:?}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}
