//! News for readers of the screen: what begins, pauses and ends, and what keys read off a plot. It stands in a node that
//! nobody sees, and that they read out once they have finished what they are saying.
//!
//! Steps are no news. Each text is a node of its own, so that one that comes twice is said twice. Notices are news by
//! themselves, where they stand.

mod teaching;

use std::mem;
use std::time::Duration;

use egui::accesskit::Live;
use egui::{Context, Id, Role};

use super::App;
use crate::number::short;
use crate::session::race::{RaceBoard, RaceStatus};
use crate::session::sweep::{SweepBoard, SweepStatus};
use crate::session::{Session, Status};
use crate::text::{Spoken, Texts};
use crate::thread::RunId;
use crate::worker::PauseReason;

/// Seconds for which an earlier step stays on show before it is told which one it is: what hurries by is not.
const MOMENT: f64 = 0.4;

/// What a run does, as far as it is news: running, pausing or at its end, why, and at which step.
type Doing = (u8, u64);

/// What a run does. The numbers of one that has diverged are like no others, not even themselves.
fn doing(status: &Status) -> Doing {
    match status {
        Status::Running => (0, 0),
        Status::Paused(PauseReason::Asked) => (1, 0),
        Status::Paused(PauseReason::ReachedStep(step)) => (2, *step),
        Status::Paused(PauseReason::ReachedLoss(step)) => (3, *step),
        Status::Paused(PauseReason::OutOfPatience(step)) => (4, *step),
        Status::Paused(PauseReason::Diverged(at)) => (5, at.step),
        Status::Failed(_) => (6, 0),
    }
}

/// What waits to be told.
#[derive(Clone, Debug, Default)]
struct Waiting(Vec<String>);

/// Has readers of the screen say this.
pub(in crate::app) fn say(ctx: &Context, text: impl Into<String>) {
    ctx.data_mut(|data| data.get_temp_mut_or_default::<Waiting>(waiting()).0.push(text.into()));
}

/// Where egui's memory holds it.
fn waiting() -> Id {
    Id::unique("waiting news")
}

/// What has been told.
#[derive(Debug, Default)]
pub(super) struct News {
    /// What the run on screen was doing.
    run: Option<(RunId, Doing)>,
    /// The earlier step that was on show, since when, and whether that was told.
    look: Option<(u64, f64, bool)>,
    race: Option<RaceStatus>,
    sweep: Option<SweepStatus>,
    lesson: Option<teaching::Stand>,
    /// Whether a challenge was being checked.
    is_checking: bool,
    /// What is being said, and how much was said before.
    text: String,
    count: u64,
}

impl App {
    /// Tells what is new since the last frame.
    pub(super) fn tell_news(&mut self, ctx: &Context) {
        let (session, texts) = (&self.session, &self.session.texts.spoken);
        let now = ctx.input(|input| input.time);
        self.news.follow_run(ctx, session);
        self.news.follow_look(ctx, session, now);
        let best = || self.race.first(session.texts);
        self.news.follow_race(ctx, session.texts, self.race.board(), best);
        let best = || self.sweep.lowest(session.texts);
        self.news.follow_sweep(ctx, texts, self.sweep.board(), best);
        let player = self.lesson.as_ref().map(|lesson| &lesson.player);
        self.news.follow_lesson(ctx, session.texts, player);
        self.news.follow_challenge(ctx, session.texts, &self.challenges);
        self.news.tell(ctx);
    }
}

impl News {
    fn follow_run(&mut self, ctx: &Context, session: &Session) {
        let now = (session.run.id, doing(&session.status));
        let before = self.run.replace(now);
        // What the window begins with is no news.
        let Some((run, _)) = before.filter(|before| *before != now) else { return };
        let (is_same, texts) = (run == now.0, &session.texts.spoken);
        if !is_same {
            say(ctx, (texts.begins)(&session.runs.live.called(session.texts)));
        }
        if is_same || !session.is_running() {
            say(ctx, of_run(texts, session));
        }
    }

    /// Tells of an earlier step once it has been on show for a moment.
    fn follow_look(&mut self, ctx: &Context, session: &Session, now: f64) {
        let texts = &session.texts.spoken;
        let is_there = session.playhead.as_ref().is_some_and(|playhead| playhead.is_there());
        let step = is_there.then(|| session.step());
        let before = self.look.take();
        let Some(step) = step else {
            // Running on is told by the run.
            if before.is_some() && session.is_live() && !session.is_running() {
                say(ctx, (texts.live)(session.run.step()));
            }
            self.look = before.filter(|_| !session.is_live());
            return;
        };
        let (since, is_told) = match before {
            Some((known, since, is_told)) if known == step => (since, is_told),
            _ => (now, false),
        };
        let is_due = !is_told && now - since >= MOMENT;
        if is_due {
            say(ctx, (texts.looking)(step, &loss(session)));
        } else if !is_told {
            ctx.request_repaint_after(Duration::from_secs_f64(MOMENT));
        }
        self.look = Some((step, since, is_told || is_due));
    }

    fn follow_race(
        &mut self,
        ctx: &Context,
        Texts { spoken: texts, words, .. }: &Texts,
        board: Option<&RaceBoard>,
        best: impl FnOnce() -> Option<String>,
    ) {
        let Some(board) = board.filter(|board| self.race.as_ref() != Some(&board.status)) else {
            return;
        };
        self.race = Some(board.status.clone());
        say(
            ctx,
            match &board.status {
                RaceStatus::Running => {
                    let names = board.entrants.iter().map(|one| one.variant.name.as_str());
                    (texts.race_runs)(&(words.names)(&names.collect::<Vec<_>>()))
                }
                RaceStatus::Paused => (texts.race_pauses)(board.step()),
                RaceStatus::Finished => (texts.race_over)(&best().unwrap_or_default()),
                RaceStatus::Cancelled => texts.race_cancelled.to_owned(),
                RaceStatus::Failed(reason) => (texts.race_failed)(&reason.to_string()),
            },
        );
    }

    fn follow_sweep(
        &mut self,
        ctx: &Context,
        texts: &Spoken,
        board: Option<&SweepBoard>,
        best: impl FnOnce() -> Option<String>,
    ) {
        let Some(board) = board.filter(|board| self.sweep.as_ref() != Some(&board.status)) else {
            return;
        };
        self.sweep = Some(board.status.clone());
        say(
            ctx,
            match &board.status {
                SweepStatus::Running => (texts.sweep_runs)(board.outcomes.len() as u64),
                SweepStatus::Finished => (texts.sweep_over)(&best().unwrap_or_default()),
                SweepStatus::Cancelled => texts.sweep_cancelled.to_owned(),
                SweepStatus::Failed(reason) => (texts.sweep_failed)(&reason.to_string()),
            },
        );
    }

    /// Takes away what has been said: it was in another language.
    pub(super) fn forget(&mut self) {
        self.text.clear();
    }

    /// Puts what waits where readers of the screen find it.
    fn tell(&mut self, ctx: &Context) {
        let new = ctx
            .data_mut(|data| mem::take(&mut data.get_temp_mut_or_default::<Waiting>(waiting()).0));
        if !new.is_empty() {
            self.text = new.join(" ");
            self.count += 1;
        }
        if self.text.is_empty() {
            return;
        }
        ctx.accesskit_node_builder(Id::unique("news").with(self.count), |node| {
            node.set_role(Role::Status);
            node.set_live(Live::Polite);
            node.set_label(self.text.as_str());
        });
    }
}

/// The loss of the step on show; empty where there is none.
fn loss(session: &Session) -> String {
    session.record().map_or_else(String::new, |record| short(record.loss.into()))
}

/// What the run on screen does now.
fn of_run(texts: &Spoken, session: &Session) -> String {
    let (step, loss) = (session.run.step(), loss(session));
    match &session.status {
        Status::Running if step == 0 => texts.training.to_owned(),
        Status::Running => (texts.training_from)(step),
        Status::Paused(PauseReason::Asked) => (texts.paused)(step, &loss),
        Status::Paused(PauseReason::ReachedStep(step)) => (texts.step_reached)(*step, &loss),
        Status::Paused(PauseReason::ReachedLoss(step)) => (texts.loss_reached)(*step, &loss),
        Status::Paused(PauseReason::OutOfPatience(step)) => (texts.out_of_patience)(*step, &loss),
        Status::Paused(PauseReason::Diverged(at)) => {
            (texts.diverged)(at.step, &short(at.loss.into()))
        }
        Status::Failed(reason) => (texts.failed)(&reason.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::recipe::Recipe;
    use crate::text::ENGLISH;
    use crate::thread::Pace;
    use crate::trainer::Divergence;
    use crate::worker::Until;

    fn session() -> Session {
        Session::new(Recipe::from(Config::default()), Pace::Max, Until::default(), true).0
    }

    /// What waits to be told after this.
    fn told(news: &mut News, session: &Session) -> Vec<String> {
        let ctx = Context::default();
        news.follow_run(&ctx, session);
        ctx.data_mut(|data| mem::take(&mut data.get_temp_mut_or_default::<Waiting>(waiting()).0))
    }

    #[test]
    fn what_changes_is_told_once_and_what_the_window_begins_with_is_not() {
        let (mut news, mut session) = (News::default(), session());
        assert!(told(&mut news, &session).is_empty());
        session.status = Status::Paused(PauseReason::Asked);
        assert_eq!(told(&mut news, &session), [(ENGLISH.spoken.paused)(0, "")]);
        assert!(told(&mut news, &session).is_empty());
        session.status = Status::Running;
        assert_eq!(told(&mut news, &session), [ENGLISH.spoken.training]);
        session.run.id = 2;
        assert_eq!(
            told(&mut news, &session),
            [(ENGLISH.spoken.begins)(&session.runs.live.called(&ENGLISH))]
        );
        let at = Divergence { step: 9, loss: f32::NAN, grad_norm: f32::NAN };
        session.status = Status::Paused(PauseReason::Diverged(at));
        assert_eq!(told(&mut news, &session).len(), 1);
        assert!(told(&mut news, &session).is_empty(), "no number is like itself then");
    }

    #[test]
    fn every_reason_of_a_pause_has_words_of_its_own() {
        let mut session = session();
        let reasons = [
            PauseReason::Asked,
            PauseReason::ReachedStep(7),
            PauseReason::ReachedLoss(7),
            PauseReason::OutOfPatience(7),
        ];
        let mut all: Vec<String> = reasons
            .into_iter()
            .map(|reason| {
                session.status = Status::Paused(reason);
                of_run(&ENGLISH.spoken, &session)
            })
            .collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 4, "{all:?}");
    }
}
