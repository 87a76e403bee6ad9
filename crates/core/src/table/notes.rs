//! What whoever uses a table should know: how it was read, and what was left out.

use super::choose::Chosen;
use super::error::words;
use super::number::{has_thousands, is_percent};
use super::scan::{Scan, Scanned};
use super::{Gap, Wanted};
use crate::wording::{Sentence, TableWords, foreign};

/// Columns that a note names at the most.
const MOST_NAMED: usize = 5;

/// All of it.
pub(super) fn notes(scan: &Scan, chosen: &Chosen, wanted: &Wanted) -> Vec<Sentence> {
    let mut notes = Vec::new();
    if let Some(line) = scan.foreign_line {
        notes.push(Sentence::new(move || (words().windows_1252)(line)));
    }
    if wanted.inputs.is_empty() {
        notes.extend(left_out(scan, chosen));
        notes.extend(set_apart(scan, chosen));
    }
    notes.extend(newest_first(scan, chosen));
    notes.extend(untimed(scan, chosen));
    notes.extend(chosen.used().into_iter().flat_map(|index| of_column(scan, &scan.columns[index])));
    notes
}

/// What is said of a column by its name.
fn named(
    column: &Scanned,
    words_of: impl Fn(&'static TableWords, &str) -> String + Send + Sync + 'static,
) -> Sentence {
    let name = foreign(&column.name);
    Sentence::new(move || words_of(words(), &name))
}

/// What is said of a column and one of its cells.
fn of_cell(
    column: &Scanned,
    gap: &Gap,
    words_of: impl Fn(&'static TableWords, &str, &str) -> String + Send + Sync + 'static,
) -> Sentence {
    let gap = gap.clone();
    named(column, move |words, name| words_of(words, name, &gap.said()))
}

/// How a column that is used was read.
fn of_column(scan: &Scan, column: &Scanned) -> Vec<Sentence> {
    let mut notes = Vec::new();
    let has_header = scan.columns.iter().any(|column| column.is_named);
    if has_header && !column.is_named {
        notes.push(named(column, |words, name| (words.unnamed)(name)));
    }
    let content = &column.content;
    let has_points = || scan.columns.iter().any(|column| column.content.point.is_decimal);
    let doubtful = content.comma.doubtful().filter(|_| has_points());
    if content.comma.is_there() && content.point.is_there() {
        notes.push(named(column, |words, name| (words.commas_and_points)(name)));
    } else if let Some(gap) = doubtful {
        notes.push(of_cell(column, gap, |words, name, cell| (words.doubtful_commas)(name, cell)));
    } else if content.comma.is_there() && scan.columns.len() == 1 {
        notes.push(named(column, |words, name| (words.commas)(name)));
    }
    if let Some(gap) = &content.first_text {
        let count = content.filled - content.numbers;
        let other_texts = move |words: &TableWords, name: &str, cell: &str| {
            (words.other_texts)(name, count, cell)
        };
        notes.push(of_cell(column, gap, other_texts));
    }
    notes
}

/// Rows that have a text where the others have a time, such as a total below the table.
fn untimed(scan: &Scan, chosen: &Chosen) -> Option<Sentence> {
    let column = &scan.columns[chosen.time?.0];
    let gap = column.content.first_other.as_ref()?;
    let count = column.content.filled - column.content.numbers - column.content.times;
    Some(of_cell(column, gap, move |words, name, cell| (words.untimed)(name, count, cell)))
}

/// Most times are earlier than those above them: the past would be told from the future.
fn newest_first(scan: &Scan, chosen: &Chosen) -> Option<Sentence> {
    let column = &scan.columns[chosen.time?.0];
    let goes_back = 2 * column.content.earlier > column.content.times;
    goes_back.then(|| named(column, |words, name| (words.newest_first)(name)))
}

/// Columns that are left out for numbers whose thousands are set apart, or behind which percent signs stand.
fn set_apart(scan: &Scan, chosen: &Chosen) -> Vec<Sentence> {
    let said = |column: &Scanned| {
        if let Some(gap) = &column.content.doubtful {
            return Some(of_cell(column, gap, |words, name, cell| (words.thousands)(name, cell)));
        }
        let first = column.content.first_other.as_ref()?;
        if is_percent(&first.text) {
            return Some(of_cell(column, first, |words, name, cell| (words.percent)(name, cell)));
        }
        let gap = Some(first).filter(|gap| has_thousands(&gap.text))?;
        Some(of_cell(column, gap, |words, name, cell| (words.set_apart)(name, cell)))
    };
    left(scan, chosen).into_iter().take(MOST_NAMED).filter_map(said).collect()
}

/// The columns that are neither numbers nor the time.
fn left<'a>(scan: &'a Scan, chosen: &Chosen) -> Vec<&'a Scanned> {
    let used = chosen.used();
    let is_left = |(index, column): &(usize, &Scanned)| {
        !column.is_ignored()
            && !used.contains(index)
            && chosen.time.is_none_or(|(time, _)| time != *index)
    };
    scan.columns.iter().enumerate().filter(is_left).map(|(_, column)| column).collect()
}

/// The same in a sentence.
fn left_out(scan: &Scan, chosen: &Chosen) -> Option<Sentence> {
    let left = left(scan, chosen);
    let names: Vec<String> =
        left.iter().take(MOST_NAMED).map(|column| foreign(&column.name)).collect();
    let more = left.len().saturating_sub(MOST_NAMED);
    (!left.is_empty()).then(|| Sentence::new(move || (words().left_out)(&names, more)))
}
