//! Names for files in the export folder: they tell run and step, and an existing file is never
//! overwritten.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::ExportError;
use super::atomic::AtomicFile;

/// Numbers tried before giving up.
const MOST: u32 = 9999;

/// The name of a picture without its extension, such as `rnnscope-run1-step000120`; zeros keep the
/// names of a run in the order of the steps.
pub fn stem(run: u64, step: u64) -> String {
    format!("rnnscope-run{run}-step{step:06}")
}

/// The same for a race.
pub fn race_stem(step: u64) -> String {
    format!("rnnscope-race-step{step:06}")
}

/// One of several files that belong together.
#[derive(Clone, Copy, Debug)]
pub struct NewFile<'a> {
    /// What its name adds to the others'.
    pub suffix: &'a str,
    /// Its extension, without a dot.
    pub extension: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
}

impl<'a> NewFile<'a> {
    /// A file with this suffix and extension.
    pub fn new(suffix: &'a str, extension: &'a str, bytes: &'a [u8]) -> Self {
        Self { suffix, extension, bytes }
    }
}

/// Saves files that belong together as [`save_new`] does, all with the same number, so that nobody
/// takes those of another time for theirs.
///
/// # Errors
/// As [`save_new`]. Where one can't be written, none appears.
pub fn save_all_new(
    folder: &Path,
    stem: &str,
    files: &[NewFile<'_>],
) -> Result<Vec<PathBuf>, ExportError> {
    let stem = OsStr::new(stem);
    let is_taken = |number: u32| {
        let name = |file: &NewFile<'_>| name(stem, file.suffix, number, file.extension);
        files.iter().any(|file| folder.join(name(file)).symlink_metadata().is_ok())
    };
    let first = (1..=MOST).find(|number| !is_taken(*number)).unwrap_or(MOST);
    let write = |file| Ok((file, written(folder, stem, file)?));
    let unnamed: Vec<_> = files.iter().map(write).collect::<Result<_, ExportError>>()?;
    let commit = |(new, file)| commit_from(first, folder, stem, new, file);
    unnamed.into_iter().map(commit).collect()
}

/// A new file that has no name yet.
fn written(folder: &Path, stem: &OsStr, new: &NewFile<'_>) -> Result<AtomicFile, ExportError> {
    let mut file = AtomicFile::create(&folder.join(name(stem, new.suffix, 1, new.extension)))?;
    file.append(new.bytes)?;
    Ok(file)
}

/// Gives a file the first number that is free from `first` on.
fn commit_from(
    first: u32,
    folder: &Path,
    stem: &OsStr,
    new: &NewFile<'_>,
    mut file: AtomicFile,
) -> Result<PathBuf, ExportError> {
    for number in first..=MOST {
        let path = folder.join(name(stem, new.suffix, number, new.extension));
        match file.commit_new(&path)? {
            None => return Ok(path),
            Some(unnamed) => file = unnamed,
        }
    }
    let stem = stem.to_string_lossy().into_owned();
    Err(ExportError::Names { folder: folder.to_owned(), stem })
}

/// A file's name with its number, which the first of its kind doesn't show.
fn name(stem: &OsStr, suffix: &str, number: u32, extension: &str) -> OsString {
    let mut name = stem.to_owned();
    name.push(match number {
        1 => format!("{suffix}.{extension}"),
        _ => format!("{suffix}-{number}.{extension}"),
    });
    name
}

/// Saves `bytes` in `folder` (made if need be) as `stem.extension`, or `stem-2.extension` and so on
/// where that exists; returns the path. Safe against others who save under the same name at the same
/// time: each gets a file of its own, and each file appears whole.
///
/// # Errors
/// [`ExportError::Write`], and [`ExportError::Names`] when thousands of such files exist.
pub fn save_new(
    folder: &Path,
    stem: impl AsRef<OsStr>,
    extension: &str,
    bytes: &[u8],
) -> Result<PathBuf, ExportError> {
    let stem = stem.as_ref();
    let new = NewFile { suffix: "", extension, bytes };
    commit_from(1, folder, stem, &new, written(folder, stem, &new)?)
}
