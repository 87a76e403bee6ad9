//! What the buffers take in which the kernel trains a window, and goes back through it.

use super::{Config, ConfigError, Engine};

/// Bytes that they may take.
pub(crate) const MOST_BYTES: u64 = 4_000_000_000;

/// Rows of a block, the most that lie in the buffers at once, and floats of the widest vector.
const BLOCK_ROWS: usize = 32;
const LANES: usize = 16;

/// Refuses sizes whose buffers would take too much, and says what would fit.
pub(super) fn check(config: &Config) -> Result<(), ConfigError> {
    let needed = bytes(config, config.batch);
    if config.engine != Engine::Kernel || needed <= MOST_BYTES {
        return Ok(());
    }
    // A single row of the largest network fits.
    let batch = (1..config.batch).rev().find(|batch| bytes(config, *batch) <= MOST_BYTES);
    Err(ConfigError::BuffersTooLarge { bytes: needed, batch: batch.unwrap_or(1) as u64 })
}

/// Bytes of a thread's buffers for windows of so many rows, about, and of the weights and gradients. Where
/// several threads would take more than is allowed, there are fewer.
pub(crate) fn bytes(config: &Config, batch: usize) -> u64 {
    let (blocks, layers, hidden) = (config.cell.blocks(), config.layers, config.hidden);
    // Of a unit at a time step: a number for each block of its weights, its states, and what the way back
    // needs beside them.
    let numbers = blocks + (blocks + 2) / 2;
    // What the layers hand down on the way back, one after the other.
    let handed = usize::from(layers > 1);
    let slab = rows(batch) * hidden.next_multiple_of(LANES);
    let windows = config.time_steps * slab * (numbers * layers + handed);
    // Packed for both directions, and a gradient for each block of rows.
    let weights = blocks * hidden * hidden * (2 * layers - 1);
    let copies = 3 + batch.div_ceil(BLOCK_ROWS);
    ((windows + weights * copies) * size_of::<f32>()) as u64
}

/// Rows of the largest block, with what fills up its last vector.
fn rows(batch: usize) -> usize {
    let rows = batch.min(BLOCK_ROWS);
    if 2 * rows > LANES { rows.next_multiple_of(LANES) } else { rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Cell, Field};

    #[test]
    fn what_is_said_to_fit_fits() {
        let (cell, hidden, layers, time_steps) = (Cell::Lstm, 512, 4, 2000);
        let sizes = Config { cell, hidden, layers, time_steps, ..Config::default() };
        let check = |batch| Config { batch, ..sizes.clone() }.check();
        let error = check(256).unwrap_err();
        assert_eq!(error.fields(), [Field::Batch, Field::TimeSteps]);
        let ConfigError::BuffersTooLarge { bytes, batch } = error else { panic!("{error}") };
        assert!(bytes > MOST_BYTES && (1..256).contains(&batch), "{batch}");
        assert_eq!(check(batch as usize), Ok(()));
        assert!(check(batch as usize + 1).is_err());
        let said = check(256).unwrap_err().to_string();
        assert!(said.contains("GB") && said.contains(&format!("a batch of {batch}")), "{said}");
    }

    #[test]
    fn nothing_is_refused_that_fits() {
        for &cell in Cell::ALL {
            for (hidden, layers, time_steps, batch) in
                [(512, 4, 500, 256), (512, 1, 2000, 256), (512, 4, 2000, 1), (256, 4, 2000, 256)]
            {
                let sizes = Config { cell, hidden, layers, time_steps, batch, ..Config::default() };
                assert_eq!(sizes.check(), Ok(()), "{cell}");
            }
        }
    }
}
