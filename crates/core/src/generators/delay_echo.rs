//! Memory alone: say what was heard ten rows ago.

use super::draws::Draws;
use crate::table::Table;

/// Rows from a value to its echo.
const DELAY: usize = 10;

/// So many rows from a seed.
pub fn make(samples: usize, seed: u32) -> Table {
    let mut draws = Draws::new(seed);
    let x: Vec<f64> = (0..samples).map(|_| draws.between(-1.0, 1.0)).collect();
    let silence = std::iter::repeat_n(0.0, DELAY);
    let echo = silence.chain(x.iter().copied()).take(samples).collect();
    Table::made(vec![("x", x), ("echo", echo)], &["x"], &["echo"])
}
