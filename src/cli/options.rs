//! The arguments as values: what clap has split is read and checked here.

mod reader;
#[cfg(test)]
mod tests;
mod types;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use clap::error::ErrorKind;

use super::args::{self, CHECK, EVALUATE, SWEEP, TRAIN};
use super::error::CliError;
use super::{answer, progress, usage};
use crate::config::{DataChoice, Settings};
use crate::preset::Preset;
use crate::recipe::Recipe;
use crate::table::is_table_name;
use crate::thread::Pace;
use crate::wording::Language;
use reader::Reader;

pub(super) use types::{Command, Rows, TrainOptions};

/// What became of the arguments.
#[derive(Debug)]
pub(super) enum Parsed {
    /// They ask for this.
    Arguments(Box<Arguments>),
    /// They asked for help or the version, which has been printed.
    Answered,
}

/// The whole command line.
#[derive(Debug)]
pub(super) struct Arguments {
    pub(super) command: Command,
    /// The challenge, by its name or its file.
    pub(super) challenge: Option<PathBuf>,
    pub(super) preset: Option<String>,
    /// The file of the run, whether named by itself or as `--config`.
    pub(super) recipe: Option<PathBuf>,
    /// Whether it was named by itself.
    pub(super) is_named_alone: bool,
    /// The table that the window shows before anything is trained: one that is named without any setting.
    pub(super) table: Option<PathBuf>,
    /// The fields that have been given by flags.
    pub(super) flags: Settings,
    pub(super) train_options: TrainOptions,
    pub(super) pace: Option<Pace>,
    pub(super) paused: bool,
    pub(super) export_dir: Option<PathBuf>,
    /// Megabytes that a run's snapshots may take.
    pub(super) snapshot_memory: Option<u32>,
    /// The language that was asked for.
    pub(super) language: Option<Language>,
}

impl Arguments {
    /// What is said of flags that do nothing beside others.
    pub(super) fn remark(&self) -> Option<String> {
        let init = self.flags.init.as_ref()?.as_ref()?;
        let is_said = self.flags.seed.is_some() && !self.train_options.quiet;
        is_said.then(|| usage::seed_beside_init(init))
    }

    /// Whether the window plays `recipe` from its first step. A file of settings without changes,
    /// given as `--config`, lies over what is remembered instead.
    pub(super) fn opens_recipe(&self, recipe: &Recipe) -> bool {
        self.is_named_alone || !recipe.changes.is_empty()
    }
}

/// Reads the arguments of the process, its own name first, from which the language that they ask for has been
/// taken.
///
/// # Errors
/// [`CliError::Usage`] or [`CliError::Config`] when they make no sense.
pub(super) fn parse(
    language: Option<Language>,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Parsed, CliError> {
    let matches = match args::command().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(answer) if is_answer(answer.kind()) => {
            progress::printed(answer::print(&answer))?;
            return Ok(Parsed::Answered);
        }
        Err(error) => return Err(CliError::Usage(usage::sentence(&error))),
    };
    read(&matches, language).map(|arguments| Parsed::Arguments(Box::new(arguments)))
}

fn is_answer(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}

fn read(matches: &ArgMatches, language: Option<Language>) -> Result<Arguments, CliError> {
    let (command, inner) = match matches.subcommand() {
        Some((SWEEP, inner)) => (Command::Sweep, inner),
        Some((TRAIN, inner)) => (Command::Train, inner),
        Some((EVALUATE, inner)) => (Command::Evaluate, inner),
        Some((CHECK, inner)) => (Command::Check, inner),
        _ => (Command::Window, matches),
    };
    // Global flags are complete at the innermost command.
    let shared = Reader(inner);
    let window = Reader(matches);
    if let Some(flag) = window.first_window_flag().filter(|_| command != Command::Window) {
        return Err(CliError::Usage(usage::window_only(flag)));
    }
    if command == Command::Check
        && let Some(flag) = shared.first_flag_for_a_check()
    {
        return Err(CliError::Usage(usage::nothing_to_set(&flag)));
    }
    match (command, shared.first_train_flag()) {
        (Command::Sweep, Some(flag)) => return Err(CliError::Usage(usage::not_for_sweeps(flag))),
        (Command::Evaluate, Some(flag)) => {
            return Err(CliError::Usage(usage::nothing_is_trained(flag)));
        }
        _ => {}
    }
    let file = shared.file(command)?.or(window.file(command)?);
    let config = shared.path(args::CONFIG);
    let is_named_alone = file.is_some();
    if let (Some(file), Some(config)) = (&file, &config) {
        let sentence = if is_table_name(file) { usage::table_and_file } else { usage::two_files };
        return Err(CliError::Usage(sentence(file, config)));
    }
    let mut flags = shared.settings()?;
    let mut preset = shared.text(args::PRESET).map(str::to_owned);
    let mut recipe = file.or(config);
    let may_be_table = !matches!(command, Command::Sweep | Command::Check);
    let mut shown = None;
    if let Some(table) = recipe.take_if(|path| may_be_table && is_table_name(path)) {
        if flags.data.is_some() {
            return Err(CliError::Usage(usage::two_tables(&table)));
        }
        let is_to_choose_from = flags == Settings::default() && preset.is_none();
        shown = (command == Command::Window && is_to_choose_from).then(|| table.clone());
        flags.data = Some(DataChoice::File(table));
        preset.get_or_insert_with(|| Preset::TABLE.to_owned());
    }
    if flags.init.is_some() && flags.weights.is_some() {
        return Err(CliError::Usage(usage::init_and_weights()));
    }
    let challenge = (command == Command::Check).then(|| shared.path(args::CHALLENGE)).flatten();
    Ok(Arguments {
        command,
        challenge,
        preset,
        recipe,
        is_named_alone,
        table: shown,
        flags,
        train_options: shared.train_options(language)?,
        pace: window.pace()?,
        paused: matches.get_flag(args::PAUSED),
        export_dir: window.path(args::EXPORT_DIR),
        snapshot_memory: window.snapshot_memory()?,
        language,
    })
}
