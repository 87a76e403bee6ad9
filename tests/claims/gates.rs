//! "Do gates help?" and "Learn from fifty windows at once".

use rnnscope::config::{Cell, Settings};

use crate::page::{number, says, table};
use crate::replay::{SEEDS, begin, losses, mean};

const PAGE: &str = "docs/experiments.md";

/// The step at which the first 20 in a row begin whose losses are all below 0.01.
fn learned_at(cell: Cell, seed: u32) -> usize {
    let settings = Settings { cell: Some(cell), seed: Some(seed), ..Settings::default() };
    let losses = losses(&mut begin("pytorch", settings), 400);
    1 + losses.windows(20).position(|some| some.iter().all(|loss| *loss < 0.01)).unwrap()
}

#[test]
fn the_cells_learn_when_the_table_says() {
    says(
        PAGE,
        &[
            "At which step do the first 20 in a row begin whose losses are all below 0.01?",
            "its slowest seed is more than three times as fast as the RNN's",
        ],
    );
    let rows = table(PAGE, "| seed | RNN | LSTM | GRU |");
    assert_eq!(rows.len(), SEEDS.count());
    let mut slowest = [0; 3];
    for (row, seed) in rows.iter().zip(SEEDS) {
        assert_eq!(number(&row[0]), seed as usize);
        for (column, cell) in [Cell::Rnn, Cell::Lstm, Cell::Gru].into_iter().enumerate() {
            let (found, said) = (learned_at(cell, seed), number(&row[column + 1]));
            assert!(found.abs_diff(said) <= 2, "{cell:?}, seed {seed}: {found}, not {said}");
            slowest[column] = slowest[column].max(found);
        }
    }
    assert!(slowest[0] > 3 * slowest[2], "{slowest:?}");
}

#[test]
fn fifty_windows_at_once_are_learned_in_501_steps() {
    says(
        PAGE,
        &[
            "The loss begins at 0.5 and is below 0.01 within 100 steps; the last 50 of the tutorial's 501 are below \
             0.01 on average, with most seeds far below.",
        ],
    );
    let ends: Vec<f64> = SEEDS
        .map(|seed| {
            let by_hand = Settings { seed: Some(seed), ..Settings::default() };
            let losses = losses(&mut begin("keras", by_hand), 501);
            assert!((0.45..0.55).contains(&losses[0]), "seed {seed} begins at {}", losses[0]);
            assert!(losses[..100].iter().any(|loss| *loss < 0.01), "seed {seed}");
            mean(&losses[451..])
        })
        .collect();
    assert!(ends.iter().all(|end| *end < 0.01), "{ends:?}");
    assert!(ends.iter().filter(|end| **end < 0.003).count() >= 3, "{ends:?}");
}
