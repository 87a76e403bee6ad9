//! The controls at the left: every setting, what it does, and when it is felt.

use egui::{ComboBox, Ui};

use super::row::{Row, effect_legend, group, number};
use super::run_controls;
use crate::config::{
    Cell, Config, Field, InitialWeights, Nonlinearity, OptimizerKind, Settings, Spacing, StateMode,
};
use crate::preset::Preset;
use crate::session::{Action, Session};

/// Draws the controls and adds what the user did to `actions`.
pub(in crate::app) fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let mut controls = Controls { config: &session.controls, settings: Settings::default() };
    presets(ui, &session.controls, actions);
    effect_legend(ui);
    group(ui, "Data", |ui| controls.data(ui));
    group(ui, "Network", |ui| controls.network(ui));
    group(ui, "Training", |ui| controls.training(ui));
    if controls.settings != Settings::default() {
        actions.push(Action::Set(Box::new(controls.settings)));
    }
    group(ui, "Run", |ui| run_controls::show(ui, session, actions));
}

/// The presets; the one in force is named.
fn presets(ui: &mut Ui, config: &Config, actions: &mut Vec<Action>) {
    let matching = Preset::ALL.iter().find(|preset| matches(preset, config));
    let row = Row::plain("preset", "Settings of a tutorial; choosing one begins a new run.");
    row.show(ui, |ui, label| {
        let shown = matching.map_or("custom", |preset| preset.name);
        let menu =
            ComboBox::from_id_salt("preset").selected_text(shown).width(ui.available_width());
        let answer = menu.show_ui(ui, |ui| {
            for preset in Preset::ALL {
                let chosen = shown == preset.name;
                let answer = ui.selectable_label(chosen, preset.name);
                if answer.on_hover_text(preset.description).clicked()
                    && let Ok(config) = Config::resolve(&preset.settings())
                {
                    actions.push(Action::UsePreset(Box::new(config)));
                }
            }
        });
        answer.response.labelled_by(label)
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
    fn data(&mut self, ui: &mut Ui) {
        let config = self.config;
        Row::of(Field::TimeSteps).slider(ui, config.time_steps, 1..=500, true, |value| {
            self.settings.time_steps = Some(value);
            // A window of one sample has no end point.
            if value == 1 && config.endpoint {
                self.settings.endpoint = Some(false);
            }
        });
        Row::of(Field::Batch)
            .slider(ui, config.batch, 1..=256, true, |value| self.settings.batch = Some(value));
        self.spacing(ui);
        let possible = config.spacing == Spacing::HalfTurn && config.time_steps > 1;
        let mut endpoint = config.endpoint;
        Row::of(Field::Endpoint).enabled(possible).show(ui, |ui, label| {
            let answer = ui.checkbox(&mut endpoint, "").labelled_by(label);
            if answer.changed() {
                self.settings.endpoint = Some(endpoint);
            }
            answer
        });
        Row::of(Field::State).choice(ui, config.state, StateMode::ALL, StateMode::label, |value| {
            self.settings.state = Some(value);
        });
    }

    fn spacing(&mut self, ui: &mut Ui) {
        let config = self.config;
        Row::of(Field::Spacing).show(ui, |ui, label| {
            let half_turn = config.spacing == Spacing::HalfTurn;
            if ui.selectable_label(half_turn, "half-turn").clicked() && !half_turn {
                self.settings.spacing = Some(Spacing::HalfTurn);
            }
            if ui.selectable_label(!half_turn, "radians").clicked() && half_turn {
                self.settings.spacing = Some(Spacing::Radians(config.spacing_radians()));
                self.settings.endpoint = Some(false);
            }
            let mut radians = config.spacing_radians();
            // The field has room for six characters.
            let decimals = if half_turn || radians >= 0.01 { 4 } else { 8 };
            let number = number(&mut radians, 1e-4..=1000.0).speed(0.002).max_decimals(decimals);
            let answer = ui.add_enabled(!half_turn, number).labelled_by(label);
            if answer.changed() {
                self.settings.spacing = Some(Spacing::Radians(radians));
            }
            answer
        });
    }

    fn network(&mut self, ui: &mut Ui) {
        let config = self.config;
        Row::of(Field::Cell).choice(ui, config.cell, Cell::ALL, Cell::label, |value| {
            self.settings.cell = Some(value);
        });
        Row::of(Field::Nonlinearity).enabled(config.cell.chooses_nonlinearity()).choice(
            ui,
            config.nonlinearity,
            Nonlinearity::ALL,
            Nonlinearity::label,
            |value| self.settings.nonlinearity = Some(value),
        );
        Row::of(Field::Hidden)
            .slider(ui, config.hidden, 1..=512, true, |value| self.settings.hidden = Some(value));
        Row::of(Field::Layers)
            .slider(ui, config.layers, 1..=4, false, |value| self.settings.layers = Some(value));
        Row::of(Field::Weights).choice(
            ui,
            config.weights,
            InitialWeights::ALL,
            InitialWeights::label,
            |value| self.settings.weights = Some(value),
        );
        self.weights_file(ui);
        Row::of(Field::Seed).number(ui, config.seed, 0..=u32::MAX, |value| {
            self.settings.seed = Some(value);
        });
    }

    /// The file in place of drawn weights; it comes by being opened, or dropped on the window.
    fn weights_file(&mut self, ui: &mut Ui) {
        let Some(path) = &self.config.init else { return };
        Row::of(Field::Init).show(ui, |ui, _| {
            let answer = ui.button("Use none");
            if answer.clicked() {
                self.settings.init = Some(None);
                self.settings.init_sha256 = Some(None);
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            ui.add(egui::Label::new(name).truncate()).on_hover_text(path.display().to_string());
            answer
        });
    }

    fn training(&mut self, ui: &mut Ui) {
        let config = self.config;
        Row::of(Field::Lr).learning_rate(ui, config.lr, |value| self.settings.lr = Some(value));
        Row::of(Field::Optimizer).menu(
            ui,
            config.optimizer,
            OptimizerKind::ALL,
            OptimizerKind::label,
            |value| {
                self.settings.optimizer = Some(value);
                // An untouched weight decay follows the optimizer's default, as in PyTorch.
                if config.weight_decay == config.optimizer.default_weight_decay() {
                    self.settings.weight_decay = Some(value.default_weight_decay());
                }
            },
        );
        Row::of(Field::WeightDecay).show(ui, |ui, label| {
            let mut decay = config.weight_decay;
            let number = number(&mut decay, 0.0..=10.0).speed(0.001).max_decimals(5);
            let answer = ui.add(number).labelled_by(label);
            if answer.changed() {
                self.settings.weight_decay = Some(decay);
            }
            answer
        });
        self.clipping(ui);
    }

    fn clipping(&mut self, ui: &mut Ui) {
        Row::of(Field::Clip).optional(
            ui,
            self.config.clip,
            1.0,
            1e-6..=1e6,
            |norm| norm.speed(0.01).max_decimals(8),
            |clip| self.settings.clip = Some(clip),
        );
    }
}
