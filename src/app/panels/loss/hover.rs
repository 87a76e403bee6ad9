//! What the pointer reads off the loss: step and loss under it, and what was changed there.

use egui::Ui;
use egui_plot::{PlotPoint, PlotResponse};

use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::plots::loss_axes::LossAxes;
use crate::app::plots::{marks, plot};
use crate::app::theme::Palette;
use crate::history::{Format, SeriesId};
use crate::session::Run;
use crate::text::Plots;

/// Shows it, with a dot on the step.
pub(super) fn show(ui: &Ui, run: &Run, axes: &LossAxes, answer: &PlotResponse<()>) {
    let Some(pointer) = answer.response.hover_pos() else { return };
    let x = answer.transform.value_from_position(pointer).x;
    let step = x.round().clamp(1.0, run.step().max(1) as f64) as u64;
    let width = answer.transform.dvalue_dpos()[0].abs();
    let texts = &texts(ui.ctx()).plots;
    let mut lines =
        of_step(texts, run, step).unwrap_or_else(|| of_stretch(texts, run, step, width));
    lines.push_str(&marks::near(texts, &run.marks, x, 4.0 * width));
    if lines.is_empty() {
        return;
    }
    if let Some(loss) = run.history.loss().exact_at(step) {
        let at = PlotPoint::new(step as f64, axes.place(loss));
        plot::dot(ui, answer, at, Palette::of(ui).prediction);
    }
    answer.response.readout(lines);
}

/// The numbers of a step, where the history has them.
fn of_step(texts: &Plots, run: &Run, step: u64) -> Option<String> {
    let record = run.history.at(step)?;
    let mut lines = (texts.at_step)(step);
    for series in SeriesId::all().filter(|series| series.info().format == Format::Number) {
        if let Some(value) = record.value(series) {
            lines.push_str(&(texts.series_value)(series.info().label, value));
        }
    }
    Some(lines)
}

/// Of steps long past the history keeps ranges; `width` is that of a point, in steps.
fn of_stretch(texts: &Plots, run: &Run, step: u64, width: f64) -> String {
    let mut buckets = Vec::new();
    let reach = width.ceil().max(1.0) as u64;
    let steps = step.saturating_sub(reach).max(1)..=step.saturating_add(reach);
    run.history.loss().visible(steps, 4, &mut buckets);
    let found = buckets
        .iter()
        .find(|bucket| (bucket.first_step..=bucket.last_step).contains(&step) && !bucket.is_gap());
    let text = found.map(|bucket| {
        let (first, last) = (bucket.first_step, bucket.last_step);
        let [min, max, mean] = [bucket.min, bucket.max, bucket.mean].map(f64::from);
        (texts.stretch_numbers)(first, last, min, max, mean)
    });
    text.unwrap_or_default()
}
