//! The readable formulation: one window on candle's own operations, differentiated by candle.
//!
//! It is the reference that the fast kernels are held to, in float32 and float64, and the *trace*
//! that shows what they hide: hidden state, cell state, gates and ∂L/∂h of every time step.

mod gru;
mod lstm;
mod rnn;

use candle_core::backprop::GradStore;
use candle_core::{Result, Tensor, Var};

use super::Spec;
use crate::config::Cell;

/// The weights of one layer, and whether it has a recurrence at all.
struct Layer<'a> {
    weight_ih: &'a Tensor,
    weight_hh: &'a Tensor,
    bias_ih: &'a Tensor,
    bias_hh: &'a Tensor,
    recurrent: bool,
}

impl Layer<'_> {
    /// W x + b: batch × inputs → batch × gates·H.
    fn of_input(&self, x: &Tensor) -> Result<Tensor> {
        x.matmul(&self.weight_ih.t()?)?.broadcast_add(self.bias_ih)
    }

    /// U h + b: batch × H → batch × gates·H. With the recurrence off, b alone.
    fn of_state(&self, h: &Tensor) -> Result<Tensor> {
        if self.recurrent {
            h.matmul(&self.weight_hh.t()?)?.broadcast_add(self.bias_hh)
        } else {
            self.bias_hh.broadcast_as((h.dim(0)?, self.bias_hh.dim(0)?))
        }
    }
}

/// What one layer computes at one time step; every tensor is batch × H.
#[derive(Debug)]
pub struct Moment {
    /// Hidden state.
    pub h: Tensor,
    /// Cell state, of the LSTM only.
    pub c: Option<Tensor>,
    /// The gates after their nonlinearity, by name (LSTM: i f g o; GRU: r z n).
    pub gates: Vec<(&'static str, Tensor)>,
    /// A zero added to the hidden state, whose gradient is ∂L/∂h.
    nudge: Var,
}

/// One window, forward: everything that was computed on the way.
#[derive(Debug)]
pub struct Trace {
    /// Mean squared error over batch and time steps, a scalar.
    pub loss: Tensor,
    /// batch × time steps.
    pub prediction: Tensor,
    /// For each layer, its time steps.
    pub layers: Vec<Vec<Moment>>,
}

impl Trace {
    /// The gradients of the loss with respect to every variable.
    ///
    /// # Errors
    /// Candle's own.
    pub fn backward(&self) -> Result<GradStore> {
        self.loss.backward()
    }

    /// ∂L/∂h of one layer and time step, batch × H, from what [`Trace::backward`] returned: the
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
/// `parameters` are in PyTorch's order, `input` and `target` are batch × time steps, `hidden` and
/// `cell` layers × batch × H (`cell` matters to the LSTM only); all of one type, f32 or f64.
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
) -> Result<Trace> {
    let mut below: Vec<Tensor> =
        (0..spec.time_steps).map(|t| input.narrow(1, t, 1)).collect::<Result<_>>()?;
    let mut layers = Vec::new();
    for (index, weights) in parameters.chunks_exact(4).take(spec.layers).enumerate() {
        let layer = Layer {
            weight_ih: &weights[0],
            weight_hh: &weights[1],
            bias_ih: &weights[2],
            bias_hh: &weights[3],
            recurrent: spec.recurrent,
        };
        let moments = run_layer(spec, &layer, &below, &hidden.get(index)?, &cell.get(index)?)?;
        below = moments.iter().map(|moment| moment.h.clone()).collect();
        layers.push(moments);
    }
    let prediction = readout(&below, &parameters[4 * spec.layers..])?;
    let loss = candle_nn::loss::mse(&prediction, target)?;
    Ok(Trace { loss, prediction, layers })
}

/// One layer over all time steps.
fn run_layer(
    spec: &Spec,
    layer: &Layer<'_>,
    inputs: &[Tensor],
    h0: &Tensor,
    c0: &Tensor,
) -> Result<Vec<Moment>> {
    let (zero_h, zero_c) = (h0.zeros_like()?, c0.zeros_like()?);
    let mut moments: Vec<Moment> = Vec::with_capacity(inputs.len());
    for x in inputs {
        let (h, c) = match moments.last() {
            _ if !spec.recurrent => (&zero_h, &zero_c),
            Some(last) => (&last.h, last.c.as_ref().unwrap_or(&zero_c)),
            None => (h0, c0),
        };
        let mut moment = match spec.cell {
            Cell::Rnn => rnn::step(layer, spec.nonlinearity, x, h)?,
            Cell::Lstm => lstm::step(layer, x, h, c)?,
            Cell::Gru => gru::step(layer, x, h)?,
        };
        moment.h = (moment.h + moment.nudge.as_tensor())?;
        moments.push(moment);
    }
    Ok(moments)
}

/// The linear readout at every time step: T times batch × H → batch × T.
fn readout(hidden: &[Tensor], parameters: &[Tensor]) -> Result<Tensor> {
    let (weight, bias) = (parameters[0].t()?, &parameters[1]);
    let outputs: Vec<Tensor> =
        hidden.iter().map(|h| h.matmul(&weight)?.broadcast_add(bias)).collect::<Result<_>>()?;
    Tensor::cat(&outputs, 1)
}
