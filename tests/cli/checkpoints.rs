//! A run that goes on from a checkpoint is the run itself.

use crate::harness::Place;

const RECIPE: &str = "hidden = 6\ncell = \"lstm\"\ntime_steps = 5\nsteps = 30\n\n\
    [[change]]\nstep = 8\nlr = 0.005\n\n\
    [[change]]\nstep = 21\nbatch = 2\noptimizer = \"momentum\"\n";

#[test]
fn a_run_in_two_parts_is_the_run_in_one() {
    let place = Place::new();
    place.write("whole.toml", RECIPE);
    place.succeed("train whole.toml --out whole");
    for first in [21, 25, 29] {
        let line = format!("train whole.toml --steps {first} --out a --checkpoint a.safetensors");
        place.succeed(&line);
        place.succeed("train a.safetensors --steps 30 --out b");
        let rows = place.column("b/metrics.csv", 0);
        assert_eq!((rows[0].as_str(), rows.len()), ((first + 1).to_string().as_str(), 30 - first));
        let whole = place.column("whole/metrics.csv", 1);
        assert_eq!(place.column("b/metrics.csv", 1), whole[first..]);
        for file in ["weights.safetensors", "predictions.csv", "run.toml"] {
            let (one, two) = (format!("whole/{file}"), format!("b/{file}"));
            assert!(place.bytes(&one) == place.bytes(&two), "{first}: {file} differs");
        }
    }
}

#[test]
fn a_run_that_ended_early_has_its_changes_still_to_come() {
    let place = Place::new();
    place.write("whole.toml", RECIPE);
    place.succeed("train whole.toml --out whole");
    place.succeed("train whole.toml --until-loss 100 --out a --checkpoint half.safetensors");
    place.succeed("train half.safetensors --out b");
    let whole = place.column("whole/metrics.csv", 1);
    assert_eq!(place.column("b/metrics.csv", 1), whole[1..]);
    assert!(place.bytes("whole/run.toml") == place.bytes("b/run.toml"));
    // And the same run gives the same bytes.
    place.succeed("train whole.toml --until-loss 100 --out a --checkpoint again.safetensors");
    assert!(place.bytes("half.safetensors") == place.bytes("again.safetensors"));
}

#[test]
fn a_checkpoint_says_what_can_not_be() {
    let place = Place::new();
    place.succeed("train --hidden 3 --steps 5 --out a --checkpoint run.safetensors");
    let error = place.fail("train run.safetensors", 2);
    assert!(error.contains("step 5 already") && error.contains("--steps"), "{error}");
    // With a window as without.
    let error = place.fail("run.safetensors --steps 3", 2);
    assert!(error.contains("step 5 already") && error.contains("--steps"), "{error}");
    let error = place.fail("train run.safetensors --steps 9 --lr 0.1", 2);
    assert!(error.contains("run.safetensors") && error.contains("--steps"), "{error}");
    let error = place.fail("train a/weights.safetensors --steps 9", 2);
    assert!(error.contains("weights.safetensors is not a checkpoint"), "{error}");
    let whole = place.bytes("run.safetensors");
    std::fs::write(place.path("cut.safetensors"), &whole[..whole.len() - 9]).unwrap();
    let error = place.fail("train cut.safetensors --steps 9", 2);
    assert!(error.contains("cut.safetensors"), "{error}");
    assert!(!place.path("rnnscope-out").exists());
}
