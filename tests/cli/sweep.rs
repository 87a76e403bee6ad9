//! `rnnscope sweep`: its files, that they equal runs made one by one, and its sentences.

use crate::harness::Place;

const SWEEP: &str = r#"rnnscope = 1
steps = 40

[vary]
lr = [0.01, 0.1]
hidden = { from = 4, to = 8, count = 2 }
seed = { from = 1, count = 3 }

[base]
time_steps = 5
"#;

#[test]
fn it_writes_exactly_its_files() {
    let place = Place::new();
    place.write("sweep.toml", SWEEP);
    let ran = place.succeed("sweep --config sweep.toml --out out");
    let names = ["heatmap.png", "heatmap.svg", "runs.csv", "sweep.csv", "sweep.toml"];
    assert_eq!(place.names("out"), names);
    assert_eq!(place.bytes("out/heatmap.png")[..8], *b"\x89PNG\r\n\x1a\n");
    assert!(place.read("out/heatmap.svg").starts_with("<svg"));
    assert!(ran.stdout.starts_with("12 runs, 0 diverged; best median of final loss: "));
    assert_eq!(place.succeed("sweep sweep.toml --out quiet --quiet").stdout, "");
}

#[test]
fn its_runs_are_those_made_one_by_one() {
    let place = Place::new();
    place.write("sweep.toml", SWEEP);
    place.succeed("sweep --config sweep.toml --out out");
    let header = "lr,hidden,time_steps,seed,steps,final_loss,best_loss,best_step,reached_step,\
                  diverged_step,mean_loss";
    let text = place.read("out/runs.csv");
    assert_eq!(text.lines().next(), Some(header));
    let mut medians = Vec::new();
    for (n, line) in text.lines().skip(1).enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        let flags = format!(
            "--lr {} --hidden {} --time-steps {} --seed {} --steps 40",
            cells[0], cells[1], cells[2], cells[3]
        );
        place.succeed(&format!("train {flags} --out run{n}"));
        let losses = place.column(&format!("run{n}/metrics.csv"), 1);
        assert_eq!(losses.last().map(String::as_str), Some(cells[5]), "{line}");
        let value = |text: &String| text.parse::<f32>().unwrap();
        let best = losses.iter().min_by(|a, b| value(a).total_cmp(&value(b))).unwrap();
        assert_eq!(best, cells[6], "{line}");
        assert_eq!(losses[cells[7].parse::<usize>().unwrap() - 1], *best);
        medians.push(value(losses.last().unwrap()));
    }
    // Three seeds a point: the median is the middle one.
    assert_eq!(medians.len(), 12);
    let expected: Vec<f32> = medians
        .chunks_mut(3)
        .map(|point| {
            point.sort_by(f32::total_cmp);
            point[1]
        })
        .collect();
    let found: Vec<f32> =
        place.column("out/sweep.csv", 5).iter().map(|text| text.parse().unwrap()).collect();
    assert_eq!(found, expected);
}

#[test]
fn its_own_file_repeats_it() {
    let place = Place::new();
    place.write("mine.toml", SWEEP);
    place.succeed("sweep mine.toml --cell gru --steps 9 --weight-decay 0.1 --out out");
    // From another folder, without the flags.
    let mut again = place.command("sweep sweep.toml --quiet --out again");
    assert!(again.current_dir(place.path("out")).status().unwrap().success());
    for name in ["heatmap.png", "heatmap.svg", "runs.csv", "sweep.csv", "sweep.toml"] {
        let again = place.bytes(&format!("out/again/{name}"));
        assert_eq!(place.bytes(&format!("out/{name}")), again, "{name}");
    }
}

#[test]
fn a_file_that_it_was_read_from_stays_as_it_is() {
    let place = Place::new();
    std::fs::create_dir(place.path("out")).unwrap();
    let text = format!("# by hand\n{SWEEP}");
    place.write("out/sweep.toml", &text);
    // Under any name, and with other settings.
    for line in
        ["sweep out/sweep.toml --out out", "sweep out/../out/sweep.toml --steps 3 --out ./out"]
    {
        place.succeed(line);
        assert_eq!(place.read("out/sweep.toml"), text, "{line}");
    }
}

#[test]
fn what_somebody_wrote_is_not_overwritten() {
    let place = Place::new();
    place.write("sweep.toml", SWEEP);
    place.write("other.toml", "steps = 2\n[vary]\nlr = [0.1, 0.2]\n");
    let error = place.fail("sweep other.toml --out .", 2);
    assert!(error.contains("sweep.toml was written by hand"), "{error}");
    assert_eq!(place.read("sweep.toml"), SWEEP);
    assert!(!place.path("runs.csv").exists());
    // Its own is.
    place.succeed("sweep sweep.toml --out out");
    place.succeed("sweep other.toml --out out");
    assert!(place.read("out/sweep.toml").contains("lr = [0.1, 0.2]"));
}

#[test]
fn its_initial_weights_are_named_from_anywhere() {
    let place = Place::new();
    place.succeed("train --steps 2 --hidden 4 --out run");
    place.write(
        "mine.toml",
        "steps = 3\n[vary]\nlr = [0.1, 0.2]\n[base]\nhidden = 4\ninit = \"run/weights.safetensors\"\n",
    );
    place.succeed("sweep mine.toml --out out");
    let written = place.read("out/sweep.toml");
    assert!(written.contains("init_sha256 = "), "{written}");
    let mut again = place.command("sweep sweep.toml --quiet --out again");
    assert!(again.current_dir(place.path("out")).status().unwrap().success());
    assert_eq!(place.bytes("out/runs.csv"), place.bytes("out/again/runs.csv"));
}

#[test]
fn a_mean_is_that_of_the_last_steps_of_the_single_run() {
    let place = Place::new();
    let head = "steps = 30\ncriterion = \"mean-loss\"\nlast = 12\n";
    place.write("sweep.toml", &format!("{head}[vary]\nseed = [1, 2, 3]\n[base]\nhidden = 4\n"));
    let ran = place.succeed("sweep sweep.toml --out out");
    assert!(
        ran.stdout.contains("best median of mean loss of the last 12 steps: "),
        "{}",
        ran.stdout
    );
    let mut means: Vec<f32> = (1..=3)
        .map(|seed| {
            place.succeed(&format!("train --hidden 4 --steps 30 --seed {seed} --out run{seed}"));
            let losses = place.column(&format!("run{seed}/metrics.csv"), 1);
            let last = losses[18..].iter().map(|loss| loss.parse::<f64>().unwrap());
            (last.sum::<f64>() / 12.0) as f32
        })
        .collect();
    let found: Vec<f32> =
        place.column("out/runs.csv", 10).iter().map(|mean| mean.parse().unwrap()).collect();
    assert_eq!(found, means);
    means.sort_by(f32::total_cmp);
    assert_eq!(place.column("out/sweep.csv", 5)[0].parse::<f32>().unwrap(), means[1]);
}

#[test]
fn weights_that_fit_some_sizes_only_are_told_before_the_first_step() {
    let place = Place::new();
    place.succeed("train --hidden 4 --steps 1 --out four");
    // So many steps that nobody would hear of it after them.
    let base = "[base]\ninit = \"four/weights.safetensors\"\n";
    let sweep = format!("steps = 1000000000\n[vary]\nhidden = [4, 6]\n{base}");
    place.write("sweep.toml", &sweep);
    let said = place.fail("sweep sweep.toml --out out", 2);
    assert!(said.contains("sweep.toml, line 5: init = \"four/weights.safetensors\""), "{said}");
    assert!(said.ends_with("these settings ask for an RNN with 6 (hidden size 6)"), "{said}");
    assert!(!place.path("out/runs.csv").exists());
    // As a flag.
    place.write("sizes.toml", "steps = 1000000000\n[vary]\nhidden = [4, 6]\nseed = [1, 2]\n");
    let said = place.fail("sweep sizes.toml --init four/weights.safetensors --out out", 2);
    assert!(said.contains("run 3 of the sweep: can't start from four/weights"), "{said}");
    // One that fits all.
    place.write("rates.toml", "steps = 2\n[vary]\nlr = [0.1, 0.2]\n[base]\nhidden = 4\n");
    place.succeed("sweep rates.toml --init four/weights.safetensors --out out");
}

#[test]
fn seeds_over_given_weights_are_refused() {
    let place = Place::new();
    place.succeed("train --hidden 4 --steps 1 --out four");
    place.write(
        "sweep.toml",
        "steps = 2\n[vary]\nhidden = 4\n\nseed = { from = 1, count = 3 }\n[base]\ninit = \"four/weights.safetensors\"\n",
    );
    let said = place.fail("sweep sweep.toml --out out", 2);
    assert!(said.contains("sweep.toml, line 5: all 3 runs would be the same"), "{said}");
    assert!(!place.path("out").exists());
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let place = Place::new();
    // Some networks large enough to be shared out among threads themselves.
    place.write(
        "sweep.toml",
        "steps = 6\nsamples = 5\n[vary]\nlr = { from = 1e-4, to = 1 }\nhidden = [4, 96]\nseed = [1, 2]\n[base]\nbatch = 96\n",
    );
    for threads in ["1", "2", "5"] {
        let line = format!("sweep --config sweep.toml --out {threads}");
        let line = format!("{line} --quiet");
        let status = place.command(&line).env("RAYON_NUM_THREADS", threads).status().unwrap();
        assert!(status.success());
    }
    for name in ["heatmap.png", "heatmap.svg", "runs.csv", "sweep.csv"] {
        for threads in ["2", "5"] {
            let (one, more) = (format!("1/{name}"), format!("{threads}/{name}"));
            assert_eq!(place.bytes(&one), place.bytes(&more), "{name}, {threads} threads");
        }
    }
}

#[test]
fn preset_file_and_flags_make_the_base() {
    let place = Place::new();
    place.write("sweep.toml", "[vary]\nlr = 0.5\n[base]\npreset = \"keras\"\nhidden = 3\n");
    place.succeed("sweep sweep.toml --steps 2 --time-steps 4 --batch 2 --out out");
    assert_eq!(place.column("out/runs.csv", 1), ["3"]);
    assert_eq!(place.column("out/runs.csv", 2), ["4"]);
    assert_eq!(place.column("out/runs.csv", 4), ["2"]);
    assert!(place.read("out/heatmap.svg").contains("LSTM"));
}

#[test]
fn mistakes_are_one_sentence() {
    let place = Place::new();
    place.write("sweep.toml", SWEEP);
    place.write("wrong.toml", "steps = 5\n[vary]\nlr = [0.1, 11]\n");
    place.write("base.toml", "steps = 5\n[base]\nendpoint = true\nspacing = 0.5\n");
    let cases = [
        ("sweep", "a sweep needs a file"),
        ("sweep --config base.toml", "base.toml, line 3: endpoint = true needs spacing"),
        ("sweep base.toml --spacing 0.4", "endpoint = true needs spacing = \"half-turn\", not 0.4"),
        ("sweep --config nowhere.toml", "can't read nowhere.toml"),
        ("sweep --config wrong.toml", "wrong.toml, line 3: lr = 11 is not possible"),
        ("sweep --config sweep.toml --lr 0.1", "--lr sets what sweep.toml varies"),
        ("sweep --config sweep.toml --seed 3", "--seed sets what sweep.toml varies"),
        ("sweep --config sweep.toml --metrics all", "--metrics is for a single run"),
        ("sweep --config sweep.toml --until-loss 1", "--until-loss is for a single run"),
        (
            "sweep --config sweep.toml --checkpoint c.safetensors",
            "--checkpoint is for a single run",
        ),
        ("--paused sweep --config sweep.toml", "--paused is for the window"),
        ("sweep sweep.toml --init none.safetensors", "run 1 of the sweep: can't start from"),
    ];
    for (line, said) in cases {
        let error = place.fail(line, 2);
        assert!(error.contains(said), "{line}: {error}");
        assert!(!place.path("rnnscope-out/runs.csv").exists(), "{line}");
    }
}
