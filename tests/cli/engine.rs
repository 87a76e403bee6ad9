//! `--engine candle`: the same run by candle's own operations, on every thread that trains.

use crate::harness::Place;

/// Large enough for candle to share its products out among threads.
const LARGE: &str =
    "train --engine candle --hidden 100 --batch 80 --time-steps 4 --steps 3 --quiet";

#[test]
fn the_number_of_threads_changes_no_bit() {
    let place = Place::new();
    for threads in ["1", "2", "5"] {
        let line = format!("{LARGE} --out on{threads}");
        let status = place.command(&line).env("RAYON_NUM_THREADS", threads).status().unwrap();
        assert!(status.success());
    }
    place.assert_same_run("on1", "on2");
    place.assert_same_run("on1", "on5");
}

#[test]
fn it_is_written_down_where_it_is_not_the_default() {
    let place = Place::new();
    place.succeed("train --steps 3 --out kernel");
    place.succeed("train --steps 3 --engine candle --out candle");
    assert!(!place.read("kernel/run.toml").contains("engine"));
    assert!(place.read("candle/run.toml").contains("engine = \"candle\""));
    place.succeed("train --config candle/run.toml --out again");
    place.assert_same_run("candle", "again");
}

/// The deepest graph fits the stack of the main thread and of a sweep's threads.
#[test]
fn the_deepest_graph_fits_the_stack() {
    let place = Place::new();
    let sizes = "hidden = 4\nlayers = 4\ntime_steps = 2000\ncell = \"lstm\"\nengine = \"candle\"";
    place.write("run.toml", &format!("{sizes}\nsteps = 1\n"));
    place.succeed("train --config run.toml --out out");
    let sweep = "rnnscope = 1\nsteps = 1\n[vary]\nseed = [1, 2]\n[base]\n";
    place.write("sweep.toml", &format!("{sweep}{sizes}\n"));
    place.succeed("sweep --config sweep.toml --out swept");
}

#[test]
fn sizes_that_candle_could_not_keep_are_refused() {
    let place = Place::new();
    let sizes = "--cell lstm --hidden 512 --layers 4 --time-steps 500 --batch 256";
    let said = place.fail(&format!("train --engine candle {sizes}"), 2);
    for part in ["engine", "GB", "a batch of", "would fit"] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn sizes_that_the_kernel_would_take_too_much_for_are_refused() {
    let place = Place::new();
    let sizes = "--cell lstm --hidden 512 --layers 4 --time-steps 2000 --steps 1";
    let said = place.fail(&format!("train {sizes} --batch 256"), 2);
    for part in ["GB", "a batch of", "would fit"] {
        assert!(said.contains(part), "{said}");
    }
}
