//! How far off forecasts are whose rows are known: the band around one whose rows aren't.

use std::ops::{Deref, Range};

use super::going::{Going, Series};
use super::{FEWEST, MOST_AHEAD, Memory, WARM_UP};
use crate::evaluation::{Part, target_column};
use crate::table::Samples;

/// The parts of the errors that a band leaves out at each end.
const TAILS: (f64, f64) = (0.05, 0.95);
/// Beginnings that a band is made of at most.
const MOST_BEGINNINGS: usize = 1000;
/// Time steps that a network reads for a band at most.
const MOST_TIME_STEPS: usize = 20_000_000;
/// Errors that are kept for a band at most, likewise.
const MOST_ERRORS: usize = 8_000_000;
const ENOUGH: usize = 2 * FEWEST;
/// Forecasts that go on side by side.
const TOGETHER: usize = 64;

/// What forecasts that begin in the validation part were off.
#[derive(Debug)]
pub(super) struct Errors {
    /// For each step ahead and target, in this order: target minus prediction.
    found: Vec<Vec<f32>>,
    targets: usize,
    /// How far they go at most.
    ahead: usize,
    /// The samples whose targets are known.
    part: Range<usize>,
}

impl Errors {
    /// None yet, and the rows after which forecasts are to begin, in groups that go on side by side.
    pub(super) fn begin<S: Deref<Target = Samples>>(
        series: &Series<S>,
        memory: Memory,
        ahead: usize,
    ) -> (Self, Vec<Vec<usize>>) {
        let targets = series.targets();
        let part = Part::Validation.of(&series.samples);
        let ahead = ahead.min((part.len() + 1).saturating_sub(FEWEST)).min(farthest(memory));
        let beginnings = beginnings(part.clone(), memory, ahead * targets, ahead);
        let groups = alike(&beginnings, memory).map(<[usize]>::to_vec).collect();
        (Self { found: vec![Vec::new(); ahead * targets], targets, ahead, part }, groups)
    }

    /// How far the forecasts of a group can be compared; the first of them reaches farthest.
    pub(super) fn reach(&self, lasts: &[usize]) -> usize {
        lasts.first().map_or(0, |last| self.ahead.min(self.part.end - last))
    }

    /// Takes in how far the forecasts of a group are off.
    pub(super) fn take<S: Deref<Target = Samples>>(&mut self, series: &Series<S>, going: &Going) {
        let lasts = &going.lasts;
        for (at, answer) in going.foretold.chunks_exact(self.targets).enumerate() {
            let (step, last) = (at / lasts.len(), lasts[at % lasts.len()]);
            // The row that follows sample i is its target.
            if last + step < self.part.end {
                self.add(series, (step, last + step), answer);
            }
        }
    }

    /// Adds how far an answer is off at a sample, so many steps (from 0) after its beginning.
    fn add<S: Deref<Target = Samples>>(
        &mut self,
        series: &Series<S>,
        (step, sample): (usize, usize),
        answer: &[f32],
    ) {
        for (k, answer) in answer.iter().enumerate() {
            let column = target_column(&series.samples, k);
            let happened = column.scaling.scaled(column.values[sample + 1]);
            self.found[step * self.targets + k].push((happened - f64::from(*answer)) as f32);
        }
    }

    /// The band around a forecast, relative to it and scaled. All errors must have been taken in.
    pub(super) fn band(&mut self, step: usize, k: usize) -> Option<(f64, f64)> {
        let errors = self.found.get_mut(step * self.targets + k)?;
        errors.sort_by(f32::total_cmp);
        (errors.len() >= FEWEST).then(|| (quantile(errors, TAILS.0), quantile(errors, TAILS.1)))
    }
}

/// How far [`ENOUGH`] forecasts can be afforded to go; beyond that there is no band.
fn farthest(memory: Memory) -> usize {
    match memory {
        Memory::Carried => MOST_AHEAD,
        Memory::Window(time_steps) => MOST_TIME_STEPS / (ENOUGH * time_steps.max(1)),
    }
}

/// After which samples forecasts begin: all of the part, or as many as can be afforded. The first are always
/// there, since those reach farthest, and the others are as far from each other.
fn beginnings(part: Range<usize>, memory: Memory, errors: usize, ahead: usize) -> Vec<usize> {
    if ahead == 0 {
        return Vec::new();
    }
    let each = match memory {
        Memory::Carried => ahead + WARM_UP,
        Memory::Window(time_steps) => ahead * time_steps,
    };
    let afforded = (MOST_TIME_STEPS / each.max(1)).min(MOST_ERRORS / errors.max(1));
    let most = afforded.clamp(ENOUGH, MOST_BEGINNINGS);
    let count = part.len();
    if count <= most {
        return part.collect();
    }
    let (others, spread) = (count - FEWEST, most - FEWEST);
    let first = part.start..part.start + FEWEST;
    first.chain((0..spread).map(|n| part.start + FEWEST + n * others / spread)).collect()
}

/// Beginnings in groups that have equally many rows before them, as many as count.
fn alike(beginnings: &[usize], memory: Memory) -> impl Iterator<Item = &[usize]> {
    let counted = match memory {
        Memory::Carried => WARM_UP,
        Memory::Window(time_steps) => time_steps - 1,
    };
    let groups = beginnings.chunk_by(move |a, b| (*a).min(counted) == (*b).min(counted));
    groups.flat_map(|group| group.chunks(TOGETHER))
}

/// The quantile of sorted numbers, between two of them in proportion.
fn quantile(sorted: &[f32], part: f64) -> f64 {
    let place = part * (sorted.len() - 1) as f64;
    let at = |place: f64| f64::from(sorted[(place as usize).min(sorted.len() - 1)]);
    let (low, high) = (at(place.floor()), at(place.ceil()));
    low + (high - low) * place.fract()
}
