//! Every mistake is one sentence on stderr that names it, and an exit code.

use crate::harness::{Place, Ran};

/// Fails with code 2 before anything is written, and says all of these.
fn refused(place: &Place, line: &str, said: &[&str]) {
    let error = place.fail(line, 2);
    for text in said {
        assert!(error.contains(text), "{line}: \"{text}\" is not in: {error}");
    }
    assert!(!place.path("rnnscope-out").exists(), "{line}");
}

#[test]
fn values_out_of_range() {
    let place = Place::new();
    let lines: [(&str, &[&str]); 24] = [
        ("--lr 0", &["learning rate", "0", "1e-6 to 10"]),
        ("--lr 10.5", &["learning rate", "10.5", "1e-6 to 10"]),
        ("--lr -1", &["learning rate", "-1", "1e-6 to 10"]),
        ("--lr NaN", &["learning rate", "NaN", "1e-6 to 10"]),
        ("--lr fast", &["learning rate", "fast", "1e-6 to 10"]),
        ("--hidden 0", &["hidden size", "0", "1 to 512"]),
        ("--hidden 513", &["hidden size", "513", "1 to 512"]),
        ("--hidden 3.5", &["hidden size", "3.5", "1 to 512"]),
        ("--layers 0", &["layers", "0", "1 to 4"]),
        ("--layers 5", &["layers", "5", "1 to 4"]),
        ("--time-steps 0", &["time steps", "0", "1 to 2000"]),
        ("--time-steps 2001", &["time steps", "2001", "1 to 2000"]),
        ("--batch 0", &["batch", "0", "1 to 256"]),
        ("--batch 257", &["batch", "257", "1 to 256"]),
        ("--clip 0", &["clipping", "0", "off or a number above 0"]),
        ("--clip -2", &["clipping", "-2", "off or a number above 0"]),
        ("--spacing 0", &["spacing", "0", "half-turn or a number"]),
        ("--spacing full-turn", &["spacing", "full-turn", "half-turn or a number"]),
        ("--seed -1", &["seed", "-1", "0 to 4294967295"]),
        ("--seed 4294967296", &["seed", "4294967296", "0 to 4294967295"]),
        ("--steps 0", &["steps", "0", "from 1"]),
        ("--cell gruu", &["cell", "gruu", "rnn, lstm, gru"]),
        ("--state keep", &["state", "keep", "carry, reset, none"]),
        ("--endpoint=maybe", &["end point", "maybe", "true or false"]),
    ];
    for (line, said) in lines {
        refused(&place, &format!("train {line}"), said);
        refused(&place, line, said);
    }
}

#[test]
fn flags_of_the_run_itself() {
    let place = Place::new();
    refused(&place, "train --preset torch", &["torch", "pytorch, tensorflow, keras"]);
    refused(&place, "train --metrics last", &["--metrics", "last", "all, none or a whole number"]);
    let columns = ["--metrics-columns", "gradnorm", "clipped"];
    refused(&place, "train --metrics-columns gradnorm", &columns);
    refused(&place, "train --predictions 0", &["--predictions", "0", "all, last or"]);
    refused(&place, "train --log-every 0", &["--log-every", "0", "whole number from 1"]);
    refused(&place, "--pace 0", &["--pace", "0", "max or a number"]);
    refused(&place, "--pace 1e-19", &["--pace", "1e-19", "from 0.01 to 1 000 000"]);
    refused(&place, "train --until-loss -1", &["--until-loss", "-1", "above 0"]);
}

#[test]
fn flags_that_make_no_sense() {
    let place = Place::new();
    refused(&place, "train --hiden 3", &["--hiden", "did you mean --hidden?"]);
    refused(&place, "--learning-rate 3", &["--learning-rate"]);
    refused(&place, "train --xyzzy", &["--xyzzy", "--help"]);
    refused(&place, "train --lr", &["--lr", "needs a value"]);
    refused(&place, "train --lr --hidden 3", &["--lr", "needs a value"]);
    refused(&place, "train --quiet=3", &["--quiet", "takes no value"]);
    refused(&place, "train now", &["now"]);
    refused(&place, "learn", &["learn", "train"]);
    refused(&place, "train --paused", &["--paused", "window"]);
    refused(&place, "--pace 3 train", &["--pace", "window"]);
    refused(&place, "train --snapshot-memory 5", &["--snapshot-memory is for the window"]);
    refused(&place, "train --init-sha256 00", &["--init-sha256"]);
    refused(&place, "train -q", &["-q"]);
    refused(&place, "train --endpoint true", &["no file named true", "--endpoint=true"]);
    refused(&place, "train --checkpoint run.txt", &["run.txt", "ends in .safetensors"]);
    let line = "train --checkpoint rnnscope-out/weights.safetensors";
    refused(&place, line, &["would overwrite the run's results"]);
    refused(&place, "sweep x.toml --checkpoint x.safetensors", &["--checkpoint", "single run"]);
    refused(&place, "--until-loss 1 sweep x.toml", &["--until-loss", "single run"]);
}

#[test]
fn settings_that_contradict_each_other() {
    let place = Place::new();
    refused(&place, "train --endpoint --spacing 0.5", &["endpoint", "half-turn", "0.5"]);
    refused(&place, "train --preset keras --endpoint", &["endpoint", "half-turn"]);
    refused(&place, "train --endpoint --time-steps 1", &["endpoint", "time_steps", "2"]);
    refused(&place, "--preset tensorflow --time-steps 1", &["endpoint", "time_steps"]);
}

#[test]
fn mistakes_in_a_file_have_a_line() {
    let place = Place::new();
    let files: [(&str, &[&str]); 14] = [
        ("rnnscope = 1\n\nlr = 11\n", &["line 3", "lr", "11", "1e-6 to 10"]),
        ("hidden = \"many\"\n", &["line 1", "hidden", "many", "1 to 512"]),
        ("hidden = 3.5\n", &["line 1", "hidden", "3.5", "1 to 512"]),
        ("# a remark\nlearning_rate = 0.1\n", &["line 2", "learning_rate", "lr"]),
        ("lr = 0.1\nlr = 0.2\n", &["line 2", "lr"]),
        ("lr = \n", &["line 1"]),
        ("[network]\nhidden = 3\n", &["line 1", "network"]),
        ("rnnscope = 2\n", &["line 1", "rnnscope"]),
        ("seed = 1\npreset = \"torch\"\n", &["line 2", "torch", "pytorch, tensorflow, keras"]),
        ("seed = 1\npreset = 3\n", &["line 2", "preset", "3"]),
        ("seed = 1\nendpoint = true\ntime_steps = 1\n", &["line 2", "endpoint", "time_steps"]),
        ("preset = \"tensorflow\"\n\ntime_steps = 1\n", &["line 3", "endpoint", "time_steps"]),
        ("seed = 1\nchange = 3\n", &["line 2", "change", "[[change]]"]),
        ("seed = 1\nchange = [3]\n", &["line 2", "change", "[[change]]"]),
    ];
    for (text, said) in files {
        place.write("run.toml", text);
        refused(&place, "train --config run.toml", said);
        refused(&place, "train --config run.toml", &["run.toml"]);
    }
}

#[test]
fn a_file_that_says_nothing() {
    let place = Place::new();
    for text in ["", "# lr = 0.5\n"] {
        place.write("empty.toml", text);
        for line in
            ["train empty.toml", "train --config empty.toml", "empty.toml", "sweep empty.toml"]
        {
            refused(&place, line, &["empty.toml has no settings", "begins with rnnscope = 1"]);
        }
    }
}

#[test]
fn a_file_that_names_weights_that_can_not_be_used() {
    let place = Place::new();
    place.write("mine.toml", "steps = 2\n\ninit = \"gone.safetensors\"\n");
    place.write("sweep.toml", "steps = 2\n[base]\ninit = \"gone.safetensors\"\n");
    let said = "line 3: init = \"gone.safetensors\" is not possible: there is no such file";
    for line in ["train mine.toml", "train --config mine.toml"] {
        refused(&place, line, &["mine.toml", said]);
    }
    // Of a flag's the file says nothing.
    refused(&place, "train mine.toml --init no.safetensors", &["can't start from no.safetensors"]);
    // A sweep makes its folder before its runs.
    let error = place.fail("sweep sweep.toml", 2);
    assert_eq!(error, format!("sweep.toml, {said} or folder"));
    let error = place.fail("sweep sweep.toml --init no.safetensors", 2);
    assert!(error.contains("run 1 of the sweep: can't start from no.safetensors"), "{error}");
}

#[test]
fn a_file_that_is_not_there_or_no_text() {
    let place = Place::new();
    refused(&place, "train --config nowhere.toml", &["nowhere.toml"]);
    std::fs::write(place.path("binary.toml"), [0xff, 0xfe, 0x00]).unwrap();
    refused(&place, "train --config binary.toml", &["binary.toml", "line 1", "UTF-8"]);
    std::fs::write(place.path("latin.toml"), b"seed = 1\n# caf\xe9\n").unwrap();
    refused(&place, "train latin.toml", &["latin.toml", "line 2", "UTF-8"]);
    std::fs::create_dir(place.path("folder.toml")).unwrap();
    refused(&place, "train folder.toml", &["folder.toml"]);
    // A film, dropped by mistake.
    let file = std::fs::File::create(place.path("film.toml")).unwrap();
    file.set_len(1 << 33).unwrap();
    for line in ["train film.toml", "film.toml", "sweep --config film.toml"] {
        refused(&place, line, &["film.toml", "16 MB"]);
    }
}

#[test]
fn contradictions_across_sources() {
    let place = Place::new();
    place.write("run.toml", "endpoint = true\n");
    refused(&place, "train --config run.toml --spacing 0.5", &["endpoint", "0.5"]);
}

#[test]
fn weights_files_that_do_not_fit() {
    let place = Place::new();
    place.succeed("train --hidden 3 --steps 1 --quiet --out a");
    let with = |flags: &str| format!("train --init a/weights.safetensors {flags}");
    let held = "it holds an RNN with 3 units and one layer; these settings ask for ";
    for (flags, asked) in [
        ("--hidden 4", "an RNN with 4"),
        ("--hidden 3 --cell lstm", "an LSTM with 3"),
        ("--hidden 3 --layers 2", "an RNN with 3 units and two layers"),
    ] {
        refused(&place, &with(flags), &[held, asked]);
    }
    refused(&place, "train --init nowhere.safetensors", &["nowhere.safetensors"]);
    place.write("text.safetensors", "these are no weights, though they are long enough");
    refused(&place, "train --init text.safetensors", &["text.safetensors"]);
    let whole = place.bytes("a/weights.safetensors");
    std::fs::write(place.path("short.safetensors"), &whole[..whole.len() - 5]).unwrap();
    refused(&place, "train --hidden 3 --init short.safetensors", &["short.safetensors"]);
}

#[test]
fn a_folder_that_can_not_be_written() {
    let place = Place::new();
    place.write("file", "in the way");
    for out in ["file", "file/below", "/proc/nowhere/out"] {
        let error = place.fail(&format!("train --steps 2 --log-every 1 --out {out}"), 1);
        assert!(error.contains(out), "{error}");
    }
    assert_eq!(place.read("file"), "in the way");
    // A folder where a file belongs.
    std::fs::create_dir_all(place.path("out/metrics.csv")).unwrap();
    place.fail("train --steps 2 --out out", 1);
}

/// What tests force by the environment is checked like any other input.
#[test]
fn vectors_that_cannot_be_had() {
    let place = Place::new();
    let mut command = place.command("train --steps 1");
    let ran = Ran::from(command.env("RNNSCOPE_VECTORS", "300").output().unwrap());
    let said = "RNNSCOPE_VECTORS is \"300\", but it can only be scalar, 256 or 512";
    assert_eq!((ran.code, ran.stderr.trim_end()), (2, said));
    assert!(!place.path("rnnscope-out").exists());
}
