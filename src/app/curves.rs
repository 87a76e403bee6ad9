//! The largest panel: target and prediction over time, the newest window emphasised.

use std::collections::VecDeque;
use std::f64::consts::{PI, TAU};
use std::ops::RangeInclusive;

use egui::{Color32, Rect, RichText, Ui};
use egui_plot::{Legend, Plot, PlotPoint, PlotResponse, Span};

use super::ghosts::{self, Ghost};
use super::header::{back_to_live, header};
use super::numbers::short;
use super::plot;
use super::theme::{Palette, plot_text};
use super::ticks::{pi_label, pi_marks, value_marks};
use super::trace::{Pieces, Trace, collect};
use crate::session::{Action, Session};
use crate::worker::Window;

/// Radians in view while the plot follows the newest window: three periods.
const SPAN: f64 = 3.0 * TAU;
/// Half the height of the plot while nothing is higher.
const HEIGHT: f64 = 1.3;

/// What the user set on the curves, and where they look.
#[derive(Debug)]
pub(super) struct CurvesPanel {
    /// Whether the input is drawn.
    pub(super) show_input: bool,
    /// Whether the view follows the newest window.
    pub(super) follow: bool,
    /// Part of the time axis in view, in radians.
    pub(super) t_range: RangeInclusive<f64>,
    /// Part of the value axis in view.
    pub(super) y_range: RangeInclusive<f64>,
    /// Where the panel lies in the window.
    pub(super) rect: Rect,
    /// Points handed to the plot in the last frame.
    pub(super) plotted: usize,
}

impl Default for CurvesPanel {
    fn default() -> Self {
        Self {
            show_input: false,
            follow: true,
            t_range: 0.0..=TAU,
            y_range: -HEIGHT..=HEIGHT,
            rect: Rect::NOTHING,
            plotted: 0,
        }
    }
}

impl CurvesPanel {
    /// Draws the panel.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        self.rect = ui.max_rect();
        let windows = session.windows();
        self.header(ui, session, actions);
        if self.follow {
            self.t_range = following(windows.back());
        }
        let trace = collect(windows, &self.t_range, ui.available_width() as usize);
        self.plotted = trace.points();
        if self.follow {
            let height = trace.height.map_or(HEIGHT, |height| HEIGHT.max(1.08 * height));
            self.y_range = -height..=height;
        }
        let palette = Palette::of(ui);
        let points = ui.available_width() as usize;
        let ghosts = ghosts::predictions(session, &palette, &self.t_range, points);
        let answer = self.plot(ui, trace, ghosts, super::lenses::pinned(session));
        self.obey(ui, &answer);
        hover(ui, windows, &answer);
    }

    fn header(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let hint = if session.step_on_show() == 0 {
            "the task: read sin t (grey), answer cos t (red)"
        } else {
            "the network reads sin t and should answer cos t (red); blue is what it answers"
        };
        header(ui, "Curves", hint, |ui| {
            ui.checkbox(&mut self.show_input, "input")
                .on_hover_text("Also draws what the network reads: sin t.");
            if !self.follow {
                back_to_live(ui, &mut self.follow);
            }
            row_selector(ui, session, actions);
        });
    }

    fn plot(
        &self,
        ui: &mut Ui,
        trace: Trace,
        ghosts: Vec<Ghost<Pieces>>,
        pinned: Option<(String, Vec<(f64, f64)>)>,
    ) -> PlotResponse<()> {
        plot_text(ui);
        let palette = Palette::of(ui);
        let untrained = trace.newest_range.is_none();
        let show_input = self.show_input || untrained;
        let follow = self.follow.then(|| (self.t_range.clone(), self.y_range.clone()));
        let plot = plot::bare(Plot::new("curves"), ui.available_width(), &palette)
            .x_grid_spacer(|input| pi_marks(&input))
            .x_axis_formatter(|mark, _| pi_label(mark.value))
            .y_grid_spacer(|input| value_marks(&input))
            .y_axis_formatter(|mark, _| short(mark.value))
            .x_axis_label("t in radians")
            .legend(legend());
        plot.show(ui, move |plot| {
            if let Some((t_range, y_range)) = follow {
                plot.set_plot_bounds_x(t_range);
                plot.set_plot_bounds_y(y_range);
            }
            if let Some(newest) = trace.newest_range {
                let span = Span::new("", newest).fill(palette.newest);
                plot.span(span.border_width(0.0));
            }
            let mut draw = |name: &str, pieces: Pieces, colour: Color32, width: f32| {
                for (n, points) in pieces.into_iter().enumerate() {
                    let line = plot::line(name, points, colour, width);
                    plot.line(line.id((name, width.to_bits(), n)));
                }
            };
            if show_input {
                draw("input sin t", trace.input, palette.input, 1.0);
            }
            // Wider than the prediction, so that a perfect one doesn't hide it.
            draw("target cos t", trace.target, palette.target, 3.4);
            for ghost in ghosts {
                draw(&ghost.name, ghost.line, ghost.colour, 1.3);
            }
            draw("prediction", trace.older, palette.prediction, 1.6);
            draw("prediction", trace.newest, palette.prediction, 2.2);
            if let Some((name, points)) = pinned {
                let points = points.into_iter().map(|(t, value)| PlotPoint::new(t, value));
                draw(&name, vec![points.collect()], palette.mark, 1.4);
            }
        })
    }

    /// Panning and zooming leave the newest window; a double click comes back to it.
    fn obey(&mut self, ui: &Ui, answer: &PlotResponse<()>) {
        let bounds = answer.transform.bounds();
        self.t_range = bounds.range_x();
        self.y_range = bounds.range_y();
        self.follow = plot::follows(ui, &answer.response, self.follow);
    }
}

/// The legend at the left, where the curves are oldest.
fn legend() -> Legend {
    Legend::default()
        .position(egui_plot::Corner::LeftTop)
        .follow_insertion_order(true)
        .background_alpha(0.7)
}

/// Which batch row is drawn, where there are several.
fn row_selector(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let rows = session.run.config.batch;
    if rows > 1 {
        let mut row = session.run.row;
        let number = egui::DragValue::new(&mut row).range(0..=rows - 1).prefix("row ").speed(0.1);
        let answer = ui.add(number);
        answer.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, "row"));
        let changed = answer.changed();
        answer.on_hover_text(format!("Which of the {rows} windows of the batch is drawn."));
        if changed {
            actions.push(Action::ShowRow(row));
        }
    }
}

/// The part of the time axis that ends with the newest window.
pub(super) fn following(newest: Option<&Window>) -> RangeInclusive<f64> {
    let Some(newest) = newest else { return 0.0..=TAU };
    let length = newest.end() - newest.start;
    let span = SPAN.max(1.2 * length);
    let end = newest.end().max(span) + 0.02 * span;
    end - 1.04 * span..=end
}

/// Step, time and values of the sample under the pointer.
fn hover(ui: &Ui, windows: &VecDeque<Window>, answer: &PlotResponse<()>) {
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
    let text = format!(
        "step {}, t = {}\ninput {:.4}\ntarget {target:.4}\nprediction {prediction:.4}\nerror {:.4}",
        window.step,
        format_args!("{:.4} ({}π)", window.t(i), trimmed(window.t(i) / PI)),
        window.input[i],
        prediction - target,
    );
    answer.response.clone().on_hover_ui_at_pointer(|ui| {
        ui.label(RichText::new(text).monospace());
    });
}

fn trimmed(number: f64) -> String {
    let text = format!("{number:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
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
