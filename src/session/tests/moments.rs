//! Moments that are handed on: what is on show, and the way to one.

use super::recipes::play;
use super::rewinding::{arrive, trained};
use super::*;
use crate::moment::Moment;

fn recipe() -> Recipe {
    Recipe::from(Config { steps: 70, seed: 9, ..Config::default() })
}

fn moment(step: u64) -> Moment {
    Moment {
        step: Some(step),
        lenses: Some(vec![LensKind::Spectrum, LensKind::HiddenState]),
        lenses_shown: Some(true),
        pace: Some(Pace::Max),
        row: Some(0),
        ..Moment::default()
    }
}

fn open(session: &mut Session, moment: &Moment) -> Vec<Command> {
    session.act(Action::OpenMoment(Box::new(recipe()), Box::new(moment.clone())))
}

/// The thread has come to the end of the recipe.
fn end(session: &mut Session) {
    session.apply(Event::Started { run: 2, config: Box::new(recipe().config) });
    play(session, &recipe(), 70);
    assert_eq!(session.tick(1.0, false), [], "not before it stands still");
    session.apply(Event::Paused { run: 2, reason: PauseReason::ReachedStep(70) });
}

#[test]
fn a_moment_is_trained_to_and_looked_back_to() {
    let mut session = trained(50);
    session.act(Action::OpenLens(LensKind::Weights, true));
    let commands = open(&mut session, &moment(40));
    let until = Until { step: Some(70), loss: None };
    let start = Command::Start { run: 2, recipe: Box::new(recipe()), playing: true };
    let pace = Command::SetPace(Pace::Max);
    let [set, hurry, row] = [Command::SetUntil(until), Command::HurryTo(70), Command::ShowRow(0)];
    assert_eq!(commands, [set, start, hurry, pace, row]);
    assert!(session.is_on_the_way());
    end(&mut session);
    assert_eq!(session.tick(1.1, false), [Command::Rewind(40)]);
    assert!(session.is_on_the_way());
    arrive(&mut session, 40);
    assert!(!session.is_on_the_way());
    assert_eq!(session.moment(), moment(40), "what is on show is what was handed on");
    assert_eq!(session.tick(1.2, false), []);
}

#[test]
fn a_moment_at_the_end_stays_there() {
    for step in [Some(70), None] {
        let mut session = trained(50);
        open(&mut session, &Moment { step, ..moment(0) });
        end(&mut session);
        assert_eq!(session.tick(1.1, false), []);
        assert!(session.is_live() && !session.is_on_the_way());
        assert_eq!(session.moment(), moment(70));
    }
}

#[test]
fn who_begins_another_run_meanwhile_stays_with_that() {
    let mut session = trained(50);
    open(&mut session, &moment(40));
    session.act(Action::Train(Box::default()));
    assert_eq!(session.tick(1.0, false), []);
    session.apply(Event::Paused { run: 3, reason: PauseReason::ReachedStep(70) });
    assert_eq!(session.tick(1.1, false), []);
    assert!(!session.is_on_the_way());
}

#[test]
fn what_a_moment_says_nothing_of_stays() {
    let mut session = trained(50);
    session.act(Action::OpenLens(LensKind::Weights, true));
    let before = session.lenses.open.clone();
    let commands = open(&mut session, &Moment::default());
    assert!(matches!(commands.last(), Some(Command::HurryTo(70))));
    assert_eq!((session.pace, &session.lenses.open), (Pace::PerSecond(20.0), &before));
}
