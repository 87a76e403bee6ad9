//! A linear regression on the same window of inputs that the network reads: ridge regression with an
//! intercept that isn't held back, as it would be fitted by the normal equations
//! W = (XᵀX + 10⁻⁶·L·I′)⁻¹ XᵀY over the L training samples. A row of X holds the scaled inputs of a sample and
//! of the T − 1 before it (before the first sample: the first one again), and a 1; I′ is the identity with a 0
//! at the intercept.
//!
//! X itself is never made: it would take T times the room of the data. Each of its columns is another one,
//! one sample later, so that XᵀX follows from its first rows: from one block to the next along the diagonal, a
//! sample goes and another comes.
//! Since the intercept isn't held back, the same line is fitted to numbers moved by any constant; moved by
//! their means they keep their digits.

use std::ops::{Deref, Range};

use faer::linalg::solvers::Solve as _;
use faer::{Mat, Side};

use super::{Part, measure};
use crate::table::Samples;

/// Numbers that a window may have, time steps × inputs: more take too long.
pub const MOST_NUMBERS: usize = 2000;

/// What holds the weights back, for each training sample.
const RIDGE: f64 = 1e-6;
/// Samples that are summed at a time, so that they stay in the cache.
const CHUNK: usize = 2048;
/// Products that are summed before others have their turn.
const STRETCH: usize = 8 << 20;
/// What is added to a diagonal of ones where rounding has left a matrix without a root.
const JITTER: [f64; 5] = [0.0, 1e-14, 1e-12, 1e-10, 1e-8];

/// Whether a window isn't too large.
pub(super) fn is_possible(samples: &Samples, time_steps: usize) -> bool {
    let numbers = time_steps.checked_mul(samples.inputs.len());
    numbers.is_some_and(|numbers| (1..=MOST_NUMBERS).contains(&numbers))
}

/// A fitted regression.
#[derive(Debug)]
pub(super) struct Linear {
    inputs: usize,
    time_steps: usize,
    /// For each target the weights of a window, time step by time step from the oldest on.
    weights: Vec<Vec<f64>>,
    /// For each target what is added.
    intercepts: Vec<f64>,
}

impl Linear {
    /// Fits the training part; none where a window is too large, or where there is no solution.
    #[cfg(test)]
    pub(super) fn fit(samples: &Samples, time_steps: usize) -> Option<Self> {
        let mut fitting = Fitting::new(samples, time_steps)?;
        while fitting.advance() {}
        fitting.linear()
    }

    /// What it answers to every sample, scaled as the targets are.
    #[cfg(test)]
    pub(super) fn predictions(&self, samples: &Samples, k: usize) -> Vec<f64> {
        self.answers(samples, k, 0..samples.len()).collect()
    }

    /// What it answers to some samples, scaled as the targets are.
    pub(super) fn answers(
        &self,
        samples: &Samples,
        k: usize,
        range: Range<usize>,
    ) -> impl Iterator<Item = f64> {
        let (weights, inputs) = (&self.weights[k], self.inputs);
        let padded = move |sample: usize| {
            let number = |at: usize| {
                let row = (sample + 1 + at / inputs).saturating_sub(self.time_steps);
                f64::from(samples.input[row * inputs + at % inputs])
            };
            weights.iter().enumerate().map(|(at, weight)| weight * number(at)).sum::<f64>()
        };
        let answer = move |sample: usize| match (sample + 1).checked_sub(self.time_steps) {
            None => padded(sample),
            Some(first) => {
                let window = &samples.input[first * inputs..(sample + 1) * inputs];
                window.iter().zip(weights).map(|(number, weight)| f64::from(*number) * weight).sum()
            }
        };
        range.map(move |sample| answer(sample) + self.intercepts[k])
    }
}

/// A regression that is being fitted, bit by bit.
#[derive(Debug)]
pub(super) struct Fitting<S> {
    data: Data<S>,
    sums: Sums,
    /// The samples and the inputs that are summed next.
    start: usize,
    input: usize,
}

impl<S: Deref<Target = Samples>> Fitting<S> {
    /// Nothing is summed yet; none where a window is too large.
    pub(super) fn new(samples: S, time_steps: usize) -> Option<Self> {
        if !is_possible(&samples, time_steps) {
            return None;
        }
        let data = Data::new(samples, time_steps)?;
        Some(Self { sums: Sums::new(&data), data, start: 0, input: 0 })
    }

    /// Sums on; false when nothing is left to sum.
    pub(super) fn advance(&mut self) -> bool {
        let Data { count, inputs, time_steps, .. } = self.data;
        if self.start >= count {
            return false;
        }
        let each = CHUNK * time_steps * (inputs + self.data.shift_of_targets.len());
        let end = (self.input + (STRETCH / each).max(1)).min(inputs);
        let chunk = self.start..(self.start + CHUNK).min(count);
        self.sums.add(&self.data, chunk.clone(), self.input..end);
        self.input = end;
        if end == inputs {
            (self.start, self.input) = (chunk.end, 0);
        }
        self.start < count
    }

    /// The line that fits what was summed; none where there is no solution.
    pub(super) fn linear(&self) -> Option<Linear> {
        let data = &self.data;
        let solution = solve(data, &self.sums)?;
        let (inputs, targets) = (data.inputs, data.shift_of_targets.len());
        // Lags are in the order of the normal equations, windows in the order of time.
        let weight = |at: usize, k: usize| {
            let (time_step, input) = (at / inputs, at % inputs);
            solution[((data.time_steps - 1 - time_step) * inputs + input, k)]
        };
        let numbers = data.time_steps * inputs;
        let weights: Vec<Vec<f64>> =
            (0..targets).map(|k| (0..numbers).map(|at| weight(at, k)).collect()).collect();
        let intercept = |(k, weights): (usize, &Vec<f64>)| {
            let moved =
                weights.iter().enumerate().map(|(at, weight)| weight * data.shift[at % inputs]);
            solution[(numbers, k)] + data.shift_of_targets[k] - moved.sum::<f64>()
        };
        let intercepts = weights.iter().enumerate().map(intercept).collect();
        Some(Linear { inputs, time_steps: data.time_steps, weights, intercepts })
    }

    /// The part that is summed.
    pub(super) fn part_done(&self) -> f32 {
        self.start as f32 / self.data.count.max(1) as f32
    }
}

/// The training part as columns of X are made of it.
#[derive(Debug)]
struct Data<S> {
    samples: S,
    count: usize,
    inputs: usize,
    time_steps: usize,
    /// What is taken from each input, and from each target.
    shift: Vec<f64>,
    shift_of_targets: Vec<f64>,
}

impl<S: Deref<Target = Samples>> Data<S> {
    fn new(samples: S, time_steps: usize) -> Option<Self> {
        let (inputs, targets) = (samples.inputs.len(), samples.targets.len());
        let count = Part::Train.of(&samples).len();
        let means = |numbers: &[f32], width: usize| -> Option<Vec<f64>> {
            let column = |at: usize| numbers[at..].iter().step_by(width).take(count);
            let mean = |at| measure::mean(column(at).map(|number| f64::from(*number)));
            (0..width).map(mean).collect()
        };
        let (shift, shift_of_targets) =
            (means(&samples.input, inputs)?, means(&samples.target, targets)?);
        Some(Self { samples, count, inputs, time_steps, shift, shift_of_targets })
    }

    /// An input at a sample, or at the first one where it is before that.
    fn input(&self, sample: isize, input: usize) -> f64 {
        let sample = usize::try_from(sample).unwrap_or(0);
        f64::from(self.samples.input[sample * self.inputs + input]) - self.shift[input]
    }

    fn target(&self, sample: usize, k: usize) -> f64 {
        let targets = self.shift_of_targets.len();
        f64::from(self.samples.target[sample * targets + k]) - self.shift_of_targets[k]
    }

    /// For each column of X what it has at its beginning that the same input one lag less hasn't, and what it
    /// lacks at its end. Nothing for those without lag.
    fn ends(&self) -> Vec<(f64, f64)> {
        let of = |column: usize| {
            let (lag, input) = ((column / self.inputs) as isize, column % self.inputs);
            let goes = |lag| self.input(self.count as isize - lag, input);
            if lag == 0 { (0.0, 0.0) } else { (self.input(-lag, input), goes(lag)) }
        };
        (0..self.time_steps * self.inputs).map(of).collect()
    }
}

/// What is summed over the samples.
#[derive(Debug)]
struct Sums {
    /// Of each input with each column of X: inputs × (time steps × inputs).
    products: Mat<f64>,
    /// Of each input alone.
    totals: Vec<f64>,
    /// XᵀY.
    right: Mat<f64>,
}

impl Sums {
    fn new<S: Deref<Target = Samples>>(data: &Data<S>) -> Self {
        let (inputs, numbers) = (data.inputs, data.time_steps * data.inputs);
        let targets = data.shift_of_targets.len();
        Self {
            products: Mat::zeros(inputs, numbers),
            totals: vec![0.0; inputs],
            right: Mat::zeros(numbers + 1, targets),
        }
    }

    /// Adds the products of some samples: those with all lags of some inputs.
    fn add<S: Deref<Target = Samples>>(
        &mut self,
        data: &Data<S>,
        samples: Range<usize>,
        added: Range<usize>,
    ) {
        let (count, before) = (samples.len(), data.time_steps - 1);
        let (first, end) = (samples.start as isize - before as isize, samples.end as isize);
        let series = |input| (first..end).map(move |sample| data.input(sample, input));
        let inputs: Vec<Vec<f64>> = (0..data.inputs).map(|input| series(input).collect()).collect();
        let answers = |k| samples.clone().map(move |sample| data.target(sample, k)).collect();
        let targets: Vec<Vec<f64>> = (0..data.shift_of_targets.len()).map(answers).collect();
        if added.start == 0 {
            for (k, target) in targets.iter().enumerate() {
                self.right[(data.time_steps * data.inputs, k)] += target.iter().sum::<f64>();
            }
        }
        for input in added {
            let series = &inputs[input];
            self.totals[input] += series[before..].iter().sum::<f64>();
            for lag in 0..data.time_steps {
                let (column, delayed) =
                    (lag * data.inputs + input, &series[before - lag..][..count]);
                for (other, series) in inputs.iter().enumerate() {
                    self.products[(other, column)] += dot(&series[before..], delayed);
                }
                for (k, target) in targets.iter().enumerate() {
                    self.right[(column, k)] += dot(target, delayed);
                }
            }
        }
    }

    /// The lower half of XᵀX with what holds the weights back.
    fn matrix<S: Deref<Target = Samples>>(&self, data: &Data<S>) -> Mat<f64> {
        let (inputs, ends) = (data.inputs, data.ends());
        let (numbers, count) = (ends.len(), data.count as f64);
        let mut matrix = Mat::zeros(numbers + 1, numbers + 1);
        matrix[(numbers, numbers)] = count;
        for (column, (comes, goes)) in ends.iter().enumerate() {
            let input = column % inputs;
            let has_lag = column >= inputs;
            for row in column - input..numbers {
                let (row_comes, row_goes) = ends[row];
                matrix[(row, column)] = if has_lag {
                    matrix[(row - inputs, column - inputs)] + row_comes * comes - row_goes * goes
                } else {
                    self.products[(input, row)]
                };
            }
            matrix[(numbers, column)] = if has_lag {
                matrix[(numbers, column - inputs)] + comes - goes
            } else {
                self.totals[input]
            };
        }
        for at in 0..numbers {
            matrix[(at, at)] += RIDGE * count;
        }
        matrix
    }
}

/// The weights of all lags, the intercept last, for each target.
fn solve<S: Deref<Target = Samples>>(data: &Data<S>, sums: &Sums) -> Option<Mat<f64>> {
    let mut matrix = sums.matrix(data);
    let size = matrix.nrows();
    // Columns of very different size are made alike first.
    let root = |at: usize| if matrix[(at, at)] > 0.0 { matrix[(at, at)].sqrt() } else { 1.0 };
    let sizes: Vec<f64> = (0..size).map(root).collect();
    for column in 0..size {
        for row in column..size {
            matrix[(row, column)] /= sizes[row] * sizes[column];
        }
    }
    let right = Mat::from_fn(size, sums.right.ncols(), |row, k| sums.right[(row, k)] / sizes[row]);
    let diagonal: Vec<f64> = (0..size).map(|at| matrix[(at, at)]).collect();
    JITTER.iter().find_map(|jitter| {
        for (at, value) in diagonal.iter().enumerate() {
            matrix[(at, at)] = value + jitter;
        }
        let solution = matrix.llt(Side::Lower).ok()?.solve(&right);
        let solution = Mat::from_fn(size, right.ncols(), |row, k| solution[(row, k)] / sizes[row]);
        let is_finite = |row| (0..right.ncols()).all(|k: usize| solution[(row, k)].is_finite());
        (0..size).all(is_finite).then_some(solution)
    })
}

/// The scalar product, in eight sums side by side.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    const LANES: usize = 8;
    let (a, b) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest: f64 = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum();
    let mut sums = [0.0; LANES];
    for (a, b) in a.zip(b) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum::<f64>() + rest
}
