//! A drunkard's way: nothing beats the guess that he stays where he is.

use super::draws::Draws;
use crate::table::Table;

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
