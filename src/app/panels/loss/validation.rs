//! The losses of validations over those of the steps: a line with its dots, and a ring around the best.

use egui::{Stroke, Ui};
use egui_plot::{PlotPoint, PlotPoints, PlotResponse, PlotUi, Points};

use crate::app::plots::look::Look;
use crate::app::plots::loss_axes::LossAxes;
use crate::app::theme::Palette;
use crate::history::Bucket;
use crate::session::Run;
use crate::text::Plots;

/// Validations in view up to which each has a dot.
const DOTTED: usize = 150;
/// Radius of the ring around the best, in points.
const RING: f32 = 6.5;
/// How far from the pointer a validation may lie to be told, in points.
const REACH: f64 = 9.0;

/// Those in view, as a line.
pub(super) fn line(run: &Run, axes: &LossAxes, pixels: usize) -> Vec<PlotPoint> {
    let mut buckets = Vec::new();
    run.history.validation_loss().visible(axes.steps_in_view(), pixels, &mut buckets);
    axes.means(&buckets)
}

/// Draws the line, and a dot for each validation where they are few.
pub(super) fn draw(ui: &mut PlotUi<'_>, palette: &Palette, points: Vec<PlotPoint>) {
    let look = Look::validation(palette);
    if points.len() <= DOTTED {
        let dots = Points::new("", PlotPoints::Owned(points.clone())).id("validations");
        ui.points(dots.color(look.colour).radius(3.0 * palette.scale).allow_hover(false));
    }
    look.draw(ui, "validation", vec![points]);
}

/// Rings the best one.
pub(super) fn ring(ui: &Ui, run: &Run, axes: &LossAxes, answer: &PlotResponse<()>) {
    let Some((step, loss)) = run.best_validation() else { return };
    let at = PlotPoint::new(step as f64, axes.place(loss));
    let centre = answer.transform.position_from_point(&at);
    let painter = ui.painter_at(*answer.transform.frame());
    let palette = Palette::of(ui);
    let stroke = Stroke::new(1.6 * palette.scale, palette.validation);
    painter.circle_stroke(centre, RING * palette.scale, stroke);
}

/// The validation nearest to a place on the axis of steps, `width` of which are a point wide; empty where
/// none is near.
pub(super) fn near(texts: &Plots, run: &Run, x: f64, width: f64) -> String {
    let reach = REACH * width;
    let steps = (x - reach).max(1.0) as u64..=(x + reach).max(1.0).ceil() as u64;
    let mut buckets = Vec::new();
    run.history.validation_loss().visible(steps, 64, &mut buckets);
    let distance = |bucket: &Bucket| (bucket.last_step as f64 - x).abs();
    let exact = buckets.iter().filter(|bucket| bucket.is_exact());
    let nearest = exact.min_by(|a, b| distance(a).total_cmp(&distance(b)));
    let Some(bucket) = nearest.filter(|bucket| distance(bucket) <= reach.max(0.5)) else {
        return String::new();
    };
    let step = bucket.last_step;
    let is_best = run.best_validation().is_some_and(|(best, _)| best == step);
    (texts.validation_near)(bucket.last.into(), step, run.epochs.ended(step), is_best)
}
