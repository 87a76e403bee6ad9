//! Gradients: the readable formulation against finite differences in float64, the fast kernel against
//! the readable formulation, for every cell and random shapes, layers, batches and states.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

use candle_core::{Device, Result, Tensor, Var};
use proptest::prelude::*;
use rnnscope::config::{Cell, Loss, LossOn, Nonlinearity};
use rnnscope::network::kernel::{Kernel, Window};
use rnnscope::network::readable::{self, WindowGraph};
use rnnscope::network::{Spec, parameters};

/// Everything a window is computed from, in float64, row-major.
#[derive(Clone, Debug)]
struct Case {
    spec: Spec,
    parameters: Vec<Vec<f64>>,
    input: Vec<f64>,
    target: Vec<f64>,
    hidden: Vec<f64>,
    cell: Vec<f64>,
}

impl Case {
    /// Numbers without pattern, the same each time.
    fn new(spec: Spec, seed: u32) -> Self {
        let mut random = rand_mt::Mt::new(seed);
        let mut numbers = |count: usize, scale: f64| -> Vec<f64> {
            // Float32 numbers, so that both precisions start from the same.
            let unit = |raw: u32| f64::from(raw) / f64::from(u32::MAX) * 2.0 - 1.0;
            (0..count).map(|_| f64::from((scale * unit(random.next_u32())) as f32)).collect()
        };
        let scale = 1.5 / (spec.hidden as f64).sqrt();
        let entries = parameters::layout(&spec);
        let (samples, state) =
            (spec.batch * spec.time_steps, spec.layers * spec.batch * spec.hidden);
        let mut case = Self {
            spec,
            parameters: entries.iter().map(|entry| numbers(entry.len(), scale)).collect(),
            input: numbers(samples * spec.inputs, 1.0),
            target: numbers(samples * spec.outputs, 1.0),
            hidden: numbers(state, 1.0),
            cell: numbers(state, 1.0),
        };
        case.keep_off_the_kinks();
        case
    }

    /// Moves targets away from where a loss is put together of pieces: there rounding decides between
    /// two slopes, and differences see both.
    fn keep_off_the_kinks(&mut self) {
        if self.spec.loss == Loss::Mse {
            return;
        }
        let prediction = self.trace().unwrap().0.prediction.flatten_all().unwrap();
        for (target, y) in self.target.iter_mut().zip(prediction.to_vec1::<f64>().unwrap()) {
            let error = (y - *target).abs();
            if error < 1e-3 || (error - 1.0).abs() < 1e-3 {
                *target = f64::from((*target + 0.01) as f32);
            }
        }
    }

    /// The readable formulation on this case, and its variables.
    fn trace(&self) -> Result<(WindowGraph, Vec<Var>)> {
        let spec = &self.spec;
        let entries = parameters::layout(spec);
        let vars: Vec<Var> = entries
            .iter()
            .zip(&self.parameters)
            .map(|(entry, values)| {
                Var::from_vec(values.clone(), entry.shape.as_slice(), &Device::Cpu)
            })
            .collect::<Result<_>>()?;
        let tensors: Vec<Tensor> = vars.iter().map(|var| var.as_tensor().clone()).collect();
        let tensor =
            |values: &[f64], shape: &[usize]| Tensor::from_slice(values, shape, &Device::Cpu);
        let samples = |channels| [spec.batch, spec.time_steps, channels];
        let state = [spec.layers, spec.batch, spec.hidden];
        let (input, target) = (
            tensor(&self.input, &samples(spec.inputs))?,
            tensor(&self.target, &samples(spec.outputs))?,
        );
        let (hidden, cell) = (tensor(&self.hidden, &state)?, tensor(&self.cell, &state)?);
        Ok((readable::forward(spec, &tensors, &input, &target, &hidden, &cell)?, vars))
    }

    fn loss(&self) -> f64 {
        self.trace().unwrap().0.loss.to_scalar().unwrap()
    }

    /// All gradients, by variable.
    fn gradients(&self) -> Vec<Vec<f64>> {
        let (trace, vars) = self.trace().unwrap();
        let store = trace.backward().unwrap();
        let gradient = |var: &Var| match store.get(var) {
            Some(gradient) => gradient.flatten_all().unwrap().to_vec1().unwrap(),
            None => vec![0.0; var.elem_count()],
        };
        vars.iter().map(gradient).collect()
    }
}

fn spec(cell: Cell, nonlinearity: Nonlinearity, recurrent: bool) -> Spec {
    Spec {
        cell,
        nonlinearity,
        hidden: 4,
        layers: 2,
        inputs: 1,
        outputs: 1,
        time_steps: 3,
        batch: 2,
        recurrent,
        loss: Loss::Mse,
        loss_on: LossOn::All,
    }
}

/// Every loss on every kind of answers but the one that [`spec`] has.
fn losses() -> impl Iterator<Item = (Loss, LossOn)> {
    let pairs = Loss::ALL.iter().flat_map(|loss| LossOn::ALL.iter().map(move |on| (*loss, *on)));
    pairs.filter(|pair| *pair != (Loss::Mse, LossOn::All))
}

fn all_specs() -> Vec<Spec> {
    let nonlinearities = |cell: Cell| match cell.chooses_nonlinearity() {
        true => Nonlinearity::ALL,
        false => &[Nonlinearity::Tanh],
    };
    let both = |cell, nonlinearity| [true, false].map(|on| spec(cell, nonlinearity, on));
    let of_cell = |cell| nonlinearities(cell).iter().flat_map(move |n| both(cell, *n));
    let single: Vec<Spec> = Cell::ALL.iter().copied().flat_map(of_cell).collect();
    let several = single.iter().map(|spec| Spec { inputs: 3, outputs: 2, ..*spec });
    let of_loss = |(loss, loss_on)| Spec { loss, loss_on, outputs: 2, ..single[0] };
    single.iter().copied().chain(several).chain(losses().map(of_loss)).collect()
}

#[test]
fn readable_gradients_are_the_finite_differences() {
    const STEP: f64 = 1e-6;
    for spec in all_specs() {
        let case = Case::new(spec, 11);
        for (index, gradient) in case.gradients().iter().enumerate() {
            for (at, gradient) in gradient.iter().enumerate() {
                let loss = |difference: f64| {
                    let mut moved = case.clone();
                    moved.parameters[index][at] += difference;
                    moved.loss()
                };
                let expected = (loss(STEP) - loss(-STEP)) / (2.0 * STEP);
                assert!((gradient - expected).abs() < 1e-8, "{spec:?} {index}[{at}]");
            }
        }
    }
}

#[test]
fn the_trace_has_the_gradient_of_every_hidden_state() {
    const STEP: f64 = 1e-6;
    for cell in Cell::ALL {
        // ∂L/∂h of the state before the window: the first time step reads it in place of h_0.
        let spec = Spec { time_steps: 4, ..spec(*cell, Nonlinearity::Tanh, true) };
        let whole = Case::new(spec, 5);
        let (trace, _) = whole.trace().unwrap();
        let store = trace.backward().unwrap();
        let first = trace.hidden_gradient(&store, 1, 0).unwrap();
        let first: Vec<f64> = first.flatten_all().unwrap().to_vec1().unwrap();
        // The rest of the window, started from the states after the first time step.
        let state = |layer: usize, moment: &readable::StepTensors| -> (Vec<f64>, Vec<f64>) {
            let numbers = |tensor: &Tensor| tensor.flatten_all().unwrap().to_vec1().unwrap();
            let c = moment.c.as_ref().map(numbers);
            let per_layer = spec.batch * spec.hidden;
            let unused = whole.cell[layer * per_layer..][..per_layer].to_vec();
            (numbers(&moment.h), c.unwrap_or(unused))
        };
        let states: Vec<_> =
            trace.layers.iter().enumerate().map(|(n, l)| state(n, &l[0])).collect();
        let tail = |values: &[f64]| -> Vec<f64> {
            values.chunks(spec.time_steps).flat_map(|row| row[1..].to_vec()).collect()
        };
        let rest = Case {
            spec: Spec { time_steps: spec.time_steps - 1, ..spec },
            input: tail(&whole.input),
            target: tail(&whole.target),
            hidden: states.iter().flat_map(|(h, _)| h.clone()).collect(),
            cell: states.iter().flat_map(|(_, c)| c.clone()).collect(),
            parameters: whole.parameters.clone(),
        };
        let out = &whole.parameters[whole.parameters.len() - 2..];
        let top = spec.batch * spec.hidden;
        for (at, gradient) in first.iter().enumerate() {
            let loss = |difference: f64| {
                let mut moved = rest.clone();
                moved.hidden[top + at] += difference;
                // The loss of the first time step hangs on the same state, through the readout.
                let row = at / spec.hidden;
                let h = &moved.hidden[top + row * spec.hidden..][..spec.hidden];
                let y: f64 = h.iter().zip(&out[0]).map(|(h, w)| h * w).sum::<f64>() + out[1][0];
                let error = y - whole.target[row * spec.time_steps];
                let samples = (spec.batch * spec.time_steps) as f64;
                let rest_samples = samples - spec.batch as f64;
                error * error / samples + moved.loss() * rest_samples / samples
            };
            let expected = (loss(STEP) - loss(-STEP)) / (2.0 * STEP);
            assert!((gradient - expected).abs() < 1e-8, "{cell} [{at}]: {gradient} {expected}");
        }
    }
}

fn specs() -> impl Strategy<Value = Spec> {
    let cells = proptest::sample::select(Cell::ALL);
    let nonlinearities = proptest::sample::select(Nonlinearity::ALL);
    let kinds = (cells, nonlinearities, any::<bool>());
    let extents = (1..40_usize, 1..=4_usize, 1..9_usize, 1..40_usize);
    let channels = prop_oneof![Just((1, 1)), (1..=5_usize, 1..=3_usize)];
    let losses = (proptest::sample::select(Loss::ALL), proptest::sample::select(LossOn::ALL));
    (kinds, extents, channels, losses).prop_map(|(kinds, extents, channels, losses)| {
        let (cell, nonlinearity, recurrent) = kinds;
        let (hidden, layers, time_steps, batch) = extents;
        let ((inputs, outputs), (loss, loss_on)) = (channels, losses);
        Spec {
            hidden,
            layers,
            inputs,
            outputs,
            time_steps,
            batch,
            loss,
            loss_on,
            ..spec(cell, nonlinearity, recurrent)
        }
    })
}

fn assert_near(what: &str, found: &[f32], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    let scale = expected.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
        let difference = (f64::from(*found) - expected).abs();
        assert!(difference <= 1e-5 * scale + 1e-6, "{what}[{at}]: {found} {expected}");
    }
}

/// The kernel on a case: loss, prediction, gradients and the state after the window.
fn check_kernel(kernel: &mut Kernel, case: &Case) {
    let single = |values: &[f64]| values.iter().map(|value| *value as f32).collect::<Vec<f32>>();
    let weights: Vec<Vec<f32>> = case.parameters.iter().map(|values| single(values)).collect();
    let slices: Vec<&[f32]> = weights.iter().map(Vec::as_slice).collect();
    let mut gradients = vec![f32::NAN; weights.iter().map(Vec::len).sum()];
    let has_cell_state = case.spec.cell.about().cell_state;
    let mut hidden = single(&case.hidden);
    let mut cell = if has_cell_state { single(&case.cell) } else { Vec::new() };
    let mut prediction = vec![f32::NAN; case.target.len()];
    let mut window = Window {
        input: &single(&case.input),
        target: &single(&case.target),
        prediction: &mut prediction,
        hidden: &mut hidden,
        cell: &mut cell,
    };
    let loss = kernel.window(&case.spec, &slices, &mut window, &mut gradients);
    let (trace, _) = case.trace().unwrap();
    assert_near("loss", &[loss], &[trace.loss.to_scalar().unwrap()]);
    let numbers =
        |tensor: &Tensor| -> Vec<f64> { tensor.flatten_all().unwrap().to_vec1().unwrap() };
    assert_near("prediction", &prediction, &numbers(&trace.prediction));
    let mut rest = gradients.as_slice();
    for expected in case.gradients() {
        let found = rest.split_off(..expected.len()).unwrap();
        assert_near("gradient", found, &expected);
    }
    let last = || trace.layers.iter().map(|moments| moments.last().unwrap());
    assert_near("hidden", &hidden, &last().flat_map(|m| numbers(&m.h)).collect::<Vec<_>>());
    let cells = last().filter_map(|moment| moment.c.as_ref());
    assert_near("cell", &cell, &cells.flat_map(numbers).collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_kernel_computes_what_the_readable_formulation_says(
        first in specs(),
        second in specs(),
        seed in any::<u32>(),
    ) {
        // One kernel for both: its buffers must not remember the shape before.
        let mut kernel = Kernel::new();
        for spec in [first, second, first] {
            check_kernel(&mut kernel, &Case::new(spec, seed));
        }
    }
}

#[test]
fn the_kernel_fits_sizes_beside_the_lane_counts() {
    let mut kernel = Kernel::new();
    for (hidden, batch) in [(1, 1), (7, 1), (8, 1), (16, 1), (17, 1), (33, 1), (64, 2), (5, 33)] {
        for cell in Cell::ALL {
            let base = spec(*cell, Nonlinearity::Tanh, true);
            check_kernel(&mut kernel, &Case::new(Spec { hidden, batch, ..base }, 3));
        }
    }
}
