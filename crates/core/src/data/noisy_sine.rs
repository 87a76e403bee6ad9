//! Read sin t with noise on it, answer cos t.

use std::sync::Arc;

use super::Source;
use super::noise::Noise;
use super::periodic::{Formula, Periodic};
use crate::config::Config;
use crate::wording::DataWords;

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
        Self { noise: Noise::new(config.data_seed, 0), deviation: config.noise }
    }

    fn names(&self, words: &'static DataWords) -> [&'static str; 3] {
        [words.cos_from_noisy_sin, words.noisy_sin, "cos t"]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{DataKind, Spacing};
    use crate::data::{Loader, Position};

    fn config(noise: f64) -> Config {
        Config {
            data: DataKind::NoisySine.into(),
            noise,
            batch: 3,
            time_steps: 7,
            ..Config::default()
        }
    }

    /// The input of the batch so many batches after the beginning, drawn alone.
    fn alone(config: &Config, batches: u64) -> Vec<f32> {
        let mut data = Loader::at(config, Position { batches, ..Position::START });
        data.draw();
        data.input().to_vec()
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
