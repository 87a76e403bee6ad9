//! What a line of the controls is set by: sliders, numbers, words side by side, menus.

use std::ops::RangeInclusive;

use egui::{ComboBox, Slider, SliderClamping, Ui};

use super::{Row, menu_height, name_choices, range};
use crate::app::panels::checkbox::checkbox;
use crate::app::panels::number_field::NumberField;
use crate::app::panels::steps::{self, Steps};
use crate::config::Field;
use crate::number::{plain, to_digits};

/// Width of a number beside a slider.
const NUMBER: f32 = 62.0;

impl Row {
    /// A slider over a setting's whole numbers, and a number beside it.
    pub(in crate::app) fn slider(
        self,
        ui: &mut Ui,
        value: u64,
        field: Field,
        logarithmic: bool,
        set: impl FnOnce(u64),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut u64| {
            leave_room_for_number(ui);
            let slider = Slider::new(wanted, range(field))
                .logarithmic(logarithmic)
                .clamping(SliderClamping::Edits)
                .show_value(false);
            let answer = ui.add(slider).labelled_by(label);
            let range = range(field);
            let steps =
                if logarithmic { Steps::factors(true) } else { Steps::linear(&range, true) };
            if let Some(moved) = steps::moved(ui, &answer, value as f64, steps, range) {
                *wanted = moved as u64;
            }
            steps::speak(ui, &answer, *wanted as f64, &wanted.to_string());
            ui.add(NumberField::of(wanted, field)).labelled_by(label);
            answer
        };
        self.edit(ui, value, add, set);
    }

    /// A slider over what is sensible, and a number over all that is possible.
    pub(in crate::app) fn rate(
        self,
        ui: &mut Ui,
        value: f64,
        sensible: RangeInclusive<f64>,
        field: Field,
        logarithmic: bool,
        set: impl FnOnce(f64),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut f64| {
            leave_room_for_number(ui);
            let slider = Slider::new(wanted, sensible.clone())
                .logarithmic(logarithmic)
                .clamping(SliderClamping::Never)
                .show_value(false);
            let answer = ui.add(slider).labelled_by(label);
            let steps =
                if logarithmic { Steps::factors(false) } else { Steps::linear(&sensible, false) };
            if let Some(moved) = steps::moved(ui, &answer, value, steps, sensible) {
                *wanted = field.clamp(moved);
            } else if answer.changed() {
                *wanted = field.clamp(to_digits(*wanted, 3));
            }
            steps::speak(ui, &answer, *wanted, &plain(*wanted));
            let speed = if logarithmic { value * 0.01 } else { 0.002 };
            ui.add(NumberField::of(wanted, field).speed(speed)).labelled_by(label);
            answer
        };
        self.edit(ui, value, add, set);
    }

    /// Words side by side, and a number in their place: `Err` is the place of a word, and the last word stands
    /// for having a number, which is `first` when that is chosen.
    pub(in crate::app) fn words_or(
        self,
        ui: &mut Ui,
        value: Result<u64, usize>,
        words: &[&str],
        first: u64,
        field: Field,
        set: impl FnOnce(Result<u64, usize>),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut Result<u64, usize>| {
            name_choices(ui, label);
            ui.spacing_mut().item_spacing.x = 2.0;
            for (at, word) in words.iter().enumerate() {
                let is_number = at + 1 == words.len();
                let is_chosen = if is_number { value.is_ok() } else { value == Err(at) };
                let answer = ui.selectable_label(is_chosen, *word);
                if answer.clicked() && !is_chosen {
                    *wanted = if is_number { Ok(first) } else { Err(at) };
                }
            }
            let mut number = value.unwrap_or(first);
            let field = NumberField::of(&mut number, field).speed(0.1);
            let answer = ui.add_enabled(value.is_ok(), field).labelled_by(label);
            if answer.changed() {
                *wanted = Ok(number);
            }
            answer
        };
        self.edit(ui, value, add, set);
    }

    /// A number that is typed or dragged in the field that `make` makes.
    pub(in crate::app) fn number<T: PartialEq + Copy>(
        self,
        ui: &mut Ui,
        value: T,
        make: impl FnOnce(&mut T) -> NumberField<'_>,
        set: impl FnOnce(T),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut T| ui.add(make(wanted)).labelled_by(label);
        self.edit(ui, value, add, set);
    }

    /// Yes or no.
    pub(in crate::app) fn checkbox(self, ui: &mut Ui, value: bool, set: impl FnOnce(bool)) {
        let add =
            |ui: &mut Ui, label, wanted: &mut bool| checkbox(ui, wanted, "").labelled_by(label);
        self.edit(ui, value, add, set);
    }

    /// A number that can be switched off, and is `first` when it is switched on.
    pub(in crate::app) fn optional<T: PartialEq + Copy>(
        self,
        ui: &mut Ui,
        value: Option<T>,
        first: T,
        make: impl FnOnce(&mut T) -> NumberField<'_>,
        set: impl FnOnce(Option<T>),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut Option<T>| {
            let mut on = value.is_some();
            if checkbox(ui, &mut on, "").labelled_by(label).changed() {
                *wanted = on.then_some(first);
            }
            let mut shown = value.unwrap_or(first);
            let answer = ui.add_enabled(on, make(&mut shown)).labelled_by(label);
            if answer.changed() {
                *wanted = Some(shown);
            }
            answer
        };
        self.edit(ui, value, add, set);
    }

    /// A few choices side by side.
    pub(in crate::app) fn choice<T: Copy + PartialEq>(
        self,
        ui: &mut Ui,
        value: T,
        all: &[T],
        name: impl Fn(T) -> &'static str,
        set: impl FnOnce(T),
    ) {
        let add = |ui: &mut Ui, label, wanted: &mut T| {
            name_choices(ui, label);
            ui.spacing_mut().item_spacing.x = 2.0;
            let add = |choice: &T| ui.selectable_value(wanted, *choice, name(*choice));
            let answer = all.iter().map(add).reduce(|all, answer| all.union(answer));
            answer.unwrap_or_else(|| ui.label(""))
        };
        self.edit(ui, value, add, set);
    }

    /// Many choices in a menu.
    pub(in crate::app) fn menu<'a, T: Copy + PartialEq>(
        self,
        ui: &mut Ui,
        value: T,
        all: &[T],
        name: impl Fn(T) -> &'a str,
        set: impl FnOnce(T),
    ) {
        let id = self.id;
        let add = |ui: &mut Ui, label, wanted: &mut T| {
            let menu =
                ComboBox::from_id_salt(id).selected_text(name(value)).height(menu_height(ui));
            // Names of files may be long.
            let menu = menu.truncate().width(ui.available_width());
            let answer = menu.show_ui(ui, |ui| {
                for choice in all {
                    ui.selectable_value(wanted, *choice, name(*choice));
                }
            });
            answer.response.labelled_by(label)
        };
        self.edit(ui, value, add, set);
    }
}

/// Lets a slider fill its line up to a number at the end.
fn leave_room_for_number(ui: &mut Ui) {
    ui.spacing_mut().slider_width = (ui.available_width() - NUMBER).max(40.0);
}
