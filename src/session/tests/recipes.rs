//! Recipes that are played, checkpoints that are gone on from, and what leaves them.

use super::rewinding::{arrive, trained};
use super::*;
use crate::checkpoint::Checkpoint;
use crate::history::{History, StepRecord};
use crate::trainer::Trainer;
use crate::worker::{Backfill, PlayedChange, StepChunk};

#[test]
fn a_recipe_is_played_as_far_as_it_goes() {
    let mut recipe = Recipe::from(Config { steps: 70, seed: 9, ..Config::default() });
    recipe.record(5, &Settings { lr: Some(0.1), ..Settings::default() });
    let mut session = trained(50);
    let commands = session.act(Action::Open(Box::new(recipe.clone())));
    let until = Until { step: Some(70), loss: None };
    let start = Command::Start { run: 2, recipe: Box::new(recipe.clone()), playing: true };
    assert_eq!(commands, [Command::SetUntil(until), start]);
    session.apply(Event::Started { run: 2, config: Box::new(recipe.config.clone()) });
    assert_eq!(session.controls, recipe.config);
    // What the run is grows with its changes, as they are made.
    play(&mut session, &recipe, 5);
    assert_eq!(session.run.recipe, recipe);
    assert_eq!(session.controls.lr, 0.1);
}

#[test]
fn a_recipe_is_opened_at_its_end_whatever_the_pace() {
    let recipe = Recipe::from(Config { steps: 70, seed: 9, ..Config::default() });
    let mut session = trained(50);
    let commands = session.act(Action::OpenAtEnd(Box::new(recipe.clone())));
    let until = Until { step: Some(70), loss: None };
    let start = Command::Start { run: 2, recipe: Box::new(recipe), playing: true };
    assert_eq!(commands, [Command::SetUntil(until), start, Command::HurryTo(70)]);
    assert!(session.is_running());
}

#[test]
fn the_end_of_a_recipe_is_no_end_of_a_run_with_other_settings() {
    let recipe = Recipe::from(Config { steps: 70, ..Config::default() });
    let ends = |session: &Session| session.until.step;
    for other in [Action::UsePreset(Box::default()), Action::Train(Box::default())] {
        let mut session = trained(50);
        session.act(Action::Open(Box::new(recipe.clone())));
        session.act(Action::Restart);
        assert_eq!(ends(&session), Some(70), "it is the same run once more");
        let commands = session.act(other.clone());
        assert_eq!(ends(&session), None);
        let until = Until { step: None, loss: None };
        assert!(commands.contains(&Command::SetUntil(until)), "{commands:?}");
        // What the user has asked for stays.
        session.act(Action::SetUntil(Until { step: Some(70), loss: None }));
        session.act(other);
        assert_eq!(ends(&session), Some(70));
    }
}

/// The thread plays a recipe with one change up to this step.
pub(super) fn play(session: &mut Session, recipe: &Recipe, to: u64) {
    let mut chunk = StepChunk { run: session.run.id, ..StepChunk::default() };
    for step in session.run.step() + 1..=to {
        let (grad_norm, learning_rate) = (1.0, 0.02);
        let record = StepRecord { loss: 0.5, grad_norm, learning_rate, ..StepRecord::new(step) };
        chunk.history.push(record).unwrap();
        if let Some(change) = recipe.change_at(step) {
            let effects = ChangeEffects::default();
            chunk.played.push(PlayedChange { step, change, gesture: PLAYED, effects });
        }
    }
    session.apply(Event::Steps(Box::new(chunk)));
}

/// A recipe of 70 steps with a change, as it is opened and played up to a step.
fn playing(to: u64) -> (Session, Recipe) {
    let mut recipe = Recipe::from(Config { steps: 70, seed: 9, ..Config::default() });
    recipe.record(50, &Settings { batch: Some(2), ..Settings::default() });
    let mut session = session();
    session.act(Action::Open(Box::new(recipe.clone())));
    play(&mut session, &recipe, to);
    (session, recipe)
}

#[test]
fn a_control_touched_while_a_recipe_plays_forks_there() {
    let (mut session, recipe) = playing(40);
    let lr = |lr| Settings { lr: Some(lr), ..Settings::default() };
    let apply = |lr| Command::Apply { change: Box::new(lr), gesture: 0 };
    let commands = session.act(set(lr(0.1)));
    assert_eq!(commands, [Command::Branch { run: 3 }, apply(lr(0.1))]);
    // The drag goes on before the thread has said where it forked: it was further than was known.
    assert_eq!(session.act(set(lr(0.2))), [apply(lr(0.2))]);
    play(&mut session, &recipe, 60);
    assert_eq!((session.controls.lr, session.controls.batch), (0.2, 2));
    session.apply(Event::Branched { run: 2, branch: 3 });
    assert!(session.is_running());
    let run = &session.run;
    assert_eq!((run.id, run.step(), run.recipe.changes.len()), (3, 60, 1));
    let [kept] = session.runs.kept.as_slice() else { panic!("one run is over") };
    assert_eq!((kept.id, kept.history.last_step()), (2, Some(60)));
    assert_eq!(kept.played(), recipe, "it can be played again, whole");
    let text = session.notices.last().unwrap().text.to_string();
    assert_eq!(
        text,
        "Forked: run 2 goes on from step 60 of run 1, whose recipe stays whole in the list of runs."
    );
    // From here on it is a run like any other.
    assert_eq!(session.act(set(lr(0.3))), [apply(lr(0.3))]);
    session.act(Action::Restart);
    assert_eq!(session.runs.kept[1].played(), session.runs.kept[1].recipe.ending_at(60));
}

#[test]
fn a_recipe_that_another_run_replaces_stays_whole() {
    let (mut session, recipe) = playing(40);
    session.act(Action::Restart);
    assert_eq!(session.runs.kept[0].played(), recipe);
    // What a new run begins with is no reason to leave a recipe before.
    let (mut session, recipe) = playing(40);
    let both = Settings { hidden: Some(5), lr: Some(0.1), ..Settings::default() };
    assert_eq!(session.act(set(both)), []);
    session.tick(1.0, false);
    assert_eq!(session.runs.kept[0].played(), recipe);
    // An earlier step is forked from as ever.
    let (mut session, recipe) = playing(60);
    session.act(Action::Rewind(20));
    arrive(&mut session, 20);
    let lr = Settings { lr: Some(0.1), ..Settings::default() };
    assert!(matches!(
        &session.act(set(lr))[..],
        [Command::Fork { run: 3, .. }, Command::Apply { .. }]
    ));
    assert_eq!(session.runs.kept[0].played(), recipe);
    // A recipe that has come to its end is a run like any other.
    let (mut session, _) = playing(70);
    let lr = Settings { lr: Some(0.1), ..Settings::default() };
    assert!(matches!(&session.act(set(lr))[..], [Command::Apply { .. }]));
}

/// A checkpoint of a run of so many steps.
fn checkpoint(steps: u64) -> Box<Checkpoint> {
    let recipe = Recipe::from(Config { hidden: 3, ..Config::default() });
    let mut trainer = Trainer::new(&recipe.config).unwrap();
    (0..steps).for_each(|_| {
        recipe.step(&mut trainer).unwrap();
    });
    Box::new(Checkpoint::of(&recipe, &trainer).unwrap())
}

#[test]
fn a_checkpoint_goes_on_as_a_run_of_its_own_and_the_old_one_stays() {
    let mut session = trained(50);
    let commands = session.act(Action::Resume(checkpoint(7)));
    let [Command::SetUntil(until), Command::Resume { run: 2, playing: true, .. }] = &commands[..]
    else {
        panic!("{commands:?}")
    };
    assert_eq!((until.step, session.until), (Some(Config::default().steps), *until));
    assert_eq!((session.run.id, session.step(), session.controls.hidden), (2, 7, 3));
    let [kept] = session.runs.kept.as_slice() else { panic!("one run is over") };
    assert_eq!((kept.id, kept.history.last_step()), (1, Some(50)));
    assert_eq!(session.runs.live.name, "run 2");
}

#[test]
fn what_came_before_a_checkpoint_joins_the_history_once_it_is_known() {
    let mut session = trained(50);
    session.act(Action::Resume(checkpoint(7)));
    let part = |steps: std::ops::RangeInclusive<u64>| {
        let mut history = History::default();
        for step in steps {
            let loss = 1.0 / step as f32;
            let (grad_norm, learning_rate) = (1.0, 0.02);
            let record = StepRecord { loss, grad_norm, learning_rate, ..StepRecord::new(step) };
            history.push(record).unwrap();
        }
        history
    };
    let chunk = StepChunk { run: 2, history: part(8..=12), ..StepChunk::default() };
    session.apply(Event::Steps(Box::new(chunk)));
    session.apply(Event::Backfill { run: 2, backfill: Backfill::UnderWay { at: 2, to: 4 } });
    assert_eq!(session.run.backfill, Some(0.5));
    let known = || Backfill::Complete(Box::new(part(1..=7)));
    session.apply(Event::Backfill { run: 1, backfill: known() });
    assert_eq!(session.run.history.first_step(), Some(8), "another run's");
    session.apply(Event::Backfill { run: 2, backfill: known() });
    let run = &session.run;
    let steps = (run.history.first_step(), run.history.last_step());
    assert_eq!((steps, run.backfill), ((Some(1), Some(12)), None));
    assert_eq!(run.history.loss().exact_at(3), Some(1.0 / 3.0));
    // Twice it doesn't fit.
    session.apply(Event::Backfill { run: 2, backfill: known() });
    assert_eq!(session.run.history.len(), 12);
}
