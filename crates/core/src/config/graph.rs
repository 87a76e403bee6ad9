//! What the graph takes that candle keeps of a window, to go back through it.

use super::{Config, ConfigError, Engine};

/// Bytes that a graph may take.
pub(super) const MOST_BYTES: u64 = 2_000_000_000;

/// What a tensor takes beside its numbers: its shape, the operation that it comes from, its place in
/// lists.
const TENSOR: u64 = 500;

/// Refuses sizes whose graph candle couldn't keep, and says what would fit.
pub(super) fn check(config: &Config) -> Result<(), ConfigError> {
    let needed = bytes(config, config.batch);
    if config.engine != Engine::Candle || needed <= MOST_BYTES {
        return Ok(());
    }
    // A single row of the largest network fits.
    let of_a_row = bytes_of_a_row(config).max(1);
    let batch = (MOST_BYTES - bytes(config, 0)) / of_a_row;
    Err(ConfigError::GraphTooLarge { bytes: needed, batch })
}

/// Bytes of the graph of a window of so many rows, and of what goes back through it, about.
fn bytes(config: &Config, batch: usize) -> u64 {
    // The operations of a time step: as many for each block of weights, and some for the new state.
    let tensors = 10 * config.cell.blocks() as u64 + 20;
    let steps = (config.layers * config.time_steps) as u64;
    steps * tensors * TENSOR + batch as u64 * bytes_of_a_row(config)
}

/// Bytes of the numbers of one batch row.
fn bytes_of_a_row(config: &Config) -> u64 {
    // Of a unit at a time step: products, biases and sums of each block, its gate and what is made of
    // it; the new state and its gradient.
    let numbers = 7 * config.cell.blocks() + 6;
    let units = config.layers * config.time_steps * config.hidden;
    (units * numbers * size_of::<f32>()) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Cell, Field};

    #[test]
    fn what_is_said_to_fit_fits() {
        for &cell in Cell::ALL {
            for (hidden, layers, time_steps) in
                [(512, 4, 2000), (512, 4, 500), (512, 1, 200), (200, 4, 500)]
            {
                let engine = Engine::Candle;
                let sizes =
                    Config { cell, hidden, layers, time_steps, engine, ..Config::default() };
                let check = |batch| Config { batch, ..sizes.clone() }.check();
                let Err(ConfigError::GraphTooLarge { bytes, batch }) = check(256) else { continue };
                assert!(bytes > MOST_BYTES && (1..256).contains(&batch), "{cell}: {batch}");
                assert_eq!(check(batch as usize), Ok(()));
                assert!(check(batch as usize + 1).is_err());
            }
        }
    }

    #[test]
    fn only_candle_has_a_graph_to_keep() {
        let large =
            Config { hidden: 512, layers: 4, batch: 256, time_steps: 500, ..Config::default() };
        assert_eq!(large.check(), Ok(()));
        let error = Config { engine: Engine::Candle, ..large }.check().unwrap_err();
        assert_eq!(error.fields().first(), Some(&Field::Engine));
        let said = error.to_string();
        assert!(said.contains("GB") && said.contains("a batch of"), "{said}");
    }
}
