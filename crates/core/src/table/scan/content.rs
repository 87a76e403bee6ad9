//! What the cells of a column are, and what is kept of them.

use super::super::reading::Reading;
use super::super::spelling::Spelling;
use super::super::text::excerpt;
use super::super::times::Offsets;
use super::super::{Gap, TableError};

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
    /// Whether some of its numbers have a decimal comma, and some a decimal point.
    pub(in crate::table) has_comma: bool,
    pub(in crate::table) has_point: bool,
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
            has_comma: false,
            has_point: false,
            keep,
            values: Vec::new(),
        }
    }

    pub(in crate::table) fn is_numbers(&self) -> bool {
        self.is_most(self.numbers)
    }

    pub(in crate::table) fn is_times(&self) -> bool {
        self.is_most(self.times)
    }

    fn is_most(&self, count: usize) -> bool {
        count > 0 && count * MOST.1 >= self.filled * MOST.0
    }

    /// Sees the decimal sign of a number, where it may be either.
    #[inline(always)]
    pub(super) fn see_mark(&mut self, mark: u8) {
        self.has_comma |= mark == b',';
        self.has_point |= mark == b'.';
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
                cell.iter().for_each(|letter| self.see_mark(*letter));
                return self.take_number(value);
            }
            Reading::Missing | Reading::Text => self.note(reading, at),
            Reading::Time(stamp) => {
                self.times += 1;
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
            *first = first.take().or(later.take().map(below));
        }
        self.earlier += later.earlier;
        if let Some(ends) = later.ends {
            self.follow(ends);
        }
        if let Some(spelling) = later.spelling {
            self.spell(spelling);
        }
        self.offsets.append(&mut later.offsets, rows)?;
        self.has_comma |= later.has_comma;
        self.has_point |= later.has_point;
        self.values.try_reserve(later.values.len()).map_err(|_| TableError::Memory)?;
        self.values.append(&mut later.values);
        let values = std::mem::take(&mut later.values);
        *later = Self { values, ..Self::new(later.keep) };
        Ok(())
    }
}
