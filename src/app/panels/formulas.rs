//! Formulas as data: a field for each, what is wrong with it at its place, and what it looks like. A change is
//! made when a field is left, and only while all of them are right.

mod preview;

use egui::text::CCursor;
use egui::text_edit::TextEditOutput;
use egui::{
    Button, Key, Response, RichText, Role, Shape, Stroke, TextEdit, TextStyle, Ui, WidgetInfo,
    pos2, vec2,
};

use super::refusal::outline;
use super::row::{INDENT, Row, sentence_below};
use super::small_button::small_button;
use super::text_field::edge;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::config::{Config, Field, Settings};
use crate::data::FormulaProblem;
use crate::session::formulas::FormulaDraft;
use crate::text::Controls;

/// Width of the button that takes a formula away, in points.
const REMOVE: f32 = 26.0;

/// The fields, and what is being typed into them.
#[derive(Debug, Default)]
pub(in crate::app) struct FormulasPanel {
    draft: FormulaDraft,
    /// A field that is new and is to have the keyboard.
    new: Option<(Field, usize)>,
}

/// What was done to the fields of one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edit {
    /// A field was left.
    Left(usize),
    /// It was left by Escape.
    Escaped(usize),
    /// It is to go.
    Removed(usize),
}

impl FormulasPanel {
    /// Draws the fields of the inputs or the targets, and below the targets what all of them look like. Names in
    /// `settings` what the controls are to have.
    pub(super) fn rows(
        &mut self,
        ui: &mut Ui,
        row: Row,
        field: Field,
        config: &Config,
        settings: &mut Settings,
    ) {
        self.draft.follow(config);
        self.title(ui, row, field);
        let mut edit = None;
        for place in 0..self.draft.texts(field).len() {
            edit = self.field(ui, field, place).or(edit);
        }
        match edit {
            Some(Edit::Left(place)) => self.draft.leave(field, place),
            Some(Edit::Escaped(place)) => self.draft.revert(field, place),
            Some(Edit::Removed(place)) => self.draft.remove(field, place),
            None => {}
        }
        if edit.is_some()
            && let Some(change) = self.draft.change(config)
        {
            *settings = change.or(settings.clone());
        }
        if field == Field::Targets {
            preview::show(ui, &self.draft);
        }
    }

    /// What the fields are for, and the button that adds one.
    fn title(&mut self, ui: &mut Ui, row: Row, field: Field) {
        let texts = &texts(ui.ctx()).controls;
        row.show(ui, |ui, _| {
            let (text, hint) = match field {
                Field::Targets => (texts.add_target, texts.add_target_hint),
                _ => (texts.add_input, texts.add_input_hint),
            };
            let answer = ui.add_enabled(self.draft.can_add(field), small_button(text));
            let answer = answer.hint_beside(ui, hint);
            if answer.clicked() {
                self.new = self.draft.add(field).map(|place| (field, place));
            }
            answer
        });
    }

    /// One field, what is wrong with it, and what was done to it.
    fn field(&mut self, ui: &mut Ui, field: Field, place: usize) -> Option<Edit> {
        let texts = &texts(ui.ctx()).controls;
        let name = name(texts, field, place);
        let mut edit = None;
        ui.horizontal(|ui| {
            ui.add_space(INDENT);
            edit = self.line(ui, field, place, &name);
            let can_go = self.draft.can_remove(field);
            let button =
                ui.add_enabled(can_go, Button::new("×").small().min_size(vec2(REMOVE, 0.0)));
            let button = named(button, Role::Button, &(texts.remove_formula)(&name));
            if button.hint_beside(ui, (texts.remove_formula)(&name)).clicked() {
                edit = Some(Edit::Removed(place));
            }
        });
        if let Some(problem) = self.told(field, place) {
            sentence(ui, &problem.reason);
        }
        edit
    }

    /// The text itself, with a mark where it is wrong.
    fn line(&mut self, ui: &mut Ui, field: Field, place: usize, name: &str) -> Option<Edit> {
        let texts = &texts(ui.ctx()).controls;
        let mut text = self.draft.texts(field).get(place)?.clone();
        let width = ui.available_width() - REMOVE - ui.spacing().item_spacing.x;
        let output = TextEdit::singleline(&mut text)
            .id_salt(("formula", field.name(), place))
            .hint_text(texts.formula_example)
            .font(TextStyle::Monospace)
            .desired_width(width)
            .show(ui);
        let answer = named(output.response.response.clone(), Role::TextInput, name);
        if self.new == Some((field, place)) {
            self.new = None;
            answer.request_focus();
        }
        if answer.changed() {
            self.draft.edit(field, place, text);
        }
        edge(ui, &answer);
        if let Some(problem) = self.told(field, place) {
            outline(ui, &answer);
            mark(ui, &output, problem);
        }
        let is_escaped = ui.input(|input| input.key_pressed(Key::Escape));
        answer.lost_focus().then_some(match is_escaped {
            true => Edit::Escaped(place),
            false => Edit::Left(place),
        })
    }

    /// What is to be said of a field: nothing of one that is still empty, while there are others.
    fn told(&self, field: Field, place: usize) -> Option<&FormulaProblem> {
        let is_begun = |text: &String| !text.is_empty() || !self.draft.can_remove(field);
        self.draft.texts(field).get(place).filter(|text| is_begun(text))?;
        self.draft.problem(field, place)
    }
}

/// What a field is called.
fn name(texts: &Controls, field: Field, place: usize) -> String {
    match field {
        Field::Targets => (texts.target_name)(place + 1),
        _ => (texts.input_name)(place + 1),
    }
}

/// Gives a widget the name that readers of the screen hear.
fn named(answer: Response, role: Role, name: &str) -> Response {
    let enabled = answer.enabled();
    answer.widget_info(|| WidgetInfo::labeled(role, enabled, name));
    answer
}

/// Underlines the characters that are to blame.
fn mark(ui: &Ui, output: &TextEditOutput, problem: &FormulaProblem) {
    let Some(span) = &problem.span else { return };
    let x = |at: usize| output.galley.pos_from_cursor(CCursor::new(at)).left();
    let (left, right) = (x(span.start), x(span.end).max(x(span.start) + 5.0));
    let (origin, bottom) = (output.galley_pos, output.galley_pos.y + output.galley.size().y);
    let (left, right) = (origin.x + left, origin.x + right);
    let wave = (0..=((right - left) / 2.0) as usize)
        .map(|at| pos2(left + 2.0 * at as f32, bottom - if at % 2 == 0 { 0.0 } else { 2.0 }));
    let stroke = Stroke::new(1.5, Palette::of(ui).error);
    let painter = ui.painter_at(output.text_clip_rect.expand2(vec2(0.0, 3.0)));
    painter.add(Shape::line(wave.collect(), stroke));
}

/// Says what is wrong, below its field.
fn sentence(ui: &mut Ui, reason: &str) {
    let text = RichText::new((texts(ui.ctx()).words.sentence)(reason));
    sentence_below(ui, text.color(Palette::of(ui).error));
}
