//! The list of runs: those that are over and the live one, and in what two of them differ.

use egui::{Button, ComboBox, Frame, Label, RichText, Role, TextEdit, Ui, WidgetInfo};

use super::intent::Intent;
use super::theme::Palette;
use super::ticks::short;
use crate::recipe::Recipe;
use crate::session::runs::{KeptRun, Look, RunChange};
use crate::session::{Action, Session, sentence};
use crate::worker::RunId;

/// Differences that are listed at most.
const MOST_DIFFERENCES: usize = 12;

/// What the user set on the list.
#[derive(Debug, Default)]
pub(super) struct RunsPanel {
    /// Whether the list stands in place of the controls.
    pub(super) shown: bool,
    /// Whether hidden runs are listed, too.
    hidden_too: bool,
    /// The run whose differences are listed.
    chosen: Option<RunId>,
    /// The run it is compared with; the live one where there is none.
    reference: Option<RunId>,
}

impl RunsPanel {
    /// Draws the choice between controls and runs.
    pub(super) fn tabs(&mut self, ui: &mut Ui, session: &Session) {
        ui.horizontal(|ui| {
            let runs = format!("Runs ({})", session.runs.kept.len() + 1);
            ui.selectable_value(&mut self.shown, false, "Controls");
            let hint = "Runs that are over: pin one to see it beside the live one (F5).";
            ui.selectable_value(&mut self.shown, true, runs).on_hover_text(hint);
        });
    }

    /// Draws the list.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
        self.live(ui, session, intents);
        let hidden = session.runs.kept.iter().filter(|run| run.hidden).count();
        let hidden_too = self.hidden_too;
        for run in session.runs.kept.iter().rev().filter(|run| hidden_too || !run.hidden) {
            self.kept(ui, run, intents);
        }
        if session.runs.kept.is_empty() {
            let text = "A run that is restarted or forked stays here.";
            ui.label(RichText::new(text).weak());
        }
        if hidden > 0 {
            ui.checkbox(&mut self.hidden_too, format!("{hidden} hidden"));
        }
        self.differences(ui, session);
    }

    fn live(&self, ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
        let run = &session.run;
        card(ui, false, |ui| {
            ui.horizontal(|ui| {
                look(ui, run.id, &session.runs.live, intents);
                ui.label(RichText::new("live").color(Palette::of(ui).live).small());
            });
            let last = run.history.loss().last();
            facts(ui, &sentence(&run.config), run.step(), last, run.history.best_loss());
        });
    }

    fn kept(&mut self, ui: &mut Ui, run: &KeptRun, intents: &mut Vec<Intent>) {
        let chosen = self.chosen == Some(run.id);
        card(ui, chosen, |ui| {
            ui.horizontal(|ui| {
                look(ui, run.id, &run.look, intents);
                let mut change = |change| {
                    intents.push(Intent::Do(Action::ChangeRun(run.id, change)));
                };
                let hint = "Draws its loss under the live one, and its prediction beside it.";
                let pin = Button::selectable(run.pinned, "Pin").small();
                if named(ui.add(pin), Role::Button, "pin", &run.look).on_hover_text(hint).clicked()
                {
                    change(RunChange::Pin(!run.pinned));
                }
                let text = if run.hidden { "Show" } else { "Hide" };
                let hide = named(ui.small_button(text), Role::Button, "hide", &run.look);
                if hide.on_hover_text("Leaves it out of list and plots.").clicked() {
                    change(RunChange::Hide(!run.hidden));
                }
                let delete = named(ui.small_button("×"), Role::Button, "delete", &run.look);
                if delete.on_hover_text("Forgets this run.").clicked() {
                    change(RunChange::Delete);
                }
            });
            let config = run.recipe.config_at(u64::MAX);
            let steps = run.history.last_step().unwrap_or(0);
            facts(ui, &sentence(&config), steps, run.last_loss, run.history.best_loss());
            ui.horizontal(|ui| {
                let button = Button::selectable(chosen, "Differences").small();
                let differ = named(ui.add(button), Role::Button, "differences of", &run.look);
                if differ.on_hover_text("In what its recipe differs from another's.").clicked() {
                    self.chosen = (!chosen).then_some(run.id);
                }
                let replay = named(ui.small_button("Replay"), Role::Button, "replay", &run.look);
                if replay.on_hover_text("Plays its recipe from the first step.").clicked() {
                    let recipe = run.recipe.ending_at(steps);
                    intents.push(Intent::Do(Action::Open(Box::new(recipe))));
                }
            });
        });
    }

    /// In what the chosen run differs from the one it is compared with, in words.
    fn differences(&mut self, ui: &mut Ui, session: &Session) {
        let Some(run) = self.chosen.and_then(|id| session.runs.get(id)) else { return };
        if self.reference.is_some_and(|id| session.runs.get(id).is_none()) {
            self.reference = None;
        }
        ui.add_space(6.0);
        let live = &session.runs.live.name;
        let of = |id: Option<RunId>| match id.and_then(|id| session.runs.get(id)) {
            Some(other) => (other.look.name.as_str(), &other.recipe),
            None => (live.as_str(), &session.run.recipe),
        };
        let (name, recipe) = of(self.reference);
        ui.horizontal(|ui| {
            let label = ui.label(RichText::new(format!("{} → ", run.look.name)).strong());
            let menu = ComboBox::from_id_salt("reference").selected_text(name).width(120.0);
            let answer = menu.show_ui(ui, |ui| {
                ui.selectable_value(&mut self.reference, None, live);
                for other in session.runs.kept.iter().filter(|other| other.id != run.id) {
                    ui.selectable_value(&mut self.reference, Some(other.id), &other.look.name);
                }
            });
            answer.response.labelled_by(label.id);
        });
        list(ui, &run.recipe, recipe);
    }
}

/// The differences, a line each.
fn list(ui: &mut Ui, first: &Recipe, second: &Recipe) {
    let differences = first.differences(second);
    if differences.is_empty() {
        ui.label(RichText::new("The same recipe, step by step.").weak());
    }
    for difference in differences.iter().take(MOST_DIFFERENCES) {
        ui.add(Label::new(difference.to_string()).wrap());
    }
    if differences.len() > MOST_DIFFERENCES {
        let more = differences.len() - MOST_DIFFERENCES;
        ui.label(RichText::new(format!("and {more} more")).weak());
    }
}

/// A run's place in the list.
fn card(ui: &mut Ui, chosen: bool, add: impl FnOnce(&mut Ui)) {
    let fill = ui.visuals().faint_bg_color;
    let edge = if chosen { Palette::of(ui).prediction } else { fill };
    let frame = Frame::new().fill(fill).stroke(egui::Stroke::new(1.0, edge));
    frame.inner_margin(6.0).corner_radius(5.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui);
    });
}

/// Colour and name; a click on the colour takes the next.
fn look(ui: &mut Ui, id: RunId, look: &Look, intents: &mut Vec<Intent>) {
    let mut change = |change| intents.push(Intent::Do(Action::ChangeRun(id, change)));
    let colours = Palette::of(ui).several;
    let (rect, answer) = ui.allocate_exact_size(egui::vec2(18.0, 18.0), egui::Sense::click());
    let radius = if answer.hovered() || answer.has_focus() { 7.0 } else { 6.0 };
    ui.painter().circle_filled(rect.center(), radius, colours[look.colour % colours.len()]);
    if named(answer, Role::Button, "colour of", look).on_hover_text("Another colour.").clicked() {
        change(RunChange::Recolour(look.colour + 1));
    }
    let mut name = look.name.clone();
    let edit = TextEdit::singleline(&mut name).desired_width(112.0).char_limit(40);
    let answer = ui.add(edit);
    let changed = answer.changed();
    let label = format!("name of run {id}");
    answer.widget_info(|| {
        let label = Some(label.clone());
        WidgetInfo { label, ..WidgetInfo::text_edit(true, &look.name, &name, "") }
    });
    if changed {
        change(RunChange::Rename(name));
    }
}

/// The recipe in short, and how far the run got.
fn facts(ui: &mut Ui, recipe: &str, steps: u64, last: Option<f32>, best: Option<(u64, f32)>) {
    ui.add(Label::new(RichText::new(recipe).small()).truncate());
    let number = |loss: Option<f32>| loss.map_or("–".to_owned(), |loss| short(loss.into()));
    let best =
        best.map_or("–".to_owned(), |(step, loss)| format!("{} at {step}", short(loss.into())));
    let text = format!("{steps} steps · loss {} · best {best}", number(last));
    ui.add(Label::new(RichText::new(text).small().weak()).truncate());
}

/// Gives a widget a name that tells whose it is.
fn named(answer: egui::Response, role: Role, what: &str, look: &Look) -> egui::Response {
    answer.widget_info(|| WidgetInfo::labeled(role, true, format!("{what} {}", look.name)));
    answer
}
