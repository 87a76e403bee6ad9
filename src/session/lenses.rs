//! The lenses as the window knows them: which are open, what they ask, and what came back.
//!
//! A lens asks only while it is open and a frame is about to be drawn that shows it: [`Lenses::ask`]
//! then wants a copy of the network from the training thread, the copy becomes a task for the lens
//! thread, and its reports are the lenses' answers. Nothing is asked twice, and nothing while the
//! last task is under way, unless the question has changed.

use std::collections::BTreeMap;

use super::trends::Trends;
use crate::config::Config;
use crate::inspector::{Answer, LensKind, LensOutput, Order, Past, Question, Report, Share, Task};
use crate::lens::phase_portrait::PhasePortrait;
use crate::worker::{RunId, Specimen};

/// Which lenses are open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenLenses {
    /// Whether the panel with the open lenses is in view.
    pub shown: bool,
    /// The open ones, the latest last.
    kinds: Vec<LensKind>,
}

impl OpenLenses {
    /// Lenses as they were left; a name is taken once.
    pub fn new(shown: bool, kinds: impl IntoIterator<Item = LensKind>) -> Self {
        let mut lenses = Self { shown, kinds: Vec::new() };
        kinds.into_iter().for_each(|kind| lenses.set(kind, true));
        lenses
    }

    /// The open lenses in the order in which they were opened, in view or not.
    pub fn kinds(&self) -> &[LensKind] {
        &self.kinds
    }

    /// Whether a lens is open.
    pub fn has(&self, kind: LensKind) -> bool {
        self.kinds.contains(&kind)
    }

    fn set(&mut self, kind: LensKind, open: bool) {
        self.kinds.retain(|other| open || *other != kind);
        if open && !self.has(kind) {
            self.kinds.push(kind);
        }
    }
}

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

/// What is asked of the network.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) run: RunId,
    pub(super) step: u64,
    pub(super) row: usize,
    pub(super) config: Config,
    pub(super) questions: Vec<Question>,
}

impl Asked {
    /// Whether only time has passed since.
    fn is_like(&self, wanted: &Self) -> bool {
        self.run == wanted.run && self.row == wanted.row && self.questions == wanted.questions
    }
}

/// How far the last request has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Progress {
    /// The training thread was asked for a copy.
    Copying,
    /// The lens thread has it.
    Computing,
    /// It is done.
    #[default]
    Ready,
}

/// The lenses' state.
#[derive(Debug, Default)]
pub struct Lenses {
    /// Which are open.
    pub open: OpenLenses,
    /// The unit whose trace is drawn among the curves.
    pub pinned: Option<Pin>,
    /// What answers told over the steps.
    pub trends: Trends,
    /// Questions that differ from a lens' first one.
    questions: BTreeMap<LensKind, Question>,
    answers: BTreeMap<LensKind, (RunId, Answer)>,
    failures: BTreeMap<LensKind, String>,
    /// The part that is done, of what takes long.
    parts: BTreeMap<LensKind, f32>,
    asked: Option<Asked>,
    progress: Progress,
    /// Whether training waited when the last copy came.
    at_rest: bool,
    /// Number of the last task.
    number: u64,
    order: Option<Order>,
}

impl Lenses {
    /// Opens or closes a lens.
    pub(super) fn set_open(&mut self, kind: LensKind, open: bool) {
        self.open.set(kind, open);
        if !open {
            self.answers.remove(&kind);
            self.failures.remove(&kind);
            self.parts.remove(&kind);
            if kind == LensKind::HiddenState {
                self.pinned = None;
            }
        }
    }

    /// Brings the panel into view or out of it; the first time with a lens open.
    pub(super) fn show(&mut self, shown: bool) {
        self.open.shown = shown;
        if shown && self.open.kinds.is_empty() {
            self.open.set(LensKind::HiddenState, true);
        }
    }

    /// Another run is the live one; the pinned unit stays if that has one like it.
    pub(super) fn turn_to(&mut self, run: RunId, alike: bool) {
        self.trends.turn_to(run);
        self.pinned = self.pinned.filter(|_| alike);
    }

    /// A lens wants to know something else. A unit of a layer that isn't looked at any more has no
    /// trace.
    pub(super) fn inquire(&mut self, question: Question) {
        if let Question::HiddenState(layer) = question {
            self.pinned = self.pinned.filter(|pin| pin.layer == layer);
        }
        self.questions.insert(question.kind(), question);
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
    pub fn seen<S: LensOutput>(&self) -> Option<&S> {
        self.answers.get(&S::KIND).and_then(|(_, answer)| S::of(answer))
    }

    /// The part that is done of what a lens looks for, while it takes long.
    pub fn part_done(&self, kind: LensKind) -> Option<f32> {
        self.parts.get(&kind).copied()
    }

    /// Why a lens sees nothing.
    pub fn failure(&self, kind: LensKind) -> Option<&str> {
        self.failures.get(&kind).map(String::as_str)
    }

    /// What the next frame needs to know, with these lenses in it.
    pub(super) fn questions(&self, in_view: &[LensKind]) -> Vec<Question> {
        let open = self.open.kinds.iter().filter(|_| self.open.shown && !in_view.is_empty());
        let needed = open.filter(|kind| in_view.contains(kind) || self.is_needed_elsewhere(**kind));
        needed.filter_map(|kind| self.question(*kind)).collect()
    }

    /// Whether a lens that is scrolled out of view goes on: a trend would have gaps, the spectral
    /// radius is in the status line, and a unit may be pinned to the curves.
    fn is_needed_elsewhere(&self, kind: LensKind) -> bool {
        match kind {
            LensKind::Backprop | LensKind::GradientNorm | LensKind::Spectrum => true,
            LensKind::HiddenState => self.pinned.is_some(),
            _ => false,
        }
    }

    /// Whether what was asked while training went on must be asked again now that it waits: the lens
    /// thread would rest first, and a picture that follows slowly hasn't arrived.
    fn is_pressing(&self, questions: &[Question]) -> bool {
        let follows = questions.iter().any(|question| question.kind() == LensKind::PhasePortrait)
            && self.seen::<PhasePortrait>().is_some_and(|portrait| !portrait.arrived);
        let unfinished = match self.progress {
            Progress::Copying => false,
            Progress::Computing => true,
            Progress::Ready => follows,
        };
        unfinished && !self.at_rest
    }

    /// Whether the training thread must be asked for a copy, now that a frame is drawn; `waits` tells
    /// whether training does.
    pub(super) fn ask(&mut self, wanted: Asked, waits: bool) -> bool {
        if wanted.questions.is_empty() {
            if self.asked.take().is_some() {
                self.order = Some(Order::Stop);
            }
            return false;
        }
        let pressing = waits && self.is_pressing(&wanted.questions);
        let Some(asked) = &mut self.asked else { return self.begin(wanted) };
        if pressing {
            return self.begin(wanted);
        }
        if *asked == wanted || (self.progress != Progress::Ready && asked.is_like(&wanted)) {
            return false;
        }
        if self.progress == Progress::Copying && asked.run == wanted.run {
            // The copy under way serves the new questions, too.
            asked.questions = wanted.questions;
            return false;
        }
        self.begin(wanted)
    }

    fn begin(&mut self, wanted: Asked) -> bool {
        self.asked = Some(wanted);
        self.progress = Progress::Copying;
        true
    }

    /// The copy has come. `past` is what the run was before, which some lenses show, too.
    pub(super) fn take_copy(&mut self, specimen: Box<Specimen>, share: Share, past: Past) {
        let Some(asked) = &mut self.asked else { return };
        if self.progress != Progress::Copying {
            return;
        }
        asked.step = specimen.frozen.step;
        let questions = asked.questions.clone();
        self.number += 1;
        self.progress = Progress::Computing;
        self.at_rest = share == Share::All;
        let past = self.past_wanted(specimen.run, past, share == Share::All);
        let task = Task { number: self.number, specimen, questions, past, share };
        self.order = Some(Order::Look(Box::new(task)));
    }

    /// What is to be replayed of a run's past for the lenses that are open; `time` tells whether
    /// training leaves time for it.
    fn past_wanted(&self, run: RunId, past: Past, time: bool) -> Option<Past> {
        let with_past = [LensKind::Backprop, LensKind::GradientNorm];
        let trends = with_past.into_iter().any(|kind| self.open.has(kind))
            && self.trends.lack_the_past(run, past.until, time);
        let layer = match self.question(LensKind::Spectrum) {
            Some(Question::Spectrum(layer)) if self.open.has(LensKind::Spectrum) => Some(layer),
            _ => None,
        };
        let spectrum = layer.filter(|layer| self.trends.lack_the_trail(run, *layer));
        let wanted = past.until > 0 && (trends || spectrum.is_some());
        wanted.then_some(Past { spectrum, ..past })
    }

    /// The order for the lens thread, once.
    pub fn take_order(&mut self) -> Option<Order> {
        self.order.take()
    }

    /// The lens thread has no room for the order yet.
    pub fn put_back(&mut self, order: Order) {
        self.order.get_or_insert(order);
    }

    /// Takes in what the lens thread reports; what was computed for other runs is void.
    pub(super) fn apply(&mut self, report: Report, current: RunId) {
        match report {
            Report::Answer { run, answer } if run == current && self.open.has(answer.kind()) => {
                self.trends.take(run, &answer);
                self.failures.remove(&answer.kind());
                self.parts.remove(&answer.kind());
                self.answers.insert(answer.kind(), (run, *answer));
            }
            Report::Failed { run, kind, reason } if run == current => {
                self.failures.insert(kind, reason);
                self.parts.remove(&kind);
            }
            Report::Progress { run, kind, part } if run == current && self.open.has(kind) => {
                self.parts.insert(kind, part);
            }
            Report::Past { run, spectrum, steps: Some(steps) } if run == current => {
                self.trends.take_past(run, &steps, spectrum);
            }
            // While the next copy is under way, the last task's end means nothing.
            Report::Ready(number)
                if number == self.number && self.progress == Progress::Computing =>
            {
                self.progress = Progress::Ready;
            }
            _ => {}
        }
    }
}
