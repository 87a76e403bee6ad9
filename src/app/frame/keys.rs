//! Every key of the window, and what it asks for.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::app::intent::Intent;
use crate::app::view::View;
use crate::session::Action;

/// A key, what it does in words, and what it asks for.
pub(in crate::app) struct Binding {
    shortcut: KeyboardShortcut,
    intent: fn() -> Intent,
    /// Its name and what it does, for the overlay; none for a second key of the same kind.
    pub(in crate::app) listed: Option<(&'static str, &'static str)>,
    /// Whether holding the key repeats it.
    repeats: bool,
}

impl Binding {
    const fn new(shortcut: KeyboardShortcut, intent: fn() -> Intent) -> Self {
        Self { shortcut, intent, listed: None, repeats: false }
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
    Binding::new(plain(Key::Space), || Intent::Do(Action::Toggle))
        .listed("Space", "run or pause; looking back, choose how to go on"),
    Binding::new(plain(Key::S), || Intent::Do(Action::Step))
        .listed("S", "train one step; hold to repeat")
        .repeating(),
    Binding::new(plain(Key::ArrowRight), || Intent::Do(Action::Forth(1)))
        .listed("→", "one step further; at the end, train it (Shift: ten)")
        .repeating(),
    Binding::new(shift(Key::ArrowRight), || Intent::Do(Action::Forth(10))).repeating(),
    Binding::new(plain(Key::ArrowLeft), || Intent::Do(Action::Back(1)))
        .listed("←", "look one step back (Shift: ten)")
        .repeating(),
    Binding::new(shift(Key::ArrowLeft), || Intent::Do(Action::Back(10))).repeating(),
    Binding::new(plain(Key::Home), || Intent::Do(Action::Rewind(0)))
        .listed("Home", "look at the untrained network"),
    Binding::new(plain(Key::End), || Intent::Do(Action::BackToLive))
        .listed("End", "back to live: the end of the run"),
    Binding::new(plain(Key::F), || Intent::Do(Action::Fork))
        .listed("F", "fork: train on from the step on show"),
    Binding::new(plain(Key::R), || Intent::Do(Action::Restart))
        .listed("R", "restart: same seed, same weights, same curve"),
    Binding::new(plain(Key::N), || Intent::Do(Action::NewSeed))
        .listed("N", "restart with the next seed"),
    Binding::new(command(Key::S), || Intent::SavePicture)
        .listed("Ctrl+S", "save a picture of curves and loss"),
    Binding::new(command(Key::O), || Intent::Open)
        .listed("Ctrl+O", "open a recipe, a checkpoint or weights"),
    Binding::new(shift_command(Key::S), || Intent::SaveRecipe)
        .listed("Ctrl+Shift+S", "save the recipe of the run"),
    Binding::new(command(Key::C), || Intent::CopyPicture).listed("Ctrl+C", "copy the picture"),
    Binding::new(command(Key::E), || Intent::ExportCsv)
        .listed("Ctrl+E", "write the visible data as CSV"),
    Binding::new(plain(Key::L), || Intent::ToggleLenses).listed("L", "show or hide the lenses"),
    Binding::new(plain(Key::F2), || Intent::Show(View::Scope)).listed("F2", "show the run"),
    Binding::new(plain(Key::F3), || Intent::Show(View::Race))
        .listed("F3", "show the race (Space, S and → act on it)"),
    Binding::new(plain(Key::F4), || Intent::Show(View::Sweep))
        .listed("F4", "show the sweep (Space starts it)"),
    Binding::new(plain(Key::F5), || Intent::ToggleRuns)
        .listed("F5", "show the list of runs, or the controls again"),
    Binding::new(plain(Key::F1), || Intent::ToggleHelp)
        .listed("F1 or ?", "show or hide these keys"),
    Binding::new(shift(Key::Questionmark), || Intent::ToggleHelp),
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
pub(in crate::app) fn pressed(ctx: &egui::Context) -> Vec<Intent> {
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
fn asks(event: &egui::Event) -> Option<Intent> {
    if *event == egui::Event::Copy {
        return Some(Intent::CopyPicture);
    }
    if let egui::Event::Paste(text) = event {
        return Some(Intent::Paste(text.clone()));
    }
    let binding = BINDINGS.iter().find(|binding| is_press(event, binding))?;
    Some((binding.intent)())
}

/// Whether the event presses the binding's key, anew unless holding it repeats.
fn is_press(event: &egui::Event, binding: &Binding) -> bool {
    matches!(event, egui::Event::Key { key, pressed: true, repeat, modifiers, .. }
        if *key == binding.shortcut.logical_key
            && modifiers.matches_exact(binding.shortcut.modifiers)
            && (binding.repeats || !repeat))
}
