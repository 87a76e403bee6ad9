//! The elementary functions against float64, ulp by ulp.

use pulp::{Simd, WithSimd};

use super::{exp, sigmoid, tanh};
use crate::network::kernel::Vectors;

#[derive(Clone, Copy, Debug)]
enum Function {
    Exp,
    Sigmoid,
    Tanh,
}

impl Function {
    const ALL: [Self; 3] = [Self::Exp, Self::Sigmoid, Self::Tanh];

    fn truth(self, x: f64) -> f64 {
        match self {
            Self::Exp => x.exp(),
            // Both forms are the same number; each keeps its bits on its side.
            Self::Sigmoid if x < 0.0 => x.exp() / (1.0 + x.exp()),
            Self::Sigmoid => 1.0 / (1.0 + (-x).exp()),
            Self::Tanh => x.tanh(),
        }
    }
}

/// Applies a function to every value, vector by vector.
struct Apply<'a>(Function, &'a mut [f32]);

impl WithSimd for Apply<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self(function, values) = self;
        let (vectors, rest) = S::as_mut_simd_f32s(values);
        assert!(rest.is_empty(), "tests give whole vectors");
        for x in vectors {
            *x = match function {
                Function::Exp => exp(simd, *x),
                Function::Sigmoid => sigmoid(simd, *x),
                Function::Tanh => tanh(simd, *x),
            };
        }
    }
}

/// Distance of `value` from the true value, in units of the last place of a float of that size.
fn ulps(value: f32, truth: f64) -> f64 {
    let rounded = truth as f32;
    if rounded.is_infinite() || value.is_infinite() {
        return if rounded == value { 0.0 } else { f64::INFINITY };
    }
    let exponent = if truth == 0.0 { -149.0 } else { truth.abs().log2().floor() - 23.0 };
    (f64::from(value) - truth).abs() / exponent.max(-149.0).exp2()
}

/// The largest error of `function` over all floats whose bits are a multiple of `stride`.
fn largest_error(vectors: Vectors, function: Function, stride: usize) -> (f64, f32) {
    let mut inputs = (0..=u32::MAX).step_by(stride).map(f32::from_bits);
    let mut worst = (0.0, 0.0);
    loop {
        let chunk: Vec<f32> = inputs.by_ref().take(4096).collect();
        if chunk.is_empty() {
            return worst;
        }
        let mut values = [0.0; 4096];
        values[..chunk.len()].copy_from_slice(&chunk);
        vectors.dispatch(Apply(function, &mut values));
        for (&x, &value) in chunk.iter().zip(&values) {
            let error = if x.is_nan() {
                if value.is_nan() { 0.0 } else { f64::INFINITY }
            } else {
                ulps(value, function.truth(f64::from(x)))
            };
            if error > worst.0 || error.is_nan() {
                worst = (error, x);
            }
        }
    }
}

#[test]
fn within_two_ulp_over_the_whole_range() {
    for vectors in Vectors::all() {
        for function in Function::ALL {
            let (error, x) = largest_error(vectors, function, 4801);
            println!("{vectors:?} {function:?}: {error:.3} ulp at {x:e}");
            assert!(error <= 2.0, "{vectors:?}: {function:?}({x:e}) is {error} ulp off");
        }
    }
}

/// `cargo test --release -- --ignored every_float` takes some minutes.
#[test]
#[ignore = "tries all 2^32 floats"]
fn within_two_ulp_at_every_float() {
    for function in [Function::Tanh, Function::Sigmoid, Function::Exp] {
        let (error, x) = largest_error(Vectors::new(), function, 1);
        println!("{function:?}: {error:.3} ulp at {x:e}");
        assert!(error <= 2.0, "{function:?}({x:e}) is {error} ulp off");
    }
}

#[test]
fn special_values() {
    let cases = [
        (Function::Exp, f32::NEG_INFINITY, 0.0),
        (Function::Exp, f32::INFINITY, f32::INFINITY),
        (Function::Exp, 0.0, 1.0),
        (Function::Sigmoid, f32::NEG_INFINITY, 0.0),
        (Function::Sigmoid, f32::INFINITY, 1.0),
        (Function::Sigmoid, 0.0, 0.5),
        (Function::Tanh, f32::NEG_INFINITY, -1.0),
        (Function::Tanh, f32::INFINITY, 1.0),
        (Function::Tanh, -0.0, -0.0),
        (Function::Tanh, 1e-40, 1e-40),
    ];
    for vectors in Vectors::all() {
        for (function, x, expected) in cases {
            let mut values = [x; 16];
            vectors.dispatch(Apply(function, &mut values));
            let bits = values.map(f32::to_bits);
            assert_eq!(bits, [expected.to_bits(); 16], "{vectors:?}: {function:?}({x})");
        }
    }
}
