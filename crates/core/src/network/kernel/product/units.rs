//! Products with the lanes over the units of one row: few rows, often one.

use pulp::Simd;

use super::{Form, Gates, MOST_GATES, Start};
use crate::network::kernel::shape::{Shape, row_of};

mod columns;
mod dots;

/// A row of the input, and the packed matrix that it goes through.
type Product<'a> = (&'a [f32], &'a [f32]);

/// [`super::Start`] for one row.
#[derive(Clone, Copy)]
struct RowStart<'a, V> {
    bias: Option<&'a [V]>,
    outer: Option<(&'a [V], V)>,
}

impl<'a, V: Copy> RowStart<'a, V> {
    #[expect(
        clippy::manual_map,
        reason = "a closure isn't always inlined, and lands in code for the oldest machine"
    )]
    #[inline(always)]
    fn new<S: Simd<f32s = V>>(simd: S, start: Start<'a>, row: usize) -> Self {
        let bias = match start.bias {
            Some(bias) => Some(S::as_simd_f32s(bias).0),
            None => None,
        };
        let outer = match start.outer {
            Some((vector, signal)) => {
                Some((S::as_simd_f32s(vector).0, simd.splat_f32s(signal[row])))
            }
            None => None,
        };
        Self { bias, outer }
    }

    /// Where the sums of a vector begin, which is `column` of this row now.
    #[inline(always)]
    fn at<S: Simd<f32s = V>>(&self, simd: S, column: usize, row: &[V]) -> V {
        let base = match self.bias {
            Some(bias) => bias[column],
            None => row[column],
        };
        match self.outer {
            Some((vector, x)) => simd.mul_add_e_f32s(x, vector[column], base),
            None => base,
        }
    }

    /// Where the sums of `WIDTH` vectors begin, from `first` on.
    #[inline(always)]
    fn panel<S: Simd<f32s = V>, const WIDTH: usize>(
        &self,
        simd: S,
        first: usize,
        row: &[f32],
    ) -> [V; WIDTH] {
        let row = S::as_simd_f32s(row).0;
        let mut panel = [simd.splat_f32s(0.0); WIDTH];
        for (column, start) in panel.iter_mut().enumerate() {
            *start = self.at(simd, first + column, row);
        }
        panel
    }
}

/// See [`super::begin`].
#[inline(always)]
pub(super) fn begin<S: Simd>(simd: S, shape: &Shape, slab: &mut [f32], start: Start<'_>) {
    for row in 0..shape.rows {
        let slab = &mut slab[row * shape.stride..][..shape.stride];
        begin_row(simd, slab, RowStart::new(simd, start, row));
    }
}

#[inline(always)]
fn begin_row<S: Simd>(simd: S, row: &mut [f32], start: RowStart<'_, S::f32s>) {
    let row = S::as_mut_simd_f32s(row).0;
    for column in 0..row.len() {
        row[column] = start.at(simd, column, row);
    }
}

/// See [`super::to_slots`].
#[inline(always)]
pub(super) fn to_slots<S: Simd>(
    simd: S,
    shape: &Shape,
    slots: &mut [f32],
    input: &[f32],
    gates: Gates<'_>,
    starts: &[Start<'_>],
) {
    // Halves of a layer have an input of all units.
    let deep = row_of(input.len(), shape.rows);
    let mut product = ToSlots { shape, row: 0, slots, input: &input[..deep], gates, starts };
    if shape.rows == 1 && product.few(simd) {
        return;
    }
    for row in 0..shape.rows {
        product.row = row;
        product.input = &input[row * deep..][..deep];
        match (product.few(simd), gates.form) {
            (true, _) => {}
            (false, Form::Columns) => product.one_by_one(simd),
            (false, Form::Rows) => product.dots(simd),
        }
    }
}

/// [`super::to_slots`] for one row.
struct ToSlots<'a> {
    shape: &'a Shape,
    row: usize,
    slots: &'a mut [f32],
    input: &'a [f32],
    gates: Gates<'a>,
    starts: &'a [Start<'a>],
}

impl ToSlots<'_> {
    /// Where a gate's sums go, and what they begin with.
    #[inline(always)]
    fn output<S: Simd>(&mut self, simd: S, gate: usize) -> (&mut [f32], RowStart<'_, S::f32s>) {
        let stride = self.shape.stride;
        let slot = &mut self.slots[self.gates.slab(gate, self.shape.slab())];
        let start = RowStart::new(simd, self.starts[gate], self.row);
        (&mut slot[self.row * stride..][..stride], start)
    }

    /// Small matrices, where the loops over gates and panels would take longer to prepare than the sums
    /// take; tells whether these are.
    #[inline(always)]
    fn few<S: Simd>(&mut self, simd: S) -> bool {
        match (self.gates.form, self.gates.slots.len(), self.shape.stride / S::F32_LANES) {
            (Form::Rows, ..) => return false,
            (_, 1, _) => return self.only_gate(simd),
            (_, 3, 1) => self.at_once::<S, 3, 1, 2>(simd),
            (_, 3, 2) => self.at_once::<S, 3, 2, 1>(simd),
            (_, 3, 3) => self.at_once::<S, 3, 3, 1>(simd),
            (_, 4, 1) => self.at_once::<S, 4, 1, 2>(simd),
            (_, 4, 2) => self.at_once::<S, 4, 2, 1>(simd),
            (_, 4, 3) => self.at_once::<S, 4, 3, 1>(simd),
            _ => return false,
        }
        true
    }

    #[inline(always)]
    fn only_gate<S: Simd>(&mut self, simd: S) -> bool {
        let (input, gates) = (&self.input[..self.gates.depth], self.gates);
        let (output, start) = self.output(simd, 0);
        columns::add_up_few(simd, output, start, &[(input, gates.matrix(0))], gates.backwards)
    }

    /// A number of the input is broadcast once for all gates.
    #[inline(always)]
    fn at_once<S: Simd, const GATES: usize, const WIDTH: usize, const CHAINS: usize>(
        &mut self,
        simd: S,
    ) {
        let mut matrices: [&[S::f32s]; GATES] = [&[]; GATES];
        for (gate, matrix) in matrices.iter_mut().enumerate() {
            *matrix = S::as_simd_f32s(self.gates.matrix(gate)).0;
        }
        let input = &self.input[..self.gates.depth];
        let sums = columns::sums_of_all::<S, GATES, WIDTH, CHAINS>(simd, input, matrices);
        for (gate, sums) in sums.iter().enumerate() {
            let (output, start) = self.output(simd, gate);
            let start = start.panel(simd, 0, output);
            finish(simd, output, 0, &start, sums);
        }
    }

    #[inline(always)]
    fn one_by_one<S: Simd>(&mut self, simd: S) {
        let (input, gates) = (&self.input[..self.gates.depth], self.gates);
        for turn in 0..gates.slots.len() {
            let gate = gates.in_turn(turn);
            let (output, start) = self.output(simd, gate);
            let product = (input, gates.matrix(gate));
            columns::add_up(simd, output, start, &[product], gates.backwards);
        }
    }

    /// Large matrices: see [`dots`].
    #[inline(always)]
    fn dots<S: Simd>(&mut self, simd: S) {
        let (input, hidden, gates) = (self.input, self.shape.hidden, self.gates);
        for turn in 0..gates.slots.len() {
            let gate = gates.in_turn(turn);
            let (output, start) = self.output(simd, gate);
            begin_row(simd, output, start);
            dots::add(simd, &mut output[..hidden], input, gates.matrix(gate), gates.backwards);
        }
    }
}

/// See [`super::from_slots`].
#[inline(always)]
pub(super) fn from_slots<S: Simd>(
    simd: S,
    shape: &Shape,
    output: &mut [f32],
    slots: &[f32],
    gates: Gates<'_>,
    start: &Start<'_>,
) {
    // Halves of a layer have an output of all units.
    let wide = row_of(output.len(), shape.rows);
    let mut all: [Product<'_>; MOST_GATES] = [(&[], &[]); MOST_GATES];
    let products = &mut all[..gates.slots.len()];
    if shape.rows == 1 {
        let (start, products) = row_of_products(simd, shape, slots, gates, start, 0, products);
        if columns::add_up_few(simd, output, start, products, gates.backwards) {
            return;
        }
    }
    for row in 0..shape.rows {
        let output = &mut output[row * wide..][..wide];
        let (start, products) = row_of_products(simd, shape, slots, gates, start, row, products);
        columns::add_up(simd, output, start, products, gates.backwards);
    }
}

/// See [`super::add_elementwise`].
#[inline(always)]
pub(super) fn add_elementwise<S: Simd>(
    simd: S,
    shape: &Shape,
    output: &mut [f32],
    vector: &[f32],
    input: &[f32],
) {
    let vector = S::as_simd_f32s(vector).0;
    for row in 0..shape.rows {
        let output = S::as_mut_simd_f32s(&mut output[row * shape.stride..][..shape.stride]).0;
        let input = S::as_simd_f32s(&input[row * shape.stride..][..shape.stride]).0;
        for (output, (&weight, &x)) in output.iter_mut().zip(vector.iter().zip(input)) {
            *output = simd.mul_add_e_f32s(weight, x, *output);
        }
    }
}

/// What a row's sums begin with, and each slot's row with the matrix that it goes through.
#[inline(always)]
fn row_of_products<'a, 'b, S: Simd>(
    simd: S,
    shape: &Shape,
    slots: &'a [f32],
    gates: Gates<'a>,
    start: &Start<'a>,
    row: usize,
    products: &'b mut [Product<'a>],
) -> (RowStart<'a, S::f32s>, &'b [Product<'a>]) {
    for (turn, product) in products.iter_mut().enumerate() {
        let gate = gates.in_turn(turn);
        let slot = &slots[gates.slab(gate, shape.slab())];
        *product = (&slot[row * shape.stride..][..shape.hidden], gates.matrix(gate));
    }
    (RowStart::new(simd, *start, row), products)
}

/// Writes sums on top of their start, from vector `first` on.
#[inline(always)]
fn finish<S: Simd, const WIDTH: usize>(
    simd: S,
    output: &mut [f32],
    first: usize,
    start: &[S::f32s; WIDTH],
    sums: &[S::f32s; WIDTH],
) {
    let output = &mut S::as_mut_simd_f32s(output).0[first..][..WIDTH];
    for (output, (&start, &sum)) in output.iter_mut().zip(start.iter().zip(sums)) {
        *output = simd.add_f32s(start, sum);
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
