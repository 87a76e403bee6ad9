//! Ticks of an axis of dates: at years, months, days, times of day, whichever the span has room for.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use super::Tick;

/// Microseconds of a second, of a day.
const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;
/// Ticks that are looked for at most, whatever the range.
const MOST: usize = 200;

/// How a language writes dates beside an axis.
#[derive(Clone, Copy, Debug)]
pub struct DateWords {
    /// A day and a month: "14 Mar".
    pub day: fn(i8, i8) -> String,
    /// A day, a month and a year: "14 Mar 2021".
    pub date: fn(i8, i8, i16) -> String,
    /// A month and a year: "Mar 2021".
    pub month: fn(i8, i16) -> String,
    /// What an axis of this name is called with what its labels leave out: "time, 14 Mar 2021".
    pub axis: fn(&str, &str) -> String,
}

/// Ticks of an axis of dates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dates {
    /// The ticks, at seconds since 1970.
    pub ticks: Vec<Tick>,
    /// What all labels leave out and the axis is to say: "14 Mar 2021" over times of that day, "2021" over
    /// days of that year; nothing where the labels say it all.
    pub context: String,
}

/// How far ticks stand apart.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stride {
    /// Microseconds, which a day is a multiple of.
    Micros(i64),
    /// So many days, counted from the first of each month.
    Days(i8),
    Months(i8),
    Years(i16),
}

impl Stride {
    /// From fine to coarse.
    fn all() -> impl Iterator<Item = Self> {
        let decimals = (0..6).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i64.pow(power)));
        let clock = [1, 2, 5, 10, 15, 30].map(|seconds| seconds * SECOND);
        let minutes = [1, 2, 5, 10, 15, 30].map(|minutes| minutes * 60 * SECOND);
        let hours = [1, 2, 3, 6, 12].map(|hours| hours * 3600 * SECOND);
        let times = decimals.chain(clock).chain(minutes).chain(hours).map(Self::Micros);
        let years = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
        times
            .chain([1, 2, 5, 10, 15].map(Self::Days))
            .chain([1, 2, 3, 6].map(Self::Months))
            .chain(years.map(Self::Years))
    }

    /// About how many seconds it is long, and never less.
    fn seconds(self) -> f64 {
        match self {
            Self::Micros(micros) => micros as f64 / SECOND as f64,
            Self::Days(days) => f64::from(days) * 86_400.0,
            Self::Months(months) => f64::from(months) * 30.436_875 * 86_400.0,
            Self::Years(years) => f64::from(years) * 365.2425 * 86_400.0,
        }
    }

    /// The first tick that isn't before a moment.
    fn first(self, moment: DateTime) -> Option<DateTime> {
        let mut tick = match self {
            Self::Micros(micros) => {
                let of_day = (micros_of(moment.time()) / micros) * micros;
                moment.date().to_datetime(time(of_day)?)
            }
            Self::Days(_) => moment.date().first_of_month().to_datetime(Time::midnight()),
            Self::Months(months) => {
                let month = (moment.month() - 1) / months * months + 1;
                Date::new(moment.year(), month, 1).ok()?.to_datetime(Time::midnight())
            }
            Self::Years(years) => {
                let year = moment.year().div_euclid(years) * years;
                let first = Date::new(year, 1, 1).ok();
                first.map_or(DateTime::MIN, |date| date.to_datetime(Time::midnight()))
            }
        };
        while tick < moment {
            tick = self.next(tick)?;
        }
        Some(tick)
    }

    /// The tick after one.
    fn next(self, tick: DateTime) -> Option<DateTime> {
        let day = tick.date();
        let midnight = |date: Date| date.to_datetime(Time::midnight());
        match self {
            Self::Micros(micros) => {
                let of_day = micros_of(tick.time()) + micros;
                if of_day < DAY {
                    return Some(day.to_datetime(time(of_day)?));
                }
                day.tomorrow().ok().map(midnight)
            }
            Self::Days(days) => {
                let next = tick.day() + days;
                // The last one before the first of the next month would come too near to it.
                let last = day.days_in_month() - days / 2;
                if next <= last {
                    return Date::new(day.year(), day.month(), next).ok().map(midnight);
                }
                day.last_of_month().tomorrow().ok().map(midnight)
            }
            Self::Months(months) => {
                let month = day.month() + months;
                let (year, month) =
                    if month > 12 { (day.year() + 1, month - 12) } else { (day.year(), month) };
                Date::new(year, month, 1).ok().map(midnight)
            }
            Self::Years(years) => {
                let year = day.year().div_euclid(years) * years + years;
                Date::new(year, 1, 1).ok().map(midnight)
            }
        }
    }
}

/// About `most` ticks at round dates from `low` to `high`, seconds since 1970; none beyond the calendar.
pub fn dates((low, high): (f64, f64), most: usize, words: &DateWords) -> Dates {
    let span = high - low;
    let ends = moment(low).zip(moment(high));
    let Some((first, last)) = ends.filter(|_| span > 0.0) else { return Dates::default() };
    // A moment is rounded to a fraction of a microsecond.
    let most = most.max(1) as f64 + 1e-4;
    let fits = |stride: &Stride| span / stride.seconds() <= most;
    let Some(stride) = Stride::all().find(fits) else { return Dates::default() };
    let mut moments = Vec::new();
    let mut tick = stride.first(first);
    while let Some(at) = tick.filter(|at| *at <= last && moments.len() < MOST) {
        moments.push(at);
        tick = stride.next(at);
    }
    let one_year = first.year() == last.year();
    let label = |n: usize| {
        let before = n.checked_sub(1).map(|before| moments[before]);
        labelled(stride, moments[n], before, one_year, words)
    };
    let ticks = (0..moments.len())
        .filter_map(|n| Some(Tick { at: seconds(moments[n])?, label: label(n) }))
        .collect();
    let context = match stride {
        Stride::Micros(_) if first.date() == last.date() => {
            (words.date)(first.day(), first.month(), first.year())
        }
        Stride::Micros(_) | Stride::Days(_) if one_year => first.year().to_string(),
        _ => String::new(),
    };
    Dates { ticks, context }
}

/// What a tick says beside the one before it.
fn labelled(
    stride: Stride,
    at: DateTime,
    before: Option<DateTime>,
    one_year: bool,
    words: &DateWords,
) -> String {
    let (day, month, year) = (at.day(), at.month(), at.year());
    let new_year = !one_year && before.is_none_or(|before| before.year() != year);
    match stride {
        Stride::Years(_) => year.to_string(),
        Stride::Months(_) => (words.month)(month, year),
        Stride::Days(_) if new_year => (words.date)(day, month, year),
        Stride::Days(_) => (words.day)(day, month),
        Stride::Micros(_) if at.time() == Time::midnight() => (words.day)(day, month),
        Stride::Micros(micros) => clock(at, micros),
    }
}

/// A time of day, as finely as ticks so far apart need it.
fn clock(at: DateTime, micros: i64) -> String {
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    if micros % (60 * SECOND) == 0 {
        return format!("{hour:02}:{minute:02}");
    }
    let whole = format!("{hour:02}:{minute:02}:{second:02}");
    if micros % SECOND == 0 {
        return whole;
    }
    let mut decimals = 6;
    while micros % 10_i64.pow(7 - decimals) == 0 && decimals > 1 {
        decimals -= 1;
    }
    let fraction = format!("{:06}", at.subsec_nanosecond() / 1000);
    format!("{whole}.{}", &fraction[..decimals as usize])
}

/// The moment of so many seconds since 1970.
fn moment(seconds: f64) -> Option<DateTime> {
    // `as` makes 0 of what isn't a number.
    let micros = seconds.is_finite().then_some((seconds * 1e6).round() as i64)?;
    Some(Offset::UTC.to_datetime(Timestamp::from_microsecond(micros).ok()?))
}

fn seconds(moment: DateTime) -> Option<f64> {
    let moment = Offset::UTC.to_timestamp(moment).ok()?;
    Some(moment.as_microsecond() as f64 / 1e6)
}

fn micros_of(time: Time) -> i64 {
    let minutes = i64::from(time.hour()) * 60 + i64::from(time.minute());
    (minutes * 60 + i64::from(time.second())) * SECOND + i64::from(time.subsec_nanosecond() / 1000)
}

/// The time of so many microseconds after midnight.
fn time(micros: i64) -> Option<Time> {
    let (seconds, rest) = (micros / SECOND, micros % SECOND);
    let part = |number: i64| i8::try_from(number).ok();
    let nanoseconds = i32::try_from(rest * 1000).ok()?;
    let (hour, minute) = (part(seconds / 3600)?, part(seconds / 60 % 60)?);
    Time::new(hour, minute, part(seconds % 60)?, nanoseconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: DateWords = DateWords {
        day: |day, month| format!("{day}/{month}"),
        date: |day, month, year| format!("{day}/{month}/{year}"),
        month: |month, year| format!("{month}/{year}"),
        axis: |name, context| format!("{name}, {context}"),
    };

    /// Labels and context of the axis from one moment to another.
    fn told(from: &str, to: &str, most: usize) -> (String, String) {
        let [low, high] = [from, to].map(|text| seconds(text.parse().unwrap()).unwrap());
        let Dates { ticks, context } = dates((low, high), most, &WORDS);
        assert!(ticks.len() <= most + 1, "{ticks:?}");
        assert!(ticks.iter().all(|tick| (low..=high).contains(&tick.at)), "{ticks:?}");
        assert!(ticks.is_sorted_by(|a, b| a.at < b.at), "{ticks:?}");
        let labels: Vec<String> = ticks.into_iter().map(|tick| tick.label).collect();
        (labels.join(" "), context)
    }

    #[test]
    fn each_span_has_the_ticks_that_a_person_would_give_it() {
        for (from, to, labels, context) in [
            ("1985-06-01T00:00", "2024-03-01T00:00", "1990 2000 2010 2020", ""),
            ("2018-11-01T00:00", "2022-02-01T00:00", "2019 2020 2021 2022", ""),
            ("2021-01-05T00:00", "2022-03-05T00:00", "4/2021 7/2021 10/2021 1/2022", ""),
            ("2021-02-10T00:00", "2021-07-05T00:00", "3/2021 4/2021 5/2021 6/2021 7/2021", ""),
            ("2021-02-10T00:00", "2021-04-05T00:00", "16/2 1/3 16/3 1/4", "2021"),
            ("2021-02-19T00:00", "2021-03-08T00:00", "21/2 26/2 1/3 6/3", "2021"),
            ("2021-12-29T12:00", "2022-01-02T12:00", "30/12/2021 31/12 1/1/2022 2/1", ""),
            ("2021-03-13T20:00", "2021-03-15T04:00", "14/3 12:00 15/3", "2021"),
            ("2021-03-14T01:30", "2021-03-14T23:00", "06:00 12:00 18:00", "14/3/2021"),
            ("2021-03-14T06:10", "2021-03-14T07:05", "06:15 06:30 06:45 07:00", "14/3/2021"),
            (
                "2021-03-14T06:15:25",
                "2021-03-14T06:16:10",
                "06:15:30 06:15:40 06:15:50 06:16:00 06:16:10",
                "14/3/2021",
            ),
            (
                "2021-03-14T06:15:25",
                "2021-03-14T06:15:26",
                "06:15:25.0 06:15:25.2 06:15:25.4 06:15:25.6 06:15:25.8 06:15:26.0",
                "14/3/2021",
            ),
        ] {
            assert_eq!(
                told(from, to, 5),
                (labels.to_owned(), context.to_owned()),
                "{from} to {to}"
            );
        }
    }

    #[test]
    fn whole_seconds_have_as_many_decimals_as_their_neighbours() {
        let (labels, _) = told("2021-03-14T06:15:25", "2021-03-14T06:15:25.1", 5);
        assert!(labels.starts_with("06:15:25.00 06:15:25.02 06:15:25.04"), "{labels}");
    }

    #[test]
    fn no_day_stands_close_before_the_first_of_a_month() {
        for most in 4..40 {
            let days = dates((0.0, 86_400.0 * 70.0), most, &WORDS).ticks;
            let steps: Vec<f64> = days.windows(2).map(|pair| pair[1].at - pair[0].at).collect();
            let (least, mean) =
                (steps.iter().fold(f64::MAX, |a, b| a.min(*b)), 70.0 * 86_400.0 / most as f64);
            assert!(steps.is_empty() || least >= 0.5 * mean, "{most}: {least} of {mean}");
        }
    }

    #[test]
    fn what_is_no_span_of_the_calendar_has_no_ticks() {
        for ends in [(0.0, 0.0), (1.0, 0.0), (f64::NAN, 1.0), (0.0, f64::INFINITY), (0.0, 1e300)] {
            assert_eq!(dates(ends, 5, &WORDS), Dates::default(), "{ends:?}");
        }
        let whole = dates((-377_000_000_000.0, 253_000_000_000.0), 5, &WORDS).ticks;
        assert!((2..=6).contains(&whole.len()), "{whole:?}");
    }
}
