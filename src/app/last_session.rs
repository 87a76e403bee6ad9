//! The offer to go on where the last session ended.

use egui::{Align2, Area, Frame, Order, RichText, Stroke, Ui};

use super::theme::Palette;
use crate::session::{Action, Session, sentence};
use crate::wording::grouped;

/// Draws the offer while it stands and adds the answer to `actions`.
pub(super) fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let Some(checkpoint) = &session.last_session else { return };
    let step = grouped(checkpoint.step());
    let settings = sentence(&checkpoint.recipe.config_at(checkpoint.step()));
    Area::new(egui::Id::unique("last session"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_TOP, egui::vec2(0.0, 48.0))
        .show(ui.ctx(), |ui| {
            let stroke = Stroke::new(1.0, Palette::of(ui).live);
            Frame::popup(ui.style()).stroke(stroke).inner_margin(10).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.vertical(|ui| {
                        ui.label(format!("The last session ended at step {step}."));
                        ui.label(RichText::new(settings).small().weak());
                    });
                    ui.add_space(8.0);
                    if ui.button(RichText::new("Go on with it").strong()).clicked() {
                        actions.push(Action::ResumeLast);
                    }
                    if ui.button("Not now").clicked() {
                        actions.push(Action::ForgetLast);
                    }
                });
            });
        });
}
