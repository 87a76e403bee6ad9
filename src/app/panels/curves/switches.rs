//! The line above the curves: what they are, and what of them is drawn.

use egui::{ComboBox, Ui, WidgetInfo};

use super::super::header::{back_to_live, header};
use super::super::number_field::NumberField;
use super::{CurvesPanel, LOW, MOST_STACKED, ROWS};
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::panels::checkbox::checkbox;
use crate::config::{Config, LossOn, StateMode};
use crate::data::Source;
use crate::session::{Action, Session};
use crate::text::{Plots, Texts};

/// Width of the menu of targets, in points.
const MENU: f32 = 84.0;

/// Which of several targets are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// As many as have room, below each other.
    #[default]
    Stacked,
    /// One.
    Only(usize),
}

impl Shown {
    /// The targets on show of so many, in a panel with plots of this height.
    pub(super) fn targets(self, count: usize, height: f32) -> Vec<usize> {
        match self {
            Self::Only(target) if target < count => vec![target],
            Self::Only(_) => vec![0],
            Self::Stacked => {
                let room = ((height - ROWS) / LOW).max(1.0);
                let most =
                    MOST_STACKED.min(if room < 100.0 { room as usize } else { MOST_STACKED });
                (0..count.clamp(1, most)).collect()
            }
        }
    }
}

impl CurvesPanel {
    pub(super) fn header(
        &mut self,
        ui: &mut Ui,
        source: &dyn Source,
        session: &Session,
        actions: &mut Vec<Action>,
    ) {
        let all = texts(ui.ctx());
        let texts = &all.plots;
        let inputs = names(source.shape().inputs, |input| source.input_name(input), all);
        let targets = names(source.shape().targets, |target| source.target_name(target), all);
        let untrained = session.step_on_show() == 0 && self.table.is_none();
        let sentence = match (self.whole, untrained) {
            (true, _) => {
                let step = self.whole_view.step().unwrap_or(session.step_on_show());
                let from_zeros = from_zeros(texts, &session.run.config);
                let whole = (texts.whole_sentence)(step);
                match from_zeros {
                    Some(dips) => (all.words.note)(&whole, &dips),
                    None => whole,
                }
            }
            (false, true) => (texts.task)(&inputs, &targets),
            (false, false) => (texts.curves_sentence)(&inputs, &targets),
        };
        header(ui, texts.curves, &sentence, |ui| {
            let (name, hint) = match source.shape().inputs {
                1 if self.table.is_none() => (texts.input, (texts.input_hint)(&inputs)),
                1 => (texts.input, (texts.input_beside_hint)(&inputs)),
                _ if self.table.is_none() => (texts.inputs, (texts.input_hint)(&inputs)),
                _ => (texts.inputs, (texts.input_beside_hint)(&inputs)),
            };
            checkbox(ui, &mut self.show_input, name).hint(hint);
            self.whole_switch(ui, session, actions);
            self.target_menu(ui, source);
            if !self.follow {
                self.back(ui);
            }
            if !self.whole {
                row_selector(ui, session, actions);
            }
        });
    }

    /// Whether all of a table is drawn; whoever finds the answers to it is told.
    fn whole_switch(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        if self.table.is_some() {
            let Texts { plots: texts, words, .. } = texts(ui.ctx());
            let from_zeros = from_zeros(texts, &session.run.config);
            let told: Vec<String> =
                [texts.whole_hint.to_owned()].into_iter().chain(from_zeros).collect();
            let hint = (words.sentences)(&told);
            let answer = checkbox(ui, &mut self.whole, texts.whole).hint(hint);
            self.follow |= answer.changed();
        }
        if self.whole != self.whole_view.is_asked {
            actions.push(Action::ShowWholeData(self.whole));
        }
    }

    /// Which of several targets are drawn.
    fn target_menu(&mut self, ui: &mut Ui, source: &dyn Source) {
        let count = source.shape().targets;
        if count < 2 {
            self.shown = Shown::Stacked;
            return;
        }
        let texts = &texts(ui.ctx()).plots;
        let stacked =
            if count > MOST_STACKED { (texts.stacked)(MOST_STACKED) } else { texts.all.to_owned() };
        let name = match self.shown {
            Shown::Only(target) if target < count => source.target_name(target).to_owned(),
            Shown::Only(_) | Shown::Stacked => stacked.clone(),
        };
        let menu = ComboBox::from_id_salt("shown target").width(MENU).truncate();
        let answer = menu.selected_text(&name).show_ui(ui, |ui| {
            ui.selectable_value(&mut self.shown, Shown::Stacked, stacked);
            for target in 0..count {
                ui.selectable_value(
                    &mut self.shown,
                    Shown::Only(target),
                    source.target_name(target),
                );
            }
        });
        answer
            .response
            .widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, texts.shown_target));
        answer.response.hint(texts.shown_target_hint);
    }

    fn back(&mut self, ui: &mut Ui) {
        if !self.whole {
            return back_to_live(ui, &mut self.follow);
        }
        let texts = &texts(ui.ctx()).plots;
        self.follow |= ui.button(texts.whole_table).hint(texts.whole_table_hint).clicked();
    }
}

/// Why the answers to all of a table dip again and again, where they do: windows follow each other, and each begins
/// with zeros. Where the last answer of a window counts, each row has its own, and without memory there is nothing to
/// begin with.
fn from_zeros(texts: &Plots, config: &Config) -> Option<String> {
    let dips = config.state == StateMode::Reset && config.loss_on == LossOn::All;
    dips.then(|| (texts.whole_from_zeros)(config.time_steps))
}

/// Names of so many channels, the first ones in full.
fn names<'a>(count: usize, name: impl Fn(usize) -> &'a str, texts: &Texts) -> String {
    const TOLD: usize = 3;
    let first: Vec<&str> = (0..count.min(TOLD)).map(name).collect();
    let first = (texts.words.names)(&first);
    if count > TOLD { (texts.plots.and_more)(&first, count - TOLD) } else { first }
}

/// Which batch row is drawn, where there are several.
fn row_selector(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let rows = session.run.config.batch;
    if rows > 1 {
        let (mut row, texts) = (session.run.row, &texts(ui.ctx()).plots);
        let number = NumberField::new(&mut row, 0..=rows - 1).prefix(format!("{} ", texts.row));
        let answer = ui.add(number);
        answer.widget_info(|| WidgetInfo::labeled(egui::Role::SpinButton, true, texts.row));
        let changed = answer.changed();
        answer.hint((texts.row_hint)(rows));
        if changed {
            actions.push(Action::ShowRow(row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dips_are_explained_where_windows_begin_with_zeros() {
        let told = |state, loss_on| {
            let config = Config { state, loss_on, time_steps: 24, ..Config::default() };
            from_zeros(&crate::text::ENGLISH.plots, &config)
        };
        assert!(told(StateMode::Reset, LossOn::All).unwrap().contains("Every 24 rows"));
        for state in [StateMode::Carry, StateMode::None] {
            assert_eq!(told(state, LossOn::All), None);
        }
        assert_eq!(told(StateMode::Reset, LossOn::Last), None);
    }

    #[test]
    fn as_many_targets_are_stacked_as_have_room() {
        assert_eq!(Shown::Stacked.targets(1, 20.0), [0]);
        assert_eq!(Shown::Stacked.targets(2, 300.0), [0, 1]);
        assert_eq!(Shown::Stacked.targets(8, 800.0), [0, 1, 2, 3]);
        assert_eq!(Shown::Stacked.targets(8, f32::INFINITY), [0, 1, 2, 3]);
        assert_eq!(Shown::Stacked.targets(4, 160.0), [0, 1]);
        assert_eq!(Shown::Only(5).targets(8, 50.0), [5]);
        assert_eq!(Shown::Only(5).targets(2, 50.0), [0], "of another run");
    }
}
