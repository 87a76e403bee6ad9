//! Frozen networks to look at: every cell, with and without memory, stacked and batched.

use rnnscope::config::{Cell, Config, Loss, LossOn, Nonlinearity, StateMode};
use rnnscope::lens::Frozen;
use rnnscope::trainer::Trainer;

/// A small configuration of each kind.
pub(crate) fn configs() -> Vec<Config> {
    let base = Config { hidden: 5, layers: 2, time_steps: 6, batch: 3, ..Config::default() };
    let mut configs = Vec::new();
    for cell in Cell::ALL {
        for state in StateMode::ALL {
            configs.push(Config { cell: *cell, state: *state, ..base.clone() });
        }
    }
    for &loss in Loss::ALL {
        for &loss_on in LossOn::ALL {
            configs.push(Config { loss, loss_on, ..base.clone() });
        }
    }
    let relu = Config { nonlinearity: Nonlinearity::Relu, layers: 1, ..base };
    configs.push(relu);
    configs
}

/// What an error costs, and the slope of that.
pub(crate) fn cost(loss: Loss, error: f64) -> (f64, f64) {
    match loss {
        Loss::Mse => (error * error, 2.0 * error),
        Loss::Huber if error.abs() < 1.0 => (error * error / 2.0, error),
        Loss::Huber => (error.abs() - 0.5, error.signum()),
        Loss::Mae => (error.abs(), error.signum()),
    }
}

/// Whether the answer at a time step counts, and how many of a window's and its batch's do.
pub(crate) fn counted(config: &Config, time_step: usize) -> (bool, f64) {
    match config.loss_on {
        LossOn::All => (true, (config.batch * config.time_steps) as f64),
        LossOn::Last => (time_step + 1 == config.time_steps, config.batch as f64),
    }
}

/// The network after some steps of training.
pub(crate) fn trained(config: &Config, steps: u64) -> Trainer {
    let mut trainer = Trainer::new(config).unwrap();
    for _ in 0..steps {
        trainer.step().unwrap();
    }
    trainer
}

/// The frozen network after some steps, its second row shown where there is one.
pub(crate) fn frozen(config: &Config, steps: u64) -> Frozen {
    Frozen::now(&trained(config, steps), 1).unwrap()
}
