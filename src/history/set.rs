//! Several series of the same run, some with a value for every step, others for a few.

use super::{HistoryError, Series, SparseSeries};

/// `D` series with a value for every step, which all have the same steps, and `S` with a value for
/// some of these. There is at least one of the former, by which the steps are counted.
#[derive(Clone, Debug)]
pub(super) struct SeriesSet<const D: usize, const S: usize> {
    pub(super) dense: [Series; D],
    pub(super) sparse: [SparseSeries; S],
}

impl<const D: usize, const S: usize> Default for SeriesSet<D, S> {
    fn default() -> Self {
        const { assert!(D > 0, "steps are counted by the first dense series") };
        Self {
            dense: std::array::from_fn(|_| Series::default()),
            sparse: std::array::from_fn(|_| SparseSeries::default()),
        }
    }
}

impl<const D: usize, const S: usize> SeriesSet<D, S> {
    /// The series by which steps are counted.
    pub(super) fn counted(&self) -> &Series {
        &self.dense[0]
    }

    /// Adds one step.
    #[inline]
    pub(super) fn push(
        &mut self,
        step: u64,
        dense: [f32; D],
        sparse: [Option<f32>; S],
    ) -> Result<(), HistoryError> {
        let expected = self.counted().next_step();
        if step != expected {
            if !self.counted().is_empty() {
                return Err(HistoryError::NotConsecutive { expected, found: step });
            }
            self.dense.iter_mut().for_each(|series| *series = Series::starting_at(step));
        }
        for (series, value) in self.dense.iter_mut().zip(dense) {
            series.push(value);
        }
        for (series, value) in self.sparse.iter_mut().zip(sparse) {
            if let Some(value) = value {
                series.push(step, value);
            }
        }
        Ok(())
    }

    /// Adds a later segment, as if each of its steps had been pushed; nothing changes if it doesn't fit.
    pub(super) fn append(&mut self, newer: &Self) -> Result<(), HistoryError> {
        // All dense series have the same steps: if the first fits, so do the others.
        for (series, newer) in self.dense.iter_mut().zip(&newer.dense) {
            series.append(newer)?;
        }
        for (series, newer) in self.sparse.iter_mut().zip(&newer.sparse) {
            series.append(newer);
        }
        Ok(())
    }

    /// The values of a step, while they are kept exactly; none where a sparse series has none.
    pub(super) fn at(&self, step: u64) -> Option<([f32; D], [Option<f32>; S])> {
        let mut dense = [f32::NAN; D];
        for (value, series) in dense.iter_mut().zip(&self.dense) {
            *value = series.exact_at(step)?;
        }
        Some((dense, self.sparse.each_ref().map(|series| series.exact_at(step))))
    }

    /// Memory all series take, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let dense: usize = self.dense.iter().map(Series::bytes).sum();
        dense + self.sparse.iter().map(SparseSeries::bytes).sum::<usize>()
    }

    /// Drops detail until all series take at most `max_bytes`.
    pub(super) fn thin(&mut self, max_bytes: usize) {
        let each = max_bytes / (D + S);
        self.dense.iter_mut().for_each(|series| series.thin(each));
        self.sparse.iter_mut().for_each(|series| series.thin(each));
    }

    /// Forgets the steps after `last`.
    pub(super) fn truncate(&mut self, last: u64) {
        self.dense.iter_mut().for_each(|series| series.truncate(last));
        self.sparse.iter_mut().for_each(|series| series.truncate(last));
    }
}
