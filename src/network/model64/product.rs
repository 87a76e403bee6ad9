//! Products of a network's matrices with vectors: float32 weights, float64 sums.
//!
//! The loops are plain; pulp compiles them for the widest vectors that the machine has.

use pulp::Arch;

/// out += M x, where M is row-major with as many columns as `x` has numbers.
pub(crate) fn add_product(matrix: &[f32], x: &[f64], out: &mut [f64]) {
    if x.is_empty() {
        return;
    }
    Arch::new().dispatch(|| {
        let rows = matrix.chunks_exact(x.len());
        rows.zip(out).for_each(|(row, out)| *out += sum_of_products(row, x));
    });
}

/// out += Mᵀ v, where M is row-major with as many columns as `out` has numbers.
pub(crate) fn add_transposed(matrix: &[f32], v: &[f64], out: &mut [f64]) {
    if out.is_empty() {
        return;
    }
    Arch::new().dispatch(|| {
        let rows = matrix.chunks_exact(out.len());
        rows.zip(v).for_each(|(row, v)| add_scaled(*v, row, out));
    });
}

/// out += w ⊙ x.
pub(crate) fn add_elementwise<'a, W: Copy + Into<f64>>(
    weight: &[W],
    x: impl Iterator<Item = &'a f64>,
    out: &mut [f64],
) {
    out.iter_mut().zip(weight).zip(x).for_each(|((out, &weight), x)| *out += weight.into() * x);
}

/// out += v xᵀ, where `out` is row-major with as many columns as `x` has numbers.
pub(crate) fn add_outer(v: &[f64], x: &[f64], out: &mut [f64]) {
    if x.is_empty() {
        return;
    }
    Arch::new().dispatch(|| {
        let rows = out.chunks_exact_mut(x.len());
        rows.zip(v).for_each(|(row, v)| add_scaled(*v, x, row));
    });
}

/// The scalar product of two vectors.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    Arch::new().dispatch(|| sum_of_products(a, b))
}

/// The length of a vector.
pub(crate) fn norm(v: &[f64]) -> f64 {
    dot(v, v).sqrt()
}

/// Numbers summed side by side, so that the compiler can make vectors of them.
const SUMS: usize = 16;

#[inline(always)]
fn sum_of_products<W: Copy + Into<f64>>(row: &[W], x: &[f64]) -> f64 {
    let (groups, rest) = row.as_chunks::<SUMS>();
    let (xs, x_rest) = x.as_chunks::<SUMS>();
    let mut sums = [0.0_f64; SUMS];
    for (group, x) in groups.iter().zip(xs) {
        for ((sum, &weight), &x) in sums.iter_mut().zip(group).zip(x) {
            *sum += weight.into() * x;
        }
    }
    for ((sum, &weight), &x) in sums.iter_mut().zip(rest).zip(x_rest) {
        *sum += weight.into() * x;
    }
    sums.iter().sum()
}

#[inline(always)]
fn add_scaled<W: Copy + Into<f64>>(scale: f64, x: &[W], out: &mut [f64]) {
    for (out, &x) in out.iter_mut().zip(x) {
        *out += scale * x.into();
    }
}
