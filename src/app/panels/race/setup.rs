//! The race's setup: ready-made sets, the variants one by one, and what decides.

use egui::{ComboBox, Grid, Response, RichText, Role, Ui, WidgetInfo};

use super::super::criterion;
use super::super::header::progress;
use super::super::row::{Row, group, number};
use super::super::run_controls::pace;
use super::{MakeSet, RacePanel};
use crate::app::command::{RaceCommand, WindowCommand};
use crate::app::theme::Palette;
use crate::config::{Cell, Config};
use crate::number::{grouped, short};
use crate::race::{Command, LEAST_VARIANTS, MOST_STEPS, MOST_VARIANTS};
use crate::session::Action;
use crate::session::race::{RaceSetup, RaceStatus};

impl RacePanel {
    /// Draws the setup; `base` is what the controls of the run show.
    pub(in crate::app) fn controls(
        &mut self,
        ui: &mut Ui,
        base: &Config,
        commands: &mut Vec<WindowCommand>,
    ) {
        self.buttons(ui, commands);
        let under_way = self.race.is_some();
        if let Some(make) = self.untouched.filter(|_| !under_way) {
            self.setup.configs = make(base);
        }
        ui.add_enabled_ui(!under_way, |ui| {
            group(ui, "Variants", |ui| {
                self.sets(ui, base);
                let before = self.setup.configs.clone();
                self.variants(ui);
                if self.setup.configs != before {
                    self.untouched = None;
                }
            });
        });
        group(ui, "Race", |ui| self.rules(ui, under_way));
        if let Some(board) = &mut self.board {
            board.set_criterion(self.setup.criterion);
        }
    }

    /// How long the race is, what decides it, and its pace.
    fn rules(&mut self, ui: &mut Ui, under_way: bool) {
        ui.add_enabled_ui(!under_way, |ui| {
            let row = Row::plain("steps", "Steps that every variant trains, up to 50 000.");
            row.number(ui, self.setup.steps as u32, 1..=MOST_STEPS as u32, |steps| {
                self.setup.steps = steps.into();
            });
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

    fn buttons(&self, ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
        let status = self.board.as_ref().map(|board| &board.status);
        ui.horizontal(|ui| {
            let (text, hint) = match status {
                Some(RaceStatus::Running) => {
                    ("Pause race", "Stops after the step at hand (Space).")
                }
                Some(RaceStatus::Paused) => ("Go on", "Trains on (Space)."),
                _ => ("Start race", "Trains all variants from the start (Space)."),
            };
            if ui.button(RichText::new(text).strong()).on_hover_text(hint).clicked() {
                commands.push(WindowCommand::Race(RaceCommand::Toggle));
            }
            let over = self.board.is_some() && self.race.is_none();
            let step = ui.add_enabled(!over, egui::Button::new("Step"));
            if step.on_hover_text("Trains one step of every variant, pausing first (S).").clicked()
            {
                commands.push(WindowCommand::Race(RaceCommand::Step(1)));
            }
            let cancel = ui.add_enabled(self.race.is_some(), egui::Button::new("Cancel race"));
            if cancel.on_hover_text("Ends the race; what was trained stays.").clicked() {
                commands.push(WindowCommand::Race(RaceCommand::Cancel));
            }
        });
        let (step, steps) =
            self.board.as_ref().map_or((0, self.setup.steps), |board| (board.step(), board.steps));
        let part = step as f32 / steps.max(1) as f32;
        progress(ui, part, format!("step {} of {}", grouped(step), grouped(steps)));
    }

    fn sets(&mut self, ui: &mut Ui, base: &Config) {
        ui.horizontal_wrapped(|ui| {
            let mut set = |name: &str, hint: &str, make: MakeSet| {
                if ui.button(name).on_hover_text(hint).clicked() {
                    self.setup.configs = make(base);
                    self.untouched = Some(make);
                }
            };
            let hint = "RNN against LSTM against GRU; the rest as in the run's controls.";
            set("RNN, LSTM, GRU", hint, RaceSetup::cells);
            let hint = "The controls' learning rate, a quarter of it and four times it.";
            set("Three rates", hint, RaceSetup::rates);
            let hint = "The controls' settings with five seeds: how much is luck?";
            set("Five seeds", hint, RaceSetup::seeds);
        });
        ui.label(RichText::new("What isn't below is as in the run's controls.").small().weak());
    }

    fn variants(&mut self, ui: &mut Ui) {
        let grid = Grid::new("variants").num_columns(7).min_col_width(0.0).spacing([6.0, 4.0]);
        let gone = grid.show(ui, |ui| table(ui, &mut self.setup.configs)).inner;
        if let Some(n) = gone {
            self.setup.remove(n);
        }
        let room = self.setup.configs.len() < MOST_VARIANTS;
        if ui.add_enabled(room, egui::Button::new("Add variant")).clicked() {
            self.setup.add();
        }
    }
}

/// The variants, a row each; the place of one that is to go.
fn table(ui: &mut Ui, configs: &mut [Config]) -> Option<usize> {
    for title in ["", "cell", "hidden", "T", "lr", "seed", ""] {
        ui.label(RichText::new(title).small().weak());
    }
    ui.end_row();
    let removable = configs.len() > LEAST_VARIANTS;
    let mut gone = None;
    for (n, config) in configs.iter_mut().enumerate() {
        swatch(ui, n);
        variant(ui, n, config);
        let button = ui.add_enabled(removable, egui::Button::new("×").small());
        let button = named(button, Role::Button, &format!("remove variant {}", n + 1));
        if button.on_hover_text(format!("Takes variant {} away.", n + 1)).clicked() {
            gone = Some(n);
        }
        ui.end_row();
    }
    gone
}

/// The widgets of one variant, each named after it.
fn variant(ui: &mut Ui, n: usize, config: &mut Config) {
    let name = |what: &str| format!("variant {} {what}", n + 1);
    let menu =
        ComboBox::from_id_salt(("variant", n)).selected_text(config.cell.label()).width(66.0);
    let answer = menu.show_ui(ui, |ui| {
        for cell in Cell::ALL {
            ui.selectable_value(&mut config.cell, *cell, cell.label());
        }
    });
    named(answer.response, Role::ComboBox, &name("cell"));
    let whole = |ui: &mut Ui, value: &mut usize, most: usize, what: &str| {
        let number = number(value, 1..=most).speed(0.2);
        named(ui.add_sized([38.0, 22.0], number), Role::SpinButton, &name(what));
    };
    whole(ui, &mut config.hidden, 512, "hidden size");
    whole(ui, &mut config.time_steps, 500, "time steps");
    let speed = config.lr * 0.01;
    let rate = number(&mut config.lr, 1e-6..=10.0)
        .speed(speed)
        .max_decimals(8)
        .custom_formatter(|value, _| short(value));
    named(ui.add_sized([52.0, 22.0], rate), Role::SpinButton, &name("learning rate"));
    let seed = number(&mut config.seed, 0..=u32::MAX).speed(0.1);
    named(ui.add_sized([44.0, 22.0], seed), Role::SpinButton, &name("seed"));
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
