//! When the rows of a table were: where on an axis of rows dates and times stand.

use std::ops::{Deref, RangeInclusive};
use std::sync::Arc;

use crate::number::ticks::{self, Along, DateWords};
use crate::table::{Samples, TimeKind, Times};

/// Ticks as near to each other as this part of the distance that they were asked for at lie in a gap of
/// the data; the second of them is left out.
const NEAR: f64 = 0.6;
/// Ticks along an axis whose room isn't known yet, from many to few.
const MANY_TO_FEW: [usize; 7] = [9, 8, 7, 6, 5, 4, 3];

/// The times of a table's rows, where they only go forth. The samples are borrowed or shared.
#[derive(Clone, Debug)]
pub struct Clock<S = Arc<Samples>> {
    samples: S,
    /// The times, where some are missing: each as the one before it.
    filled: Option<Vec<f64>>,
    /// From one row to the next, beyond the table's ends.
    step: f64,
}

impl<S: Deref<Target = Samples>> PartialEq for Clock<S> {
    /// Whether they are of the same samples.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(&*self.samples, &*other.samples)
    }
}

impl<S: Deref<Target = Samples>> Clock<S> {
    /// The clock of a table; none where it has no times, or times that go back.
    pub fn of(samples: S) -> Option<Self> {
        let times = samples.times.as_ref()?;
        let step = times.step.filter(|step| *step >= 0.0)?;
        // Known since the table was read: whoever draws can't look through a million rows.
        if !times.goes_forth || times.values.len() != samples.rows.len() {
            return None;
        }
        let filled = if times.is_whole { None } else { Some(filled(&times.values)?) };
        Some(Self { samples, filled, step })
    }

    fn column(&self) -> Option<&Times> {
        self.samples.times.as_ref()
    }

    fn times(&self) -> &[f64] {
        match (&self.filled, self.column()) {
            (Some(filled), _) => filled,
            (None, Some(times)) => &times.values,
            (None, None) => &[],
        }
    }

    /// The row of the table, from 1, that the nth kept one is.
    fn row(&self, n: usize) -> f64 {
        f64::from(self.samples.rows[n]) + 1.0
    }

    /// The time at a row, which may lie between two or beyond the table.
    fn time_at(&self, row: f64) -> f64 {
        let (times, last) = (self.times(), self.times().len() - 1);
        let after = self.samples.rows.partition_point(|kept| f64::from(*kept) + 1.0 < row);
        if after == 0 {
            return times[0] - (self.row(0) - row) * self.step;
        }
        if after > last {
            return times[last] + (row - self.row(last)) * self.step;
        }
        let (from, to) = (self.row(after - 1), self.row(after));
        let part = (row - from) / (to - from);
        times[after - 1] + part * (times[after] - times[after - 1])
    }

    /// The row at a time: [`Clock::time_at`] backwards, the first row of those that have the same time.
    fn row_at(&self, time: f64) -> f64 {
        let (times, last) = (self.times(), self.times().len() - 1);
        let after = times.partition_point(|of_row| *of_row < time);
        if after == 0 || after > last {
            let end = if after == 0 { 0 } else { last };
            let rows = if self.step > 0.0 { (time - times[end]) / self.step } else { 0.0 };
            return self.row(end) + rows;
        }
        let (from, to) = (times[after - 1], times[after]);
        let part = (time - from) / (to - from);
        self.row(after - 1) + part * (self.row(after) - self.row(after - 1))
    }

    /// At most about `most` ticks over these rows, and what the axis is called.
    pub fn along(&self, rows: &RangeInclusive<f64>, most: usize, words: &DateWords) -> Along {
        let Some(column) = self.column() else { return Along::default() };
        let (first, last) = (*rows.start(), *rows.end());
        let span = (self.time_at(first), self.time_at(last));
        let name = &column.name;
        let (mut ticks, label) = match column.kind {
            TimeKind::Seconds => (ticks::linear(span, most), name.clone()),
            TimeKind::Date | TimeKind::DateTime => {
                let dates = ticks::dates(span, most, words);
                let label = match dates.context.as_str() {
                    "" => name.clone(),
                    context => (words.axis)(name, context),
                };
                (dates.ticks, label)
            }
        };
        ticks.iter_mut().for_each(|tick| tick.at = self.row_at(tick.at));
        let least = NEAR * (last - first) / most.max(1) as f64;
        let mut before = f64::NEG_INFINITY;
        ticks.retain(|tick| {
            let has_room = (first..=last).contains(&tick.at) && tick.at - before >= least;
            before = if has_room { tick.at } else { before };
            has_room
        });
        Along { ticks, label }
    }

    /// What may stand along an axis over these rows, from many ticks to few: whoever draws it knows how many have
    /// room.
    pub fn alongs(&self, rows: &RangeInclusive<f64>, words: &DateWords) -> Vec<Along> {
        let mut alongs: Vec<Along> =
            MANY_TO_FEW.iter().map(|most| self.along(rows, *most, words)).collect();
        alongs.dedup();
        alongs.retain(|along| !along.ticks.is_empty());
        alongs
    }
}

/// Times of which none is missing: where one was, that of the row before it. None where all are missing.
fn filled(times: &[f64]) -> Option<Vec<f64>> {
    let mut last = *times.iter().find(|time| time.is_finite())?;
    let mut fill = |time: &f64| {
        last = if time.is_finite() { *time } else { last };
        last
    };
    Some(times.iter().map(&mut fill).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, DataChoice, Missing};
    use crate::data::{open, source};
    use crate::text::ENGLISH;

    /// The clock of a table of these dates, with a value that rises.
    fn clock(dates: &[&str]) -> Option<Clock> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        let rows = dates.iter().enumerate().map(|(n, date)| format!("{date},{n}\n"));
        std::fs::write(&path, format!("date,level\n{}", rows.collect::<String>())).unwrap();
        let missing = Missing::Error;
        let mut config =
            Config { data: DataChoice::File(path), missing, time_steps: 1, ..Config::default() };
        open(&mut config).unwrap();
        Clock::of(Arc::clone(source(&config).samples().unwrap()))
    }

    #[test]
    fn there_are_many_dates_and_few() {
        let days: Vec<String> = (1..=31).map(|day| format!("2021-03-{day:02}")).collect();
        let clock = clock(&days.iter().map(String::as_str).collect::<Vec<_>>()).unwrap();
        let alongs = clock.alongs(&(1.0..=31.0), &ENGLISH.plots.date_words());
        let counts: Vec<usize> = alongs.iter().map(|along| along.ticks.len()).collect();
        assert!(counts.len() > 1 && counts.is_sorted_by(|many, few| many >= few), "{counts:?}");
        assert!(counts[0] <= 10 && counts[counts.len() - 1] <= 4, "{counts:?}");
    }

    fn told(clock: &Clock, rows: RangeInclusive<f64>, most: usize) -> (Vec<(f64, String)>, String) {
        let along = clock.along(&rows, most, &ENGLISH.plots.date_words());
        (along.ticks.into_iter().map(|tick| (tick.at, tick.label)).collect(), along.label)
    }

    #[test]
    fn dates_stand_at_their_rows() {
        let days: Vec<String> = (1..=31).map(|day| format!("2021-03-{day:02}")).collect();
        let clock = clock(&days.iter().map(String::as_str).collect::<Vec<_>>()).unwrap();
        let (ticks, label) = told(&clock, 1.0..=31.0, 4);
        let expected = [(1.0, "1 Mar"), (11.0, "11 Mar"), (21.0, "21 Mar")];
        assert_eq!(ticks, expected.map(|(at, text)| (at, text.to_owned())));
        assert_eq!(label, "date, 2021");
        // Time goes on beyond the end, by the median step.
        let (ticks, _) = told(&clock, 25.0..=45.0, 3);
        assert_eq!(ticks, [(32.0, "1 Apr".to_owned()), (42.0, "11 Apr".to_owned())]);
    }

    #[test]
    fn in_a_gap_of_the_data_ticks_dont_overlap() {
        let dates = ["2021-01-01", "2021-01-02", "2021-01-03", "2021-06-01", "2021-06-02"];
        let clock = clock(&dates).unwrap();
        let (ticks, _) = told(&clock, 1.0..=5.0, 6);
        let near = ticks.windows(2).any(|pair| pair[1].0 - pair[0].0 < 0.4);
        assert!(!ticks.is_empty() && !near, "{ticks:?}");
    }

    #[test]
    fn times_that_go_back_are_no_axis() {
        assert!(clock(&["2021-01-03", "2021-01-02", "2021-01-04", "2021-01-05"]).is_none());
        let some = clock(&["2021-01-01", "", "2021-01-03", "2021-01-04"]).unwrap();
        assert_eq!(told(&some, 1.0..=4.0, 3).1, "date, 2021");
    }
}
