//! In what each preset differs from the defaults.

use std::f64::consts::PI;

use crate::config::{Cell, DataKind, InitialWeights, LossOn, Settings, Spacing, StateMode, Stride};

pub(super) fn tensorflow() -> Settings {
    Settings { endpoint: Some(true), steps: Some(60), ..Settings::default() }
}

pub(super) fn keras() -> Settings {
    Settings {
        cell: Some(Cell::Lstm),
        hidden: Some(20),
        time_steps: Some(20),
        batch: Some(50),
        spacing: Some(Spacing::Radians(1.0 / (10.0 * PI))),
        lr: Some(0.006),
        weights: Some(InitialWeights::Keras),
        steps: Some(501),
        ..Settings::default()
    }
}

/// Formulas as data.
fn formulas(inputs: &[&str], targets: &[&str]) -> Settings {
    let texts = |texts: &[&str]| Some(texts.iter().map(|&text| text.to_owned()).collect());
    Settings {
        data: Some(DataKind::Formula.into()),
        inputs: texts(inputs),
        targets: texts(targets),
        ..Settings::default()
    }
}

pub(super) fn sin_half() -> Settings {
    Settings {
        cell: Some(Cell::Gru),
        // A window of both turns of sin t that one turn of sin t/2 takes.
        time_steps: Some(20),
        spacing: Some(Spacing::Radians(PI / 5.0)),
        lr: Some(0.01),
        clip: Some(Some(1.0)),
        steps: Some(1000),
        ..formulas(&["sin(t)"], &["sin(t/2)"])
    }
}

pub(super) fn square_from_sine() -> Settings {
    Settings { time_steps: Some(20), steps: Some(500), ..formulas(&["sin(t)"], &["square(t)"]) }
}

pub(super) fn two_tones() -> Settings {
    Settings {
        time_steps: Some(40),
        spacing: Some(Spacing::Radians(PI / 20.0)),
        lr: Some(0.01),
        clip: Some(Some(1.0)),
        steps: Some(1000),
        ..formulas(&["(sin(t) + sin(3*t))/2"], &["sin(t)", "sin(3*t)"])
    }
}

/// What suits a table, on one that a generator makes.
fn made(data: DataKind) -> Settings {
    Settings { data: Some(data.into()), ..table() }
}

pub(super) fn mackey_glass() -> Settings {
    Settings { horizon: Some(20), ..made(DataKind::MackeyGlass) }
}

pub(super) fn lorenz() -> Settings {
    Settings { horizon: Some(10), ..made(DataKind::Lorenz) }
}

pub(super) fn adding() -> Settings {
    Settings {
        cell: Some(Cell::Lstm),
        time_steps: Some(40),
        batch: Some(32),
        lr: Some(0.01),
        loss_on: Some(LossOn::Last),
        ..made(DataKind::Adding)
    }
}

pub(super) fn random_walk() -> Settings {
    Settings { steps: Some(1000), ..made(DataKind::RandomWalk) }
}

pub(super) fn table() -> Settings {
    Settings {
        cell: Some(Cell::Gru),
        time_steps: Some(24),
        batch: Some(16),
        state: Some(StateMode::Reset),
        stride: Some(Stride::Samples(1)),
        shuffle: Some(true),
        lr: Some(0.003),
        clip: Some(Some(1.0)),
        steps: Some(2000),
        patience: Some(Some(20)),
        ..Settings::default()
    }
}
