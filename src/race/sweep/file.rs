//! sweep.toml: what a sweep trains, written by hand.
//!
//! ```toml
//! rnnscope = 1                  # version of the format
//! steps = 500                   # of every run
//! criterion = "final-loss"      # or "best-loss", or "steps-to-loss" with loss = 0.01
//! # samples = 40                # points drawn at random in place of the whole grid
//! # sample_seed = 1             # another draw
//!
//! [vary]                        # each a value, a list, or a range; what isn't named is the base's
//! lr = { from = 0.001, to = 0.1, count = 5, scale = "log" }
//! hidden = [8, 16, 32, 64]
//! time_steps = 10
//! seed = { from = 1, count = 5 }
//!
//! [base]                        # any setting, as in run.toml, and a preset
//! preset = "pytorch"
//! cell = "gru"
//! ```
//!
//! In a sample a range has no `count`: any value between its ends may be drawn. `scale` is `"log"` for
//! the learning rate and `"linear"` for the others where nothing else is said.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Axis, AxisError, Plan, PlanError, Sample, Scale};
use crate::config::{Config, ConfigError, Field, FileError, Settings, Value};
use crate::preset::Preset;
use crate::race::Criterion;

/// The version of the format.
const VERSION: i64 = 1;
/// Keys of the file itself.
const KEYS: &str = "rnnscope, steps, criterion, loss, samples, sample_seed, vary, base";
/// Keys under `[vary]`.
const VARIED: &str = "lr, hidden, time_steps, seed";
/// Seeds that a range may count at the most.
const MOST_SEEDS: u64 = 1000;

/// What a sweep.toml says, its base not yet complete: other settings can be laid over it.
#[derive(Debug, Default)]
pub struct SweepFile {
    path: PathBuf,
    /// The preset whose values fill the gaps of the base.
    pub preset: Option<&'static Preset>,
    /// The settings of the base.
    pub base: Settings,
    /// The fields that are varied, the seed among them, with their lines.
    axes: Vec<(Field, Axis, usize)>,
    seeds: Option<Vec<u32>>,
    criterion: Option<Criterion>,
    sample: Option<Sample>,
    /// Line of `[vary]`, from 1, for what is wrong with all of it.
    vary_line: usize,
}

/// Reads a sweep.toml.
///
/// # Errors
/// [`FileError`] when it can't be read or something in it is wrong.
pub fn read_sweep(path: &Path) -> Result<SweepFile, FileError> {
    let text = std::fs::read_to_string(path)
        .map_err(|reason| FileError::Unreadable { path: path.to_owned(), reason })?;
    parse_sweep(&text, path)
}

/// Reads a sweep from TOML; `path` only serves the error message.
///
/// # Errors
/// [`FileError::Invalid`] when something in it is wrong.
pub fn parse_sweep(text: &str, path: &Path) -> Result<SweepFile, FileError> {
    let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    let invalid = |at: usize, reason: String| FileError::Invalid {
        path: path.to_owned(),
        line: line(at),
        reason,
    };
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        invalid(at, error.message().replace('\n', ", "))
    })?;
    let mut draft = Draft { file: SweepFile::default(), line: &line, loss: None, sampled: false };
    draft.file.path = path.to_owned();
    let read = draft.top_level(table.get_ref()).and_then(|()| draft.finish(table.get_ref()));
    read.map_err(|mistake| invalid(mistake.at.start, mistake.reason))?;
    Ok(draft.file)
}

impl SweepFile {
    /// Whether the sweep varies this field.
    pub fn varies(&self, field: Field) -> bool {
        let seed = field == Field::Seed && self.seeds.is_some();
        seed || self.axes.iter().any(|(varied, ..)| *varied == field)
    }

    /// The sweep over `base`, which is this file's completed.
    ///
    /// # Errors
    /// [`FileError::Invalid`] when a run would be impossible, or there are too many.
    pub fn plan(&self, base: Config) -> Result<Plan, FileError> {
        let mut plan = Plan::of(base);
        for (field, axis, _) in &self.axes {
            match field {
                Field::Lr => plan.lr = axis.clone(),
                Field::Hidden => plan.hidden = axis.clone(),
                _ => plan.time_steps = axis.clone(),
            }
        }
        plan.seeds = self.seeds.clone().unwrap_or(plan.seeds);
        plan.criterion = self.criterion.unwrap_or(plan.criterion);
        plan.sample = self.sample;
        plan.check().map_err(|error| self.invalid(&error))?;
        Ok(plan)
    }

    fn invalid(&self, error: &PlanError) -> FileError {
        let varied = match error {
            PlanError::Axis(
                AxisError::Empty(field)
                | AxisError::Reversed { field, .. }
                | AxisError::NotPositive { field, .. }
                | AxisError::Count { field, .. }
                | AxisError::Value(ConfigError::BadValue { field, .. }),
            ) => Some(*field),
            _ => None,
        };
        let found = self.axes.iter().find(|(field, ..)| Some(*field) == varied);
        let line = found.map_or(self.vary_line, |(.., line)| *line);
        FileError::Invalid { path: self.path.clone(), line, reason: error.to_string() }
    }
}

/// Something wrong, and where.
struct Mistake {
    at: Range<usize>,
    reason: String,
}

type Checked<T> = Result<T, Mistake>;
type Item<'a> = Spanned<DeValue<'a>>;

fn mistake<T>(at: Range<usize>, reason: impl ToString) -> Checked<T> {
    Err(Mistake { at, reason: reason.to_string() })
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
        self.sampled = table.contains_key("samples");
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

    fn base(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, item: &Item<'_>) -> Checked<()> {
        let Some(table) = item.get_ref().as_table() else {
            return mistake(key.span(), "base must be a table of settings: [base]");
        };
        for (key, item) in table {
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

    fn vary(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, item: &Item<'_>) -> Checked<()> {
        self.file.vary_line = (self.line)(key.span().start);
        let Some(table) = item.get_ref().as_table() else {
            return mistake(key.span(), "vary must be a table of settings: [vary]");
        };
        for (key, item) in table {
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

fn version(item: &Item<'_>) -> Checked<()> {
    match value(item) {
        Value::Integer(VERSION) => Ok(()),
        other => {
            let reason = format!(
                "rnnscope = {other} is not a known version of this format, which is {VERSION}"
            );
            mistake(item.span(), reason)
        }
    }
}

fn criterion(item: &Item<'_>, loss: Option<f32>) -> Checked<Criterion> {
    match (item.get_ref().as_str(), loss) {
        (Some(Criterion::FINAL_LOSS), _) => Ok(Criterion::FinalLoss),
        (Some(Criterion::BEST_LOSS), _) => Ok(Criterion::BestLoss),
        (Some(Criterion::STEPS_TO), Some(goal)) => Ok(Criterion::StepsTo(goal)),
        (Some(Criterion::STEPS_TO), None) => {
            mistake(item.span(), "criterion = \"steps-to-loss\" needs loss, the loss to be reached")
        }
        _ => {
            let names = [Criterion::FINAL_LOSS, Criterion::BEST_LOSS, Criterion::STEPS_TO];
            let written = value(item);
            let names = names.join(", ");
            mistake(
                item.span(),
                format!("criterion = {written} is not possible: it must be one of {names}"),
            )
        }
    }
}

/// The values of a varied setting: one, a list, or a range.
fn axis(field: Field, item: &Item<'_>, sampled: bool) -> Checked<Axis> {
    let axis = match item.get_ref() {
        DeValue::Array(list) => {
            let values: Checked<Vec<f64>> = list.iter().map(|item| single(field, item)).collect();
            Axis::List(values?)
        }
        DeValue::Table(table) => range(field, item, table, sampled)?,
        _ => Axis::single(single(field, item)?),
    };
    if axis == Axis::List(Vec::new()) {
        return mistake(item.span(), AxisError::Empty(field));
    }
    Ok(axis)
}

/// A range: that of a grid has a count, that of a sample hasn't.
fn range(field: Field, item: &Item<'_>, table: &DeTable<'_>, sampled: bool) -> Checked<Axis> {
    let (mut from, mut to, mut count) = (None, None, None);
    let mut scale = if field == Field::Lr { Scale::Log } else { Scale::Linear };
    for (key, item) in table {
        match key.get_ref().as_ref() {
            "from" => from = Some(single(field, item)?),
            "to" => to = Some(single(field, item)?),
            "count" => {
                count = Some(whole("count", item, 2, super::axis::MOST_VALUES as u64)? as usize)
            }
            "scale" => scale = scale_of(item)?,
            other => {
                let reason = format!(
                    "there is no key {other} in a range; the keys are from, to, count, scale"
                );
                return mistake(key.span(), reason);
            }
        }
    }
    let name = field.name();
    let (from, to) = match (from, to) {
        (Some(from), Some(to)) if from > to => {
            return mistake(item.span(), AxisError::Reversed { field, from, to });
        }
        (Some(from), Some(to)) => (from, to),
        _ => return mistake(item.span(), format!("{name} needs both from and to")),
    };
    match count {
        None if !sampled => {
            mistake(item.span(), format!("{name} needs a count, as every range of a grid"))
        }
        Some(_) if sampled => {
            let reason = format!("{name} has a count, but samples draws its values at random");
            mistake(item.span(), reason)
        }
        // A sample looks at the ends only.
        _ => Ok(Axis::Range { from, to, count: count.unwrap_or(2), scale }),
    }
}

fn scale_of(item: &Item<'_>) -> Checked<Scale> {
    let named = |scale: &&Scale| Some(scale.name()) == item.get_ref().as_str();
    match Scale::ALL.iter().find(named) {
        Some(scale) => Ok(*scale),
        None => {
            let written = value(item);
            let reason = format!("scale = {written} is not possible: it must be linear or log");
            mistake(item.span(), reason)
        }
    }
}

/// The seeds: one, a list, or so many from one on.
fn seeds(item: &Item<'_>) -> Checked<Vec<u32>> {
    let seed = |item: &Item<'_>| Ok(whole("seed", item, 0, u32::MAX.into())? as u32);
    match item.get_ref() {
        DeValue::Array(list) if list.is_empty() => mistake(item.span(), PlanError::Seeds),
        DeValue::Array(list) => list.iter().map(seed).collect(),
        DeValue::Table(table) => {
            let (mut from, mut count) = (None, None);
            for (key, item) in table {
                match key.get_ref().as_ref() {
                    "from" => from = Some(seed(item)?),
                    "count" => count = Some(whole("count", item, 1, MOST_SEEDS)? as u32),
                    other => {
                        let reason = format!(
                            "there is no key {other} in a range of seeds; the keys are from, count"
                        );
                        return mistake(key.span(), reason);
                    }
                }
            }
            match (from, count) {
                (Some(from), Some(count)) => {
                    Ok((0..count).map(|n| from.saturating_add(n)).collect())
                }
                _ => mistake(item.span(), "seed needs both from and count"),
            }
        }
        _ => Ok(vec![seed(item)?]),
    }
}

/// One value of a setting.
fn single(field: Field, item: &Item<'_>) -> Checked<f64> {
    set(field, item, &mut Settings::default())?;
    match value(item) {
        Value::Integer(value) => Ok(value as f64),
        Value::Float(value) => Ok(value),
        // No setting that can be varied takes anything else.
        other => mistake(item.span(), format!("{} = {other} is no number", field.name())),
    }
}

fn set(field: Field, item: &Item<'_>, settings: &mut Settings) -> Checked<()> {
    field.set(settings, &value(item)).or_else(|error| mistake(item.span(), error))
}

fn whole(name: &str, item: &Item<'_>, least: u64, most: u64) -> Checked<u64> {
    let written = value(item);
    let number = match written {
        Value::Integer(number) => u64::try_from(number).ok(),
        _ => None,
    };
    match number.filter(|number| (least..=most).contains(number)) {
        Some(number) => Ok(number),
        None => {
            let expected = format!("a whole number from {least} to {most}");
            let reason = format!("{name} = {written} is not possible: it must be {expected}");
            mistake(item.span(), reason)
        }
    }
}

fn number(name: &str, item: &Item<'_>) -> Checked<f64> {
    let written = value(item);
    let number = match written {
        Value::Integer(number) => number as f64,
        Value::Float(number) => number,
        _ => f64::NAN,
    };
    // A loss is a float32; one that would be 0 or infinite there is no goal.
    if number as f32 > 0.0 && (number as f32).is_finite() {
        return Ok(number);
    }
    let reason = format!("{name} = {written} is not possible: it must be a number above 0");
    mistake(item.span(), reason)
}

/// A value as the settings read it.
fn value(item: &Item<'_>) -> Value {
    match item.get_ref() {
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::String(text) => Value::Text(text.clone().into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(
                |_| Value::Other("a number of more than 64 bits".to_owned()),
                Value::Integer,
            ),
        DeValue::Float(number) => number
            .as_str()
            .parse()
            .map_or_else(|_| Value::Other(number.as_str().to_owned()), Value::Float),
        DeValue::Datetime(date) => Value::Other(date.to_string()),
        DeValue::Array(_) => Value::Other("a list".to_owned()),
        DeValue::Table(_) => Value::Other("a table".to_owned()),
    }
}
