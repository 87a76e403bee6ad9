//! The gradients of the parameters, from what the backward pass has left in the slots.

use pulp::Simd;

use super::places::Gates;
use super::{Gradients, Pass};
use crate::network::kernel::buffers::{LayerBuffers, Workspace};
use crate::network::kernel::product::{Series, project, sum, weight_gradient};
use crate::network::kernel::unit::Unit;

impl<S: Simd> Pass<'_, S> {
    /// Numbers in the parameters of a layer.
    pub(super) fn parameters_of_layer<U: Unit>(&self, index: usize) -> usize {
        let inputs = if index == 0 { 1 } else { self.spec.hidden };
        U::INPUT.len() * self.spec.hidden * (inputs + self.spec.hidden + 2)
    }

    /// ∂L/∂ out.weight and out.bias.
    pub(super) fn readout_gradients(&self, workspace: &Workspace, gradients: &mut Gradients<'_>) {
        let (Some(top), Some(own)) =
            (workspace.layers.last(), gradients.take_readout(self.spec.hidden))
        else {
            return;
        };
        let (weight, bias) = own.split_at_mut(self.spec.hidden);
        let errors = self.signals(workspace.output.get());
        project(self.simd, &self.whole, weight, self.states(top, 1), errors);
        let errors = &workspace.output.get()[..self.spec.time_steps * self.shape.signal()];
        bias[0] = sum(errors) as f32;
    }

    /// The gradients of a layer's parameters, from the gradients of its pre-activations.
    pub(super) fn layer_gradients<U: Unit>(
        &self,
        workspace: &Workspace,
        index: usize,
        gradients: &mut Gradients<'_>,
    ) {
        let (hidden, count) = (self.spec.hidden, self.parameters_of_layer::<U>(index));
        let own = gradients.take_layer(count, U::INPUT.len(), hidden);
        let layer = &workspace.layers[index];
        let slot = |slot| self.slabs(layer.gates.get(), U::SLOTS, slot);
        for (gradient, &fed) in own.weight_ih.into_iter().zip(U::INPUT) {
            if index == 0 {
                let x = self.signals(workspace.input.get());
                project(self.simd, &self.shape, gradient, slot(fed), x);
            } else {
                let x = self.states(&workspace.layers[index - 1], 1);
                weight_gradient(self.simd, &self.shape, gradient, slot(fed), x);
            }
        }
        for (gradient, &fed) in own.weight_hh.into_iter().zip(U::RECURRENT) {
            if self.spec.recurrent {
                let h = self.states(layer, 0);
                weight_gradient(self.simd, &self.shape, gradient, slot(fed), h);
            } else {
                gradient.fill(0.0);
            }
        }
        self.bias_gradients::<U>(workspace, layer, own.bias_ih, own.bias_hh);
    }

    /// Those of a layer's biases: sums over time and rows.
    fn bias_gradients<U: Unit>(
        &self,
        workspace: &Workspace,
        layer: &LayerBuffers,
        bias_ih: Gates<'_>,
        bias_hh: Gates<'_>,
    ) {
        let slot = |slot| self.slabs(layer.gates.get(), U::SLOTS, slot);
        let ones = Series { stride: 0, ..self.signals(workspace.ones.get()) };
        let feeds = U::INPUT.iter().zip(U::RECURRENT);
        for ((bias_ih, bias_hh), (&input, &recurrent)) in
            bias_ih.into_iter().zip(bias_hh).zip(feeds)
        {
            project(self.simd, &self.shape, bias_ih, slot(input), ones);
            if input == recurrent {
                bias_hh.copy_from_slice(bias_ih);
            } else {
                project(self.simd, &self.shape, bias_hh, slot(recurrent), ones);
            }
        }
    }

    /// h of each time step, from slab `first` on: 0 is the state before the window.
    fn states<'b>(&self, layer: &'b LayerBuffers, first: usize) -> Series<'b> {
        let pitch = self.whole.pitch(1);
        let floats = &layer.hidden.get()[first * pitch..];
        Series { floats, stride: pitch, len: self.whole.slab(), count: self.spec.time_steps }
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
