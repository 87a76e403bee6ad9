//! The lens thread: it answers what is asked, drops what is outdated, and survives its lenses.

use super::*;
use crate::config::{Config, DataChoice, DataKind, StateMode};
use crate::lens::Frozen;
use crate::lens::LensOutput;
use crate::lens::dependence::Channels;
use crate::lens::output::NoChoice;
use crate::lens::spectrum::spectrum;
use crate::trainer::Trainer;
use crate::worker::Specimen;

/// The task of looking into a network on a table, before its first step.
fn task_on_a_table(number: u64, questions: &[Question]) -> Task {
    let config = Config {
        data: DataChoice::Kind(DataKind::MackeyGlass),
        samples: 400,
        hidden: 6,
        time_steps: 8,
        state: StateMode::Reset,
        ..Config::default()
    };
    let specimen = Specimen::take(4, &Trainer::new(&config).unwrap(), 0).unwrap();
    let (specimen, questions) = (Box::new(specimen), questions.to_vec());
    Task { number, specimen, questions, replay: None, share: Share::All }
}

/// Two runs' networks differ in their seeds.
fn trainer(run: RunId, steps: u64) -> Trainer {
    let config = Config { seed: run as u32, hidden: 6, ..Config::default() };
    let mut trainer = Trainer::new(&config).unwrap();
    (0..steps).for_each(|_| {
        trainer.step().unwrap();
    });
    trainer
}

fn task(number: u64, run: RunId, steps: u64, questions: &[Question]) -> Task {
    let specimen = Specimen::take(run, &trainer(run, steps), 0).unwrap();
    let (specimen, questions) = (Box::new(specimen), questions.to_vec());
    Task { number, specimen, questions, replay: None, share: Share::All }
}

fn send(inspector: &Inspector, task: Task) {
    inspector.send(Order::Look(Box::new(task))).unwrap();
}

fn inspector() -> Inspector {
    Inspector::spawn(Box::new(|| {})).unwrap()
}

/// The reports up to the end of a task, without how far those had come that waited.
fn until_ready(inspector: &Inspector, number: u64) -> Vec<Report> {
    let mut reports = Vec::new();
    while let Some(report) = inspector.wait() {
        if matches!(report, Report::Ready(ready) if ready == number) {
            break;
        }
        if !matches!(report, Report::Progress { .. }) {
            reports.push(report);
        }
    }
    reports
}

#[test]
fn every_question_is_answered_with_its_step() {
    let inspector = inspector();
    let questions: Vec<Question> =
        LensKind::ALL.iter().filter_map(|kind| Question::first(*kind)).collect();
    send(&inspector, task(1, 3, 5, &questions));
    let reports = until_ready(&inspector, 1);
    for kind in questions.iter().map(Question::kind) {
        let answered = reports.iter().any(|report| match report {
            Report::Answer { run: 3, answer } => answer.kind() == kind && answer.step() == 5,
            // These data are no table.
            Report::Failed { run: 3, kind: failed, .. } => {
                kind == LensKind::Evaluated && *failed == kind
            }
            _ => false,
        });
        assert!(answered, "{}", kind.name());
    }
}

#[test]
fn every_question_about_a_table_is_answered() {
    let inspector = inspector();
    let elsewhere = [Question::WholeData(NoChoice), Question::BaselineLosses(NoChoice)];
    let questions: Vec<Question> = LensKind::ALL
        .iter()
        .filter_map(|kind| Question::first(*kind))
        .filter(|question| question.kind() != LensKind::Generalisation)
        .chain(elsewhere)
        .collect();
    send(&inspector, task_on_a_table(1, &questions));
    let mut open: Vec<LensKind> = questions.iter().map(Question::kind).collect();
    while !open.is_empty() {
        match inspector.wait().unwrap() {
            Report::Answer { answer, .. } => {
                let done = answer.is_settled();
                open.retain(|kind| *kind != answer.kind() || !done);
            }
            Report::Failed { kind, reason, .. } => panic!("{}: {reason}", kind.name()),
            _ => {}
        }
    }
}

#[test]
fn nothing_is_computed_that_was_not_asked() {
    let inspector = inspector();
    send(&inspector, task(1, 1, 2, &[Question::Backprop(NoChoice)]));
    let reports = until_ready(&inspector, 1);
    assert_eq!(reports.len(), 1);
    assert!(
        matches!(&reports[0], Report::Answer { answer, .. } if answer.kind() == LensKind::Backprop)
    );
}

#[test]
fn of_many_tasks_the_newest_is_always_answered() {
    let inspector = inspector();
    for number in 1..=ORDERS as u64 {
        send(&inspector, task(number, 1, number, &[Question::Backprop(NoChoice)]));
    }
    let reports = until_ready(&inspector, ORDERS as u64);
    let steps: Vec<u64> = reports
        .iter()
        .filter_map(|report| match report {
            Report::Answer { answer, .. } => Some(answer.step()),
            _ => None,
        })
        .collect();
    assert_eq!(steps.last(), Some(&(ORDERS as u64)));
    assert!(steps.is_sorted());
}

#[test]
fn a_long_answer_grows_until_it_is_complete() {
    let inspector = inspector();
    send(&inspector, task(1, 1, 3, &[Question::Dependence(Channels::default())]));
    let mut last = 0.0;
    while last < 1.0 {
        if let Report::Answer { answer, .. } = inspector.wait().unwrap() {
            let Answer::Dependence(dependence) = *answer else { panic!("{answer:?}") };
            assert!(dependence.progress() >= last);
            last = dependence.progress();
        }
    }
}

#[test]
fn a_panicking_lens_is_told_and_survived() {
    let inspector = inspector();
    let mut broken =
        task(1, 1, 2, &[Question::Backprop(NoChoice), Question::GradientNorm(NoChoice)]);
    broken.specimen.frozen.input.clear();
    send(&inspector, broken);
    let reports = until_ready(&inspector, 1);
    assert!(
        matches!(&reports[0], Report::Failed { kind: LensKind::Backprop, .. }),
        "{:?}",
        reports[0]
    );
    assert!(matches!(&reports[1], Report::Answer { .. }), "{:?}", reports[1]);
    send(&inspector, task(2, 1, 2, &[Question::Backprop(NoChoice)]));
    assert!(matches!(until_ready(&inspector, 2)[..], [Report::Answer { .. }]));
}

#[test]
fn what_is_asked_anew_is_answered_first() {
    let inspector = inspector();
    let (old, new) = (Question::Backprop(NoChoice), Question::Weights(0));
    send(&inspector, task(1, 1, 2, std::slice::from_ref(&old)));
    until_ready(&inspector, 1);
    send(&inspector, task(2, 1, 3, &[old, new]));
    let kinds: Vec<LensKind> = until_ready(&inspector, 2)
        .iter()
        .filter_map(|report| match report {
            Report::Answer { answer, .. } => Some(answer.kind()),
            _ => None,
        })
        .collect();
    assert_eq!(kinds, [LensKind::Weights, LensKind::Backprop]);
}

#[test]
fn the_past_is_the_runs_own() {
    let mut expected = Vec::new();
    let mut trainer = trainer(1, 0);
    for _ in 1..=40 {
        trainer.step().unwrap();
        let norms = crate::lens::gradient_norm::gradient_norm(&trainer).unwrap();
        expected.extend(norms.trend_point());
    }
    let recipe = crate::recipe::Recipe::from(trainer.config().clone());
    let questions =
        vec![Question::Backprop(NoChoice), Question::GradientNorm(NoChoice), Question::Spectrum(0)];
    let mut asked = task(1, 1, 5, &questions[1..2]);
    asked.replay = Some(Replay { recipe, until: 40, questions });
    let inspector = inspector();
    send(&inspector, asked);
    let seen = loop {
        if let Report::Replayed { run: 1, points: Some(points), .. } = inspector.wait().unwrap() {
            break points;
        }
    };
    let of = |kind: LensKind| -> Vec<TrendPoint> {
        let points = seen.iter().filter(|(of, _)| *of == kind);
        points.map(|(_, point)| point.clone()).collect()
    };
    assert_eq!(of(LensKind::GradientNorm), expected);
    assert_eq!(of(LensKind::Backprop).len(), 40);
    assert!(of(LensKind::Backprop).iter().all(|point| point.numbers[0] > 0.0));
    // The recent part of it has eigenvalues, which are the network's own.
    let spectra = of(LensKind::Spectrum);
    assert_eq!(spectra.first().map(|point| point.step), Some(17));
    let last = spectrum(&Frozen::now(&trainer, 0).unwrap(), 0).unwrap();
    assert_eq!(spectra.last(), last.trend_point().as_ref());
}

#[test]
fn a_large_spectrum_lets_the_others_pass() {
    let config = Config { hidden: 128, ..Config::default() };
    let specimen = Specimen::take(1, &Trainer::new(&config).unwrap(), 0).unwrap();
    let questions = vec![Question::Spectrum(0), Question::Backprop(NoChoice)];
    let specimen = Box::new(specimen);
    let inspector = inspector();
    send(&inspector, Task { number: 1, specimen, questions, replay: None, share: Share::All });
    let mut answered = Vec::new();
    while answered.len() < 2 {
        if let Report::Answer { answer, .. } = inspector.wait().unwrap() {
            answered.push(answer.kind());
        }
    }
    assert_eq!(answered, [LensKind::Backprop, LensKind::Spectrum]);
}

#[test]
fn rest_is_a_multiple_of_work() {
    let work = Duration::from_millis(40);
    assert!(Share::Little.rest(work) >= 10 * work);
    assert!(Share::Some.rest(Duration::ZERO) > Duration::ZERO);
    assert_eq!(Share::All.rest(work), Duration::ZERO);
}
