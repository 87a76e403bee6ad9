//! The time column of a table: for the axis and for files, never fed to the network.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz;

use super::TableError;
use super::spelling::Spelling;

/// Seconds of a mean month, by the length of the Gregorian year.
const MEAN_MONTH: f64 = 365.2425 * 86_400.0 / 12.0;
/// Seconds of the shortest month.
const SHORTEST_MONTH: f64 = 28.0 * 86_400.0;

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
    /// The usual time from one row to the next: the median; of months, as long as they are on average. None where no
    /// two neighbours have times.
    pub step: Option<f64>,
    /// Months from one row to the next, where each row is the beginning of one.
    months: Option<i64>,
    /// Whether no row is without a time.
    pub is_whole: bool,
    /// Whether no time is earlier than one before it, and the last is later than the first.
    pub goes_forth: bool,
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
        let is_long = |step: &f64| spelling.is_some() && *step >= SHORTEST_MONTH;
        let step = median_step(&values);
        let months = step.filter(is_long).and_then(|_| median_months(&values));
        let step = months.map_or(step, |months| Some(months as f64 * MEAN_MONTH));
        let is_whole = values.iter().all(|value| value.is_finite());
        let goes_forth = goes_forth(&values);
        Self { name, unit, kind, values, spelling, offsets, step, months, is_whole, goes_forth }
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

    /// The time so many rows after the last one, as far as the median step leads, months as long as they are; none
    /// where there is no step.
    pub fn after(&self, rows: usize) -> Option<f64> {
        let known = self.values.iter().rposition(|value| value.is_finite())?;
        let ahead = self.values.len() - 1 - known + rows;
        if let Some(months) = self.months {
            let ahead = i64::try_from(ahead).ok()?.checked_mul(months)?;
            return beginning_of(month_of(self.values[known])?.checked_add(ahead)?);
        }
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

/// Whether times only rise, those that are missing left out.
fn goes_forth(values: &[f64]) -> bool {
    let known = || values.iter().filter(|value| value.is_finite());
    known().is_sorted() && known().next() < known().next_back()
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

/// The median of the months between neighbours, where each time is the beginning of a month and the median is whole.
fn median_months(values: &[f64]) -> Option<i64> {
    let known = values.iter().filter(|value| value.is_finite());
    let months: Option<Vec<f64>> = known.map(|value| month_of(*value).map(|n| n as f64)).collect();
    let median = median_step(&months?)?;
    (median >= 1.0 && median.fract() == 0.0).then_some(median as i64)
}

/// The month that begins so many seconds after 1970 does, counted from year 0; none where that is within a month.
fn month_of(seconds: f64) -> Option<i64> {
    if seconds.fract() != 0.0 {
        return None;
    }
    let moment = tz::Offset::UTC.to_datetime(Timestamp::from_second(seconds as i64).ok()?);
    let is_beginning = moment.day() == 1 && moment.time() == Time::midnight();
    is_beginning.then(|| 12 * i64::from(moment.year()) + i64::from(moment.month()) - 1)
}

/// Seconds from 1970 to the beginning of a month, counted from year 0; none beyond the calendar.
fn beginning_of(month: i64) -> Option<f64> {
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?;
    let moment = tz::Offset::UTC.to_timestamp(date.to_datetime(Time::midnight())).ok()?;
    Some(moment.as_second() as f64)
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
    fn months_go_on_as_long_as_they_are() {
        let seconds = |text: &str| stamp(text.as_bytes()).unwrap().seconds;
        let after = |cells: &[&str], rows: &[usize]| -> Vec<String> {
            let values: Vec<f64> = cells.iter().map(|text| seconds(text)).collect();
            let times = times(&values, Some(cells[0]));
            rows.iter().map(|rows| times.spelled(times.after(*rows).unwrap())).collect()
        };
        let months = ["1960-09", "1960-10", "1960-11", "1960-12"];
        assert_eq!(
            after(&months, &[1, 2, 3, 12, 600]),
            ["1961-01", "1961-02", "1961-03", "1961-12", "2010-12"]
        );
        let quarters = ["01.01.2021", "01.04.2021", "01.07.2021"];
        assert_eq!(after(&quarters, &[1, 2, 40]), ["01.10.2021", "01.01.2022", "01.07.2031"]);
        let years = ["2019-01-01", "2020-01-01", "2021-01-01"];
        assert_eq!(after(&years, &[1, 100]), ["2022-01-01", "2121-01-01"]);
        // Others are so many days apart.
        let middle = ["2021-01-15", "2021-02-15", "2021-03-15"];
        assert_eq!(after(&middle, &[1]), ["2021-04-13"]);
        let beyond = times(&[seconds("9999-11"), seconds("9999-12")], Some("9999-11"));
        assert_eq!(beyond.after(1), None);
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
