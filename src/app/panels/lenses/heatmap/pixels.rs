//! A heatmap's cells as a picture.

use egui::{Color32, ColorImage, Rect, Ui};

use super::has_empty;
use crate::app::theme::Palette;
use crate::figure::graph::{Cells, EMPTY};

/// Distance and width of the lines through cells without a number, in points.
pub(in crate::app::panels::lenses) const HATCH: (f32, f32) = (5.0, 1.2);

/// A picture's size in pixels, and the colour behind its hatching.
pub(super) type Look = ([usize; 2], Color32);

/// The picture's size, and the colour behind its hatching: a pixel a cell, but as many as the screen has
/// where cells are hatched.
pub(super) fn look(ui: &Ui, cells: &Cells, frame: Rect) -> Look {
    let size = if has_empty(cells) {
        let pixels = frame.size() * ui.pixels_per_point();
        let most = ui.input(|input| input.max_texture_side);
        [pixels.x, pixels.y].map(|pixels| (pixels.round() as usize).clamp(1, most))
    } else {
        [cells.columns, cells.rows()]
    };
    (size, Palette::of(ui).plot)
}

/// The cells as pixels.
pub(super) fn image(cells: &Cells, (size, paper): Look, scale: f32) -> ColorImage {
    let [distance, width] =
        [HATCH.0, HATCH.1].map(|points| (points * scale).round().max(1.0) as usize);
    let grey = Color32::from_rgb(EMPTY[0], EMPTY[1], EMPTY[2]);
    let pixel = |x: usize, y: usize| {
        let (row, column) = (y * cells.rows() / size[1], x * cells.columns / size[0]);
        match cells.at(row, column).and_then(|value| cells.colour(value)) {
            Some([r, g, b]) => Color32::from_rgb(r, g, b),
            None if (x + y) % (distance + width) < width => grey,
            None => paper,
        }
    };
    let pixels = (0..size[1]).flat_map(|y| (0..size[0]).map(move |x| (x, y)));
    ColorImage::new(size, pixels.map(|(x, y)| pixel(x, y)).collect())
}
