//! The heatmap: numbers as colours, and the value under the pointer.

mod blocks;
mod by_keys;
mod pixels;

use egui::{
    Align2, Color32, FontId, Rect, Response, Sense, Stroke, TextureHandle, TextureOptions, Ui,
    pos2, vec2,
};
use egui_plot::GridInput;

pub(super) use pixels::HATCH;
use pixels::{Look, image, look};

use super::chart::{OVERHANG, Pointed};
use super::heading;
use crate::app::language::texts;
use crate::app::plots::ticks::{values, whole};
use crate::app::theme::Palette;
use crate::figure::graph::{Cells, Graph, Layer};
use crate::number::short;
use crate::text::Verdicts;

/// Room below for ticks and the axis' name.
const BELOW: f32 = 30.0;
/// Height of the cells together, at the least and at the most, and as a part of a wide card's width.
const HEIGHTS: (f32, f32) = (84.0, 190.0);
const ASPECT: f32 = 0.53;
/// Height of a row at the least, while they are few.
const ROW: f32 = 9.0;
/// Least distance between two columns' numbers.
const COLUMN_LABELS: f64 = 48.0;
/// Text of ticks.
const TEXT: f32 = 10.5;

/// A heatmap's picture, kept from frame to frame.
#[derive(Default)]
pub(super) struct Heatmap {
    /// What the picture shows.
    cells: Cells,
    /// Its size in pixels, and the colour behind its hatching.
    look: Look,
    picture: Option<TextureHandle>,
}

impl Heatmap {
    /// Draws the heatmap, its cells from `left` points on; says which cell the pointer means.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        graph: &Graph,
        cells: &Cells,
        left: f32,
    ) -> (Response, Option<Pointed>) {
        heading::show(ui, graph);
        let (response, frame) = allocate(ui, graph, cells, left);
        let whole = cells.rows() > 0 && cells.rows() * cells.columns == cells.values.len();
        if !whole || !ui.is_rect_visible(response.rect) || frame.width() < 8.0 {
            return (response, None);
        }
        self.paint(ui, cells, frame);
        rows(ui, graph, cells, (response.rect.left(), frame));
        columns(ui, graph, cells, frame);
        uprights(ui, graph, cells, frame);
        levels(ui, graph, cells, frame);
        blocks::draw(ui, cells, frame);
        let chosen = by_keys::chosen(ui, cells, &response);
        let pointer = response.hover_pos().filter(|_| chosen.is_none());
        let cell = pointer.and_then(|pointer| cell_at(cells, frame, pointer));
        let pointed = chosen.map(|(cell, _)| cell).or(cell).map(|cell| {
            outline(ui, cells, frame, cell);
            let text = words(&texts(ui.ctx()).verdicts, graph, cells, cell);
            let by_keys = chosen.map(|(cell, new)| (place(cells, frame, cell).center(), new));
            Pointed { cell: Some(cell), text, clicked: response.clicked(), by_keys }
        });
        (response, pointed)
    }

    fn paint(&mut self, ui: &Ui, cells: &Cells, frame: Rect) {
        let look = look(ui, cells, frame);
        if self.picture.is_none() || self.look != look || !self.cells.looks_like(cells) {
            self.cells.clone_from(cells);
            self.look = look;
            let image = image(cells, look, ui.pixels_per_point());
            match &mut self.picture {
                Some(picture) => picture.set(image, TextureOptions::NEAREST),
                None => {
                    let picture = ui.ctx().load_texture("heatmap", image, TextureOptions::NEAREST);
                    self.picture = Some(picture);
                }
            }
        }
        if let Some(picture) = &self.picture {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().image(picture.id(), frame, whole, Color32::WHITE);
        }
    }
}

/// Whether some of its cells have no number.
pub(super) fn has_empty(cells: &Cells) -> bool {
    cells.values.iter().any(|value| !value.is_finite())
}

/// The heatmap's place, and that of its cells.
fn allocate(ui: &mut Ui, graph: &Graph, cells: &Cells, left: f32) -> (Response, Rect) {
    let width = ui.available_width();
    let most = if graph.low { HEIGHTS.0 } else { HEIGHTS.1.max(ASPECT * width) };
    // Square cells where there are few: a matrix looks like one.
    let square = (width - left - OVERHANG) / cells.columns.max(1) as f32;
    let height = (cells.rows() as f32 * square.max(ROW)).clamp(HEIGHTS.0, most);
    let above = if cells.blocks_lie() { blocks::ABOVE } else { 4.0 };
    let size = vec2(width, above + height + BELOW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let corner = pos2(rect.right() - OVERHANG, rect.top() + above + height);
    (response, Rect::from_min_max(rect.min + vec2(left, above), corner))
}

/// The rectangle of a cell.
fn place(cells: &Cells, frame: Rect, (row, column): (usize, usize)) -> Rect {
    let size = frame.size() / vec2(cells.columns.max(1) as f32, cells.rows().max(1) as f32);
    let corner = frame.min + size * vec2(column as f32, row as f32);
    Rect::from_min_size(corner, size)
}

fn cell_at(cells: &Cells, frame: Rect, pointer: egui::Pos2) -> Option<(usize, usize)> {
    let part = (pointer - frame.min) / frame.size();
    let inside = (0.0..1.0).contains(&part.x) && (0.0..1.0).contains(&part.y);
    let row = (part.y * cells.rows() as f32) as usize;
    let column = (part.x * cells.columns as f32) as usize;
    (inside && cells.at(row, column).is_some()).then_some((row, column))
}

fn outline(ui: &Ui, cells: &Cells, frame: Rect, cell: (usize, usize)) {
    let stroke = Stroke::new(1.0, Palette::of(ui).mark);
    let rect = place(cells, frame, cell).expand(1.0);
    ui.painter().rect_stroke(rect, 0.0, stroke, egui::StrokeKind::Outside);
}

/// "unit 7\ntime step 3\nh 0.42".
fn words(texts: &Verdicts, graph: &Graph, cells: &Cells, (row, column): (usize, usize)) -> String {
    let value = match cells.at(row, column) {
        Some(value) if value.is_finite() => short(value.into()),
        _ => texts.no_number_here.to_owned(),
    };
    let x = cells.origin.0 + column as f64 * cells.origin.1;
    let mut lines = vec![
        format!("{} {}", graph.y.name, cells.row_name(row)),
        format!("{} {}", graph.x.name, short(x)),
        format!("{} {value}", cells.name),
    ];
    // What lies has one row, without a name.
    lines.retain(|line| !line.starts_with(' '));
    if let Some((block, unit)) = cells.block_at(row, column) {
        lines.push((texts.block_unit)(block.name, block.letter, unit));
    }
    lines.join("\n")
}

/// The rows' names where there is room for them, and the axis' name beside.
fn rows(ui: &Ui, graph: &Graph, cells: &Cells, (left, frame): (f32, Rect)) {
    let text = ui.visuals().text_color();
    let font = FontId::monospace(TEXT);
    let room = (frame.height() / cells.rows().max(1) as f32).max(0.1);
    let stride = (12.0 / room).ceil().max(1.0) as usize;
    for row in (0..cells.rows()).step_by(stride) {
        let y = place(cells, frame, (row, 0)).center().y;
        let at = pos2(frame.left() - 5.0, y);
        ui.painter().text(at, Align2::RIGHT_CENTER, cells.row_name(row), font.clone(), text);
    }
    let name = ui.painter().layout_no_wrap(graph.y.name.clone(), font, text);
    let at = pos2(left, frame.center().y + name.size().x / 2.0);
    let shape =
        egui::epaint::TextShape::new(at, name, text).with_angle(-std::f32::consts::FRAC_PI_2);
    ui.painter().add(shape);
}

/// Ticks below, and what they count.
fn columns(ui: &Ui, graph: &Graph, cells: &Cells, frame: Rect) {
    let text = ui.visuals().text_color();
    let (start, width) = cells.origin;
    let end = start + width * cells.columns.saturating_sub(1) as f64;
    let range = (end - start).max(width);
    let base_step_size = 8.0 * range / f64::from(frame.width().max(1.0));
    // Whole columns are counted in whole numbers.
    let ticks = if start.fract() == 0.0 && width.fract() == 0.0 { whole } else { values };
    for tick in ticks(&GridInput { bounds: (start, end), base_step_size }, COLUMN_LABELS) {
        let column = (tick.at - start) / width;
        if (column - column.round()).abs() > 1e-6 {
            continue;
        }
        let x = place(cells, frame, (0, column.round() as usize)).center().x;
        let at = pos2(x, frame.bottom() + 3.0);
        let font = FontId::monospace(TEXT);
        ui.painter().text(at, Align2::CENTER_TOP, tick.label, font, text);
    }
    let at = pos2(frame.center().x, frame.bottom() + 15.0);
    ui.painter().text(at, Align2::CENTER_TOP, &graph.x.name, FontId::monospace(TEXT), text);
}

/// Lines from bottom to top, in units of the columns.
fn uprights(ui: &Ui, graph: &Graph, cells: &Cells, frame: Rect) {
    for layer in &graph.layers {
        let Layer::Upright { at, ink, .. } = layer else { continue };
        let column = (at - cells.origin.0) / cells.origin.1 + 0.5;
        let x = frame.left() + frame.width() * (column / cells.columns.max(1) as f64) as f32;
        let stroke = Stroke::new(2.0, Palette::of(ui).ink(*ink));
        ui.painter().vline(x, frame.y_range(), stroke);
    }
}

/// Rows that are marked, in units of the rows.
fn levels(ui: &Ui, graph: &Graph, cells: &Cells, frame: Rect) {
    for layer in &graph.layers {
        let Layer::Level { at, ink, .. } = layer else { continue };
        let left = place(cells, frame, (*at as usize, 0));
        let row = Rect::from_x_y_ranges(frame.x_range(), left.y_range());
        let stroke = Stroke::new(1.5, Palette::of(ui).ink(*ink));
        ui.painter().rect_stroke(row, 0.0, stroke, egui::StrokeKind::Outside);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::graph::Scale;

    /// Whether each of some frames sends a picture to the screen.
    fn sent(values: &[&[f32]]) -> Vec<bool> {
        let (ctx, mut heatmap) = (egui::Context::default(), Heatmap::default());
        let frame = |values: &&[f32]| {
            let cells = Cells::of_states("h", 2, values.to_vec());
            let layers = vec![Layer::Cells(cells.clone())];
            let graph = Graph::new(Scale::new("time"), Scale::new("unit"), layers);
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                heatmap.ui(ui, &graph, &cells, 54.0);
            });
            let picture = heatmap.picture.as_ref().map(TextureHandle::id);
            let sent = picture.is_some_and(|id| output.textures_delta.set.contains_key(&id));
            // Nobody draws it.
            output.textures_delta.clear();
            sent
        };
        values.iter().map(frame).collect()
    }

    #[test]
    fn a_picture_is_made_anew_only_when_its_numbers_change() {
        let (one, other): (&[f32], &[f32]) =
            (&[0.5, f32::NAN, 0.1, 0.2], &[0.5, 0.4, f32::NAN, 0.2]);
        // The first frame's layout may still move.
        let sent = sent(&[one, one, one, one, other, other]);
        assert_eq!(sent[2..], [false, false, true, false]);
    }
}
