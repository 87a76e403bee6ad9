//! A step, slowly: everything that one training step does, in the order in which it does it.
//!
//! Forward through the window time step by time step, back from the last to the first, then the
//! update. The step is taken on a copy of the run, which itself stays where it is; when it takes
//! the step later, the numbers are the same bits.

mod equations;
mod phase;

use crate::config::Config;
use crate::history::StepRecord;
use crate::network::model64::product::norm;
use crate::trainer::{Trainer, TrainerError};

use super::gradient::gradient;
use super::output::Entry;
use super::{Frozen, Trace, Values};

pub use crate::network::model64::Equation;
pub use equations::Focus;
pub use phase::{Depth, Phase};

/// A step that isn't taken yet, in all its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct StepTrace {
    /// What the step will report: its number, loss, gradient norm, clipping.
    pub report: StepRecord,
    /// The settings in force.
    pub config: Config,
    /// The batch row shown.
    pub row: usize,
    /// Time steps of the window before the first one shown.
    pub skipped: usize,
    /// What their errors cost, where they count.
    pub skipped_cost: f64,
    /// Where each time step of the row lies on the data's axis.
    pub phases: Vec<f64>,
    /// The row forward: states and answers, time step by time step.
    pub trace: Trace,
    /// What the row should have been answered, time step after time step.
    pub target: Vec<f64>,
    /// ‖∂L/∂h_t‖ for each layer, from the input up, one number a time step.
    pub norms: Vec<Vec<f64>>,
    /// ∂L/∂h_t of every unit: for each layer and time step, H numbers.
    pub by_hidden: Vec<Vec<Vec<f64>>>,
    /// The part of it that doesn't come from later time steps, but from the answer, or from the layer
    /// above.
    pub from_above: Vec<Vec<Vec<f64>>>,
    /// The weights before the update.
    pub before: Vec<Values>,
    /// The gradient of each variable over the whole batch, before clipping; row-major.
    pub gradient: Vec<Vec<f64>>,
    /// The weights after the update.
    pub after: Vec<Values>,
    /// How far each variable moved, in PyTorch's order.
    pub moves: Vec<Move>,
}

/// A variable's part in the update: lengths of vectors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    /// Of its values before.
    pub before: f64,
    /// Of its gradient, before clipping.
    pub gradient: f64,
    /// Of what the update adds.
    pub change: f64,
}

impl Move {
    fn of(before: &Values, gradient: &[f64], after: &Values) -> Self {
        let wide = |value: &f32| f64::from(*value);
        let values: Vec<f64> = before.values.iter().map(wide).collect();
        let change: Vec<f64> =
            after.values.iter().map(wide).zip(&values).map(|(a, b)| a - b).collect();
        Self { before: norm(&values), gradient: norm(gradient), change: norm(&change) }
    }
}

impl StepTrace {
    /// The lens that shows it: it asks the run for its next step, not for a copy.
    pub const ENTRY: Entry = Entry::new("slowly");

    /// The step that `trainer` takes next.
    ///
    /// # Errors
    /// Those of [`Trainer::step`]: the step may be the one at which the run diverges.
    pub fn ahead(trainer: &Trainer, row: usize) -> Result<Self, TrainerError> {
        let before = Frozen::ahead(trainer, row)?;
        let mut copy = Trainer::restore(&trainer.snapshot()?)?;
        let report = copy.step()?;
        let after = Frozen::now(&copy, row)?;
        let trace = before.trace();
        let target = before.shown_target();
        let slopes = before.model().objective().slopes(&trace.prediction, &target);
        let gradient = gradient(&before).values;
        let variables = before.parameters.iter().zip(&gradient).zip(&after.parameters);
        let moves = variables.map(|((from, by), to)| Move::of(from, by, to)).collect();
        let (by_hidden, from_above) = equations::flows(&before, &trace, &slopes);
        let norms = |layer: &Vec<Vec<f64>>| layer.iter().map(|by_hidden| norm(by_hidden)).collect();
        Ok(Self {
            report,
            config: before.config.clone(),
            row: before.row,
            skipped: before.skipped(),
            skipped_cost: skipped_cost(&before),
            phases: before.shown_times().to_vec(),
            norms: by_hidden.iter().map(norms).collect(),
            by_hidden,
            from_above,
            gradient,
            moves,
            trace,
            target,
            before: before.parameters,
            after: after.parameters,
        })
    }

    /// Numbers read and answered at a time step.
    pub fn channels(&self) -> (usize, usize) {
        let steps = self.phases.len().max(1);
        (self.trace.input.len() / steps, self.target.len() / steps)
    }

    /// A variable before the update, its gradient, and after, by its number in PyTorch's order; the
    /// last one beyond.
    pub fn variable(&self, index: usize) -> Option<(&Values, &[f64], &Values)> {
        let index = index.min(self.before.len().checked_sub(1)?);
        Some((self.before.get(index)?, self.gradient.get(index)?, self.after.get(index)?))
    }
}

/// What the errors cost at the time steps that aren't shown, where they count.
fn skipped_cost(frozen: &Frozen) -> f64 {
    let (model, mut state) = (frozen.model(), frozen.row_state());
    let (input, target, objective) = (frozen.row_input(), frozen.row_target(), model.objective());
    let samples = input.chunks_exact(model.inputs()).zip(target.chunks_exact(model.outputs()));
    let mut cost = 0.0;
    for (time_step, (x, target)) in samples.take(frozen.skipped()).enumerate() {
        let (_, prediction) = model.step(&mut state, x);
        if objective.counts(time_step, frozen.time_steps) {
            let errors = prediction.iter().zip(target).map(|(y, target)| y - target);
            cost += errors.map(|error| objective.loss.cost(error)).sum::<f64>();
        }
    }
    cost
}
