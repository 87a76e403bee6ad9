//! Formulas and made-up tables as data, by their flags, files and sentences.

use crate::harness::Place;

#[test]
fn sin_and_cos_as_formulas_are_the_tutorials_run() {
    let place = Place::new();
    place.succeed("train --steps 12 --quiet --out older");
    place.succeed(
        "train --data formula --input sin(t) --target cos(t) --steps 12 --quiet --out newer",
    );
    assert_eq!(place.read("older/metrics.csv"), place.read("newer/metrics.csv"));
    assert_eq!(place.column("older/predictions.csv", 5), place.column("newer/predictions.csv", 5));
    place.succeed("train newer/run.toml --quiet --out again");
    place.assert_same_run("newer", "again");
}

#[test]
fn several_formulas_are_columns_under_their_own_names() {
    let place = Place::new();
    place.succeed(
        "train --data formula --input sin(t) --input min(t,3) --target cos(t) --target t/2 \
         --target-noise 0.1 --noise 0.2 --data-seed 7 --steps 4 --quiet --out run",
    );
    let predictions = place.read("run/predictions.csv");
    let header = predictions.lines().next().unwrap();
    assert_eq!(
        header,
        "step,row,t,input:sin(t),\"input:min(t,3)\",target:cos(t),target:t/2,prediction:cos(t),\
         prediction:t/2"
    );
    let run = place.read("run/run.toml");
    for line in ["data = \"formula\"", "inputs = [\"sin(t)\", \"min(t,3)\"]", "target_noise = 0.1"]
    {
        assert!(run.contains(line), "{line}: {run}");
    }
    place.succeed("train run/run.toml --quiet --out again");
    place.assert_same_run("run", "again");
}

#[test]
fn what_is_no_formula_is_refused_with_its_place() {
    let place = Place::new();
    let refused = |flags: &str, parts: &[&str]| {
        let sentence = place.fail(&format!("train --data formula {flags} --out run"), 2);
        for part in parts {
            assert!(sentence.contains(part), "{flags}: {sentence}");
        }
    };
    refused("--input sin(t --target t", &["input 1", "\"sin(t\"", "parenthesis at character 4"]);
    refused("--input t --target t --target foo(t)", &["target 2", "called foo, at character 1"]);
    refused("--input t", &["there is no target"]);
    refused("--input t --target 1/t", &["target 1", "is inf at t = 0"]);
    refused("--input t**2 --target t", &["character 2", "written ^"]);
    let deep = format!("--input {}t{} --target t", "(".repeat(50_000), ")".repeat(50_000));
    refused(&deep, &["input 1", "it has 100001 characters, and may have 1000"]);
    let deep = format!("--input {}t --target t", "(".repeat(900));
    refused(&deep, &["input 1", "more than 64 parentheses"]);
    assert!(!place.path("run").exists());
}

#[test]
fn what_stops_being_a_number_later_is_divergence() {
    let place = Place::new();
    let flags = "--data formula --input log(20-t) --target t/20 --spacing 0.5 --time-steps 4";
    let ran = place.run(&format!("train {flags} --steps 100 --quiet --out run"));
    // Step 11 reads t = 20, where the logarithm has no value.
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("at step 11 the loss is no longer a finite number"),
        "{}",
        ran.stderr
    );
    assert_eq!(place.read("run/metrics.csv").lines().count(), 11);
}

#[test]
fn every_generator_and_every_preset_trains() {
    let place = Place::new();
    for name in
        ["mackey-glass", "lorenz", "narma10", "chirp", "adding", "delay-echo", "random-walk"]
    {
        place.succeed(&format!("train --data {name} --samples 200 --steps 3 --quiet --out {name}"));
        place.succeed(&format!("train {name}/run.toml --quiet --out {name}-again"));
        place.assert_same_run(name, &format!("{name}-again"));
    }
    for preset in ["sin-half", "square-from-sine", "two-tones"] {
        place.succeed(&format!("train --preset {preset} --steps 3 --quiet --out {preset}"));
    }
    for preset in ["mackey-glass", "lorenz", "adding", "random-walk"] {
        let flags = "--samples 600 --steps 3 --quiet";
        place.succeed(&format!("train --preset {preset} {flags} --out of-{preset}"));
    }
}
