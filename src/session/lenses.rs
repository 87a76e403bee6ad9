//! The lenses as the window knows them: which are open, what they ask, and what came back.
//!
//! A lens asks only while it is open and a frame is about to be drawn that shows it: [`Lenses::ask`]
//! then wants a copy of the network from the training thread, the copy becomes a task for the lens
//! thread, and its reports are the lenses' answers. Nothing here knows one lens from another: what
//! sets them apart stands in their entries ([`crate::lens::output::Entry`]).

mod asking;
mod open;
mod season;

use std::collections::BTreeMap;

use super::trends::Trends;
use crate::config::{Config, Loss};
use crate::evaluation::Part;
use crate::inspector::{Answer, LensKind, ListedLens, Order, Question, Replay, Report, Share};
use crate::lens::BaselineLosses;
use crate::lens::baseline_losses::Rival;
use crate::recipe::Recipe;
use crate::text::{Reason, Texts};
use crate::thread::RunId;
use crate::worker::Specimen;

pub(super) use asking::Asked;
use asking::Asking;
pub use open::OpenLenses;
pub use season::FoundSeason;

/// A unit whose trace is drawn among the curves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The layer, from the input up.
    pub layer: usize,
    /// The sheet of the hidden-state lens: 0 is h.
    pub sheet: usize,
    /// The unit.
    pub unit: usize,
}

/// The loss of something that needs no network, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct BaselineLoss {
    /// What it is called: naive, seasonal, mean, linear.
    pub name: &'static str,
    /// The mean of squared errors over samples and targets, scaled, as the validation loss is.
    pub loss: f64,
    /// What it is, and its loss.
    pub sentence: String,
}

/// The lenses' state.
#[derive(Debug, Default)]
pub struct Lenses {
    /// Which are open.
    pub open: OpenLenses,
    /// The unit whose trace is drawn among the curves.
    pub pinned: Option<Pin>,
    /// Whether the curves show the whole table: then the network's answers to all of it are found anew
    /// as it learns, and `seen::<WholeData>()` is what came of it.
    pub whole_data: bool,
    /// Whether they belong to a lesson, in which none is open that nobody asked for.
    pub is_of_a_lesson: bool,
    /// What answers told over the steps.
    pub trends: Trends,
    /// Questions that differ from a lens' first one.
    questions: BTreeMap<LensKind, Question>,
    answers: BTreeMap<LensKind, (RunId, Answer)>,
    failures: BTreeMap<LensKind, Reason>,
    /// The part that is done, of what takes long.
    parts: BTreeMap<LensKind, f32>,
    asking: Asking,
}

impl Lenses {
    /// Opens or closes a lens.
    pub(super) fn set_open(&mut self, kind: LensKind, open: bool) {
        self.open.set(kind, open);
        if !open {
            self.forget(kind);
            self.pinned = self.pinned.filter(|_| !kind.entry().pins);
        }
    }

    /// Brings the panel into view or out of it; the first time with a lens open, unless a lesson is to open it.
    pub(super) fn show(&mut self, shown: bool) {
        self.open.shown = shown;
        let opens_first = shown && !self.is_of_a_lesson;
        if let (true, [], [first, ..]) = (opens_first, self.open.kinds(), LensKind::ALL) {
            self.open.set(*first, true);
        }
    }

    /// Another run is the live one; the pinned unit stays if that has one like it.
    pub(super) fn turn_to(&mut self, run: RunId, alike: bool) {
        self.trends.turn_to(run);
        // What is under way is another run's.
        self.parts.clear();
        // Another run is asked again.
        self.failures.retain(|kind, _| LensKind::ALL.contains(kind));
        self.pinned = self.pinned.filter(|_| alike);
    }

    /// A lens wants to know something else. A unit of a layer that isn't looked at any more has no
    /// trace.
    pub(super) fn inquire(&mut self, question: Question) {
        let kind = question.kind();
        let same = self.question(kind).as_ref() == Some(&question);
        self.pinned = self.pinned.filter(|_| same || !kind.entry().pins);
        self.questions.insert(kind, question);
    }

    /// What a lens asks; none of the network in general where it looks at something else.
    pub fn question(&self, kind: LensKind) -> Option<Question> {
        self.questions.get(&kind).cloned().or_else(|| Question::first(kind))
    }

    /// What a lens sees: the run it belongs to, and the answer.
    pub fn answer(&self, kind: LensKind) -> Option<&(RunId, Answer)> {
        self.answers.get(&kind)
    }

    /// What a lens sees.
    pub fn seen<L: ListedLens>(&self) -> Option<&L> {
        self.answers.get(&L::KIND).and_then(|(_, answer)| L::of(answer))
    }

    /// The part that is done of what a lens looks for, while it takes long.
    pub fn part_done(&self, kind: LensKind) -> Option<f32> {
        self.parts.get(&kind).copied()
    }

    /// Why a lens sees nothing.
    pub fn failure(&self, kind: LensKind) -> Option<&Reason> {
        self.failures.get(&kind)
    }

    /// What the next frame needs to know, with these lenses in it, of a run with this configuration.
    pub(super) fn questions(
        &self,
        in_view: &[LensKind],
        run: RunId,
        config: &Config,
    ) -> Vec<Question> {
        let open = self.open.kinds().iter().filter(|_| self.open.shown && !in_view.is_empty());
        let needed = open.filter(|kind| in_view.contains(kind) || self.is_needed_elsewhere(**kind));
        let elsewhere = [LensKind::WholeData, LensKind::BaselineLosses].into_iter();
        let elsewhere = elsewhere.filter(|kind| self.is_drawn_elsewhere(*kind, run, config));
        needed.copied().chain(elsewhere).filter_map(|kind| self.question(kind)).collect()
    }

    /// Whether a lens without a card has something to find out: the answers to the whole table while they
    /// are on show, the baselines once, where their losses can be drawn.
    fn is_drawn_elsewhere(&self, kind: LensKind, run: RunId, config: &Config) -> bool {
        let is_known = || {
            let seen = self.answers.get(&kind).filter(|(of, _)| *of == run);
            let is_of = |answer: &Answer| {
                BaselineLosses::of(answer).is_some_and(|seen| seen.are_those_of(config))
            };
            self.failures.contains_key(&kind) || seen.is_some_and(|(_, answer)| is_of(answer))
        };
        config.data.is_table()
            && match kind {
                LensKind::WholeData => self.whole_data,
                _ => has_loss_of_baselines(config) && !is_known(),
            }
    }

    /// Whether a lens that is scrolled out of view goes on: a trend would have gaps, its numbers may
    /// be in the status line, and a unit may be pinned to the curves.
    fn is_needed_elsewhere(&self, kind: LensKind) -> bool {
        let entry = kind.entry();
        entry.trend.is_some() || (entry.pins && self.pinned.is_some())
    }

    /// Whether the training thread must be asked for a copy, now that a frame is drawn; `waits` tells
    /// whether training does.
    pub(super) fn ask(&mut self, wanted: Asked, waits: bool) -> bool {
        let answers = wanted.questions.iter().filter_map(|asked| self.answers.get(&asked.kind()));
        let is_under_way =
            wanted.questions.iter().any(|asked| self.parts.contains_key(&asked.kind()));
        let settled = !is_under_way && answers.map(|(_, answer)| answer).all(Answer::is_settled);
        self.asking.ask(wanted, waits, settled)
    }

    /// The copy has come, of a run with this recipe that has taken `until` steps.
    pub(super) fn take_copy(
        &mut self,
        specimen: Box<Specimen>,
        share: Share,
        recipe: &Recipe,
        until: u64,
    ) {
        if !self.asking.expects_a_copy() {
            return;
        }
        let open = self.open.kinds().iter().filter_map(|kind| self.question(*kind));
        let (open, time) = (open.collect::<Vec<_>>(), share == Share::All);
        let questions = self.trends.missing(specimen.run, until, &open, time);
        let wanted = !questions.is_empty();
        let replay = wanted.then(|| Replay { recipe: recipe.clone(), until, questions });
        self.asking.take_copy(specimen, share, replay);
    }

    /// The order for the lens thread, once.
    pub fn take_order(&mut self) -> Option<Order> {
        self.asking.order.take()
    }

    /// The lens thread has no room for the order yet.
    pub fn put_back(&mut self, order: Order) {
        self.asking.order.get_or_insert(order);
    }

    /// Whether an answer of this kind is wanted.
    fn wants(&self, kind: LensKind) -> bool {
        match kind {
            LensKind::WholeData => self.whole_data,
            LensKind::BaselineLosses => true,
            _ => self.open.has(kind),
        }
    }

    /// The losses of the baselines over the part that speaks for the network, of a run with this configuration;
    /// none before they are found, and where the loss isn't a mean of squared errors, which theirs is.
    pub(super) fn baseline_losses(
        &self,
        run: RunId,
        config: &Config,
        texts: &Texts,
    ) -> Vec<BaselineLoss> {
        let seen = self.answers.get(&LensKind::BaselineLosses).filter(|(of, _)| *of == run);
        let seen = seen.and_then(|(_, answer)| BaselineLosses::of(answer));
        let is_theirs = has_loss_of_baselines(config);
        let seen = seen.filter(|seen| is_theirs && seen.are_those_of(config));
        let loss = |part: Part, (rival, loss): &(Rival, f64)| BaselineLoss {
            name: rival.name(texts),
            loss: *loss,
            sentence: (texts.evaluation.baseline_loss)(
                rival.meaning(texts),
                part.word(texts),
                *loss,
            ),
        };
        let losses = seen.map(|seen| seen.losses.iter().map(|each| loss(seen.part, each)));
        losses.into_iter().flatten().collect()
    }

    /// The answers to the whole table are on show, or no more.
    pub(super) fn show_whole_data(&mut self, shown: bool) {
        self.whole_data = shown;
        if !shown {
            self.forget(LensKind::WholeData);
        }
    }

    fn forget(&mut self, kind: LensKind) {
        self.answers.remove(&kind);
        self.failures.remove(&kind);
        self.parts.remove(&kind);
    }

    /// Takes in what the lens thread reports; what was computed for other runs is void.
    pub(super) fn apply(&mut self, report: Report, current: RunId) {
        match report {
            Report::Answer { run, answer } if run == current && self.wants(answer.kind()) => {
                self.trends.take(run, &answer);
                self.failures.remove(&answer.kind());
                self.parts.remove(&answer.kind());
                self.answers.insert(answer.kind(), (run, *answer));
            }
            Report::Failed { run, kind, reason } if run == current => {
                self.failures.insert(kind, reason);
                self.parts.remove(&kind);
            }
            Report::Progress { run, kind, part } if run == current && self.wants(kind) => {
                self.parts.insert(kind, part);
            }
            Report::Replayed { run, questions, points: Some(points) } if run == current => {
                self.trends.take_past(run, questions, points);
            }
            Report::Ready(number) => self.asking.finish(number),
            // What is under way, or of lenses and runs that nobody looks at any more.
            Report::Answer { .. }
            | Report::Failed { .. }
            | Report::Progress { .. }
            | Report::Replayed { .. } => {}
        }
    }
}

/// Whether a run's loss is a mean of squared errors, as that of the baselines is. Where only the last answer of each
/// window counts, validation still asks for all of the part.
fn has_loss_of_baselines(config: &Config) -> bool {
    config.loss == Loss::Mse
}
