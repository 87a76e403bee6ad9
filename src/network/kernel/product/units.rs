//! Products with the lanes over the units of one row: few rows, often one.
//!
//! Each number of the input is broadcast and multiplied with a row of M. Vectors of the output stay in
//! registers for all k; where a panel has few of them, several partial sums per vector hide the latency
//! of the multiply-add.

use pulp::Simd;

use super::{Form, Packed, Start, UNIT_PANEL_VECTORS};
use crate::network::kernel::shape::Shape;

mod dots;

/// [`super::Start`] for one row.
#[derive(Clone, Copy)]
struct RowStart<'a, V> {
    bias: Option<&'a [V]>,
    outer: Option<(&'a [V], V)>,
}

impl<'a, V: Copy> RowStart<'a, V> {
    #[inline(always)]
    fn new<S: Simd<f32s = V>>(simd: S, start: Start<'a>, row: usize) -> Self {
        let vectors = |floats| S::as_simd_f32s(floats).0;
        let outer = |(vector, signal): (_, &[f32])| (vectors(vector), simd.splat_f32s(signal[row]));
        Self { bias: start.bias.map(vectors), outer: start.outer.map(outer) }
    }

    /// Where the sums of a vector begin, which holds `current` now.
    #[inline(always)]
    fn at<S: Simd<f32s = V>>(&self, simd: S, column: usize, current: V) -> V {
        let base = self.bias.map_or(current, |bias| bias[column]);
        match self.outer {
            Some((vector, x)) => simd.mul_add_e_f32s(x, vector[column], base),
            None => base,
        }
    }
}

/// See [`super::begin`].
#[inline(always)]
pub(super) fn begin<S: Simd>(simd: S, shape: &Shape, slab: &mut [f32], start: Start<'_>) {
    for (row, slab) in slab.chunks_exact_mut(shape.stride).enumerate() {
        begin_row(simd, slab, RowStart::new(simd, start, row));
    }
}

#[inline(always)]
fn begin_row<S: Simd>(simd: S, row: &mut [f32], start: RowStart<'_, S::f32s>) {
    for (column, out) in S::as_mut_simd_f32s(row).0.iter_mut().enumerate() {
        *out = start.at(simd, column, *out);
    }
}

/// See [`super::accumulate`].
#[inline(always)]
pub(super) fn accumulate<S: Simd>(
    simd: S,
    shape: &Shape,
    output: &mut [f32],
    input: &[f32],
    matrix: Packed<'_>,
    start: Start<'_>,
) {
    // One of both may hold all units where the other holds a half.
    let (wide, deep) = (output.len() / shape.rows, input.len() / shape.rows);
    for row in 0..shape.rows {
        let output = &mut output[row * wide..][..wide];
        let input = &input[row * deep..][..deep];
        let start = RowStart::new(simd, start, row);
        match matrix.form {
            Form::Columns => multiply(simd, output, &input[..shape.hidden], matrix, start),
            Form::Rows => {
                begin_row(simd, output, start);
                dots::add(simd, &mut output[..shape.hidden], input, matrix);
            }
        }
    }
}

#[inline(always)]
fn multiply<S: Simd>(
    simd: S,
    output: &mut [f32],
    input: &[f32],
    matrix: Packed<'_>,
    start: RowStart<'_, S::f32s>,
) {
    let output = S::as_mut_simd_f32s(output).0;
    let packed = S::as_simd_f32s(matrix.floats).0;
    let last = output.len().div_ceil(UNIT_PANEL_VECTORS) - 1;
    for turn in 0..=last {
        let index = if matrix.backwards { last - turn } else { turn };
        let first = index * UNIT_PANEL_VECTORS;
        let width = UNIT_PANEL_VECTORS.min(output.len() - first);
        let output = &mut output[first..][..width];
        let weights = &packed[first * input.len()..][..width * input.len()];
        let panel = Panel { output, input, weights, start, first };
        match width {
            1 => panel.multiply::<S, 1, 8>(simd, matrix.backwards),
            2 => panel.multiply::<S, 2, 4>(simd, matrix.backwards),
            3 => panel.multiply::<S, 3, 3>(simd, matrix.backwards),
            4 => panel.multiply::<S, 4, 2>(simd, matrix.backwards),
            5 => panel.multiply::<S, 5, 2>(simd, matrix.backwards),
            6 => panel.multiply::<S, 6, 1>(simd, matrix.backwards),
            7 => panel.multiply::<S, 7, 1>(simd, matrix.backwards),
            _ => panel.multiply::<S, 8, 1>(simd, matrix.backwards),
        }
    }
}

/// A few vectors of outputs, from vector `first` on, and their columns of M.
struct Panel<'a, V> {
    output: &'a mut [V],
    input: &'a [f32],
    weights: &'a [V],
    start: RowStart<'a, V>,
    first: usize,
}

impl<V: Copy> Panel<'_, V> {
    /// `WIDTH` vectors, with `CHAINS` partial sums for each.
    #[inline(always)]
    fn multiply<S: Simd<f32s = V>, const WIDTH: usize, const CHAINS: usize>(
        self,
        simd: S,
        backwards: bool,
    ) {
        let mut sums = [[simd.splat_f32s(0.0); WIDTH]; CHAINS];
        let (groups, rest) = self.weights.as_chunks::<WIDTH>().0.as_chunks::<CHAINS>();
        let (inputs, input_rest) = self.input.as_chunks::<CHAINS>();
        let pairs = groups.iter().zip(inputs);
        if backwards {
            pairs.rev().for_each(|(rows, x)| add_chains(simd, &mut sums, x, rows));
        } else {
            pairs.for_each(|(rows, x)| add_chains(simd, &mut sums, x, rows));
        }
        for (chain, (row, &x)) in rest.iter().zip(input_rest).enumerate() {
            add_scaled(simd, &mut sums[chain], x, row);
        }
        for (column, output) in self.output.iter_mut().enumerate().take(WIDTH) {
            let mut sum = sums[0][column];
            for chain in &sums[1..] {
                sum = simd.add_f32s(sum, chain[column]);
            }
            *output = simd.add_f32s(self.start.at(simd, self.first + column, *output), sum);
        }
    }
}

#[inline(always)]
fn add_chains<S: Simd, const WIDTH: usize, const CHAINS: usize>(
    simd: S,
    sums: &mut [[S::f32s; WIDTH]; CHAINS],
    x: &[f32; CHAINS],
    rows: &[[S::f32s; WIDTH]; CHAINS],
) {
    for chain in 0..CHAINS {
        add_scaled(simd, &mut sums[chain], x[chain], &rows[chain]);
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
