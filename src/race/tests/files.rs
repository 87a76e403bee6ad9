//! sweep.toml: what it says, and where it is wrong.

use std::path::Path;

use crate::config::{Cell, Config};
use crate::race::Criterion;
use crate::race::sweep::{Axis, Sample, Scale, SweepPlan, parse_sweep};

const FULL: &str = r#"rnnscope = 1
steps = 500
criterion = "steps-to-loss"
loss = 0.01

[vary]
lr = { from = 0.001, to = 0.1, count = 5 }
hidden = [8, 16]
time_steps = 12
seed = { from = 3, count = 2 }

[base]
preset = "keras"
cell = "gru"
"#;

fn plan(text: &str) -> SweepPlan {
    let file = parse_sweep(text, Path::new("sweep.toml")).unwrap();
    let base = Config::resolve(&file.base).unwrap();
    file.plan(base).unwrap()
}

#[test]
fn a_file_says_it_all() {
    let file = parse_sweep(FULL, Path::new("sweep.toml")).unwrap();
    assert_eq!(file.preset.map(|preset| preset.name), Some("keras"));
    let plan = plan(FULL);
    assert_eq!((plan.base.cell, plan.base.steps), (Cell::Gru, 500));
    let lr = Axis::Range { from: 0.001, to: 0.1, count: 5, scale: Scale::Log };
    assert_eq!(plan.lr, lr);
    assert_eq!(plan.hidden, Axis::List(vec![8.0, 16.0]));
    assert_eq!(plan.time_steps, Axis::single(12.0));
    assert_eq!(plan.seeds, [3, 4]);
    assert_eq!(plan.criterion, Criterion::StepsTo(0.01));
}

#[test]
fn a_mean_takes_so_many_last_steps() {
    let criterion = |text: &str| plan(text).criterion;
    assert_eq!(criterion("criterion = \"mean-loss\"\nlast = 30"), Criterion::MeanLoss(30));
    assert_eq!(criterion("last = 7\ncriterion = \"mean-loss\""), Criterion::MeanLoss(7));
    assert_eq!(criterion("criterion = \"mean-loss\""), Criterion::MeanLoss(100));
    assert_eq!(criterion("steps = 5"), Criterion::FinalLoss);
}

#[test]
fn a_file_that_varies_nothing_is_the_base_itself() {
    assert_eq!(plan("rnnscope = 1"), SweepPlan::of(Config::default()));
}

#[test]
fn a_file_that_says_nothing_is_no_sweep() {
    for text in ["", "# a remark\n"] {
        let said = "s.toml has no settings; such a file begins with rnnscope = 1";
        assert_eq!(refused(text), said);
    }
}

#[test]
fn a_seed_is_trained_once() {
    let plan = plan("[vary]\nseed = [3, 1, 3, 3]");
    assert_eq!(plan.seeds, [3, 1]);
    assert_eq!(plan.runs().len(), 2);
}

#[test]
fn samples_draw_points() {
    let plan = plan("samples = 30\nsample_seed = 4\n[vary]\nlr = { from = 0.1, to = 1 }");
    assert_eq!(plan.sample, Some(Sample { points: 30, seed: 4 }));
    assert_eq!(plan.points().len(), 30);
}

/// The sentence for a file, from reading it or from planning it.
fn refused(text: &str) -> String {
    match parse_sweep(text, Path::new("s.toml")) {
        Err(error) => error.to_string(),
        Ok(file) => file.plan(Config::resolve(&file.base).unwrap()).unwrap_err().to_string(),
    }
}

#[test]
fn every_mistake_names_file_line_and_field() {
    let cases = [
        ("rnnscope = 2", "line 1: rnnscope = 2 is not a known version"),
        ("future = 1\nrnnscope = 2", "line 2: rnnscope = 2 is not a known version"),
        ("rnnscope = 1e999", "line 1: rnnscope = 1e999 is not a known version"),
        ("[vary]\nlr = [0.1, 1e999]", "line 2: lr = 1e999 is not possible: learning rate must"),
        ("[vary]\nlr = 0.1\n[base]\nhidden = 4\nlr = 1", "line 5: lr stands under [vary] as well"),
        ("[base]\nseed = 4\n[vary]\nseed = [1, 2]", "line 2: seed stands under [vary] as well"),
        ("steps = 5\n[base]\nsteps = 6", "line 3: steps stands at the top of the file as well"),
        ("\nstep = 5", "line 2: there is no key step here; the keys are rnnscope, steps,"),
        ("steps = 0", "line 1: steps = 0 is not possible: steps must be a whole number from 1"),
        ("steps = 5\nsteps = 6", "line 2: steps: duplicate key"),
        ("criterion = \"best\"", "line 1: criterion = \"best\" is not possible: it must be one of"),
        ("criterion = \"steps-to-loss\"", "line 1: criterion = \"steps-to-loss\" needs loss"),
        ("loss = 0.1", "line 1: loss needs criterion = \"steps-to-loss\""),
        ("loss = -1", "line 1: loss = -1 is not possible: it must be a number above 0"),
        ("last = 5", "line 1: last needs criterion = \"mean-loss\""),
        ("criterion = \"final-loss\"\nlast = 5", "line 2: last needs criterion = \"mean-loss\""),
        ("criterion = \"mean-loss\"\nloss = 5", "line 2: loss needs criterion = \"steps-to-loss\""),
        (
            "criterion = \"mean-loss\"\nlast = 0",
            "line 2: last = 0 is not possible: it must be a whole number from 1 to 1000000",
        ),
        ("criterion = \"mean-loss\"\nlast = 1.5", "line 2: last = 1.5 is not possible: it must"),
        ("samples = 0", "line 1: samples = 0 is not possible: it must be a whole number from 1"),
        ("sample_seed = 3", "line 1: sample_seed needs samples"),
        ("vary = 3", "line 1: vary must be a table"),
        ("base = [1]", "line 1: base must be a table"),
        ("[vary]\n\nbatch = [1, 2]", "line 3: batch can't be varied; what can is lr, hidden,"),
        ("[vary]\nlr = 20", "line 2: lr = 20 is not possible: learning rate must be a number"),
        ("[vary]\nlr = []", "line 2: lr needs at least one value"),
        ("[vary]\nlr = [0.1,\n  'x']", "line 3: lr = \"x\" is not possible: learning rate must"),
        ("[vary]\nhidden = [4, 3.5]", "line 2: hidden = 3.5 is not possible: hidden size must"),
        ("[vary]\nlr = { from = 0.1 }", "line 2: lr needs both from and to"),
        ("[vary]\nlr = { from = 0.1, to = 1 }", "line 2: lr needs a count"),
        (
            "samples = 3\n[vary]\nlr = { from = 0.1, to = 1, count = 4 }",
            "line 3: lr has a count, but samples draws its values at random",
        ),
        (
            "[vary]\nlr = { from = 1, to = 0.1, count = 3 }",
            "line 2: lr goes from 1 to 0.1: the first must be the smaller",
        ),
        (
            "[vary]\nlr = { from = 0.1, to = 1, count = 1 }",
            "line 2: count = 1 is not possible: it must be a whole number from 2 to 200",
        ),
        (
            "[vary]\nlr = { from = 0.1, to = 1, count = 3, scale = \"cubic\" }",
            "line 2: scale = \"cubic\" is not possible: it must be linear or log",
        ),
        (
            "[vary]\nlr = { from = 0.1, till = 1 }",
            "line 2: there is no key till in a range; the keys are from, to, count, scale",
        ),
        ("[vary]\nseed = []", "line 2: seed needs at least one value"),
        ("[vary]\nseed = -1", "line 2: seed = -1 is not possible: it must be a whole number"),
        ("[vary]\nseed = { from = 1 }", "line 2: seed needs both from and count"),
        (
            "[vary]\nseed = { from = 4294967294, count = 3 }",
            "line 2: 3 seeds from 4294967294 go beyond the last one, 4294967295",
        ),
        ("[base]\ncell = \"gruu\"", "line 2: cell = \"gruu\" is not possible: cell must be one of"),
        ("[base]\ncells = 1", "line 2: there is no setting named cells"),
        ("[base]\n\npreset = \"torch\"", "line 3: there is no preset named torch"),
        ("[base]\npreset = 1", "line 2: preset = 1 is not possible: it must be a preset's name"),
        ("not toml", "line 1: "),
        (
            "[vary]\nlr = { from = 0.1, to = 1, count = 150 }\nhidden = { from = 1, to = 150, count = 150 }",
            "line 1: the sweep has 22500 runs; it can have at most 10000",
        ),
        (
            "[base]\nendpoint = true\n[vary]\ntime_steps = [2, 1]",
            "line 4: learning rate 0.02, hidden size 32, time steps 1: endpoint = true needs",
        ),
    ];
    for (text, expected) in cases {
        let said = refused(text);
        assert!(said.starts_with(&format!("s.toml, {expected}")), "{text}\n{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn a_plan_is_written_so_that_it_is_read_again() {
    let texts = [
        FULL,
        "rnnscope = 1",
        "steps = 7\ncriterion = \"best-loss\"\n[vary]\nseed = [9, 4, 4294967295]",
        "samples = 30\nsample_seed = 4\n[vary]\nlr = { from = 1e-6, to = 10 }\nhidden = [4, 4, 3]",
        "[vary]\nlr = [0.1, 0.0000031, 5]\ntime_steps = { from = 2, to = 9, count = 3, scale = \"log\" }",
        "criterion = \"mean-loss\"\nlast = 7\n[vary]\nlr = 0.3\n[base]\noptimizer = \"adamw\"\nweight_decay = 0.25\nclip = 2\nlayers = 2",
        "[vary]\nhidden = [3]\n[base]\ndata = \"noisy-sine\"\nnoise = 0.2\nspacing = 0.25\nstate = \"none\"",
    ];
    for text in texts {
        let plan = plan(text);
        let written = plan.to_toml();
        let again = self::plan(&written);
        assert_eq!(again.runs(), plan.runs(), "{written}");
        assert_eq!((again.criterion, again.sample), (plan.criterion, plan.sample));
        assert_eq!(again.to_toml(), written);
    }
}

#[test]
fn what_is_not_varied_stands_in_the_base() {
    let written =
        plan("[vary]\nlr = 0.3\nhidden = [4, 8]\nseed = { from = 2, count = 3 }").to_toml();
    let (varied, base) = written.split_once("\n[base]\n").unwrap();
    let (_, varied) = varied.split_once("\n[vary]\n").unwrap();
    assert_eq!(varied, "hidden = [4, 8]\nseed = { from = 2, count = 3 }\n");
    assert!(base.contains("lr = 0.3\n") && base.contains("cell = \"rnn\"\n"), "{base}");
    assert!(
        !base.contains("hidden = ")
            && !base.contains("\nseed = ")
            && !base.contains("steps = 1000")
    );
}
