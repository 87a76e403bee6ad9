//! What an optimizer keeps: taken out, put back, and refused where it isn't its own.

use super::super::rule_of;
use super::*;
use crate::config::{Config, OptimizerKind};

const SIZES: [usize; 2] = [3, 1];

fn rule(kind: OptimizerKind) -> Box<dyn AnyRule> {
    rule_of(&Config { optimizer: kind, ..Config::default() }, &SIZES)
}

/// A state of this shape with a different number in every place.
fn filled(shape: StateShape) -> OptimizerState {
    let mut next = 0.0;
    let mut number = || {
        next += 1.0;
        next
    };
    let mut moment = || SIZES.map(|size| (0..size).map(|_| number()).collect()).to_vec();
    let moments = (0..shape.moments).map(|_| moment()).collect();
    let scalars = (0..shape.scalars).map(|n| n as f64 + 0.5).collect();
    OptimizerState { updates: 0, moments, scalars }
}

#[test]
fn every_optimizer_takes_back_what_it_gave() {
    for &kind in OptimizerKind::ALL {
        let mut rule = rule(kind);
        let state = filled(rule.shape());
        rule.restore(&state).unwrap();
        assert_eq!(rule.state(), state, "{kind}");
        assert_eq!(rule.boxed().state(), state, "{kind}");
    }
}

#[test]
fn a_state_of_another_optimizer_or_network_is_refused_and_changes_nothing() {
    for &kind in OptimizerKind::ALL {
        let mut rule = rule(kind);
        let (before, shape) = (rule.state(), rule.shape());
        let more = StateShape { moments: shape.moments + 1, ..shape };
        let refused = StateError::Shape { expected: shape, found: more };
        assert_eq!(rule.restore(&filled(more)), Err(refused), "{kind}");
        let more = StateShape { scalars: shape.scalars + 1, ..shape };
        let refused = StateError::Shape { expected: shape, found: more };
        assert_eq!(rule.restore(&filled(more)), Err(refused), "{kind}");
        if shape.moments > 0 {
            let mut other = filled(shape);
            other.moments[0][1].push(1.0);
            assert_eq!(rule.restore(&other), Err(StateError::Variables), "{kind}");
        }
        assert_eq!(rule.state(), before, "{kind}");
    }
}

#[test]
fn a_norm_is_remembered_by_those_that_divide_by_it() {
    // After one update v is (1 − β₂) g², which its correction makes g² again; RMSprop has none.
    for &kind in OptimizerKind::ALL {
        for amsgrad in [false, true] {
            let config = Config { optimizer: kind, amsgrad, beta2: 0.99, ..Config::default() };
            let mut rule = rule_of(&config, &SIZES);
            let mut state = filled(rule.shape());
            let squares = vec![vec![0.01 * 9.0, 0.0, 0.0], vec![0.01 * 16.0]];
            state.moments.iter_mut().skip(1).for_each(|moment| moment.clone_from(&squares));
            if kind == OptimizerKind::RmsProp {
                state.moments[0] = squares;
            }
            rule.restore(&state).unwrap();
            assert_eq!(rule.remembered_norm(&config, 0), None, "{kind}");
            let wanted = match kind {
                OptimizerKind::Adam | OptimizerKind::AdamW | OptimizerKind::NAdam => Some(5.0),
                OptimizerKind::RmsProp => Some(0.5),
                OptimizerKind::Sgd | OptimizerKind::Momentum => None,
            };
            match (rule.remembered_norm(&config, 1), wanted) {
                (Some(norm), Some(wanted)) => {
                    assert!((norm - wanted).abs() < 1e-6, "{kind}: {norm}")
                }
                (norm, wanted) => assert_eq!(norm, wanted, "{kind}"),
            }
        }
    }
}

#[test]
fn amsgrad_divides_by_the_greatest_square() {
    let config =
        Config { optimizer: OptimizerKind::Adam, amsgrad: true, beta2: 0.5, ..Config::default() };
    let mut rule = rule_of(&config, &SIZES);
    let mut state = filled(rule.shape());
    state.moments[1] = vec![vec![0.0; 3], vec![1.0]];
    state.moments[2] = vec![vec![0.0; 3], vec![8.0]];
    rule.restore(&state).unwrap();
    assert_eq!(rule.remembered_norm(&config, 1), Some(4.0));
}
