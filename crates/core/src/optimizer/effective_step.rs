//! How far an update moves the weights, in proportion to their length.

use pulp::{Simd, WithSimd};

use crate::network::kernel::Vectors;

/// ‖update, decay included‖ / ‖weights before it‖ over all variables, in float64: from the weights
/// themselves, before and after, so that no rule needs to know of it.
///
/// Sums have an order that depends on the variables' sizes only. It costs some 0.4 ns a weight: about
/// half a microsecond a step with 32 units.
#[derive(Clone, Debug, Default)]
pub struct EffectiveStep {
    /// The weights of the variable at hand before the update; kept to spare an allocation a step.
    before: Vec<f32>,
    /// Σ (after − before)² and Σ before² so far.
    squares: [f64; 2],
}

impl EffectiveStep {
    /// Another update begins.
    pub(super) fn begin(&mut self) {
        self.squares = [0.0; 2];
    }

    /// A variable is about to be updated.
    pub(super) fn note_before(&mut self, weights: &[f32]) {
        self.before.clear();
        self.before.extend_from_slice(weights);
    }

    /// The same variable was updated.
    pub(super) fn note_after(&mut self, vectors: Vectors, weights: &[f32]) {
        let added = vectors.dispatch(Squares { before: &self.before, after: weights });
        for (sum, added) in self.squares.iter_mut().zip(added) {
            *sum += added;
        }
    }

    /// The effective step; not finite where all weights were zero.
    pub fn value(&self) -> f64 {
        let [moved, before] = self.squares;
        (moved / before).sqrt()
    }
}

/// Σ (after − before)² and Σ before², of slices of the same length.
struct Squares<'a> {
    before: &'a [f32],
    after: &'a [f32],
}

impl WithSimd for Squares<'_> {
    type Output = [f64; 2];

    /// Sixteen partial sums of each; the compiler makes vectors of them.
    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> [f64; 2] {
        let (mut moved, mut length) = ([0.0_f64; 16], [0.0_f64; 16]);
        let mut add = |before: &[f32], after: &[f32]| {
            let pairs = before.iter().zip(after);
            for ((moved, length), (&before, &after)) in moved.iter_mut().zip(&mut length).zip(pairs)
            {
                let before = f64::from(before);
                let way = f64::from(after) - before;
                *moved += way * way;
                *length += before * before;
            }
        };
        let (before, rest_before) = self.before.as_chunks::<16>();
        let (after, rest_after) = self.after.as_chunks::<16>();
        before.iter().zip(after).for_each(|(before, after)| add(before, after));
        add(rest_before, rest_after);
        [moved.iter().sum(), length.iter().sum()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_quotient_of_the_norms_over_all_variables() {
        for sizes in [[1, 16], [37, 1], [100, 333]] {
            let mut step = EffectiveStep::default();
            let (mut moved, mut length) = (0.0, 0.0);
            // Twice: nothing is left of the update before.
            for _ in 0..2 {
                (moved, length) = (0.0, 0.0);
                step.begin();
                for size in sizes {
                    let before: Vec<f32> = (1..=size).map(|n| (n as f32).sin()).collect();
                    let after: Vec<f32> = before.iter().map(|w| w * 1.01 - 0.003).collect();
                    step.note_before(&before);
                    step.note_after(Vectors::new(), &after);
                    for (&before, &after) in before.iter().zip(&after) {
                        moved += (f64::from(after) - f64::from(before)).powi(2);
                        length += f64::from(before).powi(2);
                    }
                }
            }
            let expected: f64 = f64::sqrt(moved) / f64::sqrt(length);
            assert!((step.value() / expected - 1.0).abs() < 1e-12, "{sizes:?}");
        }
    }
}
