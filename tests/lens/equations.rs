//! What is written down of a step, computed again from its weights, term by term.

use rnnscope::config::{Cell, Config, Loss, LossOn, OptimizerKind, StateMode};
use rnnscope::lens::step_trace::{Equation, Focus, Phase, StepTrace};
use rnnscope::text::ENGLISH;

use crate::networks::{configs, cost, counted, trained};

fn step(config: &Config) -> StepTrace {
    StepTrace::ahead(&trained(config, 7), 1).unwrap()
}

fn named<'a>(equations: &'a [Equation], name: &str) -> &'a Equation {
    equations.iter().find(|equation| equation.name == name).unwrap()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-12 * (1.0 + b.abs())
}

/// A number of a variable's row times what stands beside it.
fn product(step: &StepTrace, name: &str, row: usize, by: &[f64]) -> f64 {
    let values = &step.before.iter().find(|values| values.name == name).unwrap().values;
    let row = &values[row * by.len()..(row + 1) * by.len()];
    row.iter().zip(by).map(|(weight, value)| f64::from(*weight) * value).sum()
}

fn at(step: &StepTrace, name: &str, place: usize) -> f64 {
    let values = step.before.iter().find(|values| values.name == name).unwrap();
    values.values[place].into()
}

#[test]
fn a_unit_s_equations_end_in_what_the_network_computed() {
    for config in configs() {
        let step = step(&config);
        for (t, layer, unit) in [(0, 0, 0), (3, 1, 4), (5, 0, 2)] {
            let layer = layer.min(config.layers - 1);
            let focus = Focus { layer, unit, variable: 0 };
            let equations = step.equations(Phase::Forward(t), focus, &ENGLISH);
            let moment = &step.trace.moments[t][layer];
            assert!(close(named(&equations, "h").value, moment.h[unit]), "{config:?}");
            for (gate, about) in config.cell.about().gates.iter().enumerate() {
                let found = named(&equations, about.letter).value;
                assert!(close(found, moment.gates[gate * config.hidden + unit]), "{config:?}");
            }
            if config.cell.about().cell_state {
                assert!(close(named(&equations, "c").value, moment.c[unit]));
            }
            let (answer, target) = (step.trace.prediction[t], step.target[t]);
            assert_eq!(named(&equations, "ŷ").value, answer);
            let error = equations.iter().find(|equation| equation.name == "e");
            let expected = counted(&config, t).0.then(|| cost(config.loss, answer - target).0);
            assert_eq!(error.is_some(), expected.is_some(), "{config:?} {t}");
            if let (Some(error), Some(expected)) = (error, expected) {
                assert!(close(error.value, expected), "{config:?} {error:?}");
            }
        }
    }
}

#[test]
fn the_numbers_of_a_sum_are_the_products_of_the_weights() {
    for (cell, first, blocks) in [(Cell::Rnn, "h", 1), (Cell::Lstm, "i", 4), (Cell::Gru, "r", 3)] {
        for state in [StateMode::Carry, StateMode::None] {
            let config = Config {
                cell,
                state,
                hidden: 5,
                layers: 2,
                time_steps: 6,
                batch: 3,
                ..Config::default()
            };
            let (step, t, unit) = (step(&config), 3, 4);
            for layer in 0..2 {
                let equations =
                    step.equations(Phase::Forward(t), Focus { layer, unit, variable: 0 }, &ENGLISH);
                let x = if layer == 0 {
                    step.trace.input[t..=t].to_vec()
                } else {
                    step.trace.moments[t][0].h.clone()
                };
                let before = &step.trace.moments[t - 1][layer].h;
                let name = |kind: &str| format!("rnn.{kind}_l{layer}");
                let recurrent = product(&step, &name("weight_hh"), unit, before);
                let expected = [
                    product(&step, &name("weight_ih"), unit, &x),
                    at(&step, &name("bias_ih"), unit),
                    if state == StateMode::None { 0.0 } else { recurrent },
                    at(&step, &name("bias_hh"), unit),
                ];
                let found = &named(&equations, first).values;
                assert_eq!(found.len(), 4);
                assert!(found.iter().zip(expected).all(|(a, b)| close(*a, b)), "{cell} {found:?}");
                // The unit's row in the last block is that many rows further down.
                if cell == Cell::Lstm {
                    let row = (blocks - 1) * config.hidden + unit;
                    let o = product(&step, &name("weight_ih"), row, &x);
                    assert!(close(named(&equations, "o").values[0], o));
                }
            }
        }
    }
}

#[test]
fn the_gradient_s_sources_add_up_and_the_top_layer_s_is_the_answer_s_error() {
    for config in configs() {
        let step = step(&config);
        let top = config.layers - 1;
        for t in 0..config.time_steps {
            for layer in 0..config.layers {
                let equations = step.equations(
                    Phase::Backward(t),
                    Focus { layer, unit: 2, variable: 0 },
                    &ENGLISH,
                );
                let found = named(&equations, "∂L/∂h");
                assert!(close(found.values.iter().sum(), found.value));
                let norm: f64 = step.by_hidden[layer][t].iter().map(|g| g * g).sum();
                assert!(close(norm.sqrt(), step.norms[layer][t]));
                if layer == top {
                    let (counts, count) = counted(&config, t);
                    let slope = cost(config.loss, step.trace.prediction[t] - step.target[t]).1;
                    let error = if counts { slope / count } else { 0.0 };
                    assert!(close(found.values[0], at(&step, "out.weight", 2) * error));
                }
                if t + 1 == config.time_steps || config.state == StateMode::None {
                    assert!(found.values[1].abs() < 1e-15, "{config:?} {found:?}");
                }
            }
        }
    }
}

#[test]
fn loss_norm_and_update_are_those_of_the_step() {
    let plain =
        Config { time_steps: 5, optimizer: OptimizerKind::Sgd, lr: 0.1, ..Config::default() };
    let huber = Config { loss: Loss::Huber, ..plain.clone() };
    let last = Config { loss: Loss::Mae, loss_on: LossOn::Last, ..plain.clone() };
    for config in [Config { clip: Some(1e-3), ..plain.clone() }, plain, huber, last] {
        let step = step(&config);
        let focus = Focus { layer: 0, unit: 0, variable: 1 };
        let loss = &step.equations(Phase::WholeForward, focus, &ENGLISH)[0];
        assert!((loss.value - f64::from(step.report.loss)).abs() < 1e-5, "{loss:?}");
        let norm = &step.equations(Phase::WholeBackward, focus, &ENGLISH)[0];
        assert!((norm.value - f64::from(step.report.grad_norm)).abs() < 1e-5, "{norm:?}");
        let update = step.equations(Phase::Update, focus, &ENGLISH);
        assert_eq!(update.iter().any(|equation| equation.name == "g"), config.clip.is_some());
        let (change, moved) = (named(&update, "Δw").value, update.last().unwrap());
        assert!((moved.values[1] - change).abs() < 1e-7, "{update:?}");
        assert!(close(moved.values.iter().sum(), moved.value));
        // It is the weight that moves most.
        let (before, _, after) = step.variable(1).unwrap();
        let pairs = before.values.iter().zip(&after.values);
        let most = pairs.map(|(a, b)| (f64::from(*b) - f64::from(*a)).abs()).fold(0.0, f64::max);
        assert_eq!(moved.values[1].abs(), most);
    }
}
