//! Read sin t with noise on it, answer cos t.
//!
//! The noise of a sample is a function of the data's seed and the sample's number in time, and of
//! nothing else. So a sample has the same noise in whichever row it is read, the noise of any step can
//! be had without that of the steps before it, and more noise is the same noise, larger.
//!
//! Number n takes the outputs 2n and 2n + 1 of SplitMix64 (Steele, Lea and Flood 2014, Fast splittable
//! pseudorandom number generators), whose k-th output is a function of k, and makes of them a normal
//! number by the method of Box and Muller 1958.

use std::f64::consts::TAU;
use std::sync::Arc;

use super::Source;
use super::periodic::{Formula, Periodic};
use crate::config::Config;

/// sin, noise on it, and cos of the phase.
#[derive(Debug, PartialEq)]
struct NoisySine {
    noise: Noise,
    /// The noise's standard deviation.
    deviation: f64,
}

/// The source.
pub(super) fn source(config: &Config) -> Arc<dyn Source> {
    Arc::new(Periodic::<NoisySine>::new(config))
}

impl Formula for NoisySine {
    fn of(config: &Config) -> Self {
        Self { noise: Noise::new(config.data_seed), deviation: config.noise }
    }

    fn names(&self) -> [&'static str; 3] {
        ["cos from noisy sin", "sin t + noise", "cos t"]
    }

    fn sample(&self, phase: f64, number: u64) -> (f32, f32) {
        let (sin, cos) = libm::sincos(phase);
        ((sin + self.deviation * self.noise.normal(number)) as f32, cos as f32)
    }

    fn is_numbered(&self) -> bool {
        true
    }

    fn is_exact(&self) -> bool {
        self.deviation == 0.0
    }
}

/// Standard normal numbers that can be drawn in any order.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Noise {
    /// The generator's state before its first output.
    state: u64,
}

impl Noise {
    fn new(seed: u32) -> Self {
        // Neighbouring seeds begin far apart from each other.
        Self { state: mixed(u64::from(seed)) }
    }

    /// The normal number of a sample.
    fn normal(self, number: u64) -> f64 {
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
    use crate::config::{DataKind, Spacing};
    use crate::data::{Loader, Position};

    fn config(noise: f64) -> Config {
        Config { data: DataKind::NoisySine.into(), noise, batch: 3, time_steps: 7, ..Config::default() }
    }

    /// The input of the batch so many batches after the beginning, drawn alone.
    fn alone(config: &Config, batches: u64) -> Vec<f32> {
        let mut data = Loader::at(config, Position { batches, ..Position::START });
        data.draw();
        data.input().to_vec()
    }

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

    #[test]
    fn any_step_drawn_alone_is_that_of_the_sequence_and_rows_read_the_same_samples() {
        let config = config(0.5);
        let mut data = Loader::new(&config);
        let mut before: Vec<f32> = Vec::new();
        for batches in 0..40 {
            data.draw();
            assert_eq!(data.input(), alone(&config, batches));
            // What a row reads, the one above it reads a step later.
            assert!(before.is_empty() || before[7..] == data.input()[..14]);
            before = data.input().to_vec();
        }
        let late = alone(&config, 9_999_999);
        assert_eq!(late[7..], alone(&config, 10_000_000)[..14]);
        assert_ne!(late[..7], late[7..14]);
    }

    #[test]
    fn numbers_count_on_where_the_layout_changes() {
        let mut data = Loader::new(&config(0.5));
        let formula = NoisySine::of(&config(0.5));
        let mut read = 0;
        let shorter = Config { time_steps: 4, batch: 1, ..config(0.5) };
        let radians = Config { spacing: Spacing::Radians(0.3), ..shorter.clone() };
        let louder = Config { noise: 2.0, ..radians.clone() };
        for config in [config(0.5), shorter, radians, louder] {
            data.relay(&config);
            let formula = NoisySine { deviation: config.noise, ..formula };
            for _ in 0..3 {
                data.draw();
                for sample in 0..config.batch * config.time_steps {
                    let (row, i) = (sample / config.time_steps, sample % config.time_steps);
                    let expected = formula.sample(data.t(row, i), read + sample as u64);
                    assert_eq!((data.input()[sample], data.target()[sample]), expected);
                }
                // Row 0 has read a sequence.
                read += config.time_steps as u64;
            }
            let mut again = Loader::at(&config, data.position());
            again.draw();
            data.clone_from(&again);
            read += config.time_steps as u64;
        }
    }

    /// Sum of the products of two lists of numbers, by their length.
    fn mean_product(a: &[f64], b: &[f64]) -> f64 {
        a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>() / a.len() as f64
    }

    #[test]
    fn the_noise_is_normal_and_its_samples_know_nothing_of_each_other() {
        const COUNT: usize = 400_000;
        let draw = |seed| -> Vec<f64> {
            let noise = Noise::new(seed);
            (0..COUNT as u64).map(|number| noise.normal(number)).collect()
        };
        let (noise, other) = (draw(1), draw(2));
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
        within(mean_product(&noise, &other), 0.0, 1.0);
    }

    #[test]
    fn the_seed_decides_the_noise_and_its_size_is_a_factor() {
        let with = |data_seed, noise| alone(&Config { data_seed, ..config(noise) }, 5);
        assert_eq!(with(1, 0.5), with(1, 0.5));
        assert_ne!(with(1, 0.5), with(2, 0.5));
        let (clean, small, large) = (with(1, 0.0), with(1, 0.5), with(1, 1.0));
        for ((clean, small), large) in clean.iter().zip(small).zip(large) {
            assert!((2.0 * (small - clean) - (large - clean)).abs() < 1e-5);
        }
    }

    #[test]
    fn without_noise_it_is_sin_and_cos_to_the_bit() {
        let exact = Config { data: DataKind::SinCos.into(), ..config(0.0) };
        let (mut quiet, mut exact) = (Loader::new(&config(0.0)), Loader::new(&exact));
        for _ in 0..1000 {
            quiet.draw();
            exact.draw();
            let bits = |numbers: &[f32]| numbers.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(quiet.input()), bits(exact.input()));
            assert_eq!(bits(quiet.target()), bits(exact.target()));
        }
        let wave = |data: &Loader| data.wave(0).is_some_and(|wave| wave.is_exact());
        let mut noisy = Loader::new(&config(0.1));
        noisy.draw();
        assert_eq!([&quiet, &exact, &noisy].map(wave), [true, true, false]);
    }
}
