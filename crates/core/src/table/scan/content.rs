//! What the cells of a column are, and what is kept of them.

use super::super::number::has_point_groups;
use super::super::reading::Reading;
use super::super::spelling::Spelling;
use super::super::stamp::{Stamp, is_like_month, may_be_years};
use super::super::text::excerpt;
use super::super::times::Offsets;
use super::super::{Gap, TableError};
use super::signs::Sign;

/// What is kept of a column's cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::table) enum Keep {
    /// Nothing: they are counted only.
    Nothing,
    /// Its numbers.
    Numbers,
    /// Its times.
    Times,
}

/// What the cells of a column are, in all rows or in some that follow one another.
#[derive(Debug)]
pub(in crate::table) struct Content {
    /// Cells that aren't missing, and what they are.
    pub(in crate::table) filled: usize,
    pub(in crate::table) numbers: usize,
    pub(in crate::table) times: usize,
    /// Its first cell that is missing or no number.
    pub(in crate::table) first_gap: Option<Gap>,
    /// Its first cell that is filled and no number.
    pub(in crate::table) first_text: Option<Gap>,
    /// Its first cell that is filled and neither number nor time.
    pub(in crate::table) first_other: Option<Gap>,
    /// How many of its times are earlier than the one above them, and its first and last time.
    pub(in crate::table) earlier: usize,
    ends: Option<(f64, f64)>,
    /// How its times are spelled, and the offsets of those that are kept.
    pub(in crate::table) spelling: Option<Spelling>,
    pub(in crate::table) offsets: Offsets,
    /// Its times that are a month and no more, and those of them whose month reads as the end of the next year.
    months: usize,
    next_years: usize,
    /// Whether a text in it looks like such a month.
    has_false_month: bool,
    /// Commas and points in its numbers, where they may be decimal signs.
    pub(in crate::table) comma: Sign,
    pub(in crate::table) point: Sign,
    /// Whether points set thousands apart in some text.
    pub(in crate::table) has_groups: bool,
    /// The first number that may be a thousand times as large.
    pub(in crate::table) doubtful: Option<Gap>,
    pub(in crate::table) keep: Keep,
    /// One for each row, if any are kept; NaN where there is none.
    pub(in crate::table) values: Vec<f64>,
}

/// Of so many filled cells that aren't missing, so many must be numbers or times.
const MOST: (usize, usize) = (9, 10);

impl Content {
    /// That of no cell.
    pub(super) fn new(keep: Keep) -> Self {
        Self {
            filled: 0,
            numbers: 0,
            times: 0,
            first_gap: None,
            first_text: None,
            first_other: None,
            earlier: 0,
            ends: None,
            spelling: None,
            offsets: Offsets::default(),
            months: 0,
            next_years: 0,
            has_false_month: false,
            comma: Sign::default(),
            point: Sign::default(),
            has_groups: false,
            doubtful: None,
            keep,
            values: Vec::new(),
        }
    }

    pub(in crate::table) fn is_numbers(&self) -> bool {
        self.is_most(self.numbers) && self.doubtful.is_none()
    }

    pub(in crate::table) fn is_times(&self) -> bool {
        self.is_most(self.times) && !self.is_seasons()
    }

    /// Whether what reads as months is none: there are others that can't be (`2012-13` beside `2011-12`), or all are
    /// two years in a row.
    fn is_seasons(&self) -> bool {
        let is_range = self.ends.is_some_and(|(first, last)| first != last);
        let are_years = self.next_years == self.times && is_range;
        self.months > 0 && (self.has_false_month || are_years)
    }

    /// Filled cells that are neither numbers nor times of a column of times.
    pub(in crate::table) fn texts(&self) -> usize {
        let times = if self.is_seasons() { 0 } else { self.times };
        let numbers = if self.doubtful.is_some() { 0 } else { self.numbers };
        self.filled - numbers - times
    }

    fn is_most(&self, count: usize) -> bool {
        count > 0 && count * MOST.1 >= self.filled * MOST.0
    }

    /// Sees the decimal sign of a number, where it may be either.
    #[inline(always)]
    pub(super) fn see_sign(&mut self, sign: u8, cell: &[u8], row: usize, line: usize) {
        let gap = || Gap { text: excerpt(cell), row, line };
        match sign {
            b',' => self.comma.see(sign, cell, gap),
            b'.' => self.point.see(sign, cell, gap),
            _ => {}
        }
    }

    /// Counts a number, and keeps it where that is wanted.
    #[inline(always)]
    pub(super) fn take_number(&mut self, value: f64) -> Result<(), TableError> {
        self.filled += 1;
        self.numbers += 1;
        match self.keep {
            Keep::Nothing => Ok(()),
            Keep::Numbers => self.push(value),
            Keep::Times => self.push(f64::NAN),
        }
    }

    /// Counts a cell in this row and line, and keeps its number or time where that is wanted.
    #[inline(never)]
    pub(super) fn take(
        &mut self,
        reading: Reading,
        cell: &[u8],
        row: usize,
        line: usize,
    ) -> Result<(), TableError> {
        let at = || Gap { text: excerpt(cell), row, line };
        let mut kept = f64::NAN;
        match reading {
            Reading::Number(value) => {
                cell.iter().for_each(|letter| self.see_sign(*letter, cell, row, line));
                return self.take_number(value);
            }
            Reading::Missing => self.note(reading, at),
            Reading::Text => {
                self.has_false_month |= is_like_month(cell);
                self.has_groups |= cell.contains(&b'.') && has_point_groups(&excerpt(cell));
                self.note(reading, at);
            }
            Reading::Time(stamp) => {
                self.times += 1;
                self.see_month(cell, &stamp);
                self.follow((stamp.seconds, stamp.seconds));
                self.spell(stamp.spelling);
                if self.keep == Keep::Times {
                    kept = stamp.seconds;
                    self.offsets.push(self.values.len(), stamp.offset)?;
                }
                self.note(reading, at);
            }
        }
        if self.keep == Keep::Nothing { Ok(()) } else { self.push(kept) }
    }

    /// Sees whether a time is a month, and whether that may be two years in a row.
    fn see_month(&mut self, cell: &[u8], stamp: &Stamp) {
        if let Some(may_be_years) = stamp.spelling.is_month().then(|| may_be_years(cell)) {
            self.months += 1;
            self.next_years += usize::from(may_be_years);
        }
    }

    /// Takes in the first and the last of later times.
    fn follow(&mut self, (first, last): (f64, f64)) {
        self.earlier += usize::from(self.ends.is_some_and(|(_, before)| first < before));
        self.ends = Some((self.ends.map_or(first, |(first, _)| first), last));
    }

    /// Takes in how later times are spelled.
    fn spell(&mut self, spelling: Spelling) {
        self.spelling = Some(self.spelling.map_or(spelling, |first| first.beside(spelling)));
    }

    /// Remembers where the first cells are that are no numbers.
    fn note(&mut self, reading: Reading, at: impl FnOnce() -> Gap) {
        let (is_filled, is_other) = (reading != Reading::Missing, reading == Reading::Text);
        self.filled += usize::from(is_filled);
        let is_new_text = is_filled && self.first_text.is_none();
        let is_new_other = is_other && self.first_other.is_none();
        if self.first_gap.is_some() && !is_new_text && !is_new_other {
            return;
        }
        let gap = at();
        if is_new_text {
            self.first_text = Some(gap.clone());
        }
        if is_new_other {
            self.first_other = Some(gap.clone());
        }
        self.first_gap.get_or_insert(gap);
    }

    fn push(&mut self, value: f64) -> Result<(), TableError> {
        if self.values.len() == self.values.capacity() {
            self.values.try_reserve(1).map_err(|_| TableError::Memory)?;
        }
        self.values.push(value);
        Ok(())
    }

    /// Takes in the cells that come behind so many rows and lines; nothing is left of them there.
    pub(super) fn append(
        &mut self,
        later: &mut Self,
        rows: usize,
        lines: usize,
    ) -> Result<(), TableError> {
        self.filled += later.filled;
        self.numbers += later.numbers;
        self.times += later.times;
        let below = |gap: Gap| Gap { row: gap.row + rows, line: gap.line + lines, ..gap };
        for (first, later) in [
            (&mut self.first_gap, &mut later.first_gap),
            (&mut self.first_text, &mut later.first_text),
            (&mut self.first_other, &mut later.first_other),
        ] {
            *first = first.take().or(later.take().map(&below));
        }
        self.earlier += later.earlier;
        if let Some(ends) = later.ends {
            self.follow(ends);
        }
        if let Some(spelling) = later.spelling {
            self.spell(spelling);
        }
        self.offsets.append(&mut later.offsets, rows)?;
        self.months += later.months;
        self.next_years += later.next_years;
        self.has_false_month |= later.has_false_month;
        self.comma.append(&mut later.comma, below);
        self.point.append(&mut later.point, below);
        self.has_groups |= later.has_groups;
        self.values.try_reserve(later.values.len()).map_err(|_| TableError::Memory)?;
        self.values.append(&mut later.values);
        let values = std::mem::take(&mut later.values);
        *later = Self { values, ..Self::new(later.keep) };
        Ok(())
    }
}
