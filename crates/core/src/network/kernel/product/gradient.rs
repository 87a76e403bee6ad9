//! Gradients of weights: sums over time and rows of products of two slabs.
//!
//! A tile of the gradient stays in registers while all time steps pass by. Where there are several rows, the loops
//! count time steps and rows at once: between nested loops the tile would be spilled to memory.

use pulp::Simd;

use crate::network::kernel::shape::{Lanes, Shape, row_of};
use crate::network::kernel::vectorized::vectorized;

mod rows;
mod units;

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
        let stride = row_of(self.len, rows) / unit;
        // Negative, that is wrapping, where the first slab is repeated.
        let jump = (self.stride / unit).wrapping_sub(rows * stride);
        Walk { place: start, row: 0, rows, stride, jump }
    }

    /// Of one row: the numbers that begin at `start` in the first time step, one time step after the other.
    #[inline(always)]
    fn numbers_from(&self, start: usize) -> Strided<'a, f32> {
        Strided { rest: &self.floats[start..], stride: self.stride }
    }

    /// The same for vectors, from vector `start` on; each slab is a whole number of them.
    #[inline(always)]
    fn vectors_from<S: Simd>(&self, start: usize) -> Strided<'a, S::f32s> {
        let vectors = S::as_simd_f32s(self.floats).0;
        Strided { rest: &vectors[start..], stride: self.stride / S::F32_LANES }
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

/// Pieces of a slice at equal distances. An iterator over chunks would divide to know its length, and a
/// piece that is cut off by its bounds would be compared with them once more.
struct Strided<'a, T> {
    rest: &'a [T],
    stride: usize,
}

impl<'a, T> Strided<'a, T> {
    /// The next `COUNT` numbers or vectors.
    #[inline(always)]
    fn next<const COUNT: usize>(&mut self) -> Option<&'a [T; COUNT]> {
        let piece = self.rest.first_chunk();
        self.rest = self.rest.get(self.stride..).unwrap_or(&[]);
        piece
    }
}

vectorized! {
    /// `gradient[i][j] = Σ over time and rows of left[i] · right[j]`, row-major: as many rows as `shape`
    /// has units, as many columns as there are numbers on the right.
    pub(in crate::network::kernel) fn weight_gradient(
        simd, shape: &'a Shape, gradient: &'a mut [f32], left: Series<'a>, right: Series<'a>,
    ) {
        match (shape.lanes, S::REGISTER_COUNT >= 32) {
            (Lanes::Units, true) => units::weights::<S, 8, 2>(simd, shape, gradient, left, right),
            (Lanes::Units, false) => units::weights::<S, 6, 2>(simd, shape, gradient, left, right),
            (Lanes::Rows, true) => rows::weights::<S, 4, 4>(simd, shape, gradient, left, right),
            (Lanes::Rows, false) => rows::weights::<S, 4, 2>(simd, shape, gradient, left, right),
        }
    }
}

vectorized! {
    /// `gradient[unit] = Σ over time and rows of left[unit] · right[unit]`.
    pub(in crate::network::kernel) fn elementwise_gradient(
        simd, shape: &'a Shape, gradient: &'a mut [f32], left: Series<'a>, right: Series<'a>,
    ) {
        match shape.lanes {
            Lanes::Units => units::elementwise(simd, shape, gradient, left, right),
            Lanes::Rows => rows::elementwise(simd, shape, gradient, left, right),
        }
    }
}

vectorized! {
    /// `gradient[unit] = Σ over time and rows of slab[unit] · signal`.
    pub(in crate::network::kernel) fn project(
        simd, shape: &'a Shape, gradient: &'a mut [f32], slabs: Series<'a>, signals: Series<'a>,
    ) {
        match shape.lanes {
            Lanes::Units => units::project(simd, shape, gradient, slabs, signals),
            Lanes::Rows => rows::project(simd, gradient, slabs, signals),
        }
    }
}
