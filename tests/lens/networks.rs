//! Frozen networks to look at: every cell, with and without memory, stacked and batched.

use rnnscope::config::{Cell, Config, Nonlinearity, StateMode};
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
    let relu = Config { nonlinearity: Nonlinearity::Relu, layers: 1, ..base };
    configs.push(relu);
    configs
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
