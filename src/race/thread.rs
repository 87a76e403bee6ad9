//! The thread of a race: trains between commands and reports what came of it.

use std::time::{Duration, Instant};

use super::{Command, Event, Lockstep, MOST_STEPS, RaceError, Variant};
use crate::config::Config;
use crate::text::Texts;
use crate::thread::{Dropped, Handle, Inbox, Offer, Outbox, Pace, ThreadSpec, Waker};

/// Time a race trains between two looks at its commands, about: a few of these between two pictures,
/// also where drawing takes half the processors meanwhile.
const CHUNK: Duration = Duration::from_millis(4);
/// Steps between two looks at the most.
const MOST_AT_ONCE: u64 = 1024;
/// How often what found no room is offered again while nothing else happens.
const RETRY: Duration = Duration::from_millis(5);
/// Steps asked for one by one that may be under way when another is asked for.
const MOST_UNDER_WAY: u64 = 10;
/// Who sends a command never waits: they are a person's, and all are taken before the next step.
const THREAD: ThreadSpec = ThreadSpec { name: "race", commands: None, events: 4, stack: None };

/// How a race begins.
#[derive(Clone, Copy)]
pub(super) struct RaceStart {
    /// Steps of every variant.
    pub(super) steps: u64,
    /// Steps a second.
    pub(super) pace: Pace,
    /// Whether it runs or waits.
    pub(super) playing: bool,
}

/// Starts the thread of a race.
pub(super) fn start(
    variants: Vec<Variant>,
    begin: RaceStart,
    waker: Waker,
) -> std::io::Result<Handle<Command, Event>> {
    let work = move |inbox: &Inbox<Command>, outbox: &Outbox<Event>| match Actor::new(
        variants, begin, inbox, outbox,
    )
    .and_then(Actor::run)
    {
        Ok(End::Finished) => Some(Event::Finished),
        Ok(End::Dropped) => None,
        Err(error) => Some(Event::Failed(error.into())),
    };
    let failed = |panic: String| Some(Event::Failed(RacePanic(panic).into()));
    THREAD.spawn(waker, work, failed)
}

/// The thread panicked, and said this.
#[derive(Debug, thiserror::Error)]
#[error("{}", (Texts::in_force().failures.race)(.0))]
struct RacePanic(String);

/// Why the thread ends.
enum End {
    /// The race is over.
    Finished,
    /// The handle was dropped.
    Dropped,
}

/// The state of the thread.
struct Actor<'a> {
    lockstep: Lockstep,
    steps: u64,
    inbox: &'a Inbox<Command>,
    outbox: &'a Outbox<Event>,
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
        begin: RaceStart,
        inbox: &'a Inbox<Command>,
        outbox: &'a Outbox<Event>,
    ) -> Result<Self, RaceError> {
        let RaceStart { steps, pace, playing } = begin;
        if !(1..=MOST_STEPS).contains(&steps) {
            return Err(RaceError::Steps(steps));
        }
        // Whatever the controls say: each of them ends with the race.
        let ends =
            |variant: Variant| Variant { config: Config { steps, ..variant.config }, ..variant };
        let lockstep = Lockstep::new(variants.into_iter().map(ends).collect())?;
        let (due, owed, chunk, pending) = (Instant::now(), 0, 1, false);
        Ok(Self { lockstep, steps, inbox, outbox, playing, owed, pace, due, chunk, pending })
    }

    fn run(mut self) -> Result<End, RaceError> {
        self.outbox.send(Event::Began(self.lockstep.configs().cloned().collect()));
        while self.lockstep.step() < self.steps && !self.lockstep.has_ended() {
            match self.next_command() {
                Err(Dropped) => return Ok(End::Dropped),
                Ok(Some(command)) => self.obey(command),
                Ok(None) if self.owed > 0 => {
                    self.train_steps(1)?;
                    self.owed -= 1;
                }
                Ok(None) if self.playing => self.train()?,
                Ok(None) => {}
            }
            self.hand_over();
        }
        self.outbox.send(Event::Steps(self.lockstep.take()));
        Ok(End::Finished)
    }

    /// The next command; none when steps are due first, or something waits to be handed over.
    fn next_command(&self) -> Result<Option<Command>, Dropped> {
        if self.playing || self.owed > 0 {
            let at_once = self.owed > 0 || self.pace == Pace::Max;
            return self.inbox.until(if at_once { Instant::now() } else { self.due });
        }
        if self.pending {
            return self.inbox.until(Instant::now() + RETRY);
        }
        self.inbox.wait()
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
        if !self.pending || !self.outbox.is_read() {
            return;
        }
        match self.outbox.offer(Event::Steps(self.lockstep.take())) {
            Offer::Taken => {
                self.pending = false;
                self.outbox.wake();
            }
            // There is one sender, and all was read; the handle is gone, as the next look for commands
            // tells.
            Offer::Full(_) | Offer::Dropped => {}
        }
    }
}
