//! The border of a panel, which arrows move while it has the keyboard. egui lets a hand do that, and readers of the
//! screen: keys are handed on as what those would ask for.

use egui::accesskit::{Action, ActionRequest, TreeId};
use egui::{Event, EventFilter, Id, Key, Ui};

/// How many times as far an arrow moves it with Shift.
const FAR: usize = 5;

/// What egui knows the border of a panel of `ui` by.
pub(in crate::app) fn border_of(ui: &Ui, panel: &'static str) -> Id {
    ui.scope_id().with(panel).with("__resize")
}

/// Before a panel is drawn: has `larger` and `smaller` move its border, where that has the keyboard.
pub(in crate::app) fn move_border(ui: &Ui, panel: &'static str, larger: Key, smaller: Key) {
    let border = border_of(ui, panel);
    if !ui.memory(|memory| memory.has_focus(border)) {
        return;
    }
    let filter =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(border, filter));
    ui.input_mut(|input| {
        let steps = if input.modifiers.shift { FAR } else { 1 };
        for (key, action) in [(larger, Action::Increment), (smaller, Action::Decrement)] {
            let request = ActionRequest {
                action,
                target_tree: TreeId::ROOT,
                target_node: border.accesskit_id(),
                data: None,
            };
            for _ in 0..steps * input.num_presses(key) {
                input.events.push(Event::AccessKitActionRequest(request.clone()));
            }
        }
    });
}
