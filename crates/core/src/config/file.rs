//! Configurations as TOML: read with the line and field of every mistake, written complete.

mod change;
mod pieces;
mod text;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::items::{
    Checked, PRESET_KEY, Text, VERSION, VERSION_KEY, field, in_order, preset_name, set,
};
use super::{Config, Field, Settings, Value};
use crate::wording::{ConfigWords, Wording, complaint, foreign};
pub use change::FileChange;
pub(super) use pieces::is_too_long;
pub(super) use text::Lines;
pub use text::{MOST_BYTES, read_text};

const CHANGE_KEY: &str = "change";
/// The key of a table in which others keep what was on show of a run; it is passed over here.
pub const MOMENT_KEY: &str = "moment";

/// Why a file can't be used; one sentence that names the file, and the line where there is one.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file can't be read.
    #[error("{}", (words().unreadable)(&foreign(path), &complaint(reason)))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The file is far larger than any that is meant.
    #[error("{}", (words().too_large)(&foreign(path), *megabytes))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// What it may have.
        megabytes: usize,
    },
    /// The file is empty, or all of it is comments.
    #[error("{}", (words().no_settings)(&foreign(.0), &format!("{VERSION_KEY} = {VERSION}")))]
    Empty(PathBuf),
    /// The file's content is wrong.
    #[error("{}", (words().at_line)(&foreign(path), *line, reason))]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Line of the mistake, from 1.
        line: usize,
        /// What is wrong and what would be right.
        reason: String,
    },
}

pub(super) fn words() -> &'static ConfigWords {
    &Wording::in_force().config
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
    /// Whether it says nothing at all, not even its version.
    pub is_empty: bool,
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
    let text = Text::new(text, path)?;
    let mut file = ConfigFile { is_empty: true, ..ConfigFile::default() };
    for (at, piece) in pieces::pieces(text.text).enumerate() {
        let read = text.read(piece.clone(), top_level)?;
        if at == 0 {
            file = read;
        } else if at == 1 && !file.changes.is_empty() {
            return Err(FileError::at(path, text.line(piece.start), words().two_lists));
        } else {
            file.is_empty = false;
            file.changes.extend(read.changes);
        }
    }
    fill_newer(&mut file.settings);
    Ok(file)
}

/// Reads the top level of a piece, key by key, so that each mistake has its place.
fn top_level(table: &DeTable<'_>, lines: &Lines) -> Checked<ConfigFile> {
    let mut file = ConfigFile { is_empty: table.is_empty(), ..ConfigFile::default() };
    for (key, item) in in_order(table) {
        let line = lines.at(item.span().start);
        match key.get_ref().as_ref() {
            // The version has been looked at first of all.
            VERSION_KEY | MOMENT_KEY => {}
            PRESET_KEY => {
                file.preset = Some(preset_name(item)?.to_owned());
                file.preset_line = line;
            }
            CHANGE_KEY => file.changes = change::read(key, item, lines)?,
            _ => {
                let field = field(key)?;
                set(field, item, &mut file.settings)?;
                file.lines.push((field, line));
            }
        }
    }
    Ok(file)
}

/// A file that names all that is always written is a whole configuration, and the newer settings that
/// it leaves out are at their defaults, whatever it is laid over.
fn fill_newer(settings: &mut Settings) {
    let config = Config::default().with(settings);
    let newer = |field: &&Field| field.entry().is_newer;
    let is_always_named =
        |field: &Field| field.get(&config).is_none() || field.is_named_in(settings);
    if !Field::ALL.iter().filter(|field| !newer(field)).all(is_always_named) {
        return;
    }
    for field in Field::ALL.iter().filter(newer) {
        if !field.is_named_in(settings) {
            field.reset(&config, settings);
        }
    }
}

impl Config {
    /// The complete configuration as TOML; reading it back gives the same configuration. Newer
    /// settings are left out where they are at their defaults.
    pub fn to_toml(&self) -> String {
        let mut text = format!("{VERSION_KEY} = {VERSION}\n");
        for (field, value) in self.written() {
            // Writing to a string can't fail.
            let _ = writeln!(text, "{} = {value}", field.name());
        }
        text
    }

    /// The fields that files name, each with its value.
    pub fn written(&self) -> impl Iterator<Item = (Field, Value)> {
        let written = Field::ALL.iter().filter(|field| field.is_written(self));
        written.filter_map(|field| Some((*field, field.get(self)?)))
    }
}

impl FileError {
    /// A text that is longer than any that is meant.
    pub fn too_large(path: &Path) -> Self {
        Self::TooLarge { path: path.to_owned(), megabytes: MOST_BYTES >> 20 }
    }

    /// A mistake at a line of the file `path`.
    pub fn at(path: &Path, line: usize, reason: impl ToString) -> Self {
        Self::Invalid { path: path.to_owned(), line, reason: reason.to_string() }
    }
}
