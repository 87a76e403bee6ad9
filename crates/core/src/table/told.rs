//! A file that is read, and how far that has come.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

/// A source whose reader is told how far it has come.
pub(super) struct ProgressReader<'a, S, F> {
    source: &'a mut S,
    /// Bytes, also those that are read twice.
    read: u64,
    length: u64,
    progress: F,
    is_stopped: bool,
}

impl<'a, S, F> ProgressReader<'a, S, F> {
    /// Tells `progress` which part of `length` bytes was read; it can break off.
    pub(super) fn new(source: &'a mut S, length: u64, progress: F) -> Self {
        Self { source, read: 0, length, progress, is_stopped: false }
    }

    /// Whether that was broken off: what was found means nothing then.
    pub(super) fn is_stopped(&self) -> bool {
        self.is_stopped
    }
}

impl<S: Read, F: FnMut(f64) -> ControlFlow<()>> Read for ProgressReader<'_, S, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let part = self.read as f64 / self.length.max(1) as f64;
        if (self.progress)(part.min(1.0)).is_break() {
            self.is_stopped = true;
            return Err(io::Error::other("nobody waits for it any more"));
        }
        let read = self.source.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}

impl<S: Seek, F> Seek for ProgressReader<'_, S, F> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = self.source.seek(to)?;
        self.read = place;
        Ok(place)
    }
}
