//! Clap's errors as one sentence each: the flag, what is wrong with it, and where there is one, the
//! flag that may have been meant.

use std::path::Path;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{self, OF_THE_WINDOW};
use super::error::first_line;
use crate::config::{Config, Field};
use crate::wording::{foreign, quoted};

/// Characters of a line of clap's at the most.
const LONGEST: usize = 400;

/// What is wrong with the arguments.
pub(super) fn sentence(error: &Error) -> String {
    let flag = context(error, ContextKind::InvalidArg).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => unknown_flag(error, &flag),
        ErrorKind::InvalidValue => format!("{} needs a value", foreign(&flag)),
        ErrorKind::TooManyValues => format!("{} takes no value", foreign(&flag)),
        ErrorKind::InvalidUtf8 => {
            "an argument isn't valid UTF-8, as every value must be".to_owned()
        }
        _ => plain(error),
    }
}

/// What is wrong with a flag of the window's before or after a command.
pub(super) fn window_only(flag: &str) -> String {
    format!("--{flag} is for the window, and this command opens none")
}

/// What is wrong with a flag of a single run beside `sweep`.
pub(super) fn not_for_sweeps(flag: &str) -> String {
    format!("--{flag} is for a single run; a sweep writes no such thing of its runs")
}

/// What is wrong with a flag of a single run beside `evaluate`.
pub(super) fn nothing_is_trained(flag: &str) -> String {
    format!("--{flag} is for training, and evaluate trains nothing")
}

/// What is wrong with a setting beside `evaluate`; `others` are those that can be given.
pub(super) fn not_for_evaluation(field: Field, others: &str) -> String {
    let flag = field.flag();
    format!("--{flag} is the network's own where it is evaluated; what can be given is {others}")
}

/// What is wrong with `evaluate` without a network.
pub(super) fn nobody_to_evaluate() -> String {
    "evaluate needs a network, the folder of its run or its weights in there: rnnscope evaluate \
     rnnscope-out --data NEW.csv"
        .to_owned()
}

/// What is wrong with `evaluate` without a table.
pub(super) fn nothing_to_evaluate() -> String {
    "evaluate needs a table in a file: --data NEW.csv".to_owned()
}

/// What is wrong with a file that is no table, or no weights.
pub(super) fn unusable(file: &Path, reason: &str) -> String {
    format!("can't use {}: {reason}", foreign(file))
}

/// What is wrong with a network whose scaling nobody knows.
pub(super) fn no_scaling(weights: &Path, scaling: &Path, reason: &str) -> String {
    format!(
        "can't evaluate {}: {} must say how its data were scaled, as a run on a table writes it, and can't be \
         read: {reason}",
        foreign(weights),
        foreign(scaling)
    )
}

/// What is wrong with a file of scalings.
pub(super) fn no_scalings(scaling: &Path) -> String {
    format!(
        "{} isn't a file of scalings: its columns must be column,offset,scale",
        foreign(scaling)
    )
}

/// What is wrong with scalings that lack a column.
pub(super) fn unscaled(scaling: &Path, column: &str) -> String {
    format!("{} doesn't say how {} was scaled", foreign(scaling), quoted(column))
}

/// What is wrong with a recipe whose target isn't named, and whose data are gone.
pub(super) fn unknown_target(data: &str) -> String {
    format!(
        "the run's recipe doesn't name its target, and {data}, which would tell, isn't there any more; add \
         targets = [\"NAME\"] to the recipe"
    )
}

/// What is wrong with two flags that both say where the weights come from.
pub(super) fn init_and_weights() -> String {
    "--init brings the weights and --weights has them drawn; leave out one of the two".to_owned()
}

/// What is said of a seed beside a weights file.
pub(super) fn seed_beside_init(init: &Path) -> String {
    format!("--seed draws nothing here: the weights come from {}", foreign(init))
}

/// What is wrong with a weights file that no recipe can name.
pub(super) fn unnameable(init: &Path) -> String {
    format!(
        "the path of {} isn't valid UTF-8, as a recipe must be; put it beside --out, or rename the \
         folder",
        foreign(init)
    )
}

/// What is wrong with a sweep of nothing.
pub(super) fn no_sweep() -> String {
    "a sweep needs a file that says what it varies: rnnscope sweep --config sweep.toml".to_owned()
}

/// What is wrong with a flag that sets what a sweep varies.
pub(super) fn varied(field: Field, file: &Path) -> String {
    let flag = field.flag();
    format!("--{flag} sets what {} varies; leave out one of the two", foreign(file))
}

/// What is wrong with a table beside other data.
pub(super) fn two_tables(table: &Path) -> String {
    format!("{} and --data name two sets of data; leave out one of the two", foreign(table))
}

/// What is wrong with a flag that the data have no use for.
pub(super) fn not_of_these_data(field: Field, config: &Config) -> String {
    let (flag, data) = (field.flag(), foreign(Field::Data.text(config)));
    format!("--{flag} has no meaning with --data {data}; leave it out, or take other data")
}

/// What is wrong with a word that is no file's: it may have been meant as the value of a switch.
pub(super) fn no_such_file(word: &Path) -> String {
    let name = foreign(word);
    let hint = match name.as_str() {
        "true" | "false" => format!("; a switch takes it as --endpoint={name}"),
        _ => String::new(),
    };
    format!("there is no file named {name}{hint}")
}

/// The same where a command could stand as well.
pub(super) fn no_such_command(word: &Path) -> String {
    let name = foreign(word);
    if name == "true" || name == "false" {
        return no_such_file(word);
    }
    let commands = args::command();
    let names: Vec<&str> = commands.get_subcommands().map(clap::Command::get_name).collect();
    format!("there is no command and no file named {name}; the commands are: {}", names.join(", "))
}

/// What is wrong with settings beside a checkpoint, which has its own.
pub(super) fn settings_of_a_checkpoint(file: &Path) -> String {
    format!("{} goes on with its own settings; of those, only --steps can be given", foreign(file))
}

/// What is wrong with a run that ends before it begins.
pub(super) fn already_there(file: &Path, step: u64) -> String {
    format!("{} is at step {step} already; --steps must be more than that", foreign(file))
}

/// What is wrong with a file that would take the place of another; `other` is what would mend it.
pub(super) fn overwrites(what: &str, lost: &str, path: &Path, other: &str) -> String {
    format!("{what} would overwrite {lost} in {}; give it another {other}", foreign(path))
}

/// What is wrong with a sweep that would take the place of another, which somebody wrote.
pub(super) fn written_by_hand(path: &Path) -> String {
    format!(
        "{} was written by hand, and the sweep would overwrite it; give it another --out",
        path.display()
    )
}

/// What is wrong with naming two files.
pub(super) fn two_files(file: &Path, config: &Path) -> String {
    format!(
        "there can be one file of settings, not both {} and --config {}",
        foreign(file),
        foreign(config)
    )
}

/// What is wrong with naming a table by itself, which brings its own preset, beside a file of settings.
pub(super) fn table_and_file(table: &Path, config: &Path) -> String {
    let table = foreign(table);
    format!("beside --config {} the table is named by its flag: --data {table}", foreign(config))
}

fn unknown_flag(error: &Error, flag: &str) -> String {
    if let Some(name) = OF_THE_WINDOW.into_iter().find(|name| flag.strip_prefix("--") == Some(name))
    {
        return window_only(name);
    }
    if !flag.starts_with('-') {
        return format!(
            "there is nothing to be done with {}: every value needs its flag",
            quoted(flag)
        );
    }
    let flag = foreign(flag);
    match context(error, ContextKind::SuggestedArg) {
        Some(similar) => format!("there is no flag {flag}; did you mean {similar}?"),
        None => format!("there is no flag {flag}; --help lists those there are"),
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
    brief(line.strip_prefix("error: ").unwrap_or(line))
}

/// A line of clap's that is too long to be a sentence of its own making is cut as the argument in it is.
fn brief(line: &str) -> String {
    if line.chars().count() > LONGEST { foreign(line) } else { line.to_owned() }
}
