//! The recurrent network: its weights, its state between windows, and one window forward and back.

pub mod contents;
pub mod initial;
pub mod parameters;
pub mod readable;

pub use parameters::{Parameter, Parameters, WeightsError};

use candle_core::backprop::GradStore;
use candle_core::{Device, Result, Tensor};

use crate::config::{Cell, Config, Nonlinearity, StateMode};

/// What a window's computation depends on besides numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// Kind of recurrent unit.
    pub cell: Cell,
    /// Nonlinearity of the Elman network.
    pub nonlinearity: Nonlinearity,
    /// Units in each layer.
    pub hidden: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Samples in a window.
    pub time_steps: usize,
    /// Windows at once.
    pub batch: usize,
    /// False where every time step starts from zeros: the recurrent product is left out and the
    /// gradients of its weights are zero.
    pub recurrent: bool,
}

impl Spec {
    /// The part of `config` that shapes a window's computation.
    pub fn new(config: &Config) -> Self {
        Self {
            cell: config.cell,
            nonlinearity: config.nonlinearity,
            hidden: config.hidden,
            layers: config.layers,
            time_steps: config.time_steps,
            batch: config.batch,
            recurrent: config.state != StateMode::None,
        }
    }
}

/// The hidden state between windows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// layers × batch × H.
    pub hidden: Vec<f32>,
    /// layers × batch × H for the LSTM, empty otherwise.
    pub cell: Vec<f32>,
}

impl State {
    /// Zeros of the shape that `spec` asks for.
    pub fn zeros(spec: &Spec) -> Self {
        let len = spec.layers * spec.batch * spec.hidden;
        let cell = if spec.cell == Cell::Lstm { len } else { 0 };
        Self { hidden: vec![0.0; len], cell: vec![0.0; cell] }
    }

    /// Sets everything to zero.
    pub fn reset(&mut self) {
        self.hidden.fill(0.0);
        self.cell.fill(0.0);
    }
}

/// A network that learns: weights, gradients, state and the last prediction.
#[derive(Debug)]
pub struct Network {
    parameters: Parameters,
    gradients: Option<GradStore>,
    /// The state that the next window starts from where it is carried.
    pub state: State,
    /// batch × time steps, row after row.
    prediction: Vec<f32>,
}

impl Network {
    /// A network with these values, in the order of [`parameters::layout`].
    ///
    /// # Errors
    /// When the values don't fit the configuration's shapes.
    pub fn new(config: &Config, values: Vec<Vec<f32>>) -> Result<Self> {
        let entries = parameters::layout(config.cell, config.hidden, config.layers);
        Ok(Self {
            parameters: Parameters::new(&entries, values)?,
            gradients: None,
            state: State::zeros(&Spec::new(config)),
            prediction: Vec::new(),
        })
    }

    /// The weights.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// The gradients of the last window.
    pub fn gradients(&self) -> Option<&GradStore> {
        self.gradients.as_ref()
    }

    /// The prediction for the last window; batch × time steps, row after row.
    pub fn prediction(&self) -> &[f32] {
        &self.prediction
    }

    /// Runs one window forward and backward and returns its mean squared error. Leaves gradients,
    /// prediction, and the state after the window.
    ///
    /// # Errors
    /// Candle's own.
    pub fn learn(&mut self, spec: &Spec, input: &[f32], target: &[f32]) -> Result<f32> {
        let samples = |numbers: &[f32]| {
            Tensor::from_slice(numbers, (spec.batch, spec.time_steps), &Device::Cpu)
        };
        let (hidden, cell) = self.state_tensors(spec)?;
        let parameters = self.parameters.tensors();
        let trace = readable::forward(
            spec,
            &parameters,
            &samples(input)?,
            &samples(target)?,
            &hidden,
            &cell,
        )?;
        self.gradients = Some(trace.backward()?);
        self.prediction = contents::to_vec(&trace.prediction)?;
        self.state = final_state(&trace)?;
        trace.loss.to_scalar()
    }

    fn state_tensors(&self, spec: &Spec) -> Result<(Tensor, Tensor)> {
        let shape = (spec.layers, spec.batch, spec.hidden);
        let hidden = Tensor::from_slice(&self.state.hidden, shape, &Device::Cpu)?;
        let cell = match spec.cell {
            Cell::Lstm => Tensor::from_slice(&self.state.cell, shape, &Device::Cpu)?,
            Cell::Rnn | Cell::Gru => hidden.zeros_like()?,
        };
        Ok((hidden, cell))
    }
}

/// The state after the window's last time step.
fn final_state(trace: &readable::Trace) -> Result<State> {
    let mut state = State::default();
    for moment in trace.layers.iter().filter_map(|moments| moments.last()) {
        state.hidden.extend(contents::to_vec(&moment.h)?);
        if let Some(c) = &moment.c {
            state.cell.extend(contents::to_vec(c)?);
        }
    }
    Ok(state)
}
