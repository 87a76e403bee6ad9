//! Finished runs: small, and still whole.

use proptest::prelude::*;

use super::super::{History, StepRecord};
use super::*;

proptest! {
    #[test]
    fn a_thinned_series_is_small_whole_and_true(
        (first, values) in runs(3000), from in 0u64..3000, length in 0u64..3000,
        points in 0usize..300, max_bytes in 4000usize..20_000,
    ) {
        let mut series = tight(first, &values);
        let (low, high) = (series.min(), series.max());
        series.thin(max_bytes);
        prop_assert!(series.bytes() <= max_bytes, "{} of {max_bytes}", series.bytes());
        assert_view(&series, &values, from, from + length, points);
        prop_assert_eq!((series.min(), series.max()), (low, high));
        prop_assert_eq!(series.last().map(f32::to_bits), values.last().map(|value| value.to_bits()));
        prop_assert_eq!(series.len(), values.len() as u64);
    }

    #[test]
    fn a_thinned_series_can_be_continued(
        (first, values) in runs(2000), cuts in prop::array::uniform2(0usize..2000),
        max_bytes in 0usize..6000, from in 0u64..2000, length in 0u64..2000, points in 0usize..300,
    ) {
        let cut = |index: usize| cuts[index].min(values.len());
        let (one, two) = (cut(0).min(cut(1)), cut(0).max(cut(1)));
        let mut series = tight(first, &values[..one]);
        series.thin(max_bytes);
        values[one..two].iter().for_each(|&value| series.push(value));
        let mut newer = tight(first + two as u64, &values[two..]);
        newer.thin(max_bytes);
        series.append(&newer).unwrap();
        assert_view(&series, &values, from, from + length, points);
    }

    #[test]
    fn a_thinned_series_takes_a_segment_as_it_takes_its_values(
        (first, values) in runs(3000), cut in 0usize..3000, max_bytes in 0usize..6000,
    ) {
        let (early, late) = values.split_at(cut.min(values.len() - 1));
        let mut pushed = tight(first, early);
        pushed.thin(max_bytes);
        let mut joined = pushed.clone();
        late.iter().for_each(|&value| pushed.push(value));
        if !early.is_empty() {
            joined.append(&tight(first + early.len() as u64, late)).unwrap();
            prop_assert_eq!(contents(&joined), contents(&pushed));
        }
    }
}

#[test]
fn a_finished_run_keeps_its_course_in_a_megabyte() {
    const MEGABYTE: usize = 1 << 20;
    let mut history = History::default();
    for step in 1..=1_500_000 {
        let loss = 1.0 / (step as f32).sqrt() + if step == 777_777 { 50.0 } else { 0.0 };
        let clipped = step == 777_777;
        let record = StepRecord { loss, clipped, ..StepRecord::new(step) };
        history.push(record).unwrap();
    }
    history.thin(MEGABYTE);
    assert!(history.bytes() <= MEGABYTE);
    let whole = visible(history.loss(), 1, 1_500_000, 1280);
    assert!(whole.len() >= 640, "{} buckets", whole.len());
    let spike: Vec<&Bucket> = whole.iter().filter(|bucket| bucket.max > 40.0).collect();
    assert_eq!(spike.len(), 1);
    assert!((spike[0].first_step..=spike[0].last_step).contains(&777_777));
    assert_eq!(history.loss().max().map(|(step, _)| step), Some(777_777));
    assert_eq!(visible(history.clipped(), 1, 1_500_000, 1)[0].max, 1.0);
    assert_eq!(history.at(1000).map(|record| record.loss), Some(1.0 / 1000f32.sqrt()));
}

#[test]
fn a_series_that_is_small_enough_stays_as_it_is() {
    let mut series = tight(1, &[1.0; 500]);
    let before = contents(&series);
    series.thin(series.bytes());
    assert_eq!(contents(&series), before);
}

#[test]
fn whatever_is_left_fits_together() {
    let values: Vec<f32> = (0..400_000).map(|step| (step as f32 * 0.01).sin()).collect();
    for first in [1, 67, 77] {
        let mut whole = Series::starting_at(first);
        values.iter().for_each(|&value| whole.push(value));
        for max_bytes in (1..40).map(|n| n * 7919) {
            let mut series = whole.clone();
            series.thin(max_bytes);
            let buckets = visible(&series, 0, u64::MAX, usize::MAX);
            assert!(buckets.windows(2).all(|pair| pair[0].last_step + 1 == pair[1].first_step));
            assert_eq!(buckets.iter().map(|bucket| bucket.finite).sum::<u64>(), 400_000);
        }
    }
}
