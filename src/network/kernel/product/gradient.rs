//! Gradients of weights: sums over time and rows of products of two slabs.
//!
//! A tile of the gradient stays in registers while all time steps pass by. The loops count instead of
//! iterating over chunks: a chunk iterator divides to know its length, and these loops are short. And
//! they count time steps and rows at once: between nested loops the tile would be spilled to memory.

use pulp::Simd;

use crate::network::kernel::shape::{Lanes, Shape};
use crate::network::kernel::vectorized::vectorized;

/// Slabs or signals, one per time step.
#[derive(Clone, Copy)]
pub(in crate::network::kernel) struct Series<'a> {
    /// The first one starts here.
    pub(in crate::network::kernel) floats: &'a [f32],
    /// Floats from one time step to the next; 0 repeats the first one.
    pub(in crate::network::kernel) stride: usize,
    /// Floats of one slab or signal.
    pub(in crate::network::kernel) len: usize,
    /// Time steps.
    pub(in crate::network::kernel) count: usize,
}

impl<'a> Series<'a> {
    /// The slab or signal of a time step.
    #[inline(always)]
    fn at(&self, step: usize) -> &'a [f32] {
        &self.floats[step * self.stride..][..self.len]
    }

    /// The same as vectors.
    #[inline(always)]
    fn vectors_at<S: Simd>(&self, step: usize) -> &'a [S::f32s] {
        S::as_simd_f32s(self.at(step)).0
    }

    /// All its numbers as vectors; each slab is a whole number of them.
    #[inline(always)]
    fn vectors<S: Simd>(&self) -> &'a [S::f32s] {
        S::as_simd_f32s(self.floats).0
    }

    /// Walks through the rows of all time steps, from `start` on, in units of `unit` floats.
    #[inline(always)]
    fn walk(&self, rows: usize, unit: usize, start: usize) -> Walk {
        let stride = self.len / rows / unit;
        // Negative, that is wrapping, where the first slab is repeated.
        let jump = (self.stride / unit).wrapping_sub(rows * stride);
        Walk { place: start, row: 0, rows, stride, jump }
    }
}

/// Where the rows of one time step after the other begin.
struct Walk {
    place: usize,
    row: usize,
    rows: usize,
    stride: usize,
    jump: usize,
}

impl Walk {
    #[inline(always)]
    fn next(&mut self) -> usize {
        let place = self.place;
        self.place += self.stride;
        self.row += 1;
        if self.row == self.rows {
            self.row = 0;
            self.place = self.place.wrapping_add(self.jump);
        }
        place
    }
}

vectorized! {
    /// `gradient[i][j] = Σ over time and rows of left[i] · right[j]`, hidden × hidden, row-major.
    pub(in crate::network::kernel) fn weight_gradient(
        simd, shape: &'a Shape, gradient: &'a mut [f32], left: Series<'a>, right: Series<'a>,
    ) {
        match (shape.lanes, S::REGISTER_COUNT >= 32) {
            (Lanes::Units, true) => units::<S, 8, 2>(simd, shape, gradient, left, right),
            (Lanes::Units, false) => units::<S, 4, 2>(simd, shape, gradient, left, right),
            (Lanes::Rows, true) => rows::<S, 4, 4>(simd, shape, gradient, left, right),
            (Lanes::Rows, false) => rows::<S, 4, 2>(simd, shape, gradient, left, right),
        }
    }
}

vectorized! {
    /// `gradient[unit] = Σ over time and rows of slab[unit] · signal`.
    pub(in crate::network::kernel) fn project(
        simd, shape: &'a Shape, gradient: &'a mut [f32], slabs: Series<'a>, signals: Series<'a>,
    ) {
        match shape.lanes {
            Lanes::Units => project_units(simd, shape, gradient, slabs, signals),
            Lanes::Rows => project_rows(simd, gradient, slabs, signals),
        }
    }
}

/// Lanes over units: numbers of `left` are broadcast, vectors of `right` give the columns.
#[inline(always)]
fn units<S: Simd, const HEIGHT: usize, const WIDTH: usize>(
    simd: S,
    shape: &Shape,
    gradient: &mut [f32],
    left: Series<'_>,
    right: Series<'_>,
) {
    let vectors = shape.stride / S::F32_LANES;
    for column in (0..vectors).step_by(WIDTH) {
        let mut row = 0;
        while row < shape.hidden {
            let tile = UnitTile { shape, left, right, row, column };
            let band = &mut gradient[row * shape.hidden..];
            let wide = vectors - column >= WIDTH;
            row += match shape.hidden - row {
                rest if rest >= HEIGHT && wide => tile.sum::<S, HEIGHT, WIDTH>(simd, band),
                rest if rest >= HEIGHT => tile.sum::<S, HEIGHT, 1>(simd, band),
                rest if rest >= 3 && wide => tile.sum::<S, 3, WIDTH>(simd, band),
                _ if wide => tile.sum::<S, 1, WIDTH>(simd, band),
                _ => tile.sum::<S, 1, 1>(simd, band),
            };
        }
    }
}

struct UnitTile<'a> {
    shape: &'a Shape,
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
        let mut sums = [[simd.splat_f32s(0.0); WIDTH]; HEIGHT];
        let (rows, vectors) = (self.shape.rows, self.right.vectors::<S>());
        let mut left = self.left.walk(rows, 1, self.row);
        let mut right = self.right.walk(rows, S::F32_LANES, self.column);
        for _ in 0..self.left.count * rows {
            let numbers = &self.left.floats[left.next()..][..HEIGHT];
            let vectors = &vectors[right.next()..][..WIDTH];
            for (sums, &number) in sums.iter_mut().zip(numbers) {
                let number = simd.splat_f32s(number);
                for (sum, &vector) in sums.iter_mut().zip(vectors) {
                    *sum = simd.mul_add_e_f32s(number, vector, *sum);
                }
            }
        }
        for (row, sums) in sums.iter().enumerate() {
            let line = &mut band[row * self.shape.hidden..][..self.shape.hidden];
            store(simd, &mut line[self.column * S::F32_LANES..], sums);
        }
        HEIGHT
    }
}

/// Lanes over rows: each element of the gradient is a scalar product.
#[inline(always)]
fn rows<S: Simd, const HEIGHT: usize, const WIDTH: usize>(
    simd: S,
    shape: &Shape,
    gradient: &mut [f32],
    left: Series<'_>,
    right: Series<'_>,
) {
    let hidden = shape.hidden;
    let mut row = 0;
    while row < hidden {
        let tall = hidden - row >= HEIGHT;
        let mut column = 0;
        while column < hidden {
            let tile = RowTile { shape, left, right, row, column };
            column += match (tall, hidden - column >= WIDTH) {
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
            let line = &mut gradient[(self.row + i) * self.shape.hidden + self.column..][..WIDTH];
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

#[inline(always)]
fn project_units<S: Simd>(
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

/// Writes vectors one after the other, as far as `part` reaches.
#[inline(always)]
fn store<S: Simd, const COUNT: usize>(simd: S, part: &mut [f32], vectors: &[S::f32s; COUNT]) {
    let (whole, rest) = S::as_mut_simd_f32s(part);
    if let Some(place) = whole.first_chunk_mut::<COUNT>() {
        *place = *vectors;
        return;
    }
    let count = vectors.len().min(whole.len());
    for (out, &vector) in whole.iter_mut().zip(vectors) {
        *out = vector;
    }
    if let Some(&vector) = vectors.get(count) {
        simd.partial_store_f32s(rest, vector);
    }
}

/// Several units at a time, since each sum is a chain of dependent additions.
#[inline(always)]
fn project_rows<S: Simd>(simd: S, gradient: &mut [f32], slabs: Series<'_>, signals: Series<'_>) {
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
