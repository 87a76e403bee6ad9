//! Dependence: which inputs an answer depends on, ∂ŷ_t/∂x_s.
//!
//! A matrix of T × T, zero above its diagonal because the future can't be read (Madsen 2019,
//! "Visualizing memorization in RNNs", Distill). One row is one pass back from ŷ_t, so that a large
//! network's matrix can be computed row by row; coarse rows come first.

use super::backward::backward;
use super::output::{Entry, Found, LensOutput, Work};
use super::{Frozen, LensContext, Model64, Trace};
use crate::text::Reason;

/// Which answer's dependence on which input it is, where there are several. Both count from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Channels {
    /// The input.
    pub input: usize,
    /// The target that is answered.
    pub target: usize,
}

/// ∂ŷ_t/∂x_s of the time steps shown, as far as it is computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Dependence {
    /// The step the network is at.
    pub step: u64,
    /// Of which answer, on which input.
    pub channels: Channels,
    /// Time steps of the window before the first one shown.
    pub skipped: usize,
    /// Row t holds ∂ŷ_t/∂x_s for each time step s, or nothing yet.
    pub rows: Vec<Option<Vec<f64>>>,
    /// Rows still to be computed, the next one last.
    waiting: Vec<usize>,
}

impl LensOutput for Dependence {
    const ENTRY: Entry = Entry::new("dependence");
    type Choice = Channels;

    fn find(context: &mut LensContext<'_>, channels: &Channels) -> Result<Found<Self>, Reason> {
        let frozen = context.frozen.clone();
        let (trace, dependence) = (frozen.trace(), Self::new(&frozen, *channels));
        Ok(Found::begun(DependenceWork { frozen, trace, dependence }))
    }

    fn step(&self) -> u64 {
        self.step
    }
}

/// The matrix, row by row, of the network that it began with.
struct DependenceWork {
    frozen: Frozen,
    trace: Trace,
    dependence: Dependence,
}

impl Work<Dependence> for DependenceWork {
    fn advance(&mut self) -> Result<bool, Reason> {
        Ok(self.dependence.advance(&self.frozen.model(), &self.trace))
    }

    fn come(&mut self) -> Option<Dependence> {
        Some(self.dependence.clone())
    }
}

impl Dependence {
    /// Of the window shown; nothing computed yet. Channels that the network doesn't have become its last.
    pub fn new(frozen: &Frozen, channels: Channels) -> Self {
        let model = frozen.model();
        let channels = Channels {
            input: channels.input.min(model.inputs().saturating_sub(1)),
            target: channels.target.min(model.outputs().saturating_sub(1)),
        };
        let skipped = frozen.skipped();
        let shown = frozen.time_steps - skipped;
        let mut waiting = coarse_to_fine(shown);
        waiting.reverse();
        Self { step: frozen.step, channels, skipped, rows: vec![None; shown], waiting }
    }

    /// Computes the next row with the network it was made from, and its [`Frozen::trace`].
    /// False when all are done.
    pub fn advance(&mut self, model: &Model64<'_>, trace: &Trace) -> bool {
        let Some(time_step) = self.waiting.pop() else { return false };
        self.rows[time_step] = Some(row(model, trace, time_step, self.channels));
        !self.waiting.is_empty()
    }

    /// The part that is computed, 0…1.
    pub fn progress(&self) -> f32 {
        1.0 - self.waiting.len() as f32 / self.rows.len().max(1) as f32
    }

    /// The row to show for a time step: its own, or the nearest one before it that is computed.
    pub fn shown(&self, time_step: usize) -> Option<&[f64]> {
        let upto = self.rows.get(..=time_step)?;
        upto.iter().rev().find_map(|row| row.as_deref())
    }
}

/// ∂ŷ_t/∂x_s for every time step s of the trace, of one answer and one input.
pub fn row(
    model: &Model64<'_>,
    trace: &Trace,
    time_step: usize,
    Channels { input, target }: Channels,
) -> Vec<f64> {
    let outputs = model.outputs();
    let mut one_hot = vec![0.0; (time_step + 1) * outputs];
    one_hot[time_step * outputs + target] = 1.0;
    let mut row = vec![0.0; trace.moments.len()];
    backward(model, trace, &one_hot, |stop| {
        if stop.layer == 0 {
            row[stop.time_step] = stop.by_input[input];
        }
    });
    row
}

/// 0…count−1, the last first, then halving the distances: every prefix is spread evenly.
fn coarse_to_fine(count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    let mut distance = count.next_power_of_two();
    while distance > 0 {
        for back in (0..count).step_by(distance) {
            let index = count - 1 - back;
            if !std::mem::replace(&mut seen[index], true) {
                order.push(index);
            }
        }
        distance /= 2;
    }
    order
}
