//! Numbers as texts.

use std::time::Duration;

/// A number in as few characters as tell it.
pub(in crate::app) fn short(number: f64) -> String {
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

/// Minutes and seconds, with hours and days where they are needed.
pub(in crate::app) fn clock(time: Duration) -> String {
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
