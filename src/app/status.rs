//! The line at the bottom: where the run stands, in numbers.

use std::time::Duration;

use egui::{RichText, Ui};

use super::ticks::short;
use crate::session::{Session, Status};
use crate::worker::PauseReason;

/// Width of a line in which every value can have a place of its own.
const ROOMY: f32 = 900.0;

/// Draws the line.
pub(super) fn show(ui: &mut Ui, session: &Session, device: &str) {
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
        // In a narrow line the lens itself says it.
        let room = ui.available_width() > 300.0;
        if let Some(radius) = super::lenses::radius(session).filter(|_| room) {
            item(ui, "spectral radius", &short(radius), 44.0);
        }
        item(ui, "device", device, 0.0);
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
        Status::Paused(PauseReason::Diverged(at)) => format!("diverged at step {}", at.step),
        Status::Failed(_) => "failed".to_owned(),
    }
}

/// A whole number with thin gaps between its thousands.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// Minutes and seconds, with hours and days where they are needed.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    let (days, hours) = (seconds / 86_400, seconds / 3600 % 24);
    let (minutes, seconds) = (seconds / 60 % 60, seconds % 60);
    match (days, hours) {
        (0, 0) => format!("{minutes}:{seconds:02}"),
        (0, _) => format!("{hours}:{minutes:02}:{seconds:02}"),
        _ => format!("{days}d {hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1 000");
        assert_eq!(grouped(12_345_678), "12 345 678");
    }

    #[test]
    fn time_reads_as_a_clock() {
        let texts: Vec<_> =
            [5, 65, 3_661, 90_061].map(|seconds| clock(Duration::from_secs(seconds))).into();
        assert_eq!(texts, ["0:05", "1:05", "1:01:01", "1d 1:01:01"]);
    }
}
