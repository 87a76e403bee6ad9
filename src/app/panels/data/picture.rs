//! A column's numbers over the rows, as small as a line of text or as wide as the view.

use egui::{Color32, Pos2, Rect, Stroke, Ui, pos2, remap};

use crate::table::Picture;

/// Draws a picture of so many rows into a rectangle: between the least and the greatest number of each stretch, and
/// from stretch to stretch. Rows without numbers stay empty.
pub(super) fn draw(ui: &Ui, rect: Rect, picture: &Picture, rows: usize, colour: Color32) {
    let Some((least, greatest)) = picture.range() else { return };
    let painter = ui.painter_at(rect.expand(1.0));
    let stroke = Stroke::new(1.0, colour);
    let height = |value: f64| height(rect, value, (least, greatest));
    let mut line: Vec<Pos2> = Vec::new();
    for (at, extent) in picture.buckets.iter().enumerate() {
        if extent.least.is_nan() {
            flush(&painter, &mut line, stroke);
            continue;
        }
        let middle = ((at as f64 + 0.5) * picture.rows as f64).min(rows as f64);
        let x = remap(middle, 0.0..=rows as f64, rect.left().into()..=rect.right().into()) as f32;
        let (top, bottom) = (height(extent.greatest), height(extent.least));
        if bottom - top > 1.0 {
            painter.vline(x, top..=bottom, stroke);
        }
        line.push(pos2(x, 0.5 * (top + bottom)));
    }
    flush(&painter, &mut line, stroke);
}

/// Where a value of a range lies; the middle where there is but one.
pub(super) fn height(rect: Rect, value: f64, (least, greatest): (f64, f64)) -> f32 {
    // Halves, since the range may be wider than the largest number.
    let span = 0.5 * greatest - 0.5 * least;
    let part = if span > 0.0 { (0.5 * value - 0.5 * least) / span } else { 0.5 };
    rect.bottom() - part as f32 * rect.height()
}

/// Draws a line, a dot where it has but one point, and begins the next.
pub(super) fn flush(painter: &egui::Painter, line: &mut Vec<Pos2>, stroke: Stroke) {
    match std::mem::take(line).as_slice() {
        [] => {}
        [point] => _ = painter.circle_filled(*point, stroke.width, stroke.color),
        points => _ = painter.line(points.to_vec(), stroke),
    }
}
