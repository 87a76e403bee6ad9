//! A check on a thread of its own, for a window that goes on meanwhile.

use std::convert::Infallible;
use std::io;

use super::{Challenge, CheckError, News, Proof, check};
use crate::recipe::Recipe;
use crate::text::{Reason, Texts};
use crate::thread::{Courtesy, Handle, Inbox, Offer, Outbox, ThreadSpec, Waker};

/// Nothing is said to a check; what doesn't fit of its events goes on gathering.
const THREAD: ThreadSpec = ThreadSpec { name: "check", commands: Some(0), events: 2, stack: None };

/// What a check reports.
#[derive(Debug)]
pub enum CheckEvent {
    /// It goes on.
    News(News),
    /// It is done.
    Done(Proof),
    /// It can't begin or go on, and why.
    Failed(Reason),
}

/// The thread panicked, and said this.
#[derive(Debug, thiserror::Error)]
#[error("{}", (Texts::in_force().challenges.failed)(.0))]
struct CheckPanic(String);

/// A handle on a check. Dropping it ends the check after the steps at hand, and nobody waits for that.
#[derive(Debug)]
pub struct Checking {
    thread: Handle<Infallible, CheckEvent>,
}

impl Checking {
    /// Starts a check. `waker` is called, on another thread, when there is something to read.
    ///
    /// # Errors
    /// When the system has no thread to give. What is wrong with the recipe comes as an event.
    pub fn spawn(challenge: Challenge, recipe: Recipe, waker: Waker) -> io::Result<Self> {
        let work = move |inbox: &Inbox<Infallible>, outbox: &Outbox<CheckEvent>| match run(
            &challenge, &recipe, inbox, outbox,
        ) {
            Ok(proof) => Some(CheckEvent::Done(proof)),
            // By nobody but who has let go of it.
            Err(CheckError::Stopped) => None,
            Err(error) => Some(CheckEvent::Failed(error.into())),
        };
        let failed = |panic: String| Some(CheckEvent::Failed(CheckPanic(panic).into()));
        Ok(Self { thread: THREAD.spawn(waker, work, failed)? })
    }

    /// The events that are ready now.
    pub fn events(&self) -> impl Iterator<Item = CheckEvent> + '_ {
        self.thread.events()
    }

    /// Waits for the next event; `None` when the check is over.
    pub fn wait(&self) -> Option<CheckEvent> {
        self.thread.wait()
    }
}

fn run(
    challenge: &Challenge,
    recipe: &Recipe,
    inbox: &Inbox<Infallible>,
    outbox: &Outbox<CheckEvent>,
) -> Result<Proof, CheckError> {
    let mut gathered = News::default();
    let go_on = || !inbox.is_dropped();
    check(challenge, recipe, Courtesy::gives_way(), go_on, |news| {
        gathered.steps += news.steps;
        gathered.ended += news.ended;
        // What the window hasn't read yet isn't followed by more.
        if outbox.is_read() && matches!(outbox.offer(CheckEvent::News(gathered)), Offer::Taken) {
            gathered = News::default();
            outbox.wake();
        }
    })
}
