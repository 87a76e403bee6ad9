//! One resolution of a series: the first buckets and the newest ones, all of the same width.
//!
//! Level `l` has buckets of 4^l steps; bucket `i` stands for the steps `i·4^l .. (i + 1)·4^l`, in
//! absolute step numbers, so that the buckets of two series of one run always fit together. Only
//! the first bucket of a series may start late: where the series does.

use std::collections::VecDeque;
use std::ops::Range;

use super::stats::Stats;

/// [`GROUP`] as a power of two.
const GROUP_BITS: u32 = 2;

/// Buckets of one level that make one of the next.
pub(super) const GROUP: u64 = 1 << GROUP_BITS;

/// Steps of a bucket of level `level`, or buckets of a level in one that is `level` levels coarser,
/// as a power of two.
pub(super) fn width_bits(level: usize) -> u32 {
    GROUP_BITS * level as u32
}

/// How many buckets a level keeps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Of the first ones; a multiple of [`GROUP`], and at least two groups: the rest of a bucket
    /// that two segments share is found there when they are joined.
    pub(super) head: usize,
    /// Of the newest ones; at least a group, from which the next level's bucket is made.
    pub(super) tail: usize,
}

/// What can be asked of a level whatever its buckets are made of.
pub(super) trait Held {
    /// Index of the bucket to come: those before it are complete.
    fn next(&self) -> u64;
    /// Whether this complete bucket is still there.
    fn holds(&self, index: u64) -> bool;
    /// Where the buckets kept without a hole from `index` on end; `index` must be held.
    fn run_end(&self, index: u64) -> u64;
    /// These buckets as one; they must be held and within one run.
    fn fold(&self, indices: Range<u64>) -> Stats;
}

/// One resolution; `C` is a value (level 0) or [`Stats`].
#[derive(Clone, Debug)]
pub(super) struct Level<C> {
    /// Index of the series' first bucket.
    first: u64,
    next: u64,
    /// The head takes no bucket from here on. A multiple of [`GROUP`], so that the next level goes
    /// on exactly where the head ends.
    head_end: u64,
    tail_limit: usize,
    head: Vec<C>,
    tail: VecDeque<C>,
}

impl<C: Copy + Into<Stats>> Level<C> {
    /// Nothing yet; the first bucket will be number `first`.
    pub(super) fn new(first: u64, room: Room) -> Self {
        let head_end = first / GROUP * GROUP + room.head as u64;
        let (head, tail) = (Vec::new(), VecDeque::new());
        Self { first, next: first, head_end, tail_limit: room.tail, head, tail }
    }

    /// Index of the series' first bucket.
    pub(super) fn first(&self) -> u64 {
        self.first
    }

    /// How many buckets are kept.
    pub(super) fn kept(&self) -> usize {
        self.head.len() + self.tail.len()
    }

    /// The bucket of this number, while it is kept.
    pub(super) fn get(&self, index: u64) -> Option<C> {
        if (self.first..self.head_stop()).contains(&index) {
            return self.head.get((index - self.first) as usize).copied();
        }
        let position = index.checked_sub(self.tail_start())?;
        self.tail.get(position as usize).copied()
    }

    /// Bytes reserved for them.
    pub(super) fn bytes(&self) -> usize {
        (self.head.capacity() + self.tail.capacity()) * size_of::<C>()
    }

    /// Whether the next push drops a bucket.
    pub(super) fn is_full(&self) -> bool {
        self.tail.len() >= self.tail_limit
    }

    /// Adds the bucket to come; true if it completes a bucket of the next level.
    #[inline]
    pub(super) fn push(&mut self, bucket: C) -> bool {
        if self.next < self.head_end && self.next - self.first == self.head.len() as u64 {
            self.head.push(bucket);
        } else {
            if self.is_full() {
                self.tail.pop_front();
            }
            self.tail.push_back(bucket);
        }
        self.next += 1;
        self.next.is_multiple_of(GROUP)
    }

    /// The next level's newest complete bucket, right after a push has completed it.
    pub(super) fn newest_group(&self) -> Stats {
        self.fold(self.first.max(self.next - GROUP)..self.next)
    }

    /// The next level, from this one while nothing has been dropped.
    pub(super) fn coarser(&self, room: Room) -> Level<Stats> {
        let mut level = Level::new(self.first / GROUP, room);
        for parent in level.first..self.next / GROUP {
            let start = self.first.max(parent * GROUP);
            level.push(self.fold(start..(parent + 1) * GROUP));
        }
        level
    }

    /// The buckets of the head from `index` on.
    pub(super) fn head_since(&self, index: u64) -> &[C] {
        let skipped = index.saturating_sub(self.first).min(self.head.len() as u64);
        &self.head[skipped as usize..]
    }

    /// The newest buckets, without those before `index`.
    pub(super) fn tail_since(&self, index: u64) -> impl Iterator<Item = &C> {
        let skipped = index.saturating_sub(self.tail_start()).min(self.tail.len() as u64);
        self.tail.range(skipped as usize..)
    }

    /// Goes on at `index`: everything newer than the head lies too far back to be kept.
    pub(super) fn skip_to(&mut self, index: u64) {
        self.tail.clear();
        self.next = index;
    }

    /// Goes on where `newer` ends, with its newest buckets in place of this level's.
    pub(super) fn take_tail(&mut self, newer: &Self) {
        let surplus = newer.tail.len().saturating_sub(self.tail_limit);
        self.tail.clear();
        self.tail.extend(newer.tail.range(surplus..));
        self.next = newer.next;
    }

    /// Goes back to where `next` is the bucket to come. Of the group it belongs to, buckets that
    /// aren't kept any more count as `gap`: the next level's bucket will be made from them.
    pub(super) fn cut(&mut self, next: u64, gap: C) {
        if next >= self.next {
            return;
        }
        let group = self.first.max(next / GROUP * GROUP);
        let known: Vec<C> = (group..next).map(|index| self.get(index).unwrap_or(gap)).collect();
        let kept = next.saturating_sub(self.tail_start());
        self.tail.truncate(kept as usize);
        self.head.truncate((next - self.first) as usize);
        self.next = next;
        if self.head_stop() < next && self.tail.len() < known.len() {
            self.tail.clear();
            self.tail.extend(known);
        }
    }

    /// Whether every bucket so far is kept.
    pub(super) fn is_whole(&self) -> bool {
        self.kept() as u64 == self.next - self.first
    }

    /// Keeps only the first `head` buckets and what the next level's unfinished bucket needs, now
    /// and for every bucket to come. The next level must exist.
    pub(super) fn shed(&mut self, head: usize) {
        let head_end = self.head_end.min(self.first / GROUP * GROUP + head as u64);
        let goes_on = self.tail_start() == self.head_stop();
        let beyond = self.head.split_off(self.head.len().min((head_end - self.first) as usize));
        if goes_on {
            beyond.into_iter().rev().for_each(|bucket| self.tail.push_front(bucket));
        }
        self.head_end = head_end;
        self.tail_limit = GROUP as usize;
        let surplus = self.tail.len().saturating_sub(self.tail_limit);
        self.tail.drain(..surplus);
        self.shrink();
    }

    /// Gives back memory that is reserved but empty.
    pub(super) fn shrink(&mut self) {
        self.head.shrink_to_fit();
        self.tail.shrink_to_fit();
    }

    fn tail_start(&self) -> u64 {
        self.next - self.tail.len() as u64
    }

    fn head_stop(&self) -> u64 {
        self.first + self.head.len() as u64
    }
}

impl<C: Copy + Into<Stats>> Held for Level<C> {
    fn next(&self) -> u64 {
        self.next
    }

    fn holds(&self, index: u64) -> bool {
        (self.first..self.head_stop()).contains(&index)
            || (self.tail_start()..self.next).contains(&index)
    }

    fn run_end(&self, index: u64) -> u64 {
        if index < self.head_stop() { self.head_stop() } else { self.next }
    }

    fn fold(&self, indices: Range<u64>) -> Stats {
        let mut stats = Stats::EMPTY;
        if indices.start < self.head_stop() {
            let at = |index| (index - self.first) as usize;
            let cells = &self.head[at(indices.start)..at(indices.end)];
            cells.iter().for_each(|&cell| stats.extend(cell.into()));
        } else {
            let at = |index| (index - self.tail_start()) as usize;
            let cells = self.tail.range(at(indices.start)..at(indices.end));
            cells.for_each(|&cell| stats.extend(cell.into()));
        }
        stats
    }
}
