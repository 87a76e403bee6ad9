//! Single flags: read, checked, and refused with what they must be.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::super::error::CliError;
use super::super::{args, texts, usage};
use super::types::{Command, Rows, TrainOptions};
use crate::config::{Field, Settings, Shape, Value};
use crate::history::SeriesId;
use crate::text::Usage;
use crate::thread::Pace;
use crate::wording::Language;
use crate::worker::SNAPSHOT_MEGABYTES;

fn words() -> &'static Usage {
    &texts().usage
}

/// Reads single flags.
pub(super) struct Reader<'a>(pub(super) &'a ArgMatches);

impl Reader<'_> {
    /// A text as it was given.
    pub(super) fn text(&self, flag: &str) -> Option<&str> {
        self.0.get_one::<String>(flag).map(String::as_str)
    }

    /// A path as it was given.
    pub(super) fn path(&self, flag: &str) -> Option<PathBuf> {
        self.0.get_one::<PathBuf>(flag).cloned()
    }

    /// The file named by itself. A word that is no file's may have been meant as a command.
    pub(super) fn file(&self, command: Command) -> Result<Option<PathBuf>, CliError> {
        let file = self.path(args::FILE);
        match &file {
            Some(path) if path.extension().is_none() && !path.exists() => {
                Err(CliError::Usage(match command {
                    Command::Window => usage::no_such_command(path),
                    Command::Train | Command::Sweep | Command::Evaluate | Command::Check => {
                        usage::no_such_file(path)
                    }
                }))
            }
            _ => Ok(file),
        }
    }

    /// A flag of the window's that was given.
    pub(super) fn first_window_flag(&self) -> Option<&'static str> {
        self.first_given(args::OF_THE_WINDOW)
    }

    /// A flag of a single run that was given.
    pub(super) fn first_train_flag(&self) -> Option<&'static str> {
        self.first_given(args::OF_A_RUN)
    }

    /// A flag that was given and that a check has no use for: a recipe is checked as it is, and nothing is written.
    pub(super) fn first_flag_for_a_check(&self) -> Option<String> {
        let other = self.first_given([args::PRESET, args::CONFIG, args::OUT]);
        let setting = args::fields().find(|field| self.is_given(field.name()));
        let setting = setting.map(Field::flag);
        self.first_train_flag().or(other).map(str::to_owned).or(setting)
    }

    fn is_given(&self, flag: &str) -> bool {
        self.0.value_source(flag) == Some(ValueSource::CommandLine)
    }

    fn first_given<const N: usize>(&self, flags: [&'static str; N]) -> Option<&'static str> {
        flags.into_iter().find(|flag| self.is_given(flag))
    }

    /// The settings that flags name.
    pub(super) fn settings(&self) -> Result<Settings, CliError> {
        let mut settings = Settings::default();
        for field in args::fields() {
            if let Some(value) = self.value(field) {
                field.set(&mut settings, &value)?;
            }
        }
        Ok(settings)
    }

    /// A setting's value, where there is a flag for it: of a list, all that were given.
    fn value(&self, field: Field) -> Option<Value> {
        match field.shape() {
            Shape::Texts(..) => {
                let texts = self.0.get_many::<String>(field.name())?;
                Some(Value::Texts(texts.cloned().collect()))
            }
            _ => self.text(field.name()).map(|text| Value::Flag(text.to_owned())),
        }
    }

    /// What a run without a window does beside its configuration, in the language that was asked for.
    pub(super) fn train_options(
        &self,
        language: Option<Language>,
    ) -> Result<TrainOptions, CliError> {
        Ok(TrainOptions {
            out: self.path(args::OUT).unwrap_or_default(),
            metrics: self.rows(args::METRICS, ("none", Rows::None), Rows::All)?,
            metrics_columns: self.metrics_columns()?,
            predictions: self.rows(args::PREDICTIONS, ("last", Rows::Last), Rows::Last)?,
            checkpoint: self.checkpoint()?,
            log_every: self.checked(args::LOG_EVERY, words().whole_number, count)?,
            quiet: self.0.get_flag(args::QUIET),
            until_loss: self.checked(args::UNTIL_LOSS, words().positive_number, positive)?,
            files: language.unwrap_or_default(),
        })
    }

    /// Columns of metrics.csv beside its own, each once.
    fn metrics_columns(&self) -> Result<Vec<SeriesId>, CliError> {
        let expected = (words().columns)(&args::column_names());
        let columns = self.checked(args::METRICS_COLUMNS, &expected, |text| {
            let mut columns = Vec::new();
            for name in text.split(',') {
                let column = SeriesId::on_request().find(|series| series.info().name == name)?;
                if !columns.contains(&column) {
                    columns.push(column);
                }
            }
            Some(columns)
        })?;
        Ok(columns.unwrap_or_default())
    }

    /// Where the checkpoint goes; opened again, it is known by its extension.
    fn checkpoint(&self) -> Result<Option<PathBuf>, CliError> {
        let path = self.path(args::CHECKPOINT);
        match &path {
            Some(path) if !names_a_file(path, "safetensors") => {
                Err(bad_value(args::CHECKPOINT, path, words().checkpoint))
            }
            _ => Ok(path),
        }
    }

    /// `all`, the other `word`, or every Nth.
    fn rows(&self, flag: &str, word: (&str, Rows), default: Rows) -> Result<Rows, CliError> {
        let expected = (words().rows)(word.0);
        let rows = self.checked(flag, &expected, |text| match text {
            "all" => Some(Rows::All),
            text if text == word.0 => Some(word.1),
            text => count(text).map(Rows::Every),
        })?;
        Ok(rows.unwrap_or(default))
    }

    /// The window's pace.
    pub(super) fn pace(&self) -> Result<Option<Pace>, CliError> {
        self.checked(args::PACE, words().pace, |text| match text {
            "max" => Some(Pace::Max),
            text => text.parse().ok().and_then(Pace::per_second),
        })
    }

    /// Megabytes for snapshots.
    pub(super) fn snapshot_memory(&self) -> Result<Option<u32>, CliError> {
        let (least, most) = SNAPSHOT_MEGABYTES.into_inner();
        let expected = (words().megabytes)(least, most);
        let read = |text: &str| text.parse().ok().filter(|size| SNAPSHOT_MEGABYTES.contains(size));
        self.checked(args::SNAPSHOT_MEMORY, &expected, read)
    }

    fn checked<T>(
        &self,
        flag: &str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, CliError> {
        let read = |text| parse(text).ok_or_else(|| bad_value(flag, text, expected));
        self.text(flag).map(read).transpose()
    }
}

/// Whether a path ends in a name with this extension, and not in a slash behind it.
fn names_a_file(path: &Path, extension: &str) -> bool {
    let ending = path.file_name().unwrap_or_default().as_encoded_bytes();
    path.as_os_str().as_encoded_bytes().ends_with(ending)
        && path.extension().is_some_and(|kind| kind == extension)
}

fn bad_value(flag: &str, text: impl AsRef<OsStr>, expected: &str) -> CliError {
    CliError::Usage(usage::impossible(flag, text, expected))
}

fn count(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number| *number > 0)
}

/// A finite number above 0, in the precision asked for.
fn positive<T: std::str::FromStr + Into<f64> + Copy>(text: &str) -> Option<T> {
    let possible = |number: &T| {
        let number: f64 = (*number).into();
        number > 0.0 && number.is_finite()
    };
    text.parse().ok().filter(possible)
}
