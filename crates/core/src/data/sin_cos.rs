//! Read sin t, answer cos t.

use std::sync::Arc;

use super::Source;
use super::periodic::{Formula, Periodic};
use crate::config::Config;
use crate::wording::DataWords;

/// sin and cos of the phase.
#[derive(Debug, PartialEq)]
struct SinCos;

/// The source.
pub(super) fn source(config: &Config) -> Arc<dyn Source> {
    Arc::new(Periodic::<SinCos>::new(config))
}

impl Formula for SinCos {
    fn of(_: &Config) -> Self {
        Self
    }

    fn names(&self, words: &'static DataWords) -> [&'static str; 3] {
        [words.cos_from_sin, "sin t", "cos t"]
    }

    fn sample(&self, phase: f64, _: u64) -> (f32, f32) {
        // libm's functions are the same on every system; the C library's are not.
        let (sin, cos) = libm::sincos(phase);
        (sin as f32, cos as f32)
    }

    fn is_numbered(&self) -> bool {
        false
    }

    fn is_exact(&self) -> bool {
        true
    }
}
