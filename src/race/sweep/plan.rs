//! What a sweep trains: points, seeds, and the runs that follow from them.

use rand_mt::Mt;

use super::axis::{Axis, AxisError, value_of};
use crate::config::{Config, ConfigError, Field};
use crate::race::{Criterion, RaceError};
use crate::trainer::held;

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

/// A point of a sweep: what its runs differ in from those of others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Learning rate.
    pub lr: f64,
    /// Hidden size.
    pub hidden: usize,
    /// Time steps.
    pub time_steps: usize,
}

/// Why a sweep makes no sense.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PlanError {
    /// An axis is wrong.
    #[error(transparent)]
    Axis(#[from] AxisError),
    /// No seeds.
    #[error("seed needs at least one value")]
    Seeds,
    /// No points.
    #[error("samples = 0 leaves nothing to train; it must be at least 1")]
    Samples,
    /// More runs than anybody waits for.
    #[error("the sweep has {0} runs; it can have at most {MOST_RUNS}")]
    TooLarge(usize),
    /// A goal that no loss reaches.
    #[error("loss = {0} is not possible: the loss to be reached must be a number above 0")]
    Goal(f32),
    /// A run's configuration is impossible.
    #[error("{point}: {reason}")]
    Run {
        /// The point in words.
        point: String,
        /// What is wrong with it.
        reason: ConfigError,
    },
}

impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { lr, hidden, time_steps } = self;
        write!(f, "learning rate {lr}, hidden size {hidden}, time steps {time_steps}")
    }
}

/// What a run is called that can't be made; runs are numbered from 1.
pub(super) fn name_of_run(place: usize) -> String {
    format!("run {} of the sweep", place + 1)
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

    /// The same plan with the fingerprint of the initial weights that its base names, if it names some.
    ///
    /// # Errors
    /// [`RaceError::Run`] when its first run can't begin with them.
    pub fn with_weights_held(&self) -> Result<Self, RaceError> {
        let Some(point) = self.points().first().copied() else { return Ok(self.clone()) };
        let first = self.run(point, self.seeds.first().copied().unwrap_or(self.base.seed));
        let Config { init, init_sha256, .. } =
            held(&first).map_err(|reason| RaceError::Run { name: name_of_run(0), reason })?;
        let base = Config { init, init_sha256, ..self.base.clone() };
        Ok(Self { base, ..self.clone() })
    }

    /// Checks that every run is possible, and that there aren't too many.
    ///
    /// # Errors
    /// [`PlanError`] for the first thing that is wrong.
    pub fn check(&self) -> Result<(), PlanError> {
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
        let runs = self.count_runs();
        if runs > MOST_RUNS {
            return Err(PlanError::TooLarge(runs));
        }
        self.points().into_iter().try_for_each(|point| {
            let impossible = |reason| PlanError::Run { point: point.to_string(), reason };
            self.run(point, self.seeds[0]).check().map_err(impossible)
        })
    }

    /// How many points there are, without making them.
    fn count(&self) -> usize {
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

impl Point {
    fn new(lr: f64, hidden: f64, time_steps: f64) -> Self {
        Self { lr, hidden: hidden as usize, time_steps: time_steps as usize }
    }

    /// The value of one of [`SweepPlan::FIELDS`] as files write it.
    pub fn text(self, field: Field) -> String {
        value_of(field, self.value(field)).to_string()
    }

    /// The value of one of [`SweepPlan::FIELDS`]; the time steps' for any other field.
    pub fn value(self, field: Field) -> f64 {
        match field {
            Field::Lr => self.lr,
            Field::Hidden => self.hidden as f64,
            _ => self.time_steps as f64,
        }
    }
}
