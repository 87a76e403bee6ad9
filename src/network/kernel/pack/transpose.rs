//! Transposing in tiles of 8 × 8 that stay in registers.

use std::arch::x86_64::__m256;

use pulp::NullaryFnOnce;
use pulp::bytemuck::cast;
use pulp::x86::V3;

use super::{Packing, Panel, transpose_part};

const TILE: usize = 8;

/// See [`Packing::transposed`].
pub(super) fn pack(
    simd: V3,
    packing: Packing,
    packed: &mut [f32],
    weights: &[f32],
    rows: usize,
    depth: usize,
) {
    simd.vectorize(Pack { avx: simd, packing, packed, weights, rows, depth });
}

struct Pack<'a> {
    avx: V3,
    packing: Packing,
    packed: &'a mut [f32],
    weights: &'a [f32],
    rows: usize,
    depth: usize,
}

impl NullaryFnOnce for Pack<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { avx, packing, packed, weights, rows, depth } = self;
        for panel in packing.panels(rows) {
            let packed = &mut packed[panel.start * depth..];
            let whole_rows = panel.start + (panel.end - panel.start) / TILE * TILE;
            let whole_columns = depth / TILE * TILE;
            for row in (panel.start..whole_rows).step_by(TILE) {
                for column in (0..whole_columns).step_by(TILE) {
                    tile(avx, panel, row, column, packed, weights, depth);
                }
            }
            let (all, end) = (panel.start..panel.end, whole_columns..depth);
            transpose_part(panel, all, end, packed, weights, depth);
            let (end, whole) = (whole_rows..panel.end, 0..whole_columns);
            transpose_part(panel, end, whole, packed, weights, depth);
        }
    }
}

/// One tile, from row `row` and column `column` of W.
#[inline(always)]
fn tile(
    avx: V3,
    panel: Panel,
    row: usize,
    column: usize,
    packed: &mut [f32],
    weights: &[f32],
    depth: usize,
) {
    let mut lines: [__m256; TILE] = [cast([0.0_f32; TILE]); TILE];
    for (index, line) in lines.iter_mut().enumerate() {
        if let Some(&weights) = weights[(row + index) * depth + column..].first_chunk::<TILE>() {
            *line = cast(weights);
        }
    }
    let lines = transposed(avx, lines);
    for (index, &line) in lines.iter().enumerate() {
        let place = (column + index) * panel.width + row - panel.start;
        if let Some(packed) = packed[place..].first_chunk_mut::<TILE>() {
            *packed = cast(line);
        }
    }
}

/// An 8 × 8 matrix transposed: pairs, then quadruples, then halves of vectors are interleaved.
#[inline(always)]
fn transposed(simd: V3, [a, b, c, d, e, f, g, h]: [__m256; TILE]) -> [__m256; TILE] {
    let avx = simd.avx;
    let (ab, ab_high) = (avx._mm256_unpacklo_ps(a, b), avx._mm256_unpackhi_ps(a, b));
    let (cd, cd_high) = (avx._mm256_unpacklo_ps(c, d), avx._mm256_unpackhi_ps(c, d));
    let (ef, ef_high) = (avx._mm256_unpacklo_ps(e, f), avx._mm256_unpackhi_ps(e, f));
    let (gh, gh_high) = (avx._mm256_unpacklo_ps(g, h), avx._mm256_unpackhi_ps(g, h));
    let low = |x, y| avx._mm256_shuffle_ps::<0b01_00_01_00>(x, y);
    let high = |x, y| avx._mm256_shuffle_ps::<0b11_10_11_10>(x, y);
    let left = [low(ab, cd), high(ab, cd), low(ab_high, cd_high), high(ab_high, cd_high)];
    let right = [low(ef, gh), high(ef, gh), low(ef_high, gh_high), high(ef_high, gh_high)];
    let first = |i: usize| avx._mm256_permute2f128_ps::<0x20>(left[i], right[i]);
    let second = |i: usize| avx._mm256_permute2f128_ps::<0x31>(left[i], right[i]);
    [first(0), first(1), first(2), first(3), second(0), second(1), second(2), second(3)]
}
