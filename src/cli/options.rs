//! The arguments as values: what clap has split is read and checked here.

#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use clap::error::ErrorKind;
use clap::parser::ValueSource;

use super::args::{self, SWEEP, TRAIN};
use super::error::CliError;
use super::usage;
use crate::config::{Settings, Value};
use crate::recipe::Recipe;
use crate::worker::{Pace, SNAPSHOT_MEGABYTES};

/// What became of the arguments.
#[derive(Debug)]
pub(super) enum Parsed {
    /// They ask for this.
    Arguments(Box<Arguments>),
    /// They asked for help or the version, which has been printed.
    Answered,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Open the window.
    Window,
    /// Train one run without a window.
    Train,
    /// Train many runs without a window.
    Sweep,
}

/// The whole command line.
#[derive(Debug)]
pub(super) struct Arguments {
    pub(super) command: Command,
    pub(super) preset: Option<String>,
    /// The file of the run, whether named by itself or as `--config`.
    pub(super) recipe: Option<PathBuf>,
    /// Whether it was named by itself.
    pub(super) is_named_alone: bool,
    /// The fields that have been given by flags.
    pub(super) flags: Settings,
    pub(super) train_options: TrainOptions,
    pub(super) pace: Option<Pace>,
    pub(super) paused: bool,
    pub(super) export_dir: Option<PathBuf>,
    /// Megabytes that a run's snapshots may take.
    pub(super) snapshot_memory: Option<u32>,
}

impl Arguments {
    /// Whether the window plays `recipe` from its first step. A file of settings without changes,
    /// given as `--config`, lies over what is remembered instead.
    pub(super) fn opens_recipe(&self, recipe: &Recipe) -> bool {
        self.is_named_alone || !recipe.changes.is_empty()
    }
}

/// What a run without a window does beside its configuration.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TrainOptions {
    /// Folder for the files.
    pub(super) out: PathBuf,
    /// Rows in metrics.csv.
    pub(super) metrics: Rows,
    /// Steps in predictions.csv.
    pub(super) predictions: Rows,
    /// Where a checkpoint of the end goes.
    pub(super) checkpoint: Option<PathBuf>,
    /// Steps between two printed losses.
    pub(super) log_every: Option<u64>,
    /// Whether only errors are printed.
    pub(super) quiet: bool,
    /// Ends the run when the loss falls to this.
    pub(super) until_loss: Option<f32>,
}

/// Which steps are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rows {
    /// Every one.
    All,
    /// None at all.
    None,
    /// The last one of the run.
    Last,
    /// Those whose number this divides; above 0.
    Every(u64),
}

impl Rows {
    /// Whether the step is written as soon as it has been trained.
    pub(super) fn take(self, step: u64) -> bool {
        match self {
            Self::All => true,
            Self::None | Self::Last => false,
            Self::Every(number) => step.is_multiple_of(number),
        }
    }
}

/// Reads the arguments of the process, its own name first.
///
/// # Errors
/// [`CliError::Usage`] or [`CliError::Config`] when they make no sense.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Parsed, CliError> {
    let matches = match args::command().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(answer) if is_answer(answer.kind()) => {
            // Nobody reads on, and nothing else was asked for.
            let _ = answer.print();
            return Ok(Parsed::Answered);
        }
        Err(error) => return Err(CliError::Usage(usage::sentence(&error))),
    };
    read(&matches).map(|arguments| Parsed::Arguments(Box::new(arguments)))
}

fn is_answer(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}

fn read(matches: &ArgMatches) -> Result<Arguments, CliError> {
    let (command, inner) = match matches.subcommand() {
        Some((SWEEP, inner)) => (Command::Sweep, inner),
        Some((TRAIN, inner)) => (Command::Train, inner),
        _ => (Command::Window, matches),
    };
    // Global flags are complete at the innermost command.
    let shared = Reader(inner);
    let window = Reader(matches);
    if let Some(flag) = window.first_window_flag().filter(|_| command != Command::Window) {
        return Err(CliError::Usage(usage::window_only(flag)));
    }
    if let Some(flag) = shared.first_train_flag().filter(|_| command == Command::Sweep) {
        return Err(CliError::Usage(usage::not_for_sweeps(flag)));
    }
    let file = shared.file(command)?.or(window.file(command)?);
    let config = shared.path(args::CONFIG);
    let is_named_alone = file.is_some();
    if let (Some(file), Some(config)) = (&file, &config) {
        return Err(CliError::Usage(usage::two_files(file, config)));
    }
    Ok(Arguments {
        command,
        preset: shared.text(args::PRESET).map(str::to_owned),
        recipe: file.or(config),
        is_named_alone,
        flags: shared.settings()?,
        train_options: shared.train_options()?,
        pace: window.pace()?,
        paused: matches.get_flag(args::PAUSED),
        export_dir: window.path(args::EXPORT_DIR),
        snapshot_memory: window.snapshot_memory()?,
    })
}

/// Reads single flags.
struct Reader<'a>(&'a ArgMatches);

impl Reader<'_> {
    fn text(&self, flag: &str) -> Option<&str> {
        self.0.get_one::<String>(flag).map(String::as_str)
    }

    fn path(&self, flag: &str) -> Option<PathBuf> {
        self.0.get_one::<PathBuf>(flag).cloned()
    }

    /// The file named by itself. A word that is no file's may have been meant as a command.
    fn file(&self, command: Command) -> Result<Option<PathBuf>, CliError> {
        let file = self.path(args::FILE);
        match &file {
            Some(path) if path.extension().is_none() && !path.exists() => {
                Err(CliError::Usage(match command {
                    Command::Window => usage::no_such_command(path),
                    Command::Train | Command::Sweep => usage::no_such_file(path),
                }))
            }
            _ => Ok(file),
        }
    }

    fn first_window_flag(&self) -> Option<&'static str> {
        if self.0.get_flag(args::PAUSED) {
            return Some(args::PAUSED);
        }
        let with_value = [args::PACE, args::EXPORT_DIR, args::SNAPSHOT_MEMORY];
        with_value.into_iter().find(|flag| self.0.contains_id(flag))
    }

    /// A flag of a single run that was given.
    fn first_train_flag(&self) -> Option<&'static str> {
        let given = |flag: &&str| self.0.value_source(flag) == Some(ValueSource::CommandLine);
        args::OF_A_RUN.into_iter().find(given)
    }

    fn settings(&self) -> Result<Settings, CliError> {
        let mut settings = Settings::default();
        for field in args::fields() {
            if let Some(text) = self.text(field.name()) {
                field.set(&mut settings, &Value::Flag(text.to_owned()))?;
            }
        }
        Ok(settings)
    }

    fn train_options(&self) -> Result<TrainOptions, CliError> {
        Ok(TrainOptions {
            out: self.path(args::OUT).unwrap_or_default(),
            metrics: self.rows(args::METRICS, ("none", Rows::None), Rows::All)?,
            predictions: self.rows(args::PREDICTIONS, ("last", Rows::Last), Rows::Last)?,
            checkpoint: self.checkpoint()?,
            log_every: self.checked(args::LOG_EVERY, "a whole number from 1", count)?,
            quiet: self.0.get_flag(args::QUIET),
            until_loss: self.checked(args::UNTIL_LOSS, "a number above 0", positive)?,
        })
    }

    /// Where the checkpoint goes; opened again, it is known by its extension.
    fn checkpoint(&self) -> Result<Option<PathBuf>, CliError> {
        let path = self.path(args::CHECKPOINT);
        match &path {
            Some(path) if path.extension().is_none_or(|kind| kind != "safetensors") => {
                let text = path.display().to_string();
                Err(bad_value(args::CHECKPOINT, &text, "a file that ends in .safetensors"))
            }
            _ => Ok(path),
        }
    }

    /// `all`, the other `word`, or every Nth.
    fn rows(&self, flag: &str, word: (&str, Rows), default: Rows) -> Result<Rows, CliError> {
        let expected = format!("all, {} or a whole number from 1", word.0);
        let rows = self.checked(flag, &expected, |text| match text {
            "all" => Some(Rows::All),
            text if text == word.0 => Some(word.1),
            text => count(text).map(Rows::Every),
        })?;
        Ok(rows.unwrap_or(default))
    }

    fn pace(&self) -> Result<Option<Pace>, CliError> {
        self.checked(args::PACE, "max or a number of steps a second above 0", |text| match text {
            "max" => Some(Pace::Max),
            text => positive(text).map(Pace::PerSecond),
        })
    }

    fn snapshot_memory(&self) -> Result<Option<u32>, CliError> {
        let (least, most) = SNAPSHOT_MEGABYTES.into_inner();
        let expected = format!("a whole number of megabytes from {least} to {most}");
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

fn bad_value(flag: &str, text: &str, expected: &str) -> CliError {
    CliError::Usage(format!("--{flag} {text} is not possible: it must be {expected}"))
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
