//! Files that a run leaves behind: numbers as CSV, pictures under names of their own.
//!
//! Every file appears whole or not at all (see [`atomic`]), and every error is one sentence that names
//! the file and the reason.

pub mod atomic;
pub mod csv;
mod journal;
pub mod kept;
mod lock;
pub mod name;
mod refuge;
pub mod set;
pub mod slot;
#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};

use crate::text::Texts;
use crate::wording::{complaint, foreign};

/// Why a file couldn't be written or read.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Writing failed: folder, permission, space.
    #[error("{}", (Texts::in_force().errors.unwritten)(&foreign(path), &complaint(source)))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Reading failed.
    #[error("{}", (Texts::in_force().errors.unread)(&foreign(path), &complaint(source)))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Another program writes a set of files there.
    #[error("{}", (Texts::in_force().errors.taken)(&foreign(.0)))]
    Taken(PathBuf),
    /// A set of files couldn't be written where it was to go, and is elsewhere.
    #[error("{}", (Texts::in_force().errors.elsewhere)(&reason.to_string(), &foreign(folder)))]
    Elsewhere {
        /// Why.
        reason: Box<ExportError>,
        /// Where it is now: a folder of its own.
        folder: PathBuf,
    },
    /// The samples of a window don't belong together.
    #[error(
        "{}",
        (Texts::in_force().errors.unequal_samples)(&foreign(path), &format!("{lengths:?}"))
    )]
    Samples {
        /// The file.
        path: PathBuf,
        /// Numbers of times, inputs, targets and predictions.
        lengths: [usize; 4],
    },
    /// A table that is to be kept is larger than any that is.
    #[error("{}", (Texts::in_force().errors.table_too_large)(*bytes, kept::MOST_BYTES))]
    TooLarge {
        /// What it takes.
        bytes: usize,
    },
    /// Where a certain file is to be, there is one with something else in it.
    #[error("{}", (Texts::in_force().errors.another_file)(&foreign(.0)))]
    Another(PathBuf),
    /// Every name tried for a new file is taken.
    #[error("{}", (Texts::in_force().on_disk.too_many)(&foreign(folder), stem))]
    Names {
        /// The folder.
        folder: PathBuf,
        /// The name without number and extension.
        stem: String,
    },
}

impl ExportError {
    pub(crate) fn write(path: &Path, source: io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }
}
