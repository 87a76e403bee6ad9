//! Products with the lanes over the units of one row: few rows, often one.
//!
//! Each number of the input is broadcast and multiplied with a row of M. Vectors of the output stay in
//! registers for all k; where a panel has few of them, several partial sums per vector hide the latency
//! of the multiply-add.

use pulp::Simd;

use super::{Outer, UNIT_PANEL_VECTORS};
use crate::network::kernel::shape::Shape;

/// See [`super::accumulate`].
#[inline(always)]
pub(super) fn accumulate<S: Simd>(
    simd: S,
    shape: &Shape,
    output: &mut [f32],
    input: &[f32],
    packed: &[f32],
) {
    for row in 0..shape.rows {
        let output = &mut output[row * shape.stride..][..shape.stride];
        multiply(simd, output, &input[row * shape.stride..][..shape.hidden], packed);
    }
}

#[inline(always)]
fn multiply<S: Simd>(simd: S, output: &mut [f32], input: &[f32], packed: &[f32]) {
    let mut panels = S::as_simd_f32s(packed).0;
    for output in S::as_mut_simd_f32s(output).0.chunks_mut(UNIT_PANEL_VECTORS) {
        let (panel, rest) = panels.split_at(output.len() * input.len());
        panels = rest;
        match output.len() {
            1 => multiply_panel::<S, 1, 8>(simd, output, input, panel),
            2 => multiply_panel::<S, 2, 4>(simd, output, input, panel),
            3 => multiply_panel::<S, 3, 3>(simd, output, input, panel),
            4 => multiply_panel::<S, 4, 2>(simd, output, input, panel),
            5 => multiply_panel::<S, 5, 2>(simd, output, input, panel),
            6 => multiply_panel::<S, 6, 1>(simd, output, input, panel),
            7 => multiply_panel::<S, 7, 1>(simd, output, input, panel),
            _ => multiply_panel::<S, 8, 1>(simd, output, input, panel),
        }
    }
}

/// One panel of `WIDTH` vectors, with `CHAINS` partial sums for each.
#[inline(always)]
fn multiply_panel<S: Simd, const WIDTH: usize, const CHAINS: usize>(
    simd: S,
    output: &mut [S::f32s],
    input: &[f32],
    panel: &[S::f32s],
) {
    let mut sums = [[simd.splat_f32s(0.0); WIDTH]; CHAINS];
    let (groups, rest) = panel.as_chunks::<WIDTH>().0.as_chunks::<CHAINS>();
    let (inputs, input_rest) = input.as_chunks::<CHAINS>();
    for (rows, x) in groups.iter().zip(inputs) {
        for chain in 0..CHAINS {
            add_scaled(simd, &mut sums[chain], x[chain], &rows[chain]);
        }
    }
    for (chain, (row, &x)) in rest.iter().zip(input_rest).enumerate() {
        add_scaled(simd, &mut sums[chain], x, row);
    }
    for (column, output) in output.iter_mut().enumerate().take(WIDTH) {
        let mut sum = sums[0][column];
        for chain in &sums[1..] {
            sum = simd.add_f32s(sum, chain[column]);
        }
        *output = simd.add_f32s(*output, sum);
    }
}

#[inline(always)]
fn add_scaled<S: Simd, const WIDTH: usize>(
    simd: S,
    sums: &mut [S::f32s; WIDTH],
    x: f32,
    row: &[S::f32s; WIDTH],
) {
    let x = simd.splat_f32s(x);
    for (sum, &row) in sums.iter_mut().zip(row) {
        *sum = simd.mul_add_e_f32s(x, row, *sum);
    }
}

/// See [`super::outer`].
#[inline(always)]
pub(super) fn outer<S: Simd>(
    simd: S,
    shape: &Shape,
    slab: &mut [f32],
    vector: &[f32],
    signal: &[f32],
    how: Outer<'_>,
) {
    let vector = S::as_simd_f32s(vector).0;
    for (row, &x) in signal.iter().enumerate() {
        let row = &mut slab[row * shape.stride..][..shape.stride];
        let row = S::as_mut_simd_f32s(row).0.iter_mut().zip(vector);
        let x = simd.splat_f32s(x);
        match how {
            Outer::Set { bias } => {
                for ((out, &weight), &bias) in row.zip(S::as_simd_f32s(bias).0) {
                    *out = simd.mul_add_e_f32s(x, weight, bias);
                }
            }
            Outer::Add => {
                for (out, &weight) in row {
                    *out = simd.mul_add_e_f32s(x, weight, *out);
                }
            }
        }
    }
}

/// See [`super::readout`].
#[inline(always)]
pub(super) fn readout<S: Simd>(
    simd: S,
    shape: &Shape,
    signal: &mut [f32],
    slab: &[f32],
    vector: &[f32],
    bias: f32,
) {
    let (groups, rest) = S::as_simd_f32s(vector).0.as_chunks::<4>();
    for (row, y) in signal.iter_mut().enumerate() {
        let row = &slab[row * shape.stride..][..shape.stride];
        let (row, row_rest) = S::as_simd_f32s(row).0.as_chunks::<4>();
        let mut sums = [simd.splat_f32s(0.0); 4];
        for (h, weights) in row.iter().zip(groups) {
            for lane in 0..4 {
                sums[lane] = simd.mul_add_e_f32s(h[lane], weights[lane], sums[lane]);
            }
        }
        for (&h, &weight) in row_rest.iter().zip(rest) {
            sums[0] = simd.mul_add_e_f32s(h, weight, sums[0]);
        }
        let [a, b, c, d] = sums;
        let sum = simd.add_f32s(simd.add_f32s(a, b), simd.add_f32s(c, d));
        *y = simd.reduce_sum_f32s(sum) + bias;
    }
}
