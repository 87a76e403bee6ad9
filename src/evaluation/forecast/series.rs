//! A table's rows as a network reads them one after the other, its own answers behind them.

use super::super::target_column;
use super::{Memory, SequenceModel, WARM_UP};
use crate::table::Samples;

/// Time steps of a warm-up that are read at once.
const AT_ONCE: usize = 100;

/// The inputs of all rows, also of those whose target isn't known yet.
pub(super) struct Series<'a> {
    pub(super) samples: &'a Samples,
    /// For each input the target that foretells it.
    foretold_by: Vec<usize>,
}

impl<'a> Series<'a> {
    pub(super) fn new(samples: &'a Samples) -> Self {
        let place = |column: &usize| samples.targets.iter().position(|target| target == column);
        Self { samples, foretold_by: samples.inputs.iter().filter_map(place).collect() }
    }

    /// Rows whose inputs are known.
    pub(super) fn rows(&self) -> usize {
        self.samples.rows.len()
    }

    fn inputs(&self) -> usize {
        self.samples.inputs.len()
    }

    pub(super) fn targets(&self) -> usize {
        self.samples.targets.len()
    }

    /// The inputs of a row, scaled as those of the samples are.
    fn row(&self, row: usize) -> impl Iterator<Item = f32> {
        self.samples.inputs.iter().map(move |column| {
            let column = &self.samples.columns[*column];
            column.scaling.scaled(column.values[row]) as f32
        })
    }

    pub(super) fn unscaled(&self, number: f32, k: usize) -> f64 {
        target_column(self.samples, k).scaling.unscaled(f64::from(number))
    }

    /// What is foretold of the `ahead` rows after each of these: row after row of the forecast, for each
    /// beginning the targets, scaled.
    pub(super) fn go_on<F: SequenceModel>(
        &self,
        network: &mut F,
        memory: Memory,
        lasts: &[usize],
        ahead: usize,
    ) -> Result<Vec<f32>, F::Error> {
        match memory {
            Memory::Carried => self.carry_on(network, lasts, ahead),
            Memory::Window(time_steps) => self.move_on(network, time_steps, lasts, ahead),
        }
    }

    /// From the state after up to [`WARM_UP`] rows before each of `lasts`, which have equally many.
    fn carry_on<F: SequenceModel>(
        &self,
        network: &mut F,
        lasts: &[usize],
        ahead: usize,
    ) -> Result<Vec<f32>, F::Error> {
        network.begin(lasts.len());
        let warm_up = lasts.iter().copied().min().unwrap_or_default().min(WARM_UP);
        let mut input = Vec::new();
        for start in (0..warm_up).step_by(AT_ONCE) {
            let end = (start + AT_ONCE).min(warm_up);
            input.clear();
            for last in lasts {
                let rows = (start..end).flat_map(|at| self.row(last - warm_up + at));
                input.extend(rows);
            }
            network.read(end - start, &input)?;
        }
        input.clear();
        input.extend(lasts.iter().flat_map(|last| self.row(*last)));
        let mut foretold = Vec::with_capacity(ahead * lasts.len() * self.targets());
        for _ in 0..ahead {
            let answers = network.read(1, &input)?;
            foretold.extend_from_slice(answers);
            input.clear();
            for answer in answers.chunks_exact(self.targets()) {
                input.extend(self.foretold_by.iter().map(|k| answer[*k]));
            }
        }
        Ok(foretold)
    }

    /// By windows that end at each of `lasts` and move on.
    fn move_on<F: SequenceModel>(
        &self,
        network: &mut F,
        time_steps: usize,
        lasts: &[usize],
        ahead: usize,
    ) -> Result<Vec<f32>, F::Error> {
        // At the very beginning of a table a window is shorter.
        let before = lasts.iter().copied().min().unwrap_or_default().min(time_steps - 1);
        let window = before + 1;
        let mut series: Vec<Vec<f32>> = lasts
            .iter()
            .map(|last| (last - before..=*last).flat_map(|row| self.row(row)).collect())
            .collect();
        let (inputs, targets) = (self.inputs(), self.targets());
        let mut input = Vec::new();
        let mut foretold = Vec::with_capacity(ahead * lasts.len() * targets);
        for step in 0..ahead {
            input.clear();
            let newest = |series: &Vec<f32>| series.len() - window * inputs;
            series.iter().for_each(|series| input.extend_from_slice(&series[newest(series)..]));
            network.begin(lasts.len());
            let answers = network.read(window, &input)?;
            for (series, answers) in series.iter_mut().zip(answers.chunks_exact(window * targets)) {
                let answer = &answers[(window - 1) * targets..];
                foretold.extend_from_slice(answer);
                series.extend(self.foretold_by.iter().map(|k| answer[*k]));
                // What lies before the window isn't needed any more; taken away now and then.
                if step % window == 0 {
                    series.drain(..series.len() - window * inputs);
                }
            }
        }
        Ok(foretold)
    }
}
