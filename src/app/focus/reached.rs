//! What keys have brought the keyboard to: it comes into view, and after a moment its tooltip.

use std::time::Duration;

use egui::{Context, Id, Response, Ui, WidgetRects};

/// Seconds for which the keyboard rests on a widget before its tooltip comes.
const MOMENT: f64 = 0.6;
/// Frames in which what is reached is brought into view: as it comes, what is around it may still grow.
const FRAMES: u8 = 3;
/// Room for the ring around it, in points.
const RING: f32 = 4.0;
/// More parts of the window than lie within each other.
const DEEP: usize = 200;

/// What was reached last, and since when.
#[derive(Clone, Copy, Debug, Default)]
struct Reached {
    id: Option<Id>,
    /// In seconds.
    since: f64,
    /// Frames in which it is still to be brought into view.
    frames: u8,
}

impl Reached {
    fn now(ctx: &Context) -> Self {
        ctx.data(|data| data.get_temp(place())).unwrap_or_default()
    }
}

/// Where egui's memory holds it.
fn place() -> Id {
    Id::unique("reached")
}

/// At the end of a frame: keys have brought the keyboard to this widget.
pub(super) fn note(ctx: &Context, id: Option<Id>) {
    let before = Reached::now(ctx);
    if before.id == id && before.frames == 0 {
        return;
    }
    let reached = if before.id == id {
        Reached { frames: before.frames - 1, ..before }
    } else {
        Reached { id, since: ctx.input(|input| input.time), frames: FRAMES }
    };
    if reached.id.is_some() {
        ctx.request_repaint();
    }
    ctx.data_mut(|data| data.insert_temp(place(), reached));
}

/// Whether keys have brought the keyboard to this widget, and it has stayed there for a moment.
pub(in crate::app) fn rests_on(answer: &Response) -> bool {
    let ctx = &answer.ctx;
    if !ctx.memory(|memory| memory.has_focus(answer.id)) {
        return false;
    }
    let reached = Reached::now(ctx);
    if reached.id != Some(answer.id) {
        return false;
    }
    let left = reached.since + MOMENT - ctx.input(|input| input.time);
    if left > 0.0 {
        ctx.request_repaint_after(Duration::from_secs_f64(left));
    }
    left <= 0.0
}

/// Has the area that scrolls `ui` bring into view what keys have just reached in it. Drawn last in the area.
pub(in crate::app) fn bring_into_view(ui: &Ui) {
    let reached = Reached::now(ui.ctx());
    let Some(id) = reached.id.filter(|_| reached.frames > 0) else { return };
    let rect = ui.ctx().viewport(|viewport| {
        let widgets = &viewport.this_pass.widgets;
        let widget = widgets.get(id).filter(|_| is_within(widgets, id, ui.unique_id()));
        widget.map(|widget| widget.rect)
    });
    if let Some(rect) = rect {
        ui.scroll_to_rect(rect.expand(RING), None);
    }
}

/// Whether a widget is in a part of the window.
fn is_within(widgets: &WidgetRects, mut id: Id, part: Id) -> bool {
    for _ in 0..DEEP {
        match widgets.get(id) {
            Some(widget) if widget.parent_id == part => return true,
            Some(widget) if widget.parent_id != id => id = widget.parent_id,
            _ => return false,
        }
    }
    false
}
