//! Points, ranges, samples and summaries.

use proptest::prelude::*;

use crate::config::{Config, Field};
use crate::race::sweep::{Axis, Sample, Scale, SweepPlan, summarise};
use crate::race::{Criterion, Outcome};

fn range(from: f64, to: f64, count: usize, scale: Scale) -> Axis {
    Axis::Range { from, to, count, scale }
}

#[test]
fn ranges_are_even_and_have_their_ends() {
    let linear = range(0.1, 0.5, 5, Scale::Linear);
    assert_eq!(linear.values(Field::Lr), [0.1, 0.2, 0.3, 0.4, 0.5]);
    let log = range(0.001, 0.1, 5, Scale::Log);
    assert_eq!(log.values(Field::Lr), [0.001, 0.003162, 0.01, 0.03162, 0.1]);
    // Whole numbers, each once.
    let sizes = range(1.0, 8.0, 6, Scale::Log);
    assert_eq!(sizes.values(Field::Hidden), [1.0, 2.0, 3.0, 5.0, 8.0]);
    assert_eq!(Axis::List(vec![8.0, 4.0, 8.0]).values(Field::Hidden), [8.0, 4.0]);
}

#[test]
fn a_grid_has_every_combination_in_a_fixed_order() {
    let plan = SweepPlan {
        lr: Axis::List(vec![0.1, 0.2]),
        hidden: Axis::List(vec![4.0, 8.0]),
        time_steps: Axis::List(vec![5.0, 6.0]),
        seeds: vec![3, 9],
        ..SweepPlan::of(Config::default())
    };
    let found: Vec<_> =
        plan.runs().iter().map(|run| (run.lr, run.hidden, run.time_steps, run.seed)).collect();
    let mut expected = Vec::new();
    for lr in [0.1, 0.2] {
        for hidden in [4, 8] {
            for time_steps in [5, 6] {
                expected.extend([3, 9].map(|seed| (lr, hidden, time_steps, seed)));
            }
        }
    }
    assert_eq!(found, expected);
}

fn sampled(points: usize, seed: u32) -> SweepPlan {
    SweepPlan {
        lr: range(1e-4, 1.0, 2, Scale::Log),
        hidden: range(1.0, 64.0, 2, Scale::Linear),
        time_steps: Axis::List(vec![5.0, 10.0]),
        sample: Some(Sample { points, seed }),
        ..SweepPlan::of(Config::default())
    }
}

#[test]
fn a_sample_repeats_and_spreads_over_the_ranges() {
    let points = sampled(400, 5).points();
    assert_eq!(points, sampled(400, 5).points());
    assert_ne!(points, sampled(400, 6).points());
    assert_eq!(
        points[..30],
        sampled(30, 5).points()[..],
        "more points leave the first as they are"
    );
    let part = |holds: fn(&super::super::sweep::Point) -> bool| {
        points.iter().filter(|point| holds(point)).count() as f64 / 400.0
    };
    // Half of the points in each half, within four standard deviations.
    assert!((part(|point| point.lr < 0.01) - 0.5).abs() < 0.1);
    assert!((part(|point| point.hidden <= 32) - 0.5).abs() < 0.1);
    assert!((part(|point| point.time_steps == 5) - 0.5).abs() < 0.1);
    assert!(points.iter().all(|point| (1e-4..=1.0).contains(&point.lr)));
    assert!(points.iter().all(|point| (1..=64).contains(&point.hidden)));
}

#[test]
fn what_is_wrong_with_a_plan_is_said_in_one_sentence() {
    let plan = || SweepPlan::of(Config::default());
    let say = |plan: SweepPlan| plan.check().unwrap_err().to_string();
    let cases = [
        (say(SweepPlan { seeds: vec![], ..plan() }), "seed needs at least one value"),
        (say(SweepPlan { lr: Axis::List(vec![]), ..plan() }), "lr needs at least one value"),
        (
            say(SweepPlan { lr: range(0.1, 0.01, 3, Scale::Log), ..plan() }),
            "lr goes from 0.1 to 0.01: the first must be the smaller",
        ),
        (
            say(SweepPlan { hidden: range(1.0, 9.0, 1, Scale::Linear), ..plan() }),
            "hidden has count = 1; a range takes 2 to 200 values",
        ),
        (
            say(SweepPlan { hidden: Axis::single(513.0), ..plan() }),
            "hidden = 513 is not possible: hidden size must be a whole number from 1 to 512",
        ),
        (
            say(SweepPlan { seeds: (0..10_001).collect(), ..plan() }),
            "the sweep has 10001 runs; it can have at most 10000",
        ),
        (
            say(SweepPlan { criterion: Criterion::StepsTo(f32::NAN), ..plan() }),
            "loss = NaN is not possible: the loss to be reached must be a number above 0",
        ),
        (
            say(SweepPlan { criterion: Criterion::MeanLoss(0), ..plan() }),
            "last = 0 is not possible: it must be a whole number from 1 to 1000000",
        ),
    ];
    for (said, expected) in cases {
        assert_eq!(said, expected);
    }
    let base = Config { endpoint: true, ..Config::default() };
    let said = say(SweepPlan { time_steps: Axis::single(1.0), ..SweepPlan::of(base) });
    assert!(said.contains("time steps 1: endpoint = true needs"), "{said}");
}

#[test]
fn a_million_values_are_counted_and_refused() {
    // Each compared with all before it they would take hours.
    let million = 1_000_000;
    let values = (0..million).map(|n| 0.001 + f64::from(n) * 1e-6);
    let lr = Axis::List(values.clone().chain(values).collect());
    assert_eq!(lr.values(Field::Lr).len(), million as usize);
    let plan = SweepPlan { lr, ..SweepPlan::of(Config::default()) };
    let said = plan.check().unwrap_err().to_string();
    assert_eq!(said, "the sweep has 1000000 runs; it can have at most 10000");
}

#[test]
fn seeds_that_draw_nothing_are_no_sweep() {
    let base = Config { init: Some("weights.safetensors".into()), ..Config::default() };
    let over_seeds = SweepPlan { seeds: vec![1, 2, 3], ..SweepPlan::of(base) };
    let said = over_seeds.check().unwrap_err().to_string();
    assert!(said.starts_with("all 3 runs would be the same: the weights come from init"), "{said}");
    // With another setting they are idle, but the runs differ.
    let over_rates = SweepPlan { lr: Axis::List(vec![0.1, 0.2]), ..over_seeds.clone() };
    over_rates.check().unwrap();
    assert!(over_rates.has_idle_seeds());
    let one = SweepPlan { seeds: vec![7], ..over_seeds.clone() };
    one.check().unwrap();
    assert!(!one.has_idle_seeds());
    let drawn = SweepPlan { base: Config::default(), ..over_seeds };
    drawn.check().unwrap();
    assert!(!drawn.has_idle_seeds());
}

proptest! {
    /// Median and quartiles against their definition: NumPy's, of the sorted values.
    #[test]
    fn quartiles_are_those_of_the_definition(losses in prop::collection::vec(0.0_f32..9.0, 1..9)) {
        let base = Config::default();
        let seeds = (0..losses.len() as u32).collect();
        let plan = SweepPlan { seeds, ..SweepPlan::of(base) };
        let outcomes: Vec<_> = losses
            .iter()
            .map(|loss| Some(Outcome { loss: Some(*loss), ..Outcome::default() }))
            .collect();
        let summary = summarise(&plan, &outcomes)[0];
        let mut sorted = losses.clone();
        sorted.sort_by(f32::total_cmp);
        let at = |part: f64| {
            // Weighted by how near each value's place is to the wanted one.
            let place = part * (sorted.len() - 1) as f64;
            let weight = |n: usize| (1.0 - (place - n as f64).abs()).max(0.0);
            sorted.iter().enumerate().map(|(n, value)| weight(n) * f64::from(*value)).sum::<f64>()
        };
        for (found, part) in
            [(summary.low, 0.25), (summary.median, 0.5), (summary.high, 0.75), (summary.least, 0.0)]
        {
            prop_assert!((found - at(part)).abs() < 1e-9, "{found} {}", at(part));
        }
        prop_assert_eq!(summary.runs, losses.len());
    }
}

#[test]
fn a_diverged_run_is_the_worst() {
    let ended =
        |loss: f32, diverged| Some(Outcome { loss: Some(loss), diverged, ..Outcome::default() });
    let plan = SweepPlan { seeds: vec![1, 2, 3, 4], ..SweepPlan::of(Config::default()) };
    let outcomes = [ended(0.1, None), ended(0.2, None), ended(0.0, Some(5)), ended(0.3, None)];
    let summary = summarise(&plan, &outcomes)[0];
    assert_eq!((summary.diverged, summary.runs), (1, 4));
    assert!((summary.median - 0.25).abs() < 1e-6);
    assert_eq!(summary.greatest, f64::INFINITY);
    assert_eq!(summary.spread(), f64::INFINITY);
    // Nothing has ended.
    let nothing = summarise(&plan, &[None; 4])[0];
    assert!(nothing.runs == 0 && nothing.median.is_nan());
}
