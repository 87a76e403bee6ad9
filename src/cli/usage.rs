//! What is wrong with the arguments, as one sentence each: the flag, what is wrong with it, and where there is
//! one, the flag that may have been meant. Clap's errors are worded here as well.

use std::ffi::OsStr;
use std::path::Path;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{COMMANDS, OF_THE_WINDOW};
use super::error::first_line;
use super::texts;
use crate::config::{Config, Field};
use crate::text::Usage;
use crate::wording::{foreign, quoted};

/// Characters of a line of clap's at the most.
const LONGEST: usize = 400;

fn words() -> &'static Usage {
    &texts().usage
}

/// What is wrong with the arguments.
pub(super) fn sentence(error: &Error) -> String {
    let flag = context(error, ContextKind::InvalidArg).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => unknown_flag(error, &flag),
        // Values are checked by `options`; to clap only one that isn't there is wrong.
        ErrorKind::InvalidValue => needs_value(&flag),
        ErrorKind::TooManyValues => (words().takes_no_value)(&foreign(&flag)),
        ErrorKind::InvalidUtf8 => words().not_utf8.to_owned(),
        ErrorKind::InvalidSubcommand => match context(error, ContextKind::InvalidSubcommand) {
            Some(name) => (words().unknown_command)(&brief(&name)),
            None => plain(error),
        },
        // No flag is required, refuses another, takes several values or an equals sign, or has its value
        // checked by clap, and none may stand but once.
        _ => plain(error),
    }
}

/// What is wrong with a flag that has no value.
pub(super) fn needs_value(flag: &str) -> String {
    (words().needs_value)(&foreign(flag))
}

/// What is wrong with the value of a flag; `expected` is what it can be.
pub(super) fn impossible(flag: &str, value: impl AsRef<OsStr>, expected: &str) -> String {
    (words().impossible)(flag, &foreign(value), expected)
}

/// What is wrong with a lesson where there is no window.
pub(super) fn is_a_lesson(path: &Path) -> String {
    (texts().lesson_files.is_a_lesson)(&foreign(path))
}

/// What is wrong with a flag of the window's before or after a command.
pub(super) fn window_only(flag: &str) -> String {
    (words().window_only)(flag)
}

/// What is wrong with a flag of a single run beside `sweep`.
pub(super) fn not_for_sweeps(flag: &str) -> String {
    (words().not_for_sweeps)(flag)
}

/// What is wrong with a flag of a single run beside `evaluate`.
pub(super) fn nothing_is_trained(flag: &str) -> String {
    (words().nothing_is_trained)(flag)
}

/// What is wrong with a setting beside `evaluate`; `others` are those that can be given.
pub(super) fn not_for_evaluation(field: Field, others: &[Field]) -> String {
    let others: Vec<String> = others.iter().map(|field| format!("--{}", field.flag())).collect();
    (words().not_for_evaluation)(&field.flag(), &others)
}

/// What is wrong with `evaluate` without a network.
pub(super) fn nobody_to_evaluate() -> String {
    words().nobody_to_evaluate.to_owned()
}

/// What is wrong with `evaluate` without a table.
pub(super) fn nothing_to_evaluate() -> String {
    words().nothing_to_evaluate.to_owned()
}

/// What is wrong with `check` without a challenge or a recipe; `names` are the challenges that there are.
pub(super) fn nothing_to_check(names: &[&str]) -> String {
    (words().nothing_to_check)(names)
}

/// What is wrong with a challenge that there isn't.
pub(super) fn no_such_challenge(name: &Path, names: &[&str]) -> String {
    (words().no_such_challenge)(&foreign(name), names)
}

/// What is wrong with a flag beside `check`.
pub(super) fn nothing_to_set(flag: &str) -> String {
    (words().nothing_to_set)(flag)
}

/// What is wrong with a file that is no table, or no weights.
pub(super) fn unusable(file: &Path, reason: &str) -> String {
    (words().unusable)(&foreign(file), reason)
}

/// What is wrong with a network whose scaling nobody knows.
pub(super) fn no_scaling(weights: &Path, scaling: &Path, reason: &str) -> String {
    (words().no_scaling)(&foreign(weights), &foreign(scaling), reason)
}

/// What is wrong with a file of scalings.
pub(super) fn no_scalings(scaling: &Path) -> String {
    (words().no_scalings)(&foreign(scaling))
}

/// What is wrong with scalings that lack a column.
pub(super) fn unscaled(scaling: &Path, column: &str) -> String {
    (words().unscaled)(&foreign(scaling), &quoted(column))
}

/// What is wrong with a recipe whose target isn't named, and whose data are gone.
pub(super) fn unknown_target(data: &str) -> String {
    (words().unknown_target)(data)
}

/// What is wrong with two flags that both say where the weights come from.
pub(super) fn init_and_weights() -> String {
    words().init_and_weights.to_owned()
}

/// What is said of a seed beside a weights file.
pub(super) fn seed_beside_init(init: &Path) -> String {
    (words().seed_beside_init)(&foreign(init))
}

/// What is wrong with a weights file that no recipe can name.
pub(super) fn unnameable(init: &Path) -> String {
    (words().unnameable)(&foreign(init))
}

/// What is wrong with a sweep of nothing.
pub(super) fn no_sweep() -> String {
    words().no_sweep.to_owned()
}

/// What is wrong with a flag that sets what a sweep varies.
pub(super) fn varied(field: Field, file: &Path) -> String {
    (words().varied)(&field.flag(), &foreign(file))
}

/// What is wrong with a table beside other data.
pub(super) fn two_tables(table: &Path) -> String {
    (words().two_tables)(&foreign(table))
}

/// What is wrong with a flag that the data have no use for.
pub(super) fn not_of_these_data(field: Field, config: &Config) -> String {
    (words().not_of_these_data)(&field.flag(), &foreign(Field::Data.text(config)))
}

/// What is wrong with data that a change asks for.
pub(super) fn from_step(step: u64, reason: &str) -> String {
    (words().from_step)(step, reason)
}

/// What is wrong with a word that is no file's: it may have been meant as the value of a switch.
pub(super) fn no_such_file(word: &Path) -> String {
    let name = foreign(word);
    match name.as_str() {
        "true" | "false" => (words().no_such_value)(&name),
        _ => (words().no_such_file)(&name),
    }
}

/// The same where a command could stand as well.
pub(super) fn no_such_command(word: &Path) -> String {
    match foreign(word).as_str() {
        "true" | "false" => no_such_file(word),
        name => (words().no_such_command)(name, &COMMANDS),
    }
}

/// What is wrong with settings beside a checkpoint, which has its own.
pub(super) fn settings_of_a_checkpoint(file: &Path) -> String {
    (words().settings_of_a_checkpoint)(&foreign(file))
}

/// What is wrong with a run that ends before it begins.
pub(super) fn already_there(file: &Path, step: u64) -> String {
    (words().already_there)(&foreign(file), step)
}

/// What is wrong with a file that would take the place of another; `another` is what would mend it.
pub(super) fn overwrites(what: &str, lost: &str, path: &Path, another: &str) -> String {
    (texts().overwriting.overwrites)(what, lost, &foreign(path), another)
}

/// What is wrong with a sweep that would take the place of another, which somebody wrote.
pub(super) fn written_by_hand(path: &Path) -> String {
    (texts().overwriting.written_by_hand)(&foreign(path))
}

/// What is wrong with naming two files.
pub(super) fn two_files(file: &Path, config: &Path) -> String {
    (words().two_files)(&foreign(file), &foreign(config))
}

/// What is wrong with naming a table by itself, which brings its own preset, beside a file of settings.
pub(super) fn table_and_file(table: &Path, config: &Path) -> String {
    (words().table_and_file)(&foreign(table), &foreign(config))
}

fn unknown_flag(error: &Error, flag: &str) -> String {
    if let Some(name) = OF_THE_WINDOW.into_iter().find(|name| flag.strip_prefix("--") == Some(name))
    {
        return window_only(name);
    }
    if !flag.starts_with('-') {
        return (words().values_need_flags)(&quoted(flag));
    }
    let flag = foreign(flag);
    match context(error, ContextKind::SuggestedArg) {
        Some(similar) => (words().similar_flag)(&flag, &similar),
        None => (words().no_such_flag)(&flag),
    }
}

/// The text of a piece of the error, a flag without the name of its value.
fn context(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => texts.first().cloned(),
        _ => None,
    }
}

/// Clap's own first line, in which arguments stand as they were given.
fn plain(error: &Error) -> String {
    let text = error.to_string();
    let line = first_line(&text);
    (words().other)(&brief(line.strip_prefix("error: ").unwrap_or(line)))
}

/// What is too long for a sentence is cut as a value in it is.
fn brief(text: &str) -> String {
    if text.chars().count() > LONGEST { foreign(text) } else { text.to_owned() }
}
