//! How a column writes its times, so that others can be written as they are.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz;

/// How a column writes its times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spelling {
    pub(super) order: Order,
    /// Whether days and months have two digits.
    pub(super) is_padded: bool,
    /// Whether years have two digits.
    pub(super) is_short: bool,
    pub(super) clock: Clock,
    /// What stands between date and time of day.
    pub(super) joint: char,
    pub(super) hours: Hours,
    /// How offsets from UTC are written; none where none are.
    pub(super) offset: Option<Offset>,
}

/// The order of day, month and year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Order {
    /// 2021-03-31
    Iso,
    /// 2021/03/31
    YearFirst,
    /// 31.3.2021
    DayFirst,
    /// 3/31/2021
    MonthFirst,
    /// 2021-03, without a day
    Month,
}

/// How finely times of day are written, each finer than the one before.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) enum Clock {
    None,
    Minutes,
    Seconds,
    Fractions,
}

/// How hours are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hours {
    /// Whether they have two digits.
    pub(super) is_padded: bool,
    /// What stands before AM or PM, where there are those.
    pub(super) half: Option<&'static str>,
}

impl Hours {
    /// Of a time of day that isn't written.
    pub(super) const NONE: Self = Self { is_padded: true, half: None };
}

/// How an offset from UTC is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Offset {
    /// Z, and +01:00 where there is one.
    Zulu,
    /// +01
    Hours,
    /// +0100
    Digits,
    /// +01:00
    Colon,
}

/// Years that can be written by two digits.
pub(super) const SHORT_YEARS: std::ops::RangeInclusive<i16> = 1969..=2068;

impl Spelling {
    /// How a column is spelled that has both: like the first, as finely as either, and with as few digits.
    pub(super) fn beside(self, other: Self) -> Self {
        let clock = if other.clock > self.clock { other.clock } else { self.clock };
        let timed = if self.clock == Clock::None { other } else { self };
        let order = if self.order == Order::Month { other.order } else { self.order };
        let is_padded = self.hours.is_padded && other.hours.is_padded;
        Self {
            order,
            clock,
            joint: timed.joint,
            is_padded: self.is_padded && other.is_padded,
            hours: Hours { is_padded, ..timed.hours },
            offset: self.offset.or(other.offset),
            ..self
        }
    }

    /// Whether it has neither a day nor a time of day.
    pub(super) fn is_month(self) -> bool {
        self.order == Order::Month
    }

    /// Whether there are times of day.
    pub(super) fn has_clock(self) -> bool {
        self.clock != Clock::None
    }

    /// A moment as it is so many seconds from UTC, where that is known, to the microsecond at the finest; nothing
    /// for one beyond the calendar.
    pub(super) fn spelled(self, seconds: f64, offset: Option<i32>) -> String {
        let seconds = if self.clock == Clock::Fractions { seconds } else { seconds.round() };
        let local = seconds + f64::from(offset.unwrap_or_default());
        // What isn't a number becomes 1970, and is nobody's time.
        let Ok(moment) = Timestamp::from_microsecond((local * 1e6).round() as i64) else {
            return String::new();
        };
        let moment = tz::Offset::UTC.to_datetime(moment);
        let offset = offset.map_or_else(String::new, |offset| self.offset(offset));
        format!("{}{}{offset}", self.date(moment), self.time(moment))
    }

    fn date(self, moment: DateTime) -> String {
        let width = if self.is_padded { 2 } else { 1 };
        let month = format!("{:01$}", moment.month(), width);
        let day = format!("{:01$}", moment.day(), width);
        let year = match moment.year() {
            year if self.is_short && SHORT_YEARS.contains(&year) => format!("{:02}", year % 100),
            year => format!("{year:04}"),
        };
        match self.order {
            Order::Iso => format!("{year}-{month}-{day}"),
            Order::YearFirst => format!("{year}/{month}/{day}"),
            Order::DayFirst => format!("{day}.{month}.{year}"),
            Order::MonthFirst => format!("{month}/{day}/{year}"),
            Order::Month => format!("{year}-{month}"),
        }
    }

    fn time(self, moment: DateTime) -> String {
        let (minute, second) = (moment.minute(), moment.second());
        let behind = match self.clock {
            Clock::None => return String::new(),
            Clock::Minutes => String::new(),
            Clock::Seconds => format!(":{second:02}"),
            Clock::Fractions => {
                let fraction = format!("{:06}", moment.subsec_nanosecond() / 1000);
                let fraction = fraction.trim_end_matches('0');
                let point = if fraction.is_empty() { "" } else { "." };
                format!(":{second:02}{point}{fraction}")
            }
        };
        let (hour, half) = self.hour(moment.hour());
        format!("{}{hour}:{minute:02}{behind}{half}", self.joint)
    }

    /// An hour, and what stands behind the time for the half of the day.
    fn hour(self, hour: i8) -> (String, String) {
        let (number, half) = match self.hours.half {
            None => (hour, String::new()),
            Some(before) => {
                let half = if hour < 12 { "AM" } else { "PM" };
                ((hour + 11) % 12 + 1, format!("{before}{half}"))
            }
        };
        let width = if self.hours.is_padded { 2 } else { 1 };
        (format!("{number:0width$}"), half)
    }

    /// An offset of so many seconds.
    fn offset(self, seconds: i32) -> String {
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.unsigned_abs() / 60;
        let (hours, minutes) = (minutes / 60, minutes % 60);
        match self.offset.unwrap_or(Offset::Colon) {
            Offset::Zulu if seconds == 0 => "Z".to_owned(),
            Offset::Hours if minutes == 0 => format!("{sign}{hours:02}"),
            Offset::Digits => format!("{sign}{hours:02}{minutes:02}"),
            Offset::Zulu | Offset::Hours | Offset::Colon => {
                format!("{sign}{hours:02}:{minutes:02}")
            }
        }
    }
}
