//! What was changed in a run, in words.

use super::words::words_apart;
use super::{Change, Recipe};
use crate::config::{Config, Field, Value};
use crate::text::Texts;

/// A setting that was changed while the run went on.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The first step that felt the change.
    pub step: u64,
    /// The setting.
    pub field: Field,
    /// Its value before; `None` where there was none.
    pub from: Option<Value>,
    /// Its value after; the last one of a drag.
    pub to: Option<Value>,
    /// The drag it came from.
    pub gesture: u64,
}

impl Mark {
    /// "learning rate 0.02 → 0.005".
    pub fn text(&self, texts: &Texts) -> String {
        let [from, to] = words_apart(self.field, self.from.as_ref(), self.to.as_ref(), texts);
        format!("{} {from} → {to}", self.field.label())
    }

    /// Where it stands on an axis of steps: between the last step that didn't feel it and the first
    /// one that did.
    pub fn place(&self) -> f64 {
        self.step as f64 - 0.5
    }
}

/// How many changes have been felt by `step`: a drag is one, and so is all that was changed before the same
/// step.
pub fn changes_felt(marks: &[Mark], step: u64) -> usize {
    let mut steps: Vec<u64> = marks.iter().map(|mark| mark.step).collect();
    steps.retain(|felt| *felt <= step);
    steps.dedup();
    steps.len()
}

/// Adds a mark for each field in which the configurations differ. A drag is one mark, and so are
/// changes made one after the other while the run stood still. Before the first step nothing was
/// trained with what is changed: that is how the run begins, and no change of it.
pub fn record(marks: &mut Vec<Mark>, step: u64, gesture: u64, before: &Config, after: &Config) {
    if step <= 1 {
        return;
    }
    for field in before.differences(after) {
        let to = field.get(after);
        let same = |mark: &&mut Mark| {
            mark.field == field && (mark.gesture == gesture || mark.step == step)
        };
        match marks.iter_mut().rev().take(Field::ALL.len()).find(same) {
            Some(mark) => mark.to = to,
            None => marks.push(Mark { step, field, from: field.get(before), to, gesture }),
        }
    }
    // Only those that were looked at can have gone back to where they began.
    let touched = marks.split_off(marks.len().saturating_sub(2 * Field::ALL.len()));
    marks.extend(touched.into_iter().filter(|mark| mark.from != mark.to));
}

impl Recipe {
    /// What was changed, oldest first. A drag changes the same settings step after step; it is one
    /// mark.
    #[must_use]
    pub fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut config = self.config.clone();
        for (change, drag) in self.changes.iter().zip(self.drags()) {
            let after = config.with(&change.settings());
            record(&mut marks, change.step, drag, &config, &after);
            config = after;
        }
        marks
    }

    /// The drag that each change belongs to, by the index of the drag's first change.
    #[must_use]
    pub fn drags(&self) -> Vec<u64> {
        let mut drags: Vec<u64> = Vec::with_capacity(self.changes.len());
        for (at, change) in self.changes.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &self.changes[before]);
            let goes_on = before.is_some_and(|before| change.goes_on(before));
            drags.push(drags.last().copied().filter(|_| goes_on).unwrap_or(at as u64));
        }
        drags
    }
}

impl Change {
    /// Whether this is the drag that `before` is part of.
    fn goes_on(&self, before: &Self) -> bool {
        let fields = |change: &Self| -> Vec<Field> {
            change.settings.named().map(|(field, _)| field).collect()
        };
        self.step == before.step + 1 && fields(self) == fields(before)
    }
}
