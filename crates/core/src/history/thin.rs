//! Making a finished run small: its whole course stays, the fine detail of its middle goes.

use super::level::{GROUP, Level};
use super::series::{HEAD, Series};
use super::stats::Stats;

/// Fewest buckets a level can do with: its head, or all of the coarsest.
const LEAST: usize = 2 * GROUP as usize;

impl Series {
    /// Drops detail until the series takes at most `max_bytes`; does nothing if it does already.
    ///
    /// What stays is the finest level that fits as a whole, and of the finer ones the first
    /// buckets, for about a third of the bytes. The extremes with their steps stay, too. A thinned
    /// series may be asked and continued like any other, at that resolution. Below some 4 kB the
    /// levels themselves take more than is asked for.
    pub fn thin(&mut self, max_bytes: usize) {
        if self.bytes() <= max_bytes {
            return;
        }
        self.shed(max_bytes);
        while self.bytes() > max_bytes && self.coarsest_len() > LEAST {
            // Whatever loses detail needs a coarser level that has it all.
            self.ensure_level(self.coarse.len());
            self.shed(max_bytes);
        }
    }

    /// Leaves only their first buckets to all levels but the coarsest.
    fn shed(&mut self, max_bytes: usize) {
        let levels = self.coarse.len();
        if let Some((coarsest, finer)) = self.coarse.split_last_mut() {
            let buckets = whole_groups(max_bytes / 4 / (levels * size_of::<Stats>()));
            // Each level's head reaches beyond the finer one's, so that it goes on where that ends.
            let within = GROUP as usize * (buckets - GROUP as usize);
            self.exact.shed(whole_groups(within.min(max_bytes / 16 / size_of::<f32>())));
            finer.iter_mut().for_each(|level| level.shed(buckets));
            coarsest.shrink();
        }
        self.exact.shrink();
        self.coarse.shrink_to_fit();
    }

    fn coarsest_len(&self) -> usize {
        self.coarse.last().map_or(self.exact.kept(), Level::kept)
    }
}

fn whole_groups(buckets: usize) -> usize {
    (buckets / GROUP as usize * GROUP as usize).clamp(LEAST, HEAD)
}
