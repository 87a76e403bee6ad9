//! The lenses ask for a copy only when somebody looks, and never twice for the same thing.

use super::*;
use crate::config::Cell;
use crate::inspector::{Answer, LensKind, Order, Question, Report, Share, Task};
use crate::lens::output::NoChoice;
use crate::lens::phase_portrait::{Approach, PhasePortrait, phase_portrait};
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
    assert_eq!(session.look(LensKind::ALL), []);
    session.act(Action::ShowLenses(true));
    assert_eq!(session.look(LensKind::ALL), [Command::Freeze], "a lens opens with the panel");
    session.act(Action::ShowLenses(false));
    assert_eq!(session.look(LensKind::ALL), []);
    session.act(Action::ShowLenses(true));
    session.act(Action::OpenLens(LensKind::HiddenState, false));
    assert_eq!(session.look(LensKind::ALL), []);
}

#[test]
fn the_same_step_is_asked_once() {
    let mut session = looking();
    assert_eq!(session.look(LensKind::ALL), [Command::Freeze]);
    assert_eq!(session.look(LensKind::ALL), [], "the copy is under way");
    session.apply(copy(1));
    let task = take_task(&mut session).unwrap();
    assert_eq!(
        (&task.questions[..], task.share),
        (&[Question::Backprop(NoChoice)][..], Share::All)
    );
    assert_eq!(session.look(LensKind::ALL), [], "the lens thread has it");
    session.apply_report(Report::Ready(task.number));
    assert_eq!(session.look(LensKind::ALL), [], "nothing has changed since");
    session.act(Action::OpenLens(LensKind::Weights, true));
    assert_eq!(session.look(LensKind::ALL), [Command::Freeze]);
}

#[test]
fn what_the_frame_does_not_show_is_not_asked() {
    let mut session = looking();
    for kind in [LensKind::HiddenState, LensKind::FreeRun, LensKind::Weights] {
        session.act(Action::OpenLens(kind, true));
    }
    let asked = |session: &mut Session, in_view: &[LensKind]| {
        session.look(in_view);
        session.apply(copy(1));
        let task = take_task(session).unwrap();
        task.questions.iter().map(Question::kind).collect::<Vec<_>>()
    };
    // A trend would have a gap.
    assert_eq!(asked(&mut session, &[LensKind::Weights]), [LensKind::Backprop, LensKind::Weights]);
    // Its trace lies among the curves.
    session.act(Action::PinUnit(Some(Pin { layer: 0, sheet: 0, unit: 3 })));
    let kinds = [LensKind::Backprop, LensKind::HiddenState, LensKind::FreeRun];
    assert_eq!(asked(&mut session, &[LensKind::FreeRun]), kinds);
    assert_eq!(session.look(&[]), [], "the panel is elsewhere");
    assert!(matches!(session.lenses.take_order(), Some(Order::Stop)));
}

#[test]
fn a_pinned_unit_goes_with_its_network_and_layer() {
    let mut session = session();
    let pin = Some(Pin { layer: 0, sheet: 3, unit: 27 });
    let pinned = |session: &mut Session, action: Action| {
        session.act(Action::PinUnit(pin));
        session.act(action);
        session.tick(10.0, false);
        session.lenses.pinned
    };
    assert_eq!(pinned(&mut session, Action::Restart), pin);
    assert_eq!(pinned(&mut session, Action::Inquire(Question::HiddenState(0))), pin);
    assert_eq!(pinned(&mut session, Action::Inquire(Question::HiddenState(1))), None);
    for change in [
        Settings { cell: Some(Cell::Lstm), ..Settings::default() },
        Settings { hidden: Some(20), ..Settings::default() },
        Settings { layers: Some(2), ..Settings::default() },
    ] {
        let run = session.run.id;
        assert_eq!(pinned(&mut session, set(change)), None);
        assert_eq!(session.run.id, run + 1);
    }
}

#[test]
fn a_lens_that_asks_nothing_needs_no_copy() {
    let mut session = looking();
    session.act(Action::OpenLens(LensKind::Backprop, false));
    session.act(Action::OpenLens(LensKind::StepTrace, true));
    assert_eq!(session.look(LensKind::ALL), []);
}

#[test]
fn another_question_does_not_wait_for_the_last_answer() {
    let mut session = looking();
    session.look(LensKind::ALL);
    session.apply(copy(1));
    take_task(&mut session).unwrap();
    session.act(Action::OpenLens(LensKind::Spectrum, true));
    assert_eq!(session.look(LensKind::ALL), [Command::Freeze]);
    // A copy that is still under way serves a question that comes meanwhile.
    session.act(Action::Inquire(Question::Spectrum(1)));
    assert_eq!(session.look(LensKind::ALL), []);
    session.apply(copy(1));
    let task = take_task(&mut session).unwrap();
    assert_eq!(task.questions, [Question::Backprop(NoChoice), Question::Spectrum(1)]);
}

#[test]
fn when_training_comes_to_rest_nobody_waits_for_the_lens_thread_to_rest_too() {
    let mut session = looking();
    session.act(Action::Toggle);
    session.act(Action::SetPace(Pace::Max));
    session.look(LensKind::ALL);
    session.apply(copy(1));
    assert_eq!(take_task(&mut session).unwrap().share, Share::Little);
    assert_eq!(session.look(LensKind::ALL), [], "the lens thread works or rests");
    session.act(Action::Toggle);
    assert_eq!(session.look(LensKind::ALL), [Command::Freeze]);
    session.apply(copy(1));
    let task = take_task(&mut session).unwrap();
    assert_eq!(task.share, Share::All);
    assert_eq!(session.look(LensKind::ALL), [], "once");
    session.apply_report(Report::Ready(task.number));
    assert_eq!(session.look(LensKind::ALL), [], "once");
}

#[test]
fn a_portrait_on_its_way_arrives_when_training_waits() {
    let mut session = looking();
    session.act(Action::OpenLens(LensKind::PhasePortrait, true));
    session.act(Action::Toggle);
    let seen = |session: &mut Session, arrived| {
        assert_eq!(session.look(LensKind::ALL), [Command::Freeze]);
        session.apply(copy(1));
        let task = take_task(session).unwrap();
        let lens = phase_portrait(&task.specimen.frozen, 0, None, Approach::AtOnce);
        let answer = Box::new(Answer::PhasePortrait(PhasePortrait { arrived, ..lens }));
        session.apply_report(Report::Answer { run: 1, answer });
        session.apply_report(Report::Ready(task.number));
        assert_eq!(session.look(LensKind::ALL), []);
    };
    seen(&mut session, false);
    session.act(Action::Toggle);
    seen(&mut session, true);
}

#[test]
fn copies_of_another_run_are_void() {
    let mut session = looking();
    session.look(LensKind::ALL);
    session.act(Action::Restart);
    session.apply(copy(1));
    assert!(take_task(&mut session).is_none());
    assert_eq!(session.look(LensKind::ALL), [Command::Freeze]);
    session.apply(copy(2));
    assert!(take_task(&mut session).is_some());
}

#[test]
fn the_share_follows_the_pace() {
    for (pace, share) in [(Pace::Max, Share::Little), (Pace::PerSecond(20.0), Share::Some)] {
        let mut session = looking();
        session.act(Action::Toggle);
        session.act(Action::SetPace(pace));
        session.look(LensKind::ALL);
        session.apply(copy(1));
        assert_eq!(take_task(&mut session).unwrap().share, share);
    }
}

#[test]
fn the_lens_thread_is_stopped_when_nobody_looks_any_more() {
    let mut session = looking();
    session.look(LensKind::ALL);
    session.apply(copy(1));
    assert!(take_task(&mut session).is_some());
    session.act(Action::ShowLenses(false));
    assert_eq!(session.look(LensKind::ALL), []);
    assert!(matches!(session.lenses.take_order(), Some(Order::Stop)));
    session.look(LensKind::ALL);
    assert!(session.lenses.take_order().is_none(), "once");
}
