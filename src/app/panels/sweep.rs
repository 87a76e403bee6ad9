//! The sweep: its setup at the left, and a heatmap that fills as runs end.

mod files;
mod map;
mod setup;

use egui::{RichText, Ui};

use super::header::header;
use crate::app::command::{SweepCommand, WindowCommand};
use crate::app::theme::Palette;
use crate::config::Config;
use crate::race::sweep::Sweep;
use crate::session::Notice;
use crate::session::sweep::{SweepBoard, SweepSetup, SweepStatus};
use crate::wording::complaint;
use crate::worker::Waker;

pub(in crate::app) use files::save;

/// The sweep's view.
#[derive(Debug, Default)]
pub(in crate::app) struct SweepPanel {
    setup: SweepSetup,
    board: Option<SweepBoard>,
    sweep: Option<Sweep>,
    /// Shows the spread over seeds instead of the median.
    spread: bool,
}

impl SweepPanel {
    /// The sweep on show, for whoever looks on.
    pub(in crate::app) fn board(&self) -> Option<&SweepBoard> {
        self.board.as_ref()
    }

    /// Whether runs are being trained.
    pub(in crate::app) fn is_training(&self) -> bool {
        self.sweep.is_some()
    }

    /// Takes in what the sweep has reported since the last frame.
    pub(in crate::app) fn drain(&mut self) {
        if let (Some(sweep), Some(board)) = (&self.sweep, &mut self.board) {
            sweep.events().for_each(|event| board.apply(event));
            if board.status != SweepStatus::Running {
                self.sweep = None;
            }
        }
    }

    /// Starts a sweep over `base`, unless one is under way; `waker` is called when there is something
    /// to read.
    pub(in crate::app) fn start(&mut self, base: &Config, waker: Waker) -> Option<Notice> {
        if self.sweep.is_some() {
            return None;
        }
        let plan = self.setup.plan(base);
        if let Err(error) = plan.check() {
            return Some(Notice::error(format!("The sweep can't begin: {error}.")));
        }
        match Sweep::spawn(plan.clone(), waker) {
            Ok(sweep) => {
                self.sweep = Some(sweep);
                self.board = Some(SweepBoard::new(plan));
                None
            }
            Err(reason) => {
                let reason = complaint(&reason);
                Some(Notice::error(format!("The sweep can't begin: {reason}.")))
            }
        }
    }

    /// Ends the sweep; what has ended of it stays.
    pub(in crate::app) fn cancel(&mut self) {
        if let (Some(_), Some(board)) = (self.sweep.take(), &mut self.board) {
            board.status = SweepStatus::Cancelled;
        }
    }

    /// Draws the heatmap.
    pub(in crate::app) fn ui(&mut self, ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
        let hint = "every point trained with several seeds; click one to open its run";
        header(ui, "Sweep", hint, |ui| {
            let something = self.board.as_ref().is_some_and(|board| board.ended() > 0);
            let save = ui.add_enabled(something, egui::Button::new("Save sweep"));
            let hint = "Writes tables and heatmaps to the export folder.";
            if save.on_hover_text(hint).clicked() {
                commands.push(WindowCommand::Sweep(SweepCommand::Save));
            }
            ui.selectable_value(&mut self.spread, true, "spread")
                .on_hover_text("Distance between the quartiles over the seeds: how much is luck.");
            ui.selectable_value(&mut self.spread, false, "median")
                .on_hover_text("What the seed in the middle gets.");
        });
        let Some(board) = &self.board else {
            return empty(ui);
        };
        if let SweepStatus::Failed(reason) = &board.status {
            let colour = Palette::of(ui).error;
            ui.label(RichText::new(format!("The sweep ended: {reason}.")).color(colour));
        }
        map::show(ui, board, self.spread, commands);
    }
}

/// What will be here.
fn empty(ui: &mut Ui) {
    ui.centered_and_justified(|ui| {
        let text = "Choose ranges at the left and press Start sweep (Space).";
        ui.label(RichText::new(text).weak());
    });
}
