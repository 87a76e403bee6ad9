//! Names for files in the export folder: they tell run and step, and an existing file is never
//! overwritten.

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

/// Saves `bytes` in `folder` (made if need be) as `stem.extension`, or `stem-2.extension` and so on
/// where that exists; returns the path. Safe against others who save under the same name at the same
/// time: each gets a file of its own, and each file appears whole.
///
/// # Errors
/// [`ExportError::Write`], and [`ExportError::Names`] when thousands of such files exist.
pub fn save_new(
    folder: &Path,
    stem: &str,
    extension: &str,
    bytes: &[u8],
) -> Result<PathBuf, ExportError> {
    let path = |name: String| folder.join(format!("{name}.{extension}"));
    let mut file = AtomicFile::create(&path(stem.to_owned()))?;
    file.append(bytes)?;
    for number in 1..=MOST {
        let name = if number == 1 { stem.to_owned() } else { format!("{stem}-{number}") };
        let path = path(name);
        match file.commit_new(&path)? {
            None => return Ok(path),
            Some(unnamed) => file = unnamed,
        }
    }
    Err(ExportError::Names { folder: folder.to_owned(), stem: stem.to_owned() })
}
