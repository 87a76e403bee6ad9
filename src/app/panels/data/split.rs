//! The parts of a table on the picture of the first target, with borders that can be dragged.

use egui::accesskit::{Action, ActionData};
use egui::{
    Color32, CursorIcon, FontId, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::{picture, refused};
use crate::app::hints::Hints;
use crate::app::language;
use crate::app::panels::header::header;
use crate::app::panels::steps::{self, Steps};
use crate::app::plots::spoken;
use crate::app::theme::Palette;
use crate::config::Field;
use crate::session::table_setup::{Role, TableSetup};
use crate::text::{OwnData, Texts};
use crate::wording::foreign;

/// Height of the picture, in points, and of the line of its parts' names.
const HEIGHT: f32 = 104.0;
const NAMES: f32 = 18.0;
/// How near a border it can be taken hold of, in points.
const REACH: f32 = 6.0;

/// Draws the picture, and moves the borders.
pub(super) fn show(ui: &mut Ui, texts: &OwnData, setup: &mut TableSetup) {
    let target = setup.columns(Role::Target).first().copied();
    let name = target.map(|column| foreign(&setup.overview.columns[column].name));
    let sentence = name.map_or_else(String::new, |name| (texts.split_sentence)(&name));
    header(ui, texts.split, &sentence, |_| {});
    let size = vec2(ui.available_width(), HEIGHT);
    let (rect, answer) = ui.allocate_exact_size(size, Sense::hover());
    let all = language::texts(ui.ctx());
    spoken::describe(ui, &answer, all.spoken.parts, || told(all, setup));
    let palette = Palette::of(ui);
    ui.painter().rect_filled(rect, 3.0, palette.plot);
    shade(ui, texts, setup, rect);
    if let Some(column) = target.map(|column| &setup.overview.columns[column]) {
        let area = rect.with_min_y(rect.top() + NAMES).shrink2(vec2(0.0, 4.0));
        picture::draw(ui, area, &column.picture, setup.overview.rows, palette.target);
    }
    // The one that can move lies above where both are at one place.
    let order = if setup.borders()[0] > 50.0 { [1, 0] } else { [0, 1] };
    for at in order {
        border(ui, texts, setup, rect, at);
    }
    refused(ui, texts, setup, &[Field::Split]);
}

/// The names of the parts, and from where to where each goes, in percent.
fn stretches(texts: &OwnData, setup: &TableSetup) -> [(&'static str, f64, f64); 3] {
    let [train, until] = setup.borders();
    [(texts.training, 0.0, train), (texts.validation, train, until), (texts.test, until, 100.0)]
}

/// The parts, as readers of the screen have them.
fn told(all: &Texts, setup: &TableSetup) -> String {
    let Texts { own_data: texts, spoken, words, .. } = all;
    let samples = setup.parts().map(|parts| parts.clone().map(|part| part.len()));
    let part = |(at, (name, from, to)): (usize, (&str, f64, f64))| {
        let [from, to] = [from, to].map(|percent| (words.percent)(percent / 100.0));
        let part = (spoken.axis)(name, &from, &to);
        let samples = samples.as_ref().map(|samples| (texts.samples)(samples[at]));
        (words.listed)(&[part].into_iter().chain(samples).collect::<Vec<_>>())
    };
    spoken::joined(all, stretches(texts, setup).into_iter().enumerate().map(part))
}

/// The parts as coloured stretches with their names.
fn shade(ui: &Ui, texts: &OwnData, setup: &TableSetup, rect: Rect) {
    let palette = Palette::of(ui);
    let samples = setup.parts().map(|parts| parts.clone().map(|part| part.len()));
    let colours = [palette.prediction, palette.mark, palette.live];
    let parts = stretches(texts, setup).into_iter().zip(colours);
    for (at, ((name, from, to), colour)) in parts.enumerate() {
        let stretch = Rect::from_x_y_ranges(place(rect, from)..=place(rect, to), rect.y_range());
        ui.painter().rect_filled(stretch, 0.0, colour.gamma_multiply(0.13));
        let count = samples.map(|samples| (texts.samples)(samples[at]));
        let whole = count.map(|count| format!("{name} · {count}"));
        name_of_part(ui, stretch, &[whole, Some(name.to_owned())]);
    }
}

/// The first of these names for which a stretch has room.
fn name_of_part(ui: &Ui, stretch: Rect, names: &[Option<String>]) {
    let (font, colour) = (FontId::proportional(11.0), ui.visuals().text_color());
    for name in names.iter().flatten() {
        let galley = ui.painter().layout_no_wrap(name.clone(), font.clone(), colour);
        if galley.size().x + 10.0 <= stretch.width() {
            ui.painter().galley(stretch.min + vec2(5.0, 3.0), galley, colour);
            return;
        }
    }
}

/// Where so many percent of the rows lie.
fn place(rect: Rect, percent: f64) -> f32 {
    rect.left() + (percent / 100.0) as f32 * rect.width()
}

/// A border, and what is done with it.
fn border(ui: &mut Ui, texts: &OwnData, setup: &mut TableSetup, rect: Rect, at: usize) {
    let percent = setup.borders()[at];
    let x = place(rect, percent);
    let area = Rect::from_x_y_ranges(x - REACH..=x + REACH, rect.y_range());
    let id = ui.scope_id().with(("border", at));
    let answer = ui.interact(area, id, Sense::click_and_drag());
    draw_border(ui, &answer, x, rect);
    let name = (texts.border_name)(at);
    let enabled = ui.is_enabled();
    answer.widget_info(|| WidgetInfo::slider(enabled, percent, &name));
    let written = (language::texts(ui.ctx()).words.percent)(percent / 100.0);
    steps::speak(ui, &answer, percent, &written);
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
        node.set_numeric_value_step(1.0);
        [Action::SetValue, Action::Increment, Action::Decrement]
            .into_iter()
            .for_each(|action| node.add_action(action));
    });
    let row = (setup.overview.rows as f64 * percent / 100.0).round() as usize;
    let said = (texts.border_at)(&name, percent, row);
    answer.clone().on_hover_cursor(CursorIcon::ResizeHorizontal);
    let answer = answer.hint_above(format!("{said}\n{}", texts.border_hint));
    if let Some(wanted) = wanted(ui, &answer, rect, percent) {
        setup.move_border(at, wanted);
    }
}

fn draw_border(ui: &Ui, answer: &Response, x: f32, rect: Rect) {
    let is_held = answer.hovered() || answer.dragged() || answer.has_focus();
    let colour: Color32 = ui.visuals().text_color();
    let width = if is_held { 2.0 } else { 1.0 };
    ui.painter().vline(x, rect.y_range(), Stroke::new(width, colour));
    let grip = Rect::from_center_size(pos2(x, rect.bottom() - 10.0), vec2(7.0, 13.0));
    ui.painter().rect_filled(grip, 2.0, colour);
    let ridge = Stroke::new(1.0, ui.visuals().panel_fill);
    for x in [grip.center().x - 1.0, grip.center().x + 1.0] {
        ui.painter().vline(x, grip.y_range().shrink(3.0), ridge);
    }
}

/// To how many percent a border is moved: whole ones, by the pointer, by keys, or by who reads the screen.
fn wanted(ui: &Ui, answer: &Response, rect: Rect, percent: f64) -> Option<f64> {
    if answer.dragged()
        && let Some(pointer) = answer.interact_pointer_pos()
    {
        let part = f64::from((pointer.x - rect.left()) / rect.width());
        return Some((100.0 * part).round().clamp(0.0, 100.0));
    }
    let asked = ui.input(|input| {
        let values = input.accesskit_action_requests(answer.id, Action::SetValue);
        let number = |request: &egui::accesskit::ActionRequest| match request.data {
            Some(ActionData::NumericValue(value)) => Some(value),
            _ => None,
        };
        values.filter_map(number).last()
    });
    asked.or_else(|| steps::moved(ui, answer, percent, Steps::Linear(1.0), 0.0..=100.0))
}
