//! A text that is typed in one line: taken when the field is left, or refused with a sentence at the field.

use egui::{Id, Key, Response, Stroke, StrokeKind, TextEdit, Ui};

use super::refusal::{forget, refuse, tell};
use crate::app::theme::Palette;
use crate::wording::Sentence;

/// Draws a field for `value`, named by the label of this id; hands what was typed to `set`, which takes it or
/// says in a sentence why not. Escape leaves the value as it is.
pub(super) fn show(
    ui: &mut Ui,
    label: Id,
    value: &str,
    set: impl FnOnce(&str) -> Result<(), Sentence>,
) -> Response {
    let width = ui.available_width();
    unnamed(ui, width, value, set).labelled_by(label)
}

/// The same, so many points wide, and without a name.
pub(super) fn unnamed(
    ui: &mut Ui,
    width: f32,
    value: &str,
    set: impl FnOnce(&str) -> Result<(), Sentence>,
) -> Response {
    let id = ui.scope_id().with("text");
    let draft = |id: Id| id.with("typed");
    let typed = ui.data(|data| data.get_temp::<String>(draft(id)));
    let mut text = typed.unwrap_or_else(|| value.to_owned());
    let answer = ui.add(TextEdit::singleline(&mut text).id(id).desired_width(width));
    if answer.has_focus() {
        ui.data_mut(|data| data.insert_temp(draft(id), text));
    } else if answer.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(draft(id)));
        let is_left = ui.input(|input| input.key_pressed(Key::Escape));
        match (!is_left && text.trim() != value).then(|| set(text.trim())) {
            Some(Err(sentence)) => refuse(ui, answer.id, sentence),
            Some(Ok(())) => forget(ui, answer.id),
            // A picture that is drawn a second time finds nothing typed, and what was refused stays so.
            None => {}
        }
    }
    edge(ui, &answer);
    tell(ui, &answer);
    answer
}

/// Draws the edge of a field, which on a light ground can't be seen without.
pub(super) fn edge(ui: &Ui, answer: &Response) {
    if !answer.has_focus() && !answer.hovered() {
        let stroke = Stroke::new(1.0, Palette::of(ui).grid);
        ui.painter().rect_stroke(answer.rect, 3.0, stroke, StrokeKind::Inside);
    }
}
