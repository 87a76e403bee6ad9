//! A point of a sweep: the values that its runs share.

use super::axis::value_of;
use crate::config::Field;
use crate::text::Texts;

/// A point of a sweep: what its runs differ in from those of others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Learning rate.
    pub lr: f64,
    /// Hidden size.
    pub hidden: usize,
    /// Time steps.
    pub time_steps: usize,
}

impl Point {
    /// In words: "learning rate 0.02, hidden size 32, time steps 10".
    pub fn label(self, texts: &Texts) -> String {
        (texts.plans.point)(self.lr, self.hidden, self.time_steps)
    }

    pub(super) fn new(lr: f64, hidden: f64, time_steps: f64) -> Self {
        Self { lr, hidden: hidden as usize, time_steps: time_steps as usize }
    }

    /// The value of one of [`SweepPlan::FIELDS`] as files write it.
    pub fn text(self, field: Field) -> String {
        value_of(field, self.value(field)).to_string()
    }

    /// The value of one of [`SweepPlan::FIELDS`]; the time steps' for any other field.
    pub fn value(self, field: Field) -> f64 {
        match field {
            Field::Lr => self.lr,
            Field::Hidden => self.hidden as f64,
            _ => self.time_steps as f64,
        }
    }
}
