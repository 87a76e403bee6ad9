//! Run, pause, step, restart: the buttons at the top, and what can be saved.

use egui::{Button, Id, Key, Modifiers, RichText, Ui, WidgetInfo};

use crate::app::command::{OfTable, WindowCommand};
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::spotlight;
use crate::app::theme::Palette;
use crate::app::view::View;
use crate::data::source;
use crate::evaluation::forecast;
use crate::lesson::Target;
use crate::session::{Action, Session, Status};
use crate::text::{Texts, Transport};
use crate::wording::Language;

/// Width in points below which the sentence at the right says nothing.
const LEAST_SENTENCE: f32 = 120.0;

/// How close the bar's buttons stand: as far apart as there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Density {
    /// With room to breathe.
    Roomy,
    /// With little between them.
    Close,
    /// In as many lines as it takes.
    Lines,
}

impl Density {
    /// The first that fits into `room` points, by the widths that the others have needed so far.
    fn for_room(needed: Needed, room: f32) -> Self {
        let fits = |width: Option<f32>| width.is_none_or(|width| width <= room);
        match needed {
            [roomy, _] if fits(roomy) => Self::Roomy,
            [_, close] if fits(close) => Self::Close,
            _ => Self::Lines,
        }
    }

    fn space(self, ui: &mut Ui) {
        let (padding, gap) = match self {
            Self::Roomy => (9.0, 6.0),
            Self::Close | Self::Lines => (5.0, 3.0),
        };
        ui.spacing_mut().button_padding = egui::vec2(padding, 5.0);
        ui.spacing_mut().item_spacing.x = gap;
    }

    fn separate(self, ui: &mut Ui) {
        match self {
            Self::Roomy => _ = ui.separator(),
            Self::Close | Self::Lines => ui.add_space(3.0),
        }
    }
}

/// The width that a bar has needed, roomy and close; none where it wasn't drawn so yet.
type Needed = [Option<f32>; 2];

/// Draws the bar, in which `sentence` says what is on show, and adds what the user wants to `commands`.
pub(in crate::app) fn show(
    ui: &mut Ui,
    session: &Session,
    view: View,
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
            return window_buttons(ui, commands);
        }
        let left = ui.cursor().left() - begin;
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let right = ui.with_layout(layout, |ui| {
            window_buttons(ui, commands);
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

/// What acts on the window itself.
fn window_buttons(ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
    let texts = &texts(ui.ctx()).transport;
    if ui.button("?").on_hover_text(texts.help_hint).clicked() {
        commands.push(WindowCommand::ToggleHelp);
    }
    theme_button(ui, texts, commands);
    language_buttons(ui, commands);
}

/// What is on show, where there is room.
fn say(ui: &mut Ui, sentence: &str) {
    if ui.available_width() >= LEAST_SENTENCE {
        ui.add(egui::Label::new(RichText::new(sentence).weak()).truncate());
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
            if ui.selectable_label(view == other, name).on_hover_text(hint).clicked() {
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
    run_button(ui, texts, session, commands);
    let mut action = |ui: &mut Ui, id: &'static str, text: &str, hint: &str, action: Action| {
        let button = ui.add_enabled(session.can_do(&action), Button::new(text));
        spotlight::frame(ui, Target::Button(id), button.rect);
        if button.on_hover_text(hint).clicked() {
            commands.push(action.into());
        }
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
    let lenses = ui.selectable_label(shown, texts.lenses).on_hover_text(texts.lenses_hint);
    spotlight::frame(ui, Target::Button("lenses"), lenses.rect);
    if lenses.clicked() {
        commands.push(WindowCommand::ToggleLenses);
    }
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
        let button = button.on_hover_text(&hint).on_disabled_hover_text(&hint);
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
    commands: &mut Vec<WindowCommand>,
) {
    let running = session.is_running();
    let (text, hint) =
        if running { (texts.pause, texts.pause_hint) } else { (texts.run, texts.run_hint) };
    let mut button = Button::new(RichText::new(text).strong()).min_size(egui::vec2(72.0, 0.0));
    if !running {
        button = button.fill(Palette::of(ui).live.gamma_multiply(0.35));
    }
    let possible = session.can_do(&Action::Toggle);
    let answer = ui.add_enabled(possible, button).on_hover_text(hint);
    spotlight::frame(ui, Target::Button("toggle"), answer.rect);
    if answer.clicked() {
        commands.push(Action::Toggle.into());
    }
}

fn theme_button(ui: &mut Ui, texts: &Transport, commands: &mut Vec<WindowCommand>) {
    let dark = ui.visuals().dark_mode;
    let text = if dark { texts.light } else { texts.dark };
    if ui.button(text).on_hover_text(texts.theme_hint).clicked() {
        commands.push(WindowCommand::SetTheme(if dark {
            egui::Theme::Light
        } else {
            egui::Theme::Dark
        }));
    }
}

/// The languages that aren't spoken, each by what it calls itself: who looks for one may not read this one.
fn language_buttons(ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
    let spoken = Language::in_force();
    for language in Language::ALL.iter().copied().filter(|language| *language != spoken) {
        let hint = Texts::of(language).window.language_hint;
        if ui.button(language.own_name()).on_hover_text(hint).clicked() {
            commands.push(WindowCommand::SetLanguage(language));
        }
    }
}

/// Runs as files.
fn run_menu(ui: &mut Ui, texts: &Transport, commands: &mut Vec<WindowCommand>) {
    ui.menu_button(texts.file, |ui| {
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
        ui.separator();
        let hint = texts.save_checkpoint_hint;
        item(ui, texts.save_checkpoint, "", hint, WindowCommand::SaveCheckpoint);
    });
}

/// What can be saved of what is on show; of the run of a `session` also how good it is on its table.
fn save_menu(
    ui: &mut Ui,
    texts: &Transport,
    session: Option<&Session>,
    commands: &mut Vec<WindowCommand>,
) {
    ui.menu_button(texts.save, |ui| {
        let mut item =
            |ui: &mut Ui, text: &str, key: Option<Key>, hint: &str, command: WindowCommand| {
                let mut button = Button::new(text);
                if let Some(key) = key {
                    let shortcut = egui::KeyboardShortcut::new(Modifiers::COMMAND, key);
                    button = button.shortcut_text(ui.format_shortcut(&shortcut));
                }
                if ui.add(button).hint_of_item(hint).clicked() {
                    commands.push(command);
                    ui.close();
                }
            };
        let (key, hint) = (Some(Key::S), texts.picture_hint);
        item(ui, texts.picture, key, hint, WindowCommand::SavePicture);
        item(ui, texts.picture_as, None, texts.picture_as_hint, WindowCommand::SavePictureAs);
        item(ui, texts.figure, None, texts.figure_hint, WindowCommand::ExportFigure);
        let (key, hint) = (Some(Key::C), texts.copy_picture_hint);
        item(ui, texts.copy_picture, key, hint, WindowCommand::CopyPicture);
        item(ui, texts.csv, Some(Key::E), texts.csv_hint, WindowCommand::ExportCsv);
        ui.separator();
        if let Some(session) = session {
            items_of_table(ui, texts, session, commands);
            ui.separator();
        }
        let mut item = |ui: &mut Ui, text: &str, hint: &str, command: WindowCommand| {
            if ui.add(Button::new(text)).hint_of_item(hint).clicked() {
                commands.push(command);
                ui.close();
            }
        };
        item(ui, texts.folder, texts.folder_hint, WindowCommand::ChooseFolder);
    });
}

/// How good a network is on its table; grey where it isn't on one, with the reason.
fn items_of_table(
    ui: &mut Ui,
    texts: &Transport,
    session: &Session,
    commands: &mut Vec<WindowCommand>,
) {
    let source = source(&session.run.config);
    let can_answer = session.can.pause && !matches!(session.status, Status::Failed(_));
    let samples = source.samples().filter(|_| can_answer);
    let no_table = samples.is_none().then(|| texts.no_table_hint.to_owned());
    let reason = samples.and_then(|samples| forecast::check_samples(samples).err());
    let no_forecast = reason.map(|reason| (texts.no_forecast_hint)(&reason.to_string()));
    for (text, hint, what) in [
        (texts.fit, texts.fit_hint, OfTable::Fit),
        (texts.evaluation, texts.evaluation_hint, OfTable::Evaluation),
        (texts.fitted, texts.fitted_hint, OfTable::Fitted),
        (texts.forecast, texts.forecast_hint, OfTable::Forecast),
    ] {
        let own = no_forecast.as_ref().filter(|_| what == OfTable::Forecast);
        let why_not = no_table.as_ref().or(own);
        let hint = why_not.map_or(hint, String::as_str);
        let button = ui.add_enabled(why_not.is_none(), Button::new(text));
        if button.hint_of_item(hint).clicked() {
            commands.push(WindowCommand::SaveOfTable(what));
            ui.close();
        }
    }
}
