//! What a phase computes, as it is written down: one unit of one layer, one weight of the update.

use crate::network::Spec;
use crate::network::model64::Equation;
use crate::optimizer::Optimizer;

use super::super::backward::backward;
use super::super::{Frozen, Model64, Trace};
use super::{Phase, StepTrace};

/// What is written down of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// The layer, from the input up.
    pub layer: usize,
    /// The unit of that layer.
    pub unit: usize,
    /// The variable, by its number in PyTorch's order.
    pub variable: usize,
}

impl StepTrace {
    /// The equations of a phase, in the order in which they are computed.
    pub fn equations(&self, phase: Phase, focus: Focus) -> Vec<Equation> {
        match phase {
            Phase::Forward(t) => self.forward_equations(t, focus),
            Phase::Backward(t) => self.backward_equations(t, focus).into_iter().collect(),
            Phase::WholeForward => vec![self.loss_of(self.target.len())],
            Phase::WholeBackward => vec![self.norm_equation()],
            Phase::Update => self.update_equations(focus.variable),
            Phase::WholeStep => {
                let mut all = vec![self.loss_of(self.target.len()), self.norm_equation()];
                all.extend(self.update_equations(focus.variable));
                all
            }
        }
    }

    /// The weights before the update, as a network that runs.
    fn model(&self) -> Model64<'_> {
        let parameters: Vec<&[f32]> = self.before.iter().map(|each| &each.values[..]).collect();
        Model64::new(&Spec::new(&self.config), &parameters)
    }

    /// The unit's new state, then the answer and how wrong it is.
    fn forward_equations(
        &self,
        time_step: usize,
        Focus { layer, unit, .. }: Focus,
    ) -> Vec<Equation> {
        let (model, trace) = (self.model(), &self.trace);
        let cell_states = match time_step.checked_sub(1) {
            Some(last) => trace.moments[last].get(layer).map(|moment| &moment.c),
            None => trace.before.c.get(layer),
        };
        let c = cell_states.map_or(&[][..], |c| c);
        let (x, h) = (trace.x(time_step, layer), trace.h_before(time_step, layer));
        let mut equations =
            model.layers.get(layer).map_or_else(Vec::new, |read| read.equations(unit, x, h, c));
        equations.extend(self.answer(time_step));
        equations.push(self.loss_of(time_step + 1));
        equations
    }

    /// ŷ from the top layer's states, and its squared error.
    fn answer(&self, time_step: usize) -> [Equation; 2] {
        let (answer, target) = (self.trace.prediction[time_step], self.target[time_step]);
        let bias = self.before.last().and_then(|bias| bias.values.first());
        let bias = bias.copied().map_or(0.0, f64::from);
        let error = (answer - target).powi(2);
        [
            Equation::new("ŷ", "w h + b", "{} + {}", [answer - bias, bias], answer),
            Equation::new("e", "(ŷ − y)²", "({} − {})²", [answer, target], error),
        ]
    }

    /// The row's loss over its first time steps.
    fn loss_of(&self, time_steps: usize) -> Equation {
        let pairs = self.trace.prediction.iter().zip(&self.target).take(time_steps);
        let sum: f64 = pairs.map(|(answer, target)| (answer - target).powi(2)).sum();
        let count = time_steps as f64;
        let (name, symbols) = (format!("L of row {}", self.row + 1), format!("1/{time_steps} Σ e"));
        Equation::new(name, symbols, "{} / {}", [sum, count], sum / count)
    }

    /// ∂L/∂h of the unit: what the answer or the layer above gives, and what comes from later.
    fn backward_equations(&self, time_step: usize, focus: Focus) -> Option<Equation> {
        let Focus { layer, unit, .. } = focus;
        let place = layer.min(self.norms.len().checked_sub(1)?);
        let above = *self.from_above.get(place)?.get(time_step)?.get(unit)?;
        let total = *self.by_hidden.get(place)?.get(time_step)?.get(unit)?;
        let is_top = place + 1 == self.norms.len();
        let source =
            if is_top { "w ∂L/∂ŷ".to_owned() } else { format!("from layer {}", place + 2) };
        let later = if time_step + 1 < self.phases.len() {
            format!("from time step {}", time_step + 2)
        } else {
            "nothing later".to_owned()
        };
        let symbols = format!("{source} + {later}");
        Some(Equation::new("∂L/∂h", symbols, "{} + {}", [above, total - above], total))
    }

    /// The norm of the whole gradient, from those of its variables.
    fn norm_equation(&self) -> Equation {
        let norms: Vec<f64> = self.moves.iter().map(|moved| moved.gradient).collect();
        let squares = vec!["{}²"; norms.len()].join(" + ");
        let value = norms.iter().map(|norm| norm * norm).sum::<f64>().sqrt();
        Equation::new("‖∂L/∂w‖", "√Σ ‖∂L/∂w‖²", format!("√({squares})"), norms, value)
    }

    /// The way of the weight that moves most, of a variable.
    fn update_equations(&self, variable: usize) -> Vec<Equation> {
        let Some((before, gradient, after)) = self.variable(variable) else { return Vec::new() };
        let change = |at: usize| f64::from(after.values[at]) - f64::from(before.values[at]);
        let order = |a: &usize, b: &usize| change(*a).abs().total_cmp(&change(*b).abs());
        let Some(at) = (0..before.values.len()).max_by(order) else { return Vec::new() };
        let (from, to) = (f64::from(before.values[at]), f64::from(after.values[at]));
        let mut equations = self.clipped(gradient[at]).into_iter().collect::<Vec<_>>();
        let g = equations.last().map_or(gradient[at], |equation| equation.value);
        if self.is_plain_descent() {
            let lr = self.config.lr;
            equations.push(Equation::new("Δw", "−lr · g", "−{} · {}", [lr, g], -lr * g));
        }
        let place = match before.shape.len() {
            1 => format!("w[{at}]"),
            _ => format!("w[{}, {}]", at / before.columns(), at % before.columns()),
        };
        equations.push(Equation::new(place, "w + Δw", "{} + {}", [from, to - from], to));
        equations
    }

    /// A gradient shrunk with the whole, as PyTorch does it.
    fn clipped(&self, gradient: f64) -> Option<Equation> {
        let clip = self.config.clip.filter(|_| self.report.clipped)?;
        let norm = f64::from(self.report.grad_norm);
        let value = gradient * clip / (norm + 1e-6);
        let values = [gradient, clip, norm];
        Some(Equation::new("g", "∂L/∂w · clip / ‖∂L/∂w‖", "{} · {} / {}", values, value))
    }

    /// Whether the update is −lr · g and nothing else.
    fn is_plain_descent(&self) -> bool {
        Optimizer::shape(&self.config).moments == 0 && self.config.weight_decay == 0.0
    }
}

/// Numbers of every unit: for each layer and time step, H of them.
type Flow = Vec<Vec<Vec<f64>>>;

/// ∂L/∂h, and the part of it that comes from the answer or from the layer above; `errors` is ∂L/∂ŷ.
pub(super) fn flows(frozen: &Frozen, trace: &Trace, errors: &[f64]) -> (Flow, Flow) {
    let model = frozen.model();
    let blank = || vec![vec![Vec::new(); trace.moments.len()]; model.layers.len()];
    let (mut by_hidden, mut from_above) = (blank(), blank());
    backward(&model, trace, errors, |stop| {
        by_hidden[stop.layer][stop.time_step] = stop.by_hidden.to_vec();
        if let Some(below) = stop.layer.checked_sub(1) {
            from_above[below][stop.time_step] = stop.by_input.to_vec();
        }
    });
    let readout = frozen.parameters.iter().rev().nth(1).map_or(&[][..], |each| &each.values);
    for (above, error) in from_above.iter_mut().last().into_iter().flatten().zip(errors) {
        *above = readout.iter().map(|weight| f64::from(*weight) * error).collect();
    }
    (by_hidden, from_above)
}
