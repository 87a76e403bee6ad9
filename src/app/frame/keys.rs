//! Every key of the window, and what it asks for.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::command::{DisplayCommand, WindowCommand};
use crate::app::view::View;
use crate::session::Action;
use crate::text::Keys;

/// How a language names a key, or what it does.
pub(in crate::app) type Name = fn(&Keys) -> &'static str;

/// A key, what it does in words, and what it asks for.
pub(in crate::app) struct Binding {
    shortcut: KeyboardShortcut,
    command: fn() -> WindowCommand,
    /// Its name and what it does, for the overlay; none for a second key of the same kind.
    pub(in crate::app) listed: Option<(Name, Name)>,
    /// Whether holding the key repeats it.
    repeats: bool,
    /// Whether it acts whatever has the keyboard: no text is typed by it.
    anywhere: bool,
}

impl Binding {
    const fn new(shortcut: KeyboardShortcut, command: fn() -> WindowCommand) -> Self {
        Self { shortcut, command, listed: None, repeats: false, anywhere: false }
    }

    const fn listed(self, key: Name, text: Name) -> Self {
        Self { listed: Some((key, text)), ..self }
    }

    const fn repeating(self) -> Self {
        Self { repeats: true, ..self }
    }

    const fn anywhere(self) -> Self {
        Self { anywhere: true, ..self }
    }
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn command(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn shift_command(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

/// Every key of the window, in the order of the overlay that lists them.
pub(in crate::app) const BINDINGS: &[Binding] = &[
    Binding::new(plain(Key::Space), || WindowCommand::Session(Action::Toggle))
        .listed(|_| "Space", |keys| keys.toggle),
    Binding::new(plain(Key::S), || WindowCommand::Session(Action::Step))
        .listed(|_| "S", |keys| keys.step)
        .repeating(),
    Binding::new(plain(Key::ArrowRight), || WindowCommand::Session(Action::Forth(1)))
        .listed(|_| "→", |keys| keys.forth)
        .repeating(),
    Binding::new(shift(Key::ArrowRight), || WindowCommand::Session(Action::Forth(10))).repeating(),
    Binding::new(plain(Key::ArrowLeft), || WindowCommand::Session(Action::Back(1)))
        .listed(|_| "←", |keys| keys.back)
        .repeating(),
    Binding::new(shift(Key::ArrowLeft), || WindowCommand::Session(Action::Back(10))).repeating(),
    Binding::new(plain(Key::Home), || WindowCommand::Session(Action::Rewind(0)))
        .listed(|_| "Home", |keys| keys.home),
    Binding::new(plain(Key::End), || WindowCommand::Session(Action::BackToLive))
        .listed(|_| "End", |keys| keys.end),
    Binding::new(plain(Key::F), || WindowCommand::Session(Action::Fork))
        .listed(|_| "F", |keys| keys.fork),
    Binding::new(plain(Key::R), || WindowCommand::Session(Action::Restart))
        .listed(|_| "R", |keys| keys.restart),
    Binding::new(plain(Key::N), || WindowCommand::Session(Action::NewSeed))
        .listed(|_| "N", |keys| keys.new_seed),
    Binding::new(command(Key::S), || WindowCommand::SavePicture)
        .listed(|_| "Ctrl+S", |keys| keys.save_picture),
    Binding::new(command(Key::O), || WindowCommand::Open).listed(|_| "Ctrl+O", |keys| keys.open),
    Binding::new(shift_command(Key::S), || WindowCommand::SaveRecipe)
        .listed(|_| "Ctrl+Shift+S", |keys| keys.save_recipe),
    Binding::new(command(Key::C), || WindowCommand::CopyPicture)
        .listed(|_| "Ctrl+C", |keys| keys.copy_picture),
    Binding::new(command(Key::E), || WindowCommand::ExportCsv)
        .listed(|_| "Ctrl+E", |keys| keys.csv),
    Binding::new(plain(Key::L), || WindowCommand::ToggleLenses).listed(|_| "L", |keys| keys.lenses),
    Binding::new(plain(Key::F2), || WindowCommand::Show(View::Scope))
        .listed(|_| "F2", |keys| keys.scope),
    Binding::new(plain(Key::F3), || WindowCommand::Show(View::Race))
        .listed(|_| "F3", |keys| keys.race),
    Binding::new(plain(Key::F4), || WindowCommand::Show(View::Sweep))
        .listed(|_| "F4", |keys| keys.sweep),
    Binding::new(plain(Key::F5), || WindowCommand::ToggleRuns).listed(|_| "F5", |keys| keys.runs),
    Binding::new(plain(Key::F7), || WindowCommand::Show(View::Data))
        .listed(|_| "F7", |keys| keys.data),
    Binding::new(plain(Key::F6), || WindowCommand::Display(DisplayCommand::ToggleSide))
        .listed(|_| "F6", |keys| keys.side),
    Binding::new(plain(Key::F11), || WindowCommand::Display(DisplayCommand::ToggleProjector))
        .listed(|_| "F11", |keys| keys.projector)
        .anywhere(),
    Binding::new(command(Key::Plus), || WindowCommand::Display(DisplayCommand::Larger))
        .listed(|_| "Ctrl +/−/0", |keys| keys.zoom_window)
        .anywhere(),
    // A plus is the shifted sign of a key on many layouts, of this one on American ones.
    Binding::new(shift_command(Key::Plus), || WindowCommand::Display(DisplayCommand::Larger))
        .anywhere(),
    Binding::new(command(Key::Equals), || WindowCommand::Display(DisplayCommand::Larger))
        .anywhere(),
    Binding::new(command(Key::Minus), || WindowCommand::Display(DisplayCommand::Smaller))
        .anywhere(),
    Binding::new(command(Key::Num0), || WindowCommand::Display(DisplayCommand::TextSize(100)))
        .anywhere(),
    Binding::new(plain(Key::F1), || WindowCommand::ToggleHelp)
        .listed(|keys| keys.help_keys, |keys| keys.help),
    Binding::new(shift(Key::Questionmark), || WindowCommand::ToggleHelp),
    Binding::new(plain(Key::Questionmark), || WindowCommand::ToggleHelp),
];

/// Keys that eframe, the plots and what lies over them understand by themselves.
pub(in crate::app) const BUILT_IN: &[(Name, Name)] = &[
    (|_| "Ctrl+V", |keys| keys.paste),
    (|_| "Ctrl+Q", |keys| keys.quit),
    (|_| "Esc", |keys| keys.close),
    (|keys| keys.move_gesture, |keys| keys.move_plot),
    (|keys| keys.zoom_gesture, |keys| keys.zoom_plot),
    (|keys| keys.look_back_gesture, |keys| keys.look_back),
    (|keys| keys.follow_gesture, |keys| keys.follow),
];

/// What the keys pressed since the last frame ask for, press by press. Keys belong to a widget that
/// wants the keyboard first.
pub(in crate::app) fn pressed(ctx: &egui::Context) -> Vec<WindowCommand> {
    give_way_to_the_mouse(ctx);
    let is_taken = ctx.egui_wants_keyboard_input();
    let acts = |binding: &&Binding| binding.anywhere || !is_taken;
    let events = ctx.input(|input| input.events.clone());
    ctx.input_mut(|input| {
        for binding in BINDINGS.iter().filter(acts) {
            input.consume_shortcut(&binding.shortcut);
        }
    });
    events.iter().filter_map(|event| asks(event, is_taken)).collect()
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
    let acts = |binding: &&Binding| binding.anywhere || !is_taken;
    let binding = BINDINGS.iter().filter(acts).find(|binding| is_press(event, binding))?;
    Some((binding.command)())
}

/// Whether the event presses the binding's key, anew unless holding it repeats.
fn is_press(event: &egui::Event, binding: &Binding) -> bool {
    matches!(event, egui::Event::Key { key, pressed: true, repeat, modifiers, .. }
        if *key == binding.shortcut.logical_key
            && modifiers.matches_exact(binding.shortcut.modifiers)
            && (binding.repeats || !repeat))
}
