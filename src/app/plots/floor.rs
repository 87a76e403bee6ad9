//! The floor on the loss plot: the lowest loss that any network could reach with its memory.

use egui::{Align2, FontId, Stroke, Ui};
use egui_plot::{PlotPoint, PlotResponse};

use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::config::Config;
use crate::data;
use crate::lens::floor::{Floor, floor, same_grid};
use crate::session::Session;
use crate::text::Plots;
use crate::thread::RunId;
use crate::wording::capitalised;

/// Distance from the line at which its label appears, in points.
const REACH: f32 = 7.0;

/// The floor of the step on show, computed when the configuration changes.
#[derive(Debug, Default)]
pub(in crate::app) struct FloorLine {
    /// What it was computed for.
    of: Option<(RunId, Config, f64)>,
    floor: Option<Floor>,
}

impl FloorLine {
    /// Follows the configuration in force.
    pub(in crate::app) fn follow(&mut self, session: &Session) {
        let config = session.config();
        // Where windows lie after their grid was changed is known from the first one.
        let newest = session.windows().back();
        let fits = newest.filter(|window| {
            let spacing = window.spacing == data::source(&config).spacing();
            spacing && window.target.len() == config.time_steps
        });
        let start = fits.map(|window| window.start);
        let known = self.of.as_ref().is_some_and(|(run, of, grid)| {
            let follows = start.is_none_or(|start| same_grid(&config, start, *grid));
            *run == session.run.id && *of == config && follows
        });
        if !known {
            let start = start.unwrap_or(0.0);
            self.floor = floor(&config, start);
            self.of = Some((session.run.id, config, start));
        }
    }

    /// The floor itself, where it is known.
    pub(in crate::app) fn loss(&self) -> Option<f64> {
        self.floor.as_ref().map(|floor| floor.loss)
    }

    /// Draws the line; a loss of `place` gives its height on the plot. Says why, under the pointer.
    /// Whether it did.
    pub(in crate::app) fn draw(
        &self,
        ui: &Ui,
        plot: &PlotResponse<()>,
        place: impl Fn(f64) -> f64,
    ) -> bool {
        let Some(floor) = &self.floor else { return false };
        let frame = *plot.transform.frame();
        let y = plot.transform.position_from_point(&PlotPoint::new(0.0, place(floor.loss))).y;
        // A floor below what is in view stands at the bottom, with its number.
        let below = y > frame.bottom() - 1.0;
        let y = y.min(frame.bottom() - 1.0);
        if y < frame.top() {
            return false;
        }
        let label = line(ui, &frame, y, &label(&texts(ui.ctx()).plots, floor.loss, below));
        let near = |pointer: &egui::Pos2| {
            let on_line = (pointer.y - y).abs() <= REACH && frame.contains(*pointer);
            on_line || label.contains(*pointer)
        };
        let pointed = ui.input(|input| input.pointer.hover_pos()).filter(near).is_some();
        if pointed {
            let sentence = capitalised(&floor.because);
            plot.response.clone().on_hover_ui_at_pointer(|ui| {
                ui.label(sentence);
            });
        }
        pointed
    }
}

fn label(texts: &Plots, loss: f64, below: bool) -> String {
    if below && loss > 0.0 { (texts.floor_below)(loss) } else { (texts.floor)(loss) }
}

/// A dashed line across, with a text on it; the text's place.
fn line(ui: &Ui, frame: &egui::Rect, y: f32, text: &str) -> egui::Rect {
    let Palette { live: colour, plot, .. } = Palette::of(ui);
    let painter = ui.painter_at(*frame);
    let ends = [egui::pos2(frame.left(), y), egui::pos2(frame.right(), y)];
    painter.extend(egui::Shape::dashed_line(&ends, Stroke::new(1.3, colour), 6.0, 4.0));
    let at = egui::pos2(frame.left() + 5.0, y - 2.0);
    let galley = painter.layout_no_wrap(text.to_owned(), FontId::proportional(11.0), colour);
    let place = Align2::LEFT_BOTTOM.anchor_size(at, galley.size());
    // It is read where losses are drawn behind it, too.
    painter.rect_filled(place.expand2(egui::vec2(2.0, 0.0)), 2.0, plot.gamma_multiply(0.8));
    painter.galley(place.min, galley, colour);
    // A screen reader finds it by its text.
    let label = ui.interact(place, ui.scope_id().with("floor"), egui::Sense::hover());
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    place
}
