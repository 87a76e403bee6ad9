//! Undo and redo: what was done is taken back, and done again; steps stay.

use super::*;
use crate::history::StepRecord;
use crate::inspector::LensKind;
use crate::session::runs::RunChange;
use crate::worker::StepChunk;

/// A session whose run has come to this step.
fn at(step: u64) -> Session {
    let mut session = session();
    train(&mut session, 1..=step);
    session
}

fn train(session: &mut Session, steps: std::ops::RangeInclusive<u64>) {
    let run = session.run.id;
    session.apply(steps_of(run, steps));
}

fn steps_of(run: u64, steps: std::ops::RangeInclusive<u64>) -> Event {
    let mut chunk = StepChunk { run, ..StepChunk::default() };
    steps.for_each(|step| chunk.history.push(StepRecord::new(step)).unwrap());
    Event::Steps(Box::new(chunk))
}

fn rate(lr: f64) -> Action {
    set(Settings { lr: Some(lr), ..Settings::default() })
}

/// The live settings that the thread is told.
fn applied(commands: &[Command]) -> Option<Settings> {
    match commands {
        [Command::Apply { change, .. }] => Some((**change).clone()),
        _ => None,
    }
}

#[test]
fn a_live_setting_is_undone_by_a_new_change() {
    let mut session = at(5);
    assert_eq!(session.undo_sentence(), None);
    session.tick(0.0, false);
    session.act(rate(0.1));
    session.tick(1.0, false);
    session.act(rate(0.5));
    assert!(session.undo_sentence().unwrap().contains("learning rate 0.1"));
    assert_eq!(applied(&session.act(Action::Undo)).unwrap().lr, Some(0.1));
    assert_eq!(applied(&session.act(Action::Undo)).unwrap().lr, Some(0.02));
    assert_eq!(session.controls.lr, 0.02);
    assert_eq!(session.act(Action::Undo), []);
    assert_eq!(applied(&session.act(Action::Redo)).unwrap().lr, Some(0.1));
    assert_eq!(applied(&session.act(Action::Redo)).unwrap().lr, Some(0.5));
    assert_eq!(session.act(Action::Redo), []);
    // What is done after an undo takes the place of what was undone.
    session.act(Action::Undo);
    session.tick(2.0, false);
    session.act(rate(0.3));
    assert_eq!(session.redo_sentence(), None);
    assert_eq!(session.run.id, 1);
}

#[test]
fn a_drag_is_one_deed() {
    let mut session = at(5);
    session.tick(0.0, true);
    for lr in [0.03, 0.05, 0.08] {
        session.act(rate(lr));
        session.tick(0.1, true);
    }
    session.tick(0.2, false);
    assert_eq!(applied(&session.act(Action::Undo)).unwrap().lr, Some(0.02));
    assert_eq!(applied(&session.act(Action::Redo)).unwrap().lr, Some(0.08));
}

#[test]
fn a_run_that_was_restarted_comes_back_whole() {
    let mut session = at(5);
    session.act(Action::Restart);
    // These were under way.
    session.apply(steps_of(1, 6..=7));
    assert_eq!((session.run.id, session.run.step()), (2, 0));
    train(&mut session, 1..=3);
    assert!(session.undo_sentence().unwrap().contains("run 1"));
    assert_eq!(session.act(Action::Undo), [Command::TakeUp { run: 1 }]);
    session.apply(Event::TakenUp { run: 2, back: 1 });
    assert_eq!((session.run.id, session.run.step()), (1, 7));
    assert!(!session.is_running());
    assert_eq!(session.runs.live.number, 1);
    let over: Vec<u64> = session.runs.kept.iter().map(|run| run.id).collect();
    assert_eq!(over, [2]);
    assert_eq!(session.act(Action::Redo), [Command::TakeUp { run: 2 }]);
    session.apply(Event::TakenUp { run: 1, back: 2 });
    assert_eq!((session.run.id, session.run.step()), (2, 3));
    // A new run has a number of its own.
    session.act(Action::Restart);
    assert_eq!(session.runs.live.number, 3);
}

#[test]
fn a_run_that_is_gone_is_told_and_nothing_changes() {
    let mut session = at(5);
    session.act(Action::Restart);
    session.act(Action::Undo);
    session.apply(Event::Gone { run: 2 });
    assert_eq!(session.run.id, 2);
    assert!(session.notices.iter().any(|notice| notice.is_error));
    assert_eq!((session.undo_sentence(), session.redo_sentence()), (None, None));
}

#[test]
fn a_restart_that_waits_for_the_drag_to_end_doesnt_come() {
    let mut session = at(5);
    session.tick(0.0, true);
    session.act(set(Settings { hidden: Some(64), ..Settings::default() }));
    assert!(session.is_restart_pending());
    session.act(Action::Undo);
    assert_eq!(session.controls.hidden, 32);
    assert_eq!(session.tick(9.0, false), []);
    assert_eq!(session.run.id, 1);
}

#[test]
fn what_was_done_to_runs_and_lenses_is_undone() {
    let mut session = at(5);
    session.act(Action::Restart);
    let name = session.runs.kept[0].look.name.clone();
    let changes = [
        RunChange::Pin(true),
        RunChange::Hide(true),
        RunChange::Rename("first".to_owned()),
        RunChange::Delete,
    ];
    for change in &changes {
        session.act(Action::ChangeRun(1, change.clone()));
    }
    assert!(session.runs.kept.is_empty());
    session.act(Action::Undo);
    assert_eq!(session.runs.kept[0].look.name, "first");
    session.act(Action::Undo);
    assert_eq!(session.runs.kept[0].look.name, name);
    session.act(Action::Undo);
    session.act(Action::Undo);
    let run = &session.runs.kept[0];
    assert!(!run.pinned && !run.hidden);
    for _ in &changes {
        session.act(Action::Redo);
    }
    assert!(session.runs.kept.is_empty());

    session.act(Action::OpenLens(LensKind::Weights, true));
    session.act(Action::OpenLens(LensKind::Weights, false));
    session.act(Action::Undo);
    assert!(session.lenses.open.has(LensKind::Weights));
    session.act(Action::Undo);
    assert!(!session.lenses.open.has(LensKind::Weights));
}

#[test]
fn a_name_that_was_typed_letter_by_letter_is_one_deed() {
    let mut session = at(5);
    session.act(Action::Restart);
    let name = session.runs.kept[0].look.name.clone();
    let call = |session: &mut Session, run: u64, name: &str| {
        session.act(Action::ChangeRun(run, RunChange::Rename(name.to_owned())));
    };
    for typed in ["b", "be", "bet", "beta"] {
        call(&mut session, 1, typed);
    }
    session.act(Action::Undo);
    assert_eq!(session.runs.kept[0].look.name, name, "all of it at once");
    session.act(Action::Redo);
    assert_eq!(session.runs.kept[0].look.name, "beta");
    // Another run's name is a deed of its own, and so is this one's after it.
    call(&mut session, 2, "gamma");
    call(&mut session, 1, "delta");
    session.act(Action::Undo);
    assert_eq!(session.runs.kept[0].look.name, "beta");
    session.act(Action::Undo);
    assert_ne!(session.runs.live.name, "gamma");
    assert_eq!(session.runs.kept[0].look.name, "beta");
}
