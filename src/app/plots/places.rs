//! Where samples lie on the axis of the data: phases, and of a table the rows that they stand in.

use std::collections::VecDeque;

use crate::data::Source;
use crate::table::Samples;
use crate::worker::Sequence;

/// A sequence, and where its samples lie: of a table in the rows that they stand in.
#[derive(Clone, Copy)]
pub(in crate::app) struct Placed<'a> {
    pub(in crate::app) sequence: &'a Sequence,
    /// The table, and the sequence's first sample.
    table: Option<(&'a Samples, usize)>,
}

impl<'a> Placed<'a> {
    pub(in crate::app) fn of(source: &'a dyn Source, sequence: &'a Sequence) -> Self {
        let samples = source.samples();
        let table = samples.map(|samples| (&**samples, samples.with_target_row(sequence.start)));
        Self { sequence, table: table.filter(|(samples, at)| at + sequence.len() <= samples.len()) }
    }

    /// Where a sample's target lies.
    pub(in crate::app) fn target(&self, i: usize) -> f64 {
        match self.table {
            Some((samples, first)) => samples.target_row(first + i) as f64,
            None => self.sequence.t(i),
        }
    }

    /// Where its inputs lie.
    pub(in crate::app) fn input(&self, i: usize) -> f64 {
        self.table.map_or_else(|| self.sequence.t(i), |(table, first)| row_read(table, first + i))
    }
}

/// The row of the table, from 1, that a sample's inputs stand in.
pub(in crate::app) fn row_read(samples: &Samples, sample: usize) -> f64 {
    f64::from(samples.rows[sample]) + 1.0
}

/// Where there are samples, in order.
pub(in crate::app) fn all(source: &dyn Source, sequences: &VecDeque<Sequence>) -> Vec<f64> {
    let placed = sequences.iter().map(|sequence| Placed::of(source, sequence));
    let of_one = |placed: Placed<'_>| {
        (0..placed.sequence.len()).map(|i| placed.target(i)).collect::<Vec<_>>()
    };
    let mut places: Vec<f64> = placed.flat_map(of_one).collect();
    places.sort_unstable_by(f64::total_cmp);
    places.dedup();
    places
}

/// The sample nearest to `t`, if a sequence is there.
pub(in crate::app) fn nearest<'a>(
    source: &dyn Source,
    sequences: &'a VecDeque<Sequence>,
    t: f64,
) -> Option<(&'a Sequence, usize)> {
    if let Some(samples) = source.samples() {
        let sample = sample_at(samples, t)?;
        let place = |sequence: &'a Sequence| {
            let i = sample.checked_sub(samples.with_target_row(sequence.start))?;
            (i < sequence.len()).then_some((sequence, i))
        };
        return sequences.iter().rev().find_map(place);
    }
    let half = |sequence: &Sequence| 0.5 * sequence.spacing;
    let holds = |sequence: &&Sequence| {
        t >= sequence.start - half(sequence) && t < sequence.end() - half(sequence)
    };
    let sequence = sequences.iter().rev().find(holds)?;
    let i = ((t - sequence.start) / sequence.spacing).round().max(0.0) as usize;
    Some((sequence, i.min(sequence.len().checked_sub(1)?)))
}

/// The sample whose target stands in the row nearest to `row`, if that row was kept.
pub(in crate::app) fn sample_at(samples: &Samples, row: f64) -> Option<usize> {
    let row = row.round();
    let sample = samples.with_target_row(row);
    (sample < samples.len() && samples.target_row(sample) as f64 == row).then_some(sample)
}
