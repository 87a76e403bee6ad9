//! The flags. Those of the configuration follow from its fields: a new field is a new flag.

use std::path::PathBuf;

use clap::builder::Str;
use clap::{Arg, ArgAction, Command, value_parser};

use super::evaluate::SETTINGS as OF_OTHER_DATA;
use crate::config::{Field, Shape};
use crate::history::SeriesId;
use crate::preset::Preset;

/// The program.
const NAME: &str = "rnnscope";
/// The command that needs no window.
pub(super) const TRAIN: &str = "train";
/// The command that trains many runs.
pub(super) const SWEEP: &str = "sweep";

/// The command that judges a trained network on other data.
pub(super) const EVALUATE: &str = "evaluate";

/// Flags beside the fields' own.
pub(super) const PRESET: &str = "preset";
pub(super) const CONFIG: &str = "config";
/// The recipe, which needs no flag.
pub(super) const FILE: &str = "file";
pub(super) const OUT: &str = "out";
pub(super) const METRICS: &str = "metrics";
pub(super) const METRICS_COLUMNS: &str = "metrics-columns";
pub(super) const PREDICTIONS: &str = "predictions";
pub(super) const CHECKPOINT: &str = "checkpoint";
pub(super) const LOG_EVERY: &str = "log-every";
pub(super) const QUIET: &str = "quiet";
pub(super) const UNTIL_LOSS: &str = "until-loss";
pub(super) const PACE: &str = "pace";
pub(super) const PAUSED: &str = "paused";
pub(super) const EXPORT_DIR: &str = "export-dir";
pub(super) const SNAPSHOT_MEMORY: &str = "snapshot-memory";

/// Flags of a single run.
pub(super) const OF_A_RUN: [&str; 6] =
    [METRICS, METRICS_COLUMNS, PREDICTIONS, CHECKPOINT, LOG_EVERY, UNTIL_LOSS];

/// Flags of the window.
pub(super) const OF_THE_WINDOW: [&str; 4] = [PACE, PAUSED, EXPORT_DIR, SNAPSHOT_MEMORY];

const ABOUT: &str = "An oscilloscope for recurrent networks: watch one learn cos from sin.

Without a command a window opens; `rnnscope train` runs without one and writes files, \
`rnnscope sweep` trains many runs, `rnnscope evaluate` judges a network on other data. Window and `train` play a recipe where one is named. \
Of preset, file and flags the later wins.";

/// The whole command line. What the commands share with the window is global: it may stand before
/// or after the command.
pub(super) fn command() -> Command {
    Command::new(NAME)
        .version(env!("CARGO_PKG_VERSION"))
        .about(ABOUT)
        .args_override_self(true)
        .next_line_help(true)
        .arg(recipe())
        .args(sources().map(|flag| flag.help_heading("Where settings come from")))
        .args(settings().map(|flag| flag.help_heading("Settings")))
        .args(output().chain(of_a_run()).map(|flag| flag.help_heading("Without a window")))
        .args(window().map(|flag| flag.help_heading("The window")))
        .subcommand(train())
        .subcommand(sweep())
        .subcommand(evaluate())
}

fn train() -> Command {
    Command::new(TRAIN)
        .about("Trains without a window and writes the results to files")
        .version(env!("CARGO_PKG_VERSION"))
        .display_name(NAME)
        .arg(recipe())
}

/// Its own copies of a single run's flags stand in for the global ones and keep them out of its help.
fn sweep() -> Command {
    Command::new(SWEEP)
        .about("Trains many runs, as a sweep.toml says, and writes tables and heatmaps of them")
        .version(env!("CARGO_PKG_VERSION"))
        .display_name(NAME)
        .arg(recipe().help("The sweep, such as sweep.toml; --config names it as well."))
        .args(of_a_run().map(|flag| flag.global(false).hide(true)))
}

fn evaluate() -> Command {
    Command::new(EVALUATE)
        .about("Judges a trained network on other data (--data), and writes evaluation.csv and fitted.csv")
        .version(env!("CARGO_PKG_VERSION"))
        .display_name(NAME)
        .arg(recipe().help("The folder that a run on a table has left, or a weights file in one."))
        .args(of_a_run().chain(of_the_network()).map(|flag| flag.global(false).hide(true)))
}

/// Flags that say how a network is made and trained, which one that is judged was long ago.
fn of_the_network() -> impl Iterator<Item = Arg> {
    let is_own = |flag: &Arg| !OF_OTHER_DATA.iter().any(|field| flag.get_id() == field.name());
    sources().chain(settings().filter(is_own))
}

/// The fields that have a flag.
pub(super) fn fields() -> impl Iterator<Item = Field> {
    Field::ALL.iter().copied().filter(|field| field.entry().has_flag)
}

/// The file that is named by itself: `rnnscope FILE`, `rnnscope train FILE`.
fn recipe() -> Arg {
    Arg::new(FILE).value_name("FILE").value_parser(value_parser!(PathBuf)).help(
        "A recipe, such as a run's run.toml, which is played with its changes at their steps; a \
             checkpoint (.safetensors), whose run goes on; or a table (.csv, .tsv) to train on.",
    )
}

fn sources() -> impl Iterator<Item = Arg> {
    [
        path(CONFIG, "FILE.toml").help("Reads settings from a file such as a run's run.toml."),
        text(PRESET, preset_names()).help(format!(
            "Begins with the settings of a tutorial or a lesson, or those for a table. [default: {}]",
            Preset::DEFAULT.name
        )),
    ]
    .into_iter()
    .map(|flag| flag.global(true))
}

fn settings() -> impl Iterator<Item = Arg> {
    fields().map(|field| {
        let flag = Arg::new(field.name())
            .long(field.flag())
            .value_name(value_name(field))
            .help(help(field))
            .allow_negative_numbers(true)
            .global(true);
        match field.shape() {
            Shape::Switch => {
                flag.num_args(0..=1).require_equals(true).default_missing_value("true")
            }
            // A formula may begin with a minus.
            Shape::Texts(..) => flag.action(ArgAction::Append).allow_hyphen_values(true),
            _ => flag,
        }
    })
}

fn output() -> impl Iterator<Item = Arg> {
    [
        path(OUT, "DIR").default_value("rnnscope-out").help("Folder for the files."),
        Arg::new(QUIET).long(QUIET).action(ArgAction::SetTrue).help("Prints nothing but errors."),
    ]
    .into_iter()
    .map(|flag| flag.global(true))
}

/// Flags of a single run, of which a sweep knows nothing.
fn of_a_run() -> impl Iterator<Item = Arg> {
    [
        text(METRICS, "all|none|N")
            .default_value("all")
            .help("Rows in metrics.csv: every step, none, or every Nth."),
        text(METRICS_COLUMNS, "NAME,…")
            .help(format!("Adds columns to metrics.csv, of: {}.", column_names())),
        text(PREDICTIONS, "all|last|N")
            .default_value("last")
            .help("Steps in predictions.csv: every one, the last, or every Nth."),
        path(CHECKPOINT, "FILE.safetensors")
            .help("Also writes a checkpoint, from which the run goes on as FILE."),
        text(LOG_EVERY, "N").help("Prints step and loss every N steps."),
        text(UNTIL_LOSS, "X")
            .help("Stops when the loss falls to X; in the window, training pauses then."),
    ]
    .into_iter()
    .map(|flag| flag.global(true))
}

fn window() -> impl Iterator<Item = Arg> {
    [
        text(PACE, "N|max").help("Steps a second, or as many as the machine can."),
        Arg::new(PAUSED)
            .long(PAUSED)
            .action(ArgAction::SetTrue)
            .help("Waits at step 0 instead of training at once."),
        path(EXPORT_DIR, "DIR").help("Folder for saved pictures."),
        text(SNAPSHOT_MEMORY, "MB").help(
            "Memory for a run's snapshots, from which earlier steps are replayed (1 to 4096).",
        ),
    ]
    .into_iter()
}

fn column_names() -> String {
    SeriesId::on_request().map(|series| series.info().name).collect::<Vec<_>>().join(", ")
}

fn preset_names() -> String {
    Preset::ALL.iter().map(|preset| preset.name).collect::<Vec<_>>().join("|")
}

fn text(name: &'static str, value: impl Into<Str>) -> Arg {
    Arg::new(name).long(name).value_name(value.into()).allow_negative_numbers(true)
}

fn path(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).value_parser(value_parser!(PathBuf))
}

/// What stands for the value in the help.
fn value_name(field: Field) -> String {
    match field.entry().placeholder {
        "" => field.shape().placeholder(),
        placeholder => placeholder.to_owned(),
    }
}

/// The field's meaning, and its range where neither the meaning nor the placeholder says it.
fn help(field: Field) -> String {
    let (meaning, shape) = (field.meaning(), field.shape());
    let is_said = match shape {
        Shape::Choices(_) | Shape::Switch | Shape::Text(_) | Shape::Texts(..) => true,
        Shape::Whole(..) | Shape::Number(_) | Shape::NumberOr(..) | Shape::WholeOr(..) => {
            field.meaning_has_range()
        }
        Shape::ChoiceOr(..) => false,
    };
    if is_said { meaning.into_owned() } else { format!("{meaning} [{}]", shape.expected()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn every_field_is_a_flag_with_its_meaning() {
        let command = command();
        for field in fields() {
            let flag = command.get_arguments().find(|flag| flag.get_id() == field.name()).unwrap();
            assert_eq!(flag.get_long().unwrap(), field.flag());
            assert!(flag.get_help().unwrap().to_string().starts_with(&*field.meaning()));
        }
    }

    #[test]
    fn no_flag_is_missing_among_those_of_the_window() {
        assert!(window().map(|flag| flag.get_id().to_string()).eq(OF_THE_WINDOW));
    }

    #[test]
    fn an_evaluation_shows_no_flag_that_it_refuses() {
        let mut command = command();
        command.build();
        let evaluate = command.find_subcommand(EVALUATE).unwrap();
        let is_shown = |name: &str| {
            evaluate.get_arguments().any(|flag| flag.get_id() == name && !flag.is_hide_set())
        };
        for field in fields() {
            assert_eq!(is_shown(field.name()), OF_OTHER_DATA.contains(&field), "{}", field.name());
        }
        assert!(is_shown(OUT) && !is_shown(PRESET) && !is_shown(CONFIG) && !is_shown(METRICS));
    }

    #[test]
    fn values_are_shown_as_they_are_written() {
        let shown = |field| value_name(field);
        assert!(shown(Field::Cell).starts_with("rnn|lstm|gru"));
        assert_eq!(shown(Field::Endpoint), "true|false");
        assert_eq!(shown(Field::Lr), "X");
        assert_eq!(shown(Field::TimeSteps), "N");
    }
}
