//! What a step of a lesson waits for.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::draft::{no_key, table_of, text_of};
use super::stage::{lens, setting, step, view};
use crate::config::items::{Checked, Item, Key, in_order, mistake, set, value, whole};
use crate::config::{Config, Field, MAX_STEPS, Settings, Value};
use crate::inspector::LensKind;
use crate::moment::switch;
use crate::text::Texts;
use crate::wording::foreign;

/// The keys of a deed.
const KEYS: &[&str] = &[
    "set",
    "step",
    "trained",
    "below",
    "above",
    "over",
    "diverged",
    "lens",
    "changed",
    "apart",
    "forked",
    "restarted",
    "looked_back",
    "view",
    "running",
];

/// Steps that a mean loss is taken over at the most.
const MOST_OVER: u64 = 1000;

/// What is waited for: all of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// Each of these.
    pub conditions: Vec<Condition>,
}

/// Something to be done, or to come about.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// The run has this value of a setting.
    Set(Field, Wanted),
    /// The run has come to this step.
    Step(u64),
    /// The run has been trained so many steps since the step of the lesson began, or since all settings were as wanted.
    Trained(u64),
    /// The loss has been there, since as [`Condition::Trained`] counts: a mean over so many steps.
    Loss(Bound, u64),
    /// The run has left the finite numbers.
    Diverged,
    /// The lens is open, and in view.
    Lens(LensKind),
    /// The lens is asked something else than at first, by a slider or a choice of its own.
    Changed(LensKind),
    /// A step is taken apart, this far.
    Apart(Apart),
    /// Another way was gone from an earlier step.
    Forked,
    /// A new run was begun.
    Restarted,
    /// One of these steps is on show.
    LookedBack(RangeInclusive<u64>),
    /// This view fills the window.
    View(&'static str),
    /// Training goes on, or waits.
    Running(bool),
}

/// What a setting is to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// This.
    Value(Value),
    /// A number from the one to the other.
    Between(f64, f64),
}

/// Where a loss is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// Less than this.
    Below(f32),
    /// More than this.
    Above(f32),
}

/// How far a step is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// It is on show in its parts.
    Begun,
    /// Its last part, the update, is on show.
    Update,
}

impl Wanted {
    /// Whether a configuration has it.
    pub fn is_met(&self, field: Field, config: &Config) -> bool {
        match self {
            Self::Value(wanted) => field.get(config).as_ref() == Some(wanted),
            Self::Between(from, to) => {
                field.number(config).is_some_and(|number| (*from..=*to).contains(&number))
            }
        }
    }
}

impl Deed {
    /// The settings that are to have certain values.
    pub fn settings(&self) -> impl Iterator<Item = (Field, &Wanted)> {
        self.conditions.iter().filter_map(|condition| match condition {
            Condition::Set(field, wanted) => Some((*field, wanted)),
            _ => None,
        })
    }
}

/// Reads a deed.
pub(super) fn read(key: &Key<'_>, item: &Item<'_>) -> Checked<Deed> {
    let table = table_of(key, item)?;
    let over = table.get("over").map(|item| whole("over", item, 1, MOST_OVER)).transpose()?;
    let mut conditions = Vec::new();
    for (key, item) in in_order(table) {
        match key.get_ref().as_ref() {
            "set" => conditions.extend(settings(key, item)?),
            // It was read first.
            "over" => {}
            name => match condition(name, item, over.unwrap_or(1))? {
                Some(condition) => conditions.push(condition),
                None => return no_key(key, KEYS),
            },
        }
    }
    let has_loss = conditions.iter().any(|condition| matches!(condition, Condition::Loss(..)));
    let words = &Texts::in_force().lesson_files;
    match table.get("over") {
        Some(item) if !has_loss => mistake(item.span(), words.over_needs_loss),
        _ if conditions.is_empty() => mistake(item.span(), words.empty_deed),
        _ => Ok(Deed { conditions }),
    }
}

/// The condition under a key; none where there is no such key.
fn condition(name: &str, item: &Item<'_>, over: u64) -> Checked<Option<Condition>> {
    Ok(Some(match name {
        "step" => Condition::Step(step(name, item)?),
        "trained" => Condition::Trained(step(name, item)?),
        "below" => Condition::Loss(Bound::Below(loss(name, item)?), over),
        "above" => Condition::Loss(Bound::Above(loss(name, item)?), over),
        "lens" => Condition::Lens(lens(item)?),
        "changed" => Condition::Changed(changeable(item)?),
        "apart" => Condition::Apart(apart(item)?),
        "looked_back" => Condition::LookedBack(steps(name, item)?),
        "view" => Condition::View(view(item)?),
        "running" => Condition::Running(switch(name, item)?),
        "diverged" => only_true(name, item, Condition::Diverged)?,
        "forked" => only_true(name, item, Condition::Forked)?,
        "restarted" => only_true(name, item, Condition::Restarted)?,
        _ => return Ok(None),
    }))
}

/// What is waited for can't be that something is never done.
fn only_true(name: &str, item: &Item<'_>, condition: Condition) -> Checked<Condition> {
    if switch(name, item)? {
        return Ok(condition);
    }
    mistake(item.span(), (Texts::in_force().lesson_files.only_true)(name))
}

fn settings(key: &Key<'_>, item: &Item<'_>) -> Checked<Vec<Condition>> {
    let of = |(key, item): (&Key<'_>, &Item<'_>)| {
        let field = setting(key.get_ref()).or_else(|reason| mistake(key.span(), reason))?;
        Ok(Condition::Set(field, wanted(field, item)?))
    };
    in_order(table_of(key, item)?).map(of).collect()
}

/// A value that the setting can have, or two between which one is to lie.
fn wanted(field: Field, item: &Item<'_>) -> Checked<Wanted> {
    let words = &Texts::in_force().lesson_files;
    if let (DeValue::Array(ends), true) = (item.get_ref(), field.shape().ends().is_some()) {
        let numbers: Checked<Vec<f64>> = ends.iter().map(|end| possible(field, end)).collect();
        return match numbers?[..] {
            [from, to] if from <= to => Ok(Wanted::Between(from, to)),
            _ => mistake(item.span(), (words.no_range)(field.name())),
        };
    }
    let mut settings = Settings::default();
    set(field, item, &mut settings)?;
    let value = field.get(&Config::default().with(&settings));
    value.map_or_else(
        || mistake(item.span(), (words.no_control)(field.name())),
        |value| Ok(Wanted::Value(value)),
    )
}

/// A number that the setting can be.
fn possible(field: Field, item: &Item<'_>) -> Checked<f64> {
    let mut settings = Settings::default();
    set(field, item, &mut settings)?;
    let number = field.number(&Config::default().with(&settings));
    let wrong = || (Texts::in_force().lesson_files.no_range)(field.name());
    number.map_or_else(|| mistake(item.span(), wrong()), Ok)
}

/// A loss above 0.
fn loss(name: &str, item: &Item<'_>) -> Checked<f32> {
    let number = match value(item) {
        Value::Integer(number) => number as f32,
        Value::Float(number) => number as f32,
        _ => f32::NAN,
    };
    if number > 0.0 && number.is_finite() {
        return Ok(number);
    }
    let written = value(item).shown();
    mistake(item.span(), (Texts::in_force().plans.not_above_zero)(name, &written))
}

/// Steps from one to another, 0 being the untrained network.
fn steps(name: &str, item: &Item<'_>) -> Checked<RangeInclusive<u64>> {
    let ends = item.get_ref().as_array().map(|ends| ends.iter().collect::<Vec<_>>());
    if let Some([from, to]) = ends.as_deref() {
        let (from, to) = (whole(name, from, 0, MAX_STEPS)?, whole(name, to, 0, MAX_STEPS)?);
        if from <= to {
            return Ok(from..=to);
        }
    }
    mistake(item.span(), (Texts::in_force().lesson_files.no_range)(name))
}

/// A lens in which something can be changed.
fn changeable(item: &Item<'_>) -> Checked<LensKind> {
    let kind = lens(item)?;
    if kind.has_choice() {
        return Ok(kind);
    }
    mistake(item.span(), (Texts::in_force().lesson_files.unchangeable)(&foreign(kind.name())))
}

fn apart(item: &Item<'_>) -> Checked<Apart> {
    match text_of("apart", item)? {
        "begun" => Ok(Apart::Begun),
        "update" => Ok(Apart::Update),
        other => mistake(item.span(), (Texts::in_force().lesson_files.no_part)(&foreign(other))),
    }
}
