//! The race's setup: ready-made sets, the variants one by one, and what decides.

use egui::{RichText, Ui};

use super::super::criterion;
use super::super::header::progress;
use super::super::number_field::NumberField;
use super::super::row::{Row, group};
use super::super::run_controls::pace;
use super::{MakeSet, RacePanel, variants};
use crate::app::command::{RaceCommand, WindowCommand};
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::config::{Config, Field};
use crate::race::{Command, MOST_STEPS, MOST_VARIANTS};
use crate::session::Action;
use crate::session::race::{RaceSetup, RaceStatus};
use crate::text::Race;

impl RacePanel {
    /// Draws the setup; `base` is what the controls of the run show.
    pub(in crate::app) fn controls(
        &mut self,
        ui: &mut Ui,
        base: &Config,
        commands: &mut Vec<WindowCommand>,
    ) {
        let all = texts(ui.ctx());
        let texts = &all.race;
        self.buttons(ui, texts, commands);
        let under_way = self.race.is_some();
        if let Some(make) = self.untouched.filter(|_| !under_way) {
            self.setup.configs = make(base);
        }
        ui.add_enabled_ui(!under_way, |ui| {
            group(ui, texts.variants, |ui| {
                self.sets(ui, base);
                self.other(ui, texts, base);
                let before = self.setup.configs.clone();
                self.variants(ui, base);
                if self.setup.has_idle_seeds(base) {
                    ui.label(RichText::new(all.sweep.idle_seeds).small().weak());
                }
                if self.setup.configs != before {
                    self.untouched = None;
                }
            });
        });
        group(ui, texts.rules, |ui| self.rules(ui, texts, base, under_way));
        let why_not = self.setup.why_not(base, all).filter(|_| !under_way);
        if let Some(reason) = why_not {
            let text = (texts.not_begun)(&reason);
            ui.label(RichText::new(text).small().color(Palette::of(ui).error));
        }
        if let Some(board) = &mut self.board {
            board.follow(self.setup.chosen);
        }
    }

    /// How long the race is, what decides it, and its pace.
    fn rules(&mut self, ui: &mut Ui, texts: &'static Race, base: &Config, under_way: bool) {
        ui.add_enabled_ui(!under_way, |ui| {
            let row = Row::plain("steps", texts.steps, texts.steps_hint);
            row.number(
                ui,
                self.setup.steps,
                |steps| NumberField::new(steps, 1..=MOST_STEPS),
                |steps| self.setup.steps = steps,
            );
        });
        let criterion = self.setup.criterion(base);
        criterion::choice(ui, criterion, |chosen| self.setup.chosen = Some(chosen));
        let mut actions = Vec::new();
        pace(ui, self.setup.pace, &mut actions);
        for action in actions {
            if let Action::SetPace(pace) = action {
                self.setup.pace = pace;
                self.race.iter().for_each(|race| race.send(Command::SetPace(pace)));
            }
        }
    }

    fn buttons(&self, ui: &mut Ui, texts: &Race, commands: &mut Vec<WindowCommand>) {
        let status = self.board.as_ref().map(|board| &board.status);
        ui.horizontal(|ui| {
            let (text, hint) = match status {
                Some(RaceStatus::Running) => (texts.pause, texts.pause_hint),
                Some(RaceStatus::Paused) => (texts.go_on, texts.go_on_hint),
                _ => (texts.start, texts.start_hint),
            };
            if ui.button(RichText::new(text).strong()).hint_beside(ui, hint).clicked() {
                commands.push(WindowCommand::Race(RaceCommand::Toggle));
            }
            let over = self.board.is_some() && self.race.is_none();
            let step = ui.add_enabled(!over, egui::Button::new(texts.step));
            if step.hint_beside(ui, texts.step_hint).clicked() {
                commands.push(WindowCommand::Race(RaceCommand::Step(1)));
            }
            let cancel = ui.add_enabled(self.race.is_some(), egui::Button::new(texts.cancel));
            if cancel.hint_beside(ui, texts.cancel_hint).clicked() {
                commands.push(WindowCommand::Race(RaceCommand::Cancel));
            }
        });
        let (step, steps) =
            self.board.as_ref().map_or((0, self.setup.steps), |board| (board.step(), board.steps));
        let part = step as f32 / steps.max(1) as f32;
        progress(ui, part, (crate::app::language::texts(ui.ctx()).plots.step_of)(step, steps));
    }

    fn sets(&mut self, ui: &mut Ui, base: &Config) {
        let texts = &texts(ui.ctx()).race;
        ui.horizontal_wrapped(|ui| {
            let mut set = |name: &str, hint: &str, make: MakeSet| {
                if ui.button(name).hint_beside(ui, hint).clicked() {
                    self.setup.configs = make(base);
                    self.untouched = Some(make);
                }
            };
            set(texts.cells, texts.cells_hint, RaceSetup::cells);
            set(texts.rates, texts.rates_hint, RaceSetup::rates);
            set(texts.seeds, texts.seeds_hint, RaceSetup::seeds);
        });
        ui.label(RichText::new(texts.rest).small().weak());
    }

    /// The choice of another setting in which the variants may differ.
    fn other(&mut self, ui: &mut Ui, texts: &'static Race, base: &Config) {
        let others: Vec<Option<Field>> =
            std::iter::once(None).chain(RaceSetup::others(base).map(Some)).collect();
        if !others.contains(&self.setup.other) {
            self.setup.compare(None, base);
        }
        let name = |other: Option<Field>| other.map_or(texts.no_other, Field::label);
        let row = Row::plain("other", texts.other, texts.other_hint);
        let other = self.setup.other;
        row.menu(ui, other, &others, name, |chosen| self.setup.compare(chosen, base));
    }

    fn variants(&mut self, ui: &mut Ui, base: &Config) {
        let refusals = self.setup.refusals(base);
        let other = self.setup.other;
        if let Some(n) = variants::show(ui, &mut self.setup.configs, other, &refusals) {
            self.setup.remove(n);
        }
        let room = self.setup.configs.len() < MOST_VARIANTS;
        if ui.add_enabled(room, egui::Button::new(texts(ui.ctx()).race.add)).clicked() {
            self.setup.add();
        }
    }
}
