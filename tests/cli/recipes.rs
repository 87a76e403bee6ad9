//! A recipe with changes, played without a window: each acts just before its step, and `run.toml`
//! repeats the run to the bit.

use crate::harness::Place;

const RECIPE: &str = "rnnscope = 1\nhidden = 6\ntime_steps = 5\nsteps = 20\n\n\
    [[change]]\nstep = 8\nlr = 0.005\n\n\
    [[change]]\nstep = 12\nbatch = 2\ntime_steps = 7\nspacing = 0.3\n\n\
    [[change]]\nstep = 15\noptimizer = \"rmsprop\"\nstate = \"reset\"\n";

#[test]
fn a_change_acts_just_before_its_step() {
    let place = Place::new();
    place.write("run.toml", RECIPE);
    place.succeed("train run.toml --out changed");
    place.succeed("train --hidden 6 --time-steps 5 --steps 20 --out plain");
    let rates = place.column("changed/metrics.csv", 3);
    assert!(rates[..7].iter().all(|rate| rate == "0.02"));
    assert!(rates[7..].iter().all(|rate| rate == "0.005"));
    let (changed, plain) =
        (place.column("changed/metrics.csv", 1), place.column("plain/metrics.csv", 1));
    // The update of step 8 is the first with the new rate, so that loss 9 is the first to differ.
    assert_eq!(changed[..8], plain[..8]);
    assert_ne!(changed[8], plain[8]);
}

#[test]
fn run_toml_repeats_a_run_with_changes_to_the_bit() {
    let place = Place::new();
    place.write("recipe.toml", RECIPE);
    let line = "--predictions all --quiet";
    place.succeed(&format!("train recipe.toml {line} --out first"));
    place.succeed(&format!("train first/run.toml {line} --out second"));
    place.succeed(&format!("train --config first/run.toml {line} --out third"));
    place.assert_same_run("first", "second");
    place.assert_same_run("first", "third");
    assert_eq!(place.read("first/run.toml").matches("[[change]]").count(), 3);
}

#[test]
fn predictions_of_the_last_step_follow_the_changes_of_the_grid() {
    let place = Place::new();
    place.write("run.toml", RECIPE);
    place.succeed("train run.toml --out last");
    place.succeed("train run.toml --predictions all --out all");
    let rows = place.read("last/predictions.csv");
    let rows = rows.lines().skip(1).collect::<Vec<_>>();
    assert_eq!(rows.len(), 2 * 7);
    assert!(place.read("all/predictions.csv").trim_end().ends_with(&rows.join("\n")));
}

#[test]
fn the_window_that_is_not_there_leaves_the_same_run() {
    let place = Place::new();
    place.write("run.toml", RECIPE);
    place.succeed("train run.toml --out train");
    let ran = place.run("run.toml --out fallback");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    place.assert_same_run("train", "fallback");
}

#[test]
fn a_shortened_run_repeats_what_it_was() {
    let place = Place::new();
    place.write("run.toml", RECIPE);
    place.succeed("train run.toml --steps 13 --out short");
    // Where there is no window, too, which would have played on after its pause.
    let ran = place.run("run.toml --steps 13 --out fallback");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    place.assert_same_run("short", "fallback");
    let recipe = place.read("short/run.toml");
    assert_eq!(recipe.matches("[[change]]").count(), 2);
    assert!(recipe.contains("steps = 13\n"));
    place.succeed("train short/run.toml --out again");
    place.assert_same_run("short", "again");
}

#[test]
fn mistakes_name_file_line_and_field() {
    let place = Place::new();
    let changes: [(&str, &[&str]); 6] = [
        ("step = 8\nhidden = 9\n", &["line 5", "hidden"]),
        ("step = 8\nlearning_rate = 1\n", &["line 5", "learning_rate"]),
        ("step = 8\nlr = \"fast\"\n", &["line 5", "lr", "fast"]),
        ("step = 8\nlr = 11\n", &["line 5", "lr", "1e-6 to 10"]),
        ("step = 21\nlr = 0.1\n", &["line 4", "step = 21", "steps = 20"]),
        ("step = 8\nlr = 1\n[[change]]\nstep = 7\nlr = 2\n", &["line 7", "step = 7", "step 8"]),
    ];
    for (change, said) in changes {
        place.write("mine.toml", &format!("rnnscope = 1\nsteps = 20\n[[change]]\n{change}"));
        for line in ["train mine.toml", "mine.toml"] {
            let error = place.fail(line, 2);
            for text in said.iter().chain(&["mine.toml"]) {
                assert!(error.contains(text), "{change}: \"{text}\" is not in: {error}");
            }
        }
    }
    assert!(!place.path("rnnscope-out").exists());
}

#[test]
fn one_file_is_enough() {
    let place = Place::new();
    place.write("a.toml", "steps = 1\n");
    let error = place.fail("train a.toml --config a.toml", 2);
    assert!(error.contains("a.toml") && error.contains("--config"), "{error}");
    place.write("a.csv", "x\n1\n2\n");
    let error = place.fail("train a.csv --config a.toml", 2);
    assert!(error.contains("beside --config a.toml") && error.contains("--data a.csv"), "{error}");
    let error = place.fail("nowhere.toml", 2);
    assert!(error.contains("nowhere.toml"), "{error}");
}
