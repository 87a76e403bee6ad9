//! The data: sequences of samples to read, and of what should be answered.
//!
//! A [`Source`] is what the data are, laid out for a configuration: how many numbers a sample has,
//! where samples lie on their axis, and what any sequence holds, wherever it lies. A [`Loader`] draws
//! batch after batch from it.
//!
//! A *sequence* is the T samples that a batch row reads in one step. All buffers are laid out
//! batch × time steps × channels, row after row, where the channels are a sample's inputs or its
//! targets.

use std::fmt::Debug;
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::config::{Config, DataChoice, DataKind, each_source};
use crate::table::{Samples, Table};
use crate::wording::Wording;

mod epochs;
mod loader;
mod noise;
mod opened;
mod outline;
mod periodic;
mod rows;
mod wave;
mod windows;

pub use epochs::Epochs;
pub use formula::{FormulaProblem, problems as formula_problems};
pub use loader::Loader;
pub use opened::{DataError, Progress, check_patience, forget_tables};
pub use outline::Outline;
pub use wave::{Wave, sine};

/// Data laid out for a configuration.
///
/// It is a pure function of configuration and position: whatever lies at a position can be had
/// without what lies before it, always to the same bits. That is what rewinding, looking ahead and
/// checkpoints rest on.
pub trait Source: Debug + Send + Sync {
    /// Numbers in a sample.
    fn shape(&self) -> Shape;

    /// Sequences in a batch, and samples in a sequence.
    fn layout(&self) -> Layout;

    /// What samples lie along.
    fn axis(&self) -> Axis;

    /// What is learned, as in "learns cos from sin", in a language.
    fn task_in(&self, words: &'static Wording) -> String;

    /// What is learned, in the language in force.
    fn task(&self) -> String {
        self.task_in(Wording::in_force())
    }

    /// What an input is called: a column's name, a formula, or words of the language in force. The heads of CSV
    /// files are English always.
    fn input_name(&self, channel: usize) -> &str;

    /// What a target is called, as [`Source::input_name`].
    fn target_name(&self, channel: usize) -> &str;

    /// Distance between two samples of a sequence on the axis.
    fn spacing(&self) -> f64;

    /// Where on the axis sample `i` of a batch row lies, in the batch at `at`.
    fn t(&self, at: Position, row: usize, i: usize) -> f64;

    /// Writes the sequence of a batch row, of the batch at `at`: time steps × inputs and
    /// time steps × targets.
    fn fill(&self, at: Position, row: usize, input: &mut [f32], target: &mut [f32]);

    /// Whether the next batch begins with this one's rows from the second on, so that only its last
    /// row is new.
    fn rows_move_up(&self) -> bool;

    /// The same data laid out for another configuration, and where the batch that would have been
    /// at `at` lies there; `None` where that changes nothing.
    fn relaid(&self, config: &Config, at: Position) -> Option<(Arc<dyn Source>, Position)>;

    /// The sequence of a batch row as a piece of a wave, for lenses that go on from it or vary it;
    /// `None` where the data are no sin and cos of a phase.
    fn wave(&self, at: Position, row: usize) -> Option<Wave>;

    /// The samples of the table; `None` where the data are none.
    fn samples(&self) -> Option<&Arc<Samples>> {
        None
    }

    /// Whole epochs that end before the batch at a position; `None` where the data have no end.
    fn epochs(&self, _: Position) -> Option<u64> {
        None
    }

    /// Whether an epoch begins with the batch at a position, whose state is then zero.
    fn begins_epoch(&self, _: Position) -> bool {
        false
    }
}

/// The data that a configuration asks for, and for a table its file's fingerprint and lasting path in
/// `config`.
///
/// # Errors
/// [`DataError`], where they can't be had, or can't be laid out so.
pub fn open(config: &mut Config) -> Result<Arc<dyn Source>, DataError> {
    let opened = open_told(config, &mut |_| ControlFlow::Continue(()))?;
    Ok(opened.unwrap_or_else(|| source(config)))
}

/// The same. `progress` is told now and then which part of a table's file was read, and can break off: nothing is
/// returned then.
///
/// # Errors
/// As [`open`].
pub fn open_told(
    config: &mut Config,
    progress: &mut Progress<'_>,
) -> Result<Option<Arc<dyn Source>>, DataError> {
    if config.data.is_table() {
        let rows = rows::Rows::open(config, progress)?;
        return Ok(rows.map(|rows| Arc::new(rows) as Arc<dyn Source>));
    }
    if config.data.is(DataKind::Formula) {
        formula::check(config)?;
    }
    Ok(Some(source(config)))
}

/// The data that a configuration asks for. Of a table that wasn't opened yet, or can't be had any more, there
/// are names and no numbers: [`open`] says why.
pub fn source(config: &Config) -> Arc<dyn Source> {
    match &config.data {
        DataChoice::Kind(kind) if !kind.is_generator() => periodic_source(*kind, config),
        _ => match rows::Rows::known(config) {
            Some(rows) => Arc::new(rows),
            None => Arc::new(rows::Missing::new(config)),
        },
    }
}

/// Declares a module for each source of the list, and what opens it, and what makes a generator's table.
macro_rules! open_sources {
    (
        periodic { $($module:ident: $variant:ident = $name:literal;)+ }
        made { $($generator:ident: $made:ident = $made_name:literal, $horizon:literal;)* }
    ) => {
        $(mod $module;)+

        fn periodic_source(kind: DataKind, config: &Config) -> Arc<dyn Source> {
            match kind {
                $(DataKind::$variant => $module::source(config),)+
                $(DataKind::$made => Arc::new(rows::Missing::new(config)),)*
            }
        }

        /// The table that a generator makes: so many rows from a seed.
        fn made(kind: DataKind, samples: usize, seed: u32) -> Table {
            match kind {
                $(DataKind::$made => crate::generators::$generator::make(samples, seed),)*
                _ => Table::made(Vec::new(), &[], &[]),
            }
        }
    };
}

each_source!(open_sources);

/// Numbers in a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What the network reads.
    pub inputs: usize,
    /// What it should answer.
    pub targets: usize,
}

/// How samples are put together for a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Sequences that are trained on at once.
    pub batch: usize,
    /// Samples in a sequence.
    pub time_steps: usize,
}

/// What samples lie along: time in radians, or the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Whether it is time in radians, which comes round after 2π, so that its round numbers are multiples of π.
    pub has_turns: bool,
}

impl Axis {
    /// What stands for a place on it, before a number: "t", "row".
    pub fn name(&self) -> &'static str {
        if self.has_turns { "t" } else { Wording::in_force().data.row }
    }

    /// Its name, where it isn't time in radians.
    pub fn along(&self) -> Option<&'static str> {
        (!self.has_turns).then(|| self.name())
    }

    /// What stands at an axis, as "t in radians".
    pub fn label(&self) -> String {
        self.label_in(Wording::in_force()).to_owned()
    }

    /// What stands at an axis in a language.
    pub fn label_in(&self, words: &'static Wording) -> &'static str {
        if self.has_turns { words.data.t_in_radians } else { words.data.row }
    }
}

/// Where a batch lies in the data: where the present layout began, and how many batches ago.
///
/// Samples are numbered in time. The number counts how many samples a row had read before this one,
/// and counts on wherever the layout changes: a source that comes round finds its pass over the data
/// by dividing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Place on the axis at which the present layout began.
    pub origin: f64,
    /// Number in time of the sample with which the present layout began; 0 where the source doesn't
    /// ask for numbers.
    pub sample: u64,
    /// Batches since then.
    pub batches: u64,
}

impl Position {
    /// Where a run begins.
    pub const START: Self = Self { origin: 0.0, sample: 0, batches: 0 };

    /// One batch on.
    fn following(self) -> Self {
        Self { batches: self.batches + 1, ..self }
    }
}
