//! What numbers look like, and that ticks are true.

use std::f64::consts::PI;
use std::time::Duration;

use super::*;

#[test]
fn large_numbers_are_grouped_by_thin_gaps() {
    assert_eq!(grouped(0), "0");
    assert_eq!(grouped(999), "999");
    assert_eq!(grouped(1_000), "1\u{2009}000");
    assert_eq!(grouped(12_345_678), "12\u{2009}345\u{2009}678");
    assert_eq!([1_145_856.0, 0.25, -5.0].map(told), ["1\u{2009}145\u{2009}856", "0.25", "−5"]);
    let ages = [950, 1_000, 6_528, 9_960, 18_512, 999_600, 1_250_000].map(thousands);
    assert_eq!(ages, ["950", "1.0 k", "6.5 k", "10 k", "19 k", "1.0 M", "1.2 M"]);
}

#[test]
fn time_reads_as_a_clock() {
    let texts = [5, 65, 3_661, 90_061].map(|seconds| clock(Duration::from_secs(seconds)));
    assert_eq!(texts, ["0:05", "1:05", "1:01:01", "1d 1:01:01"]);
}

#[test]
fn numbers_are_as_short_as_asked_for() {
    let short = [0.0, 0.061_488, 1.0, 123.0, 1.5e-7, 1.24e-5, 100_000.0, 2e9].map(short);
    assert_eq!(short, ["0", "0.0615", "1", "123", "1.5e-7", "1.24e-5", "100000", "2e9"]);
    let three = [0.0, 0.061_488, 1.0, 123.0, -0.25, 100_000.0, 2e9, 1.24e-5];
    let three = three.map(|value| brief(value, 3));
    assert_eq!(three, ["0", "0.0615", "1", "123", "−0.25", "100000", "2.0e9", "1.2e-5"]);
    let two = [0.061_488, 1.24, 99_999.0, 100_000.0].map(|value| brief(value, 2));
    assert_eq!(two, ["0.061", "1.2", "99999", "1.0e5"]);
    assert_eq!([f64::NAN, f64::INFINITY].map(self::short), ["NaN", "inf"]);
    assert_eq!([0.02, 1e-5, 100_000.0].map(plain), ["0.02", "1e-5", "100000"]);
}

#[test]
fn negative_numbers_have_a_true_minus_where_people_read_them() {
    let read = [short, measured, told, |n| brief(n, 2), |n| fixed(n, 1), |n| rounded(n, 1), turns];
    let texts = read.map(|written| written(-2.5));
    assert_eq!(texts, ["−2.5", "−2.5", "−2.5", "−2.5", "−2.5", "−2.5", "−2.5π"]);
    assert_eq!([short(-1.5e-7), brief(-1.5e-7, 2)], ["−1.5e-7", "−1.5e-7"]);
    assert_eq!(short_apart(-1.0, 1.0), ("−1".to_owned(), "1".to_owned()));
    assert_eq!([short(f64::NEG_INFINITY), rounded(-0.01, 1)], ["−inf", "0"]);
    // What programs read, and what is typed.
    assert_eq!([plain(-2.5), plain(-1e-5)], ["-2.5", "-1e-5"]);
    let any = typed::Accepted { least: -1e9, most: 1e9, whole: false };
    for number in [-2.5, -1.5e-7, -12.0] {
        assert_eq!(any.read(&short(number)), Ok(number), "{}", short(number));
    }
}

#[test]
fn two_numbers_have_the_digits_that_tell_them_apart() {
    let texts = |one, other| {
        let (one, other) = short_apart(one, other);
        format!("{one} → {other}")
    };
    assert_eq!(texts(0.02, 0.123_456), "0.02 → 0.123");
    assert_eq!(texts(0.123_41, 0.123_44), "0.12341 → 0.12344");
    assert_eq!(texts(1.234_6e-7, 1.234_1e-7), "1.235e-7 → 1.234e-7");
    assert_eq!(texts(1.0, 1.0_f64.next_up()), "1 → 1.0000000000000002");
    assert_eq!(texts(0.123_456, 0.123_456), "0.123 → 0.123");
}

#[test]
fn decimals_are_fixed_or_trimmed_and_zero_has_no_sign() {
    assert_eq!([-0.000_01, 0.5, -1.25].map(|n| fixed(n, 4)), ["0.0000", "0.5000", "−1.2500"]);
    assert_eq!([2.25, 3.0, 0.333_33].map(turns), ["2.25π", "3π", "0.333π"]);
    assert_eq!([0.099_6, 0.05, 1.0, 0.0].map(two_digits), ["0.10", "0.050", "1.0", "0"]);
    assert_eq!([0.012_345, 98_765.0].map(|n| to_digits(n, 3)), [0.0123, 98_800.0]);
    assert_eq!([0.25_f32, 1e7].map(loss), ["0.250000", "1e7"]);
    let small = [0.001_f32, 0.000_999, 1.372e-5, 1e-45, 0.0].map(loss);
    assert_eq!(small, ["0.001000", "9.99e-4", "1.37e-5", "1.4e-45", "0"]);
    assert_eq!([f32::NAN, f32::INFINITY].map(loss), ["NaN", "inf"]);
    assert_eq!(percent(0.126), "13 %");
}

#[test]
fn ticks_stand_at_multiples_of_pi() {
    let labels = |low: f64, high: f64, most| -> Vec<String> {
        ticks::turns((low * PI, high * PI), most).into_iter().map(|tick| tick.label).collect()
    };
    assert_eq!(labels(-1.0, 2.0, 5), ["−π", "0", "π", "2π"]);
    assert_eq!(labels(96.0, 100.0, 4), ["96π", "97π", "98π", "99π", "100π"]);
    assert_eq!(labels(0.0, 2.0, 4), ["0", "0.5π", "π", "1.5π", "2π"]);
    assert_eq!(labels(1e7, 1e7 + 10.0, 2)[1], "10\u{2009}000\u{2009}005π");
    for tick in ticks::turns((96.0 * PI, 100.0 * PI), 4) {
        let number: f64 = tick.label.trim_end_matches('π').parse().unwrap();
        assert!((tick.at - number * PI).abs() < 1e-9);
    }
}

#[test]
fn labels_of_a_logarithmic_axis_are_the_values() {
    for (range, expected) in [
        ((-2.3, 0.1), vec!["0.01", "0.1", "1"]),
        ((-1.4, -0.2), vec!["0.05", "0.1", "0.2", "0.5"]),
        ((-8.0, -4.0), vec!["10⁻⁸", "10⁻⁷", "10⁻⁶", "10⁻⁵", "10⁻⁴"]),
        ((-0.01, 0.2), vec!["1.0", "1.2", "1.4"]),
    ] {
        let ticks = ticks::decades(range, 5);
        let labels: Vec<&str> = ticks
            .iter()
            .map(|tick| tick.label.as_str())
            .filter(|label| !label.is_empty())
            .collect();
        assert_eq!(labels, expected);
        for tick in &ticks {
            assert!((range.0 - 0.01..=range.1 + 0.01).contains(&tick.at.log10()), "{tick:?}");
            if let Ok(value) = tick.label.parse::<f64>() {
                assert!((tick.at / value - 1.0).abs() < 1e-9, "{tick:?}");
            }
        }
    }
}

#[test]
fn labels_of_a_linear_axis_are_the_values() {
    for range in
        [(-1.1, 1.1), (0.0, 0.0123), (-3e4, 7e5), (1e-9, 4e-9), (-2e12, 3e12), (0.5, 0.500_01)]
    {
        let ticks = ticks::linear(range, 5);
        assert!((2..=7).contains(&ticks.len()), "{ticks:?}");
        for tick in ticks {
            let plain = tick.label.replace('−', "-").replace('\u{2009}', "");
            let value = match plain.split_once("×10") {
                None => plain.parse::<f64>().unwrap(),
                Some((digits, power)) => {
                    digits.parse::<f64>().unwrap() * 10f64.powi(lowered(power))
                }
            };
            assert!(
                (tick.at - value).abs() <= 1e-6 * (range.1 - range.0),
                "{} for {}",
                tick.label,
                tick.at
            );
        }
    }
}

/// A number in raised digits.
fn lowered(raised: &str) -> i32 {
    let plain = |character| match "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == character)
    {
        Some(digit) => char::from_digit(digit as u32, 10).unwrap(),
        None => '-',
    };
    raised.chars().map(plain).collect::<String>().parse().unwrap()
}

#[test]
fn labels_of_a_low_logarithmic_axis_stand_apart() {
    let labels = |low, high, least| -> Vec<String> {
        let ticks = ticks::low_decades((low, high), 4, least).into_iter();
        ticks.map(|tick| tick.label).filter(|label| !label.is_empty()).collect()
    };
    assert_eq!(labels(-1.4, -0.2, 0.3), ["0.05", "0.1", "0.2", "0.5"]);
    assert_eq!(labels(-1.4, -0.2, 0.4), ["0.1", "0.3"]);
    assert_eq!(labels(-0.99, 0.99, 0.4), ["0.3", "1", "3"]);
    assert_eq!(labels(-3.2, 0.9, 0.4), ["0.01", "1"]);
}
