//! Files that others wrote, opened so that nothing a path can lead to hangs the program or fills the memory:
//! regular files only, and no more of them than asked for; and by which fingerprint they are known again.

use std::fs::{File, FileType, Metadata};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::wording::Wording;

/// Opens the regular file at `path` to read it. Nothing is waited for: not even the other end of a pipe
/// that was put in a file's place at the last moment.
///
/// # Errors
/// When it can't be opened, or is no regular file, which is said in words.
pub fn open(path: &Path) -> io::Result<File> {
    // Before it is opened, since that alone does something to some devices.
    check(&std::fs::metadata(path)?)?;
    let file = open_at_once(path)?;
    check(&file.metadata()?)?;
    Ok(file)
}

/// All of the regular file at `path`.
///
/// # Errors
/// As [`open`], and [`ErrorKind::FileTooLarge`] when it has more than `most` bytes; no more are read.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let length = file.metadata()?.len();
    if length > most {
        return Err(ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    // It may grow meanwhile, and some files of the system have no length.
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// The SHA-256 of some bytes in hexadecimal, as `sha256sum` prints it.
pub fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Refuses what isn't a regular file.
fn check(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_file() {
        return Ok(());
    }
    if metadata.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    Err(io::Error::new(ErrorKind::InvalidInput, Irregular::of(metadata.file_type())))
}

/// What stands in the place of a regular file.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{}", self.words())]
enum Irregular {
    #[cfg(unix)]
    Pipe,
    #[cfg(unix)]
    Socket,
    #[cfg(unix)]
    Device,
    #[cfg(not(unix))]
    SomethingElse,
}

impl Irregular {
    #[cfg(unix)]
    fn of(file_type: FileType) -> Self {
        use std::os::unix::fs::FileTypeExt as _;
        if file_type.is_fifo() {
            Self::Pipe
        } else if file_type.is_socket() {
            Self::Socket
        } else {
            Self::Device
        }
    }

    #[cfg(not(unix))]
    fn of(_: FileType) -> Self {
        Self::SomethingElse
    }

    fn words(self) -> &'static str {
        let words = &Wording::in_force().complaints;
        match self {
            #[cfg(unix)]
            Self::Pipe => words.a_pipe,
            #[cfg(unix)]
            Self::Socket => words.a_socket,
            #[cfg(unix)]
            Self::Device => words.a_device,
            #[cfg(not(unix))]
            Self::SomethingElse => words.something_else,
        }
    }
}

#[cfg(unix)]
fn open_at_once(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open_at_once(path: &Path) -> io::Result<File> {
    File::open(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::complaint;

    #[test]
    fn a_fingerprint_is_that_of_sha256sum() {
        let expected = "9e28fa04bf8e926e740eeae3562d76180763f286feb882245e8ab32b7717ffd1";
        assert_eq!(fingerprint(b"a;b\n1;2\n3;4\n"), expected);
    }

    #[test]
    fn no_more_is_read_than_was_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, "four").unwrap();
        assert_eq!(read(&path, 4).unwrap(), b"four");
        assert_eq!(read(&path, 3).unwrap_err().kind(), ErrorKind::FileTooLarge);
        // A hole: it takes no room on the disk, and none in memory.
        File::options().write(true).open(&path).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(read(&path, 1 << 20).unwrap_err().kind(), ErrorKind::FileTooLarge);
        assert_eq!(read(&folder.path().join("none"), 1).unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_file_is_named_and_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let (pipe, socket) = (folder.path().join("pipe"), folder.path().join("socket"));
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let said = |path: &Path| complaint(&read(path, 9).unwrap_err());
        assert_eq!(said(&pipe), "it is a pipe, not a regular file");
        assert_eq!(said(&socket), "it is a socket, not a regular file");
        assert_eq!(said(Path::new("/dev/zero")), "it is a device, not a regular file");
        assert_eq!(said(folder.path()), "it is a folder, not a file");
        // Not even where it became a pipe after it was looked at.
        let opened = open_at_once(&pipe).unwrap();
        assert!(check(&opened.metadata().unwrap()).is_err());
    }
}
