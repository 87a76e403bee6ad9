//! From the data's units to numbers that a network learns from, and back.

use crate::config::Scale;

/// How a column is scaled: (value − offset) / scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scaling {
    /// What is subtracted.
    pub offset: f64,
    /// What is divided by then; never 0.
    pub scale: f64,
}

impl Scaling {
    /// Values as they are.
    pub const NONE: Self = Self { offset: 0.0, scale: 1.0 };

    /// The scaling of a column with these values, which are finite: those of the training part's rows. A constant
    /// is divided by 1.
    pub fn of(values: &[f64], scale: Scale) -> Self {
        let (least, greatest) = ends(values);
        match scale {
            Scale::None => Self::NONE,
            Scale::Standard | Scale::Minmax if values.is_empty() => Self::NONE,
            Scale::Standard | Scale::Minmax if least >= greatest => {
                Self { offset: least, scale: 1.0 }
            }
            Scale::Minmax => Self { offset: least, scale: greatest - least },
            Scale::Standard => Self::standard(values, least.abs().max(greatest.abs())),
        }
    }

    /// By mean and standard deviation, the population's, of values that differ.
    fn standard(values: &[f64], largest: f64) -> Self {
        let plain = mean_and_deviation(values.iter().copied(), values.len());
        if plain.offset.is_finite() && plain.scale.is_normal() {
            return plain;
        }
        // The sums or squares were too large, or the squares too small.
        let part = mean_and_deviation(values.iter().map(|value| value / largest), values.len());
        let scale = part.scale * largest;
        Self { offset: part.offset * largest, scale: if scale > 0.0 { scale } else { 1.0 } }
    }

    /// A value in the network's numbers.
    pub fn scaled(&self, value: f64) -> f64 {
        (value - self.offset) / self.scale
    }

    /// A number of the network's in the data's units.
    pub fn unscaled(&self, value: f64) -> f64 {
        value * self.scale + self.offset
    }
}

/// Values that are compared at once, so that none waits for the one before it.
const LANES: usize = 8;

/// The least and the greatest of finite values; infinities where there are none.
fn ends(values: &[f64]) -> (f64, f64) {
    let (mut least, mut greatest) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);
    let (whole, rest) = values.as_chunks::<LANES>();
    for values in whole {
        for ((least, greatest), value) in least.iter_mut().zip(&mut greatest).zip(values) {
            *least = if *value < *least { *value } else { *least };
            *greatest = if *value > *greatest { *value } else { *greatest };
        }
    }
    let with_rest = |lanes: [f64; LANES]| lanes.into_iter().chain(rest.iter().copied());
    (
        with_rest(least).fold(f64::INFINITY, f64::min),
        with_rest(greatest).fold(f64::NEG_INFINITY, f64::max),
    )
}

fn mean_and_deviation(values: impl Iterator<Item = f64> + Clone, count: usize) -> Scaling {
    let count = count as f64;
    let mean = values.clone().sum::<f64>() / count;
    let variance = values.map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
    Scaling { offset: mean, scale: variance.sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_scaled_by_the_formula() {
        let values = [1.0, 2.0, 4.0, 9.0];
        // The mean is 4, the squares of what differs from it sum to 38.
        assert_eq!(
            Scaling::of(&values, Scale::Standard),
            Scaling { offset: 4.0, scale: 9.5_f64.sqrt() }
        );
        assert_eq!(Scaling::of(&values, Scale::Minmax), Scaling { offset: 1.0, scale: 8.0 });
        assert_eq!(Scaling::of(&values, Scale::None), Scaling::NONE);
        let scaling = Scaling::of(&values, Scale::Minmax);
        assert_eq!((scaling.scaled(3.0), scaling.unscaled(0.25)), (0.25, 3.0));
    }

    #[test]
    fn the_ends_are_found_wherever_they_are() {
        for length in 1..40_usize {
            for place in 0..length {
                let mut values: Vec<f64> = (0..length).map(|at| (at % 5) as f64).collect();
                values[place] = 9.0;
                values[(place + 1) % length] = -9.0;
                let least = values.iter().copied().reduce(f64::min).unwrap();
                let greatest = values.iter().copied().reduce(f64::max).unwrap();
                assert_eq!(ends(&values), (least, greatest), "{values:?}");
            }
        }
    }

    #[test]
    fn a_constant_is_divided_by_1() {
        // Whose mean isn't 0.1, after rounding.
        let values = [0.1; 7];
        for scale in [Scale::Standard, Scale::Minmax] {
            assert_eq!(Scaling::of(&values, scale), Scaling { offset: 0.1, scale: 1.0 });
            assert_eq!(Scaling::of(&[], scale), Scaling::NONE);
        }
    }

    #[test]
    fn huge_and_tiny_values_have_a_deviation() {
        for size in [1e300, 1e308, 1e-300, 1e-200] {
            let values = [size, -size, size, -size];
            let Scaling { offset, scale } = Scaling::of(&values, Scale::Standard);
            assert_eq!(offset, 0.0);
            assert!((scale / size - 1.0).abs() < 1e-15, "{scale:e}");
        }
    }
}
