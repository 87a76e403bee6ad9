//! Decimal numbers in cells, rounded as the standard library rounds them and faster where they are short.

/// The powers of ten that a float64 holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

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

/// The decimal number with which `text` begins, and its length, whatever follows: one without an exponent, and so
/// short that it is quickly read. It is what [`number`] finds in this part of the text.
#[inline]
pub(super) fn leading(text: &[u8], comma: bool) -> Option<(f64, usize)> {
    let (negative, unsigned) = sign(text);
    let (decimal, rest) = Decimal::begin(unsigned, comma)?;
    let value = decimal.value()?;
    Some((with_sign(negative, value), text.len() - rest.len()))
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
            && (*mark == b'.' || comma && *mark == b',')
        {
            (digits, rest) = self::digits(digits, decimals);
            fraction = decimals.len() - rest.len();
            count += fraction;
        }
        let (exponent, is_whole) = (-(fraction as i64), count <= MOST_DIGITS);
        (count > 0).then_some((Self { digits, exponent, is_whole }, rest))
    }

    /// The nearest float64, where one multiplication or division of exact numbers finds it: that rounds once.
    #[inline]
    fn value(&self) -> Option<f64> {
        let is_exact = self.is_whole && self.digits <= 1 << f64::MANTISSA_DIGITS;
        let power = POWERS.get(usize::try_from(self.exponent.unsigned_abs()).ok()?)?;
        let digits = self.digits as f64;
        is_exact.then(|| if self.exponent < 0 { digits / power } else { digits * power })
    }
}

/// A number whose first digits are known, with those that `text` begins with behind them, and the rest of the text.
/// Of more digits than a u64 holds something is left.
#[inline]
fn digits(first: u64, mut text: &[u8]) -> (u64, &[u8]) {
    let mut value = first;
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
            if let Some((value, length)) = leading(text.as_bytes(), comma) {
                let (begin, rest) = text.split_at(length);
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
            prop_assert_eq!(found.map(|(value, length)| (value.to_bits(), length)), Some((expected.to_bits(), text.len())));
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
