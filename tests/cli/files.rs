//! What a run leaves behind, and that it can be repeated from it.

use std::f64::consts::PI;

use crate::harness::Place;

const SMALL: &str = "train --hidden 4 --time-steps 5 --steps 12";

#[test]
fn a_run_writes_exactly_its_files() {
    let place = Place::new();
    place.succeed(&format!("{SMALL} --out a/b"));
    let expected = [
        "curves.png",
        "curves.svg",
        "metrics.csv",
        "predictions.csv",
        "run.toml",
        "weights.safetensors",
    ];
    assert_eq!(place.names("a/b"), expected);
    assert_eq!(place.bytes("a/b/curves.png")[..8], *b"\x89PNG\r\n\x1a\n");
    assert!(place.read("a/b/curves.svg").starts_with("<svg"));
}

#[test]
fn without_out_the_files_are_in_rnnscope_out() {
    let place = Place::new();
    place.succeed(SMALL);
    assert_eq!(place.names("."), ["rnnscope-out"]);
    assert_eq!(place.names("rnnscope-out").len(), 6);
}

#[test]
fn metrics_have_one_row_a_step() {
    let place = Place::new();
    place.succeed(&format!("{SMALL} --lr 0.1 --out out"));
    let text = place.read("out/metrics.csv");
    assert!(text.starts_with("step,loss,grad_norm,learning_rate\n1,"), "{text}");
    assert!(text.ends_with('\n'));
    let steps = (1..=12).map(|step: u32| step.to_string()).collect::<Vec<_>>();
    assert_eq!(place.column("out/metrics.csv", 0), steps);
    assert!(place.column("out/metrics.csv", 3).iter().all(|rate| rate == "0.1"));
    for column in [1, 2] {
        for text in place.column("out/metrics.csv", column) {
            let value: f32 = text.parse().unwrap();
            assert!(value.is_finite() && value > 0.0);
            assert_eq!(text.parse::<f32>().unwrap(), value);
            assert!(text.len() <= 15, "{text} is not the shortest decimal");
        }
    }
}

#[test]
fn metrics_can_be_thinned_or_left_out() {
    let place = Place::new();
    place.succeed(&format!("{SMALL} --metrics 5 --out five"));
    assert_eq!(place.column("five/metrics.csv", 0), ["5", "10"]);
    place.succeed(&format!("{SMALL} --metrics none --out none"));
    assert_eq!(place.read("none/metrics.csv"), "step,loss,grad_norm,learning_rate\n");
}

#[test]
fn metrics_get_the_columns_asked_for_and_no_other_number_changes() {
    let place = Place::new();
    place.succeed(&format!("{SMALL} --clip 0.1 --out plain"));
    place.succeed(&format!(
        "{SMALL} --clip 0.1 --metrics-columns clipped,effective_step --out more"
    ));
    let more = place.read("more/metrics.csv");
    assert!(
        more.starts_with("step,loss,grad_norm,learning_rate,clipped,effective_step\n1,"),
        "{more}"
    );
    let norms = place.column("more/metrics.csv", 2);
    let expected =
        norms.iter().map(|norm| if norm.parse::<f32>().unwrap() > 0.1 { "1" } else { "0" });
    let clipped = place.column("more/metrics.csv", 4);
    assert!(clipped.iter().map(|text| text.trim_end_matches(".0")).eq(expected), "{clipped:?}");
    let small = |text: &String| (0.0..1.0).contains(&text.parse::<f64>().unwrap());
    assert!(place.column("more/metrics.csv", 5).iter().all(small), "{more}");
    let cut: Vec<String> =
        more.lines().map(|line| line.split(',').take(4).collect::<Vec<_>>().join(",")).collect();
    assert_eq!(cut, place.read("plain/metrics.csv").lines().collect::<Vec<_>>());
    assert_eq!(place.bytes("more/run.toml"), place.bytes("plain/run.toml"));
}

#[test]
fn predictions_hold_the_last_step_row_after_row() {
    let place = Place::new();
    place.succeed(&format!("{SMALL} --batch 3 --out out"));
    assert!(place.read("out/predictions.csv").starts_with("step,row,t,input,target,prediction\n"));
    let file = "out/predictions.csv";
    assert_eq!(place.column(file, 0), vec!["12"; 15]);
    let rows = (0..3).flat_map(|row: u32| vec![row.to_string(); 5]).collect::<Vec<_>>();
    assert_eq!(place.column(file, 1), rows);
    let number = |text: &String| text.parse::<f64>().unwrap();
    let column = |i| place.column(file, i).iter().map(number).collect::<Vec<f64>>();
    let (phases, inputs, targets, predictions) = (column(2), column(3), column(4), column(5));
    let samples = phases.iter().zip(&inputs).zip(&targets);
    for (sample, ((phase, input), target)) in samples.enumerate() {
        let (row, i) = ((sample / 5) as f64, (sample % 5) as f64);
        let t = (11.0 + row) * PI + i * PI / 5.0;
        assert!((phase - t).abs() < 1e-12);
        assert!((input - t.sin()).abs() < 1e-6);
        assert!((target - t.cos()).abs() < 1e-6);
    }
    // The loss of the step is the mean square of what the two columns differ by.
    let loss = targets.iter().zip(&predictions).map(|(target, found)| (target - found).powi(2));
    let loss = loss.sum::<f64>() / 15.0;
    let written = number(place.column("out/metrics.csv", 1).last().unwrap());
    assert!((loss - written).abs() < 1e-6, "{loss} {written}");
}

#[test]
fn predictions_of_all_steps_agree_with_those_of_the_last() {
    let place = Place::new();
    place.succeed(&format!("{SMALL} --out last"));
    place.succeed(&format!("{SMALL} --predictions all --out all"));
    place.succeed(&format!("{SMALL} --predictions 4 --out four"));
    let last = place.read("last/predictions.csv");
    let all = place.read("all/predictions.csv");
    let rows = last.lines().skip(1).collect::<Vec<_>>().join("\n");
    assert_eq!(all.lines().count(), 1 + 12 * 5);
    assert!(all.trim_end().ends_with(&rows));
    let mut steps = place.column("four/predictions.csv", 0);
    steps.dedup();
    assert_eq!(steps, ["4", "8", "12"]);
}

#[test]
fn run_toml_repeats_a_run_to_the_bit() {
    let lines = [
        "--preset pytorch",
        "--preset tensorflow --seed 7 --clip 0.5",
        "--cell lstm --hidden 6 --layers 2 --batch 3 --spacing 0.2 --state reset --steps 15",
        "--cell gru --hidden 5 --optimizer adamw --weights keras --steps 15 --lr 0.0123456789",
        "--nonlinearity relu --optimizer rmsprop --lr 1e-3 --state none --steps 15",
    ];
    for line in lines {
        let place = Place::new();
        place.succeed(&format!("train {line} --out first"));
        place.succeed("train --config first/run.toml --out second");
        place.assert_same_run("first", "second");
    }
}

#[test]
fn run_toml_is_complete() {
    let place = Place::new();
    place.succeed(&format!("{SMALL} --clip 2 --out out"));
    let expected = "rnnscope = 1\ncell = \"rnn\"\nnonlinearity = \"tanh\"\nhidden = 4\nlayers = 1\n\
        time_steps = 5\nbatch = 1\nspacing = \"half-turn\"\nendpoint = false\nstate = \"carry\"\n\
        optimizer = \"adam\"\nlr = 0.02\nweight_decay = 0.0\nclip = 2.0\nweights = \"pytorch\"\n\
        seed = 1\nsteps = 12\n";
    assert_eq!(place.read("out/run.toml"), expected);
}

#[test]
fn a_run_that_stops_at_a_loss_is_repeated_as_far() {
    let place = Place::new();
    place.succeed("train --steps 5000 --until-loss 0.1 --out first");
    let losses = place.column("first/metrics.csv", 1);
    let (last, before) = losses.split_last().unwrap();
    assert!(last.parse::<f32>().unwrap() <= 0.1);
    assert!(before.iter().all(|loss| loss.parse::<f32>().unwrap() > 0.1));
    assert!(place.read("first/run.toml").contains(&format!("steps = {}\n", losses.len())));
    place.succeed("train --config first/run.toml --out second");
    assert_eq!(place.bytes("first/metrics.csv"), place.bytes("second/metrics.csv"));
}

#[test]
fn weights_start_another_run_and_are_held_to_their_fingerprint() {
    let place = Place::new();
    place.succeed(&format!("{SMALL} --out a"));
    place.succeed(&format!("{SMALL} --init a/weights.safetensors --out b"));
    let recipe = place.read("b/run.toml");
    assert!(recipe.contains("init = ") && recipe.contains("init_sha256 = "), "{recipe}");
    assert_ne!(place.bytes("a/metrics.csv"), place.bytes("b/metrics.csv"));

    // From another folder, too.
    place.succeed("train --config b/run.toml --out c");
    assert_eq!(place.bytes("b/metrics.csv"), place.bytes("c/metrics.csv"));
    assert_eq!(place.bytes("b/weights.safetensors"), place.bytes("c/weights.safetensors"));

    place.succeed(&format!("{SMALL} --seed 2 --out a"));
    let error = place.fail("train --config b/run.toml --out d", 2);
    assert!(error.contains("weights.safetensors") && error.contains("SHA-256"), "{error}");
    assert!(!place.path("d").exists());
    // A recipe and its weights can be moved together.
    std::fs::create_dir(place.path("moved")).unwrap();
    std::fs::copy(place.path("a/weights.safetensors"), place.path("moved/start.safetensors"))
        .unwrap();
    std::fs::write(place.path("moved/run.toml"), "hidden = 4\ninit = \"start.safetensors\"\n")
        .unwrap();
    place.succeed("train moved/run.toml --steps 1 --out f");
    place.succeed("train --config moved/run.toml --steps 1 --out f");
    // A file that is named anew is not held to the old one's fingerprint.
    place.succeed("train --config b/run.toml --init a/weights.safetensors --out d");
    place.succeed("train --config b/run.toml --weights pytorch --out e");
    assert!(!place.read("e/run.toml").contains("init"));
}

#[test]
fn a_run_spares_the_weights_it_began_with() {
    let place = Place::new();
    place.succeed(SMALL);
    let before = place.bytes("rnnscope-out/weights.safetensors");
    let error = place.fail(&format!("{SMALL} --init rnnscope-out/weights.safetensors"), 2);
    assert!(error.contains("--out"), "{error}");
    assert_eq!(place.bytes("rnnscope-out/weights.safetensors"), before);
}

#[test]
fn a_diverging_run_keeps_its_finite_steps() {
    let place = Place::new();
    let line = "train --nonlinearity relu --optimizer sgd --lr 10 --steps 50 --out out";
    let ran = place.run(line);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert_eq!(ran.stderr.lines().count(), 1);
    assert!(ran.stderr.contains("diverged"), "{}", ran.stderr);
    assert_eq!(place.names("out").len(), 6);
    let losses = place.column("out/metrics.csv", 1);
    assert!(!losses.is_empty() && losses.len() < 50);
    assert!(losses.iter().all(|loss| loss.parse::<f32>().unwrap().is_finite()));
    assert!(ran.stderr.contains(&format!("step {}", losses.len() + 1)), "{}", ran.stderr);
    // The last window that was finite is written, not the one that wasn't.
    let mut steps = place.column("out/predictions.csv", 0);
    steps.dedup();
    assert_eq!(steps, [losses.len().to_string()]);
    for value in place.column("out/predictions.csv", 5) {
        assert!(value.parse::<f32>().unwrap().is_finite());
    }
    // Repeating it diverges again, with the same files.
    let again = place.run("train --config out/run.toml --out again");
    assert_eq!(again.code, 1);
    for file in ["metrics.csv", "predictions.csv", "weights.safetensors"] {
        let (first, second) = (format!("out/{file}"), format!("again/{file}"));
        assert_eq!(place.bytes(&first), place.bytes(&second), "{file}");
    }
}

#[test]
fn five_hundred_time_steps_fit_the_stack() {
    let place = Place::new();
    place.succeed("train --time-steps 500 --hidden 2 --layers 4 --cell lstm --steps 2 --out out");
    assert_eq!(place.column("out/predictions.csv", 0).len(), 500);
}
