//! Numbers as people read them: in the window, in figures, on the command line. And the ticks of axes.
//!
//! What programs read (TOML, CSV, coordinates in SVG) is written where it is read back.

pub mod ticks;
pub mod typed;

use std::time::Duration;

#[cfg(test)]
mod tests;

/// The gap between groups of three digits.
const GAP: char = '\u{2009}';
/// Digits in which the window shows values.
const SHORT: i32 = 3;
/// The sign of negative numbers, as axes have it: a hyphen is shorter than the digits are wide, and easily missed. The
/// exponent of a power of ten keeps its own, as it is typed.
const MINUS: char = '−';
/// Digits that tell any two numbers apart.
const MOST_DIGITS: i32 = 17;

/// A whole number with thin gaps between its thousands, as the window shows counts.
pub fn grouped(number: u64) -> String {
    thousands_apart(&number.to_string())
}

/// A whole number's digits, in groups of three.
fn thousands_apart(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(GAP);
        }
        text.push(digit);
    }
    text
}

/// A number in three digits, as the window shows values: "0.0615", "123", "1.24e-5".
pub fn short(number: f64) -> String {
    in_digits(number, SHORT)
}

/// A measured value: in five digits, which is more than a sensor has.
pub fn measured(number: f64) -> String {
    in_digits(number, 5)
}

/// Two numbers in three digits, or in as many as tell them apart: "0.02" and "0.0201", not twice "0.02".
pub fn short_apart(one: f64, other: f64) -> (String, String) {
    let texts = |digits| (in_digits(one, digits), in_digits(other, digits));
    let differ = |texts: &(String, String)| one == other || texts.0 != texts.1;
    (SHORT..MOST_DIGITS).map(texts).find(differ).unwrap_or_else(|| texts(MOST_DIGITS))
}

/// A number's text with a true minus, where it has one.
fn signed(text: String) -> String {
    text.strip_prefix('-').map(|unsigned| format!("{MINUS}{unsigned}")).unwrap_or(text)
}

/// A number in so many digits at most, as a power of ten where that tells it better.
fn in_digits(number: f64, digits: i32) -> String {
    let text = significant(number, digits).unwrap_or_else(|| {
        let text = format!("{number:.*e}", (digits - 1).max(0) as usize);
        match text.split_once('e') {
            Some((digits, power)) => format!("{}e{power}", trimmed(digits.to_owned())),
            None => text,
        }
    });
    signed(text)
}

/// A number in at most so many digits, as pictures for print have room for: "0.25", "120", "1.2e-5".
pub fn brief(number: f64, digits: i32) -> String {
    signed(significant(number, digits).unwrap_or_else(|| format!("{number:.1e}")))
}

/// A number in so many digits without zeros at the end of its decimals; none where it is so large or
/// small that a power of ten tells it better.
fn significant(number: f64, digits: i32) -> Option<String> {
    if number == 0.0 {
        return Some("0".to_owned());
    }
    let exponent = number.abs().log10().floor();
    // A few zeros more read better than a power of ten. What isn't finite lies outside.
    if !(-3.0..f64::from(digits) + 3.0).contains(&exponent) {
        return None;
    }
    let decimals = (f64::from(digits) - 1.0 - exponent).max(0.0) as usize;
    Some(trimmed(format!("{number:.decimals$}")))
}

/// Without zeros at the end of the decimals, and without a point that nothing follows.
fn trimmed(number: String) -> String {
    if number.contains('.') {
        number.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        number
    }
}

/// A number in few characters; a large whole one to its last digit, as steps are.
pub fn told(number: f64) -> String {
    if number.fract() == 0.0 && (1e3..1e15).contains(&number) {
        return grouped(number as u64);
    }
    short(number)
}

/// A setting's value, to the last digit: "0.02", "1e-5". Files have it so, too: its sign is what programs read.
pub fn plain(number: f64) -> String {
    if number != 0.0 && number.abs() < 1e-4 { format!("{number:e}") } else { number.to_string() }
}

/// A number with exactly so many decimals; a zero has no sign.
pub fn fixed(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    let is_zero = !text.contains(|digit| matches!(digit, '1'..='9'));
    match text.strip_prefix('-') {
        Some(unsigned) if is_zero => unsigned.to_owned(),
        _ => signed(text),
    }
}

/// A number with at most so many decimals; a zero has no sign.
pub fn rounded(number: f64, decimals: usize) -> String {
    trimmed(fixed(number, decimals))
}

/// A loss as the command line prints it: with six decimals from a thousandth on, and below that in
/// three digits, "1.37e-5", so that a small loss isn't taken for none; in full where it is very large.
pub fn loss(loss: impl Into<f64>) -> String {
    let loss = loss.into();
    match loss {
        // A thousandth as a float32 has it is one.
        0.000_999_999_95..1e6 => format!("{loss:.6}"),
        ..1e6 => short(loss),
        _ => format!("{:e}", loss as f32),
    }
}

/// A number to two significant digits, zeros included: 0.10, 0.050, 1.0. What isn't positive is 0.
pub fn two_digits(number: f64) -> String {
    if number <= 0.0 || !number.is_finite() {
        return "0".to_owned();
    }
    // 0.0996 becomes 0.10: the digits are counted after rounding.
    let rounded = to_digits(number, 2);
    let decimals = (1.0 - libm::log10(rounded).floor()).max(0.0) as usize;
    format!("{rounded:.decimals$}")
}

/// The number with so many significant digits that is nearest, as a person would type it.
pub fn to_digits(number: f64, digits: usize) -> f64 {
    format!("{number:.*e}", digits.saturating_sub(1)).parse().unwrap_or(number)
}

/// A count in few characters: 950, 6.5 k, 18 k, 1.2 M.
pub fn thousands(count: u64) -> String {
    let (unit, name) = match count {
        0..1_000 => return count.to_string(),
        1_000..999_500 => (1e3, "k"),
        _ => (1e6, "M"),
    };
    let number = count as f64 / unit;
    // 9.96 is 10, not 10.0.
    let decimals = usize::from(number < 9.95);
    format!("{number:.decimals$} {name}")
}

/// A time in multiples of π: "2.25π".
pub fn turns(half_turns: f64) -> String {
    format!("{}π", rounded(half_turns, 3))
}

/// A part of a whole in percent, without decimals.
pub fn percent(part: f64) -> String {
    format!("{:.0} %", 100.0 * part)
}

/// Minutes and seconds, with hours and days where they are needed.
pub fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    let (days, hours) = (seconds / 86_400, seconds / 3600 % 24);
    let (minutes, seconds) = (seconds / 60 % 60, seconds % 60);
    match (days, hours) {
        (0, 0) => format!("{minutes}:{seconds:02}"),
        (0, _) => format!("{hours}:{minutes:02}:{seconds:02}"),
        _ => format!("{days}d {hours}:{minutes:02}:{seconds:02}"),
    }
}

/// 10 to a whole power, such as 10⁻³.
fn power(exponent: f64) -> String {
    let raised = |character| match character {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit @ ('0' | '4'..='9') => {
            char::from_u32('⁰' as u32 + digit as u32 - '0' as u32).unwrap_or(digit)
        }
        other => other,
    };
    format!("10{}", format!("{exponent:.0}").chars().map(raised).collect::<String>())
}

/// A number with a true minus sign and, from five digits on, thin gaps between thousands, as axes
/// show it.
fn decimal(value: f64, decimals: usize) -> String {
    let text = fixed(value, decimals.min(15));
    let (sign, text) = text.split_at(if text.starts_with(MINUS) { MINUS.len_utf8() } else { 0 });
    let (digits, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = if digits.len() >= 5 { thousands_apart(digits) } else { digits.to_owned() };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{digits}{point}{fraction}")
}
