//! The halves of a large layer, on two threads or one.
//!
//! Each half packs its own rows of the matrices, so that they lie in the cache of the core that reads
//! them, and writes its own rows of the gradients. After each time step the halves exchange what the
//! other needs: forward h(t) of their units, backward their rows' part of Uᵀ ∂a(t).

use pulp::Simd;

use super::{Task, pool};
use crate::network::kernel::buffers::Workspace;
use crate::network::kernel::exchange::{Exchange, Link, WorkSlot};
use crate::network::kernel::pass::{self, Block, Gradients, LayerGradients, Lesson, Part, Pass};
use crate::network::kernel::unit::Unit;
use crate::network::kernel::weights::Weights;
use crate::network::kernel::{BlockResult, Kernel, Learning, MOST_REST, Rows, Spec};

impl Task<'_> {
    /// Runs both halves, on two threads where that helps; packs the weights first where they may be new.
    pub(super) fn run_halves<S: Simd, U: Unit>(&mut self, simd: S, packs: bool) {
        let sharing = self.is_shared();
        let Kernel { weights, results, workspaces, exchange, .. } = &mut *self.kernel;
        let ([weights, other_weights], [result, other_result], [workspace, other_workspace]) =
            (&mut weights[..], &mut results[..], &mut workspaces[..])
        else {
            return;
        };
        let Some(exchange) = exchange else { return };
        exchange.open();
        let Rows { input, prediction, .. } = &mut self.rows;
        let (spec, parameters) = (self.spec, self.parameters);
        let target = self.learning.as_ref().map(|learning| learning.target);
        let shared = Shared { simd, spec, parameters, packs, input, target, exchange };
        let (gradients, other_gradients) = match &mut self.learning {
            Some(learning) => {
                let (own, other) = split::<U>(spec, learning, result.cut.units.count);
                (Some(own), Some(other))
            }
            None => (None, None),
        };
        let prediction = Some(&mut **prediction);
        let first = Half { index: 0, weights, workspace, result, prediction, gradients };
        let second = Half {
            index: 1,
            weights: other_weights,
            workspace: other_workspace,
            result: other_result,
            prediction: None,
            gradients: other_gradients,
        };
        if !sharing {
            return shared.alone::<U>(first, second);
        }
        let company = shared.together::<U>(first, second);
        self.rest_after(company);
    }

    /// Whether another thread is asked to help with this window.
    fn is_shared(&mut self) -> bool {
        let rested = self.kernel.rest == 0;
        self.kernel.rest = self.kernel.rest.saturating_sub(1);
        rested && !pool::is_own() && pool::threads() > 1
    }

    /// Who was kept waiting goes alone for a while, longer each time, and is slow to forget it.
    fn rest_after(&mut self, company: Company) {
        let last = self.kernel.last_rest;
        (self.kernel.last_rest, self.kernel.rest) = match company {
            Company::InTime => (last / 2, 0),
            Company::Late => {
                let rest = (2 * last).clamp(1, MOST_REST);
                (rest, rest)
            }
        };
    }
}

/// Where the gradients of the first `count` units go, and those of the others.
fn split<'a, U: Unit>(
    spec: &Spec,
    learning: &'a mut Learning<'_>,
    count: usize,
) -> (Gradients<'a>, Gradients<'a>) {
    let readout = spec.outputs * (spec.hidden + 1);
    let (layer, readout) = learning.gradients.split_at_mut(learning.gradients.len() - readout);
    let (layer, other) =
        LayerGradients::new::<U>(layer, spec.inputs, spec.hidden).split(count, spec.hidden);
    let own = Gradients::Half { layer, readout: Some(readout) };
    (own, Gradients::Half { layer: other, readout: None })
}

/// Whether a second thread was there when it was needed.
#[derive(PartialEq, Eq)]
enum Company {
    InTime,
    Late,
}

/// What one half reads and writes beside the other.
struct Half<'a> {
    index: usize,
    weights: &'a mut Weights,
    workspace: &'a mut Workspace,
    result: &'a mut BlockResult,
    /// In the first half.
    prediction: Option<&'a mut [f32]>,
    /// None where nothing is learned.
    gradients: Option<Gradients<'a>>,
}

/// What both halves read.
struct Shared<'a, S> {
    simd: S,
    spec: &'a Spec,
    parameters: &'a [&'a [f32]],
    /// Whether they are to be packed.
    packs: bool,
    /// One row: time steps × inputs.
    input: &'a [f32],
    /// One row: time steps × outputs; none where nothing is learned.
    target: Option<&'a [f32]>,
    exchange: &'a Exchange,
}

impl<'a, S: Simd> Shared<'a, S> {
    /// Packs a half's weights; the part to run, and where its loss goes.
    fn prepare<U: Unit>(&self, half: Half<'a>) -> (Part<'a, S>, &'a mut f64) {
        let Half { index, weights, workspace, result, prediction, gradients } = half;
        if self.packs {
            weights.load::<S, U>(self.simd, self.spec, self.parameters);
        }
        let link = Some(Link::new(self.exchange, index));
        let pass = Pass { link, ..Pass::new(self.simd, self.spec, result.cut, weights) };
        let lesson = self.target.zip(gradients);
        let lesson = lesson.map(|(target, gradients)| Lesson { target, gradients });
        let (hidden, cell) = (result.hidden.get_mut(), result.cell.get_mut());
        let block = Block { input: self.input, prediction, hidden, cell, lesson };
        (Part { pass, workspace, block }, &mut result.loss)
    }

    /// Both halves on this thread.
    fn alone<U: Unit>(&self, first: Half<'a>, second: Half<'a>) {
        let (first, loss) = self.prepare::<U>(first);
        self.both::<U>(first, loss, second);
    }

    fn both<U: Unit>(&self, first: Part<'a, S>, loss: &mut f64, second: Half<'a>) {
        let (second, _) = self.prepare::<U>(second);
        *loss = pass::run::<S, U>(&mut [first, second]);
    }

    /// The second half on another thread, if one has the time.
    fn together<U: Unit>(&self, first: Half<'a>, second: Half<'a>) -> Company {
        let slot = &WorkSlot::new(second);
        pool::scope(|scope| {
            scope.spawn(|_| {
                if let Some(second) = slot.take() {
                    // Both halves have the whole loss; the first one's counts.
                    pass::run::<S, U>(&mut [self.prepare::<U>(second).0]);
                }
            });
            let (first, loss) = self.prepare::<U>(first);
            if let Some(second) = slot.take_unless_taken() {
                self.both::<U>(first, loss, second);
                return Company::Late;
            }
            *loss = pass::run::<S, U>(&mut [first]);
            self.exchange.close(0);
            if self.exchange.was_late() { Company::Late } else { Company::InTime }
        })
    }
}
