//! What a lesson says, drawn: words that matter, and words that light something up.

use std::sync::Arc;

use egui::{Label, RichText, Role, Ui, WidgetInfo, vec2};

use crate::app::spotlight;
use crate::lesson::{Line, Span};

/// How far apart strong words are drawn twice, in points.
const BOLD: f32 = 0.6;

/// Draws paragraphs.
pub(super) fn paragraphs(ui: &mut Ui, lines: &[Line]) {
    ui.scope(|ui| {
        // The first row of each is as high as its text, and not as a button.
        ui.spacing_mut().interact_size.y = 0.0;
        lines.iter().for_each(|line| paragraph(ui, line));
    });
}

/// Draws a paragraph, whose pieces stand in one line where there is room.
fn paragraph(ui: &mut Ui, line: &Line) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 3.0);
        for span in line {
            match span {
                Span::Plain(text) if text.is_empty() => {}
                Span::Plain(text) => _ = ui.label(text),
                Span::Strong(text) => strong(ui, text),
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

/// Words that matter: there is no bold font, so that they are drawn twice, a little apart.
fn strong(ui: &mut Ui, text: &str) {
    let (at, galley, answer) = Label::new(RichText::new(text).strong()).layout_in_ui(ui);
    answer.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    let colour = ui.visuals().strong_text_color();
    for apart in [0.0, BOLD] {
        ui.painter().galley(at + vec2(apart, 0.0), Arc::clone(&galley), colour);
    }
}
