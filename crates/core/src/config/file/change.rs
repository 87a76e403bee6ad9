//! The `[[change]]` tables of a file: the step that feels each first, and live settings.

use toml::de::DeValue;

use super::text::Lines;
use super::{CHANGE_KEY, words};
use crate::config::items::{Checked, Item, Key, field, in_order, mistake, set, value, whole};
use crate::config::{Effect, Field, MAX_STEPS, PackedSettings, Settings};

const STEP_KEY: &str = "step";

/// A change as a file says it.
#[derive(Clone, Debug, PartialEq)]
pub struct FileChange {
    /// The first step that feels it, from 1.
    pub step: u64,
    /// The fields it names; all of them live.
    pub settings: PackedSettings,
    /// Line of the file that names the step, from 1.
    pub line: usize,
    /// Those fields, each with its line, from 1.
    pub lines: Box<[(Field, usize)]>,
}

/// Reads all changes of a file with these lines.
pub(super) fn read(key: &Key<'_>, item: &Item<'_>, lines: &Lines) -> Checked<Vec<FileChange>> {
    match item.get_ref() {
        DeValue::Array(changes) => changes.iter().map(|change| one(change, lines)).collect(),
        DeValue::Table(_) => mistake(key.span(), words().change_is_no_list),
        _ => not_a_table(item),
    }
}

fn not_a_table<T>(item: &Item<'_>) -> Checked<T> {
    let written = format!("{CHANGE_KEY} = {}", value(item).shown());
    mistake(item.span(), (words().change_is_no_table)(&written))
}

/// Reads one change.
fn one(item: &Item<'_>, lines: &Lines) -> Checked<FileChange> {
    let Some(table) = item.get_ref().as_table() else { return not_a_table(item) };
    let mut settings = Settings::default();
    let mut places = Vec::new();
    let mut step = None;
    for (key, item) in in_order(table) {
        let line = lines.at(item.span().start);
        if key.get_ref() == STEP_KEY {
            step = Some((whole(STEP_KEY, item, 1, MAX_STEPS)?, line));
        } else {
            let field = live_field(key)?;
            set(field, item, &mut settings)?;
            places.push((field, line));
        }
    }
    let Some((step, line)) = step else {
        return mistake(item.span(), words().no_step);
    };
    if places.is_empty() {
        return mistake(item.span(), words().no_setting);
    }
    let settings = PackedSettings::from(&settings);
    Ok(FileChange { step, settings, line, lines: places.into_boxed_slice() })
}

/// The field of this name, or why a change can't have it.
fn live_field(key: &Key<'_>) -> Checked<Field> {
    let field = field(key)?;
    if field.effect() == Effect::Live {
        return Ok(field);
    }
    mistake(key.span(), (words().not_live)(key.get_ref(), field.label()))
}
