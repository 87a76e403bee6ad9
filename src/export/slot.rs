//! A file of one's own among those of other running programs.
//!
//! Files are numbered, and beside each lies a lock that its owner holds as long as it runs. The system
//! lets go of a lock however its owner ends, so that what a crashed program left can be told from
//! what another is writing right now.

use std::fs::{self, File, OpenOptions};
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
    /// Takes the file in `folder` (made if need be) that was written last and has no owner any more,
    /// or a new one. Names are `stem-1.extension` and so on.
    ///
    /// # Errors
    /// [`ExportError`] when the folder can't be used, or far too many programs run.
    pub fn take(folder: &Path, stem: &str, extension: &str) -> Result<Self, ExportError> {
        fs::create_dir_all(folder).map_err(|source| ExportError::write(folder, source))?;
        let mut best: Option<(Option<_>, Self)> = None;
        for number in 1..=MOST {
            let path = folder.join(format!("{stem}-{number}.{extension}"));
            let written = fs::metadata(&path).and_then(|file| file.modified()).ok();
            // Without a file of its own, the first free number serves as well as any other.
            let better = best.as_ref().is_none_or(|(newest, _)| written > *newest);
            if better && let Some(slot) = Self::lock(path)? {
                best = Some((written, slot));
            }
        }
        let taken = || ExportError::Names { folder: folder.to_owned(), stem: stem.to_owned() };
        best.map(|(_, slot)| slot).ok_or_else(taken)
    }

    /// The slot of this path, unless somebody has it.
    fn lock(path: PathBuf) -> Result<Option<Self>, ExportError> {
        let name = path.with_extension("lock");
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
        let take = || Slot::take(&folder.path().join("deep"), "run", "txt").unwrap();
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
        let slots: Vec<Slot> = (0..MOST).map(|_| take().unwrap()).collect();
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
        let slots = [take(), take(), take()];
        for (age, slot) in slots.iter().enumerate().rev() {
            fs::write(slot.path(), "x").unwrap();
            let file = File::options().write(true).open(slot.path()).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(age as u64))
                .unwrap();
        }
        let [first, second, third] = slots;
        let newest = third.path().to_owned();
        assert!(take().path().ends_with("run-4.txt"), "nobody's file is taken");
        drop((first, second, third));
        let slot = take();
        assert_eq!(slot.path(), newest);
        slot.set_aside().unwrap();
        assert!(!newest.exists());
        assert_eq!(fs::read_to_string(folder.path().join("run-3-before.txt")).unwrap(), "x");
    }
}
