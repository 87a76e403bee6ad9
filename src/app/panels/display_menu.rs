//! The menu of how the window shows itself: theme, text size, motion, and full screen for a projector.

use egui::{Button, RichText, Role, Ui, WidgetInfo};

use super::menu::switches;
use crate::app::command::{DisplayCommand, WindowCommand};
use crate::app::frame::display::Display;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::panels::checkbox::{checkbox, edged};
use crate::settings::ThemeChoice;
use crate::text::Texts;

/// The usual size of the text, in percent.
const USUAL: u32 = 100;

/// Draws the menu's button, and adds what the user wants to `commands`.
pub(super) fn show(ui: &mut Ui, display: &Display, commands: &mut Vec<WindowCommand>) {
    let texts = texts(ui.ctx());
    let own = &texts.display;
    let button = switches(ui, own.menu, |ui| {
        let mut wanted = None;
        themes(ui, texts, display.theme, &mut wanted);
        ui.separator();
        sizes(ui, texts, display, &mut wanted);
        ui.separator();
        let mut still = display.reduced_motion;
        let motion = checkbox(ui, &mut still, own.reduced_motion);
        if motion.hint_of_item(own.reduced_motion_hint).changed() {
            wanted = Some(DisplayCommand::ToggleMotion);
        }
        let mut side = display.has_side;
        if checkbox(ui, &mut side, own.side).hint_of_item(own.side_hint).changed() {
            wanted = Some(DisplayCommand::ToggleSide);
        }
        let projector = ui.add(Button::new(own.projector).shortcut_text("F11"));
        if projector.hint_of_item(own.projector_hint).clicked() {
            wanted = Some(DisplayCommand::ToggleProjector);
            ui.close();
        }
        commands.extend(wanted.map(WindowCommand::from));
    });
    button.hint(own.menu_hint);
}

fn themes(ui: &mut Ui, texts: &Texts, shown: ThemeChoice, wanted: &mut Option<DisplayCommand>) {
    let own = &texts.display;
    ui.label(RichText::new(own.theme).small().weak());
    for theme in ThemeChoice::ALL {
        let (name, hint) = match theme {
            ThemeChoice::System => (own.system, own.system_hint),
            ThemeChoice::Dark => (texts.transport.dark, own.dark_hint),
            ThemeChoice::Light => (texts.transport.light, own.light_hint),
            ThemeChoice::HighContrast => (own.high_contrast, own.high_contrast_hint),
            ThemeChoice::HighContrastLight => {
                (own.high_contrast_light, own.high_contrast_light_hint)
            }
        };
        let choice = edged(ui, |ui| ui.radio(theme == shown, name));
        if choice.hint_of_item(hint).clicked() {
            *wanted = Some(DisplayCommand::Theme(theme));
        }
    }
}

/// Smaller, usual and larger, with the size between them.
fn sizes(ui: &mut Ui, texts: &Texts, display: &Display, wanted: &mut Option<DisplayCommand>) {
    let Texts { display: texts, words, .. } = texts;
    ui.label(RichText::new(texts.text_size).small().weak());
    ui.horizontal(|ui| {
        let mut size = |ui: &mut Ui, text: &str, name: &str, possible: bool, command| {
            let answer = ui.add_enabled(possible, Button::new(text));
            let name = name.to_owned();
            answer.widget_info(|| WidgetInfo::labeled(Role::Button, possible, &name));
            if answer.hint_of_item((words.note)(&name, texts.text_size_hint)).clicked() {
                *wanted = Some(command);
            }
        };
        let now = display.text_size;
        let smaller = display.smaller() < now;
        size(ui, "−", texts.smaller, smaller, DisplayCommand::Smaller);
        let shown = (texts.percent)(now);
        if now == USUAL {
            ui.label(shown);
        } else {
            let name = (words.about)(texts.usual_size, &shown);
            size(ui, &shown, &name, true, DisplayCommand::TextSize(USUAL));
        }
        size(ui, "+", texts.larger, display.larger() > now, DisplayCommand::Larger);
    });
}
