//! How runs are compared.

use crate::race::{Criterion, Outcome, Tally};

/// A run of these losses, taken down.
fn taken_down(losses: &[f32], criterion: Criterion) -> Tally {
    let mut tally = Tally::new(criterion);
    losses.iter().zip(1..).for_each(|(loss, step)| tally.record(step, *loss));
    tally
}

#[test]
fn a_mean_is_that_of_the_last_losses() {
    let losses = [8.0, 4.0, 0.5, 0.25, 0.75];
    let mean = |last| taken_down(&losses, Criterion::MeanLoss(last)).outcome().mean_loss();
    assert_eq!(mean(1), Some(0.75));
    assert_eq!(mean(3), Some(0.5));
    // Of fewer steps it takes all.
    assert_eq!([5, 6, 1_000_000].map(mean), [Some(2.7); 3]);
    assert_eq!(Tally::new(Criterion::MeanLoss(3)).outcome().mean_loss(), None);
    // Whatever decides, the tables have a mean: of the last hundred.
    let long: Vec<f32> = (0..250).map(|n| n as f32).collect();
    for criterion in [Criterion::FinalLoss, Criterion::BestLoss, Criterion::StepsTo(0.5)] {
        assert_eq!(taken_down(&long, criterion).outcome().mean_loss(), Some(199.5));
    }
}

#[test]
fn one_jump_at_the_end_does_not_decide_a_mean() {
    let mut jumping = vec![0.001; 200];
    jumping[199] = 0.3;
    let steady = vec![0.01; 200];
    let run = |losses: &[f32]| taken_down(losses, Criterion::MeanLoss(100)).outcome();
    let outcomes = [run(&jumping), run(&steady)];
    assert_eq!(Criterion::FinalLoss.winners(&outcomes), [1]);
    assert_eq!(Criterion::MeanLoss(100).winners(&outcomes), [0]);
}

#[test]
fn a_diverged_run_has_no_mean() {
    let mut tally = taken_down(&[0.5, 0.25], Criterion::MeanLoss(100));
    tally.diverge(3);
    assert_eq!(tally.outcome().mean_loss(), None);
    assert_eq!(Criterion::MeanLoss(100).value(&tally.outcome()), f64::INFINITY);
}

#[test]
fn the_winner_is_the_least_and_equals_tie() {
    let run = |loss: Option<f32>, best: f32, reached, diverged| Outcome {
        steps: 9,
        loss,
        mean: Some(best + 0.1),
        best: Some((3, best)),
        reached,
        diverged,
        ..Outcome::default()
    };
    let outcomes = [
        run(Some(0.3), 0.2, None, None),
        run(Some(0.1), 0.1, Some(7), None),
        run(Some(0.1), 0.05, Some(4), None),
        run(Some(0.01), 0.01, Some(2), Some(10)),
    ];
    assert_eq!(Criterion::FinalLoss.winners(&outcomes), [1, 2], "the last one diverged");
    assert_eq!(Criterion::BestLoss.winners(&outcomes), [3]);
    assert_eq!(Criterion::MeanLoss(4).winners(&outcomes), [2], "the last one diverged");
    assert_eq!(Criterion::StepsTo(0.1).winners(&outcomes), [3]);
    assert_eq!(Criterion::StepsTo(0.1).winners(&outcomes[..1]), [0; 0], "never reached");
    let diverged = run(Some(f32::MAX), 0.2, None, Some(10));
    assert_eq!(Criterion::FinalLoss.winners([&diverged, &diverged]), [0; 0]);
}

#[test]
fn losses_over_the_validation_part_count_by_themselves() {
    let run = |losses: &[f32]| {
        let mut tally = taken_down(&[0.5, 0.25, 0.125], Criterion::ValidationLoss);
        losses.iter().zip(1..).for_each(|(loss, step)| tally.validate(step, *loss));
        tally
    };
    let mut diverged = run(&[0.1, 0.2]);
    diverged.diverge(3);
    let tallies = [run(&[0.9, 0.3, 0.8]), run(&[0.7, f32::NAN, 0.7]), diverged, run(&[])];
    let outcomes = tallies.map(|tally| tally.outcome());
    assert_eq!(Criterion::ValidationLoss.winners(&outcomes), [1], "the third diverged");
    assert_eq!(Criterion::BestValidationLoss.winners(&outcomes), [2]);
    assert_eq!(outcomes[0].best_validation, Some((2, 0.3)));
    assert_eq!(outcomes[1].best_validation, Some((1, 0.7)), "the first of equals");
    assert_eq!(Criterion::ValidationLoss.value(&outcomes[3]), f64::INFINITY);
    // Each by the name that files give it.
    for criterion in [Criterion::ValidationLoss, Criterion::BestValidationLoss] {
        assert!(Criterion::NAMES.contains(&criterion.name()) && criterion.is_loss());
        assert!(criterion.needs_validation() && criterion.goal().is_none());
    }
}
