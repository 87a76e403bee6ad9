//! What each lens costs at hidden 32 and 256: `cargo bench --bench lens`.
//!
//! Milliseconds for the window of the PyTorch tutorial, best of several runs.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints and may panic")]

use std::time::{Duration, Instant};

use rnnscope::config::{Cell, Config};
use rnnscope::lens::dependence::Dependence;
use rnnscope::lens::{
    Frozen, bptt, floor, free_run, gradient, hidden, portrait, spectrum, unseen, weights,
};
use rnnscope::trainer::Trainer;

fn main() {
    println!("{:<28}{:>14}{:>14}", "ms", "hidden 32", "hidden 256");
    for cell in Cell::ALL {
        let networks = [32, 256].map(|hidden| network(*cell, hidden));
        for (name, lens) in LENSES {
            let [small, large] = networks.each_ref().map(|frozen| best(|| lens(frozen)));
            println!("{:<28}{small:>14.3}{large:>14.3}", format!("{} {name}", cell.label()));
        }
    }
}

/// A lens by name.
type Lens = (&'static str, fn(&Frozen));

const LENSES: &[Lens] = &[
    ("hidden state, 4 windows", |frozen| drop(hidden::hidden(frozen, 0, 4))),
    ("backprop through time", |frozen| drop(bptt::bptt(frozen))),
    ("gradient", |frozen| drop(gradient::gradient(frozen))),
    ("spectrum", |frozen| drop(spectrum::spectrum(frozen, 0))),
    ("dependence", |frozen| {
        let mut lens = Dependence::new(frozen);
        while lens.advance(&frozen.stack()) {}
    }),
    ("phase portrait", |frozen| drop(portrait::portrait(frozen, 0, None))),
    ("generalisation", |frozen| {
        drop(unseen::unseen(frozen, &unseen::Data::of_training(frozen), 4));
    }),
    ("free run", |frozen| drop(free_run::free_run(frozen, free_run::Plan::default()))),
    ("weights", |frozen| drop(weights::weights(frozen, &frozen.parameters))),
    ("floor", |frozen| drop(floor::floor(&frozen.config, 0.0))),
];

/// A network after a few steps.
fn network(cell: Cell, hidden: usize) -> Frozen {
    let config = Config { cell, hidden, lr: 0.001, ..Config::default() };
    let mut trainer = Trainer::new(&config).unwrap();
    for _ in 0..50 {
        trainer.step().unwrap();
    }
    Frozen::now(&trainer, 0).unwrap()
}

/// The shortest of some runs, in milliseconds.
fn best(work: impl Fn()) -> f64 {
    let begun = Instant::now();
    let mut best = f64::INFINITY;
    for _ in 0..50 {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed().as_secs_f64() * 1e3);
        if begun.elapsed() > Duration::from_millis(500) {
            break;
        }
    }
    best
}
