//! What the plots of curves and losses share.

use egui::{Color32, Painter, Rect, Stroke, Ui, vec2};
use egui_plot::{Line, Plot, PlotPoint, PlotPoints, PlotResponse};

use super::ticks::VALUES;
use crate::app::theme::Palette;

/// Room at the right of a plot for half of its last label, in points.
const OVERHANG: f32 = 20.0;

/// How far the letters at an axis of values reach out at the left, in points: egui_plot puts a quarter of them there.
const OUTSIDE: f32 = 6.0;

/// How much of what lies behind a label is hidden: that something lies there is seen, but no noisy loss competes with
/// thin letters.
pub(in crate::app) const GROUND: f32 = 0.92;

/// Lets what stands at an axis of values reach a little out of the panel, which would cut it.
pub(in crate::app) fn let_letters_out(ui: &mut Ui) {
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(OUTSIDE, 0.0)));
}

/// Fits a plot into so much width, without crosshair and texts of its own. What is in view is for
/// whoever draws it to say.
pub(in crate::app) fn bare<'a>(plot: Plot<'a>, width: f32, palette: &Palette) -> Plot<'a> {
    plot.width(width - OVERHANG)
        .show_crosshair(false)
        .allow_double_click_reset(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .y_axis_min_width(VALUES)
        .grid_color(palette.grid)
        .label_formatter(|_| None)
}

/// A line in one stroke, which the pointer doesn't find.
pub(in crate::app) fn line(points: Vec<PlotPoint>, stroke: Stroke) -> Line<'static> {
    let line = Line::new("", PlotPoints::Owned(points));
    line.color(stroke.color).width(stroke.width).allow_hover(false)
}

/// Draws a ground for what is written there on a plot: it is read where lines are drawn behind it, too.
pub(in crate::app) fn ground(painter: &Painter, palette: &Palette, rect: Rect) {
    painter.rect_filled(rect.expand2(vec2(2.0, 0.0)), 2.0, palette.plot.gamma_multiply(GROUND));
}

/// Draws a dot on a plot.
pub(in crate::app) fn dot(ui: &Ui, plot: &PlotResponse<()>, at: PlotPoint, colour: Color32) {
    let centre = plot.transform.position_from_point(&at);
    let painter = ui.painter_at(*plot.transform.frame());
    let Palette { plot, scale, .. } = Palette::of(ui);
    painter.circle(centre, 4.0 * scale, colour, Stroke::new(1.5 * scale, plot));
}
