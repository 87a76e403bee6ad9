//! The network as it is now, copied for those who look into it.

use std::time::{Duration, Instant};

use crate::lens::Frozen;
use crate::lens::gradient_norm::{GradientNorm, gradient_norm};
use crate::thread::RunId;
use crate::trainer::{Trainer, TrainerError};

/// A frozen network, plain numbers throughout.
#[derive(Clone, Debug)]
pub struct Specimen {
    /// The run it belongs to.
    pub run: RunId,
    /// The network, its window and the state before that.
    pub frozen: Frozen,
    /// The gradient's norms in the step that it took last.
    pub norms: GradientNorm,
    /// Time the training thread spent on the copy.
    pub cost: Duration,
}

impl Specimen {
    /// A copy of the network with the last step's window of a batch row.
    ///
    /// # Errors
    /// When a variable's or a gradient's numbers can't be read.
    pub(crate) fn take(run: RunId, trainer: &Trainer, row: usize) -> Result<Self, TrainerError> {
        let begin = Instant::now();
        let frozen = Frozen::now(trainer, row)?;
        let norms = gradient_norm(trainer)?;
        Ok(Self { run, frozen, norms, cost: begin.elapsed() })
    }
}
