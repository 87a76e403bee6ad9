//! A run whose patience runs out: it waits, and goes on without where somebody says so.

use super::*;
use crate::config::Field;
use crate::trainer::Trainer;
use crate::worker::Worker;
use crate::worker::tests::in_vain;

/// Tells the thread, and takes in what it reports until `done`.
fn tell(
    session: &mut Session,
    worker: &Worker,
    commands: Vec<Command>,
    done: impl Fn(&Session) -> bool,
) {
    commands.into_iter().for_each(|command| worker.send(command));
    while !done(session) {
        session.apply(worker.wait().unwrap());
    }
}

#[test]
fn a_run_out_of_patience_waits_and_goes_on_without_it() {
    let worker = Worker::spawn(Box::new(|| {})).unwrap();
    let recipe = Recipe::from(in_vain());
    let (mut session, commands) = Session::new(recipe, Pace::Max, Until::default(), true);
    tell(&mut session, &worker, commands, |session| !session.is_running());
    let end = session.run.step();
    assert_eq!(session.status, Status::Paused(PauseReason::OutOfPatience(end)));
    assert_eq!(session.run.played().steps(), end);

    let commands = session.act(Action::Toggle);
    assert!(session.is_running());
    tell(&mut session, &worker, commands, |session| session.run.step() > end + 20);
    let commands = session.act(Action::Toggle);
    // Whatever came after the pause was asked for is taken in before the next step is.
    let step = session.run.step();
    tell(&mut session, &worker, commands, |_| true);
    let commands = session.act(Action::Step);
    tell(&mut session, &worker, commands, |session| session.run.step() > step);
    let off = Settings { patience: Some(None), ..Settings::default() };
    let run = &session.run;
    assert_eq!(run.recipe.changes.len(), 1);
    assert_eq!((run.recipe.changes[0].step, run.recipe.changes[0].settings()), (end + 1, off));
    assert_eq!((session.controls.patience, run.config.patience), (None, None));
    let marks: Vec<(u64, Field)> = run.marks.iter().map(|mark| (mark.step, mark.field)).collect();
    assert_eq!(marks, [(end + 1, Field::Patience)]);
    // What is saved of it is played to its end.
    let saved = run.played();
    assert!(saved.steps() > end + 20);
    let mut trainer = Trainer::new(&saved.config).unwrap();
    while trainer.steps() < saved.steps() {
        assert!(!saved.is_out_of_patience(&trainer));
        let report = saved.step(&mut trainer).unwrap();
        assert_eq!(session.run.history.at(report.step).map(|at| at.loss), Some(report.loss));
    }
}
