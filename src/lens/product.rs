//! Products of a frozen network's matrices with vectors: float32 weights, float64 sums.
//!
//! The loops are plain; pulp compiles them for the widest vectors that the machine has.

use pulp::{Arch, Simd, WithSimd};

/// out += M x, where M is row-major with as many columns as `x` has numbers.
pub(super) fn add_product(matrix: &[f32], x: &[f64], out: &mut [f64]) {
    Arch::new().dispatch(AddProduct { matrix, x, out });
}

/// out += Mᵀ v, where M is row-major with as many columns as `out` has numbers.
pub(super) fn add_transposed(matrix: &[f32], v: &[f64], out: &mut [f64]) {
    Arch::new().dispatch(AddTransposed { matrix, v, out });
}

/// out += v xᵀ, where `out` is row-major with as many columns as `x` has numbers.
pub(super) fn add_outer(v: &[f64], x: &[f64], out: &mut [f64]) {
    Arch::new().dispatch(AddOuter { v, x, out });
}

/// The length of a vector.
pub(super) fn norm(v: &[f64]) -> f64 {
    v.iter().map(|x| x * x).sum::<f64>().sqrt()
}

/// Numbers summed side by side, so that the compiler can make vectors of them.
const SUMS: usize = 16;

struct AddProduct<'a> {
    matrix: &'a [f32],
    x: &'a [f64],
    out: &'a mut [f64],
}

impl WithSimd for AddProduct<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        if self.x.is_empty() {
            return;
        }
        for (row, out) in self.matrix.chunks_exact(self.x.len()).zip(self.out) {
            let (groups, rest) = row.as_chunks::<SUMS>();
            let (xs, x_rest) = self.x.as_chunks::<SUMS>();
            let mut sums = [0.0_f64; SUMS];
            for (group, x) in groups.iter().zip(xs) {
                for ((sum, &weight), &x) in sums.iter_mut().zip(group).zip(x) {
                    *sum += f64::from(weight) * x;
                }
            }
            for ((sum, &weight), &x) in sums.iter_mut().zip(rest).zip(x_rest) {
                *sum += f64::from(weight) * x;
            }
            *out += sums.iter().sum::<f64>();
        }
    }
}

struct AddTransposed<'a> {
    matrix: &'a [f32],
    v: &'a [f64],
    out: &'a mut [f64],
}

impl WithSimd for AddTransposed<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        if self.out.is_empty() {
            return;
        }
        for (row, &v) in self.matrix.chunks_exact(self.out.len()).zip(self.v) {
            for (out, &weight) in self.out.iter_mut().zip(row) {
                *out += f64::from(weight) * v;
            }
        }
    }
}

struct AddOuter<'a> {
    v: &'a [f64],
    x: &'a [f64],
    out: &'a mut [f64],
}

impl WithSimd for AddOuter<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        if self.x.is_empty() {
            return;
        }
        for (row, &v) in self.out.chunks_exact_mut(self.x.len()).zip(self.v) {
            for (out, &x) in row.iter_mut().zip(self.x) {
                *out += v * x;
            }
        }
    }
}
