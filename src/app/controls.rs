//! The controls at the left: every setting, what it does, and when it is felt.

use egui::{ComboBox, DragValue, RichText, Ui};

use super::row::{Row, effect_legend};
use crate::config::{
    Cell, Config, Field, InitialWeights, Nonlinearity, OptimizerKind, Settings, Spacing, StateMode,
};
use crate::preset::Preset;
use crate::session::{Action, Session};
use crate::worker::{Pace, SNAPSHOT_MEGABYTES, Until};

/// Draws the controls and adds what the user did to `actions`.
pub(super) fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let mut controls = Controls { config: &session.controls, settings: Settings::default() };
    presets(ui, &session.controls, actions);
    effect_legend(ui);
    group(ui, "Data", |ui| controls.data(ui));
    group(ui, "Network", |ui| controls.network(ui));
    group(ui, "Training", |ui| controls.training(ui));
    if controls.settings != Settings::default() {
        actions.push(Action::Set(Box::new(controls.settings)));
    }
    group(ui, "Run", |ui| {
        pace(ui, session.pace, actions);
        until(ui, session.until, actions);
        snapshot_memory(ui, session.snapshot_memory, actions);
    });
}

/// A title, and what belongs under it.
pub(super) fn group(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) {
    ui.add_space(8.0);
    ui.label(RichText::new(title).strong().size(14.5));
    ui.separator();
    add(ui);
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
            let number = DragValue::new(&mut radians)
                .speed(0.002)
                .range(1e-4..=1000.0)
                .max_decimals(4)
                .update_while_editing(false);
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
        Row::of(Field::Nonlinearity).enabled(config.cell == Cell::Rnn).choice(
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
            let number = DragValue::new(&mut decay).speed(0.001).range(0.0..=10.0).max_decimals(5);
            let answer = ui.add(number.update_while_editing(false)).labelled_by(label);
            if answer.changed() {
                self.settings.weight_decay = Some(decay);
            }
            answer
        });
        self.clipping(ui);
    }

    fn clipping(&mut self, ui: &mut Ui) {
        let clip = self.config.clip;
        Row::of(Field::Clip).show(ui, |ui, label| {
            let mut on = clip.is_some();
            if ui.checkbox(&mut on, "").labelled_by(label).changed() {
                self.settings.clip = Some(on.then_some(1.0));
            }
            let mut norm = clip.unwrap_or(1.0);
            let number = DragValue::new(&mut norm).speed(0.01).range(1e-6..=1e6).max_decimals(4);
            let answer = ui.add_enabled(on, number.update_while_editing(false)).labelled_by(label);
            if answer.changed() {
                self.settings.clip = Some(Some(norm));
            }
            answer
        });
    }
}

/// Steps a second that the slider reaches; above is "max".
const FASTEST: f64 = 1000.0;

/// Steps a second, or as many as there can be.
pub(super) fn pace(ui: &mut Ui, pace: Pace, actions: &mut Vec<Action>) {
    let row = Row::plain(
        "steps per second",
        "How fast steps follow each other; max is as fast as the machine can.",
    );
    row.show(ui, |ui, label| {
        let mut max = pace == Pace::Max;
        let mut steps = match pace {
            Pace::PerSecond(steps) => steps,
            Pace::Max => FASTEST,
        };
        ui.spacing_mut().slider_width = (ui.available_width() - 126.0).max(40.0);
        let slider = egui::Slider::new(&mut steps, 1.0..=FASTEST)
            .logarithmic(true)
            .clamping(egui::SliderClamping::Never)
            .show_value(false);
        let mut changed = ui.add_enabled(!max, slider).labelled_by(label).changed();
        let number = DragValue::new(&mut steps).range(0.1..=1e6).max_decimals(1).speed(1.0);
        let answer = ui.add_enabled(!max, number).labelled_by(label);
        changed |= answer.changed();
        changed |= ui.checkbox(&mut max, "max").changed();
        if changed {
            let steps = if steps >= 1.0 { steps.round() } else { steps };
            let chosen = if max { Pace::Max } else { Pace::PerSecond(steps.min(1e6)) };
            let back_from_max = pace == Pace::Max && !max;
            actions.push(Action::SetPace(if back_from_max { DEFAULT_PACE } else { chosen }));
        }
        answer
    });
}

/// The tutorial's pace: it draws about 20 windows a second.
pub(super) const DEFAULT_PACE: Pace = Pace::PerSecond(20.0);

fn snapshot_memory(ui: &mut Ui, megabytes: u32, actions: &mut Vec<Action>) {
    let hint = "Memory for snapshots of the run, from which earlier steps are replayed: with less \
                of it, looking back takes longer.";
    Row::plain("snapshot memory", hint).show(ui, |ui, label| {
        let mut wanted = megabytes;
        let number = DragValue::new(&mut wanted).range(SNAPSHOT_MEGABYTES).suffix(" MB");
        let answer = ui.add(number.update_while_editing(false)).labelled_by(label);
        if wanted != megabytes {
            actions.push(Action::SetSnapshotMemory(wanted));
        }
        answer
    });
}

fn until(ui: &mut Ui, until: Until, actions: &mut Vec<Action>) {
    let mut wanted = until;
    let row = Row::plain("run until step", "Pauses after this step.");
    row.show(ui, |ui, label| {
        let mut on = until.step.is_some();
        if ui.checkbox(&mut on, "").labelled_by(label).changed() {
            wanted.step = on.then_some(100);
        }
        let mut step = until.step.unwrap_or(100);
        let number = DragValue::new(&mut step).range(1..=u64::MAX >> 11).speed(1.0);
        let answer = ui.add_enabled(on, number).labelled_by(label);
        if answer.changed() {
            wanted.step = Some(step);
        }
        answer
    });
    let row = Row::plain("run until loss", "Pauses when the loss falls to this value.");
    row.show(ui, |ui, label| {
        let mut on = until.loss.is_some();
        if ui.checkbox(&mut on, "").labelled_by(label).changed() {
            wanted.loss = on.then_some(0.01);
        }
        let mut loss = until.loss.unwrap_or(0.01);
        let number = DragValue::new(&mut loss).range(0.0..=1e3).speed(0.001).max_decimals(6);
        let answer = ui.add_enabled(on, number).labelled_by(label);
        if answer.changed() {
            wanted.loss = Some(loss);
        }
        answer
    });
    if wanted != until {
        actions.push(Action::SetUntil(wanted));
    }
}
