//! The session on the disk: written on a thread of its own, found again at the next start.

use std::path::Path;
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender};

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::export::ExportError;
use crate::export::slot::Slot;
use crate::worker::Keep;

/// Keeps the session's newest checkpoint in a file of its own. Dropped after the training thread, it
/// waits until the last one is written.
#[derive(Debug)]
pub(super) struct Keeper {
    /// Gone, it tells the thread to write what has come and end: a training thread in the middle of a
    /// long step still holds its way to it.
    going_on: Option<Sender<()>>,
    failures: Receiver<String>,
    thread: Option<JoinHandle<()>>,
    /// Nobody else writes to the file as long as this is held.
    _slot: Slot,
}

/// What the last session left: where it ended, or why that can't be known.
pub(super) type LastSession = Option<Result<Checkpoint, CheckpointError>>;

impl Keeper {
    /// Takes a file in `folder` and starts the thread. Returns the training thread's way to it, and
    /// what the last session left.
    ///
    /// # Errors
    /// When the folder can't be used or the system has no thread to give.
    pub(super) fn start(folder: &Path) -> Result<(Self, Keep, LastSession), ExportError> {
        let slot = Slot::take(folder, "session", "safetensors")?;
        let path = slot.path().to_owned();
        let last = path.exists().then(|| Checkpoint::read(&path));
        if last.is_some() {
            slot.set_aside()?;
        }
        // One is being written, and one may wait.
        let (sender, checkpoints) = crossbeam_channel::bounded::<Checkpoint>(1);
        let (failed, failures) = crossbeam_channel::bounded(1);
        let (going_on, end) = crossbeam_channel::bounded(0);
        let write = move || {
            while let Some(checkpoint) = next(&checkpoints, &end) {
                if let Err(error) = checkpoint.write(&path) {
                    // Told once; whoever hasn't read it yet knows already.
                    let _ = failed.try_send(error.to_string());
                }
            }
        };
        let thread = std::thread::Builder::new().name("keeper".to_owned()).spawn(write);
        let thread =
            Some(thread.map_err(|source| ExportError::Write { path: folder.to_owned(), source })?);
        let keeper = Self { going_on: Some(going_on), failures, thread, _slot: slot };
        Ok((keeper, way_to(sender), last))
    }

    /// Why the session couldn't be written, if it couldn't.
    pub(super) fn failure(&self) -> Option<String> {
        self.failures.try_recv().ok()
    }
}

/// The next checkpoint to write; at the end, those that have come already.
fn next(checkpoints: &Receiver<Checkpoint>, end: &Receiver<()>) -> Option<Checkpoint> {
    crossbeam_channel::select! {
        recv(checkpoints) -> checkpoint => checkpoint.ok(),
        recv(end) -> _ => checkpoints.try_recv().ok(),
    }
}

/// The training thread never waits for the disk, but for the last time.
fn way_to(sender: Sender<Checkpoint>) -> Keep {
    Box::new(move |checkpoint, last| {
        if last { sender.send(checkpoint).is_ok() } else { sender.try_send(checkpoint).is_ok() }
    })
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.going_on = None;
        if let Some(thread) = self.thread.take() {
            // A panic in it has nobody left to be told to.
            let _ = thread.join();
        }
    }
}
