//! One line of the controls: a label that says when the setting is felt, then its widgets.

use std::ops::RangeInclusive;

use egui::emath::Numeric;
use egui::{Color32, ComboBox, DragValue, Id, Response, RichText, Slider, SliderClamping, Ui};

use crate::app::theme::Palette;
use crate::config::{Effect, Field};
use crate::number::{grouped, short, to_digits};

/// Width of the labels.
const LABEL: f32 = 118.0;
/// Width of a number beside a slider.
const NUMBER: f32 = 62.0;

/// A line of the controls.
#[derive(Debug)]
pub(in crate::app) struct Row {
    label: &'static str,
    meaning: &'static str,
    /// Where more of it is to be seen; empty where nowhere.
    more: &'static str,
    effect: Option<Effect>,
    enabled: bool,
}

impl Row {
    /// The line of a hyperparameter.
    pub(in crate::app) fn of(field: Field) -> Self {
        let label = match field {
            Field::State => "state",
            Field::Clip => "clip norm at",
            _ => field.label(),
        };
        let more = match field {
            Field::State => " The lens \"Window border\" shows it.",
            _ => "",
        };
        let (meaning, effect) = (field.meaning(), Some(field.effect()));
        Self { label, meaning, more, effect, enabled: true }
    }

    /// The line of something that is no hyperparameter.
    pub(in crate::app) fn plain(label: &'static str, meaning: &'static str) -> Self {
        Self { label, meaning, more: "", effect: None, enabled: true }
    }

    /// Grey where it can't matter.
    pub(in crate::app) fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Draws label and widgets; `add` gets the label's id, to name its widgets by.
    pub(in crate::app) fn show(self, ui: &mut Ui, add: impl FnOnce(&mut Ui, Id) -> Response) {
        ui.add_enabled_ui(self.enabled, |ui| {
            ui.horizontal(|ui| {
                let label = self.label(ui);
                add(ui, label).on_hover_text(self.tooltip());
            });
        });
    }

    fn tooltip(&self) -> String {
        let effect = match self.effect {
            Some(Effect::Live) => "\nActs live, from the next step on.",
            Some(Effect::Restarts) => "\nBegins a new run.",
            None => "",
        };
        format!("{}{}{effect}", self.meaning, self.more)
    }

    fn label(&self, ui: &mut Ui) -> Id {
        let size = egui::vec2(LABEL, ui.spacing().interact_size.y);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let answer = ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_width(LABEL);
            ui.spacing_mut().item_spacing.x = 4.0;
            badge(ui, self.effect);
            ui.add(egui::Label::new(self.label).truncate())
        });
        answer.inner.on_hover_text(self.tooltip()).id
    }

    /// Draws label and widgets for a value, and hands a new one to `set`.
    fn edit<T: PartialEq + Copy>(
        self,
        ui: &mut Ui,
        value: T,
        add: impl FnOnce(&mut Ui, Id, &mut T) -> Response,
        set: impl FnOnce(T),
    ) {
        self.show(ui, |ui, label| {
            let mut wanted = value;
            let answer = add(ui, label, &mut wanted);
            if wanted != value {
                set(wanted);
            }
            answer
        });
    }

    /// A slider with a number beside it.
    pub(in crate::app) fn slider(
        self,
        ui: &mut Ui,
        value: usize,
        range: RangeInclusive<usize>,
        logarithmic: bool,
        set: impl FnOnce(usize),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut usize| {
            leave_room_for_number(ui);
            let slider = Slider::new(wanted, range.clone())
                .logarithmic(logarithmic)
                .clamping(SliderClamping::Edits)
                .show_value(false);
            let answer = ui.add(slider).labelled_by(label);
            ui.add(number(wanted, range)).labelled_by(label);
            answer
        };
        self.edit(ui, value, add, set);
    }

    /// The learning rate: the slider spans what is sensible, the number all that is possible.
    pub(in crate::app) fn learning_rate(self, ui: &mut Ui, value: f64, set: impl FnOnce(f64)) {
        let add = |ui: &mut Ui, label, wanted: &mut f64| {
            leave_room_for_number(ui);
            let slider = Slider::new(wanted, 1e-5..=1.0)
                .logarithmic(true)
                .clamping(SliderClamping::Never)
                .show_value(false);
            let answer = ui.add(slider).labelled_by(label);
            if answer.changed() {
                *wanted = to_digits(*wanted, 3).clamp(1e-6, 10.0);
            }
            let number = number(wanted, 1e-6..=10.0)
                .speed(value * 0.01)
                .max_decimals(8)
                .custom_formatter(|value, _| short(value));
            ui.add(number).labelled_by(label);
            answer
        };
        self.edit(ui, value, add, set);
    }

    /// A whole number without a slider.
    pub(in crate::app) fn number(
        self,
        ui: &mut Ui,
        value: u32,
        range: RangeInclusive<u32>,
        set: impl FnOnce(u32),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut u32| {
            let number = number(wanted, range).speed(0.1);
            ui.add(number.custom_formatter(|value, _| grouped(value as u64))).labelled_by(label)
        };
        self.edit(ui, value, add, set);
    }

    /// A number that can be switched off, and is `first` when it is switched on; `shape` says how it is
    /// written and dragged.
    pub(in crate::app) fn optional<T: Numeric>(
        self,
        ui: &mut Ui,
        value: Option<T>,
        first: T,
        range: RangeInclusive<T>,
        shape: impl FnOnce(DragValue<'_>) -> DragValue<'_>,
        set: impl FnOnce(Option<T>),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut Option<T>| {
            let mut on = value.is_some();
            if ui.checkbox(&mut on, "").labelled_by(label).changed() {
                *wanted = on.then_some(first);
            }
            let mut shown = value.unwrap_or(first);
            let answer = ui.add_enabled(on, shape(number(&mut shown, range))).labelled_by(label);
            if answer.changed() {
                *wanted = Some(shown);
            }
            answer
        };
        self.edit(ui, value, add, set);
    }

    /// A few choices side by side.
    pub(in crate::app) fn choice<T: Copy + PartialEq>(
        self,
        ui: &mut Ui,
        value: T,
        all: &[T],
        name: fn(T) -> &'static str,
        set: impl FnOnce(T),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut T| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let add = |choice: &T| ui.selectable_value(wanted, *choice, name(*choice));
            let answer = all.iter().map(add).reduce(|all, answer| all.union(answer));
            answer.unwrap_or_else(|| ui.label("")).labelled_by(label)
        };
        self.edit(ui, value, add, set);
    }

    /// Many choices in a menu.
    pub(in crate::app) fn menu<T: Copy + PartialEq>(
        self,
        ui: &mut Ui,
        value: T,
        all: &[T],
        name: impl Fn(T) -> &'static str,
        set: impl FnOnce(T),
    ) {
        let salt = self.label;
        let add = |ui: &mut Ui, label, wanted: &mut T| {
            let menu =
                ComboBox::from_id_salt(salt).selected_text(name(value)).width(ui.available_width());
            let answer = menu.show_ui(ui, |ui| {
                for choice in all {
                    ui.selectable_value(wanted, *choice, name(*choice));
                }
            });
            answer.response.labelled_by(label)
        };
        self.edit(ui, value, add, set);
    }
}

/// A number that is typed or dragged within `range`. One that lies outside already stays as it is until
/// somebody touches it: to be drawn must change nothing.
pub(in crate::app) fn number<T: Numeric>(value: &mut T, range: RangeInclusive<T>) -> DragValue<'_> {
    DragValue::new(value).range(range).clamp_existing_to_range(false).update_while_editing(false)
}

/// Lets a slider fill its line up to a number at the end.
fn leave_room_for_number(ui: &mut Ui) {
    ui.spacing_mut().slider_width = (ui.available_width() - NUMBER).max(40.0);
}

/// A dot for what acts live, a ring for what begins a new run.
fn badge(ui: &mut Ui, effect: Option<Effect>) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(9.0, 9.0), egui::Sense::hover());
    let palette = Palette::of(ui);
    match effect {
        Some(Effect::Live) => {
            ui.painter().circle_filled(rect.center(), 3.0, faded(ui, palette.live));
        }
        Some(Effect::Restarts) => {
            let stroke = egui::Stroke::new(1.5, faded(ui, palette.mark));
            ui.painter().circle_stroke(rect.center(), 3.2, stroke);
        }
        None => {}
    }
}

fn faded(ui: &Ui, colour: Color32) -> Color32 {
    if ui.is_enabled() { colour } else { colour.gamma_multiply(0.4) }
}

/// A title, and what belongs under it.
pub(in crate::app) fn group(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) {
    ui.add_space(8.0);
    ui.label(RichText::new(title).strong().size(14.5));
    ui.separator();
    add(ui);
}

/// What dot and ring mean.
pub(in crate::app) fn effect_legend(ui: &mut Ui) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        badge(ui, Some(Effect::Live));
        ui.label(RichText::new("acts live").small().weak());
        ui.add_space(8.0);
        badge(ui, Some(Effect::Restarts));
        ui.label(RichText::new("begins a new run").small().weak());
    });
}
