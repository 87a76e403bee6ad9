//! Pinned runs beside the live one: their losses under its own, their predictions beside its own.

use std::f64::consts::TAU;
use std::ops::RangeInclusive;

use super::channels::{Channel, Channels, target_column};
use super::places::nearest;
use super::trace::{Pieces, collect};
use crate::config::Config;
use crate::data::{self, Position, Source};
use crate::session::Session;
use crate::session::runs::{KeptRun, Runs};
use crate::text::Texts;
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
    /// Whether they are answers to other data, whose axis is another: nothing of them is drawn.
    pub(in crate::app) is_apart: bool,
}

/// The pinned runs, `line` being what is drawn of each.
pub(in crate::app) fn all<T>(
    runs: &Runs,
    texts: &Texts,
    mut line: impl FnMut(&KeptRun) -> T,
) -> Vec<Ghost<T>> {
    let ghost = |run: &KeptRun| Ghost {
        id: run.id,
        name: run.look.called(texts),
        colour: run.look.colour,
        line: line(run),
    };
    runs.ghosts().map(ghost).collect()
}

/// The newest predictions of the pinned runs in this part of the time axis, of a target of the live run's.
pub(in crate::app) fn predictions(
    session: &Session,
    t_range: &RangeInclusive<f64>,
    points: usize,
    target: usize,
) -> Vec<Ghost<Moved>> {
    let live = data::source(&session.run.config);
    all(&session.runs, session.texts, |run| {
        let source = data::source(&run.recipe.config);
        let Some(channel) = same_target(session, &*live, run, &*source, target) else {
            return Moved { pieces: Pieces::new(), periods: 0, is_apart: true };
        };
        let periods = periods(session, run);
        let pieces = prediction(run, &*source, channel, periods, t_range, points);
        Moved { pieces, periods, is_apart: false }
    })
}

/// The channel of a pinned run that answers what this target of the live run's asks for; none where it was
/// trained on other data.
fn same_target(
    session: &Session,
    live: &dyn Source,
    run: &KeptRun,
    source: &dyn Source,
    target: usize,
) -> Option<Channel> {
    let number = match (live.samples(), source.samples()) {
        (None, None) if live.axis() == source.axis() => target,
        (Some(own), Some(other)) if is_same_table(&session.run.config, &run.recipe.config) => {
            let name = &target_column(own, target)?.name;
            let column = |number: &usize| target_column(other, *number);
            (0..other.targets.len()).find(|n| column(n).is_some_and(|it| it.name == *name))?
        }
        _ => return None,
    };
    (number < source.shape().targets).then(|| Channel::target(source, number))
}

/// Whether the rows of two runs are those of one table.
fn is_same_table(one: &Config, other: &Config) -> bool {
    let of = |config: &Config| match config.data.file() {
        Some(_) => (config.data_sha256.clone(), None),
        None => (None, Some((config.data.clone(), config.samples, config.data_seed))),
    };
    of(one) == of(other)
}

/// A run's newest predictions, moved by whole periods.
fn prediction(
    run: &KeptRun,
    source: &dyn Source,
    target: Channel,
    periods: i64,
    t_range: &RangeInclusive<f64>,
    points: usize,
) -> Pieces {
    if run.sequences.is_empty() {
        return Pieces::new();
    }
    let shift = periods as f64 * TAU;
    let own = t_range.start() - shift..=t_range.end() - shift;
    let channels = Channels { target, inputs: Vec::new() };
    let trace = collect(source, &run.sequences, &own, points, &channels);
    let mut pieces = trace.older;
    pieces.extend(trace.newest);
    pieces.iter_mut().flatten().for_each(|point| point.x += shift);
    pieces
}

/// By how many periods a pinned run's predictions are moved to where the live run's newest sequence
/// ends: the task is the same there. Rows of a table and formulas have no period, and stay where they are.
fn periods(session: &Session, run: &KeptRun) -> i64 {
    if !(comes_round(&session.run.config) && comes_round(&run.recipe.config)) {
        return 0;
    }
    let live = session.sequences().back().map_or(0.0, Sequence::end);
    let own = run.sequences.back().map_or(live, Sequence::end);
    ((live - own) / TAU).round() as i64
}

/// Whether these data are the same again after 2π.
fn comes_round(config: &Config) -> bool {
    data::source(config).wave(Position::START, 0).is_some()
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
    /// What it answered, in the unit in which that is drawn.
    pub(in crate::app) value: f64,
}

/// What the pinned runs have drawn of a target at time `t`.
pub(in crate::app) fn at(
    session: &Session,
    t: f64,
    target: usize,
) -> impl Iterator<Item = Sample<'_>> {
    let live = data::source(&session.run.config);
    session.runs.ghosts().filter_map(move |run| {
        let source = data::source(&run.recipe.config);
        let channel = same_target(session, &*live, run, &*source, target)?;
        let periods = periods(session, run);
        let (sequence, index) = nearest(&*source, &run.sequences, t - periods as f64 * TAU)?;
        let value = channel.value(sequence.prediction_of(channel.number).nth(index)?);
        Some(Sample { run, sequence, index, periods, value })
    })
}

/// The pinned runs of which nothing is drawn, since their data are others.
pub(in crate::app) fn apart(session: &Session, target: usize) -> impl Iterator<Item = &KeptRun> {
    let live = data::source(&session.run.config);
    session.runs.ghosts().filter(move |run| {
        let source = data::source(&run.recipe.config);
        same_target(session, &*live, run, &*source, target).is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DataKind;
    use crate::history::StepRecord;
    use crate::recipe::Recipe;
    use crate::session::Action;
    use crate::session::runs::RunChange;
    use crate::thread::Pace;
    use crate::worker::{Event, StepChunk, Until};

    /// The live run's only step, whose sequence begins at `start`.
    fn train(session: &mut Session, start: f64) {
        let mut chunk = StepChunk { run: session.run.id, ..StepChunk::default() };
        let (loss, grad_norm, learning_rate) = (0.5, 1.0, 0.02);
        let record = StepRecord { loss, grad_norm, learning_rate, ..StepRecord::new(1) };
        chunk.history.push(record).unwrap();
        let [input, target, prediction] = [0.5; 3].map(|value| vec![value; 10]);
        let (step, spacing) = (1, 1.0);
        chunk.sequences.push_back(Sequence {
            step,
            start,
            spacing,
            input,
            target,
            prediction,
            ..Sequence::default()
        });
        session.apply(Event::Steps(Box::new(chunk)));
    }

    /// By how many periods a pinned run on these data is moved that ended eight of them before the live one.
    fn moved(kind: DataKind) -> i64 {
        let mut recipe = Recipe::default();
        recipe.config.data = kind.into();
        data::open(&mut recipe.config).unwrap();
        let mut session = Session::new(recipe, Pace::Max, Until::default(), true).0;
        train(&mut session, 100.0);
        session.act(Action::Restart);
        session.act(Action::ChangeRun(1, RunChange::Pin(true)));
        train(&mut session, 100.0 + 8.0 * TAU);
        let ghosts = predictions(&session, &(0.0..=200.0), 100, 0);
        let [ghost] = ghosts.as_slice() else { panic!("one run is pinned") };
        let first = ghost.line.pieces[0][0].x;
        assert!((first - 100.0 - ghost.line.periods as f64 * TAU).abs() < 1e-9);
        ghost.line.periods
    }

    #[test]
    fn a_run_on_other_data_keeps_to_its_own_axis() {
        let mut recipe = Recipe::default();
        recipe.config.data = DataKind::RandomWalk.into();
        data::open(&mut recipe.config).unwrap();
        let mut session = Session::new(recipe.clone(), Pace::Max, Until::default(), true).0;
        train(&mut session, 100.0);
        recipe.config.data_seed += 1;
        data::open(&mut recipe.config).unwrap();
        session.act(Action::Open(Box::new(recipe)));
        session.act(Action::ChangeRun(1, RunChange::Pin(true)));
        train(&mut session, 100.0);
        let ghosts = predictions(&session, &(0.0..=200.0), 100, 0);
        assert!(ghosts[0].line.is_apart && ghosts[0].line.pieces.is_empty());
        assert_eq!(at(&session, 105.0, 0).count(), 0);
        assert_eq!(apart(&session, 0).map(|run| run.id).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn only_data_that_come_round_are_moved_by_periods() {
        assert_eq!(moved(DataKind::SinCos), 8);
        assert_eq!(moved(DataKind::NoisySine), 8);
        assert_eq!(moved(DataKind::Formula), 0, "its period isn't known");
        assert_eq!(moved(DataKind::RandomWalk), 0, "row 347 is that row in every run");
    }
}
