//! What lenses saw over the steps: few enough points for a small graph, however long the run.

use crate::inspector::{Answer, PastStep};
use crate::lens::gradient_norm::{GROUPS, GradientNorm};
use crate::lens::spectrum::Spectrum;
use crate::worker::RunId;

/// Points that a trend keeps at most; then every second one goes.
const MOST: usize = 512;
/// Gaps of a run that are too small to be filled: one is this part of it.
const GAPS: u64 = 40;
/// Sets of eigenvalues that are kept at most.
const SETS: usize = 48;
/// Sets of eigenvalues on show: the recent past.
const TRAIL: usize = 24;

/// Something seen at some steps of a run, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend<T> {
    points: Vec<(u64, T)>,
}

impl<T> Default for Trend<T> {
    fn default() -> Self {
        Self { points: Vec::new() }
    }
}

impl<T> Trend<T> {
    /// What was seen up to a step: at an earlier step on show, nothing of its future.
    pub fn until(&self, step: u64) -> &[(u64, T)] {
        &self.points[..self.points.partition_point(|(at, _)| *at <= step)]
    }

    /// Whether steps up to this one are missing, after the first that was seen.
    pub fn has_gaps(&self, until: u64) -> bool {
        let steps = self.until(until);
        let gaps = steps.windows(2).map(|pair| pair[1].0 - pair[0].0);
        gaps.max().is_some_and(|gap| gap > until / GAPS + 1)
    }

    /// The most steps up to this one in which nothing was seen.
    fn widest_gap(&self, until: u64) -> u64 {
        let steps = self.until(until).iter().map(|(step, _)| *step);
        let ends = steps.clone().chain([until]);
        let gaps = std::iter::once(0).chain(steps).zip(ends).map(|(from, to)| to - from);
        gaps.max().unwrap_or(until)
    }

    /// Adds what was seen at a step, of which nothing is known yet; the same step is the same
    /// network.
    fn add(&mut self, step: u64, seen: T) {
        match self.points.binary_search_by_key(&step, |(at, _)| *at) {
            Ok(at) => self.points[at].1 = seen,
            Err(at) => self.points.insert(at, (step, seen)),
        }
    }

    /// Every second one goes when they are too many. The first one stays, and the newest.
    fn thin(&mut self, most: usize) {
        while self.points.len() > most {
            let last = self.points.len() - 1;
            let mut nth = 0_usize;
            self.points.retain(|_| {
                nth += 1;
                nth % 2 == 1 || nth > last
            });
        }
    }
}

/// What is known of the steps at which nobody looked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Knowledge {
    /// Nothing yet.
    #[default]
    Nothing,
    /// They were replayed once.
    Replayed,
    /// To replay them takes too long.
    Hopeless,
}

/// The trends of all lenses, of one run.
#[derive(Clone, Debug, Default)]
pub struct Trends {
    run: RunId,
    past: Knowledge,
    /// ‖∂L/∂h‖ at the window's first time step by that at its last.
    pub ratio: Trend<f64>,
    /// The gradient's norm in each of [`GROUPS`].
    pub norms: Trend<[f64; GROUPS.len()]>,
    /// The layer whose eigenvalues are kept: they are no other's.
    layer: usize,
    eigenvalues: Trend<Vec<[f64; 2]>>,
    /// The layer whose eigenvalues the past was asked for.
    trailed: Option<usize>,
}

impl Trends {
    /// Forgets what belongs to other runs.
    pub(super) fn turn_to(&mut self, run: RunId) {
        if self.run != run {
            *self = Self { run, ..Self::default() };
        }
    }

    /// The run goes on under another number, from this step of it.
    pub(super) fn fork(&mut self, parent: RunId, run: RunId, step: u64) {
        self.turn_to(parent);
        self.run = run;
        self.ratio.points.retain(|(at, _)| *at <= step);
        self.norms.points.retain(|(at, _)| *at <= step);
        self.eigenvalues.points.retain(|(at, _)| *at <= step);
    }

    /// Forgets what was seen of another batch row.
    pub(super) fn turn_to_row(&mut self) {
        *self = Self { run: self.run, ..Self::default() };
    }

    /// Whether the run's past up to a step is to be replayed: once at any rate, and then, when
    /// training leaves the time, where there are gaps.
    pub(super) fn lack_the_past(&self, run: RunId, until: u64, time: bool) -> bool {
        match self.past {
            _ if self.run != run => true,
            Knowledge::Nothing => true,
            Knowledge::Replayed => time && self.norms.widest_gap(until) > until / GAPS + 1,
            Knowledge::Hopeless => false,
        }
    }

    /// Whether a layer's eigenvalues at the steps before the lens was opened are to be replayed, once.
    pub(super) fn lack_the_trail(&self, run: RunId, layer: usize) -> bool {
        self.run != run || self.trailed != Some(layer)
    }

    /// Takes in what a lens sees.
    pub(super) fn take(&mut self, run: RunId, answer: &Answer) {
        self.turn_to(run);
        match answer {
            Answer::Backprop(backprop) => self.take_ratio(backprop.step, backprop.ratio()),
            Answer::GradientNorm(norms) => self.take_norms(norms),
            Answer::Spectrum(spectrum) => self.take_spectrum(spectrum),
            _ => {}
        }
    }

    /// Takes in the run's past, with a layer's eigenvalues where they were wanted.
    pub(super) fn take_past(&mut self, run: RunId, steps: &[PastStep], layer: Option<usize>) {
        self.turn_to(run);
        self.trailed = layer.or(self.trailed);
        self.past = if steps.is_empty() { Knowledge::Hopeless } else { Knowledge::Replayed };
        for PastStep { ratio, norms, spectrum } in steps {
            self.take_ratio(norms.step, *ratio);
            self.take_norms(norms);
            // Meanwhile another layer may be on show.
            let empty = self.eigenvalues.points.is_empty();
            let shown = spectrum.as_ref().filter(|seen| empty || seen.layer == self.layer);
            shown.into_iter().for_each(|spectrum| self.take_spectrum(spectrum));
        }
    }

    fn take_ratio(&mut self, step: u64, ratio: Option<f64>) {
        if let Some(ratio) = ratio {
            self.ratio.add(step, ratio);
            self.ratio.thin(MOST);
        }
    }

    fn take_norms(&mut self, norms: &GradientNorm) {
        // Before the first step there is no gradient.
        if norms.step > 0 {
            self.norms.add(norms.step, norms.by_group());
            self.norms.thin(MOST);
        }
    }

    fn take_spectrum(&mut self, spectrum: &Spectrum) {
        if spectrum.layer != self.layer {
            (self.layer, self.eigenvalues) = (spectrum.layer, Trend::default());
        }
        self.eigenvalues.add(spectrum.step, spectrum.eigenvalues.clone());
        // What lies farthest from the step just seen goes: at an earlier one, the run's end.
        let points = &mut self.eigenvalues.points;
        while points.len() > SETS {
            let away = |point: Option<&(u64, _)>| point.map_or(0, |p| p.0.abs_diff(spectrum.step));
            let first = away(points.first()) >= away(points.last());
            points.remove(if first { 0 } else { points.len() - 1 });
        }
    }

    /// The eigenvalues of the recent past up to a step, and those steps.
    pub fn spectra(&self, step: u64) -> &[(u64, Vec<[f64; 2]>)] {
        let sets = self.eigenvalues.until(step);
        &sets[sets.len().saturating_sub(TRAIL)..]
    }

    /// Where the eigenvalues were, up to a step: (real part, imaginary part, age from 0, the oldest,
    /// to 1).
    pub fn trail(&self, step: u64) -> Vec<(f64, f64, f64)> {
        let sets = self.spectra(step);
        let age = 1.0 / sets.len().max(2).saturating_sub(1) as f64;
        let points = |(n, (_, set)): (usize, &(u64, Vec<[f64; 2]>))| {
            set.iter().map(|[re, im]| (*re, *im, n as f64 * age)).collect::<Vec<_>>()
        };
        sets.iter().enumerate().flat_map(points).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratios(trends: &Trends, step: u64) -> Vec<(u64, f64)> {
        trends.ratio.until(step).to_vec()
    }

    fn seen(run: RunId, steps: &[u64]) -> Trends {
        let mut trends = Trends::default();
        trends.turn_to(run);
        steps.iter().for_each(|step| trends.take_ratio(*step, Some(*step as f64)));
        trends
    }

    #[test]
    fn a_trend_keeps_first_and_last_and_stays_small() {
        let mut trends = Trends::default();
        for step in 1..=100_000 {
            trends.take_ratio(step, Some(step as f64));
        }
        let points = ratios(&trends, u64::MAX);
        assert!(points.len() <= MOST);
        assert_eq!(points[0], (1, 1.0));
        assert_eq!(points[points.len() - 1], (100_000, 100_000.0));
        assert!(points.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn a_trend_knows_its_gaps() {
        let gaps = |steps: &[u64], until| seen(1, steps).ratio.has_gaps(until);
        assert!(gaps(&[1, 300], 300));
        assert!(!gaps(&[1, 300], 299), "what comes later is none");
        assert!(!gaps(&(295..=300).collect::<Vec<_>>(), 300), "it began late, without one");
        assert!(!gaps(&(1..=300).step_by(3).collect::<Vec<_>>(), 300));
        assert!(!gaps(&[], 300));
    }

    #[test]
    fn an_earlier_step_shows_no_future_and_loses_none() {
        let mut trends = seen(1, &[1, 5, 9]);
        assert_eq!(ratios(&trends, 6), [(1, 1.0), (5, 5.0)]);
        trends.take_ratio(6, Some(0.5));
        assert_eq!(ratios(&trends, 6), [(1, 1.0), (5, 5.0), (6, 0.5)]);
        assert_eq!(ratios(&trends, 9).len(), 4);
    }

    #[test]
    fn a_fork_shares_its_past_and_a_new_run_has_none() {
        let mut trends = seen(1, &[1, 5, 9]);
        trends.past = Knowledge::Replayed;
        trends.fork(1, 2, 5);
        assert_eq!(ratios(&trends, u64::MAX), [(1, 1.0), (5, 5.0)]);
        assert!(!trends.lack_the_past(2, 5, false));
        trends.turn_to(3);
        assert_eq!(ratios(&trends, u64::MAX), []);
        assert!(trends.lack_the_past(3, 5, false));
    }

    #[test]
    fn the_past_is_wanted_once_and_again_where_there_are_gaps() {
        let norms = |step| GradientNorm { step, total: 1.0, groups: Vec::new(), clip: None };
        let past = |steps: std::ops::RangeInclusive<u64>| -> Vec<PastStep> {
            steps.map(|step| PastStep { ratio: None, norms: norms(step), spectrum: None }).collect()
        };
        let mut trends = Trends::default();
        assert!(trends.lack_the_past(1, 100, false));
        trends.take_past(1, &past(1..=100), None);
        assert!(!trends.lack_the_past(1, 100, true));
        assert!(!trends.lack_the_past(1, 1000, false), "training leaves no time");
        assert!(trends.lack_the_past(1, 1000, true));
        trends.take_past(1, &[], None);
        assert!(!trends.lack_the_past(1, 1000, true), "it takes too long");
    }

    #[test]
    fn the_trail_before_the_lens_was_opened_is_wanted_once_for_a_layer() {
        let norms = |step| GradientNorm { step, total: 1.0, groups: Vec::new(), clip: None };
        let set =
            |step| Spectrum { step, layer: 0, eigenvalues: vec![[0.5, 0.0]], angle: Some(0.1) };
        let past = |step| PastStep { ratio: None, norms: norms(step), spectrum: Some(set(step)) };
        let mut trends = Trends::default();
        trends.take_spectrum(&set(30));
        trends.take_past(0, &[], None);
        assert!(trends.lack_the_trail(0, 0), "nobody asked");
        trends.take_past(0, &[past(10), past(20)], Some(0));
        assert!(!trends.lack_the_trail(0, 0));
        assert!(trends.lack_the_trail(0, 1));
        let steps: Vec<u64> = trends.spectra(30).iter().map(|(step, _)| *step).collect();
        assert_eq!(steps, [10, 20, 30]);
    }

    #[test]
    fn the_trail_is_the_recent_past_of_one_layer() {
        let spectrum = |step: u64, layer| Spectrum {
            step,
            layer,
            eigenvalues: vec![[step as f64, 0.0]],
            angle: Some(0.1),
        };
        let mut trends = Trends::default();
        (1..=100).for_each(|step| trends.take_spectrum(&spectrum(step, 0)));
        let trail = trends.trail(90);
        assert_eq!((trail[0], trail[TRAIL - 1]), ((67.0, 0.0, 0.0), (90.0, 0.0, 1.0)));
        // An earlier step on show grows a trail of its own.
        (10..=12).for_each(|step| trends.take_spectrum(&spectrum(step, 0)));
        let steps = |trends: &Trends, step| -> Vec<u64> {
            trends.spectra(step).iter().map(|(step, _)| *step).collect()
        };
        assert_eq!(steps(&trends, 12), [10, 11, 12]);
        assert_eq!(trends.eigenvalues.points.len(), SETS);
        trends.take_spectrum(&spectrum(101, 1));
        assert_eq!(trends.trail(101), [(101.0, 0.0, 0.0)]);
    }
}
