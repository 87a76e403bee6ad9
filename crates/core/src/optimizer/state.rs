//! What an optimizer keeps between steps: typed by its rule while it trains, plain numbers outside.

use std::fmt::Debug;
use std::marker::PhantomData;

use candle_core::Result;

use super::Rule;
use super::effective_step::EffectiveStep;
use super::update::{Preparation, update};
use crate::config::Config;
use crate::network::Parameters;
use crate::network::kernel::Vectors;
use crate::wording::{OptimizerWords, Wording};

/// What an optimizer keeps, as plain numbers: for snapshots and checkpoints.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OptimizerState {
    /// Updates so far.
    pub updates: u64,
    /// The rule's moments (Adam's m and v, momentum's buffer …), each with one vector a variable.
    pub moments: Vec<Vec<Vec<f32>>>,
    /// Numbers that it keeps beside them, of no variable's own.
    pub scalars: Vec<f64>,
}

/// How much an optimizer keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateShape {
    /// Numbers for each weight.
    pub moments: usize,
    /// Numbers for all of them together.
    pub scalars: usize,
}

/// A state that isn't this optimizer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// It is another kind's.
    #[error(
        "{}",
        (words().other_shape)(expected.moments, expected.scalars, found.moments, found.scalars)
    )]
    Shape {
        /// What the optimizer keeps.
        expected: StateShape,
        /// What the state has.
        found: StateShape,
    },
    /// It is another network's.
    #[error("{}", words().other_network)]
    Variables,
}

fn words() -> &'static OptimizerWords {
    &Wording::in_force().optimizer
}

/// One update of all variables, for the rule.
pub(super) struct UpdateContext<'a> {
    pub(super) vectors: Vectors,
    /// Its number, from 1.
    pub(super) number: u64,
    pub(super) config: &'a Config,
    /// Factor of the gradients, 1 where nothing is clipped.
    pub(super) gradient_scale: f32,
}

/// A rule with what it keeps, whichever rule it is.
pub(super) trait AnyRule: Debug + Send {
    /// Updates every variable with its gradient, and measures how far where that is wanted.
    fn update(
        &mut self,
        context: &UpdateContext<'_>,
        parameters: &Parameters,
        effective_step: Option<&mut EffectiveStep>,
    ) -> Result<()>;
    /// The norm of the gradients that it remembers, by which it divides, after `updates`; none where it doesn't.
    fn remembered_norm(&self, config: &Config, updates: u64) -> Option<f64>;
    /// How much it keeps.
    fn shape(&self) -> StateShape;
    /// A copy of what it keeps; the updates aren't counted here.
    fn state(&self) -> OptimizerState;
    /// Makes what another form of the same optimizer has kept into what this one keeps.
    fn convert(&self, state: &mut OptimizerState);
    /// Keeps something else; nothing changes if that doesn't fit.
    fn restore(&mut self, state: &OptimizerState) -> std::result::Result<(), StateError>;
    /// A copy.
    fn boxed(&self) -> Box<dyn AnyRule>;
}

impl Clone for Box<dyn AnyRule> {
    fn clone(&self) -> Self {
        self.boxed()
    }
}

/// What rule `R` keeps: `N` numbers for each weight and `K` beside them.
#[derive(Clone, Debug)]
pub(super) struct Kept<R, const N: usize, const K: usize> {
    /// For each moment one vector a variable.
    moments: [Vec<Vec<f32>>; N],
    scalars: [f64; K],
    rule: PhantomData<R>,
}

impl<R: Rule<N, K>, const N: usize, const K: usize> Kept<R, N, K> {
    /// Nothing to remember yet, for variables of these sizes.
    pub(super) fn new(sizes: &[usize]) -> Self {
        let zeros = || sizes.iter().map(|size| vec![0.0; *size]).collect();
        Self { moments: [(); N].map(|()| zeros()), scalars: R::SCALARS, rule: PhantomData }
    }
}

impl<R: Rule<N, K>, const N: usize, const K: usize> AnyRule for Kept<R, N, K> {
    fn update(
        &mut self,
        context: &UpdateContext<'_>,
        parameters: &Parameters,
        mut effective_step: Option<&mut EffectiveStep>,
    ) -> Result<()> {
        let rule = R::at(context.config, context.number, &mut self.scalars);
        let preparation = Preparation::new(R::DECAY, context.config, context.gradient_scale);
        parameters.edit_each(|index, weights, gradient| {
            let moments = self.moments.each_mut().map(|moment| moment[index].as_mut_slice());
            effective_step.iter_mut().for_each(|step| step.note_before(weights));
            update(context.vectors, rule, preparation, weights, gradient, moments);
            effective_step.iter_mut().for_each(|step| step.note_after(context.vectors, weights));
        })
    }

    fn remembered_norm(&self, config: &Config, updates: u64) -> Option<f64> {
        let (at, known) = R::squares(config, updates).filter(|_| updates > 0)?;
        let squares = self.moments.get(at)?.iter().flatten();
        Some((squares.map(|square| f64::from(*square)).sum::<f64>() / known).sqrt())
    }

    fn shape(&self) -> StateShape {
        StateShape { moments: N, scalars: K }
    }

    fn state(&self) -> OptimizerState {
        let (moments, scalars) = (self.moments.to_vec(), self.scalars.to_vec());
        OptimizerState { updates: 0, moments, scalars }
    }

    fn convert(&self, state: &mut OptimizerState) {
        R::convert(state);
    }

    fn restore(&mut self, state: &OptimizerState) -> std::result::Result<(), StateError> {
        let OptimizerState { moments, scalars, .. } = state.clone();
        let found = StateShape { moments: moments.len(), scalars: scalars.len() };
        let misfit = StateError::Shape { expected: self.shape(), found };
        let moments = <[_; N]>::try_from(moments).map_err(|_| misfit)?;
        let scalars = <[_; K]>::try_from(scalars).map_err(|_| misfit)?;
        let sizes = |moment: &Vec<Vec<f32>>| moment.iter().map(Vec::len).collect::<Vec<_>>();
        if !moments.iter().map(sizes).eq(self.moments.iter().map(sizes)) {
            return Err(StateError::Variables);
        }
        (self.moments, self.scalars) = (moments, scalars);
        Ok(())
    }

    fn boxed(&self) -> Box<dyn AnyRule> {
        Box::new(self.clone())
    }
}

#[cfg(test)]
mod tests;
