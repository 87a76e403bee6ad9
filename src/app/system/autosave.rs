//! The session on the disk: written on a thread of its own, found again at the next start.

use std::path::Path;

use super::reading::Reading;
use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::export::ExportError;
use crate::export::slot::Slot;
use crate::recipe::Recipe;
use crate::text::Reason;
use crate::thread::{CommandSender, Handle, Inbox, Outbox, ThreadSpec, Waker};
use crate::worker::SaveCheckpoint;

/// Sessions that are kept for another start at most.
const MOST: usize = 3;

/// A run on the disk, and the step to which it is there.
#[derive(Debug)]
struct Written {
    recipe: Recipe,
    step: u64,
}

impl Written {
    fn of(checkpoint: &Checkpoint) -> Self {
        Self { recipe: checkpoint.recipe.clone(), step: checkpoint.step() }
    }

    /// Whether all of the other run is in this one.
    fn holds(&self, other: &Self) -> bool {
        self.step >= other.step && self.recipe.goes_on_from(&other.recipe, other.step)
    }
}

/// Keeps the session's newest checkpoint in a file of its own. Dropped after the training thread, it
/// waits until the last one is written.
///
/// What earlier sessions left stays in its own files until the run on screen has taken its place: a
/// start that is followed by another crash, or an offer that nobody answered, loses nothing.
#[derive(Debug)]
pub(in crate::app) struct Autosave {
    thread: Handle<Checkpoint, News>,
    /// What earlier sessions left, until it was read and handed over.
    earlier: Reading<Earlier>,
    /// The same after that.
    left: Vec<(Slot, Written)>,
    /// Whether the user knows of them and wants none, or no other.
    answered: bool,
    /// Nobody else writes to the file as long as this is held.
    _slot: Slot,
}

/// What the thread tells.
#[derive(Debug)]
enum News {
    /// It has written this.
    Written(Box<Written>),
    /// It couldn't write, and why.
    Failed(Reason),
}

/// One checkpoint is being written, and one may wait. What was written is told once the last was read,
/// so that there is always room for a failure.
const THREAD: ThreadSpec =
    ThreadSpec { name: "autosave", commands: Some(1), events: 2, stack: None };

/// The files of earlier sessions that are worth another start, and what is in them.
type Earlier = (Vec<Slot>, EarlierSessions);

/// What earlier sessions left.
#[derive(Debug, Default)]
pub(in crate::app) struct EarlierSessions {
    /// Where they ended, the newest first.
    pub(in crate::app) sessions: Vec<Checkpoint>,
    /// Why others can't be gone on with.
    pub(in crate::app) broken: Vec<CheckpointError>,
}

impl Autosave {
    /// Takes a file in `folder`, starts the thread, and begins to read what earlier sessions left;
    /// `waker` is called when that is done. Returns the training thread's way to it, too.
    ///
    /// # Errors
    /// When the folder can't be used or the system has no thread to give.
    pub(in crate::app) fn start(
        folder: &Path,
        waker: Waker,
    ) -> Result<(Self, SaveCheckpoint), ExportError> {
        let (slot, slots) = Slot::take(folder, "session", "safetensors")?;
        let no_thread = |source| ExportError::write(folder, source);
        let earlier = Reading::begin(waker, move || read(slots)).map_err(no_thread)?;
        let path = slot.path().to_owned();
        let write = move |inbox: &Inbox<Checkpoint>, outbox: &Outbox<News>| {
            let mut last = None;
            while let Some(checkpoint) = inbox.next_to_the_last() {
                last = write(&checkpoint, &path, outbox).or(last);
            }
            last.map(Box::new).map(News::Written)
        };
        // The window reads the news at every frame, and needs none for them.
        let thread = THREAD.spawn(Box::new(|| {}), write, |_| None).map_err(no_thread)?;
        let save = way_to(thread.sender());
        let autosave = Self { thread, earlier, left: Vec::new(), answered: false, _slot: slot };
        Ok((autosave, save))
    }

    /// What earlier sessions left, once, when it has been read.
    pub(in crate::app) fn earlier(&mut self) -> Option<EarlierSessions> {
        let earlier = self.earlier.take();
        earlier.map(|earlier| self.take_up(earlier))
    }

    fn take_up(&mut self, (slots, earlier): Earlier) -> EarlierSessions {
        let written = earlier.sessions.iter().map(Written::of);
        self.left = slots.into_iter().zip(written).collect();
        earlier
    }

    /// Gives up what the run on screen has taken the place of; `answered` once the user knows what
    /// there is. Returns why the session couldn't be written, if it couldn't.
    pub(in crate::app) fn follow(&mut self, answered: bool) -> Option<Reason> {
        self.answered = answered;
        let news: Vec<News> = self.thread.events().collect();
        self.take_in(news)
    }

    fn take_in(&mut self, news: Vec<News>) -> Option<Reason> {
        let mut failure = None;
        for one in news {
            match one {
                News::Written(written) => self.take_the_place(&written),
                News::Failed(reason) => failure = Some(reason),
            }
        }
        failure
    }

    /// Of an earlier session that it goes on from, and of one that is shorter and wasn't wanted.
    fn take_the_place(&mut self, written: &Written) {
        let answered = self.answered;
        self.left.retain(|(slot, left)| {
            let over = written.holds(left) || (answered && written.step >= left.step);
            // What can't be put away is offered once more.
            !over || slot.set_aside().is_err()
        });
    }
}

/// Reads what was left, the newest first, and puts away what can't be used or isn't worth keeping. What
/// can't be put away stays where it is, and is told or passed over again at the next start.
fn read(slots: Vec<Slot>) -> Earlier {
    let mut left = EarlierSessions::default();
    let mut found = Vec::new();
    for slot in slots {
        match Checkpoint::read(slot.path()) {
            Ok(checkpoint) => found.push((slot, checkpoint)),
            Err(reason) => {
                let _ = slot.set_aside();
                left.broken.push(reason);
            }
        }
    }
    let kept = worth_keeping(&found.iter().map(|(_, one)| Written::of(one)).collect::<Vec<_>>());
    let mut slots = Vec::new();
    for (at, (slot, checkpoint)) in found.into_iter().enumerate() {
        if kept.contains(&at) {
            slots.push(slot);
            left.sessions.push(checkpoint);
        } else {
            let _ = slot.set_aside();
        }
    }
    (slots, left)
}

/// Which of some sessions, the newest first, are worth another start: none that is part of another,
/// and beside the newest those with the most steps.
fn worth_keeping(all: &[Written]) -> Vec<usize> {
    let inside = |at: usize| {
        let within = |(n, one): (usize, &Written)| {
            // Of two that are the same, the newer one stays.
            n != at && one.holds(&all[at]) && (n < at || !all[at].holds(one))
        };
        all[at].step == 0 || all.iter().enumerate().any(within)
    };
    let mut kept: Vec<usize> = (0..all.len()).filter(|at| !inside(*at)).collect();
    if let Some((_, others)) = kept.split_first_mut() {
        others.sort_by_key(|at| std::cmp::Reverse(all[*at].step));
    }
    kept.truncate(MOST);
    kept
}

/// Writes a checkpoint; what was written, if it could be.
fn write(checkpoint: &Checkpoint, path: &Path, outbox: &Outbox<News>) -> Option<Written> {
    match checkpoint.write(path) {
        Ok(()) => {
            // A window that doesn't look is told of a later one, or at the end.
            if outbox.is_read() {
                let _ = outbox.offer(News::Written(Box::new(Written::of(checkpoint))));
            }
            Some(Written::of(checkpoint))
        }
        Err(error) => {
            // Told once; whoever hasn't read it yet knows already.
            let _ = outbox.offer(News::Failed(error.into()));
            None
        }
    }
}

/// The training thread never waits for the disk, but for the last time.
fn way_to(sender: Option<CommandSender<Checkpoint>>) -> SaveCheckpoint {
    Box::new(move |checkpoint, last| {
        let Some(sender) = &sender else { return false };
        if last { sender.send(checkpoint) } else { sender.try_send(checkpoint) }
    })
}

impl Drop for Autosave {
    fn drop(&mut self) {
        let news: Vec<News> = self.thread.end().collect();
        // There is nobody left to tell of a failure.
        let _ = self.take_in(news);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::config::{Config, Settings};
    use crate::trainer::Trainer;

    #[test]
    fn one_session_that_cannot_be_put_away_stops_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let recipe = Recipe::from(Config { hidden: 3, ..Config::default() });
        let mut trainer = Trainer::new(&recipe.config).unwrap();
        recipe.step(&mut trainer).unwrap();
        Checkpoint::of(&recipe, &trainer).unwrap().write(&path("session-2.safetensors")).unwrap();
        // A broken one whose other name is taken by a folder with something in it; a lock that is none;
        // a folder in a session's place.
        fs::write(path("session-1.safetensors"), "broken").unwrap();
        fs::create_dir_all(path("session-1-before.safetensors/full")).unwrap();
        fs::create_dir(path("session-3.lock")).unwrap();
        fs::create_dir(path("session-4.safetensors")).unwrap();
        let (mut autosave, _save) = Autosave::start(folder.path(), Box::new(|| {})).unwrap();
        let earlier = autosave.earlier.wait().unwrap();
        let left = autosave.take_up(earlier);
        assert_eq!(left.sessions.iter().map(Checkpoint::step).collect::<Vec<_>>(), [1]);
        assert_eq!(left.broken.len(), 2);
        assert!(path("session-1.safetensors").exists() && !path("session-4.safetensors").exists());
        drop(autosave);
    }

    fn written(seed: u32, step: u64) -> Written {
        Written { recipe: Recipe::from(Config { seed, steps: step, ..Config::default() }), step }
    }

    #[test]
    fn of_many_sessions_the_newest_and_the_longest_are_worth_keeping() {
        let all =
            [(1, 9), (2, 5), (3, 800), (4, 7), (5, 0)].map(|(seed, step)| written(seed, step));
        assert_eq!(worth_keeping(&all), [0, 2, 3]);
    }

    #[test]
    fn a_session_that_is_part_of_another_is_not() {
        assert_eq!(worth_keeping(&[written(1, 103), written(1, 500_000)]), [1]);
        assert_eq!(worth_keeping(&[written(1, 500_000), written(1, 103)]), [0]);
        assert_eq!(worth_keeping(&[written(1, 9), written(1, 9)]), [0]);
        let mut changed = written(1, 500_000);
        changed.recipe.record(50, &Settings { lr: Some(0.5), ..Settings::default() });
        assert_eq!(worth_keeping(&[written(1, 103), changed]), [0, 1]);
    }
}
