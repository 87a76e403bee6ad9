//! Formulas as data against the older sources, against their values one by one, and against what can't be.

use std::f64::consts::PI;

use super::*;
use crate::config::{DataKind, Spacing};
use crate::data::source;

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn read(inputs: &[&str], targets: &[&str]) -> Result<Formulas, FormulaError> {
    Formulas::read(&texts(inputs), &texts(targets))
}

fn laid(config: &Config, inputs: &[&str], targets: &[&str], noise: [f64; 2]) -> FormulaSource {
    let formulas = read(inputs, targets).unwrap();
    let [input, target] = noise;
    FormulaSource::new(Grid::new(config), formulas.with_noise(input, target, config.data_seed))
}

fn at(batches: u64) -> Position {
    Position { batches, ..Position::START }
}

/// The bits of what a row holds: inputs, then targets.
fn row(source: &dyn Source, at: Position, row: usize) -> [Vec<u32>; 2] {
    let (Shape { inputs, targets }, Layout { time_steps, .. }) = (source.shape(), source.layout());
    let (mut input, mut target) = (vec![0.0; inputs * time_steps], vec![0.0; targets * time_steps]);
    source.fill(at, row, &mut input, &mut target);
    [input, target].map(|numbers| numbers.iter().map(|number: &f32| number.to_bits()).collect())
}

#[test]
fn sin_and_cos_as_formulas_are_the_older_sources_to_the_bit() {
    for spacing in [Spacing::HalfTurn, Spacing::Radians(0.3)] {
        for noise in [0.0, 0.5] {
            let config = Config {
                time_steps: 7,
                batch: 3,
                spacing,
                noise,
                data_seed: 9,
                ..Config::default()
            };
            let kind = if noise == 0.0 { DataKind::SinCos } else { DataKind::NoisySine };
            let older = source(&Config { data: kind.into(), ..config.clone() });
            let formula = laid(&config, &["sin(t)"], &["cos(t)"], [noise, 0.0]);
            for batches in (0..50).chain([9_999_999]) {
                for number in 0..3 {
                    let (found, expected) =
                        (row(&formula, at(batches), number), row(&*older, at(batches), number));
                    assert_eq!(found, expected, "{spacing} {noise} {batches}");
                    assert_eq!(formula.t(at(batches), number, 2), older.t(at(batches), number, 2));
                }
            }
        }
    }
}

#[test]
fn channels_lie_side_by_side_and_each_is_its_formula() {
    let config =
        Config { time_steps: 5, batch: 2, spacing: Spacing::Radians(0.25), ..Config::default() };
    let (inputs, targets) = (["t/10", "square(t)", "t^2"], ["exp(-t)", "1"]);
    let source = laid(&config, &inputs, &targets, [0.0; 2]);
    assert_eq!(source.shape(), Shape { inputs: 3, targets: 2 });
    let [input, target] = row(&source, at(3), 1);
    for i in 0..5 {
        let t = f64::from(4 * 5 + i) * 0.25;
        let square = if t.sin() > 0.0 { 1.0 } else { -1.0 };
        let expected = [t / 10.0, square, libm::pow(t, 2.0)].map(|x| (x as f32).to_bits());
        assert_eq!(input[3 * i as usize..][..3], expected, "{i}");
        let expected = [libm::exp(-t), 1.0].map(|x| (x as f32).to_bits());
        assert_eq!(target[2 * i as usize..][..2], expected, "{i}");
    }
    assert_eq!([source.input_name(2), source.target_name(0)], ["t^2", "exp(-t)"]);
    assert_eq!(source.task(), "exp(-t), 1 from t/10, square(t), t^2");
    assert!(source.wave(at(0), 0).is_none());
}

#[test]
fn a_long_task_is_told_by_numbers() {
    let long = "sin(t) + sin(2*t) + sin(3*t)";
    let source = laid(&Config::default(), &[long], &[long, long], [0.0; 2]);
    assert_eq!(source.task(), "2 targets from 1 input");
}

#[test]
fn what_a_row_reads_the_one_above_reads_a_step_later() {
    let config = Config { time_steps: 6, batch: 4, data_seed: 3, ..Config::default() };
    let source = laid(&config, &["sin(t)", "t"], &["cos(t)"], [0.3, 0.2]);
    assert!(source.rows_move_up());
    for batches in 0..30 {
        for number in 1..4 {
            assert_eq!(
                row(&source, at(batches), number),
                row(&source, at(batches + 1), number - 1)
            );
        }
    }
}

#[test]
fn every_channel_has_noise_of_its_own() {
    const COUNT: usize = 50_000;
    let config = Config { time_steps: COUNT, batch: 1, data_seed: 4, ..Config::default() };
    let source = laid(&config, &["0"; 3], &["0"; 2], [0.5, 2.0]);
    let (mut input, mut target) = (vec![0.0; 3 * COUNT], vec![0.0; 2 * COUNT]);
    source.fill(at(0), 0, &mut input, &mut target);
    let channel = |numbers: &[f32], of: usize, which: usize| -> Vec<f64> {
        numbers.iter().skip(which).step_by(of).map(|&number| f64::from(number)).collect()
    };
    let inputs = (0..3).map(|which| channel(&input, 3, which));
    let channels: Vec<Vec<f64>> =
        inputs.chain((0..2).map(|which| channel(&target, 2, which))).collect();
    let mean =
        |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>() / COUNT as f64;
    for (i, one) in channels.iter().enumerate() {
        let deviation: f64 = if i < 3 { 0.5 } else { 2.0 };
        let variance = deviation * deviation;
        let error = 5.0 * variance * (2.0 / COUNT as f64).sqrt();
        assert!((mean(one, one) - variance).abs() < error, "{i}");
        for (j, other) in channels.iter().enumerate().take(i) {
            let other_deviation: f64 = if j < 3 { 0.5 } else { 2.0 };
            let error = 5.0 * deviation * other_deviation / (COUNT as f64).sqrt();
            assert!(mean(one, other).abs() < error, "{i} {j}");
        }
    }
    // More inputs, or none of the noise on the other side, change no channel's noise.
    let alone = laid(&config, &["0"], &["0"; 2], [0.0, 2.0]);
    let (mut silent, mut again) = (vec![1.0; COUNT], vec![0.0; 2 * COUNT]);
    alone.fill(at(0), 0, &mut silent, &mut again);
    assert_eq!(again, target);
    assert!(silent.iter().all(|&number| number == 0.0));
}

#[test]
fn another_grid_goes_on_where_row_0_was() {
    let config = Config { time_steps: 10, batch: 2, ..Config::default() };
    let source = laid(&config, &["t"], &["t"], [0.0; 2]);
    let changed = |config: &Config| source.relaid(config, at(6));
    assert!(changed(&Config { noise: 0.0, ..config.clone() }).is_none());
    let other =
        Config { time_steps: 7, spacing: Spacing::Radians(0.3), noise: 0.0, ..config.clone() };
    let (moved, position) = changed(&other).unwrap();
    assert_eq!(position, Position { origin: 6.0 * PI, sample: 60, batches: 0 });
    assert_eq!(moved.t(position, 1, 2), 6.0 * PI + 9.0 * 0.3);
    assert_eq!(moved.layout(), Layout { batch: 2, time_steps: 7 });
    // Noise alone moves nothing.
    let (louder, position) = changed(&Config { noise: 1.0, ..config }).unwrap();
    assert_eq!(position, at(6));
    assert_ne!(row(&*louder, position, 0), row(&source, position, 0));
    assert_eq!(row(&*louder, position, 0)[1], row(&source, position, 0)[1]);
}

#[test]
fn what_cant_be_data_is_refused_in_a_sentence() {
    let complaint = |inputs: &[&str], targets: &[&str]| {
        let config =
            Config { time_steps: 4, batch: 2, spacing: Spacing::Radians(0.5), ..Config::default() };
        let checked = read(inputs, targets).and_then(|read| read.check_first(&Grid::new(&config)));
        checked.map_err(|error| error.to_string())
    };
    assert_eq!(complaint(&["sin(t)"], &["cos(t)"]), Ok(()));
    for (inputs, targets, expected) in [
        (
            &[][..],
            &["t"][..],
            "data of formulas need an input and a target, and there is no input: an example is sin(t)",
        ),
        (
            &["t"],
            &[],
            "data of formulas need an input and a target, and there is no target: an example is sin(t)",
        ),
        (
            &["t", "sin(t"],
            &["t"],
            "input 2 = \"sin(t\" is no formula of t: the parenthesis at character 4 is never closed",
        ),
        (
            &["t"],
            &["foo\n"],
            "target 1 = \"foo\\n\" is no formula of t: nothing is called foo, at character 1; there are t, \
             pi, sin, cos, tan, exp, log, sqrt, abs, sign, floor, square, saw, triangle, pulse, mod, min and \
             max",
        ),
        (
            &["t", "1/t"],
            &["t"],
            "input 2 = \"1/t\" is inf at t = 0, which the first window needs: it must be a number up to \
             3.4e38 there",
        ),
        (
            &["t"],
            &["log(1 - t)"],
            "target 1 = \"log(1 - t)\" is -inf at t = 1, which the first window needs: it must be a number \
             up to 3.4e38 there",
        ),
        (
            &["t"],
            &["sqrt(3 - t)"],
            "target 1 = \"sqrt(3 - t)\" is NaN at t = 3.5, which the first window needs: it must be a number \
             up to 3.4e38 there",
        ),
    ] {
        assert_eq!(complaint(inputs, targets), Err(expected.to_owned()), "{inputs:?} {targets:?}");
    }
    // What lies behind the first batch is found when the run comes there.
    assert_eq!(complaint(&["1/(t - 4)"], &["t"]), Ok(()));
    assert!(complaint(&["1e39"], &["t"]).is_err_and(|error| error.contains("1e39\" is inf")));
}

#[test]
fn each_formula_is_told_what_is_wrong_with_it() {
    let config = Config {
        data: DataKind::Formula.into(),
        inputs: texts(&["sin(t)", "sin(2t)", "log(t)"]),
        targets: texts(&["co(t)"]),
        ..Config::default()
    };
    let found = problems(&config);
    let places: Vec<_> = found.iter().map(|one| (one.field, one.place, one.span.clone())).collect();
    let expected =
        [(Field::Inputs, 1, Some(5..6)), (Field::Inputs, 2, None), (Field::Targets, 0, Some(0..2))];
    assert_eq!(places, expected);
    assert!(found[1].reason.starts_with("it is -inf at t = 0, which the first window needs"));
    // What is told first is what a run would be refused for.
    let refused = check(&config).unwrap_err();
    assert_eq!(refused.field, found[0].field);
    assert!(refused.to_string().ends_with(&found[0].reason), "{}", refused.reason);
    let right = Config { inputs: texts(&["sin(t)"]), targets: texts(&["cos(t)"]), ..config };
    assert_eq!(problems(&right), []);
}
