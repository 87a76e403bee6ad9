//! A network that answers and doesn't learn: forward only, on any sequences, without a trainer.

use super::kernel::Kernel;
use super::{Spec, State};

/// Time steps that are run at once: as many as a window of training has at most, whose answers are then
/// those of training to the bit. More than that would take memory for nothing.
const PIECE: usize = 2000;

/// A network's weights, and what it takes to run them forward again and again.
#[derive(Debug)]
pub struct Predictor {
    spec: Spec,
    /// In the order of [`layout`](super::parameters::layout).
    weights: Vec<Vec<f32>>,
    kernel: Kernel,
    /// Whether the kernel has seen these weights.
    packed: bool,
    prediction: Vec<f32>,
    /// Of a piece of sequences that are too long to be run at once.
    piece: Piece,
}

#[derive(Debug, Default)]
struct Piece {
    input: Vec<f32>,
    prediction: Vec<f32>,
}

impl Predictor {
    /// The network that `spec` describes, with these weights in the order of
    /// [`layout`](super::parameters::layout). How many rows and time steps there are is said with each run.
    pub fn new(spec: &Spec, weights: &[Vec<f32>]) -> Self {
        Self {
            spec: *spec,
            weights: weights.to_vec(),
            kernel: Kernel::new(),
            packed: false,
            prediction: Vec::new(),
            piece: Piece::default(),
        }
    }

    /// Goes on with other weights of the same shapes.
    pub fn set_weights(&mut self, weights: &[Vec<f32>]) {
        self.weights.clone_from_slice(weights);
        self.packed = false;
    }

    /// A state of zeros for so many rows.
    pub fn blank(&self, batch: usize) -> State {
        State::zeros(&Spec { batch, ..self.spec })
    }

    /// Runs rows forward, which the cores share out among themselves as in training: `input` is batch ×
    /// time steps × inputs, the answers are batch × time steps × outputs. `state` is the state before, and
    /// becomes that after; one of another number of rows counts as zeros.
    ///
    /// # Panics
    /// When `input` or the weights are too short.
    pub fn run(
        &mut self,
        state: &mut State,
        batch: usize,
        time_steps: usize,
        input: &[f32],
    ) -> &[f32] {
        let zeros = self.blank(batch);
        if (state.hidden.len(), state.cell.len()) != (zeros.hidden.len(), zeros.cell.len()) {
            *state = zeros;
        }
        self.prediction.resize(batch * time_steps * self.spec.outputs, 0.0);
        if batch == 0 || time_steps == 0 {
            return &self.prediction;
        }
        if time_steps <= PIECE {
            let mut prediction = std::mem::take(&mut self.prediction);
            self.forward(state, (batch, time_steps), input, &mut prediction);
            self.prediction = prediction;
        } else {
            for first in (0..time_steps).step_by(PIECE) {
                self.piece(state, (batch, time_steps), input, first);
            }
        }
        &self.prediction
    }

    /// The time steps from `first` on, as many as are run at once.
    fn piece(
        &mut self,
        state: &mut State,
        (batch, time_steps): (usize, usize),
        input: &[f32],
        first: usize,
    ) {
        let steps = PIECE.min(time_steps - first);
        let part = |row: usize, channels: usize| {
            let start = (row * time_steps + first) * channels;
            start..start + steps * channels
        };
        let (inputs, outputs) = (self.spec.inputs, self.spec.outputs);
        let Piece { input: mut own, mut prediction } = std::mem::take(&mut self.piece);
        own.clear();
        (0..batch).for_each(|row| own.extend_from_slice(&input[part(row, inputs)]));
        prediction.resize(batch * steps * outputs, 0.0);
        self.forward(state, (batch, steps), &own, &mut prediction);
        for (row, answers) in prediction.chunks_exact(steps * outputs).enumerate() {
            self.prediction[part(row, outputs)].copy_from_slice(answers);
        }
        self.piece = Piece { input: own, prediction };
    }

    fn forward(
        &mut self,
        state: &mut State,
        (batch, time_steps): (usize, usize),
        input: &[f32],
        prediction: &mut [f32],
    ) {
        let spec = Spec { batch, time_steps, ..self.spec };
        let weights: Vec<&[f32]> = self.weights.iter().map(Vec::as_slice).collect();
        let State { hidden, cell } = state;
        self.kernel.keep_weights(self.packed);
        self.kernel.predict(&spec, &weights, input, hidden, cell, prediction);
        self.packed = true;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Network, initial};
    use super::*;
    use crate::config::{Cell, Config, Engine, StateMode};

    /// Numbers without pattern, from −1 to 1.
    fn numbers(count: usize) -> Vec<f32> {
        let mut random = rand_mt::Mt::new(7);
        (0..count).map(|_| random.next_u32() as f32 / u32::MAX as f32 * 2.0 - 1.0).collect()
    }

    fn assert_near(found: &[f32], expected: &[f32]) {
        assert_eq!(found.len(), expected.len());
        for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
            assert!((found - expected).abs() < 1e-5, "[{at}]: {found} {expected}");
        }
    }

    /// Small networks, one whose layer is cut into halves, and one whose batch is shared out.
    fn configs() -> Vec<Config> {
        let mut configs = Vec::new();
        for &cell in Cell::ALL {
            for &state in StateMode::ALL {
                for batch in [1, 3, 40] {
                    let config = Config { cell, state, batch, hidden: 9, ..Config::default() };
                    configs.push(Config { layers: 2, time_steps: 7, ..config });
                }
            }
        }
        configs.push(Config { hidden: 227, time_steps: 42, ..Config::default() });
        let cell = Cell::Lstm;
        configs.push(Config { cell, hidden: 24, time_steps: 50, batch: 130, ..Config::default() });
        configs
    }

    #[test]
    fn answers_are_those_of_training_to_the_bit() {
        for config in configs() {
            let spec = Spec::new(&config);
            let weights = initial::draw(&spec, config.weights, config.seed);
            let mut network = Network::new(&config, weights.clone()).unwrap();
            let mut predictor = Predictor::new(&spec, &weights);
            let mut state = predictor.blank(config.batch);
            let input = numbers(spec.batch * spec.time_steps * spec.inputs);
            let target = vec![0.25; spec.batch * spec.time_steps * spec.outputs];
            // Twice, so that the second begins with a state, and with weights that are packed already.
            for _ in 0..2 {
                network.learn(&spec, Engine::Kernel, &input, &target).unwrap();
                let found = predictor.run(&mut state, spec.batch, spec.time_steps, &input);
                assert_eq!(found, network.prediction(), "{config:?}");
                assert_eq!(state, network.state, "{config:?}");
            }
        }
    }

    #[test]
    fn a_long_sequence_goes_on_where_its_pieces_meet() {
        let config = Config { cell: Cell::Gru, hidden: 6, ..Config::default() };
        let spec = Spec::new(&config);
        let weights = initial::draw(&spec, config.weights, config.seed);
        let mut predictor = Predictor::new(&spec, &weights);
        let (batch, time_steps) = (3, 2 * PIECE + 17);
        let input = numbers(batch * time_steps);
        let mut state = predictor.blank(batch);
        let whole = predictor.run(&mut state, batch, time_steps, &input).to_vec();
        // Each row alone, a hundred time steps at a time.
        for (row, (input, expected)) in
            input.chunks(time_steps).zip(whole.chunks(time_steps)).enumerate()
        {
            let mut own = predictor.blank(1);
            let mut found = Vec::new();
            for input in input.chunks(100) {
                found.extend_from_slice(predictor.run(&mut own, 1, input.len(), input));
            }
            assert_near(&found, expected);
            assert_near(&own.hidden, &state.hidden[row * spec.hidden..][..spec.hidden]);
        }
    }

    #[test]
    fn other_weights_are_packed_anew() {
        let config = Config::default();
        let spec = Spec::new(&config);
        let [first, second] = [1, 2].map(|seed| initial::draw(&spec, config.weights, seed));
        let answers = |predictor: &mut Predictor| {
            let mut state = predictor.blank(2);
            predictor.run(&mut state, 2, 5, &[0.5; 10]).to_vec()
        };
        let mut predictor = Predictor::new(&spec, &first);
        let before = answers(&mut predictor);
        predictor.set_weights(&second);
        let after = answers(&mut predictor);
        assert_ne!(before, after);
        assert_eq!(after, answers(&mut Predictor::new(&spec, &second)));
    }

    #[test]
    fn a_state_of_other_rows_counts_as_zeros() {
        let config = Config { cell: Cell::Lstm, ..Config::default() };
        let spec = Spec::new(&config);
        let weights = initial::draw(&spec, config.weights, config.seed);
        let mut predictor = Predictor::new(&spec, &weights);
        let mut state = predictor.blank(1);
        predictor.run(&mut state, 1, 5, &[0.5; 5]);
        let after = predictor.run(&mut state, 2, 3, &[0.5; 6]).to_vec();
        let mut blank = predictor.blank(2);
        assert_eq!(after, predictor.run(&mut blank, 2, 3, &[0.5; 6]));
        assert!(predictor.run(&mut blank, 0, 3, &[]).is_empty());
        assert!(predictor.run(&mut state, 2, 0, &[]).is_empty());
    }
}
