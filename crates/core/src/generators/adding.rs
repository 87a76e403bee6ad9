//! Long memory for little: keep two numbers, and add them.
//!
//! The original gives sequences with two marked values each, and asks for their sum at the end. Here it is a
//! stream: some values are marked, and each row is answered with the sum of the two last ones. Markers are 1
//! to 19 rows apart, 10 in the mean, so that no answer needs more than 38 rows. Before the second marker the
//! missing values count as 0.

use super::draws::Draws;
use crate::table::Table;

/// The most rows from one marker to the next.
const WIDEST: f64 = 19.0;

/// So many rows from a seed.
pub fn make(samples: usize, seed: u32) -> Table {
    let mut draws = Draws::new(seed);
    let mut columns = [(); 3].map(|()| Vec::with_capacity(samples));
    let mut marked = [0.0; 2];
    let mut rows_until_marker = gap(&mut draws);
    for _ in 0..samples {
        let value = draws.between(-1.0, 1.0);
        rows_until_marker -= 1;
        let is_marked = rows_until_marker == 0;
        if is_marked {
            marked = [marked[1], value];
            rows_until_marker = gap(&mut draws);
        }
        let row = [value, f64::from(u8::from(is_marked)), marked[0] + marked[1]];
        columns.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
    }
    let [value, marker, sum] = columns;
    let columns = vec![("value", value), ("marker", marker), ("sum", sum)];
    Table::made(columns, &["value", "marker"], &["sum"])
}

/// Rows to the next marker.
fn gap(draws: &mut Draws) -> u32 {
    1 + (WIDEST * draws.unit()) as u32
}
