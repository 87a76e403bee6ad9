//! The columns of a table: what is in each, a picture of it, and whether it is read or answered.

use egui::{
    Align, Label, Layout, Rect, RichText, Role as Kind, ScrollArea, Sense, Ui, UiBuilder, Vec2,
    WidgetInfo, vec2,
};

use super::{picture, refused};
use crate::app::focus::{bring_into_view, place_of};
use crate::app::hints::Hints;
use crate::app::language;
use crate::app::panels::checkbox::edged;
use crate::app::panels::fitting::{in_a_line, that_fits};
use crate::app::panels::header::header;
use crate::app::panels::small_button::small_button;
use crate::app::plots::spoken;
use crate::app::theme::Palette;
use crate::config::Field;
use crate::session::table_setup::{Role, TableSetup};
use crate::table::{ColumnKind, ColumnOverview};
use crate::text::{OwnData, Texts};
use crate::wording::{capitalised, foreign, one_line};

/// Height of a column's line, in points.
const HEIGHT: f32 = 36.0;
/// Columns that are in view at once, where there are more.
const IN_VIEW: usize = 12;
/// Widths of the places of "read" and "answer".
const READ: f32 = 40.0;
const ANSWER: f32 = 52.0;

/// Draws the columns.
pub(super) fn show(ui: &mut Ui, texts: &OwnData, setup: &mut TableSetup) {
    header(ui, texts.columns, texts.columns_sentence, |ui| {
        if ui.add(small_button(texts.nothing)).hint(texts.nothing_hint).clicked() {
            setup.read_all(false);
        }
        if ui.add(small_button(texts.all)).hint(texts.all_hint).clicked() {
            setup.read_all(true);
        }
    });
    refused(ui, texts, setup, &[Field::Inputs, Field::Targets]);
    titles(ui, texts);
    let count = setup.overview.columns.len();
    if count <= IN_VIEW {
        for column in 0..count {
            line(ui, texts, setup, column);
        }
        return;
    }
    let spacing = ui.spacing().item_spacing.y;
    let height = (IN_VIEW as f32 + 0.5) * (HEIGHT + spacing);
    let area = ScrollArea::vertical().id_salt("columns").max_height(height);
    area.auto_shrink(false).show_viewport(ui, |ui, seen| {
        let step = HEIGHT + spacing;
        ui.set_height(step * count as f32 - spacing);
        // One more on each side than is seen: keys go on there.
        let first = ((seen.min.y / step).floor().max(0.0) as usize).saturating_sub(1);
        let end = ((seen.max.y / step).ceil() as usize + 1).min(count);
        let top = ui.max_rect().top();
        let y = top + first as f32 * step..=top + end as f32 * step;
        let lines = Rect::from_x_y_ranges(ui.max_rect().x_range(), y);
        ui.scope_builder(UiBuilder::new().max_rect(lines), |ui| {
            (first..end).for_each(|column| line(ui, texts, setup, column));
        });
        bring_into_view(ui);
    });
}

fn titles(ui: &mut Ui, texts: &OwnData) {
    ui.horizontal(|ui| {
        for (title, hint, width) in
            [(texts.read, texts.read_hint, READ), (texts.answered, texts.answered_hint, ANSWER)]
        {
            place(ui, vec2(width, 14.0), |ui| {
                ui.label(RichText::new(title).small().weak()).hint(hint);
            });
        }
    });
}

/// A column's line.
fn line(ui: &mut Ui, texts: &OwnData, setup: &mut TableSetup, at: usize) {
    ui.scope_builder(UiBuilder::new().scope_id(place_of("column", at)), |ui| {
        ui.horizontal(|ui| {
            tick(ui, texts, setup, at, Role::Input);
            tick(ui, texts, setup, at, Role::Target);
            let width = (0.3 * ui.available_width()).clamp(70.0, 220.0);
            let (rect, answer) = ui.allocate_exact_size(vec2(width, HEIGHT - 4.0), Sense::hover());
            let column = &setup.overview.columns[at];
            let name = (spoken::words(ui).column)(&foreign(&column.name));
            let all = language::texts(ui.ctx());
            spoken::describe(ui, &answer, &name, || {
                told(&facts(all, column, setup.overview.rows), 0)
            });
            let palette = Palette::of(ui);
            ui.painter().rect_filled(rect, 3.0, palette.plot);
            let colour = match column.kind {
                _ if setup.has(at, Role::Target) => palette.target,
                ColumnKind::Numbers => palette.prediction,
                ColumnKind::Times | ColumnKind::Texts | ColumnKind::Empty => palette.input,
            };
            picture::draw(ui, rect.shrink(3.0), &column.picture, setup.overview.rows, colour);
            ui.add_space(4.0);
            let size = vec2(ui.available_width(), HEIGHT);
            place(ui, size, |ui| words(ui, texts, setup, at));
        });
    });
}

/// Whether a column has a role; greyed, with the reason, where it can't.
fn tick(ui: &mut Ui, texts: &OwnData, setup: &mut TableSetup, at: usize, role: Role) {
    let column = foreign(&setup.overview.columns[at].name);
    let (width, name, hint) = match role {
        Role::Input => (READ, (texts.read_name)(&column), texts.read_hint),
        Role::Target => (ANSWER, (texts.answer_name)(&column), texts.answered_hint),
    };
    let refusal = setup.overview.check(at).err();
    let mut has = setup.has(at, role);
    place(ui, vec2(width, HEIGHT), |ui| {
        let answer = edged(ui, |ui| {
            ui.add_enabled(refusal.is_none(), egui::Checkbox::without_text(&mut has))
        });
        answer.widget_info(|| WidgetInfo::selected(Kind::CheckBox, refusal.is_none(), has, &name));
        let hint = refusal.map_or_else(
            || hint.to_owned(),
            |reason| (texts.refused)(&capitalised(&one_line(&reason.to_string()))),
        );
        if answer.hint_above(hint).changed() {
            setup.set_role(at, role, has);
        }
    });
}

/// The column's name, and what is in it.
fn words(ui: &mut Ui, texts: &OwnData, setup: &TableSetup, at: usize) {
    let column = &setup.overview.columns[at];
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.add_space(2.0);
        ui.add(Label::new(RichText::new(foreign(&column.name)).strong()).truncate());
        let facts = facts(language::texts(ui.ctx()), column, setup.overview.rows);
        let shorter: Vec<String> = (0..facts.len()).map(|without| told(&facts, without)).collect();
        let said = that_fits(ui, RichText::small, shorter.iter().map(String::as_str));
        let label = Label::new(RichText::new(said.unwrap_or_default()).small().weak());
        let answer = ui.add(label.sense(Sense::hover()));
        let facts = told(&facts, 0);
        let gap = column.first_gap.as_ref().filter(|_| column.kind == ColumnKind::Numbers);
        let gap = gap.map(|gap| (texts.first_gap)(&one_line(&gap.said())));
        answer.hint_above([Some(facts), gap].into_iter().flatten().collect::<Vec<_>>().join("\n"));
    });
}

/// A fact of a column, and how soon it goes without saying where there isn't room for all: the greatest first.
type Fact = (String, u8);

/// Facts in a line, but for so many of those that go first.
fn told(facts: &[Fact], without: usize) -> String {
    let mut order: Vec<usize> = (0..facts.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(facts[*at].1));
    let gone = &order[..without];
    let rest = facts.iter().enumerate().filter(|(at, _)| !gone.contains(at));
    in_a_line(rest.map(|(_, (fact, _))| fact.clone()))
}

/// Kind, range, mean and gaps of a column.
fn facts(all: &Texts, column: &ColumnOverview, rows: usize) -> Vec<Fact> {
    let texts = &all.own_data;
    let kind = match column.kind {
        ColumnKind::Numbers => texts.is_numbers,
        ColumnKind::Times => texts.is_times,
        ColumnKind::Texts => texts.is_texts,
        ColumnKind::Empty => texts.is_empty,
    };
    let range = column.range.map(|(least, most)| match column.kind {
        ColumnKind::Times => (texts.times)(&column.spelled(least), &column.spelled(most)),
        ColumnKind::Numbers | ColumnKind::Texts | ColumnKind::Empty => (texts.range)(least, most),
    });
    let some = |count: usize| Some(count).filter(|count| *count > 0);
    let some_texts: Vec<String> = column.texts.iter().map(foreign).collect();
    let such_as = Some(some_texts)
        .filter(|some| column.kind == ColumnKind::Texts && !some.is_empty())
        .map(|some| (all.words.names)(&some.iter().map(String::as_str).collect::<Vec<_>>()));
    let parts = [
        (Some(kind.to_owned()), 2),
        (range, 3),
        (column.mean.map(texts.mean), 5),
        (some(rows - column.filled).map(texts.missing), 0),
        (some(column.others).map(texts.others), 1),
        (such_as.map(|names| (texts.such_as)(&names)), 4),
    ];
    parts.into_iter().filter_map(|(fact, goes)| fact.map(|fact| (fact, goes))).collect()
}

/// A place of this size in a line.
fn place(ui: &mut Ui, size: Vec2, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(size.x);
        add(ui);
    });
}
