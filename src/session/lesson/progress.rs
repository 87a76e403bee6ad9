//! What is remembered of lessons: which are done, and where others were left.

use std::collections::BTreeMap;

use crate::recipe::Recipe;

/// Where a lesson was left.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// Its step, from 0.
    pub step: usize,
    /// The step of the run.
    pub at: u64,
    /// The run.
    pub recipe: Recipe,
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

    /// A lesson is done.
    pub fn finish(&mut self, key: &str) {
        self.left.remove(key);
        if !self.is_done(key) {
            self.done.push(key.to_owned());
        }
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
