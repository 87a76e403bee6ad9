//! Tables that come without a file, pasted or drawn: kept as files, trained on, and put beside what is saved
//! of a run on one of them.

use std::path::{Path, PathBuf};

use crate::app::App;
use crate::app::command::{DrawCommand, WindowCommand};
use crate::app::panels::drawing::DrawingPanel;
use crate::app::view::View;
use crate::config::{Config, ConfigError, DataChoice, Settings};
use crate::export::kept::{self, KeptTable};
use crate::preset::Preset;
use crate::session::{Action, Notice};
use crate::table::Origin;
use crate::text::Reason;
use crate::wording::foreign;

/// The settings that suit a table, on this one.
fn settings_for(table: &KeptTable) -> Result<Config, ConfigError> {
    let preset = Preset::from_name(Preset::TABLE).map(Preset::settings).unwrap_or_default();
    Config::resolve(&Settings {
        data: Some(DataChoice::File(table.path.clone())),
        data_sha256: Some(Some(table.sha256.clone())),
        ..preset
    })
}

/// The table of a run, if it is one of those that are kept in `folder`.
fn kept_in(folder: Option<&Path>, config: &Config) -> Option<KeptTable> {
    let (path, sha256) = (config.data.file()?.clone(), config.data_sha256.clone()?);
    let is_kept = folder.is_some() && path.parent() == folder;
    is_kept.then_some(KeptTable { path, sha256 })
}

impl App {
    /// Does what the user wants of a drawing.
    pub(in crate::app) fn carry_out_drawing(&mut self, ctx: &egui::Context, command: DrawCommand) {
        match command {
            DrawCommand::Begin => {
                self.view = View::Scope;
                // One that is under way isn't wiped away.
                self.drawing.get_or_insert_default();
            }
            DrawCommand::Cancel => self.drawing = None,
            DrawCommand::Train => {
                let table = self.drawing.as_ref().and_then(DrawingPanel::table);
                if let Some(kept) = table.and_then(|table| self.keep(&table, Origin::Drawn)) {
                    self.train_on(ctx, &kept);
                }
            }
        }
        ctx.request_repaint();
    }

    /// Escape leaves the sheet, where nothing lies over it.
    pub(in crate::app) fn leave_drawing_by_escape(
        &mut self,
        ctx: &egui::Context,
        commands: &mut Vec<WindowCommand>,
    ) {
        let is_on_top = self.view == View::Scope && self.typed_path.is_none() && !self.help;
        let drawing = self.drawing.as_mut().filter(|_| is_on_top);
        if drawing.is_some_and(|drawing| drawing.is_left(ctx)) {
            commands.push(WindowCommand::Draw(DrawCommand::Cancel));
        }
    }

    /// Keeps a pasted table and opens it.
    pub(in crate::app) fn open_pasted_table(&mut self, ctx: &egui::Context, text: &str) {
        if let Some(kept) = self.keep(text, Origin::Pasted) {
            let path = foreign(&kept.path);
            let notice = Notice::info(move |texts| (texts.session.table_kept)(&path));
            self.session.notices.push(notice);
            self.open(ctx, &kept.path);
        }
    }

    /// Keeps a table, or says why it can't be kept.
    fn keep(&mut self, text: &str, origin: Origin) -> Option<KeptTable> {
        let kept = match &self.tables {
            Some(folder) => kept::keep(folder, text, origin).map_err(Reason::from),
            None => Err(Reason::worded(|texts| texts.session.no_folder_for_tables.to_owned())),
        };
        match kept {
            Ok(kept) => Some(kept),
            Err(reason) => {
                self.session.notices.push(Notice::error(move |texts| {
                    (texts.session.nothing_kept)(&reason.to_string())
                }));
                None
            }
        }
    }

    /// Begins a run on a kept table, with what suits tables, and lets it train.
    fn train_on(&mut self, ctx: &egui::Context, table: &KeptTable) {
        match settings_for(table) {
            Ok(config) => self.carry_out(ctx, Action::Train(Box::new(config)).into()),
            Err(reason) => self.tell_unopened(reason.into()),
        }
    }

    /// Tells where a run was saved, and puts its table beside it where that is kept by the program alone.
    pub(in crate::app) fn tell_saved_with_table(
        &mut self,
        config: &Config,
        saved: Result<PathBuf, Reason>,
    ) {
        let table = kept_in(self.tables.as_deref(), config);
        let beside = match (&saved, &table) {
            (Ok(path), Some(table)) => kept::put_beside(table, path),
            _ => Ok(None),
        };
        let beside = beside.unwrap_or_else(|reason| {
            self.session.notices.push(Notice::error(move |texts| {
                (texts.session.table_not_beside)(&reason.to_string())
            }));
            None
        });
        self.tell_saved(saved.map(|path| std::iter::once(path).chain(beside).collect()));
    }
}
