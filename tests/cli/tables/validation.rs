//! Validation while a run goes on, and the patience that hangs on it.

use super::{SETTINGS, number, table};
use crate::harness::Place;

#[test]
fn with_patience_the_best_weights_stand() {
    let place = Place::new();
    place.write("data.csv", &table(240));
    let settings = "--cell gru --hidden 8 --time-steps 12 --batch 4 --state reset --steps 400 --lr 0.3 \
                    --validate-every 3 --patience 4";
    let ran = place.succeed(&format!("train --data data.csv --out out {settings}"));
    assert!(place.bytes("out/weights.safetensors") == place.bytes("out/best.safetensors"));
    let losses: Vec<f64> =
        place.column("out/validation.csv", 2).iter().map(|loss| number(loss)).collect();
    let steps = place.column("out/validation.csv", 0);
    let best = (0..losses.len()).min_by(|a, b| losses[*a].total_cmp(&losses[*b])).unwrap();
    assert_eq!(losses.len() - 1 - best, 4, "the run ends four validations after its best");
    let first = ran.stdout.lines().next().unwrap();
    let said = format!("; the weights are those of step {}, the best", steps[best]);
    assert!(first.ends_with(&said), "{first}");
}

#[test]
fn the_same_recipe_leaves_the_same_files() {
    let place = Place::new();
    place.write("data.csv", &table(200));
    let flags = "--target c --season auto --patience 2 --validate-every 5";
    place.succeed(&format!("train --data data.csv --out one --quiet {SETTINGS} {flags}"));
    place.succeed("train one/run.toml --out two --quiet");
    assert_eq!(place.names("one"), place.names("two"));
    for name in place.names("one").iter().filter(|name| *name != "run.toml") {
        assert!(
            place.bytes(&format!("one/{name}")) == place.bytes(&format!("two/{name}")),
            "{name}"
        );
    }
}

/// A table over whose validation part the mean squared error is larger than any number of a network.
fn beyond_numbers() -> String {
    let value = |row: usize| if row < 80 { (row as f64 / 3.0).sin() } else { 1e30 };
    let rows = (0..100).map(|row| format!("{:?}\n", value(row)));
    std::iter::once("x\n".to_owned()).chain(rows).collect()
}

#[test]
fn a_loss_that_is_no_number_is_an_empty_cell_and_no_better_one() {
    let place = Place::new();
    place.write("data.csv", &beyond_numbers());
    let line = "train --data data.csv --hidden 4 --state reset --batch 4 --split 80/20/0 --quiet \
                --validate-every 2 --metrics-columns validation_loss";
    place.succeed(&format!("{line} --steps 7 --out out"));
    assert_eq!(place.column("out/validation.csv", 0), ["2", "4", "6", "7"]);
    assert_eq!(place.column("out/validation.csv", 2), [""; 4]);
    assert_eq!(place.column("out/metrics.csv", 4), [""; 7]);
    assert!(place.column("out/metrics.csv", 1).iter().all(|loss| number(loss).is_finite()));
    assert!(!place.names("out").contains(&"best.safetensors".to_owned()), "none was better");
    // It is waited for a better one all the same, across a checkpoint too.
    let patient = format!("{line} --patience 5");
    place.succeed(&format!("{patient} --steps 40 --out whole"));
    assert_eq!(place.column("whole/metrics.csv", 0).len(), 10);
    place.succeed(&format!("{patient} --steps 6 --out half --checkpoint half.safetensors"));
    place.succeed("train half.safetensors --steps 40 --out rest --quiet");
    assert_eq!(place.column("rest/metrics.csv", 0), ["7", "8", "9", "10"]);
    assert!(place.bytes("rest/weights.safetensors") == place.bytes("whole/weights.safetensors"));
    assert_eq!(place.read("rest/run.toml"), place.read("whole/run.toml"));
}

#[test]
fn who_goes_on_without_patience_says_so_in_the_recipe() {
    let place = Place::new();
    place.write("data.csv", &table(240));
    let settings = "--cell gru --hidden 8 --time-steps 12 --batch 4 --state reset --lr 0.3 --validate-every 3 \
                    --quiet";
    let line = format!("train --data data.csv {settings} --patience 4 --steps 400");
    place.succeed(&format!("{line} --out out --checkpoint out.safetensors"));
    let end = place.column("out/metrics.csv", 0).len();
    assert!(end < 390, "it ends early");
    let more = end + 9;
    place.succeed(&format!("train out.safetensors --steps {more} --out more --quiet"));
    assert_eq!(place.column("more/metrics.csv", 0).len(), 9);
    let recipe = place.read("more/run.toml");
    let change = format!("[[change]]\nstep = {}\npatience = \"off\"\n", end + 1);
    assert!(recipe.contains(&change) && recipe.contains(&format!("steps = {more}\n")), "{recipe}");
    // Played from the first step it is the same run, to its end.
    place.succeed("train more/run.toml --out again --quiet");
    assert_eq!(place.column("again/metrics.csv", 0).len(), more);
    assert!(place.bytes("again/weights.safetensors") == place.bytes("more/weights.safetensors"));
    // Without the change it ends where patience ran out.
    place.write("cut.toml", &recipe.replace(&change, ""));
    place.succeed("train cut.toml --out cut --quiet");
    assert_eq!(place.column("cut/metrics.csv", 0).len(), end);
}

/// A part of a hundredth of a percent is less than one of these samples.
#[test]
fn patience_without_a_sample_to_validate_is_refused() {
    let place = Place::new();
    place.write(
        "t.csv",
        &format!("x\n{}", (0..90).map(|n| format!("{}\n", n % 7)).collect::<String>()),
    );
    let ran = place.run("train --data t.csv --split 99.99/0.01/0 --patience 3 --steps 5 --out o");
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("patience needs a validation part"), "{}", ran.stderr);
    let ran = place.run("train --data t.csv --split 99.99/0.01/0 --steps 5 --out o");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}
