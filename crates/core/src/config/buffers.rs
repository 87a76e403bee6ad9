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
    let fits = |config: &Config| bytes(config, config.batch) <= MOST_BYTES;
    // A single row of the largest network fits, and a single time step of the largest batch.
    let batch = (1..config.batch).rev().find(|&batch| fits(&Config { batch, ..config.clone() }));
    let time_steps = (1..config.time_steps)
        .rev()
        .find(|&time_steps| fits(&Config { time_steps, ..config.clone() }));
    let [batch, time_steps] = [batch, time_steps].map(|most| most.unwrap_or(1) as u64);
    Err(ConfigError::BuffersTooLarge { bytes: needed, batch, time_steps })
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
    fn what_is_said_to_fit_is_the_most_that_fits() {
        let mut refused = 0;
        for (cell, batch) in
            Cell::ALL.iter().flat_map(|cell| [256, 97, 33, 32, 17].map(|b| (*cell, b)))
        {
            for (hidden, layers, time_steps) in [(512, 4, 2000), (512, 4, 1990), (500, 4, 1950)] {
                let sizes = Config { cell, hidden, layers, time_steps, batch, ..Config::default() };
                let Err(error) = sizes.check() else { continue };
                let ConfigError::BuffersTooLarge { bytes: needed, .. } = error else {
                    panic!("{error}")
                };
                assert!(needed > MOST_BYTES && needed == bytes(&sizes, batch), "{needed}");
                assert_eq!(error.fields(), [Field::Batch, Field::TimeSteps]);
                hold(&sizes, &error);
                refused += 1;
            }
        }
        assert!(refused > 3, "{refused}");
    }

    /// What is proposed fits, one more doesn't, and both stand in the sentence.
    fn hold(sizes: &Config, error: &ConfigError) {
        let ConfigError::BuffersTooLarge { batch, time_steps, .. } = *error else { return };
        let (batch, time_steps) = (batch as usize, time_steps as usize);
        assert!((1..sizes.batch).contains(&batch) && (1..sizes.time_steps).contains(&time_steps));
        let check_batch = |batch| Config { batch, ..sizes.clone() }.check();
        let check_steps = |time_steps| Config { time_steps, ..sizes.clone() }.check();
        assert_eq!((check_batch(batch), check_steps(time_steps)), (Ok(()), Ok(())));
        assert!(check_batch(batch + 1).is_err() && check_steps(time_steps + 1).is_err());
        let proposed = format!("a batch of {batch} would fit, or {time_steps} time steps");
        assert!(error.to_string().ends_with(&proposed), "{error}");
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
