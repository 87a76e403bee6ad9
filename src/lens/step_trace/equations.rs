//! What a phase computes, as it is written down: one unit of one layer, one weight of the update.

use crate::config::{Loss, LossOn};
use crate::network::Spec;
use crate::network::model64::Equation;
use crate::optimizer::Optimizer;
use crate::text::{Phases, Texts};

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
    pub fn equations(&self, phase: Phase, focus: Focus, texts: &Texts) -> Vec<Equation> {
        let words = &texts.phases;
        match phase {
            Phase::Forward(t) => self.forward_equations(t, focus, words),
            Phase::Backward(t) => self.backward_equations(t, focus, words).into_iter().collect(),
            Phase::WholeForward => self.loss_of(self.phases.len(), words).into_iter().collect(),
            Phase::WholeBackward => vec![self.norm_equation()],
            Phase::Update => self.update_equations(focus.variable),
            Phase::WholeStep => {
                let mut all: Vec<_> = self.loss_of(self.phases.len(), words).into_iter().collect();
                all.push(self.norm_equation());
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
        words: &Phases,
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
        equations.extend(self.loss_of(time_step + 1, words));
        equations
    }

    /// ŷ of each output from the top layer's states, and what its error costs if it counts.
    fn answer(&self, time_step: usize) -> Vec<Equation> {
        let (_, outputs) = self.channels();
        let biases = self.before.last().map_or(&[][..], |bias| &bias.values);
        let mut equations = Vec::new();
        for output in 0..outputs {
            let at = time_step * outputs + output;
            let (answer, target) = (self.trace.prediction[at], self.target[at]);
            let bias = biases.get(output).copied().map_or(0.0, f64::from);
            // With several outputs each has its number.
            let number = if outputs > 1 { (output + 1).to_string() } else { String::new() };
            let (name, numbers) = (format!("ŷ{number}"), [answer - bias, bias]);
            equations.push(Equation::new(name, "w h + b", "{} + {}", numbers, answer));
            if self.counts(time_step) {
                equations.push(self.cost(format!("e{number}"), answer, target));
            }
        }
        equations
    }

    /// What an error costs.
    fn cost(&self, name: String, answer: f64, target: f64) -> Equation {
        let cost = self.config.loss.cost(answer - target);
        let (symbols, numbers) = match self.config.loss {
            Loss::Mse => ("(ŷ − y)²", "({} − {})²"),
            Loss::Mae => ("|ŷ − y|", "|{} − {}|"),
            Loss::Huber if (answer - target).abs() <= 1.0 => ("½ (ŷ − y)²", "½ ({} − {})²"),
            Loss::Huber => ("|ŷ − y| − ½", "|{} − {}| − ½"),
        };
        Equation::new(name, symbols, numbers, [answer, target], cost)
    }

    /// Whether the answers at a time step count.
    pub(super) fn counts(&self, time_step: usize) -> bool {
        self.config.loss_on == LossOn::All || time_step + 1 == self.phases.len()
    }

    /// The row's loss over its first time steps, as far as they are shown; none where none of them counts.
    fn loss_of(&self, time_steps: usize, words: &Phases) -> Option<Equation> {
        let (_, outputs) = self.channels();
        let counted = (0..time_steps).filter(|time_step| self.counts(*time_step));
        let errors = counted.flat_map(|time_step| time_step * outputs..(time_step + 1) * outputs);
        let cost = |at: usize| self.config.loss.cost(self.trace.prediction[at] - self.target[at]);
        let sum = self.skipped_cost + errors.clone().map(cost).sum::<f64>();
        let skipped = if self.config.loss_on == LossOn::All { self.skipped * outputs } else { 0 };
        let count = skipped + errors.count();
        let (name, symbols) = ((words.loss_of_row)(self.row + 1), format!("1/{count} Σ e"));
        let numbers = [sum, count as f64];
        (count > 0).then(|| Equation::new(name, symbols, "{} / {}", numbers, sum / count as f64))
    }

    /// ∂L/∂h of the unit: what the answer or the layer above gives, and what comes from later.
    fn backward_equations(
        &self,
        time_step: usize,
        focus: Focus,
        words: &Phases,
    ) -> Option<Equation> {
        let Focus { layer, unit, .. } = focus;
        let place = layer.min(self.norms.len().checked_sub(1)?);
        let above = *self.from_above.get(place)?.get(time_step)?.get(unit)?;
        let total = *self.by_hidden.get(place)?.get(time_step)?.get(unit)?;
        let is_top = place + 1 == self.norms.len();
        let source = if is_top { "w ∂L/∂ŷ".to_owned() } else { (words.from_layer)(place + 2) };
        let later = if time_step + 1 < self.phases.len() {
            (words.from_time_step)(self.skipped + time_step + 2)
        } else {
            words.nothing_later.to_owned()
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
    let (hidden, errors) = (frozen.config.hidden, errors.chunks_exact(model.outputs()));
    for (above, errors) in from_above.iter_mut().last().into_iter().flatten().zip(errors) {
        let rows = || readout.chunks_exact(hidden).zip(errors);
        let part = |unit: usize| rows().map(|(row, error)| f64::from(row[unit]) * error).sum();
        *above = (0..hidden).map(part).collect();
    }
    (by_hidden, from_above)
}
