//! The race's setup: ready-made sets, the variants one by one, and what decides.

use egui::{ComboBox, Grid, Response, RichText, Role, Ui, WidgetInfo};

use super::super::criterion;
use super::super::header::progress;
use super::super::number_field::NumberField;
use super::super::row::{Row, group};
use super::super::run_controls::pace;
use super::{MakeSet, RacePanel};
use crate::app::command::{RaceCommand, WindowCommand};
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::config::{Cell, Config, Field};
use crate::race::{Command, LEAST_VARIANTS, MOST_STEPS, MOST_VARIANTS};
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
        let texts = &texts(ui.ctx()).race;
        self.buttons(ui, texts, commands);
        let under_way = self.race.is_some();
        if let Some(make) = self.untouched.filter(|_| !under_way) {
            self.setup.configs = make(base);
        }
        ui.add_enabled_ui(!under_way, |ui| {
            group(ui, texts.variants, |ui| {
                self.sets(ui, base);
                let before = self.setup.configs.clone();
                self.variants(ui);
                if self.setup.has_idle_seeds(base) {
                    ui.label(RichText::new(texts.idle_seeds).small().weak());
                }
                if self.setup.configs != before {
                    self.untouched = None;
                }
            });
        });
        group(ui, texts.rules, |ui| self.rules(ui, texts, under_way));
        if let Some(board) = &mut self.board {
            board.set_criterion(self.setup.criterion);
        }
    }

    /// How long the race is, what decides it, and its pace.
    fn rules(&mut self, ui: &mut Ui, texts: &'static Race, under_way: bool) {
        ui.add_enabled_ui(!under_way, |ui| {
            let row = Row::plain("steps", texts.steps, texts.steps_hint);
            row.number(
                ui,
                self.setup.steps,
                |steps| NumberField::new(steps, 1..=MOST_STEPS),
                |steps| self.setup.steps = steps,
            );
        });
        criterion::choice(ui, &mut self.setup.criterion);
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

    fn variants(&mut self, ui: &mut Ui) {
        let grid = Grid::new("variants").num_columns(7).min_col_width(0.0).spacing([6.0, 4.0]);
        let gone = grid.show(ui, |ui| table(ui, &mut self.setup.configs)).inner;
        if let Some(n) = gone {
            self.setup.remove(n);
        }
        let room = self.setup.configs.len() < MOST_VARIANTS;
        if ui.add_enabled(room, egui::Button::new(texts(ui.ctx()).race.add)).clicked() {
            self.setup.add();
        }
    }
}

/// The variants, a row each; the place of one that is to go.
fn table(ui: &mut Ui, configs: &mut [Config]) -> Option<usize> {
    let texts = &texts(ui.ctx()).race;
    for title in [
        "",
        texts.cell_column,
        texts.hidden_column,
        texts.time_steps_column,
        texts.rate_column,
        texts.seed_column,
        "",
    ] {
        ui.label(RichText::new(title).small().weak());
    }
    ui.end_row();
    let removable = configs.len() > LEAST_VARIANTS;
    let mut gone = None;
    for (n, config) in configs.iter_mut().enumerate() {
        swatch(ui, n);
        variant(ui, texts, n, config);
        let button = ui.add_enabled(removable, egui::Button::new("×").small());
        let button = named(button, Role::Button, &(texts.remove_name)(n + 1));
        if button.hint_beside(ui, (texts.remove_hint)(n + 1)).clicked() {
            gone = Some(n);
        }
        ui.end_row();
    }
    gone
}

/// The widgets of one variant, each named after it.
fn variant(ui: &mut Ui, texts: &Race, n: usize, config: &mut Config) {
    let name = |what: &str| (texts.widget_name)(n + 1, what);
    let menu =
        ComboBox::from_id_salt(("variant", n)).selected_text(config.cell.label()).width(66.0);
    let answer = menu.show_ui(ui, |ui| {
        for cell in Cell::ALL {
            ui.selectable_value(&mut config.cell, *cell, cell.label());
        }
    });
    named(answer.response, Role::ComboBox, &name(Field::Cell.label()));
    let mut add = |field: Field, number: NumberField<'_>, width: f32| {
        named(ui.add(number.width(width)), Role::SpinButton, &name(field.label()));
    };
    let hidden = NumberField::of(&mut config.hidden, Field::Hidden);
    add(Field::Hidden, hidden.speed(0.2), 38.0);
    let time_steps = NumberField::of(&mut config.time_steps, Field::TimeSteps);
    add(Field::TimeSteps, time_steps.speed(0.2), 38.0);
    let speed = config.lr * 0.01;
    add(Field::Lr, NumberField::of(&mut config.lr, Field::Lr).speed(speed), 52.0);
    add(Field::Seed, NumberField::of(&mut config.seed, Field::Seed), 44.0);
}

/// Gives a widget the name that readers of the screen hear.
fn named(answer: Response, role: Role, name: &str) -> Response {
    let enabled = answer.enabled();
    answer.widget_info(|| WidgetInfo::labeled(role, enabled, name));
    answer
}

/// A dot in a variant's colour.
pub(super) fn swatch(ui: &mut Ui, n: usize) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(12.0, 12.0), egui::Sense::hover());
    let colours = Palette::of(ui).several;
    ui.painter().circle_filled(rect.center(), 5.0, colours[n % colours.len()]);
}
