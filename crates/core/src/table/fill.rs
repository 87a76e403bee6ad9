//! What becomes of rows in which a used column has no number, over the whole table and before it is cut into parts.

use super::{Gap, TableColumn, TableError};
use crate::config::Missing;

/// Columns without a gap.
pub(super) struct Filled {
    /// Rows of the table that are kept, from 0.
    pub(super) rows: Vec<u32>,
    /// How many cells of each column were filled.
    pub(super) counts: Vec<usize>,
}

/// Closes the gaps of `columns`, which have `rows` rows each.
///
/// # Errors
/// A column without any number, and any gap where there may be none.
pub(super) fn fill(
    columns: &mut [TableColumn],
    rows: usize,
    missing: Missing,
) -> Result<Filled, TableError> {
    let has_numbers = |column: &TableColumn| column.values.iter().any(|value| value.is_finite());
    if let Some(column) = columns.iter().find(|column| !has_numbers(column)) {
        return Err(TableError::NoNumber { column: column.name.clone() });
    }
    let every = 0..u32::try_from(rows).map_err(|_| TableError::Memory)?;
    let mut counts = vec![0; columns.len()];
    let rows = match missing {
        Missing::Error => {
            refuse_gaps(columns.iter().map(|column| (&*column.name, column.first_gap.as_ref())))?;
            every.collect()
        }
        Missing::Drop if columns.iter().all(|column| column.first_gap.is_none()) => every.collect(),
        Missing::Drop => {
            let is_whole =
                |row: &u32| columns.iter().all(|column| column.values[*row as usize].is_finite());
            let kept: Vec<u32> = every.filter(is_whole).collect();
            columns.iter_mut().for_each(|column| keep(&mut column.values, &kept));
            kept
        }
        Missing::Forward => {
            counts = columns.iter_mut().map(|column| close(column, forward)).collect();
            every.collect()
        }
        Missing::Interpolate => {
            counts = columns.iter_mut().map(|column| close(column, interpolate)).collect();
            every.collect()
        }
    };
    Ok(Filled { rows, counts })
}

/// Refuses columns, of which name and first gap are given, with the gap that comes first.
///
/// # Errors
/// [`TableError::Missing`], where there is a gap.
pub(super) fn refuse_gaps<'a>(
    columns: impl Iterator<Item = (&'a str, Option<&'a Gap>)>,
) -> Result<(), TableError> {
    let gaps = columns.filter_map(|(name, gap)| Some((name, gap?)));
    match gaps.min_by_key(|(_, gap)| gap.row) {
        Some((name, gap)) => Err(TableError::Missing { column: name.to_owned(), gap: gap.clone() }),
        None => Ok(()),
    }
}

/// Fills the gaps of a column by a rule, which most columns have no need of, and returns how many cells were filled.
fn close(column: &mut TableColumn, by: fn(&mut [f64]) -> usize) -> usize {
    column.first_gap.as_ref().map_or(0, |_| by(&mut column.values))
}

/// Moves the kept rows together.
fn keep(values: &mut Vec<f64>, rows: &[u32]) {
    for (place, row) in rows.iter().enumerate() {
        values[place] = values[*row as usize];
    }
    values.truncate(rows.len());
}

/// Repeats the last value, at the beginning the first there is, and returns how many cells were filled.
fn forward(values: &mut [f64]) -> usize {
    let mut last = values.iter().copied().find(|value| value.is_finite()).unwrap_or(f64::NAN);
    let mut filled = 0;
    for value in values {
        if value.is_finite() {
            last = *value;
        } else {
            *value = last;
            filled += 1;
        }
    }
    filled
}

/// Draws lines from value to value over the gaps between them, in the number of the row, and repeats the nearest
/// value at the ends. Returns how many cells were filled.
fn interpolate(values: &mut [f64]) -> usize {
    let mut filled = 0;
    // The row after the last value, and that value.
    let mut known: Option<(usize, f64)> = None;
    for row in 0..values.len() {
        let value = values[row];
        if !value.is_finite() {
            filled += 1;
            continue;
        }
        let (begin, before) = known.unwrap_or((0, value));
        let steps = (row - begin + 1) as f64;
        for (step, gap) in values[begin..row].iter_mut().enumerate() {
            *gap = between(before, value, (step + 1) as f64 / steps);
        }
        known = Some((row + 1, value));
    }
    if let Some((begin, last)) = known {
        values[begin..].fill(last);
    }
    filled
}

/// The value at `part` (0…1) of the way; a constant stays what it is, to the bit.
fn between(from: f64, to: f64, part: f64) -> f64 {
    let way = to - from;
    if way.is_finite() { from + way * part } else { from * (1.0 - part) + to * part }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Table;
    use super::*;

    const NONE: f64 = f64::NAN;

    fn filled(values: &[f64], missing: Missing) -> (Vec<f64>, Vec<u32>, usize) {
        let mut columns = Table::made(vec![("x", values.to_vec())], &["x"], &["x"]).columns;
        let filled = fill(&mut columns, values.len(), missing).unwrap();
        (columns.remove(0).values, filled.rows, filled.counts[0])
    }

    #[test]
    fn gaps_are_filled_as_asked() {
        let values = [NONE, NONE, 1.0, NONE, NONE, NONE, 3.0, NONE];
        let all: Vec<u32> = (0..8).collect();
        let forward = vec![1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 3.0, 3.0];
        assert_eq!(filled(&values, Missing::Forward), (forward, all.clone(), 6));
        let lines = vec![1.0, 1.0, 1.0, 1.5, 2.0, 2.5, 3.0, 3.0];
        assert_eq!(filled(&values, Missing::Interpolate), (lines, all, 6));
        assert_eq!(filled(&values, Missing::Drop), (vec![1.0, 3.0], vec![2, 6], 0));
    }

    #[test]
    fn a_gap_is_an_error_where_that_is_asked() {
        let columns = vec![("x", vec![1.0, 2.0, NONE]), ("y", vec![1.0, NONE, 2.0])];
        let mut table = Table::made(columns, &["x"], &["y"]);
        let error = fill(&mut table.columns, 3, Missing::Error).err().unwrap().to_string();
        assert!(error.starts_with("\"y\" has no number in row 2:"), "{error}");
        let whole = vec![0.1, 0.2];
        assert_eq!(filled(&whole, Missing::Error), (whole, vec![0, 1], 0));
    }

    #[test]
    fn a_column_without_numbers_is_an_error_however_gaps_are_filled() {
        for missing in Missing::ALL {
            let mut table = Table::made(vec![("x", vec![1.0]), ("y", vec![NONE])], &["x"], &["y"]);
            let error = fill(&mut table.columns, 1, *missing).err().unwrap().to_string();
            assert_eq!(error, "the column \"y\" has no number in any row");
        }
    }

    #[test]
    fn a_constant_stays_constant_and_far_ends_have_a_middle() {
        let constant =
            filled(&[0.1, NONE, NONE, NONE, NONE, NONE, NONE, 0.1], Missing::Interpolate).0;
        assert_eq!(constant, [0.1; 8]);
        assert_eq!(
            filled(&[-1.5e308, NONE, 1.5e308], Missing::Interpolate).0,
            [-1.5e308, 0.0, 1.5e308]
        );
    }

    proptest! {
        #[test]
        fn lines_are_those_of_the_formula(
            values in prop::collection::vec(prop_oneof![2 => -9.0..9.0, 3 => Just(NONE)], 1..40),
        ) {
            prop_assume!(values.iter().any(|value: &f64| value.is_finite()));
            let known = |row: &usize| values[*row].is_finite();
            let naive: Vec<f64> = (0..values.len()).map(|row| {
                match ((0..=row).rfind(known), (row..values.len()).find(known)) {
                    (Some(a), Some(b)) if a < b => {
                        values[a] + (values[b] - values[a]) * (row - a) as f64 / (b - a) as f64
                    }
                    (a, b) => values[a.or(b).unwrap()],
                }
            }).collect();
            for (found, expected) in filled(&values, Missing::Interpolate).0.iter().zip(&naive) {
                prop_assert!((found - expected).abs() <= 1e-14 * expected.abs().max(1.0), "{} {}", found, expected);
            }
        }
    }
}
