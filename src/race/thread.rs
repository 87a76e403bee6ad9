//! The thread of a race: trains between commands and reports what came of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TrySendError};

use super::{Command, Event, Lockstep, MOST_STEPS, Race, RaceError, Variant};
use crate::worker::{Pace, Waker, panic_text};

/// Time a race trains between two looks at its commands, about: a few of these between two pictures,
/// also where drawing takes half the processors meanwhile.
const CHUNK: Duration = Duration::from_millis(4);
/// Steps between two looks at the most.
const MOST_AT_ONCE: u64 = 1024;
/// How often what found no room is offered again while nothing else happens.
const RETRY: Duration = Duration::from_millis(5);
/// Steps asked for one by one that may be under way when another is asked for.
const MOST_UNDER_WAY: u64 = 10;
/// Events the channel holds.
const EVENTS: usize = 4;

/// How a race begins.
#[derive(Clone, Copy)]
pub(super) struct Begin {
    /// Steps of every variant.
    pub(super) steps: u64,
    /// Steps a second.
    pub(super) pace: Pace,
    /// Whether it runs or waits.
    pub(super) playing: bool,
}

/// Starts the thread of a race.
pub(super) fn start(variants: Vec<Variant>, begin: Begin, waker: Waker) -> std::io::Result<Race> {
    // Who sends never waits. Commands are a person's, and all are taken before the next step.
    let (command_sender, commands) = crossbeam_channel::unbounded();
    let (event_sender, events) = crossbeam_channel::bounded(EVENTS);
    let sender = event_sender.clone();
    let held = Arc::new(());
    let handle = Arc::downgrade(&held);
    let run = move || {
        let told = catch_unwind(AssertUnwindSafe(|| {
            let inbox = Inbox { commands, handle };
            Actor::new(variants, begin, inbox, event_sender, &waker)?.run()
        }));
        let last = match told {
            Ok(Ok(End::Finished)) => Event::Finished,
            Ok(Ok(End::Dropped)) => return,
            Ok(Err(error)) => Event::Failed(error.to_string()),
            Err(panic) => Event::Failed(format!("the race failed ({})", panic_text(&*panic))),
        };
        // Fails only when nobody looks any more.
        let _ = sender.send(last);
        waker();
    };
    std::thread::Builder::new().name("race".to_owned()).spawn(run)?;
    Ok(Race { _held: held, commands: command_sender, events })
}

/// Why the thread ends.
enum End {
    /// The race is over.
    Finished,
    /// The handle was dropped.
    Dropped,
}

/// What was said to the race.
struct Inbox {
    commands: Receiver<Command>,
    /// Lives as long as the handle on the race.
    handle: Weak<()>,
}

/// The state of the thread.
struct Actor<'a> {
    lockstep: Lockstep,
    steps: u64,
    inbox: Inbox,
    events: Sender<Event>,
    waker: &'a Waker,
    playing: bool,
    /// Steps that were asked for one by one and not trained yet.
    owed: u64,
    pace: Pace,
    /// When the next step is due.
    due: Instant,
    /// Steps that took about [`CHUNK`].
    chunk: u64,
    /// Whether there is something that hasn't been handed over.
    pending: bool,
}

impl<'a> Actor<'a> {
    fn new(
        variants: Vec<Variant>,
        begin: Begin,
        inbox: Inbox,
        events: Sender<Event>,
        waker: &'a Waker,
    ) -> Result<Self, RaceError> {
        let Begin { steps, pace, playing } = begin;
        if !(1..=MOST_STEPS).contains(&steps) {
            return Err(RaceError::Steps(steps));
        }
        let lockstep = Lockstep::new(variants)?;
        let (due, owed, chunk, pending) = (Instant::now(), 0, 1, false);
        Ok(Self { lockstep, steps, inbox, events, waker, playing, owed, pace, due, chunk, pending })
    }

    fn run(mut self) -> Result<End, RaceError> {
        while self.lockstep.step() < self.steps && !self.lockstep.has_ended() {
            match self.next_command() {
                // What the channel still holds was said to nobody.
                _ if self.inbox.handle.strong_count() == 0 => return Ok(End::Dropped),
                Ok(command) => self.obey(command),
                Err(RecvTimeoutError::Timeout) if self.owed > 0 => {
                    self.train_steps(1)?;
                    self.owed -= 1;
                }
                Err(RecvTimeoutError::Timeout) if self.playing => self.train()?,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(End::Dropped),
            }
            self.hand_over();
        }
        // Fails only when nobody looks any more.
        let _ = self.events.send(Event::Steps(self.lockstep.take()));
        Ok(End::Finished)
    }

    /// The next command; a timeout when steps are due first, or something waits to be handed over.
    fn next_command(&self) -> Result<Command, RecvTimeoutError> {
        let Inbox { commands, .. } = &self.inbox;
        if self.playing || self.owed > 0 {
            let at_once = self.owed > 0 || self.pace == Pace::Max;
            return commands.recv_deadline(if at_once { Instant::now() } else { self.due });
        }
        if self.pending {
            return commands.recv_timeout(RETRY);
        }
        commands.recv().map_err(|_| RecvTimeoutError::Disconnected)
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Play => (self.playing, self.owed) = (true, 0),
            Command::Pause => (self.playing, self.owed) = (false, 0),
            Command::Step(steps) => {
                self.playing = false;
                if self.owed <= MOST_UNDER_WAY {
                    self.owed += steps;
                }
            }
            Command::SetPace(pace) => self.pace = pace,
        }
        self.due = Instant::now();
    }

    /// Trains so many steps of every variant, or as many as are left.
    fn train_steps(&mut self, steps: u64) -> Result<u64, RaceError> {
        let steps = steps.min(self.steps - self.lockstep.step());
        self.lockstep.train(steps)?;
        self.pending = true;
        Ok(steps)
    }

    /// As many steps as fill the time between two looks, or as the pace asks for.
    fn train(&mut self) -> Result<(), RaceError> {
        let begin = Instant::now();
        let steps = self.train_steps(self.steps_at_once())?;
        let took = begin.elapsed();
        if let Pace::PerSecond(rate) = self.pace {
            // A short delay is made up for; a slow step or a sleeping computer is not.
            let late = begin.saturating_duration_since(self.due) > CHUNK;
            let from = if late { begin } else { self.due };
            self.due = from + Duration::from_secs_f64(steps as f64 / rate);
        } else if took < CHUNK / 2 {
            self.chunk = (self.chunk * 2).min(MOST_AT_ONCE);
        } else if took > CHUNK * 2 {
            self.chunk = (self.chunk / 2).max(1);
        }
        Ok(())
    }

    fn steps_at_once(&self) -> u64 {
        match self.pace {
            Pace::Max => self.chunk,
            Pace::PerSecond(rate) => ((rate * CHUNK.as_secs_f64()) as u64).clamp(1, MOST_AT_ONCE),
        }
    }

    /// Hands over what was trained, once the last report has been read; the rest goes on gathering.
    fn hand_over(&mut self) {
        if !self.pending || !self.events.is_empty() {
            return;
        }
        match self.events.try_send(Event::Steps(self.lockstep.take())) {
            Ok(()) => {
                self.pending = false;
                (self.waker)();
            }
            // There is one sender, and the channel was empty; the handle is gone, as the next look
            // for commands tells.
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {}
        }
    }
}
