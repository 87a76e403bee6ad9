//! How one block of batch rows lies in memory.
//!
//! A *slab* holds one number for every unit of a layer and every row of the block. The lanes of a
//! vector run over the units of one row (few rows), or over the rows of one unit (many rows):
//!
//! | lanes over | a slab is        | padded to whole vectors |
//! |------------|------------------|-------------------------|
//! | units      | rows × units     | each row                |
//! | rows       | units × rows     | each unit               |
//!
//! A *signal* holds one number for every row of the block: an input, target or prediction at one time.

use pulp::Simd;

use super::Spec;
use super::workspace::{CACHE_LINE, padded};

/// Floats in 512 bytes: the first cache has but 8 places for lines so far apart.
const CROWDED: usize = 128;
/// Floats by which slabs that would crowd are spread: a cache line.
pub(super) const SPREAD: usize = CACHE_LINE;

/// What the lanes of a vector run over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lanes {
    /// The units of one row.
    Units,
    /// The rows of one unit.
    Rows,
}

/// Floats of each of `rows` rows that are `len` floats together. Mostly there is one row, and a division
/// takes as long as some dozen products.
#[inline(always)]
pub(super) fn row_of(len: usize, rows: usize) -> usize {
    if rows == 1 { len } else { len / rows }
}

/// Consecutive units of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Units {
    /// The first one.
    pub(super) first: usize,
    /// How many.
    pub(super) count: usize,
}

impl Units {
    /// Their numbers in a vector of all units.
    pub(super) fn of<'a>(&self, vector: &'a [f32]) -> &'a [f32] {
        &vector[self.first..][..self.count]
    }
}

/// A block: consecutive rows of a batch; where a block has one row, a half of the units perhaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// The first row.
    pub(super) first: usize,
    /// How many.
    pub(super) rows: usize,
    /// What the lanes run over.
    pub(super) lanes: Lanes,
    /// The units.
    pub(super) units: Units,
}

/// The extent of a slab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// What the lanes run over.
    pub(super) lanes: Lanes,
    /// Units, all of a layer or a half of them.
    pub(super) hidden: usize,
    /// Batch rows in the block.
    pub(super) rows: usize,
    /// Floats from one row (lanes over units) or unit (lanes over rows) to the next.
    pub(super) stride: usize,
}

impl Shape {
    /// The shape of a block of `rows` rows for vectors of `lane_count` floats.
    pub(super) fn new(lanes: Lanes, hidden: usize, rows: usize, lane_count: usize) -> Self {
        let inner = match lanes {
            Lanes::Units => hidden,
            Lanes::Rows => rows,
        };
        Self { lanes, hidden, rows, stride: padded(inner, lane_count) }
    }

    /// The shape of a block's slabs that hold numbers of these units.
    pub(super) fn of_units<S: Simd>(cut: Cut, units: Units) -> Self {
        Self::new(cut.lanes, units.count, cut.rows, S::F32_LANES)
    }

    /// The shape of what a block's first layer reads at a time step.
    pub(super) fn of_inputs<S: Simd>(cut: Cut, spec: &Spec) -> Self {
        Self::new(cut.lanes, spec.inputs, cut.rows, S::F32_LANES)
    }

    /// Floats that hold the inputs of a time step, if this is their shape: a signal where there is one.
    pub(super) fn input(&self) -> usize {
        if self.hidden == 1 { self.signal() } else { self.slab() }
    }

    /// Floats in a slab.
    pub(super) fn slab(&self) -> usize {
        match self.lanes {
            Lanes::Units => self.rows * self.stride,
            Lanes::Rows => self.hidden * self.stride,
        }
    }

    /// Floats from `slots` slabs of one time step to those of the next: a cache line more where their
    /// size is a large power of two. Equal places of all time steps would share a few lines of the cache.
    pub(super) fn pitch(&self, slots: usize) -> usize {
        let floats = slots * self.slab();
        if floats.is_multiple_of(CROWDED) { floats + SPREAD } else { floats }
    }

    /// Floats in a signal.
    pub(super) fn signal(&self) -> usize {
        match self.lanes {
            Lanes::Units => self.rows,
            Lanes::Rows => self.stride,
        }
    }

    /// Floats that hold one number per unit: a bias, a row of weights.
    pub(super) fn vector(&self) -> usize {
        match self.lanes {
            Lanes::Units => self.stride,
            Lanes::Rows => self.hidden,
        }
    }

    /// Copies `state` (rows × hidden, row-major) into a slab; the padding becomes zero.
    pub(super) fn load(&self, slab: &mut [f32], state: &[f32]) {
        slab.fill(0.0);
        for (row, values) in state.chunks_exact(self.hidden).enumerate() {
            self.load_row(slab, row, values);
        }
    }

    /// Copies one row's numbers into a slab.
    pub(super) fn load_row(&self, slab: &mut [f32], row: usize, values: &[f32]) {
        match self.lanes {
            Lanes::Units => slab[row * self.stride..][..self.hidden].copy_from_slice(values),
            Lanes::Rows => {
                for (unit, &value) in values.iter().enumerate() {
                    slab[unit * self.stride + row] = value;
                }
            }
        }
    }

    /// Copies a slab to `state` (rows × hidden, row-major).
    pub(super) fn store(&self, slab: &[f32], state: &mut [f32]) {
        for (row, values) in state.chunks_exact_mut(self.hidden).enumerate() {
            match self.lanes {
                Lanes::Units => values.copy_from_slice(&slab[row * self.stride..][..self.hidden]),
                Lanes::Rows => {
                    for (unit, value) in values.iter_mut().enumerate() {
                        *value = slab[unit * self.stride + row];
                    }
                }
            }
        }
    }
}
