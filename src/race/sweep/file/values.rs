//! Single values of a sweep.toml, and the words for what is wrong with one.

use std::collections::HashSet;

use toml::de::{DeTable, DeValue};

use super::super::axis::{Axis, AxisError, MOST_VALUES, Scale};
use super::super::plan::PlanError;
use crate::config::items::{Checked, Item, in_order, mistake, set, value, whole};
use crate::config::{Field, Settings, Value};
use crate::race::Criterion;
use crate::text::Texts;
use crate::wording::foreign;

/// Seeds that a range may count at the most.
pub(super) const MOST_SEEDS: u64 = 1000;

/// A criterion, with the loss to be reached and the steps of a mean as far as the file names them.
pub(super) fn criterion(
    item: &Item<'_>,
    loss: Option<f32>,
    last: Option<u64>,
) -> Checked<Criterion> {
    match (item.get_ref().as_str(), loss) {
        (Some(Criterion::FINAL_LOSS), _) => Ok(Criterion::FinalLoss),
        (Some(Criterion::BEST_LOSS), _) => Ok(Criterion::BestLoss),
        (Some(Criterion::MEAN_LOSS), _) => Ok(Criterion::MeanLoss(last.unwrap_or(Criterion::LAST))),
        (Some(Criterion::VALIDATION_LOSS), _) => Ok(Criterion::ValidationLoss),
        (Some(Criterion::BEST_VALIDATION_LOSS), _) => Ok(Criterion::BestValidationLoss),
        (Some(Criterion::STEPS_TO), Some(goal)) => Ok(Criterion::StepsTo(goal)),
        (Some(Criterion::STEPS_TO), None) => {
            mistake(item.span(), Texts::in_force().plans.needs_loss)
        }
        _ => {
            let texts = Texts::in_force();
            let (written, names) = (value(item).shown(), (texts.words.names)(&Criterion::NAMES));
            mistake(item.span(), (texts.plans.no_criterion)(&written, &names))
        }
    }
}

/// The values of a varied setting: one, a list, or a range.
pub(super) fn axis(field: Field, item: &Item<'_>, sampled: bool) -> Checked<Axis> {
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

/// A range as it is written.
struct WrittenRange {
    from: Option<f64>,
    to: Option<f64>,
    count: Option<usize>,
    scale: Scale,
}

/// A range: that of a grid has a count, that of a sample hasn't.
fn range(field: Field, item: &Item<'_>, table: &DeTable<'_>, sampled: bool) -> Checked<Axis> {
    let WrittenRange { from, to, count, scale } = written_range(field, table)?;
    let (name, words) = (field.name(), &Texts::in_force().plans);
    let (Some(from), Some(to)) = (from, to) else {
        return mistake(item.span(), (words.needs_ends)(name));
    };
    if from > to {
        return mistake(item.span(), AxisError::Reversed { field, from, to });
    }
    match count {
        None if !sampled => mistake(item.span(), (words.needs_count)(name)),
        Some(_) if sampled => mistake(item.span(), (words.has_count)(name)),
        // A sample looks at the ends only.
        _ => Ok(Axis::Range { from, to, count: count.unwrap_or(2), scale }),
    }
}

fn written_range(field: Field, table: &DeTable<'_>) -> Checked<WrittenRange> {
    let scale = if field.is_whole() { Scale::Linear } else { Scale::Log };
    let mut range = WrittenRange { from: None, to: None, count: None, scale };
    for (key, item) in in_order(table) {
        match key.get_ref().as_ref() {
            "from" => range.from = Some(single(field, item)?),
            "to" => range.to = Some(single(field, item)?),
            "count" => range.count = Some(whole("count", item, 2, MOST_VALUES as u64)? as usize),
            "scale" => range.scale = scale_of(item)?,
            other => {
                let texts = Texts::in_force();
                let keys = (texts.words.names)(&["from", "to", "count", "scale"]);
                let said = texts.plans.no_key_of_range;
                return mistake(key.span(), said(&foreign(other), &keys));
            }
        }
    }
    Ok(range)
}

fn scale_of(item: &Item<'_>) -> Checked<Scale> {
    let named = |scale: &&Scale| Some(scale.name()) == item.get_ref().as_str();
    match Scale::ALL.iter().find(named) {
        Some(scale) => Ok(*scale),
        None => {
            let written = value(item).shown();
            mistake(item.span(), (Texts::in_force().plans.no_scale)(&written))
        }
    }
}

/// The seeds, each once: one, a list, or so many from one on.
pub(super) fn seeds(item: &Item<'_>) -> Checked<Vec<u32>> {
    match item.get_ref() {
        DeValue::Array(list) if list.is_empty() => mistake(item.span(), PlanError::Seeds),
        DeValue::Array(list) => {
            let mut seeds = list.iter().map(seed).collect::<Checked<Vec<u32>>>()?;
            let mut seen = HashSet::new();
            // The same run again would count twice in median and quartiles.
            seeds.retain(|seed| seen.insert(*seed));
            Ok(seeds)
        }
        DeValue::Table(table) => range_of_seeds(item, table),
        _ => Ok(vec![seed(item)?]),
    }
}

fn seed(item: &Item<'_>) -> Checked<u32> {
    Ok(whole("seed", item, 0, u32::MAX.into())? as u32)
}

fn range_of_seeds(item: &Item<'_>, table: &DeTable<'_>) -> Checked<Vec<u32>> {
    let words = &Texts::in_force().plans;
    let (mut from, mut count) = (None, None);
    for (key, item) in in_order(table) {
        match key.get_ref().as_ref() {
            "from" => from = Some(seed(item)?),
            "count" => count = Some(whole("count", item, 1, MOST_SEEDS)? as u32),
            other => {
                let keys = (Texts::in_force().words.names)(&["from", "count"]);
                return mistake(key.span(), (words.no_key_of_seeds)(&foreign(other), &keys));
            }
        }
    }
    match (from, count) {
        (Some(from), Some(count)) if from.checked_add(count - 1).is_none() => {
            mistake(item.span(), (words.seeds_beyond)(count, from, u32::MAX))
        }
        (Some(from), Some(count)) => Ok((0..count).map(|n| from + n).collect()),
        _ => mistake(item.span(), words.needs_from_and_count),
    }
}

/// One value of a setting.
fn single(field: Field, item: &Item<'_>) -> Checked<f64> {
    set(field, item, &mut Settings::default())?;
    match value(item) {
        Value::Integer(value) => Ok(value as f64),
        Value::Float(value) => Ok(value),
        // No setting that can be varied takes anything else.
        other => {
            let said = Texts::in_force().plans.no_number;
            mistake(item.span(), said(field.name(), &other.shown()))
        }
    }
}

pub(super) fn number(name: &str, item: &Item<'_>) -> Checked<f64> {
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
    mistake(item.span(), (Texts::in_force().plans.not_above_zero)(name, &written.shown()))
}
