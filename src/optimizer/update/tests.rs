//! Every rule against its formula in float64, over several steps and lengths.

use super::super::{Adam, Momentum, RmsProp, Sgd};
use super::*;

fn numbers(count: usize, seed: u32) -> Vec<f32> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

/// Five steps with new gradients; `rule(t)` is the rule of step t, `model` the same in float64 on
/// (parameter, gradient, state).
fn compare<R: Rule<N>, const N: usize>(
    preparation: Preparation,
    rule: impl Fn(i32) -> R,
    model: impl Fn(i32, f64, f64, &mut [f64; N]) -> f64,
) {
    for len in [1, 15, 16, 37] {
        let mut parameter = numbers(len, 1);
        let mut truth: Vec<f64> = parameter.iter().map(|&p| f64::from(p)).collect();
        let mut state = [(); N].map(|()| vec![0.0_f32; len]);
        let mut true_state = vec![[0.0_f64; N]; len];
        for t in 1..=5 {
            let gradient = numbers(len, 100 + t as u32);
            let parts = state.each_mut().map(Vec::as_mut_slice);
            update(Vectors::new(), rule(t), preparation, &mut parameter, &gradient, parts);
            for index in 0..len {
                let old = truth[index];
                let g = f64::from(gradient[index]) * f64::from(preparation.scale)
                    + f64::from(preparation.weight_decay) * old;
                truth[index] = model(t, old, g, &mut true_state[index]);
                let error = (f64::from(parameter[index]) - truth[index]).abs();
                assert!(error < 2e-6, "step {t}, element {index} of {len}: off by {error}");
            }
        }
    }
}

const PREPARED: Preparation = Preparation { scale: 0.7, weight_decay: 0.01 };

#[test]
fn adam_and_adamw() {
    for (preparation, decay) in [(PREPARED, 0.0), (Preparation::default(), 0.1)] {
        let rule = |t: i32| Adam::decoupled(0.02, decay, t as u64);
        compare(preparation, rule, |t, p, g, [m, v]| {
            *m = 0.9 * *m + 0.1 * g;
            *v = 0.999 * *v + 0.001 * g * g;
            let m_hat = *m / (1.0 - 0.9_f64.powi(t));
            let v_hat = *v / (1.0 - 0.999_f64.powi(t));
            p - 0.02 * decay * p - 0.02 * m_hat / (v_hat.sqrt() + 1e-8)
        });
    }
}

#[test]
fn sgd() {
    compare(PREPARED, |_| Sgd::new(0.1), |_, p, g, []| p - 0.1 * g);
}

#[test]
fn momentum() {
    let rule = |_| Momentum::new(0.1);
    compare(PREPARED, rule, |_, p, g, [b]| {
        *b = 0.9 * *b + g;
        p - 0.1 * *b
    });
}

#[test]
fn rmsprop() {
    let rule = |_| RmsProp::new(0.01);
    compare(PREPARED, rule, |_, p, g, [s]| {
        *s = 0.99 * *s + 0.01 * g * g;
        p - 0.01 * g / (s.sqrt() + 1e-8)
    });
}

#[test]
fn decayed_moments_become_zero_and_never_subnormal() {
    let (mut p, mut m, mut v) = (vec![1.0_f32; 16], vec![1e-3_f32; 16], vec![1e-3_f32; 16]);
    let adam = Adam::new(0.001, 1000);
    for _ in 0..100_000 {
        update(
            Vectors::new(),
            adam,
            Preparation::default(),
            &mut p,
            &[1e-25; 16],
            [&mut m, &mut v],
        );
        assert!(m.iter().chain(&v).all(|value| !value.is_subnormal()));
    }
    assert!(m.iter().chain(&v).all(|&value| value == 0.0));
}

#[test]
fn sum_of_squares_of_any_length() {
    for len in [0, 1, 16, 17, 1000] {
        let values = numbers(len, 5);
        let truth: f64 = values.iter().map(|&value| f64::from(value).powi(2)).sum();
        assert!((sum_of_squares(&values) - truth).abs() <= 1e-12 * truth);
    }
}
