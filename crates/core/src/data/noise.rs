//! Gaussian noise that can be had in any order.
//!
//! The noise of a sample is a function of the data's seed, its channel and the sample's number in time, and
//! of nothing else. So a sample has the same noise in whichever row it is read, the noise of any step can be
//! had without that of the steps before it, and more noise is the same noise, larger.
//!
//! Number n takes the outputs 2n and 2n + 1 of SplitMix64 (Steele, Lea and Flood 2014, Fast splittable
//! pseudorandom number generators), whose k-th output is a function of k, and makes of them a normal
//! number by the method of Box and Muller 1958. Each channel has a generator of its own.

use std::f64::consts::TAU;

/// Standard normal numbers that can be drawn in any order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Noise {
    /// The generator's state before its first output.
    state: u64,
}

impl Noise {
    /// The noise of a channel, of which 0 is the first input.
    pub(super) fn new(seed: u32, channel: u32) -> Self {
        // Neighbouring seeds and channels begin far apart from each other.
        Self { state: mixed((u64::from(channel) << 32) | u64::from(seed)) }
    }

    /// The normal number of a sample.
    pub(super) fn normal(self, number: u64) -> f64 {
        let first = number.wrapping_mul(2);
        let radius = (-2.0 * libm::log(self.unit(first))).sqrt();
        radius * libm::cos(TAU * self.unit(first.wrapping_add(1)))
    }

    /// A number between 0 and 1, neither of them: the middle of one of 2⁵³ equal parts.
    fn unit(self, index: u64) -> f64 {
        const PART: f64 = 1.0 / (1_u64 << 53) as f64;
        ((self.output(index) >> 11) as f64 + 0.5) * PART
    }

    /// An output of the generator, from 0.
    fn output(self, index: u64) -> u64 {
        const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
        mixed(self.state.wrapping_add(index.wrapping_add(1).wrapping_mul(STEP)))
    }
}

/// SplitMix64's way to spread a change of any bit over all bits.
fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_splitmix64() {
        // The first outputs for the state 1234567, as its authors' program prints them.
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        let noise = Noise { state: 1_234_567 };
        assert_eq!([0, 1, 2, 3, 4].map(|index| noise.output(index)), published);
    }

    /// Sum of the products of two lists of numbers, by their length.
    fn mean_product(a: &[f64], b: &[f64]) -> f64 {
        a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>() / a.len() as f64
    }

    #[test]
    fn the_noise_is_normal_and_its_samples_know_nothing_of_each_other() {
        const COUNT: usize = 400_000;
        let draw = |seed, channel| -> Vec<f64> {
            let noise = Noise::new(seed, channel);
            (0..COUNT as u64).map(|number| noise.normal(number)).collect()
        };
        let noise = draw(1, 0);
        // Five standard errors of each mean.
        let within = |found: f64, expected: f64, variance: f64| {
            let error = 5.0 * (variance / COUNT as f64).sqrt();
            assert!((found - expected).abs() < error, "{found} {expected} ± {error}");
        };
        let power = |k: i32| noise.iter().map(|z| z.powi(k)).sum::<f64>() / COUNT as f64;
        within(power(1), 0.0, 1.0);
        within(power(2), 1.0, 2.0);
        within(power(3), 0.0, 15.0);
        within(power(4), 3.0, 96.0);
        // The normal distribution's shares beyond one, two, three and four deviations.
        for (bound, share) in
            [(1.0, 0.317_310_5), (2.0, 0.045_500_3), (3.0, 0.002_699_8), (4.0, 6.334e-5)]
        {
            let beyond = noise.iter().filter(|z| z.abs() > bound).count() as f64;
            within(beyond / COUNT as f64, share, share * (1.0 - share));
        }
        for apart in [1, 2, 7, 10] {
            within(mean_product(&noise[apart..], &noise), 0.0, 1.0);
        }
        for (seed, channel) in [(2, 0), (1, 1), (1, 31), (1, 32), (0, 1)] {
            within(mean_product(&noise, &draw(seed, channel)), 0.0, 1.0);
        }
    }
}
