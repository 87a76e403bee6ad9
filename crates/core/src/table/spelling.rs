//! How a column writes its times, so that others can be written as they are.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// How a column writes its times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spelling {
    pub(super) order: Order,
    pub(super) clock: Clock,
    /// What stands between date and time of day.
    pub(super) joint: char,
    /// Whether days and months have two digits.
    pub(super) is_padded: bool,
    /// Whether offsets from UTC are named. Such times are spelled in UTC.
    pub(super) is_zoned: bool,
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
}

/// How finely times of day are written, each finer than the one before.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) enum Clock {
    None,
    Minutes,
    Seconds,
    Fractions,
}

impl Spelling {
    /// How a column is spelled that has both: like the first, and as finely as either.
    pub(super) fn beside(self, other: Self) -> Self {
        let clock = if other.clock > self.clock { other.clock } else { self.clock };
        let joint = if self.clock == Clock::None { other.joint } else { self.joint };
        Self { clock, joint, is_zoned: self.is_zoned || other.is_zoned, ..self }
    }

    /// Whether there are times of day.
    pub(super) fn has_clock(self) -> bool {
        self.clock != Clock::None
    }

    /// A moment, to the microsecond at the finest; nothing for one beyond the calendar.
    pub(super) fn spelled(self, seconds: f64) -> String {
        let seconds = if self.clock == Clock::Fractions { seconds } else { seconds.round() };
        // What isn't a number becomes 1970, and is nobody's time.
        let Ok(moment) = Timestamp::from_microsecond((seconds * 1e6).round() as i64) else {
            return String::new();
        };
        let moment = Offset::UTC.to_datetime(moment);
        let zone = if self.is_zoned { "Z" } else { "" };
        format!("{}{}{zone}", self.date(moment), self.time(moment))
    }

    fn date(self, moment: DateTime) -> String {
        let (year, width) = (moment.year(), if self.is_padded { 2 } else { 1 });
        let (month, day) =
            (format!("{:01$}", moment.month(), width), format!("{:01$}", moment.day(), width));
        match self.order {
            Order::Iso => format!("{year:04}-{month}-{day}"),
            Order::YearFirst => format!("{year:04}/{month}/{day}"),
            Order::DayFirst => format!("{day}.{month}.{year:04}"),
            Order::MonthFirst => format!("{month}/{day}/{year:04}"),
        }
    }

    fn time(self, moment: DateTime) -> String {
        let (joint, hour, minute, second) =
            (self.joint, moment.hour(), moment.minute(), moment.second());
        match self.clock {
            Clock::None => String::new(),
            Clock::Minutes => format!("{joint}{hour:02}:{minute:02}"),
            Clock::Seconds => format!("{joint}{hour:02}:{minute:02}:{second:02}"),
            Clock::Fractions => {
                let fraction = format!("{:06}", moment.subsec_nanosecond() / 1000);
                let fraction = fraction.trim_end_matches('0');
                let point = if fraction.is_empty() { "" } else { "." };
                format!("{joint}{hour:02}:{minute:02}:{second:02}{point}{fraction}")
            }
        }
    }
}
