//! Which epoch each step of a run belongs to: it follows from the configuration and its changes alone.

use std::sync::Arc;

use super::{Position, Source, source};
use crate::config::{Config, Settings};

/// The epochs of a run on data that have an end, change after change.
#[derive(Clone, Debug)]
pub struct Epochs {
    config: Config,
    /// In the order of their steps; there is always one.
    layouts: Vec<Layout>,
}

/// How the data are laid out from a step on.
#[derive(Clone, Debug)]
struct Layout {
    first: u64,
    source: Arc<dyn Source>,
    /// Where the batch of the first step lies.
    at: Position,
}

impl Layout {
    /// Where the batch of a step lies, which is none before the first.
    fn position(&self, step: u64) -> Position {
        Position { batches: self.at.batches + step.saturating_sub(self.first), ..self.at }
    }
}

impl Epochs {
    /// The epochs of a run that begins with this configuration, whose data were opened.
    pub fn new(config: &Config) -> Self {
        let first = Layout { first: 1, source: source(config), at: Position::START };
        Self { config: config.clone(), layouts: vec![first] }
    }

    /// `settings` act from `step` on, which is none before those of earlier changes.
    pub fn change(&mut self, step: u64, settings: &Settings) {
        self.config = self.config.with(settings);
        let now = self.layout(step);
        let relaid = now.source.relaid(&self.config, now.position(step));
        self.layouts.extend(relaid.map(|(source, at)| Layout { first: step, source, at }));
    }

    /// Whole epochs that have ended with a step; none where the data have no end.
    pub fn ended(&self, step: u64) -> Option<u64> {
        let next = step.saturating_add(1);
        // What is changed after a step ends the epoch after it.
        let layout = self.layout(step.max(1));
        layout.source.epochs(layout.position(next))
    }

    /// The epoch that a step belongs to, counted from 1: that of its batch's first row. No step has been
    /// taken at step 0, and no epoch begun.
    pub fn of(&self, step: u64) -> Option<u64> {
        let layout = self.layout(step.max(1));
        let before = layout.source.epochs(layout.position(step))?;
        Some(if step == 0 { 0 } else { before + 1 })
    }

    /// Steps with which an epoch ends among `first` to `last`: all of them, or every 2nd, 5th, 10th, …
    /// epoch's where there would be more than `most`.
    pub fn ends(&self, first: u64, last: u64, most: usize) -> Vec<u64> {
        let ended = |step: u64| self.ended(step).unwrap_or(0);
        let (before, after) = (ended(first.saturating_sub(1)), ended(last));
        let each = coarse((after - before.min(after)).div_ceil(most.max(1) as u64));
        let multiples = (before / each + 1..=after / each).map(|n| n * each);
        let mut steps: Vec<u64> =
            multiples.map(|epochs| first_with(first, last, |step| ended(step) >= epochs)).collect();
        // A change that begins an epoch ends the one before, whichever it was.
        steps.dedup();
        steps
    }

    fn layout(&self, step: u64) -> &Layout {
        let later = self.layouts.partition_point(|layout| layout.first <= step);
        &self.layouts[later.saturating_sub(1)]
    }
}

/// The least of 1, 2, 5 · 10^k that isn't below `number`.
fn coarse(number: u64) -> u64 {
    let mut decade = 1_u64;
    loop {
        for digit in [1, 2, 5] {
            let candidate = decade.saturating_mul(digit);
            if candidate >= number {
                return candidate;
            }
        }
        decade = decade.saturating_mul(10);
    }
}

/// The first of some steps for which something holds that holds from then on; the last where there is none.
fn first_with(first: u64, last: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (first, last);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{DataKind, StateMode, Stride};
    use crate::data::open;
    use crate::trainer::Trainer;

    fn config() -> Config {
        let config = Config {
            data: DataKind::RandomWalk.into(),
            samples: 100,
            horizon: 1,
            hidden: 2,
            batch: 3,
            time_steps: 7,
            state: StateMode::Reset,
            stride: Stride::Samples(2),
            ..Config::default()
        };
        let mut opened = config;
        open(&mut opened).unwrap();
        opened
    }

    #[test]
    fn every_step_has_the_epochs_that_its_trainer_counts_across_changes() {
        let changes = [
            (5, Settings { lr: Some(0.5), ..Settings::default() }),
            (18, Settings { time_steps: Some(9), ..Settings::default() }),
            (19, Settings { shuffle: Some(true), ..Settings::default() }),
            (
                60,
                Settings {
                    state: Some(StateMode::Carry),
                    stride: Some(Stride::TimeSteps),
                    shuffle: Some(false),
                    ..Settings::default()
                },
            ),
            (60, Settings { batch: Some(2), ..Settings::default() }),
        ];
        let config = config();
        let (mut epochs, mut trainer) = (Epochs::new(&config), Trainer::new(&config).unwrap());
        let mut counted = vec![(trainer.data().next_source().epochs(Position::START), None)];
        for step in 1..=90 {
            for (_, settings) in changes.iter().filter(|(at, _)| *at == step) {
                epochs.change(step, settings);
                trainer.apply(settings).unwrap();
            }
            trainer.step().unwrap();
            let (before, after) = trainer.data().epochs().unwrap();
            counted.push((Some(after), Some(before + 1)));
        }
        for (step, (ended, of)) in counted.into_iter().enumerate() {
            assert_eq!(epochs.ended(step as u64), ended, "step {step}");
            assert_eq!(epochs.of(step as u64), of.or(Some(0)), "step {step}");
        }
    }

    #[test]
    fn ends_are_where_the_count_goes_up_and_no_more_than_asked_for() {
        let epochs = Epochs::new(&config());
        let goes_up = |step: &u64| epochs.ended(*step) > epochs.ended(step - 1);
        let all: Vec<u64> = (1..=500).filter(goes_up).collect();
        assert!(all.len() > 20);
        assert_eq!(epochs.ends(1, 500, 1000), all);
        let few = epochs.ends(1, 500, 10);
        assert!(few.len() <= 10 && few.len() > 3 && few.iter().all(|step| all.contains(step)));
        let inside = epochs.ends(100, 200, 1000);
        let naive: Vec<u64> = all.iter().copied().filter(|s| (100..=200).contains(s)).collect();
        assert_eq!(inside, naive);
        assert_eq!(epochs.ends(1, 1, 10), [0; 0]);
    }

    #[test]
    fn a_wave_has_no_epochs() {
        let epochs = Epochs::new(&Config::default());
        assert_eq!((epochs.ended(9), epochs.of(9)), (None, None));
        assert_eq!(epochs.ends(1, 1000, 10), [0; 0]);
    }
}
