//! A lesson is played by what happens to its session.

use super::*;
use crate::history::StepRecord;
use crate::lesson::shipped;
use crate::session::Action;
use crate::worker::{Event, StepChunk};

/// A shipped lesson, its player and its session, which nobody trains.
fn at_first_step(name: &str) -> (LessonPlayer, Session) {
    let lesson = shipped().iter().find(|shipped| shipped.name == name).unwrap().lesson().unwrap();
    let (session, _) = on_stage(&lesson.stage, None, 7 << 32);
    let mut player = LessonPlayer::new(Arc::new(lesson), &session, 0.0);
    player.follow(&session, "scope", 0.0);
    (player, session)
}

#[test]
fn a_stage_is_a_run_that_pauses_at_its_step() {
    let lesson =
        shipped().iter().find(|shipped| shipped.name == "slowly").unwrap().lesson().unwrap();
    let (session, commands) = on_stage(&lesson.stage, None, 7 << 32);
    assert_eq!(session.run.id, 7 << 32);
    assert!(session.lenses.open.shown);
    let until = Until { step: Some(5), loss: None };
    assert!(commands.contains(&Command::SetUntil(until)));
    assert_eq!(commands.last(), Some(&Command::HurryTo(5)));
    // Until it is there, nothing is waited for, and what pauses it stays.
    let mut player = LessonPlayer::new(Arc::new(lesson), &session, 0.0);
    assert_eq!(player.follow(&session, "scope", 1.0), []);
}

#[test]
fn each_step_pauses_where_it_says() {
    let lesson = shipped()[0].lesson().unwrap();
    let (session, _) = on_stage(&lesson.stage, None, 1);
    let mut player = LessonPlayer::new(Arc::new(lesson), &session, 0.0);
    let until = |step| vec![Action::SetUntil(Until { step, loss: None })];
    assert_eq!(player.follow(&session, "scope", 0.0), until(Some(1)));
    assert_eq!(player.go_on(&session), until(Some(300)));
    assert_eq!(player.go_on(&session), until(None));
    assert_eq!(player.back(&session), until(Some(300)));
}

#[test]
fn a_prediction_comes_first_and_stays_as_it_was_made() {
    let (mut player, session) = at_first_step("reads");
    assert_eq!(player.awaited(), Awaited::Guess);
    player.choose(9);
    assert_eq!(player.awaited(), Awaited::Guess, "there is no such choice");
    player.choose(2);
    player.choose(0);
    assert_eq!((player.awaited(), player.chosen()), (Awaited::Deed, Some(2)));
    player.go_on(&session);
    assert_eq!(player.awaited(), Awaited::Deed);
    player.back(&session);
    assert_eq!(player.chosen(), Some(2));
}

#[test]
fn a_loss_is_drawn_once_and_only_where_one_is_asked_for() {
    let (mut player, session) = at_first_step("rate");
    assert_eq!((player.is_to_draw(), player.awaited()), (Some(400), Awaited::Guess));
    player.draw(vec![(1, 0.5), (400, 0.1)]);
    player.draw(vec![(1, 0.1), (400, 0.1)]);
    assert_eq!((player.is_to_draw(), player.awaited()), (None, Awaited::Deed));
    assert_eq!(player.stroke(), Some(&[(1, 0.5), (400, 0.1)][..]));
    player.go_on(&session);
    player.draw(vec![(1, 0.5), (400, 0.1)]);
    assert_eq!(player.stroke(), None);
}

#[test]
fn what_was_predicted_is_there_again_where_a_lesson_is_gone_on_with() {
    let (mut player, session) = at_first_step("rate");
    let stroke = vec![(1, 0.5), (400, 0.1)];
    player.draw(stroke.clone());
    let mut left = player.bookmark(&session).unwrap();
    let resumed =
        |left: &Bookmark| LessonPlayer::resumed(Arc::clone(player.lesson()), left, &session, 0.0);
    assert_eq!(resumed(&left).stroke(), Some(&stroke[..]));
    // What isn't a stroke, or was chosen where there is nothing to choose, is passed over.
    for wrong in [vec![(1, 0.5)], vec![(5, 0.5), (4, 0.1)], vec![(1, 0.5), (2, f32::NAN)]] {
        left.predictions.drawn.insert(0, wrong);
        assert_eq!(resumed(&left).stroke(), None);
    }
    left.predictions.chosen = [(0, 0), (999, 0)].into();
    assert_eq!(resumed(&left).predictions, Predictions::default());
}

#[test]
fn without_the_deed_there_is_a_hint_after_half_a_minute() {
    let (mut player, session) = at_first_step("reads");
    player.follow(&session, "scope", PATIENCE - 1.0);
    assert!(!player.is_hint_due() && player.hint_in().is_some());
    player.follow(&session, "scope", PATIENCE);
    assert!(player.is_hint_due() && player.hint_in().is_none());
    // Another step has half a minute of its own.
    player.go_on(&session);
    assert!(!player.is_hint_due());
}

#[test]
fn whoever_runs_to_the_pause_without_the_deed_gets_the_hint_at_once() {
    let (mut player, mut session) = at_first_step("memory");
    let run_to = |session: &mut Session, player: &mut LessonPlayer, to| {
        let mut chunk = StepChunk { run: session.run.id, ..StepChunk::default() };
        let new = session.run.step() + 1..=to;
        new.for_each(|step| chunk.history.push(StepRecord::new(step)).unwrap());
        session.apply(Event::Steps(Box::new(chunk)));
        player.follow(session, "scope", 1.0);
    };
    run_to(&mut session, &mut player, 600);
    player.go_on(&session);
    assert!(!player.is_hint_due(), "the run stands where the page before it ended");
    // The page asks for another state, and pauses at step 1600.
    run_to(&mut session, &mut player, 1599);
    assert!(!player.is_hint_due());
    run_to(&mut session, &mut player, 1600);
    assert_eq!((player.awaited(), player.is_hint_due()), (Awaited::Guess, true));
}

#[test]
fn training_pauses_once_the_deed_is_done_where_the_step_says_so() {
    let (mut player, mut session) = at_first_step("cliff");
    player.go_on(&session);
    assert!(player.step().unwrap().pauses);
    session.act(Action::Toggle);
    let mut chunk = StepChunk { run: session.run.id, ..StepChunk::default() };
    let losses = [0.01, 0.4];
    losses.iter().zip(1..).for_each(|(loss, step)| {
        chunk.history.push(StepRecord { loss: *loss, ..StepRecord::new(step) }).unwrap();
    });
    assert_eq!(player.follow(&session, "scope", 1.0), []);
    session.apply(Event::Steps(Box::new(chunk)));
    player.choose(0);
    assert_eq!(player.follow(&session, "scope", 1.0), [Action::Toggle]);
    assert_eq!(player.awaited(), Awaited::Reader);
    // It is asked for once.
    assert_eq!(player.follow(&session, "scope", 1.0), []);
}

#[test]
fn what_lies_behind_the_steps_is_the_question_and_the_end() {
    let (mut player, session) = at_first_step("slowly");
    let steps = player.lesson().steps.len();
    (0..steps).for_each(|_| drop(player.go_on(&session)));
    assert_eq!((player.place(), player.progress()), (Place::Question, (steps + 1, steps + 1)));
    assert!(player.bookmark(&session).is_some());
    player.choose(1);
    assert_eq!(player.awaited(), Awaited::Reader);
    player.go_on(&session);
    assert!(player.is_finished() && player.bookmark(&session).is_none());
    player.back(&session);
    assert_eq!(player.place(), Place::Question);
}

#[test]
fn a_lens_is_open_once_it_is_in_view() {
    let (mut player, mut session) = at_first_step("units");
    // Its stage stands at step 400, where nobody has trained it to here.
    player.arrives_at = None;
    player.go_on(&session);
    player.choose(0);
    let mut sees = |session: &Session| {
        player.follow(session, "scope", 1.0);
        player.awaited() == Awaited::Reader
    };
    session.act(Action::ShowLenses(false));
    session.act(Action::OpenLens(crate::session::LensKind::PhasePortrait, true));
    assert!(!sees(&session));
    session.act(Action::ShowLenses(true));
    assert!(sees(&session));
}

#[test]
fn no_lens_is_open_in_a_lesson_that_nobody_asked_for() {
    let (_, mut session) = at_first_step("memory");
    session.act(Action::ShowLenses(true));
    assert!(session.lenses.open.shown && session.lenses.open.kinds().is_empty());
}

#[test]
fn what_is_done_is_left_nowhere() {
    let mut progress = LessonProgress::default();
    let (player, session) = at_first_step("reads");
    progress.leave("reads", player.bookmark(&session));
    assert!(progress.left.contains_key("reads") && !progress.is_done("reads"));
    assert!(progress.finish("reads"));
    assert!(!progress.finish("reads"), "that is no news");
    assert_eq!((progress.done.len(), progress.left.len()), (1, 0));
}
