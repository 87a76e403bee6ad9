//! Sums of products that are vectors of neighbouring outputs.
//!
//! Each number of the input is broadcast and multiplied with a row of M. Vectors of the output stay in
//! registers for all k; where there are few of them, several partial sums per vector hide the latency
//! of the multiply-add.

use pulp::Simd;

use super::{Product, RowStart, finish};
use crate::network::kernel::product::UNIT_PANEL_VECTORS;

/// `output = start + Σₖ input[k] · M[k]`, summed over products too.
#[inline(always)]
pub(super) fn add_up<S: Simd>(
    simd: S,
    output: &mut [f32],
    start: RowStart<'_, S::f32s>,
    products: &[Product<'_>],
    backwards: bool,
) {
    let vectors = output.len() / S::F32_LANES;
    let last = vectors.div_ceil(UNIT_PANEL_VECTORS) - 1;
    for turn in 0..=last {
        let index = if backwards { last - turn } else { turn };
        let first = index * UNIT_PANEL_VECTORS;
        let panel = Panel { output: &mut *output, start, products, first, backwards };
        match vectors - first {
            1 => panel.add_up::<S, 1, 8>(simd),
            2 => panel.add_up::<S, 2, 4>(simd),
            3 => panel.add_up::<S, 3, 3>(simd),
            4 => panel.add_up::<S, 4, 2>(simd),
            5 => panel.add_up::<S, 5, 2>(simd),
            6 => panel.add_up::<S, 6, 1>(simd),
            7 => panel.add_up::<S, 7, 1>(simd),
            _ => panel.add_up::<S, 8, 1>(simd),
        }
    }
}

/// As [`add_up`], where the output has so few vectors that the loop over panels would take longer to
/// prepare than the sums take; tells whether it has.
#[inline(always)]
pub(super) fn add_up_few<S: Simd>(
    simd: S,
    output: &mut [f32],
    start: RowStart<'_, S::f32s>,
    products: &[Product<'_>],
    backwards: bool,
) -> bool {
    let vectors = output.len() / S::F32_LANES;
    let panel = Panel { output, start, products, first: 0, backwards };
    match vectors {
        1 => panel.add_up::<S, 1, 8>(simd),
        2 => panel.add_up::<S, 2, 4>(simd),
        3 => panel.add_up::<S, 3, 3>(simd),
        4 => panel.add_up::<S, 4, 2>(simd),
        _ => return false,
    }
    true
}

/// A few vectors of a row of outputs, from vector `first` on.
struct Panel<'a, V> {
    output: &'a mut [f32],
    start: RowStart<'a, V>,
    products: &'a [Product<'a>],
    first: usize,
    /// Reads its columns of M from the end.
    backwards: bool,
}

impl<V: Copy> Panel<'_, V> {
    /// `WIDTH` vectors, with `CHAINS` partial sums for each.
    #[inline(always)]
    fn add_up<S: Simd<f32s = V>, const WIDTH: usize, const CHAINS: usize>(self, simd: S) {
        // Read first: nothing has to wait for it once the sums are there.
        let start = self.start.panel(simd, self.first, self.output);
        let mut sums = [[simd.splat_f32s(0.0); WIDTH]; CHAINS];
        for (input, packed) in self.products {
            let packed = S::as_simd_f32s(packed).0;
            let weights = &packed[self.first * input.len()..][..WIDTH * input.len()];
            add_product(simd, &mut sums, input, weights, self.backwards);
        }
        finish(simd, self.output, self.first, &start, &one_chain(simd, &sums));
    }
}

#[inline(always)]
fn add_product<S: Simd, const WIDTH: usize, const CHAINS: usize>(
    simd: S,
    sums: &mut [[S::f32s; WIDTH]; CHAINS],
    input: &[f32],
    weights: &[S::f32s],
    backwards: bool,
) {
    let (groups, rest) = weights.as_chunks::<WIDTH>().0.as_chunks::<CHAINS>();
    let (inputs, input_rest) = input.as_chunks::<CHAINS>();
    let pairs = groups.iter().zip(inputs);
    if backwards {
        for (rows, x) in pairs.rev() {
            add_chains(simd, sums, x, rows);
        }
    } else {
        for (rows, x) in pairs {
            add_chains(simd, sums, x, rows);
        }
    }
    for (sums, (row, &x)) in sums.iter_mut().zip(rest.iter().zip(input_rest)) {
        add_scaled(simd, sums, x, row);
    }
}

/// Σₖ input[k] · M[k] for several matrices of `WIDTH` vectors, with `CHAINS` partial sums for each.
#[inline(always)]
pub(super) fn sums_of_all<S: Simd, const GATES: usize, const WIDTH: usize, const CHAINS: usize>(
    simd: S,
    input: &[f32],
    matrices: [&[S::f32s]; GATES],
) -> [[S::f32s; WIDTH]; GATES] {
    let mut sums = [[[simd.splat_f32s(0.0); WIDTH]; CHAINS]; GATES];
    let (inputs, input_rest) = input.as_chunks::<CHAINS>();
    let mut groups: [&[[[S::f32s; WIDTH]; CHAINS]]; GATES] = [&[]; GATES];
    for (groups, matrix) in groups.iter_mut().zip(matrices) {
        *groups = &matrix.as_chunks::<WIDTH>().0.as_chunks::<CHAINS>().0[..inputs.len()];
    }
    for (k, x) in inputs.iter().enumerate() {
        for (sums, groups) in sums.iter_mut().zip(groups) {
            add_chains(simd, sums, x, &groups[k]);
        }
    }
    let mut totals = [[simd.splat_f32s(0.0); WIDTH]; GATES];
    for ((total, sums), matrix) in totals.iter_mut().zip(&mut sums).zip(matrices) {
        let rest = matrix.as_chunks::<WIDTH>().0.as_chunks::<CHAINS>().1;
        for (sums, (row, &x)) in sums.iter_mut().zip(rest.iter().zip(input_rest)) {
            add_scaled(simd, sums, x, row);
        }
        *total = one_chain(simd, sums);
    }
    totals
}

/// The sum of the partial sums.
#[inline(always)]
fn one_chain<S: Simd, const WIDTH: usize, const CHAINS: usize>(
    simd: S,
    chains: &[[S::f32s; WIDTH]; CHAINS],
) -> [S::f32s; WIDTH] {
    let mut sums = chains[0];
    for chain in &chains[1..] {
        for (sum, &part) in sums.iter_mut().zip(chain) {
            *sum = simd.add_f32s(*sum, part);
        }
    }
    sums
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
