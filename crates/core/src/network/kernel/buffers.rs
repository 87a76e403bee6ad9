//! What a block's pass keeps between its forward and its backward half.

use super::Spec;
use super::shape::SPREAD;
use super::unit::Unit;
use super::workspace::Aligned;

/// The buffers of one block, reused by the next.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    pub(super) layers: Vec<LayerBuffers>,
    /// Input: one signal per time step, or a slab of the inputs where there are several.
    pub(super) input: Aligned,
    /// Prediction, then ∂L/∂prediction: for each output one signal per time step.
    pub(super) output: Aligned,
    /// A signal of ones: sums over rows are scalar products with it.
    pub(super) ones: Aligned,
    pub(super) d_hidden: Aligned,
    pub(super) d_cell: Aligned,
    /// A half's part of ∂L/∂h of all units.
    pub(super) d_partial: Aligned,
    /// The other half's part of ∂L/∂h of the own units.
    pub(super) received: Aligned,
    /// ∂L/∂(a layer's input), one slab per time step.
    pub(super) d_input: Aligned,
}

/// What one layer keeps of a window.
#[derive(Debug, Default)]
pub(super) struct LayerBuffers {
    /// `SLOTS` slabs per time step.
    pub(super) gates: Aligned,
    /// The state before the window, then one slab per time step.
    pub(super) hidden: Aligned,
    /// As `hidden`, for c.
    pub(super) cell: Aligned,
    /// tanh c, one slab per time step.
    pub(super) squashed: Aligned,
}

impl Workspace {
    /// Floats that it takes for blocks with slabs of up to so many, but for what doesn't grow with time
    /// steps times units.
    pub(super) fn floats<U: Unit>(spec: &Spec, slab: usize) -> usize {
        let states = if U::CELL { 3 } else { 1 };
        let handed = usize::from(spec.layers > 1);
        spec.time_steps * slab * ((U::SLOTS + states) * spec.layers + handed)
    }

    /// Floats in it.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        let of_layer = |layer: &LayerBuffers| {
            [&layer.gates, &layer.hidden, &layer.cell, &layer.squashed].map(|part| part.get().len())
        };
        let layers = self.layers.iter().flat_map(of_layer);
        let rest = [&self.input, &self.output, &self.d_hidden, &self.d_cell, &self.d_input];
        layers.chain(rest.map(|part| part.get().len())).sum()
    }

    /// Makes room for blocks with slabs, signals and inputs of a time step of up to so many floats.
    pub(super) fn reset<U: Unit>(&mut self, spec: &Spec, slab: usize, signal: usize, input: usize) {
        let steps = spec.time_steps;
        // The largest pitch of such slabs.
        let pitch = |slots| slots * slab + SPREAD;
        self.layers.resize_with(spec.layers, LayerBuffers::default);
        for layer in &mut self.layers {
            layer.gates.reset(steps * pitch(U::SLOTS));
            layer.hidden.reset((steps + 1) * pitch(1));
            layer.cell.reset(if U::CELL { (steps + 1) * pitch(1) } else { 0 });
            layer.squashed.reset(if U::CELL { steps * pitch(1) } else { 0 });
        }
        self.input.reset(steps * input);
        self.output.reset(spec.outputs * steps * signal);
        self.ones.reset(signal);
        self.ones.get_mut().fill(1.0);
        self.d_hidden.reset(slab);
        self.d_cell.reset(if U::CELL { slab } else { 0 });
        self.d_partial.reset(slab);
        self.received.reset(slab);
        self.d_input.reset(if spec.layers > 1 { steps * pitch(1) } else { 0 });
    }
}
