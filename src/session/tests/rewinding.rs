//! Looking back, and going on from there.

use super::recipes::play;
use super::*;
use crate::history::StepRecord;
use crate::worker::{Earlier, StepChunk};

/// A session whose run has trained so far.
pub(super) fn trained(steps: u64) -> Session {
    let mut session = session();
    let mut chunk = StepChunk { run: 1, ..StepChunk::default() };
    for step in 1..=steps {
        let loss = 1.0 / step as f32;
        let record =
            StepRecord { loss, grad_norm: 1.0, learning_rate: 0.02, ..StepRecord::new(step) };
        chunk.history.push(record).unwrap();
    }
    session.apply(Event::Steps(Box::new(chunk)));
    session
}

/// The thread shows what was asked for.
pub(super) fn arrive(session: &mut Session, step: u64) {
    let (loss, grad_norm, learning_rate) = (0.5, 1.0, 0.02);
    let report = StepRecord { loss, grad_norm, learning_rate, ..StepRecord::new(step) };
    let earlier = Earlier { step, report: Some(report), sequences: Default::default() };
    session.apply(Event::Rewound { run: session.run.id, earlier: Box::new(earlier) });
}

#[test]
fn going_back_pauses_and_shows_the_step() {
    let mut session = trained(50);
    assert_eq!(session.act(Action::Back(1)), [Command::Pause, Command::Rewind(49)]);
    assert_eq!((session.step(), session.step_on_show(), session.is_running()), (49, 50, false));
    // The step that the timeline names is the one whose numbers are told.
    assert_eq!(session.record().map(|record| (record.step, record.loss)), Some((49, 1.0 / 49.0)));
    arrive(&mut session, 49);
    assert_eq!((session.step_on_show(), session.record().unwrap().loss), (49, 0.5));
    assert_eq!(session.act(Action::Back(10)), [Command::Rewind(39)]);
    assert_eq!(session.act(Action::Forth(1)), [Command::Rewind(40)]);
    assert_eq!(session.act(Action::Rewind(0)), [Command::Rewind(0)]);
    assert_eq!(session.act(Action::Back(1)), [], "there is nothing before the untrained network");
    assert_eq!(session.act(Action::Forth(60)), [Command::BackToLive]);
    assert!(session.is_live());
    assert_eq!(session.act(Action::Forth(1)), [Command::Step(1)]);
    assert_eq!(session.act(Action::BackToLive), []);
}

#[test]
fn space_offers_the_ways_on_and_the_first_is_the_end() {
    let mut session = trained(50);
    session.act(Action::Back(5));
    arrive(&mut session, 45);
    assert_eq!(session.act(Action::Toggle), []);
    assert!(session.playhead.as_ref().unwrap().asks);
    session.act(Action::StayHere);
    assert!(!session.playhead.as_ref().unwrap().asks);
    session.act(Action::Toggle);
    assert_eq!(session.act(Action::Toggle), [Command::BackToLive, Command::Play]);
    assert!(session.is_live() && session.is_running());
}

#[test]
fn a_fork_keeps_what_was_up_to_its_step() {
    let mut session = trained(50);
    for (step, lr) in [(10, 0.1), (30, 0.2), (40, 0.3)] {
        session.apply(changed(step, step, Settings { lr: Some(lr), ..Settings::default() }));
    }
    session.act(Action::Rewind(30));
    assert_eq!(session.act(Action::Fork), [], "the step isn't there yet");
    arrive(&mut session, 30);
    let best = Some((30, 1.0 / 30.0));
    assert_eq!(session.act(Action::Fork), [Command::Fork { run: 2, best }, Command::Play]);
    let run = &session.run;
    assert_eq!((run.id, run.step(), run.config.lr, run.marks.len()), (2, 30, 0.2, 2));
    assert_eq!(run.recipe.changes.len(), 2);
    assert_eq!(session.controls, run.config);
    // Runs are numbered on.
    session.act(Action::Restart);
    assert_eq!(session.run.id, 3);
}

#[test]
fn a_control_moved_at_an_earlier_step_forks_there() {
    let mut session = trained(50);
    session.act(Action::Rewind(20));
    arrive(&mut session, 20);
    let lr = Settings { lr: Some(0.1), ..Settings::default() };
    let commands = session.act(set(lr.clone()));
    let apply = Command::Apply { change: Box::new(lr), gesture: 0 };
    let best = Some((20, 0.05));
    assert_eq!(commands, [Command::Fork { run: 2, best }, apply]);
    assert!(!session.is_running());
}

#[test]
fn a_control_that_needs_new_weights_begins_a_run_with_the_settings_of_that_step() {
    let mut session = trained(50);
    session.apply(changed(10, 1, Settings { lr: Some(0.1), ..Settings::default() }));
    session.apply(changed(30, 2, Settings { lr: Some(0.5), ..Settings::default() }));
    session.act(Action::Rewind(20));
    arrive(&mut session, 20);
    let hidden = Settings { hidden: Some(5), ..Settings::default() };
    assert_eq!(session.act(set(hidden)), [], "the old run isn't forked before");
    let commands = session.tick(1.0, false);
    let config = starts(&commands).unwrap();
    assert_eq!((config.hidden, config.lr), (5, 0.1));
    assert!(session.is_live());
    // Nothing of the old one is lost, and the user is told.
    let [kept] = session.runs.kept.as_slice() else { panic!("one run is over") };
    assert_eq!((kept.history.last_step(), kept.recipe.changes.len()), (Some(50), 2));
    let text = session.notices.last().unwrap().text.to_string();
    assert_eq!(
        text,
        "Hidden size 5 needs new weights: run 2 begins at its first step, with the other settings \
         of step 20 of run 1, which stays in the list of runs."
    );
    // At the end of a run there is nothing to explain.
    session.notices.clear();
    session.act(set(Settings { seed: Some(5), ..Settings::default() }));
    session.tick(2.0, false);
    assert_eq!(session.notices, []);
}

#[test]
fn a_control_moved_on_the_way_to_a_step_is_moved_there() {
    let mut session = trained(50);
    session.apply(changed(30, 1, Settings { lr: Some(0.1), ..Settings::default() }));
    session.act(Action::Rewind(20));
    assert_eq!(session.controls.lr, 0.02);
    session.tick(0.0, true);
    session.act(set(Settings { hidden: Some(5), ..Settings::default() }));
    arrive(&mut session, 20);
    assert_eq!(session.controls.hidden, 5, "what was moved stays moved");
    let commands = session.tick(1.0, false);
    let config = starts(&commands).unwrap();
    assert_eq!((config.hidden, config.lr), (5, 0.02));
    // A look back takes back a drag that hasn't begun its run.
    let mut session = trained(50);
    session.tick(0.0, true);
    session.act(set(Settings { hidden: Some(5), ..Settings::default() }));
    session.act(Action::Back(1));
    assert!(!session.is_restart_pending());
    assert_eq!(session.controls.hidden, 32);
}

#[test]
fn the_controls_show_what_was_in_force() {
    let mut session = trained(50);
    session.apply(changed(30, 1, Settings { lr: Some(0.1), ..Settings::default() }));
    session.controls.lr = 0.1;
    session.act(Action::Rewind(29));
    arrive(&mut session, 29);
    assert_eq!((session.controls.lr, session.config().lr), (0.02, 0.02));
    session.act(Action::BackToLive);
    assert_eq!((session.controls.lr, session.config().lr), (0.1, 0.1));
}

#[test]
fn a_failed_run_has_no_earlier_steps() {
    let mut session = trained(50);
    session.apply(Event::Failed { run: 1, reason: Reason::said("no memory") });
    assert_eq!(session.act(Action::Back(1)), []);
    assert!(session.is_live());
}

#[test]
fn a_step_that_can_not_be_shown_again_leaves_the_run_as_it_is() {
    let mut session = trained(50);
    session.apply(changed(30, 1, Settings { lr: Some(0.1), ..Settings::default() }));
    let unreachable = |step| {
        let reason = Reason::said("can't start from w.safetensors: there is no such file");
        Event::Unreachable { run: 1, step, reason }
    };
    session.act(Action::Rewind(0));
    session.apply(unreachable(0));
    assert!(session.is_live() && session.status == Status::Paused(PauseReason::Asked));
    assert_eq!((session.step_on_show(), session.controls.lr), (50, 0.1));
    let text = session.notices.last().unwrap().text.to_string();
    assert_eq!(
        text,
        "These steps can't be replayed: can't start from w.safetensors: there is no such file."
    );
    assert_eq!(session.act(Action::Toggle), [Command::Play]);
    // Who is on the way to another step by then goes there.
    session.act(Action::Rewind(0));
    session.act(Action::Rewind(49));
    session.apply(unreachable(0));
    arrive(&mut session, 49);
    assert_eq!(session.step_on_show(), 49);
}

#[test]
fn a_held_key_asks_for_no_more_steps_than_are_trained() {
    let mut session = trained(50);
    assert_eq!(session.act(Action::Forth(10)), [Command::Pause, Command::Step(10)]);
    assert_eq!(session.act(Action::Forth(10)), [Command::Step(10)]);
    for _ in 0..30 {
        assert_eq!(session.act(Action::Forth(10)), []);
        assert_eq!(session.act(Action::Step), []);
    }
    // As soon as steps are trained, the key is felt again.
    play(&mut session, &Recipe::default(), 60);
    assert_eq!(session.act(Action::Step), [Command::Step(1)]);
    // Who runs, looks back or begins anew is owed nothing.
    session.act(Action::Toggle);
    assert_eq!(session.act(Action::Step), [Command::Pause, Command::Step(1)]);
    session.act(Action::Forth(10));
    assert_eq!(session.act(Action::Step), []);
    session.act(Action::Back(1));
    session.act(Action::BackToLive);
    assert_eq!(session.act(Action::Step), [Command::Step(1)]);
}

#[test]
fn steps_that_do_not_follow_each_other_are_seen() {
    let mut session = trained(3);
    let mut chunk = StepChunk { run: 1, ..StepChunk::default() };
    chunk.history.push(StepRecord { loss: 0.1, ..StepRecord::new(5) }).unwrap();
    session.apply(Event::Steps(Box::new(chunk)));
    assert_eq!(session.run.step(), 3);
    let Status::Failed(reason) = &session.status else { panic!("{:?}", session.status) };
    assert!(reason.to_string().contains("step 5 can't be added"), "{reason}");
}
