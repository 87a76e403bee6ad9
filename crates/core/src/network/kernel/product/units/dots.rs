//! The product as scalar products of the input with the rows of Mᵀ, for large matrices.
//!
//! It reads the very panels that the backward pass reads for the transposed product: no second,
//! transposed copy has to be made, and only one has to stay in the cache.

use pulp::Simd;

use crate::network::kernel::product::UNIT_PANEL_VECTORS;

/// Rows whose sums are under way at once.
const GROUP: usize = 8;

/// `output[j] += Σₖ input[k] · Mᵀ[j][k]`; `output` has as many numbers as M has columns, `input` is padded
/// to whole vectors.
#[inline(always)]
pub(super) fn add<S: Simd>(
    simd: S,
    output: &mut [f32],
    input: &[f32],
    packed: &[f32],
    backwards: bool,
) {
    let input = S::as_simd_f32s(input).0;
    let packed = S::as_simd_f32s(packed).0;
    let last = input.len().div_ceil(UNIT_PANEL_VECTORS) - 1;
    for turn in 0..=last {
        let index = if backwards { last - turn } else { turn };
        let first = index * UNIT_PANEL_VECTORS;
        let width = UNIT_PANEL_VECTORS.min(input.len() - first);
        let input = &input[first..][..width];
        let panel = &packed[first * output.len()..][..width * output.len()];
        match width {
            1 => add_panel::<S, 1>(simd, output, input, panel, backwards),
            2 => add_panel::<S, 2>(simd, output, input, panel, backwards),
            3 => add_panel::<S, 3>(simd, output, input, panel, backwards),
            4 => add_panel::<S, 4>(simd, output, input, panel, backwards),
            5 => add_panel::<S, 5>(simd, output, input, panel, backwards),
            6 => add_panel::<S, 6>(simd, output, input, panel, backwards),
            7 => add_panel::<S, 7>(simd, output, input, panel, backwards),
            _ => add_panel::<S, 8>(simd, output, input, panel, backwards),
        }
    }
}

/// The part of the rows that lies in a panel of `WIDTH` vectors.
#[inline(always)]
fn add_panel<S: Simd, const WIDTH: usize>(
    simd: S,
    output: &mut [f32],
    input: &[S::f32s],
    panel: &[S::f32s],
    backwards: bool,
) {
    let Some(input) = input.first_chunk::<WIDTH>() else { return };
    let (groups, rest) = panel.as_chunks::<WIDTH>().0.as_chunks::<GROUP>();
    let (outputs, output_rest) = output.as_chunks_mut::<GROUP>();
    let pairs = outputs.iter_mut().zip(groups);
    if backwards {
        for (output, rows) in pairs.rev() {
            add_rows(simd, output, input, rows);
        }
    } else {
        for (output, rows) in pairs {
            add_rows(simd, output, input, rows);
        }
    }
    for (output, row) in output_rest.iter_mut().zip(rest) {
        add_rows(simd, std::array::from_mut(output), input, std::array::from_ref(row));
    }
}

#[inline(always)]
fn add_rows<S: Simd, const WIDTH: usize, const ROWS: usize>(
    simd: S,
    output: &mut [f32; ROWS],
    input: &[S::f32s; WIDTH],
    rows: &[[S::f32s; WIDTH]; ROWS],
) {
    let mut sums = [simd.splat_f32s(0.0); ROWS];
    for (column, &x) in input.iter().enumerate() {
        for (sum, row) in sums.iter_mut().zip(rows) {
            *sum = simd.mul_add_e_f32s(x, row[column], *sum);
        }
    }
    for (output, &sum) in output.iter_mut().zip(&sums) {
        *output += simd.reduce_sum_f32s(sum);
    }
}
