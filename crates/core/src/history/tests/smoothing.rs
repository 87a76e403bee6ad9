//! Smoothing against the formula it stands for.

use proptest::prelude::*;

use super::super::Smoothed;
use super::*;

/// The weighted average of the finite values up to the last, each weight a power of its age.
fn average(values: &[f32], factor: f64) -> f64 {
    let finite = values.iter().rev().filter(|value| value.is_finite());
    let weighted = (0..).zip(finite).map(|(age, &value)| (factor.powi(age), f64::from(value)));
    let (sum, weight) = weighted
        .fold((0.0, 0.0), |(sum, total), (weight, value)| (sum + weight * value, total + weight));
    sum / weight
}

fn followed(source: &Series, factor: f64) -> Smoothed {
    let mut smoothed = Smoothed::new(factor);
    smoothed.follow(source);
    smoothed
}

fn long_enough(values: &[f32]) -> Series {
    let mut series = Series::default();
    values.iter().for_each(|&value| series.push(value));
    series
}

proptest! {
    #[test]
    fn each_value_is_the_weighted_average_of_those_so_far((_, values) in runs(200), factor in 0f64..=1.0) {
        let smoothed = followed(&long_enough(&values), factor);
        for (index, value) in values.iter().enumerate() {
            let found = smoothed.series().exact_at(index as u64 + 1).unwrap();
            if value.is_finite() {
                let expected = average(&values[..=index], factor);
                prop_assert!((f64::from(found) - expected).abs() < 1e-3, "{found} for {expected}");
            } else {
                prop_assert_eq!(found.to_bits(), value.to_bits());
            }
        }
    }

    #[test]
    fn following_step_by_step_is_following_at_once(
        (first, values) in runs(1500), lengths in prop::collection::vec(0usize..16, 1..200),
    ) {
        let (mut series, mut smoothed) = (Series::with_limits(first, TIGHT), Smoothed::new(0.9));
        let mut all = Series::with_limits(first, TIGHT);
        let mut rest = &values[..];
        for length in lengths {
            let (new, later) = rest.split_at(length.min(rest.len()));
            new.iter().for_each(|&value| series.push(value));
            smoothed.follow(&series);
            rest = later;
        }
        let seen = &values[..values.len() - rest.len()];
        let mut exact = Smoothed::new(0.9);
        exact.follow(&long_enough(seen));
        (1..=seen.len() as u64).for_each(|step| all.push(exact.series().exact_at(step).unwrap()));
        if !seen.is_empty() {
            prop_assert_eq!(contents(smoothed.series()), contents(&all));
        }
    }

    #[test]
    fn what_is_smoothed_from_buckets_has_all_steps_and_stays_in_range(
        (first, values) in runs(2500), factor in 0f64..=1.0, max_bytes in 3000usize..30_000,
    ) {
        let mut source = tight(first, &values);
        source.thin(max_bytes);
        let smoothed = followed(&source, factor);
        let series = smoothed.series();
        prop_assert_eq!(series.first_step(), source.first_step());
        prop_assert_eq!(series.last_step(), source.last_step());
        let finite: u64 = values.iter().map(|value| u64::from(value.is_finite())).sum();
        for points in [1, 50, 5000] {
            let buckets = visible(series, 0, u64::MAX / 8, points);
            prop_assert_eq!(buckets[0].first_step, first);
            prop_assert!(buckets.windows(2).all(|pair| pair[0].last_step + 1 == pair[1].first_step));
            prop_assert_eq!(buckets.iter().map(|bucket| bucket.finite).sum::<u64>(), finite);
            for bucket in buckets.iter().filter(|bucket| !bucket.is_gap()) {
                let (low, high) = (source.min().unwrap().1, source.max().unwrap().1);
                prop_assert!(bucket.min >= low - 1e-3 && bucket.max <= high + 1e-3);
            }
        }
    }
}

#[test]
fn factor_0_is_the_series_and_factor_1_the_mean() {
    let values = [3.0, -1.0, 4.0, 1.0, -5.0];
    let (same, mean) = (followed(&long_enough(&values), 0.0), followed(&long_enough(&values), 1.0));
    let all = |smoothed: &Smoothed| -> Vec<f32> {
        (1..=5).map(|step| smoothed.series().exact_at(step).unwrap()).collect()
    };
    assert_eq!(all(&same), values);
    assert_eq!(all(&mean), [3.0, 1.0, 2.0, 1.75, 0.4]);
    assert_eq!([-1.0, 7.0, f64::NAN].map(|factor| Smoothed::new(factor).factor()), [0.0, 1.0, 0.0]);
}

#[test]
fn old_steps_known_as_buckets_lead_to_the_same_newest_average() {
    let values: Vec<f32> = (0..5000).map(|step| 2.0 + (step as f32 * 0.01).sin()).collect();
    let smoothed = followed(&tight(1, &values), 0.5);
    let (found, expected) = (smoothed.series().last().unwrap(), average(&values, 0.5));
    assert!((f64::from(found) - expected).abs() < 1e-4, "{found} for {expected}");
    // With factor 1 every bucket counts with all its values.
    let (found, expected) = (followed(&tight(1, &values), 1.0), average(&values, 1.0));
    assert!((f64::from(found.series().last().unwrap()) - expected).abs() < 1e-4);
}

#[test]
fn another_factor_or_another_run_starts_anew() {
    let (one, other) = (tight(1, &[1.0, 2.0, 6.0]), tight(9, &[5.0, 7.0]));
    let mut smoothed = followed(&one, 0.3);
    smoothed.set_factor(1.0);
    smoothed.follow(&one);
    assert_eq!(smoothed.series().last(), Some(3.0));
    smoothed.follow(&other);
    assert_eq!((smoothed.series().first_step(), smoothed.series().last()), (Some(9), Some(6.0)));
    // Runs that start elsewhere, one as long as what is smoothed and one longer.
    for values in [&[4.0, 8.0][..], &[4.0, 8.0, 9.0]] {
        let mut smoothed = followed(&tight(1, &[0.0; 10]), 1.0);
        smoothed.follow(&tight(9, values));
        assert_eq!(smoothed.series().exact_at(10), Some(6.0));
    }
    smoothed.follow(&Series::default());
    assert!(smoothed.series().is_empty());
}

proptest! {
    #[test]
    fn smoothing_in_parts_leads_to_the_same_line(
        (first, values) in runs(2500), factor in 0f64..=1.0, most in 1usize..60, grown in 0usize..20,
    ) {
        let (mut source, mut smoothed) = (tight(first, &values), Smoothed::new(factor));
        let mut parts = 0;
        while !smoothed.follow_for(&source, most) {
            (0..grown).for_each(|n| source.push(n as f32));
            parts += 1;
            prop_assert!(parts <= 2600);
        }
        prop_assert_eq!(smoothed.series().next_step(), source.next_step());
        if grown == 0 {
            prop_assert_eq!(contents(smoothed.series()), contents(followed(&source, factor).series()));
        }
    }

    #[test]
    fn a_draft_shows_the_same_steps_and_comes_close(
        first in 1u64..70, length in 2usize..2500, factor in 0f64..=0.99,
        from in 0u64..2500, shown in 0u64..2500, points in 1usize..300,
    ) {
        let values: Vec<f32> = (0..length).map(|step| (step as f32 * 0.002).sin()).collect();
        let source = tight(first, &values);
        let (from, to) = (from, from + shown);
        let mut draft = Vec::new();
        Smoothed::new(factor).visible(&source, from..=to, points, &mut draft);
        let plain = visible(&source, from, to, points);
        prop_assert_eq!(draft.is_empty(), plain.is_empty());
        prop_assert!(draft.len() <= points);
        prop_assert!(draft.windows(2).all(|pair| pair[0].last_step + 1 == pair[1].first_step));
        // The outermost may reach farther, where more steps are kept as one bucket.
        if let (Some(first), Some(last)) = (draft.first(), draft.last()) {
            prop_assert!(first.first_step <= plain[0].first_step);
            prop_assert!(last.last_step >= plain[plain.len() - 1].last_step);
        }
        let mut smoothed = Vec::new();
        followed(&source, factor).visible(&source, from..=to, points, &mut smoothed);
        if let (Some(last), Some(smoothed)) = (draft.last(), smoothed.last()) {
            // The average comes out of the bucket before, whose steps all count as their mean.
            let before = draft[draft.len().saturating_sub(2)].first_step;
            let steps = last.last_step - before.min(smoothed.first_step) + 1;
            let near = 0.2 + 0.004 * steps as f32;
            prop_assert!((last.last - smoothed.last).abs() <= near, "{last:?} for {smoothed:?}");
        }
    }
}
