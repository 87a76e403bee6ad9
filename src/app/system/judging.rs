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
use crate::thread::{Handle, Inbox, Outbox, ThreadSpec};
use crate::wording::complaint;
use crate::worker::{Command, ShownWeights};

/// The files, or one sentence why there are none.
type Saved = Result<Vec<PathBuf>, String>;

/// What is being judged, and what waits for that.
#[derive(Debug, Default)]
pub(in crate::app) struct Judging {
    /// What was asked for, until the weights come.
    asked: VecDeque<OfTable>,
    thread: Option<Handle<Infallible, Saved>>,
    next: VecDeque<Wanted>,
}

/// It takes no commands, and answers once.
const THREAD: ThreadSpec =
    ThreadSpec { name: "judging", commands: Some(0), events: 1, stack: None };

/// What is done in this time is told in the picture in which it was asked for.
const AT_ONCE: Duration = Duration::from_millis(30);

impl Judging {
    /// Begins; an answer that is there at once is returned. While something else is being judged, this comes
    /// after it.
    fn begin(&mut self, wanted: Wanted, ctx: &egui::Context) -> Option<Saved> {
        if self.thread.is_some() {
            self.next.push_back(wanted);
            return None;
        }
        let ctx = ctx.clone();
        let save = move |_: &Inbox<Infallible>, _: &Outbox<Saved>| Some(table::save(&wanted));
        let thread =
            THREAD.spawn(Box::new(move || ctx.request_repaint()), save, |panic| Some(Err(panic)));
        match thread {
            Ok(thread) => {
                let saved = thread.wait_for(AT_ONCE);
                self.thread = Some(thread).filter(|_| saved.is_none());
                saved
            }
            Err(reason) => Some(Err(complaint(&reason))),
        }
    }

    /// What has been saved since the last look, and the beginning of what waited for that.
    fn answers(&mut self, ctx: &egui::Context) -> Vec<Saved> {
        let mut answers = Vec::new();
        let ready = |thread: &Handle<Infallible, Saved>| thread.events().next();
        while let Some(saved) = self.thread.as_ref().and_then(ready) {
            self.thread = None;
            answers.push(saved);
            while self.thread.is_none()
                && let Some(next) = self.next.pop_front()
            {
                answers.extend(self.begin(next, ctx));
            }
        }
        answers
    }
}

impl App {
    /// Asks the training thread for the weights of the step on show, to judge them.
    pub(in crate::app) fn save_of_table(&mut self, what: OfTable) {
        self.judging.asked.push_back(what);
        self.send(vec![Command::Weights]);
    }

    /// Judges the weights that have come, and saves what was asked for.
    pub(in crate::app) fn judge(&mut self, ctx: &egui::Context, shown: ShownWeights) {
        let asked = self.judging.asked.pop_front();
        // Another run may be on screen by now.
        let Some(what) = asked.filter(|_| shown.run == self.session.run.id) else { return };
        let wanted = table::wanted(what, shown, &self.session, &self.export_dir);
        match self.judging.begin(wanted, ctx) {
            Some(saved) => self.tell_saved(saved),
            None => {
                let text = self.session.texts.session.judging;
                self.session.notices.push(Notice::info(text));
            }
        }
    }

    /// Tells what has been saved.
    pub(in crate::app) fn take_judged(&mut self, ctx: &egui::Context) {
        for saved in self.judging.answers(ctx) {
            self.tell_saved(saved);
        }
    }
}
