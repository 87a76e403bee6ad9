//! The gradient of a frozen network, parameter by parameter, in float64.

use crate::network::model64::product::norm;

use super::Frozen;

/// Loss and gradient of a frozen network over the whole batch of its window.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// That of the step: the mean over batch, time steps that count and answers.
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
        let objective = model.objective();
        loss += objective.of(&trace.prediction, &target) / frozen.batch as f64;
        let slopes = objective.slopes(&trace.prediction, &target);
        model.add_gradient(&trace, &slopes, &mut values);
    }
    Gradient { loss, values }
}
