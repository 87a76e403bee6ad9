//! A line of any number of samples as few points: of what lies in a pixel the least and the greatest.
//!
//! Those of whole blocks of samples are found once, so that another view of a million samples costs as
//! little as one of a thousand.

use std::ops::Range;

use egui_plot::PlotPoint;

use super::trace::Pieces;

/// Samples of a block.
const BLOCK: usize = 128;

/// The least and the greatest value of each block of a line.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Extremes {
    /// Without finite values the least is greater than the greatest.
    blocks: Vec<[f64; 2]>,
}

/// No value yet.
const NONE: [f64; 2] = [f64::INFINITY, f64::NEG_INFINITY];

fn over(range: Range<usize>, value: &impl Fn(usize) -> f64) -> [f64; 2] {
    range.map(value).filter(|value| value.is_finite()).fold(NONE, |[low, high], value| {
        [if value < low { value } else { low }, if value > high { value } else { high }]
    })
}

fn both([a, b]: [f64; 2], [c, d]: [f64; 2]) -> [f64; 2] {
    [a.min(c), b.max(d)]
}

impl Extremes {
    /// Those of so many values.
    pub(in crate::app) fn of(count: usize, value: impl Fn(usize) -> f64) -> Self {
        let mut extremes = Self::default();
        extremes.grow(count, count, value);
        extremes
    }

    /// Looks through as many more of so many values as there is room for, a block at the least; how many these were.
    pub(in crate::app) fn grow(
        &mut self,
        count: usize,
        room: usize,
        value: impl Fn(usize) -> f64,
    ) -> usize {
        let begin = count.min(self.blocks.len() * BLOCK);
        let more = room.div_ceil(BLOCK).max(1).saturating_mul(BLOCK);
        let end = count.min(begin.saturating_add(more));
        let starts = (begin..end).step_by(BLOCK);
        self.blocks.extend(starts.map(|from| over(from..(from + BLOCK).min(count), &value)));
        end - begin
    }

    /// Whether all of so many values are looked through.
    pub(in crate::app) fn is_whole(&self, count: usize) -> bool {
        self.blocks.len() * BLOCK >= count
    }

    /// The least and the greatest of some values.
    fn between(&self, range: Range<usize>, value: &impl Fn(usize) -> f64) -> [f64; 2] {
        let (first, last) = (range.start.div_ceil(BLOCK), range.end / BLOCK);
        if first >= last {
            return over(range, value);
        }
        let whole = self.blocks[first..last].iter().copied().fold(NONE, both);
        let before = over(range.start..first * BLOCK, value);
        both(both(before, whole), over(last * BLOCK..range.end, value))
    }

    /// The samples of `range` in about `stretches` stretches of two points, at `place`; the line breaks
    /// where a stretch has no finite value. Stretches begin at multiples of their length, so that a line
    /// that is moved doesn't flicker.
    pub(in crate::app) fn line(
        &self,
        range: Range<usize>,
        stretches: usize,
        place: impl Fn(usize) -> f64,
        value: impl Fn(usize) -> f64,
    ) -> Pieces {
        let mut stretch = range.len().div_ceil(stretches.max(1)).max(1);
        if stretch > BLOCK {
            stretch = stretch.next_multiple_of(BLOCK);
        }
        let mut pieces = vec![Vec::new()];
        for start in (range.start / stretch * stretch..range.end).step_by(stretch) {
            let (from, to) = (start.max(range.start), (start + stretch).min(range.end));
            let points = if stretch <= 2 {
                let points = (from..to).map(|sample| (place(sample), value(sample)));
                points.filter(|(_, value)| value.is_finite()).collect()
            } else {
                let [low, high] = self.between(from..to, &value);
                let middle = place(from + (to - from) / 2);
                if low <= high { vec![(middle, low), (middle, high)] } else { Vec::new() }
            };
            push(&mut pieces, points);
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }
}

/// Adds a stretch's points, those of two in the order in which the line is shorter; none break it.
fn push(pieces: &mut Pieces, mut points: Vec<(f64, f64)>) {
    let Some(piece) = pieces.last_mut() else { return };
    if points.is_empty() {
        if !piece.is_empty() {
            pieces.push(Vec::new());
        }
        return;
    }
    if let ([one, other], Some(last)) = (&points[..], piece.last())
        && one.0 == other.0
        && (other.1 - last.y).abs() < (one.1 - last.y).abs()
    {
        points.reverse();
    }
    piece.extend(points.into_iter().map(|(x, y)| PlotPoint::new(x, y)));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_spike_of_one_sample_is_seen_in_every_view() {
        let value = |n: usize| if n == 500_003 { 9.0 } else { (n % 7) as f64 };
        let extremes = Extremes::of(1_000_000, value);
        for range in [0..1_000_000, 400_000..700_000, 499_990..500_020] {
            let pieces = extremes.line(range, 700, |n| n as f64, value);
            assert!(pieces.concat().len() <= 1404);
            assert!(pieces.concat().iter().any(|point| point.y == 9.0));
        }
    }

    #[test]
    fn a_line_breaks_where_nothing_is_known() {
        let value = |n: usize| if (300..600).contains(&n) { f64::NAN } else { 1.0 };
        let pieces = Extremes::of(1000, value).line(0..1000, 100, |n| n as f64, value);
        let ends: Vec<_> =
            pieces.iter().map(|piece| (piece[0].x, piece[piece.len() - 1].x)).collect();
        assert_eq!(ends, [(5.0, 295.0), (605.0, 995.0)]);
        assert_eq!(
            Extremes::of(9, |_| f64::NAN).line(0..9, 2, |_| 0.0, |_| f64::NAN),
            Pieces::new()
        );
        assert_eq!(Extremes::default().line(0..0, 9, |_| 0.0, |_| 0.0), Pieces::new());
    }

    #[test]
    fn what_is_looked_through_bit_by_bit_is_as_at_once() {
        let value = |n: usize| ((n * 7919) % 10_007) as f64;
        for count in [0, 1, BLOCK, 5 * BLOCK + 3] {
            let mut extremes = Extremes::default();
            let mut looked = 0;
            while !extremes.is_whole(count) {
                let more = extremes.grow(count, 100, value);
                assert!((1..=BLOCK).contains(&more));
                looked += more;
            }
            assert_eq!((looked, &extremes.blocks), (count, &Extremes::of(count, value).blocks));
            assert_eq!(extremes.grow(count, 100, value), 0);
        }
    }

    proptest! {
        #[test]
        fn the_least_and_the_greatest_are_those_of_all_values(
            values in prop::collection::vec(-1e3..1e3_f64, 1..2000),
            ends in (0..2000_usize, 0..2000_usize),
            stretches in 1..40_usize,
        ) {
            let (from, to) = (ends.0.min(ends.1).min(values.len()), ends.0.max(ends.1).min(values.len()));
            let extremes = Extremes::of(values.len(), |n| values[n]);
            let points = extremes.line(from..to, stretches, |n| n as f64, |n| values[n]).concat();
            let least = |of: &mut dyn Iterator<Item = f64>| of.fold(f64::INFINITY, f64::min);
            prop_assert_eq!(
                least(&mut points.iter().map(|point| point.y)),
                least(&mut values[from..to].iter().copied())
            );
            prop_assert_eq!(
                least(&mut points.iter().map(|point| -point.y)),
                least(&mut values[from..to].iter().map(|value| -value))
            );
            prop_assert!(points.len() <= 2 * stretches + 4 && points.is_sorted_by(|a, b| a.x <= b.x));
        }
    }
}
