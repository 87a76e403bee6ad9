//! Typing a path, where the system has no dialog for it.

use std::path::PathBuf;

use egui::{Align2, Id, Key, TextEdit, Ui, Window};

use crate::app::frame::keys::escape;
use crate::app::language::texts;
use crate::app::system::dialog::Purpose;
use crate::text::Notices;

/// Width of the field in points, and what it leaves of a narrow window.
const WIDEST: f32 = 420.0;
const AROUND: f32 = 48.0;

/// A path while it is being typed.
#[derive(Debug)]
pub(in crate::app) struct TypedPath {
    /// What it is for.
    pub(in crate::app) purpose: Purpose,
    /// The path so far.
    pub(in crate::app) text: String,
    /// Whether the field has had the keyboard.
    begun: bool,
}

impl TypedPath {
    /// A path to be typed, which begins with this text.
    pub(in crate::app) fn new(purpose: Purpose, text: String) -> Self {
        Self { purpose, text, begun: false }
    }

    /// Title, sentence and button.
    fn words(&self, texts: &Notices) -> [&'static str; 3] {
        match self.purpose {
            Purpose::Open => [texts.open, texts.open_sentence, texts.open],
            _ => [texts.folder, texts.folder_sentence, texts.use_folder],
        }
    }
}

/// Draws the field while there is a path in it; returns the path once it is chosen.
pub(in crate::app) fn show(
    ui: &mut Ui,
    typed: &mut Option<TypedPath>,
) -> Option<(Purpose, PathBuf)> {
    let path = typed.as_mut()?;
    let [title, sentence, use_it] = path.words(&texts(ui.ctx()).notices);
    let (mut open, mut chosen) = (true, None);
    Window::new(title)
        .id(Id::unique("typed path"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .show(ui.ctx(), |ui| {
            let width = WIDEST.min(ui.ctx().content_rect().width() - AROUND);
            ui.set_max_width(width);
            let label = ui.label(sentence);
            let text = &mut path.text;
            let field = ui.add(TextEdit::singleline(text).desired_width(width));
            let field = field.labelled_by(label.id);
            // Else its letters would be taken for the window's keys.
            if !path.begun {
                field.request_focus();
                path.begun = true;
            }
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if (ui.button(use_it).clicked() || entered) && !text.trim().is_empty() {
                chosen = Some((path.purpose, PathBuf::from(text.trim())));
            }
        });
    // What is opened may turn out to be something else, and is then typed once more.
    path.begun = path.begun && chosen.is_none();
    open &= !escape(ui.ctx());
    if !open || chosen.as_ref().is_some_and(|(purpose, _)| *purpose != Purpose::Open) {
        *typed = None;
    }
    chosen
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;

    use super::*;

    #[test]
    fn escape_closes_it_while_the_path_is_typed() {
        let typed = Some(TypedPath::new(Purpose::Folder, "/somewhere".to_owned()));
        let mut window =
            Harness::new_ui_state(|ui, typed| assert!(show(ui, typed).is_none()), typed);
        window.run_steps(2);
        assert!(window.state().as_ref().is_some_and(|typed| typed.begun));
        window.key_press(Key::Escape);
        window.run_steps(2);
        assert!(window.state().is_none());
    }
}
