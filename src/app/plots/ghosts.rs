//! Pinned runs beside the live one: their losses under its own, their predictions beside its own.

use std::f64::consts::TAU;
use std::ops::RangeInclusive;

use super::trace::{Pieces, collect, nearest};
use crate::data;
use crate::session::Session;
use crate::session::runs::{KeptRun, Runs};
use crate::thread::RunId;
use crate::worker::Sequence;

/// What is drawn of a pinned run.
pub(in crate::app) struct Ghost<T> {
    /// The run.
    pub(in crate::app) id: RunId,
    /// What the user calls it.
    pub(in crate::app) name: String,
    /// Its colour, as `RunLook::colour` counts them.
    pub(in crate::app) colour: usize,
    /// Its points.
    pub(in crate::app) line: T,
}

/// Predictions that were moved along the time axis.
pub(in crate::app) struct Moved {
    /// The lines, where they are drawn.
    pub(in crate::app) pieces: Pieces,
    /// By how many periods, to later times where positive.
    pub(in crate::app) periods: i64,
}

/// The pinned runs, `line` being what is drawn of each.
pub(in crate::app) fn all<T>(runs: &Runs, mut line: impl FnMut(&KeptRun) -> T) -> Vec<Ghost<T>> {
    let ghost = |run: &KeptRun| Ghost {
        id: run.id,
        name: run.look.name.clone(),
        colour: run.look.colour,
        line: line(run),
    };
    runs.ghosts().map(ghost).collect()
}

/// The newest predictions of the pinned runs in this part of the time axis.
pub(in crate::app) fn predictions(
    session: &Session,
    t_range: &RangeInclusive<f64>,
    points: usize,
) -> Vec<Ghost<Moved>> {
    all(&session.runs, |run| {
        let periods = periods(session, run);
        Moved { pieces: prediction(run, periods, t_range, points), periods }
    })
}

/// A run's newest predictions, moved by whole periods.
fn prediction(run: &KeptRun, periods: i64, t_range: &RangeInclusive<f64>, points: usize) -> Pieces {
    if run.sequences.is_empty() {
        return Pieces::new();
    }
    let shift = periods as f64 * TAU;
    let own = t_range.start() - shift..=t_range.end() - shift;
    let trace = collect(&*data::source(&run.recipe.config), &run.sequences, &own, points);
    let mut pieces = trace.older;
    pieces.extend(trace.newest);
    pieces.iter_mut().flatten().for_each(|point| point.x += shift);
    pieces
}

/// By how many periods a pinned run's predictions are moved to where the live run's newest sequence
/// ends: the task is the same there.
fn periods(session: &Session, run: &KeptRun) -> i64 {
    let live = session.sequences().back().map_or(0.0, Sequence::end);
    let own = run.sequences.back().map_or(live, Sequence::end);
    ((live - own) / TAU).round() as i64
}

/// A sample of a pinned run.
pub(in crate::app) struct Sample<'a> {
    /// The run.
    pub(in crate::app) run: &'a KeptRun,
    /// The sequence it stands in.
    pub(in crate::app) sequence: &'a Sequence,
    /// Its place there.
    pub(in crate::app) index: usize,
    /// By how many periods it was moved.
    pub(in crate::app) periods: i64,
}

/// What the pinned runs have drawn at time `t`.
pub(in crate::app) fn at(session: &Session, t: f64) -> impl Iterator<Item = Sample<'_>> {
    session.runs.ghosts().filter_map(move |run| {
        let periods = periods(session, run);
        let (sequence, index) = nearest(&run.sequences, t - periods as f64 * TAU)?;
        Some(Sample { run, sequence, index, periods })
    })
}
