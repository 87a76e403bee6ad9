//! The timeline without a mouse: what keys ask of its track, and what readers of the screen have of it.

use egui::{Key, Response, Ui};

use crate::app::language::texts;
use crate::app::panels::steps;
use crate::app::plots::spoken;
use crate::session::Session;

/// How many times nearer + and − ask to come.
pub(super) fn nearer(ui: &Ui) -> i64 {
    ui.input(|input| {
        let presses = |key| input.num_presses(key) as i64;
        let zooms_text = input.modifiers.command;
        if zooms_text { 0 } else { presses(Key::Plus) + presses(Key::Equals) - presses(Key::Minus) }
    })
}

/// Has readers of the screen say which step is on show, and what was changed last.
pub(super) fn speak(ui: &Ui, track: &Response, session: &Session, step: u64) {
    let words = spoken::words(ui);
    steps::speak(ui, track, step as f64, &(words.step_of)(step, session.run.step()));
    let marks = &session.run.marks;
    if let Some(newest) = marks.last().filter(|_| ui.ctx().has_accesskit_node(track.id)) {
        let texts = texts(ui.ctx());
        let newest = (texts.plots.mark)(newest.step, &newest.text(texts));
        let changes = (words.changes)(marks.len(), &newest);
        ui.ctx().accesskit_node_builder(track.id, |node| node.set_description(changes));
    }
}
