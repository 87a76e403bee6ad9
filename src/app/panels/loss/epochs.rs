//! Where epochs end: faint ticks at the lower edge of the loss, no more than fit.

use egui::{Stroke, Ui, pos2};
use egui_plot::{PlotPoint, PlotResponse};

use crate::app::plots::loss_axes::LossAxes;
use crate::session::Run;

/// Least distance between two ticks, in points.
const APART: f32 = 6.0;
/// Height of a tick.
const HEIGHT: f32 = 5.0;

/// Draws them.
pub(super) fn draw(ui: &Ui, run: &Run, axes: &LossAxes, answer: &PlotResponse<()>) {
    let frame = *answer.transform.frame();
    let steps = axes.steps_in_view();
    let last = (*steps.end()).min(run.step());
    if last < *steps.start() {
        return;
    }
    let painter = ui.painter_at(frame);
    let stroke = Stroke::new(1.0, ui.visuals().weak_text_color());
    for step in run.epochs.ends(*steps.start(), last, (frame.width() / APART) as usize) {
        // An epoch ends between two steps.
        let end = PlotPoint::new(step as f64 + 0.5, 0.0);
        let x = answer.transform.position_from_point(&end).x;
        painter.line_segment([pos2(x, frame.bottom() - HEIGHT), pos2(x, frame.bottom())], stroke);
    }
}
