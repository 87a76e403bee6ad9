//! The line at the bottom: where the run stands, in numbers.

use egui::{RichText, Ui};

use crate::number::{clock, grouped, short};
use crate::session::{Session, Status};
use crate::worker::PauseReason;

/// Width of a line in which every value can have a place of its own.
const ROOMY: f32 = 900.0;
/// Room that the spectral radius needs; without it, the lens itself says the number.
const RADIUS: f32 = 140.0;
/// Room that the device's name needs.
const DEVICE: f32 = 150.0;

/// Draws the line.
pub(in crate::app) fn show(ui: &mut Ui, session: &Session, device: &str) {
    // In a narrow line values stand close, and may shift as they grow.
    let roomy = ui.available_width() >= ROOMY;
    let item = |ui: &mut Ui, name: &str, value: &str, width: f32| {
        item(ui, name, value, if roomy { width } else { 0.0 });
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = if roomy { 12.0 } else { 8.0 };
        let run = &session.run;
        ui.label(RichText::new(state(session)).strong());
        let last = session.record();
        let number =
            |value: Option<f32>| value.map_or("–".to_owned(), |value| short(value.into()));
        item(ui, "step", &grouped(session.step_on_show()), 64.0);
        item(ui, "loss", &number(last.map(|last| last.loss)), 66.0);
        item(ui, "gradient norm", &number(last.map(|last| last.grad_norm)), 66.0);
        let speed = if session.is_running() { run.steps_per_second } else { 0.0 };
        item(ui, "steps/s", &grouped(speed.round() as u64), 58.0);
        item(ui, "elapsed", &clock(run.elapsed), 52.0);
        let radius = super::lenses::radius(session).filter(|_| ui.available_width() > RADIUS);
        if let Some(radius) = radius {
            item(ui, "spectral radius", &short(radius), 44.0);
        }
        // It never changes, and gives way.
        if radius.is_none() || ui.available_width() > DEVICE {
            item(ui, "device", device, 0.0);
        }
    });
}

/// A name and a value in a place wide enough not to make its neighbours jump.
fn item(ui: &mut Ui, name: &str, value: &str, width: f32) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.label(RichText::new(name).small().weak());
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let size = egui::vec2(width, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_width(width);
            ui.label(RichText::new(value).monospace());
        });
    });
}

/// What training is doing, in a few words.
fn state(session: &Session) -> String {
    if !session.is_live() {
        return "looking back".to_owned();
    }
    match &session.status {
        Status::Running => "training".to_owned(),
        Status::Paused(PauseReason::Asked) => "paused".to_owned(),
        // The step stands beside it.
        Status::Paused(PauseReason::ReachedStep(_)) => "paused: step reached".to_owned(),
        Status::Paused(PauseReason::ReachedLoss(_)) => "paused: loss reached".to_owned(),
        Status::Paused(PauseReason::Diverged(at)) => {
            format!("diverged at step {}", grouped(at.step))
        }
        Status::Failed(_) => "failed".to_owned(),
    }
}
