//! Runs, and what is read off their losses.

use std::ops::RangeInclusive;

use rnnscope::config::{Config, Settings};
use rnnscope::preset::Preset;
use rnnscope::trainer::Trainer;

/// The seeds that the pages speak of.
pub(crate) const SEEDS: RangeInclusive<u32> = 1..=5;

/// The same for what takes long: the first alone where the processor hasn't vectors as wide as `RNNSCOPE_VECTORS` asks
/// for, so that they are put together lane by lane, ten times as slow.
pub(crate) fn seeds_of_long_runs() -> RangeInclusive<u32> {
    let asks_for_512 = std::env::var("RNNSCOPE_VECTORS").is_ok_and(|width| width == "512");
    #[cfg(target_arch = "x86_64")]
    let has_512 = std::arch::is_x86_feature_detected!("avx512f");
    #[cfg(not(target_arch = "x86_64"))]
    let has_512 = false;
    if asks_for_512 && !has_512 { 1..=1 } else { SEEDS }
}

/// A run at its first step: a preset, and what is set by hand.
pub(crate) fn begin(preset: &str, by_hand: Settings) -> Trainer {
    let settings = by_hand.or(Preset::from_name(preset).unwrap().settings());
    let mut trainer = Trainer::new(&Config::resolve(&settings).unwrap()).unwrap();
    trainer.skip_effective_step();
    trainer
}

/// The losses of the next `steps`, all of which must be finite.
pub(crate) fn losses(trainer: &mut Trainer, steps: usize) -> Vec<f32> {
    (0..steps).map(|_| trainer.step().unwrap().loss).collect()
}

/// Trains on with a change, for `steps`.
pub(crate) fn after(trainer: &mut Trainer, change: &Settings, steps: usize) -> Vec<f32> {
    trainer.apply(change).unwrap();
    losses(trainer, steps)
}

/// Whether the loss gets below `bound` within `steps`; the run goes no further than that.
pub(crate) fn gets_below(trainer: &mut Trainer, bound: f32, steps: usize) -> bool {
    (0..steps).any(|_| trainer.step().unwrap().loss < bound)
}

/// Whether the loss gets above `bound` within `steps`; the run goes no further than that.
pub(crate) fn gets_above(trainer: &mut Trainer, bound: f32, steps: usize) -> bool {
    (0..steps).any(|_| trainer.step().unwrap().loss > bound)
}

/// The mean of some losses.
pub(crate) fn mean(losses: &[f32]) -> f64 {
    losses.iter().map(|loss| f64::from(*loss)).sum::<f64>() / losses.len() as f64
}

/// How many losses lie above `bound`.
pub(crate) fn above(losses: &[f32], bound: f32) -> usize {
    losses.iter().filter(|loss| **loss > bound).count()
}
