//! Values of some steps only, such as a loss on other data every 500 steps.

use std::ops::RangeInclusive;

use super::stats::{Bucket, Stats};

/// Buckets of a sparse series at the most: four million steps of a value every 500 are exact.
const MOST: usize = 8192;

/// Values of some steps, in the order of the steps.
///
/// Each is kept exactly with its step until there are too many; from then on those of 2, 4, 8, … steps
/// share a bucket with minimum, maximum, mean and last. Buckets begin at multiples of their width, so
/// that what is kept depends on steps and values alone, not on how they came.
#[derive(Clone, Debug)]
pub struct SparseSeries {
    most: usize,
    /// Width of a bucket in steps, as a power of two.
    bits: u32,
    cells: Vec<Cell>,
    /// The least finite value and the step where it came first.
    lowest: Option<(u64, f32)>,
}

/// The values that share a bucket.
#[derive(Clone, Copy, Debug)]
struct Cell {
    /// The first step that has a value.
    first: u64,
    /// The last one.
    last: u64,
    stats: Stats,
}

impl Default for SparseSeries {
    fn default() -> Self {
        Self::with_limit(MOST)
    }
}

impl SparseSeries {
    pub(super) fn with_limit(most: usize) -> Self {
        Self { most, bits: 0, cells: Vec::new(), lowest: None }
    }

    /// Adds the value of a step; it must come after those that have one.
    pub(super) fn push(&mut self, step: u64, value: f32) {
        self.add(Cell { first: step, last: step, stats: value.into() });
        self.note_lowest(Some((step, value)));
        self.shrink_to(self.most);
    }

    /// Adds the values of later steps, as if each had been pushed.
    pub(super) fn append(&mut self, newer: &Self) {
        while self.bits < newer.bits {
            self.coarsen();
        }
        newer.cells.iter().for_each(|cell| self.add(*cell));
        self.note_lowest(newer.lowest);
        self.shrink_to(self.most);
    }

    /// Whether no step has a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The newest step that has a value, and the value.
    #[must_use]
    pub fn last(&self) -> Option<(u64, f32)> {
        self.cells.last().map(|cell| (cell.last, cell.stats.last()))
    }

    /// The least finite value and the step where it came first.
    #[must_use]
    pub fn min(&self) -> Option<(u64, f32)> {
        self.lowest
    }

    /// The least finite value from step `from` on, and the step where it came first. Where an earlier one was
    /// less, it is looked for among the buckets that begin there or later; its step is then the first of its
    /// bucket.
    #[must_use]
    pub fn min_since(&self, from: u64) -> Option<(u64, f32)> {
        if self.lowest.is_some_and(|(step, _)| step >= from) {
            return self.lowest;
        }
        let later = self.cells.iter().filter(|cell| cell.first >= from);
        let least = later.map(|cell| (cell.first, cell.stats.bucket(cell.first, cell.last).min));
        let finite = least.filter(|(_, value)| value.is_finite());
        finite.reduce(|first, next| if next.1 < first.1 { next } else { first })
    }

    /// The value at a step, while it is kept exactly.
    #[must_use]
    pub fn exact_at(&self, step: u64) -> Option<f32> {
        let at = self.cells.binary_search_by_key(&step, |cell| cell.first).ok()?;
        let cell = &self.cells[at];
        (cell.last == step).then(|| cell.stats.last())
    }

    /// Puts what a plot of these steps needs into `buckets`, in place of what was there: at most
    /// `points` of them (at least one), each from its first step with a value to its last.
    pub fn visible(&self, steps: RangeInclusive<u64>, points: usize, buckets: &mut Vec<Bucket>) {
        let shown = |cell: &&Cell| cell.last >= *steps.start() && cell.first <= *steps.end();
        let cells = self.cells.iter().filter(shown).copied().collect();
        let mut view = Self { most: points.max(1), bits: self.bits, cells, lowest: None };
        view.shrink_to(points.max(1));
        buckets.clear();
        buckets.extend(view.cells.iter().map(|cell| cell.stats.bucket(cell.first, cell.last)));
    }

    /// Memory the series takes, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        size_of::<Self>() + self.cells.capacity() * size_of::<Cell>()
    }

    /// Drops detail until the series takes at most `max_bytes`, or is a single bucket.
    pub(super) fn thin(&mut self, max_bytes: usize) {
        if self.bytes() > max_bytes {
            let room = max_bytes.saturating_sub(size_of::<Self>()) / size_of::<Cell>();
            self.shrink_to(room.max(1));
            self.cells.shrink_to_fit();
        }
    }

    /// Forgets the steps after `last`. A bucket that reaches beyond it goes as a whole, since its values
    /// can't be told apart any more. A least value that was taken back is replaced by that of the steps
    /// that remain, its step known to its bucket: the first of it.
    pub(super) fn truncate(&mut self, last: u64) {
        self.cells.retain(|cell| cell.last <= last);
        if self.lowest.is_some_and(|(step, _)| step > last) {
            self.lowest = None;
            for at in 0..self.cells.len() {
                let Cell { first, last, stats } = self.cells[at];
                self.note_lowest(Some((first, stats.bucket(first, last).min)));
            }
        }
    }

    /// Keeps a later value if it is less than the least so far.
    fn note_lowest(&mut self, later: Option<(u64, f32)>) {
        let later = later.filter(|(_, value)| value.is_finite());
        let is_less = |(_, value): &(u64, f32)| self.lowest.is_none_or(|(_, least)| *value < least);
        self.lowest = later.filter(is_less).or(self.lowest);
    }

    fn add(&mut self, cell: Cell) {
        match self.cells.last_mut() {
            Some(newest) if newest.last >> self.bits == cell.first >> self.bits => {
                newest.extend(&cell);
            }
            _ => self.cells.push(cell),
        }
    }

    fn shrink_to(&mut self, most: usize) {
        while self.cells.len() > most {
            self.coarsen();
        }
    }

    /// Makes each bucket twice as wide.
    fn coarsen(&mut self) {
        self.bits += 1;
        let bits = self.bits;
        self.cells.dedup_by(|later, earlier| {
            let shared = earlier.last >> bits == later.first >> bits;
            if shared {
                earlier.extend(later);
            }
            shared
        });
    }
}

impl Cell {
    fn extend(&mut self, later: &Self) {
        self.last = later.last;
        self.stats.extend(later.stats);
    }
}
