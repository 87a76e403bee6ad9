//! The ring around the widget that has the keyboard.

use egui::{Context, Id, Key, Stroke, StrokeKind};

use super::theme::Palette;

/// Width of the ring, and its distance from the widget, in points.
const WIDTH: f32 = 2.0;
const DISTANCE: f32 = 1.0;

/// The ring, and when there is none.
#[derive(Debug, Default)]
pub(super) struct FocusRing {
    /// The widget that got the keyboard by being clicked: the pointer stands there already.
    clicked: Option<Id>,
}

impl FocusRing {
    /// Draws the ring over what was drawn in this frame.
    pub(super) fn draw(&mut self, ctx: &Context) {
        let focused = ctx.memory(|memory| memory.focused());
        let (by_pointer, by_key) = ctx.input(|input| {
            let pointer = input.pointer.any_down() || input.pointer.any_released();
            (pointer, input.key_pressed(Key::Tab))
        });
        if by_pointer {
            self.clicked = focused;
        } else if by_key {
            self.clicked = None;
        }
        let Some(id) = focused.filter(|id| self.clicked != Some(*id)) else { return };
        let Some(answer) = ctx.read_response(id) else { return };
        // Of what is scrolled away in part, the rest.
        let rect = answer.interact_rect.expand(DISTANCE);
        if rect.is_positive() {
            let stroke = Stroke::new(WIDTH, Palette::in_use(ctx).focus);
            let painter = ctx.layer_painter(answer.layer_id);
            painter.rect_stroke(rect, 5.0, stroke, StrokeKind::Outside);
        }
    }
}
