//! What the curves know of a table: its parts, its dates, and how far its columns reach.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::parts::Parts;
use super::view::SAMPLES;
use crate::app::plots::channels::target_column;
use crate::app::plots::navigation::Limits;
use crate::data::Source;
use crate::evaluation::clock::Clock;
use crate::number::ticks::Along;
use crate::table::Samples;
use crate::text::Texts;

/// Air above and below the values, and beside the rows, as a part of what is seen.
const MARGIN: f64 = 0.06;
const BESIDE: f64 = 0.01;
/// How often the range of a column is halved at the most for the part of it that is in view.
const MOST_HALVINGS: u32 = 6;

/// A table as the curves draw it.
#[derive(Debug)]
pub(in crate::app) struct TableView {
    pub(super) samples: Arc<Samples>,
    /// When its rows were, where that is known.
    pub(super) clock: Option<Clock>,
    /// Where its parts lie.
    pub(super) parts: Parts,
}

impl TableView {
    /// That of the table that the data are, which may be the one that is `known`; none where they are none.
    pub(in crate::app) fn of(source: &dyn Source, known: Option<Self>) -> Option<Self> {
        let samples = source.samples()?;
        if let Some(known) = known.filter(|known| Arc::ptr_eq(&known.samples, samples)) {
            return Some(known);
        }
        Some(Self {
            samples: Arc::clone(samples),
            clock: Clock::of(Arc::clone(samples)),
            parts: Parts::of(samples),
        })
    }

    /// The least and the greatest value of a target's column.
    pub(super) fn range_of_target(&self, target: usize) -> Option<(f64, f64)> {
        target_column(&self.samples, target).map(|column| column.range)
    }

    /// The least and the greatest value of an input's column; none where that is the target's own, which has the
    /// axis.
    pub(super) fn range_beside(&self, target: usize, input: usize) -> Option<(f64, f64)> {
        let column = *self.samples.inputs.get(input)?;
        let has_axis = self.samples.targets.get(target) == Some(&column);
        if has_axis { None } else { self.samples.columns.get(column).map(|column| column.range) }
    }

    /// What stands at the axis of a target: its column with the unit.
    pub(super) fn title(&self, target: usize) -> Option<String> {
        target_column(&self.samples, target).map(|column| column.title())
    }

    /// At most about so many dates along these rows, where it is known when they were.
    pub(in crate::app) fn dates(
        &self,
        rows: &RangeInclusive<f64>,
        most: usize,
        texts: &Texts,
    ) -> Option<Along> {
        Some(self.clock.as_ref()?.along(rows, most, &texts.plots.date_words()))
    }

    /// The first and the last row of the table.
    pub(super) fn ends(&self) -> (f64, f64) {
        let row = |row: Option<&u32>| row.map_or(1.0, |row| f64::from(*row) + 1.0);
        (row(self.samples.rows.first()), row(self.samples.rows.last()))
    }

    /// How far it can be looked along, with so many rows foretold behind its end.
    pub(super) fn limits(&self, ahead: usize) -> Limits {
        let (first, last) = self.ends();
        let last = last + ahead as f64;
        let beside = (BESIDE * (last - first)).max(0.5);
        let seen = first..=last.max(first + 1.0);
        Limits { whole: first - beside..=seen.end() + beside, seen, least: SAMPLES }
    }
}

/// The rows that are in view of a table before the first step: three windows.
pub(super) fn beginning(time_steps: usize) -> RangeInclusive<f64> {
    let rows = 3.0 * time_steps.max(4) as f64;
    1.0 - 0.02 * rows..=1.0 + 1.02 * rows
}

/// The part of a column's range in which `seen` lies: all of it, a half, a quarter and so on, which begins at a multiple
/// of half its length. So windows are seen, however far the column goes, and the axis stays while they move on a little.
pub(super) fn part_of((low, high): (f64, f64), (least, most): (f64, f64)) -> (f64, f64) {
    let part = |halvings: u32| {
        let length = (high - low) / 2_f64.powi(halvings as i32);
        let half = 0.5 * length;
        let begin = (low + ((least - low) / half).floor() * half).min(high - length);
        (begin, begin + length)
    };
    let holds = |part: &(f64, f64)| part.0 <= least && most <= part.1;
    (1..=MOST_HALVINGS).map(part).take_while(holds).last().unwrap_or((low, high))
}

/// An axis on which all of these ranges lie, with some air.
pub(super) fn with_margin(ranges: impl Iterator<Item = (f64, f64)>) -> RangeInclusive<f64> {
    let finite = ranges.filter(|(low, high)| low.is_finite() && high.is_finite());
    let (low, high) = finite.reduce(|(a, b), (c, d)| (a.min(c), b.max(d))).unwrap_or((-1.0, 1.0));
    let height = high - low;
    // A constant has an axis, too, as wide as its own size can tell.
    let air = if height > 1e-9 * low.abs().max(high.abs()) {
        MARGIN * height
    } else {
        (0.1 * high.abs()).max(1e-9)
    };
    low - air..=high + air
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_part_of_a_column_is_seen_as_large_as_it_can_be() {
        let column = (-64.0, 64.0);
        // What is seen, and the part of the column that is in view.
        for (seen, part) in [
            ((-60.0, 60.0), column),
            ((-10.0, 10.0), (-16.0, 16.0)),
            ((1.0, 14.0), (0.0, 16.0)),
            ((1.5, 14.5), (0.0, 16.0)),
            ((5.0, 5.0), (5.0, 7.0)),
            ((63.5, 64.0), (62.0, 64.0)),
            // A network that is far off.
            ((-1000.0, 10.0), column),
            ((70.0, 80.0), column),
        ] {
            assert_eq!(part_of(column, seen), part, "{seen:?}");
        }
        assert_eq!(part_of((3.0, 3.0), (3.0, 3.0)), (3.0, 3.0));
        assert_eq!(part_of((f64::NAN, 1.0), (0.0, 1.0)).1, 1.0);
    }

    #[test]
    fn every_range_becomes_an_axis() {
        let of = |ranges: &[(f64, f64)]| with_margin(ranges.iter().copied());
        assert_eq!(of(&[]), of(&[(-1.0, 1.0)]));
        assert_eq!(of(&[(0.0, 50.0), (10.0, 100.0)]), -6.0..=106.0);
        for constant in [0.0, 7.0, -1e12, 1e300] {
            let axis = of(&[(constant, constant)]);
            assert!(*axis.start() < constant && constant < *axis.end(), "{axis:?}");
        }
        assert_eq!(of(&[(f64::NAN, 1.0), (2.0, f64::INFINITY)]), of(&[]));
    }
}
