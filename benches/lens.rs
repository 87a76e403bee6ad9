//! What each lens costs at hidden 32 and 256: `cargo bench --bench lens`.
//!
//! Milliseconds for the window of the PyTorch tutorial, best of several runs; and before that, what
//! all of them together leave of the training thread's speed, the median of several runs.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints and may panic")]

use std::time::{Duration, Instant};

use rnnscope::config::{Cell, Config};
use rnnscope::inspector::{Inspector, LensKind};
use rnnscope::lens::dependence::Dependence;
use rnnscope::lens::{
    Frozen, backprop, floor, free_run, generalisation, gradient, hidden_state, phase_portrait,
    spectrum, weights,
};
use rnnscope::recipe::Recipe;
use rnnscope::session::{OpenLenses, Session};
use rnnscope::thread::Pace;
use rnnscope::trainer::Trainer;
use rnnscope::worker::{Until, Worker};

fn main() {
    slowdown();
    println!("{:<28}{:>14}{:>14}", "ms", "hidden 32", "hidden 256");
    for cell in Cell::ALL {
        let networks = [32, 256].map(|hidden| network(*cell, hidden));
        for (name, lens) in LENSES {
            let [small, large] = networks.each_ref().map(|frozen| best(|| lens(frozen)));
            println!("{:<28}{small:>14.3}{large:>14.3}", format!("{} {name}", cell.label()));
        }
    }
}

/// Steps a second at full pace with all lenses open, by those with none open: the same session,
/// training thread and lens thread as the window's, at sixty frames a second without its drawing.
fn slowdown() {
    const ROUNDS: usize = 3;
    // Large networks are looked into every few seconds only.
    for (cell, hidden, layers, time_steps, seconds) in [
        (Cell::Rnn, 32, 1, 10, 2.0),
        (Cell::Lstm, 128, 1, 10, 2.0),
        (Cell::Gru, 256, 1, 100, 6.0),
        (Cell::Lstm, 512, 4, 10, 15.0),
    ] {
        let config = Config { cell, hidden, layers, time_steps, lr: 1e-4, ..Config::default() };
        let ratio = || speed(&config, LensKind::ALL, seconds) / speed(&config, &[], seconds);
        let mut ratios: Vec<f64> = (0..ROUNDS).map(|_| ratio()).collect();
        ratios.sort_by(f64::total_cmp);
        let name = format!("{} {hidden}·{layers}×{time_steps}, all lenses", cell.label());
        println!("{name:<28}{:>13.1} %", 100.0 * ratios[ROUNDS / 2]);
    }
}

/// Steps a second with these lenses open, over so many seconds.
fn speed(config: &Config, open: &[LensKind], seconds: f64) -> f64 {
    let worker = Worker::spawn(Box::new(|| {})).unwrap();
    let inspector = Inspector::spawn(Box::new(|| {})).unwrap();
    let recipe = Recipe::from(config.clone());
    let (mut session, commands) = Session::new(recipe, Pace::Max, Until::default(), true);
    session.lenses.open = OpenLenses::new(true, open.iter().copied());
    commands.into_iter().for_each(|command| worker.send(command));
    let begun = Instant::now();
    let mut warm = None;
    while begun.elapsed().as_secs_f64() < seconds + 0.2 {
        worker.events().for_each(|event| session.apply(event));
        inspector.reports().for_each(|report| session.apply_report(report));
        if let Some(order) = session.lenses.take_order() {
            inspector.send(order).unwrap_or_else(|order| session.lenses.put_back(order));
        }
        session.look(LensKind::ALL).into_iter().for_each(|command| worker.send(command));
        if warm.is_none() && begun.elapsed() > Duration::from_millis(200) {
            warm = Some((session.run.step(), Instant::now()));
        }
        std::thread::sleep(Duration::from_millis(16));
    }
    let (step, since) = warm.unwrap();
    (session.run.step() - step) as f64 / since.elapsed().as_secs_f64()
}

/// A lens by name.
type Lens = (&'static str, fn(&Frozen));

const LENSES: &[Lens] = &[
    ("hidden state, 4 windows", |frozen| drop(hidden_state::hidden_state(frozen, 0, 4))),
    ("backprop through time", |frozen| drop(backprop::backprop(frozen))),
    ("gradient", |frozen| drop(gradient::gradient(frozen))),
    ("spectrum", |frozen| drop(spectrum::spectrum(frozen, 0))),
    ("dependence", |frozen| {
        let mut lens = Dependence::new(frozen, Default::default());
        let (model, trace) = (frozen.model(), frozen.trace());
        while lens.advance(&model, &trace) {}
    }),
    ("phase portrait", |frozen| {
        drop(phase_portrait::phase_portrait(frozen, 0, None, phase_portrait::Approach::Slow))
    }),
    ("generalisation", |frozen| {
        let data = generalisation::Data::of_training(frozen);
        let _ = generalisation::generalisation(frozen, &data, 4);
    }),
    ("free run", |frozen| {
        let _ = free_run::free_run(frozen, free_run::FreeRunSettings::default());
    }),
    ("weights", |frozen| drop(weights::variable(&frozen.parameters[1], &frozen.parameters))),
    ("floor", |frozen| _ = floor::floor(&frozen.config, 0.0)),
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
