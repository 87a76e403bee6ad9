//! A race as the window knows it: what is to race, what has been reported, and who wins.

mod setup;

pub use setup::RaceSetup;

use std::collections::VecDeque;

use crate::config::{Config, Field};
use crate::history::{History, HistoryError};
use crate::race::{Criterion, Event, LaneReport, Outcome, RaceError, Tally, Variant};
use crate::text::{self, Reason, Texts};
use crate::worker::Sequence;

/// Numbers of curves that are kept of each variant: 4096 samples of one input and one target.
const KEPT_NUMBERS: usize = 3 * 4096;

/// What a race is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RaceStatus {
    /// Step follows step.
    Running,
    /// It waits.
    Paused,
    /// Everyone is there, or ended before.
    Finished,
    /// It was ended before that.
    Cancelled,
    /// It couldn't begin or go on, and why.
    Failed(Reason),
}

/// One of those that race.
#[derive(Debug)]
pub struct Entrant {
    /// Its name and its run.
    pub variant: Variant,
    /// Every step's loss, gradient norm, learning rate and clipping.
    pub history: History,
    /// The newest sequences of batch row 0, oldest first; not all are neighbours.
    pub sequences: VecDeque<Sequence>,
    /// What counts of it so far.
    pub outcome: Outcome,
    /// What `outcome` follows from.
    tally: Tally,
    /// Numbers in `sequences`.
    numbers: usize,
}

/// A race and what has come of it.
#[derive(Debug)]
pub struct RaceBoard {
    /// Those that race, in their order.
    pub entrants: Vec<Entrant>,
    /// Steps of the whole race.
    pub steps: u64,
    /// What the race is doing.
    pub status: RaceStatus,
    criterion: Criterion,
    /// What the variants' names are made of; without it they are as they were given.
    setup: Option<RaceSetup>,
}

impl RaceBoard {
    /// A race that has just been started.
    pub fn new(variants: Vec<Variant>, steps: u64, criterion: Criterion) -> Self {
        let entrants =
            variants.into_iter().map(|variant| Entrant::new(variant, criterion)).collect();
        Self { entrants, steps, status: RaceStatus::Running, criterion, setup: None }
    }

    /// The same race with what it was set up by, of which its variants' names are made.
    #[must_use]
    pub fn set_up_by(self, setup: RaceSetup) -> Self {
        Self { setup: Some(setup), ..self }
    }

    /// The variants' names in a language; those that were given, where nothing is known but them.
    pub fn names(&self, texts: &Texts) -> Vec<String> {
        match &self.setup {
            Some(setup) => (0..self.entrants.len()).map(|at| setup.name(at, texts)).collect(),
            None => self.entrants.iter().map(|entrant| entrant.variant.name.clone()).collect(),
        }
    }

    /// Calls the variants what they are called in a language.
    pub fn speak(&mut self, texts: &Texts) {
        let names = self.names(texts);
        for (entrant, name) in self.entrants.iter_mut().zip(names) {
            entrant.variant.name = name;
        }
    }

    /// Takes in what the race reports.
    pub fn apply(&mut self, event: Event) {
        match event {
            Event::Began(configs) => {
                for (entrant, config) in self.entrants.iter_mut().zip(configs) {
                    let steps = entrant.variant.config.steps;
                    entrant.variant.config = Config { steps, ..config };
                }
            }
            Event::Steps(reports) => {
                for (entrant, report) in self.entrants.iter_mut().zip(reports) {
                    if let Err(reason) = entrant.take(report) {
                        let name = entrant.variant.name.clone();
                        let failed = RaceError::History { name, reason };
                        self.status = RaceStatus::Failed(failed.into());
                    }
                }
            }
            Event::Finished => self.status = RaceStatus::Finished,
            Event::Failed(reason) => self.status = RaceStatus::Failed(reason),
        }
    }

    /// The step everyone has reached that hasn't ended before.
    pub fn step(&self) -> u64 {
        self.entrants.iter().map(|entrant| entrant.outcome.steps).max().unwrap_or(0)
    }

    /// How far a run of the race is to be played that is opened by itself: to the race's end, or as far
    /// as a race came that was ended before.
    pub fn steps_to_open(&self) -> u64 {
        if self.status == RaceStatus::Cancelled { self.step().max(1) } else { self.steps }
    }

    /// Whether the race can go on.
    pub fn is_under_way(&self) -> bool {
        matches!(self.status, RaceStatus::Running | RaceStatus::Paused)
    }

    /// By what the winner is chosen.
    pub fn criterion(&self) -> Criterion {
        self.criterion
    }

    /// Chooses the winner by what was chosen, or by what suits the runs that race.
    pub fn follow(&mut self, chosen: Option<Criterion>) {
        let configs = || self.entrants.iter().map(|entrant| &entrant.variant.config);
        self.set_criterion(chosen.unwrap_or_else(|| Criterion::suited(configs())));
    }

    /// Chooses the winner by something else, also when the race is over.
    pub fn set_criterion(&mut self, criterion: Criterion) {
        if self.criterion != criterion {
            self.criterion = criterion;
            self.entrants.iter_mut().for_each(|entrant| entrant.look_back(criterion));
        }
    }

    /// Who wins, or leads while the race goes on: more than one where they are equal, nobody where
    /// there is nothing to show, or losses can't be compared.
    pub fn winners(&self) -> Vec<usize> {
        if self.incomparable().is_some() {
            return Vec::new();
        }
        self.criterion.winners(self.entrants.iter().map(|entrant| &entrant.outcome))
    }

    /// The setting in which the variants differ so that the loss of one says nothing beside that of another: it is
    /// another measure, of other numbers, or in another unit.
    fn incomparable(&self) -> Option<Field> {
        let configs = || self.entrants.iter().map(|entrant| &entrant.variant.config);
        let first = configs().next()?;
        let differs = |field: &Field| configs().any(|config| !field.is_same(first, config));
        [Field::Data, Field::Targets, Field::Scale, Field::Loss].into_iter().find(differs)
    }

    /// Why nobody has won, once the race is over, or nobody can.
    pub fn why_nobody_wins(&self, texts: &text::Race) -> Option<String> {
        if let Some(field) = self.incomparable() {
            return Some((texts.not_comparable)(field.label()));
        }
        if self.is_under_way() || self.entrants.is_empty() || !self.winners().is_empty() {
            return None;
        }
        Some(match self.criterion {
            Criterion::StepsTo(goal) => (texts.nobody_reached)(goal),
            _ if self.step() == 0 => return None,
            Criterion::ValidationLoss | Criterion::BestValidationLoss => {
                texts.nobody_validated.to_owned()
            }
            Criterion::FinalLoss | Criterion::BestLoss | Criterion::MeanLoss(_) => {
                texts.all_diverged.to_owned()
            }
        })
    }
}

impl Entrant {
    fn new(variant: Variant, criterion: Criterion) -> Self {
        Self {
            variant,
            history: History::default(),
            sequences: VecDeque::new(),
            outcome: Outcome::default(),
            tally: Tally::new(criterion),
            numbers: 0,
        }
    }

    /// Takes in what a variant reports.
    ///
    /// # Errors
    /// [`HistoryError`], when its steps don't follow those before; nothing of them is taken in then.
    fn take(&mut self, report: LaneReport) -> Result<(), HistoryError> {
        let LaneReport { chunk, diverged, out_of_patience } = report;
        self.history.append(&chunk.history)?;
        record(&mut self.tally, &chunk.history);
        diverged.iter().for_each(|at| self.tally.diverge(at.step));
        out_of_patience.iter().for_each(|step| self.tally.run_out(*step));
        self.outcome = self.tally.outcome();
        for sequence in chunk.sequences {
            if !sequence.goes_on_from(&self.sequences) {
                self.sequences.clear();
                self.numbers = 0;
            }
            self.numbers += sequence.numbers();
            self.sequences.push_back(sequence);
        }
        while self.numbers > KEPT_NUMBERS && self.sequences.len() > 1 {
            self.numbers -= self.sequences.pop_front().map_or(0, |sequence| sequence.numbers());
        }
        Ok(())
    }

    /// Takes everything down anew for another criterion. A race is short enough for its history to
    /// have every step exactly.
    fn look_back(&mut self, criterion: Criterion) {
        self.tally = Tally::new(criterion);
        record(&mut self.tally, &self.history);
        self.outcome.diverged.iter().for_each(|step| self.tally.diverge(*step));
        self.outcome.out_of_patience.iter().for_each(|step| self.tally.run_out(*step));
        self.outcome = self.tally.outcome();
    }
}

fn record(tally: &mut Tally, history: &History) {
    let (Some(first), Some(last)) = (history.first_step(), history.last_step()) else { return };
    for step in first..=last {
        if let Some(loss) = history.loss().exact_at(step) {
            tally.record(step, loss);
        }
        if let Some(loss) = history.validation_loss().exact_at(step) {
            tally.validate(step, loss);
        }
    }
}

#[cfg(test)]
mod tests;
