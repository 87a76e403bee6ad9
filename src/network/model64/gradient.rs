//! The gradient of every parameter, from a backward pass over one batch row.

use super::backward::{Stop, backward};
use super::model::{Model64, Trace};
use super::product::{add_elementwise, add_outer};
use crate::network::cell::ByRole;

impl Model64<'_> {
    /// Adds ∂L/∂w of every parameter to `values`, which are in the order of the parameters, for the
    /// window of a trace whose ∂L/∂ŷ is `by_prediction`.
    pub(crate) fn add_gradient(
        &self,
        trace: &Trace,
        by_prediction: &[f64],
        values: &mut [Vec<f64>],
    ) {
        let readout = values.len().saturating_sub(2);
        let (of_layers, of_readout) = values.split_at_mut(readout);
        for (errors, moments) in by_prediction.chunks_exact(self.outputs()).zip(&trace.moments) {
            let top = moments.last().map_or(&[][..], |moment| &moment.h);
            add_outer(errors, top, &mut of_readout[0]);
            add(&mut of_readout[1], errors);
        }
        backward(self, trace, by_prediction, |stop| self.add_stop(&stop, trace, of_layers));
    }

    /// Adds what one layer at one time step gives to the gradients of its parameters.
    fn add_stop(&self, stop: &Stop<'_>, trace: &Trace, values: &mut [Vec<f64>]) {
        let layer = &self.layers[stop.layer];
        let about = layer.cell.about();
        let values = &mut values[about.parameters.len() * stop.layer..];
        let places = about.by_role(|place| place);
        let ByRole { input_weight, recurrent_weight, input_bias, recurrent_bias } = places;
        if let Some(place) = input_weight {
            let x = trace.x(stop.time_step, stop.layer);
            add_outer(stop.by_input_sum, x, &mut values[place]);
        }
        if let Some(place) = recurrent_weight.filter(|_| layer.recurrent) {
            let before = trace.h_before(stop.time_step, stop.layer);
            if about.is_elementwise() {
                add_elementwise(stop.by_state_sum, before.iter().cycle(), &mut values[place]);
            } else {
                add_outer(stop.by_state_sum, before, &mut values[place]);
            }
        }
        for (place, sums) in [(input_bias, stop.by_input_sum), (recurrent_bias, stop.by_state_sum)]
        {
            if let Some(place) = place {
                add(&mut values[place], sums);
            }
        }
    }
}

fn add(total: &mut [f64], part: &[f64]) {
    total.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
}
