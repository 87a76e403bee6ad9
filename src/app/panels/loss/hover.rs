//! What the pointer reads off the loss, or the cursor: step and loss there, and what was changed.

use egui::Ui;
use egui_plot::{PlotPoint, PlotResponse};

use super::validation;
use crate::app::language::texts;
use crate::app::plots::cursor::Read;
use crate::app::plots::loss_axes::LossAxes;
use crate::app::plots::{marks, plot};
use crate::app::theme::Palette;
use crate::history::{Bucket, Density, Format, Series, SeriesId};
use crate::session::runs::KeptRun;
use crate::session::{Run, Session};
use crate::text::{Plots, Texts};

/// Shows it, with a dot on the step.
pub(super) fn show(
    ui: &Ui,
    session: &Session,
    axes: &LossAxes,
    answer: &PlotResponse<()>,
    read: Read,
) {
    let (run, x) = (&session.run, read.at());
    let pinned = session.runs.ghosts().filter_map(|run| run.history.last_step());
    let last = pinned.fold(run.step(), u64::max).max(1);
    let step = x.round().clamp(1.0, last as f64) as u64;
    let width = answer.transform.dvalue_dpos()[0].abs();
    let all = texts(ui.ctx());
    let texts = &all.plots;
    let mut lines =
        of_step(texts, run, step).unwrap_or_else(|| of_stretch(texts, run, step, width));
    let pinned = of_pinned(all, session, step, width);
    if lines.is_empty() && !pinned.is_empty() {
        lines = (texts.at_step)(step);
    }
    if !lines.is_empty() {
        let epoch = run.epochs.of(step.min(run.step()));
        lines.extend(epoch.filter(|_| step <= run.step()).map(texts.in_epoch));
        lines.push_str(&validation::near(texts, run, x, width));
    }
    lines.push_str(&pinned);
    lines.push_str(&marks::near(all, &run.marks, x, 4.0 * width));
    if lines.is_empty() {
        return;
    }
    if let Some(loss) = run.history.loss().exact_at(step) {
        let at = PlotPoint::new(step as f64, axes.place(loss));
        plot::dot(ui, answer, at, Palette::of(ui).prediction);
    }
    read.show(ui, answer, lines);
}

/// The losses of pinned runs at a step, a line each.
fn of_pinned(all: &Texts, session: &Session, step: u64, width: f64) -> String {
    let texts = &all.plots;
    let line = |run: &KeptRun| {
        let (name, loss) = (run.look.called(all), run.history.loss());
        if let Some(loss) = loss.exact_at(step) {
            return Some((texts.pinned_loss)(&name, loss.into()));
        }
        let Bucket { min, max, .. } = stretch(loss, step, width)?;
        Some((texts.pinned_losses)(&name, min.into(), max.into()))
    };
    session.runs.ghosts().filter_map(line).collect()
}

/// The numbers of a step, where the history has them.
fn of_step(texts: &Plots, run: &Run, step: u64) -> Option<String> {
    let record = run.history.at(step)?;
    let mut lines = (texts.at_step)(step);
    // Of those that some steps have, the nearest is told.
    let is_told = |series: &SeriesId| {
        let info = series.info();
        info.format == Format::Number && info.density == Density::Dense
    };
    for series in SeriesId::all().filter(is_told) {
        if let Some(value) = record.value(series) {
            lines.push_str(&(texts.series_value)(series.label(), value));
        }
    }
    Some(lines)
}

/// Of steps long past the history keeps ranges; `width` is that of a point, in steps.
fn of_stretch(texts: &Plots, run: &Run, step: u64, width: f64) -> String {
    let text = stretch(run.history.loss(), step, width).map(|bucket| {
        let (first, last) = (bucket.first_step, bucket.last_step);
        let [min, max, mean] = [bucket.min, bucket.max, bucket.mean].map(f64::from);
        (texts.stretch_numbers)(first, last, min, max, mean)
    });
    text.unwrap_or_default()
}

/// What is known of the steps around one, `width` to each side.
fn stretch(loss: &Series, step: u64, width: f64) -> Option<Bucket> {
    let mut buckets = Vec::new();
    let reach = width.ceil().max(1.0) as u64;
    let steps = step.saturating_sub(reach).max(1)..=step.saturating_add(reach);
    loss.visible(steps, 4, &mut buckets);
    let holds_step = |bucket: &Bucket| {
        (bucket.first_step..=bucket.last_step).contains(&step) && !bucket.is_gap()
    };
    buckets.into_iter().find(holds_step)
}
