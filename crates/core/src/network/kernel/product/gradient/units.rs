//! Lanes over units: numbers of one side are broadcast, vectors of the other give the columns.

use pulp::Simd;

use super::Series;
use crate::network::kernel::shape::{Shape, row_of};

/// See [`super::weight_gradient`]; tiles of `HEIGHT` rows by `WIDTH` vectors.
#[inline(always)]
pub(super) fn weights<S: Simd, const HEIGHT: usize, const WIDTH: usize>(
    simd: S,
    shape: &Shape,
    gradient: &mut [f32],
    left: Series<'_>,
    right: Series<'_>,
) {
    let vectors = row_of(right.len, shape.rows) / S::F32_LANES;
    let columns = gradient.len() / shape.hidden;
    for column in (0..vectors).step_by(WIDTH) {
        let mut row = 0;
        while row < shape.hidden {
            let tile = UnitTile { rows: shape.rows, columns, left, right, row, column };
            let band = &mut gradient[row * columns..];
            let wide = vectors - column >= WIDTH;
            row += match shape.hidden - row {
                rest if rest >= HEIGHT && wide => tile.sum::<S, HEIGHT, WIDTH>(simd, band),
                rest if rest >= 4 && wide => tile.sum::<S, 4, WIDTH>(simd, band),
                rest if rest >= 4 => tile.sum::<S, 4, 1>(simd, band),
                rest if rest >= 2 && wide => tile.sum::<S, 2, WIDTH>(simd, band),
                _ if wide => tile.sum::<S, 1, WIDTH>(simd, band),
                _ => tile.sum::<S, 1, 1>(simd, band),
            };
        }
    }
}

/// A few rows and vectors of the gradient, from row `row` and vector `column` on.
struct UnitTile<'a> {
    /// Rows of the block.
    rows: usize,
    /// Columns of the gradient.
    columns: usize,
    left: Series<'a>,
    right: Series<'a>,
    row: usize,
    column: usize,
}

impl UnitTile<'_> {
    /// Writes the tile to the first rows of `band`; returns their number.
    #[inline(always)]
    fn sum<S: Simd, const HEIGHT: usize, const WIDTH: usize>(
        self,
        simd: S,
        band: &mut [f32],
    ) -> usize {
        let sums = self.add_up::<S, HEIGHT, WIDTH>(simd);
        for (row, sums) in sums.iter().enumerate() {
            let line = &mut band[row * self.columns..][..self.columns];
            store(simd, &mut line[self.column * S::F32_LANES..], sums);
        }
        HEIGHT
    }

    /// The tile, given back as a whole: one that is read in a loop would not stay in registers.
    #[inline(always)]
    fn add_up<S: Simd, const HEIGHT: usize, const WIDTH: usize>(
        &self,
        simd: S,
    ) -> [[S::f32s; WIDTH]; HEIGHT] {
        if self.rows == 1 { self.add_up_row(simd) } else { self.add_up_rows(simd) }
    }

    /// Of one row, which takes a third of the instructions.
    #[inline(always)]
    fn add_up_row<S: Simd, const HEIGHT: usize, const WIDTH: usize>(
        &self,
        simd: S,
    ) -> [[S::f32s; WIDTH]; HEIGHT] {
        let mut sums = [[simd.splat_f32s(0.0); WIDTH]; HEIGHT];
        let mut left = self.left.numbers_from(self.row);
        let mut right = self.right.vectors_from::<S>(self.column);
        for _ in 0..self.left.count {
            let (Some(numbers), Some(vectors)) = (left.next(), right.next()) else { break };
            add_outer(simd, &mut sums, numbers, vectors);
        }
        sums
    }

    #[inline(always)]
    fn add_up_rows<S: Simd, const HEIGHT: usize, const WIDTH: usize>(
        &self,
        simd: S,
    ) -> [[S::f32s; WIDTH]; HEIGHT] {
        let mut sums = [[simd.splat_f32s(0.0); WIDTH]; HEIGHT];
        let (rows, vectors) = (self.rows, self.right.vectors::<S>());
        let mut left = self.left.walk(rows, 1, self.row);
        let mut right = self.right.walk(rows, S::F32_LANES, self.column);
        for _ in 0..self.left.count * rows {
            let numbers = self.left.floats[left.next()..].first_chunk();
            let vectors = vectors[right.next()..].first_chunk();
            let (Some(numbers), Some(vectors)) = (numbers, vectors) else { break };
            add_outer(simd, &mut sums, numbers, vectors);
        }
        sums
    }
}

/// Adds each number times each vector.
#[inline(always)]
fn add_outer<S: Simd, const HEIGHT: usize, const WIDTH: usize>(
    simd: S,
    sums: &mut [[S::f32s; WIDTH]; HEIGHT],
    numbers: &[f32; HEIGHT],
    vectors: &[S::f32s; WIDTH],
) {
    for (sums, &number) in sums.iter_mut().zip(numbers) {
        let number = simd.splat_f32s(number);
        for (sum, &vector) in sums.iter_mut().zip(vectors) {
            *sum = simd.mul_add_e_f32s(number, vector, *sum);
        }
    }
}

/// See [`super::project`].
#[inline(always)]
pub(super) fn project<S: Simd>(
    simd: S,
    shape: &Shape,
    gradient: &mut [f32],
    slabs: Series<'_>,
    signals: Series<'_>,
) {
    let vectors = shape.stride / S::F32_LANES;
    let mut column = 0;
    while column < vectors {
        let part = &mut gradient[column * S::F32_LANES..];
        column += match vectors - column {
            1 => project_columns::<S, 1>(simd, column, part, slabs, signals),
            2 | 3 => project_columns::<S, 2>(simd, column, part, slabs, signals),
            4..8 => project_columns::<S, 4>(simd, column, part, slabs, signals),
            _ => project_columns::<S, 8>(simd, column, part, slabs, signals),
        };
    }
}

/// `WIDTH` vectors of the gradient, from vector `column` on; returns `WIDTH`.
#[inline(always)]
fn project_columns<S: Simd, const WIDTH: usize>(
    simd: S,
    column: usize,
    gradient: &mut [f32],
    slabs: Series<'_>,
    signals: Series<'_>,
) -> usize {
    let mut sums = [simd.splat_f32s(0.0); WIDTH];
    let (rows, all) = (signals.len, slabs.vectors::<S>());
    let mut slab = slabs.walk(rows, S::F32_LANES, column);
    let mut signal = signals.walk(rows, 1, 0);
    for _ in 0..slabs.count * rows {
        let x = simd.splat_f32s(signals.floats[signal.next()]);
        let part = &all[slab.next()..][..WIDTH];
        for (sum, &value) in sums.iter_mut().zip(part) {
            *sum = simd.mul_add_e_f32s(x, value, *sum);
        }
    }
    store(simd, gradient, &sums);
    WIDTH
}

/// See [`super::elementwise_gradient`].
#[inline(always)]
pub(super) fn elementwise<S: Simd>(
    simd: S,
    shape: &Shape,
    gradient: &mut [f32],
    left: Series<'_>,
    right: Series<'_>,
) {
    let (lefts, rights) = (left.vectors::<S>(), right.vectors::<S>());
    for column in 0..shape.stride / S::F32_LANES {
        let mut sum = simd.splat_f32s(0.0);
        let mut from_left = left.walk(shape.rows, S::F32_LANES, column);
        let mut from_right = right.walk(shape.rows, S::F32_LANES, column);
        for _ in 0..left.count * shape.rows {
            let (a, b) = (lefts[from_left.next()], rights[from_right.next()]);
            sum = simd.mul_add_e_f32s(a, b, sum);
        }
        store(simd, &mut gradient[column * S::F32_LANES..], &[sum]);
    }
}

/// Writes vectors one after the other, as far as `part` reaches.
#[inline(always)]
fn store<S: Simd, const COUNT: usize>(simd: S, part: &mut [f32], vectors: &[S::f32s; COUNT]) {
    let (whole, rest) = S::as_mut_simd_f32s(part);
    if let Some(place) = whole.first_chunk_mut::<COUNT>() {
        *place = *vectors;
        return;
    }
    // By hand: indices that aren't known when this is compiled would keep the vectors in memory.
    for (index, &vector) in vectors.iter().enumerate() {
        let Some(place) = whole.get_mut(index) else {
            return simd.partial_store_f32s(rest, vector);
        };
        *place = vector;
    }
}
