//! A file's text, and where its lines are.

use std::io::ErrorKind;
use std::path::Path;
use std::rc::Rc;

use super::{FileError, words};
use crate::regular_file;

/// Bytes that a text of settings may have, in a file or on the clipboard: a recipe of a hundred thousand
/// changes has four million.
pub const MOST_BYTES: usize = 16 << 20;

/// Reads a whole file of text.
///
/// # Errors
/// [`FileError`] when it can't be read, is far too large to be meant, or isn't UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let bytes =
        regular_file::read(path, MOST_BYTES as u64).map_err(|reason| match reason.kind() {
            ErrorKind::FileTooLarge => FileError::too_large(path),
            _ => FileError::Unreadable { path: path.to_owned(), reason },
        })?;
    String::from_utf8(bytes).map_err(|error| {
        let line = line_at(error.as_bytes(), error.utf8_error().valid_up_to());
        FileError::at(path, line, words().not_utf_8)
    })
}

/// The line, from 1, that holds the byte at `offset`.
fn line_at(bytes: &[u8], offset: usize) -> usize {
    bytes.iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

/// Where the lines of a text end, so that finding one among many costs little.
pub struct Lines {
    /// No text is so long that these need more bits.
    ends: Rc<Vec<u32>>,
    /// Where the piece begins whose places are asked for.
    start: usize,
}

impl Lines {
    /// The lines of this text.
    pub(in crate::config) fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self { ends: Rc::new(ends.map(|(at, _)| at as u32).collect()), start: 0 }
    }

    /// The same for places in the piece of the text that begins at `start`.
    pub(in crate::config) fn of_piece(&self, start: usize) -> Self {
        Self { ends: Rc::clone(&self.ends), start }
    }

    /// The line, from 1, that holds the byte at `offset`.
    pub fn at(&self, offset: usize) -> usize {
        self.ends.partition_point(|end| (*end as usize) < self.start + offset) + 1
    }
}
