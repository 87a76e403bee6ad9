//! What a lesson says, drawn: words that matter, and words that light something up.

use egui::{RichText, Ui};

use crate::app::spotlight;
use crate::lesson::{Line, Span};

/// Draws paragraphs.
pub(super) fn paragraphs(ui: &mut Ui, lines: &[Line]) {
    lines.iter().for_each(|line| paragraph(ui, line));
}

/// Draws a paragraph, whose pieces stand in one line where there is room.
fn paragraph(ui: &mut Ui, line: &Line) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(0.0, 3.0);
        for span in line {
            match span {
                Span::Plain(text) if text.is_empty() => {}
                Span::Plain(text) => _ = ui.label(text),
                Span::Strong(text) => _ = ui.label(RichText::new(text).strong()),
                Span::Code(text) => _ = ui.label(RichText::new(text).monospace()),
                Span::Link(text, target) => {
                    let link = ui.link(text);
                    if link.clicked() || link.hovered() || link.has_focus() {
                        spotlight::point_at(ui.ctx(), *target, link.clicked());
                    }
                }
            }
        }
    });
}
