//! What is read by scrolling: arrows move it while it has the keyboard.

use egui::{EventFilter, Id, Key, Modifiers, Ui, Vec2, vec2};

/// Points by which an arrow scrolls.
const STEP: f32 = 40.0;
/// Part of what is in view that a Page key scrolls.
const PAGE: f32 = 0.9;

/// Has arrows, Page keys, Home and End scroll the area that `ui` is in, while `stop` has the keyboard.
pub(in crate::app) fn scroll_by_keys(ui: &Ui, stop: Id) {
    if !ui.memory(|memory| memory.has_focus(stop)) {
        return;
    }
    let filter =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(stop, filter));
    let page = PAGE * ui.clip_rect().height();
    let by = ui.input_mut(|input| {
        let mut presses = |key| input.count_and_consume_key(Modifiers::NONE, key) as f32;
        let [left, right] = [Key::ArrowLeft, Key::ArrowRight].map(&mut presses);
        let [up, down] = [Key::ArrowUp, Key::ArrowDown].map(&mut presses);
        let [before, next] = [Key::PageUp, Key::PageDown].map(&mut presses);
        let [home, end] = [Key::Home, Key::End].map(&mut presses);
        let far = ui.min_rect().size() + ui.clip_rect().size();
        let ends = if far.is_finite() { far * (home - end) } else { Vec2::ZERO };
        let along = vec2(left - right, up - down) * STEP;
        along + vec2(0.0, (before - next) * page) + vec2(0.0, ends.y)
    });
    if by != Vec2::ZERO {
        ui.scroll_with_delta(by);
    }
}
