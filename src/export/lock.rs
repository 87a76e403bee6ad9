//! The lock on a folder: one program at a time writes a set of files there.
//!
//! It is the system's (flock), so that it goes with its owner however that ends: a file that was left
//! behind stops nobody.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::text::Texts;

/// Its name in the folder.
pub(super) const NAME: &str = ".rnnscope.lock";

/// Something else than a file has the lock's name.
#[derive(Debug, thiserror::Error)]
#[error("{}", Texts::in_force().on_disk.lock_taken)]
struct LockTaken;

/// A folder that nobody else writes a set into as long as this lives.
#[derive(Debug)]
pub(super) struct FolderLock {
    path: PathBuf,
    /// Held, never read; none where another user's can't even be opened.
    _file: Option<File>,
}

impl FolderLock {
    /// Takes the folder, unless somebody has it.
    ///
    /// # Errors
    /// The system's, when no file can be made there.
    pub(super) fn take(folder: &Path) -> io::Result<Option<Self>> {
        let path = folder.join(NAME);
        loop {
            let Some(file) = open(&path)? else {
                return Ok(Some(Self { path, _file: None }));
            };
            // A system that knows no locks is treated as one on which nobody else runs.
            if let Err(fs::TryLockError::WouldBlock) = file.try_lock() {
                return Ok(None);
            }
            // Its owner may have taken it away after it was opened here; then another can be made.
            if is_named(&file, &path) {
                return Ok(Some(Self { path, _file: Some(file) }));
            }
        }
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // While it is still held, so that nobody's but one's own is taken away.
        let _ = fs::remove_file(&self.path);
    }
}

/// The file at `path`, made if need be; `None` where another user has left one that can't be opened.
fn open(path: &Path) -> io::Result<Option<File>> {
    let mut options = File::options();
    options.read(true).write(true);
    loop {
        match fs::symlink_metadata(path) {
            Ok(found) if !found.is_file() => {
                return Err(io::Error::other(LockTaken));
            }
            _ => {}
        }
        match options.open(path) {
            // To lock a file it needs only be read.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return Ok(File::open(path).ok());
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            opened => return opened.map(Some),
        }
        match options.clone().create_new(true).open(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(Some),
        }
    }
}

/// Whether `path` names this very file.
#[cfg(unix)]
fn is_named(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let place = |found: fs::Metadata| (found.dev(), found.ino());
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(own), Ok(found)) => place(own) == place(found),
        _ => false,
    }
}

/// Open files can't be taken away here.
#[cfg(not(unix))]
fn is_named(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let take = || FolderLock::take(folder.path()).unwrap();
        let first = take();
        assert!(first.is_some() && take().is_none());
        drop(first);
        assert!(!folder.path().join(NAME).exists());
        assert!(take().is_some());
    }

    #[test]
    fn what_was_left_behind_stops_nobody() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(NAME), "left").unwrap();
        assert!(FolderLock::take(folder.path()).unwrap().is_some());
    }

    #[test]
    fn a_lock_that_was_taken_away_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        let held = FolderLock::take(folder.path()).unwrap();
        let opened = open(&path).unwrap().unwrap();
        drop(held);
        assert!(opened.try_lock().is_ok() && !is_named(&opened, &path));
        assert!(FolderLock::take(folder.path()).unwrap().is_some());
    }
}
