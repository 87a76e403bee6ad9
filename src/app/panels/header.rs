//! The line above a plot: its title, one sentence, and its own switches at the right.

use egui::{Align, Color32, Label, Layout, ProgressBar, RichText, Ui};

use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::theme::Palette;

/// Draws the line; the sentence gets what room `switches` leave.
pub(in crate::app) fn header(ui: &mut Ui, title: &str, hint: &str, switches: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).strong());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            switches(ui);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(hint).small().weak()).truncate());
            });
        });
    });
}

/// The button that brings the newest step back into view.
pub(in crate::app) fn back_to_live(ui: &mut Ui, follow: &mut bool) {
    let texts = &texts(ui.ctx()).plots;
    let text = RichText::new(texts.back_to_live).color(Palette::of(ui).live);
    if ui.button(text).hint(texts.back_to_live_hint).clicked() {
        *follow = true;
    }
}

/// How far something is, with an empty bar where nothing has begun.
pub(in crate::app) fn progress(ui: &mut Ui, part: f32, text: String) {
    let bar = ProgressBar::new(part).text(text);
    ui.add(if part > 0.0 { bar } else { bar.fill(Color32::TRANSPARENT) });
}
