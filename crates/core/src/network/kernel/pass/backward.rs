//! Backward through one layer, from the last time step to the first.

use std::marker::PhantomData;

use pulp::Simd;

use super::{Part, Pass, Step, in_turn};
use crate::network::kernel::buffers::{LayerBuffers, Workspace};
use crate::network::kernel::product::{Form, Start, add, add_elementwise, begin, from_slots};
use crate::network::kernel::unit::{Backward, Unit};
use crate::network::kernel::weights::{LayerWeights, Matrix};
use crate::network::kernel::workspace::Aligned;

/// Leaves the gradients of the pre-activations in the slots, and ∂L/∂input in the workspace.
pub(super) fn backward_layer<S: Simd, U: Unit>(
    parts: &mut [Part<'_, S>],
    index: usize,
    steps: usize,
) {
    for Part { pass, workspace, .. } in &mut *parts {
        workspace.d_hidden.get_mut().fill(0.0);
        workspace.d_cell.get_mut().fill(0.0);
        pass.add_readout(workspace, index, steps - 1);
    }
    for step in (0..steps).rev() {
        in_turn(parts, step, |part| part.pass.backward_step::<U>(part.workspace, index, step));
        for Part { pass, workspace, .. } in &mut *parts {
            if step > 0 {
                pass.add_halves(workspace);
            }
        }
    }
}

impl<S: Simd> Pass<'_, S> {
    fn backward_step<U: Unit>(&self, workspace: &mut Workspace, index: usize, step: usize) {
        let (slab, pitch) = (self.shape.slab(), self.shape.pitch(1));
        let Workspace { layers, d_hidden, d_cell, d_input, .. } = &mut *workspace;
        let (layer, weights) = (&mut layers[index], &self.weights.layers[index]);
        let d_hidden = &mut d_hidden.get_mut()[..slab];
        let d_cell = d_cell.get_mut();
        let d_cell = if U::CELL { &mut d_cell[..slab] } else { d_cell };
        if index + 1 < self.spec.layers {
            add(d_hidden, &d_input.get()[step * pitch..][..slab]);
        }
        self.backward_cell::<U>(layer, d_hidden, d_cell, step);
        if index > 0 {
            let gates = &layer.gates.get()[step * self.shape.pitch(U::SLOTS)..];
            let d_input = &mut d_input.get_mut()[step * pitch..][..slab];
            d_input.fill(0.0);
            let matrix = &weights.input_matrix;
            self.collect(d_input, gates, matrix, U::INPUT, step, &Start::CURRENT);
        }
        if !self.spec.recurrent {
            d_hidden.fill(0.0);
            d_cell.fill(0.0);
            self.add_readout(workspace, index, step.saturating_sub(1));
        } else if step > 0 {
            self.through_time::<U>(workspace, index, step);
        }
    }

    /// Adds Uᵀ ∂a(t), and what the readout adds, to the ∂L/∂h of the time step before.
    fn through_time<U: Unit>(&self, workspace: &mut Workspace, index: usize, step: usize) {
        let Workspace { layers, output, d_hidden, d_partial, .. } = &mut *workspace;
        let gates = &layers[index].gates.get()[step * self.shape.pitch(U::SLOTS)..];
        let weights = &self.weights.layers[index];
        let d_hidden = &mut d_hidden.get_mut()[..self.shape.slab()];
        let start = self.readout_part(output, d_hidden, index, step - 1);
        if U::ELEMENTWISE {
            begin(self.simd, &self.shape, d_hidden, start);
            return self.collect_elementwise::<U>(d_hidden, gates, weights);
        }
        let matrix = &weights.recurrent;
        let Some(link) = &self.link else {
            return self.collect(d_hidden, gates, matrix, U::RECURRENT, step, &start);
        };
        // A half's rows of U reach all units.
        let d_partial = &mut d_partial.get_mut()[..self.whole.slab()];
        d_partial.fill(0.0);
        self.collect(d_partial, gates, matrix, U::RECURRENT, step, &Start::CURRENT);
        link.send(&d_partial[self.others()]);
        begin(self.simd, &self.shape, d_hidden, start);
    }

    /// Adds what both halves' rows of U have brought, where a layer is cut into halves.
    fn add_halves(&self, workspace: &mut Workspace) {
        let Some(link) = &self.link else { return };
        let (partial, received) =
            (workspace.d_partial.get_mut(), &mut workspace.received.get_mut()[..self.shape.slab()]);
        link.receive(received);
        // In either half the sum of the same two numbers: the same bits.
        add(received, &partial[self.own()]);
        add(&mut workspace.d_hidden.get_mut()[..self.shape.slab()], received);
    }

    /// Adds what the readout of a time step adds to ∂L/∂h.
    fn add_readout(&self, workspace: &mut Workspace, index: usize, step: usize) {
        let Workspace { output, d_hidden, .. } = workspace;
        let d_hidden = &mut d_hidden.get_mut()[..self.shape.slab()];
        let start = self.readout_part(output, d_hidden, index, step);
        begin(self.simd, &self.shape, d_hidden, start);
    }

    /// What the readout adds to the top layer's ∂L/∂h at a time step. The parts of all outputs but the
    /// first are added at once. Made where it is used, as a slot's start is.
    #[inline(always)]
    fn readout_part<'b>(
        &'b self,
        output: &'b Aligned,
        d_hidden: &mut [f32],
        index: usize,
        step: usize,
    ) -> Start<'b> {
        if index + 1 < self.spec.layers {
            return Start::CURRENT;
        }
        let signal = self.shape.signal();
        let part = |number: usize| {
            let error = &output.get()[number * self.output_len + step * signal..][..signal];
            let first = number * self.weights.out_len + self.units.first;
            let weights = &self.weights.out.get()[first..][..self.shape.vector()];
            Start { bias: None, outer: Some((weights, error)) }
        };
        for number in 1..self.spec.outputs {
            begin(self.simd, &self.shape, d_hidden, part(number));
        }
        part(0)
    }

    /// Adds u ⊙ ∂a(t) of each slot that h(t−1) feeds.
    fn collect_elementwise<U: Unit>(
        &self,
        d_hidden: &mut [f32],
        slots: &[f32],
        weights: &LayerWeights,
    ) {
        let (slab, vector) = (self.shape.slab(), self.shape.vector());
        let vectors = weights.elementwise.get().chunks_exact(vector);
        for (vector, &slot) in vectors.zip(U::RECURRENT) {
            add_elementwise(
                self.simd,
                &self.shape,
                d_hidden,
                vector,
                &slots[slot * slab..][..slab],
            );
        }
    }

    /// The cell's own part of a time step.
    fn backward_cell<U: Unit>(
        &self,
        layer: &mut LayerBuffers,
        d_hidden: &mut [f32],
        d_cell: &mut [f32],
        step: usize,
    ) {
        let (slab, pitch) = (self.shape.slab(), self.shape.pitch(U::SLOTS));
        let states = layer.hidden.get();
        let (cell_before, _, squashed) =
            self.cell_slabs::<U>(layer.cell.get_mut(), layer.squashed.get_mut(), step);
        let backward = Backward {
            gates: &mut layer.gates.get_mut()[step * pitch..][..U::SLOTS * slab],
            hidden_before: &states[self.before(step)..][self.own()],
            hidden: &states[self.after(step)..][self.own()],
            cell_before,
            squashed,
            d_hidden,
            d_cell,
        };
        self.simd.vectorize(Step::<U, _>(backward, PhantomData));
    }

    /// The sum over the gates of each transposed matrix times the slot it feeds, on top of `start`.
    fn collect(
        &self,
        total: &mut [f32],
        slots: &[f32],
        matrix: &Matrix,
        feeds: &[usize],
        step: usize,
        start: &Start<'_>,
    ) {
        let gates = Self::gates(matrix, (&matrix.backward, Form::Columns), feeds, step);
        from_slots(self.simd, &self.shape, total, slots, gates, start);
    }
}
