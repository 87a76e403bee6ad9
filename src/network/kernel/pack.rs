//! Weight matrices laid out for streaming: panels of a few columns, each contiguous.
//!
//! `out[j] += Σₖ in[k] · M[k][j]` reads M panel by panel: all k of the first columns, then all k of the
//! next. Within a panel the numbers of one k lie side by side, so memory is read strictly forward.
//! Panel `p` of `width` columns starts at `p · width · depth`; the last one may be narrower.

use super::vectorized::vectorized;
use super::workspace::padded;

#[cfg(target_arch = "x86_64")]
mod transpose;

/// Extents of a packed matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Packing {
    /// Columns of a panel.
    pub(super) width: usize,
    /// The number of columns is rounded up to a multiple of this. Nothing is ever written to the new
    /// ones, so they stay zero in a buffer that was zero.
    pub(super) multiple: usize,
}

/// Columns `start..end` of a matrix, in a panel of `width` columns.
#[derive(Clone, Copy, Debug)]
struct Panel {
    start: usize,
    end: usize,
    width: usize,
}

impl Packing {
    /// Floats of a packed `depth` × `columns` matrix.
    pub(super) fn len(&self, depth: usize, columns: usize) -> usize {
        depth * padded(columns, self.multiple)
    }

    /// The panels of a matrix of `columns` columns.
    fn panels(self, columns: usize) -> impl Iterator<Item = Panel> {
        let total = padded(columns, self.multiple);
        (0..columns).step_by(self.width).map(move |start| {
            let width = self.width.min(total - start);
            Panel { start, end: columns.min(start + width), width }
        })
    }

    /// Packs M = Wᵀ, the forward direction: W is `rows` × `depth`, row-major, one row per output.
    pub(super) fn transposed(self, packed: &mut [f32], weights: &[f32], rows: usize, depth: usize) {
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            return transpose::pack(simd, self, packed, weights, rows, depth);
        }
        for panel in self.panels(rows) {
            let packed = &mut packed[panel.start * depth..];
            transpose_part(panel, panel.start..panel.end, 0..depth, packed, weights, depth);
        }
    }
}

/// Transposes rows × columns of W into a panel, number by number.
fn transpose_part(
    panel: Panel,
    rows: std::ops::Range<usize>,
    columns: std::ops::Range<usize>,
    packed: &mut [f32],
    weights: &[f32],
    depth: usize,
) {
    for row in rows {
        for column in columns.clone() {
            packed[column * panel.width + row - panel.start] = weights[row * depth + column];
        }
    }
}

vectorized! {
    /// Packs M = W, the backward direction; of W perhaps not all rows.
    pub(super) fn pack_straight(
        simd, packing: Packing, packed: &'a mut [f32], weights: &'a [f32], size: usize,
    ) {
        // Nothing but copies: the instruction set is all that matters here.
        let _ = simd;
        let depth = weights.len() / size;
        for panel in packing.panels(size) {
            let lines = packed[panel.start * depth..].chunks_exact_mut(panel.width);
            for (packed, weights) in lines.zip(weights.chunks_exact(size)) {
                let weights = &weights[panel.start..panel.end];
                let (vectors, rest) = S::as_simd_f32s(weights);
                let (packed, packed_rest) = S::as_mut_simd_f32s(&mut packed[..weights.len()]);
                packed.iter_mut().zip(vectors).for_each(|(packed, &vector)| *packed = vector);
                packed_rest.iter_mut().zip(rest).for_each(|(packed, &number)| *packed = number);
            }
        }
    }
}
