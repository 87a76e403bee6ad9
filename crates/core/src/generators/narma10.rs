//! A system that is driven from outside and remembers ten rows.
//!
//! The recursion may run away for a rare sequence of inputs. An input that would take y above 1, from where
//! it could, is drawn again; one that is small enough always comes soon, since all else sums to 0.9 at most.

use super::draws::Draws;
use crate::table::Table;

/// Rows that y remembers.
const MEMORY: usize = 10;
/// Rows that are left out at the beginning, where y grows from 0.
const FORGOTTEN: usize = 100;

/// So many rows from a seed.
pub fn make(samples: usize, seed: u32) -> Table {
    let mut draws = Draws::new(seed);
    let rows = FORGOTTEN + samples;
    let (mut u, mut y) = (Vec::with_capacity(rows), Vec::with_capacity(rows + 1));
    y.push(0.0);
    for k in 0..rows {
        let (drawn, next) = loop {
            let drawn = draws.between(0.0, 0.5);
            let next = following(&y, drawn, earlier(&u, k));
            if next <= 1.0 {
                break (drawn, next);
            }
        };
        u.push(drawn);
        y.push(next);
    }
    let kept = |column: Vec<f64>| column.into_iter().skip(FORGOTTEN).take(samples).collect();
    Table::made(vec![("u", kept(u)), ("y", kept(y))], &["u"], &["y"])
}

/// u(k − 9), and 0 before the beginning.
fn earlier(u: &[f64], k: usize) -> f64 {
    k.checked_sub(MEMORY - 1).and_then(|k| u.get(k)).copied().unwrap_or(0.0)
}

/// y(k + 1) after all of y up to y(k), at u(k) and u(k − 9).
fn following(y: &[f64], u: f64, earlier: f64) -> f64 {
    let last = y.last().copied().unwrap_or(0.0);
    let sum: f64 = y.iter().rev().take(MEMORY).sum();
    0.3 * last + 0.05 * last * sum + 1.5 * u * earlier + 0.1
}
