//! Every key of the window, and what it asks for.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::command::WindowCommand;
use crate::app::view::View;
use crate::session::Action;

/// A key, what it does in words, and what it asks for.
pub(in crate::app) struct Binding {
    shortcut: KeyboardShortcut,
    command: fn() -> WindowCommand,
    /// Its name and what it does, for the overlay; none for a second key of the same kind.
    pub(in crate::app) listed: Option<(&'static str, &'static str)>,
    /// Whether holding the key repeats it.
    repeats: bool,
}

impl Binding {
    const fn new(shortcut: KeyboardShortcut, command: fn() -> WindowCommand) -> Self {
        Self { shortcut, command, listed: None, repeats: false }
    }

    const fn listed(self, key: &'static str, text: &'static str) -> Self {
        Self { listed: Some((key, text)), ..self }
    }

    const fn repeating(self) -> Self {
        Self { repeats: true, ..self }
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
        .listed("Space", "run or pause; looking back, choose how to go on"),
    Binding::new(plain(Key::S), || WindowCommand::Session(Action::Step))
        .listed("S", "train one step; hold to repeat")
        .repeating(),
    Binding::new(plain(Key::ArrowRight), || WindowCommand::Session(Action::Forth(1)))
        .listed("→", "one step further; at the end, train it (Shift: ten)")
        .repeating(),
    Binding::new(shift(Key::ArrowRight), || WindowCommand::Session(Action::Forth(10))).repeating(),
    Binding::new(plain(Key::ArrowLeft), || WindowCommand::Session(Action::Back(1)))
        .listed("←", "look one step back (Shift: ten)")
        .repeating(),
    Binding::new(shift(Key::ArrowLeft), || WindowCommand::Session(Action::Back(10))).repeating(),
    Binding::new(plain(Key::Home), || WindowCommand::Session(Action::Rewind(0)))
        .listed("Home", "look at the untrained network"),
    Binding::new(plain(Key::End), || WindowCommand::Session(Action::BackToLive))
        .listed("End", "back to live: the end of the run"),
    Binding::new(plain(Key::F), || WindowCommand::Session(Action::Fork))
        .listed("F", "fork: train on from the step on show"),
    Binding::new(plain(Key::R), || WindowCommand::Session(Action::Restart))
        .listed("R", "restart: same seed, same weights, same curve"),
    Binding::new(plain(Key::N), || WindowCommand::Session(Action::NewSeed))
        .listed("N", "restart with the next seed"),
    Binding::new(command(Key::S), || WindowCommand::SavePicture)
        .listed("Ctrl+S", "save a picture of curves and loss"),
    Binding::new(command(Key::O), || WindowCommand::Open)
        .listed("Ctrl+O", "open a recipe, a checkpoint or weights"),
    Binding::new(shift_command(Key::S), || WindowCommand::SaveRecipe)
        .listed("Ctrl+Shift+S", "save the recipe of the run"),
    Binding::new(command(Key::C), || WindowCommand::CopyPicture)
        .listed("Ctrl+C", "copy the picture"),
    Binding::new(command(Key::E), || WindowCommand::ExportCsv)
        .listed("Ctrl+E", "write the visible data as CSV"),
    Binding::new(plain(Key::L), || WindowCommand::ToggleLenses)
        .listed("L", "show or hide the lenses"),
    Binding::new(plain(Key::F2), || WindowCommand::Show(View::Scope)).listed("F2", "show the run"),
    Binding::new(plain(Key::F3), || WindowCommand::Show(View::Race))
        .listed("F3", "show the race (Space, S and → act on it)"),
    Binding::new(plain(Key::F4), || WindowCommand::Show(View::Sweep))
        .listed("F4", "show the sweep (Space starts it)"),
    Binding::new(plain(Key::F5), || WindowCommand::ToggleRuns)
        .listed("F5", "show the list of runs, or the controls again"),
    Binding::new(plain(Key::F1), || WindowCommand::ToggleHelp)
        .listed("F1 or ?", "show or hide these keys"),
    Binding::new(shift(Key::Questionmark), || WindowCommand::ToggleHelp),
];

/// Keys that eframe and the plots understand by themselves.
pub(in crate::app) const BUILT_IN: &[(&str, &str)] = &[
    ("Ctrl +/−/0", "larger, smaller, normal size"),
    ("Ctrl+V", "play the recipe on the clipboard"),
    ("Ctrl+Q", "quit"),
    ("drag, scroll", "move a plot along (on an axis: stretch it)"),
    ("Ctrl+scroll", "zoom a plot"),
    ("double click", "follow the newest step again"),
];

/// What the keys pressed since the last frame ask for, press by press. Keys belong to a widget that
/// wants the keyboard first.
pub(in crate::app) fn pressed(ctx: &egui::Context) -> Vec<WindowCommand> {
    if ctx.egui_wants_keyboard_input() {
        return Vec::new();
    }
    let events = ctx.input(|input| input.events.clone());
    ctx.input_mut(|input| {
        for binding in BINDINGS {
            input.consume_shortcut(&binding.shortcut);
        }
    });
    events.iter().filter_map(asks).collect()
}

/// What an event asks for. The system turns Ctrl+C into an event of its own.
fn asks(event: &egui::Event) -> Option<WindowCommand> {
    if *event == egui::Event::Copy {
        return Some(WindowCommand::CopyPicture);
    }
    if let egui::Event::Paste(text) = event {
        return Some(WindowCommand::Paste(text.clone()));
    }
    let binding = BINDINGS.iter().find(|binding| is_press(event, binding))?;
    Some((binding.command)())
}

/// Whether the event presses the binding's key, anew unless holding it repeats.
fn is_press(event: &egui::Event, binding: &Binding) -> bool {
    matches!(event, egui::Event::Key { key, pressed: true, repeat, modifiers, .. }
        if *key == binding.shortcut.logical_key
            && modifiers.matches_exact(binding.shortcut.modifiers)
            && (binding.repeats || !repeat))
}
