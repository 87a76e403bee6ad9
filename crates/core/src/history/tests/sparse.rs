//! Sparse series against a plain list of their steps and values.

use proptest::prelude::*;

use super::super::set::SeriesSet;
use super::super::{HistoryError, SparseSeries};
use super::*;

/// Steps that have a value, in order, and the values.
fn values(most: usize) -> impl Strategy<Value = Vec<(u64, f32)>> {
    let gap = prop_oneof![4 => 1u64..20, 1 => 400u64..600];
    prop::collection::vec((gap, -1e3f32..1e3), 1..most).prop_map(|gaps| {
        let mut step = 0;
        let value = |(gap, value)| {
            step += gap;
            (step, value)
        };
        gaps.into_iter().map(value).collect()
    })
}

fn sparse(values: &[(u64, f32)], most: usize) -> SparseSeries {
    let mut series = SparseSeries::with_limit(most);
    values.iter().for_each(|&(step, value)| series.push(step, value));
    series
}

fn seen(series: &SparseSeries, from: u64, to: u64, points: usize) -> Vec<Bucket> {
    let mut buckets = Vec::new();
    series.visible(from..=to, points, &mut buckets);
    buckets
}

/// Holds buckets to the values: each true, together all of them.
fn assert_true_to_all(buckets: &[Bucket], values: &[(u64, f32)]) {
    let mut rest = values;
    for bucket in buckets {
        let (own, later) = rest.split_at(bucket.finite as usize);
        assert_eq!((own[0].0, own[own.len() - 1].0), (bucket.first_step, bucket.last_step));
        assert_eq!(bucket.last, own[own.len() - 1].1);
        assert_eq!(bucket.min, own.iter().map(|one| one.1).fold(f32::INFINITY, f32::min));
        assert_eq!(bucket.max, own.iter().map(|one| one.1).fold(f32::NEG_INFINITY, f32::max));
        let mean = own.iter().map(|one| f64::from(one.1)).sum::<f64>() / own.len() as f64;
        assert!((f64::from(bucket.mean) - mean).abs() < 1e-3);
        rest = later;
    }
    assert!(rest.is_empty());
}

#[test]
fn the_least_value_since_a_step_is_that_of_the_values_since_then() {
    let values = [(2, 0.1), (4, 0.5), (6, f32::NAN), (8, 0.3), (9, 0.3), (12, 0.7)];
    let series = sparse(&values, 80);
    for from in 0..14 {
        let later = values.iter().filter(|(step, value)| *step >= from && value.is_finite());
        let expected = later.copied().reduce(|one, next| if next.1 < one.1 { next } else { one });
        assert_eq!(series.min_since(from), expected, "from {from}");
    }
    // Steps 8 to 15 share a bucket, which begins before step 9 and tells nothing of what came since.
    let coarse = sparse(&values, 2);
    assert_eq!(seen(&coarse, 8, 15, 9).len(), 1);
    assert_eq!((coarse.min_since(8), coarse.min_since(9)), (Some((8, 0.3)), None));
}

proptest! {
    #[test]
    fn every_value_is_kept_exactly_or_in_a_bucket(
        values in values(300), most in 1usize..80, points in 1usize..40,
    ) {
        let series = sparse(&values, most);
        let all = seen(&series, 0, u64::MAX, usize::MAX);
        prop_assert!(all.len() <= most);
        assert_true_to_all(&all, &values);
        let fewer = seen(&series, 0, u64::MAX, points);
        prop_assert!(fewer.len() <= points);
        assert_true_to_all(&fewer, &values);
        prop_assert_eq!(series.last(), values.last().copied());
        if values.len() <= most {
            for (step, value) in &values {
                prop_assert_eq!(series.exact_at(*step), Some(*value));
                let next = values.iter().find(|(other, _)| *other == step + 1);
                prop_assert_eq!(series.exact_at(step + 1), next.map(|(_, value)| *value));
            }
        }
    }

    #[test]
    fn segments_join_as_if_each_value_had_been_pushed(
        values in values(300), cut in 0usize..300, most in 1usize..80, points in 1usize..40,
    ) {
        let (early, late) = values.split_at(cut.min(values.len()));
        let mut joined = sparse(early, most);
        joined.append(&sparse(late, most));
        let (joined, pushed) = (seen(&joined, 0, u64::MAX, points), {
            seen(&sparse(&values, most), 0, u64::MAX, points)
        });
        let steps = |buckets: &[Bucket]| -> Vec<_> {
            buckets.iter().map(|one| (one.first_step, one.last_step, one.finite)).collect()
        };
        prop_assert_eq!(steps(&joined), steps(&pushed));
        assert_true_to_all(&joined, &values);
    }

    #[test]
    fn nothing_after_a_cut_is_left(values in values(300), cut in 0u64..6000, most in 1usize..80) {
        let mut series = sparse(&values, most);
        series.truncate(cut);
        let left = seen(&series, 0, u64::MAX, usize::MAX);
        let kept = left.iter().map(|bucket| bucket.finite as usize).sum();
        prop_assert!(left.iter().all(|bucket| bucket.last_step <= cut));
        assert_true_to_all(&left, &values[..kept]);
        if values.len() <= most {
            prop_assert_eq!(kept, values.iter().filter(|(step, _)| *step <= cut).count());
        }
    }

    #[test]
    fn a_thinned_series_is_small_and_whole(values in values(300), max_bytes in 200usize..8000) {
        let mut series = sparse(&values, usize::MAX);
        series.thin(max_bytes);
        prop_assert!(series.bytes() <= max_bytes);
        assert_true_to_all(&seen(&series, 0, u64::MAX, usize::MAX), &values);
    }
}

#[test]
fn a_set_counts_its_steps_by_the_dense_series() {
    let mut set = SeriesSet::<2, 1>::default();
    for step in 1..=1000 {
        let other = (step % 500 == 0).then_some(step as f32);
        set.push(step, [0.5, step as f32], [other]).unwrap();
    }
    let misfit = HistoryError::NotConsecutive { expected: 1001, found: 1003 };
    assert_eq!(set.push(1003, [0.0; 2], [None]), Err(misfit));
    assert_eq!(set.at(500), Some(([0.5, 500.0], [Some(500.0)])));
    assert_eq!(set.at(501), Some(([0.5, 501.0], [None])));
    set.truncate(700);
    assert_eq!(set.sparse[0].last(), Some((500, 500.0)));
    assert_eq!(set.counted().last_step(), Some(700));
    let mut later = SeriesSet::<2, 1>::default();
    later.push(702, [0.0; 2], [Some(1.0)]).unwrap();
    assert!(set.append(&later).is_err());
    assert_eq!(set.sparse[0].last(), Some((500, 500.0)));
    set.push(701, [0.0; 2], [None]).unwrap();
    set.append(&later).unwrap();
    assert_eq!(set.sparse[0].last(), Some((702, 1.0)));
}

/// The least value and the step where it came first, step by step.
fn least(values: &[(u64, f32)]) -> Option<(u64, f32)> {
    values.iter().copied().reduce(|first, next| if next.1 < first.1 { next } else { first })
}

proptest! {
    #[test]
    fn the_least_value_is_known_with_its_step_however_it_came(
        values in values(200), most in 1usize..60, cut in 0usize..200,
    ) {
        prop_assert_eq!(sparse(&values, most).min(), least(&values));
        let (early, late) = values.split_at(cut.min(values.len()));
        let mut series = sparse(early, most);
        series.append(&sparse(late, most));
        prop_assert_eq!(series.min(), least(&values));
        // Exactly kept, what remains is known exactly, too.
        let mut series = sparse(&values, 300);
        let last = early.last().map_or(0, |one| one.0);
        series.truncate(last);
        prop_assert_eq!(series.min(), least(early));
    }
}

#[test]
fn what_isnt_finite_is_no_least_value() {
    let series = sparse(&[(3, f32::NAN), (5, f32::NEG_INFINITY), (8, 2.0), (9, f32::NAN)], 9);
    assert_eq!(series.min(), Some((8, 2.0)));
    assert_eq!(sparse(&[(3, f32::NAN)], 9).min(), None);
}
