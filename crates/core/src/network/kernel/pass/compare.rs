//! A block's answers beside their targets: the loss, and its slope at every answer.

use pulp::Simd;

use super::{Block, Pass};
use crate::config::Loss;
use crate::network::kernel::buffers::Workspace;

impl<S: Simd> Pass<'_, S> {
    /// Copies the prediction out, replaces it by ∂L/∂prediction, and returns the sum of what the errors
    /// cost. The padding's gradient becomes zero, and so does that of time steps that don't count.
    ///
    /// An error e is answer minus target; of its cost's slope a factor is left to all errors together.
    ///
    /// | loss  | cost                          | slope       |
    /// |-------|-------------------------------|-------------|
    /// | mse   | e²                            | 2 e         |
    /// | mae   | ∣e∣                           | sign e      |
    /// | huber | ½ e², or ∣e∣ − ½ beyond ∣e∣ = 1 | e, cut at ±1 |
    pub(super) fn compare(
        &self,
        workspace: &mut Workspace,
        prediction: &mut Option<&mut [f32]>,
        target: &[f32],
    ) -> f64 {
        let errors = self.spec.errors() as f32;
        let sides = Sides { prediction, target };
        match self.spec.loss {
            Loss::Mse => self.compare_by(workspace, sides, 2.0 / errors, |error| {
                (f64::from(error) * f64::from(error), error)
            }),
            Loss::Mae => self.compare_by(workspace, sides, 1.0 / errors, |error| {
                (f64::from(error).abs(), sign(error))
            }),
            Loss::Huber => self.compare_by(workspace, sides, 1.0 / errors, |error| {
                let (wide, slope) = (f64::from(error), error.clamp(-1.0, 1.0));
                // With the slope s, both pieces are s (e − s / 2).
                (f64::from(slope) * (wide - 0.5 * f64::from(slope)), slope)
            }),
        }
    }

    fn compare_by(
        &self,
        workspace: &mut Workspace,
        mut sides: Sides<'_, '_>,
        scale: f32,
        cost: impl Fn(f32) -> (f64, f32) + Copy,
    ) -> f64 {
        let outputs = 0..self.spec.outputs;
        outputs.map(|output| self.compare_output(workspace, &mut sides, output, scale, cost)).sum()
    }

    fn compare_output(
        &self,
        workspace: &mut Workspace,
        sides: &mut Sides<'_, '_>,
        output: usize,
        scale: f32,
        cost: impl Fn(f32) -> (f64, f32),
    ) -> f64 {
        let (steps, outputs, signal) =
            (self.spec.time_steps, self.spec.outputs, self.shape.signal());
        let (rows, first) = (self.shape.rows, self.spec.first_counted());
        // Several sums, since each is a chain of dependent additions.
        let mut losses = [0.0; 4];
        let signals = &mut workspace.output.get_mut()[self.signals_of(output)];
        let (left_out, counted) = signals.split_at_mut(first * signal);
        if let Some(prediction) = sides.prediction {
            self.copy_out(left_out, prediction, output);
        }
        left_out.fill(0.0);
        for (step, signal) in (first..).zip(counted.chunks_exact_mut(signal)) {
            for (row, y) in signal[..rows].iter_mut().enumerate() {
                let index = (row * steps + step) * outputs + output;
                if let Some(prediction) = sides.prediction {
                    prediction[index] = *y;
                }
                let (cost, slope) = cost(*y - sides.target[index]);
                losses[(step + row) % 4] += cost;
                *y = scale * slope;
            }
            signal[rows..].fill(0.0);
        }
        losses.iter().sum()
    }

    /// Copies the prediction out.
    pub(super) fn answer(&self, workspace: &Workspace, block: &mut Block<'_>) {
        let Some(prediction) = &mut block.prediction else { return };
        for output in 0..self.spec.outputs {
            self.copy_out(&workspace.output.get()[self.signals_of(output)], prediction, output);
        }
    }

    /// Copies an output's answers at the first time steps out, of as many as there are signals.
    fn copy_out(&self, signals: &[f32], prediction: &mut [f32], output: usize) {
        let (steps, outputs) = (self.spec.time_steps, self.spec.outputs);
        for (step, signal) in signals.chunks_exact(self.shape.signal()).enumerate() {
            for (row, &y) in signal[..self.shape.rows].iter().enumerate() {
                prediction[(row * steps + step) * outputs + output] = y;
            }
        }
    }
}

/// What is compared: where the answers go, if anywhere, and what they should be.
struct Sides<'a, 'b> {
    prediction: &'a mut Option<&'b mut [f32]>,
    target: &'a [f32],
}

/// −1, 0 or 1; NaN where the error is none of these.
fn sign(error: f32) -> f32 {
    match error {
        _ if error > 0.0 => 1.0,
        _ if error < 0.0 => -1.0,
        _ => error,
    }
}
