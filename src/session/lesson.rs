//! A lesson that is played: where one is in it, whether the deed of the step is done, what was predicted.
//!
//! A lesson has a session of its own ([`on_stage`]), so that the user's waits untouched meanwhile. The player looks at
//! it after whatever has happened ([`LessonPlayer::follow`]) and changes nothing of it: what it wants is an action.

mod progress;
mod watch;

use std::sync::Arc;

pub use progress::{Bookmark, LessonProgress, LossStroke, Predictions};
use watch::Watch;

use super::{Action, OpenLenses, Session, Status};
use crate::lesson::{Guess, Lesson, Section, Stage, Step};
use crate::thread::RunId;
use crate::wording::Language;
use crate::worker::{Command, Until};

/// Seconds without the deed after which there is a hint.
pub const PATIENCE: f64 = 30.0;

/// Where one is in a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// At this step, from 0.
    Step(usize),
    /// At the question.
    Question,
    /// Behind all of it.
    End,
}

/// What a step, or the question, is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// A prediction, or an answer.
    Guess,
    /// The deed.
    Deed,
    /// That what was found is read.
    Reader,
}

/// A lesson and where one is in it.
#[derive(Clone, Debug)]
pub struct LessonPlayer {
    lesson: Arc<Lesson>,
    place: Place,
    /// The furthest page that one has been at, from 0: the deeds of those before it are done.
    furthest: usize,
    predictions: Predictions,
    /// Whether the deed of the step is done.
    is_met: bool,
    /// Whether the run has come to where the step pauses it, without the deed.
    ran_in_vain: bool,
    /// The step of the run that is trained to first, until it is there.
    arrives_at: Option<u64>,
    /// When the step began, and the time now, in the window's seconds.
    began: f64,
    now: f64,
    watch: Watch,
}

/// The session of a lesson, at a step of a run, whose first run has the number `first`; and the commands that start it.
/// Where one has been in it before, the recipe of that run and its step stand in place of the stage's.
pub fn on_stage(stage: &Stage, left: Option<&Bookmark>, first: RunId) -> (Session, Vec<Command>) {
    let (recipe, step) = left.map_or((&stage.recipe, stage.step), |left| (&left.recipe, left.at));
    // Where steps come first, training waits behind them for whoever is to read.
    let until = Until { step: (step > 0).then_some(step), loss: None };
    let playing = step > 0 || stage.playing;
    let (mut session, mut commands) =
        Session::numbered(first, recipe.clone(), stage.pace, until, playing);
    session.lenses.is_of_a_lesson = true;
    session.lenses.open = OpenLenses::new(!stage.lenses.is_empty(), stage.lenses.iter().copied());
    commands.extend((step > 0).then_some(Command::HurryTo(step)));
    (session, commands)
}

impl LessonPlayer {
    /// A lesson at its first step, on the session that is its stage.
    pub fn new(lesson: Arc<Lesson>, session: &Session, now: f64) -> Self {
        Self {
            place: Place::Step(0),
            furthest: 0,
            predictions: Predictions::default(),
            is_met: false,
            ran_in_vain: false,
            arrives_at: Some(lesson.stage.step),
            began: now,
            now,
            watch: Watch::new(session),
            lesson,
        }
    }

    /// A lesson where it was left.
    pub fn resumed(lesson: Arc<Lesson>, left: &Bookmark, session: &Session, now: f64) -> Self {
        let furthest = left.step.min(lesson.steps.len() - 1);
        let predictions = left.predictions.clone().fitting(&lesson);
        let (place, arrives_at) = (Place::Step(furthest), Some(left.at));
        Self { place, furthest, predictions, arrives_at, ..Self::new(lesson, session, now) }
    }

    /// The lesson.
    pub fn lesson(&self) -> &Arc<Lesson> {
        &self.lesson
    }

    /// Where one is in it.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The number of the step, from 1, and how many there are, the question among them.
    pub fn progress(&self) -> (usize, usize) {
        let all = self.lesson.pages();
        let step = match self.place {
            Place::Step(at) => at + 1,
            Place::Question | Place::End => all,
        };
        (step, all)
    }

    /// The step, unless one is behind all of them.
    pub fn step(&self) -> Option<&Step> {
        match self.place {
            Place::Step(at) => self.lesson.steps.get(at),
            Place::Question | Place::End => None,
        }
    }

    /// What is said of the step, or of the question.
    pub fn section(&self, language: Language) -> Option<&Section> {
        let question = || self.lesson.question.as_ref().map(|question| &question.text);
        let name = match self.place {
            Place::Step(_) => self.step().map(|step| &step.text),
            Place::Question => question(),
            Place::End => None,
        };
        self.lesson.prose(language)?.section(name?)
    }

    /// What there is to choose from.
    pub fn guess(&self) -> Option<&Guess> {
        match self.place {
            Place::Step(_) => self.step()?.guess.as_ref(),
            Place::Question => self.lesson.question.as_ref().map(|question| &question.guess),
            Place::End => None,
        }
    }

    /// What was chosen of it.
    pub fn chosen(&self) -> Option<usize> {
        self.predictions.chosen.get(&self.slot()?).copied()
    }

    /// What is waited for.
    pub fn awaited(&self) -> Awaited {
        let has_deed = self.step().is_some_and(|step| step.deed.is_some());
        if has_deed && self.is_met {
            // Whoever has done it before saying what they expect doesn't expect anything any more.
            Awaited::Reader
        } else if self.guess().is_some() && self.chosen().is_none() || self.is_to_draw().is_some() {
            Awaited::Guess
        } else if has_deed {
            Awaited::Deed
        } else {
            Awaited::Reader
        }
    }

    /// Whether it is time for a hint: half a minute has gone, or the run has come to where it pauses, in vain.
    pub fn is_hint_due(&self) -> bool {
        let is_time = self.now - self.began >= PATIENCE || self.ran_in_vain;
        self.awaited() != Awaited::Reader && is_time
    }

    /// Seconds until it is time for a hint; none where there is nothing to wait for.
    pub fn hint_in(&self) -> Option<f64> {
        let left = PATIENCE - (self.now - self.began);
        Some(left).filter(|left| self.awaited() != Awaited::Reader && *left > 0.0)
    }

    /// Whether one is behind all of the lesson.
    pub fn is_at_end(&self) -> bool {
        self.place == Place::End
    }

    /// Whether the lesson has been gone through: its question is answered, or it has none.
    pub fn is_finished(&self) -> bool {
        self.is_at_end() || self.place == Place::Question && self.chosen().is_some()
    }

    /// Chooses an answer, or what is expected. What was chosen once stays.
    pub fn choose(&mut self, choice: usize) {
        let is_one = self.guess().is_some_and(|guess| choice < guess.choices.len());
        if let Some(at) = self.slot().filter(|_| is_one) {
            self.predictions.chosen.entry(at).or_insert(choice);
        }
    }

    /// The step of the run up to which the learner is to draw the loss, until they have.
    pub fn is_to_draw(&self) -> Option<u64> {
        let end = self.step()?.draw?;
        Some(end).filter(|_| !self.is_met && self.stroke().is_none())
    }

    /// The loss that was drawn at this step.
    pub fn stroke(&self) -> Option<&[(u64, f32)]> {
        let Place::Step(at) = self.place else { return None };
        self.predictions.drawn.get(&at).map(Vec::as_slice)
    }

    /// Takes the loss that the learner expects, where one is to be drawn. What was drawn once stays.
    pub fn draw(&mut self, stroke: LossStroke) {
        if let (Place::Step(at), true) = (self.place, self.is_to_draw().is_some()) {
            self.predictions.drawn.insert(at, stroke);
        }
    }

    /// Looks at the session, which has `view` before it; what is wanted of it then. `now` is in seconds.
    pub fn follow(&mut self, session: &Session, view: &str, now: f64) -> Vec<Action> {
        self.now = now;
        if let Some(step) = self.arrives_at {
            let is_there = step == 0 || (session.run.step() >= step && !session.is_running());
            if !is_there && !matches!(session.status, Status::Failed(_)) {
                return Vec::new();
            }
            self.arrives_at = None;
            return self.turn_to(self.place, session);
        }
        let deed = match self.place {
            Place::Step(at) => self.lesson.steps.get(at).and_then(|step| step.deed.as_ref()),
            Place::Question | Place::End => None,
        };
        let (Some(deed), false) = (deed, self.is_met) else { return Vec::new() };
        self.is_met = self.watch.sees(deed, session, view);
        let until = self.step().and_then(|step| step.until);
        self.ran_in_vain = until.is_some_and(|until| self.watch.has_run_to(until, session));
        let says_why = || self.section(Language::in_force()).is_some_and(|it| !it.why.is_empty());
        let pauses = self.is_met && self.step().is_some_and(|step| step.pauses);
        let stops = pauses && session.is_running();
        let mut actions = if self.is_met && !says_why() { self.go_on(session) } else { Vec::new() };
        actions.extend(stops.then_some(Action::Toggle));
        actions
    }

    /// Goes on to the next step, or from the question to the end; what is wanted of the session then: whoever has
    /// looked back comes back, and the question is asked about what stands still.
    pub fn go_on(&mut self, session: &Session) -> Vec<Action> {
        let comes_back = self.step().is_some_and(Step::looks_back) && session.playhead.is_some();
        let next = match self.place {
            Place::Step(at) if at + 1 < self.lesson.steps.len() => Place::Step(at + 1),
            Place::Step(_) if self.lesson.question.is_some() => Place::Question,
            Place::Step(_) | Place::Question | Place::End => Place::End,
        };
        let stops = next == Place::Question && session.is_running();
        let mut actions = self.turn_to(next, session);
        actions.extend(comes_back.then_some(Action::BackToLive));
        actions.extend(stops.then_some(Action::Toggle));
        actions
    }

    /// Goes back to the step before; the run stays as it is.
    pub fn back(&mut self, session: &Session) -> Vec<Action> {
        self.turn_to(
            match self.place {
                Place::Step(at) => Place::Step(at.saturating_sub(1)),
                Place::End if self.lesson.question.is_some() => Place::Question,
                Place::Question | Place::End => Place::Step(self.lesson.steps.len() - 1),
            },
            session,
        )
    }

    /// Where one is, to go on from there another time; nothing where all is done.
    pub fn bookmark(&self, session: &Session) -> Option<Bookmark> {
        let step = match self.place {
            Place::Step(at) => at,
            Place::Question => self.lesson.steps.len() - 1,
            Place::End => return None,
        };
        let (at, recipe) = (session.run.step(), session.run.played());
        Some(Bookmark { step, at, recipe, predictions: self.predictions.clone() })
    }

    /// Begins a step: it pauses where it says, or nowhere.
    fn turn_to(&mut self, place: Place, session: &Session) -> Vec<Action> {
        let page = self.page_of(place);
        self.furthest = self.furthest.max(page);
        (self.place, self.is_met, self.began) = (place, page < self.furthest, self.now);
        (self.watch, self.ran_in_vain) = (Watch::new(session), false);
        let until = self.step().and_then(|step| step.until);
        vec![Action::SetUntil(Until { step: until, loss: None })]
    }

    /// The number of a page, from 0.
    fn page_of(&self, place: Place) -> usize {
        match place {
            Place::Step(at) => at,
            Place::Question => self.lesson.steps.len(),
            Place::End => self.lesson.steps.len() + 1,
        }
    }

    /// Where it is kept what was chosen.
    fn slot(&self) -> Option<usize> {
        (!self.is_at_end()).then(|| self.page_of(self.place))
    }
}

#[cfg(test)]
mod tests;
