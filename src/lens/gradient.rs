//! The gradient, parameter by parameter: its norm before clipping, and all of its numbers.
//!
//! Clipping scales the whole gradient when its norm over all parameters passes the threshold
//! (Pascanu et al. 2013, arXiv 1211.5063); the parts show where the norm comes from.

use crate::network::{Spec, parameters};
use crate::optimizer;
use crate::trainer::{Trainer, TrainerError};

use super::Frozen;
use super::backward::of_squared_error;
use crate::network::model64::product::norm;

/// The norms of the last step's gradient.
#[derive(Clone, Debug, PartialEq)]
pub struct Norms {
    /// The step.
    pub step: u64,
    /// Before clipping, over all parameters.
    pub total: f64,
    /// Name and norm of each parameter, in PyTorch's order.
    pub groups: Vec<(String, f64)>,
    /// The threshold in force, if any.
    pub clip: Option<f64>,
}

/// The parameters in groups, all layers together: name, and what the parameters' names contain.
pub const GROUPS: [(&str, &str); 4] = [
    ("input weights", "weight_ih"),
    ("recurrent weights", "weight_hh"),
    ("biases", "rnn.bias"),
    ("readout", "out."),
];

impl Norms {
    /// The norm of each of [`GROUPS`].
    pub fn by_group(&self) -> [f64; GROUPS.len()] {
        GROUPS.map(|(_, part)| {
            let of_group = self.groups.iter().filter(|(name, _)| name.contains(part));
            norm(&of_group.map(|(_, norm)| *norm).collect::<Vec<_>>())
        })
    }
}

/// The norms of the gradient that the last step trained with, before clipping: zeros before the
/// first.
///
/// # Errors
/// When a gradient's numbers can't be read.
pub fn norms(trainer: &Trainer) -> Result<Norms, TrainerError> {
    let config = trainer.config();
    let network = trainer.network();
    let norms = optimizer::norms(network.parameters())?;
    let names = parameters::layout(&Spec::new(config));
    Ok(Norms {
        step: trainer.steps(),
        total: norm(&norms),
        groups: names.into_iter().map(|entry| entry.name).zip(norms).collect(),
        clip: config.clip,
    })
}

/// Loss and gradient of a frozen network over the whole batch of its window.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// Mean squared error over batch and time steps.
    pub loss: f64,
    /// ∂L/∂w of each parameter, row-major, in PyTorch's order.
    pub values: Vec<Vec<f64>>,
}

impl Gradient {
    /// The norm over all parameters.
    pub fn norm(&self) -> f64 {
        norm(&self.values.iter().map(|values| norm(values)).collect::<Vec<_>>())
    }
}

/// Loss and gradient in float64, afresh.
pub fn gradient(frozen: &Frozen) -> Gradient {
    let model = frozen.model();
    let zeros = |parameter: &super::Values| vec![0.0; parameter.values.len()];
    let mut values: Vec<Vec<f64>> = frozen.parameters.iter().map(zeros).collect();
    let mut loss = 0.0;
    for row in 0..frozen.batch {
        let trace = model.run(&frozen.state_of(row), &frozen.input_of(row));
        let target = frozen.target_of(row);
        loss += trace.loss(&target) / frozen.batch as f64;
        let count = frozen.batch * frozen.time_steps;
        let errors = of_squared_error(&trace.prediction, &target, count);
        model.add_gradient(&trace, &errors, &mut values);
    }
    Gradient { loss, values }
}
