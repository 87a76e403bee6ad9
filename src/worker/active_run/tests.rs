//! Any step of a run is as it was the first time, bit for bit, whatever was kept of it.

use proptest::prelude::*;
use proptest::sample::select;

use super::super::timeline::FINEST;
use super::replay::CURVES;
use super::*;
use crate::config::{Cell, OptimizerKind, StateMode};

/// A run and its changes, the same settings more than once among them.
fn recipes() -> impl Strategy<Value = Recipe> {
    let choices = (select(Cell::ALL), select(OptimizerKind::ALL), select(StateMode::ALL));
    let sizes = (1..6_usize, 1..3_usize, 1..6_usize, 1..4_usize);
    let changes = proptest::collection::vec((1..40_u64, changes()), 0..5);
    (choices, sizes, changes).prop_map(|((cell, optimizer, state), sizes, changes)| {
        let (hidden, layers, time_steps, batch) = sizes;
        let lr = 0.003;
        let config = Config {
            cell,
            optimizer,
            state,
            hidden,
            layers,
            time_steps,
            batch,
            lr,
            ..Config::default()
        };
        let mut recipe = Recipe::from(config);
        let mut step = 0;
        for (gap, change) in changes {
            step += gap;
            recipe.record(step, &change);
        }
        recipe
    })
}

fn changes() -> impl Strategy<Value = Settings> {
    let set = Settings::default;
    prop_oneof![
        (1e-4..1e-2_f64).prop_map(move |lr| Settings { lr: Some(lr), ..set() }),
        (1..5_usize).prop_map(move |batch| Settings { batch: Some(batch), ..set() }),
        (1..7_usize).prop_map(move |time_steps| Settings { time_steps: Some(time_steps), ..set() }),
        select(OptimizerKind::ALL)
            .prop_map(move |optimizer| Settings { optimizer: Some(optimizer), ..set() }),
        select(StateMode::ALL).prop_map(move |state| Settings { state: Some(state), ..set() }),
        option_clip().prop_map(move |clip| Settings { clip: Some(clip), ..set() }),
    ]
}

fn option_clip() -> impl Strategy<Value = Option<f64>> {
    proptest::option::of(0.01..1.0_f64)
}

/// The run of a recipe in which each change is made by hand, as far as `steps`.
fn trained(recipe: &Recipe, steps: u64, budget: usize) -> ActiveRun {
    let start = Recipe::from(recipe.config.clone());
    let mut active = ActiveRun::new(Trainer::new(&recipe.config).unwrap(), start, budget).unwrap();
    go_on(&mut active, recipe, steps);
    active
}

fn go_on(active: &mut ActiveRun, recipe: &Recipe, steps: u64) {
    while active.live.steps() < steps {
        if let Some(change) = recipe.change_at(active.live.steps() + 1) {
            active.apply(&change).unwrap();
        }
        active.step().unwrap();
    }
}

/// The same run straight from a trainer.
fn fresh(recipe: &Recipe, steps: u64) -> Snapshot {
    let mut trainer = Trainer::new(&recipe.config).unwrap();
    (0..steps).for_each(|_| {
        recipe.step(&mut trainer).unwrap();
    });
    trainer.snapshot().unwrap()
}

/// Goes to a step and waits for it.
fn rewound(active: &mut ActiveRun, to: u64) -> Earlier {
    let config = active.recipe.config.clone();
    active.go_back(to, || Trainer::new(&config)).unwrap();
    arrived(active)
}

/// Replays, a portion at a time, to where the way leads.
fn arrived(active: &mut ActiveRun) -> Earlier {
    loop {
        if let ReplayProgress::Arrived(earlier) = active.replay(0).unwrap() {
            return *earlier;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_step_is_as_it_was(
        recipe in recipes(), steps in 1..200_u64, room in 0..20_usize,
        tos in proptest::collection::vec(0..200_u64, 1..5),
    ) {
        let budget = room * Trainer::new(&recipe.config).unwrap().snapshot().unwrap().bytes();
        let mut active = trained(&recipe, steps, budget);
        let end = active.live.snapshot().unwrap();
        for to in tos {
            let to = to.min(steps);
            let earlier = rewound(&mut active, to);
            prop_assert_eq!(active.shown().snapshot().unwrap(), fresh(&recipe, to));
            prop_assert_eq!(earlier.step, to);
            prop_assert_eq!(earlier.report.map(|report| report.step), (to > 0).then_some(to));
            let shown: Vec<u64> = earlier.sequences.iter().map(|sequence| sequence.step).collect();
            // Where not even two snapshots fit, some of the curves are done without; a change can make
            // a snapshot several times as large.
            let first = if room < 8 { shown.first().copied().unwrap_or(1) } else { 1 };
            let first = first.max(to.saturating_sub(CURVES) + 1);
            prop_assert!(shown.into_iter().eq(first..=to));
        }
        active.back_to_live();
        prop_assert_eq!(active.shown().snapshot().unwrap(), end);
    }

    #[test]
    fn a_fork_with_the_same_changes_is_the_original(
        recipe in recipes(), steps in 1..120_u64, at in 0..120_u64, room in 0..20_usize,
    ) {
        let budget = room * Trainer::new(&recipe.config).unwrap().snapshot().unwrap().bytes();
        let at = at.min(steps);
        let mut active = trained(&recipe, steps, budget);
        let end = active.live.snapshot().unwrap();
        rewound(&mut active, at);
        active.fork(None);
        prop_assert_eq!(&active.recipe, &recipe.until(at));
        go_on(&mut active, &recipe, steps);
        prop_assert_eq!(active.live.snapshot().unwrap(), end);
        // And what is kept of it serves as well as before.
        rewound(&mut active, steps / 2);
        prop_assert_eq!(active.shown().snapshot().unwrap(), fresh(&recipe, steps / 2));
    }
}

#[test]
fn a_new_target_replaces_the_one_under_way() {
    let recipe = Recipe::default();
    let mut active = trained(&recipe, 300, (SNAPSHOT_MEMORY as usize) << 20);
    let make = || Trainer::new(&Config::default());
    active.go_back(250, make).unwrap();
    active.go_back(100, make).unwrap();
    active.go_back(101, make).unwrap();
    let earlier = arrived(&mut active);
    assert_eq!((earlier.step, earlier.sequences.len()), (101, CURVES as usize));
    assert_eq!(active.shown().snapshot().unwrap(), fresh(&recipe, 101));
    assert!(matches!(active.replay(0).unwrap(), ReplayProgress::Resting));
}

#[test]
fn a_recipe_is_played_with_its_changes_at_their_steps() {
    let mut plan = Recipe::default();
    let rate = |lr| Settings { lr: Some(lr), ..Settings::default() };
    for (step, lr) in [(3, 0.1), (4, 0.2), (9, 0.3)] {
        plan.record(step, &rate(lr));
    }
    let trainer = Trainer::new(&plan.config).unwrap();
    let mut active =
        ActiveRun::new(trainer, plan.clone(), (SNAPSHOT_MEMORY as usize) << 20).unwrap();
    let mut drags = Vec::new();
    while active.live.steps() < 12 {
        if let Some((change, drag)) = active.planned() {
            drags.push((active.live.steps() + 1, drag));
            active.apply(&change).unwrap();
            assert!(active.planned().is_none(), "a change is made once");
        }
        active.step().unwrap();
    }
    assert_eq!(drags, [(3, 0), (4, 0), (9, 2)]);
    assert_eq!(active.recipe, plan);
    assert_eq!(active.live.snapshot().unwrap(), fresh(&plan, 12));
}

#[test]
fn steps_back_are_short_where_hardly_a_snapshot_fits() {
    let recipe = Recipe::default();
    let mut active = trained(&recipe, 500, 0);
    // From the end the newest snapshot serves, and before that one that the first way back left.
    let mut replayed = Vec::new();
    for to in (440..500).rev() {
        active.go_back(to, || Trainer::new(&Config::default())).unwrap();
        replayed.push(to - active.back.as_ref().unwrap().from);
        assert_eq!(arrived(&mut active).step, to);
        assert_eq!(active.shown().snapshot().unwrap(), fresh(&recipe, to));
    }
    let long = replayed.iter().filter(|steps| **steps > FINEST).count();
    assert_eq!(long, 2, "{replayed:?}");
}

#[test]
fn a_checkpoint_has_what_is_still_to_come() {
    let mut plan = Recipe::from(Config { hidden: 3, steps: 40, ..Config::default() });
    for (step, lr) in [(3, 0.1), (11, 0.2), (30, 0.3)] {
        plan.record(step, &Settings { lr: Some(lr), ..Settings::default() });
    }
    let start =
        || ActiveRun::new(Trainer::new(&plan.config).unwrap(), plan.clone(), 1 << 20).unwrap();
    let play = |active: &mut ActiveRun, to: u64| {
        while active.live.steps() < to {
            if let Some((change, _)) = active.planned() {
                active.apply(&change).unwrap();
            }
            active.step().unwrap();
        }
    };
    for at in [0, 2, 5, 10, 29, 35] {
        let mut active = start();
        play(&mut active, at);
        let until = Some(40);
        let checkpoint = active.checkpoint(until, Duration::ZERO).unwrap();
        assert_eq!((&checkpoint.recipe, checkpoint.end()), (&plan, until), "{at}");
        let mut resumed = ActiveRun::resume(checkpoint, 1 << 20).unwrap();
        play(&mut resumed, 40);
        assert_eq!(resumed.recipe, plan);
        assert_eq!(resumed.live.snapshot().unwrap(), fresh(&plan, 40));
    }
    // A run that nobody has said the end of has none, from its beginning on.
    let plain = Recipe::from(plan.config.clone());
    let active = ActiveRun::new(Trainer::new(&plain.config).unwrap(), plain, 1 << 20).unwrap();
    assert_eq!(active.checkpoint(None, Duration::ZERO).unwrap().end(), None);
    // Where a hand has taken over, nothing is to come and no end was said.
    let mut active = start();
    play(&mut active, 5);
    active.drop_plan();
    let checkpoint = active.checkpoint(None, Duration::ZERO).unwrap();
    assert_eq!((checkpoint.step(), checkpoint.recipe), (5, plan.ending_at(5)));
}
