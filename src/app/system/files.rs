//! Runs as files: recipes and checkpoints opened, saved, copied and pasted.

use std::path::{Path, PathBuf};

use super::dialog::{Dialogs, Purpose};
use super::saving;
use super::saving::has_extension;
use crate::app::App;
use crate::app::command::WindowCommand;
use crate::app::panels::typed_path::TypedPath;
use crate::checkpoint::Checkpoint;
use crate::config::{Config, Settings};
use crate::export::name;
use crate::recipe::RecipeFile;
use crate::session::{Action, Notice};
use crate::trainer::check_weights;
use crate::weights;
use crate::wording::complaint;
use crate::worker::Command;

impl App {
    /// Asks for a file to open.
    pub(in crate::app) fn ask_what_to_open(&mut self, ctx: &egui::Context) {
        let opened =
            Dialogs::exist() && self.dialogs.open(Purpose::Open, &self.export_dir, "", ctx).is_ok();
        if !opened {
            let text = format!("{}{}", self.export_dir.display(), std::path::MAIN_SEPARATOR);
            self.typed_path = Some(TypedPath::new(Purpose::Open, text));
        }
    }

    /// Opens a recipe, a checkpoint, or weights for the next run to start from. What can't be used is
    /// told, and everything stays as it is.
    pub(in crate::app) fn open(&mut self, ctx: &egui::Context, path: &Path) {
        match what_is_in(path, &self.session.controls) {
            Ok(action) => self.carry_out(ctx, WindowCommand::Session(action)),
            Err(reason) => self.tell_unopened(&reason),
        }
    }

    /// Plays a pasted recipe.
    pub(in crate::app) fn paste(&mut self, ctx: &egui::Context, text: &str) {
        let file = RecipeFile::parse(text, Path::new(self.session.texts.session.clipboard));
        match file.and_then(RecipeFile::playable) {
            Ok(recipe) => {
                self.carry_out(ctx, WindowCommand::Session(Action::Open(Box::new(recipe))))
            }
            Err(reason) => self.tell_unopened(&reason.to_string()),
        }
    }

    fn tell_unopened(&mut self, reason: &str) {
        let text = (self.session.texts.session.nothing_opened)(reason);
        self.session.notices.push(Notice::error(text));
    }

    /// Puts the run on the clipboard, as far as it has come.
    pub(in crate::app) fn copy_recipe(&mut self, ctx: &egui::Context) {
        ctx.copy_text(self.session.run.played().to_toml());
        self.session.notices.push(Notice::info(self.session.texts.session.recipe_handed_over));
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
        Dialogs::exist() && self.dialogs.open(purpose, &self.export_dir, &name, ctx).is_ok()
    }

    /// The name of a file that holds the whole run.
    fn stem_at_end(&self) -> String {
        name::stem(self.session.run.id, self.session.run.step())
    }

    /// Writes the recipe to this file, or under its own name.
    pub(in crate::app) fn write_recipe(&mut self, path: Option<PathBuf>) {
        let text = self.session.run.played().to_toml();
        let saved = self.write(path, "toml", text.as_bytes());
        self.tell_saved(saved.map(|path| vec![path]));
    }

    /// Asks the training thread for a checkpoint, to be written to this file or under its own name.
    pub(in crate::app) fn want_checkpoint(&mut self, path: Option<PathBuf>) {
        self.checkpoint_for = path;
        self.send(vec![Command::Checkpoint]);
    }

    /// Writes the checkpoint that has come.
    pub(in crate::app) fn write_checkpoint(&mut self, checkpoint: &Checkpoint) {
        let bytes = checkpoint.to_bytes().map_err(|error| error.to_string());
        let path = self.checkpoint_for.take();
        let saved = bytes.and_then(|bytes| self.write(path, "safetensors", &bytes));
        self.tell_saved(saved.map(|path| vec![path]));
    }

    fn write(
        &self,
        path: Option<PathBuf>,
        extension: &str,
        bytes: &[u8],
    ) -> Result<PathBuf, String> {
        let saved = match path {
            Some(path) => saving::write_as_said(path, extension, bytes),
            None => name::save_new(&self.export_dir, &self.stem_at_end(), extension, bytes),
        };
        saved.map_err(|error| error.to_string())
    }
}

/// What a file asks for, or a sentence why it can't be opened. Weights must fit the network of the
/// controls, as they are.
fn what_is_in(path: &Path, controls: &Config) -> Result<Action, String> {
    if !has_extension(path, "safetensors") {
        let recipe = RecipeFile::read(path).and_then(RecipeFile::playable);
        return Ok(Action::Open(Box::new(recipe.map_err(|error| error.to_string())?)));
    }
    let unreadable = |error| format!("can't read {}: {}", path.display(), complaint(&error));
    let bytes = weights::read(path).map_err(unreadable)?;
    if Checkpoint::is_in(&bytes) {
        let checkpoint = Checkpoint::from_bytes(&bytes, path).map_err(|error| error.to_string())?;
        return Ok(Action::Resume(Box::new(checkpoint)));
    }
    let init = Settings { init: Some(Some(path.to_owned())), ..Settings::default() };
    let init = Settings { init_sha256: Some(None), ..init };
    check_weights(&controls.with(&init)).map_err(|error| error.to_string())?;
    Ok(Action::Set(Box::new(init)))
}
