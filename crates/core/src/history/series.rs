//! One value a step, kept at several resolutions, so that a run without end needs bounded memory.

use super::HistoryError;
use super::level::{Held, Level, Room, width_bits};
use super::stats::Stats;

/// The first values of a series that stay exact for ever; each coarser level keeps as many of its
/// first buckets, so that the eventful start of a run keeps more detail than its middle.
pub const HEAD: usize = 1024;

/// The newest values of a series that are exact.
pub const EXACT_TAIL: usize = 65_536;

/// The newest buckets that each coarser level keeps.
pub const COARSE_TAIL: usize = 16_384;

/// How much a series keeps. Tests use small rooms, to see many levels in few steps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Of single values.
    pub(super) exact: Room,
    /// Of every coarser level. A level of `exact` size must fit in one of `coarse` size when four
    /// of its buckets become one.
    pub(super) coarse: Room,
}

impl Limits {
    /// What every series outside the tests has.
    const FULL: Self = Self {
        exact: Room { head: HEAD, tail: EXACT_TAIL },
        coarse: Room { head: HEAD, tail: COARSE_TAIL },
    };
}

/// One value for each of consecutive steps: the first [`HEAD`] and the newest [`EXACT_TAIL`]
/// exactly, the others as minimum, maximum, mean and last of buckets of 4, 16, 64, … steps.
///
/// A coarser level comes to be when the finer one would lose its oldest bucket, so that a short
/// series costs 4 bytes a step; a level costs half a megabyte once it is full, and each covers four
/// times the steps of the one before: ten million steps need 3 MB, a billion 5 MB.
///
/// What is kept depends on the values and the number of the first step alone, not on how they came:
/// one by one, or in segments that were gathered elsewhere ([`Series::append`]).
#[derive(Clone, Debug)]
pub struct Series {
    limits: Limits,
    pub(super) exact: Level<f32>,
    /// Level `l + 1` at index `l`. There is one more level than have dropped buckets: the coarsest
    /// level covers every step.
    pub(super) coarse: Vec<Level<Stats>>,
    pub(super) lowest: Option<(u64, f32)>,
    pub(super) highest: Option<(u64, f32)>,
    /// How often steps were taken back: whoever follows the series must begin anew.
    pub(super) revision: u64,
}

impl Default for Series {
    /// A series whose first step is 1.
    fn default() -> Self {
        Self::starting_at(1)
    }
}

impl Series {
    /// An empty series whose first step will be `step`.
    #[must_use]
    pub fn starting_at(step: u64) -> Self {
        Self::with_limits(step, Limits::FULL)
    }

    pub(super) fn with_limits(step: u64, limits: Limits) -> Self {
        let exact = Level::new(step, limits.exact);
        Self { limits, exact, coarse: Vec::new(), lowest: None, highest: None, revision: 0 }
    }

    /// An empty series as roomy as this one, with the same first step and revision.
    pub(super) fn emptied(&self) -> Self {
        let revision = self.revision;
        Self { revision, ..Self::with_limits(self.exact.first(), self.limits) }
    }

    /// Whether this series, made from `source`, is still of its steps: none was taken back since.
    pub(super) fn is_of(&self, source: &Self) -> bool {
        self.exact.first() == source.exact.first() && self.revision == source.revision
    }

    /// Adds the value of [`Series::next_step`]. A value that isn't finite is a gap.
    pub fn push(&mut self, value: f32) {
        if value.is_finite() {
            let found = Some((self.exact.next(), value));
            self.note_extremes(found, found);
        }
        self.push_exact(value);
    }

    /// Adds a later segment of the same run, as if each of its values had been pushed.
    ///
    /// This costs no more than some hundred thousand pushes, however long the segment.
    ///
    /// # Errors
    /// [`HistoryError::NotConsecutive`] if `newer` doesn't start at [`Series::next_step`]; then
    /// nothing has changed. An empty series takes a segment from any step, an empty segment fits
    /// anywhere.
    pub fn append(&mut self, newer: &Self) -> Result<(), HistoryError> {
        let Some(found) = newer.first_step() else { return Ok(()) };
        if self.is_empty() {
            let revision = self.revision;
            *self = Self { revision, ..newer.clone() };
            return Ok(());
        }
        let expected = self.next_step();
        if found != expected {
            return Err(HistoryError::NotConsecutive { expected, found });
        }
        self.append_exact(&newer.exact, newer.coarse.is_empty());
        for (index, level) in newer.coarse.iter().enumerate() {
            self.append_coarse(index, level, index + 1 == newer.coarse.len());
        }
        self.note_extremes(newer.lowest, newer.highest);
        Ok(())
    }

    /// First step, if there is one.
    #[must_use]
    pub fn first_step(&self) -> Option<u64> {
        (!self.is_empty()).then(|| self.exact.first())
    }

    /// Newest step, if there is one.
    #[must_use]
    pub fn last_step(&self) -> Option<u64> {
        (!self.is_empty()).then(|| self.exact.next() - 1)
    }

    /// The step whose value is pushed next.
    #[must_use]
    pub fn next_step(&self) -> u64 {
        self.exact.next()
    }

    /// The newest value, finite or not.
    #[must_use]
    pub fn last(&self) -> Option<f32> {
        self.last_step().and_then(|step| self.exact_at(step))
    }

    /// The value at a step, while it is kept exactly.
    #[must_use]
    pub fn exact_at(&self, step: u64) -> Option<f32> {
        self.exact.get(step)
    }

    /// The least finite value and the step where it came first.
    #[must_use]
    pub fn min(&self) -> Option<(u64, f32)> {
        self.lowest
    }

    /// The greatest finite value and the step where it came first.
    #[must_use]
    pub fn max(&self) -> Option<(u64, f32)> {
        self.highest
    }

    /// Number of steps.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.exact.next() - self.exact.first()
    }

    /// Whether there is no step yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Memory the series takes, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let spare = self.coarse.capacity() * size_of::<Level<Stats>>();
        let kept: usize = self.coarse.iter().map(Level::bytes).sum();
        size_of::<Self>() + self.exact.bytes() + spare + kept
    }

    /// Adds a bucket of level `index + 1` for steps of which nothing finer is known.
    pub(super) fn push_settled(&mut self, index: usize, bucket: Stats) {
        (0..=index).for_each(|level| self.ensure_level(level));
        let end = self.coarse[index].next() + 1;
        if bucket.last().is_finite() {
            let found = Some(((end << width_bits(index + 1)) - 1, bucket.last()));
            self.note_extremes(found, found);
        }
        self.exact.skip_to(end << width_bits(index + 1));
        for (finer, level) in self.coarse[..index].iter_mut().enumerate() {
            level.skip_to(end << width_bits(index - finer));
        }
        self.push_coarse(index, bucket);
    }

    /// The level that coarsens the coarsest one, which must not have dropped anything yet.
    pub(super) fn ensure_level(&mut self, index: usize) {
        if self.coarse.len() == index {
            let room = self.limits.coarse;
            let level = match self.coarse.last() {
                None => self.exact.coarser(room),
                Some(finer) => finer.coarser(room),
            };
            self.coarse.push(level);
        }
    }

    fn push_exact(&mut self, value: f32) {
        if self.coarse.is_empty() && self.exact.is_full() {
            self.ensure_level(0);
        }
        if self.exact.push(value) && !self.coarse.is_empty() {
            self.push_coarse(0, self.exact.newest_group());
        }
    }

    /// Adds a complete bucket, and the coarser ones that it completes.
    fn push_coarse(&mut self, mut index: usize, mut bucket: Stats) {
        while index < self.coarse.len() {
            if self.coarse[index].is_full() {
                self.ensure_level(index + 1);
            }
            let level = &mut self.coarse[index];
            if !level.push(bucket) {
                return;
            }
            bucket = level.newest_group();
            index += 1;
        }
    }

    /// Takes over a segment's values. The coarser levels follow from the values as far as these
    /// have no hole; from there on the segment brings its own.
    fn append_exact(&mut self, newer: &Level<f32>, is_whole: bool) {
        newer.head_since(0).iter().for_each(|&value| self.push_exact(value));
        if is_whole {
            newer.tail_since(0).for_each(|&value| self.push_exact(value));
        } else {
            self.ensure_level(0);
            self.exact.take_tail(newer);
        }
    }

    /// The same for a coarser level, where the first buckets have come from the finer one.
    fn append_coarse(&mut self, index: usize, newer: &Level<Stats>, is_whole: bool) {
        let known = self.coarse[index].next();
        newer.head_since(known).iter().for_each(|&bucket| self.push_coarse(index, bucket));
        if is_whole {
            newer.tail_since(known).for_each(|&bucket| self.push_coarse(index, bucket));
        } else {
            self.ensure_level(index + 1);
            self.coarse[index].take_tail(newer);
        }
    }

    pub(super) fn note_extremes(&mut self, low: Option<(u64, f32)>, high: Option<(u64, f32)>) {
        if let Some((_, value)) = low
            && self.lowest.is_none_or(|(_, lowest)| value < lowest)
        {
            self.lowest = low;
        }
        if let Some((_, value)) = high
            && self.highest.is_none_or(|(_, highest)| value > highest)
        {
            self.highest = high;
        }
    }
}
