//! Lines of arguments, and what they say.

use super::*;
use crate::history::SeriesId;

fn parsed(line: &str) -> Result<Arguments, CliError> {
    let arguments = std::iter::once("rnnscope").chain(line.split_whitespace());
    match parse(None, arguments.map(OsString::from))? {
        Parsed::Arguments(arguments) => Ok(*arguments),
        Parsed::Answered => panic!("no arguments"),
    }
}

#[test]
fn nothing_given_means_the_defaults() {
    let arguments = parsed("").unwrap();
    assert_eq!(arguments.command, Command::Window);
    assert_eq!(arguments.flags, Settings::default());
    assert_eq!(arguments.pace, None);
    let expected = TrainOptions {
        out: PathBuf::from("rnnscope-out"),
        metrics: Rows::All,
        metrics_columns: Vec::new(),
        predictions: Rows::Last,
        checkpoint: None,
        log_every: None,
        quiet: false,
        until_loss: None,
        files: Language::English,
    };
    assert_eq!(arguments.train_options, expected);
}

#[test]
fn shared_flags_may_stand_on_either_side_of_train() {
    for line in ["--lr 0.5 train --out here", "train --out here --lr 0.5"] {
        let arguments = parsed(line).unwrap();
        assert_eq!(arguments.command, Command::Train);
        assert_eq!(arguments.flags.lr, Some(0.5));
        assert_eq!(arguments.train_options.out, PathBuf::from("here"));
    }
}

#[test]
fn a_table_without_a_setting_is_shown_first() {
    let shown = |line: &str| parsed(line).unwrap().table;
    assert_eq!(shown("mine.csv"), Some(PathBuf::from("mine.csv")));
    assert_eq!(shown("mine.csv --pace 5"), Some(PathBuf::from("mine.csv")));
    // Who says what is to be trained has chosen; and without a window there is nothing to choose from.
    for line in
        ["mine.csv --target price", "mine.csv --preset table", "--data mine.csv", "train mine.csv"]
    {
        assert_eq!(shown(line), None, "{line}");
        assert!(parsed(line).unwrap().flags.data.is_some(), "{line}");
    }
}

#[test]
fn columns_are_asked_for_by_name() {
    let columns = |line: &str| {
        let columns = parsed(line)?.train_options.metrics_columns.into_iter();
        Ok::<_, CliError>(columns.map(|series| series.info().name).collect::<Vec<_>>())
    };
    assert_eq!(columns("train --metrics-columns clipped").unwrap(), ["clipped"]);
    assert_eq!(columns("train --metrics-columns clipped,clipped").unwrap(), ["clipped"]);
    for unknown in ["gradnorm", "clipped,gradnorm", "loss", "clipped,"] {
        let said = columns(&format!("train --metrics-columns {unknown}")).unwrap_err().to_string();
        let expected = format!("--metrics-columns {unknown} is not possible: it must be ");
        assert!(said.starts_with(&expected), "{said}");
        for series in SeriesId::on_request() {
            assert!(said.contains(series.info().name), "{said}");
        }
    }
}

#[test]
fn files_are_in_the_language_that_is_asked_for() {
    for language in [None, Some(Language::English), Some(Language::Chinese)] {
        let line = ["rnnscope", "train"].map(OsString::from);
        let Ok(Parsed::Arguments(arguments)) = parse(language, line) else { panic!("refused") };
        assert_eq!(arguments.language, language);
        assert_eq!(arguments.train_options.files, language.unwrap_or(Language::English));
    }
}

#[test]
fn of_repeated_flags_the_last_wins() {
    assert_eq!(parsed("--lr 0.5 --lr 0.25").unwrap().flags.lr, Some(0.25));
    assert_eq!(parsed("--endpoint --endpoint=false").unwrap().flags.endpoint, Some(false));
}

#[test]
fn a_bare_endpoint_means_true() {
    assert_eq!(parsed("--endpoint").unwrap().flags.endpoint, Some(true));
    assert_eq!(parsed("train --endpoint=true").unwrap().flags.endpoint, Some(true));
}

#[test]
fn the_windows_own_flags_are_read() {
    let line = "--pace 2.5 --until-loss 0.01 --paused --export-dir a/b --snapshot-memory 8";
    let arguments = parsed(line).unwrap();
    assert_eq!(arguments.snapshot_memory, Some(8));
    assert_eq!(arguments.pace, Some(Pace::PerSecond(2.5)));
    assert_eq!(parsed("--pace max").unwrap().pace, Some(Pace::Max));
    assert_eq!(arguments.train_options.until_loss, Some(0.01));
    assert!(arguments.paused);
    assert_eq!(arguments.export_dir, Some(PathBuf::from("a/b")));
}

#[test]
fn the_windows_own_flags_are_refused_without_one() {
    for flag in args::OF_THE_WINDOW {
        let given = if flag == args::PAUSED { format!("--{flag}") } else { format!("--{flag} 8") };
        for command in ["train", "sweep"] {
            for line in [format!("{command} {given}"), format!("{given} {command}")] {
                let said = parsed(&line).unwrap_err().to_string();
                let expected = format!("--{flag} is for the window, and this command opens none");
                assert_eq!(said, expected, "{line}");
            }
        }
    }
}

#[test]
fn impossible_values_are_refused() {
    let lines = [
        "--pace 0",
        "--pace -1",
        "--pace inf",
        "--pace NaN",
        "--snapshot-memory 0",
        "--snapshot-memory 4097",
        "--snapshot-memory 1.5",
        "--until-loss 0",
        "--until-loss 1e-60",
        "--until-loss 1e60",
        "--log-every 0",
        "--log-every 1.5",
        "--metrics last",
        "--metrics 0",
        "--predictions none",
        "--predictions -1",
        "--lr 11",
        "--lr -1",
        "--endpoint=yes",
        "--seed 4294967296",
        "--quiet=1",
        "extra",
    ];
    for line in lines {
        let error = parsed(line).unwrap_err();
        assert_eq!(error.code(), 2, "{line}");
        assert_eq!(error.to_string().lines().count(), 1, "{line}");
    }
}

#[test]
fn rows_are_taken_by_their_number() {
    let taken = |rows: Rows| (1..=7).filter(|step| rows.take(*step)).collect::<Vec<_>>();
    assert_eq!(taken(Rows::All), [1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(taken(Rows::Every(3)), [3, 6]);
    assert!(taken(Rows::None).is_empty() && taken(Rows::Last).is_empty());
}
