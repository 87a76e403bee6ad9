//! Setups and boards, without a thread.

use super::*;
use crate::config::{Config, DataKind, Field, OptimizerKind, StateMode};
use crate::race::Lockstep;
use crate::text::ENGLISH;
use crate::trainer::Trainer;

fn names(setup: &RaceSetup) -> Vec<String> {
    setup.variants(&Config::default()).into_iter().map(|variant| variant.name).collect()
}

#[test]
fn ready_made_sets_have_telling_names() {
    let base = Config { lr: 0.02, seed: 7, ..Config::default() };
    let mut setup = RaceSetup::new(&base);
    assert_eq!(names(&setup), ["RNN", "LSTM", "GRU"]);
    setup.configs = RaceSetup::rates(&base);
    assert_eq!(names(&setup), ["learning rate 0.005", "learning rate 0.02", "learning rate 0.08"]);
    setup.configs = RaceSetup::seeds(&base);
    assert_eq!(names(&setup), ["seed 7", "seed 8", "seed 9", "seed 10", "seed 11"]);
    setup.configs[4] = Config { hidden: 8, seed: 11, ..base };
    assert_eq!(names(&setup)[4], "hidden size 8, seed 11");
}

#[test]
fn what_a_variant_has_not_of_its_own_is_as_in_the_controls_at_the_start() {
    let mut setup = RaceSetup::new(&Config::default());
    setup.configs[1].time_steps = 1;
    let controls = Config {
        optimizer: OptimizerKind::AdamW,
        state: StateMode::None,
        endpoint: true,
        lr: 0.5,
        hidden: 3,
        ..Config::default()
    };
    let variants = setup.variants(&controls);
    for (variant, own) in variants.iter().zip(&setup.configs) {
        assert_eq!(variant.config.check(), Ok(()));
        assert!(Field::compared().all(|field| field.is_same(&variant.config, own)));
        let common = (variant.config.optimizer, variant.config.state);
        assert_eq!(common, (OptimizerKind::AdamW, StateMode::None));
    }
    assert_eq!([0, 1].map(|at| variants[at].config.endpoint), [true, false]);
}

#[test]
fn seeds_that_decide_nothing_are_noticed() {
    let base = Config::default();
    let mut setup = RaceSetup { configs: RaceSetup::seeds(&base), ..RaceSetup::new(&base) };
    assert!(!setup.has_idle_seeds(&base), "they draw the weights");
    let from_file = Config { init: Some("weights.safetensors".into()), ..base.clone() };
    assert!(setup.has_idle_seeds(&from_file));
    let shuffled = Config { data: DataKind::Lorenz.into(), shuffle: true, ..from_file.clone() };
    assert!(!setup.has_idle_seeds(&shuffled), "they draw the order of the windows");
    setup.configs = RaceSetup::rates(&base);
    setup.configs[0].seed = 9;
    assert!(!setup.has_idle_seeds(&from_file), "the learning rates differ, too");
}

#[test]
fn twins_are_told_apart() {
    let base = Config::default();
    let mut setup = RaceSetup::new(&base);
    setup.configs = vec![base.clone(), base.clone()];
    assert_eq!(names(&setup), ["variant 1", "variant 2"]);
    setup.configs.push(Config { seed: 3, ..base });
    assert_eq!(names(&setup), ["seed 1 (1)", "seed 1 (2)", "seed 3"]);
}

#[test]
fn a_race_has_two_to_six_variants() {
    let mut setup = RaceSetup::new(&Config::default());
    (0..9).for_each(|_| setup.add());
    assert_eq!(setup.configs.len(), 6);
    assert_eq!(setup.configs[5].seed, 4, "the last one's next seed, three times");
    (0..9).for_each(|_| setup.remove(0));
    assert_eq!(setup.configs.len(), 2);
}

/// A race of the three cells, trained here, and its reports taken in one by one.
fn raced(steps: u64, criterion: Criterion) -> RaceBoard {
    let base = Config { hidden: 8, ..Config::default() };
    let variants = RaceSetup::new(&base).variants(&base);
    let mut lockstep = Lockstep::new(variants.clone()).unwrap();
    let mut board = RaceBoard::new(variants, steps, criterion);
    while lockstep.step() < steps {
        lockstep.train(steps.min(7)).unwrap();
        board.apply(Event::Steps(lockstep.take()));
    }
    board.apply(Event::Finished);
    board
}

/// Losses of a variant trained alone.
fn losses(variant: &Variant, steps: usize) -> Vec<f32> {
    let mut trainer = Trainer::new(&variant.config).unwrap();
    (0..steps).map(|_| trainer.step().unwrap().loss).collect()
}

#[test]
fn outcomes_follow_from_the_losses_and_the_winner_from_the_criterion() {
    let mut board = raced(70, Criterion::FinalLoss);
    assert_eq!((board.step(), &board.status), (70, &RaceStatus::Finished));
    let losses: Vec<_> =
        board.entrants.iter().map(|entrant| losses(&entrant.variant, 70)).collect();
    let least = |values: Vec<f32>| {
        let least = values.iter().copied().reduce(f32::min);
        values.iter().position(|value| Some(*value) == least)
    };
    let winner = |board: &RaceBoard| board.winners().first().copied();
    assert_eq!(winner(&board), least(losses.iter().map(|losses| losses[69]).collect()));
    assert_eq!(board.why_nobody_wins(&ENGLISH.race), None);
    for goal in [0.5, 0.3, 1e-9] {
        // Also after the race.
        board.set_criterion(Criterion::StepsTo(goal));
        let reached = |losses: &Vec<f32>| losses.iter().position(|loss| *loss <= goal);
        let steps: Vec<Option<usize>> = losses.iter().map(reached).collect();
        for (entrant, reached) in board.entrants.iter().zip(&steps) {
            assert_eq!(entrant.outcome.reached, reached.map(|at| at as u64 + 1));
            assert_eq!(entrant.outcome.steps, 70);
        }
        let first = steps.iter().flatten().min();
        assert_eq!(
            winner(&board),
            first.and_then(|step| {
                steps.iter().position(|reached| reached.as_ref() == Some(step))
            })
        );
    }
    assert_eq!(board.why_nobody_wins(&ENGLISH.race).unwrap(), "nobody got to loss 1e-9");
}

#[test]
fn a_run_is_opened_as_far_as_the_race_goes_or_went() {
    let mut board = raced(9, Criterion::FinalLoss);
    board.steps = 500;
    assert_eq!(board.steps_to_open(), 500);
    board.status = RaceStatus::Cancelled;
    assert_eq!(board.steps_to_open(), board.step());
}

#[test]
fn twins_tie() {
    let twin = Config { hidden: 4, ..Config::default() };
    let setup =
        RaceSetup { configs: vec![twin.clone(), twin], ..RaceSetup::new(&Config::default()) };
    let variants = setup.variants(&Config::default());
    let mut lockstep = Lockstep::new(variants.clone()).unwrap();
    let mut board = RaceBoard::new(variants, 9, Criterion::FinalLoss);
    assert_eq!(board.winners(), [0; 0], "nothing to show yet");
    lockstep.train(9).unwrap();
    board.apply(Event::Steps(lockstep.take()));
    assert_eq!(board.winners(), [0, 1]);
}

#[test]
fn curves_of_long_races_stay_bounded() {
    let board = raced(1400, Criterion::FinalLoss);
    for entrant in &board.entrants {
        let samples: usize = entrant.sequences.iter().map(|sequence| sequence.target.len()).sum();
        assert!(samples <= KEPT_SAMPLES);
        assert_eq!(entrant.sequences.back().map(|sequence| sequence.step), Some(1400));
        assert_eq!(entrant.history.len(), 1400);
    }
}

#[test]
fn a_failure_is_told() {
    let mut board = RaceBoard::new(Vec::new(), 5, Criterion::FinalLoss);
    assert!(board.is_under_way());
    board.apply(Event::Failed("no threads".to_owned()));
    assert_eq!(board.status, RaceStatus::Failed("no threads".to_owned()));
    assert!(!board.is_under_way() && board.winners().is_empty());
}
