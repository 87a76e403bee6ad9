//! A run taken back: nothing of the later steps is left, and it goes on like any other.

use proptest::prelude::*;

use super::super::{History, Smoothed, StepRecord};
use super::*;

/// The values up to `last`, without those that only a bucket reaching beyond it still held.
fn remaining(series: &Series, first: u64, values: &[f32], last: u64) -> Vec<f32> {
    let steps = (first..=last).zip(values);
    let kept = |(step, &value)| {
        if series.piece(step, 0).last_step <= last { value } else { f32::NAN }
    };
    steps.map(kept).collect()
}

proptest! {
    #[test]
    fn nothing_of_what_was_taken_back_is_left(
        (first, values) in runs(2000), cut in 0usize..2000, max_bytes in 3000usize..60_000,
        from in 0u64..2000, length in 0u64..2000, points in 0usize..300,
    ) {
        let mut series = tight(first, &values);
        series.thin(max_bytes);
        let last = first + cut.min(values.len() - 1) as u64;
        let values = remaining(&series, first, &values, last);
        let (low, high) = (series.min(), series.max());
        series.truncate(last);
        prop_assert_eq!((series.last_step(), series.next_step()), (Some(last), last + 1));
        assert_view(&series, &values, from, from + length, points);
        assert_extreme(&series, low, series.min(), values.iter().copied().reduce(f32::min));
        assert_extreme(&series, high, series.max(), values.iter().copied().reduce(f32::max));
    }

    #[test]
    fn a_series_goes_on_from_where_it_was_cut(
        (first, values) in runs(1500), cuts in prop::array::uniform2(0usize..1500),
        pushed in 0usize..400, from in 0u64..1500, length in 0u64..1500, points in 0usize..300,
    ) {
        let mut series = tight(first, &values);
        let mut values = values;
        for cut in cuts {
            let last = first + cut.min(values.len() - 1) as u64;
            let mut kept = remaining(&series, first, &values, last);
            series.truncate(last);
            kept.extend((0..pushed).map(|n| n as f32));
            (0..pushed / 2).for_each(|n| series.push(n as f32));
            let rest: Vec<f32> = (pushed / 2..pushed).map(|n| n as f32).collect();
            series.append(&tight(series.next_step(), &rest)).unwrap();
            values = kept;
        }
        assert_view(&series, &values, from, from + length, points);
    }

    #[test]
    fn a_cut_through_the_newest_steps_loses_nothing(
        (first, values) in runs(1500), back in 0u64..8, factor in 0f64..=1.0, points in 0usize..300,
    ) {
        let mut series = tight(first, &values);
        let mut smoothed = Smoothed::new(factor);
        smoothed.follow(&series);
        let last = (series.last_step().unwrap() - back.min(values.len() as u64 - 1)).max(first);
        series.truncate(last);
        let kept = &values[..(last + 1 - first) as usize];
        prop_assert_eq!(series.last().map(f32::to_bits), kept.last().map(|value| value.to_bits()));
        assert_view(&series, kept, first, last, points);
        smoothed.follow(&series);
        let mut anew = Smoothed::new(factor);
        anew.follow(&series);
        prop_assert_eq!(contents(smoothed.series()), contents(anew.series()));
    }
}

/// An extreme that is still there stays; another is true, and found where it is said to be.
fn assert_extreme(
    series: &Series,
    before: Option<(u64, f32)>,
    after: Option<(u64, f32)>,
    expected: Option<f32>,
) {
    let last = series.last_step().unwrap();
    if before.is_some_and(|(step, _)| step <= last) {
        assert_eq!(after, before);
        return;
    }
    let Some((step, value)) = after else {
        assert!(expected.is_none_or(|value| !value.is_finite()));
        return;
    };
    assert!(step <= last);
    let piece = series.piece(step, 0);
    let bucket = piece.stats.bucket(piece.first_step, piece.last_step);
    assert!(bucket.first_step == step && (bucket.min == value || bucket.max == value));
}

#[test]
fn before_the_first_step_nothing_is_left() {
    let mut series = tight(5, &[1.0, 2.0, 3.0]);
    series.truncate(4);
    assert!(series.is_empty() && series.min().is_none());
    series.push(7.0);
    assert_eq!((series.first_step(), series.max()), (Some(5), Some((5, 7.0))));
    let before = contents(&series);
    series.truncate(5);
    series.truncate(u64::MAX);
    assert_eq!(contents(&series), before);
}

#[test]
fn a_history_is_cut_like_its_series_and_goes_on() {
    let mut history = History::default();
    let record = |step: u64, loss: f32| StepRecord {
        loss,
        grad_norm: 2.0 * loss,
        clipped: loss > 1.0,
        ..StepRecord::new(step)
    };
    // A run that explodes at step 100 000, far enough from the end to lie in a bucket.
    for step in 1..=300_000 {
        let loss = if step < 100_000 { 0.5 } else { 50.0 };
        history.push(record(step, loss)).unwrap();
    }
    history.truncate(99_999);
    assert_eq!(history.last_step(), Some(99_999));
    assert_eq!(history.loss().max(), Some((1, 0.5)));
    assert_eq!(visible(history.clipped(), 1, 99_999, 1)[0].max, 0.0);
    let whole = visible(history.loss(), 1, 99_999, 1280);
    assert!(whole.iter().all(|bucket| bucket.max == 0.5 || bucket.is_gap()));
    assert!(99_999 - whole.iter().map(|bucket| bucket.finite).sum::<u64>() < 64);
    history.push(record(100_000, 0.25)).unwrap();
    assert_eq!(history.best_loss(), Some((100_000, 0.25)));
    assert_eq!(history.at(100_000), Some(record(100_000, 0.25)));
    history.truncate(0);
    assert!(history.is_empty());
    history.push(record(1, 3.0)).unwrap();
    assert_eq!(history.best_loss(), Some((1, 3.0)));
}
