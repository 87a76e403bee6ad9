//! A sweep as a sweep.toml, complete: reading it gives the same runs.

use std::fmt::Write as _;

use super::super::axis::{Axis, value_of};
use super::super::plan::SweepPlan;
use super::values::MOST_SEEDS;
use crate::config::items::{VERSION, VERSION_KEY};
use crate::config::{Config, Field};
use crate::race::Criterion;

impl SweepPlan {
    /// The sweep as TOML, every setting named; reading it back gives the same runs in the same order.
    pub fn to_toml(&self) -> String {
        let mut text = self.top_level();
        let varied = self.written_axes();
        if !varied.is_empty() {
            text.push_str("\n[vary]\n");
        }
        for (field, values) in &varied {
            // Writing to a string can't fail, here and below.
            let _ = writeln!(text, "{} = {values}", field.name());
        }
        text.push_str("\n[base]\n");
        let is_varied = |wanted| varied.iter().any(|(field, _)| *field == wanted);
        let base = self.whole_base();
        for (field, value) in base.written() {
            if field != Field::Steps && !is_varied(field) {
                let _ = writeln!(text, "{} = {value}", field.name());
            }
        }
        text
    }

    /// What stands above the tables.
    fn top_level(&self) -> String {
        let (steps, criterion) = (self.base.steps, self.criterion);
        let mut text = format!("{VERSION_KEY} = {VERSION}\nsteps = {steps}\n");
        let _ = writeln!(text, "criterion = \"{}\"", criterion.name());
        let _ = match criterion {
            Criterion::StepsTo(goal) => writeln!(text, "loss = {goal}"),
            Criterion::MeanLoss(last) => writeln!(text, "last = {last}"),
            Criterion::FinalLoss
            | Criterion::BestLoss
            | Criterion::ValidationLoss
            | Criterion::BestValidationLoss => Ok(()),
        };
        if let Some(sample) = self.sample {
            let _ = writeln!(text, "samples = {}\nsample_seed = {}", sample.points, sample.seed);
        }
        text
    }

    /// What is varied, and its values as they stand in a file.
    fn written_axes(&self) -> Vec<(Field, String)> {
        let sampled = self.sample.is_some();
        let axes = Self::FIELDS.map(|field| (field, self.axis(field)));
        let varied = axes.into_iter().filter(|(_, axis)| axis.is_varied());
        let axes = varied.map(|(field, axis)| (field, axis.written(field, sampled)));
        let seeds = (self.seeds.len() > 1).then(|| (Field::Seed, written_seeds(&self.seeds)));
        axes.chain(seeds).collect()
    }

    /// The base with the values of what isn't varied.
    fn whole_base(&self) -> Config {
        let seed = self.seeds.first().copied().unwrap_or(self.base.seed);
        let first = self.points().into_iter().next();
        first.map_or_else(|| self.base.clone(), |point| self.run(point, seed))
    }
}

impl Axis {
    /// Its values as they stand in a file; the range of a sample has no count.
    fn written(&self, field: Field, sampled: bool) -> String {
        let value = |value| value_of(field, value).to_string();
        match self {
            Self::List(values) => {
                let values: Vec<String> = values.iter().copied().map(value).collect();
                format!("[{}]", values.join(", "))
            }
            Self::Range { from, to, count, scale } => {
                let count = if sampled { String::new() } else { format!("count = {count}, ") };
                let (from, to, scale) = (value(*from), value(*to), scale.name());
                format!("{{ from = {from}, to = {to}, {count}scale = \"{scale}\" }}")
            }
        }
    }
}

/// Seeds in a row as a range, others one by one.
fn written_seeds(seeds: &[u32]) -> String {
    let first = seeds.first().copied().unwrap_or_default();
    let in_a_row = (u64::from(first)..).zip(seeds).all(|(next, seed)| next == u64::from(*seed));
    if in_a_row && seeds.len() as u64 <= MOST_SEEDS {
        return format!("{{ from = {first}, count = {} }}", seeds.len());
    }
    let seeds: Vec<String> = seeds.iter().map(u32::to_string).collect();
    format!("[{}]", seeds.join(", "))
}
