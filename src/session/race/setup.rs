//! What is to race: ready-made sets of variants, and any other.

use crate::config::{Cell, Config, ConfigError, Field, Settings};
use crate::race::{Criterion, LEAST_VARIANTS, MOST_VARIANTS, Variant, has_validation};
use crate::recipe::words;
use crate::text::Texts;
use crate::thread::Pace;

/// Settings beside [`Field::compared`] in one of which variants may differ, too; those that tell most first. All that
/// say how data become batches are among them.
const OTHERS: [Field; 24] = [
    Field::Horizon,
    Field::Loss,
    Field::LossOn,
    Field::Data,
    Field::Inputs,
    Field::Targets,
    Field::Scale,
    Field::Split,
    Field::State,
    Field::Stride,
    Field::Shuffle,
    Field::Batch,
    Field::Layers,
    Field::Optimizer,
    Field::Nonlinearity,
    Field::Missing,
    Field::Season,
    Field::Patience,
    Field::ValidateEvery,
    Field::Noise,
    Field::TargetNoise,
    Field::Samples,
    Field::DataSeed,
    Field::Spacing,
];

/// A race before it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct RaceSetup {
    /// The runs, two to six. Of each, the fields of [`Field::compared`] count, and the other one; the rest
    /// is as in the controls when the race begins.
    pub configs: Vec<Config>,
    /// Another setting in which they may differ.
    pub other: Option<Field>,
    /// Steps of each.
    pub steps: u64,
    /// By what the winner is chosen, if somebody has said so.
    pub chosen: Option<Criterion>,
    /// Steps a second.
    pub pace: Pace,
}

impl RaceSetup {
    /// RNN, LSTM and GRU, otherwise as `base`.
    pub fn new(base: &Config) -> Self {
        Self { configs: Self::cells(base), other: None, steps: 1000, chosen: None, pace: Pace::Max }
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

    /// By what the winner is chosen: what suits the variants' data over `base`, unless somebody has said otherwise.
    pub fn criterion(&self, base: &Config) -> Criterion {
        self.chosen.unwrap_or_else(|| {
            let configs: Vec<Config> =
                self.configs.iter().map(|own| self.over(own, base)).collect();
            Criterion::suited(&configs)
        })
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

    /// The settings of which another one can be compared, over `base`.
    pub fn others(base: &Config) -> impl Iterator<Item = Field> {
        // Columns are chosen beside a table, and nowhere else.
        let is_shown = |field: &Field| match field {
            Field::Inputs | Field::Targets => true,
            field => field.is_shown(base),
        };
        OTHERS.into_iter().filter(move |field| field.belongs(&base.data) && is_shown(field))
    }

    /// Has the variants differ in another setting, or in none; they begin with the value of `base`.
    pub fn compare(&mut self, other: Option<Field>, base: &Config) {
        self.other = other;
        let mut settings = Settings::default();
        other.iter().for_each(|field| field.copy(base, &mut settings));
        for config in &mut self.configs {
            *config = config.with(&settings);
        }
    }

    /// The settings in which the variants may differ.
    fn fields(&self) -> impl Iterator<Item = Field> {
        Field::compared().chain(self.other)
    }

    /// The variants over `base`, which is what the controls show, with names that tell them apart: what
    /// not all of them have in common.
    pub fn variants(&self, base: &Config, texts: &Texts) -> Vec<Variant> {
        let names = (0..self.configs.len()).map(|at| self.name(at, texts));
        let named = names.zip(&self.configs);
        named.map(|(name, own)| Variant { name, config: self.over(own, base) }).collect()
    }

    /// What is wrong with each variant over `base`, as far as that can be told without their data.
    pub fn refusals(&self, base: &Config) -> Vec<Option<ConfigError>> {
        let over = self.configs.iter().map(|own| self.over(own, base));
        over.map(|config| config.check().err()).collect()
    }

    /// Why there can be no such race over `base`, as far as that can be told without their data.
    pub fn why_not(&self, base: &Config, texts: &Texts) -> Option<String> {
        let variants = self.variants(base, texts);
        let is_wrong = |variant: &Variant| {
            let reason = variant.config.check().err()?;
            Some((texts.words.about)(&variant.name, &reason.to_string()))
        };
        let has_none = || !variants.iter().any(|variant| has_validation(&variant.config));
        let no_loss = self.criterion(base).needs_validation() && has_none();
        let wrong = variants.iter().find_map(is_wrong);
        wrong.or_else(|| no_loss.then(|| texts.race.needs_validation.to_owned()))
    }

    /// Whether two variants differ in nothing but seeds that decide nothing: the weights come from a file, and
    /// no table's windows are shuffled.
    pub fn has_idle_seeds(&self, base: &Config) -> bool {
        let same_but_seed = |one: &Config, other: &Config| {
            let mut fields = self.fields().filter(|field| *field != Field::Seed);
            one.seed != other.seed && fields.all(|field| field.is_same(one, other))
        };
        let has_twin = |(at, one)| self.configs[..at].iter().any(|other| same_but_seed(one, other));
        !base.uses_seed() && self.configs.iter().enumerate().any(has_twin)
    }

    /// What tells a variant from the others.
    pub(super) fn name(&self, at: usize, texts: &Texts) -> String {
        let own = &self.configs[at];
        let differs = |field: &Field| self.configs.iter().any(|other| !field.is_same(other, own));
        let part = |field: Field| match field {
            Field::Cell => own.cell.label().to_owned(),
            _ => format!("{} {}", field.label(), words(field, own, texts)),
        };
        let parts: Vec<String> = self.fields().filter(differs).map(part).collect();
        // Twins are told apart by their place.
        let same = |other: &&Config| self.fields().all(|field| field.is_same(other, own));
        let twins = self.configs.iter().filter(same).count() > 1;
        let name = (texts.words.listed)(&parts);
        match (parts.is_empty(), twins) {
            (true, _) => (texts.plans.variant)(at + 1),
            (false, true) => (texts.words.numbered)(&name, at + 1),
            (false, false) => name,
        }
    }

    /// A variant's own fields over the rest of `base`, with what goes with them.
    fn over(&self, own: &Config, base: &Config) -> Config {
        let mut settings = Settings::default();
        self.fields().for_each(|field| field.copy(own, &mut settings));
        if own.data == base.data {
            // Its columns are the controls', too.
            settings.data = None;
        }
        base.complete(&mut settings);
        let config = base.with(&settings);
        // A window of one sample has no end point.
        Config { endpoint: base.endpoint && config.time_steps > 1, ..config }
    }
}
