//! What is remembered of lessons: which are done, and where others were left.

use std::collections::BTreeMap;

use crate::lesson::{Guess, Lesson};
use crate::recipe::Recipe;

/// A loss as it is expected: steps, each after the one before, with the loss at each.
pub type LossStroke = Vec<(u64, f32)>;

/// What a learner predicted in a lesson, and answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Predictions {
    /// What was chosen at each step, from 0, and, behind them, of the question's answers.
    pub chosen: BTreeMap<usize, usize>,
    /// What was drawn at each step.
    pub drawn: BTreeMap<usize, LossStroke>,
}

impl Predictions {
    /// Those that fit a lesson: it may have been written anew since they were made.
    pub(super) fn fitting(mut self, lesson: &Lesson) -> Self {
        let guess = |at: usize| -> Option<&Guess> {
            match lesson.steps.get(at) {
                Some(step) => step.guess.as_ref(),
                None => lesson.question.as_ref().map(|question| &question.guess),
            }
        };
        self.chosen.retain(|at, choice| {
            *at <= lesson.steps.len()
                && guess(*at).is_some_and(|guess| *choice < guess.choices.len())
        });
        self.drawn.retain(|at, stroke| {
            lesson.steps.get(*at).is_some_and(|step| step.draw.is_some()) && is_stroke(stroke)
        });
        self
    }
}

/// Whether losses can be drawn as one line.
fn is_stroke(stroke: &[(u64, f32)]) -> bool {
    let is_loss = |loss: f32| loss.is_finite() && loss > 0.0;
    stroke.len() > 1
        && stroke.is_sorted_by(|(a, _), (b, _)| a < b)
        && stroke.iter().all(|(_, loss)| is_loss(*loss))
}

/// Where a lesson was left.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// Its step, from 0.
    pub step: usize,
    /// The step of the run.
    pub at: u64,
    /// The run.
    pub recipe: Recipe,
    /// What was predicted up to there.
    pub predictions: Predictions,
}

/// What is remembered of all lessons, each by its key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LessonProgress {
    /// Whether the first lesson was offered at a start.
    pub offered: bool,
    /// The lessons that are done, in the order in which they were.
    pub done: Vec<String>,
    /// Where others were left.
    pub left: BTreeMap<String, Bookmark>,
}

impl LessonProgress {
    /// Lessons that were left and are remembered at the most.
    pub const MOST_LEFT: usize = 50;

    /// Whether a lesson is done.
    pub fn is_done(&self, key: &str) -> bool {
        self.done.iter().any(|done| done == key)
    }

    /// A lesson is done; whether that is news.
    pub fn finish(&mut self, key: &str) -> bool {
        let was_left = self.left.remove(key).is_some();
        let is_first = !self.is_done(key);
        if is_first {
            self.done.push(key.to_owned());
        }
        was_left || is_first
    }

    /// A lesson was left there, or nowhere.
    pub fn leave(&mut self, key: &str, left: Option<Bookmark>) {
        match left {
            Some(left) => {
                self.left.insert(key.to_owned(), left);
            }
            None => {
                self.left.remove(key);
            }
        }
        while self.left.len() > Self::MOST_LEFT {
            self.left.pop_first();
        }
    }
}
