//! The SHA-256 of what is read, found beside the reading where there is a thread to spare.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use sha2::{Digest as _, Sha256};

/// Bytes that go from thread to thread at once, and how often there are so many.
const PIECE: usize = 256 << 10;
const PIECES: usize = 4;

/// Below so many bytes a thread isn't worth its beginning.
const WORTH_A_THREAD: u64 = 4 << 20;

/// What `read` makes of a source of about `length` bytes, and their SHA-256 in hexadecimal: of all bytes if it reads to
/// the end, else of some. What comes of it doesn't hang on whether there is another thread.
pub(super) fn digested<T>(
    source: &mut (impl Read + Send),
    length: u64,
    read: impl Fn(&mut dyn Read) -> T,
) -> (T, String) {
    let beside = (length >= WORTH_A_THREAD).then(|| beside(source, &read)).flatten();
    beside.unwrap_or_else(|| inline(source, &read))
}

/// The same, and the bytes are hashed as they are asked for.
pub(super) fn inline<T>(
    source: &mut impl Read,
    read: impl FnOnce(&mut dyn Read) -> T,
) -> (T, String) {
    let mut hash = Sha256::new();
    let found = read(&mut Hashed { source, hash: &mut hash });
    (found, hexadecimal(hash))
}

/// Another thread reads the source and hashes its bytes before it hands them over. None, and nothing read, where the
/// system has no more threads.
fn beside<T>(
    source: &mut (impl Read + Send),
    read: impl Fn(&mut dyn Read) -> T,
) -> Option<(T, String)> {
    thread::scope(|scope| {
        let (pieces, to_read) = sync_channel(PIECES);
        let (used, to_fill) = sync_channel(PIECES);
        for _ in 0..PIECES {
            // There is room for as many.
            let _ = used.send(Vec::new());
        }
        let hashing = thread::Builder::new().name("table".to_owned());
        let hashing = hashing.spawn_scoped(scope, move || fill(source, &to_fill, &pieces)).ok()?;
        let mut bytes = Pieces { to_read, used, piece: Vec::new(), begin: 0 };
        let found = read(&mut bytes);
        // Whoever waits for it to go on reading knows then that nobody will.
        drop(bytes);
        match hashing.join() {
            Ok(hash) => Some((found, hexadecimal(hash))),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Reads a source piece by piece and sends what was read, hashed; until its end, an error, or nobody wants more.
fn fill(
    source: &mut impl Read,
    to_fill: &Receiver<Vec<u8>>,
    pieces: &SyncSender<io::Result<Vec<u8>>>,
) -> Sha256 {
    let mut hash = Sha256::new();
    for mut piece in to_fill {
        piece.clear();
        piece.reserve_exact(PIECE);
        let read = source.by_ref().take(PIECE as u64).read_to_end(&mut piece);
        hash.update(&piece);
        let is_end = !matches!(read, Ok(1..));
        if pieces.send(read.map(|_| piece)).is_err() || is_end {
            break;
        }
    }
    hash
}

/// The bytes that another thread has read.
struct Pieces {
    to_read: Receiver<io::Result<Vec<u8>>>,
    used: SyncSender<Vec<u8>>,
    /// What is used up to `begin`.
    piece: Vec<u8>,
    begin: usize,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.begin == self.piece.len() {
            // None comes behind the end, or behind an error.
            let Ok(next) = self.to_read.recv() else { return Ok(0) };
            let used = std::mem::replace(&mut self.piece, next?);
            self.begin = 0;
            // Where there is no room for it, or nobody to fill it, it isn't needed.
            let _ = self.used.try_send(used);
        }
        let count = (&self.piece[self.begin..]).read(buffer)?;
        self.begin += count;
        Ok(count)
    }
}

/// A source whose bytes are hashed as they are read.
struct Hashed<'a, S> {
    source: S,
    hash: &'a mut Sha256,
}

impl<S: Read> Read for Hashed<'_, S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.hash.update(&buffer[..read]);
        Ok(read)
    }
}

fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(source: &mut dyn Read) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        source.read_to_end(&mut bytes).map(|_| bytes)
    }

    #[test]
    fn both_ways_find_the_same() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 11 * PIECE + 7] {
            let bytes: Vec<u8> = (0..length).map(|at| (at * at / 7) as u8).collect();
            let (read, digest) = inline(&mut bytes.as_slice(), all);
            let expected = hexadecimal(Sha256::new_with_prefix(&bytes));
            assert_eq!((read.unwrap(), &digest), (bytes.clone(), &expected), "{length}");
            let (read, digest) = beside(&mut bytes.as_slice(), all).unwrap();
            assert_eq!((read.unwrap(), digest), (bytes, expected), "{length}");
        }
    }

    #[test]
    fn nobody_waits_where_reading_ends_early() {
        let bytes = vec![7; 20 * PIECE];
        let (first, _) = beside(&mut bytes.as_slice(), |source| {
            let mut first = [0; 3];
            source.read_exact(&mut first).map(|()| first)
        })
        .unwrap();
        assert_eq!(first.unwrap(), [7; 3]);
    }

    #[test]
    fn an_error_comes_behind_what_was_read_before_it() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::PermissionDenied.into())
            }
        }
        let begin = vec![1; 2 * PIECE];
        let (read, _) = beside(&mut begin.as_slice().chain(Failing), |source| {
            let mut bytes = vec![0; 2 * PIECE];
            source.read_exact(&mut bytes).map(|()| bytes).and_then(|bytes| {
                let error = all(source).unwrap_err();
                assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
                assert!(all(source)?.is_empty());
                Ok(bytes)
            })
        })
        .unwrap();
        assert_eq!(read.unwrap(), begin);
    }

    #[test]
    fn a_panic_stays_one() {
        struct Panicking;
        impl Read for Panicking {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                panic!("made for this test")
            }
        }
        let found = std::panic::catch_unwind(|| beside(&mut Panicking, all));
        assert!(found.is_err());
    }
}
