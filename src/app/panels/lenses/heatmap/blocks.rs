//! The blocks of a heatmap's rows, or of its columns where they lie: lines between, and their letters.

use egui::{Align2, FontId, Rect, Stroke, Ui, pos2};

use super::TEXT;
use crate::app::theme::Palette;
use crate::figure::graph::Cells;

/// Room above the cells for the letters of blocks that lie, in points.
pub(super) const ABOVE: f32 = 12.0;

/// Draws them, the letters at the right of the cells, or above them.
pub(super) fn draw(ui: &Ui, cells: &Cells, frame: Rect) {
    let (text, lie) = (ui.visuals().text_color(), cells.blocks_lie());
    let count = cells.blocks.len() as f32;
    let stroke = Stroke::new(1.5, Palette::of(ui).mark);
    for (n, block) in cells.blocks.iter().enumerate() {
        let (begin, middle) = (n as f32 / count, (n as f32 + 0.5) / count);
        let x = |part: f32| frame.left() + part * frame.width();
        let y = |part: f32| frame.top() + part * frame.height();
        match (n, lie) {
            (0, _) => {}
            (_, true) => _ = ui.painter().vline(x(begin), frame.y_range(), stroke),
            (_, false) => _ = ui.painter().hline(frame.x_range(), y(begin), stroke),
        }
        let (at, anchor) = if lie {
            (pos2(x(middle), frame.top() - 1.0), Align2::CENTER_BOTTOM)
        } else {
            (pos2(frame.right() + 4.0, y(middle)), Align2::LEFT_CENTER)
        };
        ui.painter().text(at, anchor, block.letter, FontId::monospace(TEXT), text);
    }
}
