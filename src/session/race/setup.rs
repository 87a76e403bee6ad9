//! What is to race: ready-made sets of variants, and any other.

use crate::config::{Cell, Config, Field, Settings};
use crate::race::{Criterion, LEAST_VARIANTS, MOST_VARIANTS, Variant};
use crate::recipe::words;
use crate::thread::Pace;

/// A race before it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct RaceSetup {
    /// The runs, two to six. Of each, the fields of [`Field::compared`] count; the rest
    /// is as in the controls when the race begins.
    pub configs: Vec<Config>,
    /// Steps of each.
    pub steps: u64,
    /// By what the winner is chosen.
    pub criterion: Criterion,
    /// Steps a second.
    pub pace: Pace,
}

impl RaceSetup {
    /// RNN, LSTM and GRU, otherwise as `base`.
    pub fn new(base: &Config) -> Self {
        Self {
            configs: Self::cells(base),
            steps: 1000,
            criterion: Criterion::MeanLoss(Criterion::LAST),
            pace: Pace::Max,
        }
    }

    /// RNN against LSTM against GRU.
    pub fn cells(base: &Config) -> Vec<Config> {
        [Cell::Rnn, Cell::Lstm, Cell::Gru].map(|cell| Config { cell, ..base.clone() }).into()
    }

    /// Three learning rates: the base's, a quarter of it and four times it.
    pub fn rates(base: &Config) -> Vec<Config> {
        let rate = |factor: f64| {
            let lr = Field::Lr.clamp(base.lr * factor);
            Config { lr, ..base.clone() }
        };
        [0.25, 1.0, 4.0].map(rate).into()
    }

    /// Five seeds from the base's on.
    pub fn seeds(base: &Config) -> Vec<Config> {
        let seed = |n| Config { seed: base.seed.wrapping_add(n), ..base.clone() };
        (0..5).map(seed).collect()
    }

    /// Adds a variant: the last one with the next seed. Does nothing where there is no room.
    pub fn add(&mut self) {
        if self.configs.len() < MOST_VARIANTS
            && let Some(last) = self.configs.last()
        {
            self.configs.push(Config { seed: last.seed.wrapping_add(1), ..last.clone() });
        }
    }

    /// Takes a variant away, unless too few were left.
    pub fn remove(&mut self, at: usize) {
        if self.configs.len() > LEAST_VARIANTS && at < self.configs.len() {
            self.configs.remove(at);
        }
    }

    /// The variants over `base`, which is what the controls show, with names that tell them apart: what
    /// not all of them have in common.
    pub fn variants(&self, base: &Config) -> Vec<Variant> {
        let names = (0..self.configs.len()).map(|at| self.name(at));
        let named = names.zip(&self.configs);
        named.map(|(name, own)| Variant { name, config: over(own, base) }).collect()
    }

    /// Whether two variants differ in nothing but seeds that decide nothing: the weights come from a file, and
    /// no table's windows are shuffled.
    pub fn has_idle_seeds(&self, base: &Config) -> bool {
        let is_idle = base.init.is_some() && !(base.data.is_table() && base.shuffle);
        let same_but_seed = |one: &Config, other: &Config| {
            let mut fields = Field::compared().filter(|field| *field != Field::Seed);
            one.seed != other.seed && fields.all(|field| field.is_same(one, other))
        };
        let has_twin = |(at, one)| self.configs[..at].iter().any(|other| same_but_seed(one, other));
        is_idle && self.configs.iter().enumerate().any(has_twin)
    }

    fn name(&self, at: usize) -> String {
        let own = &self.configs[at];
        let differs = |field: &Field| self.configs.iter().any(|other| !field.is_same(other, own));
        let part = |field: Field| match field {
            Field::Cell => own.cell.label().to_owned(),
            _ => format!("{} {}", field.label(), words(field, own)),
        };
        let parts: Vec<String> = Field::compared().filter(differs).map(part).collect();
        // Twins are told apart by their place.
        let same = |other: &&Config| Field::compared().all(|field| field.is_same(other, own));
        let twins = self.configs.iter().filter(same).count() > 1;
        match (parts.is_empty(), twins) {
            (true, _) => format!("variant {}", at + 1),
            (false, true) => format!("{} ({})", parts.join(", "), at + 1),
            (false, false) => parts.join(", "),
        }
    }
}

/// A variant's own fields over the rest of `base`.
fn over(own: &Config, base: &Config) -> Config {
    let mut settings = Settings::default();
    Field::compared().for_each(|field| field.copy(own, &mut settings));
    let config = base.with(&settings);
    // A window of one sample has no end point.
    Config { endpoint: base.endpoint && config.time_steps > 1, ..config }
}
