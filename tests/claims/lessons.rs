//! What the lessons say of their runs: each replayed from its own stage, for the first five seeds, with what its deeds
//! change. Bounds are wide; what other tests here prove of the same runs isn't proved again.

use std::process::Command;

use rnnscope::config::{Cell, OptimizerKind, Settings, Spacing, StateMode};
use rnnscope::lens::Frozen;
use rnnscope::lens::backprop::{Verdict, backprop};
use rnnscope::lens::spectrum::spectrum;
use rnnscope::lesson::shipped;
use rnnscope::trainer::{Trainer, TrainerError};

use crate::replay::{
    SEEDS, above, after, gets_above, gets_below, losses, mean, seeds_of_long_runs,
};

/// The run of a lesson's stage, with another seed, and what is set before it begins.
fn staged(name: &str, seed: u32, by_hand: Settings) -> Trainer {
    let lesson = shipped().iter().find(|shipped| shipped.name == name).unwrap().lesson().unwrap();
    let by_hand = Settings { seed: Some(seed), ..by_hand };
    let mut trainer = Trainer::new(&lesson.stage.recipe.config.with(&by_hand)).unwrap();
    trainer.skip_effective_step();
    trainer
}

fn state(state: StateMode) -> Settings {
    Settings { state: Some(state), ..Settings::default() }
}

fn time_steps(time_steps: usize) -> Settings {
    Settings { time_steps: Some(time_steps), ..Settings::default() }
}

fn rate(lr: f64) -> Settings {
    Settings { lr: Some(lr), ..Settings::default() }
}

/// What a lesson says in English, all of it, and the text that says so.
fn says(name: &str, sentences: &[&str]) {
    crate::page::says(&format!("assets/lessons/{name}.en.md"), sentences);
}

#[test]
fn the_first_answers_are_little_and_three_hundred_steps_are_enough() {
    says("reads", &["begins near a half", "the loss is below 0.01", "The hump near step 200"]);
    for seed in SEEDS {
        let losses = losses(&mut staged("reads", seed, Settings::default()), 300);
        assert!((0.4..0.7).contains(&losses[0]), "seed {seed}: {}", losses[0]);
        assert!(mean(&losses[280..]) < 0.01, "seed {seed}");
        // The lesson's own.
        if seed == 1 {
            let humps = [100..150, 170..230, 250..300].map(|some| above(&losses[some], 0.005) > 0);
            assert_eq!(humps, [false, true, false]);
        }
    }
}

#[test]
fn the_loss_stops_at_the_three_floors() {
    says(
        "memory",
        &["It settles at 0.1 on average", "0.05 it is", "0.5: every sample is a riddle"],
    );
    for seed in SEEDS {
        let mut run = staged("memory", seed, Settings::default());
        let learned = losses(&mut run, 600);
        assert!(mean(&learned[580..]) < 0.01, "seed {seed}");
        let tenth = mean(&after(&mut run, &state(StateMode::Reset), 1000)[500..]);
        assert!((0.099..0.105).contains(&tenth), "seed {seed}: {tenth}");
        let twentieth = mean(&after(&mut run, &time_steps(20), 1900)[1500..]);
        assert!((0.049..0.055).contains(&twentieth), "seed {seed}: {twentieth}");
        let half = mean(&after(&mut run, &state(StateMode::None), 1000)[500..]);
        assert!((0.49..0.52).contains(&half), "seed {seed}: {half}");
        run.apply(&state(StateMode::Carry)).unwrap();
        assert!(gets_below(&mut run, 0.01, 1500), "seed {seed}");
    }
}

#[test]
fn values_cross_the_border_and_updates_without_their_gradient_ruin_them() {
    says("border", &["It leaps above 0.1 at once.", "within a few hundred steps"]);
    for seed in SEEDS {
        let mut run = staged("border", seed, Settings::default());
        losses(&mut run, 600);
        let reset = after(&mut run, &state(StateMode::Reset), 100);
        assert!(above(&reset[..5], 0.1) > 0, "seed {seed}: {:?}", &reset[..5]);
        let carried = after(&mut run, &state(StateMode::Carry), 100);
        assert!(carried.iter().any(|loss| *loss < 0.01), "seed {seed}");
        let blind = after(&mut run, &time_steps(1), 600);
        assert!(mean(&blind[..5]) < 0.1, "seed {seed}: {:?}", &blind[..5]);
        assert!(blind[..500].windows(20).any(|some| mean(some) > 0.3), "seed {seed}");
    }
}

#[test]
fn one_rate_crawls_one_learns_and_one_never_does() {
    says(
        "rate",
        &[
            "after 400 steps the bar at the bottom still says a loss above 0.4",
            "Below 0.01, within a hundred steps, and mostly below it from there on.",
            "It leaps up at first, falls back, and never gets near.",
        ],
    );
    for seed in SEEDS {
        let small = losses(&mut staged("rate", seed, Settings::default()), 400);
        assert!(mean(&small[380..]) > 0.4, "seed {seed}");
        let right = losses(&mut staged("rate", seed, rate(0.005)), 400);
        assert!(right[..100].iter().any(|loss| *loss < 0.01), "seed {seed}");
        assert!(above(&right[100..], 0.01) < 75, "seed {seed}");
        for lr in [0.2, 0.3] {
            let large = losses(&mut staged("rate", seed, rate(lr)), 400);
            let highest = large[..50].iter().copied().fold(0.0, f32::max);
            assert!(highest > 1.0, "seed {seed} at {lr}");
            assert!(mean(&large[300..]) < f64::from(highest), "seed {seed} at {lr}");
            assert!(large[100..].iter().all(|loss| *loss > 0.2), "seed {seed} at {lr}");
            assert!(mean(&large[300..]) > 0.4, "seed {seed} at {lr}");
        }
    }
}

#[test]
fn some_seeds_climb_back_behind_the_cliff() {
    says(
        "cliff",
        &["If you let it run on, it may find its way down and leap again, or stay up there."],
    );
    let climbs = |seed| {
        let mut run = staged("cliff", seed, Settings::default());
        losses(&mut run, 1000);
        gets_above(&mut run, 0.3, 19_000) && gets_below(&mut run, 0.01, 19_000)
    };
    assert!(SEEDS.into_iter().any(climbs), "none of five seeds");
}

/// The gradient norm and what the optimizer remembers of it, at each of so many steps or until the loss leaps.
fn norms(run: &mut Trainer, steps: usize) -> Vec<(f64, f64)> {
    let mut norms = Vec::new();
    for _ in 0..steps {
        let record = run.step().unwrap();
        if norms.len() > 300 && record.loss > 0.3 {
            break;
        }
        norms.push((record.grad_norm.into(), run.remembered_norm().unwrap()));
    }
    norms
}

/// The least of some numbers.
fn least(of: impl Iterator<Item = f64>) -> f64 {
    of.fold(f64::INFINITY, f64::min)
}

#[test]
fn what_adam_remembers_sinks_until_the_leap_and_amsgrad_keeps_it() {
    says(
        "cliff",
        &[
            "The gradient fell to a hundredth and less, and what Adam remembers of it sank after it, to less than half",
            "What is remembered stays nearly level now, after a thousand steps",
        ],
    );
    for seed in SEEDS {
        let all = norms(&mut staged("cliff", seed, Settings::default()), 20_000);
        let [gradient, remembered] =
            [least(all[200..].iter().map(|it| it.0)), least(all[200..].iter().map(|it| it.1))];
        assert!(gradient < 0.01 * all[50].0, "seed {seed}: {gradient} after {}", all[50].0);
        assert!(remembered < 0.5 * all[200].1, "seed {seed}: {remembered} after {}", all[200].1);
        let amsgrad = Settings { amsgrad: Some(true), ..Settings::default() };
        let all = norms(&mut staged("cliff", seed, amsgrad), 10_000);
        let kept = least(all[1000..].iter().map(|it| it.1));
        assert!(kept > 0.7 * all[1000].1, "seed {seed}: {kept} after {}", all[1000].1);
    }
}

#[test]
fn with_amsgrad_most_seeds_dont_leap() {
    says("cliff", &["most seeds go ten thousand steps without a leap"]);
    let amsgrad = || Settings { amsgrad: Some(true), ..Settings::default() };
    let calm = |seed: &u32| {
        let losses = losses(&mut staged("cliff", *seed, amsgrad()), 10_000);
        above(&losses[1000..], 0.3) == 0
    };
    let calm = SEEDS.filter(calm).count();
    assert!(calm >= 3, "{calm} of five seeds");
}

#[test]
fn without_clipping_every_seed_explodes_and_with_it_every_seed_learns() {
    says(
        "clipping",
        &[
            "For some steps all is quiet.",
            "It **grows** on its way, by many powers of ten.",
            "It takes some hundred steps.",
            "and now it learns",
        ],
    );
    // The lesson's own run looks back at step 14, the last but one.
    let lesson = shipped().iter().find(|it| it.name == "clipping").unwrap().lesson().unwrap();
    let mut own = staged("clipping", lesson.stage.recipe.config.seed, Settings::default());
    losses(&mut own, 14);
    let seen = backprop(&Frozen::now(&own, 0).unwrap());
    assert!(seen.reach[0].is_finite() && seen.verdict == Verdict::Exploding, "{:?}", seen.reach);
    losses(&mut own, 1);
    assert!(own.step().is_err());
    for seed in SEEDS {
        let mut run = staged("clipping", seed, Settings::default());
        assert_eq!(run.config().optimizer, OptimizerKind::Sgd);
        let mut verdicts = Vec::new();
        let diverged = (0..100).find_map(|_| {
            verdicts.push(backprop(&Frozen::ahead(&run, 0).unwrap()).verdict);
            run.step().err()
        });
        assert!(matches!(diverged, Some(TrainerError::Diverged(_))), "seed {seed}");
        // On its way back through the window, and not by too long steps alone.
        let exploded = verdicts.iter().position(|verdict| *verdict == Verdict::Exploding);
        assert!(exploded.is_some_and(|at| at > 1), "seed {seed}: {verdicts:?}");
        let clip = Settings { clip: Some(Some(1.0)), ..Settings::default() };
        let clipped = losses(&mut staged("clipping", seed, clip), 600);
        let learned = clipped.windows(20).position(|some| mean(some) < 0.02).unwrap();
        assert!(learned < 450, "seed {seed}: {learned}");
        // The lesson's run goes on to step 600.
        assert!(mean(&clipped[500..]) < 0.02, "seed {seed}: {}", mean(&clipped[500..]));
    }
}

#[test]
fn training_drives_eigenvalues_towards_the_circle() {
    says("units", &["The largest here lie near the circle.", "driven the largest outwards"]);
    for seed in SEEDS {
        let mut run = staged("units", seed, Settings::default());
        let radius = |run: &Trainer| spectrum(&Frozen::now(run, 0).unwrap(), 0).unwrap().radius();
        let before = radius(&run);
        losses(&mut run, 400);
        let behind = radius(&run);
        assert!(before < 0.75 && (0.75..1.3).contains(&behind), "seed {seed}: {before} {behind}");
    }
}

#[test]
fn gates_remember_forty_samples_and_a_plain_network_doesnt() {
    says(
        "vanishing",
        &[
            "The loss is still large",
            "Below 0.05 now.",
            "At least as well",
            "something is left after forty of them",
            "next to nothing of the last error arrives at the first samples",
        ],
    );
    for seed in seeds_of_long_runs() {
        for (cell, learns) in [(Cell::Rnn, false), (Cell::Lstm, true), (Cell::Gru, true)] {
            let by_hand = Settings { cell: Some(cell), ..Settings::default() };
            let mut run = staged("vanishing", seed, by_hand);
            let left = |run: &Trainer| backprop(&Frozen::now(run, 0).unwrap()).reach[0];
            losses(&mut run, 150);
            assert!(learns || left(&run) < 1e-4, "seed {seed}, {cell:?}: {}", left(&run));
            let end = mean(&losses(&mut run, 350)[250..]);
            assert!(!learns || left(&run) > 5e-4, "seed {seed}, {cell:?}: {}", left(&run));
            assert_eq!(end < 0.05, learns, "seed {seed}, {cell:?}: {end}");
            assert!(learns || end > 0.2, "seed {seed}, {cell:?}: {end}");
        }
    }
}

#[test]
fn windows_of_one_turn_that_forget_cost_a_half_and_two_turns_nothing() {
    says(
        "half",
        &[
            "far below 0.01",
            "a loss of 0.5 on average",
            "single losses lie below and above",
            "some dozens of steps",
            "it is quicker than at first",
        ],
    );
    let learned = |losses: &[f32]| losses.windows(20).position(|some| mean(some) < 0.01).unwrap();
    for seed in SEEDS {
        let mut run = staged("half", seed, Settings::default());
        let two = losses(&mut run, 400);
        assert!(mean(&two[350..]) < 0.005, "seed {seed}");
        let one = after(&mut run, &time_steps(10), 500);
        for hundred in one.chunks(100) {
            assert!(mean(hundred) > 0.48, "seed {seed}: {}", mean(hundred));
        }
        assert!((100..300).contains(&above(&one[100..], 0.5)), "seed {seed}");
        let back = after(&mut run, &time_steps(20), 400);
        assert!(mean(&back[200..]) < 0.01, "seed {seed}");
        assert!(learned(&back) < learned(&two), "seed {seed}");
    }
}

#[test]
fn another_spacing_is_another_rule_and_soon_learned() {
    says(
        "beyond",
        &[
            "It leaps above 0.1.",
            "Some dozens of steps later it is below 0.01 again",
            "it knows only the last",
        ],
    );
    let spacing =
        |radians| Settings { spacing: Some(Spacing::Radians(radians)), ..Settings::default() };
    for seed in SEEDS {
        let mut run = staged("beyond", seed, Settings::default());
        let before = losses(&mut run, 600);
        assert!(mean(&before[580..]) < 0.01, "seed {seed}");
        let other = after(&mut run, &spacing(0.6), 5);
        assert!(above(&other, 0.1) > 0, "seed {seed}: {other:?}");
        assert!(gets_below(&mut run, 0.01, 200), "seed {seed}");
        losses(&mut run, 200);
        let half = after(&mut run, &spacing(0.3), 5);
        assert!(above(&half, 0.1) > 0, "seed {seed}: {half:?}");
    }
}

/// Root mean squared errors over the validation part after 500 steps: the network's, and those of `rivals`.
fn judged<const N: usize>(seed: u32, arguments: &str, rivals: [&str; N]) -> (f64, [f64; N]) {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_rnnscope"))
        .args(["train", "--steps", "500", "--seed", &seed.to_string()])
        .args(arguments.split(' '))
        .arg("--out")
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find(|line| line.contains("validation RMSE")).unwrap().to_owned();
    let behind = |word: &str| -> f64 {
        let rest = line.split_once(word).unwrap().1.trim_start();
        rest.split([' ', ',', ':']).next().unwrap().parse().unwrap()
    };
    (behind("RMSE"), rivals.map(behind))
}

#[test]
fn a_walk_cant_be_foretold_and_a_law_can() {
    says(
        "own",
        &[
            "repeating the last value is as good",
            "Now naive is beaten, by far.",
            "The network, by a factor of two or so.",
        ],
    );
    for seed in seeds_of_long_runs() {
        let (own, [naive]) = judged(seed, "--preset random-walk", ["naive"]);
        assert!(own > 0.97 * naive, "seed {seed}: {own} beside {naive}");
        let near = "--preset mackey-glass --horizon 1";
        let (own, [naive, linear]) = judged(seed, near, ["naive", "linear"]);
        assert!(own < 0.6 * naive && own > linear, "seed {seed}: {own}, {naive}, {linear}");
        let far = "--preset mackey-glass --horizon 20";
        let (own, [naive, linear]) = judged(seed, far, ["naive", "linear"]);
        assert!(own < 0.3 * naive && own < 0.75 * linear, "seed {seed}: {own}, {naive}, {linear}");
    }
}
