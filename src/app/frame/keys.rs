//! Whose the keys are, and what those of the window ask for. Which keys there are is said by the list of commands.

use egui::{Key, Modifiers};

use crate::app::command::WindowCommand;
use crate::app::command_list::{COMMANDS, Listed};

/// What the keys pressed since the last frame ask for, press by press. Keys belong to a widget that
/// wants the keyboard first.
pub(in crate::app) fn pressed(ctx: &egui::Context) -> Vec<WindowCommand> {
    give_way_to_the_mouse(ctx);
    if ctx.egui_wants_keyboard_input() {
        return Vec::new();
    }
    let events = ctx.input(|input| input.events.clone());
    ctx.input_mut(|input| {
        for key in COMMANDS.iter().flat_map(|command| command.keys) {
            input.consume_shortcut(key);
        }
    });
    events.iter().filter_map(asks).collect()
}

/// A widget that was reached by Tab lets go of the keyboard when the mouse is used, even on itself:
/// Space would press it again, where it should pause.
fn give_way_to_the_mouse(ctx: &egui::Context) {
    if ctx.input(|input| input.pointer.any_pressed()) && !ctx.text_edit_focused() {
        ctx.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
}

/// Whether Escape is pressed and nothing above has taken it.
pub(in crate::app) fn escape(ctx: &egui::Context) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// What an event asks for. The system turns Ctrl+C into an event of its own.
fn asks(event: &egui::Event) -> Option<WindowCommand> {
    if *event == egui::Event::Copy {
        return Some(WindowCommand::CopyPicture);
    }
    if let egui::Event::Paste(text) = event {
        return Some(WindowCommand::Paste(text.clone()));
    }
    let listed = COMMANDS.iter().find(|listed| is_press(event, listed))?;
    Some((listed.command)())
}

/// Whether the event presses a key of the command, anew unless holding it repeats.
fn is_press(event: &egui::Event, listed: &Listed) -> bool {
    let egui::Event::Key { key, pressed: true, repeat, modifiers, .. } = event else {
        return false;
    };
    let is_key = |shortcut: &egui::KeyboardShortcut| {
        *key == shortcut.logical_key && modifiers.matches_exact(shortcut.modifiers)
    };
    listed.keys.iter().any(is_key) && (listed.repeats || !repeat)
}
