//! The offer to go on where the last session ended.

use egui::{Align, Frame, Layout, Panel, RichText, Stroke, Ui};

use super::fitting::parts_that_fit;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::checkpoint::Checkpoint;
use crate::recipe::changes_felt;
use crate::session::{Action, Session};

/// Draws the offer above the plots while it stands, and adds the answer to `actions`.
pub(in crate::app) fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    if session.last_sessions.is_empty() {
        return;
    }
    Panel::top("last session").show_separator_line(false).show(ui, |ui| {
        let stroke = Stroke::new(1.0, Palette::of(ui).live);
        ui.add_space(4.0);
        Frame::group(ui.style()).stroke(stroke).show(ui, |ui| {
            for (at, checkpoint) in session.last_sessions.iter().enumerate() {
                ui.horizontal(|ui| row(ui, at, checkpoint, actions));
            }
        });
    });
}

/// One session: where it ended, and what to do with it.
fn row(ui: &mut Ui, at: usize, checkpoint: &Checkpoint, actions: &mut Vec<Action>) {
    let all = texts(ui.ctx());
    let texts = &all.notices;
    let sentence = if at == 0 { texts.last_session } else { texts.session_before };
    ui.label(sentence(checkpoint.step()));
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if at == 0 && ui.button(texts.not_now).hint(texts.not_now_hint).clicked() {
            actions.push(Action::LeaveLast);
        }
        let answer = ui.button(RichText::new(texts.go_on).strong());
        if answer.hint(texts.go_on_hint).clicked() {
            actions.push(Action::ResumeLast(at));
        }
        let (recipe, step) = (&checkpoint.recipe, checkpoint.step());
        let changes = changes_felt(&recipe.marks(), step);
        let settings = crate::session::sentence(all, &recipe.config_at(step.max(1)), changes);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let said = parts_that_fit(ui, RichText::small, &settings).unwrap_or_default();
            ui.label(RichText::new(said).small().weak()).hint(&settings);
        });
    });
}
