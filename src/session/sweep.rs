//! A sweep as the window knows it: what is to be trained, and what has ended.

use crate::config::Config;
use crate::race::sweep::{Axis, Event, Sample, Scale, Summary, SweepPlan, median, summarise};
use crate::race::{Criterion, Outcome, has_validation};
use crate::text::Reason;

/// One setting of a sweep before it begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AxisSetup {
    /// Whether it is varied; the base's value otherwise.
    pub varied: bool,
    /// The least value.
    pub from: f64,
    /// The greatest value.
    pub to: f64,
    /// How many a grid takes.
    pub count: usize,
}

/// A sweep before it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct SweepSetup {
    /// Learning rate, hidden size, time steps, in the order of [`SweepPlan::FIELDS`].
    pub axes: [AxisSetup; 3],
    /// Seeds of each point, from the base's on.
    pub seeds: u32,
    /// Steps of each run.
    pub steps: u64,
    /// What counts of a run, if somebody has said so.
    pub chosen: Option<Criterion>,
    /// Points drawn at random in place of the grid.
    pub samples: Option<usize>,
}

impl Default for SweepSetup {
    fn default() -> Self {
        let axis = |varied, from, to, count| AxisSetup { varied, from, to, count };
        Self {
            axes: [axis(true, 0.001, 0.1, 5), axis(true, 8.0, 64.0, 4), axis(false, 5.0, 20.0, 3)],
            seeds: 3,
            steps: 300,
            chosen: None,
            samples: None,
        }
    }
}

impl SweepSetup {
    /// What counts of a run: what suits the data of `base`, unless somebody has said otherwise.
    pub fn criterion(&self, base: &Config) -> Criterion {
        self.chosen.unwrap_or_else(|| Criterion::suited([base]))
    }

    /// The plan over `base`, which is the controls' settings. Ranges are spread by ratios.
    pub fn plan(&self, base: &Config) -> SweepPlan {
        let mut plan = SweepPlan::of(Config { steps: self.steps, ..base.clone() });
        for (field, setup) in SweepPlan::FIELDS.into_iter().zip(self.axes) {
            if !setup.varied {
                continue;
            }
            let AxisSetup { from, to, count, .. } = setup;
            let axis = match count {
                0 | 1 if self.samples.is_none() => Axis::single(from),
                _ => Axis::Range { from, to, count: count.max(2), scale: Scale::Log },
            };
            *plan.axis_mut(field) = axis;
        }
        plan.seeds = (0..self.seeds).map(|n| base.seed.wrapping_add(n)).collect();
        plan.criterion = self.criterion(base);
        plan.sample = self.samples.map(|points| Sample { points, seed: 1 });
        plan
    }
}

/// What a sweep is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SweepStatus {
    /// It trains.
    Running,
    /// Every run has ended.
    Finished,
    /// It was ended before that.
    Cancelled,
    /// It couldn't begin or go on, and why.
    Failed(Reason),
}

/// A sweep and what has come of it.
#[derive(Debug)]
pub struct SweepBoard {
    /// What is trained.
    pub plan: SweepPlan,
    /// What has ended, in the order of [`SweepPlan::runs`].
    pub outcomes: Vec<Option<Outcome>>,
    /// The same by points.
    pub summaries: Vec<Summary>,
    /// What the sweep is doing.
    pub status: SweepStatus,
    /// Steps trained, of all runs together.
    trained: u64,
}

impl SweepBoard {
    /// A sweep that has just been started.
    pub fn new(plan: SweepPlan) -> Self {
        let outcomes = vec![None; plan.runs().len()];
        let summaries = summarise(&plan, &outcomes);
        Self { plan, outcomes, summaries, status: SweepStatus::Running, trained: 0 }
    }

    /// Takes in what the sweep reports.
    pub fn apply(&mut self, event: Event) {
        match event {
            Event::News(news) => {
                self.trained += news.steps;
                for (place, outcome) in &news.runs {
                    if let Some(known) = self.outcomes.get_mut(*place) {
                        *known = Some(*outcome);
                    }
                }
                if !news.runs.is_empty() {
                    self.summaries = summarise(&self.plan, &self.outcomes);
                }
            }
            Event::Finished => self.status = SweepStatus::Finished,
            Event::Failed(reason) => self.status = SweepStatus::Failed(reason),
        }
    }

    /// How much of it is done, from 0 to 1.
    pub fn progress(&self) -> f32 {
        (self.trained as f64 / self.plan.total_steps().max(1) as f64) as f32
    }

    /// Steps trained, of all runs together.
    pub fn trained(&self) -> u64 {
        self.trained
    }

    /// Runs that have ended.
    pub fn ended(&self) -> usize {
        self.outcomes.iter().flatten().count()
    }

    /// The seeds of a point and what counts of their runs, as far as they have ended.
    pub fn seeds(&self, point: usize) -> Vec<(u32, f64)> {
        let first = point * self.plan.seeds.len();
        let outcomes = self.outcomes.iter().skip(first);
        let ended = self.plan.seeds.iter().zip(outcomes);
        ended
            .filter_map(|(seed, outcome)| Some((*seed, self.plan.criterion.value(&(*outcome)?))))
            .collect()
    }

    /// The median over a point's seeds of the loss over the validation part, where the runs have one.
    pub fn validation(&self, point: usize) -> Option<f64> {
        let seeds = self.plan.seeds.len().max(1);
        let outcomes = self.outcomes.chunks(seeds).nth(point)?;
        has_validation(&self.plan.base).then(|| median(Criterion::ValidationLoss, outcomes))
    }

    /// The run that stands for a point: of its seeds the one in the middle (the better of two).
    pub fn typical(&self, point: usize) -> Option<Config> {
        let mut seeds = self.seeds(point);
        seeds.sort_by(|a, b| a.1.total_cmp(&b.1));
        let (seed, _) = seeds.get(seeds.len().checked_sub(1)? / 2)?;
        Some(self.plan.run(self.summaries.get(point)?.point, *seed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Field;
    use crate::race::sweep::{News, StopSignal, train};
    use crate::thread::Courtesy;

    fn setup() -> SweepSetup {
        SweepSetup { steps: 12, seeds: 3, ..SweepSetup::default() }
    }

    #[test]
    fn ranges_are_spread_by_ratios_and_what_is_not_varied_is_the_controls() {
        let base = Config { time_steps: 7, seed: 5, ..Config::default() };
        let plan = setup().plan(&base);
        plan.check().unwrap();
        assert_eq!(plan.hidden.values(Field::Hidden), [8.0, 16.0, 32.0, 64.0]);
        assert_eq!(plan.time_steps, Axis::single(7.0));
        assert_eq!((plan.seeds.as_slice(), plan.base.steps), (&[5, 6, 7][..], 12));
        let mut one = setup();
        one.axes[0].count = 1;
        assert_eq!(one.plan(&base).lr, Axis::single(0.001));
        let sampled = SweepSetup { samples: Some(9), ..setup() }.plan(&base);
        sampled.check().unwrap();
        assert_eq!(sampled.points().len(), 9);
    }

    #[test]
    fn a_board_fills_as_runs_end() {
        let plan = setup().plan(&Config::default());
        let mut board = SweepBoard::new(plan.clone());
        assert_eq!((board.ended(), board.progress()), (0, 0.0));
        assert_eq!(board.typical(0), None);
        train(&plan, &StopSignal::never(), Courtesy::insists(), |steps, ended| {
            let runs = ended.into_iter().collect();
            board.apply(Event::News(News { steps, runs }));
        })
        .unwrap();
        board.apply(Event::Finished);
        assert_eq!((board.ended(), board.progress()), (60, 1.0));
        assert!(board.summaries.iter().all(|summary| summary.runs == 3));
        // The run in the middle is one whose value is the median of three.
        for point in [0, 7, 19] {
            let typical = board.typical(point).unwrap();
            let median = board.summaries[point].median;
            let seeds = board.seeds(point);
            assert!(seeds.contains(&(typical.seed, median)), "{seeds:?} {median}");
            assert_eq!(typical.lr, board.summaries[point].point.lr);
        }
    }
}
