//! A batch's blocks of rows, shared out among threads.

use pulp::Simd;

use super::{Task, pool};
use crate::network::kernel::buffers::Workspace;
use crate::network::kernel::pass::{self, Block, Gradients, Lesson, Part, Pass};
use crate::network::kernel::shape::Cut;
use crate::network::kernel::unit::Unit;
use crate::network::kernel::weights::Weights;
use crate::network::kernel::{BlockResult, Kernel, Rows, Spec};

impl Task<'_> {
    /// Each thread takes its share of consecutive blocks.
    pub(super) fn run_blocks<S: Simd, U: Unit>(&mut self, simd: S) {
        let Kernel { weights, results, workspaces, .. } = &mut *self.kernel;
        let Rows { input, prediction, .. } = &mut self.rows;
        let target = self.learning.as_ref().map(|learning| learning.target);
        let shared = &Shared { simd, spec: self.spec, weights, input, target };
        let alone = workspaces.len() == 1;
        let (batch, threads) = (self.spec.batch, workspaces.len());
        let (mut results, mut prediction) = (results.as_mut_slice(), &mut **prediction);
        let mut gradients = self.learning.as_mut().map(|learning| &mut *learning.gradients);
        let mut shares = workspaces.iter_mut().enumerate().map(|(index, workspace)| {
            let end = batch * (index + 1) / threads;
            let blocks = results.iter().take_while(|result| result.cut.first < end).count();
            let results = take_front(&mut results, blocks);
            let rows: usize = results.iter().map(|result| result.cut.rows).sum();
            let prediction =
                take_front(&mut prediction, rows * shared.spec.time_steps * shared.spec.outputs);
            Share { workspace, results, prediction, gradients: gradients.take() }
        });
        // This thread takes the first share itself instead of sleeping until others have done it.
        let Some(own) = shares.next() else { return };
        if alone {
            return shared.run::<U>(own);
        }
        pool::scope(|scope| {
            shares.for_each(|share| {
                scope.spawn(|_| shared.run::<U>(share));
            });
            shared.run::<U>(own);
        });
    }
}

/// Cuts the first `count` elements off.
fn take_front<'a, T>(slice: &mut &'a mut [T], count: usize) -> &'a mut [T] {
    let (front, rest) = std::mem::take(slice).split_at_mut(count);
    *slice = rest;
    front
}

/// One thread's part of a window.
struct Share<'a> {
    workspace: &'a mut Workspace,
    results: &'a mut [BlockResult],
    /// Of these blocks' rows.
    prediction: &'a mut [f32],
    /// Where the first block of all writes its gradients.
    gradients: Option<&'a mut [f32]>,
}

/// What all threads read.
struct Shared<'a, S> {
    simd: S,
    spec: &'a Spec,
    weights: &'a [Weights],
    /// Batch × time steps × inputs.
    input: &'a [f32],
    /// Batch × time steps × outputs; none where nothing is learned.
    target: Option<&'a [f32]>,
}

impl<S: Simd> Shared<'_, S> {
    /// Runs consecutive blocks, one after the other.
    fn run<U: Unit>(&self, share: Share<'_>) {
        let Share { workspace, results, mut prediction, mut gradients } = share;
        for result in results {
            let Cut { first, rows, .. } = result.cut;
            let samples = |channels: usize| {
                let row = self.spec.time_steps * channels;
                first * row..(first + rows) * row
            };
            let (inputs, outputs) = (samples(self.spec.inputs), samples(self.spec.outputs));
            let own = take_front(&mut prediction, outputs.len());
            let gradients = gradients.take().unwrap_or(result.gradients.get_mut());
            let lesson = self.target.map(|target| Lesson {
                target: &target[outputs],
                gradients: Gradients::All(gradients),
            });
            let block = Block {
                input: &self.input[inputs],
                prediction: Some(own),
                hidden: result.hidden.get_mut(),
                cell: result.cell.get_mut(),
                lesson,
            };
            if let Some(pass) = self.pass(result.cut) {
                let part = Part { pass, workspace: &mut *workspace, block };
                result.loss = pass::run::<S, U>(&mut [part]);
            }
        }
    }

    /// The pass of a block; there are weights for every kind of lanes in use.
    fn pass(&self, cut: Cut) -> Option<Pass<'_, S>> {
        let weights = self.weights.iter().find(|weights| weights.shape.lanes == cut.lanes)?;
        Some(Pass::new(self.simd, self.spec, cut, weights))
    }
}
