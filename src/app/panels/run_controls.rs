//! How a run goes on: its pace, where it pauses, and the memory that looking back may take. None of it
//! changes a number of the run.

use egui::{RichText, Ui};

use super::number_field::NumberField;
use super::row::{Row, sentence_below};
use super::steps::{self, Steps};
use crate::app::language::texts;
use crate::app::panels::checkbox::checkbox;
use crate::app::theme::Palette;
use crate::config::MAX_STEPS;
use crate::number::plain;
use crate::session::{Action, Session};
use crate::thread::Pace;
use crate::worker::SNAPSHOT_MEGABYTES;

/// Draws it and adds what the user did to `actions`.
pub(in crate::app) fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    pace(ui, session.pace, actions);
    until(ui, session, actions);
    snapshot_memory(ui, session.snapshot_memory, actions);
}

/// Steps a second that the slider reaches; above is "max".
const FASTEST: f64 = 1000.0;

/// Steps a second, or as many as there can be.
pub(in crate::app) fn pace(ui: &mut Ui, pace: Pace, actions: &mut Vec<Action>) {
    let texts = &texts(ui.ctx()).controls;
    Row::plain("pace", texts.pace, texts.pace_hint).show(ui, |ui, label| {
        let mut max = pace == Pace::Max;
        let mut steps = match pace {
            Pace::PerSecond(steps) => steps,
            Pace::Max => FASTEST,
        };
        ui.spacing_mut().slider_width = (ui.available_width() - 126.0).max(40.0);
        let before = steps;
        let slider = egui::Slider::new(&mut steps, 1.0..=FASTEST)
            .logarithmic(true)
            .clamping(egui::SliderClamping::Never)
            .show_value(false);
        let slider = ui.add_enabled(!max, slider).labelled_by(label);
        let by_keys = steps::moved(ui, &slider, before, Steps::factors(true), 1.0..=FASTEST);
        let mut changed = slider.changed() || by_keys.is_some();
        if changed {
            steps = by_keys.unwrap_or(steps).round();
        }
        steps::speak(ui, &slider, steps, &plain(steps));
        let number = NumberField::new(&mut steps, Pace::RANGE).speed(1.0).width(48.0);
        let answer = ui.add_enabled(!max, number).labelled_by(label);
        changed |= answer.changed();
        changed |= checkbox(ui, &mut max, texts.max).changed();
        if changed {
            let back_from_max = pace == Pace::Max && !max;
            actions.push(Action::SetPace(match Pace::per_second(steps) {
                _ if max => Pace::Max,
                Some(chosen) if !back_from_max => chosen,
                _ => DEFAULT_PACE,
            }));
        }
        answer
    });
}

/// The tutorial's pace: it draws about 20 windows a second.
pub(in crate::app) const DEFAULT_PACE: Pace = Pace::PerSecond(20.0);

/// Memory for the snapshots of the run.
fn snapshot_memory(ui: &mut Ui, megabytes: u32, actions: &mut Vec<Action>) {
    let texts = &texts(ui.ctx()).controls;
    let row = Row::plain("snapshot_memory", texts.snapshot_memory, texts.snapshot_memory_hint);
    row.number(
        ui,
        megabytes,
        |megabytes| {
            NumberField::new(megabytes, SNAPSHOT_MEGABYTES).speed(0.25).suffix(texts.megabytes)
        },
        |megabytes| actions.push(Action::SetSnapshotMemory(megabytes)),
    );
}

/// Where the run pauses by itself.
fn until(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let until = session.until;
    let (mut wanted, texts) = (until, &texts(ui.ctx()).controls);
    Row::plain("until_step", texts.until_step, texts.until_step_hint).optional(
        ui,
        until.step,
        100,
        |step| NumberField::new(step, 1..=MAX_STEPS).speed(1.0),
        |step| wanted.step = step,
    );
    if let Some(step) = session.until_behind() {
        let text = RichText::new((texts.until_behind)(step)).color(Palette::of(ui).mark);
        sentence_below(ui, text);
    }
    Row::plain("until_loss", texts.until_loss, texts.until_loss_hint).optional(
        ui,
        until.loss,
        0.01,
        |loss| NumberField::new(loss, 0.0..=1e3),
        |loss| wanted.loss = loss,
    );
    if wanted != until {
        actions.push(Action::SetUntil(wanted));
    }
}
