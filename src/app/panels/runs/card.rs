//! A run's place in the list: colour and name, what it came to, and what can be done with it.

use egui::{Align, Frame, Id, Label, Layout, Response, RichText, Role, TextEdit, Ui, WidgetInfo};

use crate::app::command::WindowCommand;
use crate::app::focus::{Stop, place_of};
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::panels::small_button::small_button;
use crate::app::plots::look::{Look, SAMPLE};
use crate::app::theme::Palette;
use crate::figure::graph::Ink;
use crate::number::short;
use crate::session::Action;
use crate::session::runs::{KeptRun, RunChange, RunLook};
use crate::text::Runs;
use crate::thread::RunId;

/// Width of a name in points, at the least.
const LEAST_NAME: f32 = 60.0;

/// What egui knows the card of a run by.
pub(super) fn stop_of(id: RunId) -> Id {
    place_of("run", id)
}

/// Draws the card of a run around what `add` draws; `name` is what readers of the screen call it.
pub(super) fn framed(
    ui: &mut Ui,
    (id, name): (RunId, &str),
    chosen: bool,
    add: impl FnOnce(&mut Ui),
) -> Response {
    let fill = ui.visuals().faint_bg_color;
    let edge = if chosen { Palette::of(ui).prediction } else { fill };
    let frame = Frame::new().fill(fill).stroke(egui::Stroke::new(1.0, edge));
    Stop { id: stop_of(id), role: Role::ListItem, name }.show(ui, |ui| {
        frame.inner_margin(6.0).corner_radius(5.0).show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui);
        });
    })
}

/// Colour, name, and at the right what `buttons` draws, from right to left.
pub(super) fn row(
    ui: &mut Ui,
    id: RunId,
    look: &RunLook,
    commands: &mut Vec<WindowCommand>,
    buttons: impl FnOnce(&mut Ui, &mut Vec<WindowCommand>),
) {
    ui.horizontal(|ui| {
        colour(ui, id, look, commands);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            buttons(ui, commands);
            name(ui, id, look, commands);
        });
    });
}

/// The first row of a run that is over.
pub(super) fn head(ui: &mut Ui, run: &KeptRun, commands: &mut Vec<WindowCommand>) {
    row(ui, run.id, &run.look, commands, |ui, commands| {
        let mut change = |change| commands.push(Action::ChangeRun(run.id, change).into());
        let all = texts(ui.ctx());
        let (texts, name) = (&all.runs, &run.look.called(all));
        let delete = named(ui.add(small_button("×")), (texts.delete_name)(name));
        if delete.hint_beside(ui, texts.delete_hint).clicked() {
            change(RunChange::Delete);
        }
        let text = if run.hidden { texts.show } else { texts.hide };
        let hide = named(ui.add(small_button(text)), (texts.hide_name)(name));
        if hide.hint_beside(ui, texts.hide_hint).clicked() {
            change(RunChange::Hide(!run.hidden));
        }
        let pin = ui.add(small_button(texts.pin).selected(run.pinned));
        if named(pin, (texts.pin_name)(name)).hint_beside(ui, texts.pin_hint).clicked() {
            change(RunChange::Pin(!run.pinned));
        }
    });
}

/// The last row of a run that is over; true when its differences are wanted, or no longer.
pub(super) fn foot(
    ui: &mut Ui,
    run: &KeptRun,
    chosen: bool,
    commands: &mut Vec<WindowCommand>,
) -> bool {
    let answer = ui.horizontal(|ui| {
        let all = texts(ui.ctx());
        let (texts, name) = (&all.runs, &run.look.called(all));
        let button = small_button(texts.differences).selected(chosen);
        let differ = named(ui.add(button), (texts.differences_name)(name));
        let replay = named(ui.add(small_button(texts.replay)), (texts.replay_name)(name));
        if replay.hint_beside(ui, texts.replay_hint).clicked() {
            commands.push(Action::Open(Box::new(run.played())).into());
        }
        differ.hint_beside(ui, texts.differences_hint).clicked()
    });
    answer.inner
}

/// A click on the colour takes the next.
fn colour(ui: &mut Ui, id: RunId, look: &RunLook, commands: &mut Vec<WindowCommand>) {
    let (rect, answer) = ui.allocate_exact_size(egui::vec2(SAMPLE, 18.0), egui::Sense::click());
    let is_pointed = answer.hovered() || answer.has_focus();
    let ink = Ink::Pinned(look.colour);
    Look::of(&Palette::of(ui), ink).swatch(ui.painter(), rect, is_pointed);
    let all = texts(ui.ctx());
    let texts = &all.runs;
    let answer = named(answer, (texts.colour_name)(&look.called(all)));
    if answer.hint_beside(ui, texts.colour_hint).clicked() {
        let next = RunChange::Recolour(look.colour + 1);
        commands.push(Action::ChangeRun(id, next).into());
    }
}

fn name(ui: &mut Ui, id: RunId, look: &RunLook, commands: &mut Vec<WindowCommand>) {
    let all = texts(ui.ctx());
    let own = look.called(all);
    let mut name = own.clone();
    let width = ui.available_width().max(LEAST_NAME) - 10.0;
    let edit = TextEdit::singleline(&mut name).desired_width(width).char_limit(40);
    let answer = ui.add(edit);
    let changed = answer.changed();
    let label = (all.runs.name_of_run)(look.number);
    answer.widget_info(|| {
        let label = Some(label.clone());
        WidgetInfo { label, ..WidgetInfo::text_edit(true, &own, &name, "") }
    });
    if changed {
        commands.push(Action::ChangeRun(id, RunChange::Rename(name)).into());
    }
}

/// The recipe in short, and how far the run got.
pub(super) fn facts(
    ui: &mut Ui,
    recipe: &str,
    steps: u64,
    last: Option<f32>,
    best: Option<(u64, f32)>,
) {
    ui.add(Label::new(RichText::new(recipe).small()).wrap());
    let text = came_to(&texts(ui.ctx()).runs, steps, last, best);
    ui.add(Label::new(RichText::new(text).small().weak()).truncate());
}

/// How far a run got.
pub(super) fn came_to(
    texts: &Runs,
    steps: u64,
    last: Option<f32>,
    best: Option<(u64, f32)>,
) -> String {
    let unknown = || texts.unknown.to_owned();
    let last = last.map_or_else(unknown, |loss| short(loss.into()));
    let best = best.map_or_else(unknown, |(step, loss)| (texts.best)(step, loss.into()));
    (texts.facts)(steps, &last, &best)
}

/// Gives a widget a name that tells whose it is.
fn named(answer: egui::Response, name: String) -> egui::Response {
    answer.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    answer
}
