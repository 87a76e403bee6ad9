//! What was chosen of a table, choice by choice: it can be undone, and done again.

use super::TableSetup;
use crate::config::{Config, Field};
use crate::recipe::words;
use crate::table::Roles;
use crate::text::Texts;

/// Choices that can be undone at the most.
const MOST_CHOICES: usize = 100;

/// All that is chosen at a time.
#[derive(Clone, Debug, PartialEq)]
struct Choices {
    config: Config,
    roles: Roles,
}

/// What was chosen before, and what was undone.
#[derive(Debug, Default)]
pub(super) struct History {
    /// The choices that were noted last; none of a table that was just opened.
    now: Option<Choices>,
    done: Vec<Choices>,
    undone: Vec<Choices>,
}

impl TableSetup {
    /// The choices rest: since they were noted last, they are one that can be undone. What was undone before can't
    /// be done again any more.
    pub fn note(&mut self) {
        if self.is_noted() {
            return;
        }
        if let Some(before) = self.history.now.replace(self.choices()) {
            self.history.undone.clear();
            self.history.done.push(before);
            if self.history.done.len() > MOST_CHOICES {
                self.history.done.remove(0);
            }
        }
    }

    /// Goes on from what was chosen before the table was read again: that is a choice where it is for other values that
    /// count as missing.
    pub(super) fn go_on_from(&mut self, history: History) {
        let marks = |choices: &Choices| choices.config.missing_value == self.config.missing_value;
        let is_choice = !history.now.as_ref().is_some_and(marks);
        self.history = history;
        if is_choice {
            self.note();
        } else {
            self.history.now = Some(self.choices());
        }
    }

    /// Takes back what was chosen last.
    pub fn undo(&mut self) {
        self.note();
        if let Some(before) = self.history.done.pop() {
            self.history.undone.extend(self.history.now.replace(before.clone()));
            self.choose(before);
        }
    }

    /// Chooses again what was undone last.
    pub fn redo(&mut self) {
        self.note();
        if let Some(again) = self.history.undone.pop() {
            self.history.done.extend(self.history.now.replace(again.clone()));
            self.choose(again);
        }
    }

    /// What undoing would choose, in words; none where there is nothing to undo.
    pub fn undo_sentence(&self, texts: &Texts) -> Option<String> {
        let History { now, done, .. } = &self.history;
        let before = if self.is_noted() { done.last() } else { now.as_ref() }?;
        Some(self.in_words(before, texts))
    }

    /// What redoing would choose, in words; none where there is nothing to redo.
    pub fn redo_sentence(&self, texts: &Texts) -> Option<String> {
        let again = self.history.undone.last().filter(|_| self.is_noted())?;
        Some(self.in_words(again, texts))
    }

    /// Whether the choices are those that were noted last. Asked in every picture: nothing is copied for it.
    fn is_noted(&self) -> bool {
        let now = self.history.now.as_ref();
        now.is_some_and(|now| now.config == self.config && now.roles == self.roles)
    }

    fn choices(&self) -> Choices {
        Choices { config: self.config.clone(), roles: self.roles.clone() }
    }

    fn choose(&mut self, choices: Choices) {
        (self.config, self.roles) = (choices.config, choices.roles);
        self.settle();
    }

    /// In what other choices differ from those that are made: "inputs 2 of 9, horizon 3".
    fn in_words(&self, other: &Choices, texts: &Texts) -> String {
        let all = self.overview.columns.len();
        let columns = |field: Field, own: &[usize], wanted: &[usize]| {
            let count = || (texts.own_data.of_columns)(wanted.len(), all);
            (own != wanted).then(|| format!("{} {}", field.label(), count()))
        };
        let inputs = columns(Field::Inputs, &self.roles.inputs, &other.roles.inputs);
        let targets = columns(Field::Targets, &self.roles.targets, &other.roles.targets);
        // Patience follows from the parts.
        let is_other =
            |field: &Field| !matches!(field, Field::Inputs | Field::Targets | Field::Patience);
        let settings = self.config.differences(&other.config).filter(is_other);
        let settings = settings
            .map(|field| format!("{} {}", field.label(), words(field, &other.config, texts)));
        (texts.words.listed)(&inputs.into_iter().chain(targets).chain(settings).collect::<Vec<_>>())
    }
}
