//! What the trainer promises beside PyTorch's numbers: determinism, live changes, snapshots.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

use rnnscope::config::{
    Cell, Config, DataKind, InitialWeights, Nonlinearity, OptimizerKind, Settings, Spacing,
    StateMode,
};
use rnnscope::network::contents;
use rnnscope::trainer::{Trainer, TrainerError};

fn losses(trainer: &mut Trainer, steps: usize) -> Vec<u32> {
    (0..steps).map(|_| trainer.step().unwrap().loss.to_bits()).collect()
}

/// One configuration for every cell and optimizer, and one for each kind of data.
fn configs() -> impl Iterator<Item = Config> {
    let base = Config { hidden: 7, time_steps: 5, batch: 3, ..Config::default() };
    let data =
        DataKind::ALL.iter().map(move |data| Config { data: (*data).into(), ..base.clone() });
    let networks = Cell::ALL.iter().flat_map(|cell| {
        OptimizerKind::ALL.iter().map(|optimizer| Config {
            cell: *cell,
            optimizer: *optimizer,
            hidden: 7,
            layers: 2,
            time_steps: 5,
            batch: 3,
            lr: 0.003,
            weight_decay: 0.01,
            clip: Some(0.5),
            ..Config::default()
        })
    });
    networks.chain(data)
}

#[test]
fn the_same_configuration_gives_the_same_bits() {
    for config in configs() {
        let mut first = Trainer::new(&config).unwrap();
        let mut second = Trainer::new(&config).unwrap();
        assert_eq!(losses(&mut first, 20), losses(&mut second, 20), "{config:?}");
    }
}

#[test]
fn a_snapshot_goes_on_with_the_original_bits() {
    for config in configs() {
        let mut original = Trainer::new(&config).unwrap();
        losses(&mut original, 7);
        let mut restored = Trainer::restore(&original.snapshot().unwrap()).unwrap();
        assert_eq!(losses(&mut original, 9), losses(&mut restored, 9), "{config:?}");
    }
}

#[test]
fn a_live_change_keeps_the_run_and_acts_on_the_next_step() {
    let mut changed = Trainer::new(&Config::default()).unwrap();
    let mut plain = Trainer::new(&Config::default()).unwrap();
    assert_eq!(losses(&mut changed, 5), losses(&mut plain, 5));
    changed.apply(&Settings { lr: Some(0.1), ..Settings::default() }).unwrap();
    // The new rate acts in the update of step 6 and first shows in loss 7.
    let (six, six_plain) = (changed.step().unwrap(), plain.step().unwrap());
    assert_eq!(six.loss, six_plain.loss);
    assert_eq!((six.learning_rate, six_plain.learning_rate), (0.1, 0.02));
    assert_ne!(changed.step().unwrap().loss, plain.step().unwrap().loss);
}

#[test]
fn data_go_on_where_they_were_after_a_change_of_grid() {
    let mut trainer = Trainer::new(&Config::default()).unwrap();
    losses(&mut trainer, 3);
    let wider = Settings {
        time_steps: Some(4),
        spacing: Some(Spacing::Radians(0.5)),
        ..Settings::default()
    };
    let effects = trainer.apply(&wider).unwrap();
    assert!(!effects.state_zeroed, "the hidden state doesn't depend on the time steps");
    trainer.step().unwrap();
    assert_eq!(trainer.data().t(0, 0), 3.0 * std::f64::consts::PI);
    trainer.step().unwrap();
    assert_eq!(trainer.data().t(0, 0), 3.0 * std::f64::consts::PI + 2.0);
}

#[test]
fn a_new_batch_zeroes_the_state_and_says_so() {
    let mut trainer = Trainer::new(&Config::default()).unwrap();
    losses(&mut trainer, 3);
    let effects = trainer.apply(&Settings { batch: Some(4), ..Settings::default() }).unwrap();
    assert!(effects.state_zeroed);
    assert_eq!(trainer.network().state.hidden, vec![0.0; 4 * 32]);
}

#[test]
fn a_new_optimizer_starts_from_nothing() {
    // Momentum's first update is plain SGD's: its buffer is the gradient itself.
    let sgd = Config { optimizer: OptimizerKind::Sgd, ..Config::default() };
    let mut plain = Trainer::new(&sgd).unwrap();
    let mut changed = Trainer::new(&sgd).unwrap();
    losses(&mut plain, 4);
    losses(&mut changed, 4);
    let momentum = Settings { optimizer: Some(OptimizerKind::Momentum), ..Settings::default() };
    assert!(changed.apply(&momentum).unwrap().optimizer_reset);
    plain.step().unwrap();
    changed.step().unwrap();
    assert_eq!(plain.step().unwrap().loss, changed.step().unwrap().loss);
}

#[test]
fn of_several_changes_before_a_step_only_the_last_values_act() {
    let there_and_back = [
        Settings { optimizer: Some(OptimizerKind::Sgd), ..Settings::default() },
        Settings { batch: Some(4), time_steps: Some(7), ..Settings::default() },
        Settings { lr: Some(0.5), ..Settings::default() },
        Settings { optimizer: Some(OptimizerKind::Adam), ..Settings::default() },
        Settings { batch: Some(1), time_steps: Some(10), ..Settings::default() },
    ];
    let mut changed = Trainer::new(&Config::default()).unwrap();
    let mut plain = Trainer::new(&Config::default()).unwrap();
    losses(&mut changed, 5);
    losses(&mut plain, 5);
    for change in &there_and_back {
        changed.apply(change).unwrap();
    }
    plain.apply(&there_and_back[2]).unwrap();
    assert_eq!(changed.snapshot().unwrap(), plain.snapshot().unwrap());
    assert_eq!(losses(&mut changed, 9), losses(&mut plain, 9));
}

#[test]
fn a_snapshot_before_changes_leaves_them_out() {
    let mut trainer = Trainer::new(&Config::default()).unwrap();
    losses(&mut trainer, 5);
    let settled = trainer.snapshot().unwrap();
    let change =
        Settings { batch: Some(3), optimizer: Some(OptimizerKind::Sgd), ..Settings::default() };
    trainer.apply(&change).unwrap();
    assert_ne!(trainer.snapshot().unwrap(), settled);
    assert_eq!(trainer.snapshot_before_changes().unwrap(), settled);
    let mut restored = Trainer::restore(&settled).unwrap();
    restored.apply(&change).unwrap();
    assert_eq!(losses(&mut trainer, 5), losses(&mut restored, 5));
}

#[test]
fn settings_of_a_new_run_are_refused() {
    let mut trainer = Trainer::new(&Config::default()).unwrap();
    let error = trainer.apply(&Settings { hidden: Some(8), ..Settings::default() }).unwrap_err();
    assert!(matches!(error, TrainerError::NeedsRestart(_)), "{error}");
    assert_eq!(error.to_string(), "hidden size can't change within a run; it needs a new one");
}

#[test]
fn without_recurrence_nothing_depends_on_the_past() {
    let config = Config { state: StateMode::None, time_steps: 6, ..Config::default() };
    let mut trainer = Trainer::new(&config).unwrap();
    let before = trainer.network().parameters().values().unwrap();
    trainer.step().unwrap();
    // weight_hh has no gradient, so Adam leaves it as it was; bias_hh has one.
    let after = trainer.network().parameters().values().unwrap();
    assert_eq!(before[1], after[1]);
    assert_ne!(before[3], after[3]);
    let weight_hh = trainer.network().parameters().iter().nth(1).unwrap();
    let gradient = trainer.network().gradients().get(&weight_hh.var).unwrap();
    assert!(contents::to_vec(gradient).unwrap().iter().all(|value| *value == 0.0));
}

#[test]
fn a_divergent_step_is_not_taken() {
    let config = Config {
        nonlinearity: Nonlinearity::Relu,
        optimizer: OptimizerKind::Sgd,
        lr: 10.0,
        ..Config::default()
    };
    let mut trainer = Trainer::new(&config).unwrap();
    let divergence = loop {
        match trainer.step() {
            Ok(report) => assert!(report.loss.is_finite() && report.grad_norm.is_finite()),
            Err(TrainerError::Diverged(divergence)) => break divergence,
            Err(error) => panic!("{error}"),
        }
    };
    assert_eq!(trainer.steps(), divergence.step - 1);
    assert!(
        trainer.network().parameters().values().unwrap().iter().flatten().all(|w| w.is_finite())
    );
    // Who takes it up elsewhere comes to the same end, and no change makes it go on.
    let mut again = Trainer::restore(&trainer.snapshot_before_changes().unwrap()).unwrap();
    let Err(TrainerError::Diverged(same)) = again.step() else { panic!("it goes on") };
    assert_eq!(same.step, divergence.step);
    let tame = Settings { lr: Some(1e-4), ..Settings::default() };
    assert!(matches!(trainer.apply(&tame), Err(TrainerError::Diverged(_))));
    assert_eq!(trainer.config(), &config);
}

/// A matrix of twelve orthonormal columns.
fn assert_orthogonal(matrix: &[f32], rows: usize) {
    for (a, b) in (0..12).flat_map(|a| (0..12).map(move |b| (a, b))) {
        let product: f32 = (0..rows).map(|row| matrix[row * 12 + a] * matrix[row * 12 + b]).sum();
        let expected = if a == b { 1.0 } else { 0.0 };
        assert!((product - expected).abs() < 1e-5, "columns {a} and {b}: {product}");
    }
}

#[test]
fn keras_weights_follow_their_scheme() {
    for cell in Cell::ALL {
        let config =
            Config { cell: *cell, hidden: 12, weights: InitialWeights::Keras, ..Config::default() };
        let trainer = Trainer::new(&config).unwrap();
        let values = trainer.network().parameters().values().unwrap();
        let rows = cell.about().blocks * 12;
        let bound = (6.0 / (rows as f32 + 1.0)).sqrt();
        assert!(values[0].iter().all(|w| w.abs() <= bound));
        assert!(values[0].iter().any(|w| w.abs() > 0.5 * bound));
        if cell.about().is_elementwise() {
            assert!(values[1].iter().all(|u| u.abs() <= 1.0));
            assert!(values[1].iter().any(|u| u.abs() > 0.5));
        } else {
            assert_orthogonal(&values[1], rows);
        }
        let forget = if *cell == Cell::Lstm { 12.0 } else { 0.0 };
        assert_eq!(values[2].iter().sum::<f32>(), forget);
        let others = &values[3..cell.about().parameters.len()];
        assert!(others.iter().flatten().all(|bias| *bias == 0.0));
    }
}

#[test]
fn the_effective_step_is_that_of_the_weights_decay_included() {
    for config in configs() {
        let mut trainer = Trainer::new(&config).unwrap();
        let mut unmeasured = Trainer::new(&config).unwrap();
        unmeasured.skip_effective_step();
        for _ in 0..3 {
            let before = trainer.network().parameters().values().unwrap().concat();
            let found = trainer.step().unwrap().effective_step;
            let after = trainer.network().parameters().values().unwrap().concat();
            let wide = |x: &f32| f64::from(*x);
            let way = |(a, b): (&f32, &f32)| (wide(a) - wide(b)).powi(2);
            let moved: f64 = after.iter().zip(&before).map(way).sum();
            let length: f64 = before.iter().map(|x| wide(x).powi(2)).sum();
            let expected = (moved / length).sqrt();
            assert!((f64::from(found) / expected - 1.0).abs() < 1e-6, "{found} {expected}");
            assert!(unmeasured.step().unwrap().effective_step.is_nan());
        }
        assert_eq!(trainer.snapshot().unwrap(), unmeasured.snapshot().unwrap());
    }
}

#[test]
fn amsgrad_switched_on_live_begins_with_the_present_averages() {
    let mut plain = Trainer::new(&Config::default()).unwrap();
    let mut changed = Trainer::new(&Config::default()).unwrap();
    assert_eq!(losses(&mut plain, 6), losses(&mut changed, 6));
    let on = Settings { amsgrad: Some(true), ..Settings::default() };
    assert_eq!(changed.apply(&on).unwrap(), Default::default());
    let (before, after) = (plain.snapshot().unwrap(), changed.snapshot().unwrap());
    assert_eq!(after.optimizer.moments[..2], before.optimizer.moments);
    assert_eq!(after.optimizer.moments[2], before.optimizer.moments[1]);
    let mut resumed = Trainer::restore(&after).unwrap();
    assert_eq!(losses(&mut changed, 9), losses(&mut resumed, 9));
    // Off again, the greatest averages are forgotten.
    let off = Settings { amsgrad: Some(false), ..Settings::default() };
    changed.apply(&off).unwrap();
    assert_eq!(changed.snapshot().unwrap().optimizer.moments.len(), 2);
}
