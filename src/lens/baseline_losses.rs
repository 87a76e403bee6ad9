//! What it takes to beat, as losses: those of the baselines that need no network.

use std::sync::Arc;

use super::output::{Entry, Found, LensOutput, NoChoice, Work};
use super::table_work::{Compared, Shared, yardstick};
use super::{Frozen, LensContext};
use crate::config::{Config, Season};
use crate::evaluation::{Baseline, Baselines, Part};
use crate::table::Samples;
use crate::text::{Reason, Texts};

/// What a network is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rival {
    /// The last value.
    Naive,
    /// The value a season before.
    Seasonal,
    /// The mean of the training part.
    Mean,
    /// A linear regression.
    Linear,
}

impl Rival {
    /// All of them, in the order in which files name them.
    pub const ALL: [Self; 4] = [Self::Naive, Self::Seasonal, Self::Mean, Self::Linear];

    /// Its error over a part and a target column, in the column's unit.
    pub fn of(self, baseline: &Baseline) -> Option<f64> {
        match self {
            Self::Naive => baseline.naive,
            Self::Seasonal => baseline.seasonal,
            Self::Mean => baseline.mean,
            Self::Linear => baseline.linear,
        }
    }

    /// What it is called.
    pub fn name(self, texts: &Texts) -> &'static str {
        let words = &texts.evaluation;
        match self {
            Self::Naive => words.naive,
            Self::Seasonal => words.seasonal,
            Self::Mean => words.mean,
            Self::Linear => words.linear,
        }
    }

    /// What it is, in one sentence.
    pub fn meaning(self, texts: &Texts) -> &'static str {
        let words = &texts.evaluation;
        match self {
            Self::Naive => words.naive_is,
            Self::Seasonal => words.seasonal_is,
            Self::Mean => words.mean_is,
            Self::Linear => words.linear_is,
        }
    }
}

/// The losses of the baselines over the part of a table that speaks for a network.
#[derive(Clone, Debug, PartialEq)]
pub struct BaselineLosses {
    /// The step of the network that was asked of; the baselines have no part in it.
    pub step: u64,
    /// The part.
    pub part: Part,
    /// Those that have a number: the mean of squared errors over the part's samples and the targets,
    /// scaled, as the validation loss is.
    pub losses: Vec<(Rival, f64)>,
    /// The season by which they were found, in rows, if there is one.
    season: Option<usize>,
    /// What of the configuration they hang on.
    settings: (usize, Season),
}

impl BaselineLosses {
    fn new(step: u64, config: &Config, samples: &Samples, baselines: &Baselines) -> Self {
        let part = Part::speaking(samples);
        let loss = |rival: Rival| {
            let targets = samples.targets.iter().enumerate().map(|(k, column)| {
                let error = rival.of(&baselines.of(part, k))?;
                Some((error / samples.columns[*column].scaling.scale).powi(2))
            });
            let sum: Option<f64> = targets.sum();
            sum.map(|sum| sum / samples.targets.len() as f64).filter(|loss| loss.is_finite())
        };
        let losses = Rival::ALL.into_iter().filter_map(|rival| Some((rival, loss(rival)?)));
        let (season, settings) = (baselines.season(), yardstick(config));
        Self { step, part, losses: losses.collect(), season, settings }
    }

    /// The season that was found, or that there is none; nothing where nobody looked for one.
    pub fn found_season(&self) -> Option<Option<usize>> {
        (self.settings.1 == Season::Auto).then_some(self.season)
    }

    /// Whether a run with this configuration on the same data has the same ones.
    pub fn are_those_of(&self, config: &Config) -> bool {
        self.settings == yardstick(config)
    }
}

impl LensOutput for BaselineLosses {
    const ENTRY: Entry = Entry::new("baseline-losses");
    type Choice = NoChoice;

    fn find(context: &mut LensContext<'_>, _: &NoChoice) -> Result<Found<Self>, Reason> {
        let compared = context.compared()?;
        let config = context.frozen.config.clone();
        Ok(Found::begun(BaselineLossesWork { step: context.frozen.step, config, compared }))
    }

    fn step(&self) -> u64 {
        self.step
    }

    fn is_quick(_: &Frozen) -> bool {
        false
    }
}

struct BaselineLossesWork {
    step: u64,
    config: Config,
    compared: Shared<Compared>,
}

impl Work<BaselineLosses> for BaselineLossesWork {
    fn advance(&mut self) -> Result<bool, Reason> {
        Ok(self.compared.borrow_mut().advance())
    }

    fn come(&mut self) -> Option<BaselineLosses> {
        let compared = self.compared.borrow();
        let baselines: &Arc<Baselines> = compared.found()?;
        Some(BaselineLosses::new(self.step, &self.config, &compared.samples, baselines))
    }
}
