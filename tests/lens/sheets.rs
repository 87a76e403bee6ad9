//! Hidden states in the order of their phases, weights beside their beginnings, a step in its parts.

use std::f64::consts::TAU;

use rnnscope::config::{Cell, Config, OptimizerKind, Settings, StateMode};
use rnnscope::data::sine;
use rnnscope::lens::Frozen;
use rnnscope::lens::hidden_state::{HiddenState, crossing, hidden_state, order_by_phase};
use rnnscope::lens::step_trace::{Depth, Phase, StepTrace};
use rnnscope::lens::weights::{Histogram, initial, variable};
use rnnscope::text::ENGLISH;

use crate::networks::{configs, frozen, trained};

#[test]
fn units_are_sorted_by_the_peak_of_their_oscillation() {
    // Less than a period, beginning anywhere, each unit with a mean and a size of its own.
    let phases: Vec<f64> = (0..12).map(|i| 7.0 + 0.3 * f64::from(i)).collect();
    let peaks = [2.0, -1.0, 0.5, 3.0, -2.5];
    let values: Vec<f64> = peaks
        .iter()
        .zip(1..)
        .flat_map(|(peak, size)| {
            let size = f64::from(size);
            phases.iter().map(move |t| size * (t - peak).cos() - 0.2 * size)
        })
        .collect();
    assert_eq!(order_by_phase(&values, &phases), [4, 1, 2, 0, 3]);
}

/// The network's own step from one column to the next, in the lowest layer.
fn assert_follows(frozen: &Frozen, lens: &HiddenState, column: usize) {
    let units = |sheet: usize| -> Vec<f64> {
        (0..lens.units).map(|unit| lens.unit(sheet, unit)[column - 1]).collect()
    };
    let model = frozen.model();
    let mut memory = model.blank();
    memory.h[0] = units(0);
    if frozen.config.cell.about().cell_state {
        memory.c[0] = units(1);
    }
    let (moments, _) = model.step(&mut memory, &[sine(lens.phases[column])]);
    for unit in 0..lens.units {
        let (own, found) = (moments[0].h[unit], lens.unit(0, unit)[column]);
        assert!((own - found).abs() < 1e-12, "{:?} {column}: {own} {found}", frozen.config);
    }
}

#[test]
fn windows_follow_each_other_without_a_seam() {
    for config in configs().into_iter().filter(|config| config.state == StateMode::Carry) {
        let frozen = frozen(&config, 12);
        let lens = hidden_state(&frozen, 0, 3);
        (1..lens.phases.len()).for_each(|column| assert_follows(&frozen, &lens, column));
    }
}

#[test]
fn what_crosses_the_border_is_the_state_that_training_carried() {
    for config in configs() {
        let mut trainer = trained(&config, 11);
        let carried = Frozen::ahead(&trainer, 1).unwrap().row_state();
        trainer.step().unwrap();
        let now = Frozen::now(&trainer, 1).unwrap();
        let lens = crossing(&now, 0);
        assert_eq!(lens.phases.len(), now.time_steps + 1);
        let entered: Vec<f64> = (0..lens.units).map(|unit| lens.unit(0, unit)[0]).collect();
        assert_eq!(entered, carried.h[0]);
        assert_eq!(entered.iter().any(|h| *h != 0.0), config.state == StateMode::Carry);
        let window = now.trace();
        for (t, moments) in window.moments.iter().enumerate() {
            for unit in 0..lens.units {
                assert_eq!(lens.unit(0, unit)[t + 1], moments[0].h[unit]);
            }
        }
    }
}

#[test]
fn a_change_shows_at_the_step_that_feels_it() {
    let mut trainer = trained(&Config::default(), 12);
    let before = Frozen::now(&trainer, 0).unwrap();
    for state in [StateMode::Reset, StateMode::None] {
        let change = Settings { state: Some(state), ..Settings::default() };
        trainer.apply(&change).unwrap();
        assert_eq!(Frozen::now(&trainer, 0).unwrap(), before);
        assert_eq!(Frozen::ahead(&trainer, 0).unwrap().config.state, state);
    }
    trainer.step().unwrap();
    assert_eq!(Frozen::now(&trainer, 0).unwrap().config.state, StateMode::None);
}

#[test]
fn a_window_alone_is_the_trace_and_its_sheets_are_the_cell_s() {
    for config in configs() {
        let frozen = frozen(&config, 12);
        let trace = frozen.trace();
        for windows in [1, 3, 50] {
            let lens = hidden_state(&frozen, 1, windows);
            let columns = lens.phases.len();
            // Row 1 has thirteen windows behind it, the one shown included.
            assert_eq!(columns, windows.min(13) * 6);
            let names: Vec<_> = lens.sheets.iter().map(|sheet| sheet.name).collect();
            let expected: &[&str] = match config.cell {
                Cell::Lstm => &["h", "c", "i", "f", "g", "o"],
                Cell::Gru => &["h", "r", "z", "n"],
                _ => &["h"],
            };
            assert_eq!(names, expected);
            // With the state carried, windows before it have settled to another state.
            let alone = windows == 1 || config.state != StateMode::Carry;
            for unit in (0..5).filter(|_| alone) {
                for i in 0..6 {
                    let moment = &trace.moments[i][lens.layer];
                    let at = columns - 6 + i;
                    assert_eq!(lens.unit(0, unit)[at], moment.h[unit]);
                    if config.cell == Cell::Lstm {
                        assert_eq!(lens.unit(1, unit)[at], moment.c[unit]);
                        assert_eq!(lens.unit(5, unit)[at], moment.gates[15 + unit]);
                    }
                }
            }
            let mut units = lens.by_phase.clone();
            units.sort_unstable();
            assert_eq!(units, [0, 1, 2, 3, 4]);
        }
    }
}

#[test]
fn windows_before_join_the_one_shown_without_a_seam() {
    // A network that forgets quickly settles to what training carried, but for one update.
    let config = Config { lr: 1e-6, ..Config::default() };
    let lens = hidden_state(&frozen(&config, 40), 0, 4);
    let period = (TAU / (lens.phases[1] - lens.phases[0])).round() as usize;
    for unit in 0..lens.units {
        let values = lens.unit(0, unit);
        for i in 20..values.len() {
            assert!((values[i] - values[i - period]).abs() < 1e-4, "{unit} {i}");
        }
    }
}

#[test]
fn weights_stand_beside_their_beginning() {
    for config in configs() {
        let before = initial(&config).unwrap();
        assert_eq!(before, frozen(&config, 0).parameters);
        let now = frozen(&config, 9);
        for (now, first) in now.parameters.iter().zip(&before) {
            let sheet = variable(now, &before);
            assert_eq!(sheet.rows * sheet.columns, now.values.len());
            assert_eq!((&sheet.name, &sheet.values), (&now.name, &now.values));
            for (change, (now, before)) in
                sheet.changes.iter().zip(now.values.iter().zip(&first.values))
            {
                assert_eq!(*change, now - before);
            }
            let counted: u32 = sheet.histogram.counts.iter().sum();
            assert_eq!(counted as usize, now.values.len());
        }
    }
}

#[test]
fn a_histogram_counts_around_zero() {
    let histogram = Histogram::of(&[-2.0, 0.0, 0.0, 1.99, 2.0, f32::NAN]);
    assert_eq!(histogram.reach, 2.0);
    assert_eq!(histogram.counts.len(), 41);
    assert_eq!((histogram.counts[0], histogram.counts[20], histogram.counts[40]), (1, 2, 2));
    assert_eq!(Histogram::of(&[0.0; 3]).counts[20], 3);
}

#[test]
fn a_slow_step_is_the_step_that_follows() {
    for config in configs() {
        let mut trainer = trained(&config, 7);
        let slow = StepTrace::ahead(&trainer, 1).unwrap();
        let weights = trainer.snapshot().unwrap();
        assert_eq!(slow, StepTrace::ahead(&trainer, 1).unwrap());
        assert_eq!(weights, trainer.snapshot().unwrap());
        assert_eq!(trainer.step().unwrap(), slow.report);
        for (after, now) in slow.after.iter().zip(trainer.network().parameters().values().unwrap())
        {
            assert_eq!(after.values, now);
        }
        let prediction = &trainer.network().prediction()[6..12];
        for (own, trained) in slow.trace.prediction.iter().zip(prediction) {
            assert!((own - f64::from(*trained)).abs() < 1e-5);
        }
        let norm = slow.gradient.iter().flatten().map(|g| g * g).sum::<f64>().sqrt();
        assert!((norm - f64::from(slow.report.grad_norm)).abs() < 1e-5 * (1.0 + norm));
        let phases = slow.phases_at(Depth::TimeSteps);
        assert_eq!(phases.len(), 13);
        assert_eq!((phases[5], phases[6]), (Phase::Forward(5), Phase::Backward(5)));
        assert_eq!(phases[12], Phase::Update);
        for phase in Depth::ALL.into_iter().flat_map(|depth| slow.phases_at(depth)) {
            let sentence = slow.sentence(phase, 0, &ENGLISH);
            assert!(!sentence.contains('.'), "{sentence}");
        }
    }
}

#[test]
fn what_a_phase_shows_appears_one_by_one() {
    let config = Config { time_steps: 3, ..Config::default() };
    let slow = StepTrace::ahead(&trained(&config, 2), 0).unwrap();
    let reached = |depth| -> Vec<(usize, usize)> {
        slow.phases_at(depth).into_iter().map(|phase| slow.reached(phase)).collect()
    };
    let one_by_one = [(1, 3), (2, 3), (3, 3), (3, 2), (3, 1), (3, 0), (3, 0)];
    assert_eq!(reached(Depth::TimeSteps), one_by_one);
    assert_eq!(reached(Depth::Parts), [(3, 3), (3, 0), (3, 0)]);
    assert_eq!(reached(Depth::WholeStep), [(3, 0)]);
}

#[test]
fn a_phase_is_told_as_the_settings_make_it() {
    let said = |settings: Config, steps: u64, phase: Phase| {
        let config = Config { time_steps: 4, ..settings };
        let step = StepTrace::ahead(&trained(&config, steps), 0).unwrap();
        step.sentence(phase, 0, &ENGLISH)
    };
    let state = |state| Config { state, ..Config::default() };
    for (settings, steps, phase, words) in [
        (state(StateMode::Carry), 3, Phase::Forward(0), "the state that the window before left"),
        // No window was before the first.
        (state(StateMode::Carry), 0, Phase::Forward(0), "begins with zeros"),
        (state(StateMode::Reset), 3, Phase::Forward(0), "begins with zeros"),
        (state(StateMode::Reset), 3, Phase::Forward(2), "its own hidden state"),
        (state(StateMode::None), 3, Phase::Forward(2), "this input alone"),
        (state(StateMode::Carry), 3, Phase::Backward(3), "the error of the last answer"),
        (state(StateMode::Carry), 3, Phase::Backward(1), "comes back from time step 3"),
        (state(StateMode::None), 3, Phase::Backward(1), "nothing comes from the time steps after"),
        (Config { clip: Some(1e-6), ..Config::default() }, 3, Phase::Update, "it is shrunk"),
        (
            Config { optimizer: OptimizerKind::Sgd, ..Config::default() },
            3,
            Phase::Update,
            "the gradient times the learning rate",
        ),
    ] {
        let sentence = said(settings, steps, phase);
        assert!(sentence.contains(words), "{sentence}");
    }
}
