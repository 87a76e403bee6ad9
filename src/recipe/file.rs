//! Recipes as TOML: the configuration, then a `[[change]]` table for each change.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{Change, ChangeError, Recipe, RecipeError, check};
use crate::config::{
    Config, ConfigError, DataChoice, Field, FileChange, FileError, MOST_BYTES, Settings, Value,
    not_possible,
};
use crate::config::{ConfigFile, parse_settings, read_settings};
use crate::preset::Preset;
use crate::text::Texts;
use crate::trainer::{TrainerError, check_files};

/// There is the fingerprint of no file.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{}", Texts::in_force().recipes.fingerprint_alone)]
pub struct FingerprintAlone;

/// What is wrong with a fingerprint of no file.
pub const FINGERPRINT_ALONE: FingerprintAlone = FingerprintAlone;

/// What a recipe file says, not yet complete: other settings can be laid over its own.
#[derive(Debug, Default)]
pub struct RecipeFile {
    /// The preset whose values fill the gaps.
    pub preset: Option<&'static Preset>,
    /// The settings it names.
    pub settings: Settings,
    path: PathBuf,
    lines: Vec<(Field, usize)>,
    changes: Vec<FileChange>,
}

impl RecipeFile {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// [`FileError`] when it can't be read or something in it is wrong.
    pub fn read(path: &Path) -> Result<Self, FileError> {
        Self::new(read_settings(path)?, path)
    }

    /// Reads a file's text; `path` only serves the error message.
    ///
    /// # Errors
    /// [`FileError::Invalid`] when something in it is wrong.
    pub fn parse(text: &str, path: &Path) -> Result<Self, FileError> {
        Self::new(parse_settings(text, path)?, path)
    }

    fn new(file: ConfigFile, path: &Path) -> Result<Self, FileError> {
        // Nobody means the default run by an empty file: it is a wrong one, or a download cut off.
        if file.is_empty {
            return Err(FileError::Empty(path.to_owned()));
        }
        let preset = file.preset.as_deref().map(Preset::from_name).transpose();
        let preset = preset.map_err(|unknown| FileError::at(path, file.preset_line, unknown))?;
        let ConfigFile { mut settings, lines, changes, .. } = file;
        find_beside(path, &mut settings);
        Ok(Self { preset, settings, lines, changes, path: path.to_owned() })
    }

    /// The recipe on its own: gaps are filled from its preset, or the default one.
    ///
    /// # Errors
    /// When two settings contradict each other, or a change is wrong.
    pub fn complete(mut self) -> Result<Recipe, FileError> {
        let base = self.preset.unwrap_or(Preset::DEFAULT).settings();
        let config = Config::resolve(&self.settings.clone().or(base));
        let config = config.map_err(|reason| {
            let line = self.line(&reason).unwrap_or(1);
            FileError::at(&self.path, line, reason)
        })?;
        self.with(config)
    }

    /// [`RecipeFile::complete`], with a look at the file of initial weights if it names one: what comes
    /// back can be trained.
    ///
    /// # Errors
    /// As [`RecipeFile::complete`], and when those weights can't be had or don't fit.
    pub fn playable(self) -> Result<Recipe, FileError> {
        let line = line_of(&[Field::Init], &self.lines).unwrap_or(1);
        let (path, lines) = (self.path.clone(), self.lines.clone());
        let recipe = self.complete()?;
        match check_files(&recipe.config) {
            Ok(()) => Ok(recipe),
            Err(TrainerError::Init { path: init, reason }) => {
                let reason = not_possible(Field::Init, &Value::Text(init), reason);
                Err(FileError::at(&path, line, reason))
            }
            Err(TrainerError::Data(reason)) => {
                Err(FileError::at(&path, line_of(&[reason.field], &lines).unwrap_or(1), reason))
            }
            Err(other) => Err(FileError::at(&path, line, other)),
        }
    }

    /// The line of what is to blame for settings that contradict each other, if it stands in the file.
    fn line(&self, reason: &ConfigError) -> Option<usize> {
        line_of(&reason.fields(), &self.lines)
    }

    /// What is wrong with a field's value, if the file names the field.
    pub fn blame(&self, field: Field, reason: impl ToString) -> Option<FileError> {
        line_of(&[field], &self.lines).map(|line| FileError::at(&self.path, line, reason))
    }

    /// What is wrong with this file, if settings contradict each other of which none is among `flags`,
    /// which lie over it.
    pub fn to_blame(&self, reason: &ConfigError, flags: &Settings) -> Option<FileError> {
        if reason.fields().iter().any(|field| field.is_named_in(flags)) {
            return None;
        }
        self.line(reason).map(|line| FileError::at(&self.path, line, reason))
    }

    /// The recipe that begins with `config`, and changes as the file says, which gives its changes away.
    ///
    /// # Errors
    /// When a change is wrong, or there is the fingerprint of no file.
    pub fn with(&mut self, config: Config) -> Result<Recipe, FileError> {
        if config.init.is_none() && config.init_sha256.is_some() {
            let line = line_of(&[Field::InitSha256], &self.lines).unwrap_or(1);
            return Err(FileError::at(&self.path, line, FINGERPRINT_ALONE));
        }
        let changes = self.changes.iter().map(|change| (change.step, change.settings.unpacked()));
        match check(&config, changes) {
            Ok(()) => {
                let change =
                    |change: FileChange| Change { step: change.step, settings: change.settings };
                // In the same room: there may be hundreds of thousands.
                let changes = std::mem::take(&mut self.changes).into_iter().map(change).collect();
                Ok(Recipe { config, changes })
            }
            Err(RecipeError::Config(reason)) => Err(FileError::at(&self.path, 1, reason)),
            Err(unwritable @ (RecipeError::TooLong { .. } | RecipeError::Unnameable(_))) => {
                Err(FileError::at(&self.path, 1, unwritable))
            }
            Err(RecipeError::Change { at, reason }) => {
                let line = self.changes.get(at).map_or(1, |change| line_in(change, &reason));
                Err(FileError::at(&self.path, line, reason))
            }
        }
    }

    /// Whether something changes after `step`.
    pub fn changes_after(&self, step: u64) -> bool {
        self.changes.last().is_some_and(|change| change.step > step)
    }

    /// Leaves out the changes after `step`: a run that ends there doesn't feel them.
    pub fn end_at(&mut self, step: u64) {
        self.changes.retain(|change| change.step <= step);
    }
}

/// The line of the first of `fields` that is among `lines`.
fn line_of(fields: &[Field], lines: &[(Field, usize)]) -> Option<usize> {
    let line = |wanted: &Field| lines.iter().find(|(field, _)| field == wanted);
    fields.iter().find_map(line).map(|(_, line)| *line)
}

/// The line of what is wrong with a change: of the setting to blame, or of its step.
fn line_in(change: &FileChange, reason: &ChangeError) -> usize {
    let fields = match reason {
        ChangeError::Config { reason, .. } => reason.fields(),
        ChangeError::NeedsRestart(field) => vec![*field],
        ChangeError::OutOfOrder { .. } | ChangeError::BeyondEnd { .. } => Vec::new(),
    };
    line_of(&fields, &change.lines).unwrap_or(change.line)
}

impl Recipe {
    /// Reads the recipe at `path`; what it leaves out, its preset or the default one fills.
    ///
    /// # Errors
    /// [`FileError`], one sentence with file, line and field.
    pub fn read(path: &Path) -> Result<Self, FileError> {
        RecipeFile::read(path)?.complete()
    }

    /// Reads a recipe's text; `path` only serves the error message.
    ///
    /// # Errors
    /// [`FileError::Invalid`], one sentence with file, line and field.
    pub fn parse(text: &str, path: &Path) -> Result<Self, FileError> {
        RecipeFile::parse(text, path)?.complete()
    }

    /// [`Recipe::to_toml`], for a file or the clipboard: nothing is written that couldn't be read back.
    ///
    /// # Errors
    /// [`RecipeError::TooLong`], [`RecipeError::Unnameable`].
    pub fn written(&self) -> Result<String, RecipeError> {
        let mut files = self.config.init.iter().chain(self.config.data.file());
        if let Some(file) = files.find(|file| file.to_str().is_none()) {
            return Err(RecipeError::Unnameable(file.clone()));
        }
        let text = self.to_toml();
        if text.len() > MOST_BYTES {
            return Err(RecipeError::TooLong { bytes: text.len(), changes: self.changes.len() });
        }
        Ok(text)
    }

    /// The recipe as TOML; reading it back gives the same recipe.
    pub fn to_toml(&self) -> String {
        let mut text = self.config.to_toml();
        for change in &self.changes {
            // Writing to a string can't fail.
            let _ = writeln!(text, "\n[[change]]\nstep = {}", change.step);
            for (field, value) in change.settings.named() {
                let _ = writeln!(text, "{} = {value}", field.name());
            }
        }
        text
    }
}

/// A weights file that a recipe names without saying where is looked for beside the recipe where it
/// isn't in the folder the program was started in.
fn find_beside(recipe: &Path, settings: &mut Settings) {
    if let Some(Some(init)) = &mut settings.init {
        let beside = recipe.with_file_name("").join(&*init);
        if init.is_relative() && !init.exists() && beside.exists() {
            *init = beside;
        }
    }
    if let Some(DataChoice::File(table)) = &mut settings.data
        && let Some(beside) = beside(recipe, table)
    {
        *table = beside;
    }
}

/// Where a table lies that isn't where a recipe says: at the same place from the recipe on, or beside the
/// recipe, which may have been moved together with it.
fn beside(recipe: &Path, table: &Path) -> Option<PathBuf> {
    let folder = recipe.with_file_name("");
    let places = [folder.join(table), folder.join(table.file_name()?)];
    let is_lost = !table.exists();
    places.into_iter().find(|place| is_lost && place.exists())
}
