//! The gradient's norm before clipping, parameter by parameter.
//!
//! Clipping scales the whole gradient when its norm over all parameters passes the threshold
//! (Pascanu et al. 2013, arXiv 1211.5063); the parts show where the norm comes from.

use crate::network::model64::product::norm;
use crate::network::{Spec, parameters};
use crate::optimizer;
use crate::text::{Reason, Texts};
use crate::trainer::{Trainer, TrainerError};

use super::LensContext;
use super::output::{Entry, Found, Keep, LensOutput, NoChoice, TrendPoint};

/// The norms of the last step's gradient.
#[derive(Clone, Debug, PartialEq)]
pub struct GradientNorm {
    /// The step.
    pub step: u64,
    /// Before clipping, over all parameters.
    pub total: f64,
    /// Name and norm of each parameter, in PyTorch's order.
    pub groups: Vec<(String, f64)>,
    /// The threshold in force, if any.
    pub clip: Option<f64>,
    /// The same as the optimizer remembers it, √Σ v̂, by which it divides; none where it doesn't.
    pub remembered: Option<f64>,
}

/// The parameters in groups, all layers together: the name in files, and what the parameters' names contain.
pub const GROUPS: [(&str, &str); 4] = [
    ("input_weights", "weight_ih"),
    ("recurrent_weights", "weight_hh"),
    ("biases", "rnn.bias"),
    ("readout", "out."),
];

/// What the groups are called.
pub fn group_words(texts: &Texts) -> [&'static str; GROUPS.len()] {
    let words = &texts.graphs;
    [words.input_weights, words.recurrent_weights, words.biases, words.readout]
}

impl GradientNorm {
    /// The norm of each of [`GROUPS`].
    pub fn by_group(&self) -> [f64; GROUPS.len()] {
        GROUPS.map(|(_, part)| {
            let of_group = self.groups.iter().filter(|(name, _)| name.contains(part));
            norm(&of_group.map(|(_, norm)| *norm).collect::<Vec<_>>())
        })
    }
}

impl LensOutput for GradientNorm {
    const ENTRY: Entry = Entry::new("gradient-norm").keeping(Keep::WholeRun);
    type Choice = NoChoice;

    fn find(context: &mut LensContext<'_>, _: &NoChoice) -> Result<Found<Self>, Reason> {
        Ok(Found::Now(context.norms.clone()))
    }

    fn step(&self) -> u64 {
        self.step
    }

    /// The norm of each of [`GROUPS`] and, behind them, the one that is remembered, or NaN; before the first step there is
    /// none.
    fn trend_point(&self) -> Option<TrendPoint> {
        let remembered = self.remembered.unwrap_or(f64::NAN);
        let numbers = self.by_group().into_iter().chain([remembered]).collect();
        (self.step > 0).then_some(TrendPoint { step: self.step, subject: 0, numbers })
    }
}

/// The norms of the gradient that the last step trained with, before clipping: zeros before the
/// first.
///
/// # Errors
/// When a gradient's numbers can't be read.
pub fn gradient_norm(trainer: &Trainer) -> Result<GradientNorm, TrainerError> {
    let config = trainer.config();
    let network = trainer.network();
    let norms = optimizer::norms(network.parameters())?;
    let names = parameters::layout(&Spec::new(config));
    Ok(GradientNorm {
        step: trainer.steps(),
        total: norm(&norms),
        groups: names.into_iter().map(|entry| entry.name).zip(norms).collect(),
        clip: config.clip,
        remembered: trainer.remembered_norm(),
    })
}
