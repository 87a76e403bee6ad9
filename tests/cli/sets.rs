//! A set of results is a set: whole, of one run, and one program's at a time.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use crate::harness::Place;

const SMALL: &str = "train --hidden 4 --time-steps 5 --steps 12";
const SWEEP: &str = "steps = 4\n[vary]\nlr = [0.01, 0.1]\n[base]\nhidden = 3\n";
const OF_A_SWEEP: [&str; 5] = ["heatmap.png", "heatmap.svg", "runs.csv", "sweep.csv", "sweep.toml"];

/// Where no thread can be had, one does. Root has no such limit, so that nothing is limited there.
#[cfg(target_os = "linux")]
#[test]
fn a_machine_without_threads_to_spare_trains_all_the_same() {
    let place = Place::new();
    let line = "train --batch 128 --hidden 64 --time-steps 20 --steps 2 --quiet --out";
    for (out, engine) in [("kernel", "kernel"), ("candle", "candle")] {
        let program = place.command(&format!("{line} {out} --engine {engine}"));
        let mut limited = std::process::Command::new("prlimit");
        limited.arg("--nproc=1").arg(program.get_program()).args(program.get_args());
        let Ok(output) = limited.current_dir(place.path(".")).output() else { return };
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{engine}: {said}");
    }
    place.succeed(&format!("{line} many"));
    assert_eq!(place.bytes("kernel/weights.safetensors"), place.bytes("many/weights.safetensors"));
}

/// A run that trains until it is killed, and has begun to.
fn endless(place: &Place, out: &str) -> Child {
    let line = format!("train --steps 9007199254740992 --metrics 1000 --log-every 1 --out {out}");
    let mut child = place.command(&line).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("step 1, "), "{line}");
    child
}

#[test]
fn one_at_a_time_writes_into_a_folder() {
    let place = Place::new();
    place.write("sweep.toml", SWEEP);
    place.succeed(&format!("{SMALL} --out out"));
    let before = place.bytes("out/run.toml");
    let mut first = endless(&place, "out");
    for line in [format!("{SMALL} --out ./out"), "sweep sweep.toml --out out".to_owned()] {
        let error = place.fail(&line, 1);
        assert!(error.contains("another rnnscope is writing its results to"), "{error}");
    }
    place.succeed(&format!("{SMALL} --out other"));
    // On Unix this is kill -9: nothing is tidied up.
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(place.bytes("out/run.toml") == before);
    // What it left stops nobody and goes.
    place.succeed(&format!("{SMALL} --seed 2 --out out"));
    assert_eq!(place.names("out"), place.names("other"));
    assert_eq!(place.names("out").len(), 6);
}

#[test]
fn a_new_set_takes_the_place_of_another_kind() {
    let place = Place::new();
    place.write("sweep.toml", SWEEP);
    place.succeed("sweep sweep.toml --out out");
    place.write("out/notes.txt", "mine");
    place.succeed(&format!("{SMALL} --out out"));
    let run = place.names("out");
    assert_eq!(run.len(), 7);
    assert!(run.iter().all(|name| !OF_A_SWEEP.contains(&name.as_str())), "{run:?}");
    place.succeed("sweep sweep.toml --out out");
    let mut sweep = OF_A_SWEEP.to_vec();
    sweep.insert(2, "notes.txt");
    assert_eq!(place.names("out"), sweep);
}

#[test]
fn a_journal_that_a_killed_program_left_is_finished_by_the_next() {
    let place = Place::new();
    place.succeed(&format!("{SMALL} --out old"));
    place.succeed(&format!("{SMALL} --seed 2 --out new"));
    // Two of the new files have their names, the others wait for them.
    let mut journal = "rnnscope 1\n".to_owned();
    for (n, name) in place.names("new").iter().enumerate() {
        let (from, waiting) = (place.path("new").join(name), format!(".rnnscope-{n}.new"));
        let moved = if n < 2 { name } else { &waiting };
        std::fs::copy(from, place.path("old").join(moved)).unwrap();
        journal += &format!("{name}\t{waiting}\treplaces\n");
    }
    place.write("old/.rnnscope.journal", &journal);
    // Who reads there comes to the whole set, too.
    place.succeed("train old/run.toml --out again");
    assert_eq!(place.names("old"), place.names("new"));
    for folder in ["old", "again"] {
        place.assert_same_run(folder, "new");
    }
}

#[test]
fn a_checkpoint_beside_the_results_is_one_of_them() {
    let place = Place::new();
    place.succeed(&format!("{SMALL} --out out --checkpoint out/c.safetensors"));
    assert_eq!(place.names("out").len(), 7);
    place.succeed("train out/c.safetensors --steps 15 --out on");
    place.succeed("train --hidden 4 --time-steps 5 --steps 15 --out whole");
    assert_eq!(place.bytes("on/weights.safetensors"), place.bytes("whole/weights.safetensors"));
}

#[test]
fn a_checkpoints_name_that_cannot_be_is_told_before_the_first_step() {
    let place = Place::new();
    let long = format!("{}.safetensors", "x".repeat(300));
    let error = place.fail(&format!("{SMALL} --log-every 1 --checkpoint {long}"), 1);
    assert!(error.contains("can't be written") && error.contains("too long"), "{error}");
    for end in ["/", "/."] {
        let error = place.fail(&format!("{SMALL} --checkpoint c.safetensors{end}"), 2);
        assert!(error.contains("must be a file that ends in .safetensors"), "{error}");
    }
    assert!(place.names(".").is_empty());
}

#[test]
fn a_sweep_spares_what_it_reads() {
    let place = Place::new();
    place.succeed(&format!("{SMALL} --out own"));
    place.write("own/runs.csv", SWEEP);
    let base = "hidden = 4\ninit = \"own/weights.safetensors\"\n";
    place.write("init.toml", &format!("steps = 4\n[vary]\nlr = [0.01, 0.1]\n[base]\n{base}"));
    let cases = [
        ("own/runs.csv", "the sweep would overwrite the file that says what it varies in"),
        ("init.toml", "the sweep would overwrite its runs' initial weights in"),
    ];
    for (file, said) in cases {
        let error = place.fail(&format!("sweep {file} --out ./own"), 2);
        assert!(error.contains(said) && error.contains("another --out"), "{error}");
    }
    assert_eq!(place.read("own/runs.csv"), SWEEP);
    assert_eq!(place.names("own").len(), 7);
}

#[cfg(target_os = "linux")]
#[test]
fn in_a_folder_whose_name_is_no_text_a_run_is_repeated() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let place = Place::new();
    let folder = place.path(".").join(OsStr::from_bytes(b"caf\xe9"));
    std::fs::create_dir(&folder).unwrap();
    let succeed = |line: &str| {
        let output = place.command(line).current_dir(&folder).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{line}: {said}");
    };
    succeed(&format!("{SMALL} --out a"));
    succeed(&format!("{SMALL} --init a/weights.safetensors --out b"));
    let recipe = std::fs::read_to_string(folder.join("b/run.toml")).unwrap();
    assert!(recipe.contains("\ninit = \"../a/weights.safetensors\"\n"), "{recipe}");
    succeed("train b/run.toml --out c");
    succeed("train b/run.toml --out b");
    let weights = |out: &str| std::fs::read(folder.join(out).join("weights.safetensors")).unwrap();
    assert_eq!(weights("b"), weights("c"));
    // Where even the way to the file is no text, no recipe could name it.
    let out = place.path("elsewhere");
    let mut command = place.command(&format!("{SMALL} --init a/weights.safetensors --out"));
    let output = command.arg(&out).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("isn't valid UTF-8"));
    assert!(!out.exists());
}
