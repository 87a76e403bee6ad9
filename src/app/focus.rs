//! What has the keyboard: the ring around it, the order in which it is reached, and that it is seen.

mod border;
mod list;
mod order;
mod reached;
mod reading;
mod scroll;
mod stop;
mod tree;

use egui::{Context, Id, Stroke, StrokeKind};

use super::theme::Palette;
pub(in crate::app) use border::{border_of, move_border};
pub(in crate::app) use list::move_in_list;
use order::FocusOrder;
pub(in crate::app) use order::{enter, stay_open};
pub(in crate::app) use reached::{bring_into_view, rests_on};
pub(in crate::app) use scroll::scroll_by_keys;
pub(in crate::app) use stop::{Stop, place_of};
use tree::TreeOrder;

/// Width of the ring, and its distance from the widget, in points.
const WIDTH: f32 = 2.0;
const DISTANCE: f32 = 1.0;

/// Has Tab, and readers of the screen, go in reading order from now on.
pub(super) fn install(ctx: &Context) {
    ctx.add_plugin(FocusOrder::default());
    ctx.add_plugin(TreeOrder);
}

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
        let by_pointer =
            ctx.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if by_pointer {
            self.clicked = focused;
        } else if self.clicked != focused {
            self.clicked = None;
        }
        let reached = focused.filter(|id| self.clicked != Some(*id));
        reached::note(ctx, reached);
        let Some(answer) = reached.and_then(|id| ctx.read_response(id)) else { return };
        // Of what is scrolled away in part, the rest.
        let rect = answer.interact_rect.expand(DISTANCE);
        if rect.is_positive() {
            let stroke = Stroke::new(WIDTH, Palette::in_use(ctx).focus);
            let painter = ctx.layer_painter(answer.layer_id);
            painter.rect_stroke(rect, 5.0, stroke, StrokeKind::Outside);
        }
    }
}

#[cfg(test)]
mod tests;
