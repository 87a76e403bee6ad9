//! Lessons: a stage that is set, and steps that wait for a deed of the learner's.
//!
//! A lesson is a TOML file with the key `lesson = 1` (`file`): the stage ([`Stage`]), the steps, each with what to look
//! at ([`Target`]), a prediction ([`Guess`]) and the deed that it waits for ([`Deed`]), and a question at the end. What
//! it says stands in a text for each language ([`Prose`]), beside it or in it. `docs/lessons.md` is written for those
//! who make one. Nothing here plays a lesson: `session::lesson` does.

mod deed;
mod draft;
mod file;
mod prose;
mod shipped;
mod stage;
mod target;
#[cfg(test)]
mod tests;

pub use deed::{Apart, Bound, Condition, Deed, Wanted};
pub use file::is_lesson;
pub use prose::{Line, Prose, Section, Span, plain};
pub use shipped::{Shipped, shipped};
pub use stage::{Stage, VIEWS};
pub use target::Target;

use crate::wording::Language;

/// The version of the format, the value of the key [`LESSON_KEY`].
pub const VERSION: i64 = 1;
/// The key by which a lesson is told from a recipe.
pub const LESSON_KEY: &str = "lesson";

/// A lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// By what it is remembered that it was done: a shipped one's name, or another file's name.
    pub key: String,
    /// How it begins.
    pub stage: Stage,
    /// Its steps, one at the least.
    pub steps: Vec<Step>,
    /// What is asked at the end.
    pub question: Option<Question>,
    /// What it says, in each language that it has: one at the least.
    texts: Vec<(Language, Prose)>,
}

/// A step of a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The section of the texts that belongs to it.
    pub text: String,
    /// What to look at.
    pub look: Vec<Target>,
    /// Training pauses after this step.
    pub until: Option<u64>,
    /// What the learner is to predict, before anything else.
    pub guess: Option<Guess>,
    /// The step of the run up to which the learner is to draw the loss that they expect, before anything else.
    pub draw: Option<u64>,
    /// What the step waits for; nothing where reading is all.
    pub deed: Option<Deed>,
    /// Whether training pauses once it is done.
    pub pauses: bool,
}

impl Step {
    /// Whether the learner looks back at an earlier step in it.
    pub(crate) fn looks_back(&self) -> bool {
        let conditions = self.deed.iter().flat_map(|deed| &deed.conditions);
        conditions.into_iter().any(|condition| matches!(condition, Condition::LookedBack(_)))
    }
}

/// One of several is to be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The names of the choices, in their order.
    pub choices: Vec<String>,
    /// The place of the right one among them.
    pub right: usize,
}

/// The question at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The section of the texts that belongs to it.
    pub text: String,
    /// The answers.
    pub guess: Guess,
}

impl Lesson {
    /// How many pages it has: its steps, and the question.
    pub fn pages(&self) -> usize {
        self.steps.len() + usize::from(self.question.is_some())
    }

    /// What it says in a language, or in another where it has no text in this one.
    pub fn prose(&self, language: Language) -> Option<&Prose> {
        let own = self.texts.iter().find(|(other, _)| *other == language);
        own.or(self.texts.first()).map(|(_, prose)| prose)
    }

    /// The languages that it has texts in.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        self.texts.iter().map(|(language, _)| *language)
    }
}
