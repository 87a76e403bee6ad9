//! The network as it is now, copied for those who look into it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::config::Config;
use crate::lens::Frozen;
use crate::lens::gradient_norm::{GradientNorm, gradient_norm};
use crate::table::Samples;
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

/// What the network on show has learned, and what it has learned it from.
#[derive(Clone, Debug)]
pub struct ShownWeights {
    /// The number with which they were asked for.
    pub request: u64,
    /// The run it belongs to.
    pub run: RunId,
    /// The step whose update was the last.
    pub step: u64,
    /// The settings of that step, but for those that say how it is judged: these are the newest.
    pub config: Config,
    /// Its weights, in PyTorch's order.
    pub weights: Vec<Vec<f32>>,
    /// The table that it is trained on, if it is.
    pub samples: Option<Arc<Samples>>,
}

impl ShownWeights {
    /// A copy of the network's weights.
    ///
    /// # Errors
    /// When a variable's numbers can't be read.
    pub(crate) fn take(request: u64, run: RunId, trainer: &Trainer) -> Result<Self, TrainerError> {
        Ok(Self {
            request,
            run,
            step: trainer.steps(),
            config: trainer.config_to_judge_by(),
            weights: trainer.network().parameters().values()?,
            samples: trainer.samples().cloned(),
        })
    }
}
