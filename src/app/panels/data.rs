//! A table of the user's own, before a run begins on it: at the left how it becomes samples, beside that what is in
//! it, what of it is read and answered, its parts, and one window.

mod choices;
mod columns;
mod first_rows;
mod picture;
mod split;
mod undo;
mod window;

use std::io;
use std::path::{Path, PathBuf};

use egui::{Button, Popup, Rect, RichText, ScrollArea, Ui};

use super::header::{header, progress};
use super::status::line;
use crate::app::command::{DataCommand, WindowCommand};
use crate::app::focus::bring_into_view;
use crate::app::frame::keys::escape;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::system::table_reading::{RunReading, TableReading};
use crate::app::theme::{Palette, is_still};
use crate::config::{Config, Field};
use crate::number::grouped;
use crate::recipe::table_title;
use crate::session::table_setup::TableSetup;
use crate::text::{OwnData, Reason};
use crate::wording::{capitalised, one_line};

/// Room at the right for the bar that scrolls, which would lie over what is there.
const BAR: f32 = 8.0;

/// What is to be done with a table once it was read.
#[derive(Debug)]
pub(in crate::app) enum Then {
    /// It is shown with what suits most tables.
    Fresh,
    /// It is that of a run, and is shown with what was chosen for that.
    OfRun(Box<Config>),
    /// It is the one on show, whose choices stay.
    Again,
}

/// The table's view.
#[derive(Debug)]
pub(in crate::app) struct DataPanel {
    /// The table on show.
    pub(in crate::app) setup: Option<TableSetup>,
    /// Whether its other settings are a run's, rather than the preset's.
    pub(in crate::app) is_of_run: bool,
    /// Whether a run was begun on it as it stands.
    pub(in crate::app) has_begun: bool,
    /// Its numbers, while they are read so that a run can begin.
    pub(in crate::app) beginning: Option<RunReading>,
    /// What is being read, and what is done with it then.
    pub(in crate::app) reading: Option<(TableReading, Then)>,
    /// The file of another table, and why it couldn't be opened.
    pub(in crate::app) failure: Option<(PathBuf, Reason)>,
    /// The marks of missing values while they are typed.
    marks: Option<String>,
    /// Whether something had the keyboard, or lay over the view, when it was drawn last: Escape is for that.
    was_taken: bool,
    /// Where the view lies in the window.
    pub(in crate::app) rect: Rect,
}

impl Default for DataPanel {
    fn default() -> Self {
        Self {
            setup: None,
            is_of_run: false,
            has_begun: false,
            beginning: None,
            reading: None,
            failure: None,
            marks: None,
            was_taken: false,
            rect: Rect::NOTHING,
        }
    }
}

impl DataPanel {
    /// Begins to read a file, in place of what is being read.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub(in crate::app) fn read(
        &mut self,
        path: PathBuf,
        marks: Vec<String>,
        then: Then,
        ctx: &egui::Context,
    ) -> io::Result<()> {
        // Whoever opens another table doesn't wait for a run any more.
        (self.failure, self.beginning) = (None, None);
        self.reading = Some((TableReading::begin(path, marks, ctx)?, then));
        Ok(())
    }

    /// Shows a table; `is_of_run` says that its other settings are a run's.
    pub(in crate::app) fn take(&mut self, setup: TableSetup, is_of_run: bool) {
        self.setup = Some(setup);
        // A run that may be under way is one on the table before.
        (self.is_of_run, self.has_begun, self.beginning, self.marks) =
            (is_of_run, false, None, None);
    }

    /// Whether the table can't be changed just now.
    pub(in crate::app) fn is_busy(&self) -> bool {
        self.reading.is_some() || self.beginning.is_some()
    }

    /// The file that is being read: for its overview, or for the run that is to begin on it.
    fn reads(&self) -> Option<&Path> {
        self.progress_of().map(|(path, _)| path)
    }

    /// The same, and which part of it was read.
    fn progress_of(&self) -> Option<(&Path, f32)> {
        let for_run = self.beginning.as_ref().map(|reading| (&*reading.path, reading.part));
        self.reading.as_ref().map(|(reading, _)| (&*reading.path, reading.part)).or(for_run)
    }

    /// The table in one line, for the bar at the top.
    pub(in crate::app) fn sentence(&self, texts: &OwnData) -> String {
        self.setup.as_ref().map_or_else(
            || texts.none_sentence.to_owned(),
            |setup| {
                let overview = &setup.overview;
                let size = (texts.table)(overview.rows, overview.columns.len());
                [table_title(texts, &setup.path), size].join(" · ")
            },
        )
    }

    /// Draws the setup at the left; `until` is the step after which the run will pause, if it will.
    pub(in crate::app) fn controls(
        &mut self,
        ui: &mut Ui,
        until: Option<u64>,
        commands: &mut Vec<WindowCommand>,
    ) {
        let texts = &texts(ui.ctx()).own_data;
        self.buttons(ui, texts, commands);
        self.progress(ui, texts, commands);
        let busy = self.is_busy();
        if self.setup.is_some() {
            ui.add_enabled_ui(!busy, |ui| self.choices(ui, texts, until, commands));
        }
    }

    fn buttons(&self, ui: &mut Ui, texts: &OwnData, commands: &mut Vec<WindowCommand>) {
        ui.horizontal(|ui| {
            let fits = self.setup.as_ref().is_some_and(|setup| setup.outline().is_some());
            let mut train = Button::new(RichText::new(texts.train).strong());
            if fits {
                train = train.fill(Palette::of(ui).live.gamma_multiply(0.35));
            }
            let train = ui.add_enabled(fits && !self.is_busy(), train);
            let hint = if fits { texts.train_hint } else { texts.train_refused_hint };
            if train.hint_beside(ui, hint).clicked() {
                commands.push(WindowCommand::Data(DataCommand::Train));
            }
            let close = ui.button(texts.close).hint_beside(ui, texts.close_hint);
            if close.clicked() {
                commands.push(WindowCommand::Data(DataCommand::Leave));
            }
            self.undo_buttons(ui, commands);
        });
    }

    /// How far reading has come.
    fn progress(&self, ui: &mut Ui, texts: &OwnData, commands: &mut Vec<WindowCommand>) {
        if let Some((path, part)) = self.progress_of() {
            progress(ui, part, (texts.reading)(&table_title(texts, path)));
            let cancel = ui.button(texts.cancel).hint_beside(ui, texts.cancel_hint);
            if cancel.clicked() {
                commands.push(WindowCommand::Data(DataCommand::Leave));
            }
        }
        if self.beginning.is_some() {
            ui.label(RichText::new(texts.checking).small().weak());
        }
    }

    /// Draws what is in the table.
    pub(in crate::app) fn ui(&mut self, ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
        self.rect = ui.max_rect();
        let texts = &texts(ui.ctx()).own_data;
        if let Some((path, reason)) = &self.failure {
            let failure = (texts.unusable)(&table_title(texts, path), &reason.to_string());
            let text = RichText::new(one_line(&failure)).color(Palette::of(ui).error);
            ui.add(egui::Label::new(text).wrap());
            ui.add_space(6.0);
        }
        if self.setup.is_none() {
            empty(ui, texts, self.reading.is_some(), commands);
        }
        let busy = self.is_busy();
        if let Some(setup) = &mut self.setup {
            ScrollArea::vertical().id_salt("table").auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - BAR);
                ui.add_enabled_ui(!busy, |ui| parts(ui, texts, setup));
                bring_into_view(ui);
            });
            // A drag is one choice.
            if !ui.input(|input| input.pointer.any_down()) {
                setup.note();
            }
        }
    }

    /// Escape stops reading, or shows the run again, unless it is for something else.
    pub(in crate::app) fn obey_escape(&mut self, ui: &Ui, commands: &mut Vec<WindowCommand>) {
        // egui takes the keyboard away before this is asked.
        if !self.was_taken && escape(ui.ctx()) {
            commands.push(WindowCommand::Data(DataCommand::Leave));
        }
        self.was_taken = ui.egui_wants_keyboard_input() || Popup::is_any_open(ui.ctx());
    }

    /// Draws where the setup stands.
    pub(in crate::app) fn status(&self, ui: &mut Ui, device: &str) {
        let texts = &texts(ui.ctx()).own_data;
        let reads = self.reads().map(|path| (texts.reading)(&table_title(texts, path)));
        let Some(setup) = &self.setup else {
            return line(ui, reads.as_deref().unwrap_or(texts.none_open), &[], device);
        };
        let state = if setup.outline().is_some() { texts.state_ready } else { texts.state_refused };
        let state = reads.as_deref().unwrap_or(state);
        let mut items = Vec::new();
        if let Some(outline) = setup.outline() {
            let (used, all) = (outline.roles.used().len(), setup.overview.columns.len());
            items.push((texts.columns_used, (texts.of_columns)(used, all), 0.0));
            items.push((texts.windows_status, grouped(outline.windows), 0.0));
            items.push((texts.steps_status, grouped(outline.steps), 0.0));
        }
        line(ui, state, &items, device);
    }
}

/// Everything in the table, from top to bottom.
fn parts(ui: &mut Ui, texts: &OwnData, setup: &mut TableSetup) {
    columns::show(ui, texts, setup);
    ui.add_space(8.0);
    split::show(ui, texts, setup);
    ui.add_space(8.0);
    window::show(ui, texts, setup);
    ui.add_space(8.0);
    first_rows::show(ui, texts, setup);
}

/// What will be here.
fn empty(ui: &mut Ui, texts: &OwnData, reading: bool, commands: &mut Vec<WindowCommand>) {
    header(ui, texts.title, texts.sentence, |_| {});
    let middle = 0.35 * ui.available_height();
    ui.vertical_centered(|ui| {
        ui.add_space(middle);
        if reading {
            if !is_still(ui.ctx()) {
                ui.spinner();
            }
            return;
        }
        ui.set_max_width(ui.available_width().min(420.0));
        ui.label(RichText::new(texts.empty).weak());
        ui.add_space(8.0);
        open_button(ui, texts, commands);
    });
}

fn open_button(ui: &mut Ui, texts: &OwnData, commands: &mut Vec<WindowCommand>) {
    if ui.button(texts.open).hint(texts.open_hint).clicked() {
        commands.push(WindowCommand::Open);
    }
}

/// Says what is wrong.
fn wrong(ui: &mut Ui, sentence: &str) {
    let text = RichText::new(sentence).small().color(Palette::of(ui).error);
    ui.add(egui::Label::new(text).wrap());
}

/// Says at a field why no run can begin, if one of these settings is to blame.
fn refused(ui: &mut Ui, texts: &OwnData, setup: &TableSetup, fields: &[Field]) {
    if let Some(error) = setup.refusal().filter(|error| fields.contains(&error.field)) {
        wrong(ui, &(texts.refused)(&capitalised(&one_line(&error.reason.to_string()))));
    }
}
