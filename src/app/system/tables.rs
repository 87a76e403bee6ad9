//! Tables of the user's own: opened, read again, and trained on.

use std::path::{Path, PathBuf};

use super::dialog::Purpose;
use super::opening::Opened;
use super::table_reading::{Read, RunReading};
use crate::app::App;
use crate::app::command::DataCommand;
use crate::app::panels::data::Then;
use crate::app::view::View;
use crate::data::DataError;
use crate::session::table_setup::TableSetup;
use crate::text::{Reason, Texts};

/// A path that no recipe can name.
#[derive(Debug, thiserror::Error)]
#[error("{}", Texts::in_force().own_data.unnameable)]
struct Unnameable;

impl App {
    /// Reads a table, and shows what is in it.
    pub(in crate::app) fn open_table(&mut self, ctx: &egui::Context, path: &Path) {
        self.typed_path = self.typed_path.take().filter(|path| path.purpose != Purpose::Open);
        self.read_table(ctx, absolute(path), Vec::new(), Then::Fresh);
    }

    /// Does what the user wants of the table.
    pub(in crate::app) fn carry_out_data(&mut self, ctx: &egui::Context, command: DataCommand) {
        match command {
            DataCommand::ShowRuns => self.show_runs_table(ctx),
            DataCommand::Train => self.train_on_table(ctx),
            DataCommand::Leave if self.data.reading.take().is_some() => {
                if self.data.setup.is_none() {
                    self.view = View::Scope;
                }
            }
            // Whoever stops reading for a run still has the table in view.
            DataCommand::Leave if self.data.beginning.take().is_some() => {}
            DataCommand::Leave => self.view = View::Scope,
            DataCommand::ReadAgain(marks) => {
                if let Some(setup) = &self.data.setup {
                    self.read_table(ctx, setup.path.clone(), marks, Then::Again);
                }
            }
        }
        ctx.request_repaint();
    }

    /// Shows the table as it was left; where a run was begun on it, or none is open, that of the run.
    pub(in crate::app) fn show_table(&mut self, ctx: &egui::Context) {
        let is_left = self.data.setup.is_some() && !self.data.has_begun;
        if !is_left && self.data.reading.is_none() && self.session.controls.data.file().is_some() {
            self.show_runs_table(ctx);
        }
        self.view = View::Data;
    }

    /// Shows the table of the run, with what was chosen for it.
    fn show_runs_table(&mut self, ctx: &egui::Context) {
        self.view = View::Data;
        let config = self.session.controls.clone();
        let Some(path) = config.data.file().map(|path| absolute(path)) else { return };
        let is_known = |setup: &TableSetup| {
            let overview = &setup.overview;
            let sha256 =
                config.data_sha256.as_ref().or(self.session.run.config.data_sha256.as_ref());
            setup.path == path
                && overview.missing_values == config.missing_value
                && sha256.is_none_or(|sha256| *sha256 == overview.sha256)
        };
        match self.data.setup.take_if(|setup| is_known(setup)) {
            Some(setup) => {
                self.data.failure = None;
                self.data.take(TableSetup::of_run(&config, setup.overview), true);
                self.data.has_begun = true;
            }
            None => {
                let marks = config.missing_value.clone();
                self.read_table(ctx, path, marks, Then::OfRun(Box::new(config)));
            }
        }
    }

    fn read_table(&mut self, ctx: &egui::Context, path: PathBuf, marks: Vec<String>, then: Then) {
        self.view = View::Data;
        let reason = if path.to_str().is_none() {
            Unnameable.into()
        } else {
            match self.data.read(path.clone(), marks, then, ctx) {
                Ok(()) => return,
                Err(reason) => Reason::of_system(reason),
            }
        };
        self.data.failure = Some((path, reason));
    }

    /// Takes in what was read of a table, to be shown or for a run.
    pub(in crate::app) fn take_table(&mut self, ctx: &egui::Context) {
        if let Some(opened) = self.data.beginning.as_mut().and_then(RunReading::answer) {
            self.begin_on_table(ctx, opened);
        }
        let Some((reading, _)) = &mut self.data.reading else { return };
        let Some(read) = reading.answer() else { return };
        if let Some((reading, then)) = self.data.reading.take() {
            self.take_read(&reading.path, then, read);
        }
    }

    fn take_read(&mut self, path: &Path, then: Then, read: Read) {
        match read {
            Ok(overview) => match then {
                Then::Fresh => self.data.take(TableSetup::new(path.to_owned(), *overview), false),
                Then::OfRun(config) => {
                    self.data.take(TableSetup::of_run(&config, *overview), true);
                    self.data.has_begun = true;
                }
                Then::Again => {
                    let Some(setup) = self.data.setup.take() else { return };
                    self.data.take(setup.read_again(*overview), self.data.is_of_run);
                }
            },
            Err(reason) => self.data.failure = Some((path.to_owned(), reason)),
        }
    }

    /// Begins a run on the table that was read for that, or says why none can.
    fn begin_on_table(&mut self, ctx: &egui::Context, opened: Opened) {
        self.data.beginning = None;
        self.data.has_begun |= opened.is_ok();
        self.take_opened(ctx, opened);
    }

    /// Has the table read for training; a run begins once that has shown that it can be.
    fn train_on_table(&mut self, ctx: &egui::Context) {
        let Some(setup) = &self.data.setup else { return };
        if setup.outline().is_none() || self.data.is_busy() {
            return;
        }
        match RunReading::begin_run(setup.config().clone(), ctx) {
            Ok(mut reading) => match reading.answer_at_once() {
                Some(opened) => self.begin_on_table(ctx, opened),
                None => self.data.beginning = Some(reading),
            },
            Err(reason) => self.tell_unopened(Reason::of_system(reason)),
        }
    }

    /// A run can't begin on the table after all.
    pub(in crate::app) fn refuse_table(&mut self, error: DataError) {
        match &mut self.data.setup {
            Some(setup) => setup.refuse(error),
            None => self.tell_unopened(error.into()),
        }
    }
}

/// The path from the root on, as a recipe records it and a notice names it.
pub(in crate::app) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
