//! "Let it run too long" and "Clip the gradient": what becomes of a learning rate that is too high.

use rnnscope::config::{OptimizerKind, Settings};
use rnnscope::trainer::TrainerError;

use crate::page::{number, says, table};
use crate::replay::{SEEDS, above, begin, gets_above, gets_below, losses};

const PAGE: &str = "docs/experiments.md";

/// The loss above which a run has left what it had learned.
const LOST: f32 = 0.3;

/// Steps within which a run leaps.
const LONG: usize = 20_000;

/// Steps whose losses the table compares.
const COMPARED: usize = 10_000;

/// The tutorial's run of a seed at a learning rate.
fn at_rate(seed: u32, lr: f64) -> Settings {
    Settings { seed: Some(seed), lr: Some(lr), ..Settings::default() }
}

#[test]
fn after_300_steps_the_tutorial_is_below_1e_4() {
    says(PAGE, &["After 300 steps the loss is below 1e-4."]);
    let losses = losses(&mut begin("pytorch", Settings::default()), 320);
    assert_eq!(above(&losses[300..], 1e-4), 0, "{:?}", &losses[300..]);
}

/// Compares steps above 0.3 in all five runs with the row of a learning rate.
fn lost_steps(lr: f64, check: impl Fn(usize, usize) -> bool, run: impl Fn(u32) -> Vec<f32>) {
    let rows = table(PAGE, "| learning rate | above 0.3 |");
    let row = rows.iter().find(|row| row[0] == lr.to_string()).unwrap();
    let lost = SEEDS.map(|seed| above(&run(seed), LOST)).sum();
    assert!(check(lost, number(&row[1])), "at {lr}: {lost}, where the page says {}", row[1]);
}

#[test]
fn at_0_02_every_seed_learns_leaps_and_is_long_lost() {
    says(
        PAGE,
        &[
            "Of the first 10,000 steps of these five seeds, 50,000 in all, so many have a loss above 0.3:",
            "within 20,000 steps, twenty seconds, it leaps above 0.3",
            "the first five all come below 1e-4 within 1,000 steps, and all leap later",
        ],
    );
    lost_steps(
        0.02,
        |lost, said| lost > said,
        |seed| {
            let mut run = begin("pytorch", at_rate(seed, 0.02));
            let losses = losses(&mut run, COMPARED);
            let learned = losses[..1000].iter().position(|loss| *loss < 1e-4);
            let learned = learned.expect("a seed that doesn't learn");
            let leaps =
                above(&losses[learned..], LOST) > 0 || gets_above(&mut run, LOST, LONG - COMPARED);
            assert!(leaps, "seed {seed} doesn't leap");
            losses
        },
    );
}

#[test]
fn at_0_005_hardly_a_step_is_lost() {
    lost_steps(
        0.005,
        |lost, said| lost < said,
        |seed| losses(&mut begin("pytorch", at_rate(seed, 0.005)), COMPARED),
    );
}

#[test]
fn clipping_saves_sgd() {
    says(
        PAGE,
        &[
            "then *optimizer* SGD, *learning rate* 0.2, and R.",
            "Within 100 steps a gradient explodes and the run diverges; so it does with seeds 4 and 5.",
            "none of the five seeds diverges any more, and each has been below 1e-3 within 4,000 steps",
        ],
    );
    let sgd = |seed| Settings { optimizer: Some(OptimizerKind::Sgd), ..at_rate(seed, 0.2) };
    for seed in [1, 4, 5] {
        let mut run = begin("pytorch", sgd(seed));
        let diverged = (0..100).find_map(|_| run.step().err());
        assert!(matches!(diverged, Some(TrainerError::Diverged(_))), "seed {seed}");
    }
    for seed in SEEDS {
        let mut run = begin("pytorch", Settings { clip: Some(Some(1.0)), ..sgd(seed) });
        assert!(gets_below(&mut run, 1e-3, 4000), "seed {seed}");
        losses(&mut run, 1000);
    }
}

#[test]
fn clipping_doesnt_keep_adam_from_the_cliff() {
    says(PAGE, &["with *clip norm at* 1", "most of the five seeds leap all the same"]);
    let leaps = |seed: &u32| {
        let mut run = begin("pytorch", Settings { clip: Some(Some(1.0)), ..at_rate(*seed, 0.02) });
        assert!(gets_below(&mut run, 1e-4, 2000), "seed {seed}");
        gets_above(&mut run, LOST, LONG - 1000)
    };
    let leaping = SEEDS.filter(leaps).count();
    assert!(leaping >= 3, "{leaping} of five seeds");
}
