//! Who leads: one row a variant.

use egui::{Align, Grid, Label, Layout, RichText, ScrollArea, Ui};

use super::variants::swatch;
use crate::app::command::WindowCommand;
use crate::app::focus::bring_into_view;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::panels::small_button::small_button;
use crate::app::plots::look::SAMPLE;
use crate::app::theme::Palette;
use crate::app::view::View;
use crate::config::Config;
use crate::number::{grouped, short};
use crate::race::{Criterion, Outcome, Variant, has_validation};
use crate::recipe::Recipe;
use crate::session::Action;
use crate::session::race::{Entrant, RaceBoard, RaceStatus};

/// Width of a variant's name at the most.
const NAME: f32 = 190.0;

/// Draws the table.
pub(super) fn show(ui: &mut Ui, board: &RaceBoard, commands: &mut Vec<WindowCommand>) {
    ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        let grid = Grid::new("standing").num_columns(9).min_col_width(0.0).striped(true);
        grid.spacing([14.0, 5.0]).show(ui, |ui| rows(ui, board, commands));
        bring_into_view(ui);
    });
}

fn rows(ui: &mut Ui, board: &RaceBoard, commands: &mut Vec<WindowCommand>) {
    let (winners, all) = (board.winners(), texts(ui.ctx()));
    let texts = &all.race;
    let best = match (winners.len(), &board.status) {
        (1, RaceStatus::Finished) => texts.winner,
        (1, _) => texts.leads,
        _ => texts.tie,
    };
    let nobody = board.why_nobody_wins(texts).unwrap_or_default();
    let is_validated = is_validated(board);
    let counts = match board.criterion() {
        // They have columns of their own.
        Criterion::FinalLoss | Criterion::BestLoss => String::new(),
        Criterion::ValidationLoss | Criterion::BestValidationLoss if is_validated => String::new(),
        criterion @ (Criterion::MeanLoss(_)
        | Criterion::StepsTo(_)
        | Criterion::ValidationLoss
        | Criterion::BestValidationLoss) => criterion.label(all),
    };
    let validated = [texts.validation_column, texts.best_validation_column];
    let validated = validated.into_iter().filter(|_| is_validated);
    let own = ["", texts.variant_column, "", texts.loss_column, texts.best_column].into_iter();
    for title in own.chain(validated).chain([counts.as_str(), &nobody]) {
        ui.label(RichText::new(title).small().weak());
    }
    ui.end_row();
    for (n, entrant) in board.entrants.iter().enumerate() {
        swatch(ui, n, SAMPLE);
        name(ui, &entrant.variant.name);
        // Beside the name it is in sight in a narrow window, too.
        verdict(ui, entrant, winners.contains(&n).then_some(best));
        numbers(ui, entrant, board);
        open(ui, entrant, board.steps_to_open(), commands);
        ui.end_row();
    }
}

/// Whether losses over the validation part are shown: some variant has such a part.
fn is_validated(board: &RaceBoard) -> bool {
    board.entrants.iter().any(|entrant| has_validation(&entrant.variant.config))
}

/// The cells of a variant's numbers.
fn numbers(ui: &mut Ui, entrant: &Entrant, board: &RaceBoard) {
    let Outcome { loss, mean, best, reached, validation, best_validation, .. } = entrant.outcome;
    let texts = &texts(ui.ctx()).runs;
    let unknown = || texts.unknown.to_owned();
    let number = |loss: Option<f32>| loss.map_or_else(unknown, |loss| short(loss.into()));
    let best_of = |best: Option<(u64, f32)>| {
        best.map_or_else(unknown, |(step, loss)| (texts.best)(step, loss.into()))
    };
    let counts = match board.criterion() {
        Criterion::MeanLoss(_) => number(mean),
        Criterion::StepsTo(_) => reached.map_or_else(unknown, grouped),
        // They have columns of their own, or there are no such losses.
        Criterion::FinalLoss
        | Criterion::BestLoss
        | Criterion::ValidationLoss
        | Criterion::BestValidationLoss => String::new(),
    };
    let validated = [number(validation), best_of(best_validation)];
    let validated = validated.into_iter().filter(|_| is_validated(board));
    for text in [number(loss), best_of(best)].into_iter().chain(validated).chain([counts]) {
        ui.label(RichText::new(text).monospace());
    }
}

/// A name as wide as it is, but cut where it would push the rest away.
fn name(ui: &mut Ui, name: &str) {
    let text = egui::WidgetText::from(name);
    let galley = text.into_galley(ui, None, f32::INFINITY, egui::TextStyle::Body);
    let size = egui::vec2(galley.size().x.min(NAME).ceil(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.add(Label::new(name).truncate());
    });
}

/// What the best one is, and whether a variant ended before the race: it left the finite numbers, or was out of
/// patience.
fn verdict(ui: &mut Ui, entrant: &Entrant, place: Option<&str>) {
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        if let Some(place) = place {
            ui.label(RichText::new(place).color(palette.live).strong());
        }
        let texts = texts(ui.ctx());
        if let Some(step) = entrant.outcome.diverged {
            let text = (texts.status.diverged)(step);
            ui.label(RichText::new(text).color(palette.error));
        } else if let Some(step) = entrant.outcome.out_of_patience {
            ui.label(RichText::new((texts.race.out_of_patience)(step)).weak());
        }
    });
}

/// The buttons that bring a variant's run of so many steps into the scope: played from its first step,
/// or at its end.
fn open(ui: &mut Ui, entrant: &Entrant, steps: u64, commands: &mut Vec<WindowCommand>) {
    let texts = &texts(ui.ctx()).race;
    let Variant { name, config } = &entrant.variant;
    let recipe = || Box::new(Recipe::from(Config { steps, ..config.clone() }));
    let mut button =
        |ui: &mut Ui, text: &str, named: &str, hint: &str, action: &dyn Fn() -> Action| {
            let answer = ui.add(small_button(text));
            answer.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, named));
            if answer.hint(hint).clicked() {
                commands.push(action().into());
                commands.push(WindowCommand::Show(View::Scope));
            }
        };
    ui.horizontal(|ui| {
        let named = (texts.open_name)(name);
        button(ui, texts.open, &named, texts.open_hint, &|| Action::Open(recipe()));
        let named = (texts.open_at_end_name)(name);
        let hint = texts.open_at_end_hint;
        button(ui, texts.open_at_end, &named, hint, &|| Action::OpenAtEnd(recipe()));
    });
}
