//! A run put away and taken up again.

use super::{Trainer, TrainerError, Validation};
use crate::config::Config;
use crate::data::{self, Loader, Position};
use crate::network::{Network, State};
use crate::optimizer::{Optimizer, OptimizerState};

/// Everything that decides how a run goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Steps taken.
    pub step: u64,
    /// Configuration in force after the last step.
    pub config: Config,
    /// Values of the variables, in PyTorch's order.
    pub weights: Vec<Vec<f32>>,
    /// What the optimizer keeps.
    pub optimizer: OptimizerState,
    /// The hidden state.
    pub state: State,
    /// Where the next window lies.
    pub position: Position,
    /// What the validations so far have left.
    pub validation: Validation,
}

impl Snapshot {
    /// Memory it takes, in bytes.
    pub fn bytes(&self) -> usize {
        let numbers = |vectors: &[Vec<f32>]| vectors.iter().map(Vec::len).sum::<usize>();
        let OptimizerState { moments, scalars, .. } = &self.optimizer;
        let kept: usize = moments.iter().map(|moment| numbers(moment)).sum();
        let state = self.state.hidden.len() + self.state.cell.len();
        // Other snapshots may share the best weights; who counts them twice errs on the safe side.
        let best = self.validation.best.as_ref().map_or(0, |best| numbers(&best.weights));
        let vectors = (moments.len() + 1) * self.weights.len();
        size_of::<Self>()
            + vectors * size_of::<Vec<f32>>()
            + size_of_val(scalars.as_slice())
            + (numbers(&self.weights) + best + kept + state) * size_of::<f32>()
    }
}

impl Trainer {
    /// Everything that decides how the run goes on.
    ///
    /// # Errors
    /// Candle's own, if a variable can't be read.
    pub fn snapshot(&self) -> Result<Snapshot, TrainerError> {
        Ok(Snapshot {
            step: self.step,
            config: self.config.clone(),
            weights: self.network.parameters().values()?,
            optimizer: self.optimizer.state(),
            state: self.network.state.clone(),
            position: self.data.position(),
            validation: self.validation.clone(),
        })
    }

    /// [`Trainer::snapshot`] as the last step left everything: without the changes that no step has
    /// felt yet, which a recipe makes anew.
    ///
    /// # Errors
    /// As [`Trainer::snapshot`].
    pub fn snapshot_before_changes(&self) -> Result<Snapshot, TrainerError> {
        let now = self.snapshot()?;
        Ok(match &self.pending {
            None => now,
            Some(pending) => Snapshot {
                config: pending.config.clone(),
                optimizer: pending.optimizer.state(),
                state: pending.state.clone(),
                position: pending.position,
                validation: pending.validation.clone(),
                ..now
            },
        })
    }

    /// A trainer that goes on from `snapshot`; its next steps have the bits of the original's.
    ///
    /// # Errors
    /// [`TrainerError::Optimizer`], or candle's own, if the snapshot's numbers don't fit its
    /// configuration.
    pub fn restore(snapshot: &Snapshot) -> Result<Self, TrainerError> {
        let mut config = snapshot.config.clone();
        data::open(&mut config)?;
        let mut network = Network::new(&config, snapshot.weights.clone())?;
        network.state = snapshot.state.clone();
        let optimizer = Optimizer::restore(&config, network.parameters(), &snapshot.optimizer)?;
        let data = Loader::at(&config, snapshot.position);
        let trainer = Self::at(snapshot.step, config, network, optimizer, data);
        Ok(Self { validation: snapshot.validation.clone(), ..trainer })
    }
}
