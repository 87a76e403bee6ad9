//! The gradients of the parameters, from what the backward pass has left in the slots.

use pulp::Simd;

use super::Pass;
use crate::network::kernel::buffers::Workspace;
use crate::network::kernel::product::{Series, project, sum, weight_gradient};
use crate::network::kernel::unit::Unit;

impl<S: Simd> Pass<'_, S> {
    /// Numbers in the parameters of a layer.
    pub(super) fn parameters_of_layer<U: Unit>(&self, index: usize) -> usize {
        let inputs = if index == 0 { 1 } else { self.spec.hidden };
        U::INPUT.len() * self.spec.hidden * (inputs + self.spec.hidden + 2)
    }

    /// ∂L/∂ out.weight and out.bias.
    pub(super) fn readout_gradients(&self, workspace: &Workspace, gradients: &mut [f32]) {
        let Some(top) = workspace.layers.last() else { return };
        let (weight, bias) = gradients.split_at_mut(self.spec.hidden);
        let errors = self.signals(workspace.output.get());
        let states = self.slabs(&top.hidden.get()[self.after(0)..], 1, 0);
        project(self.simd, &self.shape, weight, states, errors);
        let errors = &workspace.output.get()[..self.spec.time_steps * self.shape.signal()];
        bias[0] = sum(errors) as f32;
    }

    /// The gradients of a layer's parameters, from the gradients of its pre-activations.
    pub(super) fn layer_gradients<U: Unit>(
        &self,
        workspace: &Workspace,
        index: usize,
        own: &mut [f32],
    ) {
        let hidden = self.spec.hidden;
        let layer = &workspace.layers[index];
        let gates = layer.gates.get();
        let inputs = if index == 0 { 1 } else { hidden };
        let (weight_ih, own) = own.split_at_mut(U::INPUT.len() * hidden * inputs);
        let (weight_hh, own) = own.split_at_mut(U::RECURRENT.len() * hidden * hidden);
        let (bias_ih, bias_hh) = own.split_at_mut(U::INPUT.len() * hidden);
        if index == 0 {
            let x = self.signals(workspace.input.get());
            for (gradient, &slot) in weight_ih.chunks_exact_mut(hidden).zip(U::INPUT) {
                project(self.simd, &self.shape, gradient, self.slabs(gates, U::SLOTS, slot), x);
            }
        } else {
            let below = workspace.layers[index - 1].hidden.get();
            let x = self.slabs(&below[self.after(0)..], 1, 0);
            self.matrix_gradients::<U>(weight_ih, gates, U::INPUT, x);
        }
        if self.spec.recurrent {
            let states = self.slabs(layer.hidden.get(), 1, 0);
            self.matrix_gradients::<U>(weight_hh, gates, U::RECURRENT, states);
        } else {
            weight_hh.fill(0.0);
        }
        let ones = workspace.ones.get();
        let ones = Series { stride: 0, ..self.signals(ones) };
        let bias_of = |gradient: &mut [f32], slot| {
            project(self.simd, &self.shape, gradient, self.slabs(gates, U::SLOTS, slot), ones);
        };
        for (gradient, &slot) in bias_ih.chunks_exact_mut(hidden).zip(U::INPUT) {
            bias_of(gradient, slot);
        }
        let biases = bias_hh.chunks_exact_mut(hidden).zip(bias_ih.chunks_exact(hidden));
        for (gate, (gradient, twin)) in biases.enumerate() {
            if U::INPUT[gate] == U::RECURRENT[gate] {
                gradient.copy_from_slice(twin);
            } else {
                bias_of(gradient, U::RECURRENT[gate]);
            }
        }
    }

    /// The gradients of all gates' matrices, whose input was `x`.
    fn matrix_gradients<U: Unit>(
        &self,
        gradients: &mut [f32],
        gates: &[f32],
        feeds: &[usize],
        x: Series<'_>,
    ) {
        let matrix = self.spec.hidden * self.spec.hidden;
        for (gradient, &slot) in gradients.chunks_exact_mut(matrix).zip(feeds) {
            let slot = self.slabs(gates, U::SLOTS, slot);
            weight_gradient(self.simd, &self.shape, gradient, slot, x);
        }
    }

    /// One slab of each time step, of `slots` that follow each other.
    fn slabs<'b>(&self, floats: &'b [f32], slots: usize, slot: usize) -> Series<'b> {
        let slab = self.shape.slab();
        Series {
            floats: &floats[slot * slab..],
            stride: self.shape.pitch(slots),
            len: slab,
            count: self.spec.time_steps,
        }
    }

    /// One signal of each time step.
    fn signals<'b>(&self, floats: &'b [f32]) -> Series<'b> {
        let signal = self.shape.signal();
        Series { floats, stride: signal, len: signal, count: self.spec.time_steps }
    }
}
