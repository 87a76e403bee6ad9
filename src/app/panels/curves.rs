//! The largest panel: target and prediction over time, the newest window emphasised.

mod hover;
mod lines;

pub(in crate::app) use lines::{Lines, pinned_name};

use std::f64::consts::TAU;
use std::ops::RangeInclusive;

use egui::{Rect, Ui};
use egui_plot::{Legend, Plot, PlotResponse};

use super::header::{back_to_live, header};
use crate::app::language::texts;
use crate::app::plots::ghosts;
use crate::app::plots::plot;
use crate::app::plots::ticks::curves_over_time;
use crate::app::plots::trace::collect;
use crate::app::theme::{Palette, plot_text};
use crate::data::{self, Source};
use crate::session::{Action, Session};
use crate::worker::Sequence;
use hover::hover;

/// Radians in view while the plot follows the newest window: three periods.
const SPAN: f64 = 3.0 * TAU;
/// Half the height of the plot while nothing is higher.
const HEIGHT: f64 = 1.3;

/// What the user set on the curves, and where they look.
#[derive(Debug)]
pub(in crate::app) struct CurvesPanel {
    /// Whether the input is drawn.
    pub(in crate::app) show_input: bool,
    /// Whether the view follows the newest window.
    pub(in crate::app) follow: bool,
    /// Part of the time axis in view: radians.
    pub(in crate::app) t_range: RangeInclusive<f64>,
    /// Part of the value axis in view.
    pub(in crate::app) y_range: RangeInclusive<f64>,
    /// Where the panel lies in the window.
    pub(in crate::app) rect: Rect,
    /// Points handed to the plot in the last frame.
    pub(in crate::app) plotted: usize,
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
    pub(in crate::app) fn ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        self.rect = ui.max_rect();
        let sequences = session.sequences();
        let source = data::source(&session.run.config);
        self.header(ui, &*source, session, actions);
        if self.follow {
            self.t_range = following(sequences.back());
        }
        let lines = self.lines(session, ui.available_width() as usize);
        self.plotted = lines.trace.points();
        if self.follow {
            let height = lines.trace.height.map_or(HEIGHT, |height| HEIGHT.max(1.08 * height));
            self.y_range = -height..=height;
        }
        let answer = self.plot(ui, &*source, lines);
        self.obey(ui, &answer);
        hover(ui, session, &answer);
    }

    /// What is in view, each line in about `points` stretches: for a frame, and for a figure.
    pub(in crate::app) fn lines(&self, session: &Session, points: usize) -> Lines {
        let source = data::source(&session.run.config);
        let trace = collect(&*source, session.sequences(), &self.t_range, points);
        let show_input = self.show_input || trace.newest_range.is_none();
        let ghosts = ghosts::predictions(session, &self.t_range, points);
        Lines { trace, ghosts, pinned: super::lenses::pinned(session), show_input }
    }

    fn header(
        &mut self,
        ui: &mut Ui,
        source: &dyn Source,
        session: &Session,
        actions: &mut Vec<Action>,
    ) {
        let (input, target) = (source.input_name(0), source.target_name(0));
        let texts = &texts(ui.ctx()).plots;
        let untrained = session.step_on_show() == 0;
        let sentence = if untrained { texts.task } else { texts.curves_sentence };
        header(ui, texts.curves, &sentence(input, target), |ui| {
            ui.checkbox(&mut self.show_input, texts.input).on_hover_text((texts.input_hint)(input));
            if !self.follow {
                back_to_live(ui, &mut self.follow);
            }
            row_selector(ui, session, actions);
        });
    }

    fn plot(&self, ui: &mut Ui, source: &dyn Source, lines: Lines) -> PlotResponse<()> {
        plot_text(ui);
        let palette = Palette::of(ui);
        let texts = &texts(ui.ctx()).plots;
        let follow = self.follow.then(|| (self.t_range.clone(), self.y_range.clone()));
        frame_of_plot(ui, &palette, source).show(ui, move |plot| {
            if let Some((t_range, y_range)) = follow {
                plot.set_plot_bounds_x(t_range);
                plot.set_plot_bounds_y(y_range);
            }
            lines.draw(plot, &palette, source, texts);
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

/// An empty plot with its axes and its legend.
fn frame_of_plot<'a>(ui: &Ui, palette: &Palette, source: &dyn Source) -> Plot<'a> {
    let plot = plot::bare(Plot::new("curves"), ui.available_width(), palette);
    curves_over_time(plot).x_axis_label(source.axis().label()).legend(legend())
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
        let (mut row, texts) = (session.run.row, &texts(ui.ctx()).plots);
        let number = egui::DragValue::new(&mut row).range(0..=rows - 1).speed(0.1);
        let answer = ui.add(number.prefix(format!("{} ", texts.row)));
        answer.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, texts.row));
        let changed = answer.changed();
        answer.on_hover_text((texts.row_hint)(rows));
        if changed {
            actions.push(Action::ShowRow(row));
        }
    }
}

/// The part of the time axis that ends with the newest window.
pub(in crate::app) fn following(newest: Option<&Sequence>) -> RangeInclusive<f64> {
    let Some(newest) = newest else { return 0.0..=TAU };
    let length = newest.end() - newest.start;
    let span = SPAN.max(1.2 * length);
    let end = newest.end().max(span) + 0.02 * span;
    end - 1.04 * span..=end
}
