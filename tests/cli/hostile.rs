//! Files, names and values that nobody means well by: one sentence, nothing written, nothing waited for.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt as _;
use std::process::Command;

use crate::harness::{Place, Ran};

/// Makes a pipe at which nobody writes or reads.
fn pipe(place: &Place, name: &str) {
    assert!(Command::new("mkfifo").arg(place.path(name)).status().unwrap().success());
}

/// What is said of arguments that aren't plain words; one line without anything a terminal would obey.
fn said(place: &Place, line: &str, more: &[&OsStr]) -> String {
    let ran = Ran::from(place.command(line).args(more).output().unwrap());
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(!place.path("rnnscope-out").exists());
    let sentence = ran.stderr.strip_suffix('\n').unwrap();
    assert!(!sentence.contains(char::is_control), "{sentence:?}");
    assert!(sentence.len() < 2000, "{sentence}");
    sentence.to_owned()
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    let place = Place::new();
    pipe(&place, "pipe");
    place.write("run.toml", "init = \"pipe\"\nsteps = 1\n");
    let pipe = "it is a pipe, not a regular file";
    for (line, reason) in [
        ("train pipe", pipe),
        ("train --config pipe", pipe),
        ("sweep pipe", pipe),
        ("train --init pipe", pipe),
        ("train run.toml", pipe),
        ("train /dev/zero", "it is a device, not a regular file"),
        ("train --init /dev/zero", "it is a device, not a regular file"),
        ("train --init .", "it is a folder, not a file"),
    ] {
        let said = said(&place, line, &[]);
        assert!(said.contains(reason), "{line}: {said}");
    }
    fs::rename(place.path("pipe"), place.path("pipe.safetensors")).unwrap();
    let said = said(&place, "train pipe.safetensors", &[]);
    assert!(said.contains(pipe), "{said}");
}

#[test]
fn a_pipe_among_the_temporary_files_is_passed_over() {
    let place = Place::new();
    fs::create_dir(place.path("rnnscope-out")).unwrap();
    pipe(&place, "rnnscope-out/.rnnscope-x.part");
    place.succeed("train --steps 2 --quiet");
    assert!(place.path("rnnscope-out/run.toml").exists());
}

#[test]
fn holes_of_gigabytes_are_not_read() {
    let place = Place::new();
    for name in ["hole.safetensors", "hole.toml"] {
        File::create(place.path(name)).unwrap().set_len(5 << 30).unwrap();
    }
    let limited = |line: &str| {
        let program = env!("CARGO_BIN_EXE_rnnscope");
        let line = format!("ulimit -v 4000000; exec {program} {line}");
        let mut shell = Command::new("sh");
        let shell = shell.args(["-c", &line]).current_dir(place.path(""));
        let shell = shell.env_remove("DISPLAY").env("LC_ALL", "C");
        let ran = Ran::from(shell.output().unwrap());
        assert_eq!(ran.code, 2, "{}", ran.stderr);
        ran.stderr
    };
    let weights = limited("train --init hole.safetensors");
    assert!(weights.contains("is not a whole safetensors file"), "{weights}");
    assert!(limited("train hole.safetensors").contains("is not a whole safetensors file"));
    assert!(limited("train hole.toml").contains("hole.toml is larger than 16 MB"));
}

#[test]
fn names_and_values_are_shown_escaped_and_cut() {
    let place = Place::new();
    let missing = said(&place, "train", &[OsStr::new("x\ny.toml")]);
    assert_eq!(missing, r#"can't read "x\ny.toml": there is no such file or folder"#);
    let bytes = said(&place, "train", &[OsStr::from_bytes(b"\xff\x1b[31m.toml")]);
    assert!(bytes.contains(r#""\xFF\u{1b}[31m.toml""#), "{bytes}");
    let long = "9".repeat(120_000);
    for flag in ["--lr", "--metrics", "--checkpoint", "--preset", "--init", "--cell", "--long"] {
        let said = said(&place, "train", &[OsStr::new(flag), OsStr::new(&long)]);
        assert!(said.contains(flag.trim_start_matches('-')) || flag == "--init", "{said}");
    }
    said(&place, "train", &[OsStr::new(&format!("--{long}"))]);
    said(&place, "train", &[OsStr::new("--a\x1b[2J\x07")]);
    place.write("key.toml", &format!("{long} = 1\n"));
    assert!(said(&place, "train key.toml", &[]).contains("there is no setting named"));
    place.write("key.toml", "\"a\\u001b[2J\\n\" = 1\n");
    assert!(said(&place, "train key.toml", &[]).contains(r#""a\u{1b}[2J\n""#));
    place.write("value.toml", &format!("lr = {long}\n"));
    assert!(said(&place, "train value.toml", &[]).contains("line 1: lr = "));
    place.write("sweep.toml", &format!("[vary]\n\"{long}\\u0007\" = 1\n"));
    assert!(said(&place, "sweep sweep.toml", &[]).contains("can't be varied"));
}

#[test]
fn a_text_that_is_too_long_is_not_read() {
    let place = Place::new();
    place.write("long.toml", &format!("lr = 0.1 # {}\n", "x".repeat(16 << 20)));
    assert!(said(&place, "train long.toml", &[]).contains("is larger than 16 MB"));
    place.write("long.toml", &format!("lr = 0.1\nsteps = 2 # {}\n", "x".repeat(15 << 20)));
    place.succeed("train long.toml --quiet");
}

/// A folder whose name is no text in UTF-8 can hold weights, as long as a path from it can be written.
#[test]
fn a_path_that_is_no_text_is_not_written_as_another() {
    let place = Place::new();
    place.succeed("train --steps 3 --quiet --out made");
    let folder = place.path("").join(OsStr::from_bytes(b"w\xff"));
    fs::create_dir(&folder).unwrap();
    fs::copy(place.path("made/weights.safetensors"), folder.join("w.safetensors")).unwrap();
    let run = |line: &str| Ran::from(place.command(line).current_dir(&folder).output().unwrap());
    let trained = run("train --init w.safetensors --steps 2 --quiet --out a");
    assert_eq!((trained.code, trained.stderr.as_str()), (0, ""));
    let recipe = fs::read_to_string(folder.join("a/run.toml")).unwrap();
    assert!(recipe.contains("init = \"../w.safetensors\"\n"), "{recipe}");
    assert_eq!(run("train a/run.toml --quiet --out b").code, 0);
    let bytes = |name: &str| fs::read(folder.join(name)).unwrap();
    assert!(bytes("a/metrics.csv") == bytes("b/metrics.csv"));
}
