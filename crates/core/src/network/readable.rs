//! The readable formulation: one window on candle's own operations, differentiated by candle.
//! A cell's formula is in its folder under `cell/`.
//!
//! It is the reference that the fast kernels are held to, in float32 and float64, and the *graph*
//! that shows what they hide: hidden state, cell state, gates and ∂L/∂h of every time step.

use candle_core::backprop::GradStore;
use candle_core::{Result, Tensor, Var};

use super::Spec;
use super::cell::{self, ByRole};
use crate::config::{Cell, Loss, Nonlinearity, each_cell};

/// The weights of one layer, and how its time steps hang together.
#[derive(Debug)]
pub(super) struct Layer<'a> {
    weights: ByRole<&'a Tensor>,
    /// Units of each gate: rows of the weights.
    rows: usize,
    /// Nonlinearity of a cell that leaves the choice.
    pub(super) nonlinearity: Nonlinearity,
    /// Whether there is a recurrence at all.
    recurrent: bool,
    /// Whether every unit sees itself only.
    elementwise: bool,
}

/// What one time step of a layer is computed from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'a> {
    /// Batch × inputs.
    pub(super) x: &'a Tensor,
    /// The hidden state before, batch × H.
    pub(super) h: &'a Tensor,
    /// The cell state before, batch × H; of no meaning to a cell that has none.
    pub(super) c: &'a Tensor,
}

impl<'a> Layer<'a> {
    /// A layer of `spec` with its parameters in the cell's order.
    fn new(spec: &Spec, parameters: &'a [Tensor]) -> Self {
        let about = spec.cell.about();
        Self {
            weights: about.by_role(|place| &parameters[place]),
            rows: about.blocks * spec.hidden,
            nonlinearity: spec.nonlinearity,
            recurrent: spec.recurrent,
            elementwise: about.is_elementwise(),
        }
    }

    /// W x + b: batch × inputs → batch × gates·H.
    pub(super) fn of_input(&self, x: &Tensor) -> Result<Tensor> {
        let product = match self.weights.input_weight {
            Some(weight) => x.matmul(&weight.t()?)?,
            None => self.zeros(x)?,
        };
        plus(product, self.weights.input_bias)
    }

    /// U h + b, or u ⊙ h + b: batch × H → batch × gates·H. With the recurrence off, b alone.
    pub(super) fn of_state(&self, h: &Tensor) -> Result<Tensor> {
        let product = match self.weights.recurrent_weight.filter(|_| self.recurrent) {
            // u is laid out gate after gate, as W is.
            Some(weight) if self.elementwise => {
                h.repeat((1, self.rows / h.dim(1)?))?.broadcast_mul(weight)?
            }
            Some(weight) => h.matmul(&weight.t()?)?,
            None => return self.bias_alone(h),
        };
        plus(product, self.weights.recurrent_bias)
    }

    fn bias_alone(&self, like: &Tensor) -> Result<Tensor> {
        match self.weights.recurrent_bias {
            Some(bias) => bias.broadcast_as((like.dim(0)?, self.rows)),
            None => self.zeros(like),
        }
    }

    /// Batch × gates·H.
    fn zeros(&self, like: &Tensor) -> Result<Tensor> {
        Tensor::zeros((like.dim(0)?, self.rows), like.dtype(), like.device())
    }
}

fn plus(product: Tensor, bias: Option<&Tensor>) -> Result<Tensor> {
    match bias {
        Some(bias) => product.broadcast_add(bias),
        None => Ok(product),
    }
}

/// What one layer computes at one time step; every tensor is batch × H.
#[derive(Debug)]
pub struct StepTensors {
    /// Hidden state.
    pub h: Tensor,
    /// Cell state, where the cell has one.
    pub c: Option<Tensor>,
    /// The gates after their nonlinearity, in the cell's order.
    pub gates: Vec<Tensor>,
    /// A zero added to the hidden state, whose gradient is ∂L/∂h.
    pub(super) nudge: Var,
}

impl StepTensors {
    /// With this hidden state, no cell state and no gates.
    pub(super) fn new(h: Tensor) -> Result<Self> {
        let nudge = Var::from_tensor(&h.zeros_like()?)?;
        Ok(Self { h, c: None, gates: Vec::new(), nudge })
    }
}

/// One window, forward: everything that was computed on the way, from which candle goes back.
#[derive(Debug)]
pub struct WindowGraph {
    /// The mean over batch, time steps that count and outputs of what an error costs, a scalar.
    pub loss: Tensor,
    /// batch × time steps × outputs.
    pub prediction: Tensor,
    /// For each layer, its time steps.
    pub layers: Vec<Vec<StepTensors>>,
}

impl WindowGraph {
    /// The gradients of the loss with respect to every variable.
    ///
    /// # Errors
    /// Candle's own.
    pub fn backward(&self) -> Result<GradStore> {
        self.loss.backward()
    }

    /// ∂L/∂h of one layer and time step, batch × H, from what [`WindowGraph::backward`] returned: the
    /// whole derivative, through every later time step and every layer above.
    pub fn hidden_gradient<'a>(
        &self,
        gradients: &'a GradStore,
        layer: usize,
        time_step: usize,
    ) -> Option<&'a Tensor> {
        gradients.get(&self.layers.get(layer)?.get(time_step)?.nudge)
    }
}

/// Runs one window forward.
///
/// `parameters` are in the order of [`super::parameters::layout`], `input` is batch × time steps ×
/// inputs, `target` batch × time steps × outputs, `hidden` and `cell` are layers × batch × H (`cell`
/// matters only where the cell has a cell state); all of one type, f32 or f64.
///
/// # Errors
/// Candle's own, when a shape doesn't fit.
pub fn forward(
    spec: &Spec,
    parameters: &[Tensor],
    input: &Tensor,
    target: &Tensor,
    hidden: &Tensor,
    cell: &Tensor,
) -> Result<WindowGraph> {
    let mut below: Vec<Tensor> =
        (0..spec.time_steps).map(|t| input.narrow(1, t, 1)?.squeeze(1)).collect::<Result<_>>()?;
    let per_layer = spec.cell.about().parameters.len();
    let (of_layers, of_readout) = parameters.split_at(per_layer * spec.layers);
    let mut layers = Vec::new();
    for (index, weights) in of_layers.chunks_exact(per_layer).enumerate() {
        let layer = Layer::new(spec, weights);
        let moments = run_layer(spec, &layer, &below, &hidden.get(index)?, &cell.get(index)?)?;
        below = moments.iter().map(|moment| moment.h.clone()).collect();
        layers.push(moments);
    }
    let prediction = readout(&below, of_readout)?;
    let loss = loss(spec, &prediction, target)?;
    Ok(WindowGraph { loss, prediction, layers })
}

/// The loss on the time steps that count; `prediction` and `target` are batch × time steps × outputs.
fn loss(spec: &Spec, prediction: &Tensor, target: &Tensor) -> Result<Tensor> {
    let (first, steps) = (spec.first_counted(), spec.time_steps);
    let counted = |all: &Tensor| match first {
        0 => Ok(all.clone()),
        _ => all.narrow(1, first, steps - first),
    };
    let (prediction, target) = (counted(prediction)?, counted(target)?);
    match spec.loss {
        Loss::Mse => candle_nn::loss::mse(&prediction, &target),
        Loss::Mae => {
            let error = (prediction - target)?;
            // ∣e∣ = e sign e, whose slope is 0 where e is: candle's own `abs` has 1 there.
            (&error * error.detach().sign()?)?.mean_all()
        }
        Loss::Huber => {
            let error = (prediction - target)?;
            let slope = error.detach().clamp(-1.0, 1.0)?;
            // ½ e², or ∣e∣ − ½ beyond 1: with the slope s, both are s (e − s / 2).
            (&slope * (error - (&slope * 0.5)?)?)?.mean_all()
        }
    }
}

/// One layer over all time steps.
fn run_layer(
    spec: &Spec,
    layer: &Layer<'_>,
    inputs: &[Tensor],
    h0: &Tensor,
    c0: &Tensor,
) -> Result<Vec<StepTensors>> {
    let (zero_h, zero_c) = (h0.zeros_like()?, c0.zeros_like()?);
    let mut moments: Vec<StepTensors> = Vec::with_capacity(inputs.len());
    for x in inputs {
        let (h, c) = match moments.last() {
            _ if !spec.recurrent => (&zero_h, &zero_c),
            Some(last) => (&last.h, last.c.as_ref().unwrap_or(&zero_c)),
            None => (h0, c0),
        };
        let mut moment = step(spec.cell, layer, &Step { x, h, c })?;
        moment.h = (moment.h + moment.nudge.as_tensor())?;
        moments.push(moment);
    }
    Ok(moments)
}

/// One time step by the formula of each cell in the list.
macro_rules! by_formula {
    ($($module:ident: $variant:ident = $name:literal, $facts:tt, $sentence:literal;)+) => {
        fn step(cell: Cell, layer: &Layer<'_>, before: &Step<'_>) -> Result<StepTensors> {
            match cell { $(Cell::$variant => cell::$module::formula::step(layer, before),)+ }
        }
    };
}

each_cell!(by_formula);

/// The linear readout at every time step: T times batch × H → batch × T × outputs.
fn readout(hidden: &[Tensor], parameters: &[Tensor]) -> Result<Tensor> {
    let (weight, bias) = (parameters[0].t()?, &parameters[1]);
    let outputs: Vec<Tensor> =
        hidden.iter().map(|h| h.matmul(&weight)?.broadcast_add(bias)).collect::<Result<_>>()?;
    Tensor::stack(&outputs, 1)
}
