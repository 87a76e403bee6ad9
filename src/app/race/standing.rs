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
    let winners = board.winners();
    let best = match (winners.len(), &board.status) {
        (1, RaceStatus::Finished) => "winner",
        (1, _) => "leads",
        _ => "tie",
    };
    Grid::new("standing")
        .num_columns(7)
        .min_col_width(0.0)
        .striped(true)
        .spacing([18.0, 5.0])
        .show(ui, |ui| {
            let counts = board.criterion().label();
            let nobody = board.why_nobody_wins().unwrap_or_default();
            for title in ["", "variant", "loss", "best loss", &counts, &nobody, ""] {
                ui.label(RichText::new(title).small().weak());
            }
            ui.end_row();
            for (n, entrant) in board.entrants.iter().enumerate() {
                row(ui, n, entrant, board);
                verdict(ui, entrant, winners.contains(&n).then_some(best));
                open(ui, entrant, intents);
                ui.end_row();
            }
        });
}

/// The cells of a variant.
fn row(ui: &mut Ui, n: usize, entrant: &Entrant, board: &RaceBoard) {
    let Outcome { loss, best, .. } = entrant.outcome;
    let number = |loss: Option<f32>| loss.map_or("–".to_owned(), |loss| short(loss.into()));
    let value = board.criterion().value(&entrant.outcome);
    let counts = if value.is_finite() { short(value) } else { "–".to_owned() };
    let best =
        best.map_or("–".to_owned(), |(step, loss)| format!("{} at {step}", short(loss.into())));
    swatch(ui, n);
    ui.label(&entrant.variant.name);
    for text in [number(loss), best, counts] {
        ui.label(RichText::new(text).monospace());
    }
}

/// What the best one is, and whether a variant left the finite numbers.
fn verdict(ui: &mut Ui, entrant: &Entrant, place: Option<&str>) {
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        if let Some(place) = place {
            ui.label(RichText::new(place).color(palette.live).strong());
        }
        if let Some(step) = entrant.outcome.diverged {
            ui.label(RichText::new(format!("diverged at step {step}")).color(palette.error));
        }
    });
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
