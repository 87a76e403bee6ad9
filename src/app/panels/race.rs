//! The race: its setup at the left, its curves and losses, and who leads.

mod figure;
mod other;
mod plots;
mod setup;
mod standing;
mod status;
mod variants;

use egui::{CentralPanel, Panel, Rect, RichText, Ui};

use super::curves::TableView;
use super::header::{empty, header};
use crate::app::command::{RaceCommand, WindowCommand};
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::panels::checkbox::checkbox;
use crate::config::Config;
use crate::data;
use crate::history::Smoothed;
use crate::race::{Command, Race};
use crate::session::Notice;
use crate::session::race::{RaceBoard, RaceSetup, RaceStatus};
use crate::text::{Reason, Texts};
use crate::thread::Waker;

/// The part of the view's height that the standing takes at most.
const STANDING: f32 = 0.45;

/// Makes the variants of a ready-made set over what the controls show.
type MakeSet = fn(&Config) -> Vec<Config>;

/// The race's view.
#[derive(Debug)]
pub(in crate::app) struct RacePanel {
    setup: RaceSetup,
    /// The ready-made set that the variants are, as long as nobody has changed one: it follows the
    /// controls.
    untouched: Option<MakeSet>,
    board: Option<RaceBoard>,
    race: Option<Race>,
    /// The losses of the race on show, smoothed.
    smoothed: Vec<Smoothed>,
    /// The table of the race on show, if it is on one.
    table: Option<TableView>,
    /// Whether all variants share one plot each for curves and loss.
    overlaid: bool,
    /// Whether the loss axis is logarithmic.
    logarithmic: bool,
    /// The language in which the variants are called.
    spoken: Option<&'static Texts>,
    /// Where the view lies in the window.
    pub(in crate::app) rect: Rect,
}

impl RacePanel {
    /// A view whose first setup builds on these settings.
    pub(in crate::app) fn new(base: &Config) -> Self {
        let setup = RaceSetup::new(base);
        Self {
            setup,
            untouched: Some(RaceSetup::cells),
            board: None,
            race: None,
            smoothed: Vec::new(),
            table: None,
            overlaid: true,
            logarithmic: true,
            spoken: None,
            rect: Rect::NOTHING,
        }
    }

    /// The race on show, for whoever looks on.
    pub(in crate::app) fn board(&self) -> Option<&RaceBoard> {
        self.board.as_ref()
    }

    /// Whether variants are being trained.
    pub(in crate::app) fn is_training(&self) -> bool {
        self.board.as_ref().is_some_and(|board| board.status == RaceStatus::Running)
    }

    /// Takes in what the race has reported since the last frame.
    pub(in crate::app) fn drain(&mut self) {
        if let (Some(race), Some(board)) = (&self.race, &mut self.board) {
            race.events().for_each(|event| board.apply(event));
            for (smoothed, entrant) in self.smoothed.iter_mut().zip(&board.entrants) {
                smoothed.follow(entrant.history.loss());
            }
            if !board.is_under_way() {
                self.race = None;
            }
        }
    }

    /// Takes up the table of the race, once it is another.
    fn follow_table(&mut self) {
        let first = self.board.as_ref().and_then(|board| board.entrants.first());
        let source = first.map(|entrant| data::source(&entrant.variant.config));
        self.table = source.and_then(|source| TableView::of(&*source, self.table.take()));
    }

    /// Calls the variants what they are called in a language, once it is another.
    pub(in crate::app) fn speak(&mut self, texts: &'static Texts) {
        if self.spoken.replace(texts).is_none_or(|before| !std::ptr::eq(before, texts)) {
            self.board.iter_mut().for_each(|board| board.speak(texts));
        }
    }

    /// Does what the user wants of a race over `base`, which is what the controls show; `waker` is
    /// called when there is something to read.
    pub(in crate::app) fn carry_out(
        &mut self,
        command: RaceCommand,
        base: &Config,
        texts: &Texts,
        waker: Waker,
    ) -> Option<Notice> {
        match (command, &self.race, &mut self.board) {
            (RaceCommand::Toggle, Some(race), Some(board)) => {
                let running = board.status == RaceStatus::Running;
                race.send(if running { Command::Pause } else { Command::Play });
                board.status = if running { RaceStatus::Paused } else { RaceStatus::Running };
                None
            }
            (RaceCommand::Toggle, ..) => self.start(true, base, texts, waker),
            (RaceCommand::Step(steps), Some(race), Some(board)) => {
                race.send(Command::Step(steps));
                board.status = RaceStatus::Paused;
                None
            }
            (RaceCommand::Step(steps), _, None) => {
                let notice = self.start(false, base, texts, waker);
                self.race.iter().for_each(|race| race.send(Command::Step(steps)));
                notice
            }
            // A race that is over stays on show until another is started.
            (RaceCommand::Step(_), None, Some(_)) => None,
            (RaceCommand::Cancel, Some(_), Some(board)) => {
                board.status = RaceStatus::Cancelled;
                self.race = None;
                None
            }
            (RaceCommand::Cancel, ..) => None,
        }
    }

    fn start(
        &mut self,
        playing: bool,
        base: &Config,
        texts: &Texts,
        waker: Waker,
    ) -> Option<Notice> {
        let not_begun = |reason: Reason| {
            Some(Notice::error(move |texts| (texts.race.not_begun)(&reason.to_string())))
        };
        let RaceSetup { steps, pace, .. } = self.setup;
        let criterion = self.setup.criterion(base);
        if self.setup.why_not(base, texts).is_some() {
            let (setup, base) = (self.setup.clone(), base.clone());
            let reason = move |texts| setup.why_not(&base, texts).unwrap_or_default();
            return not_begun(Reason::worded(reason));
        }
        let variants = self.setup.variants(base, texts);
        match Race::spawn(variants.clone(), steps, pace, playing, waker) {
            Ok(race) => {
                self.race = Some(race);
                self.smoothed = vec![Smoothed::new(plots::smoothing(steps)); variants.len()];
                let board = RaceBoard::new(variants, steps, criterion);
                let mut board = board.set_up_by(self.setup.clone());
                if !playing {
                    board.status = RaceStatus::Paused;
                }
                self.board = Some(board);
                None
            }
            Err(reason) => not_begun(Reason::of_system(reason)),
        }
    }

    /// Draws curves, losses and standing, beside the controls or without them.
    pub(in crate::app) fn ui(
        &mut self,
        ui: &mut Ui,
        has_controls: bool,
        commands: &mut Vec<WindowCommand>,
    ) {
        self.rect = ui.max_rect();
        self.follow_table();
        let Texts { race: texts, plots, .. } = texts(ui.ctx());
        header(ui, texts.title, texts.sentence, |ui| {
            checkbox(ui, &mut self.logarithmic, plots.log).hint(plots.log_hint);
            checkbox(ui, &mut self.overlaid, texts.overlaid).hint(texts.overlaid_hint);
        });
        let Some(board) = &self.board else {
            return empty(ui, if has_controls { texts.empty } else { texts.empty_alone });
        };
        // Of a low view it takes no more than its part, and scrolls.
        let height = standing::height(ui, board).min(STANDING * ui.available_height());
        Panel::bottom("standing").exact_size(height).resizable(false).show(ui, |ui| {
            ui.add_space(4.0);
            standing::show(ui, board, commands);
        });
        CentralPanel::no_frame().show(ui, |ui| {
            if let RaceStatus::Failed(reason) = &board.status {
                let colour = crate::app::theme::Palette::of(ui).error;
                ui.label(RichText::new((texts.ended)(&reason.to_string())).color(colour));
            }
            let lanes = (&*self.smoothed, self.table.as_ref());
            plots::show(ui, board, lanes, self.overlaid, self.logarithmic);
        });
    }
}
