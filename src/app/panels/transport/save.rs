//! What can be saved of what is on show.

use egui::{Button, Key, Modifiers, Ui};

use crate::app::command::{OfTable, WindowCommand};
use crate::app::hints::Hints;
use crate::app::panels::menu::menu;
use crate::data::source;
use crate::evaluation::forecast;
use crate::session::{Session, Status};
use crate::text::Transport;

/// What can be saved of what is on show; of the run of a `session` also how good it is on its table.
pub(super) fn save_menu(
    ui: &mut Ui,
    texts: &Transport,
    session: Option<&Session>,
    commands: &mut Vec<WindowCommand>,
) {
    menu(ui, texts.save, |ui| {
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
