//! Numbers as texts.

use std::time::Duration;

/// A number in as few characters as tell it.
pub(super) fn short(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let exponent = number.abs().log10().floor();
    if (-3.0..6.0).contains(&exponent) {
        let text = format!("{number:.*}", (2.0 - exponent).max(0.0) as usize);
        if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            text
        }
    } else {
        let text = format!("{number:.2e}");
        text.replace(".00e", "e").replace("0e", "e")
    }
}

/// A whole number with thin gaps between its thousands.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// Minutes and seconds, with hours and days where they are needed.
pub(super) fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    let (days, hours) = (seconds / 86_400, seconds / 3600 % 24);
    let (minutes, seconds) = (seconds / 60 % 60, seconds % 60);
    match (days, hours) {
        (0, 0) => format!("{minutes}:{seconds:02}"),
        (0, _) => format!("{hours}:{minutes:02}:{seconds:02}"),
        _ => format!("{days}d {hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1 000");
        assert_eq!(grouped(12_345_678), "12 345 678");
    }

    #[test]
    fn time_reads_as_a_clock() {
        let texts: Vec<_> =
            [5, 65, 3_661, 90_061].map(|seconds| clock(Duration::from_secs(seconds))).into();
        assert_eq!(texts, ["0:05", "1:05", "1:01:01", "1d 1:01:01"]);
    }

    #[test]
    fn numbers_are_short() {
        let texts: Vec<_> =
            [0.0, 0.061488, 1.0, 123.0, 1.5e-7, 100_000.0, 2e9].iter().map(|n| short(*n)).collect();
        assert_eq!(texts, ["0", "0.0615", "1", "123", "1.5e-7", "100000", "2e9"]);
    }
}
