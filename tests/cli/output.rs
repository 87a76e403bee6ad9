//! What is printed, and where.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::harness::Place;

/// Splits `100 steps, loss 0.061488, 46512 steps/s` into its numbers as they are written.
fn summary(line: &str) -> (&str, &str, &str) {
    let (steps, rest) = line.split_once(" steps, loss ").unwrap();
    let (loss, rest) = rest.split_once(", ").unwrap();
    (steps, loss, rest.strip_suffix(" steps/s").unwrap())
}

#[test]
fn the_tutorial_ends_with_its_summary() {
    let place = Place::new();
    let ran = place.succeed("train");
    assert_eq!(ran.stdout.lines().count(), 1, "no progress bar when piped");
    let (steps, loss, rate) = summary(ran.stdout.trim_end());
    assert_eq!(steps, "100");
    // PyTorch's loss of step 100, as in the golden files.
    assert!((loss.parse::<f64>().unwrap() - 0.061_488).abs() < 1e-4, "{loss}");
    assert_eq!(loss.split_once('.').unwrap().1.len(), 6);
    assert!(rate.parse::<u64>().unwrap() > 0);
    let written = place.column("rnnscope-out/metrics.csv", 1);
    assert_eq!(format!("{:.6}", written[99].parse::<f32>().unwrap()), loss);
}

#[test]
fn log_every_prints_steps_and_losses() {
    let place = Place::new();
    let ran = place.succeed("train --steps 35 --log-every 10");
    let losses = place.column("rnnscope-out/metrics.csv", 1);
    let line =
        |step: usize| format!("step {step}, loss {:.6}", losses[step - 1].parse::<f32>().unwrap());
    let lines: Vec<_> = ran.stdout.lines().collect();
    assert_eq!(lines[..3], [line(10), line(20), line(30)]);
    assert_eq!(summary(lines[3]).0, "35");
}

#[test]
fn quiet_prints_nothing() {
    let place = Place::new();
    let ran = place.succeed("train --steps 5 --log-every 1 --quiet");
    assert_eq!(ran.stdout, "");
    assert_eq!(place.names("rnnscope-out").len(), 6);
    let ran = place.run("train --quiet --nonlinearity relu --optimizer sgd --lr 10");
    assert_eq!((ran.code, ran.stderr.lines().count()), (1, 1));
}

#[test]
fn help_and_version_are_on_stdout() {
    let place = Place::new();
    let help = place.succeed("--help").stdout;
    let flags = [
        "--preset",
        "--config",
        "--cell",
        "--nonlinearity",
        "--hidden",
        "--layers",
        "--time-steps",
        "--batch",
        "--spacing",
        "--endpoint",
        "--state",
        "--optimizer",
        "--lr",
        "--weight-decay",
        "--clip",
        "--weights",
        "--seed",
        "--steps",
        "--init",
        "--out",
        "--metrics",
        "--predictions",
        "--log-every",
        "--quiet",
        "--pace",
        "--until-loss",
        "--paused",
        "--export-dir",
    ];
    for flag in flags {
        assert!(help.contains(flag), "{flag} is not in the help");
    }
    let help = place.succeed("train --help").stdout;
    assert!(help.contains("--time-steps") && !help.contains("--paused"), "{help}");
    let version = place.succeed("--version").stdout;
    assert_eq!(version, format!("rnnscope {}\n", env!("CARGO_PKG_VERSION")));
    for line in ["train --version", "sweep --version", "train -V"] {
        assert_eq!(place.succeed(line).stdout, version);
    }
}

#[test]
fn without_a_display_the_same_settings_are_trained() {
    let place = Place::new();
    for (line, steps) in [("", "100"), ("--preset tensorflow", "60"), ("--steps 7 --paused", "7")] {
        let ran = place.run(line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.stderr);
        assert_eq!(ran.stderr.lines().count(), 1, "{line}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("no window: "), "{}", ran.stderr);
        assert_eq!(summary(ran.stdout.lines().last().unwrap()).0, steps);
        assert_eq!(place.names("rnnscope-out").len(), 6);
    }
    place.run("--preset tensorflow --out window");
    place.succeed("train --preset tensorflow --out train");
    assert_eq!(place.bytes("window/metrics.csv"), place.bytes("train/metrics.csv"));
}

#[test]
fn a_reader_that_goes_away_stops_nothing() {
    let place = Place::new();
    let mut command = place.command("train --steps 3000 --hidden 2 --log-every 1");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("step 1, loss "));
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(place.column("rnnscope-out/metrics.csv", 0).len(), 3000);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_stdout_is_one_sentence() {
    let place = Place::new();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    for line in ["train --steps 5", "--help", "train --help", "--version"] {
        let full = full.try_clone().unwrap();
        let output = place.command(line).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{line}");
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(error.lines().count(), 1, "{line}: {error}");
        assert!(error.contains("standard output"), "{line}: {error}");
    }
}

#[test]
fn a_step_that_takes_minutes_is_announced_before_it() {
    let place = Place::new();
    let line = "train --cell lstm --layers 4 --hidden 512 --time-steps 500 --batch 256 --steps 1";
    let mut child = place.command(line).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(said.contains("billion multiplications and may take minutes"), "{said}");
}

/// Numbers in files are written for programs, in no country's way.
#[test]
fn files_are_the_same_in_every_language() {
    let place = Place::new();
    place.write("sweep.toml", "steps = 9\n[vary]\nlr = [0.01, 0.1]\n[base]\nhidden = 3\n");
    let of = |locale: &str| {
        for line in ["train --steps 9 --clip 0.5 --checkpoint", "sweep sweep.toml"] {
            let name = line.split(' ').next().unwrap();
            let mut command = place.command(line);
            if name == "train" {
                command.arg(format!("{locale}-c.safetensors"));
            }
            command.args(["--out", &format!("{locale}-{name}")]);
            let variables = ["LC_ALL", "LC_NUMERIC", "LANG", "LANGUAGE"];
            command.envs(variables.map(|variable| (variable, locale)));
            assert!(command.output().unwrap().status.success(), "{locale}: {line}");
        }
    };
    of("C");
    of("de_DE.UTF-8");
    for folder in ["train", "sweep"] {
        let names = place.names(&format!("C-{folder}"));
        assert!(names.len() >= 4);
        for name in names {
            let [one, other] = ["C", "de_DE.UTF-8"]
                .map(|locale| place.bytes(&format!("{locale}-{folder}/{name}")));
            assert!(one == other, "{folder}: {name}");
        }
    }
    assert_eq!(place.bytes("C-c.safetensors"), place.bytes("de_DE.UTF-8-c.safetensors"));
}

#[test]
fn a_checkpoint_at_its_end_is_left_as_it_is_without_a_display() {
    let place = Place::new();
    place.succeed("train --hidden 3 --steps 5 --checkpoint c.safetensors");
    let before = place.names(".");
    let ran = place.run("c.safetensors --out on");
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert!(lines[0].starts_with("no window: ") && lines.len() == 2, "{lines:?}");
    assert_eq!(lines[1], place.fail("train c.safetensors --out on", 2));
    assert_eq!(place.names("."), before);
}
