//! Runs on tables through the thread: patience, and the way back across the border of an epoch.

use super::{Command, Event, PauseReason, Until, Worker};
use crate::checkpoint::Checkpoint;
use crate::config::{Config, DataKind, Loss, Settings, StateMode, Stride, ValidateEvery};
use crate::history::History;
use crate::recipe::Recipe;
use crate::trainer::{Snapshot, Trainer};

/// What nothing is to be learned from, with a learning rate that makes it worse and worse.
pub(crate) fn in_vain() -> Config {
    Config {
        data: DataKind::RandomWalk.into(),
        samples: 200,
        hidden: 4,
        validate_every: ValidateEvery::Steps(2),
        patience: Some(3),
        lr: 0.1,
        ..Config::default()
    }
}

/// The step with which its patience runs out.
fn end_of_patience(config: &Config) -> u64 {
    let mut trainer = Trainer::new(config).unwrap();
    while !trainer.is_out_of_patience() {
        trainer.step().unwrap();
        assert!(trainer.steps() < 2000, "it never runs out");
    }
    trainer.steps()
}

fn start(run: u64, recipe: &Recipe) -> Command {
    Command::Start { run, recipe: Box::new(recipe.clone()), playing: true }
}

/// The next event that `wanted` picks; steps on the way go into `history`.
fn wait_for<T>(worker: &Worker, history: &mut History, wanted: impl Fn(&Event) -> Option<T>) -> T {
    loop {
        let event = worker.wait().unwrap();
        if let Event::Steps(chunk) = &event {
            history.append(&chunk.history).unwrap();
        }
        if let Some(found) = wanted(&event) {
            return found;
        }
    }
}

fn paused(event: &Event) -> Option<PauseReason> {
    match event {
        Event::Paused { reason, .. } => Some(*reason),
        _ => None,
    }
}

fn checkpoint(event: &Event) -> Option<Checkpoint> {
    match event {
        Event::Checkpoint(checkpoint) => Some((**checkpoint).clone()),
        _ => None,
    }
}

#[test]
fn patience_pauses_once_and_who_goes_on_does_so_by_the_recipe() {
    let (config, mut history) = (in_vain(), History::default());
    let end = end_of_patience(&config);
    let worker = Worker::spawn(Box::new(|| {})).unwrap();
    worker.send(start(1, &Recipe::from(config.clone())));
    assert_eq!(wait_for(&worker, &mut history, paused), PauseReason::OutOfPatience(end));
    assert_eq!(history.last_step(), Some(end));
    worker.send(Command::Checkpoint);
    let at_its_end = wait_for(&worker, &mut history, checkpoint);
    assert_eq!((at_its_end.step(), at_its_end.recipe.changes.len()), (end, 0));

    let last = end + 30;
    worker.send(Command::SetUntil(Until { step: Some(last), loss: None }));
    worker.send(Command::Play);
    assert_eq!(wait_for(&worker, &mut history, paused), PauseReason::ReachedStep(last));
    worker.send(Command::Checkpoint);
    let Checkpoint { recipe, snapshot, .. } = wait_for(&worker, &mut history, checkpoint);
    let off = Settings { patience: Some(None), ..Settings::default() };
    let change = recipe.changes.first().unwrap();
    assert_eq!((recipe.changes.len(), change.step, change.settings()), (1, end + 1, off));

    // Played without a window it doesn't end on the way, and comes to the same numbers.
    let mut trainer = Trainer::new(&recipe.config).unwrap();
    for step in 1..=recipe.steps() {
        assert!(!recipe.is_out_of_patience(&trainer), "step {step}");
        let report = recipe.step(&mut trainer).unwrap();
        assert_eq!(history.at(step).unwrap().loss, report.loss);
    }
    // How long it was to be is another matter.
    let config = Config { steps: recipe.steps(), ..snapshot.config.clone() };
    assert_eq!(trainer.snapshot().unwrap(), Snapshot { config, ..snapshot });
    // Nor does it pause there where it is played.
    worker.send(start(2, &recipe));
    assert_eq!(wait_for(&worker, &mut History::default(), paused), PauseReason::ReachedStep(last));
}

#[test]
fn another_loss_function_gives_patience_anew() {
    let mut recipe = Recipe::from(Config { steps: 4000, ..in_vain() });
    let end = end_of_patience(&recipe.config);
    let ends = |recipe: &Recipe| {
        let mut trainer = Trainer::new(&recipe.config).unwrap();
        (0..end).for_each(|_| _ = recipe.step(&mut trainer).unwrap());
        recipe.is_out_of_patience(&trainer)
    };
    assert!(ends(&recipe));
    for (loss, is_end) in [(Loss::Mse, true), (Loss::Mae, false)] {
        recipe.record(end + 1, &Settings { loss: Some(loss), ..Settings::default() });
        assert_eq!(ends(&recipe), is_end, "{loss:?}");
    }
    // Where it is played it doesn't pause there either.
    let worker = Worker::spawn(Box::new(|| {})).unwrap();
    worker.send(Command::SetUntil(Until { step: Some(end + 2), loss: None }));
    worker.send(start(1, &recipe));
    let reason = wait_for(&worker, &mut History::default(), paused);
    assert_eq!(reason, PauseReason::ReachedStep(end + 2));
}

#[test]
fn a_run_saved_where_its_patience_ran_out_waits_there() {
    let recipe = Recipe::from(Config { steps: 4000, ..in_vain() });
    let end = end_of_patience(&recipe.config);
    let mut trainer = Trainer::new(&recipe.config).unwrap();
    (0..end).for_each(|_| _ = trainer.step().unwrap());
    let saved = Checkpoint::of(&recipe, &trainer).unwrap();
    let worker = Worker::spawn(Box::new(|| {})).unwrap();
    worker.send(Command::Resume { run: 1, checkpoint: Box::new(saved), playing: true });
    let mut history = History::default();
    assert_eq!(wait_for(&worker, &mut history, paused), PauseReason::OutOfPatience(end));
    assert_eq!(history.len(), 0);
    worker.send(Command::Step(1));
    assert_eq!(wait_for(&worker, &mut history, paused), PauseReason::Asked);
    assert_eq!(history.last_step(), Some(end + 1));
}

/// Shuffled windows, of which a batch may straddle two epochs: 19 in batches of 5.
fn shuffled() -> Config {
    Config {
        data: DataKind::Lorenz.into(),
        samples: 120,
        state: StateMode::Reset,
        time_steps: 8,
        stride: Stride::Samples(4),
        shuffle: true,
        batch: 5,
        hidden: 4,
        ..Config::default()
    }
}

#[test]
fn going_back_and_on_across_an_epochs_border_repeats_every_bit() {
    const LAST: u64 = 80;
    let config = shuffled();
    let mut trainer = Trainer::new(&config).unwrap();
    let reports: Vec<_> = (0..LAST).map(|_| trainer.step().unwrap()).collect();
    assert!(trainer.epochs() > Some(15), "it has borders to cross");
    let worker = Worker::spawn(Box::new(|| {})).unwrap();
    worker.send(Command::SetUntil(Until { step: Some(LAST), loss: None }));
    worker.send(start(1, &Recipe::from(config)));
    let mut history = History::default();
    wait_for(&worker, &mut history, paused);
    // Within an epoch, at and around its end, and around a snapshot.
    for (run, to) in (2..).zip([1, 3, 4, 7, 8, 19, 31, 32, 33, 76]) {
        worker.send(Command::Rewind(to));
        let earlier = wait_for(&worker, &mut history, |event| match event {
            Event::Rewound { earlier, .. } => Some(earlier.clone()),
            _ => None,
        });
        let (shown, was) = (earlier.report.unwrap(), &reports[to as usize - 1]);
        assert_eq!((shown.step, shown.loss.to_bits()), (to, was.loss.to_bits()));
        worker.send(Command::Fork { run, best: None });
        history.truncate(to);
        worker.send(Command::Play);
        let reason = wait_for(&worker, &mut history, paused);
        assert_eq!(reason, PauseReason::ReachedStep(LAST));
        for (step, was) in (1..).zip(&reports) {
            let again = history.at(step).unwrap();
            assert_eq!(again.loss.to_bits(), was.loss.to_bits(), "step {step}, forked at {to}");
            assert_eq!(again.grad_norm.to_bits(), was.grad_norm.to_bits(), "step {step}");
        }
    }
    worker.send(Command::Checkpoint);
    let end = wait_for(&worker, &mut history, checkpoint);
    assert_eq!(end.snapshot, trainer.snapshot().unwrap());
}
