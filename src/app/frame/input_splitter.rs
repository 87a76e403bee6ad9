//! Releases of the mouse, each the last pointer event of its frame, and none in that of its press; and keys that move the
//! keyboard from one thing to another, each the last key of its frame.
//!
//! egui lets a widget follow the pointer's last place in a frame. Where a slow frame takes in a
//! release together with what the hand did afterwards, a slider would go along with that, too. And
//! where it takes in a whole click, as a tap on a touchpad may be, a slider wouldn't notice it.
//! A field that a key leaves, or opens, has the keyboard as before for the rest of the frame: what is typed behind the
//! key would go astray.

use egui::{Event, Key};

use super::keys::presses_keys_of;
use crate::app::command::WindowCommand;

/// Events that wait for the next frame.
#[derive(Debug, Default)]
pub(in crate::app) struct InputSplitter {
    waiting: Vec<Event>,
    /// Whether the next frame is to see nothing: a field that was asked for is made in it, and has the keyboard in the
    /// one after.
    rests: bool,
}

impl InputSplitter {
    /// Leaves in `events` what this frame may see: what was held back before and what is new, up to a
    /// release that the pointer moves on from, or before one whose press it sees, and up to a key behind which the
    /// keyboard may be elsewhere. True when something waits for the next frame.
    pub(in crate::app) fn split(&mut self, events: &mut Vec<Event>) -> bool {
        if !self.waiting.is_empty() {
            events.splice(0..0, self.waiting.drain(..));
        }
        if std::mem::take(&mut self.rests) {
            self.waiting = std::mem::take(events);
        } else if let Some(end) = end(events) {
            self.waiting = events.split_off(end);
            self.rests = events.last().is_some_and(opens_field);
        }
        !self.waiting.is_empty()
    }
}

/// Where the next frame begins, if not all of this belongs to one. It is never empty before there.
fn end(events: &[Event]) -> Option<usize> {
    of_pointer(events).into_iter().chain(of_keyboard(events)).min()
}

fn of_pointer(events: &[Event]) -> Option<usize> {
    let release = events.iter().position(is_release)?;
    if events[..release].iter().any(is_press) {
        return Some(release);
    }
    events[release + 1..].iter().any(is_pointer).then_some(release + 1)
}

fn of_keyboard(events: &[Event]) -> Option<usize> {
    let behind = events.iter().position(leaves)? + 1;
    events[behind..].iter().any(is_typed).then_some(behind)
}

/// Whether a key may leave what has the keyboard, or give it to something else.
fn leaves(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Enter | Key::Tab | Key::Escape, pressed: true, .. })
        || opens_field(event)
}

/// Whether a key opens something in which is typed, as the command palette.
fn opens_field(event: &Event) -> bool {
    matches!(event, Event::Key { pressed: true, .. })
        && presses_keys_of(event, &WindowCommand::TogglePalette)
}

fn is_typed(event: &Event) -> bool {
    matches!(event, Event::Key { pressed: true, .. } | Event::Text(_))
}

fn is_press(event: &Event) -> bool {
    matches!(event, Event::PointerButton { pressed: true, .. })
}

fn is_release(event: &Event) -> bool {
    matches!(event, Event::PointerButton { pressed: false, .. })
}

fn is_pointer(event: &Event) -> bool {
    matches!(event, Event::PointerMoved(_) | Event::PointerButton { .. })
}

#[cfg(test)]
mod tests {
    use egui::{Modifiers, PointerButton, TextEdit, pos2};

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
        let (mut splitter, mut frames) = (InputSplitter::default(), Vec::new());
        let mut events = events;
        loop {
            let more = splitter.split(&mut events);
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
        let second = vec![key, moved(9.0), button(9.0, true)];
        let third = vec![button(9.0, false)];
        let fourth = vec![moved(12.0)];
        let together = [first.clone(), second.clone(), third.clone(), fourth.clone()].concat();
        assert_eq!(frames(together), [first, second, third, fourth]);
    }

    #[test]
    fn a_frame_that_ends_with_its_release_is_whole() {
        let events = vec![moved(2.0), button(2.0, false)];
        assert_eq!(frames(events.clone()), [events]);
        assert_eq!(frames(Vec::new()), [Vec::new()]);
    }

    fn key(key: Key, pressed: bool) -> Event {
        Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE }
    }

    #[test]
    fn what_is_typed_behind_the_key_of_the_palette_waits_until_its_field_is_there() {
        let modifiers = Modifiers::COMMAND;
        let palette =
            Event::Key { key: Key::K, physical_key: None, pressed: true, repeat: false, modifiers };
        let typed = vec![key(Key::L, true), Event::Text("l".to_owned())];
        let together = [vec![palette.clone()], typed.clone()].concat();
        assert_eq!(frames(together), [vec![palette.clone()], vec![], typed]);
        assert_eq!(frames(vec![palette.clone()]), [[palette]]);
    }

    #[test]
    fn what_is_typed_behind_enter_waits() {
        let first = vec![key(Key::Enter, true)];
        let second =
            vec![key(Key::Enter, false), key(Key::Space, true), Event::Text(" ".to_owned())];
        assert_eq!(frames([first.clone(), second.clone()].concat()), [first, second]);
        let alone = vec![key(Key::Enter, true), key(Key::Enter, false), moved(1.0)];
        assert_eq!(frames(alone.clone()), [alone]);
    }

    /// A field in which a number is typed, Enter, and a key for the window, in one frame: through egui itself.
    #[test]
    fn a_key_behind_enter_reaches_the_window() {
        let ctx = egui::Context::default();
        let (mut splitter, mut text) = (InputSplitter::default(), String::new());
        let mut frame = |mut events: Vec<Event>| {
            splitter.split(&mut events);
            let input = egui::RawInput { events, ..egui::RawInput::default() };
            let mut reached = false;
            let mut output = ctx.run_ui(input, |ui| {
                let field = ui.add(TextEdit::singleline(&mut text).id_salt("field"));
                reached = !field.has_focus() && ui.input(|input| input.key_pressed(Key::Space));
                if text.is_empty() {
                    field.request_focus();
                }
            });
            output.textures_delta.clear();
            reached
        };
        frame(Vec::new());
        let typed = ["7", " "].map(|text| Event::Text(text.to_owned()));
        let [seven, space] = typed;
        let all = vec![seven, key(Key::Enter, true), key(Key::Space, true), space];
        assert_eq!([all, vec![], vec![]].map(frame), [false, true, false]);
        assert_eq!(text, "7");
    }

    /// What a slider from 0 to 100 shows after each frame of these events, through egui itself.
    fn slider(inputs: Vec<Vec<Event>>) -> Vec<f64> {
        let ctx = egui::Context::default();
        let (mut splitter, mut value) = (InputSplitter::default(), 0.0);
        let mut frame = |mut events: Vec<Event>| {
            splitter.split(&mut events);
            let input = egui::RawInput { events, ..egui::RawInput::default() };
            let mut output = ctx.run_ui(input, |ui| {
                ui.add(egui::Slider::new(&mut value, 0.0..=100.0).show_value(false));
            });
            output.textures_delta.clear();
            value
        };
        frame(Vec::new());
        inputs.into_iter().map(|events| frame(events.into_iter().map(lower).collect())).collect()
    }

    /// The same event at the height of the slider.
    fn lower(event: Event) -> Event {
        let y = 15.0;
        match event {
            Event::PointerMoved(pos) => Event::PointerMoved(pos2(pos.x, y)),
            Event::PointerButton { pos, button, pressed, modifiers } => {
                Event::PointerButton { pos: pos2(pos.x, y), button, pressed, modifiers }
            }
            other => other,
        }
    }

    /// A slider that is let go of and a hand that moves on, in one frame.
    #[test]
    fn a_slider_stays_where_it_was_let_go() {
        let shown = slider(vec![
            vec![moved(30.0)],
            vec![button(30.0, true)],
            vec![moved(60.0)],
            vec![button(60.0, false), moved(90.0)],
            vec![],
        ]);
        assert!(shown[2] > shown[1], "the slider wasn't met");
        assert_eq!(shown[3..], [shown[2]; 2]);
    }

    #[test]
    fn a_slider_notices_a_click_within_a_frame() {
        let click = vec![button(60.0, true), button(60.0, false)];
        let shown = slider(vec![vec![moved(60.0)], click, vec![]]);
        assert_eq!(shown[0], 0.0);
        assert!(shown[2] > 0.0);
    }
}
