//! The standing where there is no room for a table: each variant in a line, and below that its numbers.

use egui::{RichText, TextStyle, Ui, WidgetText};

use super::{best, name, numbers, open, titles, verdict};
use crate::app::command::WindowCommand;
use crate::app::language::texts;
use crate::app::panels::race::variants::swatch;
use crate::app::plots::look::SAMPLE;
use crate::session::race::RaceBoard;

/// Between a number and the next one's name, in points.
const GAP: f32 = 12.0;
/// Between two variants, in points.
const BETWEEN: f32 = 4.0;

/// Draws the lines.
pub(super) fn show(ui: &mut Ui, board: &RaceBoard, commands: &mut Vec<WindowCommand>) {
    let (winners, all) = (board.winners(), texts(ui.ctx()));
    let (best, titles) = (best(&all.race, board), titles(all, board));
    if let Some(nobody) = board.why_nobody_wins(&all.race) {
        ui.add(egui::Label::new(RichText::new(nobody).small().weak()).wrap());
    }
    for (n, entrant) in board.entrants.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            swatch(ui, n, SAMPLE);
            name(ui, &entrant.variant.name);
            verdict(ui, entrant, winners.contains(&n).then_some(best));
            open(ui, entrant, board.steps_to_open(), commands);
        });
        let mut named: Vec<_> = titles.iter().zip(numbers(&all.runs, entrant, board)).collect();
        // What counts comes first.
        named.rotate_right(1);
        ui.horizontal(|ui| {
            // Below the name, however many lines they take.
            ui.add_space(SAMPLE + ui.spacing().item_spacing.x);
            ui.vertical(|ui| {
                ui.horizontal_wrapped(|ui| {
                    named.iter().for_each(|(title, number)| named_number(ui, title, number));
                });
            });
        });
        ui.add_space(BETWEEN);
    }
}

/// A number behind its name, with which it stays in a line; nothing where there is none.
fn named_number(ui: &mut Ui, title: &str, number: &str) {
    if number.is_empty() {
        return;
    }
    let [title, number] = [RichText::new(title).small().weak(), RichText::new(number).monospace()];
    let width = |text: &RichText| {
        let text = WidgetText::from(text.clone());
        text.into_galley(ui, None, f32::INFINITY, TextStyle::Body).size().x
    };
    let needed = width(&title) + ui.spacing().item_spacing.x + width(&number);
    if ui.available_size_before_wrap().x < needed {
        ui.end_row();
    }
    ui.label(title);
    ui.label(number);
    ui.add_space(GAP);
}
