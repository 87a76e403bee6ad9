//! What a lesson says, drawn: words that matter, and words that light something up.
//!
//! A paragraph is laid out as one text, whatever its pieces are, so that its lines end where Chinese allows it: none
//! begins with a comma that stands behind a link, and none ends with the quote before one.

use std::sync::Arc;

use egui::epaint::text::PlacedRow;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Color32, CursorIcon, Galley, Id, Rect, Response, Role, Sense, Stroke, TextStyle, Ui,
    Vec2, WidgetInfo,
};

use crate::app::spotlight;
use crate::app::theme::Palette;
use crate::figure::line_starts;
use crate::lesson::{Line, Span, Target, plain};

/// Between two paragraphs, in points.
const BETWEEN: f32 = 3.0;
/// What a line leaves free: what its pieces need is rounded to pixels.
const ROUNDED: f32 = 1.0;

/// Draws paragraphs.
pub(super) fn paragraphs(ui: &mut Ui, lines: &[Line]) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = BETWEEN;
        lines.iter().for_each(|line| paragraph(ui, line));
    });
}

/// Draws a paragraph. Readers of the screen have it whole, and each of its links.
fn paragraph(ui: &mut Ui, line: &Line) {
    let galley = laid_out(ui, line, ui.available_width());
    let (rect, answer) = ui.allocate_exact_size(galley.size(), Sense::hover());
    answer.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), plain(line)));
    ui.painter().galley(rect.min, Arc::clone(&galley), ui.visuals().text_color());
    for (at, span) in line.iter().enumerate() {
        let Span::Link(text, target) = span else { continue };
        let places =
            places(&galley, at).into_iter().map(|place| place.translate(rect.min.to_vec2()));
        link(ui, answer.id.with(at), text, places, *target);
    }
}

/// Words that light something up, which may stand in several lines.
fn link(ui: &Ui, id: Id, text: &str, places: impl Iterator<Item = Rect> + Clone, target: Target) {
    let parts = places.clone().enumerate().map(|(n, place)| match n {
        // Tab comes to it once.
        0 => ui.interact(place, id, Sense::click()),
        _ => ui.interact(place, id.with(n), Sense::CLICK),
    });
    let parts: Vec<Response> = parts.collect();
    let Some(first) = parts.first() else { return };
    first.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), text));
    let is_clicked = parts.iter().any(Response::clicked);
    let is_hovered = parts.iter().any(Response::hovered);
    if is_hovered {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    if !(is_clicked || is_hovered || first.has_focus()) {
        return;
    }
    let line = Stroke::new(1.0, ui.visuals().hyperlink_color);
    for place in places {
        ui.painter().hline(place.x_range(), place.bottom() - 1.0, line);
    }
    spotlight::point_at(ui.ctx(), target, is_clicked);
}

/// A paragraph in lines of this width.
fn laid_out(ui: &Ui, line: &Line, width: f32) -> Arc<Galley> {
    let whole = ui.painter().layout_job(job(ui, line, &[], f32::INFINITY));
    let ends = whole.rows.iter().flat_map(|row| &row.row.glyphs);
    let ends: Vec<(f32, f32)> = ends.map(|it| (it.pos.x, it.pos.x + it.advance_width)).collect();
    let starts = starts(&plain(line), &ends, width - ROUNDED);
    ui.painter().layout_job(job(ui, line, &starts, width))
}

/// Where lines begin behind the first one, in bytes, if characters end there when all stand in one line.
fn starts(text: &str, ends: &[(f32, f32)], width: f32) -> Vec<usize> {
    let places: Vec<(usize, char, (f32, f32))> =
        text.char_indices().zip(ends).map(|((at, sign), ends)| (at, sign, *ends)).collect();
    let mut starts = Vec::new();
    let mut line = 0.0;
    let pieces: Vec<usize> = line_starts(text).collect();
    for (n, &start) in pieces.iter().enumerate() {
        let end = pieces.get(n + 1).copied().unwrap_or(text.len());
        let piece = places.iter().filter(|(at, sign, _)| (start..end).contains(at) && *sign != ' ');
        let piece: Vec<(f32, f32)> = piece.map(|(.., ends)| *ends).collect();
        let Some(((left, _), (_, right))) = piece.first().zip(piece.last()) else { continue };
        if n > 0 && right - line > width {
            starts.push(start);
            line = *left;
        }
    }
    starts
}

/// A paragraph whose lines begin there; the spaces in front of them are left out. What has no room even so is broken
/// anywhere.
fn job(ui: &Ui, line: &Line, starts: &[usize], width: f32) -> LayoutJob {
    let text = plain(line);
    let spaces = |start: usize| text[..start].trim_end_matches(' ').len()..start;
    let left_out = |at: usize| starts.iter().any(|start| spaces(*start).contains(&at));
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    let mut begin = 0;
    for span in line {
        let mut piece = String::new();
        for (at, sign) in span.text().char_indices().map(|(at, sign)| (begin + at, sign)) {
            if starts.contains(&at) {
                piece.push('\n');
            }
            if !left_out(at) {
                piece.push(sign);
            }
        }
        begin += span.text().len();
        job.append(&piece, 0.0, format(ui, span));
    }
    job
}

/// How a piece is written. There is no bold font: words that matter have a ground of their own.
fn format(ui: &Ui, span: &Span) -> TextFormat {
    let style = if matches!(span, Span::Code(_)) { TextStyle::Monospace } else { TextStyle::Body };
    let (color, background) = match span {
        Span::Plain(_) | Span::Code(_) => (ui.visuals().text_color(), Color32::TRANSPARENT),
        Span::Strong(_) => (ui.visuals().strong_text_color(), Palette::of(ui).marker()),
        Span::Link(..) => (ui.visuals().hyperlink_color, Color32::TRANSPARENT),
    };
    let font_id = style.resolve(ui.style());
    TextFormat { font_id, color, background, valign: Align::Center, ..TextFormat::default() }
}

/// Where a piece of a paragraph lies in it, line by line.
fn places(galley: &Galley, nth: usize) -> Vec<Rect> {
    let Some(section) = galley.job.sections.get(nth) else { return Vec::new() };
    let signs = |bytes: usize| galley.job.text[..bytes].chars().count();
    let piece = signs(section.byte_range.start.0)..signs(section.byte_range.end.0);
    let mut begin = 0;
    let place = |row: &PlacedRow| {
        let glyphs = (begin..).zip(&row.row.glyphs).filter(|(at, _)| piece.contains(at));
        begin += row.char_count_including_newline().0;
        let ends = glyphs.map(|(_, glyph)| (glyph.pos.x, glyph.pos.x + glyph.advance_width));
        let (left, right) = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        let row = row.rect();
        let corner = row.min + Vec2::new(left, 0.0);
        Some(Rect::from_min_size(corner, Vec2::new(right - left, row.height())))
    };
    galley.rows.iter().filter_map(place).collect()
}

#[cfg(test)]
mod tests;
