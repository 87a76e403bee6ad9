//! The way back: how long it takes to reach random steps of a run of one million, and what is kept
//! for it.
//!
//! `cargo bench --bench rewind` prints a Markdown table. Each time runs from the command to the event
//! with the step as it was, through the training thread, as the window waits for it.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and ends when something is wrong"
)]

use std::time::{Duration, Instant};

use rnnscope::config::{Cell, Config};
use rnnscope::recipe::Recipe;
use rnnscope::trainer::Trainer;
use rnnscope::worker::timeline::Timeline;
use rnnscope::worker::{Command, Event, SNAPSHOT_MEMORY, Until, Worker};

const STEPS: u64 = 1_000_000;
const TARGETS: usize = 200;

fn main() {
    println!("| run of {STEPS} steps | median ms | 99 % ms | worst ms | snapshots | MB |");
    println!("|---|---:|---:|---:|---:|---:|");
    for (name, config) in cases() {
        let mut times = times(&config);
        times.sort_unstable();
        let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e3;
        let (count, bytes) = kept(&config);
        println!(
            "| {name} | {:.2} | {:.2} | {:.2} | {count} | {:.1} |",
            at(0.5),
            at(0.99),
            at(1.0),
            bytes as f64 / f64::from(1 << 20)
        );
    }
}

/// The tutorial's size with each cell.
fn cases() -> Vec<(String, Config)> {
    // Slow enough to stay finite for so long.
    let config = |cell: Cell| Config { cell, lr: 1e-4, ..Config::default() };
    let case = |cell: &Cell| (format!("{} 32, 10 time steps", cell.label()), config(*cell));
    Cell::ALL.iter().map(case).collect()
}

/// Times to reach random steps of a run, one after the other.
fn times(config: &Config) -> Vec<Duration> {
    let worker = Worker::spawn(Box::new(|| {})).expect("a thread");
    worker.send(Command::SetUntil(Until { step: Some(STEPS), loss: None }));
    let recipe = Box::new(Recipe::from(config.clone()));
    worker.send(Command::Start { run: 1, recipe, playing: true });
    while !matches!(worker.wait(), Some(Event::Paused { .. }) | None) {}
    let mut random = 1_u64;
    let mut next = move || {
        // Knuth's multiplier: good enough to be anywhere.
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (random >> 33) % STEPS
    };
    (0..TARGETS).map(|_| time(&worker, next())).collect()
}

fn time(worker: &Worker, step: u64) -> Duration {
    let begin = Instant::now();
    worker.send(Command::Rewind(step));
    loop {
        match worker.wait().expect("the thread lives") {
            Event::Rewound { earlier, .. } if earlier.step == step => return begin.elapsed(),
            _ => {}
        }
    }
}

/// How many snapshots of such a run are kept, and the bytes they take.
fn kept(config: &Config) -> (usize, usize) {
    let mut trainer = Trainer::new(config).expect("a possible configuration");
    trainer.step().expect("a finite loss");
    let snapshot = trainer.snapshot().expect("readable numbers");
    let mut timeline = Timeline::new((SNAPSHOT_MEMORY as usize) << 20);
    for step in (0..=STEPS).filter(|step| step.is_multiple_of(32)) {
        if timeline.wants(step) {
            timeline.keep(Sized { step, bytes: snapshot.bytes() });
        }
    }
    (timeline.bytes() / snapshot.bytes(), timeline.bytes())
}

/// As large as a snapshot, for the thread's own policy.
struct Sized {
    step: u64,
    bytes: usize,
}

impl rnnscope::worker::timeline::Kept for Sized {
    fn step(&self) -> u64 {
        self.step
    }

    fn bytes(&self) -> usize {
        self.bytes
    }
}
