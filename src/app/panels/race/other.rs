//! The setting in which variants may differ beside those that always have a column: a widget for any kind of value.

use egui::{ComboBox, Response, Role, Ui, UiBuilder};

use super::super::number_field::NumberField;
use super::super::text_field;
use super::variants::named;
use crate::app::language::texts;
use crate::app::panels::checkbox::checkbox;
use crate::config::{Config, Control, DataKind, Field, Settings, Shape, Value};
use crate::data::formula_problems;
use crate::recipe::words;
use crate::text::Texts;
use crate::wording::{Sentence, foreign};

/// Widths of a menu, a number and a text, in points.
const MENU: f32 = 84.0;
const NUMBER: f32 = 44.0;
const TEXT: f32 = 120.0;
/// What stands between texts of a list that is typed in one line, as between marks of missing values.
const BETWEEN: char = ';';
/// The number with which one begins that had a word in its place, where the list of settings doesn't say.
const FIRST: f64 = 0.1;

/// Draws the widgets of a variant's other setting, under this name, and takes in a new value.
pub(super) fn show(
    ui: &mut Ui,
    n: usize,
    name: &str,
    field: Field,
    config: &mut Config,
) -> Response {
    let value = field.get(config);
    let mut settings = Settings::default();
    // Fields of other settings aren't this one's, whatever was typed into them.
    let scope = UiBuilder::new().scope_id(ui.scope_id().with(("other", n, field.name())));
    let answer = ui.scope_builder(scope, |ui| {
        let mut setting = Setting { field, name, config, settings: &mut settings };
        match (field.shape(), &value) {
            (Shape::Choices(choices) | Shape::ChoiceOr(choices, _), _) => {
                setting.menu(ui, &choices, value.as_ref())
            }
            (Shape::WholeOr(choices, ..), _) => {
                let all = [&choices[..], &[(NUMBER_WORD, field.number_word())]].concat();
                setting.word_or_number(ui, &all, value.as_ref())
            }
            (Shape::NumberOr(word, ..), _) => {
                let texts = &texts(ui.ctx()).controls;
                let all = [(word, texts.half_turn), (NUMBER_WORD, texts.radians)];
                setting.word_or_number(ui, &all, value.as_ref())
            }
            (Shape::Switch, _) => setting.checkbox(ui, value.as_ref()),
            (Shape::Whole(..) | Shape::Number(_), _) => setting.number(ui, value.as_ref(), true),
            (Shape::Text(_), _) => setting.text(ui),
            (Shape::Texts(..), _) => setting.list(ui, value.as_ref()),
        }
    });
    *config = config.with(&settings);
    answer.inner
}

/// The name of having a number among those of words. No word is empty.
const NUMBER_WORD: &str = "";

/// A setting of a variant, and its new value.
struct Setting<'a> {
    field: Field,
    name: &'a str,
    config: &'a Config,
    settings: &'a mut Settings,
}

impl Setting<'_> {
    /// Takes a new value, or says why not.
    fn set(&mut self, value: &Value) -> Result<(), Sentence> {
        self.field.set(self.settings, value).map_err(Texts::sentence_of)
    }

    /// The same of a widget that offers nothing else than what can be.
    fn take(&mut self, value: &Value) {
        let _ = self.set(value);
    }

    fn menu(&mut self, ui: &mut Ui, choices: &[(&str, &str)], value: Option<&Value>) -> Response {
        let shown = words(self.field, self.config, texts(ui.ctx()));
        let chosen = |name: &str| value == Some(&Value::Text(name.to_owned()));
        let menu = ComboBox::from_id_salt("menu").selected_text(shown).width(MENU).truncate();
        let answer = menu.show_ui(ui, |ui| {
            for (name, label) in choices {
                if ui.selectable_label(chosen(name), *label).clicked() {
                    self.take(&Value::Text((*name).to_owned()));
                }
            }
        });
        named(answer.response, Role::ComboBox, self.name)
    }

    fn checkbox(&mut self, ui: &mut Ui, value: Option<&Value>) -> Response {
        let mut wanted = value == Some(&Value::Bool(true));
        let answer = named(checkbox(ui, &mut wanted, ""), Role::CheckBox, self.name);
        if answer.changed() {
            self.take(&Value::Bool(wanted));
        }
        answer
    }

    /// A number; grey where a word is in its place.
    fn number(&mut self, ui: &mut Ui, value: Option<&Value>, is_number: bool) -> Response {
        let is_float = matches!(self.field.shape(), Shape::Number(_) | Shape::NumberOr(..));
        let answer = if is_float {
            let mut wanted = match value {
                Some(Value::Float(number)) => *number,
                _ => FIRST,
            };
            let field = NumberField::of(&mut wanted, self.field).speed(0.002).width(NUMBER);
            let answer = ui.add_enabled(is_number, field);
            if answer.changed() {
                self.take(&Value::Float(wanted));
            }
            answer
        } else {
            let mut wanted = match value {
                Some(Value::Integer(number)) => *number as u64,
                _ => self.first(),
            };
            let field = NumberField::of(&mut wanted, self.field).speed(0.2).width(NUMBER);
            let answer = ui.add_enabled(is_number, field);
            if answer.changed() {
                self.take(&Value::Integer(wanted as i64));
            }
            answer
        };
        named(answer, Role::SpinButton, self.name)
    }

    /// The number with which one begins that had a word in its place.
    fn first(&self) -> u64 {
        match self.field.entry().placement.map(|placement| placement.control) {
            Some(Control::WordsOr { first }) => first,
            _ => 1,
        }
    }

    /// A menu of words, the last of which stands for a number beside it.
    fn word_or_number(
        &mut self,
        ui: &mut Ui,
        choices: &[(&str, &str)],
        value: Option<&Value>,
    ) -> Response {
        let word = match value {
            Some(Value::Text(word)) => word.as_str(),
            _ => NUMBER_WORD,
        };
        let label = choices.iter().find(|(name, _)| *name == word).map_or("", |(_, label)| label);
        ui.horizontal(|ui| {
            let menu = ComboBox::from_id_salt("menu").selected_text(label).width(MENU).truncate();
            let answer = menu.show_ui(ui, |ui| {
                for (name, label) in choices {
                    if ui.selectable_label(*name == word, *label).clicked() && *name != word {
                        self.take(&self.of_word(name));
                    }
                }
            });
            let answer = named(answer.response, Role::ComboBox, self.name);
            answer.union(self.number(ui, value, word == NUMBER_WORD))
        })
        .inner
    }

    /// What a word stands for.
    fn of_word(&self, word: &str) -> Value {
        match (word, self.field.shape()) {
            (NUMBER_WORD, Shape::NumberOr(..)) => Value::Float(self.config.spacing_radians()),
            (NUMBER_WORD, _) => Value::Integer(self.first() as i64),
            (word, _) => Value::Text(word.to_owned()),
        }
    }

    fn text(&mut self, ui: &mut Ui) -> Response {
        let value = self.field.text(self.config);
        let set = |text: &str| self.set(&Value::Flag(text.to_owned()));
        let answer = text_field::unnamed(ui, TEXT, &value, set);
        named(answer, Role::TextInput, self.name)
    }

    /// Texts in one line; nothing for what the data say.
    fn list(&mut self, ui: &mut Ui, value: Option<&Value>) -> Response {
        let value = match value {
            Some(Value::Texts(all)) => all.join("; "),
            _ => String::new(),
        };
        let set = |text: &str| {
            let all = text.split(BETWEEN).map(str::trim).filter(|one| !one.is_empty());
            let all: Vec<String> = all.map(str::to_owned).collect();
            self.set(&Value::Texts(all.clone()))?;
            self.refuse_formulas(&all)
        };
        let answer = text_field::unnamed(ui, TEXT, &value, set);
        named(answer, Role::TextInput, self.name)
    }

    /// Takes none of these formulas where one of them is wrong.
    fn refuse_formulas(&mut self, all: &[String]) -> Result<(), Sentence> {
        if !self.config.data.is(DataKind::Formula) {
            return Ok(());
        }
        let problems = formula_problems(&self.config.with(self.settings));
        let Some(problem) = problems.into_iter().find(|problem| problem.field == self.field) else {
            return Ok(());
        };
        *self.settings = Settings::default();
        let formula = all.get(problem.place).map(foreign).unwrap_or_default();
        Err(Texts::sentence(move |Texts { words, .. }| {
            (words.sentence)(&(words.about)(&formula, &problem.reason))
        }))
    }
}
