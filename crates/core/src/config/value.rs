//! A field's value as it is written, and why one can't be used.

use std::fmt;

use super::{Field, Spacing, buffers, graph};
use crate::wording::{ConfigWords, Wording, foreign, quoted};

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
    /// A list of quoted strings.
    Texts(Vec<String>),
    /// A flag's value: whatever it reads as.
    Flag(String),
    /// Something that no field takes, such as a date or a list of other things.
    Other(String),
}

impl fmt::Display for Value {
    /// As TOML writes it, in one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => write!(f, "{value}"),
            Self::Integer(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::Text(value) => write_text(f, value),
            Self::Texts(values) => {
                f.write_str("[")?;
                for (at, value) in values.iter().enumerate() {
                    f.write_str(if at > 0 { ", " } else { "" })?;
                    write_text(f, value)?;
                }
                f.write_str("]")
            }
            Self::Flag(value) | Self::Other(value) => f.write_str(value),
        }
    }
}

impl Value {
    /// The value as a sentence shows it, which is shorter than it is written where it is long: of many texts the first
    /// ones. Nothing for an empty flag.
    pub fn shown(&self) -> String {
        match self {
            Self::Bool(_) | Self::Integer(_) | Self::Float(_) => self.to_string(),
            Self::Text(text) => quoted(text),
            Self::Texts(texts) => {
                let more = if texts.len() > MOST_SHOWN { ", …" } else { "" };
                let texts: Vec<String> = texts.iter().take(MOST_SHOWN).map(quoted).collect();
                format!("[{}{more}]", texts.join(", "))
            }
            Self::Flag(text) if text.is_empty() => String::new(),
            Self::Flag(text) | Self::Other(text) => foreign(text),
        }
    }
}

/// Texts of a list that a sentence shows.
const MOST_SHOWN: usize = 8;

/// Writes a text in quotes, in one line.
fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    if text.contains(char::is_control) {
        return write_escaped(f, text);
    }
    write!(f, "{}", toml::Value::from(text))
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
    #[error("{}", bad_value(*field, value, expected))]
    BadValue {
        /// The field.
        field: Field,
        /// Its value as it was written.
        value: String,
        /// What would be right.
        expected: String,
    },
    /// A name that is no field's.
    #[error("{}", (words().unknown_field)(&foreign(name), &all_names()))]
    UnknownField {
        /// The name as it was written.
        name: String,
    },
    /// The end point belongs to the half-turn spacing only.
    #[error("{}", (words().endpoint_needs_half_turn)(&spacing.to_string()))]
    EndpointNeedsHalfTurn {
        /// The spacing it was combined with.
        spacing: Spacing,
    },
    /// candle keeps every number of a window to go back through it, and these would be too many.
    #[error("{}", (words().graph_too_large)(gigabytes(*bytes), gigabytes(graph::MOST_BYTES), *batch))]
    GraphTooLarge {
        /// What the graph would take.
        bytes: u64,
        /// The largest batch that fits.
        batch: u64,
    },
    /// Windows of consecutive samples have neither order nor stride.
    #[error("{}", (words().meaningless_with_carry)(field.name()))]
    MeaninglessWithCarry {
        /// The setting.
        field: Field,
    },
    /// Without validations there is no better one to wait for.
    #[error("{}", words().patience_needs_validation)]
    PatienceNeedsValidation,
    /// Every number of a window is kept to go back through it, and these would be too many.
    #[error(
        "{}",
        (words().buffers_too_large)(
            gigabytes(*bytes), gigabytes(buffers::MOST_BYTES), *batch, *time_steps as usize,
        )
    )]
    BuffersTooLarge {
        /// What the buffers would take.
        bytes: u64,
        /// The largest batch that fits.
        batch: u64,
        /// The most time steps that fit.
        time_steps: u64,
    },
    /// A window of one sample has no end point beside its start.
    #[error("{}", words().endpoint_needs_two_steps)]
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
            Self::BuffersTooLarge { .. } => vec![Field::Batch, Field::TimeSteps],
            Self::GraphTooLarge { .. } => vec![Field::Engine, Field::Batch],
            Self::MeaninglessWithCarry { field } => vec![*field, Field::State],
            Self::PatienceNeedsValidation => vec![Field::Patience, Field::Split],
            Self::EndpointNeedsTwoSteps => vec![Field::Endpoint, Field::TimeSteps],
        }
    }
}

fn words() -> &'static ConfigWords {
    &Wording::in_force().config
}

fn bad_value(field: Field, value: &str, expected: &str) -> String {
    match value {
        "" | "\"\"" => (words().empty_value)(field.name(), field.label(), expected),
        value => (words().bad_value)(field.name(), value, field.label(), expected),
    }
}

fn all_names() -> Vec<&'static str> {
    Field::ALL.iter().map(|field| field.name()).collect()
}

fn gigabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e9
}
