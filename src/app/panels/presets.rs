//! The presets in a menu: the tutorials', the lessons, and the one for tables. The one in force is named.

use egui::{ComboBox, RichText, Ui};

use super::row::{Row, menu_height};
use crate::app::command::WindowCommand;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::config::{Config, Settings};
use crate::preset::{Preset, PresetKind};
use crate::session::Action;
use crate::text::Controls;

/// Draws the row and adds what the user chose to `commands`.
pub(super) fn show(ui: &mut Ui, config: &Config, commands: &mut Vec<WindowCommand>) {
    let in_force = Preset::ALL.iter().find(|preset| preset.is_of(config));
    let texts = &texts(ui.ctx()).controls;
    Row::plain("preset", texts.preset, texts.preset_hint).show(ui, |ui, label| {
        let shown = in_force.map_or(texts.custom, Preset::label);
        let menu = ComboBox::from_id_salt("preset").selected_text(shown).height(menu_height(ui));
        let answer = menu.width(ui.available_width()).show_ui(ui, |ui| {
            for kind in PresetKind::ALL {
                ui.label(RichText::new(title(texts, *kind)).small().weak());
                for preset in Preset::ALL.iter().filter(|preset| preset.kind == *kind) {
                    let is_in_force = in_force.is_some_and(|it| it.name == preset.name);
                    let answer = ui.selectable_label(is_in_force, preset.label());
                    if answer.hint_of_item(hint(preset)).clicked() {
                        commands.extend(chosen(preset, config));
                    }
                }
            }
        });
        answer.response.labelled_by(label)
    });
}

/// What it is, and its name in commands.
fn hint(preset: &Preset) -> String {
    format!("{}\n--preset {}", preset.description(), preset.name)
}

fn title(texts: &Controls, kind: PresetKind) -> &'static str {
    match kind {
        PresetKind::Tutorial => texts.tutorials,
        PresetKind::Lesson => texts.lessons,
        PresetKind::Table => texts.own_data,
    }
}

/// What choosing a preset asks for. The one for tables needs a table: that of the controls, or a file to open.
pub(super) fn chosen(preset: &Preset, config: &Config) -> Option<WindowCommand> {
    let mut settings = preset.settings();
    if preset.kind == PresetKind::Table {
        if config.data.file().is_none() {
            return Some(WindowCommand::Open);
        }
        let Config { data, data_sha256, inputs, targets, missing_value, .. } = config.clone();
        settings = Settings {
            data: Some(data),
            data_sha256: Some(data_sha256),
            inputs: Some(inputs),
            targets: Some(targets),
            missing_value: Some(missing_value),
            ..settings
        };
    }
    let config = Config::resolve(&settings).ok()?;
    Some(Action::UsePreset(Box::new(config)).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DataChoice;

    #[test]
    fn the_preset_for_tables_keeps_the_table_or_asks_for_one() {
        let preset = Preset::from_name(Preset::TABLE).unwrap();
        assert_eq!(chosen(preset, &Config::default()), Some(WindowCommand::Open));
        let config = Config {
            data: DataChoice::File("a.csv".into()),
            data_sha256: Some("0".repeat(64)),
            targets: vec!["x".to_owned()],
            hidden: 7,
            ..Config::default()
        };
        let Some(WindowCommand::Session(Action::UsePreset(used))) = chosen(preset, &config) else {
            panic!("a run on the table")
        };
        assert!(preset.is_of(&used));
        assert_eq!((&used.data, &used.targets), (&config.data, &config.targets));
        assert_ne!(used.hidden, 7);
    }
}
