//! The loss without a mouse: a cursor that keys move from step to step, and what readers of the screen have of it.

use egui::Ui;
use egui_plot::PlotResponse;

use super::LossPanel;
use crate::app::language::texts;
use crate::app::plots::cursor::{self, Asked, Cursor, Places};
use crate::app::plots::loss_axes::LossAxes;
use crate::app::plots::navigation::Gesture;
use crate::app::plots::spoken;
use crate::number::short;
use crate::session::Run;

impl LossPanel {
    /// What the loss is and where it goes, in a sentence.
    pub(super) fn told(&self, ui: &Ui, run: &Run) -> String {
        let (words, loss) = (spoken::words(ui), run.history.loss());
        let Some((now, (at, least))) = loss.last().zip(run.best_loss()) else {
            return words.no_step.to_owned();
        };
        let trend = spoken::trend(words, loss);
        let [now, least] = [now, least].map(|loss| short(loss.into()));
        let mut told = (words.course)(run.step(), &now, &least, at, trend);
        if let Some((step, loss)) = run.best_validation() {
            told.push_str(&(words.best_validation)(&short(loss.into()), step));
        }
        if let Some(stretch) = self.floor.stretches().last() {
            let floor = &stretch.floor;
            let because = floor.sentence(texts(ui.ctx()));
            told.push_str(&(words.floor)(&short(floor.loss), &because));
        }
        told
    }

    /// Keys move the cursor from step to step and zoom; the step that Enter was pressed on, which is looked back to as
    /// after a click.
    pub(super) fn obey_keys(
        &mut self,
        ui: &Ui,
        run: &Run,
        answer: &PlotResponse<()>,
    ) -> Option<u64> {
        let plot = &answer.response;
        let asked = Asked::of::<Cursor>(ui, plot, false)?;
        let at = cursor::get::<Cursor>(ui, plot).map(|(at, _)| at);
        let limits = LossAxes::limits(run.step());
        if let Some(zoom) = Gesture::of_keys(asked.nearer, at, &self.axes.steps) {
            self.axes.steps = zoom.apply(&self.axes.steps, &limits);
            self.follow = limits.is_whole(&self.axes.steps);
            ui.ctx().request_repaint();
        }
        if asked.moves() {
            let step = |place: usize| (place + 1) as f64;
            let places = Places { count: run.step() as usize, at: &step };
            if let Some(at) = places.go(ui, plot, asked, &self.axes.steps) {
                let view = limits.show(&self.axes.steps, at);
                self.follow &= view == self.axes.steps;
                self.axes.steps = view;
                ui.ctx().request_repaint();
            }
        }
        at.filter(|_| asked.press).map(|at| at.round().max(0.0) as u64)
    }
}
