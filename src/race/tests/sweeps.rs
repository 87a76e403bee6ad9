//! Sweeps against single runs, bit for bit, on any number of threads.

use crate::config::{
    Config, DataKind, Field, Nonlinearity, OptimizerKind, StateMode, ValidateEvery,
};
use crate::network::Parameter;
use crate::race::sweep::{self, Axis, StopSignal, Sweep, SweepPlan, summarise};
use crate::race::{Criterion, Outcome, pool};
use crate::thread::Courtesy;
use crate::trainer::{Trainer, TrainerError};
use crate::weights::{self, NamedArray};

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
        let mut validations: Vec<(u64, f32)> = Vec::new();
        let (mut diverged, mut out_of_patience) = (None, None);
        while (losses.len() as u64) < config.steps && diverged.or(out_of_patience).is_none() {
            match trainer.step() {
                Ok(report) => {
                    losses.push(report.loss);
                    validations.extend(report.validation_loss.map(|loss| (report.step, loss)));
                    out_of_patience = trainer.is_out_of_patience().then_some(report.step);
                }
                Err(TrainerError::Diverged(at)) => diverged = Some(at.step),
                Err(error) => panic!("{error}"),
            }
        }
        if validations.last().is_none_or(|(step, _)| *step < trainer.steps()) {
            let loss = trainer.validation_loss().unwrap();
            validations.extend(loss.map(|loss| (trainer.steps(), loss)));
        }
        let place = |found: Option<usize>| found.map(|index| index as u64 + 1);
        let least = losses.iter().copied().reduce(f32::min);
        let best = place(losses.iter().position(|loss| Some(*loss) == least)).zip(least);
        let reached = place(losses.iter().position(|loss| goal.is_some_and(|goal| *loss <= goal)));
        let (steps, loss) = (losses.len() as u64, losses.last().copied());
        let newest = losses.iter().rev().take(last).map(|loss| f64::from(*loss));
        let mean = Some(newest.clone().sum::<f64>() / newest.count() as f64);
        let mean = mean.filter(|mean| mean.is_finite()).map(|mean| mean as f32);
        let validation = validations.last().map(|(_, loss)| *loss);
        let first_least =
            |best: (u64, f32), next: (u64, f32)| if next.1 < best.1 { next } else { best };
        let best_validation = validations.iter().copied().reduce(first_least);
        Outcome {
            steps,
            loss,
            mean,
            best,
            reached,
            diverged,
            out_of_patience,
            validation,
            best_validation,
        }
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
            let reason = reason.to_string();
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

/// A base on a table, which is judged now and then.
fn on_a_table() -> Config {
    Config {
        data: DataKind::Lorenz.into(),
        samples: 150,
        hidden: 5,
        steps: 33,
        state: StateMode::Reset,
        validate_every: ValidateEvery::Steps(10),
        lr: 0.01,
        ..Config::default()
    }
}

#[test]
fn time_steps_are_varied_on_a_table() {
    let base = on_a_table();
    let axis = Axis::List(vec![4.0, 9.0, 20.0]);
    let criterion = Criterion::BestValidationLoss;
    let plan = SweepPlan { time_steps: axis, seeds: vec![1, 2], criterion, ..SweepPlan::of(base) };
    plan.check().unwrap();
    let single: Vec<_> = one_by_one(&plan).into_iter().map(Some).collect();
    assert!(single.iter().flatten().all(|run| run.validation.is_some() && run.steps == 33));
    assert_eq!(swept(&plan, 2), single);
    // What doesn't fit the table is told before the first step.
    let long = SweepPlan { time_steps: Axis::List(vec![4.0, 2000.0]), ..plan };
    let said = sweep::train(&long, &StopSignal::never(), Courtesy::gives_way(), |_, _| {});
    let said = said.unwrap_err().to_string();
    assert!(said.starts_with("run 3 of the sweep: ") && said.contains("2000"), "{said}");
}

#[test]
fn time_steps_are_varied_from_the_same_weights() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("weights.safetensors");
    let trainer = Trainer::new(&Config { seed: 9, ..on_a_table() }).unwrap();
    let parameters = trainer.network().parameters();
    let array = |(parameter, values): (&Parameter, Vec<f32>)| NamedArray {
        name: parameter.name.clone(),
        shape: parameter.var.dims().to_vec(),
        values,
    };
    let values = parameters.values().unwrap();
    let arrays: Vec<NamedArray> = parameters.iter().zip(values).map(array).collect();
    std::fs::write(&path, weights::to_bytes(&arrays).unwrap()).unwrap();
    let base = Config { init: Some(path), ..on_a_table() };
    let plan = SweepPlan { time_steps: Axis::List(vec![4.0, 9.0]), ..SweepPlan::of(base) };
    let single = one_by_one(&plan);
    assert_ne!(single[0].loss, single[1].loss);
    assert_eq!(swept(&plan, 2), single.iter().copied().map(Some).collect::<Vec<_>>());
    // They are those weights, and not drawn ones.
    let drawn = SweepPlan { base: on_a_table(), ..plan };
    assert_ne!(one_by_one(&drawn)[0].loss, single[0].loss);
}

#[test]
fn runs_of_a_sweep_stop_where_their_patience_runs_out() {
    let base = Config {
        data: DataKind::RandomWalk.into(),
        patience: Some(2),
        lr: 0.1,
        state: StateMode::Carry,
        steps: 200,
        ..on_a_table()
    };
    let plan = SweepPlan { seeds: vec![1, 2, 3], ..SweepPlan::of(base) };
    let single = one_by_one(&plan);
    assert!(single.iter().any(|run| run.out_of_patience.is_some() && run.steps < 200));
    assert_eq!(swept(&plan, 2), single.into_iter().map(Some).collect::<Vec<_>>());
}
