//! Means and roots of means that hold for numbers of any size; none where there is no finite one.

/// The mean. That of equal numbers is that number, to the bit.
pub(super) fn mean(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let first = values.clone().next()?;
    let (count, sum) = values.fold((0.0, 0.0), |(n, sum), value| (n + 1.0, sum + (value - first)));
    finite(first + sum / count)
}

/// The mean of the sizes, signs left out.
pub(super) fn mean_size(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let largest = largest(values.clone());
    let (count, sum) =
        values.fold((0.0, 0.0), |(n, sum), value| (n + 1.0, sum + (value / largest).abs()));
    finite(largest * (sum / count))
}

/// The root of the mean square.
pub(super) fn rms(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let largest = largest(values.clone());
    let (count, sum) = values.fold((0.0, 0.0), |(n, sum), value| {
        let part = value / largest;
        (n + 1.0, sum + part * part)
    });
    finite(largest * (sum / count).sqrt())
}

/// The deviation from the mean, of the whole population.
pub(super) fn deviation(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let mean = mean(values.clone())?;
    rms(values.map(move |value| value - mean))
}

/// The largest size, by which squares are made small enough; 1 where all are zero.
fn largest(values: impl Iterator<Item = f64>) -> f64 {
    let largest = values.map(f64::abs).fold(0.0, f64::max);
    if largest > 0.0 { largest } else { 1.0 }
}

/// Nothing where it isn't finite: the mean of no numbers is 0 / 0.
fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_what_their_names_say() {
        let values = [3.0, -4.0, 0.0, 1.0];
        let near = |found: Option<f64>, wanted: f64| (found.unwrap() - wanted).abs() < 1e-15;
        assert!(near(mean(values.into_iter()), 0.0));
        assert!(near(mean_size(values.into_iter()), 2.0));
        assert!(near(rms(values.into_iter()), 6.5_f64.sqrt()));
        assert!(near(deviation([1.0, 3.0].into_iter()), 1.0));
    }

    #[test]
    fn numbers_of_any_size_have_them() {
        let near = |found: f64, wanted: f64| (found / wanted - 1.0).abs() < 1e-15;
        for size in [1e-300, 1e-200, 1e200, 1e300] {
            let values = [3.0 * size, 4.0 * size];
            assert!(near(rms(values.into_iter()).unwrap(), 12.5_f64.sqrt() * size), "{size}");
            assert!(near(mean_size(values.into_iter()).unwrap(), 3.5 * size), "{size}");
        }
    }

    #[test]
    fn of_equal_numbers_nothing_deviates() {
        for value in [0.1, 7.3, -1e9 / 3.0, 1e300] {
            assert_eq!(deviation([value; 49].into_iter()), Some(0.0));
        }
    }

    #[test]
    fn there_is_none_of_nothing_and_of_what_is_not_finite() {
        let found = |values: &[f64]| {
            let values = values.iter().copied();
            let [one, two] = [mean(values.clone()), mean_size(values.clone())];
            [one, two, rms(values.clone()), deviation(values)]
        };
        assert_eq!(found(&[]), [None; 4]);
        for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(found(&[0.0, odd, 1.0]), [None; 4], "{odd}");
        }
        assert_eq!(rms([0.0, 0.0].into_iter()), Some(0.0));
    }
}
