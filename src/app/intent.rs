//! What the user can ask of the window, by a button or a key.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::view::View;
use super::{race, sweep};
use crate::session::{Action, LensKind};

/// A wish of the user's.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Intent {
    /// Something about training.
    Do(Action),
    /// Write the picture to the export folder.
    SavePicture,
    /// Write the picture where the user says.
    SavePictureAs,
    /// Write the figure.
    ExportFigure,
    /// Put the picture on the clipboard.
    CopyPicture,
    /// Write the visible data.
    ExportCsv,
    /// Write a lens as a figure.
    SaveLens(LensKind),
    /// Write a lens' numbers.
    SaveLensCsv(LensKind),
    /// Show or hide the lenses.
    ToggleLenses,
    /// Open a recipe, a checkpoint or weights.
    Open,
    /// Save the recipe of the run.
    SaveRecipe,
    /// Save what it takes to go on with the run elsewhere.
    SaveCheckpoint,
    /// Put the recipe on the clipboard.
    CopyRecipe,
    /// Take what was pasted for a recipe.
    Paste(String),
    /// Show the list of runs, or the controls again.
    ToggleRuns,
    /// Show the run, the race or the sweep.
    Show(View),
    /// Something about the race.
    Race(race::Wish),
    /// Something about the sweep.
    Sweep(sweep::Wish),
    /// Choose the export folder.
    ChooseFolder,
    /// Show or hide the list of keys.
    ToggleHelp,
    /// Go dark or light.
    SetTheme(egui::Theme),
}

/// A key, what it does in words, and what it asks for.
pub(super) struct Binding {
    shortcut: KeyboardShortcut,
    /// Whether holding the key repeats it.
    repeats: bool,
    /// What it does.
    pub(super) text: &'static str,
    /// Its name.
    pub(super) key: &'static str,
    intent: fn() -> Intent,
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

/// Every key of the window, in the order of the overlay that lists them.
pub(super) const BINDINGS: &[Binding] = &[
    Binding {
        shortcut: plain(Key::Space),
        repeats: false,
        key: "Space",
        text: "run or pause; looking back, choose how to go on",
        intent: || Intent::Do(Action::Toggle),
    },
    Binding {
        shortcut: plain(Key::S),
        repeats: true,
        key: "S",
        text: "train one step; hold to repeat",
        intent: || Intent::Do(Action::Step),
    },
    Binding {
        shortcut: plain(Key::ArrowRight),
        repeats: true,
        key: "→",
        text: "one step further; at the end, train it (Shift: ten)",
        intent: || Intent::Do(Action::Forth(1)),
    },
    Binding {
        shortcut: shift(Key::ArrowRight),
        repeats: true,
        key: "",
        text: "",
        intent: || Intent::Do(Action::Forth(10)),
    },
    Binding {
        shortcut: plain(Key::ArrowLeft),
        repeats: true,
        key: "←",
        text: "look one step back (Shift: ten)",
        intent: || Intent::Do(Action::Back(1)),
    },
    Binding {
        shortcut: shift(Key::ArrowLeft),
        repeats: true,
        key: "",
        text: "",
        intent: || Intent::Do(Action::Back(10)),
    },
    Binding {
        shortcut: plain(Key::Home),
        repeats: false,
        key: "Home",
        text: "look at the untrained network",
        intent: || Intent::Do(Action::Rewind(0)),
    },
    Binding {
        shortcut: plain(Key::End),
        repeats: false,
        key: "End",
        text: "back to live: the end of the run",
        intent: || Intent::Do(Action::BackToLive),
    },
    Binding {
        shortcut: plain(Key::F),
        repeats: false,
        key: "F",
        text: "fork: train on from the step on show",
        intent: || Intent::Do(Action::Fork),
    },
    Binding {
        shortcut: plain(Key::R),
        repeats: false,
        key: "R",
        text: "restart: same seed, same weights, same curve",
        intent: || Intent::Do(Action::Restart),
    },
    Binding {
        shortcut: plain(Key::N),
        repeats: false,
        key: "N",
        text: "restart with a new seed",
        intent: || Intent::Do(Action::NewSeed),
    },
    Binding {
        shortcut: command(Key::S),
        repeats: false,
        key: "Ctrl+S",
        text: "save a picture of curves and loss",
        intent: || Intent::SavePicture,
    },
    Binding {
        shortcut: command(Key::O),
        repeats: false,
        key: "Ctrl+O",
        text: "open a recipe, a checkpoint or weights",
        intent: || Intent::Open,
    },
    Binding {
        shortcut: KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S),
        repeats: false,
        key: "Ctrl+Shift+S",
        text: "save the recipe of the run",
        intent: || Intent::SaveRecipe,
    },
    Binding {
        shortcut: command(Key::C),
        repeats: false,
        key: "Ctrl+C",
        text: "copy the picture",
        intent: || Intent::CopyPicture,
    },
    Binding {
        shortcut: command(Key::E),
        repeats: false,
        key: "Ctrl+E",
        text: "write the visible data as CSV",
        intent: || Intent::ExportCsv,
    },
    Binding {
        shortcut: plain(Key::L),
        repeats: false,
        key: "L",
        text: "show or hide the lenses",
        intent: || Intent::ToggleLenses,
    },
    Binding {
        shortcut: plain(Key::F2),
        repeats: false,
        key: "F2",
        text: "show the run",
        intent: || Intent::Show(View::Scope),
    },
    Binding {
        shortcut: plain(Key::F3),
        repeats: false,
        key: "F3",
        text: "show the race (Space, S and → act on it)",
        intent: || Intent::Show(View::Race),
    },
    Binding {
        shortcut: plain(Key::F4),
        repeats: false,
        key: "F4",
        text: "show the sweep (Space starts it)",
        intent: || Intent::Show(View::Sweep),
    },
    Binding {
        shortcut: plain(Key::F5),
        repeats: false,
        key: "F5",
        text: "show the list of runs, or the controls again",
        intent: || Intent::ToggleRuns,
    },
    Binding {
        shortcut: plain(Key::F1),
        repeats: false,
        key: "F1 or ?",
        text: "show or hide these keys",
        intent: || Intent::ToggleHelp,
    },
    Binding {
        shortcut: KeyboardShortcut::new(Modifiers::SHIFT, Key::Questionmark),
        repeats: false,
        key: "",
        text: "",
        intent: || Intent::ToggleHelp,
    },
];

/// Keys that eframe and the plots understand by themselves.
pub(super) const BUILT_IN: &[(&str, &str)] = &[
    ("Ctrl +/−/0", "larger, smaller, normal size"),
    ("Ctrl+V", "play the recipe on the clipboard"),
    ("Ctrl+Q", "quit"),
    ("drag, scroll", "move a plot along (on an axis: stretch it)"),
    ("Ctrl+scroll", "zoom a plot"),
    ("double click", "follow the newest step again"),
];

/// What the keys pressed since the last frame ask for, press by press. Keys belong to a widget that
/// wants the keyboard first.
pub(super) fn pressed(ctx: &egui::Context) -> Vec<Intent> {
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
