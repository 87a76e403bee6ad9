//! A series put together again from what a plot of it shows, as a file keeps it.

use super::History;
use super::level::width_bits;
use super::series::Series;
use super::stats::{Bucket, Stats};

/// The coarsest level that steps can be told apart on.
const COARSEST: usize = 31;

impl History {
    /// A history of which only the losses are known, by stretches of steps as [`Series::visible`] gives them
    /// where it may give any number. None where they aren't such stretches.
    #[must_use]
    pub fn of_losses(stretches: &[Bucket]) -> Option<Self> {
        let mut history = Self::default();
        let unknown: Vec<Bucket> = stretches.iter().map(|one| one.unknown()).collect();
        for (at, series) in history.series.dense.iter_mut().enumerate() {
            *series = Series::of_stretches(if at == 0 { stretches } else { &unknown })?;
        }
        Some(history)
    }
}

impl Series {
    fn of_stretches(stretches: &[Bucket]) -> Option<Self> {
        let first = stretches.first()?.first_step;
        let mut series = Self::starting_at(first);
        stretches.iter().try_for_each(|stretch| series.push_stretch(stretch))?;
        Some(series)
    }

    fn push_stretch(&mut self, stretch: &Bucket) -> Option<()> {
        if stretch.first_step != self.next_step() || stretch.last_step < stretch.first_step {
            return None;
        }
        if stretch.is_exact() {
            self.push(stretch.last);
            return Some(());
        }
        let level = (1..COARSEST).find(|level| self.fits(stretch, width_bits(*level)))?;
        if !stretch.is_gap() {
            let place = stretch.first_step;
            self.note_extremes(Some((place, stretch.min)), Some((place, stretch.max)));
        }
        self.push_settled(level - 1, Stats::of(stretch)?);
        Some(())
    }

    /// Whether the stretch is a bucket of 2^`bits` steps; the first one may start late.
    fn fits(&self, stretch: &Bucket, bits: u32) -> bool {
        let (first, end) = (stretch.first_step, stretch.last_step.saturating_add(1));
        let is_first = self.is_empty();
        let begins = is_first || (first >> bits) << bits == first;
        begins && (end >> bits) << bits == end && first >> bits == stretch.last_step >> bits
    }
}

impl Bucket {
    /// The same steps, of which nothing is known.
    fn unknown(&self) -> Self {
        let Self { first_step, last_step, .. } = *self;
        Stats::EMPTY.bucket(first_step, last_step)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stretches(series: &Series) -> Vec<Bucket> {
        let mut found = Vec::new();
        series.visible(0..=u64::MAX, usize::MAX, &mut found);
        found
    }

    fn rebuilt(series: &Series) -> Series {
        History::of_losses(&stretches(series)).unwrap().loss().clone()
    }

    /// What is there to compare: NaN isn't equal to itself.
    fn shown(series: &Series) -> String {
        format!("{:?}", stretches(series))
    }

    proptest! {
        #[test]
        fn a_series_is_what_it_was(
            first in 1..5000_u64,
            steps in 1..60_000_u64,
            bytes in prop::sample::select(vec![2_000_usize, 8_000, 40_000, 10_000_000]),
            gaps in 2..90_u64,
        ) {
            let mut series = Series::starting_at(first);
            for step in 0..steps {
                let value = if step % gaps == 1 { f32::NAN } else { 1.0 / (1 + step % 977) as f32 };
                series.push(value);
            }
            series.thin(bytes);
            let mut again = rebuilt(&series);
            prop_assert_eq!(shown(&again), shown(&series));
            prop_assert_eq!(again.min().map(|(_, least)| least), series.min().map(|(_, least)| least));
            prop_assert_eq!(again.max().map(|(_, most)| most), series.max().map(|(_, most)| most));
            // It can be thinned again, as it is when there are many runs.
            again.thin(2_000);
            prop_assert_eq!(again.len(), steps);
        }

        #[test]
        fn stretches_of_any_kind_are_told_from_a_series(
            all in prop::collection::vec((0..3000_u64, 0..200_u64, -1.0..1.0_f32, 0..9_u64), 0..9),
            follow: bool,
        ) {
            let mut next = 1;
            let all: Vec<Bucket> = all.into_iter().map(|(first, width, value, finite)| {
                let first_step = if follow { next } else { first };
                let last_step = first_step + width;
                next = last_step + 1;
                let (min, max, mean, last) = (value, value, value, value);
                Bucket { first_step, last_step, min, max, mean, last, finite }
            }).collect();
            if let Some(history) = History::of_losses(&all) {
                let steps: u64 = all.iter().map(|one| one.last_step - one.first_step + 1).sum();
                prop_assert_eq!(history.len(), steps);
            }
        }
    }

    #[test]
    fn nothing_is_no_history() {
        assert!(History::of_losses(&[]).is_none());
    }
}
