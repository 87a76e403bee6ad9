//! The time column of a table: for the axis and for files, never fed to the network.

use super::TableError;
use super::spelling::Spelling;

/// What a time column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    /// Numbers: seconds, unless the column's unit says otherwise.
    Seconds,
    /// Dates without a time of day.
    Date,
    /// Dates with a time of day.
    DateTime,
}

/// The time of each row. Times may repeat, go back and be missing.
#[derive(Clone, Debug)]
pub struct Times {
    /// The column's name.
    pub name: String,
    /// Its unit, if its name has one in brackets.
    pub unit: Option<String>,
    /// What it holds.
    pub kind: TimeKind,
    /// One for each row: the numbers themselves, or seconds since 1970 (in the table's own time zone, unless it
    /// names offsets from UTC). NaN where it is missing.
    pub values: Vec<f64>,
    /// How dates are spelled; none for numbers.
    spelling: Option<Spelling>,
    offsets: Offsets,
    /// The usual time from one row to the next: the median. None where no two neighbours have times.
    pub step: Option<f64>,
}

impl Times {
    pub(super) fn new(
        name: String,
        unit: Option<String>,
        spelling: Option<Spelling>,
        (values, offsets): (Vec<f64>, Offsets),
    ) -> Self {
        let kind = match spelling {
            None => TimeKind::Seconds,
            Some(spelling) if spelling.has_clock() => TimeKind::DateTime,
            Some(_) => TimeKind::Date,
        };
        let step = median_step(&values);
        Self { name, unit, kind, values, spelling, offsets, step }
    }

    /// The time of a row, from 0, spelled as the table does; empty where it is missing.
    pub fn text(&self, row: usize) -> String {
        let value = self.values.get(row);
        value.map_or_else(String::new, |value| self.spelled_at(*value, self.offsets.at(row)))
    }

    /// A time beyond the table's end, spelled as its last one is; empty for NaN.
    pub fn spelled(&self, value: f64) -> String {
        self.spelled_at(value, self.offsets.at(self.values.len()))
    }

    fn spelled_at(&self, value: f64, offset: Option<i32>) -> String {
        spelled(self.spelling, value, offset)
    }

    /// The time so many rows after the last one, as far as the median step leads; none where there is no step.
    pub fn after(&self, rows: usize) -> Option<f64> {
        let known = self.values.iter().rposition(|value| value.is_finite())?;
        let ahead = self.values.len() - 1 - known + rows;
        let time = self.values[known] + ahead as f64 * self.step?;
        time.is_finite().then(|| rounded(time))
    }

    /// The times of some rows only.
    pub(super) fn of(&self, rows: &[u32]) -> Self {
        let values = rows.iter().map(|row| self.values[*row as usize]).collect();
        let kept = (values, self.offsets.of(rows));
        Self::new(self.name.clone(), self.unit.clone(), self.spelling, kept)
    }
}

/// Offsets from UTC that are written in a column, in seconds: each with the first row, from 0, that has it. There are
/// few: they change with summer time.
#[derive(Clone, Debug, Default)]
pub(super) struct Offsets(Vec<(u32, Option<i32>)>);

impl Offsets {
    /// Takes in the offset of a row behind all others, or that it has none.
    pub(super) fn push(&mut self, row: usize, offset: Option<i32>) -> Result<(), TableError> {
        if self.0.last().is_none_or(|(_, last)| *last != offset) {
            let row = u32::try_from(row).map_err(|_| TableError::Memory)?;
            self.0.try_reserve(1).map_err(|_| TableError::Memory)?;
            self.0.push((row, offset));
        }
        Ok(())
    }

    /// Takes in those that come behind so many rows; none are left there.
    pub(super) fn append(&mut self, later: &mut Self, rows: usize) -> Result<(), TableError> {
        later.0.drain(..).try_for_each(|(row, offset)| self.push(rows + row as usize, offset))
    }

    /// The offset of a row; the last one beyond their end.
    fn at(&self, row: usize) -> Option<i32> {
        let known = self.0.partition_point(|(first, _)| *first as usize <= row);
        self.0[..known].last().and_then(|(_, offset)| *offset)
    }

    /// Those of some rows only, in their order.
    fn of(&self, rows: &[u32]) -> Self {
        let mut kept: Vec<(u32, Option<i32>)> = Vec::new();
        for (first, offset) in &self.0 {
            let row = rows.partition_point(|row| row < first) as u32;
            // Where none of the last one's rows is kept, this one's begin there.
            if kept.last().is_some_and(|(last, _)| *last == row) {
                kept.pop();
            }
            kept.push((row, *offset));
        }
        Self(kept)
    }
}

/// A time in the spelling of its column, or a number where that has none; empty for NaN.
pub(super) fn spelled(spelling: Option<Spelling>, value: f64, offset: Option<i32>) -> String {
    match spelling {
        _ if !value.is_finite() => String::new(),
        Some(spelling) => spelling.spelled(value, offset),
        None => shortest(value),
    }
}

/// The median of the steps between neighbours that both have a time.
fn median_step(values: &[f64]) -> Option<f64> {
    let steps = values.windows(2).map(|pair| pair[1] - pair[0]);
    let mut steps: Vec<f64> = steps.filter(|step| step.is_finite()).collect();
    if steps.is_empty() {
        return None;
    }
    let middle = steps.len() / 2;
    let is_odd = steps.len() % 2 == 1;
    let (lower, upper, _) = steps.select_nth_unstable_by(middle, f64::total_cmp);
    let upper = *upper;
    let below = lower.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Some(if is_odd { upper } else { below + (upper - below) / 2.0 })
}

/// A sum of times without the last digits, which rounding made: 0.7 + 0.1 is 0.8.
fn rounded(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

/// A number in as few letters as it takes.
fn shortest(value: f64) -> String {
    let is_usual = value == 0.0 || (1e-5..1e15).contains(&value.abs());
    if is_usual { value.to_string() } else { format!("{value:e}") }
}

#[cfg(test)]
mod tests {
    use super::super::stamp::stamp;
    use super::*;

    fn times(values: &[f64], like: Option<&str>) -> Times {
        let spelling = like.map(|text| stamp(text.as_bytes()).unwrap().spelling);
        Times::new("time".to_owned(), None, spelling, (values.to_vec(), Offsets::default()))
    }

    #[test]
    fn each_row_keeps_its_offset() {
        let spelling = stamp(b"1970-01-01T00:00+02:00").unwrap().spelling;
        let mut offsets = Offsets::default();
        for (row, hours) in [(0, 0), (1, 2), (2, 2), (4, 1), (5, 2)] {
            offsets.push(row, Some(3600 * hours).filter(|offset| *offset > 0)).unwrap();
        }
        assert_eq!(offsets.0.len(), 4);
        let times = Times::new("t".to_owned(), None, Some(spelling), (vec![0.0; 6], offsets));
        let texts = |times: &Times| (0..times.values.len()).map(|row| times.text(row)).collect();
        let all: Vec<String> = texts(&times);
        let [none, one, two] =
            ["1970-01-01T00:00", "1970-01-01T01:00+01:00", "1970-01-01T02:00+02:00"];
        assert_eq!(all, [none, two, two, two, one, two]);
        assert_eq!(times.spelled(0.0), two);
        for rows in [&[0, 4][..], &[1, 3], &[0, 5], &[2], &[5], &[0, 1, 2, 3, 4, 5], &[4], &[]] {
            let kept: Vec<String> = texts(&times.of(rows));
            let expected: Vec<&String> = rows.iter().map(|row| &all[*row as usize]).collect();
            assert_eq!(kept.iter().collect::<Vec<_>>(), expected, "{rows:?}");
        }
    }

    #[test]
    fn time_goes_on_by_the_median_step() {
        let hours = times(&[0.0, 3600.0, 7200.0, 86_400.0, f64::NAN], Some("2021-03-01 00:00"));
        assert_eq!((hours.kind, hours.step), (TimeKind::DateTime, Some(3600.0)));
        assert_eq!(hours.text(1), "1970-01-01 01:00");
        assert_eq!((hours.text(4), hours.text(5)), (String::new(), String::new()));
        // One step for the row without a time.
        assert_eq!(
            hours.after(1).map(|time| hours.spelled(time)),
            Some("1970-01-02 02:00".to_owned())
        );
        let days = times(&[0.0, 86_400.0], Some("31.1.1970"));
        assert_eq!(
            (days.kind, days.after(31).map(|time| days.spelled(time))),
            (TimeKind::Date, Some("2.2.1970".to_owned()))
        );
        let seconds = times(&[0.5, 0.6, 0.7, 1.2], None);
        assert_eq!(seconds.kind, TimeKind::Seconds);
        assert_eq!(
            times(&[0.5, 0.6, 0.7], None).after(1).map(|time| seconds.spelled(time)),
            Some("0.8".to_owned())
        );
    }

    #[test]
    fn the_median_of_an_even_number_of_steps_lies_between_the_middle_ones() {
        assert_eq!(times(&[0.0, 1.0, 4.0], None).step, Some(2.0));
        assert_eq!(times(&[0.0, 5.0, 6.0, 4.0, 4.0], None).step, Some(0.5));
        for none in [&[][..], &[1.0], &[1.0, f64::NAN, 2.0]] {
            assert_eq!((times(none, None).step, times(none, None).after(1)), (None, None));
        }
        assert_eq!(
            times(&[-1e308, 1e308, 1e308], None).after(usize::MAX / 2),
            Some(1e308),
            "the endless step is none"
        );
    }

    #[test]
    fn numbers_are_spelled_shortly() {
        let seconds = times(&[], None);
        for (value, text) in [
            (0.0, "0"),
            (1.0, "1"),
            (-0.1, "-0.1"),
            (1e300, "1e300"),
            (1_614_603_909.0, "1614603909"),
            (f64::NAN, ""),
        ] {
            assert_eq!(seconds.spelled(value), text);
        }
    }
}
