//! The offer of the first lesson: one quiet line above the plots at the very first start.

use egui::accesskit::Live;
use egui::{Panel, RichText, Ui};

use crate::app::command::{LessonCommand, WindowCommand};
use crate::app::hints::Hints;
use crate::app::language::texts;

/// Draws the offer above the plots while it stands, and adds what the user wants to `commands`; whether it still
/// stands.
pub(in crate::app) fn show(ui: &mut Ui, commands: &mut Vec<WindowCommand>) -> bool {
    let all = texts(ui.ctx());
    let (lessons, notices) = (&all.lessons, &all.notices);
    let panel = Panel::top("first lesson").show_separator_line(false).show(ui, |ui| {
        ui.add_space(3.0);
        ui.horizontal_wrapped(|ui| {
            let label = ui.label(RichText::new(lessons.offer).weak());
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(Live::Polite));
            let begin = ui.button(lessons.offer_button).hint(lessons.offer_hint).clicked();
            commands.extend(begin.then_some(LessonCommand::Begin(0).into()));
            let not_now = ui.button(notices.not_now).hint(lessons.offer_hint).clicked();
            !begin && !not_now
        })
        .inner
    });
    panel.inner
}
