//! Run, pause, step, restart: the buttons at the top, and what can be saved.

mod save;

use egui::{Button, Id, RichText, Ui, WidgetInfo};

use super::display_menu;
use super::fitting::parts_that_fit;
use super::menu::menu;
use crate::app::command::{DisplayCommand, WindowCommand};
use crate::app::frame::display::Display;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::spotlight;
use crate::app::theme::Palette;
use crate::app::view::View;
use crate::lesson::Target;
use crate::session::{Action, Session};
use crate::text::{Texts, Transport};
use crate::wording::Language;
use save::save_menu;

/// How close the bar's buttons stand: as far apart as there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Density {
    /// With room to breathe.
    Roomy,
    /// With little between them.
    Close,
    /// As close as they are told apart.
    Tight,
    /// In as many lines as it takes.
    Lines,
}

impl Density {
    /// The first that fits into `room` points, by the widths that the others have needed so far.
    fn for_room(needed: Needed, room: f32) -> Self {
        let fits = |width: Option<f32>| width.is_none_or(|width| width <= room);
        match needed {
            [roomy, ..] if fits(roomy) => Self::Roomy,
            [_, close, _] if fits(close) => Self::Close,
            [.., tight] if fits(tight) => Self::Tight,
            _ => Self::Lines,
        }
    }

    fn space(self, ui: &mut Ui) {
        let (padding, gap) = match self {
            Self::Roomy => (9.0, 6.0),
            Self::Close | Self::Lines => (5.0, 3.0),
            Self::Tight => (4.0, 2.0),
        };
        ui.spacing_mut().button_padding = egui::vec2(padding, 5.0);
        ui.spacing_mut().item_spacing.x = gap;
    }

    fn separate(self, ui: &mut Ui) {
        match self {
            Self::Roomy => _ = ui.separator(),
            Self::Close | Self::Tight | Self::Lines => ui.add_space(3.0),
        }
    }

    /// The least width of the button that runs and pauses: where there is room it is found by its size, and everywhere
    /// it stays as wide when its word changes.
    fn run_width(self) -> f32 {
        match self {
            Self::Roomy | Self::Close | Self::Lines => 72.0,
            Self::Tight => 50.0,
        }
    }
}

/// The width that a bar has needed in each density but lines; none where it wasn't drawn so yet.
type Needed = [Option<f32>; 3];

/// Draws the bar, in which `sentence` says what is on show, and adds what the user wants to `commands`.
pub(in crate::app) fn show(
    ui: &mut Ui,
    session: &Session,
    (view, display): (View, &Display),
    sentence: &str,
    commands: &mut Vec<WindowCommand>,
) {
    // Each language has words of another length.
    let id = Id::unique("bar width").with(view).with(Language::in_force());
    let mut needed: Needed = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let density = Density::for_room(needed, ui.available_width());
    let begin = ui.cursor().left();
    let draw = |ui: &mut Ui| {
        density.space(ui);
        buttons(ui, session, view, density, commands);
        if density == Density::Lines {
            return window_buttons(ui, display, commands);
        }
        let left = ui.cursor().left() - begin;
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let right = ui.with_layout(layout, |ui| {
            window_buttons(ui, display, commands);
            let width = ui.min_rect().width();
            say(ui, sentence);
            width
        });
        needed[density as usize] = Some(left + right.inner);
    };
    if density == Density::Lines {
        ui.horizontal_wrapped(draw)
    } else {
        ui.horizontal(draw)
    };
    if Density::for_room(needed, ui.available_width()) != density {
        ui.request_discard("bar width");
        // There are no more than two passes in a frame.
        ui.request_repaint();
    }
    ui.data_mut(|data| data.insert_temp(id, needed));
}

/// The views, and what acts on the run.
fn buttons(
    ui: &mut Ui,
    session: &Session,
    view: View,
    density: Density,
    commands: &mut Vec<WindowCommand>,
) {
    let texts = &texts(ui.ctx()).transport;
    tabs(ui, texts, view, commands);
    density.separate(ui);
    match view {
        View::Scope => run_buttons(ui, texts, session, density, commands),
        View::Race | View::Sweep => save_menu(ui, texts, None, commands),
        View::Data | View::Lessons => run_menu(ui, texts, commands),
    }
}

/// What acts on the window itself: language, display, help, also where that comes from right to left.
fn window_buttons(ui: &mut Ui, display: &Display, commands: &mut Vec<WindowCommand>) {
    if ui.layout().prefer_right_to_left() {
        help_button(ui, commands);
        display_menu::show(ui, display, commands);
        language_buttons(ui, commands);
    } else {
        language_buttons(ui, commands);
        display_menu::show(ui, display, commands);
        help_button(ui, commands);
    }
}

fn help_button(ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
    if ui.button("?").hint(texts(ui.ctx()).transport.help_hint).clicked() {
        commands.push(WindowCommand::ToggleHelp);
    }
}

/// What is on show, as far as there is room; the rest under the pointer.
fn say(ui: &mut Ui, sentence: &str) {
    if let Some(said) = parts_that_fit(ui, RichText::weak, sentence) {
        let answer = ui.label(RichText::new(said).weak());
        if said != sentence {
            answer.hint(sentence);
        }
    }
}

/// Draws the names of the views, that of `view` as chosen.
fn tabs(ui: &mut Ui, texts: &Transport, view: View, commands: &mut Vec<WindowCommand>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for other in View::ALL {
            let (name, hint) = match other {
                View::Scope => (texts.scope, texts.scope_hint),
                View::Race => (texts.race, texts.race_hint),
                View::Sweep => (texts.sweep, texts.sweep_hint),
                View::Data => (texts.data, texts.data_hint),
                View::Lessons => (texts.lessons, texts.lessons_hint),
            };
            if ui.selectable_label(view == other, name).hint(hint).clicked() {
                commands.push(WindowCommand::Show(other));
            }
        }
    });
}

/// What acts on the run, and what can be saved of it.
fn run_buttons(
    ui: &mut Ui,
    texts: &Transport,
    session: &Session,
    density: Density,
    commands: &mut Vec<WindowCommand>,
) {
    run_button(ui, texts, session, density, commands);
    let mut action = |ui: &mut Ui, id: &'static str, text: &str, hint: &str, action: Action| {
        action_button(ui, session, (id, text, hint), action, commands);
    };
    action(ui, "step", texts.step, texts.step_hint, Action::Step);
    density.separate(ui);
    action(ui, "restart", texts.restart, texts.restart_hint, Action::Restart);
    action(ui, "new-seed", texts.new_seed, texts.new_seed_hint, Action::NewSeed);
    undo_buttons(ui, session, commands);
    density.separate(ui);
    save_menu(ui, texts, Some(session), commands);
    run_menu(ui, texts, commands);
    let shown = session.lenses.open.shown;
    let lenses = ui.selectable_label(shown, texts.lenses).hint(texts.lenses_hint);
    spotlight::frame(ui, Target::Button("lenses"), lenses.rect);
    if lenses.clicked() {
        commands.push(WindowCommand::ToggleLenses);
    }
}

/// A button for an action, grey where it can't be done.
fn action_button(
    ui: &mut Ui,
    session: &Session,
    (id, text, hint): (&'static str, &str, &str),
    action: Action,
    commands: &mut Vec<WindowCommand>,
) {
    let button = ui.add_enabled(session.can_do(&action), Button::new(text));
    spotlight::frame(ui, Target::Button(id), button.rect);
    if button.hint(hint).clicked() {
        commands.push(action.into());
    }
}

/// Draws the bar of a projector: what acts on what is on show, the way back, and what it is.
pub(in crate::app) fn projected(
    ui: &mut Ui,
    session: &Session,
    view: View,
    sentence: &str,
    commands: &mut Vec<WindowCommand>,
) {
    ui.horizontal_wrapped(|ui| {
        Density::Roomy.space(ui);
        let Texts { transport: texts, display, .. } = texts(ui.ctx());
        if view == View::Scope {
            run_button(ui, texts, session, Density::Roomy, commands);
            let words = ("step", texts.step, texts.step_hint);
            action_button(ui, session, words, Action::Step, commands);
            let words = ("restart", texts.restart, texts.restart_hint);
            action_button(ui, session, words, Action::Restart, commands);
        } else if view != View::Lessons
            && ui.button(display.toggle).hint(display.toggle_hint).clicked()
        {
            commands.push(Action::Toggle.into());
        }
        if ui.button(display.leave).hint(display.leave_hint).clicked() {
            commands.push(DisplayCommand::ToggleProjector.into());
        }
        say(ui, sentence);
    });
}

/// Undo and redo, whose tooltips say what they will do.
fn undo_buttons(ui: &mut Ui, session: &Session, commands: &mut Vec<WindowCommand>) {
    let texts = &session.texts.session;
    let undo = session.undo_sentence();
    let redo = session.redo_sentence();
    for (sign, name, does, says, nothing, action) in [
        ("↶", texts.undo, undo, texts.undo_hint, texts.nothing_to_undo, Action::Undo),
        ("↷", texts.redo, redo, texts.redo_hint, texts.nothing_to_redo, Action::Redo),
    ] {
        let is_possible = does.is_some() && session.can_do(&action);
        let button = ui.add_enabled(is_possible, Button::new(sign));
        button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, is_possible, name));
        let hint = does.map_or_else(|| nothing.to_owned(), |does| says(&does));
        let button = button.hint(hint.as_str()).on_disabled_hover_text(&hint);
        if action == Action::Undo {
            spotlight::frame(ui, Target::Button("undo"), button.rect);
        }
        if button.clicked() {
            commands.push(action.into());
        }
    }
}

fn run_button(
    ui: &mut Ui,
    texts: &Transport,
    session: &Session,
    density: Density,
    commands: &mut Vec<WindowCommand>,
) {
    let running = session.is_running();
    let (text, hint) =
        if running { (texts.pause, texts.pause_hint) } else { (texts.run, texts.run_hint) };
    let size = egui::vec2(density.run_width(), 0.0);
    let mut button = Button::new(RichText::new(text).strong()).min_size(size);
    if !running {
        button = button.fill(Palette::of(ui).live.gamma_multiply(0.35));
    }
    let possible = session.can_do(&Action::Toggle);
    let answer = ui.add_enabled(possible, button).hint(hint);
    spotlight::frame(ui, Target::Button("toggle"), answer.rect);
    if answer.clicked() {
        commands.push(Action::Toggle.into());
    }
}

/// The languages that aren't spoken, each by what it calls itself: who looks for one may not read this one.
fn language_buttons(ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
    let spoken = Language::in_force();
    for language in Language::ALL.iter().copied().filter(|language| *language != spoken) {
        let hint = Texts::of(language).window.language_hint;
        if ui.button(language.own_name()).hint(hint).clicked() {
            commands.push(WindowCommand::SetLanguage(language));
        }
    }
}

/// Runs as files.
fn run_menu(ui: &mut Ui, texts: &Transport, commands: &mut Vec<WindowCommand>) {
    menu(ui, texts.file, |ui| {
        let mut item = |ui: &mut Ui, text: &str, keys: &str, hint: &str, command: WindowCommand| {
            let button = Button::new(text).shortcut_text(keys);
            if ui.add(button).hint_of_item(hint).clicked() {
                commands.push(command);
                ui.close();
            }
        };
        item(ui, texts.open, "Ctrl+O", texts.open_hint, WindowCommand::Open);
        ui.separator();
        let (keys, hint) = ("Ctrl+Shift+S", texts.save_recipe_hint);
        item(ui, texts.save_recipe, keys, hint, WindowCommand::SaveRecipe);
        item(ui, texts.copy_recipe, "", texts.copy_recipe_hint, WindowCommand::CopyRecipe);
        let (keys, hint) = ("Ctrl+Shift+C", texts.copy_moment_hint);
        item(ui, texts.copy_moment, keys, hint, WindowCommand::CopyMoment);
        ui.separator();
        let hint = texts.save_checkpoint_hint;
        item(ui, texts.save_checkpoint, "", hint, WindowCommand::SaveCheckpoint);
        ui.separator();
        let hint = texts.challenges_hint;
        item(ui, texts.challenges, "", hint, WindowCommand::ToggleChallenges);
    });
}
