//! Why a field refused what was typed: a sentence at the field, for as long as it is of use.

use egui::{Align, Id, Key, Popup, PopupKind, Response, RichText, Stroke, StrokeKind, Ui};

use crate::app::theme::Palette;
use crate::wording::Sentence;

/// Width in which a refusal is wrapped, in points.
const SENTENCE: f32 = 280.0;

/// Why a field refused what was typed.
#[derive(Clone)]
struct Told {
    sentence: Sentence,
    /// The frames of its refusal, and in which it was shown last.
    since: u64,
    last: u64,
}

fn key(field: Id) -> Id {
    field.with("refusal")
}

/// Has `tell` say why.
pub(super) fn refuse(ui: &Ui, field: Id, sentence: Sentence) {
    let now = ui.ctx().cumulative_frame_nr();
    let told = Told { sentence, since: now, last: now };
    ui.data_mut(|data| data.insert_temp(key(field), told));
    ui.ctx().request_repaint();
}

/// What was typed is right.
pub(super) fn forget(ui: &Ui, field: Id) {
    ui.data_mut(|data| data.remove::<Told>(key(field)));
}

/// Draws the sentence at the field, until the field is edited again or anything is clicked.
pub(super) fn tell(ui: &Ui, answer: &Response) {
    let Some(mut told) = ui.data(|data| data.get_temp::<Told>(key(answer.id))) else { return };
    let now = ui.ctx().cumulative_frame_nr();
    let over = ui.input(|input| input.pointer.any_pressed() || input.key_pressed(Key::Escape));
    if (over && now > told.since) || now > told.last + 1 || answer.gained_focus() {
        return forget(ui, answer.id);
    }
    told.last = now;
    let colour = Palette::of(ui).error;
    outline(ui, answer);
    Popup::from_response(answer)
        .id(key(answer.id))
        .kind(PopupKind::Tooltip)
        .open(true)
        .interactable(false)
        .gap(4.0)
        .layout(egui::Layout::top_down(Align::Min))
        .show(|ui| {
            ui.set_max_width(SENTENCE);
            ui.add(egui::Label::new(RichText::new(told.sentence.to_string()).color(colour)).wrap());
        });
    ui.data_mut(|data| data.insert_temp(key(answer.id), told));
}

/// Draws a line around a field with something wrong in it.
pub(super) fn outline(ui: &Ui, answer: &Response) {
    let stroke = Stroke::new(1.5, Palette::of(ui).error);
    ui.painter().rect_stroke(answer.rect.expand(1.0), 3.0, stroke, StrokeKind::Outside);
}
