//! Setups and boards, without a thread.

use super::*;
use crate::config::{
    Config, DataChoice, DataKind, Field, Group, Loss, OptimizerKind, Split, StateMode, Stride,
    ValidateEvery,
};
use crate::race::Lockstep;
use crate::recipe::words;
use crate::session::sweep::SweepSetup;
use crate::text::ENGLISH;
use crate::trainer::Trainer;

fn names(setup: &RaceSetup) -> Vec<String> {
    setup.variants(&Config::default(), &ENGLISH).into_iter().map(|variant| variant.name).collect()
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
    let variants = setup.variants(&controls, &ENGLISH);
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
fn another_setting_is_compared_too() {
    let base = Config { data: DataKind::Lorenz.into(), ..Config::default() };
    let offered: Vec<Field> = RaceSetup::others(&base).collect();
    assert!(offered.contains(&Field::Data) && offered.contains(&Field::Horizon));
    assert!(!offered.contains(&Field::Missing), "a generator leaves no cell empty");
    assert!(!RaceSetup::others(&Config::default()).any(|field| field == Field::Horizon));
    let mut setup = RaceSetup::new(&base);
    setup.configs = vec![base.clone(), base.clone()];
    setup.compare(Some(Field::Loss), &base);
    setup.configs[1].loss = Loss::Mae;
    let variants = setup.variants(&base, &ENGLISH);
    assert_eq!(variants[1].name, format!("loss function {}", Loss::Mae.label()));
    assert_eq!([0, 1].map(|at| variants[at].config.loss), [Loss::Mse, Loss::Mae]);
    // What isn't compared is as in the controls, whatever it was before.
    setup.compare(None, &base);
    assert!(setup.variants(&base, &ENGLISH).iter().all(|variant| variant.config.loss == Loss::Mse));
}

#[test]
fn all_that_makes_batches_of_data_can_be_compared() {
    // The forecast goes on from a run's end, and the end point comes and goes with the spacing.
    const OF_ONE_RUN: [Field; 2] = [Field::Forecast, Field::Endpoint];
    let file = DataChoice::File("table.csv".into());
    let all: Vec<DataChoice> =
        DataKind::ALL.iter().map(|kind| (*kind).into()).chain([file]).collect();
    for data in all {
        let base = Config { data, ..Config::default() };
        let others: Vec<Field> = RaceSetup::others(&base).collect();
        for (field, _) in Field::in_group(Group::Data) {
            let is_there = others.contains(&field) || Field::compared().any(|own| own == field);
            let is_wanted = field.belongs(&base.data) && !OF_ONE_RUN.contains(&field);
            assert_eq!(is_there, is_wanted, "{field:?} of {:?}", base.data);
        }
    }
}

#[test]
fn each_variant_is_told_what_is_wrong_with_it() {
    let base = Config { data: DataKind::Lorenz.into(), ..Config::default() };
    let mut setup = RaceSetup::new(&base);
    setup.compare(Some(Field::Stride), &base);
    setup.configs[1].stride = Stride::Samples(2);
    let blamed = setup.refusals(&base).into_iter().map(|refusal| refusal.map(|it| it.fields()));
    let with_carry = vec![Field::Stride, Field::State];
    assert_eq!(blamed.collect::<Vec<_>>(), [None, Some(with_carry), None]);
    let reset = Config { state: StateMode::Reset, ..base };
    assert!(setup.refusals(&reset).iter().all(Option::is_none));
}

#[test]
fn other_data_bring_what_goes_with_them() {
    let base = Config { data: DataKind::Lorenz.into(), horizon: 1, ..Config::default() };
    let base = Config { inputs: vec!["x".to_owned()], ..base };
    let mut setup = RaceSetup::new(&base);
    setup.configs = vec![base.clone(), base.clone()];
    setup.compare(Some(Field::Data), &base);
    setup.configs[1].data = DataKind::Narma10.into();
    let [own, other] = &setup.variants(&base, &ENGLISH)[..] else { panic!("two variants") };
    assert_eq!(own.config, base, "its columns stay");
    assert_eq!((other.config.horizon, other.config.inputs.len()), (0, 0));
    assert_eq!(own.name, format!("data {}", words(Field::Data, &base, &ENGLISH)));
    assert_eq!(setup.why_not(&base, &ENGLISH), None);
    assert!(Trainer::new(&other.config).is_ok());
}

#[test]
fn what_decides_follows_the_data_until_somebody_chooses() {
    let mean = Criterion::MeanLoss(Criterion::LAST);
    let base = Config::default();
    let table = Config { data: DataKind::Lorenz.into(), ..base.clone() };
    let split = Split { train: 100.0, validation: 0.0, test: 0.0 };
    let whole = Config { split, ..table.clone() };
    let cases = [(&base, mean), (&table, Criterion::BestValidationLoss), (&whole, mean)];
    let (mut setup, mut sweep) = (RaceSetup::new(&base), SweepSetup::default());
    for (config, wanted) in cases {
        assert_eq!(setup.criterion(config), wanted);
        assert_eq!(sweep.plan(config).criterion, wanted);
    }
    // One of the variants has no such loss.
    let mut mixed = RaceSetup { configs: RaceSetup::cells(&table), ..RaceSetup::new(&table) };
    mixed.compare(Some(Field::Split), &table);
    mixed.configs[1].split = split;
    assert_eq!(mixed.criterion(&table), mean);
    (setup.chosen, sweep.chosen) = (Some(Criterion::FinalLoss), Some(Criterion::FinalLoss));
    assert_eq!(setup.criterion(&table), Criterion::FinalLoss);
    assert_eq!(sweep.plan(&table).criterion, Criterion::FinalLoss);
    // A race on show is compared as its own data say, whatever the controls show by now.
    let mut board = RaceBoard::new(setup.variants(&table, &ENGLISH), 10, Criterion::FinalLoss);
    board.follow(None);
    assert_eq!(board.criterion(), Criterion::BestValidationLoss);
    board.follow(Some(mean));
    assert_eq!(board.criterion(), mean);
}

#[test]
fn a_race_that_makes_no_sense_says_why() {
    let base = Config::default();
    let mut setup = RaceSetup::new(&base);
    assert_eq!(setup.why_not(&base, &ENGLISH), None);
    setup.chosen = Some(Criterion::BestValidationLoss);
    let reason = setup.why_not(&base, &ENGLISH).unwrap();
    assert!(reason.contains("takes a table and a split"), "{reason}");
    let table = Config { data: DataKind::Lorenz.into(), ..base.clone() };
    assert_eq!(setup.why_not(&table, &ENGLISH), None);
    let whole = Config { split: Split { train: 100.0, validation: 0.0, test: 0.0 }, ..table };
    assert_eq!(setup.why_not(&whole, &ENGLISH), Some(reason));
    // What contradicts itself is told of the variant that does.
    let patient = Config { patience: Some(3), ..whole };
    let reason = setup.why_not(&patient, &ENGLISH).unwrap();
    assert!(reason.starts_with("RNN: patience"), "{reason}");
}

#[test]
fn a_variant_out_of_patience_keeps_its_numbers_on_the_board() {
    let base = Config {
        data: DataKind::RandomWalk.into(),
        samples: 200,
        hidden: 4,
        validate_every: ValidateEvery::Steps(4),
        patience: Some(2),
        lr: 0.1,
        ..Config::default()
    };
    let setup = RaceSetup { configs: RaceSetup::seeds(&base), ..RaceSetup::new(&base) };
    let variants = setup.variants(&base, &ENGLISH);
    let mut lockstep = Lockstep::new(variants.clone()).unwrap();
    let mut board = RaceBoard::new(variants, 200, Criterion::BestValidationLoss);
    for _ in 0..20 {
        lockstep.train(10).unwrap();
        board.apply(Event::Steps(lockstep.take()));
    }
    let ended = |board: &RaceBoard| -> Vec<Option<u64>> {
        board.entrants.iter().map(|entrant| entrant.outcome.out_of_patience).collect()
    };
    let steps = ended(&board);
    assert!(steps.iter().any(Option::is_some), "{steps:?}");
    for (entrant, step) in board.entrants.iter().zip(&steps) {
        let Some(step) = step else { continue };
        assert_eq!((entrant.outcome.steps, entrant.history.last_step()), (*step, Some(*step)));
        let (best, loss) = entrant.outcome.best_validation.unwrap();
        assert_eq!((best, entrant.outcome.validation.is_some()), (step - 8, true));
        assert_eq!(entrant.history.validation_loss().exact_at(best), Some(loss));
    }
    assert_eq!(board.winners().len(), 1);
    // By another criterion it ended there all the same.
    board.set_criterion(Criterion::FinalLoss);
    assert_eq!(ended(&board), steps);
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
    let variants = RaceSetup::new(&base).variants(&base, &ENGLISH);
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
    let variants = setup.variants(&Config::default(), &ENGLISH);
    let mut lockstep = Lockstep::new(variants.clone()).unwrap();
    let mut board = RaceBoard::new(variants, 9, Criterion::FinalLoss);
    assert_eq!(board.winners(), [0; 0], "nothing to show yet");
    lockstep.train(9).unwrap();
    board.apply(Event::Steps(lockstep.take()));
    assert_eq!(board.winners(), [0, 1]);
}

#[test]
fn nobody_wins_among_losses_of_different_kinds() {
    let configs =
        [Loss::Mse, Loss::Mae].map(|loss| Config { hidden: 4, loss, ..Config::default() });
    let variant = |config: &Config| Variant { name: String::new(), config: config.clone() };
    let variants: Vec<Variant> = configs.iter().map(variant).collect();
    let mut lockstep = Lockstep::new(variants.clone()).unwrap();
    let mut board = RaceBoard::new(variants, 9, Criterion::FinalLoss);
    lockstep.train(9).unwrap();
    board.apply(Event::Steps(lockstep.take()));
    assert_eq!(board.winners(), [0; 0]);
    let reason = board.why_nobody_wins(&ENGLISH.race).unwrap();
    assert_eq!(reason, "no winner: with another loss function a loss is of another kind");
}

#[test]
fn curves_of_long_races_stay_bounded() {
    let board = raced(1400, Criterion::FinalLoss);
    for entrant in &board.entrants {
        let numbers: usize = entrant.sequences.iter().map(Sequence::numbers).sum();
        assert!(numbers <= KEPT_NUMBERS);
        assert_eq!(entrant.sequences.back().map(|sequence| sequence.step), Some(1400));
        assert_eq!(entrant.history.len(), 1400);
    }
}

#[test]
fn a_failure_is_told() {
    let mut board = RaceBoard::new(Vec::new(), 5, Criterion::FinalLoss);
    assert!(board.is_under_way());
    board.apply(Event::Failed(Reason::said("no threads")));
    assert_eq!(board.status, RaceStatus::Failed(Reason::said("no threads")));
    assert!(!board.is_under_way() && board.winners().is_empty());
}
