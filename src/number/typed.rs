//! Numbers as people type them: with a comma or a point, as fractions, in multiples of π. And as they
//! stand in a field: to the last digit, so that what is shown is what is there and can be typed again.

use std::f64::consts::PI;

use super::{grouped, plain};

/// Which numbers a field takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accepted {
    /// The least number.
    pub least: f64,
    /// The greatest number.
    pub most: f64,
    /// Whether only whole ones.
    pub whole: bool,
}

/// Why what was typed is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no text.
    Empty,
    /// The text is no number.
    NotANumber,
    /// A group of three digits after a comma or a point, where a whole number is asked for: thousands
    /// in one country, decimals in another.
    Ambiguous,
    /// A fraction of zero parts.
    DividedByZero,
    /// A number between two whole ones.
    NotWhole,
    /// A number that the field doesn't take.
    OutOfRange,
}

impl Accepted {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`Refusal`] when it isn't a number that the field takes.
    pub fn read(&self, text: &str) -> Result<f64, Refusal> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refusal::Empty);
        }
        if self.whole && is_ambiguous(text) {
            return Err(Refusal::Ambiguous);
        }
        self.check(fraction(text)?)
    }

    /// Holds a number to what the field takes.
    ///
    /// # Errors
    /// [`Refusal`] when it isn't one of these.
    pub fn check(&self, number: f64) -> Result<f64, Refusal> {
        match number {
            _ if number.is_nan() => Err(Refusal::NotANumber),
            _ if !(self.least..=self.most).contains(&number) => Err(Refusal::OutOfRange),
            _ if self.whole && number.fract() != 0.0 => Err(Refusal::NotWhole),
            // Zero has no sign.
            _ => Ok(number + 0.0),
        }
    }

    /// A number in as many digits as it takes, as the field shows it and could read it again.
    pub fn written(&self, number: f64) -> String {
        if self.whole && number >= 0.0 {
            return grouped(number as u64);
        }
        if number.abs() < 1e15 { plain(number) } else { format!("{number:e}") }
    }
}

/// Whether a whole number was meant by "1,000" or one with three decimals can't be told.
fn is_ambiguous(text: &str) -> bool {
    let Some((whole, thousands)) = text.split_once([',', '.']) else { return false };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && digits(thousands)
        && (1..=3).contains(&whole.len())
        && thousands.len() == 3
        && !whole.starts_with('0')
}

/// "-2π/3": a sign, and one product by another.
fn fraction(text: &str) -> Result<f64, Refusal> {
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(text) => (-1.0, text),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let Some((above, below)) = text.split_once('/') else { return Ok(sign * product(text)?) };
    match product(below)? {
        0.0 => Err(Refusal::DividedByZero),
        below => Ok(sign * product(above)? / below),
    }
}

/// "2·π": factors, with or without a sign between them.
fn product(text: &str) -> Result<f64, Refusal> {
    text.split(['*', '·', '×']).try_fold(1.0, |product, part| Ok(product * factor(part.trim())?))
}

/// "2π", "π", "pi" or a decimal number.
fn factor(text: &str) -> Result<f64, Refusal> {
    let number = |text: &str| decimal(text).ok_or(Refusal::NotANumber);
    match strip_pi(text).map(str::trim_end) {
        Some("") => Ok(PI),
        Some(text) => Ok(number(text)? * PI),
        None => number(text),
    }
}

fn strip_pi(text: &str) -> Option<&str> {
    ["π", "pi", "Pi", "PI"].iter().find_map(|pi| text.strip_suffix(pi))
}

/// "0.05", "0,05", "1e-3", "50 000".
fn decimal(text: &str) -> Option<f64> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, whole_exponent(exponent)?),
        None => (text, "0".to_owned()),
    };
    let (whole, decimals) = mantissa.split_once([',', '.']).unwrap_or((mantissa, ""));
    let whole = close_gaps(whole)?;
    let is_number =
        whole.len() + decimals.len() > 0 && decimals.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("0{whole}.{decimals}0e{exponent}").parse().ok()).flatten()
}

/// A whole number with a sign, if it has one, whose minus may be the typographer's.
fn whole_exponent(text: &str) -> Option<String> {
    let text = text.replace('−', "-");
    let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then_some(text)
}

/// Digits, or groups of three with gaps between them, without the gaps.
fn close_gaps(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split(char::is_whitespace).collect();
    let are_digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    let (first, rest) = groups.split_first()?;
    let are_groups = rest.is_empty()
        || ((1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3));
    (are_digits && are_groups).then(|| groups.concat())
}

/// The number as a multiple of π by small whole numbers, if it is one to the last bit: "π/10", "2π/3".
pub fn in_turns(number: f64) -> Option<String> {
    const LARGEST_DIVISOR: u32 = 512;
    const LARGEST_FACTOR: u32 = 16;
    (1..=LARGEST_DIVISOR).find_map(|divisor| {
        let factor = (number * f64::from(divisor) / PI).round() as u32;
        let is_it = (1..=LARGEST_FACTOR).contains(&factor)
            && (2..=factor).all(|n| !(factor.is_multiple_of(n) && divisor.is_multiple_of(n)))
            && f64::from(factor) * PI / f64::from(divisor) == number;
        let above = if factor == 1 { "π".to_owned() } else { format!("{factor}π") };
        let whole = if divisor == 1 { above } else { format!("{above}/{divisor}") };
        is_it.then_some(whole)
    })
}

/// A number's digits in so much room: cut, with a sign that there are more, and a power of ten kept.
pub fn cut(text: &str, room: usize) -> String {
    if text.chars().count() <= room || text.contains(['π', super::GAP]) || !text.contains('.') {
        return text.to_owned();
    }
    let (mantissa, exponent) = text.split_at(text.find('e').unwrap_or(text.len()));
    // A digit after the point at the least.
    let least = mantissa.find('.').map_or(0, |point| point + 2);
    let kept = room.saturating_sub(exponent.len() + 1).max(least);
    let mut digits: String = mantissa.chars().take(kept).collect();
    if digits.len() < mantissa.len() {
        digits.push('…');
    }
    digits + exponent
}

#[cfg(test)]
mod tests {
    use super::*;

    const REAL: Accepted = Accepted { least: -1e3, most: 1e3, whole: false };
    const WHOLE: Accepted = Accepted { least: 1.0, most: 1e6, whole: true };

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, number) in [
            ("0.05", 0.05),
            ("0,05", 0.05),
            (" ,5 ", 0.5),
            ("5.", 5.0),
            ("+7", 7.0),
            ("1e-3", 0.001),
            ("1E−3", 0.001),
            ("2,5e+1", 25.0),
            ("−0.5", -0.5),
            ("-0", 0.0),
            ("1/50", 0.02),
            ("1 / 3", 1.0 / 3.0),
            ("0,5/2", 0.25),
            ("pi", PI),
            ("π", PI),
            ("2π", 2.0 * PI),
            ("2 pi", 2.0 * PI),
            ("2*pi", 2.0 * PI),
            ("0,5·π", 0.5 * PI),
            ("pi/10", PI / 10.0),
            ("-3Pi/4", -3.0 * PI / 4.0),
            ("1/π", 1.0 / PI),
        ] {
            assert_eq!(REAL.read(text), Ok(number), "{text}");
        }
        for (text, number) in
            [("12", 12.0), ("12,0", 12.0), ("10/2", 5.0), ("1e3", 1000.0), ("50\u{2009}000", 5e4)]
        {
            assert_eq!(WHOLE.read(text), Ok(number), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_and_why() {
        for text in [
            "nan", "NaN", "inf", "-inf", "infinity", "abc", "1e", "e5", ".", "1.2.3", "1,2.3",
            "0x10", "1_000", "--1", "1/2/3", "2//3", "/3", "3/", "π2", "*π", "2*", "1 2", "10 00",
            "٣", "1e1.5", "1 e 5", "½", "5 %",
        ] {
            assert_eq!(REAL.read(text), Err(Refusal::NotANumber), "{text}");
        }
        for text in ["", "  ", "\t"] {
            assert_eq!(REAL.read(text), Err(Refusal::Empty));
        }
        for text in ["1001", "-1e9", "1e999", "400π"] {
            assert_eq!(REAL.read(text), Err(Refusal::OutOfRange), "{text}");
        }
        for text in ["1/0", "pi/0.0", "0/0"] {
            assert_eq!(REAL.read(text), Err(Refusal::DividedByZero), "{text}");
        }
        for text in ["3.7", "1/0,3", "pi"] {
            assert_eq!(WHOLE.read(text), Err(Refusal::NotWhole), "{text}");
        }
        for text in ["1,000", "50.000"] {
            assert_eq!(WHOLE.read(text), Err(Refusal::Ambiguous), "{text}");
        }
        assert_eq!(WHOLE.read("0"), Err(Refusal::OutOfRange));
        assert_eq!(REAL.check(f64::NAN), Err(Refusal::NotANumber));
    }

    #[test]
    fn what_a_field_shows_is_what_is_there() {
        let any = Accepted { least: -f64::MAX, most: f64::MAX, whole: false };
        for number in [0.0, 1e-6, 1e-9, 0.02, 1.0 / 3.0, 5e-324, 1e300, f64::MAX, -0.25, 123_456.5]
        {
            assert_eq!(any.read(&any.written(number)), Ok(number), "{}", any.written(number));
        }
        assert_eq!([1e-6, 1e-9, 0.001].map(|n| any.written(n)), ["1e-6", "1e-9", "0.001"]);
        assert_eq!(WHOLE.written(50_000.0), "50\u{2009}000");
        assert_eq!(WHOLE.read(&WHOLE.written(50_000.0)), Ok(50_000.0));
    }

    #[test]
    fn fractions_of_a_turn_are_known_again() {
        for text in ["π", "2π", "π/10", "π/499", "2π/3"] {
            let number = REAL.read(text).unwrap();
            assert_eq!(in_turns(number).as_deref(), Some(text));
        }
        for number in [0.0, 0.3, 0.1, 3.1, PI.next_up(), f64::MAX, f64::NAN, 5e-324] {
            assert_eq!(in_turns(number), None, "{number}");
        }
    }

    #[test]
    fn what_is_cut_says_so() {
        let third = "0.3333333333333333";
        for (text, room, shown) in [
            (third, 6, "0.333…"),
            (third, 20, third),
            (third, 0, "0.3…"),
            ("1.23456789e-7", 8, "1.23…e-7"),
            ("1e-9", 2, "1e-9"),
            ("4294967295", 4, "4294967295"),
            ("π/128", 3, "π/128"),
        ] {
            assert_eq!(cut(text, room), shown);
        }
    }
}
