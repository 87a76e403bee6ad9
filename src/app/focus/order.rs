//! Where Tab goes: to what one reads next, wherever and whenever it was drawn.
//!
//! egui goes in the order in which widgets are made; panels are made from the edges of the window inwards, and what
//! stands at the right of a line from its end. Here Tab is taken before egui sees it. What lies over the panels, a
//! menu or a dialog, comes right behind what it was opened from, and the keyboard goes back there when it closes.

use std::collections::HashMap;

use egui::accesskit::Action;
use egui::{Context, Event, FocusDirection, Id, Key, LayerId, Order, Plugin, Popup, RawInput, Ui};

use super::reading::{Item, in_reading_order, layers};

/// The order, as a part of egui that sees the input first.
#[derive(Debug, Default)]
pub(in crate::app) struct FocusOrder {
    /// How often Tab was pressed, less how often with Shift, since the last pass.
    presses: i64,
    /// What had the keyboard last among the panels, and its place in their order.
    home: Option<(Id, usize)>,
    /// Whether something that lies over them has it.
    is_away: bool,
    /// Whether one of their widgets had it before, to which it comes back.
    returns: bool,
    /// What lies over them, and behind which of their widgets it is reached, however far Tab has gone on.
    opened: HashMap<LayerId, Id>,
}

impl Plugin for FocusOrder {
    fn debug_name(&self) -> &'static str {
        "FocusOrder"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        input.events.retain(|event| {
            let presses = presses(event);
            self.presses += presses;
            presses == 0
        });
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx();
        self.follow(ctx);
        let by = std::mem::take(&mut self.presses);
        if by != 0 {
            self.go(ctx, by);
        }
    }

    /// What is chosen in a menu by a key, or by who reads the screen, closes it as a click does.
    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx();
        let focused = ctx.memory(|memory| memory.focused());
        let stays = ctx.data(|data| data.get_temp::<LayerId>(staying()));
        let is_chosen = ctx.viewport(|viewport| {
            let input = &viewport.input;
            let by_key = input.key_pressed(Key::Enter) || input.key_pressed(Key::Space);
            let widgets = &viewport.prev_pass.widgets;
            let over = widgets
                .layers()
                .filter(|(layer, _)| layer.order == Order::Foreground && Some(**layer) != stays);
            over.flat_map(|(_, widgets)| widgets).any(|widget| {
                (by_key && focused == Some(widget.id))
                    || input.has_accesskit_action_request(widget.id, Action::Click)
            })
        });
        if is_chosen {
            Popup::close_all(ctx);
        }
    }
}

/// Has the menu that `ui` is in stay open when something in it is chosen by a key.
pub(in crate::app) fn stay_open(ui: &Ui) {
    let layer = ui.layer_id();
    ui.data_mut(|data| data.insert_temp(staying(), layer));
}

/// Where egui's memory holds which layer that is.
fn staying() -> Id {
    Id::unique("menu that stays open")
}

/// What an event asks for: the next, or the one before.
fn presses(event: &Event) -> i64 {
    match event {
        Event::Key { key: Key::Tab, pressed: true, modifiers, .. } if !modifiers.any() => 1,
        Event::Key { key: Key::Tab, pressed: true, modifiers, .. } if modifiers.shift_only() => -1,
        _ => 0,
    }
}

impl FocusOrder {
    /// Remembers what has the keyboard, and brings it back from what has closed.
    fn follow(&mut self, ctx: &Context) {
        let focused = ctx.memory(|memory| memory.focused());
        let (layer, clicked, is_pressed) = ctx.viewport(|viewport| {
            let widgets = &viewport.prev_pass.widgets;
            let order = |id: Id| widgets.get(id).map(|widget| widget.layer_id.order);
            let clicked = viewport.interact_widgets.clicked;
            let clicked = clicked.filter(|id| order(*id) == Some(Order::Background));
            (focused.and_then(order), clicked, viewport.input.pointer.any_pressed())
        });
        if !self.opened.is_empty() {
            ctx.viewport(|viewport| {
                let widgets = &viewport.prev_pass.widgets;
                self.opened.retain(|layer, _| widgets.get_layer(*layer).next().is_some());
            });
        }
        // The mouse opens and closes by itself, and takes the keyboard from what had it.
        self.is_away &= !is_pressed;
        self.returns &= !is_pressed;
        match layer {
            Some(Order::Background) => {
                (self.is_away, self.returns) = (false, true);
                self.settle(ctx, focused);
            }
            Some(_) => self.is_away = true,
            None if focused.is_none() && self.is_away => {
                self.is_away = false;
                if let Some((home, _)) = self.home.filter(|_| self.returns) {
                    ctx.memory_mut(|memory| memory.request_focus(home));
                }
            }
            None => self.settle(ctx, clicked),
        }
    }

    /// From here Tab goes on.
    fn settle(&mut self, ctx: &Context, widget: Option<Id>) {
        let Some(id) = widget.filter(|id| self.home.is_none_or(|(home, _)| home != *id)) else {
            return;
        };
        let panels = panels(&layers(ctx));
        let at = panels.iter().position(|other| *other == id);
        self.home = at.map(|at| (id, at)).or(self.home);
    }

    /// Goes so many places on, or back.
    fn go(&mut self, ctx: &Context, by: i64) {
        let layers = layers(ctx);
        let panels = panels(&layers);
        let focused = ctx.memory(|memory| memory.focused());
        let (home, place) = self.home.unzip();
        for (layer, _) in layers.iter().filter(|(layer, _)| layer.order > Order::Background) {
            if let Some(home) = home {
                self.opened.entry(*layer).or_insert(home);
            }
        }
        let order = with_what_lies_over(&panels, &layers, &self.opened);
        let from = focused.or(home).and_then(|id| order.iter().position(|other| *other == id));
        let Some(next) = next(order.len(), from, place.unwrap_or(0), by) else { return };
        let next = order[next];
        ctx.memory_mut(|memory| memory.request_focus(next));
        if panels.contains(&next) && home != Some(next) && Popup::is_any_open(ctx) {
            Popup::close_all(ctx);
        }
    }
}

/// The place so many places on from one of `count`, and round; from where a widget that has gone once stood, if that
/// is all there is.
pub(super) fn next(count: usize, from: Option<usize>, stood: usize, by: i64) -> Option<usize> {
    let from = match from {
        Some(from) => from as i64,
        // What has taken its place is the next.
        None if by > 0 => stood as i64 - 1,
        None => stood as i64,
    };
    (count > 0).then(|| (from + by).rem_euclid(count as i64) as usize)
}

/// The order of what is in the panels.
fn panels(layers: &[(LayerId, Vec<Item>)]) -> Vec<Id> {
    let of_panels = layers.iter().filter(|(layer, _)| layer.order == Order::Background);
    of_panels.flat_map(|(_, items)| in_reading_order(items)).collect()
}

/// The order of all, in which what lies over the panels comes behind what it was opened from, or behind all of them.
pub(super) fn with_what_lies_over(
    panels: &[Id],
    layers: &[(LayerId, Vec<Item>)],
    opened: &HashMap<LayerId, Id>,
) -> Vec<Id> {
    let mut behind = vec![Vec::new(); panels.len() + 1];
    for (layer, items) in layers.iter().filter(|(layer, _)| layer.order > Order::Background) {
        let from = opened.get(layer).and_then(|id| panels.iter().position(|other| other == id));
        behind[from.unwrap_or(panels.len())].extend(in_reading_order(items));
    }
    let own = panels.iter().map(|id| Some(*id)).chain([None]);
    own.zip(behind).flat_map(|(own, behind)| own.into_iter().chain(behind)).collect()
}

/// Draws a dialog, whose first widget has the keyboard when it opens. `window` is what egui knows it by.
pub(in crate::app) fn enter<R>(ctx: &Context, window: Id, show: impl FnOnce() -> R) -> R {
    let place = window.with("entered");
    let frame = ctx.cumulative_frame_nr();
    // The frame in which it was drawn last, and whether it has had the keyboard.
    let (last, mut has_entered) =
        ctx.data(|data| data.get_temp::<(u64, bool)>(place)).unwrap_or_default();
    has_entered &= last + 1 >= frame;
    let focused = ctx.memory(|memory| memory.focused());
    has_entered |= focused.is_some_and(|id| {
        ctx.viewport(|viewport| {
            let widget = viewport.prev_pass.widgets.get(id);
            widget.is_some_and(|widget| widget.layer_id.id == window)
        })
    });
    if !has_entered {
        // What can have the keyboard first takes it then.
        ctx.memory_mut(|memory| {
            memory.stop_text_input();
            memory.move_focus(FocusDirection::Next);
        });
        ctx.request_repaint();
    }
    let shown = show();
    if !has_entered {
        ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    ctx.data_mut(|data| data.insert_temp(place, (frame, has_entered)));
    shown
}
