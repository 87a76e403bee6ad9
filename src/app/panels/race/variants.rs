//! The variants of a race, a row each.

use egui::{ComboBox, Grid, Response, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::super::number_field::NumberField;
use super::super::refusal::outline;
use super::other;
use crate::app::focus::bring_into_view;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::plots::look::Look;
use crate::app::theme::Palette;
use crate::config::{Cell, Config, ConfigError, Field};
use crate::figure::graph::Ink;
use crate::race::LEAST_VARIANTS;
use crate::text::Race;
use crate::wording::{capitalised, one_line};

/// Width of a piece of a variant's lines.
const SWATCH: f32 = 13.0;

/// Draws them, with a column for another setting where there is one, and what is wrong with each at the field that is to
/// blame; the place of one that is to go.
pub(super) fn show(
    ui: &mut Ui,
    configs: &mut [Config],
    other: Option<Field>,
    refusals: &[Option<ConfigError>],
) -> Option<usize> {
    let columns = if other.is_some() { 8 } else { 7 };
    // The panel may be narrower than the table.
    let scrolled = ScrollArea::horizontal().id_salt("variants").show(ui, |ui| {
        let grid = Grid::new("variants").num_columns(columns).min_col_width(0.0);
        let gone =
            grid.spacing([6.0, 4.0]).show(ui, |ui| table(ui, configs, other, refusals)).inner;
        bring_into_view(ui);
        gone
    });
    scrolled.inner
}

/// The variants, a row each; the place of one that is to go.
fn table(
    ui: &mut Ui,
    configs: &mut [Config],
    other: Option<Field>,
    refusals: &[Option<ConfigError>],
) -> Option<usize> {
    let texts = &texts(ui.ctx()).race;
    let own = [
        texts.cell_column,
        texts.hidden_column,
        texts.time_steps_column,
        texts.rate_column,
        texts.seed_column,
        "",
    ];
    // What was asked for comes first: the panel is too narrow for all.
    for title in [""].into_iter().chain(other.map(Field::label)).chain(own) {
        ui.label(RichText::new(title).small().weak());
    }
    ui.end_row();
    let removable = configs.len() > LEAST_VARIANTS;
    let mut gone = None;
    for (n, config) in configs.iter_mut().enumerate() {
        swatch(ui, n, SWATCH);
        let refusal = refusals.get(n).and_then(Option::as_ref);
        if let Some(field) = other {
            let name = (texts.widget_name)(n + 1, field.label());
            let answer = other::show(ui, n, &name, field, config);
            blame(ui, answer, field, refusal);
        }
        variant(ui, texts, n, config, refusal);
        let button = ui.add_enabled(removable, egui::Button::new("×").small());
        let button = named(button, Role::Button, &(texts.remove_name)(n + 1));
        if button.hint_beside(ui, (texts.remove_hint)(n + 1)).clicked() {
            gone = Some(n);
        }
        ui.end_row();
    }
    gone
}

/// The widgets of one variant, each named after it.
fn variant(
    ui: &mut Ui,
    texts: &Race,
    n: usize,
    config: &mut Config,
    refusal: Option<&ConfigError>,
) {
    let name = |what: &str| (texts.widget_name)(n + 1, what);
    let menu =
        ComboBox::from_id_salt(("variant", n)).selected_text(config.cell.label()).width(66.0);
    let answer = menu.show_ui(ui, |ui| {
        for cell in Cell::ALL {
            ui.selectable_value(&mut config.cell, *cell, cell.label());
        }
    });
    named(answer.response, Role::ComboBox, &name(Field::Cell.label()));
    let mut add = |field: Field, number: NumberField<'_>, width: f32| {
        let answer = named(ui.add(number.width(width)), Role::SpinButton, &name(field.label()));
        blame(ui, answer, field, refusal);
    };
    let hidden = NumberField::of(&mut config.hidden, Field::Hidden);
    add(Field::Hidden, hidden.speed(0.2), 38.0);
    let time_steps = NumberField::of(&mut config.time_steps, Field::TimeSteps);
    add(Field::TimeSteps, time_steps.speed(0.2), 38.0);
    let speed = config.lr * 0.01;
    add(Field::Lr, NumberField::of(&mut config.lr, Field::Lr).speed(speed), 62.0);
    add(Field::Seed, NumberField::of(&mut config.seed, Field::Seed), 38.0);
}

/// Draws a line around the widget of a field that is to blame, and says why.
fn blame(ui: &Ui, answer: Response, field: Field, refusal: Option<&ConfigError>) {
    if let Some(reason) = refusal.filter(|reason| reason.fields().contains(&field)) {
        outline(ui, &answer);
        answer.hint_beside(ui, capitalised(&one_line(&reason.to_string())));
    }
}

/// Gives a widget the name that readers of the screen hear.
pub(super) fn named(answer: Response, role: Role, name: &str) -> Response {
    let enabled = answer.enabled();
    answer.widget_info(|| WidgetInfo::labeled(role, enabled, name));
    answer
}

/// A piece of a variant's lines, so many points wide.
pub(super) fn swatch(ui: &mut Ui, n: usize, width: f32) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, 12.0), egui::Sense::hover());
    Look::of(&Palette::of(ui), Ink::Nth(n)).swatch(ui.painter(), rect, false);
}
