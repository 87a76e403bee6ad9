//! What a lesson says, drawn: words that matter, and words that light something up.

use std::sync::Arc;

use egui::{Label, RichText, Role, TextStyle, Ui, WidgetInfo, vec2};

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
        for (at, span) in line.iter().enumerate() {
            let behind_strong = at > 0 && matches!(line[at - 1], Span::Strong(_));
            match span {
                Span::Plain(text) if text.is_empty() => {}
                Span::Plain(text) if behind_strong => plain(ui, split_signs(text).1),
                Span::Plain(text) => plain(ui, text),
                Span::Strong(text) => {
                    let next = line.get(at + 1).map_or("", Span::text);
                    strong(ui, &format!("{text}{}", split_signs(next).0));
                }
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

/// Words; a space before them is one of the line, so that no line begins with it.
fn plain(ui: &mut Ui, text: &str) {
    let words = text.trim_start_matches(' ');
    if words.len() < text.len() {
        let font = TextStyle::Body.resolve(ui.style());
        let width = ui.fonts_mut(|fonts| fonts.glyph_width(&font, ' '));
        ui.add_space(width);
    }
    if !words.is_empty() {
        ui.label(words);
    }
}

/// The signs with which words begin, and the rest: they stand with the strong words before them, so that no line begins
/// with a comma.
fn split_signs(text: &str) -> (&str, &str) {
    const SIGNS: &str = ",.:;?!)，。：；？！、）”";
    let rest = text.trim_start_matches(|sign| SIGNS.contains(sign));
    text.split_at(text.len() - rest.len())
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
