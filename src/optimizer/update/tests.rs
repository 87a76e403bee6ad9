//! Every rule against its formula in float64, over several steps and lengths.

use super::super::adam::{Adam, AmsGrad, Coupled};
use super::super::adamw::AdamW;
use super::super::momentum::Momentum;
use super::super::nadam::NAdam;
use super::super::rmsprop::RmsProp;
use super::super::sgd::Sgd;
use super::*;

fn numbers(count: usize, seed: u32) -> Vec<f32> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

/// Five steps of rule `R` with new gradients, scaled by 0.7; `model` is the same in float64 on
/// (step, parameter, gradient with coupled decay, moments).
fn compare<R: Rule<N, K>, const N: usize, const K: usize>(
    config: &Config,
    model: impl Fn(i32, f64, f64, &mut [f64; N]) -> f64,
) {
    const SCALE: f32 = 0.7;
    let coupled = if R::DECAY == Decay::Coupled { config.weight_decay } else { 0.0 };
    for len in [1, 15, 16, 37] {
        let mut parameter = numbers(len, 1);
        let mut truth: Vec<f64> = parameter.iter().map(|&p| f64::from(p)).collect();
        let mut moments = [(); N].map(|()| vec![0.0_f32; len]);
        let mut true_moments = vec![[0.0_f64; N]; len];
        let mut scalars = R::SCALARS;
        for t in 1..=5 {
            let gradient = numbers(len, 100 + t as u32);
            let parts = moments.each_mut().map(Vec::as_mut_slice);
            let rule = R::at(config, t as u64, &mut scalars);
            let preparation = Preparation::new(R::DECAY, config, SCALE);
            update(Vectors::new(), rule, preparation, &mut parameter, &gradient, parts);
            for index in 0..len {
                let old = truth[index];
                let g = f64::from(gradient[index]) * f64::from(SCALE) + coupled * old;
                truth[index] = model(t, old, g, &mut true_moments[index]);
                let error = (f64::from(parameter[index]) - truth[index]).abs();
                assert!(error < 2e-6, "step {t}, element {index} of {len}: off by {error}");
            }
        }
    }
}

fn config(lr: f64, weight_decay: f64) -> Config {
    Config { lr, weight_decay, ..Config::default() }
}

/// Adam's update after decoupled decay.
fn adams(t: i32, p: f64, g: f64, [m, v]: &mut [f64; 2]) -> f64 {
    *m = 0.9 * *m + 0.1 * g;
    *v = 0.999 * *v + 0.001 * g * g;
    let m_hat = *m / (1.0 - 0.9_f64.powi(t));
    let v_hat = *v / (1.0 - 0.999_f64.powi(t));
    p - 0.02 * m_hat / (v_hat.sqrt() + 1e-8)
}

#[test]
fn adam() {
    compare::<Adam, _, _>(&config(0.02, 0.01), adams);
}

#[test]
fn adamw() {
    compare::<AdamW, _, _>(&config(0.02, 0.1), |t, p, g, moments| {
        adams(t, p - 0.02 * 0.1 * p, g, moments)
    });
}

#[test]
fn amsgrad() {
    let betas = Config { beta1: 0.8, beta2: 0.5, eps: 1e-3, ..config(0.02, 0.01) };
    compare::<AmsGrad<Coupled>, _, _>(&betas, |t, p, g, [m, v, greatest]| {
        *m = 0.8 * *m + 0.2 * g;
        *v = 0.5 * *v + 0.5 * g * g;
        *greatest = greatest.max(*v);
        let m_hat = *m / (1.0 - 0.8_f64.powi(t));
        let v_hat = *greatest / (1.0 - 0.5_f64.powi(t));
        p - 0.02 * m_hat / (v_hat.sqrt() + 1e-3)
    });
}

#[test]
fn nadam() {
    let mu = |n: i32| 0.9 * (1.0 - 0.5 * 0.96_f64.powf(0.004 * f64::from(n)));
    compare::<NAdam, _, _>(&config(0.02, 0.01), |t, p, g, [m, v]| {
        *m = 0.9 * *m + 0.1 * g;
        *v = 0.999 * *v + 0.001 * g * g;
        let product: f64 = (1..=t).map(mu).product();
        let divisor = (*v / (1.0 - 0.999_f64.powi(t))).sqrt() + 1e-8;
        let of_gradient = (1.0 - mu(t)) / (1.0 - product) * g;
        let of_mean = mu(t + 1) / (1.0 - mu(t + 1) * product) * *m;
        p - 0.02 * (of_gradient + of_mean) / divisor
    });
}

#[test]
fn sgd() {
    compare::<Sgd, _, _>(&config(0.1, 0.01), |_, p, g, []| p - 0.1 * g);
}

#[test]
fn momentum() {
    compare::<Momentum, _, _>(&config(0.1, 0.01), |_, p, g, [b]| {
        *b = 0.9 * *b + g;
        p - 0.1 * *b
    });
}

#[test]
fn rmsprop() {
    compare::<RmsProp, _, _>(&config(0.01, 0.01), |_, p, g, [s]| {
        *s = 0.99 * *s + 0.01 * g * g;
        p - 0.01 * g / (s.sqrt() + 1e-8)
    });
}

#[test]
fn decayed_moments_become_zero_and_never_subnormal() {
    let (mut p, mut m, mut v) = (vec![1.0_f32; 16], vec![1e-3_f32; 16], vec![1e-3_f32; 16]);
    let config = config(0.001, 0.0);
    let preparation = Preparation::new(Decay::Coupled, &config, 1.0);
    let adam = Adam::at(&config, 1000, &mut []);
    for _ in 0..100_000 {
        update(Vectors::new(), adam, preparation, &mut p, &[1e-25; 16], [&mut m, &mut v]);
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
