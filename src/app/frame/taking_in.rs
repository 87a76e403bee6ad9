//! What a frame takes in first: what was trained, what lenses found, what was kept; and how training gets its share.

use std::time::{Duration, Instant};

use crate::app::App;
use crate::app::system::lessons::LessonUnderWay;
use crate::session::Notice;
use crate::worker::{Command, Event, REFRESH};

/// Time a frame may spend on taking in what was trained.
const DRAIN: Duration = Duration::from_millis(4);

impl App {
    /// Takes in what was trained since the last frame.
    pub(in crate::app) fn drain(&mut self, ctx: &egui::Context) {
        let begin = Instant::now();
        let (mut checkpoints, mut weights) = (Vec::new(), Vec::new());
        while let Some(event) = self.feed.next_event() {
            match event {
                Event::Checkpoint(checkpoint) => checkpoints.push(checkpoint),
                Event::Weights(shown) => weights.push(shown),
                event => self.session.apply(event),
            }
            if begin.elapsed() > DRAIN {
                ctx.request_repaint_after(REFRESH);
                break;
            }
        }
        self.inspector.reports().for_each(|report| self.session.apply_report(report));
        if let Some(order) = self.session.lenses.take_order() {
            self.inspector.send(order).unwrap_or_else(|order| self.session.lenses.put_back(order));
        }
        self.drain_waiting();
        for checkpoint in checkpoints {
            if let Some(checkpoint) = self.took_along(checkpoint) {
                self.write_checkpoint(&checkpoint);
            }
        }
        for shown in weights {
            self.judge(ctx, *shown);
        }
    }

    /// Has pictures give way to training where both need the processors.
    pub(in crate::app) fn follow_training(&mut self, now: f64) {
        let beside_others =
            self.race.is_training() || self.sweep.is_training() || self.challenges.is_checking();
        let got = self.session.run.processor;
        if let Some(interval) = self.repaint_pacer.follow(now, got, beside_others) {
            self.feed.send(Command::ShowEvery(interval));
        }
    }

    /// Tells when the session can't be kept.
    pub(in crate::app) fn watch_autosave(&mut self) {
        let settled = self.own_session().last_sessions.is_empty();
        let Some(autosave) = &mut self.autosave else { return };
        if let Some(reason) = autosave.follow(settled) {
            self.session
                .notices
                .push(Notice::error(move |texts| (texts.session.unkept)(&reason.to_string())));
        }
    }

    /// Keeps the list of runs, and tells when that can't be done.
    pub(in crate::app) fn keep_runs(&mut self, ctx: &egui::Context, now: f64) {
        let own = self.lesson.as_ref().map_or(&self.session, LessonUnderWay::own);
        let Some(file) = &mut self.runs_file else { return };
        if file.follow(now, &own.runs) {
            ctx.request_repaint_after(Duration::from_secs(1));
        }
        if let Some(reason) = file.failure() {
            self.session
                .notices
                .push(Notice::error(move |texts| (texts.session.runs_unkept)(&reason.to_string())));
        }
    }
}
