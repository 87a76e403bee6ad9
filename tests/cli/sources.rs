//! Preset, file and flags: the later wins.

use crate::harness::Place;

/// The line of run.toml that holds a field, after a run with these arguments.
fn recorded(place: &Place, line: &str, field: &str) -> String {
    place.succeed(&format!("train {line} --out out"));
    let recipe = place.read("out/run.toml");
    let found = recipe.lines().find(|line| line.starts_with(&format!("{field} = ")));
    found.unwrap_or_default().to_owned()
}

#[test]
fn presets_have_their_steps() {
    let place = Place::new();
    for (preset, steps) in [("pytorch", 100), ("tensorflow", 60), ("keras", 501)] {
        let ran = place.succeed(&format!("train --preset {preset}"));
        assert!(ran.stdout.starts_with(&format!("{steps} steps, loss ")), "{}", ran.stdout);
    }
}

#[test]
fn flags_win_over_the_file_and_the_file_over_the_preset() {
    let place = Place::new();
    place.write("run.toml", "rnnscope = 1\nlr = 0.5\nsteps = 3\nhidden = 2\n");
    let preset = "--preset tensorflow --steps 4";
    assert_eq!(recorded(&place, preset, "lr"), "lr = 0.02");
    assert_eq!(recorded(&place, preset, "endpoint"), "endpoint = true");
    let file = "--preset tensorflow --config run.toml";
    assert_eq!(recorded(&place, file, "lr"), "lr = 0.5");
    assert_eq!(recorded(&place, file, "steps"), "steps = 3");
    assert_eq!(recorded(&place, file, "endpoint"), "endpoint = true");
    let flags = "--config run.toml --lr 0.25 --preset tensorflow";
    assert_eq!(recorded(&place, flags, "lr"), "lr = 0.25");
    assert_eq!(recorded(&place, flags, "hidden"), "hidden = 2");
}

#[test]
fn a_file_may_name_a_preset_which_a_flag_replaces() {
    let place = Place::new();
    place.write("run.toml", "preset = \"keras\"\nsteps = 2\n");
    assert_eq!(recorded(&place, "--config run.toml", "cell"), "cell = \"lstm\"");
    assert_eq!(recorded(&place, "--config run.toml", "steps"), "steps = 2");
    let replaced = "--config run.toml --preset pytorch";
    assert_eq!(recorded(&place, replaced, "cell"), "cell = \"rnn\"");
    assert_eq!(recorded(&place, replaced, "steps"), "steps = 2");
}

#[test]
fn weights_come_from_one_place() {
    let place = Place::new();
    place.succeed("train --hidden 3 --steps 2 --out a");
    let error = place.fail("train --init a/weights.safetensors --weights keras --out b", 2);
    assert!(error.contains("--init") && error.contains("leave out one of the two"), "{error}");
    let ran = place.run("train --hidden 3 --steps 2 --init a/weights.safetensors --seed 9 --out b");
    let said = "--seed draws nothing here: the weights come from a/weights.safetensors\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (0, said));
    // A file may name all of them, as run.toml does.
    let recipe = place.read("b/run.toml");
    for key in ["weights = ", "seed = 9", "init = ", "init_sha256 = "] {
        assert!(recipe.contains(key), "{recipe}");
    }
    place.succeed("train b/run.toml --out c");
    place.assert_same_run("b", "c");
}

#[test]
fn a_fingerprint_needs_its_file() {
    let place = Place::new();
    let alone = format!("init_sha256 = \"{}\"\n", "0".repeat(64));
    place.write("run.toml", &format!("hidden = 3\n{alone}"));
    place.write("sweep.toml", &format!("steps = 2\n[vary]\nlr = 0.1\n[base]\n{alone}"));
    for (line, at) in [("train run.toml", "run.toml, line 2"), ("sweep sweep.toml", "line 5")] {
        let error = place.fail(line, 2);
        assert!(error.contains(at) && error.contains("which init must name"), "{error}");
    }
}

#[test]
fn the_weight_decay_follows_the_optimizer_unless_it_is_named() {
    let place = Place::new();
    let decay = |line: &str| recorded(&place, &format!("--steps 2 {line}"), "weight_decay");
    assert_eq!(decay(""), "weight_decay = 0.0");
    assert_eq!(decay("--optimizer adamw"), "weight_decay = 0.01");
    assert_eq!(decay("--optimizer adamw --weight-decay 0.5"), "weight_decay = 0.5");
    assert_eq!(decay("--optimizer sgd"), "weight_decay = 0.0");
}

#[test]
fn every_setting_has_a_flag_that_is_recorded() {
    let place = Place::new();
    let line = "--cell gru --nonlinearity relu --hidden 3 --layers 2 --time-steps 4 --batch 2 \
        --spacing half-turn --endpoint --state reset --optimizer momentum --lr 0.1 \
        --weight-decay 0.001 --clip 1.5 --weights keras --seed 4294967295 --steps 3";
    place.succeed(&format!("train {line} --out out"));
    let expected = "rnnscope = 1\ncell = \"gru\"\nnonlinearity = \"relu\"\nhidden = 3\nlayers = 2\n\
        time_steps = 4\nbatch = 2\nspacing = \"half-turn\"\nendpoint = true\nstate = \"reset\"\n\
        optimizer = \"momentum\"\nlr = 0.1\nweight_decay = 0.001\nclip = 1.5\nweights = \"keras\"\n\
        seed = 4294967295\nsteps = 3\n";
    assert_eq!(place.read("out/run.toml"), expected);
}

#[test]
fn clipping_and_the_end_point_can_be_switched_off_again() {
    let place = Place::new();
    place.write("run.toml", "clip = 1.0\nendpoint = true\nsteps = 2\n");
    let line = "--config run.toml --clip off --endpoint=false";
    assert_eq!(recorded(&place, line, "clip"), "clip = \"off\"");
    assert_eq!(recorded(&place, line, "endpoint"), "endpoint = false");
}
