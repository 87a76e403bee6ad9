//! The way through TOML and back, mistakes with their lines, and what differs in words.

use std::path::Path;

use proptest::option::of as option;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::config::{FileError, OptimizerKind, Spacing, StateMode};
use crate::text::ENGLISH;

fn parse(text: &str) -> Result<Recipe, FileError> {
    Recipe::parse(text, Path::new("a/run.toml"))
}

fn rate(step: u64, lr: f64) -> Change {
    Change::new(step, &Settings { lr: Some(lr), ..Settings::default() })
}

fn with_rates(changes: &[(u64, f64)]) -> Recipe {
    let config = Config { steps: 200, ..Config::default() };
    Recipe { config, changes: changes.iter().map(|(step, lr)| rate(*step, *lr)).collect() }
}

#[test]
fn a_recipe_is_read_as_it_is_written_by_hand() {
    let text = "rnnscope = 1\nhidden = 8 # few\nsteps = 50\n\n[[change]]\nstep = 10\nlr = 0.005\n\
                \n[[change]]\nstep = 20\nclip = \"off\"\nbatch = 3\n";
    let recipe = parse(text).unwrap();
    assert_eq!((recipe.config.hidden, recipe.config.lr, recipe.steps()), (8, 0.02, 50));
    let second = Settings { clip: Some(None), batch: Some(3), ..Settings::default() };
    assert_eq!(recipe.changes, [rate(10, 0.005), Change::new(20, &second)]);
    assert_eq!(recipe.config_at(9).lr, 0.02);
    assert_eq!(recipe.config_at(10).lr, 0.005);
    assert_eq!(recipe.config_at(20).batch, 3);
}

#[test]
fn gaps_are_filled_from_the_preset() {
    let recipe = parse("preset = \"keras\"\nlr = 0.25\n").unwrap();
    let keras = crate::preset::Preset::from_name("keras").unwrap();
    let settings = Settings { lr: Some(0.25), ..Settings::default() }.or(keras.settings());
    assert_eq!(recipe, Recipe::from(Config::resolve(&settings).unwrap()));
}

#[test]
fn every_mistake_has_its_line_and_field() {
    let mistakes: &[(&str, usize, &[&str])] = &[
        ("[[change]]\nstep = 3\nlearning_rate = 0.1\n", 3, &["learning_rate", "lr"]),
        ("[[change]]\nstep = 3\nlr = \"fast\"\n", 3, &["lr", "fast", "1e-6 to 10"]),
        ("[[change]]\nstep = 3\nlr = 11\n", 3, &["lr = 11", "1e-6 to 10"]),
        ("[[change]]\nlr = 0.1\nstep = 0\n", 3, &["step = 0", "whole number from 1"]),
        ("[[change]]\nlr = 0.1\nstep = 1.5\n", 3, &["step = 1.5", "whole number from 1"]),
        ("[[change]]\nlr = 0.1\nstep = \"x\"\n", 3, &["step", "x", "whole number from 1"]),
        ("\n[[change]]\nlr = 0.1\n", 2, &["step = 120"]),
        ("\n[[change]]\nstep = 1\n", 2, &["a setting"]),
        ("[[change]]\nstep = 3\nhidden = 9\n", 3, &["hidden", "hidden size", "within a run"]),
        ("[[change]]\nstep = 3\nlr = 0.1\nlr = 0.2\n", 4, &["lr"]),
        ("[[change]]\nstep = 3\nlr = 1\n[[change]]\nstep = 3\nlr = 2\n", 5, &["step = 3", "after"]),
        (
            "[[change]]\nstep = 9\nlr = 1\n[[change]]\nstep = 3\nlr = 2\n",
            5,
            &["step = 3", "step 9"],
        ),
        ("steps = 8\n[[change]]\nstep = 9\nlr = 1\n", 3, &["step = 9", "steps = 8"]),
        ("steps = 8\n[[change]]\nstep = 5\nendpoint = true\nspacing = 0.5\n", 4, &["endpoint"]),
        (
            "endpoint = true\n[[change]]\nstep = 5\nbatch = 2\ntime_steps = 1\n",
            5,
            &["from step 5 on", "time_steps of at least 2"],
        ),
        (
            "[[change]]\nlr = 0.1\nstep = 99999999999999999999\n",
            3,
            &["step = 99999999999999999999 is not possible", "whole number from 1"],
        ),
        ("[[change]]\nstep = 3\nlr = 1e999\n", 3, &["lr = 1e999 is not possible", "1e-6 to 10"]),
        ("change = 3\n", 1, &["change = 3 is not possible", "a table, [[change]]"]),
        ("change = [\n3]\n", 2, &["change = 3 is not possible", "a table, [[change]]"]),
        ("[change]\nstep = 3\nlr = 1\n", 1, &["change must be a list of tables", "[[change]]"]),
        ("future = 1\nrnnscope = 2\n", 2, &["rnnscope = 2", "which is 1"]),
        ("rnnscope = 2\n", 1, &["rnnscope = 2", "which is 1"]),
        ("lr = 1\npreset = \"torch\"\n", 2, &["torch", "pytorch, tensorflow, keras"]),
    ];
    for (text, line, said) in mistakes {
        let Err(FileError::Invalid { line: found, reason, path }) = parse(text) else {
            panic!("{text:?} is accepted")
        };
        assert_eq!((found, path.as_path()), (*line, Path::new("a/run.toml")), "{text:?}: {reason}");
        assert!(!reason.contains('\n'), "{reason:?}");
        for part in *said {
            assert!(reason.contains(part), "{text:?}: {part:?} is not in {reason:?}");
        }
    }
}

#[test]
fn a_file_that_says_nothing_is_no_recipe() {
    for text in ["", "\n\n", "# a remark\n\n  # another"] {
        let said = parse(text).unwrap_err().to_string();
        assert_eq!(said, "a/run.toml has no settings; such a file begins with rnnscope = 1");
    }
    for text in ["rnnscope = 1", "lr = 0.5"] {
        parse(text).unwrap();
    }
}

#[test]
fn a_change_just_before_the_last_step_is_in_time() {
    parse("steps = 8\n[[change]]\nstep = 8\nlr = 1\n").unwrap();
    // The end may move.
    parse("steps = 8\n[[change]]\nstep = 8\nsteps = 20\n[[change]]\nstep = 20\nlr = 1\n").unwrap();
}

#[test]
fn of_two_changes_before_one_step_only_the_values_in_force_stay() {
    let mut recipe = Recipe::default();
    recipe.record(3, &rate(3, 0.1).settings());
    let batch = Settings { batch: Some(2), ..Settings::default() };
    recipe.record(3, &batch);
    recipe.record(3, &rate(3, 0.2).settings());
    recipe.record(4, &rate(4, 0.3).settings());
    let both = Settings { lr: Some(0.2), ..batch };
    assert_eq!(recipe.changes, [Change::new(3, &both), rate(4, 0.3)]);
}

#[test]
fn a_run_is_cut_at_a_step() {
    let recipe = with_rates(&[(10, 0.1), (20, 0.2), (30, 0.3)]);
    assert_eq!(recipe.until(20).changes, recipe.changes[..2]);
    assert_eq!(recipe.until(20).steps(), 200);
    let ended = recipe.ending_at(29);
    assert_eq!((ended.steps(), ended.changes.len()), (29, 2));
    ended.check().unwrap();
}

#[test]
fn differences_are_told_in_words() {
    let words = |first: &Recipe, second: &Recipe| -> Vec<String> {
        first.differences(second).iter().map(|one| one.text(&ENGLISH)).collect()
    };
    let plain = with_rates(&[]);
    let changed = with_rates(&[(120, 0.005)]);
    assert_eq!(words(&plain, &plain), [""; 0]);
    assert_eq!(words(&plain, &changed), ["learning rate 0.02 → 0.005 at step 120"]);
    assert_eq!(words(&changed, &plain), ["learning rate 0.005 → 0.02 at step 120"]);
    let other = Config { hidden: 8, clip: Some(1.0), ..plain.config.clone() };
    assert_eq!(
        words(&plain, &Recipe::from(other)),
        ["hidden size 32 → 8", "gradient clipping off → 1"]
    );
    let rule = Config { optimizer: OptimizerKind::AdamW, endpoint: true, ..plain.config.clone() };
    assert_eq!(
        words(&plain, &Recipe::from(rule)),
        ["end point off → on", "optimizer Adam → AdamW"]
    );
    let near = with_rates(&[(50, 0.020_004)]);
    assert_eq!(words(&plain, &near), ["learning rate 0.02 → 0.020004 at step 50"]);
    let at_once = with_rates(&[(1, 0.1)]);
    assert_eq!(words(&plain, &at_once), ["learning rate 0.02 → 0.1"], "no step had the other");
    let drag = with_rates(&[(50, 0.03), (51, 0.04), (52, 0.05)]);
    assert_eq!(words(&plain, &drag), ["learning rate 0.02 → 0.05 at step 50"]);
    let later = with_rates(&[(50, 0.1), (80, 0.2)]);
    assert_eq!(
        words(&plain, &later),
        ["learning rate 0.02 → 0.1 at step 50", "learning rate 0.02 → 0.2 at step 80"]
    );
    // A slow drag leaves steps between its values.
    let rates: Vec<_> = (0..60).map(|n| (1100 + 3 * n, (50 + n) as f64 / 1000.0)).collect();
    let slow = with_rates(&rates);
    assert_eq!(
        words(&plain, &slow),
        ["learning rate 0.02 → 0.109 over steps 1\u{2009}100 to 1\u{2009}277, in 60 values"]
    );
    assert_eq!(slow.changes.len(), 60);
}

#[test]
fn marks_say_what_the_controls_say() {
    let mut recipe = with_rates(&[(1, 0.5), (10, 0.012_345)]);
    let rule = Settings { optimizer: Some(OptimizerKind::AdamW), ..Settings::default() };
    recipe.record(20, &rule);
    recipe.record(
        30,
        &Settings { spacing: Some(Spacing::Radians(0.314_159)), ..Settings::default() },
    );
    let marks: Vec<String> = recipe.marks().iter().map(|mark| mark.text(&ENGLISH)).collect();
    assert_eq!(
        marks,
        [
            // What is set before the first step is how the run begins, and no change of it.
            "learning rate 0.5 → 0.0123",
            "optimizer Adam → AdamW",
            "spacing half-turn → 0.314",
        ]
    );
    let both = Settings { batch: Some(3), clip: Some(Some(1.0)), ..Settings::default() };
    recipe.record(40, &both);
    let felt = [9, 10, 29, 40, 41].map(|step| changes_felt(&recipe.marks(), step));
    assert_eq!(felt, [0, 1, 2, 4, 4], "what is changed together is one change");
}

fn settings() -> impl Strategy<Value = Settings> {
    let lr = option(1e-6..=10.0_f64);
    let numbers = (1..=256_usize, 2..=500_usize, 0.0..=10.0_f64);
    let clip = option(option(1e-12..1e12_f64));
    let choices = (option(select(OptimizerKind::ALL)), option(select(StateMode::ALL)));
    let spacing =
        option(prop_oneof![Just(Spacing::HalfTurn), (1e-9..1000.0).prop_map(Spacing::Radians)]);
    (lr, numbers, clip, choices, spacing).prop_map(
        |(lr, (batch, time_steps, decay), clip, (optimizer, state), spacing)| Settings {
            lr,
            batch: Some(batch),
            time_steps: (time_steps > 250).then_some(time_steps),
            weight_decay: Some(decay),
            clip,
            optimizer,
            state,
            spacing,
            ..Settings::default()
        },
    )
}

fn recipes() -> impl Strategy<Value = Recipe> {
    let config = (settings(), 1..=4_usize, any::<u32>());
    let changes = proptest::collection::vec((1..1000_u64, settings()), 0..6);
    (config, changes).prop_map(|((settings, layers, seed), changes)| {
        let config = Config { layers, seed, steps: 6000, ..Config::default() }.with(&settings);
        let mut recipe = Recipe::from(config);
        let mut step = 0;
        for (gap, settings) in changes {
            step += gap;
            recipe.record(step, &settings);
        }
        recipe
    })
}

proptest! {
    #[test]
    fn print_parse_print_is_the_identity(recipe in recipes()) {
        let text = recipe.to_toml();
        let read = parse(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(&read, &recipe);
        prop_assert_eq!(read.to_toml(), text);
    }

    #[test]
    fn nothing_parses_with_a_panic(text in "[\\[\\]a-z= \n0-9\".]{0,80}") {
        let _ = parse(&text);
    }

    #[test]
    fn a_recipe_differs_from_itself_in_nothing(recipe in recipes(), step in 1..6000_u64) {
        prop_assert_eq!(recipe.differences(&recipe), []);
        // What comes after a step can't be told from what comes before it.
        for difference in recipe.until(step).differences(&recipe) {
            prop_assert!(difference.step > step, "{}", difference.text(&ENGLISH));
        }
    }
}
