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
use crate::session::{Action, Notice, Offer};
use crate::trainer::{Architecture, architecture_in, check_weights};
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

    /// Sets the controls to the network of a file of weights, and begins a run with them.
    pub(in crate::app) fn fit_controls(&mut self, ctx: &egui::Context, path: &Path) {
        match fitting(path, &self.session.controls) {
            Ok(action) => self.carry_out(ctx, WindowCommand::Session(action)),
            Err(reason) => self.tell_unopened(&reason),
        }
    }

    /// Opens a recipe, a checkpoint, or weights for the next run to start from. What can't be used is
    /// told, and everything stays as it is.
    pub(in crate::app) fn open(&mut self, ctx: &egui::Context, path: &Path) {
        match what_is_in(path, &self.session.controls) {
            Ok(action) => self.carry_out(ctx, WindowCommand::Session(action)),
            Err(Unopened::Useless(reason)) => self.tell_unopened(&reason),
            Err(Unopened::Misfit { held, asked }) => {
                let texts = &self.session.texts.session;
                let reason = (texts.misfit)(&path.display().to_string(), &held, &asked);
                let notice = Notice::error((texts.nothing_opened)(&reason));
                self.session.notices.push(notice.offering(Offer::FitControls(path.to_owned())));
            }
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
        self.session.notices.push(Notice::info(self.session.texts.session.recipe_copied));
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
        name::stem(self.session.runs.live.number, self.session.run.step())
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

/// Why a file can't be opened.
enum Unopened {
    /// One sentence.
    Useless(String),
    /// It holds the weights of another network than the controls ask for.
    Misfit { held: String, asked: String },
}

impl From<String> for Unopened {
    fn from(reason: String) -> Self {
        Self::Useless(reason)
    }
}

/// What a file asks for, or why it can't be opened. Weights must fit the network of the controls, as they
/// are.
fn what_is_in(path: &Path, controls: &Config) -> Result<Action, Unopened> {
    if !has_extension(path, "safetensors") {
        let recipe = RecipeFile::read(path).and_then(RecipeFile::playable);
        return Ok(Action::Open(Box::new(recipe.map_err(|error| error.to_string())?)));
    }
    let bytes = read(path)?;
    if Checkpoint::is_in(&bytes) {
        let checkpoint = Checkpoint::from_bytes(&bytes, path).map_err(|error| error.to_string())?;
        return Ok(Action::Resume(Box::new(checkpoint)));
    }
    let asked = Architecture::of(controls);
    match architecture_in(&bytes, controls) {
        Some(held) if held != asked => {
            let (held, asked) = (held.to_string(), held.beside(&asked));
            Err(Unopened::Misfit { held, asked })
        }
        _ => Ok(begin_with(path, controls, Settings::default())?),
    }
}

/// What sets the controls to the network of a file of weights, or why they can't be.
fn fitting(path: &Path, controls: &Config) -> Result<Action, String> {
    let held = architecture_in(&read(path)?, controls);
    begin_with(path, controls, held.map(|held| held.settings()).unwrap_or_default())
}

/// What begins a run with a file of weights and these settings, or why it can't be had.
fn begin_with(path: &Path, controls: &Config, settings: Settings) -> Result<Action, String> {
    let init = Some(Some(path.to_owned()));
    let settings = Settings { init, init_sha256: Some(None), ..settings };
    check_weights(&controls.with(&settings)).map_err(|error| error.to_string())?;
    Ok(Action::Set(Box::new(settings)))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error| format!("can't read {}: {}", path.display(), complaint(&error));
    weights::read(path).map_err(unreadable)
}
