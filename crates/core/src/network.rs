//! The recurrent network: its weights, its state between windows, and one window forward and back.

mod autograd;
pub mod cell;
pub mod contents;
pub mod initial;
pub mod kernel;
pub mod model64;
pub mod parameters;
pub mod predict;
pub mod readable;

pub use parameters::{Parameter, Parameters};
pub use predict::Predictor;

use candle_core::backprop::GradStore;
use candle_core::{Device, Result, Var};

pub use kernel::Spec;

use crate::config::{Config, Engine, StateMode};
use crate::data::{Shape, source};
use kernel::Kernel;
use kernel::task::pool;

impl Spec {
    /// The part of `config` that shapes a window's computation.
    pub fn new(config: &Config) -> Self {
        let Shape { inputs, targets: outputs } = source(config).shape();
        Self {
            cell: config.cell,
            nonlinearity: config.nonlinearity,
            hidden: config.hidden,
            inputs,
            outputs,
            layers: config.layers,
            time_steps: config.time_steps,
            batch: config.batch,
            recurrent: config.state != StateMode::None,
            loss: config.loss,
            loss_on: config.loss_on,
        }
    }
}

/// The hidden state between windows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// layers × batch × H.
    pub hidden: Vec<f32>,
    /// layers × batch × H where the cell has a cell state, empty otherwise.
    pub cell: Vec<f32>,
}

impl State {
    /// Zeros of the shape that `spec` asks for.
    pub fn zeros(spec: &Spec) -> Self {
        let len = spec.layers * spec.batch * spec.hidden;
        let cell = if spec.cell.about().cell_state { len } else { 0 };
        Self { hidden: vec![0.0; len], cell: vec![0.0; cell] }
    }

    /// Sets everything to zero.
    pub fn reset(&mut self) {
        self.hidden.fill(0.0);
        self.cell.fill(0.0);
    }

    /// Becomes a copy of `other`, in the memory it has.
    pub fn copy_from(&mut self, other: &Self) {
        self.hidden.clone_from(&other.hidden);
        self.cell.clone_from(&other.cell);
    }
}

/// A network that learns: weights, gradients, state and the last prediction.
#[derive(Debug)]
pub struct Network {
    parameters: Parameters,
    /// The parameters' gradients by variable, for candle's eyes.
    gradients: GradStore,
    /// The state that the next window starts from where it is carried.
    pub state: State,
    /// batch × time steps × outputs, row after row.
    prediction: Vec<f32>,
    kernel: Kernel,
}

impl Network {
    /// A network with these values, in the order of [`parameters::layout`].
    ///
    /// # Errors
    /// When the values don't fit the configuration's shapes.
    pub fn new(config: &Config, values: Vec<Vec<f32>>) -> Result<Self> {
        let spec = Spec::new(config);
        let parameters = Parameters::new(&parameters::layout(&spec), values)?;
        Ok(Self {
            gradients: gradients_by_variable(&parameters)?,
            parameters,
            state: State::zeros(&spec),
            prediction: Vec::new(),
            kernel: Kernel::new(),
        })
    }

    /// The weights.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// A copy of the network as it is now, which answers and doesn't learn.
    ///
    /// # Errors
    /// When a variable's numbers can't be read.
    pub fn predictor(&self, spec: &Spec) -> Result<Predictor> {
        Ok(Predictor::new(spec, &self.parameters.values()?))
    }

    /// The gradients of the last window, by variable.
    pub fn gradients(&self) -> &GradStore {
        &self.gradients
    }

    /// The prediction for the last window; batch × time steps × outputs, row after row.
    pub fn prediction(&self) -> &[f32] {
        &self.prediction
    }

    /// Runs one window forward and backward and returns its loss. Leaves gradients, prediction, and
    /// the state after the window. `input` is batch × time steps × inputs, `target`
    /// batch × time steps × outputs.
    ///
    /// # Errors
    /// When a variable's numbers can't be read or a gradient's written.
    pub fn learn(
        &mut self,
        spec: &Spec,
        engine: Engine,
        input: &[f32],
        target: &[f32],
    ) -> Result<f32> {
        self.prediction.resize(target.len(), 0.0);
        match engine {
            Engine::Kernel => self.learn_by_kernel(spec, input, target),
            Engine::Candle => {
                let samples = autograd::Samples { input, target };
                let (state, prediction) = (&mut self.state, &mut self.prediction);
                let parameters = &self.parameters;
                pool::install(|| autograd::window(spec, parameters, samples, state, prediction))
            }
        }
    }

    fn learn_by_kernel(&mut self, spec: &Spec, input: &[f32], target: &[f32]) -> Result<f32> {
        let mut window = kernel::Window {
            input,
            target,
            prediction: &mut self.prediction,
            hidden: &mut self.state.hidden,
            cell: &mut self.state.cell,
        };
        let (kernel, mut loss) = (&mut self.kernel, f32::NAN);
        self.parameters.lend(|weights, gradients| {
            loss = kernel.window(spec, weights, &mut window, gradients);
        })?;
        Ok(loss)
    }
}

/// A store of the parameters' gradients.
fn gradients_by_variable(parameters: &Parameters) -> Result<GradStore> {
    // candle makes such stores in `backward` only; that of a lone number is as good as empty.
    let lone = Var::new(0_f32, &Device::Cpu)?;
    let mut gradients = lone.backward()?;
    gradients.remove(&lone);
    for parameter in parameters.iter() {
        gradients.insert(&parameter.var, parameter.gradient.clone());
    }
    Ok(gradients)
}
