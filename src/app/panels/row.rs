//! One line of the controls: a label that says when the setting is felt, then its widgets.

mod inputs;

use std::borrow::Cow;
use std::ops::RangeInclusive;

use egui::emath::Numeric;
use egui::{Color32, Id, Label, Response, RichText, Role, Ui, UiBuilder};

use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::spotlight;
use crate::app::theme::Palette;
use crate::config::{Effect, Field};
use crate::lesson::Target;
use crate::text::Controls;

/// Width of the labels, and of their dot or ring and the gap behind it.
const LABEL: f32 = 123.0;
const BADGE: f32 = 9.0;
const BADGE_GAP: f32 = 4.0;
/// How far what belongs to a row is moved in below it: to where labels begin.
pub(super) const INDENT: f32 = BADGE + BADGE_GAP;

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
