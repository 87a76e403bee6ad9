//! One line of the controls: a label that says when the setting is felt, then its widgets.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use egui::emath::Numeric;
use egui::{
    Color32, ComboBox, Id, Label, Response, RichText, Role, Slider, SliderClamping, Ui, UiBuilder,
};

use super::number_field::NumberField;
use super::steps::{self, Steps};
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::panels::checkbox::checkbox;
use crate::app::spotlight;
use crate::app::theme::Palette;
use crate::config::{Effect, Field};
use crate::lesson::Target;
use crate::number::{plain, to_digits};
use crate::text::Controls;

/// Width of the labels, and of their dot or ring and the gap behind it.
const LABEL: f32 = 123.0;
const BADGE: f32 = 9.0;
const BADGE_GAP: f32 = 4.0;
/// How far what belongs to a row is moved in below it: to where labels begin.
pub(super) const INDENT: f32 = BADGE + BADGE_GAP;
/// Width of a number beside a slider.
const NUMBER: f32 = 62.0;

/// A sentence in small letters below a row, moved in to where its label begins.
pub(super) fn sentence_below(ui: &mut Ui, sentence: RichText) -> Response {
    let add = |ui: &mut Ui| {
        ui.add_space(INDENT);
        ui.add(Label::new(sentence.small()).wrap())
    };
    ui.horizontal(add).inner
}

/// Height of an open menu in points: all of it, where the window is high enough.
pub(super) fn menu_height(ui: &Ui) -> f32 {
    const ALL: f32 = 420.0;
    const AROUND: f32 = 40.0;
    ALL.min(ui.ctx().content_rect().height() - AROUND)
}

/// A line of the controls.
#[derive(Debug)]
pub(in crate::app) struct Row {
    /// What egui knows it by, whatever it is called in the window.
    id: &'static str,
    label: &'static str,
    /// What it does, for who points at it.
    hint: Cow<'static, str>,
    effect: Option<Effect>,
    enabled: bool,
}

impl Row {
    /// The line of a setting.
    pub(in crate::app) fn of(field: Field) -> Self {
        let (id, label, effect) = (field.name(), field.short_label(), Some(field.effect()));
        let hint = match field.see_also() {
            "" => field.meaning(),
            more => field.meaning() + more,
        };
        Self { id, label, hint, effect, enabled: true }
    }

    /// The line of something that is no setting. `id` names it among the rows beside it.
    pub(in crate::app) fn plain(id: &'static str, label: &'static str, hint: &'static str) -> Self {
        Self { id, label, hint: hint.into(), effect: None, enabled: true }
    }

    /// Without the mark that says when it is felt, where no run is there to feel it.
    pub(in crate::app) fn of_setup(field: Field) -> Self {
        Self { effect: None, ..Self::of(field) }
    }

    /// Grey where it can't matter.
    pub(in crate::app) fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Draws label and widgets; `add` gets the label's id, to name its widgets by.
    pub(in crate::app) fn show(self, ui: &mut Ui, add: impl FnOnce(&mut Ui, Id) -> Response) {
        // Rows come and go, and the others keep their ids.
        let (name, id) = (self.id, ui.scope_id().with(self.id));
        let row = ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
            if !self.enabled {
                ui.disable();
            }
            ui.horizontal(|ui| {
                let tooltip = self.tooltip(&texts(ui.ctx()).controls);
                let label = self.label(ui, &tooltip);
                add(ui, label).hint_beside(ui, tooltip);
            });
        });
        spotlight::frame(ui, Target::Row(name), row.response.rect);
    }

    fn tooltip(&self, texts: &Controls) -> String {
        let effect = match self.effect {
            Some(Effect::Live) => texts.acts_live_hint,
            Some(Effect::Restarts) => texts.begins_anew_hint,
            None => return self.hint.clone().into_owned(),
        };
        format!("{}\n{effect}", self.hint)
    }

    fn label(&self, ui: &mut Ui, tooltip: &str) -> Id {
        let size = egui::vec2(LABEL, ui.spacing().interact_size.y);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let answer = ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_width(LABEL);
            ui.spacing_mut().item_spacing.x = BADGE_GAP;
            badge(ui, self.effect);
            ui.add(egui::Label::new(self.label).truncate())
        });
        answer.inner.hint_beside(ui, tooltip).id
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

    /// A slider over a setting's whole numbers, and a number beside it.
    pub(in crate::app) fn slider(
        self,
        ui: &mut Ui,
        value: u64,
        field: Field,
        logarithmic: bool,
        set: impl FnOnce(u64),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut u64| {
            leave_room_for_number(ui);
            let slider = Slider::new(wanted, range(field))
                .logarithmic(logarithmic)
                .clamping(SliderClamping::Edits)
                .show_value(false);
            let answer = ui.add(slider).labelled_by(label);
            let range = range(field);
            let steps =
                if logarithmic { Steps::factors(true) } else { Steps::linear(&range, true) };
            if let Some(moved) = steps::moved(ui, &answer, value as f64, steps, range) {
                *wanted = moved as u64;
            }
            steps::speak(ui, &answer, *wanted as f64, &wanted.to_string());
            ui.add(NumberField::of(wanted, field)).labelled_by(label);
            answer
        };
        self.edit(ui, value, add, set);
    }

    /// A slider over what is sensible, and a number over all that is possible.
    pub(in crate::app) fn rate(
        self,
        ui: &mut Ui,
        value: f64,
        sensible: RangeInclusive<f64>,
        field: Field,
        logarithmic: bool,
        set: impl FnOnce(f64),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut f64| {
            leave_room_for_number(ui);
            let slider = Slider::new(wanted, sensible.clone())
                .logarithmic(logarithmic)
                .clamping(SliderClamping::Never)
                .show_value(false);
            let answer = ui.add(slider).labelled_by(label);
            let steps =
                if logarithmic { Steps::factors(false) } else { Steps::linear(&sensible, false) };
            if let Some(moved) = steps::moved(ui, &answer, value, steps, sensible) {
                *wanted = field.clamp(moved);
            } else if answer.changed() {
                *wanted = field.clamp(to_digits(*wanted, 3));
            }
            steps::speak(ui, &answer, *wanted, &plain(*wanted));
            let speed = if logarithmic { value * 0.01 } else { 0.002 };
            ui.add(NumberField::of(wanted, field).speed(speed)).labelled_by(label);
            answer
        };
        self.edit(ui, value, add, set);
    }

    /// Words side by side, and a number in their place: `Err` is the place of a word, and the last word stands
    /// for having a number, which is `first` when that is chosen.
    pub(in crate::app) fn words_or(
        self,
        ui: &mut Ui,
        value: Result<u64, usize>,
        words: &[&str],
        first: u64,
        field: Field,
        set: impl FnOnce(Result<u64, usize>),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut Result<u64, usize>| {
            name_choices(ui, label);
            ui.spacing_mut().item_spacing.x = 2.0;
            for (at, word) in words.iter().enumerate() {
                let is_number = at + 1 == words.len();
                let is_chosen = if is_number { value.is_ok() } else { value == Err(at) };
                let answer = ui.selectable_label(is_chosen, *word);
                if answer.clicked() && !is_chosen {
                    *wanted = if is_number { Ok(first) } else { Err(at) };
                }
            }
            let mut number = value.unwrap_or(first);
            let field = NumberField::of(&mut number, field).speed(0.1);
            let answer = ui.add_enabled(value.is_ok(), field).labelled_by(label);
            if answer.changed() {
                *wanted = Ok(number);
            }
            answer
        };
        self.edit(ui, value, add, set);
    }

    /// A number that is typed or dragged in the field that `make` makes.
    pub(in crate::app) fn number<T: PartialEq + Copy>(
        self,
        ui: &mut Ui,
        value: T,
        make: impl FnOnce(&mut T) -> NumberField<'_>,
        set: impl FnOnce(T),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut T| ui.add(make(wanted)).labelled_by(label);
        self.edit(ui, value, add, set);
    }

    /// Yes or no.
    pub(in crate::app) fn checkbox(self, ui: &mut Ui, value: bool, set: impl FnOnce(bool)) {
        let add =
            |ui: &mut Ui, label, wanted: &mut bool| checkbox(ui, wanted, "").labelled_by(label);
        self.edit(ui, value, add, set);
    }

    /// A number that can be switched off, and is `first` when it is switched on.
    pub(in crate::app) fn optional<T: PartialEq + Copy>(
        self,
        ui: &mut Ui,
        value: Option<T>,
        first: T,
        make: impl FnOnce(&mut T) -> NumberField<'_>,
        set: impl FnOnce(Option<T>),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut Option<T>| {
            let mut on = value.is_some();
            if checkbox(ui, &mut on, "").labelled_by(label).changed() {
                *wanted = on.then_some(first);
            }
            let mut shown = value.unwrap_or(first);
            let answer = ui.add_enabled(on, make(&mut shown)).labelled_by(label);
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
        name: impl Fn(T) -> &'static str,
        set: impl FnOnce(T),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut T| {
            name_choices(ui, label);
            ui.spacing_mut().item_spacing.x = 2.0;
            let add = |choice: &T| ui.selectable_value(wanted, *choice, name(*choice));
            let answer = all.iter().map(add).reduce(|all, answer| all.union(answer));
            answer.unwrap_or_else(|| ui.label(""))
        };
        self.edit(ui, value, add, set);
    }

    /// Many choices in a menu.
    pub(in crate::app) fn menu<'a, T: Copy + PartialEq>(
        self,
        ui: &mut Ui,
        value: T,
        all: &[T],
        name: impl Fn(T) -> &'a str,
        set: impl FnOnce(T),
    ) {
        let id = self.id;
        let add = |ui: &mut Ui, label, wanted: &mut T| {
            let menu =
                ComboBox::from_id_salt(id).selected_text(name(value)).height(menu_height(ui));
            // Names of files may be long.
            let menu = menu.truncate().width(ui.available_width());
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

/// Has readers of the screen call the choices that stand side by side in `ui` by the label of this id.
pub(super) fn name_choices(ui: &Ui, label: Id) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::RadioGroup);
        node.push_labelled_by(label.accesskit_id());
    });
}

/// The numbers that a setting can have.
pub(in crate::app) fn range<T: Numeric>(field: Field) -> RangeInclusive<T> {
    let (least, most) = field.shape().ends().unwrap_or((f64::MIN, f64::MAX));
    T::from_f64(least)..=T::from_f64(most)
}

/// Lets a slider fill its line up to a number at the end.
fn leave_room_for_number(ui: &mut Ui) {
    ui.spacing_mut().slider_width = (ui.available_width() - NUMBER).max(40.0);
}

/// A dot for what acts live, a ring for what begins a new run.
fn badge(ui: &mut Ui, effect: Option<Effect>) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(BADGE, BADGE), egui::Sense::hover());
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
        let texts = &texts(ui.ctx()).controls;
        ui.spacing_mut().item_spacing.x = 4.0;
        badge(ui, Some(Effect::Live));
        ui.label(RichText::new(texts.acts_live).small().weak());
        ui.add_space(8.0);
        badge(ui, Some(Effect::Restarts));
        ui.label(RichText::new(texts.begins_anew).small().weak());
    });
}

#[cfg(test)]
mod tests;
