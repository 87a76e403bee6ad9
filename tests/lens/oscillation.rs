//! Free runs and other data, on oscillators whose answers are known.

use std::f64::consts::PI;

use rnnscope::config::{Config, Nonlinearity, Spacing, StateMode};
use rnnscope::data::{self, Position, Wave};
use rnnscope::lens::Frozen;
use rnnscope::lens::free_run::{FreeRunSettings, free_run, oscillate};
use rnnscope::lens::generalisation::{Data, generalisation};
use rnnscope::trainer::Trainer;

use crate::networks::frozen;

/// A network of four units that solves the task exactly: two hold the present input's positive and
/// negative part, two those of the input before, and the readout is
/// cos t = (sin t · cos d − sin(t − d)) / sin d.
fn exact(state: StateMode) -> Frozen {
    let config = Config { hidden: 4, nonlinearity: Nonlinearity::Relu, state, ..Config::default() };
    let mut trainer = Trainer::new(&config).unwrap();
    for _ in 0..3 {
        trainer.step().unwrap();
    }
    let mut frozen = Frozen::now(&trainer, 0).unwrap();
    let d = frozen.spacing;
    let (now, before) = ((d.cos() / d.sin()) as f32, (1.0 / d.sin()) as f32);
    let mut recurrent = vec![0.0; 16];
    recurrent[2 * 4] = 1.0;
    recurrent[3 * 4 + 1] = 1.0;
    let values = [
        vec![1.0, -1.0, 0.0, 0.0],
        recurrent,
        vec![0.0; 4],
        vec![0.0; 4],
        vec![now, -now, -before, before],
        vec![0.0],
    ];
    for (parameter, values) in frozen.parameters.iter_mut().zip(values) {
        assert_eq!(parameter.values.len(), values.len());
        parameter.values = values;
    }
    frozen
}

/// Samples this far apart, from a phase on.
fn wave(start: f64, spacing: f64) -> Wave {
    let config = Config { spacing: Spacing::Radians(spacing), ..Config::default() };
    data::source(&config).wave(Position { origin: start, ..Position::START }, 0).unwrap()
}

#[test]
fn an_exact_oscillator_stays_exact() {
    let d = 0.3_f64;
    let plan = FreeRunSettings { warm_up: 2, length: 5000, threshold: 1e-6 };
    // cos from the last two inputs, in float64.
    let mut before = 0.0;
    let run = oscillate(&wave(0.7, d), plan, |x| {
        let answer = (x * d.cos() - before) / d.sin();
        before = x;
        answer
    });
    assert_eq!(run.holds, None);
    let worst = run.prediction[2..].iter().zip(&run.target[2..]).map(|(y, cos)| (y - cos).abs());
    // The data of the warm-up are rounded to float32: an amplitude and a phase a little off.
    assert!(worst.fold(0.0, f64::max) < 1e-6);
    let fed = run.input.iter().zip(&run.t).map(|(x, t)| (x - t.sin()).abs());
    assert!(fed.fold(0.0, f64::max) < 1e-6);
}

#[test]
fn the_exact_network_runs_free() {
    let plan = FreeRunSettings { warm_up: 10, length: 1000, threshold: 1e-2 };
    let run = free_run(&exact(StateMode::Carry), plan).unwrap();
    assert_eq!(run.holds, None);
    assert_eq!((run.t.len(), run.prediction.len(), run.warm_up), (1010, 1010, 10));
    assert_eq!(run.step, 3);
}

#[test]
fn a_run_is_lost_where_its_error_passes_the_threshold() {
    let d = 0.1;
    // Answers that are too small by a tenth: the oscillation dies away.
    let plan = FreeRunSettings { warm_up: 5, length: 200, threshold: 0.2 };
    let mut t = 0.0_f64 - d;
    let run = oscillate(&wave(0.0, d), plan, |_| {
        t += d;
        t.cos() + 0.01 * (t / d)
    });
    // The error is a hundredth a sample: 0.2 at sample 20, passed at 21, which is 16 after 5.
    assert_eq!(run.holds, Some(16));
    let broken = oscillate(&wave(0.0, d), plan, |_| f64::NAN);
    assert_eq!(broken.holds, Some(0));
}

#[test]
fn the_first_inputs_are_the_data() {
    let frozen = frozen(&Config::default(), 5);
    let run = free_run(&frozen, FreeRunSettings::default()).unwrap();
    assert_eq!(&run.input[..10], &frozen.row_input()[..]);
    let next = run.input[40] * (PI / 10.0).cos() + run.prediction[40] * (PI / 10.0).sin();
    assert_eq!(run.input[41], next);
}

#[test]
fn the_exact_network_bears_what_a_linear_one_can() {
    let frozen = exact(StateMode::Carry);
    let training = Data::of_training(&frozen);
    let loss = |data: Data| generalisation(&frozen, &data, 4).unwrap().loss;
    assert!(loss(training) < 1e-12);
    assert!(loss(Data { phase: 1.0, ..training }) < 1e-12);
    assert!(loss(Data { amplitude: 3.0, ..training }) < 1e-11);
    // Twice the distance, or twice the frequency: the readout is made for another d.
    let other = Data { spacing: 2.0 * training.spacing, ..training };
    let d = training.spacing;
    // ŷ = (sin t cos d − sin(t − 2d)) / sin d against cos t, over the circle.
    let expected: f64 = (0..1000)
        .map(|k| {
            let t = k as f64 * 2.0 * PI / 1000.0;
            (((t.sin() * d.cos() - (t - 2.0 * d).sin()) / d.sin() - t.cos()).powi(2)) / 1000.0
        })
        .sum();
    assert!((loss(other) - expected).abs() < 1e-6 * expected);
    let faster = Data { frequency: 2.0, ..training };
    assert!((loss(faster) - expected).abs() < 1e-6 * expected);
}

#[test]
fn noise_on_the_input_comes_out_as_the_formula_says() {
    let frozen = exact(StateMode::Carry);
    let noise = 0.05;
    let data = Data { noise, ..Data::of_training(&frozen) };
    let d = data.spacing;
    // The answer is linear in two inputs, each with noise of its own.
    let expected = noise * noise * (d.cos().powi(2) + 1.0) / d.sin().powi(2);
    let found = generalisation(&frozen, &data, 400).unwrap().loss;
    assert!((found / expected - 1.0).abs() < 0.1, "{found} {expected}");
    assert_eq!(generalisation(&frozen, &data, 4), generalisation(&frozen, &data, 4));
}

#[test]
fn the_training_loss_beside_it_is_the_network_s_own() {
    let frozen = exact(StateMode::Reset);
    let seen = generalisation(&frozen, &Data::of_training(&frozen), 3).unwrap();
    // After a reset the first answer is sin t · cos d / sin d = 0 for ±1.
    assert!((seen.training_loss - 0.1).abs() < 1e-9);
    assert_eq!(seen.loss, seen.training_loss);
    assert_eq!((seen.t.len(), seen.prediction.len()), (30, 30));
    assert!(seen.t.windows(2).all(|pair| pair[1] > pair[0]));
}
