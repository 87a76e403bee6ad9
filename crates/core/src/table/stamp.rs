//! Dates and times of day in cells.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::spelling::{Clock, Order, Spelling};

/// Years of two digits are those from here on, as POSIX counts them: 69 is 1969, 68 is 2068.
const FIRST_SHORT_YEAR: u32 = 69;

/// A moment, and how it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stamp {
    /// Since 1970, in the table's own time zone where it names none.
    pub(super) seconds: f64,
    pub(super) spelling: Spelling,
}

/// The date, with a time of day or without, that all of a trimmed cell is.
pub(super) fn stamp(cell: &[u8]) -> Option<Stamp> {
    let (date, order, is_padded, rest) = date(cell)?;
    if let Some((time, clock, joint)) = time_of_day(rest, order) {
        let seconds = since_1970(Offset::UTC.to_timestamp(date.to_datetime(time)).ok()?);
        return Some(Stamp {
            seconds,
            spelling: Spelling { order, clock, joint, is_padded, is_zoned: false },
        });
    }
    if order != Order::Iso {
        return None;
    }
    // With an offset from UTC.
    let moment: Timestamp = std::str::from_utf8(cell).ok()?.parse().ok()?;
    let (joint, clock) = (joint(rest)?.0, Clock::Seconds);
    let spelling = Spelling { order, clock, joint, is_padded, is_zoned: true };
    Some(Stamp { seconds: since_1970(moment), spelling })
}

fn since_1970(moment: Timestamp) -> f64 {
    moment.as_second() as f64 + f64::from(moment.subsec_nanosecond()) / 1e9
}

/// The date with which a cell begins, its order, whether it has leading zeros or needs none, and the rest.
fn date(cell: &[u8]) -> Option<(Date, Order, bool, &[u8])> {
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
    let year = match year {
        (short, 2) if short < FIRST_SHORT_YEAR => short + 2000,
        (short, 2) => short + 1900,
        (year, _) => year,
    };
    let number = |(number, _): (u32, usize)| i8::try_from(number).ok();
    let date = Date::new(i16::try_from(year).ok()?, number(month)?, number(day)?).ok()?;
    Some((date, order, month.1 == 2 && day.1 == 2, rest))
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

/// The time of day after a date, up to the end: h:m, h:m:s or h:m:s.f, with AM or PM behind it or without.
fn time_of_day(text: &[u8], order: Order) -> Option<(Time, Clock, char)> {
    if text.is_empty() {
        return Some((Time::midnight(), Clock::None, ' '));
    }
    let (joint, text) = joint(text)?;
    if joint == 'T' && !matches!(order, Order::Iso | Order::YearFirst) {
        return None;
    }
    let ((hour, _), rest) = digits(text, 2)?;
    let (minute, rest) = two_digits(rest)?;
    let (second, nanosecond, clock, rest) = match two_digits(rest) {
        None => (0, 0, Clock::Minutes, rest),
        Some((second, rest)) => match fraction(rest) {
            None => (second, 0, Clock::Seconds, rest),
            Some((nanosecond, rest)) => (second, nanosecond, Clock::Fractions, rest),
        },
    };
    let hour = in_halves_of_the_day(i8::try_from(hour).ok()?, rest)?;
    let time = Time::new(hour, minute, second, nanosecond).ok()?;
    Some((time, clock, joint))
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

/// An hour, and what stands behind the time: nothing, or the half of the day that it is counted in.
fn in_halves_of_the_day(hour: i8, text: &[u8]) -> Option<i8> {
    let half = text.trim_ascii_start();
    if half.is_empty() {
        return Some(hour);
    }
    let from_noon = match half {
        half if half.eq_ignore_ascii_case(b"AM") => 0,
        half if half.eq_ignore_ascii_case(b"PM") => 12,
        _ => return None,
    };
    (1..=12).contains(&hour).then_some(hour % 12 + from_noon)
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
        ] {
            assert_eq!(seconds(text), Some(MOMENT), "{text}");
        }
        assert_eq!(seconds("2021-03-01 13:05"), Some(MOMENT - 9.0));
        assert_eq!(seconds("2021-03-01"), Some(1_614_556_800.0));
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
            "2021-03",
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
            "0001-01-01",
            "2021-03-01T12:00:00Z",
        ] {
            let stamp = stamp(text.as_bytes()).unwrap();
            assert_eq!(stamp.spelling.spelled(stamp.seconds), text);
        }
        let [day, minute, second] = ["2021-03-01", "2021-03-01T00:01", "2021-03-01 00:01:30"]
            .map(|text| stamp(text.as_bytes()).unwrap().spelling);
        assert_eq!(day.beside(minute).beside(second).spelled(0.0), "1970-01-01T00:00:00");
        assert!(!day.has_clock() && day.beside(minute).has_clock());
        for beyond in [1e300, -1e300] {
            assert_eq!(second.spelled(beyond), "");
        }
    }

    proptest! {
        #[test]
        fn every_second_of_the_calendar_is_read_back(seconds in -62_000_000_000_i64..250_000_000_000) {
            let spelling = stamp(b"31.12.1999 23:59:59").unwrap().spelling;
            let text = spelling.spelled(seconds as f64);
            prop_assert_eq!(self::seconds(&text), Some(seconds as f64), "{}", text);
        }

        #[test]
        fn any_bytes_are_a_date_or_none(bytes in prop::collection::vec(prop::sample::select(b"0123456789-./: T+Z\xff".as_slice()), 0..24)) {
            if let Some(stamp) = stamp(&bytes) {
                prop_assert!(stamp.seconds.is_finite());
                prop_assert!(!stamp.spelling.spelled(stamp.seconds).is_empty());
            }
        }
    }
}
