//! The variants of a race, a row each.

use egui::{ComboBox, Grid, Response, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::super::number_field::NumberField;
use crate::app::focus::bring_into_view;
use crate::app::hints::Hints;
use crate::app::language::{self, texts};
use crate::app::plots::look::Look;
use crate::app::theme::Palette;
use crate::config::{Cell, Config, Field, Settings, Shape, Value};
use crate::figure::graph::Ink;
use crate::race::LEAST_VARIANTS;
use crate::recipe::words;
use crate::text::Race;

/// Width of a piece of a variant's lines.
const SWATCH: f32 = 13.0;
/// Width of a menu of another setting.
const MENU: f32 = 84.0;

/// Draws them, with a column for another setting where there is one; the place of one that is to go.
pub(super) fn show(ui: &mut Ui, configs: &mut [Config], other: Option<Field>) -> Option<usize> {
    let columns = if other.is_some() { 8 } else { 7 };
    // The panel may be narrower than the table.
    let scrolled = ScrollArea::horizontal().id_salt("variants").show(ui, |ui| {
        let grid = Grid::new("variants").num_columns(columns).min_col_width(0.0);
        let gone = grid.spacing([6.0, 4.0]).show(ui, |ui| table(ui, configs, other)).inner;
        bring_into_view(ui);
        gone
    });
    scrolled.inner
}

/// The variants, a row each; the place of one that is to go.
fn table(ui: &mut Ui, configs: &mut [Config], other: Option<Field>) -> Option<usize> {
    let texts = &texts(ui.ctx()).race;
    let own = [
        "",
        texts.cell_column,
        texts.hidden_column,
        texts.time_steps_column,
        texts.rate_column,
        texts.seed_column,
    ];
    for title in own.into_iter().chain(other.map(Field::label)).chain([""]) {
        ui.label(RichText::new(title).small().weak());
    }
    ui.end_row();
    let removable = configs.len() > LEAST_VARIANTS;
    let mut gone = None;
    for (n, config) in configs.iter_mut().enumerate() {
        swatch(ui, n, SWATCH);
        variant(ui, texts, n, config);
        other.iter().for_each(|field| setting(ui, texts, n, *field, config));
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
fn variant(ui: &mut Ui, texts: &Race, n: usize, config: &mut Config) {
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
        named(ui.add(number.width(width)), Role::SpinButton, &name(field.label()));
    };
    let hidden = NumberField::of(&mut config.hidden, Field::Hidden);
    add(Field::Hidden, hidden.speed(0.2), 38.0);
    let time_steps = NumberField::of(&mut config.time_steps, Field::TimeSteps);
    add(Field::TimeSteps, time_steps.speed(0.2), 38.0);
    let speed = config.lr * 0.01;
    add(Field::Lr, NumberField::of(&mut config.lr, Field::Lr).speed(speed), 62.0);
    add(Field::Seed, NumberField::of(&mut config.seed, Field::Seed), 38.0);
}

/// The widget of another setting of a variant.
fn setting(ui: &mut Ui, texts: &Race, n: usize, field: Field, config: &mut Config) {
    let name = (texts.widget_name)(n + 1, field.label());
    let (value, shown) = (field.get(config), words(field, config, language::texts(ui.ctx())));
    let wanted = match (field.shape(), &value) {
        (Shape::Choices(choices) | Shape::ChoiceOr(choices, _), _) => {
            let mut wanted = value.clone();
            let menu = ComboBox::from_id_salt(("other", n)).selected_text(shown).width(MENU);
            let answer = menu.truncate().show_ui(ui, |ui| {
                for (known, label) in choices {
                    let choice = Some(Value::Text(known.to_owned()));
                    ui.selectable_value(&mut wanted, choice, label);
                }
            });
            named(answer.response, Role::ComboBox, &name);
            wanted
        }
        (_, Some(Value::Bool(on))) => {
            let mut wanted = *on;
            named(ui.checkbox(&mut wanted, ""), Role::CheckBox, &name);
            Some(Value::Bool(wanted))
        }
        (_, Some(Value::Integer(number))) => {
            let mut wanted = *number;
            let answer = ui.add(NumberField::of(&mut wanted, field).speed(0.2).width(38.0));
            named(answer, Role::SpinButton, &name);
            Some(Value::Integer(wanted))
        }
        // None of those that can be chosen is another one.
        (_, _) => {
            ui.label(shown);
            None
        }
    };
    let mut settings = Settings::default();
    if let Some(wanted) = wanted.filter(|wanted| Some(wanted) != value.as_ref())
        && field.set(&mut settings, &wanted).is_ok()
    {
        *config = config.with(&settings);
    }
}

/// Gives a widget the name that readers of the screen hear.
fn named(answer: Response, role: Role, name: &str) -> Response {
    let enabled = answer.enabled();
    answer.widget_info(|| WidgetInfo::labeled(role, enabled, name));
    answer
}

/// A piece of a variant's lines, so many points wide.
pub(super) fn swatch(ui: &mut Ui, n: usize, width: f32) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, 12.0), egui::Sense::hover());
    Look::of(&Palette::of(ui), Ink::Nth(n)).swatch(ui.painter(), rect, false);
}
