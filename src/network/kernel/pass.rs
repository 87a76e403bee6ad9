//! One block of batch rows through a window: forward, loss, backward, gradients.
//!
//! In the symbols of the code, for a layer with input x, slots a and state h:
//! forward, a(t) = W x(t) + U h(t−1) + b, then the cell turns a into h(t);
//! backward from the last time step, ∂h(t) = (what comes from above) + (what comes from t+1), the cell
//! turns it into ∂a(t), and Uᵀ ∂a(t) goes to t−1, Wᵀ ∂a(t) to the layer below;
//! at last ∂W = Σ ∂a(t) x(t)ᵀ, ∂U = Σ ∂a(t) h(t−1)ᵀ, ∂b = Σ ∂a(t).

use std::marker::PhantomData;

use pulp::{Simd, WithSimd};

use super::Spec;
use super::product::{
    Outer, Series, accumulate, add, fill, outer, project, readout, weight_gradient,
};
use super::shape::Shape;
use super::unit::{Backward, Forward, Unit};
use super::weights::Weights;
use super::workspace::Aligned;

/// The buffers of one block, reused by the next.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    layers: Vec<LayerBuffers>,
    /// Input, one signal per time step.
    input: Aligned,
    /// Prediction, then ∂L/∂prediction, one signal per time step.
    output: Aligned,
    /// A signal of ones: sums over rows are scalar products with it.
    ones: Aligned,
    d_hidden: Aligned,
    d_cell: Aligned,
    /// ∂L/∂(a layer's input), one slab per time step.
    d_input: Aligned,
}

/// What one layer keeps of a window.
#[derive(Debug, Default)]
struct LayerBuffers {
    /// `SLOTS` slabs per time step.
    gates: Aligned,
    /// The state before the window, then one slab per time step.
    hidden: Aligned,
    /// As `hidden`, for c.
    cell: Aligned,
    /// tanh c, one slab per time step.
    squashed: Aligned,
}

impl Workspace {
    /// Makes room for blocks with slabs and signals of up to so many floats.
    pub(super) fn reset<U: Unit>(&mut self, spec: &Spec, slab: usize, signal: usize) {
        let steps = spec.time_steps;
        self.layers.resize_with(spec.layers, LayerBuffers::default);
        for layer in &mut self.layers {
            layer.gates.reset(steps * U::SLOTS * slab);
            layer.hidden.reset((steps + 1) * slab);
            layer.cell.reset(if U::CELL { (steps + 1) * slab } else { 0 });
            layer.squashed.reset(if U::CELL { steps * slab } else { 0 });
        }
        self.input.reset(steps * signal);
        self.output.reset(steps * signal);
        self.ones.reset(signal);
        self.ones.get_mut().fill(1.0);
        self.d_hidden.reset(slab);
        self.d_cell.reset(if U::CELL { slab } else { 0 });
        self.d_input.reset(if spec.layers > 1 { steps * slab } else { 0 });
    }
}

/// The rows of a window that a block works on, and where its results go.
pub(super) struct Block<'a> {
    /// Rows × time steps.
    pub(super) input: &'a [f32],
    /// Rows × time steps.
    pub(super) target: &'a [f32],
    /// Rows × time steps, written.
    pub(super) prediction: &'a mut [f32],
    /// Layers × rows × hidden: before, then after the window.
    pub(super) hidden: &'a mut [f32],
    /// As `hidden`, for c; empty where the cell has none.
    pub(super) cell: &'a mut [f32],
    /// All gradients one after the other, in the order of the parameters; written.
    pub(super) gradients: &'a mut [f32],
}

/// Everything that does not change while a block passes.
#[derive(Clone, Copy)]
pub(super) struct Pass<'a, S> {
    pub(super) simd: S,
    pub(super) spec: &'a Spec,
    pub(super) shape: Shape,
    pub(super) weights: &'a Weights,
    /// Floats of one gate's packed matrix.
    pub(super) matrix: usize,
}

impl<S: Simd> Pass<'_, S> {
    /// Runs a block; returns the sum of its squared errors.
    pub(super) fn run<U: Unit>(&self, workspace: &mut Workspace, block: &mut Block<'_>) -> f64 {
        self.load(workspace, block);
        for index in 0..self.spec.layers {
            self.forward_layer::<U>(workspace, index);
        }
        self.predict(workspace);
        let loss = self.compare(workspace, block);
        let mut gradients = &mut *block.gradients;
        let out = gradients.len() - self.spec.hidden - 1;
        self.readout_gradients(workspace, &mut gradients[out..]);
        gradients = &mut gradients[..out];
        for index in (0..self.spec.layers).rev() {
            self.backward_layer::<U>(workspace, index);
            let below = gradients.len() - self.parameters_of_layer::<U>(index);
            let (rest, own) = gradients.split_at_mut(below);
            self.layer_gradients::<U>(workspace, index, own);
            gradients = rest;
        }
        self.store(workspace, block);
        loss
    }

    /// Numbers in the parameters of a layer.
    fn parameters_of_layer<U: Unit>(&self, index: usize) -> usize {
        let inputs = if index == 0 { 1 } else { self.spec.hidden };
        U::INPUT.len() * self.spec.hidden * (inputs + self.spec.hidden + 2)
    }

    /// Input and state into the workspace.
    fn load(&self, workspace: &mut Workspace, block: &Block<'_>) {
        let (steps, signal) = (self.spec.time_steps, self.shape.signal());
        let input = &mut workspace.input.get_mut()[..steps * signal];
        input.fill(0.0);
        for (row, values) in block.input.chunks_exact(steps).enumerate() {
            for (signal, &x) in input.chunks_exact_mut(signal).zip(values) {
                signal[row] = x;
            }
        }
        let state = self.shape.rows * self.spec.hidden;
        let slab = self.shape.slab();
        for (index, layer) in workspace.layers.iter_mut().enumerate() {
            let before = |state_of: &mut Aligned, from: &[f32]| {
                if from.is_empty() || state_of.get().is_empty() {
                    return;
                }
                let first = &mut state_of.get_mut()[..slab];
                if self.spec.recurrent {
                    self.shape.load(first, &from[index * state..][..state]);
                } else {
                    first.fill(0.0);
                }
            };
            before(&mut layer.hidden, block.hidden);
            before(&mut layer.cell, block.cell);
        }
    }

    /// The state after the window.
    fn store(&self, workspace: &Workspace, block: &mut Block<'_>) {
        let state = self.shape.rows * self.spec.hidden;
        let last = self.spec.time_steps * self.shape.slab();
        for (layer, hidden) in workspace.layers.iter().zip(block.hidden.chunks_exact_mut(state)) {
            self.shape.store(&layer.hidden.get()[last..], hidden);
        }
        for (layer, cell) in workspace.layers.iter().zip(block.cell.chunks_exact_mut(state)) {
            self.shape.store(&layer.cell.get()[last..], cell);
        }
    }

    /// Where the slab of the time step before `step` starts: with no recurrence always at the zeros.
    fn before(&self, step: usize) -> usize {
        if self.spec.recurrent { step * self.shape.slab() } else { 0 }
    }

    fn forward_layer<U: Unit>(&self, workspace: &mut Workspace, index: usize) {
        let slab = self.shape.slab();
        let (below, layers) = workspace.layers.split_at_mut(index);
        let layer = &mut layers[0];
        for step in 0..self.spec.time_steps {
            let gates = &mut layer.gates.get_mut()[step * U::SLOTS * slab..][..U::SLOTS * slab];
            match below.last() {
                None => {
                    let signal = self.shape.signal();
                    let x = &workspace.input.get()[step * signal..][..signal];
                    self.feed_input::<U>(gates, x);
                }
                Some(below) => {
                    let x = &below.hidden.get()[(step + 1) * slab..][..slab];
                    self.feed_slab::<U>(gates, x, index, step);
                }
            }
            let before = self.before(step);
            let (past, now) = layer.hidden.get_mut().split_at_mut((step + 1) * slab);
            let past = &past[before..][..slab];
            if self.spec.recurrent {
                let packed = &self.weights.layers[index].recurrent.forward;
                self.feed(gates, past, packed, U::RECURRENT, step);
            }
            let (cell_before, cell, squashed) =
                self.cell_slabs::<U>(layer.cell.get_mut(), layer.squashed.get_mut(), step);
            let forward = Forward {
                gates,
                hidden_before: past,
                hidden: &mut now[..slab],
                cell_before,
                cell,
                squashed,
            };
            self.simd.vectorize(Step::<U, _>(forward, PhantomData));
        }
    }

    /// c before, c and tanh c at a time step; empty where the cell has none.
    fn cell_slabs<'b, U: Unit>(
        &self,
        cell: &'b mut [f32],
        squashed: &'b mut [f32],
        step: usize,
    ) -> (&'b [f32], &'b mut [f32], &'b mut [f32]) {
        if !U::CELL {
            return (&[], &mut [], &mut []);
        }
        let slab = self.shape.slab();
        let (past, now) = cell.split_at_mut((step + 1) * slab);
        let past = &past[self.before(step)..][..slab];
        (past, &mut now[..slab], &mut squashed[step * slab..][..slab])
    }

    /// The first layer's pre-activations from the input signal and the biases.
    fn feed_input<U: Unit>(&self, gates: &mut [f32], x: &[f32]) {
        let (vector, slab) = (self.shape.vector(), self.shape.slab());
        let layer = &self.weights.layers[0];
        for slot in 0..U::SLOTS {
            let gates = &mut gates[slot * slab..][..slab];
            let bias = &layer.bias.get()[slot * vector..][..vector];
            match U::INPUT.iter().position(|&fed| fed == slot) {
                Some(gate) => {
                    let weights = &layer.input.get()[gate * vector..][..vector];
                    outer(self.simd, &self.shape, gates, weights, x, Outer::Set { bias });
                }
                None => fill(&self.shape, gates, bias),
            }
        }
    }

    /// A higher layer's pre-activations from the hidden state below and the biases.
    fn feed_slab<U: Unit>(&self, gates: &mut [f32], x: &[f32], index: usize, step: usize) {
        let layer = &self.weights.layers[index];
        let biases = layer.bias.get().chunks_exact(self.shape.vector());
        for (gates, bias) in gates.chunks_exact_mut(self.shape.slab()).zip(biases) {
            fill(&self.shape, gates, bias);
        }
        self.feed(gates, x, &layer.input_matrix.forward, U::INPUT, step);
    }

    /// Adds the product of each gate's matrix with `x` to the slot it feeds.
    fn feed(&self, gates: &mut [f32], x: &[f32], packed: &Aligned, feeds: &[usize], step: usize) {
        let slab = self.shape.slab();
        for (matrix, slot) in to_and_fro(packed.get(), self.matrix, feeds, step) {
            let gates = &mut gates[slot * slab..][..slab];
            accumulate(self.simd, &self.shape, gates, x, matrix);
        }
    }

    /// Adds the product of each gate's transposed matrix with the slot it feeds to `total`.
    fn collect(
        &self,
        total: &mut [f32],
        gates: &[f32],
        packed: &Aligned,
        feeds: &[usize],
        step: usize,
    ) {
        let slab = self.shape.slab();
        for (matrix, slot) in to_and_fro(packed.get(), self.matrix, feeds, step) {
            let gates = &gates[slot * slab..][..slab];
            accumulate(self.simd, &self.shape, total, gates, matrix);
        }
    }

    /// The readout of the top layer at every time step.
    fn predict(&self, workspace: &mut Workspace) {
        let (slab, signal) = (self.shape.slab(), self.shape.signal());
        let Some(top) = workspace.layers.last() else { return };
        let states = top.hidden.get()[slab..].chunks_exact(slab);
        let outputs = workspace.output.get_mut().chunks_exact_mut(signal);
        for (output, state) in outputs.zip(states).take(self.spec.time_steps) {
            let (weights, bias) = (self.weights.out.get(), self.weights.out_bias);
            readout(self.simd, &self.shape, output, state, weights, bias);
        }
    }

    /// Copies the prediction out, replaces it by ∂L/∂prediction = 2 (y − target) / (batch · steps), and
    /// returns the sum of squared errors. The padding's gradient becomes zero.
    fn compare(&self, workspace: &mut Workspace, block: &mut Block<'_>) -> f64 {
        let steps = self.spec.time_steps;
        let scale = 2.0 / (self.spec.batch * steps) as f32;
        let rows = self.shape.rows;
        let mut loss = 0.0;
        let signals = workspace.output.get_mut().chunks_exact_mut(self.shape.signal());
        for (step, signal) in signals.take(steps).enumerate() {
            for (row, y) in signal[..rows].iter_mut().enumerate() {
                let index = row * steps + step;
                block.prediction[index] = *y;
                let error = *y - block.target[index];
                loss += f64::from(error) * f64::from(error);
                *y = scale * error;
            }
            signal[rows..].fill(0.0);
        }
        loss
    }

    fn readout_gradients(&self, workspace: &Workspace, gradients: &mut [f32]) {
        let Some(top) = workspace.layers.last() else { return };
        let (weight, bias) = gradients.split_at_mut(self.spec.hidden);
        let errors = self.signals(workspace.output.get());
        let states = self.slabs(&top.hidden.get()[self.shape.slab()..], 1, 0);
        project(self.simd, &self.shape, weight, states, errors);
        let signals = workspace.output.get()[..self.spec.time_steps * self.shape.signal()].iter();
        bias[0] = signals.map(|&error| f64::from(error)).sum::<f64>() as f32;
    }

    /// Leaves the gradients of the pre-activations in the slots.
    fn backward_layer<U: Unit>(&self, workspace: &mut Workspace, index: usize) {
        let (slab, signal) = (self.shape.slab(), self.shape.signal());
        let top = index + 1 == self.spec.layers;
        let layer = &mut workspace.layers[index];
        let weights = &self.weights.layers[index];
        let d_hidden = &mut workspace.d_hidden.get_mut()[..slab];
        let d_cell = workspace.d_cell.get_mut();
        let d_cell = if U::CELL { &mut d_cell[..slab] } else { d_cell };
        d_hidden.fill(0.0);
        d_cell.fill(0.0);
        for step in (0..self.spec.time_steps).rev() {
            if top {
                let error = &workspace.output.get()[step * signal..][..signal];
                outer(self.simd, &self.shape, d_hidden, self.weights.out.get(), error, Outer::Add);
            } else {
                add(d_hidden, &workspace.d_input.get()[step * slab..][..slab]);
            }
            let gates = &mut layer.gates.get_mut()[step * U::SLOTS * slab..][..U::SLOTS * slab];
            let states = layer.hidden.get();
            let (cell_before, _, squashed) =
                self.cell_slabs::<U>(layer.cell.get_mut(), layer.squashed.get_mut(), step);
            let backward = Backward {
                gates,
                hidden_before: &states[self.before(step)..][..slab],
                hidden: &states[(step + 1) * slab..][..slab],
                cell_before,
                squashed,
                d_hidden,
                d_cell,
            };
            self.simd.vectorize(Step::<U, _>(backward, PhantomData));
            let gates = &layer.gates.get()[step * U::SLOTS * slab..][..U::SLOTS * slab];
            if !self.spec.recurrent {
                d_hidden.fill(0.0);
                d_cell.fill(0.0);
            } else if step > 0 {
                self.collect(d_hidden, gates, &weights.recurrent.backward, U::RECURRENT, step);
            }
            if index > 0 {
                let d_input = &mut workspace.d_input.get_mut()[step * slab..][..slab];
                d_input.fill(0.0);
                self.collect(d_input, gates, &weights.input_matrix.backward, U::INPUT, step);
            }
        }
    }

    /// The gradients of a layer's parameters, from the gradients of its pre-activations.
    fn layer_gradients<U: Unit>(&self, workspace: &Workspace, index: usize, own: &mut [f32]) {
        let hidden = self.spec.hidden;
        let layer = &workspace.layers[index];
        let gates = layer.gates.get();
        let inputs = if index == 0 { 1 } else { hidden };
        let (weight_ih, own) = own.split_at_mut(U::INPUT.len() * hidden * inputs);
        let (weight_hh, own) = own.split_at_mut(U::RECURRENT.len() * hidden * hidden);
        let (bias_ih, bias_hh) = own.split_at_mut(U::INPUT.len() * hidden);
        for (gradient, &slot) in weight_ih.chunks_exact_mut(hidden * inputs).zip(U::INPUT) {
            let slot = self.slabs(gates, U::SLOTS, slot);
            if index == 0 {
                let x = self.signals(workspace.input.get());
                project(self.simd, &self.shape, gradient, slot, x);
            } else {
                let below = workspace.layers[index - 1].hidden.get();
                let x = self.slabs(&below[self.shape.slab()..], 1, 0);
                weight_gradient(self.simd, &self.shape, gradient, slot, x);
            }
        }
        if self.spec.recurrent {
            let states = self.slabs(layer.hidden.get(), 1, 0);
            for (gradient, &slot) in weight_hh.chunks_exact_mut(hidden * hidden).zip(U::RECURRENT) {
                let slot = self.slabs(gates, U::SLOTS, slot);
                weight_gradient(self.simd, &self.shape, gradient, slot, states);
            }
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

    /// One slab of each time step, of `slots` that follow each other.
    fn slabs<'b>(&self, floats: &'b [f32], slots: usize, slot: usize) -> Series<'b> {
        let slab = self.shape.slab();
        Series {
            floats: &floats[slot * slab..],
            stride: slots * slab,
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

/// Each gate's matrix and slot, in turn from the first to the last and from the last to the first: what
/// one time step read last is still in the cache when the next one begins.
fn to_and_fro<'a>(
    packed: &'a [f32],
    size: usize,
    feeds: &'a [usize],
    step: usize,
) -> impl Iterator<Item = (&'a [f32], usize)> {
    (0..feeds.len()).map(move |index| {
        let gate = if step.is_multiple_of(2) { index } else { feeds.len() - 1 - index };
        (&packed[gate * size..][..size], feeds[gate])
    })
}

/// One time step of a cell, forward or backward, compiled for an instruction set.
struct Step<U, P>(P, PhantomData<U>);

impl<U: Unit> WithSimd for Step<U, Forward<'_>> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        U::forward(simd, self.0);
    }
}

impl<U: Unit> WithSimd for Step<U, Backward<'_>> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        U::backward(simd, self.0);
    }
}
