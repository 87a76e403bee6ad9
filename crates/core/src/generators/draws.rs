//! Random numbers for generators.

use std::f64::consts::TAU;

use rand_mt::Mt;

/// Random numbers drawn one after the other: MT19937, seeded as `torch.manual_seed` and numpy's
/// `RandomState` do it.
pub(super) struct Draws(Mt);

impl Draws {
    pub(super) fn new(seed: u32) -> Self {
        Self(Mt::new(seed))
    }

    /// A number from 0 up to 1, of 53 bits: numpy's `RandomState.random_sample`.
    pub(super) fn unit(&mut self) -> f64 {
        const LOW: f64 = (1_u64 << 26) as f64;
        const WHOLE: f64 = (1_u64 << 53) as f64;
        let (high, low) = (self.0.next_u32() >> 5, self.0.next_u32() >> 6);
        (f64::from(high) * LOW + f64::from(low)) / WHOLE
    }

    /// A number from one up to another.
    pub(super) fn between(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.unit()
    }

    /// A number from the standard normal distribution (Box and Muller 1958).
    pub(super) fn normal(&mut self) -> f64 {
        // 1 − u lies above 0, so that the logarithm is finite.
        let radius = (-2.0 * libm::log(1.0 - self.unit())).sqrt();
        radius * libm::cos(TAU * self.unit())
    }
}
