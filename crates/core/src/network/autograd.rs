//! The engine `candle`: a window by the readable formulation, differentiated by candle's autograd.
//!
//! It writes what the kernel writes (gradients, prediction, state) to the same places, so that
//! optimizer, clipping and whoever reads a network needn't know which engine was at work. candle
//! shares a large product out among threads by tiles of the result, so that their number changes no
//! bit, and its gradients are taken by variable, in the variables' order.

use candle_core::backprop::GradStore;
use candle_core::{Device, Result, Tensor};

use super::readable::{self, WindowGraph};
use super::{Parameters, Spec, State, contents};

/// The samples of a window: batch × time steps × inputs or outputs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Samples<'a> {
    pub(super) input: &'a [f32],
    pub(super) target: &'a [f32],
}

/// Runs one window forward and backward and returns its loss. Writes the gradients, the
/// prediction, and the state after the window.
///
/// # Errors
/// Candle's own.
pub(super) fn window(
    spec: &Spec,
    parameters: &Parameters,
    samples: Samples<'_>,
    state: &mut State,
    prediction: &mut [f32],
) -> Result<f32> {
    let graph = forward(spec, parameters, samples, state)?;
    let gradients = graph.backward()?;
    write_gradients(parameters, &gradients)?;
    contents::copy(&graph.prediction, prediction)?;
    keep_state(spec, &graph, state)?;
    let loss = graph.loss.to_scalar()?;
    take_apart(graph);
    Ok(loss)
}

/// Drops a graph from its last time step to its first. Dropped from the first on, it would come down
/// as a whole with the last, by a recursion some thousand operations deep.
fn take_apart(graph: WindowGraph) {
    let WindowGraph { loss, prediction, mut layers } = graph;
    drop((loss, prediction));
    while let Some(layer) = layers.last_mut() {
        if layer.pop().is_none() {
            layers.pop();
        }
    }
}

fn forward(
    spec: &Spec,
    parameters: &Parameters,
    samples: Samples<'_>,
    state: &State,
) -> Result<WindowGraph> {
    let Spec { layers, batch, hidden, time_steps, inputs, outputs, .. } = *spec;
    let input = tensor(samples.input, [batch, time_steps, inputs])?;
    let target = tensor(samples.target, [batch, time_steps, outputs])?;
    let of_state = [layers, batch, hidden];
    let before = tensor(&state.hidden, of_state)?;
    let cell = match state.cell.as_slice() {
        [] => before.zeros_like()?,
        cell => tensor(cell, of_state)?,
    };
    readable::forward(spec, &parameters.tensors(), &input, &target, &before, &cell)
}

fn tensor(numbers: &[f32], shape: [usize; 3]) -> Result<Tensor> {
    Tensor::from_slice(numbers, shape.as_slice(), &Device::Cpu)
}

/// Each variable's gradient, in the order of the variables; zeros where the loss doesn't depend on it.
fn write_gradients(parameters: &Parameters, gradients: &GradStore) -> Result<()> {
    for parameter in parameters.iter() {
        match gradients.get(&parameter.var) {
            Some(gradient) => {
                let gradient = contents::to_vec(gradient)?;
                contents::edit(&parameter.gradient, |own| own.copy_from_slice(&gradient))?;
            }
            None => contents::edit(&parameter.gradient, |own| own.fill(0.0))?,
        }
    }
    Ok(())
}

/// The state after the last time step of every layer.
fn keep_state(spec: &Spec, graph: &WindowGraph, state: &mut State) -> Result<()> {
    let of_layer = spec.batch * spec.hidden;
    for (layer, moments) in graph.layers.iter().enumerate() {
        let Some(last) = moments.last() else { continue };
        let place = layer * of_layer..(layer + 1) * of_layer;
        contents::copy(&last.h, &mut state.hidden[place.clone()])?;
        if let Some(c) = &last.c {
            contents::copy(c, &mut state.cell[place])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{initial, parameters};
    use super::*;
    use crate::config::{Cell, InitialWeights, Loss, LossOn, Nonlinearity};

    /// candle walks along the graph by recursion. From the loss on it comes to the first time step
    /// first, so that it never goes deep: any thread will do.
    #[test]
    fn the_deepest_graph_fits_a_small_stack() {
        const STACK: usize = 512 << 10;
        for (&cell, &loss_on) in Cell::ALL.iter().zip(LossOn::ALL.iter().cycle()) {
            let (inputs, outputs, batch, recurrent) = (1, 1, 1, true);
            let (hidden, layers, time_steps) = (4, 4, 2000);
            let (nonlinearity, loss) = (Nonlinearity::Tanh, Loss::Mse);
            let spec = Spec {
                cell,
                nonlinearity,
                hidden,
                layers,
                inputs,
                outputs,
                time_steps,
                batch,
                recurrent,
                loss,
                loss_on,
            };
            let train = move || {
                let values = initial::draw(&spec, InitialWeights::Pytorch, 1);
                let parameters = Parameters::new(&parameters::layout(&spec), values)?;
                let samples = Samples { input: &[0.5; 2000], target: &[0.25; 2000] };
                let (mut state, mut prediction) = (State::zeros(&spec), vec![0.0; 2000]);
                window(&spec, &parameters, samples, &mut state, &mut prediction)
            };
            let thread = std::thread::Builder::new().stack_size(STACK).spawn(train).unwrap();
            assert!(thread.join().unwrap().unwrap() > 0.0, "{cell}");
        }
    }
}
