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

#[test]
fn a_checkpoint_that_can_not_be_written_is_told_before_the_run() {
    let place = Place::new();
    place.write("rich.toml", "rnnscope = 1\n");
    std::fs::create_dir(place.path("folder.safetensors")).unwrap();
    for path in ["rich.toml/x.safetensors", "folder.safetensors", "/proc/nowhere/x.safetensors"] {
        // Were it trained first, its steps would be printed.
        let line = format!("train --steps 5 --log-every 1 --checkpoint {path}");
        let error = place.fail(&line, 1);
        let named = path.strip_suffix("/x.safetensors").unwrap_or(path);
        assert!(error.contains(named) && error.contains("can't be written"), "{error}");
    }
    // Nor is there anything left to be found.
    assert_eq!(place.names("."), ["folder.safetensors", "rich.toml"]);
}

/// Fails before anything is trained or written, and says these.
fn refused(place: &Place, line: &str, said: &[&str]) {
    let (names, error) = (place.names("."), place.fail(line, 2));
    for text in said {
        assert!(error.contains(text), "{line}: \"{text}\" is not in: {error}");
    }
    assert_eq!(place.names("."), names, "{line}");
}

#[test]
fn no_file_takes_the_place_of_another() {
    let place = Place::new();
    place.succeed("train --hidden 3 --steps 5 --out k --checkpoint run.safetensors");
    place.write("mine.toml", "# By hand.\nhidden = 3\nsteps = 5\n");
    place.write("k/named.toml", "hidden = 3\ninit = \"k/weights.safetensors\"\n");
    let cases: [(&str, &[&str]); 9] = [
        // Not there yet, by another name.
        ("--out k3 --checkpoint ./k3/weights.safetensors", &["the run's results", "another name"]),
        (
            "--out new/k3 --checkpoint new/../new/k3/weights.safetensors",
            &["the checkpoint would overwrite the run's results"],
        ),
        (
            "--hidden 3 --init k/weights.safetensors --checkpoint ./k/../k/weights.safetensors",
            &["the checkpoint would overwrite the run's initial weights"],
        ),
        (
            "k/named.toml --checkpoint k/weights.safetensors",
            &["the checkpoint would overwrite the run's initial weights"],
        ),
        (
            "run.safetensors --steps 9 --checkpoint ./run.safetensors",
            &["the checkpoint would overwrite the file that the run begins from"],
        ),
        ("--hidden 3 --init k/weights.safetensors --out k", &["own initial weights", "--out"]),
        ("--hidden 3 --init k/weights.safetensors --out ./k/.", &["own initial weights", "--out"]),
        ("--config k/run.toml --steps 2 --out k", &["the file that it begins from", "k/run.toml"]),
        ("k/run.toml --lr 0.5 --out ./k", &["the file that it begins from", "another --out"]),
    ];
    for (line, said) in cases {
        refused(&place, &format!("train {line}"), said);
    }
    // The same run in its own folder loses nothing.
    let before = place.bytes("k/run.toml");
    place.succeed("train k/run.toml --out k");
    assert!(place.bytes("k/run.toml") == before);
    place.succeed("train mine.toml --out . --checkpoint new.safetensors");
}

#[cfg(unix)]
#[test]
fn a_link_is_the_file_it_leads_to() {
    let place = Place::new();
    place.succeed("train --hidden 3 --steps 5 --out k");
    std::os::unix::fs::symlink(place.path("k"), place.path("link")).unwrap();
    let line = "train --hidden 3 --init k/weights.safetensors --out link";
    refused(&place, line, &["own initial weights"]);
    let line = "train --out k --checkpoint link/weights.safetensors";
    refused(&place, line, &["the run's results"]);
}
