//! How a table becomes samples: horizon, parts, windows, numbers; and why that can't be, at the field.

use egui::{RichText, TextEdit, Ui};

use super::{DataPanel, refused, wrong};
use crate::app::command::{DataCommand, WindowCommand};
use crate::app::hints::Hints;
use crate::app::language;
use crate::app::panels::number_field::NumberField;
use crate::app::panels::row::{Row, group};
use crate::config::{Config, Field, Settings, Shape, Split, Stride, ValidateEvery, Value};
use crate::number::short;
use crate::preset::Preset;
use crate::recipe::table_title;
use crate::session::table_setup::{Role, TableSetup};
use crate::table::Wanted;
use crate::text::OwnData;
use crate::wording::{capitalised, foreign, one_line};

/// What the user separates marks of missing values by.
const BETWEEN_MARKS: char = ';';

/// The settings that have a field here, or a place beside the columns, and say there what is wrong with them.
const WITH_A_PLACE: [Field; 10] = [
    Field::Inputs,
    Field::Targets,
    Field::Horizon,
    Field::Split,
    Field::TimeSteps,
    Field::Stride,
    Field::Batch,
    Field::Scale,
    Field::Missing,
    Field::MissingValue,
];

impl DataPanel {
    /// Draws the choices, and takes in what the user changes.
    pub(super) fn choices(
        &mut self,
        ui: &mut Ui,
        texts: &OwnData,
        until: Option<u64>,
        commands: &mut Vec<WindowCommand>,
    ) {
        let (is_of_run, Some(setup)) = (self.is_of_run, &mut self.setup) else { return };
        said_elsewhere(ui, texts, setup);
        file(ui, texts, setup, commands);
        let config = setup.config().clone();
        let mut choices = Choices { config: &config, change: Settings::default() };
        group(ui, texts.task, |ui| {
            choices.horizon(ui);
            refused(ui, texts, setup, &[Field::Horizon]);
            given_away(ui, texts, setup);
        });
        group(ui, texts.parts, |ui| {
            parts(ui, texts, setup);
            refused(ui, texts, setup, &[Field::Split]);
        });
        group(ui, texts.windows, |ui| {
            choices.windows(ui, texts, setup);
            unjudged(ui, texts, setup, until);
        });
        group(ui, texts.numbers, |ui| {
            choices.choice(ui, Field::Scale);
            choices.choice(ui, Field::Missing);
            refused(ui, texts, setup, &[Field::Scale, Field::Missing]);
            marks(ui, texts, &config, &mut self.marks, commands);
        });
        ui.add_space(6.0);
        ui.label(RichText::new(rest(texts, &config, is_of_run)).small().weak());
        if choices.change != Settings::default() {
            setup.change(&choices.change);
        }
    }
}

/// Says what is wrong with something that has no field here, or where to look for what is.
fn said_elsewhere(ui: &mut Ui, texts: &OwnData, setup: &TableSetup) {
    let Some(error) = setup.refusal() else { return };
    if WITH_A_PLACE.contains(&error.field) {
        wrong(ui, &(texts.see)(error.field.label()));
    } else {
        wrong(ui, &(texts.refused)(&capitalised(&one_line(&error.reason.to_string()))));
    }
}

/// The file, and how it was read.
fn file(ui: &mut Ui, texts: &OwnData, setup: &TableSetup, commands: &mut Vec<WindowCommand>) {
    let overview = &setup.overview;
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let name = RichText::new(table_title(texts, &setup.path)).strong();
        let width = (ui.available_width() - 90.0).max(40.0);
        ui.allocate_ui(egui::vec2(width, ui.spacing().interact_size.y), |ui| {
            ui.set_min_width(width);
            ui.add(egui::Label::new(name).truncate()).hint_beside(ui, foreign(&setup.path));
        });
        if ui.button(texts.read_again).hint_beside(ui, texts.read_again_hint).clicked() {
            let marks = overview.missing_values.clone();
            commands.push(WindowCommand::Data(DataCommand::ReadAgain(marks)));
        }
    });
    let size = (texts.table)(overview.rows, overview.columns.len());
    let separated = (texts.separated)(overview.separator, overview.has_decimal_comma);
    let mut lines = vec![(language::texts(ui.ctx()).words.clauses)(&[size, separated])];
    lines.extend(
        overview.notes(&Wanted::of(setup.config())).iter().map(|note| one_line(&note.to_string())),
    );
    for line in lines {
        ui.add(egui::Label::new(RichText::new(line).small().weak()).wrap());
    }
}

/// Says that an answer is among what is read for it, where that is so.
fn given_away(ui: &mut Ui, texts: &OwnData, setup: &TableSetup) {
    let is_read = |column: &&usize| setup.columns(Role::Input).contains(column);
    let column = setup.columns(Role::Target).iter().find(is_read);
    if let (0, Some(column)) = (setup.config().horizon, column) {
        wrong(ui, &(texts.given_away)(&foreign(&setup.overview.columns[*column].name)));
    }
}

/// Says that the run will pause before it is judged for the first time, where that is so.
fn unjudged(ui: &mut Ui, texts: &OwnData, setup: &TableSetup, until: Option<u64>) {
    let (Some(until), Some(first)) = (until, setup.first_validation()) else { return };
    if until < first {
        let is_epoch = setup.config().validate_every == ValidateEvery::Epoch;
        wrong(ui, &(texts.unjudged)(until, first, is_epoch, Field::ValidateEvery.label()));
    }
}

/// Percent of the samples in each part.
fn parts(ui: &mut Ui, texts: &OwnData, setup: &mut TableSetup) {
    let Split { train, validation, test } = setup.config().split;
    let samples = setup.parts().map(|parts| parts.clone().map(|part| part.len()));
    let count = |at: usize| samples.map_or_else(String::new, |part| (texts.samples)(part[at]));
    let mut moved = None;
    let mut part = |ui: &mut Ui, at: usize, words: [&'static str; 2], value: f64, most: f64| {
        let row = Row::plain(["train", "validation"][at], words[0], words[1]);
        let said = count(at);
        row.show(ui, |ui, label| {
            let mut wanted = value;
            let least = if at == 0 { 1.0 } else { 0.0 };
            let field = NumberField::new(&mut wanted, least..=most).speed(0.5).width(62.0);
            let answer = ui.add(field.suffix(texts.percent)).labelled_by(label);
            ui.label(RichText::new(said).small().weak());
            if answer.changed() {
                moved = Some((at, (10.0 * wanted).round() / 10.0));
            }
            answer
        });
    };
    part(ui, 0, [texts.training, texts.training_hint], train, 100.0);
    let words = [texts.validation, texts.validation_hint];
    part(ui, 1, words, validation, 100.0 - train);
    Row::plain("test", texts.test, texts.test_hint).show(ui, |ui, _| {
        ui.label(format!("{}{}", short(test), texts.percent));
        ui.label(RichText::new(count(2)).small().weak())
    });
    match moved {
        Some((0, percent)) => setup.set_training(percent),
        Some((_, percent)) => setup.move_border(1, train + percent),
        None => {}
    }
}

/// Marks of missing values, with which the table is read again once they are typed.
fn marks(
    ui: &mut Ui,
    texts: &OwnData,
    config: &Config,
    typed: &mut Option<String>,
    commands: &mut Vec<WindowCommand>,
) {
    let own = config.missing_value.join("; ");
    let mut text = typed.take().unwrap_or_else(|| own.clone());
    Row::plain("marks", Field::MissingValue.label(), texts.marks_hint).show(ui, |ui, label| {
        let width = ui.available_width();
        let answer = ui.add(TextEdit::singleline(&mut text).desired_width(width));
        let left = answer.lost_focus() && text != own;
        let is_given_up = ui.input(|input| input.key_pressed(egui::Key::Escape));
        if left && !is_given_up {
            let marks = text.split(BETWEEN_MARKS).map(str::trim).filter(|mark| !mark.is_empty());
            let marks = marks.map(str::to_owned).collect();
            commands.push(WindowCommand::Data(DataCommand::ReadAgain(marks)));
        }
        *typed = Some(text).filter(|_| answer.has_focus() || left && !is_given_up);
        answer.labelled_by(label)
    });
}

/// What a run has beside what is chosen here.
fn rest(texts: &OwnData, config: &Config, is_of_run: bool) -> String {
    if is_of_run {
        (texts.other_settings)(config.cell.label(), config.hidden)
    } else {
        let preset = Preset::from_name(Preset::TABLE);
        (texts.preset_settings)(preset.map_or(Preset::TABLE, Preset::label))
    }
}

/// The choices of one frame: what they show, and what was changed.
struct Choices<'a> {
    config: &'a Config,
    change: Settings,
}

impl Choices<'_> {
    fn horizon(&mut self, ui: &mut Ui) {
        Row::of_setup(Field::Horizon).number(
            ui,
            self.config.horizon,
            |rows| NumberField::of(rows, Field::Horizon).speed(0.05).width(62.0),
            |rows| self.change.horizon = Some(rows),
        );
    }

    fn windows(&mut self, ui: &mut Ui, texts: &OwnData, setup: &TableSetup) {
        let config = self.config;
        let row = Row::of_setup(Field::TimeSteps);
        row.slider(ui, config.time_steps as u64, Field::TimeSteps, true, |steps| {
            self.change.time_steps = Some(steps as usize);
        });
        refused(ui, texts, setup, &[Field::TimeSteps]);
        let acts = (Field::Stride.entry().acts)(config);
        let stride = match config.stride {
            Stride::TimeSteps => None,
            Stride::Samples(samples) => Some(samples),
        };
        Row::plain("stride", Field::Stride.label(), texts.stride_hint).enabled(acts).optional(
            ui,
            stride,
            1,
            |samples| NumberField::of(samples, Field::Stride).speed(0.05),
            |samples| {
                self.change.stride = Some(samples.map_or(Stride::TimeSteps, Stride::Samples));
            },
        );
        let row = Row::of_setup(Field::Batch);
        row.slider(ui, config.batch as u64, Field::Batch, true, |batch| {
            self.change.batch = Some(batch as usize);
        });
        refused(ui, texts, setup, &[Field::Stride, Field::Batch]);
        if let Some(outline) = setup.outline() {
            let said = (texts.an_epoch)(outline.windows, outline.steps);
            ui.label(RichText::new(said).small().weak());
        }
    }

    /// One of a setting's choices.
    fn choice(&mut self, ui: &mut Ui, field: Field) {
        let Shape::Choices(choices) = field.shape() else { return };
        let chosen = field.get(self.config);
        let is_chosen = |name: &str| chosen == Some(Value::Text(name.to_owned()));
        let chosen = choices.iter().position(|(name, _)| is_chosen(name)).unwrap_or_default();
        let all: Vec<usize> = (0..choices.len()).collect();
        Row::of_setup(field).menu(
            ui,
            chosen,
            &all,
            |at: usize| choices[at].1,
            |at| {
                // It is one of the choices.
                let _ = field.set(&mut self.change, &Value::Text(choices[at].0.to_owned()));
            },
        );
    }
}
