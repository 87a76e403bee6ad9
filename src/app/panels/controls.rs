//! The controls at the left: every setting, what it does, and when it is felt.
//!
//! Which settings there are, in which order and by which widgets is said by their entries in the list.

use egui::{ComboBox, Ui};

use super::number_field::NumberField;
use super::row::{Row, effect_legend, group, range};
use super::run_controls;
use crate::app::command::{DataCommand, WindowCommand};
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::config::{Config, Control, Field, Group, Settings, Shape, Spacing, Travel, Value};
use crate::preset::Preset;
use crate::recipe::words;
use crate::session::{Action, Session};
use crate::wording::foreign;

/// Draws the controls and adds what the user did to `actions`, and what of it is the window's to `commands`.
pub(in crate::app) fn show(
    ui: &mut Ui,
    session: &Session,
    commands: &mut Vec<WindowCommand>,
    actions: &mut Vec<Action>,
) {
    let mut controls = Controls { config: &session.controls, settings: Settings::default() };
    presets(ui, &session.controls, actions);
    effect_legend(ui);
    for part in Group::ALL {
        group(ui, part.title(), |ui| {
            controls.rows(ui, *part);
            if *part == Group::Data && session.controls.data.file().is_some() {
                table(ui, commands);
            }
        });
    }
    let Controls { config, mut settings } = controls;
    if settings != Settings::default() {
        config.complete(&mut settings);
        actions.push(Action::Set(Box::new(settings)));
    }
    group(ui, texts(ui.ctx()).controls.run, |ui| run_controls::show(ui, session, actions));
}

/// The presets; the one in force is named.
fn presets(ui: &mut Ui, config: &Config, actions: &mut Vec<Action>) {
    let matching = Preset::ALL.iter().find(|preset| matches(preset, config));
    let texts = &texts(ui.ctx()).controls;
    Row::plain("preset", texts.preset, texts.preset_hint).show(ui, |ui, label| {
        let shown = matching.map_or(texts.custom, |preset| preset.name);
        let menu =
            ComboBox::from_id_salt("preset").selected_text(shown).width(ui.available_width());
        let answer = menu.show_ui(ui, |ui| {
            for preset in Preset::ALL {
                let chosen = shown == preset.name;
                let answer = ui.selectable_label(chosen, preset.name);
                if answer.hint_of_item(preset.description).clicked()
                    && let Ok(config) = Config::resolve(&preset.settings())
                {
                    actions.push(Action::UsePreset(Box::new(config)));
                }
            }
        });
        answer.response.labelled_by(label)
    });
}

/// The way to what was chosen of the table.
fn table(ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
    let texts = &texts(ui.ctx()).own_data;
    Row::plain("table", texts.table_row, texts.from_controls_hint).show(ui, |ui, _| {
        let answer = ui.button(texts.from_controls);
        if answer.clicked() {
            commands.push(WindowCommand::Data(DataCommand::ShowRuns));
        }
        answer
    });
}

/// Whether the controls show a preset, whatever the seed and the length of a run without a window.
fn matches(preset: &Preset, config: &Config) -> bool {
    Config::resolve(&preset.settings())
        .is_ok_and(|wanted| Config { seed: config.seed, steps: config.steps, ..wanted } == *config)
}

/// The controls of one frame: the values they show, and what was changed.
struct Controls<'a> {
    config: &'a Config,
    settings: Settings,
}

impl Controls<'_> {
    fn rows(&mut self, ui: &mut Ui, group: Group) {
        for (field, placement) in Field::in_group(group) {
            if field.is_shown(self.config) {
                self.row(ui, field, placement.control);
            }
        }
    }

    /// A setting's row.
    fn row(&mut self, ui: &mut Ui, field: Field, control: Control) {
        let row = Row::of(field).enabled((field.entry().acts)(self.config));
        match control {
            Control::Slider(_) | Control::Rate(..) | Control::Number { .. } => {
                self.number(ui, row, field, control);
            }
            Control::Optional { .. } => self.optional(ui, row, field, control),
            Control::Choice | Control::Menu => self.choice(ui, row, field, control),
            Control::Checkbox => {
                let is_on = field.get(self.config) == Some(Value::Bool(true));
                row.checkbox(ui, is_on, |on| self.set(field, Value::Bool(on)));
            }
            Control::Spacing => self.spacing(ui, row),
            Control::File => self.weights_file(ui, row),
        }
    }

    fn number(&mut self, ui: &mut Ui, row: Row, field: Field, control: Control) {
        let value = field.number(self.config).unwrap_or_default();
        let whole = |value: u64| self.set(field, Value::Integer(value as i64));
        match control {
            Control::Slider(travel) => {
                row.slider(ui, value as u64, field, travel == Travel::Log, whole);
            }
            Control::Number { .. } if field.is_whole() => {
                row.number(ui, value as u64, |value| NumberField::of(value, field), whole);
            }
            Control::Rate(least, most) => row.rate(ui, value, least..=most, field, |value| {
                self.set(field, Value::Float(value));
            }),
            Control::Number { speed } => row.number(
                ui,
                value,
                |value| NumberField::of(value, field).speed(speed),
                |value| self.set(field, Value::Float(value)),
            ),
            _ => {}
        }
    }

    fn optional(&mut self, ui: &mut Ui, row: Row, field: Field, control: Control) {
        let Control::Optional { first, travel: (least, most), speed } = control else {
            return;
        };
        row.optional(
            ui,
            field.number(self.config),
            first,
            |value| NumberField::of(value, field).travel(least, most).speed(speed),
            |value| {
                let off = || Value::Text(Shape::OFF.to_owned());
                self.set(field, value.map_or_else(off, Value::Float));
            },
        );
    }

    fn choice(&mut self, ui: &mut Ui, row: Row, field: Field, control: Control) {
        let (Shape::Choices(choices) | Shape::ChoiceOr(choices, _)) = field.shape() else { return };
        let chosen = field.get(self.config);
        let is_chosen = |name: &str| chosen == Some(Value::Text(name.to_owned()));
        let chosen = choices.iter().position(|(name, _)| is_chosen(name));
        let all: Vec<usize> = (0..choices.len()).collect();
        // A file is none of the choices.
        let own = words(field, self.config);
        let set = |at: usize| self.set(field, Value::Text(choices[at].0.to_owned()));
        if control == Control::Menu {
            let label = |at: usize| choices.get(at).map_or(own.as_str(), |(_, label)| label);
            row.menu(ui, chosen.unwrap_or(choices.len()), &all, label, set);
        } else {
            row.choice(ui, chosen.unwrap_or_default(), &all, |at: usize| choices[at].1, set);
        }
    }

    fn spacing(&mut self, ui: &mut Ui, row: Row) {
        let config = self.config;
        row.show(ui, |ui, label| {
            let texts = &texts(ui.ctx()).controls;
            let half_turn = config.spacing == Spacing::HalfTurn;
            if ui.selectable_label(half_turn, texts.half_turn).clicked() && !half_turn {
                self.settings.spacing = Some(Spacing::HalfTurn);
            }
            if ui.selectable_label(!half_turn, texts.radians).clicked() && half_turn {
                self.settings.spacing = Some(Spacing::Radians(config.spacing_radians()));
            }
            let mut radians = config.spacing_radians();
            let most = *range::<f64>(Field::Spacing).end();
            let number = NumberField::of(&mut radians, Field::Spacing)
                .travel(LEAST_RADIANS, most)
                .speed(0.002)
                .in_turns();
            let answer = ui.add_enabled(!half_turn, number).labelled_by(label);
            if answer.changed() {
                self.settings.spacing = Some(Spacing::Radians(radians));
            }
            answer
        });
    }

    /// The file in place of drawn weights; it comes by being opened, or dropped on the window.
    fn weights_file(&mut self, ui: &mut Ui, row: Row) {
        let Some(path) = &self.config.init else { return };
        row.show(ui, |ui, _| {
            let answer = ui.button(texts(ui.ctx()).controls.use_none);
            if answer.clicked() {
                self.settings.init = Some(None);
                self.settings.init_sha256 = Some(None);
            }
            let name = foreign(path.file_name().unwrap_or_default());
            ui.add(egui::Label::new(name).truncate()).hint_beside(ui, foreign(path));
            answer
        });
    }

    /// A widget's new value. One that a hand can type but the setting can't have changes nothing.
    fn set(&mut self, field: Field, value: Value) {
        let _ = field.set(&mut self.settings, &value);
    }
}

/// The least distance between samples that can be dragged to.
const LEAST_RADIANS: f64 = 1e-4;
