//! Whose the keys are, and what those of the window ask for. Which keys there are is said by the list of commands.

use egui::{Key, Modifiers};

use crate::app::command::WindowCommand;
use crate::app::command_list::{COMMANDS, Listed};

/// What the keys pressed since the last frame ask for, press by press. Keys belong to a widget that
/// wants the keyboard first, but for those that act anywhere.
pub(in crate::app) fn pressed(ctx: &egui::Context) -> Vec<WindowCommand> {
    give_way_to_the_mouse(ctx);
    let is_taken = ctx.egui_wants_keyboard_input();
    let events = ctx.input(|input| input.events.clone());
    ctx.input_mut(|input| {
        for key in acting(is_taken).flat_map(|listed| listed.keys) {
            input.consume_shortcut(key);
        }
    });
    events.iter().filter_map(|event| asks(event, is_taken)).collect()
}

/// The commands whose keys act: while a widget has the keyboard, those only that act anywhere.
fn acting(is_taken: bool) -> impl Iterator<Item = &'static Listed> {
    COMMANDS.iter().filter(move |listed| listed.anywhere || !is_taken)
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

/// What an event asks for; of a keyboard that is taken by a widget, only what acts anywhere. The system turns Ctrl+C
/// into an event of its own.
fn asks(event: &egui::Event, is_taken: bool) -> Option<WindowCommand> {
    match event {
        egui::Event::Copy if !is_taken => return Some(WindowCommand::CopyPicture),
        egui::Event::Paste(text) if !is_taken => return Some(WindowCommand::Paste(text.clone())),
        _ => {}
    }
    let listed = acting(is_taken).find(|listed| is_press(event, listed))?;
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
