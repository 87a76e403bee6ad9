//! Forecasts that go on side by side, by the network's own answers.

use std::ops::Deref;

use super::{Memory, SequenceModel, WARM_UP};
use crate::evaluation::target_column;
use crate::table::Samples;

/// Time steps of a warm-up that are read at once.
const AT_ONCE: usize = 100;

/// The inputs of all rows, also of those whose target isn't known yet.
#[derive(Debug)]
pub(super) struct Series<S> {
    pub(super) samples: S,
    /// For each input the target that foretells it.
    foretold_by: Vec<usize>,
}

impl<S: Deref<Target = Samples>> Series<S> {
    pub(super) fn new(samples: S) -> Self {
        let place = |column: &usize| samples.targets.iter().position(|target| target == column);
        let foretold_by = samples.inputs.iter().filter_map(place).collect();
        Self { samples, foretold_by }
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

    /// Adds what is read next where this is what was answered.
    fn add_answer(&self, answer: &[f32], input: &mut Vec<f32>) {
        input.extend(self.foretold_by.iter().map(|k| answer[*k]));
    }

    pub(super) fn unscaled(&self, number: f32, k: usize) -> f64 {
        target_column(&self.samples, k).scaling.unscaled(f64::from(number))
    }
}

/// What is foretold of the rows after each of some, which have equally many before them that count.
#[derive(Debug)]
pub(super) struct Going {
    /// The last rows that are known.
    pub(super) lasts: Vec<usize>,
    ahead: usize,
    mind: Mind,
    input: Vec<f32>,
    /// Row after row of the forecast, for each beginning the targets, scaled.
    pub(super) foretold: Vec<f32>,
}

/// What a network that goes on has in mind.
#[derive(Debug)]
enum Mind {
    /// Its state, after so many of the rows that lead to the last one, of so many.
    Carried { read: Option<usize>, warm_up: usize },
    /// For each beginning the inputs of a window of so many rows, which ends with the newest, and how many of
    /// them have been read.
    Window { rows: usize, read: usize, series: Vec<Vec<f32>> },
}

impl Going {
    /// Begins to foretell `ahead` rows after each of `lasts`.
    pub(super) fn new<S: Deref<Target = Samples>>(
        series: &Series<S>,
        memory: Memory,
        lasts: Vec<usize>,
        ahead: usize,
    ) -> Self {
        let before = lasts.iter().copied().min().unwrap_or_default();
        let mind = match memory {
            Memory::Carried => Mind::Carried { read: None, warm_up: before.min(WARM_UP) },
            Memory::Window(time_steps) => {
                // At the very beginning of a table a window is shorter.
                let before = before.min(time_steps - 1);
                let rows = |last: &usize| (last - before..=*last).flat_map(|row| series.row(row));
                let series = lasts.iter().map(|last| rows(last).collect()).collect();
                Mind::Window { rows: before + 1, read: 0, series }
            }
        };
        let foretold = Vec::with_capacity(ahead * lasts.len() * series.targets());
        Self { lasts, ahead, mind, input: Vec::new(), foretold }
    }

    /// Goes on a little; false when all is foretold.
    pub(super) fn advance<F: SequenceModel, S: Deref<Target = Samples>>(
        &mut self,
        network: &mut F,
        series: &Series<S>,
    ) -> Result<bool, F::Error> {
        let per_row = self.lasts.len() * series.targets();
        if self.foretold.len() < self.ahead * per_row {
            match self.mind {
                Mind::Carried { read, warm_up } => self.carry_on(network, series, read, warm_up)?,
                Mind::Window { .. } => self.move_on(network, series)?,
            }
        }
        Ok(self.foretold.len() < self.ahead * per_row)
    }

    /// A piece of the warm-up, or a row ahead.
    fn carry_on<F: SequenceModel, S: Deref<Target = Samples>>(
        &mut self,
        network: &mut F,
        series: &Series<S>,
        read: Option<usize>,
        warm_up: usize,
    ) -> Result<(), F::Error> {
        if read.is_none() {
            network.begin(self.lasts.len());
        }
        let start = read.unwrap_or(0);
        if start < warm_up {
            let piece = AT_ONCE.min(network.at_once(self.lasts.len()));
            let end = (start + piece).min(warm_up);
            self.input.clear();
            for last in &self.lasts {
                let rows = (start..end).flat_map(|at| series.row(last - warm_up + at));
                self.input.extend(rows);
            }
            network.read(end - start, &self.input)?;
            self.mind = Mind::Carried { read: Some(end), warm_up };
            return Ok(());
        }
        if self.foretold.is_empty() {
            self.input.clear();
            self.input.extend(self.lasts.iter().flat_map(|last| series.row(*last)));
            self.mind = Mind::Carried { read: Some(start), warm_up };
        }
        let answers = network.read(1, &self.input)?;
        self.foretold.extend_from_slice(answers);
        self.input.clear();
        for answer in answers.chunks_exact(series.targets()) {
            series.add_answer(answer, &mut self.input);
        }
        Ok(())
    }

    /// A piece of the windows that end with the newest rows, and at their end a row ahead. How many are read side by
    /// side is left as it is: where they were fewer, the kernel's vectors might hold units in place of rows, whose sums
    /// have another order. In time they can be cut: each time step is computed from the one before in the same way.
    fn move_on<F: SequenceModel, S: Deref<Target = Samples>>(
        &mut self,
        network: &mut F,
        data: &Series<S>,
    ) -> Result<(), F::Error> {
        let Mind::Window { rows: window, read, series } = &mut self.mind else { return Ok(()) };
        let (window, inputs, targets) = (*window, data.inputs(), data.targets());
        let step = self.foretold.len() / (self.lasts.len() * targets).max(1);
        if *read == 0 {
            network.begin(self.lasts.len());
        }
        let rows = *read..window.min(read.saturating_add(network.at_once(self.lasts.len())));
        self.input.clear();
        for series in &*series {
            let newest = &series[series.len() - window * inputs..];
            self.input.extend_from_slice(&newest[rows.start * inputs..rows.end * inputs]);
        }
        let answers = network.read(rows.len(), &self.input)?;
        *read = rows.end % window;
        if *read > 0 {
            return Ok(());
        }
        for (series, answers) in series.iter_mut().zip(answers.chunks_exact(rows.len() * targets)) {
            let answer = &answers[(rows.len() - 1) * targets..];
            self.foretold.extend_from_slice(answer);
            data.add_answer(answer, series);
            // What lies before the window isn't needed any more; taken away now and then.
            if step.is_multiple_of(window) {
                series.drain(..series.len() - window * inputs);
            }
        }
        Ok(())
    }
}
