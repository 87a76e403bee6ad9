//! Typing the export folder, where the system has no dialog for it.

use std::path::PathBuf;

use egui::{Align2, Key, TextEdit, Ui, Window};

/// Draws the field while there is text in it; returns the folder once it is chosen.
pub(super) fn show(ui: &mut Ui, typed: &mut Option<String>) -> Option<PathBuf> {
    let text = typed.as_mut()?;
    let (mut open, mut chosen) = (true, None);
    Window::new("Export folder")
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .show(ui.ctx(), |ui| {
            let label = ui.label("Pictures and tables go to this folder; it is made if need be.");
            let field = ui.add(TextEdit::singleline(text).desired_width(420.0));
            let field = field.labelled_by(label.id);
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if (ui.button("Use this folder").clicked() || entered) && !text.trim().is_empty() {
                chosen = Some(PathBuf::from(text.trim()));
            }
        });
    if chosen.is_some() || !open {
        *typed = None;
    }
    chosen
}
