//! What every lens is: the rest of the program knows a lens by its [`LensOutput`] alone.

use std::fmt::Debug;

use super::{Frozen, LensContext};
use crate::text::Reason;

/// What a lens sees of a frozen network, and how it comes to see it.
pub trait LensOutput: Clone + Debug + Send + 'static {
    /// What is known of the lens before it has seen anything.
    const ENTRY: Entry;

    /// What there is to choose: a layer, other data, or [`NoChoice`].
    type Choice: Clone + Debug + Default + PartialEq + Send;

    /// What is chosen at first.
    fn first() -> Self::Choice {
        Self::Choice::default()
    }

    /// Finds what there is to see, or begins to.
    ///
    /// # Errors
    /// Why there is nothing to see.
    fn find(context: &mut LensContext<'_>, choice: &Self::Choice) -> Result<Found<Self>, Reason>;

    /// The step of the network that it shows.
    fn step(&self) -> u64;

    /// Whether another look at the same network would show the same.
    fn is_settled(&self) -> bool {
        true
    }

    /// What is kept of it; none where there is nothing to keep, or no trend ([`Entry::trend`]).
    fn trend_point(&self) -> Option<TrendPoint> {
        None
    }

    /// Whether it takes some milliseconds at most, so that a run's past can be looked at in many
    /// places.
    fn is_quick(_frozen: &Frozen) -> bool {
        true
    }
}

/// A lens in which there is nothing to choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoChoice;

/// What is known of a lens before it has seen anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The spelling in files: in users' settings and in the names of what they exported. It stays.
    pub name: &'static str,
    /// What is kept of it over the steps of a run. A lens with a trend goes on when it is scrolled
    /// out of view: there would be gaps.
    pub trend: Option<Keep>,
    /// Whether one of its units can be pinned, to be drawn among the curves.
    pub pins: bool,
}

impl Entry {
    /// A lens that shows the present alone, in the panel alone.
    pub const fn new(name: &'static str) -> Self {
        Self { name, trend: None, pins: false }
    }

    /// The same with a trend.
    pub const fn keeping(self, keep: Keep) -> Self {
        Self { trend: Some(keep), ..self }
    }

    /// The same with units that can be pinned.
    pub const fn with_pins(self) -> Self {
        Self { pins: true, ..self }
    }
}

/// Points of the recent past.
pub const RECENT: usize = 24;

/// Which points of a trend are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Some all over the run, from its first step on.
    WholeRun,
    /// Those of the recent past, [`RECENT`] of them before any step.
    Recent,
}

/// What is kept of one step.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendPoint {
    /// The step.
    pub step: u64,
    /// What it is a point of, the layer for example: a trend has points of one subject.
    pub subject: usize,
    /// Its numbers; the lens knows what they mean.
    pub numbers: Vec<f64>,
}

/// What became of a look.
pub enum Found<T> {
    /// What there is to see.
    Now(T),
    /// Its beginning, where it takes long.
    Begun(Box<dyn Work<T>>),
}

/// Something to see that is found bit by bit, so that others have their turn meanwhile and nobody
/// waits for what nobody wants any more.
pub trait Work<T> {
    /// Goes on a little; false when nothing is left to do.
    ///
    /// # Errors
    /// Why there is nothing to see.
    fn advance(&mut self) -> Result<bool, Reason>;

    /// What has been found so far, if it can be looked at.
    fn come(&mut self) -> Option<T>;

    /// The part that is done, from 0 to 1, where nothing can be looked at yet.
    fn part_done(&self) -> Option<f32> {
        None
    }

    /// The step of the network that is looked at, where it isn't the one that was asked of: work on an
    /// earlier one that was under way.
    fn step(&self) -> Option<u64> {
        None
    }
}

impl<T: 'static> Found<T> {
    /// What there is to see, or why there is nothing.
    ///
    /// # Errors
    /// The reason.
    pub fn now(seen: Result<T, impl Into<Reason>>) -> Result<Self, Reason> {
        seen.map(Self::Now).map_err(Into::into)
    }

    /// Work that has just begun.
    pub fn begun(work: impl Work<T> + 'static) -> Self {
        Self::Begun(Box::new(work))
    }

    /// All there is to see, however long it takes.
    ///
    /// # Errors
    /// Why there is nothing to see.
    pub fn whole(self) -> Result<Option<T>, Reason> {
        match self {
            Self::Now(seen) => Ok(Some(seen)),
            Self::Begun(mut work) => {
                while work.advance()? {}
                Ok(work.come())
            }
        }
    }

    /// The same as another type.
    pub fn turned_into<U: From<T> + 'static>(self) -> Found<U> {
        match self {
            Self::Now(seen) => Found::Now(seen.into()),
            Self::Begun(work) => Found::begun(Turned(work)),
        }
    }
}

/// Work on a `T` for those who want something made of it.
struct Turned<T>(Box<dyn Work<T>>);

impl<T, U: From<T>> Work<U> for Turned<T> {
    fn advance(&mut self) -> Result<bool, Reason> {
        self.0.advance()
    }

    fn come(&mut self) -> Option<U> {
        self.0.come().map(U::from)
    }

    fn part_done(&self) -> Option<f32> {
        self.0.part_done()
    }

    fn step(&self) -> Option<u64> {
        self.0.step()
    }
}
