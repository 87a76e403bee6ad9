//! A tone that rises: the frequency grows from row to row, all the way through the table.

use std::f64::consts::TAU;

use super::draws::Draws;
use crate::table::Table;

/// Turns in a row at the beginning, and at the end.
const FREQUENCIES: (f64, f64) = (0.01, 0.1);

/// So many rows from a seed.
pub fn make(samples: usize, seed: u32) -> Table {
    let phase = Draws::new(seed).unit();
    let (first, last) = FREQUENCIES;
    let row = |k: usize| {
        let k = k as f64;
        let turns = first * k + (last - first) * k * k / (2.0 * samples as f64) + phase;
        // Whole turns change nothing, and a small angle is an exact one.
        libm::sin(TAU * (turns - turns.floor()))
    };
    Table::made(vec![("x", (0..samples).map(row).collect())], &["x"], &["x"])
}
