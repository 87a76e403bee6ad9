//! Runs as files: recipes and checkpoints opened, saved, copied and pasted.

use std::path::{Path, PathBuf};

use super::dialog::Purpose;
use super::opening::{Found, Opened, Request, Unopened};
use super::saving;
use crate::app::App;
use crate::app::command::WindowCommand;
use crate::app::panels::typed_path::TypedPath;
use crate::checkpoint::Checkpoint;
use crate::export::name;
use crate::session::{Notice, Offer};
use crate::table::{is_table_name, pasted};
use crate::text::{Reason, Texts};
use crate::wording::foreign;
use crate::worker::Command;

impl App {
    /// Asks for a file to open.
    pub(in crate::app) fn ask_what_to_open(&mut self, ctx: &egui::Context) {
        if !self.has_dialog(ctx, Purpose::Open, "") {
            self.type_path(Purpose::Open);
        }
    }

    /// Asks for a path by a field of the window's own.
    pub(in crate::app) fn type_path(&mut self, purpose: Purpose) {
        let folder = match purpose {
            // Behind "./" a path from the root would mean another one.
            Purpose::Open if self.export_dir == Path::new(".") => PathBuf::new(),
            Purpose::Open => self.export_dir.join(""),
            _ => self.export_dir.clone(),
        };
        self.typed_path = Some(TypedPath::new(purpose, folder.display().to_string()));
    }

    /// Opens a recipe, a lesson, a checkpoint, weights for the next run to start from, or a table. What can't be used
    /// is told, and everything stays as it is.
    pub(in crate::app) fn open(&mut self, ctx: &egui::Context, path: &Path) {
        if is_table_name(path) {
            return self.open_table(ctx, path);
        }
        self.begin_to_open(
            ctx,
            Request::File(path.to_owned(), Box::new(self.session.controls.clone())),
        );
    }

    /// Sets the controls to the network of a file of weights, and begins a run with them.
    pub(in crate::app) fn fit_controls(&mut self, ctx: &egui::Context, path: &Path) {
        let controls = Box::new(self.session.controls.clone());
        self.begin_to_open(ctx, Request::Fitting(path.to_owned(), controls));
    }

    /// Plays a pasted recipe, or opens a pasted table.
    pub(in crate::app) fn paste(&mut self, ctx: &egui::Context, text: String) {
        if pasted::is_table(&text) {
            return self.open_pasted_table(ctx, &text);
        }
        if is_prose(&text) {
            let reason = |texts: &'static Texts| texts.session.not_pasted.to_owned();
            return self.tell_unopened(Reason::worded(reason));
        }
        self.begin_to_open(ctx, Request::Text(text, self.session.texts.session.clipboard));
    }

    pub(super) fn begin_to_open(&mut self, ctx: &egui::Context, request: Request) {
        if let Some(opened) = self.opening.ask(request, ctx) {
            self.take_opened(ctx, opened);
        }
    }

    /// Does what was opened asks for. A path that was typed stays where it was wrong.
    pub(in crate::app) fn take_opened(&mut self, ctx: &egui::Context, opened: Opened) {
        // Whoever has opened something else doesn't wait for a run on a table any more.
        self.data.beginning = None;
        match opened {
            Ok(Found::Lesson(lesson)) => {
                self.typed_path =
                    self.typed_path.take().filter(|path| path.purpose != Purpose::Open);
                self.play_lesson(ctx, *lesson);
            }
            Ok(Found::Action(action)) => {
                self.typed_path =
                    self.typed_path.take().filter(|path| path.purpose != Purpose::Open);
                self.carry_out(ctx, WindowCommand::Session(action));
            }
            Err(Unopened::Unfit(error)) => self.refuse_table(error),
            Err(Unopened::Useless(reason)) => self.tell_unopened(reason),
            Err(Unopened::Misfit { path, held, asked }) => {
                let name = foreign(&path);
                let notice = Notice::error(move |Texts { session: texts, .. }| {
                    let (own, wanted) = (held.to_string(), held.beside(&asked));
                    (texts.nothing_opened)(&(texts.misfit)(&name, &own, &wanted))
                });
                self.session.notices.push(notice.offering(Offer::FitControls(path)));
            }
        }
    }

    pub(in crate::app) fn tell_unopened(&mut self, reason: Reason) {
        self.session
            .notices
            .push(Notice::error(move |texts| (texts.session.nothing_opened)(&reason.to_string())));
    }

    /// Puts the run on the clipboard, as far as it has come.
    pub(in crate::app) fn copy_recipe(&mut self, ctx: &egui::Context) {
        match self.session.run.played().written() {
            Ok(text) => {
                ctx.copy_text(text);
                let notice = Notice::info(|texts| texts.session.recipe_handed_over.to_owned());
                self.session.notices.push(notice);
            }
            Err(reason) => self.tell_saved(Err(reason.into())),
        }
    }

    /// Saves the run, where the user says or in the export folder.
    pub(in crate::app) fn save_recipe(&mut self, ctx: &egui::Context) {
        if !self.ask_where(ctx, Purpose::Recipe, "toml") {
            self.write_recipe(None);
        }
    }

    /// Saves a checkpoint, where the user says or in the export folder.
    pub(in crate::app) fn save_checkpoint(&mut self, ctx: &egui::Context) {
        if !self.ask_where(ctx, Purpose::Checkpoint, "safetensors") {
            self.want_checkpoint(None);
        }
    }

    /// Asks for the file to save; false where the system has no dialog.
    fn ask_where(&mut self, ctx: &egui::Context, purpose: Purpose, extension: &str) -> bool {
        let name = format!("{}.{extension}", self.stem_at_end());
        self.has_dialog(ctx, purpose, &name)
    }

    /// The name of a file that holds the whole run.
    fn stem_at_end(&self) -> String {
        name::stem(self.session.runs.live.number, self.session.run.step())
    }

    /// Writes the recipe to this file, or under its own name.
    pub(in crate::app) fn write_recipe(&mut self, path: Option<PathBuf>) {
        let text = self.session.run.played().written().map_err(Reason::from);
        let saved = text.and_then(|text| self.write(path, "toml", text.as_bytes()));
        let config = self.session.run.recipe.config.clone();
        self.tell_saved_with_table(&config, saved);
    }

    /// Asks the training thread for a checkpoint, to be written to this file or under its own name.
    pub(in crate::app) fn want_checkpoint(&mut self, path: Option<PathBuf>) {
        self.checkpoint_for = path;
        self.send(vec![Command::Checkpoint]);
    }

    /// Writes the checkpoint that has come.
    pub(in crate::app) fn write_checkpoint(&mut self, checkpoint: &Checkpoint) {
        let bytes = checkpoint.to_bytes().map_err(Reason::from);
        let path = self.checkpoint_for.take();
        let saved = bytes.and_then(|bytes| self.write(path, "safetensors", &bytes));
        self.tell_saved_with_table(&checkpoint.recipe.config, saved);
    }

    fn write(
        &self,
        path: Option<PathBuf>,
        extension: &str,
        bytes: &[u8],
    ) -> Result<PathBuf, Reason> {
        let saved = match path {
            Some(path) => saving::write_as_said(path, extension, bytes),
            None => name::save_new(&self.export_dir, self.stem_at_end(), extension, bytes),
        };
        saved.map_err(Reason::from)
    }
}

/// Whether a text is neither a recipe nor a lesson, even a mistaken one: its first line has no key, table or comment.
fn is_prose(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    first.is_some_and(|line| !line.starts_with(['#', '[']) && !line.contains('='))
}
