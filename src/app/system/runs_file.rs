//! The list of runs on the disk: written on a thread of its own, taken up at the next start.

use std::path::Path;

use super::reading::Reading;
use crate::export::slot::Slot;
use crate::export::{ExportError, atomic};
use crate::session::runs::{KeptList, Runs};
use crate::text::Reason;
use crate::thread::{Handle, Inbox, Outbox, ThreadSpec, Waker};

/// Seconds between two writings: who types a name changes it with each letter.
const PERIOD: f64 = 1.0;

/// Keeps the list of runs in a file of its own. What earlier starts left stays in its own files until this
/// one holds it, too.
#[derive(Debug)]
pub(in crate::app) struct RunsFile {
    thread: Handle<Vec<u8>, News>,
    /// What earlier starts left, until it was read and handed over.
    earlier: Reading<(Vec<Slot>, EarlierRuns)>,
    /// The same after that, until it is in the own file, too.
    left: Vec<Slot>,
    /// The revision of the list that was handed over last.
    handed: u64,
    /// When the next may be, in the window's seconds.
    next: f64,
    /// Nobody else writes to the file as long as this is held.
    _slot: Slot,
}

/// What the thread tells.
#[derive(Debug)]
enum News {
    /// It has written the list.
    Written,
    /// It couldn't, and why.
    Failed(Reason),
}

/// One list is being written, and one may wait.
const THREAD: ThreadSpec = ThreadSpec { name: "runs", commands: Some(1), events: 2, stack: None };

/// What earlier starts left.
#[derive(Debug, Default)]
pub(in crate::app) struct EarlierRuns {
    /// Their lists, the newest first.
    pub(in crate::app) lists: Vec<KeptList>,
    /// Why others can't be taken up.
    pub(in crate::app) broken: Vec<Reason>,
}

impl RunsFile {
    /// Takes a file in `folder`, starts the thread, and begins to read what earlier starts left; `waker` is
    /// called when that is done.
    ///
    /// # Errors
    /// When the folder can't be used or the system has no thread to give.
    pub(in crate::app) fn start(folder: &Path, waker: Waker) -> Result<Self, ExportError> {
        let (slot, slots) = Slot::take(folder, "runs", "safetensors")?;
        let no_thread = |source| ExportError::write(folder, source);
        let earlier = Reading::begin(waker, move || read(slots)).map_err(no_thread)?;
        let path = slot.path().to_owned();
        let work = move |inbox: &Inbox<Vec<u8>>, outbox: &Outbox<News>| {
            let mut last = None;
            while let Some(bytes) = inbox.next_to_the_last() {
                last = Some(match atomic::write(&path, &bytes) {
                    Ok(()) => News::Written,
                    Err(error) => News::Failed(error.into()),
                });
                if outbox.is_read() {
                    last.take().into_iter().for_each(|news| drop(outbox.offer(news)));
                }
            }
            last
        };
        // The window reads the news at every frame, and needs none for them.
        let thread = THREAD.spawn(Box::new(|| {}), work, |_| None).map_err(no_thread)?;
        Ok(Self { thread, earlier, left: Vec::new(), handed: 0, next: 0.0, _slot: slot })
    }

    /// What earlier starts left, once, when it has been read: it belongs into the list.
    pub(in crate::app) fn earlier(&mut self) -> Option<EarlierRuns> {
        let (left, earlier) = self.earlier.take()?;
        self.left = left;
        Some(earlier)
    }

    /// Hands the list over if it was changed and it is time. Whether it has yet to be.
    pub(in crate::app) fn follow(&mut self, now: f64, runs: &Runs) -> bool {
        // What is written without the earlier lists must not be taken for their end.
        let is_complete = !self.earlier.is_under_way();
        if is_complete && runs.revision() != self.handed && now >= self.next {
            self.next = now + PERIOD;
            // One that can't be told apart from garbage isn't worth a word; nor is one for which there is
            // no room yet, since the next look hands it over.
            if let Ok(bytes) = runs.to_bytes()
                && self.thread.send(bytes).is_ok()
            {
                self.handed = runs.revision();
            }
        }
        runs.revision() != self.handed
    }

    /// Why the list couldn't be written, if it couldn't. What earlier starts left goes once it is in it.
    pub(in crate::app) fn failure(&mut self) -> Option<Reason> {
        let news: Vec<News> = self.thread.events().collect();
        self.take_in(news)
    }

    fn take_in(&mut self, news: Vec<News>) -> Option<Reason> {
        let mut failure = None;
        for one in news {
            match one {
                // What can't be put away is taken up once more, and its runs are known then.
                News::Written => self.left.retain(|slot| slot.set_aside().is_err()),
                News::Failed(reason) => failure = Some(reason),
            }
        }
        failure
    }

    /// The program ends: the list as it is now is written.
    pub(in crate::app) fn finish(&mut self, runs: &Runs) {
        if runs.revision() != self.handed
            && let (Ok(bytes), Some(sender)) = (runs.to_bytes(), self.thread.sender())
        {
            sender.send(bytes);
        }
    }
}

impl Drop for RunsFile {
    fn drop(&mut self) {
        let news: Vec<News> = self.thread.end().collect();
        // There is nobody left to tell of a failure.
        let _ = self.take_in(news);
    }
}

/// Reads what was left, the newest first, and puts away what can't be used. What can't be put away either is
/// told again at the next start.
fn read(slots: Vec<Slot>) -> (Vec<Slot>, EarlierRuns) {
    let mut earlier = EarlierRuns::default();
    let mut left = Vec::new();
    for slot in slots {
        match KeptList::read(slot.path()) {
            Ok(list) => {
                earlier.lists.push(list);
                left.push(slot);
            }
            Err(reason) => {
                let _ = slot.set_aside();
                earlier.broken.push(reason);
            }
        }
    }
    (left, earlier)
}
