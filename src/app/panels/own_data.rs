//! Below the choice of data: what those in force are good for, and the ways to data of one's own.

use egui::{RichText, Ui};

use super::row::{Row, sentence_below};
use crate::app::command::{DataCommand, DrawCommand, WindowCommand};
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::config::{Config, DataChoice};
use crate::generators::origin;

/// Says in a sentence what the data in force are; nothing of files.
fn about(ui: &mut Ui, config: &Config) {
    let DataChoice::Kind(kind) = &config.data else { return };
    let texts = &texts(ui.ctx()).controls;
    let answer = sentence_below(ui, RichText::new(kind.sentence()).weak());
    if let Some(origin) = origin(*kind) {
        answer.hint_beside(ui, (texts.origin)(origin.formula, origin.source));
    }
}

/// Draws both, and adds what the user wants to `commands`.
pub(super) fn show(ui: &mut Ui, config: &Config, commands: &mut Vec<WindowCommand>) {
    about(ui, config);
    let (texts, own) = (&texts(ui.ctx()).controls, &texts(ui.ctx()).own_data);
    Row::plain("own data", texts.own_data, texts.own_data_hint).show(ui, |ui, _| {
        let (hint, command) = match config.data.file() {
            Some(_) => (own.from_controls_hint, WindowCommand::Data(DataCommand::ShowRuns)),
            None => (texts.open_table_hint, WindowCommand::Open),
        };
        let open = ui.button(texts.open_table).hint_beside(ui, hint);
        if open.clicked() {
            commands.push(command);
        }
        let draw = ui.button(texts.draw).hint_beside(ui, texts.draw_hint);
        if draw.clicked() {
            commands.push(WindowCommand::Draw(DrawCommand::Begin));
        }
        open.union(draw)
    });
}
