//! Lists and cards: arrows go from one to the next.

use egui::{EventFilter, Id, Key, Modifiers, Ui};

/// Has ↑ and ↓ move the keyboard along a list, from the item that has it, and Home and End to its ends.
pub(in crate::app) fn move_in_list(ui: &Ui, items: &[Id]) {
    let focused = ui.memory(|memory| memory.focused());
    let Some(at) = focused.and_then(|id| items.iter().position(|item| *item == id)) else { return };
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(items[at], filter));
    let last = items.len() - 1;
    let wanted = ui.input_mut(|input| {
        let mut presses = |key| input.count_and_consume_key(Modifiers::NONE, key);
        let [up, down] = [Key::ArrowUp, Key::ArrowDown].map(&mut presses);
        let [home, end] = [Key::Home, Key::End].map(&mut presses);
        match (home, end) {
            (0, 0) => (at + down).saturating_sub(up).min(last),
            (_, 0) => 0,
            (_, _) => last,
        }
    });
    if wanted != at {
        ui.memory_mut(|memory| memory.request_focus(items[wanted]));
    }
}
