//! What is to be reached, as a challenge's file has it.

use toml::de::DeTable;

use super::{entry, known_keys, words};
use crate::challenge::{Goal, LossOf, MOST_LAST, MOST_STEPS, SEEDS};
use crate::config::items::{Checked, Item, Key, mistake, value, whole};
use crate::config::{Config, Value};
use crate::text::Texts;

/// The keys of the goal.
const KEYS: [&str; 6] = ["loss", "within", "last", "on", "pass", "par"];
/// Seeds that it takes where nothing is said.
const PASS: u64 = 4;

/// Reads the goal of a challenge with this base.
pub(super) fn read((header, table): (&Key<'_>, &DeTable<'_>), base: &Config) -> Checked<Goal> {
    known_keys(table, &KEYS)?;
    let needed = |name: &str, example: &str| match entry(table, name) {
        Some((_, item)) => Ok(item),
        None => mistake(header.span(), (words().missing)(name, example)),
    };
    let loss = above_zero("loss", needed("loss", "loss = 0.01")?)?;
    let within = whole("within", needed("within", "within = 150")?, 1, MOST_STEPS)?;
    let or = |name: &str, least: u64, most: u64, default: u64| match entry(table, name) {
        Some((_, item)) => whole(name, item, least, most),
        None => Ok(default),
    };
    let last = or("last", 1, MOST_LAST, 1)?;
    if last > within {
        let place = entry(table, "last").map_or(header.span(), |(_, item)| item.span());
        return mistake(place, (words().last_too_long)(last, within));
    }
    let on = match entry(table, "on") {
        Some((_, item)) => loss_of(item, base)?,
        None => LossOf::Training,
    };
    let pass = or("pass", 1, SEEDS as u64, PASS)? as usize;
    let par = whole("par", needed("par", "par = 120")?, 1, within)?;
    Ok(Goal { loss, within, last: last as usize, on, pass, par })
}

fn loss_of(item: &Item<'_>, base: &Config) -> Checked<LossOf> {
    let name = item.get_ref().as_str();
    let found = LossOf::ALL.into_iter().find(|on| name == Some(on.name()));
    match found {
        Some(LossOf::Validation) if !crate::race::has_validation(base) => {
            mistake(item.span(), words().no_validation)
        }
        Some(on) => Ok(on),
        None => mistake(item.span(), (words().no_measure)(&value(item).shown())),
    }
}

/// A number that is no setting's.
pub(super) fn number(name: &str, item: &Item<'_>) -> Checked<f64> {
    match value(item) {
        Value::Integer(number) => Ok(number as f64),
        Value::Float(number) => Ok(number),
        other => mistake(item.span(), (Texts::in_force().plans.no_number)(name, &other.shown())),
    }
}

fn above_zero(name: &str, item: &Item<'_>) -> Checked<f64> {
    let number = number(name, item)?;
    if number > 0.0 && number.is_finite() {
        return Ok(number);
    }
    let said = Texts::in_force().plans.not_above_zero;
    mistake(item.span(), said(name, &value(item).shown()))
}
