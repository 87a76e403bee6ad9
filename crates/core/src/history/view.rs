//! What a plot needs of a series: any stretch of steps in a bounded number of buckets.

use std::ops::RangeInclusive;

use super::level::{Held, width_bits};
use super::series::Series;
use super::stats::{Bucket, Stats};

/// Consecutive steps and what is known of them.
pub(super) struct Piece {
    pub(super) first_step: u64,
    pub(super) last_step: u64,
    /// Level whose bucket this is; the finest of those it was put together from.
    pub(super) level: usize,
    pub(super) stats: Stats,
}

impl Series {
    /// Puts what a plot of these steps needs into `buckets`, in place of what was there.
    ///
    /// At most `points` buckets (at least one), as narrow as that allows, cover the steps of the range that the
    /// series has, without hole or overlap. Their widths are powers of two and their limits
    /// multiples of the width, so that a bucket stays the same while the plot is moved; for the
    /// same reason the outermost may reach beyond the range. Where steps lie too far back to be
    /// kept that fine, the buckets are wider.
    pub fn visible(&self, steps: RangeInclusive<u64>, points: usize, buckets: &mut Vec<Bucket>) {
        buckets.clear();
        let (Some(first), Some(last)) = (self.first_step(), self.last_step()) else { return };
        let (from, to) = (first.max(*steps.start()), last.min(*steps.end()));
        if from > to {
            return;
        }
        let bits = finest_width(from, to, points);
        let mut step = aligned_start(first, from, bits);
        while step <= to {
            let piece = self.piece(step, bits);
            buckets.push(piece.stats.bucket(piece.first_step, piece.last_step));
            step = piece.last_step + 1;
        }
    }

    /// What is known of the steps from `step` to the end of its bucket of 2^`bits` steps; of a wider
    /// bucket that holds `step`, where no finer one is kept. The series must have the step.
    pub(super) fn piece(&self, step: u64, bits: u32) -> Piece {
        let (preferred, top) = (bits as usize / 2, self.coarse.len());
        let mut level = preferred.min(top);
        while level < top && self.has_dropped(level, step) {
            level += 1;
        }
        let bits = if level > preferred { width_bits(level) } else { bits };
        let first_step = self.exact.first().max(step >> bits << bits);
        let start = if level > preferred { first_step } else { step };
        let end = self.exact.next().min((step | ((1 << bits) - 1)) + 1);
        self.gather(level, start, end)
    }

    /// The steps from `start` to before `end`, from this level's buckets, and from finer ones
    /// where this level's newest bucket isn't complete yet.
    fn gather(&self, mut level: usize, start: u64, end: u64) -> Piece {
        let (mut stats, mut step) = (Stats::EMPTY, start);
        while step < end {
            while self.level(level).next() <= step >> width_bits(level) {
                level -= 1;
            }
            let (held, bits) = (self.level(level), width_bits(level));
            let index = step >> bits;
            let stop = held.run_end(index).min(end >> bits);
            stats.extend(held.fold(index..stop));
            step = stop << bits;
        }
        Piece { first_step: start, last_step: end - 1, level, stats }
    }

    fn has_dropped(&self, level: usize, step: u64) -> bool {
        let index = step >> width_bits(level);
        let level = self.level(level);
        index < level.next() && !level.holds(index)
    }

    fn level(&self, level: usize) -> &dyn Held {
        match level.checked_sub(1) {
            None => &self.exact,
            Some(index) => &self.coarse[index],
        }
    }
}

/// Where the bucket of 2^`bits` steps that holds `from` begins, in a series that begins at `first`.
pub(super) fn aligned_start(first: u64, from: u64, bits: u32) -> u64 {
    first.max(from >> bits << bits)
}

/// The least power of two such that at most `points` aligned buckets of that width cover the steps.
pub(super) fn finest_width(from: u64, to: u64, points: usize) -> u32 {
    let more = points.saturating_sub(1) as u64;
    let fits = |bits: &u32| (to >> bits).saturating_sub(from >> bits) <= more;
    (0..u64::BITS - 1).find(fits).unwrap_or(u64::BITS - 1)
}
