//! Undo and redo of what was chosen of a table; of the run behind it nothing is undone here.

use egui::{Button, Role, Ui, WidgetInfo};

use super::DataPanel;
use crate::app::command::WindowCommand;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::session::Action;
use crate::text::Texts;

impl DataPanel {
    /// Undo and redo of what was chosen here, whose tooltips say what they will do; once there is something to undo.
    pub(super) fn undo_buttons(&self, ui: &mut Ui, commands: &mut Vec<WindowCommand>) {
        let all = texts(ui.ctx());
        let (words, own) = (&all.session, &all.own_data);
        let [undo, redo] = self.undo_sentences(all);
        if undo.is_none() && redo.is_none() {
            return;
        }
        for (sign, name, does, says, nothing, action) in [
            ("↶", words.undo, undo, words.undo_hint, own.nothing_to_undo, Action::Undo),
            ("↷", words.redo, redo, words.redo_hint, own.nothing_to_redo, Action::Redo),
        ] {
            let button = ui.add_enabled(does.is_some(), Button::new(sign));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, button.enabled(), name));
            let hint = does.map_or_else(|| nothing.to_owned(), |does| says(&does));
            if button.hint_beside(ui, hint).clicked() {
                commands.push(action.into());
            }
        }
    }

    /// What undoing and redoing would choose, in words; none where there is nothing to undo, or just now.
    pub(in crate::app) fn undo_sentences(&self, texts: &Texts) -> [Option<String>; 2] {
        let setup = self.setup.as_ref().filter(|_| !self.is_busy());
        setup.map_or([None, None], |setup| [setup.undo_sentence(texts), setup.redo_sentence(texts)])
    }

    /// Takes back what was chosen last, or chooses it again; what the table is to be read again with, if it is.
    pub(in crate::app) fn undo(&mut self, again: bool) -> Option<Vec<String>> {
        let is_busy = self.is_busy();
        let setup = self.setup.as_mut().filter(|_| !is_busy)?;
        if again {
            setup.redo()
        } else {
            setup.undo()
        }
        setup.reads_other_values().map(<[String]>::to_vec)
    }
}
