//! Memory alone: say what was heard ten rows ago.

use super::Origin;
use super::draws::Draws;
use crate::table::Table;

/// Where it comes from.
pub const ORIGIN: Origin = Origin {
    formula: "echo(k) = x(k − 10), 0 in the first ten rows; x between −1 and 1, each value drawn anew",
    source: "one of the delays that H. Jaeger 2001, Short term memory in echo state networks, GMD Report \
             152, measures memory by",
};

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
