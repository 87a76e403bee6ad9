//! What a sweep trains: points, seeds, and the runs that follow from them.

use std::collections::HashSet;

use rand_mt::Mt;

use super::Point;
use super::axis::{Axis, AxisError};
use crate::config::{Config, ConfigError, Field};
use crate::race::{Criterion, RaceError, RunName, about, has_validation};
use crate::text::Texts;
use crate::trainer::{TrainerError, check_files, held};

/// Runs of a sweep at the most.
pub const MOST_RUNS: usize = 10_000;

/// A sweep: everything that decides its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct SweepPlan {
    /// The settings that all runs share, the number of steps among them.
    pub base: Config,
    /// Learning rates.
    pub lr: Axis,
    /// Hidden sizes.
    pub hidden: Axis,
    /// Time steps.
    pub time_steps: Axis,
    /// Seeds; each point is trained with every one of them.
    pub seeds: Vec<u32>,
    /// Points drawn at random in place of the whole grid.
    pub sample: Option<Sample>,
    /// What counts of a run.
    pub criterion: Criterion,
}

/// Points drawn at random.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// How many.
    pub points: usize,
    /// Seed of the draw, which has nothing to do with the runs' seeds.
    pub seed: u32,
}

/// Why a sweep makes no sense.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PlanError {
    /// An axis is wrong.
    #[error(transparent)]
    Axis(#[from] AxisError),
    /// No seeds.
    #[error("{}", (Texts::in_force().plans.no_value)(Field::Seed.name()))]
    Seeds,
    /// No points.
    #[error("{}", Texts::in_force().plans.no_samples)]
    Samples,
    /// More runs than anybody waits for.
    #[error("{}", (Texts::in_force().plans.too_many_runs)(*.0, MOST_RUNS))]
    TooLarge(usize),
    /// A goal that no loss reaches.
    #[error("{}", (Texts::in_force().plans.no_goal)(*.0))]
    Goal(f32),
    /// A mean over no steps, or over more than are kept.
    #[error("{}", no_last(*.0))]
    Last(u64),
    /// A criterion of what the runs don't have.
    #[error("{}", (Texts::in_force().plans.needs_validation)(.0))]
    Validation(&'static str),
    /// Seeds that decide nothing, and nothing else is varied.
    #[error("{}", (Texts::in_force().plans.same_runs)(*.0))]
    SameRuns(usize),
    /// A run's configuration is impossible.
    #[error("{}", about(&point.label(Texts::in_force()), reason))]
    Run {
        /// The point.
        point: Point,
        /// What is wrong with it.
        reason: ConfigError,
    },
}

/// Why a mean can't be over so many last steps.
fn no_last(last: u64) -> String {
    let (least, most) = Criterion::LAST_RANGE.into_inner();
    (Texts::in_force().plans.no_last)(last, least, most)
}

impl SweepPlan {
    /// The settings that a sweep can vary besides the seed, in the order of files and tables.
    pub const FIELDS: [Field; 3] = [Field::Lr, Field::Hidden, Field::TimeSteps];

    /// A sweep of a single run.
    pub fn of(base: Config) -> Self {
        Self {
            lr: Axis::single(base.lr),
            hidden: Axis::single(base.hidden as f64),
            time_steps: Axis::single(base.time_steps as f64),
            seeds: vec![base.seed],
            sample: None,
            criterion: Criterion::FinalLoss,
            base,
        }
    }

    /// The axis of one of [`SweepPlan::FIELDS`]; the time steps' for any other field.
    pub fn axis(&self, field: Field) -> &Axis {
        match field {
            Field::Lr => &self.lr,
            Field::Hidden => &self.hidden,
            _ => &self.time_steps,
        }
    }

    /// [`SweepPlan::axis`], to be set.
    pub fn axis_mut(&mut self, field: Field) -> &mut Axis {
        match field {
            Field::Lr => &mut self.lr,
            Field::Hidden => &mut self.hidden,
            _ => &mut self.time_steps,
        }
    }

    /// The settings that it varies, each with its least and its greatest value.
    pub fn varied(&self) -> impl Iterator<Item = (Field, f64, f64)> {
        Self::FIELDS.into_iter().filter_map(|field| {
            let (least, most) = self.axis(field).ends()?;
            (least < most).then_some((field, least, most))
        })
    }

    /// Its points: the grid with the learning rate outermost, or the sample in the order drawn.
    pub fn points(&self) -> Vec<Point> {
        match self.sample {
            None => self.grid(),
            Some(sample) => self.sampled(sample),
        }
    }

    fn grid(&self) -> Vec<Point> {
        let [rates, sizes, lengths] = Self::FIELDS.map(|field| self.axis(field).values(field));
        let mut points = Vec::with_capacity(rates.len() * sizes.len() * lengths.len());
        for lr in rates {
            for hidden in &sizes {
                for time_steps in &lengths {
                    points.push(Point::new(lr, *hidden, *time_steps));
                }
            }
        }
        points
    }

    fn sampled(&self, sample: Sample) -> Vec<Point> {
        let mut random = Mt::new(sample.seed);
        // A number from 0 up to, not including, 1.
        let mut draw = |field| {
            let part = f64::from(random.next_u32()) / 4_294_967_296.0;
            self.axis(field).draw(field, part)
        };
        let mut point = || {
            let [lr, hidden, time_steps] = Self::FIELDS.map(&mut draw);
            Point::new(lr, hidden, time_steps)
        };
        (0..sample.points).map(|_| point()).collect()
    }

    /// Every run: each point's, one for each seed, point after point.
    pub fn runs(&self) -> Vec<Config> {
        let points = self.points();
        let of = |point: &Point| self.seeds.iter().map(|seed| self.run(*point, *seed)).collect();
        points.iter().flat_map(|point| -> Vec<Config> { of(point) }).collect()
    }

    /// The run of a point with a seed.
    pub fn run(&self, point: Point, seed: u32) -> Config {
        let Point { lr, hidden, time_steps } = point;
        Config { lr, hidden, time_steps, seed, ..self.base.clone() }
    }

    /// The same plan with the fingerprints of the files that its base names, initial weights and data.
    ///
    /// # Errors
    /// [`RaceError::Run`] when its first run can't begin with them.
    pub fn with_files_held(&self) -> Result<Self, RaceError> {
        let Some(point) = self.points().first().copied() else { return Ok(self.clone()) };
        let first = self.run(point, self.seeds.first().copied().unwrap_or(self.base.seed));
        let Config { init, init_sha256, data, data_sha256, .. } =
            held(&first).map_err(|reason| RaceError::Run { name: RunName::OfSweep(0), reason })?;
        let base = Config { init, init_sha256, data, data_sha256, ..self.base.clone() };
        Ok(Self { base, ..self.clone() })
    }

    /// Checks that every run is possible, and that there aren't too many.
    ///
    /// # Errors
    /// [`PlanError`] for the first thing that is wrong.
    pub fn check(&self) -> Result<(), PlanError> {
        self.check_as_a_whole()?;
        self.points().into_iter().try_for_each(|point| {
            let impossible = |reason| PlanError::Run { point, reason };
            self.run(point, self.seeds[0]).check().map_err(impossible)
        })
    }

    /// [`SweepPlan::check`] of all that can be said without looking at run after run.
    ///
    /// # Errors
    /// [`PlanError`] for the first thing that is wrong.
    pub fn check_as_a_whole(&self) -> Result<(), PlanError> {
        for field in Self::FIELDS {
            self.axis(field).check(field)?;
        }
        if self.seeds.is_empty() {
            return Err(PlanError::Seeds);
        }
        if self.sample.is_some_and(|sample| sample.points == 0) {
            return Err(PlanError::Samples);
        }
        if let Some(goal) = self.criterion.goal().filter(|goal| goal.is_nan() || *goal <= 0.0) {
            return Err(PlanError::Goal(goal));
        }
        if !Criterion::LAST_RANGE.contains(&self.criterion.last()) {
            return Err(PlanError::Last(self.criterion.last()));
        }
        if self.criterion.needs_validation() && !has_validation(&self.base) {
            return Err(PlanError::Validation(self.criterion.name()));
        }
        let runs = self.count_runs();
        if runs > MOST_RUNS {
            return Err(PlanError::TooLarge(runs));
        }
        if runs > 1 && !self.base.uses_seed() && self.has_one_point() {
            return Err(PlanError::SameRuns(runs));
        }
        Ok(())
    }

    /// Whether all points are the same.
    fn has_one_point(&self) -> bool {
        self.varied().next().is_none()
    }

    /// Whether each point is trained with several seeds, and they decide nothing: the weights come from
    /// a file, and a seed draws nothing but weights.
    pub fn has_idle_seeds(&self) -> bool {
        self.seeds.len() > 1 && !self.base.uses_seed()
    }

    /// Checks that the file of initial weights, if there is one, fits the networks of all runs.
    ///
    /// # Errors
    /// [`RaceError::Run`] for the first run that it doesn't fit.
    pub fn check_files(&self) -> Result<(), RaceError> {
        // Weights fit one size, so that they are read twice at the most; on a table not all windows fit.
        let is_table = self.base.data.is_table();
        let sizes = |point: &Point| (point.hidden, if is_table { point.time_steps } else { 0 });
        let points = self.points();
        let several = points.iter().any(|point| point.hidden != points[0].hidden);
        let mut seen = HashSet::new();
        for (place, point) in
            points.iter().enumerate().filter(|(_, point)| seen.insert(sizes(point)))
        {
            let hidden = point.hidden;
            let fits = check_files(&self.run(*point, self.seeds[0]));
            fits.map_err(|reason| {
                let reason = if several { with_size(reason, hidden) } else { reason };
                RaceError::Run { name: RunName::OfSweep(place * self.seeds.len()), reason }
            })?;
        }
        Ok(())
    }

    /// How many points there are, without making them.
    pub fn count(&self) -> usize {
        let values = |field| self.axis(field).values(field).len();
        match self.sample {
            Some(sample) => sample.points,
            None => Self::FIELDS.into_iter().map(values).fold(1, usize::saturating_mul),
        }
    }

    /// How many runs there are, without making them.
    pub fn count_runs(&self) -> usize {
        self.count().saturating_mul(self.seeds.len())
    }

    /// Steps of all runs together.
    pub fn total_steps(&self) -> u64 {
        (self.count_runs() as u64).saturating_mul(self.base.steps)
    }
}

/// Says which of the hidden sizes a file of weights doesn't fit.
fn with_size(error: TrainerError, hidden: usize) -> TrainerError {
    match error {
        TrainerError::Init { path, reason } => {
            let reason = (Texts::in_force().plans.of_size)(&reason, hidden);
            TrainerError::Init { path, reason }
        }
        other => other,
    }
}
