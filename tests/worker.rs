//! The training thread: it obeys before the next step, loses nothing, and survives its trainer.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use rnnscope::checkpoint::Checkpoint;
use rnnscope::config::{Config, Settings};
use rnnscope::history::History;
use rnnscope::recipe::Recipe;
use rnnscope::thread::Pace;
use rnnscope::trainer::{Trainer, TrainerError};
use rnnscope::worker::{Command, Earlier, Event, PauseReason, Until, Worker};

/// Long enough for any machine; reached only by a thread that hangs.
const PATIENCE: Duration = Duration::from_secs(60);

fn worker() -> Worker {
    Worker::spawn(Box::new(|| {})).unwrap()
}

fn start(run: u64, config: &Config, playing: bool) -> Command {
    Command::Start { run, recipe: Box::new(config.clone().into()), playing }
}

/// Small, so that debug builds train it quickly.
fn small() -> Config {
    Config { hidden: 4, time_steps: 4, ..Config::default() }
}

/// The next event that `wanted` accepts; chunks on the way go into `history`.
fn wait_for(worker: &Worker, history: &mut History, wanted: impl Fn(&Event) -> bool) -> Event {
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        let event = worker.wait().expect("the thread lives");
        if let Event::Steps(chunk) = &event {
            history.append(&chunk.history).unwrap();
        }
        if wanted(&event) {
            return event;
        }
    }
    panic!("the event did not come");
}

fn is_paused(event: &Event) -> bool {
    matches!(event, Event::Paused { .. })
}

/// The losses of a run of so many steps, straight from a trainer.
fn losses(config: &Config, steps: usize) -> Vec<f32> {
    let mut trainer = Trainer::new(config).unwrap();
    (0..steps).map(|_| trainer.step().unwrap().loss).collect()
}

#[test]
fn every_step_arrives_whatever_the_pace() {
    let expected = losses(&small(), 60);
    for pace in [Pace::Max, Pace::PerSecond(2000.0)] {
        let worker = worker();
        worker.send(Command::SetPace(pace));
        worker.send(Command::SetUntil(Until { step: Some(60), loss: None }));
        worker.send(start(1, &small(), true));
        let mut history = History::default();
        let paused = wait_for(&worker, &mut history, is_paused);
        assert!(matches!(paused, Event::Paused { run: 1, reason: PauseReason::ReachedStep(60) }));
        let arrived: Vec<f32> = (1..=60).map(|n| history.at(n).unwrap().loss).collect();
        assert_eq!(arrived, expected);
    }
}

#[test]
fn who_hurries_is_not_held_up_by_the_pace() {
    let worker = worker();
    // At this pace the way would take years.
    worker.send(Command::SetPace(Pace::PerSecond(1e-6)));
    worker.send(Command::SetUntil(Until { step: Some(400), loss: None }));
    worker.send(start(1, &small(), true));
    worker.send(Command::HurryTo(400));
    let mut history = History::default();
    let paused = wait_for(&worker, &mut history, is_paused);
    assert!(matches!(paused, Event::Paused { run: 1, reason: PauseReason::ReachedStep(400) }));
    let arrived: Vec<f32> = (1..=400).map(|n| history.at(n).unwrap().loss).collect();
    assert_eq!(arrived, losses(&small(), 400));
}

#[test]
fn a_pause_ends_the_hurry() {
    let worker = worker();
    worker.send(Command::SetPace(Pace::PerSecond(1e-6)));
    worker.send(start(1, &small(), false));
    worker.send(Command::HurryTo(u64::MAX));
    worker.send(Command::Pause);
    let mut history = History::default();
    wait_for(&worker, &mut history, is_paused);
    let before = history.last_step().unwrap_or(0);
    // The first step comes at once, the second in a long time.
    worker.send(Command::Play);
    wait_for(&worker, &mut history, |event| matches!(event, Event::Steps(_)));
    worker.send(Command::Pause);
    wait_for(&worker, &mut history, is_paused);
    assert_eq!(history.last_step(), Some(before + 1));
}

#[test]
fn a_step_is_one_step() {
    let worker = worker();
    worker.send(start(1, &small(), false));
    let mut history = History::default();
    for step in 1..=3 {
        worker.send(Command::Pause);
        worker.send(Command::Step(1));
        wait_for(&worker, &mut history, |event| matches!(event, Event::Steps(_)));
        wait_for(&worker, &mut history, is_paused);
        assert_eq!(history.last_step(), Some(step));
    }
}

#[test]
fn a_change_is_felt_by_the_very_next_step() {
    let worker = worker();
    worker.send(start(1, &small(), false));
    let mut history = History::default();
    worker.send(Command::Step(1));
    let change = Settings { lr: Some(0.5), ..Settings::default() };
    worker.send(Command::Apply { change: Box::new(change), gesture: 1 });
    worker.send(Command::Step(1));
    let changed = wait_for(&worker, &mut history, |event| matches!(event, Event::Changed { .. }));
    assert!(matches!(changed, Event::Changed { step: 2, gesture: 1, .. }), "{changed:?}");
    wait_for(&worker, &mut history, |event| matches!(event, Event::Steps(_)));
    assert_eq!(history.at(1).unwrap().learning_rate, 0.02);
    assert_eq!(history.at(2).unwrap().learning_rate, 0.5);
}

#[test]
fn at_max_pace_too_a_change_is_felt_by_the_very_next_step() {
    let worker = worker();
    worker.send(start(1, &small(), true));
    let mut history = History::default();
    for (n, lr) in [0.5, 0.01, 0.3].into_iter().enumerate() {
        wait_for(&worker, &mut history, |event| matches!(event, Event::Steps(_)));
        let change = Settings { lr: Some(lr), ..Settings::default() };
        let gesture = n as u64;
        worker.send(Command::Apply { change: Box::new(change), gesture });
        let seen = history.last_step().unwrap();
        let changed =
            wait_for(&worker, &mut history, |event| matches!(event, Event::Changed { .. }));
        let Event::Changed { step, .. } = changed else { unreachable!() };
        // What comes before the change is told before it, and nothing else.
        assert!(step > seen && history.last_step() == Some(step - 1));
        wait_for(&worker, &mut history, |event| matches!(event, Event::Steps(_)));
        assert_ne!(history.at(step - 1).unwrap().learning_rate, lr as f32);
        assert_eq!(history.at(step).unwrap().learning_rate, lr as f32);
    }
}

#[test]
fn batches_come_no_more_often_than_asked_and_show_their_newest_step() {
    let interval = Duration::from_millis(40);
    let worker = worker();
    worker.send(Command::ShowEvery(interval));
    worker.send(start(1, &small(), true));
    let mut before = Duration::ZERO;
    let mut chunks = 0;
    while chunks < 10 {
        let Some(Event::Steps(chunk)) = worker.wait() else { continue };
        assert_eq!(chunk.sequences.back().map(|window| window.step), chunk.history.last_step());
        // The first is due at once, and clocks are read a little apart.
        assert!(chunks < 2 || chunk.elapsed - before > interval * 9 / 10);
        before = chunk.elapsed;
        chunks += 1;
    }
}

#[test]
fn a_pause_shows_the_last_steps() {
    let worker = worker();
    worker.send(start(1, &small(), true));
    worker.send(Command::SetUntil(Until { step: Some(20_000), loss: None }));
    let mut shown = Vec::new();
    loop {
        match worker.wait().unwrap() {
            Event::Steps(chunk) => shown.extend(chunk.sequences.iter().map(|window| window.step)),
            Event::Paused { .. } => break,
            _ => {}
        }
    }
    assert!(shown.ends_with(&(19_901..=20_000).collect::<Vec<_>>()), "{:?}", shown.last());
}

#[test]
fn a_restart_repeats_the_curve_to_the_bit() {
    let worker = worker();
    worker.send(Command::SetPace(Pace::Max));
    worker.send(Command::SetUntil(Until { step: Some(30), loss: None }));
    let mut runs = Vec::new();
    for run in 1..=2 {
        let mut history = History::default();
        worker.send(start(run, &small(), true));
        wait_for(&worker, &mut history, is_paused);
        runs.push((1..=30).map(|n| history.at(n).unwrap().loss.to_bits()).collect::<Vec<_>>());
    }
    assert_eq!(runs[0], runs[1]);
}

#[test]
fn a_loss_to_reach_pauses_once() {
    let expected = losses(&small(), 400);
    let goal = 0.3;
    let reached = 1 + expected.iter().position(|loss| *loss <= goal).unwrap() as u64;
    let worker = worker();
    worker.send(Command::SetUntil(Until { step: None, loss: Some(goal) }));
    worker.send(start(1, &small(), true));
    let mut history = History::default();
    let paused = wait_for(&worker, &mut history, is_paused);
    let at = PauseReason::ReachedLoss(reached);
    assert!(matches!(paused, Event::Paused { reason, .. } if reason == at), "{paused:?}");
    assert_eq!(history.last_step(), Some(reached));
}

#[test]
fn divergence_pauses_and_the_thread_goes_on() {
    let wild = Config {
        nonlinearity: rnnscope::config::Nonlinearity::Relu,
        optimizer: rnnscope::config::OptimizerKind::Sgd,
        lr: 10.0,
        ..Config::default()
    };
    let worker = worker();
    worker.send(start(1, &wild, true));
    let mut history = History::default();
    let paused = wait_for(&worker, &mut history, is_paused);
    let Event::Paused { reason: PauseReason::Diverged(at), .. } = paused else {
        panic!("{paused:?}")
    };
    assert_eq!(history.last_step(), (at.step > 1).then_some(at.step - 1));
    assert!((1..at.step).all(|n| history.at(n).unwrap().loss.is_finite()));
    // A change that comes too late is no part of what happened, and elsewhere the end is the same.
    let tame = Settings { lr: Some(1e-4), ..Settings::default() };
    worker.send(Command::Apply { change: Box::new(tame), gesture: 1 });
    worker.send(Command::Checkpoint);
    let Some(Event::Checkpoint(checkpoint)) = worker.wait() else { panic!("something changed") };
    assert_eq!((checkpoint.step(), checkpoint.recipe.changes.len()), (at.step - 1, 0));
    let again = checkpoint.trainer().unwrap().step();
    assert!(matches!(again, Err(TrainerError::Diverged(same)) if same.step == at.step));
    worker.send(start(2, &small(), true));
    let mut history = History::default();
    wait_for(&worker, &mut history, |event| matches!(event, Event::Steps(chunk) if chunk.run == 2));
}

#[test]
fn a_panic_in_the_trainer_is_told_and_survived() {
    let make = |config: &Config| {
        assert!(config.seed != 13, "unlucky");
        Trainer::new(config)
    };
    let worker = Worker::spawn_with(Box::new(make), Box::new(|| {}), None).unwrap();
    worker.send(start(1, &Config { seed: 13, ..small() }, true));
    let mut history = History::default();
    let failed = wait_for(&worker, &mut history, |event| matches!(event, Event::Failed { .. }));
    assert!(
        matches!(&failed, Event::Failed { run: 1, reason } if reason.to_string().contains("unlucky")),
        "{failed:?}"
    );
    worker.send(start(2, &small(), true));
    wait_for(&worker, &mut history, |event| matches!(event, Event::Steps(_)));
}

#[test]
fn a_panic_anywhere_else_is_told_and_survived() {
    let first = AtomicBool::new(true);
    let waker = move || assert!(!first.swap(false, Ordering::Relaxed), "out of luck");
    let worker = Worker::spawn(Box::new(waker)).unwrap();
    worker.send(start(1, &small(), true));
    let mut history = History::default();
    let failed = wait_for(&worker, &mut history, |event| matches!(event, Event::Failed { .. }));
    assert!(
        matches!(&failed, Event::Failed { run: 1, reason } if reason.to_string().contains("out of luck")),
        "{failed:?}"
    );
    worker.send(start(2, &small(), true));
    let is_new = |event: &Event| matches!(event, Event::Steps(chunk) if chunk.run == 2);
    wait_for(&worker, &mut History::default(), is_new);
}

#[test]
fn an_error_of_the_trainer_is_told() {
    let make = |_: &Config| -> Result<Trainer, TrainerError> {
        let reason = "no such file".to_owned();
        Err(TrainerError::Init { path: "weights.safetensors".to_owned(), reason })
    };
    let worker = Worker::spawn_with(Box::new(make), Box::new(|| {}), None).unwrap();
    worker.send(start(7, &small(), true));
    let failed = worker.wait().unwrap();
    assert!(
        matches!(&failed, Event::Failed { run: 7, reason } if reason.to_string().contains("no such file")),
        "{failed:?}"
    );
}

/// Trains without anybody reading, until the run that is kept is at `step`.
fn trained_unread(recipe: Recipe, step: u64) -> Worker {
    let (kept, keeps) = mpsc::channel();
    let keep = move |checkpoint: Checkpoint, _| kept.send(checkpoint.step()).is_ok();
    let worker = Worker::spawn_with_autosave(Box::new(|| {}), Some(Box::new(keep))).unwrap();
    worker.send(Command::SetUntil(Until { step: Some(step), loss: None }));
    worker.send(Command::Start { run: 1, recipe: Box::new(recipe), playing: true });
    while keeps.recv_timeout(PATIENCE).expect("training goes on") < step {}
    worker
}

#[test]
fn a_window_that_does_not_read_does_not_stop_training() {
    let worker = trained_unread(small().into(), 20_000);
    // Then everything is there, gathered in a few chunks.
    let mut history = History::default();
    let mut chunks = 0;
    loop {
        match worker.wait().unwrap() {
            Event::Steps(chunk) => {
                history.append(&chunk.history).unwrap();
                assert!(
                    chunk.sequences.iter().map(|window| window.target.len()).sum::<usize>() <= 4096
                );
                chunks += 1;
            }
            Event::Paused { .. } => break,
            _ => {}
        }
    }
    assert_eq!(history.len(), 20_000);
    assert!(chunks <= 3, "{chunks} chunks");
}

#[test]
fn changes_of_a_recipe_that_nobody_watches_are_gathered_too() {
    let mut recipe = Recipe::from(Config { steps: 5000, ..small() });
    for step in 2..=5000 {
        let lr = if step % 2 == 0 { 0.01 } else { 0.02 };
        recipe.record(step, &Settings { lr: Some(lr), ..Settings::default() });
    }
    let worker = trained_unread(recipe.clone(), 5000);
    let mut played = Vec::new();
    let mut events = 0;
    loop {
        events += 1;
        match worker.wait().unwrap() {
            Event::Steps(chunk) => played.extend(chunk.played),
            Event::Paused { .. } => break,
            _ => {}
        }
    }
    assert!(events <= 5, "{events} events");
    let changes = played.iter().map(|played| (played.step, played.change.clone()));
    assert!(changes.eq(recipe.changes.iter().map(|change| (change.step, change.settings()))));
}

#[test]
fn other_rows_can_be_seen() {
    let config = Config { batch: 3, ..small() };
    let worker = worker();
    worker.send(start(1, &config, false));
    let mut history = History::default();
    worker.send(Command::Step(1));
    let is_steps = |event: &Event| matches!(event, Event::Steps(_));
    let Event::Steps(first) = wait_for(&worker, &mut history, is_steps) else { unreachable!() };
    assert_eq!(first.sequences[0].row, 0);
    assert_eq!(first.sequences[0].start, 0.0);
    worker.send(Command::ShowRow(2));
    let Event::Steps(second) = wait_for(&worker, &mut history, is_steps) else { unreachable!() };
    assert_eq!(second.sequences[0].row, 2);
    assert_eq!(second.sequences[0].start, 2.0 * std::f64::consts::PI);
    assert!(second.history.is_empty(), "no step was trained");
}

fn rewound(worker: &Worker, step: u64) -> Box<Earlier> {
    worker.send(Command::Rewind(step));
    let is_there = |event: &Event| matches!(event, Event::Rewound { .. });
    let Event::Rewound { earlier, .. } = wait_for(worker, &mut History::default(), is_there) else {
        unreachable!()
    };
    earlier
}

#[test]
fn an_earlier_step_is_shown_as_it_was_and_the_end_goes_on() {
    let expected = losses(&small(), 502);
    let worker = worker();
    worker.send(Command::SetUntil(Until { step: Some(500), loss: None }));
    worker.send(start(1, &small(), true));
    let mut history = History::default();
    wait_for(&worker, &mut history, is_paused);
    for step in [123, 1, 499, 500, 124] {
        let earlier = rewound(&worker, step);
        let report = earlier.report.unwrap();
        assert_eq!((earlier.step, report.loss), (step, expected[step as usize - 1]));
        assert_eq!(earlier.sequences.back().unwrap().step, step);
    }
    assert_eq!(rewound(&worker, 0).report, None);
    // A step of the run is one at its end, wherever one looks.
    worker.send(Command::Step(1));
    wait_for(&worker, &mut history, is_paused);
    worker.send(Command::BackToLive);
    worker.send(Command::Step(1));
    wait_for(&worker, &mut history, is_paused);
    assert_eq!(history.last_step(), Some(502));
    assert_eq!(history.at(502).unwrap().loss, expected[501]);
}

#[test]
fn a_fork_goes_on_from_the_step_on_show_under_its_own_number() {
    let expected = losses(&small(), 101);
    let worker = worker();
    worker.send(Command::SetUntil(Until { step: Some(200), loss: None }));
    worker.send(start(1, &small(), true));
    wait_for(&worker, &mut History::default(), is_paused);
    rewound(&worker, 100);
    worker.send(Command::Fork { run: 2, best: None });
    worker.send(Command::Step(1));
    let is_steps = |event: &Event| matches!(event, Event::Steps(_));
    let Event::Steps(chunk) = wait_for(&worker, &mut History::default(), is_steps) else {
        unreachable!()
    };
    assert_eq!((chunk.run, chunk.history.first_step()), (2, Some(101)));
    assert_eq!(chunk.history.at(101).unwrap().loss, expected[100]);
}

fn rate(lr: f64) -> Settings {
    Settings { lr: Some(lr), ..Settings::default() }
}

/// A recipe with changes at steps 10 and 30 that is being played, paused at step 20, and what was read.
fn half_played() -> (Worker, History) {
    let mut recipe = Recipe::from(small());
    recipe.record(10, &rate(0.1));
    recipe.record(30, &rate(0.2));
    let worker = worker();
    worker.send(Command::SetUntil(Until { step: Some(20), loss: None }));
    worker.send(Command::Start { run: 1, recipe: Box::new(recipe), playing: true });
    let mut history = History::default();
    wait_for(&worker, &mut history, is_paused);
    (worker, history)
}

#[test]
fn a_recipe_makes_its_changes_until_a_hand_takes_over() {
    let (worker, mut history) = half_played();
    worker.send(Command::Apply { change: Box::new(rate(0.3)), gesture: 1 });
    worker.send(Command::SetUntil(Until { step: Some(40), loss: None }));
    worker.send(Command::Play);
    wait_for(&worker, &mut history, is_paused);
    let rates = [9, 10, 20, 21, 40].map(|step| history.at(step).unwrap().learning_rate);
    assert_eq!(rates, [0.02, 0.1, 0.1, 0.3, 0.3]);
}

#[test]
fn a_branch_goes_on_under_its_own_number_and_leaves_the_recipe() {
    let (worker, mut history) = half_played();
    worker.send(Command::Branch { run: 2 });
    worker.send(Command::Apply { change: Box::new(rate(0.3)), gesture: 1 });
    worker.send(Command::SetUntil(Until { step: Some(40), loss: None }));
    worker.send(Command::Play);
    let branched = wait_for(&worker, &mut history, |event| matches!(event, Event::Branched { .. }));
    assert!(matches!(branched, Event::Branched { run: 1, branch: 2 }), "{branched:?}");
    assert_eq!(history.last_step(), Some(20));
    let changed = wait_for(&worker, &mut history, |event| matches!(event, Event::Changed { .. }));
    assert!(matches!(changed, Event::Changed { run: 2, step: 21, .. }), "{changed:?}");
    let paused = wait_for(&worker, &mut history, is_paused);
    assert_eq!(paused.run(), Some(2));
    let rates = [9, 10, 20, 21, 40].map(|step| history.at(step).unwrap().learning_rate);
    assert_eq!(rates, [0.02, 0.1, 0.1, 0.3, 0.3]);
}

#[test]
fn a_look_back_that_fails_takes_nothing_from_the_run() {
    let expected = losses(&small(), 30);
    let mut trainer = Trainer::new(&small()).unwrap();
    for _ in 0..20 {
        trainer.step().unwrap();
    }
    let checkpoint = Checkpoint::of(&small().into(), &trainer).unwrap();
    // The file of initial weights is gone, for instance.
    let make = |_: &Config| -> Result<Trainer, TrainerError> {
        let reason = "there is no such file".to_owned();
        Err(TrainerError::Init { path: "w.safetensors".to_owned(), reason })
    };
    let worker = Worker::spawn_with(Box::new(make), Box::new(|| {}), None).unwrap();
    let checkpoint = Box::new(checkpoint);
    worker.send(Command::Resume { run: 1, checkpoint, playing: false });
    let mut history = History::default();
    worker.send(Command::Step(5));
    wait_for(&worker, &mut history, is_paused);
    for step in [0, 7] {
        worker.send(Command::Rewind(step));
        let is_told = |event: &Event| matches!(event, Event::Unreachable { .. });
        let told = wait_for(&worker, &mut history, is_told);
        assert!(
            matches!(&told, Event::Unreachable { run: 1, step: at, reason }
                if *at == step && reason.to_string().contains("w.safetensors")),
            "{told:?}"
        );
    }
    // What came after the checkpoint is there.
    assert_eq!(rewound(&worker, 23).report.unwrap().loss, expected[22]);
    worker.send(Command::BackToLive);
    worker.send(Command::Step(5));
    wait_for(&worker, &mut history, is_paused);
    let losses: Vec<f32> = (21..=30).map(|step| history.at(step).unwrap().loss).collect();
    assert_eq!(losses, expected[20..]);
}

#[test]
fn so_many_steps_end_in_one_pause() {
    let worker = worker();
    worker.send(start(1, &small(), false));
    let mut history = History::default();
    for reached in [10, 20] {
        worker.send(Command::Step(10));
        wait_for(&worker, &mut history, is_paused);
        assert_eq!(history.last_step(), Some(reached));
    }
}

#[test]
fn what_is_still_queued_when_the_handle_is_dropped_is_left() {
    let (release, held) = mpsc::channel::<()>();
    let (made, makes) = mpsc::channel();
    let make = move |config: &Config| {
        made.send(()).unwrap();
        // Until the other end is gone.
        let _ = held.recv();
        Trainer::new(config)
    };
    let worker = Worker::spawn_with(Box::new(make), Box::new(|| {}), None).unwrap();
    // Whoever sends never waits, however busy the thread is.
    (1..2000).for_each(|run| worker.send(start(run, &small(), false)));
    assert_eq!(makes.recv_timeout(PATIENCE), Ok(()));
    drop(worker);
    drop(release);
    assert_eq!(makes.recv_timeout(PATIENCE), Err(mpsc::RecvTimeoutError::Disconnected));
}

#[test]
fn dropping_the_handle_ends_the_thread() {
    for playing in [false, true] {
        // The thread's waker holds it as long as the thread lives.
        let alive = Arc::new(());
        let held = Arc::clone(&alive);
        let worker = Worker::spawn(Box::new(move || drop(Arc::clone(&held)))).unwrap();
        worker.send(start(1, &small(), playing));
        drop(worker);
        let begin = Instant::now();
        while Arc::strong_count(&alive) > 1 {
            assert!(begin.elapsed() < PATIENCE, "the thread goes on");
            std::thread::yield_now();
        }
    }
}

#[test]
fn a_step_that_takes_too_long_keeps_nobody_from_leaving() {
    let (release, held) = mpsc::channel::<()>();
    let make = move |config: &Config| {
        // Until the other end is gone.
        let _ = held.recv();
        Trainer::new(config)
    };
    let worker = Worker::spawn_with(Box::new(make), Box::new(|| {}), None).unwrap();
    worker.send(start(1, &small(), true));
    let (dropped, left) = mpsc::channel();
    std::thread::spawn(move || {
        drop(worker);
        dropped.send(()).unwrap();
    });
    left.recv_timeout(PATIENCE).expect("the handle can be dropped");
    drop(release);
}

#[test]
fn a_run_that_was_replaced_goes_on_to_the_bit() {
    let expected = losses(&small(), 80);
    let worker = worker();
    worker.send(Command::SetUntil(Until { step: Some(40), loss: None }));
    worker.send(start(1, &small(), true));
    let mut history = History::default();
    wait_for(&worker, &mut history, is_paused);
    let other = Config { seed: 9, ..small() };
    worker.send(start(2, &other, true));
    let mut others = History::default();
    wait_for(&worker, &mut others, is_paused);
    worker.send(Command::TakeUp { run: 1 });
    let back = wait_for(&worker, &mut history, |event| matches!(event, Event::TakenUp { .. }));
    assert!(matches!(back, Event::TakenUp { run: 2, back: 1 }));
    worker.send(Command::SetUntil(Until { step: Some(80), loss: None }));
    worker.send(Command::Play);
    wait_for(&worker, &mut history, is_paused);
    let arrived: Vec<f32> = (1..=80).map(|n| history.at(n).unwrap().loss).collect();
    assert_eq!(arrived, expected);
    // Looking back works as before.
    worker.send(Command::Rewind(3));
    let rewound = wait_for(&worker, &mut history, |event| matches!(event, Event::Rewound { .. }));
    let Event::Rewound { earlier, run: 1 } = rewound else { panic!("{rewound:?}") };
    assert_eq!(earlier.report.unwrap().loss, expected[2]);
    // And the other one waits in its stead.
    worker.send(Command::TakeUp { run: 2 });
    wait_for(&worker, &mut others, |event| matches!(event, Event::TakenUp { run: 1, back: 2 }));
    worker.send(Command::TakeUp { run: 7 });
    wait_for(&worker, &mut others, |event| matches!(event, Event::Gone { run: 2 }));
    worker.send(Command::Step(1));
    wait_for(&worker, &mut others, is_paused);
    assert_eq!(others.at(41).unwrap().loss, losses(&other, 41)[40]);
}

#[test]
fn weights_come_with_the_number_they_were_asked_for_with_and_none_of_no_network() {
    let worker = worker();
    let gone = rnnscope::config::DataChoice::File("nowhere.csv".into());
    worker.send(start(1, &Config { data: gone, ..small() }, false));
    worker.send(Command::Weights(1));
    worker.send(start(2, &small(), false));
    worker.send(Command::Weights(2));
    let mut history = History::default();
    let shown = wait_for(&worker, &mut history, |event| matches!(event, Event::Weights(_)));
    let Event::Weights(shown) = shown else { unreachable!() };
    assert_eq!((shown.request, shown.run, shown.step), (2, 2, 0));
}
