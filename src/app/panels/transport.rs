//! Run, pause, step, restart: the buttons at the top, and what can be saved.

use egui::{Button, Key, Modifiers, RichText, Ui};

use crate::app::command::WindowCommand;
use crate::app::theme::Palette;
use crate::app::view::View;
use crate::session::{Action, Session};

/// Width in points below which the settings at the right say nothing.
const LEAST_SENTENCE: f32 = 120.0;

/// Draws the bar and adds what the user wants to `commands`.
pub(in crate::app) fn show(
    ui: &mut Ui,
    session: &Session,
    view: View,
    commands: &mut Vec<WindowCommand>,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().button_padding = egui::vec2(9.0, 5.0);
        tabs(ui, view, commands);
        if view == View::Scope {
            ui.separator();
            run_buttons(ui, session, commands);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button("?").on_hover_text("All keys (F1).").clicked() {
                commands.push(WindowCommand::ToggleHelp);
            }
            theme_button(ui, commands);
            if ui.available_width() >= LEAST_SENTENCE {
                let settings = RichText::new(crate::session::sentence(&session.config())).weak();
                ui.add(egui::Label::new(settings).truncate());
            }
        });
    });
}

/// Draws the names of the views, that of `view` as chosen.
fn tabs(ui: &mut Ui, view: View, commands: &mut Vec<WindowCommand>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (other, name, hint) in View::ALL {
            if ui.selectable_label(view == other, name).on_hover_text(hint).clicked() {
                commands.push(WindowCommand::Show(other));
            }
        }
    });
}

/// What acts on the run, and what can be saved of it.
fn run_buttons(ui: &mut Ui, session: &Session, commands: &mut Vec<WindowCommand>) {
    run_button(ui, session, commands);
    let mut action = |ui: &mut Ui, text: &str, hint: &str, action: Action| {
        if ui.button(text).on_hover_text(hint).clicked() {
            commands.push(WindowCommand::Session(action));
        }
    };
    action(ui, "Step", "Trains one step, pausing first (S or →; hold to repeat).", Action::Step);
    ui.separator();
    let hint = "Begins anew: same seed, same weights, same curve (R).";
    action(ui, "Restart", hint, Action::Restart);
    let hint = "Begins anew with the next seed: other weights, another curve (N).";
    action(ui, "New seed", hint, Action::NewSeed);
    ui.separator();
    save_menu(ui, commands);
    run_menu(ui, commands);
    let shown = session.lenses.open.shown;
    let hint = "Look into the network while it learns: hidden state, gradients, eigenvalues … (L).";
    if ui.selectable_label(shown, "Lenses").on_hover_text(hint).clicked() {
        commands.push(WindowCommand::ToggleLenses);
    }
}

fn run_button(ui: &mut Ui, session: &Session, commands: &mut Vec<WindowCommand>) {
    let running = session.is_running();
    let text = if running { "Pause" } else { "Run" };
    let mut button = Button::new(RichText::new(text).strong()).min_size(egui::vec2(72.0, 0.0));
    if !running {
        button = button.fill(Palette::of(ui).live.gamma_multiply(0.35));
    }
    let hint = if running { "Stops after the step at hand (Space)." } else { "Trains (Space)." };
    if ui.add(button).on_hover_text(hint).clicked() {
        commands.push(WindowCommand::Session(Action::Toggle));
    }
}

fn theme_button(ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
    let dark = ui.visuals().dark_mode;
    let text = if dark { "Light" } else { "Dark" };
    if ui.button(text).on_hover_text("Switches between dark and light.").clicked() {
        commands.push(WindowCommand::SetTheme(if dark {
            egui::Theme::Light
        } else {
            egui::Theme::Dark
        }));
    }
}

/// Runs as files.
fn run_menu(ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
    ui.menu_button("File", |ui| {
        let mut item = |ui: &mut Ui, text: &str, keys: &str, hint: &str, command: WindowCommand| {
            let button = Button::new(text).shortcut_text(keys);
            if ui.add(button).on_hover_text(hint).clicked() {
                commands.push(command);
                ui.close();
            }
        };
        let hint = "Plays a recipe from step 1, goes on from a checkpoint, or begins a run from \
                    a file of weights. Dropping the file does too.";
        item(ui, "Open…", "Ctrl+O", hint, WindowCommand::Open);
        ui.separator();
        let hint = "Settings, seed and changes: whoever plays it gets this very run (TOML).";
        item(ui, "Save recipe…", "Ctrl+Shift+S", hint, WindowCommand::SaveRecipe);
        let hint = "The same as text; pasted into the window, it is played.";
        item(ui, "Copy recipe", "", hint, WindowCommand::CopyRecipe);
        ui.separator();
        let hint = "Recipe, weights, optimizer and state: the run goes on elsewhere from here.";
        item(ui, "Save checkpoint…", "", hint, WindowCommand::SaveCheckpoint);
    });
}

fn save_menu(ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
    ui.menu_button("Save", |ui| {
        let mut item =
            |ui: &mut Ui, text: &str, key: Option<Key>, hint: &str, command: WindowCommand| {
                let mut button = Button::new(text);
                if let Some(key) = key {
                    let shortcut = egui::KeyboardShortcut::new(Modifiers::COMMAND, key);
                    button = button.shortcut_text(ui.format_shortcut(&shortcut));
                }
                if ui.add(button).on_hover_text(hint).clicked() {
                    commands.push(command);
                    ui.close();
                }
            };
        let hint = "Writes curves and loss exactly as seen to the export folder (PNG).";
        item(ui, "Picture", Some(Key::S), hint, WindowCommand::SavePicture);
        let hint = "The same, under a name and in a folder of your choice.";
        item(ui, "Picture as…", None, hint, WindowCommand::SavePictureAs);
        let hint = "Draws the same data as a figure for print: PNG at 2× and SVG.";
        item(ui, "Export figure", None, hint, WindowCommand::ExportFigure);
        let hint = "Puts the picture on the clipboard.";
        item(ui, "Copy picture", Some(Key::C), hint, WindowCommand::CopyPicture);
        let hint = "Writes the visible losses and curves as tables.";
        item(ui, "Data as CSV", Some(Key::E), hint, WindowCommand::ExportCsv);
        ui.separator();
        item(ui, "Export folder…", None, "Where all of this goes.", WindowCommand::ChooseFolder);
    });
}
