//! Floors against brute force over the data as training draws them, and against trained networks.

use std::collections::HashMap;
use std::f64::consts::PI;

use rnnscope::config::{Cell, Config, Settings, Spacing, StateMode};
use rnnscope::data::Loader;
use rnnscope::lens::floor::floor;
use rnnscope::lens::{Frozen, generalisation};
use rnnscope::text::ENGLISH;
use rnnscope::trainer::Trainer;

/// Everything the network may have seen when it answers.
type Visible = Vec<i64>;

/// The mean, over some windows of training's own data, of the variance of the targets that go with
/// the same visible inputs: what is left when each is answered in the best way. Inputs are told
/// apart to one part in `resolution`.
fn brute_force(config: &Config, windows: usize, resolution: f64) -> f64 {
    let mut data = Loader::new(config);
    let mut seen: HashMap<Visible, Vec<f64>> = HashMap::new();
    let mut past: Vec<Visible> = vec![Vec::new(); config.batch];
    for _ in 0..windows {
        data.draw();
        for (row, past) in past.iter_mut().enumerate() {
            if config.state == StateMode::Reset {
                past.clear();
            }
            for i in 0..config.time_steps {
                let at = row * config.time_steps + i;
                if config.state == StateMode::None {
                    past.clear();
                }
                past.push((f64::from(data.input()[at]) * resolution).round() as i64);
                seen.entry(past.clone()).or_default().push(f64::from(data.target()[at]));
            }
        }
    }
    let spread = |targets: &Vec<f64>| {
        let mean = targets.iter().sum::<f64>() / targets.len() as f64;
        targets.iter().map(|target| (target - mean).powi(2)).sum::<f64>()
    };
    let count: usize = seen.values().map(Vec::len).sum();
    seen.values().map(spread).sum::<f64>() / count as f64
}

fn config(state: StateMode, time_steps: usize, spacing: Spacing, endpoint: bool) -> Config {
    Config { state, time_steps, spacing, endpoint, ..Config::default() }
}

fn loss(config: &Config) -> f64 {
    floor(config, 0.0).unwrap().loss
}

#[test]
fn the_tutorial_s_floors_are_known() {
    for (state, time_steps, expected) in [
        (StateMode::None, 10, 0.5),
        (StateMode::Reset, 10, 0.1),
        (StateMode::Reset, 20, 0.05),
        (StateMode::Carry, 10, 0.0),
    ] {
        let found = loss(&config(state, time_steps, Spacing::HalfTurn, false));
        assert!((found - expected).abs() < 1e-12, "{state} {time_steps}: {found}");
    }
    // With its end point a window has one sample more where cos² = 1.
    let found = loss(&config(StateMode::None, 10, Spacing::HalfTurn, true));
    assert!((found - 0.55).abs() < 1e-12);
}

#[test]
fn floors_are_those_of_brute_force() {
    let mut cases = Vec::new();
    for state in StateMode::ALL {
        for time_steps in [1, 2, 3, 7, 10] {
            for batch in [1, 2, 3] {
                let half_turn = config(*state, time_steps, Spacing::HalfTurn, false);
                cases.push(Config { batch, ..half_turn.clone() });
                if time_steps > 1 {
                    cases.push(Config { batch, endpoint: true, ..half_turn });
                }
                // Periods of 2, 3, 8, 9 and 14 samples, and one of one.
                for turns in [1.0 / 2.0, 1.0 / 3.0, 3.0 / 8.0, 1.0 / 9.0, 1.0 / 14.0, 1.0] {
                    let spacing = Spacing::Radians(2.0 * PI * turns);
                    cases.push(Config { batch, ..config(*state, time_steps, spacing, false) });
                }
            }
        }
    }
    for case in cases {
        // Whole periods. With the state carried, every history is longer than the one before, and
        // the first samples are ambiguous yet: hence the slack.
        let carried = case.state == StateMode::Carry;
        let windows = if carried { 126 } else { 1008 };
        let (found, expected) = (loss(&case), brute_force(&case, windows, 1e4));
        let slack = if carried { 2.0 / windows as f64 } else { 1e-6 };
        assert!(
            (found - expected).abs() < slack,
            "{:?} {:?} end point {} T {} batch {}: {found}, by brute force {expected}",
            case.state,
            case.spacing,
            case.endpoint,
            case.time_steps,
            case.batch
        );
    }
}

#[test]
fn phases_that_never_come_round_fill_the_circle() {
    // The Keras tutorial's distance, and one that nearly divides the circle.
    for spacing in [1.0 / (10.0 * PI), 0.3] {
        for (state, time_steps) in
            [(StateMode::None, 4), (StateMode::Reset, 4), (StateMode::Reset, 1)]
        {
            let case = config(state, time_steps, Spacing::Radians(spacing), false);
            let found = loss(&case);
            let expected = if state == StateMode::None { 0.5 } else { 0.5 / time_steps as f64 };
            assert!((found - expected).abs() < 1e-12);
            // Many samples for every input that can be told apart.
            let brute = brute_force(&case, 100_000, 1e3);
            assert!((found / brute - 1.0).abs() < 0.05, "{found} {brute}");
        }
    }
}

#[test]
fn phases_that_nearly_come_round_have_no_floor() {
    let reset = |spacing| config(StateMode::Reset, 10, spacing, false);
    let found = |case: &Config| floor(case, 0.0).map(|floor| floor.loss);
    // Ten of these samples are half a turn but for some millionths: a network follows the drift.
    for nearly in [0.314159, 0.31416, 0.3142, 0.0001] {
        assert_eq!(found(&reset(Spacing::Radians(nearly))), None, "{nearly}");
    }
    // To the last digit, by name, and a distance that is soon all over the circle.
    for (spacing, expected) in [
        (Spacing::Radians(PI / 10.0), 0.1),
        (Spacing::HalfTurn, 0.1),
        (Spacing::Radians(0.3), 0.05),
        (Spacing::Radians(0.32), 0.05),
    ] {
        let loss = found(&reset(spacing)).unwrap();
        assert!((loss - expected).abs() < 1e-9, "{spacing:?}: {loss}");
    }
    // Without memory it is the samples that drift; a carried state needs no phase to come round.
    assert_eq!(found(&config(StateMode::None, 10, Spacing::Radians(0.31416), false)), None);
    assert_eq!(found(&config(StateMode::Carry, 10, Spacing::Radians(0.31416), false)), Some(0.0));
}

#[test]
fn where_the_data_begin_matters() {
    // Windows half a turn apart that begin at 0.3 have first samples of opposite sign.
    let reset = config(StateMode::Reset, 10, Spacing::HalfTurn, false);
    assert_eq!(floor(&reset, 0.3).unwrap().loss, 0.0);
    assert!((floor(&reset, 1e9 * PI).unwrap().loss - 0.1).abs() < 1e-9);
    assert_eq!(floor(&reset, f64::NAN), None);
}

#[test]
fn a_sentence_says_why() {
    let says = |state, time_steps| {
        let config = config(state, time_steps, Spacing::HalfTurn, false);
        floor(&config, 0.0).unwrap().sentence(&ENGLISH)
    };
    let sentence = says(StateMode::Reset, 10);
    assert_eq!(
        sentence,
        "with the state reset at each window the first sample is ambiguous: 1/T = 0.10"
    );
    assert!(says(StateMode::Reset, 20).ends_with("1/T = 0.050"));
    assert!(says(StateMode::Reset, 1).ends_with("ambiguous: 1/T = 1.0"));
    assert!(says(StateMode::None, 10).ends_with("negative: 0.50"));
    assert!(says(StateMode::Carry, 10).ends_with(": 0"));
    let keras = config(StateMode::Reset, 20, Spacing::Radians(1.0 / (10.0 * PI)), false);
    assert!(floor(&keras, 0.0).unwrap().sentence(&ENGLISH).ends_with("0.50/T = 0.025"));
}

/// The mean loss over a period of the data of a network that was trained for some steps, ever more
/// gently.
fn trained_loss(config: &Config, steps: u64) -> f64 {
    let mut trainer = Trainer::new(config).unwrap();
    for part in [1.0, 0.3, 0.1, 0.03] {
        let lr = Some(part * config.lr);
        trainer.apply(&Settings { lr, ..Settings::default() }).unwrap();
        for _ in 0..steps / 4 {
            trainer.step().unwrap();
        }
    }
    let frozen = Frozen::now(&trainer, 0).unwrap();
    let data = generalisation::Data::of_training(&frozen);
    generalisation::generalisation(&frozen, &data, 40).unwrap().training_loss
}

#[test]
fn trained_networks_come_near_their_floor_and_never_below() {
    let half_turn = Spacing::HalfTurn;
    // A third of a turn: a period of three samples.
    let third = Spacing::Radians(2.0 * PI / 3.0);
    for (state, cell, time_steps, spacing, batch) in [
        (StateMode::None, Cell::Rnn, 5, half_turn, 2),
        (StateMode::Reset, Cell::Rnn, 5, half_turn, 2),
        (StateMode::Carry, Cell::Rnn, 5, half_turn, 2),
        (StateMode::Reset, Cell::Gru, 5, half_turn, 2),
        (StateMode::Carry, Cell::Lstm, 5, half_turn, 2),
        // Other windows, distances and batches, which differ in what is ambiguous.
        (StateMode::Reset, Cell::Rnn, 10, half_turn, 1),
        (StateMode::Carry, Cell::Rnn, 10, half_turn, 1),
        (StateMode::Reset, Cell::Rnn, 4, third, 3),
        (StateMode::None, Cell::Rnn, 4, third, 3),
        (StateMode::Carry, Cell::Rnn, 7, Spacing::Radians(0.3), 1),
        (StateMode::Reset, Cell::Gru, 7, Spacing::Radians(0.3), 8),
    ] {
        let config = Config {
            cell,
            state,
            time_steps,
            spacing,
            batch,
            hidden: 16,
            lr: 0.005,
            clip: Some(1.0),
            ..Config::default()
        };
        let (floor, reached) = (loss(&config), trained_loss(&config, 6000));
        let what = format!("{state} {cell} {time_steps} {spacing:?} {batch}");
        assert!(reached > floor - 1e-9, "{what}: {reached} below {floor}");
        assert!(reached < floor + 0.01, "{what}: {reached} far above {floor}");
    }
}
