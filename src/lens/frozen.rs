//! A network at one step, taken out of its run: plain numbers that can cross threads.

use std::ops::Range;
use std::sync::Arc;

use crate::config::{Config, Season, StateMode};
use crate::data::{self, Loader, Wave};
use crate::network::{Spec, State, parameters};
use crate::table::Samples;
use crate::trainer::{Trainer, TrainerError};

use super::values::Values;
use super::{Model64, RowState, Trace};

/// Time steps of a window that a lens shows, at the most.
pub const MOST_SHOWN: usize = 500;

/// What of a configuration says how a network is judged and what is asked of it. No step feels it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JudgedBy {
    season: Season,
    forecast: u64,
}

/// A network at one step, with a window of data and the state before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Frozen {
    /// The step the network is at: its weights are those after this step's update.
    pub step: u64,
    /// Configuration of the step whose window is shown, but for season and forecast, which are the newest.
    pub config: Config,
    /// Every variable in PyTorch's order.
    pub parameters: Vec<Values>,
    /// The batch row shown.
    pub row: usize,
    /// Rows of the window.
    pub batch: usize,
    /// Samples in a row of the window.
    pub time_steps: usize,
    /// Where the samples of the row shown lie on the data's axis.
    pub times: Vec<f64>,
    /// Distance between two of them.
    pub spacing: f64,
    /// The same as a piece of a wave, where the data are one.
    pub wave: Option<Wave>,
    /// What the network reads; batch × time steps × inputs, row after row.
    pub input: Vec<f32>,
    /// What it should answer; batch × time steps × targets, row after row.
    pub target: Vec<f32>,
    /// The state before the window; layers × batch × H.
    pub state: State,
}

impl Frozen {
    /// The network as it is now, with the last step's window, the state which that began with, and
    /// the configuration of that step: a change since then acts at the next one, but for one of season or
    /// forecast, which no step feels.
    /// Before the first step: what [`Frozen::ahead`] gives.
    ///
    /// # Errors
    /// When a variable's numbers can't be read.
    pub fn now(trainer: &Trainer, row: usize) -> Result<Self, TrainerError> {
        if trainer.data().input().is_empty() {
            return Self::ahead(trainer, row);
        }
        let config = trainer.config_to_judge_by();
        Self::new(trainer, config, trainer.data(), trainer.state_before().clone(), row)
    }

    /// The network as it is now, about to take its next step: loss and gradients are those that the
    /// step will find.
    ///
    /// # Errors
    /// When a variable's numbers can't be read.
    pub fn ahead(trainer: &Trainer, row: usize) -> Result<Self, TrainerError> {
        let mut data = trainer.data().clone();
        data.draw();
        let mut state = trainer.network().state.clone();
        if trainer.config().state != StateMode::Carry || data.begins_epoch() {
            state.reset();
        }
        Self::new(trainer, trainer.config().clone(), &data, state, row)
    }

    fn new(
        trainer: &Trainer,
        config: Config,
        data: &Loader,
        state: State,
        row: usize,
    ) -> Result<Self, TrainerError> {
        let entries = parameters::layout(&Spec::new(&config));
        let values = trainer.network().parameters().values()?;
        let row = row.min(data.batch() - 1);
        let wave = data.wave(row);
        let times = match &wave {
            Some(wave) => wave.phases(0).collect(),
            None => (0..data.time_steps()).map(|i| data.t(row, i)).collect(),
        };
        Ok(Self {
            step: trainer.steps(),
            parameters: entries
                .into_iter()
                .zip(values)
                .map(|(entry, values)| Values { name: entry.name, shape: entry.shape, values })
                .collect(),
            config,
            row,
            batch: data.batch(),
            time_steps: data.time_steps(),
            times,
            spacing: data.source().spacing(),
            wave,
            input: data.input().to_vec(),
            target: data.target().to_vec(),
            state,
        })
    }

    /// The table that it learns from; none where it is none.
    pub fn samples(&self) -> Option<Arc<Samples>> {
        // The trainer has it, so that it needn't be read again.
        data::source(&self.config).samples().cloned()
    }

    /// What lenses hang on that no step feels.
    pub fn judged_by(&self) -> JudgedBy {
        let Config { season, forecast, .. } = self.config;
        JudgedBy { season, forecast }
    }

    /// The weights as a network that runs.
    pub fn model(&self) -> Model64<'_> {
        let parameters: Vec<&[f32]> = self.parameters.iter().map(|each| &each.values[..]).collect();
        Model64::new(&Spec::new(&self.config), &parameters)
    }

    /// Input of the row shown, one number a time step.
    pub fn row_input(&self) -> Vec<f64> {
        self.input_of(self.row)
    }

    /// Target of the row shown, one number a time step.
    pub fn row_target(&self) -> Vec<f64> {
        self.target_of(self.row)
    }

    /// The state before the window of the row shown.
    pub fn row_state(&self) -> RowState {
        self.state_of(self.row)
    }

    /// Time steps at the window's beginning that lenses leave out: of a window of more than
    /// [`MOST_SHOWN`] they show the last ones.
    pub fn skipped(&self) -> usize {
        self.time_steps.saturating_sub(MOST_SHOWN)
    }

    /// The trace of the row shown over the time steps that lenses show: what the network does there, from
    /// the state that it has come to since the window began.
    pub fn trace(&self) -> Trace {
        self.trace_by(&self.model())
    }

    /// The same by `model`, which may be less than all of the network.
    pub fn trace_by(&self, model: &Model64<'_>) -> Trace {
        let (input, mut state) = (self.row_input(), self.row_state());
        let (skipped, shown) = input.split_at(self.skipped() * model.inputs());
        for x in skipped.chunks_exact(model.inputs()) {
            model.step(&mut state, x);
        }
        model.run(&state, shown)
    }

    /// The trace of the row shown over its whole window, from the state that the window began with.
    pub fn whole_trace(&self) -> Trace {
        self.model().run(&self.row_state(), &self.row_input())
    }

    /// Target of the row shown at the time steps that lenses show.
    pub fn shown_target(&self) -> Vec<f64> {
        let mut target = self.row_target();
        target.split_off(self.skipped() * target.len() / self.time_steps.max(1))
    }

    /// Where these time steps lie on the data's axis.
    pub fn shown_times(&self) -> &[f64] {
        &self.times[self.skipped().min(self.times.len())..]
    }

    /// The trace of `model` over other windows of the row shown, counted from it (−1 is the one
    /// before), with what happens to the state at their borders.
    pub fn trace_over(&self, model: &Model64<'_>, windows: Range<i64>, before: &RowState) -> Trace {
        let mut whole = Trace { before: before.clone(), ..Trace::default() };
        for window in windows {
            let reset = self.config.state == StateMode::Reset;
            let state = if reset { model.blank() } else { whole.after() };
            whole.extend(model.run(&state, &self.input_beside(window)));
        }
        whole
    }

    /// What the row shown reads in the window this many after the one shown, one number a time step;
    /// nothing where the data tell of no other window.
    fn input_beside(&self, windows: i64) -> Vec<f64> {
        match &self.wave {
            Some(wave) => wave.input(windows),
            None if windows == 0 => self.row_input(),
            None => Vec::new(),
        }
    }

    /// Where the samples lie that [`Frozen::trace_over`] reads in other windows of the row shown.
    pub fn times_over(&self, windows: Range<i64>) -> Vec<f64> {
        match &self.wave {
            Some(wave) => windows.flat_map(|window| wave.phases(window)).collect(),
            None if windows.contains(&0) => self.times.clone(),
            None => Vec::new(),
        }
    }

    /// Windows that were drawn before the one shown, as far as the data tell of them.
    pub fn windows_before(&self) -> i64 {
        self.wave.as_ref().map_or(0, Wave::sequences_before)
    }

    /// Input of a row, one number a time step.
    pub fn input_of(&self, row: usize) -> Vec<f64> {
        widened(row_of(&self.input, row, self.batch))
    }

    /// Target of a row, one number a time step.
    pub fn target_of(&self, row: usize) -> Vec<f64> {
        widened(row_of(&self.target, row, self.batch))
    }

    /// The state before the window of a row.
    pub fn state_of(&self, row: usize) -> RowState {
        let hidden = self.config.hidden;
        let layer = |numbers: &[f32], layer: usize| {
            let start = (layer * self.batch + row) * hidden;
            numbers.get(start..start + hidden).map(widened).unwrap_or_default()
        };
        let layers = 0..self.config.layers;
        RowState {
            h: layers.clone().map(|index| layer(&self.state.hidden, index)).collect(),
            c: layers.map(|index| layer(&self.state.cell, index)).collect(),
        }
    }
}

/// A batch row's numbers: time steps × channels.
fn row_of(samples: &[f32], row: usize, batch: usize) -> &[f32] {
    let len = samples.len() / batch;
    &samples[row * len..][..len]
}

fn widened(numbers: &[f32]) -> Vec<f64> {
    numbers.iter().copied().map(f64::from).collect()
}
