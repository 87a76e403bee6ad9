//! Who leads: one row a variant, or where there is no room for that, some lines.

mod lines;

use egui::{Align, Grid, Id, Label, Layout, RichText, ScrollArea, Ui};

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
use crate::text::{Race, Runs, Texts};
use crate::wording::Language;

/// Width of a variant's name at the most.
const NAME: f32 = 190.0;

/// Height of a row of the table, and of what is around all of them, in points.
const ROW: f32 = 27.0;
const AROUND: f32 = 12.0;

/// The room that a race's standing has needed.
#[derive(Clone, Copy, Debug, Default)]
struct Needed {
    /// The width of the table, in points.
    width: f32,
    /// The height of the lines, where there was no room for the table.
    lines: Option<f32>,
}

impl Needed {
    /// Where egui's memory holds it. Other names, titles and words have other widths.
    fn place(board: &RaceBoard) -> Id {
        let names: Vec<&str> = board.entrants.iter().map(|one| &*one.variant.name).collect();
        let is_over = board.status == RaceStatus::Finished;
        let words = (Language::in_force(), is_over, is_validated(board));
        Id::unique("standing").with((names, words))
    }
}

/// The height that it wants, in points.
pub(super) fn height(ui: &Ui, board: &RaceBoard) -> f32 {
    let known = ui.data(|data| data.get_temp::<Needed>(Needed::place(board)));
    let rows = board.entrants.len() as f32 + 1.0;
    known.and_then(|known| known.lines).unwrap_or(rows * ROW) + AROUND
}

/// Draws the table, or where it would have to be scrolled sideways, lines.
pub(super) fn show(ui: &mut Ui, board: &RaceBoard, commands: &mut Vec<WindowCommand>) {
    let (place, room) = (Needed::place(board), ui.available_width());
    let mut needed: Needed = ui.data(|data| data.get_temp(place)).unwrap_or_default();
    let before = needed.lines.map(f32::round);
    if needed.width <= room {
        needed = Needed { width: table(ui, board, commands), lines: None };
    } else {
        let area = ScrollArea::vertical().auto_shrink(false);
        let lines = area.show(ui, |ui| {
            lines::show(ui, board, commands);
            bring_into_view(ui);
        });
        needed.lines = Some(lines.content_size.y);
    }
    ui.data_mut(|data| data.insert_temp(place, needed));
    // Lines take the place of a table that is too wide, and have the height that they need, at once.
    let is_settled = needed.width <= room
        || needed.lines.is_some_and(|_| needed.lines.map(f32::round) == before);
    if !is_settled {
        ui.request_discard("standing");
    }
}

/// Draws the table; its width.
fn table(ui: &mut Ui, board: &RaceBoard, commands: &mut Vec<WindowCommand>) -> f32 {
    let area = ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        let grid = Grid::new("standing").num_columns(9).min_col_width(0.0).striped(true);
        let grid = grid.spacing([14.0, 5.0]).show(ui, |ui| rows(ui, board, commands));
        bring_into_view(ui);
        grid.response.rect.width()
    });
    area.inner
}

/// What the best ones are called.
fn best<'a>(texts: &'a Race, board: &RaceBoard) -> &'a str {
    match (board.winners().len(), &board.status) {
        (1, RaceStatus::Finished) => texts.winner,
        (1, _) => texts.leads,
        _ => texts.tie,
    }
}

/// What the numbers of a variant are called, in their order.
fn titles(all: &Texts, board: &RaceBoard) -> Vec<String> {
    let texts = &all.race;
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
    let own = [texts.loss_column, texts.best_column].into_iter();
    own.chain(validated).map(str::to_owned).chain([counts]).collect()
}

fn rows(ui: &mut Ui, board: &RaceBoard, commands: &mut Vec<WindowCommand>) {
    let (winners, all) = (board.winners(), texts(ui.ctx()));
    let best = best(&all.race, board);
    let nobody = board.why_nobody_wins(&all.race).unwrap_or_default();
    let own = ["", all.race.variant_column, ""].map(str::to_owned).into_iter();
    for title in own.chain(titles(all, board)).chain([nobody]) {
        ui.label(RichText::new(title).small().weak());
    }
    ui.end_row();
    for (n, entrant) in board.entrants.iter().enumerate() {
        swatch(ui, n, SAMPLE);
        name(ui, &entrant.variant.name);
        // Beside the name it is in sight in a narrow window, too.
        ui.horizontal(|ui| verdict(ui, entrant, winners.contains(&n).then_some(best)));
        for text in numbers(&all.runs, entrant, board) {
            ui.label(RichText::new(text).monospace());
        }
        ui.horizontal(|ui| open(ui, entrant, board.steps_to_open(), commands));
        ui.end_row();
    }
}

/// Whether losses over the validation part are shown: some variant has such a part.
fn is_validated(board: &RaceBoard) -> bool {
    board.entrants.iter().any(|entrant| has_validation(&entrant.variant.config))
}

/// A variant's numbers.
fn numbers(texts: &Runs, entrant: &Entrant, board: &RaceBoard) -> Vec<String> {
    let Outcome { loss, mean, best, reached, validation, best_validation, .. } = entrant.outcome;
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
    [number(loss), best_of(best)].into_iter().chain(validated).chain([counts]).collect()
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
    let named = (texts.open_name)(name);
    button(ui, texts.open, &named, texts.open_hint, &|| Action::Open(recipe()));
    let named = (texts.open_at_end_name)(name);
    let hint = texts.open_at_end_hint;
    button(ui, texts.open_at_end, &named, hint, &|| Action::OpenAtEnd(recipe()));
}
