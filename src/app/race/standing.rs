//! Who leads: one row a variant.

use egui::{Grid, RichText, Ui};

use super::super::intent::Intent;
use super::super::theme::Palette;
use super::super::ticks::short;
use super::super::view::View;
use super::setup::swatch;
use crate::race::Outcome;
use crate::session::Action;
use crate::session::race::{Entrant, RaceBoard, RaceStatus};

/// Draws the table.
pub(super) fn show(ui: &mut Ui, board: &RaceBoard, intents: &mut Vec<Intent>) {
    let winner = board.winner();
    let over = board.status == RaceStatus::Finished;
    Grid::new("standing")
        .num_columns(7)
        .min_col_width(0.0)
        .striped(true)
        .spacing([18.0, 5.0])
        .show(ui, |ui| {
            let counts = board.criterion().label();
            for title in ["", "variant", "loss", "best loss", counts.as_str(), "", ""] {
                ui.label(RichText::new(title).small().weak());
            }
            ui.end_row();
            for (n, entrant) in board.entrants.iter().enumerate() {
                row(ui, n, entrant, board, (winner == Some(n)).then_some(over));
                open(ui, entrant, intents);
                ui.end_row();
            }
        });
}

/// The cells of a variant; `wins` says of the best one whether the race is over.
fn row(ui: &mut Ui, n: usize, entrant: &Entrant, board: &RaceBoard, wins: Option<bool>) {
    let Outcome { loss, best, diverged, .. } = entrant.outcome;
    let number = |loss: Option<f32>| loss.map_or("–".to_owned(), |loss| short(loss.into()));
    let value = board.criterion().value(&entrant.outcome);
    let counts = if value.is_finite() { short(value) } else { "–".to_owned() };
    let best =
        best.map_or("–".to_owned(), |(step, loss)| format!("{} at {step}", short(loss.into())));
    swatch(ui, n);
    let name = RichText::new(&entrant.variant.name);
    ui.label(if wins.is_some() { name.strong() } else { name });
    for text in [number(loss), best, counts] {
        ui.label(RichText::new(text).monospace());
    }
    let palette = Palette::of(ui);
    match (wins, diverged) {
        (Some(true), _) => ui.label(RichText::new("winner").color(palette.live).strong()),
        (Some(false), _) => ui.label(RichText::new("leads").color(palette.live)),
        (None, Some(step)) => {
            ui.label(RichText::new(format!("diverged at step {step}")).color(palette.error))
        }
        (None, None) => ui.label(""),
    };
}

/// The button that opens a variant's run in the main window.
fn open(ui: &mut Ui, entrant: &Entrant, intents: &mut Vec<Intent>) {
    let answer = ui.small_button("Open");
    let name = format!("open {}", entrant.variant.name);
    answer.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if answer.on_hover_text("Begins this run anew in the scope.").clicked() {
        let config = Box::new(entrant.variant.config.clone());
        intents.push(Intent::Do(Action::UsePreset(config)));
        intents.push(Intent::Show(View::Scope));
    }
}
