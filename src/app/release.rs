//! Releases of the mouse, each the last pointer event of its frame.
//!
//! egui lets a widget follow the pointer's last place in a frame. Where a slow frame takes in a
//! release together with what the hand did afterwards, a slider would go along with that, too.

use egui::Event;

/// Events that wait for the next frame.
#[derive(Debug, Default)]
pub(super) struct Held(Vec<Event>);

impl Held {
    /// Leaves in `events` what this frame may see: what was held back before and what is new, up to a
    /// release that the pointer moves on from. True when something waits for the next frame.
    pub(super) fn split(&mut self, events: &mut Vec<Event>) -> bool {
        if !self.0.is_empty() {
            events.splice(0..0, self.0.drain(..));
        }
        let moves_after = |at: &usize| events[at + 1..].iter().any(is_pointer);
        let releases = (0..events.len()).filter(|at| is_release(&events[*at]));
        if let Some(at) = releases.into_iter().find(moves_after) {
            self.0 = events.split_off(at + 1);
        }
        !self.0.is_empty()
    }
}

fn is_release(event: &Event) -> bool {
    matches!(event, Event::PointerButton { pressed: false, .. })
}

fn is_pointer(event: &Event) -> bool {
    matches!(event, Event::PointerMoved(_) | Event::PointerButton { .. })
}

#[cfg(test)]
mod tests {
    use egui::{Modifiers, PointerButton, pos2};

    use super::*;

    fn moved(x: f32) -> Event {
        Event::PointerMoved(pos2(x, 0.0))
    }

    fn button(x: f32, pressed: bool) -> Event {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        Event::PointerButton { pos: pos2(x, 0.0), button, pressed, modifiers }
    }

    /// Frames that see these events, which all come at once.
    fn frames(events: Vec<Event>) -> Vec<Vec<Event>> {
        let (mut held, mut frames) = (Held::default(), Vec::new());
        let mut events = events;
        loop {
            let more = held.split(&mut events);
            frames.push(std::mem::take(&mut events));
            if !more {
                return frames;
            }
        }
    }

    #[test]
    fn what_follows_a_release_waits() {
        let key = Event::Text("r".to_owned());
        let first = vec![moved(1.0), button(2.0, false)];
        let second = vec![key, moved(9.0), button(9.0, true), button(9.0, false)];
        let third = vec![moved(12.0)];
        let together = [first.clone(), second.clone(), third.clone()].concat();
        assert_eq!(frames(together), [first, second, third]);
    }

    #[test]
    fn a_frame_that_ends_with_its_release_is_whole() {
        let events = vec![button(1.0, true), moved(2.0), button(2.0, false)];
        assert_eq!(frames(events.clone()), [events]);
        assert_eq!(frames(Vec::new()), [Vec::new()]);
    }

    /// A slider that is let go of and a hand that moves on, in one frame, through egui itself.
    #[test]
    fn a_slider_stays_where_it_was_let_go() {
        let ctx = egui::Context::default();
        let (mut held, mut value) = (Held::default(), 0.0);
        let mut frame = |mut events: Vec<Event>| {
            held.split(&mut events);
            let input = egui::RawInput { events, ..egui::RawInput::default() };
            let mut output = ctx.run_ui(input, |ui| {
                ui.add(egui::Slider::new(&mut value, 0.0..=100.0).show_value(false));
            });
            output.textures_delta.clear();
            value
        };
        let y = 15.0;
        let at = |event: Event| match event {
            Event::PointerMoved(pos) => Event::PointerMoved(pos2(pos.x, y)),
            Event::PointerButton { pos, button, pressed, modifiers } => {
                Event::PointerButton { pos: pos2(pos.x, y), button, pressed, modifiers }
            }
            other => other,
        };
        frame(vec![]);
        frame(vec![at(moved(30.0))]);
        frame(vec![at(button(30.0, true))]);
        let dragged = frame(vec![at(moved(60.0))]);
        assert!(dragged > 0.0, "the slider wasn't met");
        assert_eq!(frame(vec![at(button(60.0, false)), at(moved(90.0))]), dragged);
        assert_eq!(frame(vec![]), dragged);
    }
}
