//! The first look at a text: whether it is one, and what separates its cells.

use std::path::Path;

use super::TableError;
use super::error::words;
use super::missing::Marks;
use super::reading::{Reader, Reading};
use super::rows::{Rows, Separator};

/// Bytes that are looked at.
pub(super) const BYTES: u64 = 1 << 20;

/// Rows that are looked at.
pub(super) const ROWS: usize = 200;

/// What a file is that is no table as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherKind {
    /// A spreadsheet's own format.
    Spreadsheet,
    /// Columns as Parquet stores them.
    Parquet,
    /// Something compressed.
    Archive,
    /// Text in UTF-16.
    Utf16,
    /// Bytes of another kind.
    NoText,
}

impl OtherKind {
    /// What it is, and what would be right.
    pub(super) fn said(self) -> &'static str {
        match self {
            Self::Spreadsheet => words().spreadsheet,
            Self::Parquet => words().parquet,
            Self::Archive => words().archive,
            Self::Utf16 => words().utf_16,
            Self::NoText => words().no_text,
        }
    }
}

/// Endings of names, and what such a file is.
const ENDINGS: [(&str, OtherKind); 6] = [
    ("xlsx", OtherKind::Spreadsheet),
    ("xlsm", OtherKind::Spreadsheet),
    ("xls", OtherKind::Spreadsheet),
    ("ods", OtherKind::Spreadsheet),
    ("parquet", OtherKind::Parquet),
    ("gz", OtherKind::Archive),
];

/// Endings of the names of tables as text.
const TEXTS: [&str; 5] = ["csv", "tsv", "tab", "txt", "dat"];

/// What files begin with, and what such a file is.
const BEGINNINGS: [(&[u8], OtherKind); 6] = [
    (b"PK\x03\x04", OtherKind::Spreadsheet),
    (b"\xd0\xcf\x11\xe0", OtherKind::Spreadsheet),
    (b"PAR1", OtherKind::Parquet),
    (b"\x1f\x8b", OtherKind::Archive),
    (b"\xff\xfe", OtherKind::Utf16),
    (b"\xfe\xff", OtherKind::Utf16),
];

/// Whether a file's name says that it is a table, be it one that can't be read.
pub fn is_table_name(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    let known = TEXTS.iter().chain(ENDINGS.iter().map(|(ending, _)| ending));
    known.into_iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Refuses what by its name is no table as text.
pub(super) fn check_name(path: &Path) -> Result<(), TableError> {
    let ending = path.extension().unwrap_or_default();
    let kind = ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known));
    kind.map_or(Ok(()), |(_, what)| Err(TableError::Kind(*what)))
}

/// Refuses what by its beginning is no table as text.
pub(super) fn check_beginning(beginning: &[u8]) -> Result<(), TableError> {
    let kind = BEGINNINGS.iter().find(|(known, _)| beginning.starts_with(known));
    match kind {
        Some((_, what)) => Err(TableError::Kind(*what)),
        None if beginning.contains(&0) => Err(TableError::Kind(OtherKind::NoText)),
        None => Ok(()),
    }
}

/// The text up to its last whole line, where it was cut.
pub(super) fn whole_lines(beginning: &[u8]) -> &[u8] {
    let end = beginning.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
    end.map_or(beginning, |end| &beginning[..=end])
}

/// The separator of a text with this beginning: the one that gives every row as many cells as the first, at least
/// two, and makes most of them numbers and times; blanks only where nothing else separates anything, or tabs do among
/// them.
/// A single column has none, and any that it doesn't contain will do: one that allows a decimal comma where commas
/// stand below a header without any.
pub(super) fn separator(beginning: &[u8], marks: &Marks) -> Separator {
    let [tab, semicolon, comma, blanks] =
        [Separator::Tab, Separator::Semicolon, Separator::Comma, Separator::Blanks]
            .map(|separator| Split::by(separator, beginning, marks));
    let marked = [&tab, &semicolon, &comma];
    let best = |fits: fn(&Split) -> bool| {
        let fitting = marked.into_iter().filter(|split| fits(split));
        // The first of the best.
        fitting.reduce(|best, split| if split.is_better_than(best) { split } else { best })
    };
    let mixes_blanks = |split: &Split| {
        split.separator == Separator::Tab && blanks.is_even() && blanks.is_better_than(split)
    };
    let decimal = [&tab, &semicolon].into_iter().find(|split| split.is_of_decimal_commas(&comma));
    if let Some(split) = best(Split::is_even).or(decimal).or_else(|| best(Split::is_usual)) {
        return if mixes_blanks(split) { Separator::Blanks } else { split.separator };
    }
    if blanks.is_even() || blanks.is_usual() && 2 * blanks.known > blanks.filled {
        return Separator::Blanks;
    }
    let whole = [&comma, &tab, &semicolon].into_iter().find(|split| split.several == 0);
    whole.map_or(Separator::Comma, |split| split.separator)
}

/// Whether what has this beginning and is separated so may be a column of numbers with a decimal comma as well: it
/// has no header, and in every row two whole numbers with nothing else between them.
pub(super) fn may_be_decimal(beginning: &[u8], separator: Separator) -> bool {
    if separator != Separator::Comma {
        return false;
    }
    let mut rows = Rows::of(beginning, separator);
    let mut seen = 0;
    while seen < ROWS
        && let Ok(Some(row)) = rows.next()
    {
        if row.is_blank() {
            continue;
        }
        let cells: Vec<&[u8]> = row.cells().take(3).collect();
        let is_pair =
            matches!(cells[..], [whole, decimals] if is_signed(whole) && is_digits(decimals));
        if !is_pair {
            return false;
        }
        seen += 1;
    }
    seen > 0
}

fn is_signed(cell: &[u8]) -> bool {
    is_digits(cell.strip_prefix(b"-").unwrap_or(cell))
}

fn is_digits(cell: &[u8]) -> bool {
    !cell.is_empty() && cell.iter().all(u8::is_ascii_digit)
}

/// Whether a text begins with rows of cells, two at the least: most of them alike, and every third cell or more a
/// number or a time; where blanks would separate them, most.
pub(super) fn has_rows(beginning: &[u8], marks: &Marks) -> bool {
    let split = Split::by(separator(beginning, marks), beginning, marks);
    let is_even = split.rows > 1 && 2 * split.agreeing > split.rows;
    let few = if split.separator == Separator::Blanks { 2 } else { 3 };
    is_even && split.known > 0 && few * split.known >= split.filled
}

/// What a separator makes of the first rows.
struct Split {
    separator: Separator,
    rows: usize,
    /// Cells of the first row.
    first: usize,
    /// Rows that fit the first one's cells.
    agreeing: usize,
    /// Rows with two cells or more.
    several: usize,
    /// Cells below the first row that aren't missing, and those among them that are numbers or times.
    filled: usize,
    known: usize,
}

impl Split {
    fn by(separator: Separator, beginning: &[u8], marks: &Marks) -> Self {
        let (mut first, reader) = (0, Reader { marks, comma: separator.allows_comma() });
        let mut split =
            Self { separator, rows: 0, first: 0, agreeing: 0, several: 0, filled: 0, known: 0 };
        let mut rows = Rows::of(beginning, separator);
        while split.rows < ROWS
            && let Ok(Some(row)) = rows.next()
        {
            if row.is_blank() {
                continue;
            }
            if split.rows == 0 {
                first = row.len();
            } else {
                split.count(row.cells().map(|cell| reader.read(cell)));
            }
            split.rows += 1;
            split.agreeing += usize::from(row.fits(first));
            split.several += usize::from(row.len() > 1);
        }
        Self { first, ..split }
    }

    fn count(&mut self, cells: impl Iterator<Item = Reading>) {
        for reading in cells {
            self.filled += usize::from(reading != Reading::Missing);
            self.known += usize::from(matches!(reading, Reading::Number(_) | Reading::Time(_)));
        }
    }

    /// Whether every row fits the first one's cells, and those are two at least.
    fn is_even(&self) -> bool {
        self.first > 1 && self.agreeing == self.rows
    }

    /// Whether most rows have two cells or more: if it is the separator, some row lacks a cell.
    fn is_usual(&self) -> bool {
        2 * self.several > self.rows
    }

    /// Whether nothing is separated, and what would be by commas are numbers below a header of a single cell.
    fn is_of_decimal_commas(&self, comma: &Self) -> bool {
        let is_ragged = comma.first == 1 && comma.agreeing < comma.rows;
        is_ragged && self.several == 0 && 10 * self.known >= 9 * self.filled && self.known > 0
    }

    /// Whether a greater part of the rows agrees or, if as many do, of the cells is known.
    fn is_better_than(&self, other: &Self) -> bool {
        let agreeing = (self.agreeing * other.rows).cmp(&(other.agreeing * self.rows));
        agreeing.then((self.known * other.filled).cmp(&(other.known * self.filled))).is_gt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_found() {
        use Separator::{Blanks, Comma, Semicolon, Tab};
        for (text, expected) in [
            ("a,b\n1,2\n", Comma),
            ("a;b\n1,5;2,5\n", Semicolon),
            ("1,5;2,5\n3,5;4,5\n", Semicolon),
            ("1;5\n3;4\n", Semicolon),
            ("a\tb c\n1,5\t2\n", Tab),
            ("a b\n1 2\n", Blanks),
            ("  a   b\n  1   2\n", Blanks),
            ("1 2\t3\n4 5\t6\n", Blanks),
            ("time,temperature\n2021-03-01 00:00,12.8\n2021-03-01 01:00,13.4\n", Comma),
            ("time;a\n01.03.2021 00:00;1,5\n01.03.2021 01:00;1,5\n", Semicolon),
            ("1,a;b\n2,c;d\n", Comma),
            ("id,list of x;y\n1,a\n2,b\n", Comma),
            ("\"a;b\",c\n1,2\n", Comma),
            // One column.
            ("x\n1\n2\n", Comma),
            ("my value\n1.5\n2.5\n", Comma),
            ("value, in metres\n1.5\n2.5\n", Tab),
            ("", Comma),
            // One column with a decimal comma.
            ("temperature\n1,5\n2,25\n", Tab),
            ("temperature [°C]\n1,5\n2\nNA\n-3,0\n", Tab),
            ("a\tb\n1,5\t2\n2,5\t3\n", Tab),
            // More commas than a number has.
            ("x\n1,2,3\n4,5,6\n", Comma),
            // A separator at the end of each line but the header's.
            ("a,b\n1,2,\n3,4,\n", Comma),
            ("a;b\n1,5;2,5;\n3,5;4,5;\n", Semicolon),
            ("x\n1,\n2,\n", Comma),
            // A row lacks a cell, which is to be said.
            ("a;b\n1;2;3\n", Semicolon),
            ("a,b\n1,2\n3\n4,5\n", Comma),
            ("a b\n1 2\n3\n4 5\n", Blanks),
        ] {
            assert_eq!(separator(text.as_bytes(), &Marks::default()), expected, "{text:?}");
        }
    }

    #[test]
    fn pairs_of_whole_numbers_may_be_one_number_each() {
        for (text, expected) in [
            ("1,5\n2,5\n", true),
            ("-1,5\n\n0,25", true),
            ("1,5\n2,-5\n", false),
            ("1,5\n2, 5\n", false),
            ("1,5\n2.0,5\n", false),
            ("1,5,3\n", false),
            ("a,b\n1,5\n", false),
            ("1\n2\n", false),
            ("\n", false),
        ] {
            assert_eq!(may_be_decimal(text.as_bytes(), Separator::Comma), expected, "{text:?}");
        }
        assert!(!may_be_decimal(b"1;5\n2;5\n", Separator::Semicolon));
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (name, word) in
            [("a.xlsx", "spreadsheet"), ("a.XLS", "spreadsheet"), ("a.parquet", "Parquet")]
        {
            assert!(check_name(Path::new(name)).unwrap_err().to_string().contains(word));
        }
        for (bytes, word) in [
            (&b"PK\x03\x04..."[..], "spreadsheet"),
            (b"PAR1...", "Parquet"),
            (b"\x1f\x8b\x08", "compressed"),
            (b"\xff\xfea\0", "UTF-16"),
            (b"a,b\n1,\0\n", "no text"),
        ] {
            assert!(check_beginning(bytes).unwrap_err().to_string().contains(word));
        }
        for (name, is_table) in [
            ("a.csv", true),
            ("a.TSV", true),
            ("a.xlsx", true),
            ("run.toml", false),
            ("csv", false),
        ] {
            assert_eq!(is_table_name(Path::new(name)), is_table, "{name}");
        }
        assert!(check_name(Path::new("a.csv")).is_ok() && check_name(Path::new("xlsx")).is_ok());
        assert!(check_beginning(b"PKW,x\n1,2\n").is_ok() && check_beginning(b"").is_ok());
    }
}
