//! The kernel alone: one training window per cell and size, healthy and saturated.

use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use rnnscope::config::{Cell, Loss, LossOn, Nonlinearity};
use rnnscope::network::kernel::{Kernel, Spec, Window};
use rnnscope::network::parameters::{Entry, layout};

/// Cell, hidden size, layers, time steps, batch.
const CASES: [(Cell, usize, usize, usize, usize); 13] = [
    (Cell::Rnn, 32, 1, 10, 1),
    (Cell::Rnn, 128, 1, 10, 1),
    (Cell::Rnn, 256, 1, 100, 1),
    (Cell::Rnn, 20, 1, 20, 50),
    (Cell::Lstm, 32, 1, 10, 1),
    (Cell::Lstm, 20, 1, 20, 50),
    (Cell::Lstm, 256, 1, 100, 1),
    (Cell::Gru, 32, 1, 10, 1),
    (Cell::Gru, 256, 1, 100, 1),
    (Cell::Rnn, 32, 1, 100, 1),
    (Cell::Rnn, 37, 2, 10, 3),
    (Cell::Rnn, 64, 1, 10, 256),
    (Cell::Lstm, 128, 2, 20, 64),
];

/// Inputs of windows of one target, to see what they cost.
const INPUTS: [usize; 3] = [1, 4, 16];

/// One window's numbers.
struct Case {
    spec: Spec,
    parameters: Vec<Vec<f32>>,
    gradients: Vec<f32>,
    input: Vec<f32>,
    target: Vec<f32>,
    prediction: Vec<f32>,
    hidden: Vec<f32>,
    cell: Vec<f32>,
}

impl Case {
    /// Weights of PyTorch's size times `scale`; a large scale saturates every unit.
    fn new(spec: Spec, scale: f32) -> Self {
        let mut state = 1_u32;
        let mut random = move |bound: f32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            bound * ((state >> 8) as f32 / (1 << 23) as f32 - 1.0)
        };
        let bound = scale / (spec.hidden as f32).sqrt();
        let drawn = |entry: &Entry| (0..entry.len()).map(|_| random(bound)).collect();
        let parameters: Vec<Vec<f32>> = layout(&spec).iter().map(drawn).collect();
        let samples = spec.batch * spec.time_steps;
        let state = spec.layers * spec.batch * spec.hidden;
        let phase = |index: usize| index as f32 * 0.3;
        Self {
            spec,
            gradients: vec![0.0; parameters.iter().map(Vec::len).sum()],
            parameters,
            input: (0..samples * spec.inputs).map(|index| phase(index).sin()).collect(),
            target: (0..samples * spec.outputs).map(|index| phase(index).cos()).collect(),
            prediction: vec![0.0; samples * spec.outputs],
            hidden: vec![0.0; state],
            cell: vec![0.0; if spec.cell.about().cell_state { state } else { 0 }],
        }
    }

    fn measure(mut self, criterion: &mut Criterion, name: &str) {
        let parameters: Vec<&[f32]> = self.parameters.iter().map(Vec::as_slice).collect();
        let mut kernel = Kernel::new();
        let mut window = Window {
            input: &self.input,
            target: &self.target,
            prediction: &mut self.prediction,
            hidden: &mut self.hidden,
            cell: &mut self.cell,
        };
        criterion.bench_function(name, |bencher| {
            bencher
                .iter(|| kernel.window(&self.spec, &parameters, &mut window, &mut self.gradients));
        });
    }
}

/// Of one layer with one input and one output.
fn plain(cell: Cell, hidden: usize, time_steps: usize, batch: usize) -> Spec {
    Spec {
        cell,
        nonlinearity: Nonlinearity::Tanh,
        hidden,
        inputs: 1,
        outputs: 1,
        layers: 1,
        time_steps,
        batch,
        recurrent: true,
        loss: Loss::Mse,
        loss_on: LossOn::All,
    }
}

fn windows(criterion: &mut Criterion) {
    for (cell, hidden, layers, time_steps, batch) in CASES {
        let spec = Spec { layers, ..plain(cell, hidden, time_steps, batch) };
        let name = format!("{cell} {hidden} × {time_steps}, layers {layers}, batch {batch}");
        Case::new(spec, 1.0).measure(criterion, &name);
        if layers == 1 && batch == 1 {
            Case::new(spec, 100.0).measure(criterion, &format!("{name}, saturated"));
        }
    }
}

/// With several inputs, and on other losses.
fn tables(criterion: &mut Criterion) {
    for inputs in INPUTS {
        let spec = Spec { inputs, ..plain(Cell::Gru, 32, 24, 16) };
        Case::new(spec, 1.0).measure(criterion, &format!("gru 32 × 24, batch 16, inputs {inputs}"));
    }
    for loss in [Loss::Mae, Loss::Huber] {
        let spec = Spec { loss, loss_on: LossOn::Last, ..plain(Cell::Gru, 32, 24, 16) };
        Case::new(spec, 1.0).measure(criterion, &format!("gru 32 × 24, batch 16, {loss} on last"));
    }
}

criterion_group! {
    name = kernel;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(700));
    targets = windows, tables
}
criterion_main!(kernel);
