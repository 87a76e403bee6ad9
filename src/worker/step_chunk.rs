//! What steps yielded, gathered until the window takes it.

use std::collections::VecDeque;
use std::time::Duration;

use crate::config::Settings;
use crate::data::Shape;
use crate::history::{History, HistoryError, StepRecord};
use crate::table::Samples;
use crate::thread::{ProcessorTime, RunId};
use crate::trainer::{ChangeEffects, Trainer};

/// The curves of one step: one batch row of its sequence.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    /// The step.
    pub step: u64,
    /// The batch row.
    pub row: usize,
    /// Place of the first sample on the data's axis: its phase in radians.
    pub start: f64,
    /// Distance between two samples on the axis; of a table on average.
    pub spacing: f64,
    /// Whether it may lie anywhere on the axis, as the windows of a table do.
    pub is_apart: bool,
    /// Numbers in a sample.
    pub shape: Shape,
    /// What the network read: time steps × inputs.
    pub input: Vec<f32>,
    /// What it should have answered: time steps × targets.
    pub target: Vec<f32>,
    /// What it answered, before the step's update: time steps × targets.
    pub prediction: Vec<f32>,
}

impl Default for Sequence {
    /// One without a sample, of one input and one target.
    fn default() -> Self {
        Self {
            step: 0,
            row: 0,
            start: 0.0,
            spacing: 0.0,
            is_apart: false,
            shape: Shape { inputs: 1, targets: 1 },
            input: Vec::new(),
            target: Vec::new(),
            prediction: Vec::new(),
        }
    }
}

impl Sequence {
    /// Time steps.
    pub fn len(&self) -> usize {
        self.target.len() / self.shape.targets.max(1)
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Numbers that it keeps: what it takes of the memory.
    pub fn numbers(&self) -> usize {
        self.input.len() + self.target.len() + self.prediction.len()
    }

    /// What the network read of an input, a number for each time step; nothing of one that there isn't.
    pub fn input_of(&self, channel: usize) -> impl Iterator<Item = f32> {
        channel_of(&self.input, self.shape.inputs, channel)
    }

    /// What it should have answered of a target.
    pub fn target_of(&self, channel: usize) -> impl Iterator<Item = f32> {
        channel_of(&self.target, self.shape.targets, channel)
    }

    /// What it answered of a target.
    pub fn prediction_of(&self, channel: usize) -> impl Iterator<Item = f32> {
        channel_of(&self.prediction, self.shape.targets, channel)
    }

    /// Place of sample `i` on the data's axis.
    pub fn t(&self, i: usize) -> f64 {
        self.start + i as f64 * self.spacing
    }

    /// Place just behind the last sample's interval: where the next sequence begins in a half turn.
    pub fn end(&self) -> f64 {
        self.t(self.len())
    }

    /// Whether it can be shown beside those before it, and all in their order.
    pub fn goes_on_from(&self, shown: &VecDeque<Self>) -> bool {
        let meets =
            |last: &Self| self.start > last.start && self.start <= last.end() + 0.5 * self.spacing;
        !self.is_apart || shown.back().is_none_or(meets)
    }

    /// Overwrites this sequence with the last step's, reusing its memory.
    fn copy_from(&mut self, trainer: &Trainer, row: usize) {
        let data = trainer.data();
        let row = row.min(data.batch() - 1);
        let time_steps = data.time_steps();
        self.shape = data.source().shape();
        let Shape { inputs, targets } = self.shape;
        let refill = |to: &mut Vec<f32>, from: &[f32], channels: usize| {
            to.clear();
            to.extend_from_slice(&from[row * time_steps * channels..][..time_steps * channels]);
        };
        self.step = trainer.steps();
        self.row = row;
        self.start = data.t(row, 0);
        let table = data.source().samples();
        let spacing = table.map(|samples| rows_apart(samples, self.start, time_steps));
        self.spacing = spacing.unwrap_or_else(|| data.source().spacing());
        self.is_apart = table.is_some();
        refill(&mut self.input, data.input(), inputs);
        refill(&mut self.target, data.target(), targets);
        refill(&mut self.prediction, trainer.network().prediction(), targets);
    }
}

/// How far apart the targets of so many samples stand on average, from the one in row `start` on, so that the next
/// sample stands where they end: farther than a row where rows were left out.
fn rows_apart(samples: &Samples, start: f64, count: usize) -> f64 {
    let next = samples.with_target_row(start) + count + samples.horizon;
    let end = match samples.rows.get(next) {
        Some(row) => f64::from(*row) + 1.0,
        None => samples.rows.last().map_or(start, |last| f64::from(*last) + 2.0),
    };
    (end - start) / count.max(1) as f64
}

/// One of so many channels of samples that lie one after the other.
fn channel_of(numbers: &[f32], channels: usize, channel: usize) -> impl Iterator<Item = f32> {
    let first = if channel < channels { channel } else { numbers.len() };
    numbers.get(first..).unwrap_or_default().iter().step_by(channels.max(1)).copied()
}

/// A change that nobody made by hand: a recipe being played did, or a run that goes on without patience.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayedChange {
    /// The first step that feels it.
    pub step: u64,
    /// What changed.
    pub change: Settings,
    /// The drag it belongs to, from [`super::PLAYED`] on.
    pub gesture: u64,
    /// What it did besides.
    pub effects: ChangeEffects,
}

/// Steps of one run, handed over together.
#[derive(Clone, Debug, Default)]
pub struct StepChunk {
    /// The run.
    pub run: RunId,
    /// Every step's loss, gradient norm, learning rate and clipping.
    pub history: History,
    /// The curves of the newest steps, oldest first.
    pub sequences: VecDeque<Sequence>,
    /// Changes that the recipe being played made: never more than it has.
    pub played: Vec<PlayedChange>,
    /// Time spent training so far.
    pub elapsed: Duration,
    /// Moving average over the last second.
    pub steps_per_second: f64,
    /// What the training thread has had of the processors so far, where the system tells.
    pub processor: Option<ProcessorTime>,
}

/// Numbers of curves that a chunk keeps, 4096 samples of one input and one target; older sequences would
/// have scrolled by unseen.
const KEPT_NUMBERS: usize = 3 * 4096;

impl StepChunk {
    /// An empty chunk of a run.
    pub(crate) fn new(run: RunId) -> Self {
        Self { run, ..Self::default() }
    }

    /// Whether there is nothing to hand over.
    pub(super) fn is_empty(&self) -> bool {
        self.sequences.is_empty() && self.history.is_empty() && self.played.is_empty()
    }

    /// The newest step in it, of which there are numbers or curves; 0 for none.
    pub(super) fn newest_step(&self) -> u64 {
        let shown = self.sequences.back().map_or(0, |sequence| sequence.step);
        self.history.last_step().unwrap_or(shown)
    }

    /// How many sequences a chunk keeps of this trainer.
    pub(super) fn room(trainer: &Trainer) -> usize {
        let Shape { inputs, targets } = trainer.data().source().shape();
        let sample = inputs + 2 * targets;
        (KEPT_NUMBERS / (trainer.data().time_steps() * sample)).max(1)
    }

    /// Adds a step's numbers.
    ///
    /// # Errors
    /// [`HistoryError`], when it isn't the step after the last.
    pub(crate) fn push(&mut self, report: &StepRecord) -> Result<(), HistoryError> {
        self.history.push(*report)
    }

    /// Adds the curves of the last step; a trainer that was restored and hasn't trained has none.
    pub(crate) fn push_sequence(&mut self, trainer: &Trainer, row: usize) {
        if trainer.network().prediction().is_empty() {
            return;
        }
        let room = Self::room(trainer);
        let mut sequence = Sequence::default();
        while self.sequences.len() >= room {
            sequence = self.sequences.pop_front().unwrap_or_default();
        }
        sequence.copy_from(trainer, row);
        if !sequence.goes_on_from(&self.sequences) {
            self.sequences.clear();
        }
        self.sequences.push_back(sequence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, DataChoice, DataKind, Missing};

    /// A trainer on three inputs and three targets after so many steps.
    fn trained(steps: u64) -> Trainer {
        let config = Config {
            data: DataKind::Lorenz.into(),
            samples: 400,
            hidden: 3,
            batch: 2,
            time_steps: 5,
            ..Config::default()
        };
        let mut trainer = Trainer::new(&config).unwrap();
        for _ in 0..steps {
            trainer.step().unwrap();
        }
        trainer
    }

    #[test]
    fn a_sequence_has_every_channel_of_its_row() {
        let trainer = trained(3);
        let mut chunk = StepChunk::new(1);
        chunk.push_sequence(&trainer, 1);
        let sequence = &chunk.sequences[0];
        assert_eq!((sequence.step, sequence.row, sequence.len()), (3, 1, 5));
        assert_eq!(sequence.shape, Shape { inputs: 3, targets: 3 });
        assert_eq!(sequence.numbers(), 45);
        let data = trainer.data();
        for channel in 0..3 {
            let of = |numbers: &[f32]| -> Vec<f32> {
                (0..5).map(|i| numbers[15 + 3 * i + channel]).collect()
            };
            assert_eq!(sequence.input_of(channel).collect::<Vec<_>>(), of(data.input()));
            assert_eq!(sequence.target_of(channel).collect::<Vec<_>>(), of(data.target()));
            let prediction = of(trainer.network().prediction());
            assert_eq!(sequence.prediction_of(channel).collect::<Vec<_>>(), prediction);
        }
        assert_eq!(sequence.target_of(3).count(), 0, "there is no such target");
        assert_eq!(sequence.end(), sequence.t(4) + sequence.spacing);
    }

    #[test]
    fn windows_of_a_table_meet_where_rows_were_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gaps.csv");
        // Two of three rows have no number, and once many more.
        let row = |n: usize| match n.is_multiple_of(3) && !(100..160).contains(&n) {
            true => format!("{n},{}\n", n % 7),
            false => format!("{n},\n"),
        };
        std::fs::write(&path, format!("a,b\n{}", (0..300).map(row).collect::<String>())).unwrap();
        let (data, missing) = (DataChoice::File(path), Missing::Drop);
        let config =
            Config { data, missing, hidden: 3, batch: 1, time_steps: 5, ..Config::default() };
        let (mut trainer, mut chunk) = (Trainer::new(&config).unwrap(), StepChunk::new(1));
        for _ in 0..11 {
            trainer.step().unwrap();
            chunk.push_sequence(&trainer, 0);
        }
        // An epoch: 55 of 79 samples.
        assert_eq!(chunk.sequences.len(), 11);
        let pairs = chunk.sequences.iter().zip(chunk.sequences.iter().skip(1));
        for (one, next) in pairs {
            assert!((one.end() - next.start).abs() < 1e-9, "{} {}", one.end(), next.start);
        }
        assert_eq!(chunk.sequences[0].spacing, 3.0);
    }

    #[test]
    fn several_channels_take_no_more_room_than_one() {
        let trainer = trained(1);
        // 3 + 2 × 3 numbers a sample, and 5 samples.
        assert_eq!(StepChunk::room(&trainer), 3 * 4096 / 45);
        let config = Config { time_steps: 10, ..Config::default() };
        assert_eq!(StepChunk::room(&Trainer::new(&config).unwrap()), 4096 / 10);
    }
}
