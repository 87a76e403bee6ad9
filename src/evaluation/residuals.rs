//! What is left between target and prediction: how it is spread, how much of it comes again some rows
//! later, and whether that is more than chance brings.

use std::ops::Range;

use super::{correlation, measure};

/// Intervals of a spread at most.
const MOST_INTERVALS: usize = 41;
/// Lags of an autocorrelation at most.
const MOST_LAGS: usize = 100;
/// Of white noise so many of the lags lie beyond the band.
const BEYOND: f64 = 0.05;
/// Half of the band's width, in standard errors of white noise.
const BAND: f64 = 1.96;
/// From how many standard errors on something isn't chance any more.
const CLEARLY: f64 = 2.0;
/// An excess of the fourth moment below this isn't worth mentioning, however sure it is.
const LEAST_EXCESS: f64 = 1.0;

/// How often numbers lie in each of some equal intervals.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// Where the first interval begins.
    pub low: f64,
    /// The width of each.
    pub width: f64,
    /// Numbers in each.
    pub counts: Vec<u64>,
}

impl Spread {
    /// The spread of those numbers that are finite. Equal numbers lie in one interval of width 1.
    pub fn of(values: &[f64]) -> Self {
        let finite = || values.iter().copied().filter(|value| value.is_finite());
        let ends = (f64::INFINITY, f64::NEG_INFINITY);
        let (low, high) =
            finite().fold(ends, |(low, high), value| (low.min(value), high.max(value)));
        let count = ((values.len() as f64).sqrt().ceil() as usize).clamp(1, MOST_INTERVALS);
        // Halves don't leave the numbers where the whole would.
        let width = high / count as f64 - low / count as f64;
        if !(width > 0.0 && width.is_finite()) {
            let low = if low.is_finite() { low - 0.5 } else { -0.5 };
            return Self { low, width: 1.0, counts: vec![finite().count() as u64] };
        }
        let mut counts = vec![0; count];
        let place = |value: f64| ((value / width - low / width) as usize).min(count - 1);
        finite().for_each(|value| counts[place(value)] += 1);
        Self { low, width, counts }
    }

    /// The middle of each interval, and the numbers in it.
    pub fn bars(&self) -> Vec<(f64, f64)> {
        let middle = |n: usize| self.low + (n as f64 + 0.5) * self.width;
        self.counts.iter().enumerate().map(|(n, count)| (middle(n), *count as f64)).collect()
    }
}

/// How much of a series comes again later.
#[derive(Clone, Debug, PartialEq)]
pub struct Recurrence {
    /// The autocorrelation at the lags from 1 on; empty where the series has none.
    pub lags: Vec<f64>,
    /// Between minus and plus this lie 95 % of the lags of white noise as long as the series.
    pub chance: f64,
}

impl Recurrence {
    /// That of a series.
    pub fn of(values: &[f64]) -> Self {
        let mut lags = correlation::autocorrelation(values, MOST_LAGS.min(values.len() / 2));
        if !lags.is_empty() {
            lags.remove(0);
        }
        Self { lags, chance: BAND / (values.len().max(1) as f64).sqrt() }
    }

    /// How many lags lie beyond the band.
    pub fn beyond(&self) -> usize {
        self.lags.iter().filter(|value| value.abs() > self.chance).count()
    }

    /// Whether more lags lie beyond the band than chance would bring, or the first lies far beyond.
    pub fn is_more_than_chance(&self) -> bool {
        let count = self.lags.len() as f64;
        let expected = BEYOND * count + CLEARLY * (BEYOND * (1.0 - BEYOND) * count).sqrt();
        let far = self.lags.first().is_some_and(|first| first.abs() > CLEARLY * self.chance);
        count > 0.0 && (far || self.beyond() as f64 > expected)
    }

    /// The lag, in rows, at which most comes again, and how much.
    pub fn strongest(&self) -> Option<(usize, f64)> {
        let sizes = (1..).zip(self.lags.iter().copied());
        sizes.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
    }
}

/// Mean, deviation and tails of a series; none where there is no such number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    /// How many numbers there are.
    pub count: usize,
    /// The mean.
    pub mean: Option<f64>,
    /// The deviation from the mean, of the whole population.
    pub deviation: Option<f64>,
    /// The excess kurtosis: the mean fourth power of what is left without the mean, by the square of the
    /// mean square, minus 3. That of a normal curve is 0, heavier tails have more.
    pub excess: Option<f64>,
}

impl Moments {
    /// Those of a series.
    pub fn of(values: &[f64]) -> Self {
        let all = || values.iter().copied();
        let (mean, deviation) = (measure::mean(all()), measure::deviation(all()));
        let excess = mean.zip(deviation.filter(|deviation| *deviation > 0.0));
        let excess = excess.and_then(|(mean, deviation)| {
            let fourth = |value: f64| ((value - mean) / deviation).powi(4);
            measure::mean(all().map(fourth)).map(|mean| mean - 3.0)
        });
        Self { count: values.len(), mean, deviation, excess }
    }

    /// Whether the mean is farther from zero than chance would have it, if what is left were independent.
    pub fn is_off(&self) -> bool {
        let error = self.deviation.map(|deviation| deviation / (self.count.max(1) as f64).sqrt());
        self.mean.zip(error).is_some_and(|(mean, error)| mean.abs() > BAND * error)
    }

    /// Whether large values are more frequent than a normal curve of this deviation has them.
    pub fn has_heavy_tails(&self) -> bool {
        let error = (24.0 / self.count.max(1) as f64).sqrt();
        self.excess.is_some_and(|excess| excess > LEAST_EXCESS.max(CLEARLY * error))
    }

    /// How many of the numbers a normal curve of this mean and deviation has around a value, in an interval of
    /// this width; none without a deviation.
    pub fn normal(&self, value: f64, width: f64) -> Option<f64> {
        let deviation = self.deviation.filter(|deviation| *deviation > 0.0)?;
        let far = (value - self.mean?) / deviation;
        let density = libm::exp(-0.5 * far * far) / (std::f64::consts::TAU.sqrt() * deviation);
        Some(self.count as f64 * width * density).filter(|count| count.is_finite())
    }
}

/// The points of so many, each of some values; where they are more than `stretches`, the least and the
/// greatest of each stretch in their order. What isn't finite leaves a gap.
pub fn thinned(
    samples: Range<usize>,
    stretches: usize,
    point: impl Fn(usize) -> (f64, f64),
) -> Vec<(f64, f64)> {
    let stretch = samples.len().div_ceil(stretches.max(1)).max(1);
    if stretch <= 2 {
        return samples.map(point).collect();
    }
    let mut points = Vec::new();
    for start in samples.clone().step_by(stretch) {
        let all = (start..(start + stretch).min(samples.end)).map(&point);
        let finite = all.filter(|(_, value)| value.is_finite());
        let ends = finite.fold(None, |ends: Option<[(f64, f64); 2]>, point| {
            let [least, greatest] = ends.unwrap_or([point; 2]);
            let least = if point.1 < least.1 { point } else { least };
            Some([least, if point.1 > greatest.1 { point } else { greatest }])
        });
        match ends {
            // A gap.
            None => points.push((point(start).0, f64::NAN)),
            Some([one, other]) if one.0 == other.0 => points.push(one),
            Some([one, other]) => {
                points.extend(if one.0 < other.0 { [one, other] } else { [other, one] })
            }
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::tests::noise;

    /// Normal numbers by Box and Muller's method, the same ones every time.
    fn normal(count: u64) -> Vec<f64> {
        let draw = |n: u64| {
            let (radius, turn) = ((-2.0 * libm::log(noise(2 * n))).sqrt(), noise(2 * n + 1));
            radius * libm::cos(std::f64::consts::TAU * turn)
        };
        (0..count).map(draw).collect()
    }

    #[test]
    fn each_number_lies_in_one_interval() {
        let spread = Spread::of(&[0.0, 1.0, 1.0, 4.0, f64::NAN]);
        assert_eq!(spread.counts, [3, 0, 1]);
        assert_eq!((spread.low, spread.width), (0.0, 4.0 / 3.0));
        assert_eq!(Spread::of(&[7.0; 9]), Spread { low: 6.5, width: 1.0, counts: vec![9] });
        assert_eq!(Spread::of(&[]).counts, [0]);
        let wide = Spread::of(&[-1e308, 1e308]);
        assert!(wide.width.is_finite() && wide.counts.iter().sum::<u64>() == 2);
    }

    #[test]
    fn white_noise_is_told_from_what_comes_again() {
        let white = normal(2000);
        assert!(!Recurrence::of(&white).is_more_than_chance());
        let wave: Vec<f64> =
            white.iter().zip(0..).map(|(x, n)| x + libm::sin(f64::from(n) / 4.0)).collect();
        let again = Recurrence::of(&wave);
        assert!(again.is_more_than_chance());
        let (lag, _) = again.strongest().unwrap();
        assert!(lag % 25 < 3 || lag % 25 > 22 || lag % 25 == 12 || lag % 25 == 13, "{lag}");
        assert!(!Recurrence::of(&[1.0; 30]).is_more_than_chance(), "it has none");
    }

    #[test]
    fn moments_tell_normal_numbers_from_others() {
        let white = normal(4000);
        let moments = Moments::of(&white);
        assert!(!moments.is_off() && !moments.has_heavy_tails(), "{moments:?}");
        // Of one interval around the mean, a normal curve has its density's part.
        let near = white.iter().filter(|value| value.abs() < 0.05).count() as f64;
        let wanted = moments.normal(0.0, 0.1).unwrap();
        assert!((near - wanted).abs() < 4.0 * wanted.sqrt(), "{near}, not {wanted}");
        let cubes: Vec<f64> = white.iter().map(|value| value.powi(3) + 1.0).collect();
        let moments = Moments::of(&cubes);
        assert!(moments.is_off() && moments.has_heavy_tails(), "{moments:?}");
        // Two values as far from their mean as each other have the least of all: 1 − 3.
        assert_eq!(Moments::of(&[1.0, -1.0, 1.0, -1.0]).excess, Some(-2.0));
        assert_eq!(Moments::of(&[]), Moments::default());
    }

    #[test]
    fn stretches_keep_their_extremes_and_gaps() {
        let value =
            |n: usize| if (40..60).contains(&n) { f64::NAN } else { ((n * 37) % 101) as f64 };
        let points = thinned(0..100, 10, |n| (n as f64, value(n)));
        for start in (0..100).step_by(10) {
            let of = start..start + 10;
            let kept: Vec<f64> = points
                .iter()
                .filter(|(x, _)| of.contains(&(*x as usize)))
                .map(|(_, y)| *y)
                .collect();
            let all: Vec<f64> = of.map(value).filter(|value| value.is_finite()).collect();
            if all.is_empty() {
                assert!(kept.len() == 1 && kept[0].is_nan());
                continue;
            }
            let least = all.iter().copied().fold(f64::INFINITY, f64::min);
            let greatest = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            assert!(kept.contains(&least) && kept.contains(&greatest));
        }
        assert_eq!(thinned(5..8, 10, |n| (n as f64, 0.0)).len(), 3);
    }
}
