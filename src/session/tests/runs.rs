//! The list of runs: what stays of them, and what the user can do to it.

use super::*;
use crate::history::{FINISHED_BYTES, StepRecord};
use crate::session::runs::{COLOURS, LOOKS, MOST_RUNS, RunChange};
use crate::worker::{Sequence, StepChunk};

/// The live run trains so many steps, each loss half of the one before but for a jump at the end.
fn train(session: &mut Session, steps: u64) {
    let mut chunk = StepChunk { run: session.run.id, ..StepChunk::default() };
    for step in 1..=steps {
        let loss = if step == steps { 0.75 } else { 0.5 / step as f32 };
        let (grad_norm, learning_rate) = (1.0, 0.02);
        chunk
            .history
            .push(StepRecord { loss, grad_norm, learning_rate, ..StepRecord::new(step) })
            .unwrap();
        let samples = vec![loss; 10];
        let (input, target, prediction) = (samples.clone(), samples.clone(), samples);
        let sequence = Sequence { step, input, target, prediction, ..Sequence::default() };
        chunk.sequences.push_back(sequence);
    }
    session.apply(Event::Steps(Box::new(chunk)));
}

fn change(session: &mut Session, id: u64, change: RunChange) {
    assert_eq!(session.act(Action::ChangeRun(id, change)), [], "the thread has no part in it");
}

#[test]
fn a_restarted_run_stays_in_the_list() {
    let mut session = session();
    train(&mut session, 1000);
    session.act(set(Settings { lr: Some(0.5), ..Settings::default() }));
    session.apply(Event::Changed {
        run: 1,
        step: 1001,
        change: Box::new(Settings { lr: Some(0.5), ..Settings::default() }),
        gesture: 1,
        effects: ChangeEffects::default(),
    });
    let recipe = session.run.recipe.clone();
    session.act(Action::Restart);
    let [kept] = session.runs.kept.as_slice() else { panic!("one run is over") };
    assert_eq!((kept.id, kept.look.name.as_str(), kept.look.colour), (1, "run 1", 1));
    assert_eq!(kept.recipe, recipe);
    assert_eq!((kept.history.last_step(), kept.last_loss), (Some(1000), Some(0.75)));
    assert_eq!(kept.history.best_loss(), Some((999, 0.5 / 999.0)));
    assert_eq!(kept.sequences.back().map(|sequence| sequence.step), Some(1000));
    assert!(!kept.pinned && !kept.hidden);
    assert_eq!((session.runs.live.name.as_str(), session.runs.live.colour), ("run 2", 2));
}

#[test]
fn a_run_without_a_step_leaves_nothing() {
    let mut session = session();
    session.act(Action::Restart);
    session.act(Action::NewSeed);
    assert!(session.runs.kept.is_empty());
    assert_eq!((session.run.id, session.runs.live.name.as_str()), (3, "run 1"));
    change(&mut session, 3, RunChange::Rename("mine".to_owned()));
    session.act(Action::Restart);
    train(&mut session, 2);
    session.act(Action::Restart);
    assert_eq!(
        session.runs.kept[0].look.name, "mine",
        "a name isn't lost with a run that never was"
    );
    assert_eq!(session.runs.live.name, "run 2", "numbers don't jump");
    assert_eq!([4, 5].map(|id| session.runs.number(id)), [1, 2]);
}

/// The thread reports that these settings act from `step` on.
fn changed(session: &mut Session, step: u64, settings: Settings) {
    let (run, change, gesture) = (session.run.id, Box::new(settings), step);
    session.apply(Event::Changed { run, step, change, gesture, effects: ChangeEffects::default() });
}

#[test]
fn a_run_is_told_by_the_settings_of_its_last_step() {
    let mut session = session();
    changed(&mut session, 1, Settings { lr: Some(0.5), ..Settings::default() });
    assert_eq!(session.sentence(), "RNN 32 · T 10 · Adam 0.5 · seed 1");
    assert_eq!(session.run.marks, [], "nothing was trained with what was there before");
    train(&mut session, 20);
    changed(&mut session, 21, Settings { lr: Some(0.1), ..Settings::default() });
    assert_eq!(session.sentence(), "RNN 32 · T 10 · Adam 0.5 · seed 1", "no step has felt it");
    train_on(&mut session, 21, 0.5);
    assert_eq!(session.sentence(), "RNN 32 · T 10 · Adam 0.1 · seed 1 · 1 change");
    let relu = Settings { nonlinearity: Some(Nonlinearity::Relu), ..Settings::default() };
    changed(&mut session, 22, relu);
    session.act(Action::Restart);
    let kept = &session.runs.kept[0];
    assert_eq!((kept.trained.nonlinearity, kept.trained.lr), (Nonlinearity::Tanh, 0.1));
    assert_eq!(kept.changes, 1);
}

#[test]
fn a_forgotten_run_can_be_had_back() {
    let mut session = session();
    for _ in 0..7 {
        train(&mut session, 5);
        session.act(Action::Restart);
    }
    for id in 1..=5 {
        change(&mut session, id, RunChange::Delete);
    }
    let told = session.notices.last().unwrap();
    assert_eq!(
        (told.text.to_string().as_str(), &told.offer),
        ("Forgot run 5, of 5 steps.", &Some(Offer::HaveBack(5)))
    );
    for id in [3, 1, 5, 5] {
        change(&mut session, id, RunChange::HaveBack);
    }
    // Each stands where it stood; the first was forgotten too long ago.
    let ids: Vec<u64> = session.runs.kept.iter().map(|run| run.id).collect();
    assert_eq!(ids, [3, 5, 6, 7]);
    assert_eq!(session.runs.get(3).unwrap().steps, 5);
}

#[test]
fn a_run_that_was_gone_on_with_counts_from_its_beginning() {
    let mut session = session();
    let trainer = crate::trainer::Trainer::new(&Config::default()).unwrap();
    let checkpoint = Checkpoint::of(&Recipe::default(), &trainer).unwrap();
    let elapsed = std::time::Duration::from_secs(90);
    let past = crate::checkpoint::Past { elapsed, best: Some((7, 0.125)) };
    session.act(Action::Resume(Box::new(Checkpoint { past, ..checkpoint })));
    assert_eq!((session.run.elapsed, session.run.best_loss()), (elapsed, Some((7, 0.125))));
    train(&mut session, 3);
    assert_eq!(session.run.best_loss(), Some((7, 0.125)), "0.25 is no better");
    train_on(&mut session, 4, 0.0625);
    assert_eq!(session.run.best_loss(), Some((4, 0.0625)));
}

/// The live run trains this step, with this loss.
fn train_on(session: &mut Session, step: u64, loss: f32) {
    let mut chunk = StepChunk::new(session.run.id);
    chunk.history.push(StepRecord { loss, ..StepRecord::new(step) }).unwrap();
    session.apply(Event::Steps(Box::new(chunk)));
}

#[test]
fn a_forked_run_stays_whole() {
    let mut session = session();
    train(&mut session, 50);
    session.act(Action::Back(20));
    let earlier = crate::worker::Earlier { step: 30, report: None, sequences: Default::default() };
    session.apply(Event::Rewound { run: 1, earlier: Box::new(earlier) });
    session.act(Action::Fork);
    assert_eq!(session.runs.kept[0].history.last_step(), Some(50));
    assert_eq!((session.run.id, session.run.step()), (2, 30));
}

#[test]
fn runs_are_pinned_hidden_renamed_recoloured_and_deleted() {
    let mut session = session();
    for _ in 0..3 {
        train(&mut session, 5);
        session.act(Action::Restart);
    }
    change(&mut session, 1, RunChange::Pin(true));
    change(&mut session, 2, RunChange::Pin(true));
    change(&mut session, 2, RunChange::Hide(true));
    let ghosts: Vec<u64> = session.runs.ghosts().map(|run| run.id).collect();
    assert_eq!(ghosts, [1], "what is hidden isn't drawn");
    change(&mut session, 2, RunChange::Hide(false));
    assert_eq!(session.runs.ghosts().count(), 2);
    change(&mut session, 3, RunChange::Rename("the good one".to_owned()));
    change(&mut session, 3, RunChange::Recolour(LOOKS + 1));
    let run = session.runs.get(3).unwrap();
    assert_eq!((run.look.name.as_str(), run.look.colour), ("the good one", 1));
    change(&mut session, 1, RunChange::Delete);
    assert!(session.runs.get(1).is_none());
    assert_eq!(session.runs.kept.len(), 2);
    // Nobody has this number.
    change(&mut session, 77, RunChange::Delete);
    assert_eq!(session.runs.kept.len(), 2);
}

#[test]
fn the_live_runs_name_and_colour_stay_with_it() {
    let mut session = session();
    change(&mut session, 1, RunChange::Rename("first try".to_owned()));
    change(&mut session, 1, RunChange::Recolour(4));
    change(&mut session, 1, RunChange::Delete);
    train(&mut session, 3);
    session.act(Action::Restart);
    let look = &session.runs.get(1).unwrap().look;
    assert_eq!((look.name.as_str(), look.colour), ("first try", 4));
}

#[test]
fn a_new_run_takes_the_next_free_colour_and_then_another_style() {
    let mut session = session();
    for _ in 0..10 {
        train(&mut session, 1);
        session.act(Action::Restart);
    }
    let mut colours: Vec<usize> = session.runs.kept.iter().map(|run| run.look.colour).collect();
    // Five colours beside the live prediction's, and the same in another style.
    assert_eq!(colours, [1, 2, 3, 4, 5, 7, 8, 9, 10, 11]);
    colours.push(session.runs.live.colour);
    assert_eq!((colours[10] / COLOURS, colours[10] % COLOURS), (2, 1), "and in a third");
    // What is free again is taken first.
    change(&mut session, 3, RunChange::Delete);
    train(&mut session, 1);
    session.act(Action::Restart);
    assert_eq!(session.runs.live.colour, 3);
}

#[test]
fn runs_that_are_over_stay_small_and_few() {
    let mut session = session();
    train(&mut session, 600_000);
    let long = session.run.history.bytes();
    assert!(long > FINISHED_BYTES, "{long}");
    session.act(Action::Restart);
    change(&mut session, 1, RunChange::Pin(true));
    let run = &session.runs.kept[0];
    assert!(run.history.bytes() <= FINISHED_BYTES, "{}", run.history.bytes());
    assert_eq!((run.history.len(), run.last_loss), (600_000, Some(0.75)));
    let numbers: usize = run.sequences.iter().map(Sequence::numbers).sum();
    assert!(numbers <= 3 * 2048);
    for _ in 0..MOST_RUNS + 5 {
        train(&mut session, 2);
        session.act(Action::Restart);
    }
    assert_eq!(session.runs.kept.len(), MOST_RUNS);
    assert_eq!(session.runs.kept[0].id, 1, "what is pinned stays");
    assert_eq!(session.runs.kept[1].id, 8);
}
