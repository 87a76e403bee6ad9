//! Lanes over rows: each element of a gradient is a scalar product.

use pulp::Simd;

use super::Series;
use crate::network::kernel::shape::Shape;

/// See [`super::weight_gradient`]; tiles of `HEIGHT` × `WIDTH` elements.
#[inline(always)]
pub(super) fn weights<S: Simd, const HEIGHT: usize, const WIDTH: usize>(
    simd: S,
    shape: &Shape,
    gradient: &mut [f32],
    left: Series<'_>,
    right: Series<'_>,
) {
    let hidden = shape.hidden;
    let columns = gradient.len() / hidden;
    let mut row = 0;
    while row < hidden {
        let tall = hidden - row >= HEIGHT;
        let mut column = 0;
        while column < columns {
            let tile = RowTile { shape, columns, left, right, row, column };
            column += match (tall, columns - column >= WIDTH) {
                (true, true) => tile.sum::<S, HEIGHT, WIDTH>(simd, gradient),
                (true, false) => tile.sum::<S, HEIGHT, 1>(simd, gradient),
                (false, true) => tile.sum::<S, 1, WIDTH>(simd, gradient),
                (false, false) => tile.sum::<S, 1, 1>(simd, gradient),
            };
        }
        row += if tall { HEIGHT } else { 1 };
    }
}

struct RowTile<'a> {
    shape: &'a Shape,
    /// Columns of the gradient.
    columns: usize,
    left: Series<'a>,
    right: Series<'a>,
    row: usize,
    column: usize,
}

impl RowTile<'_> {
    /// Writes the tile into `gradient`; returns its width.
    #[inline(always)]
    fn sum<S: Simd, const HEIGHT: usize, const WIDTH: usize>(
        self,
        simd: S,
        gradient: &mut [f32],
    ) -> usize {
        let mut sums = [[simd.splat_f32s(0.0); WIDTH]; HEIGHT];
        let vectors = self.shape.stride / S::F32_LANES;
        let mut vector = 0;
        while vector + 2 <= vectors {
            self.add::<S, HEIGHT, WIDTH, 2>(simd, &mut sums, vector, vectors);
            vector += 2;
        }
        if vector < vectors {
            self.add::<S, HEIGHT, WIDTH, 1>(simd, &mut sums, vector, vectors);
        }
        for (i, sums) in sums.iter().enumerate() {
            let line = &mut gradient[(self.row + i) * self.columns + self.column..][..WIDTH];
            for (&sum, element) in sums.iter().zip(line) {
                *element = simd.reduce_sum_f32s(sum);
            }
        }
        WIDTH
    }

    /// Adds the products of `COUNT` vectors of rows at all time steps; a unit has `vectors`.
    #[inline(always)]
    fn add<S: Simd, const HEIGHT: usize, const WIDTH: usize, const COUNT: usize>(
        &self,
        simd: S,
        sums: &mut [[S::f32s; WIDTH]; HEIGHT],
        vector: usize,
        vectors: usize,
    ) {
        let mut totals = *sums;
        for step in 0..self.left.count {
            let left = &self.left.vectors_at::<S>(step)[self.row * vectors + vector..];
            let right = &self.right.vectors_at::<S>(step)[self.column * vectors + vector..];
            for part in 0..COUNT {
                for (i, totals) in totals.iter_mut().enumerate() {
                    let left = left[i * vectors + part];
                    for (j, total) in totals.iter_mut().enumerate() {
                        *total = simd.mul_add_e_f32s(left, right[j * vectors + part], *total);
                    }
                }
            }
        }
        *sums = totals;
    }
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
    let vectors = shape.stride / S::F32_LANES;
    for (unit, element) in gradient.iter_mut().enumerate() {
        let mut sum = simd.splat_f32s(0.0);
        for step in 0..left.count {
            let left = &left.vectors_at::<S>(step)[unit * vectors..][..vectors];
            let right = &right.vectors_at::<S>(step)[unit * vectors..][..vectors];
            for (&a, &b) in left.iter().zip(right) {
                sum = simd.mul_add_e_f32s(a, b, sum);
            }
        }
        *element = simd.reduce_sum_f32s(sum);
    }
}

/// See [`super::project`]. Several units at a time, since each sum is a chain of dependent additions.
#[inline(always)]
pub(super) fn project<S: Simd>(
    simd: S,
    gradient: &mut [f32],
    slabs: Series<'_>,
    signals: Series<'_>,
) {
    let (groups, rest) = gradient.as_chunks_mut::<4>();
    for (index, group) in groups.iter_mut().enumerate() {
        project_units_of_rows(simd, index * 4, group, slabs, signals);
    }
    let done = groups.len() * 4;
    for (index, element) in rest.iter_mut().enumerate() {
        let element = std::slice::from_mut(element);
        if let Some(element) = element.first_chunk_mut::<1>() {
            project_units_of_rows(simd, done + index, element, slabs, signals);
        }
    }
}

/// `COUNT` elements of the gradient, from unit `first` on.
#[inline(always)]
fn project_units_of_rows<S: Simd, const COUNT: usize>(
    simd: S,
    first: usize,
    gradient: &mut [f32; COUNT],
    slabs: Series<'_>,
    signals: Series<'_>,
) {
    let mut sums = [simd.splat_f32s(0.0); COUNT];
    for step in 0..slabs.count {
        let (slab, signal) = (slabs.vectors_at::<S>(step), signals.vectors_at::<S>(step));
        let vectors = signal.len();
        let units = &slab[first * vectors..][..COUNT * vectors];
        for (vector, &x) in signal.iter().enumerate() {
            for (index, sum) in sums.iter_mut().enumerate() {
                *sum = simd.mul_add_e_f32s(units[index * vectors + vector], x, *sum);
            }
        }
    }
    for (element, sum) in gradient.iter_mut().zip(sums) {
        *element = simd.reduce_sum_f32s(sum);
    }
}
