//! A click on the loss, which looks back to the step under it.

use std::time::Duration;

use egui::{Popup, Ui};
use egui_plot::PlotResponse;

use crate::app::plots::lone_click::LoneClick;

/// Clicks on the loss, until it is known what they mean.
#[derive(Debug, Default)]
pub(super) struct LookBack {
    click: LoneClick<u64>,
    /// Whether a menu was open or a field was edited in the last frame.
    was_busy: bool,
    /// Whether the click under way only closes that.
    closes: bool,
}

impl LookBack {
    /// The step that was clicked, of `end`; never by a double click, whose time is waited for.
    pub(super) fn clicked_step(
        &mut self,
        ui: &Ui,
        end: u64,
        answer: &PlotResponse<()>,
    ) -> Option<u64> {
        let (now, pressed, down) =
            ui.input(|input| (input.time, input.pointer.any_pressed(), input.pointer.any_down()));
        if pressed {
            self.closes = self.was_busy;
        }
        self.was_busy = Popup::is_any_open(ui.ctx()) || ui.ctx().text_edit_focused();
        let clicked = answer.response.clicked() && !self.closes && end > 0;
        let pointer = answer.response.interact_pointer_pos().filter(|_| clicked);
        let step = pointer.map(|pointer| answer.transform.value_from_position(pointer).x.round());
        let step = step.map(|step| step.clamp(0.0, end as f64) as u64);
        if answer.response.double_clicked() || answer.response.triple_clicked() {
            self.click.forget();
            return None;
        }
        // A second click may be under way.
        if down && step.is_none() {
            return None;
        }
        let delay = ui.ctx().options(|options| options.input_options.max_double_click_delay);
        let alone = self.click.follow(now, step, delay);
        if self.click.is_waiting() {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(delay));
        }
        alone
    }
}
