//! The gradients of the parameters, from what the backward pass has left in the slots.

use pulp::Simd;

use super::places::Gates;
use super::{Gradients, Pass};
use crate::network::kernel::buffers::{LayerBuffers, Workspace};
use crate::network::kernel::product::{
    Series, elementwise_gradient, project, sum, weight_gradient,
};
use crate::network::kernel::unit::Unit;

impl<S: Simd> Pass<'_, S> {
    /// ∂L/∂ out.weight and out.bias.
    pub(super) fn readout_gradients(&self, workspace: &Workspace, gradients: &mut Gradients<'_>) {
        let (hidden, outputs) = (self.spec.hidden, self.spec.outputs);
        let (Some(top), Some(own)) =
            (workspace.layers.last(), gradients.take_readout(outputs * (hidden + 1)))
        else {
            return;
        };
        let (weights, biases) = own.split_at_mut(outputs * hidden);
        let each = weights.chunks_exact_mut(hidden).zip(biases).enumerate();
        for (output, (weight, bias)) in each {
            let errors = &workspace.output.get()[self.signals_of(output)];
            project(self.simd, &self.whole, weight, self.states(top, 1), self.signals(errors));
            *bias = sum(errors) as f32;
        }
    }

    /// The gradients of a layer's parameters, from the gradients of its pre-activations.
    pub(super) fn layer_gradients<U: Unit>(
        &self,
        workspace: &Workspace,
        index: usize,
        gradients: &mut Gradients<'_>,
    ) {
        let inputs = if index == 0 { self.spec.inputs } else { self.spec.hidden };
        let own = gradients.take_layer::<U>(inputs, self.spec.hidden);
        let layer = &workspace.layers[index];
        let slot = |slot| self.slabs(layer.gates.get(), U::SLOTS, slot);
        for (gradient, &fed) in own.weight_ih.into_iter().zip(U::INPUT) {
            if index > 0 {
                let x = self.states(&workspace.layers[index - 1], 1);
                weight_gradient(self.simd, &self.shape, gradient, slot(fed), x);
            } else if inputs == 1 {
                let x = self.signals(workspace.input.get());
                project(self.simd, &self.shape, gradient, slot(fed), x);
            } else {
                let x = self.inputs(workspace.input.get());
                weight_gradient(self.simd, &self.shape, gradient, slot(fed), x);
            }
        }
        for (gradient, &fed) in own.weight_hh.into_iter().zip(U::RECURRENT) {
            let h = self.states(layer, 0);
            match (self.spec.recurrent, U::ELEMENTWISE) {
                (false, _) => gradient.fill(0.0),
                (_, true) => elementwise_gradient(self.simd, &self.shape, gradient, slot(fed), h),
                (_, false) => weight_gradient(self.simd, &self.shape, gradient, slot(fed), h),
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
            if U::HAS_INPUT_BIAS {
                project(self.simd, &self.shape, bias_ih, slot(input), ones);
            }
            if !U::HAS_RECURRENT_BIAS {
                continue;
            }
            if U::HAS_INPUT_BIAS && input == recurrent {
                bias_hh.copy_from_slice(bias_ih);
            } else {
                project(self.simd, &self.shape, bias_hh, slot(recurrent), ones);
            }
        }
    }

    /// The inputs of each time step, where there are several.
    fn inputs<'b>(&self, floats: &'b [f32]) -> Series<'b> {
        let slab = self.inputs.slab();
        Series { floats, stride: slab, len: slab, count: self.spec.time_steps }
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
