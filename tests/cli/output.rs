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
    let output = place.command("train --steps 5").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.contains("standard output"), "{error}");
}
