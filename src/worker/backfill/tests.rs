//! What came before a checkpoint is found out again, bit for bit, whatever was looked at first.

use proptest::prelude::*;

use super::super::active_run::{ActiveRun, ReplayProgress};
use super::*;
use crate::checkpoint::Checkpoint;
use crate::config::{Config, Settings};

/// A run with a change in the middle of it.
fn recipe() -> Recipe {
    let config = Config { hidden: 3, time_steps: 4, lr: 0.003, ..Config::default() };
    let mut recipe = Recipe::from(config);
    recipe.record(40, &Settings { lr: Some(0.01), batch: Some(2), ..Settings::default() });
    recipe
}

/// The losses of its first steps, and the trainer behind them.
fn trained(recipe: &Recipe, steps: u64) -> (Vec<f32>, Trainer) {
    let mut trainer = Trainer::new(&recipe.config).unwrap();
    let losses = (0..steps).map(|_| recipe.step(&mut trainer).unwrap().loss).collect();
    (losses, trainer)
}

/// The run as a checkpoint at this step has it, gone on with.
fn resumed(recipe: &Recipe, from: u64, more: u64) -> ActiveRun {
    let (_, trainer) = trained(recipe, from);
    let checkpoint = Checkpoint::of(&recipe.until(from), &trainer).unwrap();
    let mut active = ActiveRun::resume(checkpoint, 1 << 20).unwrap();
    (0..more).for_each(|_| {
        active.step().unwrap();
    });
    active
}

/// Looks at a step, and waits until it is on show.
fn look(active: &mut ActiveRun, step: u64) {
    let config = active.first_config().clone();
    active.go_back(step, || Trainer::new(&config)).unwrap();
    while !matches!(active.replay(0).unwrap(), ReplayProgress::Arrived(_)) {}
}

/// The losses before the checkpoint, once all are known.
fn past(active: &mut ActiveRun) -> Vec<f32> {
    let config = active.first_config().clone();
    loop {
        match active.close_gap(|| Trainer::new(&config)) {
            Some(Backfill::UnderWay { at, to }) => assert!(at < to),
            Some(Backfill::Complete(history)) => {
                let steps = history.first_step().unwrap()..=history.last_step().unwrap();
                return steps.map(|step| history.loss().exact_at(step).unwrap()).collect();
            }
            None => panic!("nobody has looked back"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_past_is_as_it_was(
        from in 2..150_u64, more in 0..40_u64, tos in proptest::collection::vec(0..190_u64, 0..4),
    ) {
        let recipe = recipe();
        let mut active = resumed(&recipe, from, more);
        prop_assert!(!active.has_gap(), "nobody has looked back");
        for to in tos {
            look(&mut active, to.min(from + more));
        }
        look(&mut active, from / 2);
        prop_assert!(active.has_gap());
        prop_assert_eq!(past(&mut active), trained(&recipe, from).0);
        prop_assert!(!active.has_gap(), "it is told once");
    }

    #[test]
    fn a_fork_before_the_checkpoint_keeps_its_own_past(from in 2..150_u64, at in 1..150_u64) {
        let at = at.min(from - 1);
        let mut active = resumed(&recipe(), from, 3);
        look(&mut active, at / 2);
        look(&mut active, at);
        active.fork(None);
        prop_assert_eq!(past(&mut active), trained(&recipe(), at).0);
    }
}

#[test]
fn a_look_at_later_steps_leaves_the_past_alone() {
    let mut active = resumed(&recipe(), 20, 100);
    look(&mut active, 110);
    assert!(!active.has_gap());
}
