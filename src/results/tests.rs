//! Tables and pictures of small sweeps whose outcomes are made up.

use super::*;
use crate::config::Config;
use crate::race::Criterion;
use crate::race::sweep::{Sample, summarise};
use crate::text::ENGLISH;

/// Two rates, three sizes, two lengths, two seeds; the outcome tells the place.
fn plan() -> SweepPlan {
    SweepPlan {
        lr: Axis::List(vec![0.1, 0.01]),
        hidden: Axis::List(vec![4.0, 8.0, 16.0]),
        time_steps: Axis::List(vec![5.0, 10.0]),
        seeds: vec![1, 2],
        ..SweepPlan::of(Config::default())
    }
}

fn outcomes(plan: &SweepPlan) -> Vec<Option<Outcome>> {
    let outcome = |place: usize| Outcome {
        steps: 100,
        loss: Some(place as f32 + 0.5),
        mean: Some(place as f32 + 0.125),
        best: Some((7, 0.25)),
        reached: None,
        diverged: (place == 3).then_some(101),
        ..Outcome::default()
    };
    (0..plan.runs().len()).map(|place| (place != 4).then(|| outcome(place))).collect()
}

#[test]
fn runs_are_one_row_each_with_empty_cells_where_there_is_nothing() {
    let plan = plan();
    let text = runs_csv(&plan, &outcomes(&plan));
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 24, "a header, and a row for each of 24 runs but one");
    assert_eq!(lines[1], "0.1,4,5,1,100,0.5,0.25,7,,,0.125");
    assert_eq!(lines[4], "0.1,4,10,2,100,,0.25,7,,101,");
    assert_eq!(lines[5], "0.1,8,5,2,100,5.5,0.25,7,,,5.125", "the fifth hasn't ended");
}

#[test]
fn losses_over_the_validation_part_stand_at_the_end_where_there_are_some() {
    let plan = SweepPlan { criterion: Criterion::BestValidationLoss, ..plan() };
    assert!(runs_csv(&plan, &[]).ends_with(",mean_loss,validation_loss,best_validation_loss\n"));
    let mut outcomes = outcomes(&plan);
    for (outcome, place) in outcomes.iter_mut().zip(0_u8..) {
        let outcome = outcome.as_mut().filter(|_| place > 0);
        if let Some(outcome) = outcome {
            outcome.validation = Some(0.75);
            outcome.best_validation = Some((50, f32::from(place)));
        }
    }
    let text = runs_csv(&plan, &outcomes);
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[1], "0.1,4,5,1,100,0.5,0.25,7,,,0.125,,");
    assert_eq!(lines[2], "0.1,4,5,2,100,1.5,0.25,7,,,1.125,0.75,1.0");
    assert_eq!(lines[4], "0.1,4,10,2,100,,0.25,7,,101,,,3.0", "it diverged after its best");
    // They are there whatever counts, once a run has them.
    let by_loss = SweepPlan { criterion: Criterion::FinalLoss, ..plan };
    assert_eq!(runs_csv(&by_loss, &outcomes), text);
    let point = points_csv(&SweepPlan { criterion: Criterion::BestValidationLoss, ..by_loss }, &[]);
    assert_eq!(point.lines().count(), 1);
}

#[test]
fn points_have_median_and_quartiles() {
    let plan = plan();
    let text = points_csv(&plan, &summarise(&plan, &outcomes(&plan)));
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 13);
    assert_eq!(lines[1], "0.1,4,5,2,0,1.0,0.75,1.25,0.5,1.5");
    assert_eq!(lines[2], "0.1,4,10,2,1,inf,inf,inf,2.5,inf");
    assert_eq!(lines[3], "0.1,8,5,1,0,5.5,5.5,5.5,5.5,5.5");
}

#[test]
fn steps_are_written_exactly() {
    let plan = SweepPlan {
        criterion: Criterion::StepsTo(0.01),
        seeds: vec![1, 2],
        ..SweepPlan::of(Config::default())
    };
    // Between them no float of single precision.
    let reached = |step| Outcome { reached: Some(step), ..Outcome::default() };
    let outcomes = [16_777_217, 16_777_218].map(|step| Some(reached(step)));
    let text = points_csv(&plan, &summarise(&plan, &outcomes));
    let row = text.lines().nth(1).unwrap();
    assert_eq!(row, "0.02,32,10,2,0,16777217.5,16777217.25,16777217.75,16777217,16777218");
}

#[test]
fn one_run_is_no_runs() {
    let plan = SweepPlan::of(Config { steps: 1, ..Config::default() });
    let figure = heatmap(&plan, &summarise(&plan, &[None]), &ENGLISH);
    assert_eq!(figure.title, "A sweep of 1 run: final loss");
    assert!(figure.subtitle.contains("1 step each") && figure.subtitle.contains("1 seed a point"));
}

#[test]
fn cells_stand_where_their_settings_say() {
    let plan = plan();
    let summaries = summarise(&plan, &outcomes(&plan));
    let figure = heatmap(&plan, &summaries, &ENGLISH);
    let Places::Grid { x, y, x_name, y_name } = &figure.places else { panic!("a grid") };
    assert_eq!((x_name.as_str(), y_name.as_str()), ("learning rate", "hidden size"));
    assert_eq!(
        (x.as_slice(), y.as_slice()),
        (&["0.01", "0.1"].map(str::to_owned)[..], &["4", "8", "16"].map(str::to_owned)[..])
    );
    let maps = &figure.quantities[0].maps;
    assert_eq!(maps[1].title, "time steps 10");
    // Rate 0.01, size 16, length 10 is the last point, rate 0.1 comes first in the plan.
    assert_eq!(maps[1].values[4], 23.0);
    assert_eq!(maps[0].values[1], 1.0);
    assert!(maps[1].values[1].is_infinite());
    assert!(figure.subtitle.contains("grey where"), "{}", figure.subtitle);
}

#[test]
fn what_is_varied_takes_the_axes() {
    let plan =
        SweepPlan { time_steps: Axis::List(vec![5.0, 10.0]), lr: Axis::single(0.5), ..plan() };
    let found = Arrangement::of(&plan);
    assert_eq!((found.x.0, found.y.0, found.maps.0), (Field::Hidden, Field::TimeSteps, Field::Lr));
}

#[test]
fn every_sweep_has_a_picture() {
    let sampled = SweepPlan {
        lr: Axis::Range { from: 1e-5, to: 1.0, count: 2, scale: Scale::Log },
        sample: Some(Sample { points: 9, seed: 1 }),
        criterion: Criterion::BestLoss,
        ..plan()
    };
    for plan in [plan(), sampled, SweepPlan::of(Config::default())] {
        for outcomes in [outcomes(&plan), vec![None; plan.runs().len()]] {
            let svg = heatmap(&plan, &summarise(&plan, &outcomes), &ENGLISH).svg(&ENGLISH).unwrap();
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
    }
}
