//! The sweep: its setup at the left, and a heatmap that fills as runs end.

mod map;
mod setup;
mod status;

use egui::{Rect, RichText, ScrollArea, Ui};

use super::header::{empty, header};
use crate::app::command::{SweepCommand, WindowCommand};
use crate::app::focus::bring_into_view;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::config::Config;
use crate::race::sweep::Sweep;
use crate::session::Notice;
use crate::session::sweep::{SweepBoard, SweepSetup, SweepStatus};
use crate::thread::Waker;
use crate::wording::complaint;

/// The sweep's view.
#[derive(Debug)]
pub(in crate::app) struct SweepPanel {
    setup: SweepSetup,
    board: Option<SweepBoard>,
    sweep: Option<Sweep>,
    /// Shows the spread over seeds instead of the median.
    spread: bool,
    /// Where the view lies in the window.
    pub(in crate::app) rect: Rect,
}

impl Default for SweepPanel {
    fn default() -> Self {
        let setup = SweepSetup::default();
        Self { setup, board: None, sweep: None, spread: false, rect: Rect::NOTHING }
    }
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
            return Some(Notice::error(move |texts| (texts.sweep.not_begun)(&error.to_string())));
        }
        match Sweep::spawn(plan.clone(), waker) {
            Ok(sweep) => {
                self.sweep = Some(sweep);
                self.board = Some(SweepBoard::new(plan));
                None
            }
            Err(reason) => {
                Some(Notice::error(move |texts| (texts.sweep.not_begun)(&complaint(&reason))))
            }
        }
    }

    /// Ends the sweep; what has ended of it stays.
    pub(in crate::app) fn cancel(&mut self) {
        if let (Some(_), Some(board)) = (self.sweep.take(), &mut self.board) {
            board.status = SweepStatus::Cancelled;
        }
    }

    /// Draws the heatmap, beside the controls or without them.
    pub(in crate::app) fn ui(
        &mut self,
        ui: &mut Ui,
        has_controls: bool,
        commands: &mut Vec<WindowCommand>,
    ) {
        self.rect = ui.max_rect();
        let texts = &texts(ui.ctx()).sweep;
        header(ui, texts.title, texts.sentence, |ui| {
            let something = self.board.as_ref().is_some_and(|board| board.ended() > 0);
            let save = ui.add_enabled(something, egui::Button::new(texts.save));
            if save.hint(texts.save_hint).clicked() {
                commands.push(WindowCommand::Sweep(SweepCommand::Save));
            }
            ui.selectable_value(&mut self.spread, true, texts.spread).hint(texts.spread_hint);
            ui.selectable_value(&mut self.spread, false, texts.median).hint(texts.median_hint);
        });
        let Some(board) = &self.board else {
            return empty(ui, if has_controls { texts.empty } else { texts.empty_alone });
        };
        if let SweepStatus::Failed(reason) = &board.status {
            let colour = Palette::of(ui).error;
            ui.label(RichText::new((texts.ended)(&reason.to_string())).color(colour));
        }
        let least = map::least_size(board);
        let room = ui.available_size();
        if room.x >= least.x && room.y >= least.y {
            return map::show(ui, board, self.spread, commands);
        }
        ScrollArea::both().auto_shrink(false).show(ui, |ui| {
            ui.set_min_size(room.max(least));
            ui.set_max_size(room.max(least));
            map::show(ui, board, self.spread, commands);
            bring_into_view(ui);
        });
    }
}
