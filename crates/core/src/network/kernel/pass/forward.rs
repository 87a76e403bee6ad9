//! Forward through one layer: a(t) = W x(t) + U h(t−1) + b, then the cell.

use std::marker::PhantomData;

use pulp::Simd;

use super::{Part, Pass, Step, in_turn};
use crate::network::kernel::buffers::Workspace;
use crate::network::kernel::product::{MOST_GATES, Start, add_elementwise, begin, to_slots};
use crate::network::kernel::unit::{Forward, Unit};
use crate::network::kernel::weights::{LayerWeights, Matrix};

/// Leaves the activations in the slots, and the state of every time step.
pub(super) fn forward_layer<S: Simd, U: Unit>(
    parts: &mut [Part<'_, S>],
    index: usize,
    steps: usize,
) {
    for step in 0..steps {
        in_turn(parts, step, |part| part.pass.forward_step::<U>(part.workspace, index, step));
        for Part { pass, workspace, .. } in &mut *parts {
            if let Some(link) = &pass.link {
                let hidden = workspace.layers[index].hidden.get_mut();
                link.receive(&mut hidden[pass.after(step)..][pass.others()]);
            }
        }
    }
}

impl<S: Simd> Pass<'_, S> {
    fn forward_step<U: Unit>(&self, workspace: &mut Workspace, index: usize, step: usize) {
        let slab = self.whole.slab();
        let (below, layers) = workspace.layers.split_at_mut(index);
        let layer = &mut layers[0];
        let gates = &mut layer.gates.get_mut()[step * self.shape.pitch(U::SLOTS)..];
        let gates = &mut gates[..U::SLOTS * self.shape.slab()];
        let (past, now) = layer.hidden.get_mut().split_at_mut(self.after(step));
        let past = &past[self.before(step)..][..slab];
        let fed = match below.last() {
            None => self.fed_from_outside(workspace.input.get(), step),
            Some(below) => Fed::Slab(&below.hidden.get()[self.after(step)..][..slab]),
        };
        self.pre_activations::<U>(gates, fed, past, index, step);
        let (cell_before, cell, squashed) =
            self.cell_slabs::<U>(layer.cell.get_mut(), layer.squashed.get_mut(), step);
        let (hidden_before, hidden) = (&past[self.own()], &mut now[self.own()]);
        let forward = Forward { gates, hidden_before, hidden, cell_before, cell, squashed };
        self.simd.vectorize(Step::<U, _>(forward, PhantomData));
        if let Some(link) = &self.link {
            link.send(&now[self.own()]);
        }
    }

    /// All slots of a time step. What is no product, the biases and the input signal's part, is what
    /// the first product of a slot begins with.
    fn pre_activations<U: Unit>(
        &self,
        gates: &mut [f32],
        fed: Fed<'_>,
        past: &[f32],
        index: usize,
        step: usize,
    ) {
        let layer = &self.weights.layers[index];
        let from_below = |slot| matches!(fed, Fed::Slab(_)) && U::INPUT.contains(&slot);
        let through_matrix = self.spec.recurrent && !U::ELEMENTWISE;
        let recurrent = |slot| through_matrix && U::RECURRENT.contains(&slot);
        for (slot, gates) in gates.chunks_exact_mut(self.shape.slab()).enumerate() {
            if !from_below(slot) && !recurrent(slot) {
                begin(self.simd, &self.shape, gates, self.start::<U>(layer, slot, fed));
            }
        }
        if let Fed::Slab(x) = fed {
            let start = |slot| self.start::<U>(layer, slot, fed);
            self.feed(gates, x, &layer.input_matrix, U::INPUT, step, start);
        }
        if self.spec.recurrent && U::ELEMENTWISE {
            self.feed_elementwise::<U>(gates, past, layer);
        }
        if through_matrix {
            let start = |slot| match from_below(slot) {
                true => Start::CURRENT,
                false => self.start::<U>(layer, slot, fed),
            };
            self.feed(gates, past, &layer.recurrent, U::RECURRENT, step, start);
        }
    }

    /// A slot's biases, and the input signal's part where there is one. Made where it is used: handed over from a
    /// call, its parts would be read from memory before they are all written there.
    #[inline(always)]
    fn start<'b, U: Unit>(&self, layer: &'b LayerWeights, slot: usize, fed: Fed<'b>) -> Start<'b> {
        let vector = self.shape.vector();
        let bias = &layer.bias.get()[slot * vector..][..vector];
        let gate = U::INPUT.iter().position(|&fed| fed == slot);
        let outer = match (fed, gate) {
            (Fed::Signal(x), Some(gate)) => {
                Some((&layer.input.get()[gate * vector..][..vector], x))
            }
            _ => None,
        };
        Start { bias: Some(bias), outer }
    }

    /// The product of each gate's matrix with `x`, in the slot it feeds, on top of its start.
    fn feed<'b>(
        &self,
        slots: &mut [f32],
        x: &[f32],
        matrix: &Matrix,
        feeds: &[usize],
        step: usize,
        start: impl Fn(usize) -> Start<'b>,
    ) {
        let mut starts = [Start::CURRENT; MOST_GATES];
        for (at, &slot) in starts.iter_mut().zip(feeds) {
            *at = start(slot);
        }
        let gates = Self::gates(matrix, matrix.forward(), feeds, step);
        to_slots(self.simd, &self.shape, slots, x, gates, &starts);
    }

    /// Adds u ⊙ h of the time step before to the slots that it feeds.
    fn feed_elementwise<U: Unit>(&self, slots: &mut [f32], past: &[f32], layer: &LayerWeights) {
        let (slab, vector) = (self.shape.slab(), self.shape.vector());
        let vectors = layer.elementwise.get().chunks_exact(vector);
        for (vector, &slot) in vectors.zip(U::RECURRENT) {
            add_elementwise(
                self.simd,
                &self.shape,
                &mut slots[slot * slab..][..slab],
                vector,
                past,
            );
        }
    }

    /// What the first layer reads at a time step.
    #[inline(always)]
    fn fed_from_outside<'b>(&self, input: &'b [f32], step: usize) -> Fed<'b> {
        let input = &input[step * self.input_len..][..self.input_len];
        if self.spec.inputs == 1 { Fed::Signal(input) } else { Fed::Slab(input) }
    }
}

/// What feeds a layer at a time step.
#[derive(Clone, Copy)]
enum Fed<'a> {
    /// The first layer, where there is one input: the input.
    Signal(&'a [f32]),
    /// The others: the inputs, or the hidden state of the layer below.
    Slab(&'a [f32]),
}
