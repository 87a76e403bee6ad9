//! The command line: arguments in, a window or a run without one out.
//!
//! `rnnscope` opens the window, `rnnscope train` runs without one; both take the same settings, from
//! a preset, a file and flags, of which the later win. `rnnscope sweep` trains many runs, `rnnscope evaluate`
//! judges a trained network on other data, `rnnscope check` a recipe by a challenge's goal. The window itself is handed in by `main`.
//!
//! It speaks the language in force: what `--lang` says, else the system's.

mod answer;
mod args;
mod check;
mod error;
mod evaluate;
mod judged;
mod language;
mod naming;
mod options;
mod overwriting;
mod picture;
mod progress;
mod recorder;
mod sources;
mod summary;
mod sweep;
mod tail;
mod train;
mod usage;
mod validations;
mod window_rows;

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::config::Settings;
use crate::export::set;
use crate::network::kernel::vectors;
use crate::text::Texts;
use crate::window::{WindowError, WindowOptions};
use crate::wording::one_line;

use error::CliError;
use options::{Arguments, Command, Parsed};
use sources::Explicit;

/// Does what the arguments of the process ask for. Exit codes: 0 done, 2 bad usage or bad input
/// file, 1 anything else; every error is one sentence on stderr.
///
/// `window` opens the window and returns when it is closed. If there can be none, the same settings
/// are trained without one.
pub fn run(window: impl FnOnce(WindowOptions) -> Result<(), WindowError>) -> ExitCode {
    match execute(std::env::args_os(), window) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&error.to_string());
            ExitCode::from(error.code())
        }
    }
}

fn execute(
    arguments: impl IntoIterator<Item = OsString>,
    window: impl FnOnce(WindowOptions) -> Result<(), WindowError>,
) -> Result<(), CliError> {
    let system = language::of_the_system(|variable| std::env::var_os(variable));
    system.speak();
    let (language, arguments) = language::take(arguments)?;
    language.unwrap_or(system).speak();
    let Parsed::Arguments(mut arguments) = options::parse(language, arguments)? else {
        return Ok(());
    };
    vectors::check()?;
    settle_beside(arguments.recipe.as_slice());
    arguments.remark().iter().for_each(|remark| say(remark));
    match arguments.command {
        Command::Sweep => return sweep::sweep(&arguments),
        Command::Evaluate => return evaluate::evaluate(&arguments),
        Command::Check => return check::check_recipe(&arguments),
        Command::Train | Command::Window => {}
    }
    let lesson = sources::take_lesson(&mut arguments)?;
    let explicit = sources::explicit(&arguments)?;
    if arguments.command == Command::Train {
        return train_without_window(&explicit, &arguments);
    }
    let plays_lesson = lesson.is_some();
    match window(WindowOptions { lesson, ..window_options(&explicit, &arguments) }) {
        Ok(()) => Ok(()),
        // Nobody learns from a lesson that trains by itself.
        Err(unavailable) if plays_lesson => Err(CliError::Window(unavailable)),
        Err(WindowError::Failed(reason)) => Err(CliError::Window(WindowError::Failed(reason))),
        Err(unavailable) => {
            explicit.check_is_to_come().inspect_err(|_| say(&unavailable.to_string()))?;
            say(&(texts().headless.trains_without)(&unavailable.to_string()));
            train_without_window(&explicit, &arguments)
        }
    }
}

fn train_without_window(explicit: &Explicit, arguments: &Arguments) -> Result<(), CliError> {
    let recipe = explicit.without_window(&arguments.flags);
    overwriting::refuse(&recipe, arguments)?;
    let checkpoint = explicit.checkpoint.as_ref().map(|(_, checkpoint)| &**checkpoint);
    let end = train::train(&recipe, checkpoint, &arguments.train_options);
    end.map_err(|error| explicit.blame_file(error))
}

fn window_options(explicit: &Explicit, arguments: &Arguments) -> WindowOptions {
    // What is trained on a table is chosen there.
    let table = arguments.table.clone();
    let settings = match table {
        Some(_) => Settings::default(),
        None => explicit.settings.clone(),
    };
    WindowOptions {
        settings,
        checkpoint: explicit.checkpoint.as_ref().map(|(_, checkpoint)| checkpoint.clone()),
        moment: explicit.moment.clone(),
        recipe: arguments.opens_recipe(&explicit.recipe).then(|| explicit.recipe.clone()),
        preset: explicit.preset.filter(|_| table.is_none()).map(|preset| preset.name.to_owned()),
        pace: arguments.pace,
        until_step: arguments.flags.steps,
        until_loss: arguments.train_options.until_loss,
        paused: arguments.paused || table.is_some(),
        table,
        export_dir: arguments.export_dir.clone(),
        snapshot_memory: arguments.snapshot_memory,
        lesson: None,
        language: arguments.language,
    }
}

/// What a killed program left half in place, mended before it is read.
fn settle_beside(files: &[PathBuf]) {
    for file in files {
        let folder = if file.is_dir() { Some(file.as_path()) } else { file.parent() };
        let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
        set::settle(folder.unwrap_or(Path::new(".")));
    }
}

/// The texts of the language that is spoken.
fn texts() -> &'static Texts {
    Texts::in_force()
}

/// One sentence on stderr. That it can't be written is no reason to fail as well.
fn say(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "{}", one_line(sentence));
}
