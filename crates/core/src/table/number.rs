//! Decimal numbers in cells, rounded as the standard library rounds them, and faster.

mod leading;
mod word;

pub(super) use leading::{Leading, long, short};
use word::{WORD, behind_zeros, digits_in, digits_of, word};

/// The powers of ten that a float64 holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// The powers of ten that a u64 holds.
const TENS: [u64; MOST_DIGITS + 1] = {
    let mut tens = [1; MOST_DIGITS + 1];
    let mut power = 1;
    while power < tens.len() {
        tens[power] = 10 * tens[power - 1];
        power += 1;
    }
    tens
};

/// Digits that a u64 always holds.
const MOST_DIGITS: usize = 19;

/// Exponents beyond this are infinite or zero, whatever the digits before them: a cell is shorter than that.
const FAR: i64 = 1 << 40;

/// The decimal number that `text` is, with a sign, a fraction and an exponent or without; `comma` allows a decimal
/// comma beside the point. It is infinite where it is too large for a float64.
pub(super) fn number(text: &[u8], comma: bool) -> Option<f64> {
    let (negative, unsigned) = sign(text);
    let decimal = Decimal::read(unsigned, comma)?;
    let value = decimal.value().or_else(|| by_the_standard_library(unsigned))?;
    Some(with_sign(negative, value))
}

/// Whether a letter is a decimal sign.
#[inline(always)]
fn is_mark(letter: u8, comma: bool) -> bool {
    // In a comma one bit of a point is missing: both are asked for at once.
    letter | u8::from(comma) << 1 == b'.'
}

/// Whether a number is negative, and its text without a sign. Signs are as good as random, so that nothing branches by
/// them.
#[inline]
fn sign(text: &[u8]) -> (bool, &[u8]) {
    let first = text.first().copied().unwrap_or_default();
    let is_negative = first == b'-';
    let signs = usize::from(is_negative | (first == b'+'));
    (is_negative, text.get(signs..).unwrap_or_default())
}

/// A number that isn't negative, or its opposite.
fn with_sign(is_negative: bool, value: f64) -> f64 {
    f64::from_bits(value.to_bits() | u64::from(is_negative) << 63)
}

/// A number as it is written: `digits · 10^exponent`.
struct Decimal {
    digits: u64,
    exponent: i64,
    /// Whether `digits` has all of them.
    is_whole: bool,
}

impl Decimal {
    /// What the text is without its sign, if all of it is a number.
    fn read(text: &[u8], comma: bool) -> Option<Self> {
        let (decimal, rest) = Self::begin(text, comma)?;
        let power = match rest {
            [] => 0,
            [b'e' | b'E', rest @ ..] => exponent(rest)?,
            _ => return None,
        };
        Some(Self { exponent: decimal.exponent + power, ..decimal })
    }

    /// The digits with which a text begins, with a fraction or without, and the rest of the text.
    #[inline]
    fn begin(text: &[u8], comma: bool) -> Option<(Self, &[u8])> {
        let (mut digits, mut rest) = digits(0, text);
        let mut count = text.len() - rest.len();
        let mut fraction = 0;
        if let [mark, decimals @ ..] = rest
            && is_mark(*mark, comma)
        {
            (digits, rest) = self::digits(digits, decimals);
            fraction = decimals.len() - rest.len();
            count += fraction;
        }
        let (exponent, is_whole) = (-(fraction as i64), count <= MOST_DIGITS);
        (count > 0).then_some((Self { digits, exponent, is_whole }, rest))
    }

    /// The nearest float64, where one operation on exact numbers finds it: that rounds once.
    #[inline]
    fn value(&self) -> Option<f64> {
        if !self.is_whole {
            return None;
        }
        let power = usize::try_from(self.exponent.unsigned_abs()).ok()?;
        if self.digits <= 1 << f64::MANTISSA_DIGITS
            && let Some(power) = POWERS.get(power)
        {
            let digits = self.digits as f64;
            return Some(if self.exponent < 0 { digits / power } else { digits * power });
        }
        match self.exponent {
            0 => Some(self.digits as f64),
            ..0 => TENS.get(power).map(|power| quotient(self.digits, *power)),
            1.. => None,
        }
    }
}

/// The float64 nearest to a quotient of two whole numbers that aren't 0.
fn quotient(dividend: u64, divisor: u64) -> f64 {
    let (up, down) = (dividend.leading_zeros(), divisor.leading_zeros());
    let wide = u128::from(dividend << up) << 63;
    let divisor = u128::from(divisor << down);
    // 63 bits or 64, of which a float64 has 53: the last one stands for all that come behind it.
    let quotient = wide / divisor;
    let bits = quotient as u64 | u64::from(quotient * divisor < wide);
    bits as f64 * power_of_two(i64::from(down) - i64::from(up) - 63)
}

/// A power of two that a float64 has with all its bits.
fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits(((exponent + 1023) as u64) << (f64::MANTISSA_DIGITS - 1))
}

/// A number whose first digits are known, with those that `text` begins with behind them, and the rest of the text.
/// Of more digits than a u64 holds something is left.
#[inline]
fn digits(first: u64, mut text: &[u8]) -> (u64, &[u8]) {
    let mut value = first;
    while let Some(letters) = word(text, 0) {
        let count = digits_in(letters);
        let digits = digits_of(behind_zeros(letters, count));
        value = value.wrapping_mul(TENS[count]).wrapping_add(digits);
        text = &text[count..];
        if count < WORD {
            return (value, text);
        }
    }
    while let [digit @ b'0'..=b'9', rest @ ..] = text {
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        text = rest;
    }
    (value, text)
}

/// The exponent that is all of `text`, or one as good where it is far too large.
fn exponent(text: &[u8]) -> Option<i64> {
    let (sign, text) = match text {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        _ => (1, text),
    };
    let (value, rest) = digits(0, text);
    let is_long = text.len() > MOST_DIGITS && text.iter().any(|digit| *digit != b'0');
    let value = if is_long { FAR } else { value.min(FAR as u64) as i64 };
    (rest.is_empty() && !text.is_empty()).then_some(sign * value)
}

/// What is long or far from one; that it is a number was found out before.
fn by_the_standard_library(text: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(text).ok()?;
    if text.contains(',') { text.replace(',', ".").parse().ok() } else { text.parse().ok() }
}

/// Whether a text is a number but for what sets its thousands apart: such can be told from a decimal sign only by
/// who has written it.
pub(super) fn has_thousands(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['-', '+']);
    ['.', ',', ' ', '\u{a0}', '\u{202f}', '\'', '’'].into_iter().any(|mark| is_grouped(text, mark))
}

/// The same where a point sets them apart.
pub(super) fn has_point_groups(text: &str) -> bool {
    is_grouped(text.trim().trim_start_matches(['-', '+']), '.')
}

/// Whether a text is a number but for a percent sign behind it.
pub(super) fn is_percent(text: &str) -> bool {
    let number_before = text.trim().strip_suffix(['%', '％']).map(str::trim_end);
    number_before.is_some_and(|before| number(before.as_bytes(), true).is_some())
}

/// Whether a text is digits in groups of three, with a fraction behind them or without.
fn is_grouped(text: &str, mark: char) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let has_groups = |whole: &str| {
        let mut groups = whole.split(mark);
        let first = groups.next().is_some_and(|first| first.len() <= 3 && is_digits(first));
        let mut others = groups.peekable();
        first && others.peek().is_some() && others.all(|one| one.len() == 3 && is_digits(one))
    };
    let fraction = text.rsplit_once(['.', ',']).filter(|(_, decimals)| is_digits(decimals));
    has_groups(text) || fraction.is_some_and(|(whole, _)| has_groups(whole))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn leading(text: &[u8], comma: bool) -> Option<Leading> {
        short(text, comma).or_else(|| long(text, comma))
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "", "-", "+", ".", ",", "e5", "1e", "1e+", "--1", "+-1", "1.2.3", "1,2", "1_000",
            "0x10", "1 2", "1.5f", "inf", "nan", "1e5.0", ".e1", "٣",
        ] {
            assert_eq!(number(text.as_bytes(), false), None, "{text}");
        }
        for text in ["1.2,3", "1,2.3", "1,2,3", ",", "-,", "1,e"] {
            assert_eq!(number(text.as_bytes(), true), None, "{text}");
        }
    }

    #[test]
    fn thousands_that_are_set_apart_are_known() {
        for text in
            ["1.005,3", "-1,234.5", "1,234", "12,345,678", "1 234,5", "1\u{a0}234", "1'234.50"]
        {
            assert!(has_thousands(text), "{text}");
        }
        for text in [
            "",
            "-",
            "900,0",
            "1,2",
            "1.5,3",
            "1234,567",
            "1.2.345",
            "192.168.0.1",
            "a.234",
            "1,234x",
            "dry",
        ] {
            assert!(!has_thousands(text), "{text}");
        }
        assert!(has_point_groups("-1.005,3") && has_point_groups(" 12.345.678"));
        assert!(!has_point_groups("1,234.5") && !has_point_groups("1.2.345"));
    }

    #[test]
    fn percent_signs_behind_numbers_are_known() {
        for text in ["45 %", "45%", "-0.5 %", "30,2%", " 7\u{a0}% ", "12％"] {
            assert!(is_percent(text), "{text}");
        }
        for text in ["%", "", "45", "45 % wet", "% 45", "about 45 %", "45 %%"] {
            assert!(!is_percent(text), "{text}");
        }
    }

    #[test]
    fn a_comma_is_a_point_where_it_may_be() {
        for (text, value) in
            [("1,5", 1.5), ("-0,25", -0.25), (",5", 0.5), ("3,", 3.0), ("1,5e2", 150.0)]
        {
            assert_eq!(number(text.as_bytes(), true), Some(value), "{text}");
            assert_eq!(number(text.as_bytes(), false), None, "{text}");
        }
        assert_eq!(number(b"0,1234567890123456789012", true), Some(0.123_456_789_012_345_68));
    }

    #[test]
    fn the_far_ends_are_infinite_or_zero() {
        let far = format!("1e{}", "9".repeat(400));
        for (text, value) in [
            ("1e308", 1e308),
            ("1e309", f64::INFINITY),
            ("-1e999", f64::NEG_INFINITY),
            ("1e-400", 0.0),
            ("0e999999999999999999999", 0.0),
            (&far, f64::INFINITY),
            ("4.9e-324", 5e-324),
        ] {
            assert_eq!(number(text.as_bytes(), false), Some(value), "{text}");
        }
        let long = format!("{}e-400", "9".repeat(401));
        assert_eq!(number(long.as_bytes(), false), long.parse().ok());
        assert!(number(b"-0", false).unwrap().is_sign_negative());
    }

    proptest! {
        #[test]
        fn numbers_are_the_standard_librarys(text in r"[+-]?[0-9]{0,22}(\.[0-9]{0,22})?([eE][+-]?[0-9]{1,3})?") {
            let expected: Option<f64> = text.parse().ok();
            let found = number(text.as_bytes(), false);
            prop_assert_eq!(found.map(f64::to_bits), expected.map(f64::to_bits));
        }

        #[test]
        fn a_text_begins_with_the_number_that_its_beginning_is(
            text in r"[+-]?[0-9]{0,22}[.,]?[0-9]{0,22}[ ;,.e5x-]{0,3}",
            comma in any::<bool>(),
        ) {
            if let Some(Leading { value, mark, length }) = leading(text.as_bytes(), comma) {
                let (begin, rest) = text.split_at(length);
                let expected_mark = begin.bytes().find(|letter| b".,".contains(letter));
                prop_assert!(expected_mark.map_or(!is_mark(mark, comma), |expected| mark == expected));
                let expected: Option<f64> = begin.replace(',', ".").parse().ok();
                prop_assert_eq!(Some(value.to_bits()), expected.map(f64::to_bits));
                prop_assert!(!rest.starts_with(|c: char| c.is_ascii_digit()));
                // Nothing that belongs to it is left.
                prop_assert!(length == text.len() || number(&text.as_bytes()[..=length], comma).is_none());
            }
        }

        #[test]
        fn short_numbers_are_read_at_once(digits in 0_u64..=1 << 53, fraction in 0..=15_usize) {
            let text = format!("{digits:016}");
            let text = format!("{}.{}", &text[..16 - fraction], &text[16 - fraction..]);
            let found = leading(format!("{text};x").as_bytes(), false);
            let expected: f64 = text.parse().unwrap();
            let found = found.map(|found| (found.value.to_bits(), found.length));
            prop_assert_eq!(found, Some((expected.to_bits(), text.len())));
        }

        #[test]
        fn quotients_are_the_standard_librarys(digits in 1_u64..10_u64.pow(19), places in 1..=19_u32, bit in 0..64_u32) {
            // Many digits, and few.
            let digits = (digits >> bit).max(1);
            let expected: f64 = format!("{digits}e-{places}").parse().unwrap();
            prop_assert_eq!(quotient(digits, 10_u64.pow(places)).to_bits(), expected.to_bits());
        }

        #[test]
        fn what_lies_between_two_numbers_becomes_the_even_one(even in 1_u64 << 52..1 << 53, places in 1..=3_u32) {
            // Half of the last bit behind it.
            let text = format!("{even}.5{}", "0".repeat(places as usize - 1));
            let above = format!("{even}.5{}1", "0".repeat(places as usize - 1));
            let expected = (even + even % 2) as f64;
            prop_assert_eq!(number(text.as_bytes(), false), Some(expected));
            prop_assert_eq!(number(above.as_bytes(), false), Some((even + 1) as f64));
        }

        #[test]
        fn what_is_printed_is_read_back(value in any::<f64>().prop_filter("finite", |value| value.is_finite())) {
            for text in [format!("{value}"), format!("{value:e}"), format!("{value:?}")] {
                prop_assert_eq!(number(text.as_bytes(), false).map(f64::to_bits), Some(value.to_bits()));
            }
        }

        #[test]
        fn any_bytes_are_a_number_or_none(bytes in prop::collection::vec(prop::sample::select(b"0123456789+-.,eEn ".as_slice()), 0..12)) {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let expected: Option<f64> = text.parse().ok().filter(|value: &f64| !value.is_nan());
            prop_assert_eq!(number(&bytes, false), expected);
        }
    }
}
