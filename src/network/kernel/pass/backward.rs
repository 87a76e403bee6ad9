//! Backward through one layer, from the last time step to the first.

use std::marker::PhantomData;

use pulp::Simd;

use super::{Pass, Step, to_and_fro};
use crate::network::kernel::buffers::{LayerBuffers, Workspace};
use crate::network::kernel::product::{Form, Start, accumulate, add, begin};
use crate::network::kernel::unit::{Backward, Unit};
use crate::network::kernel::workspace::Aligned;

impl<S: Simd> Pass<'_, S> {
    /// Leaves the gradients of the pre-activations in the slots, and ∂L/∂input in the workspace.
    pub(super) fn backward_layer<U: Unit>(&self, workspace: &mut Workspace, index: usize) {
        let (slab, pitch) = (self.shape.slab(), self.shape.pitch(1));
        let Workspace { layers, output, d_hidden, d_cell, d_input, .. } = workspace;
        let (layer, weights) = (&mut layers[index], &self.weights.layers[index]);
        let d_hidden = &mut d_hidden.get_mut()[..slab];
        let d_cell = d_cell.get_mut();
        let d_cell = if U::CELL { &mut d_cell[..slab] } else { d_cell };
        let top = index + 1 == self.spec.layers;
        let from_readout =
            |step| if top { self.readout_part(output, step) } else { Start::CURRENT };
        d_hidden.fill(0.0);
        d_cell.fill(0.0);
        begin(self.simd, &self.shape, d_hidden, from_readout(self.spec.time_steps - 1));
        for step in (0..self.spec.time_steps).rev() {
            if !top {
                add(d_hidden, &d_input.get()[step * pitch..][..slab]);
            }
            self.backward_step::<U>(layer, d_hidden, d_cell, step);
            let gates = &layer.gates.get()[step * self.shape.pitch(U::SLOTS)..][..U::SLOTS * slab];
            if !self.spec.recurrent {
                d_hidden.fill(0.0);
                d_cell.fill(0.0);
                begin(self.simd, &self.shape, d_hidden, from_readout(step.saturating_sub(1)));
            } else if step > 0 {
                let packed = &weights.recurrent.backward;
                self.collect(d_hidden, gates, packed, U::RECURRENT, step, from_readout(step - 1));
            }
            if index > 0 {
                let d_input = &mut d_input.get_mut()[step * pitch..][..slab];
                d_input.fill(0.0);
                let packed = &weights.input_matrix.backward;
                self.collect(d_input, gates, packed, U::INPUT, step, Start::CURRENT);
            }
        }
    }

    /// What the readout adds to the top layer's ∂L/∂h at a time step.
    fn readout_part<'b>(&'b self, output: &'b Aligned, step: usize) -> Start<'b> {
        let signal = self.shape.signal();
        let error = &output.get()[step * signal..][..signal];
        Start { bias: None, outer: Some((self.weights.out.get(), error)) }
    }

    /// The cell's own part of a time step.
    fn backward_step<U: Unit>(
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
            hidden_before: &states[self.before(step)..][..slab],
            hidden: &states[self.after(step)..][..slab],
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
        gates: &[f32],
        packed: &Aligned,
        feeds: &[usize],
        step: usize,
        mut start: Start<'_>,
    ) {
        let slab = self.shape.slab();
        for (matrix, slot) in to_and_fro((packed, Form::Columns), self.matrix, feeds, step) {
            let gates = &gates[slot * slab..][..slab];
            accumulate(self.simd, &self.shape, total, gates, matrix, start);
            start = Start::CURRENT;
        }
    }
}
