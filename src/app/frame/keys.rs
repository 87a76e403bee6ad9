//! Whose the keys are, and what those of the window ask for. Which keys there are is said by the list of commands.

use egui::{Context, Id, Key, KeyboardShortcut, Modifiers, Popup};

use crate::app::command::WindowCommand;
use crate::app::command_list::{COMMANDS, Listed};
use crate::app::plots::cursor;

/// Whose the keys are, and so which of them the window may act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// The window's.
    Window,
    /// A plot's: it is read off by arrows, and nothing of it is pressed.
    Plot,
    /// A button's, a slider's, or those of another widget in which nothing is typed.
    Widget,
    /// Those of a text that is typed, or of an open menu.
    Text,
}

impl Whose {
    fn now(ctx: &Context) -> Self {
        let focused = ctx.memory(|memory| memory.focused());
        let keeps_all = || ctx.data(|data| data.get_temp::<Id>(keeper())) == focused;
        if focused.is_none() {
            Self::Window
        } else if ctx.text_edit_focused() || Popup::is_any_open(ctx) || keeps_all() {
            Self::Text
        } else if cursor::has_keyboard(ctx) {
            Self::Plot
        } else {
            Self::Widget
        }
    }

    /// The keys of a command on which the window may act.
    fn leaves(self, listed: &'static Listed) -> impl Iterator<Item = &'static KeyboardShortcut> {
        listed.keys.iter().filter(move |keys| match (self, keys.logical_key) {
            (Self::Window, _) => true,
            // That sign is typed.
            (Self::Text, key) => listed.anywhere && key != Key::Questionmark,
            (Self::Widget, Key::Space) => false,
            (Self::Plot | Self::Widget, key) => !moves(key),
        })
    }
}

/// Whether a key moves a plot's cursor, a slider, or what else has the keyboard.
fn moves(key: Key) -> bool {
    let (across, along) = ([Key::ArrowLeft, Key::ArrowRight], [Key::ArrowUp, Key::ArrowDown]);
    across.contains(&key) || along.contains(&key) || [Key::Home, Key::End].contains(&key)
}

/// What the keys pressed since the last frame ask for, press by press. Keys belong to a widget that
/// wants the keyboard first, as far as it has a use for them and they don't act anywhere.
pub(in crate::app) fn pressed(ctx: &Context) -> Vec<WindowCommand> {
    give_way_to_the_mouse(ctx);
    let whose = Whose::now(ctx);
    let events = ctx.input(|input| input.events.clone());
    ctx.input_mut(|input| {
        for keys in COMMANDS.iter().flat_map(|listed| whose.leaves(listed)) {
            input.consume_shortcut(keys);
        }
    });
    events.iter().filter_map(|event| asks(event, whose)).collect()
}

/// A widget that was reached by Tab lets go of the keyboard when the mouse is used, even on itself:
/// Space would press it again, where it should pause.
fn give_way_to_the_mouse(ctx: &Context) {
    if ctx.input(|input| input.pointer.any_pressed()) && !ctx.text_edit_focused() {
        ctx.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
}

/// Has a widget keep all keys while it has the keyboard, as a text that is typed does.
pub(in crate::app) fn keep_all(ctx: &Context, widget: Id) {
    ctx.data_mut(|data| data.insert_temp(keeper(), widget));
}

/// Where egui's memory holds which widget that is.
fn keeper() -> Id {
    Id::unique("key keeper")
}

/// Whether Escape is pressed and nothing above has taken it.
pub(in crate::app) fn escape(ctx: &Context) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// What an event asks for; of keys that a widget keeps, nothing. The system turns Ctrl+C into an event of its own.
fn asks(event: &egui::Event, whose: Whose) -> Option<WindowCommand> {
    match event {
        egui::Event::Copy if whose != Whose::Text => return Some(WindowCommand::CopyPicture),
        egui::Event::Paste(text) if whose != Whose::Text => {
            return Some(WindowCommand::Paste(text.clone()));
        }
        _ => {}
    }
    let listed = COMMANDS.iter().find(|listed| is_press(event, listed, whose))?;
    Some((listed.command)())
}

/// Whether the event presses a key of the command, anew unless holding it repeats.
fn is_press(event: &egui::Event, listed: &'static Listed, whose: Whose) -> bool {
    let is_repeated = matches!(event, egui::Event::Key { repeat: true, .. });
    whose.leaves(listed).any(|keys| presses(event, keys)) && (listed.repeats || !is_repeated)
}

/// Whether the event presses these keys.
fn presses(event: &egui::Event, keys: &KeyboardShortcut) -> bool {
    matches!(event, egui::Event::Key { key, pressed: true, modifiers, .. }
        if *key == keys.logical_key && modifiers.matches_exact(keys.modifiers))
}

/// Whether the event presses the keys of a command, whatever has the keyboard.
pub(in crate::app) fn presses_keys_of(event: &egui::Event, command: &WindowCommand) -> bool {
    let of_command = COMMANDS.iter().filter(|listed| (listed.command)() == *command);
    of_command.flat_map(|listed| listed.keys).any(|keys| presses(event, keys))
}
