use super::trend::{MOST, MOST_RECENT};
use super::*;
use crate::lens::output::{NoChoice, RECENT};

/// What the lens of backpropagation keeps of a step.
fn ratio(step: u64, ratio: f64) -> (LensKind, TrendPoint) {
    (LensKind::Backprop, TrendPoint { step, subject: 0, numbers: vec![ratio] })
}

/// What the gradient norm's lens keeps of a step.
fn norms(step: u64) -> (LensKind, TrendPoint) {
    (LensKind::GradientNorm, TrendPoint { step, subject: 0, numbers: vec![1.0; 4] })
}

/// What the spectrum's lens keeps of a step.
fn spectrum(step: u64, layer: usize) -> (LensKind, TrendPoint) {
    let numbers = vec![step as f64, 0.0];
    (LensKind::Spectrum, TrendPoint { step, subject: layer, numbers })
}

fn take(trends: &mut Trends, (kind, point): (LensKind, TrendPoint)) {
    trends.add(kind, point);
}

fn ratios(trends: &Trends, step: u64) -> Vec<(u64, f64)> {
    let points = trends.of(LensKind::Backprop).until(step).iter();
    points.map(|(step, numbers)| (*step, numbers[0])).collect()
}

fn spectra(trends: &Trends, step: u64) -> Vec<u64> {
    trends.of(LensKind::Spectrum).recent(step).iter().map(|(step, _)| *step).collect()
}

fn seen(run: RunId, steps: &[u64]) -> Trends {
    let mut trends = Trends::default();
    trends.turn_to(run);
    steps.iter().for_each(|step| take(&mut trends, ratio(*step, *step as f64)));
    trends
}

/// What is asked of a run's past for these lenses at their first questions.
fn missing(trends: &Trends, run: RunId, until: u64, time: bool, kinds: &[LensKind]) -> usize {
    let asked: Vec<_> = kinds.iter().filter_map(|kind| Question::first(*kind)).collect();
    trends.missing(run, until, &asked, time).len()
}

#[test]
fn a_trend_keeps_first_and_last_and_stays_small() {
    let mut trends = Trends::default();
    for step in 1..=100_000 {
        take(&mut trends, ratio(step, step as f64));
    }
    let points = ratios(&trends, u64::MAX);
    assert!(points.len() <= MOST);
    assert_eq!(points[0], (1, 1.0));
    assert_eq!(points[points.len() - 1], (100_000, 100_000.0));
    assert!(points.is_sorted_by(|a, b| a.0 < b.0));
}

#[test]
fn a_trend_knows_its_gaps() {
    let gaps = |steps: &[u64], until| seen(1, steps).of(LensKind::Backprop).has_gaps(until);
    assert!(gaps(&[1, 300], 300));
    assert!(!gaps(&[1, 300], 299), "what comes later is none");
    assert!(!gaps(&(295..=300).collect::<Vec<_>>(), 300), "it began late, without one");
    assert!(!gaps(&(1..=300).step_by(3).collect::<Vec<_>>(), 300));
    assert!(!gaps(&[], 300));
}

#[test]
fn an_earlier_step_shows_no_future_and_loses_none() {
    let mut trends = seen(1, &[1, 5, 9]);
    assert_eq!(ratios(&trends, 6), [(1, 1.0), (5, 5.0)]);
    take(&mut trends, ratio(6, 0.5));
    assert_eq!(ratios(&trends, 6), [(1, 1.0), (5, 5.0), (6, 0.5)]);
    assert_eq!(ratios(&trends, 9).len(), 4);
}

#[test]
fn a_fork_shares_its_past_and_a_new_run_has_none() {
    let mut trends = seen(1, &[1, 5, 9]);
    trends.past = Knowledge::Replayed;
    trends.fork(1, 2, 5);
    assert_eq!(ratios(&trends, u64::MAX), [(1, 1.0), (5, 5.0)]);
    assert_eq!(missing(&trends, 2, 5, false, &[LensKind::Backprop]), 0);
    trends.turn_to(3);
    assert_eq!(ratios(&trends, u64::MAX), []);
    assert_eq!(missing(&trends, 3, 5, false, &[LensKind::Backprop]), 2);
}

#[test]
fn the_past_is_wanted_once_and_again_where_there_are_gaps() {
    let open = [LensKind::GradientNorm, LensKind::Weights];
    let mut trends = Trends::default();
    assert_eq!(missing(&trends, 1, 100, false, &open), 2, "for every trend of the whole run");
    assert_eq!(missing(&trends, 1, 0, false, &open), 0, "there is none");
    assert_eq!(missing(&trends, 1, 100, false, &[LensKind::Weights]), 0, "it shows the present");
    let asked = vec![Question::GradientNorm(NoChoice)];
    trends.take_past(1, asked.clone(), (1..=100).map(norms).collect());
    assert_eq!(missing(&trends, 1, 100, true, &open), 0);
    assert_eq!(missing(&trends, 1, 1000, false, &open), 0, "training leaves no time");
    assert_eq!(missing(&trends, 1, 1000, true, &open), 2);
    trends.take_past(1, asked, Vec::new());
    assert_eq!(missing(&trends, 1, 1000, true, &open), 0, "it takes too long");
}

#[test]
fn the_recent_past_before_a_lens_was_opened_is_wanted_once_for_a_layer() {
    let mut trends = Trends::default();
    let missing = |trends: &Trends, layer: usize| {
        trends.missing(0, 30, &[Question::Spectrum(layer)], false).last().cloned()
    };
    take(&mut trends, spectrum(30, 0));
    trends.take_past(0, Vec::new(), Vec::new());
    assert_eq!(missing(&trends, 0), Some(Question::Spectrum(0)), "nobody asked");
    let points = vec![spectrum(10, 0), spectrum(20, 0)];
    trends.take_past(0, vec![Question::Spectrum(0)], points);
    assert_eq!(missing(&trends, 0), None);
    assert_eq!(missing(&trends, 1), Some(Question::Spectrum(1)));
    assert_eq!(spectra(&trends, 30), [10, 20, 30]);
    // Meanwhile this layer is on show.
    trends.take_past(0, vec![Question::Spectrum(1)], vec![spectrum(5, 1)]);
    assert_eq!(spectra(&trends, 30), [10, 20, 30]);
}

#[test]
fn a_trend_of_the_recent_past_is_of_one_layer() {
    let mut trends = Trends::default();
    (1..=100).for_each(|step| take(&mut trends, spectrum(step, 0)));
    assert_eq!(spectra(&trends, 90), (67..=90).collect::<Vec<u64>>());
    assert_eq!(spectra(&trends, 90).len(), RECENT);
    // An earlier step on show grows a past of its own.
    (10..=12).for_each(|step| take(&mut trends, spectrum(step, 0)));
    assert_eq!(spectra(&trends, 12), [10, 11, 12]);
    assert_eq!(trends.of(LensKind::Spectrum).until(u64::MAX).len(), MOST_RECENT);
    take(&mut trends, spectrum(101, 1));
    assert_eq!(spectra(&trends, 101), [101]);
}
