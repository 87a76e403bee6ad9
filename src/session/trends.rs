//! What lenses saw over the steps: few enough points for a small graph, however long the run.
//!
//! Which lenses have a trend, and which of its points are kept, says [`crate::lens::output::Entry`].

mod trend;

use std::collections::BTreeMap;

use crate::inspector::{Answer, LensKind, Question};
use crate::lens::output::{Keep, TrendPoint};
use crate::thread::RunId;

use trend::GAPS;
pub use trend::Trend;

/// What is known of the steps at which nobody looked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Knowledge {
    /// Nothing yet.
    #[default]
    Nothing,
    /// They were replayed once.
    Replayed,
    /// To replay them takes too long.
    Hopeless,
}

/// The trends of all lenses, of one run.
#[derive(Clone, Debug, Default)]
pub struct Trends {
    run: RunId,
    trends: BTreeMap<LensKind, Trend>,
    /// Of the whole run.
    past: Knowledge,
    /// What its recent past was asked for.
    recent: BTreeMap<LensKind, Question>,
}

impl Trends {
    /// What a lens saw.
    pub fn of(&self, kind: LensKind) -> &Trend {
        self.trends.get(&kind).unwrap_or(const { &Trend::EMPTY })
    }

    /// Forgets what belongs to other runs.
    pub(super) fn turn_to(&mut self, run: RunId) {
        if self.run != run {
            *self = Self { run, ..Self::default() };
        }
    }

    /// The run goes on under another number, from this step of it.
    pub(super) fn fork(&mut self, parent: RunId, run: RunId, step: u64) {
        self.turn_to(parent);
        self.run = run;
        self.trends.values_mut().for_each(|trend| trend.cut(step));
    }

    /// Forgets what was seen of another batch row.
    pub(super) fn turn_to_row(&mut self) {
        *self = Self { run: self.run, ..Self::default() };
    }

    /// What is to be asked of a run's past up to a step, now that these questions are; `time` tells
    /// whether training leaves time for it. Who trains the run again looks for all trends of the
    /// whole run, so that a lens that is opened later has its own.
    pub(super) fn missing(
        &self,
        run: RunId,
        until: u64,
        asked: &[Question],
        time: bool,
    ) -> Vec<Question> {
        let with = |keep: Keep| asked.iter().filter(move |question| keeps(question.kind(), keep));
        let of_the_whole = with(Keep::WholeRun).map(Question::kind);
        let whole = self.lack_the_past(run, until, time, of_the_whole);
        let recent = with(Keep::Recent).filter(|question| self.lack_the_recent_past(run, question));
        let recent: Vec<Question> = recent.cloned().collect();
        if until == 0 || (!whole && recent.is_empty()) {
            return Vec::new();
        }
        let whole = LensKind::ALL.iter().filter(|kind| keeps(**kind, Keep::WholeRun));
        whole.filter_map(|kind| Question::first(*kind)).chain(recent).collect()
    }

    /// Whether the run's past up to a step is to be replayed for lenses with trends of it: once at
    /// any rate, and then, when training leaves the time, where there are gaps.
    fn lack_the_past(
        &self,
        run: RunId,
        until: u64,
        time: bool,
        kinds: impl Iterator<Item = LensKind>,
    ) -> bool {
        let gaps = kinds.map(|kind| self.of(kind).widest_gap(until));
        let Some(gap) = gaps.min() else { return false };
        match self.past {
            _ if self.run != run => true,
            Knowledge::Nothing => true,
            Knowledge::Replayed => time && gap > until / GAPS + 1,
            Knowledge::Hopeless => false,
        }
    }

    /// Whether what a lens asks is to be asked of the steps before it was opened, once.
    fn lack_the_recent_past(&self, run: RunId, question: &Question) -> bool {
        self.run != run || self.recent.get(&question.kind()) != Some(question)
    }

    /// Takes in what a lens sees.
    pub(super) fn take(&mut self, run: RunId, answer: &Answer) {
        self.turn_to(run);
        if let Some(point) = answer.trend_point() {
            self.add(answer.kind(), point);
        }
    }

    /// Takes in the run's past, step by step, and what was asked of it.
    pub(super) fn take_past(
        &mut self,
        run: RunId,
        questions: Vec<Question>,
        points: Vec<(LensKind, TrendPoint)>,
    ) {
        self.turn_to(run);
        let recent = questions.into_iter().filter(|question| keeps(question.kind(), Keep::Recent));
        self.recent.extend(recent.map(|question| (question.kind(), question)));
        self.past = if points.is_empty() { Knowledge::Hopeless } else { Knowledge::Replayed };
        for (kind, point) in points {
            // Meanwhile something else may be on show, another layer for example.
            if self.of(kind).is_of(point.subject) {
                self.add(kind, point);
            }
        }
    }

    fn add(&mut self, kind: LensKind, point: TrendPoint) {
        if let Some(keep) = kind.entry().trend {
            self.trends.entry(kind).or_default().take(point, keep);
        }
    }
}

fn keeps(kind: LensKind, keep: Keep) -> bool {
    kind.entry().trend == Some(keep)
}

#[cfg(test)]
mod tests;
