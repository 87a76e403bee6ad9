//! Keys as they are meant: one name from press to release, and letters on layouts that have none.
//!
//! What a key is called depends on the layout and on the keys held with it. Where Shift is let go
//! first, the "?" that was pressed ends as a "/", and egui would take "?" for held ever after.

use egui::{Event, Key};

/// The keys that are held, by their places, and what each was called when it was pressed.
#[derive(Debug, Default)]
pub(in crate::app) struct KeyNames(Vec<(Key, Key)>);

impl KeyNames {
    /// Has every release speak of the key that was pressed, and names the letters of keys that write
    /// none.
    pub(in crate::app) fn settle(&mut self, events: &mut [Event]) {
        for event in events {
            match event {
                Event::Key { key, physical_key: Some(place), pressed, .. } => {
                    *key = self.name(*key, *place, *pressed);
                }
                Event::WindowFocused(false) => self.0.clear(),
                _ => {}
            }
        }
    }

    fn name(&mut self, key: Key, place: Key, pressed: bool) -> Key {
        let held = self.0.iter().position(|(held, _)| *held == place);
        match held {
            Some(at) if pressed => self.0[at].1,
            Some(at) => self.0.swap_remove(at).1,
            None => {
                let name = meant(key, place);
                if pressed {
                    self.0.push((place, name));
                }
                name
            }
        }
    }
}

/// The key that is meant. egui takes a key for the letter of its place where the layout writes
/// something that egui knows no key for, as Cyrillic does. Greek and Hebrew write a sign there that it
/// does know.
fn meant(key: Key, place: Key) -> Key {
    match (place, key) {
        (Key::Q, Key::Semicolon | Key::Colon | Key::Slash) => place,
        _ => key,
    }
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    fn event(key: Key, place: Key, pressed: bool) -> Event {
        let (physical_key, modifiers) = (Some(place), Modifiers::NONE);
        Event::Key { key, physical_key, pressed, repeat: false, modifiers }
    }

    /// What these events, (key, place, pressed), are called.
    fn names(events: &[(Key, Key, bool)]) -> Vec<Key> {
        let mut events: Vec<Event> =
            events.iter().map(|(key, place, pressed)| event(*key, *place, *pressed)).collect();
        KeyNames::default().settle(&mut events);
        let key = |event: &Event| match event {
            Event::Key { key, .. } => Some(*key),
            _ => None,
        };
        events.iter().filter_map(key).collect()
    }

    #[test]
    fn a_key_is_let_go_under_the_name_it_was_pressed_by() {
        let [question, slash] = [Key::Questionmark, Key::Slash];
        let seen = [(question, slash, true), (question, slash, true), (slash, slash, false)];
        assert_eq!(names(&seen), [question; 3]);
        // The next press is anew.
        let again = [(question, slash, true), (slash, slash, false), (slash, slash, true)];
        assert_eq!(names(&again), [question, question, slash]);
    }

    #[test]
    fn keys_held_together_keep_their_names() {
        let seen = [
            (Key::S, Key::S, true),
            (Key::Questionmark, Key::Minus, true),
            (Key::S, Key::S, false),
            (Key::Minus, Key::Minus, false),
        ];
        assert_eq!(names(&seen), [Key::S, Key::Questionmark, Key::S, Key::Questionmark]);
    }

    #[test]
    fn a_letter_goes_by_its_layout_or_by_its_place_where_there_is_none() {
        // French: the key right of Tab writes an A. Greek: it writes a semicolon. Dvorak: a quote.
        for (written, meant) in
            [(Key::A, Key::A), (Key::Semicolon, Key::Q), (Key::Quote, Key::Quote)]
        {
            assert_eq!(names(&[(written, Key::Q, true)]), [meant]);
        }
    }

    #[test]
    fn a_window_that_loses_the_keyboard_holds_nothing() {
        let mut keys = KeyNames::default();
        keys.settle(&mut [event(Key::Questionmark, Key::Slash, true)]);
        keys.settle(&mut [Event::WindowFocused(false)]);
        let mut events = [event(Key::Slash, Key::Slash, true)];
        keys.settle(&mut events);
        assert_eq!(events, [event(Key::Slash, Key::Slash, true)]);
    }
}
