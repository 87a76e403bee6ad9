//! Products with the lanes over the rows of one unit: batches.
//!
//! Each weight is broadcast and multiplied with the vectors of one unit. A tile of outputs, a panel's
//! columns by one or two vectors of rows, stays in registers for all k.

use pulp::Simd;

use super::{Gates, Start, row_panel};
use crate::network::kernel::shape::Shape;

/// [`super::Start`] for one unit.
struct UnitStart<'a, V> {
    bias: Option<V>,
    outer: Option<(V, &'a [V])>,
}

impl<'a, V: Copy> UnitStart<'a, V> {
    #[expect(
        clippy::manual_map,
        reason = "a closure isn't always inlined, and lands in code for the oldest machine"
    )]
    #[inline(always)]
    fn new<S: Simd<f32s = V>>(simd: S, start: &Start<'a>, unit: usize) -> Self {
        let bias = match start.bias {
            Some(bias) => Some(simd.splat_f32s(bias[unit])),
            None => None,
        };
        let outer = match start.outer {
            Some((vector, signal)) => {
                Some((simd.splat_f32s(vector[unit]), S::as_simd_f32s(signal).0))
            }
            None => None,
        };
        Self { bias, outer }
    }

    /// Where the sums of a vector of rows begin, which holds `current` now.
    #[inline(always)]
    fn at<S: Simd<f32s = V>>(&self, simd: S, column: usize, current: V) -> V {
        let base = self.bias.unwrap_or(current);
        match self.outer {
            Some((weight, signal)) => simd.mul_add_e_f32s(weight, signal[column], base),
            None => base,
        }
    }
}

/// See [`super::begin`].
#[inline(always)]
pub(super) fn begin<S: Simd>(simd: S, shape: &Shape, slab: &mut [f32], start: Start<'_>) {
    let vectors = shape.stride / S::F32_LANES;
    let mut slab = S::as_mut_simd_f32s(slab).0.iter_mut();
    for unit in 0..shape.hidden {
        let start = UnitStart::new(simd, &start, unit);
        for column in 0..vectors {
            if let Some(out) = slab.next() {
                *out = start.at(simd, column, *out);
            }
        }
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
    for turn in 0..gates.slots.len() {
        let gate = gates.in_turn(turn);
        let output = &mut slots[gates.slab(gate, shape.slab())];
        multiply(simd, shape, output, input, (gates.matrix(gate), gates.depth), starts[gate]);
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
    let mut start = *start;
    for turn in 0..gates.slots.len() {
        let gate = gates.in_turn(turn);
        let input = &slots[gates.slab(gate, shape.slab())];
        multiply(simd, shape, output, input, (gates.matrix(gate), shape.hidden), start);
        start = Start::CURRENT;
    }
}

/// `output[j] = start + Σₖ input[k] · M[k][j]`, for a packed matrix M and its depth.
#[inline(always)]
fn multiply<S: Simd>(
    simd: S,
    shape: &Shape,
    output: &mut [f32],
    input: &[f32],
    (mut packed, depth): (&[f32], usize),
    start: Start<'_>,
) {
    let vectors = shape.stride / S::F32_LANES;
    let input = S::as_simd_f32s(input).0;
    let tiles = S::as_mut_simd_f32s(output).0.chunks_mut(row_panel::<S>() * vectors);
    for (index, output) in tiles.enumerate() {
        let width = output.len() / vectors;
        let (panel, rest) = packed.split_at(width * depth);
        packed = rest;
        let first = index * row_panel::<S>();
        let tile = Tile { vectors, output, input, panel, start, first };
        match width {
            1 => tile.multiply::<S, 1>(simd),
            2 => tile.multiply::<S, 2>(simd),
            3 => tile.multiply::<S, 3>(simd),
            4 => tile.multiply::<S, 4>(simd),
            5 => tile.multiply::<S, 5>(simd),
            6 => tile.multiply::<S, 6>(simd),
            7 => tile.multiply::<S, 7>(simd),
            _ => tile.multiply::<S, 8>(simd),
        }
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
    let vectors = shape.stride / S::F32_LANES;
    let mut numbers = S::as_mut_simd_f32s(output).0.iter_mut().zip(S::as_simd_f32s(input).0);
    for &weight in &vector[..shape.hidden] {
        let weight = simd.splat_f32s(weight);
        for _ in 0..vectors {
            if let Some((output, &x)) = numbers.next() {
                *output = simd.mul_add_e_f32s(weight, x, *output);
            }
        }
    }
}

/// A few units' outputs, from unit `first` on, all input units, and the panel between them.
struct Tile<'a, V> {
    /// Vectors of one unit.
    vectors: usize,
    output: &'a mut [V],
    input: &'a [V],
    panel: &'a [f32],
    start: Start<'a>,
    first: usize,
}

impl<V: Copy> Tile<'_, V> {
    #[inline(always)]
    fn multiply<S: Simd<f32s = V>, const WIDTH: usize>(mut self, simd: S) {
        let mut column = 0;
        while column + 2 <= self.vectors {
            self.columns::<S, WIDTH, 2>(simd, column);
            column += 2;
        }
        if column < self.vectors {
            self.columns::<S, WIDTH, 1>(simd, column);
        }
    }

    #[inline(always)]
    fn columns<S: Simd<f32s = V>, const WIDTH: usize, const COUNT: usize>(
        &mut self,
        simd: S,
        column: usize,
    ) {
        let mut sums = [[simd.splat_f32s(0.0); COUNT]; WIDTH];
        let weights = self.panel.as_chunks::<WIDTH>().0;
        let mut place = column;
        for weights in weights {
            let unit = &self.input[place..place + COUNT];
            place += self.vectors;
            for (sums, &weight) in sums.iter_mut().zip(weights) {
                let weight = simd.splat_f32s(weight);
                for (sum, &h) in sums.iter_mut().zip(unit) {
                    *sum = simd.mul_add_e_f32s(weight, h, *sum);
                }
            }
        }
        for (unit, sums) in sums.iter().enumerate() {
            let outputs = &mut self.output[unit * self.vectors + column..][..COUNT];
            let start = UnitStart::new(simd, &self.start, self.first + unit);
            for (part, (&sum, out)) in sums.iter().zip(outputs).enumerate() {
                *out = simd.add_f32s(start.at(simd, column + part, *out), sum);
            }
        }
    }
}

/// See [`super::readout`].
#[inline(always)]
pub(super) fn readout<S: Simd>(
    simd: S,
    signal: &mut [f32],
    slab: &[f32],
    vector: &[f32],
    bias: f32,
) {
    let slab = S::as_simd_f32s(slab).0;
    let signal = S::as_mut_simd_f32s(signal).0;
    let vectors = signal.len();
    for (column, y) in signal.iter_mut().enumerate() {
        let mut sums = [simd.splat_f32s(0.0); 4];
        let (groups, rest) = vector.as_chunks::<4>();
        for (weights, units) in groups.iter().zip(slab.chunks_exact(4 * vectors)) {
            for (lane, sum) in sums.iter_mut().enumerate() {
                let weight = simd.splat_f32s(weights[lane]);
                *sum = simd.mul_add_e_f32s(weight, units[lane * vectors + column], *sum);
            }
        }
        let units = slab[groups.len() * 4 * vectors..].chunks_exact(vectors);
        for (&weight, unit) in rest.iter().zip(units) {
            sums[0] = simd.mul_add_e_f32s(simd.splat_f32s(weight), unit[column], sums[0]);
        }
        let [a, b, c, d] = sums;
        let sum = simd.add_f32s(simd.add_f32s(a, b), simd.add_f32s(c, d));
        *y = simd.add_f32s(sum, simd.splat_f32s(bias));
    }
}
