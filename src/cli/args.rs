//! The flags, with their help in the language in force. Those of the configuration follow from its fields: a new
//! field is a new flag.

use std::path::PathBuf;

use clap::builder::{Str, Styles};
use clap::{Arg, ArgAction, Command, value_parser};

use super::evaluate::SETTINGS as OF_OTHER_DATA;
use super::texts;
use crate::config::{Field, Shape};
use crate::history::SeriesId;
use crate::preset::Preset;
use crate::text::Help;
use crate::wording::Language;

/// The program.
pub(super) const NAME: &str = "rnnscope";
/// The command that needs no window.
pub(super) const TRAIN: &str = "train";
/// The command that trains many runs.
pub(super) const SWEEP: &str = "sweep";
/// The command that judges a trained network on other data.
pub(super) const EVALUATE: &str = "evaluate";
/// The command that checks a recipe by a challenge's goal.
pub(super) const CHECK: &str = "check";
/// The commands.
pub(super) const COMMANDS: [&str; 4] = [TRAIN, SWEEP, EVALUATE, CHECK];

/// The flag that is read before all others.
pub(super) const LANGUAGE: &str = "lang";
/// Flags beside the fields' own.
pub(super) const PRESET: &str = "preset";
pub(super) const CONFIG: &str = "config";
/// The recipe, which needs no flag.
pub(super) const FILE: &str = "file";
/// The challenge, which needs none either.
pub(super) const CHALLENGE: &str = "challenge";
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

/// The whole command line. What the commands share with the window is global: it may stand before
/// or after the command.
pub(super) fn command() -> Command {
    let words = &texts().help;
    let mut command = named(NAME, words.about, words)
        .args_override_self(true)
        .next_line_help(true)
        // What clap says of its own is English.
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_value_name(words.command)
        .subcommand_help_heading(words.commands)
        .arg(recipe(words.file, words))
        .args(everywhere(words).map(|flag| flag.help_heading(words.options)))
        .args(sources(words).map(|flag| flag.help_heading(words.sources)))
        .args(settings(words).map(|flag| flag.help_heading(words.settings)))
        .args(
            output(words)
                .chain(of_a_run(words))
                .map(|flag| flag.help_heading(words.without_window)),
        )
        .args(window(words).map(|flag| flag.help_heading(words.window)))
        .subcommand(train(words))
        .subcommand(sweep(words))
        .subcommand(evaluate(words))
        .subcommand(check(words));
    // With this clap adds its command `help`.
    command.render_usage();
    command.mut_subcommand("help", |command| help_in_words(command, words))
}

/// A command of this name, without arguments.
fn named(name: &'static str, about: &'static str, words: &Help) -> Command {
    let command = Command::new(name).about(about).version(env!("CARGO_PKG_VERSION"));
    command.help_template(template(words))
}

/// clap's own, but for the heading of the usage, which has the style of one.
fn template(words: &Help) -> String {
    let styles = Styles::styled();
    let style = styles.get_usage();
    let heading = (words.usage)(&style.render().to_string(), &style.render_reset().to_string());
    format!("{{about-with-newline}}\n{heading}{{usage}}\n\n{{all-args}}")
}

/// The command that clap has made, with the words of the language in force.
fn help_in_words(command: Command, words: &Help) -> Command {
    let command = command.about(words.help_command).help_template(template(words));
    command.mut_arg("subcommand", |name| {
        name.value_name(words.command).help(words.which_command).help_heading(words.arguments)
    })
}

fn train(words: &Help) -> Command {
    named(TRAIN, words.train, words).display_name(NAME).arg(recipe(words.file, words))
}

/// Its own copies of a single run's flags stand in for the global ones and keep them out of its help.
fn sweep(words: &Help) -> Command {
    named(SWEEP, words.sweep, words)
        .display_name(NAME)
        .arg(recipe(words.file_of_sweep, words))
        .args(of_a_run(words).map(|flag| flag.global(false).hide(true)))
}

fn evaluate(words: &Help) -> Command {
    let others = of_a_run(words).chain(of_the_network(words));
    named(EVALUATE, words.evaluate, words)
        .display_name(NAME)
        .arg(recipe(words.file_of_evaluate, words))
        .args(others.map(|flag| flag.global(false).hide(true)))
}

/// The flags that it refuses are those of everybody; they are kept out of its help.
fn check(words: &Help) -> Command {
    let others = of_a_run(words).chain(sources(words)).chain(settings(words));
    let others = others.chain(output(words).filter(|flag| flag.get_id() != QUIET));
    let challenge =
        Arg::new(CHALLENGE).value_name("CHALLENGE").value_parser(value_parser!(PathBuf));
    named(CHECK, words.check, words)
        .display_name(NAME)
        .arg(challenge.help(words.challenge).help_heading(words.arguments))
        .arg(recipe(words.recipe_of_check, words).value_name("RECIPE"))
        .args(others.map(|flag| flag.global(false).hide(true)))
}

/// Flags that say how a network is made and trained, which one that is judged was long ago.
fn of_the_network(words: &Help) -> impl Iterator<Item = Arg> {
    let is_own = |flag: &Arg| !OF_OTHER_DATA.iter().any(|field| flag.get_id() == field.name());
    sources(words).chain(settings(words).filter(is_own))
}

/// The fields that have a flag.
pub(super) fn fields() -> impl Iterator<Item = Field> {
    Field::ALL.iter().copied().filter(|field| field.entry().has_flag)
}

/// The languages by their names.
pub(super) fn languages() -> Vec<&'static str> {
    Language::ALL.iter().map(|language| language.name()).collect()
}

/// The file that is named by itself: `rnnscope FILE`, `rnnscope train FILE`.
fn recipe(help: &'static str, words: &Help) -> Arg {
    let file = Arg::new(FILE).value_name("FILE").value_parser(value_parser!(PathBuf));
    file.help(help).help_heading(words.arguments)
}

/// Flags that every command has.
fn everywhere(words: &Help) -> impl Iterator<Item = Arg> {
    let built_in = |name: &'static str, short: char, action: ArgAction| {
        Arg::new(name).short(short).long(name).action(action)
    };
    [
        text(LANGUAGE, languages().join("|")).help(words.language),
        built_in("help", 'h', ArgAction::Help).help(words.help),
        built_in("version", 'V', ArgAction::Version).help(words.version),
    ]
    .into_iter()
    .map(|flag| flag.global(true))
}

fn sources(words: &Help) -> impl Iterator<Item = Arg> {
    [
        path(CONFIG, "FILE.toml").help(words.config),
        text(PRESET, preset_names()).help((words.with_default)(words.preset, Preset::DEFAULT.name)),
    ]
    .into_iter()
    .map(|flag| flag.global(true))
}

fn settings(words: &Help) -> impl Iterator<Item = Arg> {
    fields().map(move |field| {
        let flag = Arg::new(field.name())
            .long(field.flag())
            .value_name(value_name(field))
            .help(help(field, words))
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

fn output(words: &Help) -> impl Iterator<Item = Arg> {
    [
        with_default(path(OUT, "DIR"), "rnnscope-out", words.out, words),
        Arg::new(QUIET).long(QUIET).action(ArgAction::SetTrue).help(words.quiet),
    ]
    .into_iter()
    .map(|flag| flag.global(true))
}

/// Flags of a single run, of which a sweep knows nothing.
fn of_a_run(words: &Help) -> impl Iterator<Item = Arg> {
    [
        with_default(text(METRICS, "all|none|N"), "all", words.metrics, words),
        text(METRICS_COLUMNS, "NAME,…").help((words.metrics_columns)(&column_names())),
        with_default(text(PREDICTIONS, "all|last|N"), "last", words.predictions, words),
        path(CHECKPOINT, "FILE.safetensors").help(words.checkpoint),
        text(LOG_EVERY, "N").help(words.log_every),
        text(UNTIL_LOSS, "X").help(words.until_loss),
    ]
    .into_iter()
    .map(|flag| flag.global(true))
}

fn window(words: &Help) -> impl Iterator<Item = Arg> {
    [
        text(PACE, "N|max").help(words.pace),
        Arg::new(PAUSED).long(PAUSED).action(ArgAction::SetTrue).help(words.paused),
        path(EXPORT_DIR, "DIR").help(words.export_dir),
        text(SNAPSHOT_MEMORY, "MB").help(words.snapshot_memory),
    ]
    .into_iter()
}

/// The columns that metrics.csv can have beside its own.
pub(super) fn column_names() -> Vec<&'static str> {
    SeriesId::on_request().map(|series| series.info().name).collect()
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

/// A flag with a default, which its help says.
fn with_default(flag: Arg, value: &'static str, help: &str, words: &Help) -> Arg {
    flag.default_value(value).hide_default_value(true).help((words.with_default)(help, value))
}

/// What stands for the value in the help.
fn value_name(field: Field) -> String {
    match field.entry().placeholder {
        "" => field.shape().placeholder(),
        placeholder => placeholder.to_owned(),
    }
}

/// The field's meaning, and its range where neither the meaning nor the placeholder says it.
fn help(field: Field, words: &Help) -> String {
    let (meaning, shape) = (field.meaning(), field.shape());
    let is_said = match shape {
        Shape::Choices(_) | Shape::Switch | Shape::Text(_) | Shape::Texts(..) => true,
        Shape::Whole(..) | Shape::Number(_) | Shape::NumberOr(..) | Shape::WholeOr(..) => {
            field.meaning_has_range()
        }
        Shape::ChoiceOr(..) => false,
    };
    if is_said { meaning.into_owned() } else { (words.with_values)(&meaning, &shape.expected()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        for language in Language::ALL {
            language.within(|| command().debug_assert());
        }
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
        assert!(window(&texts().help).map(|flag| flag.get_id().to_string()).eq(OF_THE_WINDOW));
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
