//! Weight matrices laid out for streaming: panels of a few columns, each contiguous.
//!
//! `out[j] += Σₖ in[k] · M[k][j]` reads M panel by panel: all k of the first columns, then all k of the
//! next. Within a panel the numbers of one k lie side by side, so memory is read strictly forward.
//! Panel `p` of `width` columns starts at `p · width · depth`; the last one may be narrower.

use super::workspace::padded;

/// Extents of a packed matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Packing {
    /// Columns of a panel.
    pub(super) width: usize,
    /// The number of columns is rounded up to a multiple of this; the new ones are zero.
    pub(super) multiple: usize,
}

impl Packing {
    /// Floats of a packed `depth` × `columns` matrix.
    pub(super) fn len(&self, depth: usize, columns: usize) -> usize {
        depth * padded(columns, self.multiple)
    }

    /// Packs M = Wᵀ, the forward direction: W is `size` × `size`, row-major, one row per output.
    pub(super) fn transposed(&self, packed: &mut [f32], weights: &[f32], size: usize) {
        packed.fill(0.0);
        for (row, weights) in weights.chunks_exact(size).enumerate() {
            let (start, width) = self.place(row, size);
            let column = packed[start * size + row - start..].iter_mut().step_by(width);
            for (packed, &weight) in column.zip(weights) {
                *packed = weight;
            }
        }
    }

    /// Packs M = W, the backward direction.
    pub(super) fn straight(&self, packed: &mut [f32], weights: &[f32], size: usize) {
        packed.fill(0.0);
        for start in (0..size).step_by(self.width) {
            let (_, width) = self.place(start, size);
            let copied = width.min(size - start);
            let panel = packed[start * size..].chunks_exact_mut(width);
            for (packed, weights) in panel.zip(weights.chunks_exact(size)) {
                packed[..copied].copy_from_slice(&weights[start..start + copied]);
            }
        }
    }

    /// First column of the panel in which `column` lies, and that panel's width.
    fn place(&self, column: usize, columns: usize) -> (usize, usize) {
        let start = column / self.width * self.width;
        (start, self.width.min(padded(columns, self.multiple) - start))
    }
}
