//! Gradients that flow back through a window: against finite differences in float64, and against
//! the readable formulation.

use candle_core::{Device, Tensor};
use rnnscope::config::{Cell, Config, LossOn, Nonlinearity, StateMode};
use rnnscope::lens::backprop::{self, Verdict};
use rnnscope::lens::backward::backward;
use rnnscope::lens::dependence::{self, Channels, Dependence};
use rnnscope::lens::gradient::gradient;
use rnnscope::lens::hidden_state::{crossing, hidden_state};
use rnnscope::lens::step_trace::{Focus, Phase, StepTrace};
use rnnscope::lens::{Frozen, RowState};
use rnnscope::network::{Spec, readable};
use rnnscope::text::ENGLISH;

use crate::networks::{configs, cost, counted, frozen, trained};

const STEP: f64 = 1e-5;

/// ∂L/∂h of the row shown, by layer and time step.
fn hidden_gradients(frozen: &Frozen) -> Vec<Vec<Vec<f64>>> {
    let (model, trace) = (frozen.model(), frozen.trace());
    let objective = model.objective();
    let slopes = objective.slopes(&trace.prediction, &frozen.row_target());
    let mut gradients = vec![vec![Vec::new(); frozen.time_steps]; frozen.config.layers];
    backward(&model, &trace, &slopes, |stop| {
        gradients[stop.layer][stop.time_step] = stop.by_hidden.to_vec();
    });
    gradients
}

fn assert_close(found: &[f64], expected: &[f64], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
        let error = (found - expected).abs();
        assert!(error < 1e-8 * (1.0 + expected.abs()), "{what} [{at}]: {found} {expected}");
    }
}

/// The readable formulation on a frozen network's whole batch, in float64.
fn readable_trace(frozen: &Frozen) -> (readable::WindowGraph, Vec<Tensor>) {
    let tensor = |numbers: &[f32], shape: &[usize]| {
        let numbers: Vec<f64> = numbers.iter().copied().map(f64::from).collect();
        candle_core::Var::from_vec(numbers, shape, &Device::Cpu).unwrap().into_inner()
    };
    let spec = Spec::new(&frozen.config);
    let parameters: Vec<Tensor> =
        frozen.parameters.iter().map(|values| tensor(&values.values, &values.shape)).collect();
    let samples = [frozen.batch, frozen.time_steps, 1];
    let state = [frozen.config.layers, frozen.batch, frozen.config.hidden];
    let (input, target) = (tensor(&frozen.input, &samples), tensor(&frozen.target, &samples));
    let hidden = tensor(&frozen.state.hidden, &state);
    let cell = match frozen.config.cell.about().cell_state {
        true => tensor(&frozen.state.cell, &state),
        false => hidden.zeros_like().unwrap(),
    };
    let trace = readable::forward(&spec, &parameters, &input, &target, &hidden, &cell).unwrap();
    (trace, parameters)
}

#[test]
fn traces_and_gradients_are_the_readable_formulation_s() {
    for config in configs() {
        let frozen = frozen(&config, 12);
        let (trace, gradients) = (frozen.trace(), hidden_gradients(&frozen));
        let (expected, parameters) = readable_trace(&frozen);
        let store = expected.backward().unwrap();
        let row = |tensor: &Tensor| -> Vec<f64> {
            tensor.get(frozen.row).unwrap().flatten_all().unwrap().to_vec1().unwrap()
        };
        assert_close(&trace.prediction, &row(&expected.prediction), "prediction");
        for (layer, moments) in expected.layers.iter().enumerate() {
            for (time_step, moment) in moments.iter().enumerate() {
                let what = format!("{config:?} layer {layer} time step {time_step}");
                let own = &trace.moments[time_step][layer];
                assert_close(&own.h, &row(&moment.h), &what);
                let gates: Vec<f64> = moment.gates.iter().flat_map(row).collect();
                assert_close(&own.gates, &gates, &what);
                let by_hidden = expected.hidden_gradient(&store, layer, time_step).unwrap();
                assert_close(&gradients[layer][time_step], &row(by_hidden), &what);
            }
        }
        for (parameter, own) in parameters.iter().zip(&gradient(&frozen).values) {
            let expected: Vec<f64> = match store.get(parameter) {
                Some(gradient) => gradient.flatten_all().unwrap().to_vec1().unwrap(),
                None => vec![0.0; own.len()],
            };
            assert_close(own, &expected, "parameter");
        }
    }
}

/// The loss over the window from a state at `from` on.
fn loss_after(frozen: &Frozen, state: &RowState, from: usize) -> f64 {
    let trace = frozen.model().run(state, &frozen.row_input()[from..]);
    let target = frozen.row_target();
    let answers = trace.prediction.iter().zip(&target[from..]).enumerate();
    let costs = answers.map(|(at, (y, target))| {
        let (counts, count) = counted(&frozen.config, from + at);
        if counts { cost(frozen.config.loss, y - target).0 / count } else { 0.0 }
    });
    costs.sum()
}

#[test]
fn hidden_gradients_are_the_finite_differences() {
    for config in configs().into_iter().filter(|config| config.state != StateMode::None) {
        let frozen = frozen(&Config { layers: 1, ..config }, 12);
        let trace = frozen.trace();
        let gradients = hidden_gradients(&frozen);
        let readout = &frozen.parameters[frozen.parameters.len() - 2].values;
        for (time_step, found) in gradients[0].iter().enumerate() {
            let upto = frozen.model().run(&frozen.row_state(), &frozen.row_input()[..=time_step]);
            let error = trace.prediction[time_step] - frozen.row_target()[time_step];
            let (counts, count) = counted(&frozen.config, time_step);
            let slope = cost(frozen.config.loss, error).1;
            let own_error = if counts { slope / count } else { 0.0 };
            let expected: Vec<f64> = (0..frozen.config.hidden)
                .map(|unit| {
                    let loss = |by: f64| {
                        let mut state = upto.after();
                        state.h[0][unit] += by;
                        loss_after(&frozen, &state, time_step + 1)
                    };
                    let later = (loss(STEP) - loss(-STEP)) / (2.0 * STEP);
                    later + own_error * f64::from(readout[unit])
                })
                .collect();
            let what = format!("{:?} {time_step}", frozen.config);
            assert_close(found, &expected, &what);
        }
    }
}

#[test]
fn dependence_is_the_finite_differences() {
    for config in configs() {
        let frozen = frozen(&config, 12);
        let (model, trace) = (frozen.model(), frozen.trace());
        let mut lens = Dependence::new(&frozen, Channels::default());
        while lens.advance(&model, &trace) {}
        assert_eq!(lens.progress(), 1.0);
        for s in 0..frozen.time_steps {
            let answers = |by: f64| {
                let mut input = frozen.row_input();
                input[s] += by;
                model.run(&frozen.row_state(), &input).prediction
            };
            let (up, down) = (answers(STEP), answers(-STEP));
            for t in 0..frozen.time_steps {
                let expected = (up[t] - down[t]) / (2.0 * STEP);
                let found = lens.rows[t].as_ref().unwrap()[s];
                assert!((found - expected).abs() < 1e-8, "{config:?} {t} {s}: {found} {expected}");
                assert_eq!(found, dependence::row(&model, &trace, t, Channels::default())[s]);
            }
        }
    }
}

#[test]
fn coarse_rows_of_the_dependence_come_first() {
    let config = Config { time_steps: 64, ..configs()[0].clone() };
    let frozen = frozen(&config, 1);
    let (model, trace) = (frozen.model(), frozen.trace());
    let mut lens = Dependence::new(&frozen, Channels::default());
    for _ in 0..4 {
        assert!(lens.advance(&model, &trace));
    }
    let done: Vec<usize> = (0..64).filter(|row| lens.rows[*row].is_some()).collect();
    assert_eq!(done, [15, 31, 47, 63]);
    assert_eq!(lens.progress(), 4.0 / 64.0);
    assert_eq!(lens.shown(40).unwrap(), lens.rows[31].as_ref().unwrap());
    assert_eq!(lens.shown(3), None);
}

/// A relu network of four units whose recurrent matrix is `factor` times the identity, so that a
/// gradient is multiplied by `factor` at each time step.
fn scaled(factor: f32, state: StateMode) -> Frozen {
    let config = Config {
        hidden: 4,
        time_steps: 10,
        state,
        nonlinearity: Nonlinearity::Relu,
        ..Config::default()
    };
    let mut frozen = frozen(&config, 1);
    let identity = (0..16).map(|at| if at % 5 == 0 { factor } else { 0.0 }).collect();
    frozen.parameters[1].values = identity;
    // Biases that keep every unit on.
    frozen.parameters[2].values = vec![10.0; 4];
    frozen
}

#[test]
fn vanishing_and_exploding_are_named() {
    for (factor, verdict) in
        [(0.1, Verdict::Vanishing), (1.0, Verdict::Flowing), (3.0, Verdict::Exploding)]
    {
        let lens = backprop::backprop(&scaled(factor, StateMode::Carry));
        assert_eq!(lens.verdict, verdict);
        for (t, reach) in lens.reach.iter().enumerate() {
            let expected = f64::from(factor).powi(9 - t as i32);
            assert!((reach / expected - 1.0).abs() < 1e-12, "{factor} {t}: {reach} {expected}");
        }
    }
    let cut = backprop::backprop(&scaled(1.0, StateMode::None));
    assert_eq!(cut.verdict, Verdict::Cut);
    assert!(cut.reach[..9].iter().all(|reach| *reach == 0.0));
}

#[test]
fn norms_are_those_of_the_hidden_gradients() {
    for config in configs() {
        let frozen = frozen(&config, 12);
        let lens = backprop::backprop(&frozen);
        for (norms, gradients) in lens.norms.iter().zip(hidden_gradients(&frozen)) {
            for (norm, gradient) in norms.iter().zip(gradients) {
                let expected = gradient.iter().map(|x| x * x).sum::<f64>().sqrt();
                assert!((norm - expected).abs() <= 1e-15 * expected);
            }
        }
        let top = &lens.norms[config.layers - 1];
        assert_eq!(lens.ratio(), Some(top[0] / top[config.time_steps - 1]));
    }
}

/// Of a window of more than 500 time steps the lenses show the last ones, as they are in the whole.
#[test]
fn a_long_window_is_seen_from_its_end() {
    for (loss_on, layers) in [(LossOn::All, 2), (LossOn::Last, 1)] {
        let base = Config { hidden: 4, batch: 2, state: StateMode::Carry, ..Config::default() };
        let config = Config { cell: Cell::Gru, time_steps: 530, layers, loss_on, ..base };
        let frozen = frozen(&config, 2);
        let (whole, shown) = (frozen.whole_trace(), frozen.trace());
        assert_eq!((frozen.skipped(), shown.moments.len()), (30, 500));
        assert_eq!(shown.moments, whole.moments[30..]);
        assert_eq!(shown.prediction, whole.prediction[30..]);
        assert_eq!(frozen.shown_target(), frozen.row_target()[30..]);
        assert_eq!(frozen.shown_times(), &frozen.times[30..]);
        let of_whole = hidden_state(&frozen, 0, 1);
        assert_eq!((of_whole.phases.len(), of_whole.skipped), (500, 30));
        assert_eq!(of_whole.unit(0, 1)[499], whole.moments[529][0].h[1]);
        // The border lens looks at the other end.
        let first = crossing(&frozen, layers - 1);
        assert_eq!(first.phases.len(), 501);
        assert_eq!(first.unit(0, 2)[1], whole.moments[0][layers - 1].h[2]);
        let backprop = backprop::backprop(&frozen);
        assert_eq!(backprop.reach.len(), 530);
        let mut dependence = Dependence::new(&frozen, Channels::default());
        assert_eq!((dependence.rows.len(), dependence.skipped), (500, 30));
        dependence.advance(&frozen.model(), &shown);
        let found = dependence.rows[499].as_ref().unwrap();
        assert_close(
            found,
            &dependence::row(&frozen.model(), &whole, 529, Channels::default())[30..],
            "dependence",
        );
        // What the step's loss is made of is all there.
        let step = StepTrace::ahead(&trained(&config, 2), 0).unwrap();
        assert_eq!((step.skipped, step.phases.len()), (30, 500));
        let ahead = Frozen::ahead(&trained(&config, 2), 0).unwrap();
        let norms = backprop::backprop(&ahead).norms;
        for (shown, whole) in step.norms.iter().zip(&norms) {
            assert_close(shown, &whole[30..], "norms");
        }
        let loss = &step.equations(Phase::WholeForward, Focus::default(), &ENGLISH)[0];
        let expected =
            ahead.model().objective().of(&ahead.whole_trace().prediction, &ahead.row_target());
        assert_close(&[loss.value], &[expected], "loss of the row");
    }
}
