//! What lenses saw over the steps: few enough points for a small graph, however long the run.

use std::collections::VecDeque;

use crate::inspector::Answer;
use crate::lens::spectrum::Spectrum;
use crate::worker::RunId;

/// Points that a trend keeps at most; then every second one goes.
const MOST: usize = 512;

/// A number over the steps of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    run: RunId,
    points: VecDeque<(u64, f64)>,
}

impl Trend {
    /// (step, value), growing.
    pub fn points(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.points.iter().map(|(step, value)| (*step as f64, *value))
    }

    /// Adds a value; those of later steps (the run was rewound) and of other runs go.
    pub(super) fn push(&mut self, run: RunId, step: u64, value: f64) {
        if run != self.run {
            *self = Self { run, ..Self::default() };
        }
        while self.points.back().is_some_and(|(last, _)| *last >= step) {
            self.points.pop_back();
        }
        self.points.push_back((step, value));
        if self.points.len() > MOST {
            let mut nth = 0_usize;
            // The first one stays, and the newest, which is the 513th.
            self.points.retain(|_| {
                nth += 1;
                nth % 2 == 1
            });
        }
    }
}

/// The trends of all lenses.
#[derive(Clone, Debug, Default)]
pub struct Trends {
    /// ‖∂L/∂h‖ at the window's first time step by that at its last.
    pub ratio: Trend,
    /// The gradient's norm, parameter by parameter.
    pub norms: Vec<(String, Trend)>,
    /// Where the eigenvalues were.
    pub eigenvalues: Past,
}

/// Sets of eigenvalues that are kept at most.
const SETS: usize = 24;

/// The eigenvalues of the recent past.
#[derive(Clone, Debug, Default)]
pub struct Past {
    run: RunId,
    /// What was looked at: a layer's eigenvalues are no other's.
    layer: usize,
    sets: VecDeque<(u64, Vec<[f64; 2]>)>,
}

impl Past {
    /// (real part, imaginary part, age from 0, the oldest, to 1).
    pub fn trail(&self) -> Vec<(f64, f64, f64)> {
        let age = 1.0 / self.sets.len().max(2).saturating_sub(1) as f64;
        let sets = self.sets.iter().enumerate();
        sets.flat_map(|(n, (_, set))| set.iter().map(move |[re, im]| (*re, *im, n as f64 * age)))
            .collect()
    }

    fn push(&mut self, run: RunId, spectrum: &Spectrum) {
        if (run, spectrum.layer) != (self.run, self.layer) {
            *self = Self { run, layer: spectrum.layer, sets: VecDeque::new() };
        }
        while self.sets.back().is_some_and(|(last, _)| *last >= spectrum.step) {
            self.sets.pop_back();
        }
        self.sets.push_back((spectrum.step, spectrum.eigenvalues.clone()));
        if self.sets.len() > SETS {
            self.sets.pop_front();
        }
    }
}

impl Trends {
    /// Takes in what a lens sees.
    pub(super) fn take(&mut self, run: RunId, answer: &Answer) {
        match answer {
            Answer::Backprop(bptt) => {
                if let Some(ratio) = bptt.ratio() {
                    self.ratio.push(run, bptt.step, ratio);
                }
            }
            Answer::GradientNorm(norms) if norms.step > 0 => {
                let names = norms.groups.iter().map(|(name, _)| name);
                if !names.eq(self.norms.iter().map(|(name, _)| name)) {
                    let trend = |(name, _): &(String, f64)| (name.clone(), Trend::default());
                    self.norms = norms.groups.iter().map(trend).collect();
                }
                for ((_, trend), (_, norm)) in self.norms.iter_mut().zip(&norms.groups) {
                    trend.push(run, norms.step, *norm);
                }
            }
            Answer::Spectrum(spectrum) => self.eigenvalues.push(run, spectrum),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trend_keeps_first_and_last_and_stays_small() {
        let mut trend = Trend::default();
        for step in 1..=100_000 {
            trend.push(1, step, step as f64);
        }
        let points: Vec<_> = trend.points().collect();
        assert!(points.len() <= MOST);
        assert_eq!(points[0], (1.0, 1.0));
        assert_eq!(points[points.len() - 1], (100_000.0, 100_000.0));
        assert!(points.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn a_rewound_run_overwrites_and_a_new_one_begins_anew() {
        let mut trend = Trend::default();
        for (run, step) in [(1, 1), (1, 5), (1, 9), (1, 5), (1, 6)] {
            trend.push(run, step, 0.0);
        }
        assert_eq!(trend.points().map(|(step, _)| step).collect::<Vec<_>>(), [1.0, 5.0, 6.0]);
        trend.push(2, 3, 0.0);
        assert_eq!(trend.points().count(), 1);
    }
}
