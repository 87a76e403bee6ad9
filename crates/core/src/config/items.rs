//! The items of a TOML file as settings read them: where each stands, and the words for one that is
//! wrong. Recipes and sweeps are read with it alike.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file::{Lines, is_too_long, words};
use super::{Field, FileError, MOST_BYTES, Settings, Value};
use crate::wording::{foreign, one_line};

/// The version of the file format, the value of the key [`VERSION_KEY`].
pub const VERSION: i64 = 1;
/// The key that names the version.
pub const VERSION_KEY: &str = "rnnscope";
/// The key that names a preset.
pub const PRESET_KEY: &str = "preset";

/// Something wrong, and where.
pub struct Mistake {
    at: Range<usize>,
    reason: String,
}

/// What was read, or what is wrong with it.
pub type Checked<T> = Result<T, Mistake>;
/// A key where it stands.
pub type Key<'a> = Spanned<Cow<'a, str>>;
/// A value where it stands.
pub type Item<'a> = Spanned<DeValue<'a>>;

/// Something wrong at a place of the text.
pub fn mistake<T>(at: Range<usize>, reason: impl ToString) -> Checked<T> {
    Err(Mistake { at, reason: reason.to_string() })
}

/// Reads a file's text with `read`, which sees its table and where its lines are; `path` only serves
/// the error message.
///
/// # Errors
/// [`FileError`], one sentence with file and line.
pub fn read_table<T>(
    text: &str,
    path: &Path,
    read: impl FnOnce(&DeTable<'_>, &Lines) -> Checked<T>,
) -> Result<T, FileError> {
    Text::new(text, path)?.read(0..text.len(), read)
}

/// A file's text, to be read in pieces.
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    path: &'a Path,
    lines: Lines,
}

impl<'a> Text<'a> {
    /// A text that isn't too long; `path` only serves the error message.
    pub(super) fn new(text: &'a str, path: &'a Path) -> Result<Self, FileError> {
        if text.len() > MOST_BYTES {
            return Err(FileError::too_large(path));
        }
        Ok(Self { text, path, lines: Lines::of(text) })
    }

    /// The line, from 1, of a place.
    pub(super) fn line(&self, at: usize) -> usize {
        self.lines.at(at)
    }

    /// Reads a piece. What is said of the version comes first: a file of a version to come may have keys
    /// that nobody knows yet.
    pub(super) fn read<T>(
        &self,
        piece: Range<usize>,
        read: impl FnOnce(&DeTable<'_>, &Lines) -> Checked<T>,
    ) -> Result<T, FileError> {
        let lines = self.lines.of_piece(piece.start);
        let piece = &self.text[piece];
        if is_too_long(piece) {
            return Err(FileError::at(self.path, lines.at(0), words().too_many_values));
        }
        let table = DeTable::parse(piece).map_err(|error| {
            let line = lines.at(error.span().map_or(0, |span| span.start));
            let reason = one_line(&error.message().replace('\n', ", "));
            FileError::at(self.path, line, with_key(reason, self.text, line))
        })?;
        let table = table.get_ref();
        let version = table.get(VERSION_KEY).map_or(Ok(()), version);
        version
            .and_then(|()| read(table, &lines))
            .map_err(|Mistake { at, reason }| FileError::at(self.path, lines.at(at.start), reason))
    }
}

/// What the reader of TOML says, and the key of the line where that doesn't name it.
fn with_key(reason: String, text: &str, line: usize) -> String {
    let between = |c: char| !c.is_ascii_alphanumeric() && c != '_';
    let mut parts = text.lines().nth(line - 1).unwrap_or_default().split(between);
    match parts.find(|part| !part.is_empty()) {
        Some(key) if !reason.contains(key) => {
            (words().of_key)(&foreign(key), &(words().no_toml)(&reason))
        }
        _ => (words().no_toml)(&reason),
    }
}

/// A table's keys and values in the order of the text, so that of several mistakes the first is told.
pub fn in_order<'t, 'a>(
    table: &'t DeTable<'a>,
) -> impl Iterator<Item = (&'t Key<'a>, &'t Item<'a>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries.into_iter()
}

/// Refuses a version that isn't known.
pub fn version(item: &Item<'_>) -> Checked<()> {
    match value(item) {
        Value::Integer(VERSION) => Ok(()),
        other => {
            let written = format!("{VERSION_KEY} = {}", other.shown());
            mistake(item.span(), (words().unknown_version)(&written, VERSION))
        }
    }
}

/// The name of a preset; whether there is such a preset is not for this module to say.
pub fn preset_name<'t>(item: &'t Item<'_>) -> Checked<&'t str> {
    item.get_ref().as_str().map_or_else(
        || {
            let written = format!("{PRESET_KEY} = {}", value(item).shown());
            mistake(item.span(), (words().preset_in_quotes)(&written))
        },
        Ok,
    )
}

/// The field that a key names.
pub fn field(key: &Key<'_>) -> Checked<Field> {
    Field::named(key.get_ref()).or_else(|error| mistake(key.span(), error))
}

/// Reads a field's value into the settings.
pub fn set(field: Field, item: &Item<'_>, settings: &mut Settings) -> Checked<()> {
    field.set(settings, &value(item)).or_else(|error| mistake(item.span(), error))
}

/// A whole number that is no field's.
pub fn whole(name: &str, item: &Item<'_>, least: u64, most: u64) -> Checked<u64> {
    let written = value(item);
    let number = match written {
        Value::Integer(number) => u64::try_from(number).ok(),
        _ => None,
    };
    match number.filter(|number| (least..=most).contains(number)) {
        Some(number) => Ok(number),
        None => {
            let written = format!("{name} = {}", written.shown());
            mistake(item.span(), (words().whole_number)(&written, least, most))
        }
    }
}

/// Items that are shown of a list that no field takes.
const MOST_SHOWN: usize = 8;

/// A value as the settings read it. A number that doesn't fit is what was written, which no field
/// takes.
pub fn value(item: &Item<'_>) -> Value {
    match item.get_ref() {
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::String(text) => Value::Text(text.clone().into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Value::Other(number.to_string()), Value::Integer),
        DeValue::Float(number) => match number.as_str().parse::<f64>() {
            Ok(value) if value.is_finite() || !number.as_str().contains(['e', 'E', '.']) => {
                Value::Float(value)
            }
            _ => Value::Other(number.to_string()),
        },
        DeValue::Datetime(date) => Value::Other(date.to_string()),
        DeValue::Array(items) => {
            let text = |item: &Item<'_>| item.get_ref().as_str().map(str::to_owned);
            let texts = items.iter().map(text).collect::<Option<_>>();
            let written = || {
                let shown = items.iter().take(MOST_SHOWN).map(|item| value(item).to_string());
                let more = if items.len() > MOST_SHOWN { ", …" } else { "" };
                Value::Other(format!("[{}{more}]", shown.collect::<Vec<_>>().join(", ")))
            };
            texts.map_or_else(written, Value::Texts)
        }
        DeValue::Table(_) => Value::Other(words().a_table.to_owned()),
    }
}
