//! Dates and times of day in cells.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz;

use super::spelling::{Clock, Hours, Offset, Order, SHORT_YEARS, Spelling};

/// A moment, and how it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stamp {
    /// Since 1970, in the table's own time zone where it names none.
    pub(super) seconds: f64,
    /// By how many seconds the time as it is written is before UTC, where that is written.
    pub(super) offset: Option<i32>,
    pub(super) spelling: Spelling,
}

/// The date, with a time of day or without, that all of a trimmed cell is.
pub(super) fn stamp(cell: &[u8]) -> Option<Stamp> {
    let Some((day, rest)) = Day::begin(cell) else { return month(cell) };
    match TimeOfDay::read(rest, day.order) {
        Some(time) => day.at(&time),
        None if day.order == Order::Iso => in_utc(cell, day, joint(rest)?.0),
        None => None,
    }
}

/// The month that all of a cell is, at its beginning.
fn month(cell: &[u8]) -> Option<Stamp> {
    let (year, month) = year_and_more(cell)?;
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?;
    let day = Day { date, order: Order::Month, is_padded: true, is_short: false };
    day.at(&TimeOfDay::read(b"", day.order)?)
}

/// Whether a cell is four digits and two behind a dash, as months are written and seasons, too.
pub(super) fn is_like_month(cell: &[u8]) -> bool {
    year_and_more(cell).is_some()
}

/// Whether a cell that is a month may be two years in a row as well: `2001-02`.
pub(super) fn may_be_years(cell: &[u8]) -> bool {
    year_and_more(cell).is_some_and(|(year, next)| (year + 1) % 100 == next)
}

/// The numbers of a cell that is four digits and two behind a dash.
fn year_and_more(cell: &[u8]) -> Option<(u32, u32)> {
    let ((year, 4), rest) = digits(cell.trim_ascii(), 4)? else { return None };
    let ((more, 2), []) = digits(rest.strip_prefix(b"-")?, 2)? else { return None };
    Some((year, more))
}

/// A moment that is written in another way that ISO 8601 knows, and spelled in UTC.
fn in_utc(cell: &[u8], day: Day, joint: char) -> Option<Stamp> {
    let moment: Timestamp = std::str::from_utf8(cell).ok()?.parse().ok()?;
    let (clock, offset) = (Clock::Seconds, Some(Offset::Zulu));
    let spelling = Spelling { clock, joint, offset, ..day.spelling() };
    Some(Stamp { seconds: since_1970(moment), offset: Some(0), spelling })
}

fn since_1970(moment: Timestamp) -> f64 {
    moment.as_second() as f64 + f64::from(moment.subsec_nanosecond()) / 1e9
}

/// The date with which a cell begins.
#[derive(Clone, Copy)]
struct Day {
    date: Date,
    order: Order,
    /// Whether it has leading zeros or needs none.
    is_padded: bool,
    /// Whether its year has two digits.
    is_short: bool,
}

impl Day {
    /// The date, and the rest of the cell.
    fn begin(cell: &[u8]) -> Option<(Self, &[u8])> {
        let (first, rest) = digits(cell, 4)?;
        let (mark, rest) = rest.split_first()?;
        let (second, rest) = digits(rest, 2)?;
        let (third, rest) = digits(rest.strip_prefix(&[*mark])?, 4)?;
        let (order, year, month, day) = match (mark, first.1, third.1) {
            (b'-', 4, ..=2) => (Order::Iso, first, second, third),
            (b'/', 4, ..=2) => (Order::YearFirst, first, second, third),
            (b'.', ..=2, 2 | 4) => (Order::DayFirst, third, second, first),
            (b'/', ..=2, 2 | 4) => (Order::MonthFirst, third, first, second),
            _ => return None,
        };
        let (is_padded, is_short) = (month.1 == 2 && day.1 == 2, year.1 == 2);
        let year = i16::try_from(year.0).ok()?;
        let year = if is_short { in_full(year) } else { year };
        let number = |(number, _): (u32, usize)| i8::try_from(number).ok();
        let date = Date::new(year, number(month)?, number(day)?).ok()?;
        Some((Self { date, order, is_padded, is_short }, rest))
    }

    /// The moment at a time of this day.
    fn at(self, time: &TimeOfDay) -> Option<Stamp> {
        let TimeOfDay { clock, joint, hours, .. } = *time;
        let moment = tz::Offset::UTC.to_timestamp(self.date.to_datetime(time.time)).ok()?;
        let (offset, style) = time.offset.unzip();
        let spelling = Spelling { clock, joint, hours, offset: style, ..self.spelling() };
        let seconds = since_1970(moment) - f64::from(offset.unwrap_or_default());
        Some(Stamp { seconds, offset, spelling })
    }

    /// How a day without a time is spelled.
    fn spelling(self) -> Spelling {
        let Self { order, is_padded, is_short, .. } = self;
        let (clock, joint, hours, offset) = (Clock::None, ' ', Hours::NONE, None);
        Spelling { order, is_padded, is_short, clock, joint, hours, offset }
    }
}

/// A year of which two digits are written, as POSIX counts them: 69 is 1969, 68 is 2068.
fn in_full(year: i16) -> i16 {
    let first = *SHORT_YEARS.start();
    first + (year - first).rem_euclid(100)
}

/// A number of up to so many digits at the beginning of a text, how many it has, and the rest.
fn digits(text: &[u8], most: usize) -> Option<((u32, usize), &[u8])> {
    let count = text.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at(count);
    let value = digits.iter().fold(0, |value, digit| 10 * value + u32::from(digit - b'0'));
    (count > 0).then_some(((value, count), rest))
}

/// What stands between date and time of day, and the rest.
fn joint(text: &[u8]) -> Option<(char, &[u8])> {
    match text {
        [b'T' | b't', rest @ ..] => Some(('T', rest)),
        [b' ', rest @ ..] => Some((' ', rest.trim_ascii_start())),
        _ => None,
    }
}

/// The time of day after a date, up to the cell's end.
struct TimeOfDay {
    time: Time,
    clock: Clock,
    joint: char,
    hours: Hours,
    /// In seconds.
    offset: Option<(i32, Offset)>,
}

impl TimeOfDay {
    /// h:m, h:m:s or h:m:s.f, with AM or PM behind it, an offset from UTC, or neither.
    fn read(text: &[u8], order: Order) -> Option<Self> {
        if text.is_empty() {
            let (time, clock, hours) = (Time::midnight(), Clock::None, Hours::NONE);
            return Some(Self { time, clock, joint: ' ', hours, offset: None });
        }
        let (joint, text) = joint(text)?;
        if joint == 'T' && !matches!(order, Order::Iso | Order::YearFirst) {
            return None;
        }
        let ((hour, places), rest) = digits(text, 2)?;
        let (minute, rest) = two_digits(rest)?;
        let (second, nanosecond, clock, rest) = match two_digits(rest) {
            None => (0, 0, Clock::Minutes, rest),
            Some((second, rest)) => match fraction(rest) {
                None => (second, 0, Clock::Seconds, rest),
                Some((nanosecond, rest)) => (second, nanosecond, Clock::Fractions, rest),
            },
        };
        let offset = offset(rest).filter(|_| order == Order::Iso);
        let rest: &[u8] = if offset.is_some() { &[] } else { rest };
        let (hour, half) = in_halves_of_the_day(i8::try_from(hour).ok()?, rest)?;
        let time = Time::new(hour, minute, second, nanosecond).ok()?;
        let hours = Hours { is_padded: places == 2, half };
        Some(Self { time, clock, joint, hours, offset })
    }
}

/// The offset from UTC, in seconds, that all of a text is.
fn offset(text: &[u8]) -> Option<(i32, Offset)> {
    let (sign, text) = match text {
        [b'Z' | b'z'] => return Some((0, Offset::Zulu)),
        [b'+', text @ ..] => (1, text),
        [b'-', text @ ..] => (-1, text),
        _ => return None,
    };
    let ((hours, 2), rest) = digits(text, 2)? else { return None };
    let (minutes, style) = match rest {
        [] => (0, Offset::Hours),
        [b':', rest @ ..] => (minutes(rest)?, Offset::Colon),
        rest => (minutes(rest)?, Offset::Digits),
    };
    let seconds = i32::try_from(3600 * hours + 60 * minutes).ok()?;
    (hours < 24).then_some((sign * seconds, style))
}

/// The minutes of an offset, up to the end of the text.
fn minutes(text: &[u8]) -> Option<u32> {
    match digits(text, 2)? {
        ((minutes @ ..60, 2), []) => Some(minutes),
        _ => None,
    }
}

/// A colon and two digits.
fn two_digits(text: &[u8]) -> Option<(i8, &[u8])> {
    let ((number, count), rest) = digits(text.strip_prefix(b":")?, 2)?;
    (count == 2).then_some((i8::try_from(number).ok()?, rest))
}

/// A fraction of a second, in nanoseconds.
fn fraction(text: &[u8]) -> Option<(i32, &[u8])> {
    let ((number, count), rest) =
        digits(text.strip_prefix(b".").or_else(|| text.strip_prefix(b","))?, 9)?;
    let number = number.checked_mul(10_u32.checked_pow(9_u32.checked_sub(count as u32)?)?)?;
    Some((i32::try_from(number).ok()?, rest))
}

/// An hour of the day, from the one that is written and what stands behind the time: nothing, or the half of the day
/// that it is counted in, with what stands before that.
fn in_halves_of_the_day(hour: i8, text: &[u8]) -> Option<(i8, Option<&'static str>)> {
    let half = text.trim_ascii_start();
    if half.is_empty() {
        return Some((hour, None));
    }
    let from_noon = match half {
        half if half.eq_ignore_ascii_case(b"AM") => 0,
        half if half.eq_ignore_ascii_case(b"PM") => 12,
        _ => return None,
    };
    let before = if half.len() < text.len() { " " } else { "" };
    (1..=12).contains(&hour).then_some((hour % 12 + from_noon, Some(before)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seconds(text: &str) -> Option<f64> {
        stamp(text.as_bytes()).map(|stamp| stamp.seconds)
    }

    #[test]
    fn each_order_is_read() {
        // date -u -d 2021-03-01T13:05:09Z +%s
        const MOMENT: f64 = 1_614_603_909.0;
        for text in [
            "2021-03-01 13:05:09",
            "2021-03-01T13:05:09",
            "2021-3-1  13:05:09",
            "2021/03/01 13:05:09",
            "01.03.2021 13:05:09",
            "1.3.21 13:05:09",
            "3/1/2021 13:05:09",
            "03/01/21 1:05:09 PM",
            "3/1/2021 01:05:09pm",
            "2021-03-01T13:05:09Z",
            "2021-03-01T14:05:09+01:00",
            "2021-03-01 08:05:09-05",
            "2021-03-01T07:35:09-0530",
            "2021-03-02T13:05:08+23:59:59",
        ] {
            assert_eq!(seconds(text), Some(MOMENT), "{text}");
        }
        assert_eq!(seconds("2021-03-01 13:05"), Some(MOMENT - 9.0));
        assert_eq!(seconds("2021-03-01"), Some(1_614_556_800.0));
        assert_eq!(seconds("2021-03"), Some(1_614_556_800.0));
        assert_eq!(seconds("1/1/1970 12:00 AM"), Some(0.0));
        assert_eq!(seconds("1/1/1970 12:00 PM"), Some(43_200.0));
        assert_eq!(seconds("1970-01-01 00:00:00.25"), Some(0.25));
        assert_eq!(seconds("1.1.69"), Some(-365.0 * 86_400.0));
        assert_eq!(seconds("1.1.68"), seconds("2068-01-01"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2021",
            "2021-3",
            "2021-00",
            "2021-13",
            "21-03",
            "2021-03-",
            "2021-03 12:00",
            "2021.03",
            "2021/03",
            "20210301",
            "12:30",
            "1.5",
            "-1.5",
            "2021-02-29",
            "2021-13-01",
            "31/12/2021",
            "1.2.3",
            "1.2.345",
            "192.168.0.1",
            "1-2-2021",
            "2021-03/01",
            "2021-03-01 ",
            "2021-03-01x",
            "2021-03-01 24:00",
            "2021-03-01 1",
            "2021-03-01 1:5",
            "2021-03-01 12:00 XM",
            "3/1/2021 13:00 PM",
            "3/1/2021T13:00",
            "2021-03-01T25:00:00Z",
            "2021-03-01T12:00:00+1",
            "2021-03-01T12:00:00+01:60",
            "2021-03-01T12:00:00+010",
            "2021-03-01 12:00 PM+01:00",
            "1.3.2021 12:00+01:00",
            "2021-03-01 12:00:00.",
            "12021-03-01",
            "٢٠٢١-03-01",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_is_spelled_as_it_was() {
        for text in [
            "1949-12",
            "2021-03-01",
            "2021-03-01 00:00",
            "2021-03-01T00:00",
            "2021-03-01 00:00:30",
            "2021-03-01 00:00:30.125",
            "2021/03/01 23:59",
            "01.03.2021 05:00",
            "1.3.2021",
            "12/31/1999",
            "3/1/2021 13:00",
            "1.3.2021 5:00",
            "1.3.21",
            "03/01/68 1:05 PM",
            "12/31/69 12:00AM",
            "12/31/69 12:30:01 PM",
            "0001-01-01",
            "2021-03-01T12:00:00Z",
            "2021-03-01T12:00Z",
            "2021-03-01 12:00:00+01",
            "2021-03-01 00:00:00.5-0330",
            "2021-03-01T00:00:00+05:45",
            "2021-12-31T23:59:59-10:00",
        ] {
            let stamp = stamp(text.as_bytes()).unwrap();
            assert_eq!(stamp.spelling.spelled(stamp.seconds, stamp.offset), text);
        }
        let [day, minute, second] = ["2021-03-01", "2021-03-01T00:01", "2021-03-01 00:01:30"]
            .map(|text| stamp(text.as_bytes()).unwrap().spelling);
        let spelled = day.beside(minute).beside(second).spelled(0.0, None);
        assert_eq!(spelled, "1970-01-01T00:00:00");
        assert!(!day.has_clock() && day.beside(minute).has_clock());
        for beyond in [1e300, -1e300] {
            assert_eq!(second.spelled(beyond, None), "");
        }
    }

    #[test]
    fn a_column_is_spelled_as_all_of_its_cells_are() {
        let spelled = |first: &str, second: &str| {
            let [first, second] = [first, second].map(|text| stamp(text.as_bytes()).unwrap());
            let spelling = first.spelling.beside(second.spelling);
            [first, second].map(|stamp| spelling.spelled(stamp.seconds, stamp.offset))
        };
        for (first, second) in [
            // The first day of a month tells whether there are leading zeros.
            ("31.12.2021", "1.1.2022"),
            ("12/31/2021 10:00", "1/1/2022 9:00"),
            ("12/31/2021 10:00 PM", "1/1/2022 1:00 AM"),
            ("2021-10-31T02:00+02:00", "2021-10-31T02:00+01:00"),
        ] {
            assert_eq!(spelled(first, second), [first, second]);
        }
        assert_eq!(spelled("1/1/2022", "1/1/2022 1:00 PM")[0], "1/1/2022 12:00 AM");
        assert_eq!(
            spelled("2021-01-01T00:00Z", "2021-01-01T00:00+01:00")[1],
            "2021-01-01T00:00+01:00"
        );
        // Days are told where some cells have them.
        assert_eq!(spelled("2021-03", "2021-04-02"), ["2021-03-01", "2021-04-02"]);
        assert_eq!(spelled("2021-04-02", "2021-05"), ["2021-04-02", "2021-05-01"]);
        // Of the other century, two digits would say another year.
        let short = stamp(b"1.3.21").unwrap().spelling;
        assert_eq!(short.spelled(4e9, None), "2.10.2096");
    }

    #[test]
    fn what_else_iso_8601_knows_is_spelled_in_utc() {
        let stamp = stamp(b"2021-03-01T13:05:09+00:00:09").unwrap();
        assert_eq!(stamp.spelling.spelled(stamp.seconds, stamp.offset), "2021-03-01T13:05:00Z");
    }

    proptest! {
        #[test]
        fn every_second_of_the_calendar_is_read_back(seconds in -62_000_000_000_i64..250_000_000_000) {
            let spelling = stamp(b"31.12.1999 23:59:59").unwrap().spelling;
            let text = spelling.spelled(seconds as f64, None);
            prop_assert_eq!(self::seconds(&text), Some(seconds as f64), "{}", text);
        }

        #[test]
        fn any_bytes_are_a_date_or_none(bytes in prop::collection::vec(prop::sample::select(b"0123456789-./: T+Z\xff".as_slice()), 0..24)) {
            if let Some(stamp) = stamp(&bytes) {
                prop_assert!(stamp.seconds.is_finite());
                prop_assert!(!stamp.spelling.spelled(stamp.seconds, stamp.offset).is_empty());
            }
        }
    }
}
