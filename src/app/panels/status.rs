//! The line at the bottom: where the run stands, in numbers.

use egui::{RichText, Ui};

use crate::app::language::texts;
use crate::config::{Config, Field};
use crate::number::{grouped, short};
use crate::recipe::{table_name, words};
use crate::session::{Session, Status};
use crate::text::{self, Texts};
use crate::worker::PauseReason;

/// Width of a line in which every value can have a place of its own.
const ROOMY: f32 = 900.0;
/// Width of one in which all values can stand close to each other.
const CLOSE: f32 = 780.0;
/// Room that the spectral radius needs; without it, the lens itself says the number.
const RADIUS: f32 = 140.0;
/// Room that the best validation needs.
const VALIDATION: f32 = 190.0;
/// Room that the device's name needs.
const DEVICE: f32 = 150.0;

/// Draws the line.
pub(in crate::app) fn show(ui: &mut Ui, session: &Session, device: &str) {
    let fit = Fit::of(ui);
    let item = |ui: &mut Ui, name: &str, value: &str, width: f32| fit.item(ui, name, value, width);
    fit.line(ui, |ui| {
        let all = texts(ui.ctx());
        let Texts { status: texts, words, .. } = all;
        let run = &session.run;
        let reads = session.reads().map(|table| table_name(&all.own_data, table));
        let state = match reads {
            Some(table) => (texts.reading)(&table),
            None => state(texts, session),
        };
        ui.label(RichText::new(state).strong());
        // What is on its way is what the timeline names, too; its numbers may be known already.
        let last = session.record();
        let number =
            |value: Option<f32>| value.map_or("–".to_owned(), |value| short(value.into()));
        item(ui, texts.step, &grouped(session.step()), 64.0);
        if let Some(epoch) = run.epochs.of(session.step()) {
            item(ui, texts.epoch, &grouped(epoch), 30.0);
        }
        item(ui, texts.loss, &number(last.map(|last| last.loss)), 66.0);
        item(ui, texts.gradient_norm, &number(last.map(|last| last.grad_norm)), 66.0);
        let speed = if session.is_running() { run.steps_per_second } else { 0.0 };
        item(ui, texts.steps_per_second, &grouped(speed.round() as u64), 58.0);
        item(ui, texts.elapsed, &(words.elapsed)(run.elapsed), 52.0);
        let has_room = |ui: &Ui, width: f32| fit == Fit::Lines || ui.available_width() > width;
        let best = run.best_validation().filter(|_| has_room(ui, VALIDATION));
        if let Some((step, loss)) = best {
            let best = (texts.best_at)(&short(loss.into()), step);
            item(ui, texts.best_validation, &best, 0.0);
        }
        let radius = super::lenses::radius(session).filter(|_| has_room(ui, RADIUS));
        if let Some((radius, layer)) = &radius {
            item(ui, texts.spectral_radius, &(short(*radius) + layer), 44.0);
        }
        // It never changes, and gives way.
        if has_room(ui, DEVICE) {
            item(ui, texts.device, device, 0.0);
        }
    });
}

/// A number of a line, with its name and the width of its place in points.
pub(in crate::app) type Item<'a> = (&'a str, String, f32);

/// Draws the line of another view: what it is doing, and its numbers.
pub(in crate::app) fn line(ui: &mut Ui, state: &str, items: &[Item<'_>], device: &str) {
    let fit = Fit::of(ui);
    fit.line(ui, |ui| {
        ui.label(RichText::new(state).strong());
        for (name, value, width) in items {
            fit.item(ui, name, value, *width);
        }
        if ui.available_width() > DEVICE || fit == Fit::Lines {
            fit.item(ui, texts(ui.ctx()).status.device, device, 0.0);
        }
    });
}

/// The table that is trained on, where the data are one, in a word.
pub(in crate::app) fn table_of(config: &Config, texts: &Texts) -> Option<String> {
    config.data.is_table().then(|| words(Field::Data, config, texts))
}

/// The same as a number of the line.
pub(in crate::app) fn table_item(table: String) -> Item<'static> {
    (Field::Data.label(), table, 0.0)
}

/// How a line's values stand: as far apart as there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// Each in a place wide enough not to make its neighbours jump.
    Roomy,
    /// Close to each other.
    Close,
    /// In as many lines as it takes.
    Lines,
}

impl Fit {
    fn of(ui: &Ui) -> Self {
        let width = ui.available_width();
        if width >= ROOMY {
            Self::Roomy
        } else if width >= CLOSE {
            Self::Close
        } else {
            Self::Lines
        }
    }

    /// Draws the line.
    fn line(self, ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
        let spaced = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.x = if self == Self::Roomy { 12.0 } else { 8.0 };
            add(ui);
        };
        match self {
            Self::Roomy | Self::Close => _ = ui.horizontal(spaced),
            Self::Lines => _ = ui.horizontal_wrapped(spaced),
        }
    }

    /// Draws a name and a value, which stay together.
    fn item(self, ui: &mut Ui, name: &str, value: &str, width: f32) {
        match self {
            Self::Roomy => item(ui, name, value, width),
            Self::Close => item(ui, name, value, 0.0),
            Self::Lines => {
                let [name, value] =
                    [RichText::new(name).small().weak(), RichText::new(value).monospace()];
                let width = |text: &RichText| {
                    let text = egui::WidgetText::from(text.clone());
                    let style = egui::TextStyle::Body;
                    text.into_galley(ui, None, f32::INFINITY, style).size().x
                };
                let gap = ui.spacing().item_spacing.x;
                if ui.available_size_before_wrap().x < width(&name) + width(&value) + gap {
                    ui.end_row();
                }
                ui.label(name);
                ui.label(value);
            }
        }
    }
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
fn state(texts: &text::Status, session: &Session) -> String {
    if !session.is_live() {
        return texts.looking_back.to_owned();
    }
    let text = match &session.status {
        Status::Running => texts.training,
        Status::Paused(PauseReason::Asked) => texts.paused,
        // The step stands beside it.
        Status::Paused(PauseReason::ReachedStep(_)) => texts.step_reached,
        Status::Paused(PauseReason::ReachedLoss(_)) => texts.loss_reached,
        Status::Paused(PauseReason::OutOfPatience(_)) => texts.out_of_patience,
        Status::Paused(PauseReason::Diverged(at)) => return (texts.diverged)(at.step),
        Status::Failed(_) => texts.failed,
    };
    text.to_owned()
}
