//! The sequences in view as lines: gaps between sequences that aren't neighbours, few enough points.

use std::collections::VecDeque;
use std::f64::consts::TAU;
use std::ops::RangeInclusive;

use egui_plot::PlotPoint;

use super::channels::{Channel, Channels};
use super::places::{Placed, row_read};
use crate::data::{Position, Source};
use crate::figure::{self, graph::Ink};
use crate::table::Samples;
use crate::worker::Sequence;

/// A line in several pieces, so that nothing is drawn where there is nothing.
pub(in crate::app) type Pieces = Vec<Vec<PlotPoint>>;

/// Lines for one frame, in the units of their channels.
#[derive(Debug, Default)]
pub(in crate::app) struct Trace {
    /// What was read, input by input.
    pub(in crate::app) inputs: Vec<Pieces>,
    /// What should have been answered.
    pub(in crate::app) target: Pieces,
    /// The prediction of all sequences but the newest.
    pub(in crate::app) older: Pieces,
    /// The prediction of the newest sequence.
    pub(in crate::app) newest: Pieces,
    /// Where the newest sequence lies.
    pub(in crate::app) newest_range: Option<RangeInclusive<f64>>,
}

/// Windows in view up to which each prediction is a piece of its own; of more the eye sees no gaps.
const SEPARATE: usize = 150;
/// Samples of a table that are shown before the first step at most.
const MOST_BEFORE: usize = 4096;

/// Those of `sequences` in this part of the time axis, each line in about `points` stretches of at
/// most two points, its lowest and its highest; before the first step what is to be read and answered there.
pub(in crate::app) fn collect(
    source: &dyn Source,
    sequences: &VecDeque<Sequence>,
    t_range: &RangeInclusive<f64>,
    points: usize,
    channels: &Channels,
) -> Trace {
    if sequences.is_empty() {
        return match source.samples() {
            Some(samples) => rows(samples, t_range, channels),
            None => task(source, *t_range.end(), channels),
        };
    }
    let mut trace =
        Trace { inputs: vec![Pieces::new(); channels.inputs.len()], ..Trace::default() };
    let mut before: Option<&Sequence> = None;
    let visible = visible(sequences, t_range);
    let separate = visible.len() <= SEPARATE;
    for sequence in visible {
        let newest = sequences.back().is_some_and(|last| last.step == sequence.step);
        let placed = Placed::of(source, sequence);
        trace.add(&placed, before, newest, separate, channels);
        before = Some(sequence);
    }
    let lines = trace.inputs.iter_mut().chain([&mut trace.target, &mut trace.older]);
    for line in lines {
        let all: usize = line.iter().map(Vec::len).sum();
        line.iter_mut().for_each(|piece| thin(piece, points.max(100) * piece.len() / all.max(1)));
    }
    trace
}

/// The task itself up to `end`, as the tutorial's first picture shows it.
fn task(source: &dyn Source, end: f64, channels: &Channels) -> Trace {
    /// For a turn.
    const POINTS: f64 = 128.0;
    let Some(wave) = source.wave(Position::START, 0) else {
        return first_samples(source, end, channels);
    };
    let points = (POINTS * end / TAU).clamp(POINTS, MOST_BEFORE as f64) as u32;
    let t = |n: u32| f64::from(n) / f64::from(points) * end;
    let samples = (0..=points).map(|n| (t(n), wave.sample(t(n), n.into())));
    let (input, target) =
        samples.map(|(t, (x, y))| (PlotPoint::new(t, x), PlotPoint::new(t, y))).unzip();
    let inputs = vec![vec![input]; channels.inputs.len()];
    Trace { inputs, target: vec![target], ..Trace::default() }
}

/// What would be read and answered up to `end`, sample by sample.
fn first_samples(source: &dyn Source, end: f64, channels: &Channels) -> Trace {
    let (shape, time_steps) = (source.shape(), source.layout().time_steps);
    let mut trace =
        Trace { inputs: vec![vec![Vec::new()]; channels.inputs.len()], ..Trace::default() };
    let mut target = Vec::new();
    let mut input = vec![0.0; time_steps * shape.inputs];
    let mut answer = vec![0.0; time_steps * shape.targets];
    for batches in 0.. {
        let position = Position { batches, ..Position::START };
        if source.t(position, 0, 0) > end || target.len() >= MOST_BEFORE {
            break;
        }
        source.fill(position, 0, &mut input, &mut answer);
        for i in 0..time_steps {
            let t = source.t(position, 0, i);
            let point = |channel: &Channel, values: &[f32], count: usize| {
                PlotPoint::new(t, channel.value(values[i * count + channel.number]))
            };
            for (line, channel) in trace.inputs.iter_mut().zip(&channels.inputs) {
                line[0].push(point(channel, &input, shape.inputs));
            }
            target.push(point(&channels.target, &answer, shape.targets));
        }
    }
    trace.target = vec![target];
    trace
}

/// The samples of a table whose targets stand in these rows, without an answer to them.
fn rows(samples: &Samples, t_range: &RangeInclusive<f64>, channels: &Channels) -> Trace {
    let first = samples.with_target_row(*t_range.start());
    let end = samples.with_target_row(*t_range.end() + 1.0).min(samples.len());
    let range = first..end.min(first + MOST_BEFORE);
    let (inputs, targets) = (samples.inputs.len(), samples.targets.len());
    let input = |channel: &Channel| {
        let value = |at: usize| channel.value(samples.input[at * inputs + channel.number]);
        vec![range.clone().map(|at| PlotPoint::new(row_read(samples, at), value(at))).collect()]
    };
    let value =
        |at: usize| channels.target.value(samples.target[at * targets + channels.target.number]);
    let target =
        range.clone().map(|at| PlotPoint::new(samples.target_row(at) as f64, value(at))).collect();
    let inputs = channels.inputs.iter().map(input).collect();
    Trace { inputs, target: vec![target], ..Trace::default() }
}

fn visible<'a>(
    sequences: &'a VecDeque<Sequence>,
    t_range: &RangeInclusive<f64>,
) -> impl ExactSizeIterator<Item = &'a Sequence> {
    let first = sequences.partition_point(|sequence| sequence.end() < *t_range.start());
    let last = sequences.partition_point(|sequence| sequence.start <= *t_range.end());
    // One more on each side, so that lines reach the edge.
    let first = first.saturating_sub(1);
    sequences.range(first..(last + 1).min(sequences.len()).max(first))
}

impl Trace {
    /// Points of all lines together.
    pub(in crate::app) fn points(&self) -> usize {
        let lines = [&self.target, &self.older, &self.newest];
        lines.into_iter().chain(&self.inputs).flatten().map(Vec::len).sum()
    }

    /// The largest distance from zero of what is drawn: target and prediction, and the inputs where they are.
    pub(in crate::app) fn height(&self, with_inputs: bool) -> f64 {
        let inputs = self.inputs.iter().filter(|_| with_inputs);
        let lines = [&self.target, &self.older, &self.newest].into_iter().chain(inputs);
        lines.flatten().flatten().fold(0.0, |most, point| most.max(point.y.abs()))
    }

    /// The least and the greatest of target and prediction; none where there is nothing.
    pub(in crate::app) fn range(&self) -> Option<(f64, f64)> {
        let lines = [&self.target, &self.older, &self.newest];
        let values = lines.into_iter().flatten().flatten().map(|point| point.y);
        values.fold(None, |range: Option<(f64, f64)>, y| {
            Some(range.map_or((y, y), |(low, high)| (low.min(y), high.max(y))))
        })
    }

    fn add(
        &mut self,
        placed: &Placed<'_>,
        before: Option<&Sequence>,
        newest: bool,
        separate: bool,
        channels: &Channels,
    ) {
        let (sequence, target) = (placed.sequence, &channels.target);
        let neighbours = before.is_some_and(|before| adjoin(before, sequence));
        for (line, channel) in self.inputs.iter_mut().zip(&channels.inputs) {
            let values = sequence.input_of(channel.number).map(|value| channel.value(value));
            push(line, values, |i| placed.input(i), neighbours);
        }
        let values = sequence.target_of(target.number).map(|value| target.value(value));
        push(&mut self.target, values, |i| placed.target(i), neighbours);
        let values = sequence.prediction_of(target.number).map(|value| target.value(value));
        // Windows are predicted one by one, and drawn so; single samples are joined to be seen.
        let single = sequence.len() == 1;
        let joined = neighbours && (single || !separate);
        if newest {
            let last =
                self.older.last().and_then(|piece| piece.last()).filter(|_| single && joined);
            self.newest.extend(last.map(|point| vec![*point]));
            push(&mut self.newest, values, |i| placed.target(i), last.is_some());
            self.newest_range = Some(sequence.start..=sequence.end());
        } else {
            push(&mut self.older, values, |i| placed.target(i), joined);
        }
    }
}

/// Whether a sequence was read right after another, and begins where that ends: shuffled windows of a table can lie
/// over each other, and a line from one to the other would go back.
fn adjoin(before: &Sequence, sequence: &Sequence) -> bool {
    let overlap = before.end() - sequence.start;
    before.step + 1 == sequence.step && overlap <= 0.5 * sequence.spacing
}

/// Adds a sequence's values to a line, to its last piece where they are `joined` to it.
fn push(
    line: &mut Pieces,
    values: impl Iterator<Item = f64>,
    place: impl Fn(usize) -> f64,
    joined: bool,
) {
    if !joined || line.is_empty() {
        line.push(Vec::new());
    }
    let Some(piece) = line.last_mut() else { return };
    let finite = values.enumerate().filter(|(_, value)| value.is_finite());
    piece.extend(finite.map(|(i, value)| PlotPoint::new(place(i), value)));
}

/// Where there are more than twice as many, leaves of each stretch of points the lowest and the highest, in their order.
fn thin(line: &mut Vec<PlotPoint>, points: usize) {
    if points == 0 || line.len() <= 2 * points {
        return;
    }
    let stretch = line.len().div_ceil(points);
    let mut thinned = Vec::with_capacity(2 * points + 2);
    for points in line.chunks(stretch) {
        let by_y = |a: &&PlotPoint, b: &&PlotPoint| a.y.total_cmp(&b.y);
        let finite = || points.iter().filter(|point| point.y.is_finite());
        if let (Some(low), Some(high)) = (finite().min_by(by_y), finite().max_by(by_y)) {
            let (first, second) = if low.x <= high.x { (low, high) } else { (high, low) };
            thinned.extend([*first, *second]);
        }
    }
    *line = thinned;
}

/// A line as figures have it.
pub(in crate::app) fn print(name: &str, ink: Ink, pieces: Pieces) -> figure::Line {
    let points = |piece: Vec<PlotPoint>| piece.iter().map(|point| (point.x, point.y)).collect();
    let pieces = pieces.into_iter().map(points).collect();
    figure::Line { name: name.to_owned(), ink, pieces }
}

#[cfg(test)]
mod tests {
    use super::super::places::nearest;
    use super::*;

    #[test]
    fn thinning_keeps_peaks() {
        let mut line: Vec<_> =
            (0..10_000).map(|n| PlotPoint::new(f64::from(n), f64::from(n % 7))).collect();
        line[5_003].y = 100.0;
        thin(&mut line, 500);
        assert!(line.len() <= 1000);
        assert!(line.iter().any(|point| point.y == 100.0));
        assert!(line.is_sorted_by(|a, b| a.x <= b.x));
    }

    #[test]
    fn what_is_drawn_decides_the_height() {
        let [input, target, prediction] =
            [[4.0, 0.0], [-3.0, f32::NAN], [2.0, f32::INFINITY]].map(Vec::from);
        let sequence = Sequence { input, target, prediction, spacing: 1.0, ..Sequence::default() };
        let source = crate::data::source(&crate::config::Config::default());
        let channels = Channels::with_inputs(&*source, 0);
        let trace = collect(&*source, &VecDeque::from([sequence]), &(0.0..=9.0), 100, &channels);
        assert_eq!((trace.height(false), trace.height(true)), (3.0, 4.0));
        let untrained = collect(&*source, &VecDeque::new(), &(0.0..=9.0), 100, &channels);
        assert_eq!(untrained.height(true), 1.0, "the task itself: a sine");
    }

    #[test]
    fn formulas_are_drawn_before_the_first_step_over_a_turn() {
        let config = crate::config::Config {
            data: crate::config::DataKind::Formula.into(),
            inputs: vec!["t".to_owned(), "2".to_owned()],
            targets: vec!["sin(t)".to_owned(), "3 * t".to_owned()],
            time_steps: 7,
            noise: 0.0,
            ..crate::config::Config::default()
        };
        let source = crate::data::source(&config);
        let channels = Channels::with_inputs(&*source, 1);
        let trace = collect(&*source, &VecDeque::new(), &(0.0..=9.0), 100, &channels);
        let (time, target) = (&trace.inputs[0][0], &trace.target[0]);
        assert_eq!((time.len(), target.len()), (21, 21), "three windows of a half turn");
        for (read, answered) in time.iter().zip(target) {
            assert!((read.x - read.y).abs() < 1e-6 && (answered.y - 3.0 * read.x).abs() < 1e-5);
        }
        assert!(trace.inputs[1][0].iter().all(|point| point.y == 2.0));
    }

    /// The rows of a table of two inputs and two targets, one of whose rows was left out, and a window of it.
    fn table() -> (std::sync::Arc<dyn Source>, Sequence) {
        use crate::config::{Config, DataChoice, Missing};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        let rows = (1..=40).map(|n| match n {
            5 => "5,\n".to_owned(),
            _ => format!("{n},{}\n", 100 * n),
        });
        std::fs::write(&path, format!("a,b\n{}", rows.collect::<String>())).unwrap();
        let columns = vec!["a".to_owned(), "b".to_owned()];
        let mut config = Config {
            data: DataChoice::File(path),
            inputs: columns.clone(),
            targets: columns,
            horizon: 2,
            missing: Missing::Drop,
            time_steps: 6,
            ..Config::default()
        };
        let source = crate::data::open(&mut config).unwrap();
        let shape = source.shape();
        let (mut input, mut target) = (vec![0.0; 12], vec![0.0; 12]);
        source.fill(Position::START, 0, &mut input, &mut target);
        let (start, prediction) = (source.t(Position::START, 0, 0), target.clone());
        let (step, spacing) = (1, 1.0);
        let sequence = Sequence {
            step,
            start,
            spacing,
            shape,
            input,
            target,
            prediction,
            ..Sequence::default()
        };
        (source, sequence)
    }

    #[test]
    fn a_tables_channels_are_drawn_at_their_rows_in_their_units() {
        let (source, sequence) = table();
        let channels = Channels::with_inputs(&*source, 1);
        let sequences = VecDeque::from([sequence]);
        let trace = collect(&*source, &sequences, &(0.0..=40.0), 100, &channels);
        let rounded = |pieces: &Pieces| {
            let points = pieces.concat();
            points.iter().map(|point| (point.x, point.y.round())).collect::<Vec<_>>()
        };
        // Row 5 was left out; two kept rows lie between what is read and what is answered.
        let targets = [3.0, 4.0, 6.0, 7.0, 8.0, 9.0].map(|row| (row, 100.0 * row));
        assert_eq!(rounded(&trace.target), targets);
        assert_eq!(rounded(&trace.newest), targets);
        assert_eq!(rounded(&trace.inputs[0]), [1.0, 2.0, 3.0, 4.0, 6.0, 7.0].map(|row| (row, row)));
        assert_eq!(
            trace.range().map(|(low, high)| (low.round(), high.round())),
            Some((300.0, 900.0))
        );
        let found = |t| nearest(&*source, &sequences, t).map(|(_, i)| i);
        assert_eq!((found(3.4), found(6.4), found(4.9)), (Some(0), Some(2), None));
        let before = collect(&*source, &VecDeque::new(), &(3.0..=8.0), 100, &channels);
        assert_eq!(rounded(&before.target), &targets[..5]);
    }

    #[test]
    fn windows_that_lie_over_each_other_are_lines_of_their_own() {
        let (source, first) = table();
        let channels = Channels::with_inputs(&*source, 1);
        for (start, pieces) in [(first.start + 2.0, 2), (first.start + 7.0, 1)] {
            let second = Sequence { step: 2, start, ..first.clone() };
            let sequences = VecDeque::from([first.clone(), second]);
            let trace = collect(&*source, &sequences, &(0.0..=40.0), 100, &channels);
            assert_eq!((trace.target.len(), trace.inputs[0].len()), (pieces, pieces), "{start}");
            for piece in trace.target.iter().chain(&trace.inputs[0]) {
                assert!(piece.is_sorted_by(|a, b| a.x < b.x), "{start}");
            }
        }
    }
}
