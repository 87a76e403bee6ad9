//! Switches that several lenses have.

use std::ops::RangeInclusive;

use egui::{ComboBox, RichText, Slider, Ui};

use crate::app::language::texts;
use crate::app::panels::number_field::NumberField;
use crate::app::panels::row::name_choices;
use crate::app::panels::steps::{self, Steps};
use crate::inspector::Question;
use crate::number::{plain, to_digits};
use crate::session::{Action, Session};

/// Which layer a lens shows, where there are several.
pub(super) fn layer_choice(
    ui: &mut Ui,
    session: &Session,
    question: fn(usize) -> Question,
    actions: &mut Vec<Action>,
) {
    let layers = session.run.config.layers;
    let asked = session.lenses.question(question(0).kind());
    let shown = (0..layers).find(|layer| asked == Some(question(*layer))).unwrap_or(layers - 1);
    if let Some(layer) = layer_buttons(ui, shown, layers) {
        actions.push(Action::Inquire(question(layer)));
    }
}

/// A button for each layer, where there are several; the layer that was clicked.
pub(super) fn layer_buttons(ui: &mut Ui, shown: usize, layers: usize) -> Option<usize> {
    if layers < 2 {
        return None;
    }
    let mut clicked = None;
    ui.horizontal(|ui| {
        let label = ui.label(RichText::new(texts(ui.ctx()).cards.layer).small());
        name_choices(ui, label.id);
        for layer in 0..layers {
            let text = RichText::new((layer + 1).to_string());
            if ui.selectable_label(layer == shown, text).clicked() {
                clicked = Some(layer);
            }
        }
    });
    clicked
}

/// Which of several inputs or targets a lens shows, by their names; the one that was chosen.
pub(super) fn channel_choice(
    ui: &mut Ui,
    label: &str,
    names: &[&str],
    shown: usize,
) -> Option<usize> {
    if names.len() < 2 {
        return None;
    }
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.label(RichText::new(label).small());
        let text = names.get(shown).copied().unwrap_or_default();
        let width = (ui.available_width() - 24.0).max(60.0);
        let choice = ComboBox::from_id_salt(label).selected_text(text).width(width.min(220.0));
        let answer = choice.truncate().show_ui(ui, |ui| {
            for (n, name) in names.iter().enumerate() {
                if ui.selectable_label(n == shown, *name).clicked() {
                    chosen = Some(n);
                }
            }
        });
        let role = egui::Role::ComboBox;
        answer.response.widget_info(|| egui::WidgetInfo::labeled(role, true, label));
    });
    chosen
}

/// A name, a slider and a number in one line.
pub(super) fn slider(
    ui: &mut Ui,
    name: &str,
    value: &mut f64,
    range: RangeInclusive<f64>,
    logarithmic: bool,
) {
    ui.horizontal(|ui| {
        let size = egui::vec2(78.0, ui.spacing().interact_size.y);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let label = ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_width(78.0);
            ui.label(RichText::new(name).small())
        });
        ui.spacing_mut().slider_width = (ui.available_width() - 64.0).max(40.0);
        let before = *value;
        let slider = Slider::new(value, range.clone()).logarithmic(logarithmic).show_value(false);
        let answer = ui.add(slider).labelled_by(label.inner.id);
        let steps = if logarithmic { Steps::factors(false) } else { Steps::linear(&range, false) };
        if let Some(moved) = steps::moved(ui, &answer, before, steps, range.clone()) {
            *value = moved;
        } else if answer.changed() {
            *value = to_digits(*value, 3);
        }
        steps::speak(ui, &answer, *value, &plain(*value));
        ui.add(NumberField::new(value, range)).labelled_by(label.inner.id);
    });
}
