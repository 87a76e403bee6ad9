//! The list of commands: what can be asked of the window without a value, each with its name and its keys.
//!
//! The keys act by it, the palette offers it, F1 and the guide list its keys.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::command::{DisplayCommand, DrawCommand, OfTable, WindowCommand};
use super::view::View;
use crate::session::Action;
use crate::settings::ThemeChoice;
use crate::text::Texts;

/// How a language names a command, or its key.
pub(in crate::app) type Name = fn(&Texts) -> &'static str;

/// A command.
#[derive(Debug)]
pub(in crate::app) struct Listed {
    /// What it is known by where it is remembered.
    pub(in crate::app) id: &'static str,
    /// What it does, in words.
    pub(in crate::app) name: Name,
    /// The keys that ask for it.
    pub(in crate::app) keys: &'static [KeyboardShortcut],
    /// What its key is called.
    pub(in crate::app) key_name: Name,
    /// Whether F1 lists it: what goes without saying beside another isn't.
    pub(in crate::app) is_in_help: bool,
    /// Whether holding the key repeats it.
    pub(in crate::app) repeats: bool,
    /// Whether its keys act whatever has the keyboard, but for a sign that is typed.
    pub(in crate::app) anywhere: bool,
    /// What it asks for.
    pub(in crate::app) command: fn() -> WindowCommand,
}

impl Listed {
    const fn new(id: &'static str, name: Name, command: fn() -> WindowCommand) -> Self {
        let key_name: Name = |_| "";
        let (is_in_help, repeats, anywhere) = (false, false, false);
        Self { id, name, keys: &[], key_name, is_in_help, repeats, anywhere, command }
    }

    /// The keys that ask for it, and what the first of them is called.
    const fn on(self, keys: &'static [KeyboardShortcut], key_name: Name) -> Self {
        Self { keys, key_name, is_in_help: true, ..self }
    }

    const fn repeating(self) -> Self {
        Self { repeats: true, ..self }
    }

    const fn anywhere(self) -> Self {
        Self { anywhere: true, ..self }
    }

    const fn out_of_help(self) -> Self {
        Self { is_in_help: false, ..self }
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

/// Every command, in the order of the list of keys.
pub(in crate::app) const COMMANDS: &[Listed] = &[
    Listed::new("toggle", |texts| texts.keys.toggle, || Action::Toggle.into())
        .on(&[plain(Key::Space)], |texts| texts.keys.space),
    Listed::new("step", |texts| texts.keys.step, || Action::Step.into())
        .on(&[plain(Key::S)], |_| "S")
        .repeating(),
    Listed::new("forth", |texts| texts.keys.forth, || Action::Forth(1).into())
        .on(&[plain(Key::ArrowRight)], |_| "→")
        .repeating(),
    Listed::new("forth-ten", |texts| texts.commands.forth_ten, || Action::Forth(10).into())
        .on(&[shift(Key::ArrowRight)], |_| "Shift+→")
        .repeating()
        .out_of_help(),
    Listed::new("back", |texts| texts.keys.back, || Action::Back(1).into())
        .on(&[plain(Key::ArrowLeft)], |_| "←")
        .repeating(),
    Listed::new("back-ten", |texts| texts.commands.back_ten, || Action::Back(10).into())
        .on(&[shift(Key::ArrowLeft)], |_| "Shift+←")
        .repeating()
        .out_of_help(),
    Listed::new("home", |texts| texts.keys.home, || Action::Rewind(0).into())
        .on(&[plain(Key::Home)], |_| "Home"),
    Listed::new("end", |texts| texts.keys.end, || Action::BackToLive.into())
        .on(&[plain(Key::End)], |_| "End"),
    Listed::new("best", |texts| texts.keys.best, || Action::LookAtBest.into())
        .on(&[plain(Key::B)], |_| "B"),
    Listed::new(
        "continue",
        |texts| texts.commands.continue_from_end,
        || Action::ContinueFromEnd.into(),
    ),
    Listed::new("fork", |texts| texts.keys.fork, || Action::Fork.into())
        .on(&[plain(Key::F)], |_| "F"),
    Listed::new("restart", |texts| texts.keys.restart, || Action::Restart.into())
        .on(&[plain(Key::R)], |_| "R"),
    Listed::new("new-seed", |texts| texts.keys.new_seed, || Action::NewSeed.into())
        .on(&[plain(Key::N)], |_| "N"),
    Listed::new("undo", |texts| texts.keys.undo, || Action::Undo.into())
        .on(&[command(Key::Z)], |_| "Ctrl+Z")
        .repeating(),
    Listed::new("redo", |texts| texts.keys.redo, || Action::Redo.into())
        .on(&[shift_command(Key::Z), command(Key::Y)], |_| "Ctrl+Shift+Z")
        .repeating(),
    Listed::new("palette", |texts| texts.keys.palette, || WindowCommand::TogglePalette)
        .on(&[command(Key::K)], |_| "Ctrl+K")
        .anywhere(),
    Listed::new("save-picture", |texts| texts.keys.save_picture, || WindowCommand::SavePicture)
        .on(&[command(Key::S)], |_| "Ctrl+S"),
    Listed::new(
        "save-picture-as",
        |texts| texts.commands.save_picture_as,
        || WindowCommand::SavePictureAs,
    ),
    Listed::new("figure", |texts| texts.commands.figure, || WindowCommand::ExportFigure),
    Listed::new("open", |texts| texts.keys.open, || WindowCommand::Open)
        .on(&[command(Key::O)], |_| "Ctrl+O"),
    Listed::new("save-recipe", |texts| texts.keys.save_recipe, || WindowCommand::SaveRecipe)
        .on(&[shift_command(Key::S)], |_| "Ctrl+Shift+S"),
    Listed::new("copy-recipe", |texts| texts.commands.copy_recipe, || WindowCommand::CopyRecipe),
    Listed::new("copy-moment", |texts| texts.keys.copy_moment, || WindowCommand::CopyMoment)
        .on(&[shift_command(Key::C)], |_| "Ctrl+Shift+C"),
    Listed::new(
        "save-checkpoint",
        |texts| texts.commands.save_checkpoint,
        || WindowCommand::SaveCheckpoint,
    ),
    // The system turns Ctrl+C into an event of its own.
    Listed::new("copy-picture", |texts| texts.keys.copy_picture, || WindowCommand::CopyPicture)
        .on(&[command(Key::C)], |_| "Ctrl+C"),
    Listed::new("csv", |texts| texts.keys.csv, || WindowCommand::ExportCsv)
        .on(&[command(Key::E)], |_| "Ctrl+E"),
    Listed::new("fit", |texts| texts.commands.fit, || WindowCommand::SaveOfTable(OfTable::Fit)),
    Listed::new(
        "evaluation",
        |texts| texts.commands.evaluation,
        || WindowCommand::SaveOfTable(OfTable::Evaluation),
    ),
    Listed::new(
        "fitted",
        |texts| texts.commands.fitted,
        || WindowCommand::SaveOfTable(OfTable::Fitted),
    ),
    Listed::new(
        "forecast",
        |texts| texts.commands.forecast,
        || WindowCommand::SaveOfTable(OfTable::Forecast),
    ),
    Listed::new("folder", |texts| texts.commands.folder, || WindowCommand::ChooseFolder),
    Listed::new("draw", |texts| texts.commands.draw, || WindowCommand::Draw(DrawCommand::Begin)),
    Listed::new("lenses", |texts| texts.keys.lenses, || WindowCommand::ToggleLenses)
        .on(&[plain(Key::L)], |_| "L"),
    Listed::new("scope", |texts| texts.keys.scope, || WindowCommand::Show(View::Scope))
        .on(&[plain(Key::F2)], |_| "F2")
        .anywhere(),
    Listed::new("race", |texts| texts.keys.race, || WindowCommand::Show(View::Race))
        .on(&[plain(Key::F3)], |_| "F3")
        .anywhere(),
    Listed::new("sweep", |texts| texts.keys.sweep, || WindowCommand::Show(View::Sweep))
        .on(&[plain(Key::F4)], |_| "F4")
        .anywhere(),
    Listed::new("runs", |texts| texts.keys.runs, || WindowCommand::ToggleRuns)
        .on(&[plain(Key::F5)], |_| "F5")
        .anywhere(),
    Listed::new("lessons", |texts| texts.keys.lessons, || WindowCommand::Show(View::Lessons))
        .on(&[plain(Key::F6)], |_| "F6")
        .anywhere(),
    Listed::new("data", |texts| texts.keys.data, || WindowCommand::Show(View::Data))
        .on(&[plain(Key::F7)], |_| "F7")
        .anywhere(),
    Listed::new(
        "challenges",
        |texts| texts.commands.challenges,
        || WindowCommand::ToggleChallenges,
    ),
    Listed::new("input", |texts| texts.commands.input, || WindowCommand::ToggleInput),
    Listed::new("whole-data", |texts| texts.commands.whole_data, || WindowCommand::ToggleWholeData),
    Listed::new("log", |texts| texts.commands.log, || WindowCommand::ToggleLogarithmic),
    Listed::new("follow", |texts| texts.commands.follow, || WindowCommand::Follow),
    Listed::new("side", |texts| texts.keys.side, || DisplayCommand::ToggleSide.into())
        .on(&[plain(Key::F9)], |_| "F9")
        .anywhere(),
    Listed::new(
        "projector",
        |texts| texts.keys.projector,
        || DisplayCommand::ToggleProjector.into(),
    )
    .on(&[plain(Key::F11)], |_| "F11")
    .anywhere(),
    // A plus is the shifted sign of a key on many layouts, of that with the equals sign on American ones.
    Listed::new("larger", |texts| texts.keys.larger, || DisplayCommand::Larger.into())
        .on(&[command(Key::Plus), shift_command(Key::Plus), command(Key::Equals)], |_| "Ctrl++")
        .anywhere(),
    Listed::new("smaller", |texts| texts.keys.smaller, || DisplayCommand::Smaller.into())
        .on(&[command(Key::Minus)], |_| "Ctrl+−")
        .anywhere(),
    Listed::new(
        "usual-size",
        |texts| texts.keys.usual_size,
        || DisplayCommand::TextSize(100).into(),
    )
    .on(&[command(Key::Num0)], |_| "Ctrl+0")
    .anywhere(),
    Listed::new(
        "system-theme",
        |texts| texts.commands.system_theme,
        || DisplayCommand::Theme(ThemeChoice::System).into(),
    ),
    Listed::new(
        "dark",
        |texts| texts.commands.dark,
        || DisplayCommand::Theme(ThemeChoice::Dark).into(),
    ),
    Listed::new(
        "light",
        |texts| texts.commands.light,
        || DisplayCommand::Theme(ThemeChoice::Light).into(),
    ),
    Listed::new(
        "high-contrast",
        |texts| texts.commands.high_contrast,
        || DisplayCommand::Theme(ThemeChoice::HighContrast).into(),
    ),
    Listed::new(
        "high-contrast-light",
        |texts| texts.commands.high_contrast_light,
        || DisplayCommand::Theme(ThemeChoice::HighContrastLight).into(),
    ),
    Listed::new("motion", |texts| texts.commands.motion, || DisplayCommand::ToggleMotion.into()),
    Listed::new("help", |texts| texts.keys.help, || WindowCommand::ToggleHelp)
        .on(&[plain(Key::F1), shift(Key::Questionmark), plain(Key::Questionmark)], |texts| {
            texts.keys.help_keys
        })
        .anywhere(),
];

/// Keys that eframe, the plots and what lies over them understand by themselves: what they are called, and what
/// they do.
pub(in crate::app) const BUILT_IN: &[(Name, Name)] = &[
    (|_| "Ctrl+V", |texts| texts.keys.paste),
    (|_| "Ctrl+Q", |texts| texts.keys.quit),
    (|_| "Esc", |texts| texts.keys.close),
    (|texts| texts.spoken.tab_key, |texts| texts.spoken.tab),
    (|texts| texts.spoken.cursor_keys, |texts| texts.spoken.cursor),
    (|texts| texts.spoken.slider_keys, |texts| texts.spoken.slider),
    (|texts| texts.keys.move_gesture, |texts| texts.keys.move_plot),
    (|texts| texts.keys.zoom_gesture, |texts| texts.keys.zoom_plot),
    (|texts| texts.keys.look_back_gesture, |texts| texts.keys.look_back),
    (|texts| texts.keys.follow_gesture, |texts| texts.keys.follow),
];

/// Every key and what it does, in the order of the list.
pub(in crate::app) fn keys(texts: &Texts) -> Vec<(&'static str, &'static str)> {
    let listed = COMMANDS.iter().filter(|command| command.is_in_help);
    let listed = listed.map(|command| (command.key_name, command.name));
    listed.chain(BUILT_IN.iter().copied()).map(|(key, name)| (key(texts), name(texts))).collect()
}

/// The keys as a table of the guide, in Markdown.
pub fn keys_table(texts: &Texts) -> String {
    let mut table = format!("| {} | {} |\n|---|---|\n", texts.commands.key, texts.commands.does);
    for (key, name) in keys(texts) {
        table.push_str(&format!("| {key} | {name} |\n"));
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::text::ENGLISH;

    #[test]
    fn no_key_and_no_name_stands_for_two_commands() {
        let mut ids = HashSet::new();
        let mut keys = HashSet::new();
        let mut names = HashSet::new();
        for command in COMMANDS {
            assert!(ids.insert(command.id), "{}", command.id);
            assert!(names.insert((command.name)(&ENGLISH)), "{}", command.id);
            for key in command.keys {
                assert!(keys.insert((key.modifiers, key.logical_key)), "{}", command.id);
            }
            assert_eq!(command.keys.is_empty(), (command.key_name)(&ENGLISH).is_empty());
        }
    }
}
