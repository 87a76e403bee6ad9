//! Taking steps back: the history of a run that was rewound to an earlier step.

use super::level::width_bits;
use super::series::Series;
use super::stats::Stats;

impl Series {
    /// Forgets the steps after `last`, so that the next one pushed is `last` + 1; does nothing if
    /// there are none. Before the first step nothing is left, and the series begins there again.
    ///
    /// What remains is as fine as it was kept. Within the newest [`super::EXACT_TAIL`] steps and
    /// the first [`super::HEAD`] the cut is exact. Farther back it may go through a bucket, whose
    /// values can't be told apart any more: of such a bucket the steps up to `last` become a gap,
    /// so that nothing of what was taken back stays in a range. A cut where `last` + 1 is a multiple
    /// of the bucket's width loses nothing; every width is a power of four.
    ///
    /// An extreme that was taken back is replaced by that of the steps that remain, its step known
    /// to its bucket: the first of it.
    pub fn truncate(&mut self, last: u64) {
        let next = last.saturating_add(1);
        if next >= self.next_step() {
            return;
        }
        self.revision += 1;
        if next <= self.exact.first() {
            *self = self.emptied();
            return;
        }
        self.exact.cut(next, f32::NAN);
        for (index, level) in self.coarse.iter_mut().enumerate() {
            level.cut(next >> width_bits(index + 1), Stats::EMPTY);
        }
        self.drop_needless_levels();
        self.find_extremes_up_to(last);
    }

    /// A level is needed once the finer one has lost a bucket.
    fn drop_needless_levels(&mut self) {
        while let Some((_, finer)) = self.coarse.split_last() {
            let whole = finer.last().map_or(self.exact.is_whole(), |level| level.is_whole());
            if !whole {
                return;
            }
            self.coarse.pop();
        }
    }

    /// The extremes stay where they are still there; else they are looked for.
    fn find_extremes_up_to(&mut self, last: u64) {
        let is_gone = |extreme: Option<(u64, f32)>| extreme.is_some_and(|(step, _)| step > last);
        let (low_gone, high_gone) = (is_gone(self.lowest), is_gone(self.highest));
        if !low_gone && !high_gone {
            return;
        }
        let (lowest, highest) = (self.lowest.take(), self.highest.take());
        let mut step = self.exact.first();
        while step <= last {
            let piece = self.piece(step, 0);
            let bucket = piece.stats.bucket(piece.first_step, piece.last_step);
            if !bucket.is_gap() {
                let at = bucket.first_step;
                self.note_extremes(Some((at, bucket.min)), Some((at, bucket.max)));
            }
            step = piece.last_step + 1;
        }
        self.lowest = if low_gone { self.lowest } else { lowest };
        self.highest = if high_gone { self.highest } else { highest };
    }
}
