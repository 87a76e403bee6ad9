//! Ranges on both sides, files with their mistakes, and the way through TOML and back.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

mod entries;

fn read(text: &str) -> Result<Settings, FileError> {
    parse_settings(text, Path::new("a/run.toml")).map(|file| file.settings)
}

/// The mistake in a file: its line, and what is said about it.
fn mistake(text: &str) -> (usize, String) {
    match read(text) {
        Err(FileError::Invalid { line, reason, path }) => {
            assert_eq!(path, Path::new("a/run.toml"));
            assert!(!reason.contains('\n'), "{reason:?}");
            (line, reason)
        }
        other => panic!("{text:?} gave {other:?}"),
    }
}

fn flag(field: Field, text: &str) -> Result<Settings, ConfigError> {
    let mut settings = Settings::default();
    field.set(&mut settings, &Value::Flag(text.to_owned())).map(|()| settings)
}

/// What is inside each range and what is just outside, as flags.
const RANGES: &[(Field, &[&str], &[&str])] = &[
    (Field::Cell, &["rnn", "lstm", "gru"], &["RNN", "elman"]),
    (Field::Nonlinearity, &["tanh", "relu"], &["sigmoid"]),
    (Field::Hidden, &["1", "512"], &["0", "513", "-1", "1.5", "1e2"]),
    (Field::Layers, &["1", "4"], &["0", "5"]),
    (Field::TimeSteps, &["1", "2000"], &["0", "2001"]),
    (Field::Batch, &["1", "256"], &["0", "257"]),
    (Field::Spacing, &["half-turn", "1e-9", "1000"], &["0", "-0.1", "1001", "inf", "NaN", "pi"]),
    (Field::Endpoint, &["true", "false"], &["1", "yes", "True"]),
    (Field::State, &["carry", "reset", "none"], &["keep", "off"]),
    (Field::Optimizer, &["adam", "adamw", "sgd", "momentum", "rmsprop"], &["adagrad"]),
    (Field::Lr, &["1e-6", "10", "0.02"], &["9.99e-7", "10.0001", "0", "-1", "NaN", "inf"]),
    (Field::WeightDecay, &["0", "10"], &["-1e-9", "10.1", "NaN"]),
    (Field::Clip, &["off", "1e-30", "1e30"], &["0", "-1", "NaN", "inf", "none"]),
    (Field::Weights, &["pytorch", "keras"], &["torch"]),
    (Field::Seed, &["0", "4294967295"], &["-1", "4294967296", "1.0"]),
    (Field::Steps, &["1", "9007199254740992"], &["0", "9007199254740993", "-5", "1e3"]),
    (Field::Init, &["w.safetensors"], &[]),
    (
        Field::InitSha256,
        &["0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"],
        &["0123", "g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"],
    ),
];

#[test]
fn what_is_empty_or_long_is_told_shortly() {
    let said = |field: Field, value: Value| {
        field.set(&mut Settings::default(), &value).unwrap_err().to_string()
    };
    for empty in [Value::Flag(String::new()), Value::Text(String::new())] {
        let said = said(Field::Data, empty);
        assert!(said.starts_with("data is empty: data must be"), "{said}");
    }
    let marks = Value::Texts((0..5000).map(|n| format!("-{n}{}", "9".repeat(500))).collect());
    let said = said(Field::MissingValue, marks);
    assert!(said.starts_with("missing_value = [\"-0999") && said.contains("\", …] is"), "{said}");
    assert!(said.len() < 2500, "{}", said.len());
}

#[test]
fn every_field_is_tried_on_both_sides_of_its_range() {
    // Newer ones are tried by what their entries say, in the list's own tests.
    let all = Field::ALL.iter().filter(|field| !field.entry().is_newer);
    assert!(RANGES.iter().map(|(field, ..)| field).eq(all));
    for (field, inside, outside) in RANGES {
        for text in *inside {
            let settings = flag(*field, text).unwrap();
            assert_ne!(settings, Settings::default(), "{field:?} = {text} has no effect");
        }
        for text in outside.iter().chain(&[""]) {
            let error = flag(*field, text).unwrap_err();
            let sentence = error.to_string();
            let name = field.name();
            let begin = if text.is_empty() {
                format!("{name} is empty: ")
            } else {
                format!("{name} = {text} ")
            };
            assert!(sentence.starts_with(&begin), "{sentence}");
            assert!(sentence.contains(field.label()), "{sentence}");
        }
    }
}

#[test]
fn numbers_out_of_range_name_the_range() {
    let sentence = flag(Field::Lr, "20").unwrap_err().to_string();
    assert_eq!(sentence, "lr = 20 is not possible: learning rate must be a number from 1e-6 to 10");
    let sentence = flag(Field::Hidden, "513").unwrap_err().to_string();
    assert_eq!(
        sentence,
        "hidden = 513 is not possible: hidden size must be a whole number from 1 to 512"
    );
}

#[test]
fn a_configuration_is_checked_like_a_flag() {
    let wrong = [
        Config { hidden: 0, ..Config::default() },
        Config { hidden: 513, ..Config::default() },
        Config { layers: 5, ..Config::default() },
        Config { time_steps: 2001, ..Config::default() },
        Config { batch: 257, ..Config::default() },
        Config { spacing: Spacing::Radians(f64::NAN), ..Config::default() },
        Config { lr: f64::INFINITY, ..Config::default() },
        Config { weight_decay: -0.1, ..Config::default() },
        Config { clip: Some(0.0), ..Config::default() },
        Config { steps: 0, ..Config::default() },
    ];
    for config in wrong {
        assert!(config.check().is_err(), "{config:?}");
    }
    Config::default().check().unwrap();
}

#[test]
fn the_end_point_needs_half_turns_of_two_samples() {
    let endpoint = Config { endpoint: true, ..Config::default() };
    endpoint.check().unwrap();
    Config { time_steps: 2, ..endpoint.clone() }.check().unwrap();
    let alone = Config { time_steps: 1, ..endpoint.clone() };
    assert_eq!(alone.check(), Err(ConfigError::EndpointNeedsTwoSteps));
    let spacing = Spacing::Radians(0.5);
    let radians = Config { spacing, ..endpoint };
    assert_eq!(radians.check(), Err(ConfigError::EndpointNeedsHalfTurn { spacing }));
}

#[test]
fn the_weight_decay_follows_the_optimizer() {
    let decay = |text: &str| Config::resolve(&read(text).unwrap()).unwrap().weight_decay;
    assert_eq!(decay(""), 0.0);
    assert_eq!(decay("optimizer = \"adamw\""), 0.01);
    assert_eq!(decay("optimizer = \"adamw\"\nweight_decay = 0"), 0.0);
    assert_eq!(decay("optimizer = \"sgd\"\nweight_decay = 0.5"), 0.5);
}

#[test]
fn later_settings_hide_earlier_ones_field_by_field() {
    let upper = Settings { lr: Some(0.5), clip: Some(None), ..Settings::default() };
    let lower =
        Settings { lr: Some(0.1), clip: Some(Some(1.0)), seed: Some(3), ..Settings::default() };
    let expected =
        Settings { lr: Some(0.5), clip: Some(None), seed: Some(3), ..Settings::default() };
    assert_eq!(upper.or(lower), expected);
}

#[test]
fn an_empty_file_says_nothing() {
    assert_eq!(read("").unwrap(), Settings::default());
    assert_eq!(read("# a remark\n\nrnnscope = 1\n").unwrap(), Settings::default());
}

#[test]
fn whole_numbers_serve_as_numbers_but_not_the_other_way() {
    let settings = read("lr = 1\nspacing = 2\nclip = 3\nweight_decay = 4\n").unwrap();
    assert_eq!(settings.lr, Some(1.0));
    assert_eq!(settings.spacing, Some(Spacing::Radians(2.0)));
    assert_eq!(settings.clip, Some(Some(3.0)));
    assert_eq!(settings.weight_decay, Some(4.0));
    assert_eq!(mistake("hidden = 3.0\n").0, 1);
}

#[test]
fn mistakes_in_files_have_their_line_and_field() {
    let mistakes: &[(&str, usize, &[&str])] = &[
        ("rnnscope = 1\n\nhiden = 3\n", 3, &["hiden", "hidden", "init_sha256"]),
        ("lr = 0.1\nhidden = \"3\"\n", 2, &["hidden", "\"3\"", "1 to 512"]),
        ("\n\n\nlr = \"fast\"\n", 4, &["lr", "fast", "1e-6 to 10"]),
        ("lr = 0.1\n# x\nlr = 0.2\n", 3, &["lr: duplicate key"]),
        ("seed = 1\nendpoint = 1\n", 2, &["endpoint", "1", "true or false"]),
        ("cell = true\n", 1, &["cell", "true", "rnn, lstm, gru"]),
        ("cell = [\"rnn\"]\n", 1, &["cell", "rnn, lstm, gru"]),
        ("lr = 0.1\n\n[data]\nbatch = 3\n", 3, &["data"]),
        ("lr = 0.1\nhidden = \n", 2, &["hidden"]),
        ("lr = 0.1\nhidden = {\n", 2, &["hidden"]),
        ("lr = nan\n", 1, &["lr", "1e-6 to 10"]),
        (
            "seed = 99999999999999999999\n",
            1,
            &["seed = 99999999999999999999 is", "0 to 4294967295"],
        ),
        (
            "cell = \"\"\"a\n\\\"b\"\"\"\n",
            1,
            &["cell = \"a\\n\\\"b\" is not possible", "rnn, lstm"],
        ),
        ("\nlr = 1e999\n", 2, &["lr = 1e999 is not possible", "1e-6 to 10"]),
        ("lr = -inf\n", 1, &["lr = -inf is not possible", "1e-6 to 10"]),
        ("init = 2020-01-01\n", 1, &["init", "2020-01-01", "path"]),
        ("clip = { norm = 1 }\n", 1, &["clip = a table", "above 0"]),
        ("lr = [0.1, [2]]\n", 1, &["lr = [0.1, [2]] is not possible", "1e-6 to 10"]),
        (
            "inputs = [1, 2, 3, 4, 5, 6, 7, 8, 9]\n",
            1,
            &["inputs = [1, 2, 3, 4, 5, 6, 7, 8, …] is not possible", "texts"],
        ),
        ("rnnscope = 2\n", 1, &["rnnscope = 2", "which is 1"]),
        ("rnnscope = \"1\"\n", 1, &["rnnscope = \"1\" is not a known version"]),
        (
            "rnnscope = 99999999999999999999\n",
            1,
            &["rnnscope = 99999999999999999999 is not a known"],
        ),
        // What a later version says with other keys is no mistake in them.
        ("future = 1\nlr = 20\nrnnscope = 2\n", 3, &["rnnscope = 2", "which is 1"]),
        // Of several mistakes the first in the text.
        ("steps = 0\nlr = 20\nbatch = 0\n", 1, &["steps = 0"]),
        ("seed = 1\npreset = 3\n", 2, &["preset = 3", "name"]),
    ];
    for (text, line, said) in mistakes {
        let (found, reason) = mistake(text);
        assert_eq!(found, *line, "{text:?}: {reason}");
        for part in *said {
            assert!(reason.contains(part), "{text:?}: {part:?} is not in {reason:?}");
        }
    }
}

#[test]
fn a_mistake_is_told_in_one_sentence() {
    let error = read("lr = 0.1\nhidden = 600\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "a/run.toml, line 2: hidden = 600 is not possible: hidden size must be a whole number \
         from 1 to 512"
    );
}

#[test]
fn a_file_may_name_a_preset() {
    let text = "lr = 0.5\npreset = \"keras\"\n";
    let file = parse_settings(text, Path::new("run.toml")).unwrap();
    assert_eq!((file.preset.as_deref(), file.preset_line), (Some("keras"), 2));
    assert_eq!(file.settings.lr, Some(0.5));
    let file = parse_settings("lr = 0.5\n", Path::new("run.toml")).unwrap();
    assert_eq!((file.preset, file.preset_line), (None, 0));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let path = Path::new("nowhere/run.toml");
    let error = read_settings(path).unwrap_err().to_string();
    assert!(error.starts_with("can't read nowhere/run.toml: "), "{error}");
}

#[test]
fn texts_are_shown_without_the_quotes_of_their_file() {
    for path in ["a/b", "it's \"this\"", "C:\\run\\w", "'quoted'", "\"quoted\""] {
        let config = Config { init: Some(path.into()), ..Config::default() };
        assert_eq!(Field::Init.text(&config), path);
    }
    let config = Config::default();
    let shown = [Field::Init, Field::Clip, Field::Lr].map(|field| field.text(&config));
    assert_eq!(shown, ["none", "off", "0.02"]);
}

#[test]
fn differences_name_the_fields() {
    let base = Config::default();
    let other = Config { lr: 0.5, clip: Some(1.0), init: Some("w".into()), ..base.clone() };
    let found: Vec<_> = base.differences(&other).collect();
    assert_eq!(found, [Field::Lr, Field::Clip, Field::Init]);
}

fn spacings() -> impl Strategy<Value = Spacing> {
    prop_oneof![Just(Spacing::HalfTurn), (1e-9..1000.0).prop_map(Spacing::Radians)]
}

/// A path with whatever a file system takes and TOML must escape.
fn paths() -> impl Strategy<Value = PathBuf> {
    "[ -~äπ\t\n\"\\\\']{1,20}".prop_map(PathBuf::from)
}

prop_compose! {
    fn networks()(
        cell in select(Cell::ALL),
        nonlinearity in select(Nonlinearity::ALL),
        hidden in 1..=512_usize,
        layers in 1..=4_usize,
        time_steps in 2..=500_usize,
        batch in 1..=256_usize,
        spacing in spacings(),
        endpoint: bool,
        state in select(StateMode::ALL),
    ) -> Config {
        let endpoint = endpoint && spacing == Spacing::HalfTurn;
        Config {
            cell, nonlinearity, hidden, layers, time_steps, batch, spacing, endpoint, state,
            ..Config::default()
        }
    }
}

prop_compose! {
    fn configs()(
        network in networks(),
        optimizer in select(OptimizerKind::ALL),
        lr in 1e-6..=10.0_f64,
        weight_decay in 0.0..=10.0_f64,
        clip in proptest::option::of(1e-12..1e12_f64),
        weights in select(InitialWeights::ALL),
        seed: u32,
        steps in 1..=(1_u64 << 53),
        init in proptest::option::of(paths()),
        init_sha256 in proptest::option::of("[0-9a-f]{64}"),
    ) -> Config {
        Config {
            optimizer, lr, weight_decay, clip, weights, seed, steps, init, init_sha256, ..network
        }
    }
}

proptest! {
    #[test]
    fn toml_gives_the_same_configuration_back(config in configs()) {
        let text = config.to_toml();
        let settings = read(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(Config::resolve(&settings).unwrap(), config);
    }

    #[test]
    fn a_configuration_as_settings_hides_everything(config in configs(), other in configs()) {
        prop_assert_eq!(other.with(&Settings::from(config.clone())), config);
    }
}
