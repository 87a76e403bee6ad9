//! The list of runs: those that are over and the live one, and in what two of them differ.

mod card;

use egui::{ComboBox, InputState, Key, Label, Modifiers, RichText, Ui};

use crate::app::command::WindowCommand;
use crate::app::focus::move_in_list;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::panels::checkbox::checkbox;
use crate::app::plots::spoken;
use crate::app::theme::Palette;
use crate::recipe::Recipe;
use crate::session::runs::KeptRun;
use crate::session::{Session, sentence};
use crate::thread::RunId;

/// Differences that are listed at most.
const MOST_DIFFERENCES: usize = 12;

/// What the user set on the list.
#[derive(Debug, Default)]
pub(in crate::app) struct RunsPanel {
    /// Whether the list stands in place of the controls.
    pub(in crate::app) shown: bool,
    /// Whether hidden runs are listed, too.
    hidden_too: bool,
    /// The run whose differences are listed.
    chosen: Option<RunId>,
    /// The run it is compared with; the live one where there is none.
    reference: Option<RunId>,
}

impl RunsPanel {
    /// Draws the choice between controls and runs.
    pub(in crate::app) fn tabs(&mut self, ui: &mut Ui, session: &Session) {
        ui.horizontal(|ui| {
            let texts = &texts(ui.ctx()).runs;
            let runs = (texts.runs)(session.runs.kept.len() + 1);
            ui.selectable_value(&mut self.shown, false, texts.controls);
            ui.selectable_value(&mut self.shown, true, runs).hint_beside(ui, texts.runs_hint);
        });
    }

    /// Draws the list.
    pub(in crate::app) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        commands: &mut Vec<WindowCommand>,
    ) {
        let texts = &texts(ui.ctx()).runs;
        live(ui, session, commands);
        let hidden = session.runs.kept.iter().filter(|run| run.hidden).count();
        let hidden_too = self.hidden_too;
        let listed = session.runs.kept.iter().rev().filter(|run| hidden_too || !run.hidden);
        let ids = std::iter::once(session.run.id).chain(listed.clone().map(|run| run.id));
        move_in_list(ui, &ids.map(card::stop_of).collect::<Vec<_>>());
        for run in listed {
            self.kept(ui, session, run, commands);
        }
        if session.runs.kept.is_empty() {
            ui.label(RichText::new(texts.none).weak());
        }
        if hidden > 0 {
            checkbox(ui, &mut self.hidden_too, (texts.hidden)(hidden));
        }
    }

    fn kept(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        run: &KeptRun,
        commands: &mut Vec<WindowCommand>,
    ) {
        let chosen = self.chosen == Some(run.id);
        let line = sentence(session.texts, &run.trained, run.changes);
        let name = run.look.called(session.texts);
        let card = card::framed(ui, (run.id, &name), chosen, |ui| {
            card::head(ui, run, commands);
            card::facts(ui, &line, run.steps, run.last_loss, run.best);
            if card::foot(ui, run, chosen, commands) {
                self.chosen = (!chosen).then_some(run.id);
            }
            if chosen {
                self.differences(ui, session, run);
            }
        });
        let texts = &session.texts.runs;
        let told = || card::came_to(texts, run.steps, run.last_loss, run.best);
        spoken::say_of(ui, &card, || spoken::joined(session.texts, [line.clone(), told()]));
        let enter = |input: &mut InputState| input.consume_key(Modifiers::NONE, Key::Enter);
        if card.has_focus() && ui.input_mut(enter) {
            self.chosen = (!chosen).then_some(run.id);
        }
    }

    /// In what the chosen run differs from the one it is compared with, in words.
    fn differences(&mut self, ui: &mut Ui, session: &Session, run: &KeptRun) {
        if self.reference.is_some_and(|id| id == run.id || session.runs.get(id).is_none()) {
            self.reference = None;
        }
        let live = session.runs.live.called(session.texts);
        let of = |id: Option<RunId>| match id.and_then(|id| session.runs.get(id)) {
            Some(other) => (other.look.called(session.texts), &other.recipe),
            None => (live.clone(), &session.run.recipe),
        };
        let (name, recipe) = of(self.reference);
        ui.horizontal(|ui| {
            let label = ui.label(RichText::new(texts(ui.ctx()).runs.from_here_to).small().weak());
            let menu = ComboBox::from_id_salt("reference").selected_text(name).width(150.0);
            let answer = menu.truncate().show_ui(ui, |ui| {
                ui.selectable_value(&mut self.reference, None, &live);
                for other in session.runs.kept.iter().filter(|other| other.id != run.id) {
                    let name = other.look.called(session.texts);
                    ui.selectable_value(&mut self.reference, Some(other.id), name);
                }
            });
            answer.response.labelled_by(label.id);
        });
        list(ui, &run.recipe, recipe);
    }
}

fn live(ui: &mut Ui, session: &Session, commands: &mut Vec<WindowCommand>) {
    let run = &session.run;
    let name = (session.texts.spoken.live_run)(&session.runs.live.called(session.texts));
    let (last, best) = (run.history.loss().last(), run.best_loss());
    let line = sentence(session.texts, &run.trained, run.changes_felt(run.step()));
    let card = card::framed(ui, (run.id, &name), false, |ui| {
        card::row(ui, run.id, &session.runs.live, commands, |ui, _| {
            ui.label(RichText::new(texts(ui.ctx()).runs.live).color(Palette::of(ui).live).small());
        });
        card::facts(ui, &line, run.step(), last, best);
    });
    let told = || card::came_to(&session.texts.runs, run.step(), last, best);
    spoken::say_of(ui, &card, || spoken::joined(session.texts, [line.clone(), told()]));
}

/// The differences, a line each.
fn list(ui: &mut Ui, first: &Recipe, second: &Recipe) {
    let (differences, all) = (first.differences(second), texts(ui.ctx()));
    let texts = &all.runs;
    if differences.is_empty() {
        ui.label(RichText::new(texts.same).weak());
    }
    for difference in differences.iter().take(MOST_DIFFERENCES) {
        ui.add(Label::new(difference.text(all)).wrap());
    }
    if differences.len() > MOST_DIFFERENCES {
        let more = differences.len() - MOST_DIFFERENCES;
        ui.label(RichText::new((texts.more)(more)).weak());
    }
}
