//! How the files of a set take the place of an older set's, so that a folder never ends up with files
//! of both.
//!
//! The new files lie there, whole, under temporary names. Then the old ones go aside, the new ones
//! get their names, and the old ones go. What is to be done is written down before the first of these
//! moves and taken away after the last, and whoever takes the folder next finishes it, or, where that
//! can't be, takes it back.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::ExportError;
use super::atomic::{is_temporary, is_there};
use crate::regular_file;

/// Its name in the folder.
pub(super) const NAME: &str = ".rnnscope.journal";
/// Its name until it is whole.
const DRAFT: &str = ".rnnscope.journal-draft";
/// Its first line.
const HEAD: &str = "rnnscope 1";
/// What stands beside a name that was taken.
const OLD: &str = "replaces";
/// No journal is longer, in bytes.
const MOST: u64 = 1 << 16;

/// How the names of new files end until the set is whole.
pub(super) const NEW: &str = ".new";
/// How the names of old files begin and end while they are aside.
const BEFORE: (&str, &str) = (".rnnscope-", ".old");

/// Bytes of a name that can be set aside.
pub(super) const LONGEST: usize = 200;

/// What becomes of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Move {
    /// The name, without its folder.
    pub(super) name: String,
    /// The temporary name of what gets it; nothing where a file of the older set just goes.
    pub(super) new: Option<String>,
    /// Whether there was a file of this name.
    pub(super) replaces: bool,
}

/// What is done in a folder, whose lock is held.
#[derive(Debug)]
pub(super) struct Journal<'a> {
    folder: &'a Path,
    moves: Vec<Move>,
}

impl<'a> Journal<'a> {
    /// In the order in which new files appear.
    pub(super) fn new(folder: &'a Path, moves: Vec<Move>) -> Self {
        Self { folder, moves }
    }

    /// Makes all moves, or none.
    ///
    /// # Errors
    /// [`ExportError::Write`]; the older set is then as it was, and so are the new files.
    pub(super) fn carry_out(&self) -> Result<(), ExportError> {
        let path = self.folder.join(NAME);
        self.write().map_err(|source| {
            let _ = fs::remove_file(self.folder.join(DRAFT));
            ExportError::write(&path, source)
        })?;
        let done = self.finish();
        if done.is_err() {
            // Should even that fail, the journal stays for whoever comes next.
            self.undo()?;
        }
        self.close();
        done
    }

    /// On the disk as a whole before the first move.
    fn write(&self) -> io::Result<()> {
        let mut text = format!("{HEAD}\n");
        for Move { name, new, replaces } in &self.moves {
            let new = new.as_deref().unwrap_or_default();
            // Writing to a string can't fail.
            let _ = writeln!(text, "{name}\t{new}\t{}", if *replaces { OLD } else { "" });
        }
        let draft = self.folder.join(DRAFT);
        let mut file = File::create(&draft)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&draft, self.folder.join(NAME))?;
        sync(self.folder);
        Ok(())
    }

    /// The moves that are still to be made. What can't be replaced shows before anything new is there.
    fn finish(&self) -> Result<(), ExportError> {
        let is_to_come = |new: &String| is_there(&self.folder.join(new));
        for Move { name, new, .. } in &self.moves {
            if new.as_ref().is_none_or(is_to_come) && is_there(&self.folder.join(name)) {
                set_aside(&self.folder.join(name))?;
            }
        }
        for Move { name, new, .. } in &self.moves {
            let path = self.folder.join(name);
            match new {
                Some(new) if is_to_come(new) => rename(&self.folder.join(new), &path, &path)?,
                // Made already, or lost.
                Some(_) if !is_there(&path) => {
                    return Err(ExportError::write(&path, io::ErrorKind::NotFound.into()));
                }
                _ => {}
            }
        }
        sync(self.folder);
        Ok(())
    }

    /// The moves that were made, back again.
    fn undo(&self) -> Result<(), ExportError> {
        for Move { name, new, replaces } in self.moves.iter().rev() {
            let path = self.folder.join(name);
            let new = new.as_ref().map(|new| self.folder.join(new));
            let is_free = !replaces || is_there(&aside(&path));
            if let Some(new) = new.filter(|new| is_free && !is_there(new) && is_there(&path)) {
                rename(&path, &new, &path)?;
            }
            put_back(&path)?;
        }
        sync(self.folder);
        Ok(())
    }

    /// What was set aside goes, and then the journal.
    fn close(&self) {
        for Move { name, .. } in &self.moves {
            let path = self.folder.join(name);
            let _ = fs::remove_file(aside(&path));
        }
        let _ = fs::remove_file(self.folder.join(NAME));
    }

    /// The one that was left in a folder. One that makes no sense was never acted upon.
    fn left_in(folder: &'a Path) -> Option<Self> {
        let path = folder.join(NAME);
        if !fs::symlink_metadata(&path).ok()?.is_file() {
            return None;
        }
        let mut text = String::new();
        regular_file::open(&path).ok()?.take(MOST).read_to_string(&mut text).ok()?;
        let moves = text.strip_prefix(HEAD)?.lines().skip(1).map(parse).collect::<Option<_>>()?;
        Some(Self { folder, moves })
    }
}

/// A line of a journal. It names files of its folder only, whoever wrote it.
fn parse(line: &str) -> Option<Move> {
    let mut columns = line.split('\t');
    let (name, new, old) = (columns.next()?, columns.next()?, columns.next()?);
    let is_plain = |name: &str| Path::new(name).file_name().is_some_and(|own| own == name);
    let is_new = |name: &&str| is_plain(name) && is_temporary(Path::new(name), NEW);
    let new = Some(new).filter(|new| !new.is_empty());
    let is_sound = is_plain(name) && new.iter().all(is_new);
    is_sound.then(|| Move {
        name: name.to_owned(),
        new: new.map(str::to_owned),
        replaces: old == OLD,
    })
}

/// Finishes, or takes back, what was begun in a folder whose lock is held, so that it holds one set.
///
/// # Errors
/// [`ExportError::Write`] when neither can be.
pub(super) fn settle(folder: &Path) -> Result<(), ExportError> {
    if let Some(journal) = Journal::left_in(folder) {
        if journal.finish().is_err() {
            journal.undo()?;
        }
        journal.close();
    }
    for name in [NAME, DRAFT] {
        let _ = fs::remove_file(folder.join(name));
    }
    // Files that were only moved to see whether they can be.
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    for name in names.filter_map(|name| name.into_string().ok()) {
        if let Some(name) = name.strip_prefix(BEFORE.0).and_then(|name| name.strip_suffix(BEFORE.1))
        {
            put_back(&folder.join(name))?;
        }
    }
    Ok(())
}

/// Whether something was left in a folder that [`settle`] would mend.
pub(super) fn is_left_in(folder: &Path) -> bool {
    is_there(&folder.join(NAME))
}

/// Sees whether the file `path`, which exists, can be replaced: it goes aside and comes back. Sticky
/// folders, mounts and locked files don't let it, and nothing but trying tells them all.
///
/// # Errors
/// [`ExportError::Write`].
pub(super) fn try_replacing(path: &Path) -> Result<(), ExportError> {
    // The longest names have no room for what is added to them.
    if path.file_name().is_some_and(|name| name.len() > LONGEST) {
        return Ok(());
    }
    set_aside(path)?;
    put_back(path)
}

/// Gives a file another name until it is known what becomes of it.
fn set_aside(path: &Path) -> Result<(), ExportError> {
    if path.is_dir() {
        return Err(ExportError::write(path, io::ErrorKind::IsADirectory.into()));
    }
    rename(path, &aside(path), path)
}

/// What is aside comes back, or goes if its name is taken again.
pub(super) fn put_back(path: &Path) -> Result<(), ExportError> {
    let aside = aside(path);
    match is_there(path) {
        true => {
            let _ = fs::remove_file(&aside);
            Ok(())
        }
        false if is_there(&aside) => rename(&aside, path, path),
        false => Ok(()),
    }
}

/// Where the file that has a name waits while that is given to another.
fn aside(path: &Path) -> PathBuf {
    let mut name = OsString::from(BEFORE.0);
    name.push(path.file_name().unwrap_or_default());
    name.push(BEFORE.1);
    path.with_file_name(name)
}

/// Gives the file `from` the name `to`; `path` is what can't be written otherwise.
fn rename(from: &Path, to: &Path, path: &Path) -> Result<(), ExportError> {
    fs::rename(from, to).map_err(|source| ExportError::write(path, source))
}

/// Names on the disk before more is done with them, where the system can do so.
fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(test)]
mod tests;
