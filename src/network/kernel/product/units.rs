//! Products with the lanes over the units of one row: few rows, often one.

use pulp::Simd;

use super::{Form, Gates, MOST_GATES, Start};
use crate::network::kernel::shape::Shape;

mod columns;
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

/// See [`super::fan_out`].
#[inline(always)]
pub(super) fn fan_out<S: Simd>(
    simd: S,
    shape: &Shape,
    slots: &mut [f32],
    input: &[f32],
    gates: Gates<'_>,
    starts: &[Start<'_>],
) {
    // Halves of a layer have an input of all units.
    let deep = input.len() / shape.rows;
    for (row, input) in input.chunks_exact(deep).enumerate() {
        let fan = Fan { shape, row, slots: &mut *slots, input, gates, starts };
        match (gates.form, gates.slots.len(), shape.stride / S::F32_LANES) {
            (Form::Rows, ..) => fan.dots(simd),
            (_, 3, 1) => fan.at_once::<S, 3, 1, 2>(simd),
            (_, 3, 2) => fan.at_once::<S, 3, 2, 1>(simd),
            (_, 3, 3) => fan.at_once::<S, 3, 3, 1>(simd),
            (_, 4, 1) => fan.at_once::<S, 4, 1, 2>(simd),
            (_, 4, 2) => fan.at_once::<S, 4, 2, 1>(simd),
            (_, 4, 3) => fan.at_once::<S, 4, 3, 1>(simd),
            _ => fan.one_by_one(simd),
        }
    }
}

/// [`super::fan_out`] for one row.
struct Fan<'a> {
    shape: &'a Shape,
    row: usize,
    slots: &'a mut [f32],
    input: &'a [f32],
    gates: Gates<'a>,
    starts: &'a [Start<'a>],
}

impl Fan<'_> {
    /// Where a gate's sums go, and what they begin with.
    #[inline(always)]
    fn output<S: Simd>(&mut self, simd: S, gate: usize) -> (&mut [f32], RowStart<'_, S::f32s>) {
        let stride = self.shape.stride;
        let slot = &mut self.slots[self.gates.slab(gate, self.shape.slab())];
        let start = RowStart::new(simd, self.starts[gate], self.row);
        (&mut slot[self.row * stride..][..stride], start)
    }

    /// Small matrices: a number of the input is broadcast once for all gates.
    #[inline(always)]
    fn at_once<S: Simd, const GATES: usize, const WIDTH: usize, const CHAINS: usize>(
        mut self,
        simd: S,
    ) {
        let mut matrices: [&[S::f32s]; GATES] = [&[]; GATES];
        for (gate, matrix) in matrices.iter_mut().enumerate() {
            *matrix = S::as_simd_f32s(self.gates.matrix(gate)).0;
        }
        let input = &self.input[..self.shape.hidden];
        let sums = columns::sums_of_all::<S, GATES, WIDTH, CHAINS>(simd, input, matrices);
        for (gate, sums) in sums.iter().enumerate() {
            let (output, start) = self.output(simd, gate);
            finish(simd, output, 0, start, sums);
        }
    }

    #[inline(always)]
    fn one_by_one<S: Simd>(mut self, simd: S) {
        let (input, gates) = (&self.input[..self.shape.hidden], self.gates);
        for turn in 0..gates.slots.len() {
            let gate = gates.in_turn(turn);
            let (output, start) = self.output(simd, gate);
            let product = (input, gates.matrix(gate));
            columns::add_up(simd, output, start, &[product], gates.backwards);
        }
    }

    /// Large matrices: see [`dots`].
    #[inline(always)]
    fn dots<S: Simd>(mut self, simd: S) {
        let (input, hidden, gates) = (self.input, self.shape.hidden, self.gates);
        for turn in 0..gates.slots.len() {
            let gate = gates.in_turn(turn);
            let (output, start) = self.output(simd, gate);
            begin_row(simd, output, start);
            dots::add(simd, &mut output[..hidden], input, gates.matrix(gate), gates.backwards);
        }
    }
}

/// See [`super::fan_in`].
#[inline(always)]
pub(super) fn fan_in<S: Simd>(
    simd: S,
    shape: &Shape,
    output: &mut [f32],
    slots: &[f32],
    gates: Gates<'_>,
    start: Start<'_>,
) {
    // Halves of a layer have an output of all units.
    let wide = output.len() / shape.rows;
    for (row, output) in output.chunks_exact_mut(wide).enumerate() {
        let mut products: [(&[f32], &[f32]); MOST_GATES] = [(&[], &[]); MOST_GATES];
        let products = &mut products[..gates.slots.len()];
        for (turn, product) in products.iter_mut().enumerate() {
            let gate = gates.in_turn(turn);
            let slot = &slots[gates.slab(gate, shape.slab())];
            *product = (&slot[row * shape.stride..][..shape.hidden], gates.matrix(gate));
        }
        columns::add_up(simd, output, RowStart::new(simd, start, row), products, gates.backwards);
    }
}

/// Writes sums on top of their start, from vector `first` on.
#[inline(always)]
fn finish<S: Simd, const WIDTH: usize>(
    simd: S,
    output: &mut [f32],
    first: usize,
    start: RowStart<'_, S::f32s>,
    sums: &[S::f32s; WIDTH],
) {
    let output = S::as_mut_simd_f32s(output).0;
    for (column, output) in output[first..][..WIDTH].iter_mut().enumerate() {
        *output = simd.add_f32s(start.at(simd, first + column, *output), sums[column]);
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
