//! What a plot gets: true, complete, as fine as promised.

use proptest::prelude::*;

use super::*;

/// Width of the narrowest level that still has a step of this age, in tight rooms.
fn kept_width(age: u64) -> u64 {
    if age < 16 {
        return 1;
    }
    // The newest bucket may be unfinished and isn't one of the level's eight.
    (1..).map(|level| 4u64.pow(level)).find(|width| age / width < 7).unwrap()
}

proptest! {
    #[test]
    fn any_view_is_complete_and_true(
        (first, values) in runs(1500), from in 0u64..1600, length in 0u64..1600, points in 0usize..300,
    ) {
        assert_view(&tight(first, &values), &values, from, from + length, points);
    }

    #[test]
    fn any_view_is_as_fine_as_points_and_age_allow(
        (first, values) in runs(1500), start in 0.0f64..1.0, end in 0.0f64..1.0, points in 1usize..300,
    ) {
        let series = tight(first, &values);
        let last = series.last_step().unwrap();
        let at = |part: f64| first + (part * (values.len() - 1) as f64) as u64;
        let (from, to) = (at(start.min(end)), at(start.max(end)));
        let fits = |width: &u64| to / width - from / width < points as u64;
        let wanted = (0..).map(|bits| 1u64 << bits).find(fits).unwrap();
        for bucket in visible(&series, from, to, points) {
            let width = bucket.last_step - bucket.first_step + 1;
            let kept = kept_width(last - bucket.first_step);
            prop_assert!(width <= wanted.max(kept), "{width} for {wanted}, {kept}");
        }
    }

    #[test]
    fn the_first_and_the_newest_steps_are_exact((first, values) in runs(1500)) {
        let series = tight(first, &values);
        let last = series.last_step().unwrap();
        for (step, value) in (first..).zip(&values) {
            let near = step - first < 5 || last - step < 16;
            let exact = series.exact_at(step);
            prop_assert!(exact.is_some() || !near);
            if let Some(exact) = exact {
                prop_assert_eq!(exact.to_bits(), value.to_bits());
                let buckets = visible(&series, step, step, 1);
                prop_assert_eq!(buckets.len(), 1);
                prop_assert!(buckets[0].is_exact());
            }
        }
        prop_assert_eq!(series.last().map(f32::to_bits), values.last().map(|value| value.to_bits()));
        prop_assert_eq!(series.exact_at(last + 1), None);
        prop_assert_eq!(series.exact_at(first - 1), None);
    }

    #[test]
    fn extremes_are_those_of_the_finite_values((first, values) in runs(300)) {
        let series = tight(first, &values);
        let finite = || (first..).zip(values.iter().copied()).filter(|(_, value)| value.is_finite());
        let least = finite().map(|(_, value)| value).reduce(f32::min);
        let greatest = finite().map(|(_, value)| value).reduce(f32::max);
        prop_assert_eq!(series.min(), finite().find(|&(_, value)| Some(value) == least));
        prop_assert_eq!(series.max(), finite().find(|&(_, value)| Some(value) == greatest));
        prop_assert_eq!(series.len(), values.len() as u64);
    }
}

#[test]
fn buckets_stay_the_same_while_the_plot_is_moved() {
    let mut series = Series::default();
    (0..1000).for_each(|step| series.push((step as f32 * 0.1).sin()));
    let (before, after) = (visible(&series, 200, 400, 60), visible(&series, 203, 403, 60));
    let shared = |bucket: &&Bucket| bucket.first_step >= 208 && bucket.last_step <= 399;
    let (before, after): (Vec<_>, Vec<_>) =
        (before.iter().filter(shared).collect(), after.iter().filter(shared).collect());
    assert!(before.len() > 20);
    assert_eq!(before, after);
}

#[test]
fn the_buffer_is_reused() {
    let series = tight(1, &[1.0; 500]);
    let mut buckets = Vec::with_capacity(600);
    let place = buckets.as_ptr();
    for points in [500, 10, 300] {
        series.visible(1..=500, points, &mut buckets);
    }
    assert_eq!(buckets.as_ptr(), place);
    #[expect(clippy::reversed_empty_ranges, reason = "what a plot of nothing may ask for")]
    series.visible(9..=3, 100, &mut buckets);
    assert_eq!(buckets, []);
}

#[test]
fn a_series_without_steps_shows_nothing() {
    let series = Series::default();
    assert_eq!(visible(&series, 0, u64::MAX, 100), []);
    assert_eq!((series.first_step(), series.last_step(), series.last()), (None, None, None));
    assert_eq!((series.min(), series.max(), series.len(), series.next_step()), (None, None, 0, 1));
}
