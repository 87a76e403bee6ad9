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
/// Between a name and its value.
const GAP: f32 = 5.0;

/// Draws the line. What stands at its end gives way where there is no room.
pub(in crate::app) fn show(ui: &mut Ui, session: &Session, device: &str) {
    let all = texts(ui.ctx());
    let reads = session.reads().map(|table| table_name(&all.own_data, table));
    let state = match reads {
        Some(table) => (all.status.reading)(&table),
        None => state(&all.status, session),
    };
    let more = [best_validation(all, session), radius(all, session)];
    draw(ui, &state, &numbers(all, session), more.into_iter().flatten(), device);
}

/// A number of a line, with its name and the width of its place in points.
pub(in crate::app) type Item<'a> = (&'a str, String, f32);

/// Draws the line of another view: what it is doing, and its numbers.
pub(in crate::app) fn line(ui: &mut Ui, state: &str, items: &[Item<'_>], device: &str) {
    draw(ui, state, items, std::iter::empty(), device);
}

/// Draws a line with these numbers, and as many more as have room, of which the device is the last.
fn draw<'a>(
    ui: &mut Ui,
    state: &str,
    items: &[Item<'_>],
    more: impl Iterator<Item = Item<'a>>,
    device: &'a str,
) {
    let fit = Fit::with_room(ui, state, items);
    let device = (texts(ui.ctx()).status.device, device.to_owned(), 0.0);
    fit.line(ui, |ui| {
        ui.label(RichText::new(state).strong());
        items.iter().for_each(|item| fit.item(ui, item));
        for item in more.chain([device]) {
            if fit == Fit::Lines || fit.needed(ui, &item) <= ui.available_width() {
                fit.item(ui, &item);
            }
        }
    });
}

/// The numbers that every run has.
fn numbers<'a>(all: &'a Texts, session: &Session) -> Vec<Item<'a>> {
    let Texts { status: texts, words, .. } = all;
    let run = &session.run;
    // What is on its way is what the timeline names, too; its numbers may be known already.
    let last = session.record();
    let number = |value: Option<f32>| value.map_or("–".to_owned(), |value| short(value.into()));
    let speed = if session.is_running() { run.steps_per_second } else { 0.0 };
    let mut items = vec![(texts.step, grouped(session.step()), 64.0)];
    let epoch = run.epochs.of(session.step());
    items.extend(epoch.map(|epoch| (texts.epoch, grouped(epoch), 30.0)));
    items.extend([
        (texts.loss, number(last.map(|last| last.loss)), 66.0),
        (texts.gradient_norm, number(last.map(|last| last.grad_norm)), 66.0),
        (texts.steps_per_second, grouped(speed.round() as u64), 58.0),
        (texts.elapsed, (words.elapsed)(run.elapsed), 52.0),
    ]);
    items
}

fn best_validation<'a>(all: &'a Texts, session: &Session) -> Option<Item<'a>> {
    let texts = &all.status;
    let (step, loss) = session.run.best_validation()?;
    Some((texts.best_validation, (texts.best_at)(&short(loss.into()), step), 0.0))
}

fn radius<'a>(all: &'a Texts, session: &Session) -> Option<Item<'a>> {
    let (radius, layer) = super::lenses::radius(session)?;
    Some((all.status.spectral_radius, short(radius) + &layer, 44.0))
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

    /// The first in which these values have room.
    fn with_room(ui: &Ui, state: &str, items: &[Item<'_>]) -> Self {
        let room = ui.available_width();
        let has_room = |fit: Self| {
            let items = items.iter().map(|item| fit.gap() + fit.needed(ui, item));
            width_of(ui, RichText::new(state).strong()) + items.sum::<f32>() <= room
        };
        match Self::of(ui) {
            Self::Roomy if has_room(Self::Roomy) => Self::Roomy,
            Self::Roomy | Self::Close if has_room(Self::Close) => Self::Close,
            Self::Roomy | Self::Close | Self::Lines => Self::Lines,
        }
    }

    /// The width that a name and its value take, in points.
    fn needed(self, ui: &Ui, (name, value, place): &Item<'_>) -> f32 {
        let place = if self == Self::Roomy { *place } else { 0.0 };
        width_of(ui, name_text(name)) + GAP + width_of(ui, value_text(value)).max(place)
    }

    /// What stays free between two values, in points.
    fn gap(self) -> f32 {
        match self {
            Self::Roomy => 12.0,
            Self::Close | Self::Lines => 8.0,
        }
    }

    /// Draws the line.
    fn line(self, ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
        let spaced = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.x = self.gap();
            add(ui);
        };
        match self {
            Self::Roomy | Self::Close => _ = ui.horizontal(spaced),
            Self::Lines => _ = ui.horizontal_wrapped(spaced),
        }
    }

    /// Draws a name and a value, which stay together.
    fn item(self, ui: &mut Ui, (name, value, place): &Item<'_>) {
        match self {
            Self::Roomy => item(ui, name, value, *place),
            Self::Close => item(ui, name, value, 0.0),
            Self::Lines => {
                let [name, value] = [name_text(name), value_text(value)];
                let [name_width, value_width] =
                    [&name, &value].map(|text| width_of(ui, text.clone()));
                let gap = ui.spacing().item_spacing.x;
                if ui.available_size_before_wrap().x < name_width + value_width + gap {
                    ui.end_row();
                }
                ui.label(name);
                ui.label(value);
            }
        }
    }
}

fn name_text(name: &str) -> RichText {
    RichText::new(name).small().weak()
}

fn value_text(value: &str) -> RichText {
    RichText::new(value).monospace()
}

/// The width of a text in one line, in points.
fn width_of(ui: &Ui, text: RichText) -> f32 {
    let text = egui::WidgetText::from(text);
    text.into_galley(ui, None, f32::INFINITY, egui::TextStyle::Body).size().x
}

/// A name and a value in a place wide enough not to make its neighbours jump.
fn item(ui: &mut Ui, name: &str, value: &str, width: f32) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        ui.label(name_text(name));
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let size = egui::vec2(width, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_width(width);
            ui.label(value_text(value));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::install_style;

    /// How far to the right a line with these values reaches in a window of this width.
    fn right(width: f32, items: &[Item<'_>]) -> f32 {
        let ctx = egui::Context::default();
        install_style(&ctx);
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, 600.0));
        let input = egui::RawInput { screen_rect: Some(screen), ..egui::RawInput::default() };
        let mut right = 0.0;
        let mut output = ctx.run_ui(input, |ui| {
            let drawn = ui.scope(|ui| line(ui, "sweep finished", items, "CPU, 64 threads"));
            right = drawn.response.rect.right();
        });
        // Nobody draws them.
        output.textures_delta.clear();
        right
    }

    #[test]
    fn no_value_is_cut_however_long_the_others_are() {
        let items = [
            ("runs", "60 of 60".to_owned(), 90.0),
            ("steps", "18 000 of 18 000".to_owned(), 150.0),
            ("data", "weather.csv".to_owned(), 0.0),
            ("best median", "mean loss of the last 100 steps 0.593".to_owned(), 0.0),
        ];
        for width in (500..1400).step_by(20).map(|width| width as f32) {
            let right = right(width, &items);
            assert!(right > 0.0 && right <= width + 0.5, "{right} of {width}");
        }
    }
}
