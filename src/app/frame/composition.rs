//! Keys while an input method composes a text: they are the method's, whatever the system tells the window of them.
//!
//! Most systems keep them from the window, some don't in some moments. Space, which takes the word that is offered, would
//! go on to the field; Enter, which takes the letters as they are, would leave it; Escape, which drops them, would close
//! what lies over the window.

use egui::{Event, ImeEvent};

/// Whether a text is being composed.
#[derive(Debug, Default)]
pub(in crate::app) struct Composition(bool);

impl Composition {
    /// Leaves out of `events` the keys that are pressed from the first letter that an input method shows until the word
    /// that it hands over. `in_a_field` says whether the keyboard is in a text: elsewhere nothing is composed, and a
    /// system need not say that it has ended.
    pub(in crate::app) fn keep_keys(&mut self, in_a_field: bool, events: &mut Vec<Event>) {
        self.0 &= in_a_field;
        events.retain(|event| self.lets_pass(event));
    }

    fn lets_pass(&mut self, event: &Event) -> bool {
        match event {
            Event::Key { pressed: true, .. } => return !self.0,
            // One without letters ends it.
            Event::Ime(ImeEvent::Preedit { text, .. }) => self.0 = !text.is_empty(),
            Event::Ime(ImeEvent::Commit(_))
            | Event::PointerButton { pressed: true, .. }
            | Event::WindowFocused(false) => self.0 = false,
            _ => {}
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers, PointerButton, pos2};

    use super::*;

    fn key(key: Key, pressed: bool) -> Event {
        let modifiers = Modifiers::NONE;
        Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }
    }

    fn preedit(text: &str) -> Event {
        Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
    }

    /// What is left of these events, which come one after the other.
    fn left(events: &[Event]) -> Vec<Event> {
        let mut composition = Composition::default();
        let mut left = Vec::new();
        for event in events {
            let mut one = vec![event.clone()];
            composition.keep_keys(true, &mut one);
            left.extend(one);
        }
        left
    }

    #[test]
    fn keys_within_a_composition_are_the_methods_and_releases_are_let_through() {
        let commit = Event::Ime(ImeEvent::Commit("运行".to_owned()));
        let (down, up) = (key(Key::Space, true), key(Key::Space, false));
        let events = [
            preedit("yun"),
            down.clone(),
            up.clone(),
            preedit(""),
            commit.clone(),
            up.clone(),
            down.clone(),
        ];
        assert_eq!(left(&events), [preedit("yun"), up.clone(), preedit(""), commit, up, down]);
    }

    /// Not every system says that a composition has ended.
    #[test]
    fn a_composition_ends_with_a_click_or_with_the_windows_focus_or_the_fields() {
        let (pos, button, modifiers) = (pos2(1.0, 1.0), PointerButton::Primary, Modifiers::NONE);
        let click = Event::PointerButton { pos, button, pressed: true, modifiers };
        for end in [click, Event::WindowFocused(false)] {
            let events = [preedit("ni"), end, key(Key::Enter, true)];
            assert_eq!(left(&events).len(), 3, "{events:?}");
        }
        let mut composition = Composition::default();
        composition.keep_keys(true, &mut vec![preedit("ni")]);
        let mut enter = vec![key(Key::Enter, true)];
        composition.keep_keys(false, &mut enter);
        assert_eq!(enter.len(), 1);
    }
}
