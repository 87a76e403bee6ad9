//! The overlay that lists all keys.

use egui::{Align2, Grid, RichText, Ui, Window};

use super::intent::{BINDINGS, BUILT_IN};

/// Draws the overlay while `open`; a click beside it, its button or F1 closes it.
pub(super) fn show(ui: &mut Ui, open: &mut bool) {
    if !*open {
        return;
    }
    let mut still_open = true;
    Window::new("Keys")
        .open(&mut still_open)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .show(ui.ctx(), |ui| {
            Grid::new("keys").num_columns(2).spacing([24.0, 6.0]).show(ui, |ui| {
                let bindings = BINDINGS.iter().map(|binding| (binding.key, binding.text));
                let named = bindings.filter(|(key, _)| !key.is_empty());
                for (key, text) in named.chain(BUILT_IN.iter().copied()) {
                    ui.label(RichText::new(key).monospace().strong());
                    ui.label(text);
                    ui.end_row();
                }
            });
        });
    *open = still_open;
}
