//! A column as a small picture, and where it has gaps: both in memory that is bounded, or nearly.

/// Buckets of a picture at the most.
const MOST: usize = 240;

/// The least and the greatest numbers of a column, stretch by stretch of its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Rows of a bucket; the last one may have fewer. A power of two.
    pub rows: usize,
    /// The stretches, in their order.
    pub buckets: Vec<Extent>,
}

/// What lies in a stretch of rows; NaN where there is no number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The least number.
    pub least: f64,
    /// The greatest.
    pub greatest: f64,
}

impl Extent {
    const NONE: Self = Self { least: f64::NAN, greatest: f64::NAN };

    /// Both together.
    fn with(self, other: Self) -> Self {
        // What is NaN gives way.
        Self { least: self.least.min(other.least), greatest: self.greatest.max(other.greatest) }
    }
}

impl Default for Picture {
    fn default() -> Self {
        Self { rows: 1, buckets: Vec::new() }
    }
}

impl Picture {
    /// Takes in the number of a row, from 0.
    pub(super) fn set(&mut self, row: usize, value: f64) {
        self.reach(row);
        if let Some(bucket) = self.buckets.get_mut(row / self.rows) {
            *bucket = bucket.with(Extent { least: value, greatest: value });
        }
    }

    /// Has it reach over so many rows.
    pub(super) fn finish(&mut self, rows: usize) {
        if let Some(last) = rows.checked_sub(1).filter(|_| !self.buckets.is_empty()) {
            self.reach(last);
        }
    }

    /// The least and the greatest of all numbers; none where there are none.
    pub fn range(&self) -> Option<(f64, f64)> {
        let all = self.buckets.iter().copied().fold(Extent::NONE, Extent::with);
        (!all.least.is_nan()).then_some((all.least, all.greatest))
    }

    /// Makes it so coarse that a row is in it.
    fn reach(&mut self, row: usize) {
        while row / self.rows >= MOST {
            self.rows *= 2;
            let pairs = self.buckets.chunks(2);
            self.buckets =
                pairs.map(|pair| pair.iter().copied().fold(Extent::NONE, Extent::with)).collect();
        }
        let buckets = row / self.rows + 1;
        if self.buckets.len() < buckets {
            self.buckets.resize(buckets, Extent::NONE);
        }
    }
}

/// The rows in which a column has no number, a bit for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Gaps {
    words: Vec<u64>,
}

impl Gaps {
    /// Takes in a row, from 0.
    pub(super) fn set(&mut self, row: usize) {
        let word = row / 64;
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (row % 64);
    }

    /// In how many rows any of some columns has a gap.
    pub(super) fn in_any<'a>(columns: impl Iterator<Item = &'a Self>) -> usize {
        let mut any: Vec<u64> = Vec::new();
        for Self { words } in columns {
            any.resize(any.len().max(words.len()), 0);
            any.iter_mut().zip(words).for_each(|(any, word)| *any |= word);
        }
        any.iter().map(|word| word.count_ones() as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_every_peak_however_many_rows_there_are() {
        for rows in [1, 2, 239, 240, 241, 480, 481, 1000, 100_000] {
            let mut picture = Picture::default();
            let value = |row: usize| ((row * 7919) % 1013) as f64;
            (0..rows).filter(|row| row % 10 != 3).for_each(|row| picture.set(row, value(row)));
            picture.finish(rows);
            assert!(picture.buckets.len() <= MOST && picture.rows.is_power_of_two());
            assert_eq!(picture.buckets.len(), rows.div_ceil(picture.rows), "{rows}");
            for (at, bucket) in picture.buckets.iter().enumerate() {
                let rows = at * picture.rows..rows.min((at + 1) * picture.rows);
                let values: Vec<f64> = rows.filter(|row| row % 10 != 3).map(value).collect();
                let least = values.iter().copied().fold(f64::NAN, f64::min);
                let greatest = values.iter().copied().fold(f64::NAN, f64::max);
                assert_eq!(format!("{bucket:?}"), format!("{:?}", Extent { least, greatest }));
            }
        }
    }

    #[test]
    fn rows_with_a_gap_in_any_column_are_counted_once() {
        let gaps = |rows: &[usize]| {
            let mut gaps = Gaps::default();
            rows.iter().for_each(|row| gaps.set(*row));
            gaps
        };
        let columns = [gaps(&[0, 63, 64, 1000]), gaps(&[]), gaps(&[1, 64])];
        assert_eq!(Gaps::in_any(columns.iter()), 5);
        assert_eq!(Gaps::in_any([].iter()), 0);
    }
}
