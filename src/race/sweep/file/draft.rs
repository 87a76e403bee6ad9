//! A sweep.toml being read, table by table.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::SweepFile;
use super::values::{Checked, Item, axis, criterion, mistake, number, seeds, set, version, whole};
use crate::config::{ConfigError, Field, Settings};
use crate::preset::Preset;
use crate::race::Criterion;
use crate::race::sweep::{Plan, Sample};

/// A key where it stands.
type Key<'a> = Spanned<Cow<'a, str>>;

/// Keys of the file itself.
const KEYS: &str = "rnnscope, steps, criterion, loss, samples, sample_seed, vary, base";
/// Keys under `[vary]`.
const VARIED: &str = "lr, hidden, time_steps, seed";

/// What a file's tables say; `line` is the line, from 1, of a place in the text.
pub(super) fn read(table: &DeTable<'_>, line: &dyn Fn(usize) -> usize) -> Checked<SweepFile> {
    let sampled = table.contains_key("samples");
    let mut draft = Draft { file: SweepFile::default(), line, loss: None, sampled };
    draft.top_level(table)?;
    draft.finish(table)?;
    Ok(draft.file)
}

/// A file being read.
struct Draft<'a> {
    file: SweepFile,
    /// The line, from 1, of a place in the text.
    line: &'a dyn Fn(usize) -> usize,
    loss: Option<f32>,
    /// Whether points are drawn at random.
    sampled: bool,
}

impl Draft<'_> {
    fn top_level(&mut self, table: &DeTable<'_>) -> Checked<()> {
        for (key, item) in table {
            match key.get_ref().as_ref() {
                "rnnscope" => version(item)?,
                "steps" => set(Field::Steps, item, &mut self.file.base)?,
                "criterion" => {}
                "loss" => self.loss = Some(number(key.get_ref(), item)? as f32),
                "samples" => self.sample().points = whole(key.get_ref(), item, 1, 10_000)? as usize,
                "sample_seed" => {
                    self.sample().seed = whole(key.get_ref(), item, 0, u32::MAX.into())? as u32;
                }
                "vary" => self.vary(key, item)?,
                "base" => self.base(key, item)?,
                other => {
                    let reason = format!("there is no key {other} here; the keys are {KEYS}");
                    return mistake(key.span(), reason);
                }
            }
        }
        Ok(())
    }

    fn sample(&mut self) -> &mut Sample {
        self.file.sample.get_or_insert(Sample { points: 0, seed: 1 })
    }

    /// What can only be said once all keys are read.
    fn finish(&mut self, table: &DeTable<'_>) -> Checked<()> {
        if let Some(item) = table.get("criterion") {
            self.file.criterion = Some(criterion(item, self.loss)?);
        }
        let item = |key: &str| table.get(key).map_or(0..0, Spanned::span);
        if self.loss.is_some() && self.file.criterion.and_then(Criterion::goal).is_none() {
            let reason = "loss needs criterion = \"steps-to-loss\"";
            return mistake(item("loss"), reason);
        }
        if self.file.sample.is_some_and(|sample| sample.points == 0) {
            return mistake(item("sample_seed"), "sample_seed needs samples, a number of points");
        }
        Ok(())
    }

    fn base(&mut self, key: &Key<'_>, item: &Item<'_>) -> Checked<()> {
        self.file.base_line = (self.line)(key.span().start);
        for (key, item) in table_of(key, item)? {
            let name = key.get_ref().as_ref();
            if name == "preset" {
                let DeValue::String(preset) = item.get_ref() else {
                    return mistake(item.span(), "preset must be a preset's name in quotes");
                };
                let found = Preset::from_name(preset);
                self.file.preset = Some(found.or_else(|error| mistake(item.span(), error))?);
            } else if name == "rnnscope" {
                version(item)?;
            } else {
                let Some(field) = Field::from_name(name) else {
                    let name = name.to_owned();
                    return mistake(key.span(), ConfigError::UnknownField { name });
                };
                // The file's own key is the upper one.
                let mut settings = Settings::default();
                set(field, item, &mut settings)?;
                self.file.base = std::mem::take(&mut self.file.base).or(settings);
            }
        }
        Ok(())
    }

    fn vary(&mut self, key: &Key<'_>, item: &Item<'_>) -> Checked<()> {
        self.file.vary_line = (self.line)(key.span().start);
        for (key, item) in table_of(key, item)? {
            let line = (self.line)(item.span().start);
            match Field::from_name(key.get_ref()) {
                Some(Field::Seed) => self.file.seeds = Some(seeds(item)?),
                Some(field) if Plan::FIELDS.contains(&field) => {
                    let axis = axis(field, item, self.sampled)?;
                    self.file.axes.push((field, axis, line));
                }
                _ => {
                    let name = key.get_ref();
                    let reason = format!("{name} can't be varied; what can is {VARIED}");
                    return mistake(key.span(), reason);
                }
            }
        }
        Ok(())
    }
}

/// The table under a key.
fn table_of<'a, 'b>(key: &Key<'_>, item: &'b Item<'a>) -> Checked<&'b DeTable<'a>> {
    let reason = || format!("{key} must be a table of settings: [{key}]", key = key.get_ref());
    item.get_ref().as_table().map_or_else(|| mistake(key.span(), reason()), Ok)
}
