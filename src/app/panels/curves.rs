//! The largest panel: target and prediction over time, the newest window emphasised.

mod hover;
mod lines;

use std::collections::VecDeque;
use std::f64::consts::TAU;
use std::ops::RangeInclusive;

use egui::{Rect, Ui};
use egui_plot::{Legend, Plot, PlotResponse};

use super::header::{back_to_live, header};
use super::number_field::NumberField;
use crate::app::language::texts;
use crate::app::plots::ghosts;
use crate::app::plots::navigation::{Gesture, Limits};
use crate::app::plots::plot;
use crate::app::plots::ticks::curves_over;
use crate::app::plots::trace::collect;
use crate::app::theme::{Palette, plot_text};
use crate::data::{self, Source};
use crate::session::{Action, Session};
use crate::thread::RunId;
use crate::worker::Sequence;
use hover::hover;
pub(in crate::app) use lines::{Lines, pinned_name};

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
    /// The run that is in view.
    pub(in crate::app) run: RunId,
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
            run: RunId::default(),
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
        if self.run != session.run.id {
            self.run = session.run.id;
            self.follow = true;
        }
        let limits = limits(sequences);
        self.t_range = match &limits {
            Some(limits) if !self.follow => in_sight(limits.keep(&self.t_range), sequences),
            _ => following(sequences.back()),
        };
        let lines = self.lines(session, ui.available_width() as usize);
        self.plotted = lines.trace.points();
        let height = HEIGHT.max(1.08 * lines.trace.height(lines.show_input));
        self.y_range = -height..=height;
        let answer = self.plot(ui, &*source, lines);
        self.obey(ui, &answer, limits);
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
        let (t_range, y_range) = (self.t_range.clone(), self.y_range.clone());
        frame_of_plot(ui, &palette, source).show(ui, move |plot| {
            plot.set_plot_bounds_x(t_range);
            plot.set_plot_bounds_y(y_range);
            lines.draw(plot, &palette, source, texts);
        })
    }

    /// Moving and zooming leave the newest window; a double click comes back to it.
    fn obey(&mut self, ui: &Ui, answer: &PlotResponse<()>, limits: Option<Limits>) {
        let gesture = Gesture::of(ui, &answer.response, *answer.transform.frame());
        if let Some((gesture, limits)) = gesture.zip(limits) {
            self.t_range = gesture.apply(&self.t_range, &limits);
            self.follow = false;
            ui.ctx().request_repaint();
        }
        self.follow |= answer.response.double_clicked();
    }
}

/// An empty plot with its axes and its legend.
fn frame_of_plot<'a>(ui: &Ui, palette: &Palette, source: &dyn Source) -> Plot<'a> {
    let plot = plot::bare(Plot::new("curves"), ui.available_width(), palette);
    curves_over(plot, &source.axis()).legend(legend())
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
        let number = NumberField::new(&mut row, 0..=rows - 1).prefix(format!("{} ", texts.row));
        let answer = ui.add(number);
        answer.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, texts.row));
        let changed = answer.changed();
        answer.on_hover_text((texts.row_hint)(rows));
        if changed {
            actions.push(Action::ShowRow(row));
        }
    }
}

/// How far the time axis can be looked along: over the sequences that are kept, and no nearer than a
/// few samples.
fn limits(sequences: &VecDeque<Sequence>) -> Option<Limits> {
    const SAMPLES: f64 = 4.0;
    let (first, newest) = (sequences.front()?, sequences.back()?);
    let seen = first.start..=newest.end();
    let follows = following(Some(newest));
    let whole = first.start.min(*follows.start())..=*follows.end();
    Some(Limits { whole, seen, least: SAMPLES * newest.spacing })
}

/// The view, moved to the nearest sequence where it lies between two that aren't neighbours.
fn in_sight(view: RangeInclusive<f64>, sequences: &VecDeque<Sequence>) -> RangeInclusive<f64> {
    let after = sequences.partition_point(|sequence| sequence.end() <= *view.start());
    let after = sequences.get(after);
    if after.is_some_and(|after| after.start < *view.end()) {
        return view;
    }
    let before = sequences.iter().rev().find(|sequence| sequence.end() <= *view.start());
    let half = 0.5 * (view.end() - view.start());
    let back = before.map(|before| before.end() - view.start() - half);
    let forth = after.map(|after| after.start - view.end() + half);
    let nearest = back.into_iter().chain(forth).min_by(|a, b| a.abs().total_cmp(&b.abs()));
    let by = nearest.unwrap_or(0.0);
    view.start() + by..=view.end() + by
}

/// The part of the time axis that ends with the newest window.
pub(in crate::app) fn following(newest: Option<&Sequence>) -> RangeInclusive<f64> {
    let Some(newest) = newest else { return 0.0..=TAU };
    let length = newest.end() - newest.start;
    let span = SPAN.max(1.2 * length);
    let end = newest.end().max(span) + 0.02 * span;
    end - 1.04 * span..=end
}
