//! Where tooltips stand: beside what they explain, so that the next control stays in sight; and what
//! the pointer reads off a picture, whose lines are never broken.
//!
//! They come where the pointer rests, and where keys have brought the keyboard; readers of the screen have them as
//! descriptions.

use egui::containers::Tooltip;
use egui::{Label, Popup, Pos2, Rangef, Rect, RectAlign, Response, RichText, Role, Ui};

use super::focus::rests_on;

/// Beside a panel, level with the widget, on the side where there is room; below or above where there is
/// none.
const BESIDE: [RectAlign; 6] = [
    RectAlign::RIGHT_START,
    RectAlign::LEFT_START,
    RectAlign::RIGHT_END,
    RectAlign::LEFT_END,
    RectAlign::BOTTOM_START,
    RectAlign::TOP_START,
];
/// Above a widget, in line with its left or right end.
const ABOVE: [RectAlign; 3] = [RectAlign::TOP_START, RectAlign::TOP_END, RectAlign::BOTTOM_START];
/// The frame around a menu's items, in points.
const MENU_FRAME: f32 = 8.0;

/// Tooltips of a widget.
pub(in crate::app) trait Hints {
    /// Explains a widget below it.
    fn hint(self, text: impl Into<String>) -> Self;

    /// Explains a widget of a panel, beside the panel.
    fn hint_beside(self, ui: &Ui, text: impl Into<String>) -> Self;

    /// Explains an item of a menu, beside the menu.
    fn hint_of_item(self, text: impl Into<String>) -> Self;

    /// Explains a widget above it; a wide one above the pointer.
    fn hint_above(self, text: impl Into<String>) -> Self;

    /// Shows at the pointer what it reads off a picture, each line whole.
    fn readout(&self, lines: impl Into<String>);

    /// Shows the same at a place that keys have chosen.
    fn readout_at(&self, place: Pos2, lines: impl Into<String>);
}

impl Hints for Response {
    fn hint(self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !rests(&self) {
            return self.on_hover_text(text);
        }
        describe(&self, &text);
        Tooltip::for_widget(&self).show(|ui| {
            ui.set_max_width(ui.spacing().tooltip_width);
            ui.label(text);
        });
        self
    }

    fn hint_beside(self, ui: &Ui, text: impl Into<String>) -> Self {
        show(&self, ui.clip_rect().x_range(), &BESIDE, text.into());
        self
    }

    fn hint_of_item(self, text: impl Into<String>) -> Self {
        show(&self, self.rect.x_range().expand(MENU_FRAME), &BESIDE, text.into());
        self
    }

    fn hint_above(self, text: impl Into<String>) -> Self {
        let wide = self.rect.width() > self.ctx.global_style().spacing.tooltip_width;
        let pointed = self.hover_pos().filter(|_| wide).map(|pointer| Rangef::point(pointer.x));
        show(&self, pointed.unwrap_or(self.rect.x_range()), &ABOVE, text.into());
        self
    }

    fn readout(&self, lines: impl Into<String>) {
        let text = RichText::new(lines).monospace();
        self.clone().on_hover_ui_at_pointer(|ui| {
            ui.add(Label::new(text).extend());
        });
    }

    fn readout_at(&self, place: Pos2, lines: impl Into<String>) {
        let text = RichText::new(lines).monospace();
        let tooltip = Tooltip::always_open(self.ctx.clone(), self.layer_id, self.id, place);
        tooltip.gap(12.0).show(|ui| {
            ui.add(Label::new(text).extend());
        });
    }
}

/// Whether the keyboard rests on a widget, and no menu lies over it.
fn rests(answer: &Response) -> bool {
    rests_on(answer) && !Popup::is_any_open(&answer.ctx)
}

/// Has readers of the screen say what a widget's tooltip does. A label is that of a widget which says it.
fn describe(answer: &Response, text: &str) {
    if answer.ctx.has_accesskit_node(answer.id) {
        answer.ctx.accesskit_node_builder(answer.id, |node| {
            if node.role() != Role::Label && node.description().is_none() {
                node.set_description(text);
            }
        });
    }
}

/// Shows a tooltip at the first place beside `x`, at the widget's height, that has room for it.
fn show(answer: &Response, x: Rangef, places: &'static [RectAlign], text: String) {
    describe(answer, &text);
    let mut tooltip = match answer.enabled() {
        _ if rests(answer) => Tooltip::for_widget(answer),
        true => Tooltip::for_enabled(answer),
        false => Tooltip::for_disabled(answer),
    };
    let anchor = Rect::from_x_y_ranges(x, answer.rect.y_range());
    let first = places.first().copied().unwrap_or_default();
    tooltip.popup = tooltip.popup.anchor(anchor).align(first).align_alternatives(places);
    tooltip.show(|ui| ui.label(text));
}
