//! The autocorrelation of a series, at all lags at once: by the theorem of Wiener and Khinchin, as the
//! spectrum of the power spectrum.

use std::f64::consts::TAU;

use super::measure;

/// The autocorrelation at the lags from 0 to `lags`: Σ (y(i) − ȳ)(y(i+k) − ȳ) / Σ (y(i) − ȳ)². Sums over
/// fewer pairs aren't made larger, so that it falls off towards long lags, and stays within −1 and 1. Empty
/// where the series is constant, has no numbers, or not only finite ones.
pub fn autocorrelation(values: &[f64], lags: usize) -> Vec<f64> {
    let lags = lags.min(values.len().saturating_sub(1));
    let size = measure::deviation(values.iter().copied()).filter(|size| *size > 0.0);
    let Some((mean, size)) = measure::mean(values.iter().copied()).zip(size) else {
        return Vec::new();
    };
    // As many zeros behind it as the longest lag, so that its end never meets its beginning.
    let mut series: Vec<Complex> =
        values.iter().map(|value| ((value - mean) / size, 0.0)).collect();
    series.resize((values.len() + lags).next_power_of_two(), (0.0, 0.0));
    transform(&mut series);
    for value in &mut series {
        *value = (value.0 * value.0 + value.1 * value.1, 0.0);
    }
    transform(&mut series);
    let whole = series[0].0;
    series[..=lags].iter().map(|value| value.0 / whole).collect()
}

/// Real and imaginary part.
type Complex = (f64, f64);

/// The discrete Fourier transform in place, of a power of two numbers (Cooley and Tukey 1965).
fn transform(values: &mut [Complex]) {
    let count = values.len();
    let bits = count.trailing_zeros();
    if bits == 0 {
        return;
    }
    for at in 0..count {
        let other = at.reverse_bits() >> (usize::BITS - bits);
        if at < other {
            values.swap(at, other);
        }
    }
    let angle = |n: usize| -TAU * n as f64 / count as f64;
    let roots: Vec<Complex> =
        (0..count / 2).map(|n| (libm::cos(angle(n)), libm::sin(angle(n)))).collect();
    let mut half = 1;
    while half < count {
        let stride = count / (2 * half);
        for pair in values.chunks_exact_mut(2 * half) {
            let (low, high) = pair.split_at_mut(half);
            for (n, (a, b)) in low.iter_mut().zip(high).enumerate() {
                let root = roots[n * stride];
                let turned = (b.0 * root.0 - b.1 * root.1, b.0 * root.1 + b.1 * root.0);
                (*a, *b) = ((a.0 + turned.0, a.1 + turned.1), (a.0 - turned.0, a.1 - turned.1));
            }
        }
        half *= 2;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// By its definition.
    fn naive(values: &[f64], lag: usize) -> f64 {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let product = |lag: usize| -> f64 {
            let pairs = values.iter().zip(&values[lag..]);
            pairs.map(|(a, b)| (a - mean) * (b - mean)).sum()
        };
        product(lag) / product(0)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_what_its_definition_says(
            values in prop::collection::vec(-100.0..100.0_f64, 2..80),
            lags in 0..100_usize,
        ) {
            let found = autocorrelation(&values, lags);
            prop_assert_eq!(found.len(), lags.min(values.len() - 1) + 1);
            for (lag, found) in found.iter().enumerate() {
                let wanted = naive(&values, lag);
                prop_assert!((found - wanted).abs() < 1e-9, "lag {}: {} {}", lag, found, wanted);
            }
        }
    }

    #[test]
    fn what_never_changes_has_none() {
        assert!(autocorrelation(&[7.3; 20], 5).is_empty());
        assert!(autocorrelation(&[], 5).is_empty() && autocorrelation(&[1.0], 5).is_empty());
        assert!(autocorrelation(&[1.0, f64::NAN, 2.0], 1).is_empty());
    }

    #[test]
    fn numbers_of_any_size_have_one() {
        for size in [1e-300, 1.0, 1e300] {
            let values: Vec<f64> = (0..50).map(|n| size * libm::sin(f64::from(n))).collect();
            assert!(
                (autocorrelation(&values, 6)[6]
                    - naive(&values.iter().map(|v| v / size).collect::<Vec<_>>(), 6))
                .abs()
                    < 1e-9
            );
        }
    }
}
