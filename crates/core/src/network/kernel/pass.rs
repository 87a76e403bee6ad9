//! One block of batch rows through a window: forward, loss, backward, gradients.
//!
//! In the symbols of the code, for a layer with input x, slots a and state h:
//! forward, a(t) = W x(t) + U h(t−1) + b, then the cell turns a into h(t);
//! backward from the last time step, ∂h(t) = (what comes from above) + (what comes from t+1), the cell
//! turns it into ∂a(t), and Uᵀ ∂a(t) goes to t−1, Wᵀ ∂a(t) to the layer below;
//! at last ∂W = Σ ∂a(t) x(t)ᵀ, ∂U = Σ ∂a(t) h(t−1)ᵀ, ∂b = Σ ∂a(t).

use std::marker::PhantomData;
use std::ops::Range;

use pulp::{Simd, WithSimd};

use super::Spec;
use super::buffers::Workspace;
use super::exchange::Link;
use super::product::{Form, Gates, readout};
use super::shape::{Cut, Shape, Units};
use super::unit::{Backward, Forward, Unit};
use super::weights::{Matrix, Weights};
use super::workspace::Aligned;

mod backward;
mod compare;
mod forward;
mod gradients;
mod places;

use backward::backward_layer;
use forward::forward_layer;
pub(super) use places::{Gradients, LayerGradients};

/// The rows of a window that a block works on, and where its results go.
pub(super) struct Block<'a> {
    /// Rows × time steps × inputs.
    pub(super) input: &'a [f32],
    /// Rows × time steps × outputs, written; none where another part of the layer's units writes it.
    pub(super) prediction: Option<&'a mut [f32]>,
    /// Layers × rows × hidden: before, then after the window.
    pub(super) hidden: &'a mut [f32],
    /// As `hidden`, for the c of the block's units; empty where the cell has none.
    pub(super) cell: &'a mut [f32],
    /// None where the network only answers.
    pub(super) lesson: Option<Lesson<'a>>,
}

/// What a block learns from.
pub(super) struct Lesson<'a> {
    /// Rows × time steps × outputs.
    pub(super) target: &'a [f32],
    /// Where the gradients go.
    pub(super) gradients: Gradients<'a>,
}

/// Everything that does not change while a block passes.
pub(super) struct Pass<'a, S> {
    pub(super) simd: S,
    pub(super) spec: &'a Spec,
    /// Of slabs with the block's units: slots, c, and what flows back.
    pub(super) shape: Shape,
    /// Of slabs with all units of a layer: h. The same, but where a layer is cut into halves.
    pub(super) whole: Shape,
    /// Of what the first layer reads at a time step.
    pub(super) inputs: Shape,
    /// Floats that hold the inputs of a time step.
    pub(super) input_len: usize,
    /// Floats of one output's signals.
    pub(super) output_len: usize,
    /// The block's units.
    pub(super) units: Units,
    pub(super) weights: &'a Weights,
    /// To the other half of the layer, where it is cut into halves.
    pub(super) link: Option<Link<'a>>,
}

/// A pass and what it works on: a block of rows, or of one row half the units.
pub(super) struct Part<'a, S> {
    pub(super) pass: Pass<'a, S>,
    pub(super) workspace: &'a mut Workspace,
    pub(super) block: Block<'a>,
}

/// Runs a block, or in one thread both halves of a layer; returns the sum of what the errors cost.
/// Backward only where there is something to learn.
pub(super) fn run<S: Simd, U: Unit>(parts: &mut [Part<'_, S>]) -> f64 {
    let Some(Spec { layers, time_steps, .. }) = parts.first().map(|part| *part.pass.spec) else {
        return 0.0;
    };
    let mut loss = 0.0;
    for Part { pass, workspace, block } in &mut *parts {
        pass.load(workspace, block);
    }
    for index in 0..layers {
        forward_layer::<S, U>(parts, index, time_steps);
    }
    for Part { pass, workspace, block } in &mut *parts {
        pass.predict(workspace);
        let Some(Lesson { target, gradients }) = &mut block.lesson else {
            pass.answer(workspace, block);
            continue;
        };
        // Each half sees the whole error.
        loss = pass.compare(workspace, &mut block.prediction, target);
        pass.readout_gradients(workspace, gradients);
    }
    let learns = parts.iter().all(|part| part.block.lesson.is_some());
    for index in (0..layers).rev().filter(|_| learns) {
        backward_layer::<S, U>(parts, index, time_steps);
        for Part { pass, workspace, block } in &mut *parts {
            if let Some(lesson) = &mut block.lesson {
                pass.layer_gradients::<U>(workspace, index, &mut lesson.gradients);
            }
        }
    }
    for Part { pass, workspace, block } in &mut *parts {
        pass.store(workspace, block);
    }
    loss
}

/// The parts at a time step, from the first to the last and from the last to the first: see
/// [`Pass::gates`].
fn in_turn<'a, S>(parts: &mut [Part<'a, S>], step: usize, run: impl FnMut(&mut Part<'a, S>)) {
    if step.is_multiple_of(2) {
        parts.iter_mut().for_each(run);
    } else {
        parts.iter_mut().rev().for_each(run);
    }
}

impl<'a, S: Simd> Pass<'a, S> {
    /// The pass of a block that reads these weights.
    pub(super) fn new(simd: S, spec: &'a Spec, cut: Cut, weights: &'a Weights) -> Self {
        let shape = Shape::of_units::<S>(cut, cut.units);
        let whole = Shape::of_units::<S>(cut, spec.units());
        let inputs = Shape::of_inputs::<S>(cut, spec);
        let (input_len, output_len) = (inputs.input(), spec.time_steps * shape.signal());
        let (units, link) = (cut.units, None);
        Self { simd, spec, shape, whole, inputs, input_len, output_len, units, weights, link }
    }
}

impl<S: Simd> Pass<'_, S> {
    /// Input and state into the workspace.
    fn load(&self, workspace: &mut Workspace, block: &Block<'_>) {
        self.load_input(workspace.input.get_mut(), block.input);
        for (index, layer) in workspace.layers.iter_mut().enumerate() {
            let before = |shape: &Shape, states: &mut Aligned, from: &[f32]| {
                if from.is_empty() || states.get().is_empty() {
                    return;
                }
                let state = shape.rows * shape.hidden;
                let first = &mut states.get_mut()[..shape.slab()];
                if self.spec.recurrent {
                    shape.load(first, &from[index * state..][..state]);
                } else {
                    first.fill(0.0);
                }
            };
            before(&self.whole, &mut layer.hidden, block.hidden);
            before(&self.shape, &mut layer.cell, block.cell);
        }
    }

    /// Rows × time steps × inputs into a signal per time step, or a slab of several inputs.
    fn load_input(&self, to: &mut [f32], from: &[f32]) {
        let (steps, inputs, len) = (self.spec.time_steps, self.spec.inputs, self.input_len);
        let to = &mut to[..steps * len];
        to.fill(0.0);
        for (row, values) in from.chunks_exact(steps * inputs).enumerate() {
            if inputs == 1 {
                to.chunks_exact_mut(len).zip(values).for_each(|(signal, &x)| signal[row] = x);
                continue;
            }
            for (slab, values) in to.chunks_exact_mut(len).zip(values.chunks_exact(inputs)) {
                self.inputs.load_row(slab, row, values);
            }
        }
    }

    /// The state after the window.
    fn store(&self, workspace: &Workspace, block: &mut Block<'_>) {
        let after = |shape: &Shape, states: &Aligned, to: &mut [f32]| {
            shape.store(&states.get()[self.spec.time_steps * shape.pitch(1)..], to);
        };
        let state = |shape: &Shape| shape.rows * shape.hidden;
        let hidden = block.hidden.chunks_exact_mut(state(&self.whole));
        for (layer, hidden) in workspace.layers.iter().zip(hidden) {
            after(&self.whole, &layer.hidden, hidden);
        }
        let cell = block.cell.chunks_exact_mut(state(&self.shape));
        for (layer, cell) in workspace.layers.iter().zip(cell) {
            after(&self.shape, &layer.cell, cell);
        }
    }

    /// The readout of the top layer at every time step.
    fn predict(&self, workspace: &mut Workspace) {
        let (pitch, signal) = (self.whole.pitch(1), self.whole.signal());
        let Some(top) = workspace.layers.last() else { return };
        let states = top.hidden.get()[pitch..].chunks(pitch);
        let of_outputs = self.weights.out.get().chunks_exact(self.weights.out_len);
        for (output, (weights, &bias)) in of_outputs.zip(&self.weights.out_bias).enumerate() {
            let signals = &mut workspace.output.get_mut()[self.signals_of(output)];
            for (signal, state) in signals.chunks_exact_mut(signal).zip(states.clone()) {
                readout(self.simd, &self.whole, signal, state, weights, bias);
            }
        }
    }

    /// Where an output's signals lie, one for each time step.
    fn signals_of(&self, output: usize) -> Range<usize> {
        output * self.output_len..(output + 1) * self.output_len
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
        let (slab, pitch) = (self.shape.slab(), self.shape.pitch(1));
        let (past, now) = cell.split_at_mut((step + 1) * pitch);
        let before = if self.spec.recurrent { step * pitch } else { 0 };
        let past = &past[before..][..slab];
        (past, &mut now[..slab], &mut squashed[step * pitch..][..slab])
    }

    /// A layer's matrices in one of their forms, and the slots that they feed or read. Time steps read
    /// them to and fro: what one read last is still in the cache when the next one begins.
    fn gates<'b>(
        matrix: &'b Matrix,
        (packed, form): (&'b Aligned, Form),
        slots: &'b [usize],
        step: usize,
    ) -> Gates<'b> {
        let (len, depth) = (matrix.len, matrix.depth);
        Gates { floats: packed.get(), matrix: len, depth, form, slots, backwards: step % 2 == 1 }
    }

    /// Where h after time step `step` starts.
    fn after(&self, step: usize) -> usize {
        (step + 1) * self.whole.pitch(1)
    }

    /// Where h before `step` starts: with no recurrence always at the zeros.
    fn before(&self, step: usize) -> usize {
        if self.spec.recurrent { step * self.whole.pitch(1) } else { 0 }
    }

    /// Where the block's units lie in a slab of all units.
    fn own(&self) -> Range<usize> {
        self.units.first..self.units.first + self.shape.slab()
    }

    /// Where the other half's units lie in a slab of all units.
    fn others(&self) -> Range<usize> {
        let Range { start, end } = self.own();
        if start == 0 { end..self.whole.slab() } else { 0..start }
    }
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
