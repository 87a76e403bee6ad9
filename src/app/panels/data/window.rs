//! One window of the training part: what is read, and what should be answered.

use egui::{Color32, FontId, Pos2, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};

use super::picture;
use crate::app::panels::header::header;
use crate::app::theme::Palette;
use crate::evaluation::thinned;
use crate::figure::graph::Ink;
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
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    plot(ui, texts, window, rect);
    legend(ui, texts, setup, window);
}

fn plot(ui: &Ui, texts: &OwnData, window: &FirstWindow, rect: Rect) {
    let palette = Palette::of(ui);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 3.0, palette.plot);
    let area = rect.shrink2(vec2(10.0, 8.0)).with_max_y(rect.bottom() - 18.0);
    let last = window.time_steps + window.horizon - 1;
    let x = |row: usize| match last {
        0 => area.center().x,
        last => area.left() + row as f32 / last as f32 * area.width(),
    };
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

/// The colour of an input.
fn colour(palette: &Palette, at: usize) -> Color32 {
    palette.ink(Ink::Nth(at % COLOURS))
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
