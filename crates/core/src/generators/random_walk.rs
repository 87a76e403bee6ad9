//! A drunkard's way: nothing beats the guess that he stays where he is.

use super::Origin;
use super::draws::Draws;
use crate::table::Table;

/// Where it comes from.
pub const ORIGIN: Origin = Origin {
    formula: "x(k + 1) = x(k) + ε, x(0) = 0; each ε normal with deviation 1",
    source: "K. Pearson 1905, The problem of the random walk, Nature 72, 294; L. Bachelier 1900 for prices",
};

/// So many rows from a seed.
pub fn make(samples: usize, seed: u32) -> Table {
    let mut draws = Draws::new(seed);
    let mut x = 0.0;
    let row = |_| {
        let here = x;
        x += draws.normal();
        here
    };
    Table::made(vec![("x", (0..samples).map(row).collect())], &["x"], &["x"])
}
