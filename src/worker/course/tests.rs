//! Any step of a run is as it was the first time, bit for bit, whatever was kept of it.

use proptest::prelude::*;
use proptest::sample::select;

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
fn trained(recipe: &Recipe, steps: u64, budget: usize) -> Course {
    let start = Recipe::from(recipe.config.clone());
    let mut course = Course::new(Trainer::new(&recipe.config).unwrap(), start, budget).unwrap();
    go_on(&mut course, recipe, steps);
    course
}

fn go_on(course: &mut Course, recipe: &Recipe, steps: u64) {
    while course.live.steps() < steps {
        if let Some(change) = recipe.change_at(course.live.steps() + 1) {
            course.apply(change).unwrap();
        }
        course.step().unwrap();
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
fn rewound(course: &mut Course, to: u64) -> Earlier {
    let config = course.recipe.config.clone();
    course.go_back(to, || Trainer::new(&config)).unwrap();
    arrived(course)
}

/// Replays, a portion at a time, to where the way leads.
fn arrived(course: &mut Course) -> Earlier {
    loop {
        if let Progress::Arrived(earlier) = course.replay(0).unwrap() {
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
        let mut course = trained(&recipe, steps, budget);
        let end = course.live.snapshot().unwrap();
        for to in tos {
            let to = to.min(steps);
            let earlier = rewound(&mut course, to);
            prop_assert_eq!(course.shown().snapshot().unwrap(), fresh(&recipe, to));
            prop_assert_eq!(earlier.step, to);
            prop_assert_eq!(earlier.report.map(|report| report.step), (to > 0).then_some(to));
            let shown: Vec<u64> = earlier.windows.iter().map(|window| window.step).collect();
            // Where not even two snapshots fit, some of the curves are done without; a change can make
            // a snapshot several times as large.
            let first = if room < 8 { shown.first().copied().unwrap_or(1) } else { 1 };
            let first = first.max(to.saturating_sub(CURVES) + 1);
            prop_assert!(shown.into_iter().eq(first..=to));
        }
        course.back_to_live();
        prop_assert_eq!(course.shown().snapshot().unwrap(), end);
    }

    #[test]
    fn a_fork_with_the_same_changes_is_the_original(
        recipe in recipes(), steps in 1..120_u64, at in 0..120_u64, room in 0..20_usize,
    ) {
        let budget = room * Trainer::new(&recipe.config).unwrap().snapshot().unwrap().bytes();
        let at = at.min(steps);
        let mut course = trained(&recipe, steps, budget);
        let end = course.live.snapshot().unwrap();
        rewound(&mut course, at);
        course.fork();
        prop_assert_eq!(&course.recipe, &recipe.until(at));
        go_on(&mut course, &recipe, steps);
        prop_assert_eq!(course.live.snapshot().unwrap(), end);
        // And what is kept of it serves as well as before.
        rewound(&mut course, steps / 2);
        prop_assert_eq!(course.shown().snapshot().unwrap(), fresh(&recipe, steps / 2));
    }
}

#[test]
fn a_new_target_replaces_the_one_under_way() {
    let recipe = Recipe::default();
    let mut course = trained(&recipe, 300, (SNAPSHOT_MEMORY as usize) << 20);
    let make = || Trainer::new(&Config::default());
    course.go_back(250, make).unwrap();
    course.go_back(100, make).unwrap();
    course.go_back(101, make).unwrap();
    let earlier = arrived(&mut course);
    assert_eq!((earlier.step, earlier.windows.len()), (101, CURVES as usize));
    assert_eq!(course.shown().snapshot().unwrap(), fresh(&recipe, 101));
    assert!(matches!(course.replay(0).unwrap(), Progress::Resting));
}

#[test]
fn a_recipe_is_played_with_its_changes_at_their_steps() {
    let mut plan = Recipe::default();
    let rate = |lr| Settings { lr: Some(lr), ..Settings::default() };
    for (step, lr) in [(3, 0.1), (4, 0.2), (9, 0.3)] {
        plan.record(step, &rate(lr));
    }
    let trainer = Trainer::new(&plan.config).unwrap();
    let mut course = Course::new(trainer, plan.clone(), (SNAPSHOT_MEMORY as usize) << 20).unwrap();
    let mut drags = Vec::new();
    while course.live.steps() < 12 {
        if let Some((change, drag)) = course.planned() {
            drags.push((course.live.steps() + 1, drag));
            course.apply(&change).unwrap();
            assert!(course.planned().is_none(), "a change is made once");
        }
        course.step().unwrap();
    }
    assert_eq!(drags, [(3, 0), (4, 0), (9, 2)]);
    assert_eq!(course.recipe, plan);
    assert_eq!(course.live.snapshot().unwrap(), fresh(&plan, 12));
}

#[test]
fn steps_back_are_short_where_hardly_a_snapshot_fits() {
    let recipe = Recipe::default();
    let mut course = trained(&recipe, 500, 0);
    // From the end the newest snapshot serves, and before that one that the first way back left.
    let mut replayed = Vec::new();
    for to in (440..500).rev() {
        course.go_back(to, || Trainer::new(&Config::default())).unwrap();
        replayed.push(to - course.back.as_ref().unwrap().from);
        assert_eq!(arrived(&mut course).step, to);
        assert_eq!(course.shown().snapshot().unwrap(), fresh(&recipe, to));
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
    let start = || Course::new(Trainer::new(&plan.config).unwrap(), plan.clone(), 1 << 20).unwrap();
    let play = |course: &mut Course, to: u64| {
        while course.live.steps() < to {
            if let Some((change, _)) = course.planned() {
                course.apply(&change).unwrap();
            }
            course.step().unwrap();
        }
    };
    for at in [0, 2, 5, 10, 29, 35] {
        let mut course = start();
        play(&mut course, at);
        let until = Some(40);
        let checkpoint = course.checkpoint(until).unwrap();
        assert_eq!((&checkpoint.recipe, checkpoint.end()), (&plan, until), "{at}");
        let mut resumed = Course::resume(checkpoint, 1 << 20).unwrap();
        play(&mut resumed, 40);
        assert_eq!(resumed.recipe, plan);
        assert_eq!(resumed.live.snapshot().unwrap(), fresh(&plan, 40));
    }
    // A run that nobody has said the end of has none, from its beginning on.
    let plain = Recipe::from(plan.config.clone());
    let course = Course::new(Trainer::new(&plain.config).unwrap(), plain, 1 << 20).unwrap();
    assert_eq!(course.checkpoint(None).unwrap().end(), None);
    // Where a hand has taken over, nothing is to come and no end was said.
    let mut course = start();
    play(&mut course, 5);
    course.drop_plan();
    let checkpoint = course.checkpoint(None).unwrap();
    assert_eq!((checkpoint.step(), checkpoint.recipe), (5, plan.ending_at(5)));
}
