//! The controls at the left: every setting, what it does, and when it is felt.
//!
//! Which settings there are, in which order and by which widgets is said by their entries in the list.

use egui::{RichText, Ui};

use super::formulas::FormulasPanel;
use super::number_field::NumberField;
use super::row::{Row, effect_legend, group, name_choices, range, sentence_below};
use super::{own_data, presets, run_controls, text_field};
use crate::app::command::WindowCommand;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::config::{
    Config, Control, Field, Group, Season, Settings, Shape, Spacing, Travel, Value,
};
use crate::lesson::Stage;
use crate::recipe::words;
use crate::session::{Action, FoundSeason, Session};
use crate::text::Texts;
use crate::wording::foreign;

/// Draws the controls and adds what the user did to `actions` and `commands`.
pub(in crate::app) fn show(
    ui: &mut Ui,
    session: &Session,
    formulas: &mut FormulasPanel,
    stage: Option<&Stage>,
    actions: &mut Vec<Action>,
    commands: &mut Vec<WindowCommand>,
) {
    let (config, settings) = (&session.controls, Settings::default());
    let season = session.found_season();
    let mut controls = Controls { config, formulas, stage, season, settings };
    let is_bare = stage.is_some_and(Stage::hides_some);
    if !is_bare {
        presets::show(ui, config, commands);
        effect_legend(ui);
    }
    for part in Group::ALL {
        if controls.has_rows(*part) {
            group(ui, part.title(), |ui| controls.rows(ui, *part, commands));
        }
    }
    let Controls { config, mut settings, .. } = controls;
    if settings != Settings::default() {
        config.complete(&mut settings);
        actions.push(Action::Set(Box::new(settings)));
    }
    group(ui, texts(ui.ctx()).controls.run, |ui| {
        if stage.is_some() {
            // Where it pauses is the lesson's matter.
            run_controls::pace(ui, session.pace, actions);
        } else {
            run_controls::show(ui, session, actions);
        }
    });
}

/// Width of a column of the few controls, at the least, in points.
const COLUMN: f32 = 300.0;

/// Draws what is turned while an audience looks on: learning rate, time steps, and pace.
pub(in crate::app) fn show_few(
    ui: &mut Ui,
    session: &Session,
    formulas: &mut FormulasPanel,
    stage: Option<&Stage>,
    actions: &mut Vec<Action>,
) {
    const FEW: [Field; 2] = [Field::Lr, Field::TimeSteps];
    let (config, settings) = (&session.controls, Settings::default());
    let mut controls = Controls { config, formulas, stage, season: None, settings };
    let few: Vec<Field> = FEW.into_iter().filter(|field| controls.has(*field)).collect();
    let count = ((ui.available_width() / COLUMN) as usize).clamp(1, few.len() + 1);
    ui.columns(count, |columns| {
        for (n, field) in few.iter().copied().enumerate() {
            let mut all = Group::ALL.iter().flat_map(|group| Field::in_group(*group));
            if let Some((_, placement)) = all.find(|(other, _)| *other == field) {
                controls.row(&mut columns[n % count], field, placement.control);
            }
        }
        run_controls::pace(&mut columns[few.len() % count], session.pace, actions);
    });
    let Controls { config, mut settings, .. } = controls;
    if settings != Settings::default() {
        config.complete(&mut settings);
        actions.push(Action::Set(Box::new(settings)));
    }
}

/// The controls of one frame: the values they show, and what was changed.
struct Controls<'a> {
    config: &'a Config,
    formulas: &'a mut FormulasPanel,
    /// The stage of the lesson that goes on, which may hide some.
    stage: Option<&'a Stage>,
    /// The season that was found by the program.
    season: Option<FoundSeason>,
    settings: Settings,
}

impl Controls<'_> {
    /// Whether a setting's row is there.
    fn has(&self, field: Field) -> bool {
        field.is_shown(self.config) && self.stage.is_none_or(|stage| stage.shows(field))
    }

    fn has_rows(&self, group: Group) -> bool {
        Field::in_group(group).iter().any(|(field, _)| self.has(*field))
    }

    fn rows(&mut self, ui: &mut Ui, group: Group, commands: &mut Vec<WindowCommand>) {
        for (field, placement) in Field::in_group(group) {
            if self.has(field) {
                self.row(ui, field, placement.control);
            }
            if field == Field::Data && !self.stage.is_some_and(Stage::hides_some) {
                own_data::show(ui, self.config, commands);
            }
        }
    }

    /// A setting's row.
    fn row(&mut self, ui: &mut Ui, field: Field, control: Control) {
        let is_locked = self.stage.is_some_and(|stage| stage.locks(field));
        let row = Row::of(field).enabled((field.entry().acts)(self.config) && !is_locked);
        match control {
            Control::Slider(_) | Control::Rate(..) | Control::Slide(_) | Control::Number { .. } => {
                self.number(ui, row, field, control);
            }
            Control::Optional { .. } => self.optional(ui, row, field, control),
            Control::Choice | Control::Menu => self.choice(ui, row, field, control),
            Control::WordsOr { first } if field == Field::Season => self.season(ui, row, first),
            Control::WordsOr { first } => self.words_or(ui, row, field, first),
            Control::Text => self.text(ui, row, field),
            Control::Formulas => {
                self.formulas.rows(ui, row, field, self.config, &mut self.settings);
            }
            Control::Checkbox => {
                let is_on = field.get(self.config) == Some(Value::Bool(true));
                row.checkbox(ui, is_on, |on| self.set(field, Value::Bool(on)));
            }
            Control::Spacing => self.spacing(ui, row),
            Control::File => self.weights_file(ui, row),
        }
    }

    fn number(&mut self, ui: &mut Ui, row: Row, field: Field, control: Control) {
        let value = field.number(self.config).unwrap_or_default();
        let whole = |value: u64| self.set(field, Value::Integer(value as i64));
        match control {
            Control::Slider(travel) => {
                row.slider(ui, value as u64, field, travel == Travel::Log, whole);
            }
            Control::Number { .. } if field.is_whole() => {
                row.number(ui, value as u64, |value| NumberField::of(value, field), whole);
            }
            Control::Rate(least, most) => row.rate(ui, value, least..=most, field, true, |value| {
                self.set(field, Value::Float(value));
            }),
            Control::Slide(most) => {
                let (least, _) = field.shape().ends().unwrap_or_default();
                row.rate(ui, value, least..=most, field, false, |value| {
                    self.set(field, Value::Float(value));
                });
            }
            Control::Number { speed } => row.number(
                ui,
                value,
                |value| NumberField::of(value, field).speed(speed),
                |value| self.set(field, Value::Float(value)),
            ),
            _ => {}
        }
    }

    fn optional(&mut self, ui: &mut Ui, row: Row, field: Field, control: Control) {
        let Control::Optional { first, travel: (least, most), speed } = control else {
            return;
        };
        row.optional(
            ui,
            field.number(self.config),
            first,
            |value| NumberField::of(value, field).travel(least, most).speed(speed),
            |value| {
                let off = || Value::Text(Shape::OFF.to_owned());
                self.set(field, value.map_or_else(off, Value::Float));
            },
        );
    }

    fn choice(&mut self, ui: &mut Ui, row: Row, field: Field, control: Control) {
        let (Shape::Choices(choices) | Shape::ChoiceOr(choices, _)) = field.shape() else { return };
        let chosen = field.get(self.config);
        let is_chosen = |name: &str| chosen == Some(Value::Text(name.to_owned()));
        let chosen = choices.iter().position(|(name, _)| is_chosen(name));
        let all: Vec<usize> = (0..choices.len()).collect();
        // A file is none of the choices.
        let own = words(field, self.config, texts(ui.ctx()));
        let set = |at: usize| self.set(field, Value::Text(choices[at].0.to_owned()));
        if control == Control::Menu {
            let label = |at: usize| choices.get(at).map_or(own.as_str(), |(_, label)| label);
            row.menu(ui, chosen.unwrap_or(choices.len()), &all, label, set);
        } else {
            row.choice(ui, chosen.unwrap_or_default(), &all, |at: usize| choices[at].1, set);
        }
    }

    /// The season, and what was found where that is left to the program.
    fn season(&mut self, ui: &mut Ui, row: Row, first: u64) {
        let season = self.season.filter(|_| self.config.season == Season::Auto);
        let first = match season {
            Some(FoundSeason::Rows(rows)) => rows as u64,
            Some(FoundSeason::Nothing) | None => first,
        };
        self.words_or(ui, row, Field::Season, first);
        season.into_iter().for_each(|season| found(ui, season));
    }

    /// Words, or a number in their place.
    fn words_or(&mut self, ui: &mut Ui, row: Row, field: Field, first: u64) {
        let Shape::WholeOr(words, ..) = field.shape() else { return };
        let place =
            |word: &str| words.iter().position(|(known, _)| *known == word).unwrap_or_default();
        let value = match field.get(self.config) {
            Some(Value::Integer(number)) => Ok(number as u64),
            Some(Value::Text(word)) => Err(place(&word)),
            _ => Err(0),
        };
        let labels = words.iter().map(|(_, label)| *label);
        let all: Vec<&str> = labels.chain([field.number_word()]).collect();
        row.words_or(ui, value, &all, first, field, |wanted| match wanted {
            Ok(number) => self.set(field, Value::Integer(number as i64)),
            Err(place) => self.set(field, Value::Text(words[place].0.to_owned())),
        });
    }

    /// A text as files have it.
    fn text(&mut self, ui: &mut Ui, row: Row, field: Field) {
        let value = field.text(self.config);
        let set = |text: &str| {
            let read = field.set(&mut self.settings, &Value::Flag(text.to_owned()));
            read.map_err(Texts::sentence_of)
        };
        row.show(ui, |ui, label| text_field::show(ui, label, &value, set));
    }

    fn spacing(&mut self, ui: &mut Ui, row: Row) {
        let config = self.config;
        row.show(ui, |ui, label| {
            name_choices(ui, label);
            let texts = &texts(ui.ctx()).controls;
            let half_turn = config.spacing == Spacing::HalfTurn;
            if ui.selectable_label(half_turn, texts.half_turn).clicked() && !half_turn {
                self.settings.spacing = Some(Spacing::HalfTurn);
            }
            if ui.selectable_label(!half_turn, texts.radians).clicked() && half_turn {
                self.settings.spacing = Some(Spacing::Radians(config.spacing_radians()));
            }
            let mut radians = config.spacing_radians();
            let most = *range::<f64>(Field::Spacing).end();
            let number = NumberField::of(&mut radians, Field::Spacing)
                .travel(LEAST_RADIANS, most)
                .speed(0.002)
                .in_turns();
            let answer = ui.add_enabled(!half_turn, number).labelled_by(label);
            if answer.changed() {
                self.settings.spacing = Some(Spacing::Radians(radians));
            }
            answer
        });
    }

    /// The file in place of drawn weights; it comes by being opened, or dropped on the window.
    fn weights_file(&mut self, ui: &mut Ui, row: Row) {
        let Some(path) = &self.config.init else { return };
        row.show(ui, |ui, _| {
            let answer = ui.button(texts(ui.ctx()).controls.use_none);
            if answer.clicked() {
                self.settings.init = Some(None);
                self.settings.init_sha256 = Some(None);
            }
            let name = foreign(path.file_name().unwrap_or_default());
            ui.add(egui::Label::new(name).truncate()).hint_beside(ui, foreign(path));
            answer
        });
    }

    /// A widget's new value. One that a hand can type but the setting can't have changes nothing.
    fn set(&mut self, field: Field, value: Value) {
        let _ = field.set(&mut self.settings, &value);
    }
}

/// Says below the season's row what was found.
fn found(ui: &mut Ui, season: FoundSeason) {
    let texts = &texts(ui.ctx()).controls;
    let text = match season {
        FoundSeason::Rows(rows) => (texts.season_found)(rows),
        FoundSeason::Nothing => texts.no_season_found.to_owned(),
    };
    sentence_below(ui, RichText::new(text).weak());
}

/// The least distance between samples that can be dragged to.
const LEAST_RADIANS: f64 = 1e-4;
