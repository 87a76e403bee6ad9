//! A column's numbers over the rows, as small as a line of text or as wide as the view.

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, Ui, pos2, remap};

use crate::table::Picture;

/// How strong the ground between the least and the greatest numbers is.
const GROUND: f32 = 0.55;

/// Draws a picture of so many rows into a rectangle: all between the least and the greatest number of each stretch.
/// Rows without numbers stay empty.
pub(super) fn draw(ui: &Ui, rect: Rect, picture: &Picture, rows: usize, colour: Color32) {
    let Some(range) = picture.range() else { return };
    let painter = ui.painter_at(rect.expand(1.0));
    let mut piece: Vec<[Pos2; 2]> = Vec::new();
    for (at, extent) in picture.buckets.iter().enumerate() {
        if extent.least.is_nan() {
            flush(&painter, &mut piece, colour);
            continue;
        }
        let middle = ((at as f64 + 0.5) * picture.rows as f64).min(rows as f64);
        let x = remap(middle, 0.0..=rows as f64, rect.left().into()..=rect.right().into()) as f32;
        piece
            .push([extent.greatest, extent.least].map(|value| pos2(x, height(rect, value, range))));
    }
    flush(&painter, &mut piece, colour);
}

/// Where a value of a range lies; the middle where there is but one.
pub(super) fn height(rect: Rect, value: f64, (least, greatest): (f64, f64)) -> f32 {
    // Halves, since the range may be wider than the largest number.
    let span = 0.5 * greatest - 0.5 * least;
    let part = if span > 0.0 { (0.5 * value - 0.5 * least) / span } else { 0.5 };
    rect.bottom() - part as f32 * rect.height()
}

/// Draws a piece without gaps, of which the upper and the lower edge are given, and begins the next.
fn flush(painter: &Painter, piece: &mut Vec<[Pos2; 2]>, colour: Color32) {
    let piece = std::mem::take(piece);
    let edge = |at: usize| -> Vec<Pos2> { piece.iter().map(|edges| edges[at]).collect() };
    ground(painter, &piece, colour.gamma_multiply(GROUND));
    line(painter, edge(0), Stroke::new(1.0, colour));
    if piece.iter().any(|[upper, lower]| upper != lower) {
        line(painter, edge(1), Stroke::new(1.0, colour));
    }
}

/// Fills the ground between two edges.
fn ground(painter: &Painter, piece: &[[Pos2; 2]], colour: Color32) {
    let mut mesh = Mesh::default();
    for (at, corner) in piece.iter().flatten().enumerate() {
        mesh.colored_vertex(*corner, colour);
        if let (Some(before), Ok(at)) = (at.checked_sub(2), u32::try_from(at)) {
            mesh.add_triangle(before as u32, at - 1, at);
        }
    }
    if !mesh.is_empty() {
        painter.add(Shape::mesh(mesh));
    }
}

/// Draws a line, or a dot where it has but one point.
pub(super) fn line(painter: &Painter, points: Vec<Pos2>, stroke: Stroke) {
    if let [point] = points[..] {
        painter.circle_filled(point, stroke.width, stroke.color);
    } else if points.len() > 1 {
        painter.line(points, stroke);
    }
}
