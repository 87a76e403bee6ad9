//! The sequences in view as lines: gaps between sequences that aren't neighbours, few enough points.

use std::collections::VecDeque;
use std::f64::consts::TAU;
use std::ops::RangeInclusive;

use egui_plot::PlotPoint;

use crate::data::{Position, Source};
use crate::figure::{self, graph::Ink};
use crate::worker::Sequence;

/// A line in several pieces, so that nothing is drawn where there is nothing.
pub(in crate::app) type Pieces = Vec<Vec<PlotPoint>>;

/// Lines for one frame.
#[derive(Debug, Default)]
pub(in crate::app) struct Trace {
    /// What was read.
    pub(in crate::app) input: Pieces,
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

/// Those of `sequences` in this part of the time axis, each line in about `points` stretches of at
/// most two points, its lowest and its highest; before the first step, input and target over one
/// turn.
pub(in crate::app) fn collect(
    source: &dyn Source,
    sequences: &VecDeque<Sequence>,
    t_range: &RangeInclusive<f64>,
    points: usize,
) -> Trace {
    if sequences.is_empty() {
        return task(source);
    }
    let mut trace = Trace::default();
    let mut before: Option<&Sequence> = None;
    let visible = visible(sequences, t_range);
    let separate = visible.len() <= SEPARATE;
    for sequence in visible {
        let newest = sequences.back().is_some_and(|last| last.step == sequence.step);
        trace.add(sequence, before, newest, separate);
        before = Some(sequence);
    }
    for line in [&mut trace.input, &mut trace.target, &mut trace.older] {
        let all: usize = line.iter().map(Vec::len).sum();
        line.iter_mut().for_each(|piece| thin(piece, points.max(100) * piece.len() / all.max(1)));
    }
    trace
}

/// The task itself, as the tutorial's first picture shows it.
fn task(source: &dyn Source) -> Trace {
    const POINTS: u32 = 128;
    let Some(wave) = source.wave(Position::START, 0) else { return Trace::default() };
    let t = |n: u32| f64::from(n) / f64::from(POINTS) * TAU;
    let samples = (0..=POINTS).map(|n| (t(n), wave.sample(t(n), n.into())));
    let (input, target) =
        samples.map(|(t, (x, y))| (PlotPoint::new(t, x), PlotPoint::new(t, y))).unzip();
    Trace { input: vec![input], target: vec![target], ..Trace::default() }
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
        let lines = [&self.input, &self.target, &self.older, &self.newest];
        lines.into_iter().flatten().map(Vec::len).sum()
    }

    /// The largest distance from zero of what is drawn: target and prediction, and the input where it is.
    pub(in crate::app) fn height(&self, with_input: bool) -> f64 {
        let input = with_input.then_some(&self.input);
        let lines = [&self.target, &self.older, &self.newest].into_iter().chain(input);
        lines.flatten().flatten().fold(0.0, |most, point| most.max(point.y.abs()))
    }

    fn add(
        &mut self,
        sequence: &Sequence,
        before: Option<&Sequence>,
        newest: bool,
        separate: bool,
    ) {
        let neighbours = before.is_some_and(|before| before.step + 1 == sequence.step);
        push(&mut self.input, sequence, &sequence.input, neighbours);
        push(&mut self.target, sequence, &sequence.target, neighbours);
        // Windows are predicted one by one, and drawn so; single samples are joined to be seen.
        let single = sequence.prediction.len() == 1;
        let joined = neighbours && (single || !separate);
        if newest {
            let last =
                self.older.last().and_then(|piece| piece.last()).filter(|_| single && joined);
            self.newest.extend(last.map(|point| vec![*point]));
            push(&mut self.newest, sequence, &sequence.prediction, last.is_some());
            self.newest_range = Some(sequence.start..=sequence.end());
        } else {
            push(&mut self.older, sequence, &sequence.prediction, joined);
        }
    }
}

/// Adds a sequence's values to a line, to its last piece where they are `joined` to it.
fn push(line: &mut Pieces, sequence: &Sequence, values: &[f32], joined: bool) {
    if !joined || line.is_empty() {
        line.push(Vec::with_capacity(values.len()));
    }
    let Some(piece) = line.last_mut() else { return };
    let point = |(i, value): (usize, &f32)| PlotPoint::new(sequence.t(i), f64::from(*value));
    piece.extend(values.iter().enumerate().filter(|(_, value)| value.is_finite()).map(point));
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

/// The sample nearest to `t`, if a sequence is there.
pub(in crate::app) fn nearest(
    sequences: &VecDeque<Sequence>,
    t: f64,
) -> Option<(&Sequence, usize)> {
    let half = |sequence: &Sequence| 0.5 * sequence.spacing;
    let holds = |sequence: &&Sequence| {
        t >= sequence.start - half(sequence) && t < sequence.end() - half(sequence)
    };
    let sequence = sequences.iter().rev().find(holds)?;
    let i = ((t - sequence.start) / sequence.spacing).round().max(0.0) as usize;
    Some((sequence, i.min(sequence.target.len().checked_sub(1)?)))
}

/// A line as figures have it.
pub(in crate::app) fn print(name: &str, ink: Ink, pieces: Pieces) -> figure::Line {
    let points = |piece: Vec<PlotPoint>| piece.iter().map(|point| (point.x, point.y)).collect();
    let pieces = pieces.into_iter().map(points).collect();
    figure::Line { name: name.to_owned(), ink, pieces }
}

#[cfg(test)]
mod tests {
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
        let trace = collect(&*source, &VecDeque::from([sequence]), &(0.0..=9.0), 100);
        assert_eq!((trace.height(false), trace.height(true)), (3.0, 4.0));
        let untrained = collect(&*source, &VecDeque::new(), &(0.0..=9.0), 100);
        assert_eq!(untrained.height(true), 1.0, "the task itself: a sine");
    }
}
