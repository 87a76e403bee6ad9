//! Answers that are found bit by bit, so that other lenses have their turn meanwhile and nobody waits
//! for what nobody wants any more.

use super::Report;
use super::list::Answer;
use crate::lens::dependence::Dependence;
use crate::lens::spectrum::{Search, Spectrum};
use crate::lens::{Frozen, Trace};
use crate::worker::RunId;

/// What became of a question.
pub(super) enum Found {
    /// The answer.
    Now(Box<Answer>),
    /// Its beginning.
    Begun(Box<dyn Work>),
}

/// An answer under way.
pub(super) trait Work: Send {
    /// Goes on a little; false when nothing is left to do. A sentence where there is no answer.
    fn advance(&mut self) -> Result<bool, String>;

    /// How far it has come: what is found, or a number from 0 to 1.
    fn report(&mut self, run: RunId) -> Report;
}

/// The dependence matrix, row by row, of the network that it began with.
pub(super) struct DependenceWork {
    frozen: Frozen,
    trace: Trace,
    dependence: Dependence,
}

impl DependenceWork {
    pub(super) fn begin(frozen: &Frozen) -> Result<Found, String> {
        let (trace, dependence) = (frozen.trace(), Dependence::new(frozen));
        Ok(Found::Begun(Box::new(Self { frozen: frozen.clone(), trace, dependence })))
    }
}

impl Work for DependenceWork {
    fn advance(&mut self) -> Result<bool, String> {
        Ok(self.dependence.advance(&self.frozen.stack(), &self.trace))
    }

    fn report(&mut self, run: RunId) -> Report {
        Report::Answer { run, answer: Box::new(self.dependence.clone().into()) }
    }
}

/// The eigenvalues of a large matrix.
pub(super) struct SpectrumWork {
    search: Search,
    found: Option<Spectrum>,
}

impl SpectrumWork {
    pub(super) fn begin(frozen: &Frozen, layer: usize) -> Result<Found, String> {
        let search = Search::new(frozen, layer).map_err(|reason| reason.to_string())?;
        Ok(Found::Begun(Box::new(Self { search, found: None })))
    }
}

impl Work for SpectrumWork {
    fn advance(&mut self) -> Result<bool, String> {
        self.found = self.search.advance().map_err(|reason| reason.to_string())?;
        Ok(self.found.is_none())
    }

    fn report(&mut self, run: RunId) -> Report {
        match self.found.take() {
            Some(found) => Report::Answer { run, answer: Box::new(found.into()) },
            None => {
                let (kind, part) = (super::LensKind::Spectrum, self.search.progress());
                Report::Progress { run, kind, part }
            }
        }
    }
}
