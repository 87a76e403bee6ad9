//! A network of ours as forecasts need it.

use super::forecast::{ForecastError, Memory, SequenceModel};
use crate::config::{Config, StateMode};
use crate::network::{Predictor, Spec, State};
use crate::table::Samples;

/// Bytes that the buffers of what is read at once may take.
const MOST_BYTES: usize = 256 << 20;
/// Floats of the widest vector, to which rows and units are rounded up.
const LANES: usize = 16;

/// A network that reads sequences side by side.
#[derive(Debug)]
pub struct Sequences {
    predictor: Predictor,
    state: State,
    rows: usize,
    /// Bytes of the buffers for a time step of a sequence, at most.
    a_time_step: usize,
}

/// Bytes that the kernel keeps of a time step of a sequence, at most.
fn bytes_of(spec: &Spec) -> usize {
    // A cell has a slot for each block of its weights, the GRU one more, and up to three states; and there is room
    // for what layers hand down on the way back.
    let of_unit = spec.layers * (spec.cell.about().blocks + 4) + 1;
    let beside = spec.inputs.next_multiple_of(LANES) + spec.outputs;
    (of_unit * spec.hidden.next_multiple_of(LANES) + beside) * size_of::<f32>()
}

impl Sequences {
    /// The network with these weights, in the order of `parameters::layout`, for samples with as many inputs and
    /// targets as it was trained on.
    pub fn new(config: &Config, samples: &Samples, weights: &[Vec<f32>]) -> Self {
        let (inputs, outputs) = (samples.inputs.len(), samples.targets.len());
        let spec = Spec { inputs, outputs, ..Spec::new(config) };
        let predictor = Predictor::new(&spec, weights);
        let state = predictor.blank(0);
        Self { predictor, state, rows: 0, a_time_step: bytes_of(&spec) }
    }
}

impl SequenceModel for Sequences {
    type Error = ForecastError;

    fn begin(&mut self, rows: usize) {
        (self.rows, self.state) = (rows, self.predictor.blank(rows));
    }

    fn at_once(&self, rows: usize) -> usize {
        // A single row has small buffers; and whether its only layer is cut into halves hangs on the time steps.
        if rows <= 1 {
            return usize::MAX;
        }
        let fits = MOST_BYTES / (self.a_time_step * rows.next_multiple_of(LANES));
        // The kernel goes through its matrices to and fro, which decides the order of sums: pieces of an even number
        // all begin as the whole does.
        (fits & !1).max(2)
    }

    fn read(&mut self, time_steps: usize, input: &[f32]) -> Result<&[f32], ForecastError> {
        Ok(self.predictor.run(&mut self.state, self.rows, time_steps, input))
    }
}

impl Memory {
    /// What a network with these settings has read before it answers.
    pub fn of(config: &Config) -> Self {
        match config.state {
            StateMode::Carry => Self::Carried,
            StateMode::Reset | StateMode::None => Self::Window(config.time_steps),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Cell, Missing, Scale};
    use crate::network::initial;
    use crate::table::{Preparation, Table};

    /// Two inputs and a target, so many rows.
    fn samples(rows: usize) -> Samples {
        let column = |seed: usize| (0..rows).map(|n| libm::sin((n * n + seed) as f64)).collect();
        let table = Table::made(vec![("a", column(1)), ("b", column(2))], &["a", "b"], &["b"]);
        let split = [60.0, 20.0, 20.0];
        let (scale, missing) = (Scale::Standard, Missing::Error);
        Samples::new(&table, &Preparation { horizon: 1, split, scale, missing }).unwrap()
    }

    fn network(config: &Config, samples: &Samples) -> Sequences {
        let (inputs, outputs) = (samples.inputs.len(), samples.targets.len());
        let spec = Spec { inputs, outputs, ..Spec::new(config) };
        Sequences::new(config, samples, &initial::draw(&spec, config.weights, config.seed))
    }

    #[test]
    fn pieces_of_an_even_number_are_read_as_the_whole_is() {
        let (samples, time_steps) = (samples(80), 11);
        for &cell in Cell::ALL {
            // Units in the lanes of a vector and rows, scalar products and columns, one layer and several.
            for (rows, hidden, layers) in [(3, 9, 2), (3, 100, 1), (64, 9, 2), (64, 17, 1)] {
                let config = Config { cell, hidden, layers, ..Config::default() };
                let mut network = network(&config, &samples);
                let input: Vec<Vec<f32>> = (0..rows)
                    .map(|row| samples.input_of(row % 60..row % 60 + time_steps).to_vec())
                    .collect();
                network.begin(rows);
                let whole = network.read(time_steps, &input.concat()).unwrap().to_vec();
                for piece in [2, 4] {
                    network.begin(rows);
                    let mut found = vec![Vec::new(); rows];
                    for first in (0..time_steps).step_by(piece) {
                        let steps = piece.min(time_steps - first);
                        let part = input.iter().map(|row| &row[2 * first..2 * (first + steps)]);
                        let part: Vec<f32> = part.flatten().copied().collect();
                        let answers = network.read(steps, &part).unwrap();
                        for (row, answers) in found.iter_mut().zip(answers.chunks_exact(steps)) {
                            row.extend_from_slice(answers);
                        }
                    }
                    assert_eq!(
                        found.concat(),
                        whole,
                        "{cell} {rows} × {hidden}, pieces of {piece}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_largest_network_reads_many_windows_bit_by_bit_and_others_at_once() {
        let samples = samples(20);
        for &cell in Cell::ALL {
            let sizes =
                Config { cell, hidden: 512, layers: 4, time_steps: 2000, ..Config::default() };
            let network = Sequences::new(&sizes, &samples, &[]);
            let floats_of_gates = 64 * 512 * 4 * cell.about().blocks;
            let pieces = network.at_once(64);
            assert!(pieces >= 2 && pieces.is_multiple_of(2), "{pieces}");
            assert!(pieces * floats_of_gates * 4 <= MOST_BYTES, "{pieces}");
            assert_eq!(network.at_once(1), usize::MAX);
            let usual = Config { cell, hidden: 64, layers: 1, ..Config::default() };
            assert!(Sequences::new(&usual, &samples, &[]).at_once(64) >= 200);
        }
    }
}
