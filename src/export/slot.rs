//! A file of one's own among those of other running programs.
//!
//! Files are numbered, and beside each lies a lock that its owner holds as long as it runs. The system
//! lets go of a lock however its owner ends, so that what a crashed program left can be told from
//! what another is writing right now.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::ExportError;

/// Programs that can run at once.
const MOST: u32 = 64;

/// A numbered file that nobody else uses.
#[derive(Debug)]
pub struct Slot {
    path: PathBuf,
    aside: PathBuf,
    /// Held, never read.
    _lock: File,
}

impl Slot {
    /// Takes a new file in `folder` (made if need be), and those that others have left there: the
    /// files that no running program owns, written last first. Names are `stem-1.extension` and so on.
    ///
    /// # Errors
    /// [`ExportError`] when the folder can't be used, or far too many programs run.
    pub fn take(
        folder: &Path,
        stem: &str,
        extension: &str,
    ) -> Result<(Self, Vec<Self>), ExportError> {
        fs::create_dir_all(folder).map_err(|source| ExportError::write(folder, source))?;
        let (mut own, mut left, mut failed) = (None, Vec::new(), None);
        for number in 1..=MOST {
            let path = folder.join(format!("{stem}-{number}.{extension}"));
            let written = fs::metadata(&path).and_then(|file| file.modified()).ok();
            if own.is_some() && written.is_none() {
                continue;
            }
            match (Self::lock(path), written) {
                (Ok(Some(slot)), Some(written)) => left.push((written, slot)),
                (Ok(Some(slot)), None) => own = Some(slot),
                (Ok(None), _) => {}
                // Something lies in one file's way; there are others.
                (Err(error), _) => failed = failed.or(Some(error)),
            }
        }
        left.sort_by_key(|(written, _)| std::cmp::Reverse(*written));
        let taken = || ExportError::Names { folder: folder.to_owned(), stem: stem.to_owned() };
        Ok((
            own.ok_or_else(|| failed.unwrap_or_else(taken))?,
            left.into_iter().map(|(_, slot)| slot).collect(),
        ))
    }

    /// The slot of this path, unless somebody has it.
    fn lock(path: PathBuf) -> Result<Option<Self>, ExportError> {
        let name = path.with_extension("lock");
        // To open a pipe is to wait for its other end.
        if fs::symlink_metadata(&name).is_ok_and(|there| !there.is_file()) {
            return Err(ExportError::write(&name, io::ErrorKind::AlreadyExists.into()));
        }
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&name);
        let lock = lock.map_err(|source| ExportError::write(&name, source))?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        let aside = path.with_file_name(format!("{stem}-before.{extension}"));
        // A system that knows no locks is treated as one on which nobody else runs.
        match lock.try_lock() {
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            _ => Ok(Some(Self { path, aside, _lock: lock })),
        }
    }

    /// The file's name; it need not exist.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps what the file holds under another name, in place of what was kept there before.
    ///
    /// # Errors
    /// [`ExportError::Write`].
    pub fn set_aside(&self) -> Result<(), ExportError> {
        fs::rename(&self.path, &self.aside)
            .map_err(|source| ExportError::write(&self.aside, source))
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn two_at_once_have_files_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let take = || Slot::take(&folder.path().join("deep"), "run", "txt").unwrap().0;
        let (first, second) = (take(), take());
        assert_ne!(first.path(), second.path());
        let path = first.path().to_owned();
        assert_eq!(path.file_name().unwrap(), "run-1.txt");
        drop(first);
        assert_eq!(take().path(), path);
    }

    #[test]
    fn when_all_are_taken_the_sentence_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let take = || Slot::take(folder.path(), "run", "txt");
        let slots: Vec<Slot> = (0..MOST).map(|_| take().unwrap().0).collect();
        let said = take().unwrap_err().to_string();
        assert!(
            said.ends_with("has too many files named run; move some of them elsewhere"),
            "{said}"
        );
        drop(slots);
    }

    #[test]
    fn what_was_written_last_is_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let take = || Slot::take(folder.path(), "run", "txt").unwrap();
        let slots = [take().0, take().0, take().0];
        for (age, slot) in slots.iter().enumerate().rev() {
            fs::write(slot.path(), "x").unwrap();
            let file = File::options().write(true).open(slot.path()).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(age as u64))
                .unwrap();
        }
        let [first, second, third] = slots;
        let newest = third.path().to_owned();
        let (own, left) = take();
        assert!(own.path().ends_with("run-4.txt") && left.is_empty(), "nobody's file is taken");
        drop((own, first));
        let (own, left) = take();
        assert!(own.path().ends_with("run-4.txt") && left.len() == 1, "the first has no owner");
        drop((own, left, second, third));
        let (own, left) = take();
        assert!(own.path().ends_with("run-4.txt"), "a file that was left is kept");
        let order: Vec<&Path> = left.iter().map(Slot::path).collect();
        let expected = [3, 2, 1].map(|n| folder.path().join(format!("run-{n}.txt")));
        assert_eq!(order, expected);
        left[0].set_aside().unwrap();
        assert!(!newest.exists());
        assert_eq!(fs::read_to_string(folder.path().join("run-3-before.txt")).unwrap(), "x");
    }
}
