//! What the pointer tells on the curves: one sample, and how the network answered it.

use std::collections::VecDeque;
use std::f64::consts::PI;

use egui::{RichText, Ui};
use egui_plot::{PlotPoint, PlotResponse};

use crate::app::language::texts;
use crate::app::plots::plot;
use crate::app::theme::Palette;
use crate::worker::Window;

/// Step, time and values of the sample under the pointer.
pub(super) fn hover(ui: &Ui, windows: &VecDeque<Window>, answer: &PlotResponse<()>) {
    let Some(pointer) = answer.response.hover_pos() else { return };
    let t = answer.transform.value_from_position(pointer).x;
    let Some((window, i)) = nearest(windows, t) else { return };
    let palette = Palette::of(ui);
    for (values, colour) in
        [(&window.target, palette.target), (&window.prediction, palette.prediction)]
    {
        plot::dot(ui, answer, PlotPoint::new(window.t(i), f64::from(values[i])), colour);
    }
    let (target, prediction) = (window.target[i], window.prediction[i]);
    let texts = &texts(ui.ctx()).plots;
    let mut text = (texts.sample)(window.step, window.t(i), window.t(i) / PI);
    for (name, value) in [
        (texts.input, window.input[i]),
        (texts.target, target),
        (texts.prediction, prediction),
        (texts.error, prediction - target),
    ] {
        text.push('\n');
        text.push_str(&(texts.sample_value)(name, value.into()));
    }
    answer.response.clone().on_hover_ui_at_pointer(|ui| {
        ui.label(RichText::new(text).monospace());
    });
}

/// The sample nearest to `t`, if a window is there.
fn nearest(windows: &VecDeque<Window>, t: f64) -> Option<(&Window, usize)> {
    let half = |window: &Window| 0.5 * window.spacing;
    let holds =
        |window: &&Window| t >= window.start - half(window) && t < window.end() - half(window);
    let window = windows.iter().rev().find(holds)?;
    let i = ((t - window.start) / window.spacing).round().max(0.0) as usize;
    Some((window, i.min(window.target.len().checked_sub(1)?)))
}
