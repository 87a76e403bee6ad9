//! A frozen network is the one that trains: its forward pass, loss and gradient are the trainer's.

use rnnscope::config::{Config, DataKind};
use rnnscope::lens::gradient::gradient;
use rnnscope::lens::gradient_norm::gradient_norm;
use rnnscope::lens::{Frozen, backprop, dependence, hidden_state};
use rnnscope::trainer::Trainer;

use crate::networks::{configs, frozen, trained};

#[test]
fn what_lies_ahead_is_what_the_next_step_finds() {
    for config in configs() {
        let mut trainer = trained(&config, 7);
        let ahead = Frozen::ahead(&trainer, 0).unwrap();
        let expected = gradient(&ahead);
        let report = trainer.step().unwrap();
        assert!((expected.loss - f64::from(report.loss)).abs() < 1e-6, "{config:?}");
        let norm = f64::from(report.grad_norm);
        assert!((expected.norm() - norm).abs() < 1e-5 * (1.0 + norm), "{config:?}");
        let parts = gradient_norm(&trainer).unwrap();
        assert!((parts.total - norm).abs() < 1e-6 * norm);
        for ((name, norm), values) in parts.groups.iter().zip(&expected.values) {
            let own = values.iter().map(|value| value * value).sum::<f64>().sqrt();
            assert!((norm - own).abs() < 1e-5 * (1.0 + own), "{name}: {norm} {own}");
        }
    }
}

#[test]
fn the_window_is_the_last_step_s_with_the_state_before_it() {
    for config in configs() {
        let mut trainer = trained(&config, 7);
        let ahead = Frozen::ahead(&trainer, 1).unwrap();
        trainer.step().unwrap();
        let now = Frozen::now(&trainer, 1).unwrap();
        assert_eq!((now.step, ahead.step), (8, 7));
        assert_eq!((&now.input, &now.target), (&ahead.input, &ahead.target));
        assert_eq!((&now.state, &now.wave), (&ahead.state, &ahead.wave));
        assert_ne!(now.parameters, ahead.parameters);
    }
}

#[test]
fn freezing_changes_nothing() {
    for config in configs() {
        let mut watched = trained(&config, 3);
        let mut alone = trained(&config, 3);
        for _ in 0..5 {
            Frozen::now(&watched, 0).unwrap();
            Frozen::ahead(&watched, 0).unwrap();
            assert_eq!(watched.step().unwrap(), alone.step().unwrap());
        }
        assert_eq!(watched.snapshot().unwrap(), alone.snapshot().unwrap());
    }
}

#[test]
fn an_untrained_network_shows_its_first_window() {
    let config = &configs()[0];
    let untrained = frozen(config, 0);
    assert_eq!(untrained.step, 0);
    assert_eq!(untrained.times[2], std::f64::consts::PI * (1.0 + 2.0 / 6.0));
    assert_eq!(hidden_state::hidden_state(&untrained, 9, 4).layer, 1);
    assert_eq!(backprop::backprop(&untrained).norms.len(), 2);
    assert_eq!(dependence::Dependence::new(&untrained, Default::default()).progress(), 0.0);
}

#[test]
fn windows_before_are_those_that_training_read() {
    for data in [DataKind::SinCos, DataKind::NoisySine] {
        let config =
            Config { data: data.into(), hidden: 3, batch: 2, time_steps: 6, ..Config::default() };
        let mut trainer = Trainer::new(&config).unwrap();
        let mut read = Vec::new();
        for _ in 0..5 {
            trainer.step().unwrap();
            read.push(trainer.data().input()[..6].to_vec());
        }
        let now = Frozen::now(&trainer, 0).unwrap();
        for (back, input) in (0..).zip(read.iter().rev()) {
            let again = now.trace_over(&now.model(), -back..1 - back, &now.row_state());
            assert!(again.input.iter().zip(input).all(|(a, b)| (a - f64::from(*b)).abs() < 1e-6));
        }
    }
}

#[test]
fn windows_made_afresh_are_those_of_training() {
    for config in configs() {
        let now = frozen(&config, 9);
        let again = now.trace_over(&now.model(), 0..1, &now.row_state());
        assert_eq!(again.input, now.row_input());
        // Window 8 of row 1 lies at window 9 of the time axis.
        assert_eq!(now.windows_before(), 9);
        let first: Vec<f64> = now.times_over(-9..-8);
        assert!(first.iter().enumerate().all(|(i, t)| (t - i as f64 * now.spacing).abs() < 1e-12));
    }
}
