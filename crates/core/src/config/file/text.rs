//! A file's text, and where its lines are.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::FileError;

/// Bytes of a file written by hand or by this program, at the most: a recipe of a hundred thousand
/// changes has four million.
const MOST_BYTES: u64 = 32 << 20;

/// Reads a whole file of text.
///
/// # Errors
/// [`FileError`] when it can't be read, is far too large to be meant, or isn't UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let unreadable = |reason| FileError::Unreadable { path: path.to_owned(), reason };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(FileError::TooLarge { path: path.to_owned(), megabytes: MOST_BYTES >> 20 });
    }
    String::from_utf8(bytes).map_err(|error| {
        let line = line_at(error.as_bytes(), error.utf8_error().valid_up_to());
        FileError::at(path, line, "this isn't text in UTF-8, as TOML must be")
    })
}

/// The line, from 1, that holds the byte at `offset`.
fn line_at(bytes: &[u8], offset: usize) -> usize {
    bytes.iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

/// Where the lines of a text end, so that finding one among many costs little.
pub struct Lines(Vec<usize>);

impl Lines {
    /// The lines of this text.
    pub(in crate::config) fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(ends.map(|(at, _)| at).collect())
    }

    /// The line, from 1, that holds the byte at `offset`.
    pub fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|end| *end < offset) + 1
    }
}
