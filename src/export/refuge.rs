//! Where results go that can't be written where they belong: a disk was full, or somebody took the
//! folder away. An hour of training isn't lost for that.

use std::path::{Path, PathBuf};

use super::ExportError;
use super::atomic::AtomicFile;
use super::set::Member;

/// How the names of folders begin.
const PREFIX: &str = "rnnscope-";

/// Where there may be room: for temporary files, where the program was started, at home.
fn places() -> impl Iterator<Item = PathBuf> {
    let home = directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned());
    [std::env::temp_dir(), PathBuf::from(".")].into_iter().chain(home)
}

/// Saves the files of a set in a new folder and says so, together with `reason`, for which they
/// couldn't be where they belong; `reason` alone where there is no such place either.
pub(super) fn save(mut members: Vec<Member>, reason: ExportError) -> ExportError {
    let Some(folder) = places().find_map(|place| folder_with(&place, &mut members)) else {
        return reason;
    };
    if members.into_iter().try_for_each(Member::appear).is_err() {
        return reason;
    }
    let folder = folder.keep();
    ExportError::Elsewhere { reason: Box::new(reason), folder }
}

/// A new folder at `place` with the files, if there is room for all of them.
fn folder_with(place: &Path, members: &mut [Member]) -> Option<tempfile::TempDir> {
    let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(place).ok()?;
    members.iter_mut().try_for_each(|member| member.move_to(folder.path())).ok()?;
    Some(folder)
}

/// Lets a file go on where there is room for it; `None` if there is none anywhere.
pub(super) fn take_in(file: &mut AtomicFile) -> Option<()> {
    places().find_map(|place| file.move_to(&place).ok())
}
