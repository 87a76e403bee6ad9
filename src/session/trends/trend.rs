//! What one lens saw over the steps of a run.

use crate::lens::output::{Keep, RECENT, TrendPoint};

/// Points that a trend of the whole run keeps at most; then every second one goes.
pub(super) const MOST: usize = 512;
/// Points that a trend of the recent past keeps at most: earlier steps may be on show, too.
pub(super) const MOST_RECENT: usize = 2 * RECENT;
/// Gaps of a run that are too small to be filled: one is this part of it.
pub(super) const GAPS: u64 = 40;

/// What one lens saw at some steps of a run, in their order; its numbers are the lens'.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// What they are points of: no other's are kept.
    subject: usize,
    points: Vec<(u64, Vec<f64>)>,
}

impl Trend {
    /// Of a lens that has seen nothing.
    pub(super) const EMPTY: Self = Self { subject: 0, points: Vec::new() };

    /// What was seen up to a step: at an earlier step on show, nothing of its future.
    pub fn until(&self, step: u64) -> &[(u64, Vec<f64>)] {
        &self.points[..self.points.partition_point(|(at, _)| *at <= step)]
    }

    /// What was seen in the recent past of a step.
    pub fn recent(&self, step: u64) -> &[(u64, Vec<f64>)] {
        let points = self.until(step);
        &points[points.len().saturating_sub(RECENT)..]
    }

    /// Whether steps up to this one are missing, after the first that was seen.
    pub fn has_gaps(&self, until: u64) -> bool {
        let steps = self.until(until);
        let gaps = steps.windows(2).map(|pair| pair[1].0 - pair[0].0);
        gaps.max().is_some_and(|gap| gap > until / GAPS + 1)
    }

    /// The most steps up to this one in which nothing was seen.
    pub(super) fn widest_gap(&self, until: u64) -> u64 {
        let steps = self.until(until).iter().map(|(step, _)| *step);
        let ends = steps.clone().chain([until]);
        let gaps = std::iter::once(0).chain(steps).zip(ends).map(|(from, to)| to - from);
        gaps.max().unwrap_or(until)
    }

    /// Whether points of a subject belong here.
    pub(super) fn is_of(&self, subject: usize) -> bool {
        self.points.is_empty() || self.subject == subject
    }

    /// Forgets what was seen after a step.
    pub(super) fn cut(&mut self, step: u64) {
        self.points.retain(|(at, _)| *at <= step);
    }

    /// Adds what was seen at a step; the same step is the same network. A trend of something else
    /// begins anew.
    pub(super) fn take(&mut self, point: TrendPoint, keep: Keep) {
        let TrendPoint { step, subject, numbers } = point;
        if !self.is_of(subject) {
            self.points.clear();
        }
        self.subject = subject;
        match self.points.binary_search_by_key(&step, |(at, _)| *at) {
            Ok(at) => self.points[at].1 = numbers,
            Err(at) => self.points.insert(at, (step, numbers)),
        }
        match keep {
            Keep::WholeRun => self.thin(),
            Keep::Recent => self.forget(step),
        }
    }

    /// Every second one goes when they are too many. The first one stays, and the newest.
    fn thin(&mut self) {
        while self.points.len() > MOST {
            let last = self.points.len() - 1;
            let mut nth = 0_usize;
            self.points.retain(|_| {
                nth += 1;
                nth % 2 == 1 || nth > last
            });
        }
    }

    /// What lies farthest from the step just seen goes: at an earlier one, the run's end.
    fn forget(&mut self, seen: u64) {
        while self.points.len() > MOST_RECENT {
            let away = |point: Option<&(u64, _)>| point.map_or(0, |p| p.0.abs_diff(seen));
            let first = away(self.points.first()) >= away(self.points.last());
            self.points.remove(if first { 0 } else { self.points.len() - 1 });
        }
    }
}
