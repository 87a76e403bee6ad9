//! Networks judged on their tables and what comes of that saved, on a thread of its own: a long table keeps no
//! picture waiting.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::path::PathBuf;
use std::time::Duration;

use super::saving::table::{self, Wanted};
use crate::app::App;
use crate::app::command::OfTable;
use crate::session::Notice;
use crate::text::Reason;
use crate::thread::{Handle, ThreadSpec};
use crate::worker::{Command, ShownWeights};

/// The files, or why there are none.
type Saved = Result<Vec<PathBuf>, Reason>;

/// What is being judged, and what waits for that.
#[derive(Debug, Default)]
pub(in crate::app) struct Judging {
    /// What was asked for, until the weights come.
    asked: Asked,
    thread: Option<Handle<Infallible, Saved>>,
    next: VecDeque<Wanted>,
    /// When it is to be told that this takes long, unless it was told.
    tells: Option<f64>,
}

/// What was asked for of weights that are on their way, each with the number that they come back with: none come where
/// the run has failed meanwhile.
#[derive(Debug, Default)]
struct Asked {
    newest: u64,
    waiting: VecDeque<(u64, OfTable)>,
}

impl Asked {
    /// The number with which to ask for weights.
    fn ask(&mut self, what: OfTable) -> u64 {
        self.newest += 1;
        self.waiting.push_back((self.newest, what));
        self.newest
    }

    /// What the weights with this number were asked for. Answers come in the order of the questions: what was asked
    /// before isn't answered any more.
    fn answered(&mut self, request: u64) -> Option<OfTable> {
        self.waiting.retain(|(number, _)| *number >= request);
        let (number, what) = *self.waiting.front()?;
        if number != request {
            return None;
        }
        self.waiting.pop_front();
        Some(what)
    }
}

/// What takes longer than this is told to be under way.
const LONG: Duration = Duration::from_secs(1);

impl Judging {
    /// Begins, or has it wait for what is being judged already.
    fn begin(&mut self, wanted: Wanted, ctx: &egui::Context) -> Result<(), Reason> {
        if self.thread.is_some() {
            self.next.push_back(wanted);
            return Ok(());
        }
        let waker = ctx.clone();
        let waker = Box::new(move || waker.request_repaint());
        let save = move || table::save(&wanted);
        let thread =
            ThreadSpec::answering("judging", waker, save, |panic| Some(Err(Reason::said(panic))));
        self.thread = Some(thread.map_err(Reason::of_system)?);
        self.tells = Some(ctx.input(|input| input.time) + LONG.as_secs_f64());
        ctx.request_repaint_after(LONG);
        Ok(())
    }

    /// What has been saved, once it is, and the beginning of what waited for that.
    fn answers(&mut self, ctx: &egui::Context) -> Vec<Saved> {
        let saved = self.thread.as_ref().and_then(|thread| thread.events().next());
        let mut answers: Vec<Saved> = saved.into_iter().collect();
        if !answers.is_empty() {
            (self.thread, self.tells) = (None, None);
            let begun = self.next.pop_front().map(|next| self.begin(next, ctx));
            answers.extend(begun.and_then(Result::err).map(Err));
        }
        answers
    }

    /// Whether it is to be told, now, that this takes long.
    fn takes_long(&mut self, now: f64) -> bool {
        self.tells.take_if(|when| now >= *when).is_some()
    }
}

impl App {
    /// Asks the training thread for the weights of the step on show, to judge them.
    pub(in crate::app) fn save_of_table(&mut self, what: OfTable) {
        let request = self.judging.asked.ask(what);
        self.send(vec![Command::Weights(request)]);
    }

    /// Judges the weights that have come, and saves what was asked for.
    pub(in crate::app) fn judge(&mut self, ctx: &egui::Context, shown: ShownWeights) {
        let asked = self.judging.asked.answered(shown.request);
        // Another run may be on screen by now.
        let Some(what) = asked.filter(|_| shown.run == self.session.run.id) else { return };
        let wanted = table::wanted(what, shown, &self.session, &self.export_dir);
        if let Err(reason) = self.judging.begin(wanted, ctx) {
            self.tell_saved(Err(reason));
        }
    }

    /// Tells what has been saved, or that it takes long.
    pub(in crate::app) fn take_judged(&mut self, ctx: &egui::Context) {
        for saved in self.judging.answers(ctx) {
            self.tell_saved(saved);
        }
        if self.judging.takes_long(ctx.input(|input| input.time)) {
            let notice = Notice::info(|texts| texts.session.judging.to_owned());
            self.session.notices.push(notice);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_judged_for_what_they_were_asked_for() {
        let mut asked = Asked::default();
        let [fit, evaluation, fitted, forecast] =
            [OfTable::Fit, OfTable::Evaluation, OfTable::Fitted, OfTable::Forecast];
        let numbers = [fit, evaluation, fitted].map(|what| asked.ask(what));
        assert_eq!(asked.answered(numbers[0]), Some(fit));
        // The run failed before the second could be answered.
        assert_eq!(asked.answered(numbers[2]), Some(fitted));
        assert_eq!(asked.answered(numbers[1]), None);
        let last = asked.ask(forecast);
        assert_eq!(asked.answered(last), Some(forecast));
        assert_eq!(asked.answered(last), None, "each is answered once");
    }
}
