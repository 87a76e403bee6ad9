//! Floors over a run: one for each stretch of steps between the changes that matter to it.

use std::sync::Arc;

use super::{Floor, floor};
use crate::config::{Config, Settings};
use crate::data::{self, Position, Source};

/// Floors nearer to each other than this are the same one.
const SAME_LOSS: f64 = 1e-9;

/// Steps that have one floor.
#[derive(Clone, Debug, PartialEq)]
pub struct FloorStretch {
    /// The first of them.
    pub first: u64,
    /// The last of them; none where they go on.
    pub last: Option<u64>,
    /// The lowest loss that any network could reach there.
    pub floor: Floor,
}

/// The floors of a run, change after change. Where the data lie after their grid was changed follows
/// from all that came before.
#[derive(Clone, Debug)]
pub struct Floors {
    config: Config,
    source: Arc<dyn Source>,
    /// Where the batch of `step` lies.
    at: Position,
    step: u64,
    stretches: Vec<FloorStretch>,
}

impl Floors {
    /// The floor of a run that begins with this configuration.
    pub fn new(config: &Config) -> Self {
        let source = data::source(config);
        let mut floors = Self {
            config: config.clone(),
            source,
            at: Position::START,
            step: 1,
            stretches: Vec::new(),
        };
        floors.begin_stretch();
        floors
    }

    /// `settings` act from `step` on, which is none before those of earlier changes.
    pub fn change(&mut self, step: u64, settings: &Settings) {
        self.at.batches += step.saturating_sub(self.step);
        self.step = step;
        let after = self.config.with(settings);
        let before = std::mem::replace(&mut self.config, after);
        if let Some((source, at)) = self.source.relaid(&self.config, self.at) {
            (self.source, self.at) = (source, at);
        }
        if matters(&before) != matters(&self.config) {
            self.begin_stretch();
        }
    }

    /// The stretches, in the order of their steps. Steps without a floor lie between them.
    pub fn stretches(&self) -> &[FloorStretch] {
        &self.stretches
    }

    fn begin_stretch(&mut self) {
        let first = self.step;
        // What was changed again before a step has felt it was never in force.
        self.stretches.retain(|stretch| stretch.first < first);
        let floor = floor(&self.config, self.source.t(self.at, 0, 0));
        let before = self.stretches.last_mut();
        if let Some(last) = before.filter(|last| last.last.is_none_or(|last| last + 1 == first)) {
            let goes_on = floor.as_ref().is_some_and(|floor| is_same(floor, &last.floor));
            last.last = (!goes_on).then_some(first - 1);
            if goes_on {
                return;
            }
        }
        self.stretches.extend(floor.map(|floor| FloorStretch { first, last: None, floor }));
    }
}

/// Whether two floors are one, but for rounding.
fn is_same(one: &Floor, other: &Floor) -> bool {
    one.because == other.because && (one.loss - other.loss).abs() < SAME_LOSS
}

/// What a floor follows from, but for where the data lie.
fn matters(config: &Config) -> Config {
    let Config { data, noise, time_steps, batch, spacing, endpoint, state, .. } = config.clone();
    let (target_noise, loss, loss_on) = (config.target_noise, config.loss, config.loss_on);
    let layout = Config { time_steps, batch, spacing, endpoint, state, ..Config::default() };
    Config { data, noise, target_noise, loss, loss_on, ..layout }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{DataKind, Loss, LossOn, Spacing, StateMode};

    fn state(state: StateMode) -> Settings {
        Settings { state: Some(state), ..Settings::default() }
    }

    /// (first step, last step, loss) of each stretch.
    fn told(floors: &Floors) -> Vec<(u64, Option<u64>, f64)> {
        let told = |one: &FloorStretch| (one.first, one.last, one.floor.loss);
        floors.stretches().iter().map(told).collect()
    }

    #[test]
    fn the_memory_is_switched_three_times() {
        let mut floors = Floors::new(&Config::default());
        floors.change(11, &state(StateMode::Reset));
        floors.change(15, &Settings { lr: Some(0.5), ..Settings::default() });
        floors.change(21, &state(StateMode::None));
        floors.change(41, &state(StateMode::Carry));
        let losses =
            [(1, Some(10), 0.0), (11, Some(20), 0.1), (21, Some(40), 0.5), (41, None, 0.0)];
        let found = told(&floors);
        assert_eq!(found.len(), losses.len());
        for (found, expected) in found.iter().zip(losses) {
            assert_eq!((found.0, found.1), (expected.0, expected.1));
            assert!((found.2 - expected.2).abs() < 1e-12, "{found:?}");
        }
    }

    #[test]
    fn what_no_step_has_felt_leaves_no_stretch() {
        let mut floors = Floors::new(&Config::default());
        floors.change(1, &state(StateMode::None));
        floors.change(9, &state(StateMode::Reset));
        floors.change(9, &state(StateMode::None));
        assert_eq!(told(&floors), [(1, None, 0.5)]);
        floors.change(20, &state(StateMode::Carry));
        floors.change(20, &state(StateMode::None));
        assert_eq!(told(&floors), [(1, None, 0.5)]);
    }

    #[test]
    fn a_stretch_without_a_floor_is_a_gap() {
        let noisy = |noise| Settings { noise: Some(noise), ..Settings::default() };
        let config = Config { data: DataKind::NoisySine.into(), noise: 0.0, ..Config::default() };
        let mut floors = Floors::new(&config);
        floors.change(5, &noisy(0.5));
        floors.change(8, &noisy(0.0));
        assert_eq!(told(&floors), [(1, Some(4), 0.0), (8, None, 0.0)]);
    }

    #[test]
    fn noise_on_the_targets_has_its_variance_as_floor() {
        let [input, target] = ["sin(t)", "sin(t) ^ 2"].map(|text| vec![text.to_owned()]);
        let data = DataKind::Formula.into();
        let config = Config { data, inputs: input, targets: target, ..Config::default() };
        let mut floors = Floors::new(&config);
        let noise = |deviation| Settings { target_noise: Some(deviation), ..Settings::default() };
        floors.change(5, &noise(0.5));
        floors.change(8, &noise(0.0));
        assert_eq!(told(&floors), [(5, Some(7), 0.25)]);
    }

    #[test]
    fn only_the_mean_of_all_squared_errors_has_a_floor() {
        let mut floors = Floors::new(&Config::default());
        floors.change(5, &Settings { loss: Some(Loss::Huber), ..Settings::default() });
        floors.change(7, &Settings { loss: Some(Loss::Mae), ..Settings::default() });
        floors.change(9, &Settings { loss: Some(Loss::Mse), ..Settings::default() });
        floors.change(12, &Settings { loss_on: Some(LossOn::Last), ..Settings::default() });
        assert_eq!(told(&floors), [(1, Some(4), 0.0), (9, Some(11), 0.0)]);
    }

    #[test]
    fn a_new_grid_begins_where_the_old_one_was() {
        let reset = Config { state: StateMode::Reset, ..Config::default() };
        let config = Config { spacing: Spacing::Radians(0.3), ..reset.clone() };
        let mut floors = Floors::new(&config);
        let spacing = Some(Spacing::HalfTurn);
        floors.change(4, &Settings { spacing, ..Settings::default() });
        let [_, second] = told(&floors)[..] else { panic!("{:?}", told(&floors)) };
        // Three windows of ten samples later the grid of half turns begins at 9 radians, where the
        // first samples of two windows differ in sign: nothing is ambiguous.
        assert_eq!((second.0, second.2), (4, 0.0));
        assert!((told(&Floors::new(&reset))[0].2 - 0.1).abs() < 1e-12, "at 0 they are the same");
    }
}
