//! What a run on a table knows of its epochs and validations.

use super::*;
use crate::config::{DataKind, Loss, Stride};
use crate::data;
use crate::history::StepRecord;
use crate::worker::StepChunk;

/// A run whose epochs have ten steps, opened.
fn on_a_table() -> Session {
    let config = Config {
        data: DataKind::RandomWalk.into(),
        samples: 101,
        horizon: 1,
        time_steps: 7,
        batch: 1,
        state: StateMode::Reset,
        stride: Stride::TimeSteps,
        ..Config::default()
    };
    let mut opened = config.clone();
    data::open(&mut opened).unwrap();
    let recipe = Recipe::from(config);
    let mut session = Session::new(recipe, Pace::Max, Until::default(), true).0;
    session.apply(Event::Started { run: 1, config: Box::new(opened) });
    session
}

/// Steps up to `to`, with validations at these.
fn train(session: &mut Session, to: u64, validations: &[(u64, f32)]) {
    let mut chunk = StepChunk { run: session.run.id, ..StepChunk::default() };
    for step in session.run.step() + 1..=to {
        let validation = validations.iter().find(|(at, _)| *at == step);
        let validation_loss = validation.map(|(_, loss)| *loss);
        let record = StepRecord { loss: 0.5, validation_loss, ..StepRecord::new(step) };
        chunk.history.push(record).unwrap();
    }
    session.apply(Event::Steps(Box::new(chunk)));
}

#[test]
fn epochs_are_counted_from_the_run_as_it_began_and_was_changed() {
    let mut session = on_a_table();
    let epochs = |session: &Session| [1, 10, 11, 24, 25].map(|step| session.run.epochs.of(step));
    assert_eq!(epochs(&session), [1, 1, 2, 3, 3].map(Some));
    // Twice as many windows a step; at step 24 a new epoch begins.
    let change = Box::new(Settings { batch: Some(2), ..Settings::default() });
    let effects = ChangeEffects::default();
    session.apply(Event::Changed { run: 1, step: 24, change, gesture: 1, effects });
    assert_eq!(epochs(&session), [1, 1, 2, 4, 4].map(Some));
    assert_eq!([28, 29].map(|step| session.run.epochs.of(step)), [4, 5].map(Some));
    let waves = super::session();
    assert_eq!(waves.run.epochs.of(7), None);
}

#[test]
fn the_best_validation_is_that_of_the_steps_that_are_there() {
    let mut session = on_a_table();
    assert_eq!(session.run.best_validation(), None);
    train(&mut session, 40, &[(10, 0.4), (20, 0.1), (30, f32::NAN), (40, 0.2)]);
    assert_eq!(session.run.best_validation(), Some((20, 0.1)));
    let fork = session.run.forked(2, 15, Default::default());
    assert_eq!(fork.best_validation(), Some((10, 0.4)));
    assert_eq!(fork.epochs.of(11), Some(2));
}

#[test]
fn the_best_step_is_looked_at_by_its_validation() {
    let mut session = on_a_table();
    assert_eq!((session.act(Action::LookAtBest), session.better_step()), (Vec::new(), None));
    assert!(session.notices.pop().unwrap().text.to_string().contains("validated"));
    train(&mut session, 45, &[(10, 0.4), (20, 0.1), (30, 0.2), (40, 0.3)]);
    assert_eq!(session.better_step(), Some(20));
    assert_eq!(session.act(Action::LookAtBest), [Command::Pause, Command::Rewind(20)]);
    // It is there, or on its way.
    assert_eq!((session.step(), session.better_step()), (20, None));
    assert_eq!(session.act(Action::LookAtBest), []);
    assert!(session.notices.is_empty());
    session.act(Action::BackToLive);
    train(&mut session, 50, &[(50, 0.05)]);
    assert_eq!(session.better_step(), None, "the end of the run is the best");
    session.act(Action::Rewind(20));
    assert_eq!(session.better_step(), Some(50));
    assert_eq!(session.act(Action::LookAtBest), [Command::BackToLive]);
}

#[test]
fn validations_by_another_loss_function_are_not_compared() {
    let mut session = on_a_table();
    train(&mut session, 20, &[(10, 0.1), (20, 0.3)]);
    let change = Box::new(Settings { loss: Some(Loss::Mae), ..Settings::default() });
    let effects = ChangeEffects::default();
    session.apply(Event::Changed { run: 1, step: 21, change, gesture: 1, effects });
    assert_eq!(session.run.best_validation(), None);
    train(&mut session, 40, &[(30, 0.6), (40, 0.5)]);
    assert_eq!(session.run.best_validation(), Some((40, 0.5)));
    let fork = session.run.forked(2, 20, Default::default());
    assert_eq!(fork.best_validation(), Some((10, 0.1)));
}

#[test]
fn a_run_that_goes_on_from_a_checkpoint_knows_its_best_validation() {
    let mut config = on_a_table().run.config;
    config.hidden = 3;
    let mut trainer = crate::trainer::Trainer::new(&config).unwrap();
    for _ in 0..25 {
        trainer.step().unwrap();
    }
    let best = trainer.validation().best.as_deref().map(|best| (best.step, best.loss));
    assert!(best.is_some());
    let recipe = Recipe::from(config);
    let snapshot = trainer.snapshot().unwrap();
    let checkpoint = Checkpoint { recipe, snapshot, past: Default::default() };
    let mut session = super::session();
    session.act(Action::Resume(Box::new(checkpoint)));
    assert_eq!(session.run.best_validation(), best);
    let id = session.run.id;
    let config = Box::new(session.run.config.clone());
    session.apply(Event::Started { run: id, config });
    assert_eq!(session.run.epochs.of(25), Some(3));
}
