//! The lenses ask for a copy only when somebody looks, and never twice for the same thing.

use super::*;
use crate::inspector::{LensKind, Order, Question, Report, Share, Task};
use crate::trainer::Trainer;
use crate::worker::Specimen;

/// A paused session with one lens open, in view.
fn looking() -> Session {
    let mut session = session();
    session.act(Action::Toggle);
    session.act(Action::ShowLenses(true));
    session.act(Action::OpenLens(LensKind::HiddenState, false));
    session.act(Action::OpenLens(LensKind::Backprop, true));
    session
}

fn copy(run: u64) -> Event {
    let trainer = Trainer::new(&Config::default()).unwrap();
    Event::Frozen(Box::new(Specimen::take(run, &trainer, 0).unwrap()))
}

/// The task for the lens thread.
fn take_task(session: &mut Session) -> Option<Task> {
    match session.lenses.take_order() {
        Some(Order::Look(task)) => Some(*task),
        _ => None,
    }
}

#[test]
fn closed_or_hidden_nothing_is_asked() {
    let mut session = session();
    assert_eq!(session.look(), []);
    session.act(Action::ShowLenses(true));
    assert_eq!(session.look(), [Command::Freeze], "a lens opens with the panel");
    session.act(Action::ShowLenses(false));
    assert_eq!(session.look(), []);
    session.act(Action::ShowLenses(true));
    session.act(Action::OpenLens(LensKind::HiddenState, false));
    assert_eq!(session.look(), []);
}

#[test]
fn the_same_step_is_asked_once() {
    let mut session = looking();
    assert_eq!(session.look(), [Command::Freeze]);
    assert_eq!(session.look(), [], "the copy is under way");
    session.apply(copy(1));
    let task = take_task(&mut session).unwrap();
    assert_eq!((&task.questions[..], task.share), (&[Question::Backprop][..], Share::All));
    assert_eq!(session.look(), [], "the lens thread has it");
    session.apply_report(Report::Ready(task.number));
    assert_eq!(session.look(), [], "nothing has changed since");
    session.act(Action::OpenLens(LensKind::Weights, true));
    assert_eq!(session.look(), [Command::Freeze]);
}

#[test]
fn another_question_does_not_wait_for_the_last_answer() {
    let mut session = looking();
    session.look();
    session.apply(copy(1));
    take_task(&mut session).unwrap();
    session.act(Action::OpenLens(LensKind::Spectrum, true));
    assert_eq!(session.look(), [Command::Freeze]);
    // A copy that is still under way serves a question that comes meanwhile.
    session.act(Action::Inquire(Question::Spectrum(1)));
    assert_eq!(session.look(), []);
    session.apply(copy(1));
    let task = take_task(&mut session).unwrap();
    assert_eq!(task.questions, [Question::Backprop, Question::Spectrum(1)]);
}

#[test]
fn copies_of_another_run_are_void() {
    let mut session = looking();
    session.look();
    session.act(Action::Restart);
    session.apply(copy(1));
    assert!(take_task(&mut session).is_none());
    assert_eq!(session.look(), [Command::Freeze]);
    session.apply(copy(2));
    assert!(take_task(&mut session).is_some());
}

#[test]
fn the_share_follows_the_pace() {
    for (pace, share) in [(Pace::Max, Share::Little), (Pace::PerSecond(20.0), Share::Some)] {
        let mut session = looking();
        session.act(Action::Toggle);
        session.act(Action::SetPace(pace));
        session.look();
        session.apply(copy(1));
        assert_eq!(take_task(&mut session).unwrap().share, share);
    }
}

#[test]
fn the_lens_thread_is_stopped_when_nobody_looks_any_more() {
    let mut session = looking();
    session.look();
    session.apply(copy(1));
    assert!(take_task(&mut session).is_some());
    session.act(Action::ShowLenses(false));
    assert_eq!(session.look(), []);
    assert!(matches!(session.lenses.take_order(), Some(Order::Stop)));
    session.look();
    assert!(session.lenses.take_order().is_none(), "once");
}
