//! A pass over all rows of a file, piece by piece and by several hands at once.

use std::io::{Read, Seek, Take};

use super::choose::Chosen;
use super::missing::Marks;
use super::pieces::{PIECE, Pieces};
use super::reading::Reader;
use super::rows::{Rows, Separator};
use super::scan::{PieceScan, Scan, Watch};
use super::{TableError, hands, look};

/// Below so many bytes another hand isn't worth its beginning.
const WORTH_A_HAND: u64 = 4 << 20;

/// Columns at the most of which several pieces are in hand at once: of more a piece has few rows, and what is counted of
/// them takes more room than it.
const MOST_AT_ONCE: usize = 4096;

/// How reading is shared out. What comes of it doesn't hang on that.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sharing {
    /// Bytes of a piece, unless a row is longer.
    pub(super) piece: usize,
    /// Who reads pieces at once, at the most.
    pub(super) hands: usize,
}

impl Sharing {
    /// Nobody helps.
    const ALONE: Self = Self { piece: PIECE, hands: 1 };

    /// For a file of so many bytes.
    pub(super) fn of(length: u64) -> Self {
        let is_alone = length < WORTH_A_HAND;
        if is_alone { Self::ALONE } else { Self { hands: hands::at_hand(), ..Self::ALONE } }
    }
}

/// The bytes that are looked at first.
fn beginning(source: &mut impl Read, length: u64) -> Result<Vec<u8>, TableError> {
    let mut bytes = Vec::new();
    let read = source.take(length.min(look::BYTES)).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(TableError::Unreadable)
}

/// What every pass over the rows needs.
pub(super) struct Pass<'a, S> {
    source: &'a mut S,
    length: u64,
    pub(super) separator: Separator,
    pub(super) reader: Reader<'a>,
}

impl<'a, S: Read + Seek> Pass<'a, S> {
    /// Looks at the beginning of `length` bytes, and returns it up to its last whole line.
    ///
    /// # Errors
    /// What is no text.
    pub(super) fn new(
        source: &'a mut S,
        length: u64,
        marks: &'a Marks,
    ) -> Result<(Vec<u8>, Self), TableError> {
        let mut lines = beginning(source, length)?;
        look::check_beginning(&lines)?;
        if lines.len() as u64 != length {
            lines.truncate(look::whole_lines(&lines).len());
        }
        let separator = look::separator(&lines, marks);
        let reader = Reader { marks, comma: separator.allows_comma() };
        Ok((lines, Self { source, length, separator, reader }))
    }

    /// Reads all rows, lets `watch` look on, and finds the SHA-256 of all bytes.
    pub(super) fn watched(&mut self, watch: &mut impl Watch) -> Result<(Scan, String), TableError> {
        let reader = self.reader;
        let Begun { mut pieces, mut rows, mut scan, mut piece } =
            self.begin(Sharing::ALONE, |_| {}, watch)?;
        loop {
            piece.read(&mut rows, usize::MAX, reader, watch);
            scan.append(&mut piece)?;
            if !pieces.next(rows.text())? {
                break;
            }
            rows.begin();
        }
        Ok((usable(scan)?, pieces.digest()))
    }

    /// Reads the first row.
    fn begin(
        &mut self,
        sharing: Sharing,
        keep: impl Fn(&mut Scan),
        watch: &mut impl Watch,
    ) -> Result<Begun<'_, S>, TableError> {
        self.source.rewind().map_err(TableError::Unreadable)?;
        let (reader, separator) = (self.reader, self.separator);
        let source = (&mut *self.source).take(self.length);
        let mut pieces = Pieces::new(source, separator, sharing.piece);
        let (mut rows, mut lines) = (Rows::new(separator), 0);
        while pieces.next(rows.text())? {
            rows.begin();
            match Scan::begin(&mut rows, lines, reader, &keep, watch)? {
                Some((scan, piece)) => return Ok(Begun { pieces, rows, scan, piece }),
                None => lines += rows.lines(),
            }
        }
        Err(TableError::Empty)
    }
}

/// A pass whose first row was read.
struct Begun<'a, S> {
    pieces: Pieces<Take<&'a mut S>>,
    /// The others of the first piece.
    rows: Rows,
    scan: Scan,
    /// What was found in the first piece so far.
    piece: PieceScan,
}

/// A piece that somebody has in hand.
struct InHand {
    rows: Rows,
    piece: PieceScan,
}

impl<S: Read + Seek + Send> Pass<'_, S> {
    /// Reads all rows, keeping what is chosen, and finds the SHA-256 of all bytes.
    pub(super) fn all(
        &mut self,
        chosen: &Chosen,
        sharing: Sharing,
    ) -> Result<(Scan, String), TableError> {
        let (reader, separator, length) = (self.reader, self.separator, self.length);
        let Begun { mut pieces, rows, mut scan, piece } =
            self.begin(sharing, |scan| chosen.ask_for(scan), &mut ())?;
        let mut first = InHand { rows, piece };
        first.piece.read(&mut first.rows, usize::MAX, reader, &mut ());
        scan.append(&mut first.piece)?;
        scan.expect(rows_in(length, scan.rows, first.rows.text().len()));
        let hands = if scan.columns.len() > MOST_AT_ONCE { 1 } else { sharing.hands };
        let mut outcome = Ok(());
        hands::share(
            hands,
            in_hand(first, hands, &scan, separator),
            |InHand { rows, piece }| {
                pieces.next(rows.text()).unwrap_or_else(|error| {
                    piece.fail(error);
                    true
                })
            },
            |InHand { rows, piece }| {
                rows.begin();
                piece.read(rows, usize::MAX, reader, &mut ());
            },
            |InHand { piece, .. }| {
                outcome = scan.append(piece);
                outcome.is_ok()
            },
        );
        outcome?;
        Ok((usable(scan)?, pieces.digest()))
    }
}

/// How many rows a file may have of whose first bytes so many are known to have so many rows.
fn rows_in(length: u64, rows: usize, bytes: usize) -> usize {
    let parts = length as f64 / bytes.max(1) as f64;
    // A few more, so that room needn't be made again.
    if parts > 1.0 { (1.02 * parts * rows as f64) as usize } else { rows }
}

/// As many pieces as so many hands can have at once. Two that nobody has in hand keep all others going where one of
/// them is held up.
fn in_hand(first: InHand, hands: usize, scan: &Scan, separator: Separator) -> Vec<InHand> {
    let more = if hands > 1 { hands + 1 } else { 0 };
    let another = |_| InHand { rows: Rows::new(separator), piece: PieceScan::of(scan) };
    std::iter::once(first).chain((0..more).map(another)).collect()
}

/// What was read, if it is a table.
fn usable(mut scan: Scan) -> Result<Scan, TableError> {
    scan.names_differ()?;
    scan.doubt();
    if scan.rows == 0 { Err(TableError::NoRows) } else { Ok(scan) }
}
