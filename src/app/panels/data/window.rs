//! One window of the training part: what is read, and what should be answered.

use egui::{Color32, FontId, Pos2, Rect, Response, RichText, Sense, Stroke, Ui, pos2, vec2};

use super::picture;
use crate::app::language;
use crate::app::panels::header::header;
use crate::app::plots::cursor::{self, Asked, Cursor, Places};
use crate::app::plots::look::Look;
use crate::app::plots::spoken;
use crate::app::theme::Palette;
use crate::evaluation::thinned;
use crate::number::measured;
use crate::session::table_setup::{FirstWindow, TableSetup, WindowLine};
use crate::text::OwnData;
use crate::wording::foreign;

/// Height of the plot, in points.
const HEIGHT: f32 = 110.0;
/// Points of a line up to which each has a dot.
const DOTTED: usize = 60;
/// Stretches of a line at the most, each with its least and its greatest point.
const STRETCHES: usize = 300;
/// Colours of inputs; the last one is too near the target's.
const COLOURS: usize = 5;
/// Columns that are named: no two of one colour.
const MOST_NAMED: usize = COLOURS;

/// Draws the window.
pub(super) fn show(ui: &mut Ui, texts: &OwnData, setup: &TableSetup) {
    let Some(window) = setup.first_window() else {
        header(ui, texts.window, "", |_| {});
        ui.label(RichText::new(texts.no_window).small().weak());
        return;
    };
    let sentence = if window.counts_last { texts.last_sentence } else { texts.window_sentence };
    header(ui, texts.window, &sentence(window.time_steps, window.horizon), |_| {});
    let rect = ui.allocate_space(vec2(ui.available_width(), HEIGHT)).1;
    let id = ui.scope_id().with("first window");
    let answer = ui.interact(rect, id, Sense::focusable_noninteractive());
    plot(ui, texts, window, rect);
    read(ui, texts, setup, window, &answer);
    legend(ui, texts, setup, window);
}

/// The lines that are named, each with how it is called and the row in which it begins, from 0.
fn named<'a>(
    texts: &OwnData,
    setup: &TableSetup,
    window: &'a FirstWindow,
) -> Vec<(String, usize, &'a WindowLine)> {
    let name = |line: &WindowLine| foreign(&setup.overview.columns[line.column].name);
    let inputs = window.inputs.iter().take(MOST_NAMED);
    let inputs = inputs.map(|line| ((texts.reads)(&name(line)), 0, line));
    let targets = window.targets.iter();
    let targets = targets.map(|line| ((texts.answers)(&name(line)), window.horizon, line));
    inputs.chain(targets).collect()
}

/// Keys read it off row by row, and readers of the screen say what is in it.
fn read(ui: &Ui, texts: &OwnData, setup: &TableSetup, window: &FirstWindow, answer: &Response) {
    let rows = window.time_steps + window.horizon;
    let view = 1.0..=rows as f64;
    if let Some(asked) = Asked::of::<Cursor>(ui, answer, false) {
        let row = |at: usize| (at + 1) as f64;
        if asked.moves() {
            Places { count: rows, at: &row }.go(ui, answer, asked, &view);
        }
        let cursor = cursor::get::<Cursor>(ui, answer).filter(|(at, _)| view.contains(at));
        if let Some((at, is_new)) = cursor {
            cursor::put(ui, answer, Some((at, false)));
            let lines = at_row(texts, setup, window, at as usize);
            let x = across(area(answer.rect), at as usize - 1, rows - 1);
            let place = pos2(x, answer.rect.center().y);
            let stroke = Stroke::new(1.0, Palette::of(ui).focus);
            ui.painter().vline(x, answer.rect.y_range(), stroke);
            cursor::tell(ui, answer, place, is_new, lines);
        }
    }
    let all = language::texts(ui.ctx());
    let words = &all.spoken;
    spoken::describe(ui, answer, words.window, || {
        let ends = |line: &WindowLine| {
            let finite = line.values.iter().copied().filter(|value| value.is_finite());
            finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (value.min(low), value.max(high))
            })
        };
        spoken::joined(
            all,
            named(texts, setup, window).into_iter().map(|(name, _, line)| {
                let (low, high) = ends(line);
                let [low, high] = [low, high].map(measured);
                (words.dots)(&name, line.values.len(), &low, &high)
            }),
        )
    });
}

/// What is read in a row of it, counted from 1, and what is to be answered.
fn at_row(texts: &OwnData, setup: &TableSetup, window: &FirstWindow, row: usize) -> String {
    let value = |(name, first, line): (String, usize, &WindowLine)| {
        let value = line.values.get((row - 1).checked_sub(first)?)?;
        Some(format!("{name} {}", measured(*value)))
    };
    let values = named(texts, setup, window).into_iter().filter_map(value);
    [(texts.row)(row)].into_iter().chain(values).collect::<Vec<_>>().join("\n")
}

/// Where its lines lie.
fn area(rect: Rect) -> Rect {
    rect.shrink2(vec2(10.0, 8.0)).with_max_y(rect.bottom() - 18.0)
}

/// Where a row lies, from 0 to the last.
fn across(area: Rect, row: usize, last: usize) -> f32 {
    match last {
        0 => area.center().x,
        last => area.left() + row as f32 / last as f32 * area.width(),
    }
}

fn plot(ui: &Ui, texts: &OwnData, window: &FirstWindow, rect: Rect) {
    let palette = Palette::of(ui);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 3.0, palette.plot);
    let (area, last) = (area(rect), window.time_steps + window.horizon - 1);
    let x = |row: usize| across(area, row, last);
    // What is read in the end.
    let read =
        Rect::from_x_y_ranges(area.left() - 5.0..=x(window.time_steps - 1) + 5.0, rect.y_range());
    painter.rect_filled(read, 0.0, palette.newest);
    let draw = |line: &WindowLine, first: usize, colour: Color32, width: f32| {
        let Some(range) = window.range(line.column) else { return };
        let point = |at: usize| (f64::from(x(first + at)), line.values[at]);
        let points: Vec<Pos2> = thinned(0..line.values.len(), STRETCHES, point)
            .into_iter()
            .map(|(x, value)| pos2(x as f32, picture::height(area, value, range)))
            .collect();
        if points.len() <= DOTTED {
            for point in &points {
                painter.circle_filled(*point, 1.2 * width, colour);
            }
        }
        picture::line(&painter, points, Stroke::new(width, colour));
    };
    for (at, line) in window.inputs.iter().enumerate() {
        draw(line, 0, colour(&palette, at), 1.0);
    }
    for line in &window.targets {
        draw(line, window.horizon, palette.target, 2.0);
    }
    rows(ui, texts, rect, last + 1);
}

/// The numbers of the first and the last row.
fn rows(ui: &Ui, texts: &OwnData, rect: Rect, last: usize) {
    let (font, colour) = (FontId::proportional(11.0), ui.visuals().weak_text_color());
    let painter = ui.painter();
    let first = painter.layout_no_wrap((texts.row)(1), font.clone(), colour);
    let last = painter.layout_no_wrap((texts.row)(last), font, colour);
    let y = rect.bottom() - 15.0;
    let right = rect.right() - 6.0 - last.size().x;
    painter.galley(pos2(rect.left() + 6.0, y), first, colour);
    painter.galley(pos2(right, y), last, colour);
}

/// The colour of an input, which its curve has, too.
fn colour(palette: &Palette, at: usize) -> Color32 {
    Look::input(palette, Some(at % COLOURS)).colour
}

/// What the colours stand for.
fn legend(ui: &mut Ui, texts: &OwnData, setup: &TableSetup, window: &FirstWindow) {
    let palette = Palette::of(ui);
    let name = |line: &WindowLine| foreign(&setup.overview.columns[line.column].name);
    ui.horizontal_wrapped(|ui| {
        let entry = |ui: &mut Ui, colour: Color32, text: String| {
            let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
            ui.painter().circle_filled(rect.center(), 3.5, colour);
            ui.label(RichText::new(text).small().weak());
        };
        for (at, line) in window.inputs.iter().take(MOST_NAMED).enumerate() {
            entry(ui, colour(&palette, at), (texts.reads)(&name(line)));
        }
        let more = window.inputs.len().saturating_sub(MOST_NAMED);
        if more > 0 {
            ui.label(RichText::new((texts.and_more)(more)).small().weak());
        }
        for line in &window.targets {
            entry(ui, palette.target, (texts.answers)(&name(line)));
        }
    });
}
