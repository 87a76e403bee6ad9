mod epochs;
mod looking;
mod moments;
mod patience;
mod recipes;
mod rewinding;
mod runs;
mod undoing;

use super::*;
use crate::config::{Config, Nonlinearity, Settings, StateMode};
use crate::history::StepRecord;
use crate::text::ENGLISH;
use crate::trainer::{ChangeEffects, Divergence};
use crate::worker::{Event, PLAYED, StepChunk};

fn session() -> Session {
    Session::new(Recipe::default(), Pace::PerSecond(20.0), Until::default(), true).0
}

fn set(settings: Settings) -> Action {
    Action::Set(Box::new(settings))
}

fn starts(commands: &[Command]) -> Option<&Config> {
    match commands {
        [Command::Start { recipe, .. }] => Some(&recipe.config),
        _ => None,
    }
}

#[test]
fn a_session_starts_training_at_once() {
    let until = Until { step: Some(5), loss: None };
    let (session, commands) = Session::new(Recipe::default(), Pace::Max, until, true);
    assert!(session.is_running());
    assert_eq!(commands[..2], [Command::SetPace(Pace::Max), Command::SetUntil(until)]);
    assert!(matches!(&commands[2], Command::Start { run: 1, playing: true, .. }));
}

#[test]
fn a_table_is_read_until_the_run_begins_or_cant() {
    let data = crate::config::DataChoice::File("nowhere.csv".into());
    let config = Config { data, ..Config::default() };
    let begun = || Session::new(Recipe::from(config.clone()), Pace::Max, Until::default(), true).0;
    let mut session = begun();
    assert_eq!(session.reads(), Some(std::path::Path::new("nowhere.csv")));
    session.apply(Event::Started { run: 1, config: Box::new(config.clone()) });
    assert_eq!(session.reads(), None);
    let mut session = begun();
    session.apply(Event::Failed { run: 1, reason: Reason::said("there is no such file") });
    assert_eq!(session.reads(), None);
    assert_eq!(self::session().reads(), None, "nothing is read of a wave");
}

#[test]
fn a_live_setting_is_sent_at_once_and_keeps_the_run() {
    let mut session = session();
    let lr = Settings { lr: Some(0.1), ..Settings::default() };
    let commands = session.act(set(lr.clone()));
    assert!(matches!(&commands[..], [Command::Apply { change, .. }] if **change == lr));
    assert_eq!(session.controls.lr, 0.1);
    assert!(!session.is_restart_pending());
    assert_eq!(session.tick(1.0, false), []);
}

#[test]
fn what_a_feed_cannot_do_is_left() {
    let mut session = session();
    session.can = Capabilities { pause: true, ..Capabilities::NONE };
    let lr = Settings { lr: Some(0.1), ..Settings::default() };
    for action in [set(lr), Action::Restart, Action::Step, Action::Rewind(0), Action::Fork] {
        assert!(!session.can_do(&action), "{action:?}");
        assert_eq!(session.act(action), []);
    }
    assert_eq!((session.controls.lr, session.run.id), (0.02, 1));
    assert_eq!(session.act(Action::Toggle), [Command::Pause]);
    // What the window alone has a part in needs nobody.
    session.act(Action::ShowLenses(true));
    assert!(session.lenses.open.shown);
}

#[test]
fn a_step_to_pause_at_that_lies_behind_is_known() {
    let mut session = session();
    let mut chunk = StepChunk { run: 1, ..StepChunk::default() };
    (1..=30).for_each(|step| chunk.history.push(StepRecord::new(step)).unwrap());
    session.apply(Event::Steps(Box::new(chunk)));
    for (step, behind) in [(None, None), (Some(29), Some(29)), (Some(30), None), (Some(31), None)] {
        session.act(Action::SetUntil(Until { step, loss: None }));
        assert_eq!(session.until_behind(), behind, "{step:?}");
    }
    // A new run has it before it again.
    session.act(Action::SetUntil(Until { step: Some(5), loss: None }));
    session.act(Action::Restart);
    assert_eq!(session.until_behind(), None);
}

#[test]
fn the_same_value_again_changes_nothing() {
    let mut session = session();
    let commands = session.act(set(Settings { lr: Some(0.02), ..Settings::default() }));
    assert_eq!(commands, []);
}

#[test]
fn a_drag_that_restarts_does_so_once_when_it_ends() {
    let mut session = session();
    session.tick(0.0, true);
    for (n, hidden) in (33..80).enumerate() {
        let change = Settings { hidden: Some(hidden), ..Settings::default() };
        assert_eq!(session.act(set(change)), []);
        assert_eq!(session.tick(0.01 * n as f64, true), []);
    }
    let commands = session.tick(0.5, false);
    assert_eq!(starts(&commands).unwrap().hidden, 79);
    assert_eq!(session.run.id, 2);
    assert_eq!(session.tick(0.6, false), []);
}

#[test]
fn a_drag_that_rests_restarts_before_it_ends() {
    let mut session = session();
    session.tick(0.0, true);
    session.act(set(Settings { hidden: Some(64), ..Settings::default() }));
    assert_eq!(session.tick(0.2, true), []);
    assert_eq!(starts(&session.tick(0.4, true)).unwrap().hidden, 64);
}

#[test]
fn restart_keeps_seed_and_pause() {
    let mut session = session();
    session.act(Action::Toggle);
    let commands = session.act(Action::Restart);
    assert!(matches!(&commands[..], [Command::Start { run: 2, playing: false, .. }]));
    let commands = session.act(Action::NewSeed);
    assert_eq!(starts(&commands).unwrap().seed, 2);
}

#[test]
fn a_diverged_run_begins_anew_and_runs() {
    let mut session = session();
    let at = Divergence { step: 9, loss: f32::NAN, grad_norm: 1.0 };
    session.apply(Event::Paused { run: 1, reason: PauseReason::Diverged(at) });
    assert!(!session.is_running());
    let commands = session.act(Action::Toggle);
    assert!(matches!(&commands[..], [Command::Start { playing: true, .. }]));
}

#[test]
fn controls_touched_after_the_end_are_the_next_runs() {
    let at = Divergence { step: 9, loss: f32::NAN, grad_norm: 1.0 };
    for end in [
        Event::Paused { run: 1, reason: PauseReason::Diverged(at) },
        Event::Failed { run: 1, reason: Reason::said("no memory") },
    ] {
        let mut session = session();
        session.apply(end);
        let recipe = session.run.recipe.clone();
        assert_eq!(session.act(set(Settings { lr: Some(1e-4), ..Settings::default() })), []);
        assert_eq!((&session.run.recipe, session.run.marks.len()), (&recipe, 0));
        let commands = session.act(Action::Toggle);
        assert_eq!(starts(&commands).unwrap().lr, 1e-4);
    }
}

#[test]
fn a_step_after_the_end_begins_anew() {
    let mut session = session();
    session.apply(Event::Failed { run: 1, reason: Reason::said("no memory") });
    let commands = session.act(Action::Step);
    assert!(
        matches!(&commands[..], [Command::Start { run: 2, playing: false, .. }, Command::Step(1)]),
        "{commands:?}"
    );
}

#[test]
fn a_pause_that_arrives_late_does_not_stop_who_runs_again() {
    let mut session = session();
    session.act(Action::Toggle);
    session.act(Action::Toggle);
    session.apply(Event::Paused { run: 1, reason: PauseReason::Asked });
    assert!(session.is_running());
}

#[test]
fn step_pauses_first() {
    let mut session = session();
    assert_eq!(session.act(Action::Step), [Command::Pause, Command::Step(1)]);
    assert!(!session.is_running());
}

#[test]
fn an_impossible_combination_is_refused_in_words() {
    let mut session = session();
    let both = Settings {
        endpoint: Some(true),
        spacing: Some(crate::config::Spacing::Radians(0.1)),
        ..Settings::default()
    };
    assert_eq!(session.act(set(both)), []);
    assert!(session.notices[0].is_error);
    assert_eq!(session.controls, Config::default());
}

fn changed(step: u64, gesture: u64, change: Settings) -> Event {
    let effects = ChangeEffects::default();
    Event::Changed { run: 1, step, change: Box::new(change), gesture, effects }
}

#[test]
fn a_drag_is_one_mark_and_every_value_in_force_is_recorded() {
    let mut session = session();
    for (step, lr) in [(10, 0.03), (11, 0.04), (11, 0.05), (14, 0.06)] {
        session.apply(changed(step, 5, Settings { lr: Some(lr), ..Settings::default() }));
    }
    let marks: Vec<_> =
        session.run.marks.iter().map(|mark| (mark.step, mark.text(&ENGLISH))).collect();
    assert_eq!(marks, [(10, "learning rate 0.02 → 0.06".to_owned())]);
    let changes = &session.run.recipe.changes;
    let values: Vec<_> = changes.iter().map(|change| (change.step, change.settings().lr)).collect();
    assert_eq!(values, [(10, Some(0.03)), (11, Some(0.05)), (14, Some(0.06))]);
}

#[test]
fn a_drag_lasts_until_the_frame_in_which_it_ends() {
    let mut session = session();
    let mut lr = 0.02;
    let mut drag = |session: &mut Session, now, dragging| {
        session.tick(now, dragging);
        lr += 0.01;
        match &session.act(set(Settings { lr: Some(lr), ..Settings::default() }))[..] {
            [Command::Apply { gesture, .. }] => *gesture,
            other => panic!("{other:?}"),
        }
    };
    session.tick(0.0, false);
    let first = drag(&mut session, 0.1, true);
    assert_eq!(drag(&mut session, 0.2, true), first);
    assert_eq!(
        drag(&mut session, 0.3, false),
        first,
        "the button is released, and moved once more"
    );
    // The next drag begins at once, or a key moves the control.
    let second = drag(&mut session, 0.4, true);
    assert_ne!(second, first);
    drag(&mut session, 0.5, false);
    assert_ne!(drag(&mut session, 0.6, false), second);
}

#[test]
fn two_drags_are_two_marks() {
    let mut session = session();
    session.apply(changed(10, 1, Settings { lr: Some(0.1), ..Settings::default() }));
    let state = Settings { state: Some(StateMode::Reset), ..Settings::default() };
    session.apply(changed(20, 2, state));
    session.apply(changed(30, 3, Settings { lr: Some(0.2), ..Settings::default() }));
    let texts: Vec<_> = session.run.marks.iter().map(|mark| mark.text(&ENGLISH)).collect();
    assert_eq!(
        texts,
        [
            "learning rate 0.02 → 0.1",
            "state between windows carry → reset",
            "learning rate 0.1 → 0.2"
        ]
    );
}

#[test]
fn a_hidden_state_that_no_longer_fits_is_told() {
    let mut session = session();
    let effects = ChangeEffects { state_zeroed: true, optimizer_reset: false };
    let change = Box::new(Settings { batch: Some(2), ..Settings::default() });
    session.apply(Event::Changed { run: 1, step: 3, change, gesture: 0, effects });
    assert!(session.notices[0].text.to_string().contains("starts from zeros"));
}

#[test]
fn events_of_an_earlier_run_are_void() {
    let mut session = session();
    session.act(Action::Restart);
    session.apply(Event::Failed { run: 1, reason: Reason::said("late news") });
    assert!(session.is_running());
}
