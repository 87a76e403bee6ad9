//! The timeline under the curves: the whole run, what was changed in it, and the playhead.

use egui::{Align, Align2, Button, Key, Layout, Rect, RichText, Stroke, Ui, Window, pos2};

use super::theme::Palette;
use crate::session::{Action, Mark, Playhead, Session};
use crate::wording::grouped;

/// Height of the panel in points.
pub(super) const HEIGHT: f32 = 30.0;
/// Half the width in which the pointer finds a mark.
const REACH: f32 = 5.0;
/// Marks that hovering tells of at most.
const TOLD: usize = 8;

/// Draws the timeline and adds what the user did to `actions`.
pub(super) fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    ui.horizontal_centered(|ui| {
        let name = ui.label(RichText::new("Timeline").strong());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            match &session.playhead {
                None => ui.label(RichText::new(steps(session.run.step())).weak()),
                Some(playhead) => ways_on(ui, session, playhead, actions),
            };
            if let Some(part) = session.run.past {
                let bar = egui::ProgressBar::new(part).desired_width(90.0).show_percentage();
                let hint = "The loss before the checkpoint is being computed again.";
                ui.add(bar).on_hover_text(hint);
            }
            track(ui, session, name.id, actions);
        });
    });
    if session.playhead.as_ref().is_some_and(|playhead| playhead.asks) {
        offer(ui, session.step(), actions);
    }
}

fn steps(count: u64) -> String {
    if count == 1 { "1 step".to_owned() } else { format!("{} steps", grouped(count)) }
}

/// Where the playhead is, and how to go on from there.
fn ways_on(
    ui: &mut Ui,
    session: &Session,
    playhead: &Playhead,
    actions: &mut Vec<Action>,
) -> egui::Response {
    let live = RichText::new("Back to live").color(Palette::of(ui).live);
    if ui.button(live).on_hover_text("Shows the end of the run again (End).").clicked() {
        actions.push(Action::BackToLive);
    }
    let fork = ui.add_enabled(playhead.is_there(), Button::new("Fork here"));
    let hint = "A run of its own goes on from this step; changes up to it stay (F).";
    if fork.on_hover_text(hint).clicked() {
        actions.push(Action::Fork);
    }
    if let Some(progress) = playhead.progress {
        let bar = egui::ProgressBar::new(progress).desired_width(90.0).show_percentage();
        ui.add(bar).on_hover_text("This step is being computed again; Back to live stops that.");
    }
    let (step, end) = (grouped(playhead.step), grouped(session.run.step()));
    ui.label(RichText::new(format!("step {step} of {end}")).strong())
}

/// The run from its first step to its last.
fn track(ui: &mut Ui, session: &Session, name: egui::Id, actions: &mut Vec<Action>) {
    let end = session.run.step();
    let mut step = session.step().min(end);
    ui.spacing_mut().slider_width = (ui.available_width() - 2.0).max(40.0);
    let slider = egui::Slider::new(&mut step, 0..=end.max(1)).show_value(false).trailing_fill(true);
    let answer = ui.add_enabled(end > 0, slider).labelled_by(name);
    if answer.changed() {
        actions.push(Action::Rewind(step));
    }
    let rail = rail(answer.rect);
    let place = |step: f64| {
        let part = (step / end.max(1) as f64).clamp(0.0, 1.0) as f32;
        rail.left() + part * rail.width()
    };
    let marks = &session.run.marks;
    draw_marks(ui, rail, marks.iter().map(|mark| place(mark.step as f64 - 0.5)));
    let near = |x: f32| {
        marks.iter().filter(move |mark| (place(mark.step as f64 - 0.5) - x).abs() <= REACH)
    };
    tell(ui, answer, near);
}

/// The part of a slider in which its handle's centre moves.
fn rail(slider: Rect) -> Rect {
    let handle = slider.height() / 2.5;
    Rect::from_x_y_ranges(slider.x_range().shrink(handle), slider.y_range())
}

/// A tick for each place, and for neighbours in one pixel one.
fn draw_marks(ui: &Ui, rail: Rect, places: impl Iterator<Item = f32>) {
    let stroke = Stroke::new(1.5, Palette::of(ui).mark);
    let mut last = f32::NEG_INFINITY;
    for x in places.filter(|x| rail.x_range().expand(1.0).contains(*x)) {
        if x - last >= 1.0 {
            let (top, bottom) = (rail.top() - 1.0, rail.bottom() + 1.0);
            ui.painter().line_segment([pos2(x, top), pos2(x, bottom)], stroke);
            last = x;
        }
    }
}

/// What was changed under the pointer.
fn tell<'a, Near: Iterator<Item = &'a Mark>>(
    ui: &Ui,
    answer: egui::Response,
    near: impl Fn(f32) -> Near,
) {
    let Some(pointer) = ui.input(|input| input.pointer.hover_pos()) else { return };
    let area = answer.rect.expand2(egui::vec2(0.0, 4.0));
    if !area.contains(pointer) || answer.dragged() {
        return;
    }
    let line = |mark: &Mark| format!("from step {}: {}", grouped(mark.step), mark.text());
    let mut lines: Vec<String> = near(pointer.x).take(TOLD).map(line).collect();
    if lines.is_empty() {
        lines.push("Drag to look at any step as it was (←, →, Home, End).".to_owned());
    }
    answer.on_hover_ui_at_pointer(|ui| {
        ui.label(lines.join("\n"));
    });
}

/// The two ways on from an earlier step.
fn offer(ui: &Ui, step: u64, actions: &mut Vec<Action>) {
    let mut open = true;
    Window::new(format!("Go on from step {}", grouped(step)))
        .id(egui::Id::unique("ways on"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .show(ui.ctx(), |ui| {
            let mut way = |ui: &mut Ui, title: &str, text: &str, action: Action| {
                let button = Button::new(RichText::new(title).strong());
                if ui.add_sized([210.0, 30.0], button).clicked() {
                    actions.push(action);
                }
                ui.label(RichText::new(text).weak());
                ui.add_space(6.0);
            };
            let text = "The run trains on where it stopped.";
            way(ui, "Continue from the end (Space)", text, Action::ContinueFromEnd);
            let text = "A run of its own goes on from here; changes up to this step stay.";
            way(ui, "Fork here (F)", text, Action::Fork);
        });
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    if !open || escaped {
        actions.push(Action::StayHere);
    }
}

/// Draws where the playhead is on a plot over the steps.
pub(super) fn line(ui: &Ui, session: &Session, plot: &egui_plot::PlotResponse<()>) {
    if session.is_live() {
        return;
    }
    let point = egui_plot::PlotPoint::new(session.step() as f64, 0.0);
    let x = plot.transform.position_from_point(&point).x;
    let frame = *plot.transform.frame();
    if frame.x_range().contains(x) {
        let stroke = Stroke::new(1.5, Palette::of(ui).live);
        ui.painter_at(frame).vline(x, frame.y_range(), stroke);
    }
}
