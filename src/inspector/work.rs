//! What lenses find at once, and what they find bit by bit, so that others have their turn meanwhile
//! and nobody waits for what nobody wants any more.

use std::fmt::Display;

use crate::lens::dependence::Dependence;
use crate::lens::spectrum::{Spectrum, spectrum};
use crate::lens::{Frozen, Trace};

/// What became of a question for a `T`.
pub(super) enum Found<T> {
    /// The answer.
    Now(T),
    /// Its beginning.
    Begun(Box<dyn Work<T>>),
}

/// A `T` under way.
pub(super) trait Work<T>: Send {
    /// Goes on a little; false when nothing is left to do. A sentence where there is no answer.
    fn advance(&mut self) -> Result<bool, String>;

    /// What has been found so far, if it can be looked at.
    fn come(&mut self) -> Option<T>;
}

/// An answer that comes in one go.
pub(super) fn now<T>(seen: T) -> Result<Found<T>, String> {
    Ok(Found::Now(seen))
}

/// An answer that comes in one go, or why there is none.
pub(super) fn found<T>(seen: Result<T, impl Display>) -> Result<Found<T>, String> {
    seen.map(Found::Now).map_err(|reason| reason.to_string())
}

impl<T: 'static> Found<T> {
    /// The same as another type.
    pub(super) fn turned_into<U: From<T>>(self) -> Found<U> {
        match self {
            Self::Now(seen) => Found::Now(seen.into()),
            Self::Begun(work) => Found::Begun(Box::new(Turned(work))),
        }
    }
}

/// Work on a `T` for those who want something made of it.
struct Turned<T>(Box<dyn Work<T>>);

impl<T, U: From<T>> Work<U> for Turned<T> {
    fn advance(&mut self) -> Result<bool, String> {
        self.0.advance()
    }

    fn come(&mut self) -> Option<U> {
        self.0.come().map(U::from)
    }
}

/// The dependence matrix, row by row, of the network that it began with.
pub(super) struct DependenceWork {
    frozen: Frozen,
    trace: Trace,
    dependence: Dependence,
}

impl DependenceWork {
    pub(super) fn begin(frozen: &Frozen) -> Result<Found<Dependence>, String> {
        let (trace, dependence) = (frozen.trace(), Dependence::new(frozen));
        Ok(Found::Begun(Box::new(Self { frozen: frozen.clone(), trace, dependence })))
    }
}

impl Work<Dependence> for DependenceWork {
    fn advance(&mut self) -> Result<bool, String> {
        Ok(self.dependence.advance(&self.frozen.stack(), &self.trace))
    }

    fn come(&mut self) -> Option<Dependence> {
        Some(self.dependence.clone())
    }
}

/// The eigenvalues of a matrix, perhaps a large one: what takes less time is answered before.
pub(super) struct SpectrumWork {
    frozen: Frozen,
    layer: usize,
    found: Option<Spectrum>,
}

impl SpectrumWork {
    pub(super) fn begin(frozen: &Frozen, layer: usize) -> Result<Found<Spectrum>, String> {
        Ok(Found::Begun(Box::new(Self { frozen: frozen.clone(), layer, found: None })))
    }
}

impl Work<Spectrum> for SpectrumWork {
    fn advance(&mut self) -> Result<bool, String> {
        let found = spectrum(&self.frozen, self.layer).map_err(|reason| reason.to_string())?;
        self.found = Some(found);
        Ok(false)
    }

    fn come(&mut self) -> Option<Spectrum> {
        self.found.take()
    }
}
