//! Configurations as TOML: read with the line and field of every mistake, written complete.

mod change;
mod seeds;
mod text;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};

use super::{Config, ConfigError, Field, Settings};
use crate::wording::complaint;
use change::Changes;
pub use change::FileChange;
use seeds::{FieldOf, KnownKey};
use text::Lines;
pub use text::read_text;

/// The version of the file format, the value of the key [`VERSION_KEY`].
const VERSION: i64 = 1;
const VERSION_KEY: &str = "rnnscope";
const PRESET_KEY: &str = "preset";
const CHANGE_KEY: &str = "change";

/// Why a file can't be used; one sentence that names the file, and the line where there is one.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file can't be read.
    #[error("can't read {}: {}", path.display(), complaint(reason))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The file is far larger than any that is meant.
    #[error("{} is larger than {megabytes} MB, which no such file is", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// What it may have.
        megabytes: u64,
    },
    /// The file's content is wrong.
    #[error("{}, line {line}: {reason}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Line of the mistake, from 1.
        line: usize,
        /// What is wrong and what would be right.
        reason: String,
    },
}

/// What a configuration file says: settings, and the name of the preset they build on.
#[derive(Debug, Default, PartialEq)]
pub struct ConfigFile {
    /// The preset whose values fill the gaps.
    pub preset: Option<String>,
    /// Line that names the preset, from 1; 0 where none is named.
    pub preset_line: usize,
    /// The fields the file names.
    pub settings: Settings,
    /// Those fields, each with its line, from 1.
    pub lines: Vec<(Field, usize)>,
    /// What changes while the run goes on, in the file's order.
    pub changes: Vec<FileChange>,
}

/// Reads the settings in a TOML file.
///
/// # Errors
/// [`FileError`] when it can't be read or something in it is wrong.
pub fn read_settings(path: &Path) -> Result<ConfigFile, FileError> {
    parse_settings(&read_text(path)?, path)
}

/// Reads settings from TOML; `path` only serves the error message.
///
/// # Errors
/// [`FileError::Invalid`] when something in it is wrong.
pub fn parse_settings(text: &str, path: &Path) -> Result<ConfigFile, FileError> {
    let lines = Lines::of(text);
    let parsed =
        toml::Deserializer::parse(text).and_then(|toml| toml.deserialize_map(TopLevel(&lines)));
    parsed.map_err(|error| {
        let line = lines.at(error.span().map_or(0, |span| span.start));
        let reason = error.message().replace('\n', ", ");
        FileError::Invalid { path: path.to_owned(), line, reason: with_key(reason, text, line) }
    })
}

/// The reason, and the key of the line where the reason doesn't name it.
fn with_key(reason: String, text: &str, line: usize) -> String {
    let between = |c: char| !c.is_ascii_alphanumeric() && c != '_';
    let mut words = text.lines().nth(line - 1).unwrap_or_default().split(between);
    match words.find(|word| !word.is_empty()) {
        Some(key) if !reason.contains(key) => format!("{key}: {reason}"),
        _ => reason,
    }
}

/// Visits the top level of a file, key by key, so that each mistake keeps its place.
struct TopLevel<'a>(&'a Lines);

impl<'de> Visitor<'de> for TopLevel<'_> {
    type Value = ConfigFile;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a configuration")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ConfigFile, A::Error> {
        let mut file = ConfigFile::default();
        while let Some(key) = map.next_key_seed(KnownKey(key))? {
            match key {
                Key::Version => map.next_value_seed(Version)?,
                Key::Preset => {
                    let name = map.next_value_seed(PresetName)?;
                    file.preset_line = self.0.at(name.span().start);
                    file.preset = Some(name.into_inner());
                }
                Key::Changes => file.changes = map.next_value_seed(Changes(self.0))?,
                Key::Field(field) => {
                    let at = map.next_value_seed(FieldOf(field, &mut file.settings))?;
                    file.lines.push((field, self.0.at(at)));
                }
            }
        }
        Ok(file)
    }
}

/// A key that a file may have.
enum Key {
    Version,
    Preset,
    Changes,
    Field(Field),
}

/// The key of this name, or which there are.
fn key(name: String) -> Result<Key, ConfigError> {
    match name.as_str() {
        VERSION_KEY => Ok(Key::Version),
        PRESET_KEY => Ok(Key::Preset),
        CHANGE_KEY => Ok(Key::Changes),
        _ => {
            let field = Field::from_name(&name).map(Key::Field);
            field.ok_or(ConfigError::UnknownField { name })
        }
    }
}

/// Reads the name of a preset; whether there is such a preset is not for this module to say.
struct PresetName;

impl<'de> DeserializeSeed<'de> for PresetName {
    type Value = toml::Spanned<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let value: toml::Spanned<toml::Value> = serde::Deserialize::deserialize(deserializer)?;
        let span = value.span();
        match value.into_inner() {
            toml::Value::String(name) => Ok(toml::Spanned::new(span, name)),
            other => Err(D::Error::custom(format!(
                "{PRESET_KEY} = {other} is not possible: it must be a preset's name in quotes"
            ))),
        }
    }
}

/// Reads the version of the format, and refuses one from the future.
struct Version;

impl<'de> DeserializeSeed<'de> for Version {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match serde::Deserialize::deserialize(deserializer)? {
            toml::Value::Integer(VERSION) => Ok(()),
            other => Err(D::Error::custom(format!(
                "{VERSION_KEY} = {other} is not a known version of this format, which is {VERSION}"
            ))),
        }
    }
}

impl Config {
    /// The complete configuration as TOML; reading it back gives the same configuration.
    pub fn to_toml(&self) -> String {
        let mut text = format!("{VERSION_KEY} = {VERSION}\n");
        for field in Field::ALL {
            if let Some(value) = field.get(self) {
                // Writing to a string can't fail.
                let _ = writeln!(text, "{} = {value}", field.name());
            }
        }
        text
    }
}

impl FileError {
    /// A mistake at a line of the file `path`.
    pub fn at(path: &Path, line: usize, reason: impl ToString) -> Self {
        Self::Invalid { path: path.to_owned(), line, reason: reason.to_string() }
    }
}
