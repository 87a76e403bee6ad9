//! Sweeps against single runs, bit for bit, on any number of threads.

use crate::config::{Config, Field, Nonlinearity, OptimizerKind};
use crate::race::sweep::{self, Axis, StopSignal, Sweep, SweepPlan, summarise};
use crate::race::{Criterion, Outcome, pool};
use crate::thread::Courtesy;
use crate::trainer::{Trainer, TrainerError};

/// Three points with three seeds; one of the points always diverges.
fn plan() -> SweepPlan {
    let base = Config {
        optimizer: OptimizerKind::Sgd,
        nonlinearity: Nonlinearity::Relu,
        steps: 60,
        hidden: 12,
        ..Config::default()
    };
    SweepPlan { lr: Axis::List(vec![0.01, 0.1, 10.0]), seeds: vec![1, 2, 7], ..SweepPlan::of(base) }
}

/// The sweep's outcomes, trained one by one with nothing but a trainer.
fn one_by_one(plan: &SweepPlan) -> Vec<Outcome> {
    let (goal, last) = (plan.criterion.goal(), plan.criterion.last() as usize);
    let outcome = |config: &Config| {
        let mut trainer = Trainer::new(config).unwrap();
        let mut losses = Vec::new();
        let mut diverged = None;
        while (losses.len() as u64) < config.steps && diverged.is_none() {
            match trainer.step() {
                Ok(report) => losses.push(report.loss),
                Err(TrainerError::Diverged(at)) => diverged = Some(at.step),
                Err(error) => panic!("{error}"),
            }
        }
        let place = |found: Option<usize>| found.map(|index| index as u64 + 1);
        let least = losses.iter().copied().reduce(f32::min);
        let best = place(losses.iter().position(|loss| Some(*loss) == least)).zip(least);
        let reached = place(losses.iter().position(|loss| goal.is_some_and(|goal| *loss <= goal)));
        let (steps, loss) = (losses.len() as u64, losses.last().copied());
        let newest = losses.iter().rev().take(last).map(|loss| f64::from(*loss));
        let mean = Some(newest.clone().sum::<f64>() / newest.count() as f64);
        let mean = mean.filter(|mean| mean.is_finite()).map(|mean| mean as f32);
        Outcome { steps, loss, mean, best, reached, diverged, ..Outcome::default() }
    };
    plan.runs().iter().map(outcome).collect()
}

fn swept(plan: &SweepPlan, threads: usize) -> Vec<Option<Outcome>> {
    let mut outcomes = vec![None; plan.runs().len()];
    let mut steps = 0;
    let pool = pool::of(threads).unwrap();
    sweep::train_on(&pool, plan, &StopSignal::never(), Courtesy::gives_way(), |more, ended| {
        steps += more;
        if let Some((place, outcome)) = ended {
            assert_eq!(outcomes[place].replace(outcome), None, "each run ends once");
        }
    })
    .unwrap();
    assert_eq!(steps, plan.total_steps());
    outcomes
}

#[test]
fn a_sweep_is_its_single_runs_on_any_number_of_threads() {
    let plan = SweepPlan { criterion: Criterion::StepsTo(0.3), ..plan() };
    let single: Vec<_> = one_by_one(&plan).into_iter().map(Some).collect();
    for threads in [1, 2, 7] {
        assert_eq!(swept(&plan, threads), single, "{threads} threads");
    }
    let summaries = summarise(&plan, &single);
    assert_eq!(summaries.iter().map(|point| point.diverged).collect::<Vec<_>>(), [0, 0, 3]);
    assert!(summaries[2].median.is_infinite() && summaries[2].spread().is_infinite());
}

#[test]
fn a_sweep_in_the_background_gives_the_same() {
    let plan = plan();
    let sweep = Sweep::spawn(plan.clone(), Box::new(|| {})).unwrap();
    let mut outcomes = vec![None; plan.runs().len()];
    let mut steps = 0;
    loop {
        match sweep.wait().unwrap() {
            sweep::Event::News(news) => {
                steps += news.steps;
                news.runs.into_iter().for_each(|(place, ended)| outcomes[place] = Some(ended));
            }
            sweep::Event::Finished => break,
            sweep::Event::Failed(reason) => panic!("{reason}"),
        }
    }
    assert_eq!(steps, plan.total_steps());
    assert_eq!(outcomes, one_by_one(&plan).into_iter().map(Some).collect::<Vec<_>>());
}

#[test]
fn a_dropped_sweep_stops() {
    // A sweep of hours, whose thread says its last word to nobody and calls the waker after it.
    let base = Config { steps: 1 << 40, ..Config::default() };
    let (sender, woken) = crossbeam_channel::unbounded();
    let waker = Box::new(move || {
        // Nobody has to hear it.
        let _ = sender.send(());
    });
    let sweep = Sweep::spawn(SweepPlan::of(base), waker).unwrap();
    assert!(sweep.wait().is_some(), "it goes on");
    drop(sweep);
    // Ends when the thread has dropped the waker.
    woken.iter().for_each(drop);
}

#[test]
fn a_sweep_that_cannot_begin_says_why() {
    let base = Config { init: Some("no such file".into()), ..Config::default() };
    let sweep = Sweep::spawn(SweepPlan::of(base), Box::new(|| {})).unwrap();
    match sweep.wait() {
        Some(sweep::Event::Failed(reason)) => {
            assert!(reason.starts_with("run 1 of the sweep: can't start from"), "{reason}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_point_is_written_as_files_write_it() {
    let plan = plan();
    let texts: Vec<_> = plan.points().iter().map(|point| point.text(Field::Lr)).collect();
    assert_eq!(texts, ["0.01", "0.1", "10.0"]);
    assert_eq!(plan.points()[0].text(Field::Hidden), "12");
}
