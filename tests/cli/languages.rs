//! The languages of the command line: which one is spoken, and what stays English in all of them.

use std::fmt::Write as _;
use std::process::Command;

use crate::harness::{Place, Ran};

/// Every help there is.
const HELP: [&str; 7] = [
    "--help",
    "train --help",
    "sweep --help",
    "evaluate --help",
    "check --help",
    "help help",
    "help train",
];

/// The names of the commands, which begin a line of the help.
const COMMANDS: [&str; 5] = ["train", "sweep", "evaluate", "check", "help"];

/// A Chinese locale as systems have it.
const LOCALE: &str = "zh_CN.UTF-8";

fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

/// A command where the variables for the locale are these, and no others.
fn in_locale(place: &Place, line: &str, variables: &[(&str, &str)]) -> Command {
    let mut command = place.command(line);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied());
    command
}

fn ran(mut command: Command) -> Ran {
    Ran::from(command.output().unwrap())
}

/// What a Chinese system's user is told.
fn told(place: &Place, line: &str) -> Ran {
    ran(in_locale(place, line, &[("LANG", LOCALE)]))
}

/// Whether a line of the help holds nothing to be put into words: flags and names.
fn is_name(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with(['-', '[']) || COMMANDS.contains(&line)
}

#[test]
fn the_help_is_in_either_language_line_by_line() {
    let place = Place::new();
    for line in HELP {
        let english = place.succeed(line).stdout;
        let chinese = told(&place, line).stdout;
        assert!(!is_chinese(&english), "{line}: {english}");
        assert_eq!(english.lines().count(), chinese.lines().count(), "{line}: {chinese}");
        for (english, chinese) in english.lines().zip(chinese.lines()) {
            if english == chinese {
                assert!(is_name(english), "{line}: {english}");
            } else {
                assert!(is_chinese(chinese), "{line}: {english} is {chinese}");
            }
        }
    }
}

#[test]
fn nothing_that_clap_says_of_its_own_is_left_english() {
    let place = Place::new();
    for line in HELP {
        let help = told(&place, line).stdout;
        for word in ["Usage", "OPTIONS", "COMMAND", "default", "possible", "Print", "：:"] {
            assert!(!help.contains(word), "{line}: {word} in {help}");
        }
        assert!(help.contains("用法：rnnscope"), "{help}");
        for heading in help.lines().filter(|line| line.ends_with([':', '：'])) {
            assert!(is_chinese(heading) && heading.ends_with('：'), "{line}: {heading}");
        }
    }
    let help = place.succeed("--help").stdout;
    for english in [
        "\n\nUsage: rnnscope [OPTIONS] [FILE] [COMMAND]\n\nCommands:\n  train\n          Trains without",
        "\n  help\n          Print this message or the help of the given subcommand(s)\n\nArguments:\n  [FILE]\n",
        "\n\nOptions:\n      --lang <en|zh>\n",
        "\n  -h, --help\n          Print help\n  -V, --version\n          Print version\n\nWhere settings",
        "\n      --out <DIR>\n          Folder for the files. [default: rnnscope-out]\n",
    ] {
        assert!(help.contains(english), "{english} is not in {help}");
    }
    let help = place.succeed("help help").stdout;
    let expected = "Print this message or the help of the given subcommand(s)\n\n\
                    Usage: rnnscope help [COMMAND]...\n\n\
                    Arguments:\n  [COMMAND]...\n          Print help for the subcommand(s)\n";
    assert_eq!(help, expected);
}

#[test]
fn the_flag_may_stand_anywhere() {
    let place = Place::new();
    let help = told(&place, "train --help").stdout;
    assert!(is_chinese(&help));
    for line in [
        "--lang zh train --help",
        "train --lang zh --help",
        "train --help --lang=zh",
        "--lang en train --lang zh --help",
        "help train --lang zh",
        "help --lang=zh train",
    ] {
        assert_eq!(place.succeed(line).stdout, help, "{line}");
    }
    let version = told(&place, "--version").stdout;
    assert_eq!(version, place.succeed("--version --lang zh").stdout);
    assert_eq!(version, place.succeed("--version").stdout);
}

#[test]
fn the_language_is_the_flags_or_else_the_systems() {
    let place = Place::new();
    let speaks_chinese = |line: &str, variables: &[(&str, &str)]| {
        let ran = ran(in_locale(&place, line, variables));
        assert_eq!((ran.code, ran.stderr.lines().count()), (2, 1), "{}", ran.stderr);
        is_chinese(&ran.stderr)
    };
    let line = "train --paused";
    let cases: [(&[(&str, &str)], bool); 7] = [
        (&[], false),
        (&[("LANG", LOCALE)], true),
        (&[("LANG", "zh-Hant-TW")], true),
        (&[("LANG", LOCALE), ("LC_ALL", "C")], false),
        (&[("LANG", LOCALE), ("LC_ALL", "")], true),
        (&[("LANG", "C"), ("LC_MESSAGES", LOCALE)], true),
        (&[("LC_MESSAGES", LOCALE), ("LC_ALL", "de_DE.UTF-8")], false),
    ];
    for (variables, chinese) in cases {
        assert_eq!(speaks_chinese(line, variables), chinese, "{variables:?}");
    }
    assert!(!speaks_chinese("train --paused --lang en", &[("LANG", LOCALE)]));
    assert!(speaks_chinese("train --paused --lang zh", &[("LANG", "C")]));
    // What the window remembers is nothing to the command line; behind -- there are no flags.
    assert!(!speaks_chinese("train -- --lang=zh", &[]));
}

#[test]
fn a_language_that_there_is_not_is_told_in_the_systems() {
    let place = Place::new();
    let said = "--lang xx is not possible: it must be en or zh";
    assert_eq!(place.fail("train --lang xx", 2), said);
    assert_eq!(place.fail("--lang=xx", 2), said);
    assert_eq!(place.fail("train --lang", 2), "--lang <en|zh> needs a value");
    for line in ["--lang xx train", "train --lang", "--lang=ZH --help"] {
        let ran = told(&place, line);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{line}");
        assert!(is_chinese(&ran.stderr), "{line}: {}", ran.stderr);
    }
    let ran = told(&place, "--lang xx train");
    assert_eq!(ran.stderr, "--lang 不能取 xx，可以取：en 或 zh\n");
    assert!(place.names(".").is_empty());
}

/// What stays as it is in a Chinese sentence: names of commands, flags, values, columns and files.
const NAMES: &str = "rnnscope train sweep evaluate check help all none last max en zh true csv toml safetensors config \
                     data out endpoint init hidden steps clipped effective_step validation_loss missing value \
                     season split mine one slider through the floor tame gradient two answers stay down beat \
                     schedule";

/// Words of a Chinese sentence that are neither of the arguments nor names.
fn english_in(sentence: &str, line: &str) -> Vec<String> {
    let between = |letter: char| !letter.is_ascii_alphanumeric() && letter != '_';
    let is_left = |word: &&str| {
        let is_word =
            word.len() > 1 && word.starts_with(|letter: char| letter.is_ascii_lowercase());
        is_word && !line.contains(*word) && !NAMES.split_whitespace().any(|name| name == *word)
    };
    // What may have been meant is a flag.
    let words = sentence.split_whitespace().filter(|word| !word.contains("--"));
    words.flat_map(|word| word.split(between)).filter(is_left).map(str::to_owned).collect()
}

#[test]
fn mistakes_are_told_in_chinese() {
    let place = Place::new();
    for line in [
        "train --lr",
        "train --quiet=1",
        "train --hiden 3",
        "train --nonsense",
        "train -q",
        "train now later",
        "learn",
        "a.toml trian",
        "help learn",
        "train true",
        "train --pace 3",
        "sweep",
        "sweep x.toml --until-loss 1",
        "evaluate",
        "evaluate . --seed 1 --data x.csv",
        "check one-slider",
        "check nowhere run.toml",
        "check one-slider run.toml --lr 0.1",
        "train --metrics last",
        "train --metrics-columns gradient",
        "train --log-every 0",
        "train --until-loss -1",
        "--pace 0",
        "--snapshot-memory 0",
        "train --checkpoint run.txt",
        "train --checkpoint rnnscope-out/weights.safetensors",
        "train a.csv --data b.csv",
        "train a.csv --config b.toml",
        "train --init w.safetensors --weights keras",
    ] {
        let ran = told(&place, line);
        let said = ran.stderr.trim_end();
        assert_eq!((ran.code, said.lines().count()), (2, 1), "{line}: {said}");
        assert!(is_chinese(said), "{line}: {said}");
        assert_eq!(english_in(said, line), Vec::<String>::new(), "{line}: {said}");
    }
    assert!(place.names(".").is_empty());
}

#[test]
fn without_a_display_that_is_said_in_the_language_that_was_asked_for() {
    let place = Place::new();
    let ran = place.run("--lang zh --steps 3 --hidden 2");
    assert_eq!((ran.code, ran.stderr.lines().count()), (0, 1), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("无法打开程序窗口："), "{}", ran.stderr);
    assert!(ran.stdout.starts_with("3 steps, loss "), "{}", ran.stdout);
}

/// What is printed, but for the speed.
fn without_rate(printed: &str) -> Vec<String> {
    let line = |line: &str| match line.split_once(" steps/s") {
        Some((before, behind)) => before.rsplit_once(", ").unwrap().0.to_owned() + behind,
        None => line.to_owned(),
    };
    printed.lines().map(line).collect()
}

/// A command that trains, into a folder of its own, in each of the languages.
struct Thrice {
    place: Place,
    /// English, then with a Chinese locale, then with the flag.
    ran: [Ran; 3],
}

impl Thrice {
    fn of(line: &str, files: &[(&str, &str)]) -> Self {
        let place = Place::new();
        files.iter().for_each(|(name, text)| place.write(name, text));
        let into = |folder: &str| format!("{line} --out {folder}");
        let ran = [
            place.run(&into("c")),
            told(&place, &into("locale")),
            place.run(&into("flag --lang zh")),
        ];
        ran.iter().for_each(|ran| assert_eq!(ran.code, 0, "{line}: {}", ran.stderr));
        Self { place, ran }
    }

    /// Sees whether all files are the same, but for what pictures say where a language was asked for, and so is
    /// all that is printed.
    fn check(&self) {
        let Self { place, ran } = self;
        let [english, ..] = ran.each_ref().map(|ran| without_rate(&ran.stdout));
        assert!(!english.is_empty());
        for ran in ran {
            assert_eq!(without_rate(&ran.stdout), english);
        }
        let names = place.names("c");
        assert_eq!(place.names("locale"), names);
        assert_eq!(place.names("flag"), names);
        for name in names {
            let [english, locale, flag] =
                ["c", "locale", "flag"].map(|folder| place.bytes(&format!("{folder}/{name}")));
            assert!(english == locale, "{name} by the locale");
            let is_picture = name.ends_with(".svg") || name.ends_with(".png");
            assert_eq!(english == flag, !is_picture, "{name} by the flag");
        }
    }
}

#[test]
fn a_run_leaves_english_unless_a_language_is_asked_for() {
    let line = "train --steps 12 --hidden 3 --log-every 5 --metrics-columns clipped --clip 0.5";
    Thrice::of(line, &[]).check();
}

#[test]
fn a_run_on_a_table_leaves_english_unless_a_language_is_asked_for() {
    let mut table = "time,level\n".to_owned();
    for row in 0..120 {
        writeln!(table, "{row},{:.3}", (f64::from(row) / 3.0).sin()).unwrap();
    }
    let line = "train t.csv --input level --target level --hidden 3 --time-steps 5 --steps 12 \
                --forecast 4 --season auto";
    let thrice = Thrice::of(line, &[("t.csv", table.as_str())]);
    thrice.check();
    let [english, locale, flag] = thrice.ran.each_ref().map(|ran| &ran.stderr);
    assert!(english.contains("season = auto found") && is_chinese(locale), "{english}{locale}");
    assert_eq!(locale, flag);
}

#[test]
fn a_sweep_leaves_english_unless_a_language_is_asked_for() {
    let plan = "steps = 9\n[vary]\nlr = [0.01, 0.1]\n[base]\nhidden = 3\n";
    let thrice = Thrice::of("sweep s.toml", &[("s.toml", plan)]);
    thrice.check();
    assert!(thrice.ran[1].stdout.starts_with("2 runs, 0 diverged; best median of final loss: "));
}
