//! Pinned runs beside the live one: their losses under its own, their predictions beside its own.

use std::f64::consts::TAU;
use std::ops::RangeInclusive;

use egui::Color32;

use super::trace::{Pieces, collect};
use crate::app::theme::Palette;
use crate::data;
use crate::session::Session;
use crate::session::runs::{KeptRun, Runs};

/// What is drawn of a pinned run.
pub(in crate::app) struct Ghost<T> {
    /// What the user calls the run.
    pub(in crate::app) name: String,
    /// Its colour.
    pub(in crate::app) colour: Color32,
    /// Its points.
    pub(in crate::app) line: T,
}

/// The pinned runs, `line` being what is drawn of each.
pub(in crate::app) fn all<T>(
    runs: &Runs,
    palette: &Palette,
    mut line: impl FnMut(&KeptRun) -> T,
) -> Vec<Ghost<T>> {
    let colour = |run: &KeptRun| palette.several[run.look.colour % palette.several.len()];
    let ghost = |run: &KeptRun| Ghost {
        name: run.look.name.clone(),
        colour: colour(run).gamma_multiply(0.75),
        line: line(run),
    };
    runs.ghosts().map(ghost).collect()
}

/// The newest predictions of the pinned runs in this part of the time axis.
pub(in crate::app) fn predictions(
    session: &Session,
    palette: &Palette,
    t_range: &RangeInclusive<f64>,
    points: usize,
) -> Vec<Ghost<Pieces>> {
    let end = session.windows().back().map_or(0.0, |newest| newest.end());
    all(&session.runs, palette, |run| prediction(run, end, t_range, points))
}

/// A run's newest predictions, moved by whole periods to where the live run's newest window ends: the
/// task is the same there.
fn prediction(run: &KeptRun, end: f64, t_range: &RangeInclusive<f64>, points: usize) -> Pieces {
    let Some(newest) = run.windows.back() else { return Pieces::new() };
    let shift = ((end - newest.end()) / TAU).round() * TAU;
    let own = t_range.start() - shift..=t_range.end() - shift;
    let trace = collect(&*data::source(&run.recipe.config), &run.windows, &own, points);
    let mut pieces = trace.older;
    pieces.extend(trace.newest);
    pieces.iter_mut().flatten().for_each(|point| point.x += shift);
    pieces
}
