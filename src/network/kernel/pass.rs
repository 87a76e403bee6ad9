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
use super::buffers::Workspace;
use super::product::{Form, Packed, readout};
use super::shape::Shape;
use super::unit::{Backward, Forward, Unit};
use super::weights::Weights;
use super::workspace::Aligned;

mod backward;
mod forward;
mod gradients;

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
        let last = self.spec.time_steps * self.shape.pitch(1);
        for (layer, hidden) in workspace.layers.iter().zip(block.hidden.chunks_exact_mut(state)) {
            self.shape.store(&layer.hidden.get()[last..], hidden);
        }
        for (layer, cell) in workspace.layers.iter().zip(block.cell.chunks_exact_mut(state)) {
            self.shape.store(&layer.cell.get()[last..], cell);
        }
    }

    /// Copies the prediction out, replaces it by ∂L/∂prediction = 2 (y − target) / (batch · steps), and
    /// returns the sum of squared errors. The padding's gradient becomes zero.
    fn compare(&self, workspace: &mut Workspace, block: &mut Block<'_>) -> f64 {
        let steps = self.spec.time_steps;
        let scale = 2.0 / (self.spec.batch * steps) as f32;
        let rows = self.shape.rows;
        // Several sums, since each is a chain of dependent additions.
        let mut losses = [0.0; 4];
        let signals = workspace.output.get_mut().chunks_exact_mut(self.shape.signal());
        for (step, signal) in signals.take(steps).enumerate() {
            for (row, y) in signal[..rows].iter_mut().enumerate() {
                let index = row * steps + step;
                block.prediction[index] = *y;
                let error = *y - block.target[index];
                losses[(step + row) % 4] += f64::from(error) * f64::from(error);
                *y = scale * error;
            }
            signal[rows..].fill(0.0);
        }
        losses.iter().sum()
    }

    /// The readout of the top layer at every time step.
    fn predict(&self, workspace: &mut Workspace) {
        let (pitch, signal) = (self.shape.pitch(1), self.shape.signal());
        let Some(top) = workspace.layers.last() else { return };
        let states = top.hidden.get()[pitch..].chunks(pitch);
        let outputs = workspace.output.get_mut().chunks_exact_mut(signal);
        for (output, state) in outputs.zip(states).take(self.spec.time_steps) {
            let (weights, bias) = (self.weights.out.get(), self.weights.out_bias);
            readout(self.simd, &self.shape, output, state, weights, bias);
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
        let (slab, pitch) = (self.shape.slab(), self.shape.pitch(1));
        let (past, now) = cell.split_at_mut(self.after(step));
        let past = &past[self.before(step)..][..slab];
        (past, &mut now[..slab], &mut squashed[step * pitch..][..slab])
    }

    /// Where the state after time step `step` starts.
    fn after(&self, step: usize) -> usize {
        (step + 1) * self.shape.pitch(1)
    }

    /// Where the slab of the time step before `step` starts: with no recurrence always at the zeros.
    fn before(&self, step: usize) -> usize {
        if self.spec.recurrent { step * self.shape.pitch(1) } else { 0 }
    }
}

/// Each gate's matrix and slot, in turn from the first to the last and from the last to the first: what
/// one time step read last is still in the cache when the next one begins.
fn to_and_fro<'a>(
    (packed, form): (&'a Aligned, Form),
    size: usize,
    feeds: &'a [usize],
    step: usize,
) -> impl Iterator<Item = (Packed<'a>, usize)> {
    let backwards = step % 2 == 1;
    (0..feeds.len()).map(move |index| {
        let gate = if backwards { feeds.len() - 1 - index } else { index };
        let floats = &packed.get()[gate * size..][..size];
        (Packed { floats, form, backwards }, feeds[gate])
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
