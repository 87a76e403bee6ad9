//! Files that appear whole or not at all: written under a temporary name in the same folder, then
//! renamed. Whoever looks sees the old file or the new one, and a failed write leaves the old one.
//!
//! A program that is killed, or stopped with Ctrl+C, can't take its temporary files away. So it holds
//! a lock on each as long as it writes, which the system lets go of however the program ends, and the
//! next one that writes into the folder takes away what nobody holds.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{ExportError, journal, set};

/// How the names of temporary files begin and end.
const PREFIX: &str = ".rnnscope-";
const SUFFIX: &str = ".part";

/// Writes `bytes` as the file `path`, replacing an older one; makes the folder if need be.
///
/// # Errors
/// [`ExportError::Write`]; the older file is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let mut file = AtomicFile::create(path)?;
    file.append(bytes)?;
    file.commit()
}

/// A file being written piece by piece, which appears with [`AtomicFile::commit`]. Dropped before, it
/// leaves nothing behind.
#[derive(Debug)]
pub struct AtomicFile {
    path: PathBuf,
    temporary: BufWriter<NamedTempFile>,
    /// Bytes that have been added.
    length: u64,
}

impl AtomicFile {
    /// Begins the file `path`; makes its folder if need be.
    ///
    /// # Errors
    /// [`ExportError::Write`] when the folder can't be made or written to, or `path` is a folder.
    pub fn create(path: &Path) -> Result<Self, ExportError> {
        let folder = make_folder(path)?;
        set::settle(folder);
        remove_abandoned(folder, SUFFIX);
        Self::begin(path, SUFFIX)
    }

    /// Begins the file `path` in its folder, under a temporary name that ends so.
    pub(super) fn begin(path: &Path, suffix: &str) -> Result<Self, ExportError> {
        // Said now rather than after an hour of writing.
        if path.is_dir() {
            return Err(ExportError::write(path, io::ErrorKind::IsADirectory.into()));
        }
        let temporary = temporary(folder_of(path), suffix)
            .map_err(|source| ExportError::write(path, source))?;
        // A run writes many short rows: 64 KiB make a system call of about a thousand of them.
        let temporary = BufWriter::with_capacity(1 << 16, temporary);
        Ok(Self { path: path.to_owned(), temporary, length: 0 })
    }

    /// The name the file will have.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds `bytes`.
    ///
    /// # Errors
    /// [`ExportError::Write`], such as for a full disk.
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        let written = self.temporary.write_all(bytes);
        written.map_err(|source| ExportError::write(&self.path, source))?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Goes on under the same name in another folder, with all that has been added: there may be room
    /// where here is none.
    ///
    /// # Errors
    /// [`ExportError`]; the file is then as it was.
    pub(super) fn move_to(&mut self, folder: &Path) -> Result<(), ExportError> {
        let path = folder.join(self.path.file_name().unwrap_or_default());
        let mut other = Self::create(&path)?;
        let waiting = self.temporary.buffer().to_vec();
        // What of a failed addition has come to the disk doesn't count.
        let written = self.length - waiting.len() as u64;
        // By the open file, whose name somebody may have taken away.
        let mut file = self.temporary.get_ref().as_file();
        let copied =
            file.rewind().and_then(|()| io::copy(&mut file.take(written), &mut other.temporary));
        let back = file.seek(SeekFrom::Start(written));
        copied.and(back).map_err(|source| ExportError::Read { path: self.path.clone(), source })?;
        other.append(&waiting)?;
        other.length = self.length;
        *self = other;
        Ok(())
    }

    /// Everything on the disk under the temporary name, which is given back.
    pub(super) fn ready(&mut self) -> Result<&Path, ExportError> {
        let synced =
            self.temporary.flush().and_then(|()| self.temporary.get_ref().as_file().sync_all());
        synced.map_err(|source| ExportError::write(&self.path, source))?;
        Ok(self.temporary.get_ref().path())
    }

    /// Gives the file its name, replacing an older one.
    ///
    /// # Errors
    /// [`ExportError::Write`]; the older file is then as it was.
    pub fn commit(self) -> Result<(), ExportError> {
        let Self { path, temporary, .. } = self;
        let file = flushed(temporary).map_err(|source| ExportError::write(&path, source))?;
        file.persist(&path).map_err(|error| ExportError::write(&path, error.error))?;
        Ok(())
    }

    /// Gives the file its name unless something of that name exists; then the file itself is handed
    /// back with its old name.
    ///
    /// # Errors
    /// [`ExportError::Write`] for anything else.
    pub(super) fn commit_new(self, path: &Path) -> Result<Option<Self>, ExportError> {
        let failed = |source| ExportError::write(path, source);
        let file = flushed(self.temporary).map_err(failed)?;
        match file.persist_noclobber(path) {
            Ok(_) => Ok(None),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                let temporary = BufWriter::new(error.file);
                Ok(Some(Self { path: self.path, temporary, length: self.length }))
            }
            Err(error) => Err(failed(error.error)),
        }
    }
}

/// Sees whether a file can be written as `path`, by doing what will be done: the name may be too long,
/// or a file there be one that nobody but its owner may replace.
///
/// # Errors
/// [`ExportError::Write`].
pub fn try_writing(path: &Path) -> Result<(), ExportError> {
    let file = AtomicFile::create(path)?;
    journal::put_back(path)?;
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => match file.commit_new(path)? {
            None => fs::remove_file(path).map_err(|source| ExportError::write(path, source)),
            // Somebody was faster.
            Some(_) => Ok(()),
        },
        Err(error) => Err(ExportError::write(path, error)),
        Ok(_) => journal::try_replacing(path),
    }
}

/// Whether something has this name, be it a link that leads nowhere.
pub(super) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes the folder of `path` and those above it.
pub(super) fn make_folder(path: &Path) -> Result<&Path, ExportError> {
    let folder = folder_of(path);
    match fs::create_dir_all(folder) {
        // Makers of folders say "file exists" when a file is in the way.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(ExportError::write(folder, io::ErrorKind::NotADirectory.into()))
        }
        Err(error) => Err(ExportError::write(folder, error)),
        Ok(()) => Ok(folder),
    }
}

/// A new file that only this process knows, with the permissions of any other new file.
fn temporary(folder: &Path, suffix: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(suffix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The user's umask takes its part away, as for files made without tempfile.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    loop {
        let file = builder.tempfile_in(folder)?;
        // Without locks on this system nobody takes files away either.
        let _ = file.as_file().lock();
        // Before it was locked, another program may have thought it abandoned.
        if file.path().exists() {
            return Ok(file);
        }
    }
}

/// Takes away temporary files of this kind that nobody writes any more.
pub(super) fn remove_abandoned(folder: &Path, suffix: &str) {
    // Tidying is a courtesy: what can't be read or removed stays.
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    // Only files: to open a pipe is to wait for its other end.
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    for path in files.map(|entry| entry.path()).filter(|path| is_temporary(path, suffix)) {
        if let Ok(file) = File::options().write(true).open(&path)
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Whether this is the name of a temporary file that ends so.
pub(super) fn is_temporary(path: &Path, suffix: &str) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(PREFIX) && name.ends_with(suffix)
}

/// Everything on the disk before the name: after a power failure the name must not show an empty file.
fn flushed(temporary: BufWriter<NamedTempFile>) -> io::Result<NamedTempFile> {
    let file = temporary.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    Ok(file)
}
