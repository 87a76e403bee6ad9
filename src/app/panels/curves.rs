//! The largest panel: target and prediction over time, the newest window emphasised; of a table also over
//! all of it.

mod by_keys;
mod frame;
mod hover;
mod lefts;
mod lines;
mod parts;
mod switches;
mod table;
mod view;
mod whole;

use std::f64::consts::TAU;
use std::ops::RangeInclusive;

use egui::{Rect, Ui};
use egui_plot::PlotResponse;

use crate::app::language::texts;
use crate::app::plots::channels::Channels;
use crate::app::plots::cursor::Read;
use crate::app::plots::ghosts;
use crate::app::plots::legend::Legend;
use crate::app::plots::navigation::{Gesture, Limits};
use crate::app::plots::plot::let_letters_out;
use crate::app::plots::ticks::ROOM;
use crate::app::plots::trace::collect;
use crate::app::theme::{Palette, plot_text};
use crate::data::{self, Source};
use crate::number::ticks::Along;
use crate::session::{Action, Session};
use crate::thread::RunId;
use frame::Frame;
pub(in crate::app) use hover::{place as place_on_axis, row_told};
use lefts::Lefts;
use lines::Curve;
pub(in crate::app) use lines::{Lines, pinned_name};
use switches::Shown;
pub(in crate::app) use table::TableView;
pub(in crate::app) use view::following;
pub(in crate::app) use whole::Foretold;
use whole::WholeView;

/// Half the height of the plot while nothing is higher, where the data have no units.
const HEIGHT: f64 = 1.3;
/// What the axis of values and the margins take of the panel's width, and the axis of rows of its height, in
/// points.
const VALUES: f32 = 82.0;
const ROWS: f32 = 36.0;
/// Height of each of several plots at the least, without the axis of rows.
const LOW: f32 = 52.0;
/// Targets that are drawn below each other at most.
const MOST_STACKED: usize = 4;

/// What the user set on the curves, and where they look.
#[derive(Debug)]
pub(in crate::app) struct CurvesPanel {
    /// Whether what was read is drawn.
    pub(in crate::app) show_input: bool,
    /// Whether the view follows the newest window, or has all of a table in it.
    pub(in crate::app) follow: bool,
    /// Whether all of a table is drawn.
    pub(in crate::app) whole: bool,
    /// Part of the time axis in view: radians, of a table rows.
    pub(in crate::app) t_range: RangeInclusive<f64>,
    /// Part of the value axis in view, of the first plot.
    pub(in crate::app) y_range: RangeInclusive<f64>,
    /// The run that is in view.
    pub(in crate::app) run: RunId,
    /// Where the panel lies in the window.
    pub(in crate::app) rect: Rect,
    /// Points handed to the plots in the last frame.
    pub(in crate::app) plotted: usize,
    /// Which of several targets are drawn.
    shown: Shown,
    /// Where their plots begin.
    lefts: Lefts,
    /// What is known of the run's table, where it is on one.
    table: Option<TableView>,
    /// What the network answers to all of it.
    whole_view: WholeView,
    legend: Legend<Curve>,
}

impl Default for CurvesPanel {
    fn default() -> Self {
        Self {
            show_input: false,
            follow: true,
            whole: false,
            t_range: 0.0..=TAU,
            y_range: -HEIGHT..=HEIGHT,
            run: RunId::default(),
            rect: Rect::NOTHING,
            plotted: 0,
            shown: Shown::default(),
            lefts: Lefts::default(),
            table: None,
            whole_view: WholeView::default(),
            legend: Legend::default(),
        }
    }
}

impl CurvesPanel {
    /// A panel that draws what was read, or doesn't.
    pub(in crate::app) fn new(show_input: bool) -> Self {
        Self { show_input, ..Self::default() }
    }

    /// Draws the whole table, where there is one, or the newest windows again.
    pub(in crate::app) fn toggle_whole(&mut self) {
        self.whole = self.table.is_some() && !self.whole;
        self.follow = true;
    }

    /// Draws the panel.
    pub(in crate::app) fn ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        self.rect = ui.max_rect();
        let_letters_out(ui);
        let source = data::source(&session.run.config);
        self.follow_run(session, &*source);
        self.header(ui, &*source, session, actions);
        self.look(session);
        let targets = self.shown.targets(source.shape().targets, ui.available_height());
        self.prepare(ui, &targets);
        let words = &texts(ui.ctx()).plots;
        let along = self.along(ui, session);
        let points = ui.available_width() as usize;
        let lines = |target: &usize| self.lines(session, points, *target);
        let lines: Vec<Lines> = targets.iter().map(lines).collect();
        let entries = |first: &Lines| first.entries(&Palette::of(ui), &*source, words);
        let entries = lines.first().map(entries).unwrap_or_default();
        self.legend.above(ui, &entries);
        let plots = targets.len();
        let height =
            (ui.available_height() - ROWS) / plots.max(1) as f32 - ui.spacing().item_spacing.y;
        self.plotted = 0;
        let left = self.lefts.begin(self.run, &targets);
        for (place, (target, mut lines)) in targets.into_iter().zip(lines).enumerate() {
            let is_last = place + 1 == plots;
            self.plotted += lines.points();
            let y_range = self.y_range(&lines, target);
            if place == 0 {
                self.y_range = y_range.clone();
            }
            let palette = Palette::of(ui);
            let band = lines.take_band();
            let frame = Frame {
                place,
                height: (plots > 1).then_some(if is_last { height + ROWS } else { height }),
                is_last,
                value_name: self.value_name(target),
                left,
                along: &along,
            };
            let edge = ui.cursor().left();
            let answer = self.plot(ui, &*source, frame, (lines, y_range));
            self.lefts.add(answer.transform.frame().left() - edge);
            if !self.legend.hides(Curve::Band) {
                lines::paint_band(ui, &palette, &answer, &band);
            }
            self.mark(ui, session, &answer, is_last);
            self.obey(ui, session, &answer);
            self.obey_keys(ui, session, &*source, &answer);
            self.hover(ui, session, &answer, target);
            self.describe(ui, session, &*source, &answer, (target, plots));
            if place == 0 {
                self.legend.over(ui, *answer.transform.frame(), &entries);
            }
        }
        if !self.lefts.are_even() {
            ui.request_discard("axis width");
        }
    }

    /// Takes up another run, another table, and what was found of all of it.
    pub(in crate::app) fn follow_run(&mut self, session: &Session, source: &dyn Source) {
        if self.run != session.run.id {
            self.run = session.run.id;
            self.follow = true;
        }
        self.table = TableView::of(source, self.table.take());
        self.whole &= self.table.is_some();
        let is_whole = self.whole;
        self.whole_view.follow(session, is_whole);
    }

    /// Has this part of the run on screen in view, or follows the newest window; of a table all of it, or the newest
    /// windows, where that is said.
    pub(in crate::app) fn look_at(
        &mut self,
        session: &Session,
        whole: Option<bool>,
        view: Option<RangeInclusive<f64>>,
    ) {
        self.follow_run(session, &*data::source(&session.run.config));
        if let Some(whole) = whole.filter(|_| self.table.is_some()) {
            self.whole = whole;
        }
        self.follow = view.is_none();
        self.t_range = view.unwrap_or_else(|| self.t_range.clone());
    }

    /// Looks through what was found of all of the table, a little in each frame.
    fn prepare(&mut self, ui: &Ui, targets: &[usize]) {
        if let Some(table) = self.table.as_ref().filter(|_| self.whole)
            && self.whole_view.prepare(table, targets, self.show_input)
        {
            ui.ctx().request_repaint();
        }
    }

    /// Keeps in view what there is to see.
    fn look(&mut self, session: &Session) {
        let sequences = session.sequences();
        if let Some(table) = self.table.as_ref().filter(|_| self.whole) {
            let limits = table.limits(self.whole_view.ahead());
            self.t_range =
                if self.follow { limits.whole.clone() } else { limits.keep(&self.t_range) };
            return;
        }
        self.t_range = match view::limits(sequences) {
            Some(limits) if !self.follow => view::in_sight(limits.keep(&self.t_range), sequences),
            _ => match &self.table {
                Some(_) if sequences.is_empty() => table::beginning(session.run.config.time_steps),
                None if sequences.is_empty() => view::first(&session.run.config),
                _ => following(sequences.back()),
            },
        };
    }

    /// What is in view of a target, each line in about `points` stretches: for a frame, and for a figure.
    pub(in crate::app) fn lines(&self, session: &Session, points: usize, target: usize) -> Lines {
        let source = data::source(&session.run.config);
        let mut channels = Channels::with_inputs(&*source, target);
        let pinned = super::lenses::pinned(session);
        let ghosts = ghosts::predictions(session, &self.t_range, points, target);
        if self.table.is_some() && !self.show_input {
            channels.inputs.clear();
        }
        let (trace, forecast) = match &self.table {
            Some(table) if self.whole => {
                self.whole_view.lines(table, &self.t_range, points, &channels)
            }
            _ => {
                let sequences = session.sequences();
                (collect(&*source, sequences, &self.t_range, points, &channels), None)
            }
        };
        let show_input = self.show_input || (self.table.is_none() && trace.newest_range.is_none());
        let is_whole = self.whole;
        let mut lines = Lines { trace, ghosts, pinned, forecast, show_input, is_whole, target };
        if let Some(table) = &self.table {
            let y_range = self.y_range(&lines, target);
            lines.lay_beside(&y_range, |input| table.range_beside(target, input));
        }
        lines
    }

    /// The values in view: the same below and above zero, of a table those of its target's column, or what
    /// there is in the part that was looked for.
    pub(in crate::app) fn y_range(&self, lines: &Lines, target: usize) -> RangeInclusive<f64> {
        let Some(table) = &self.table else {
            let height = HEIGHT.max(1.08 * lines.trace.height(lines.show_input));
            return -height..=height;
        };
        let seen = lines.range();
        let column = table.range_of_target(target).filter(|_| self.follow || seen.is_none());
        let column = match (column, seen) {
            (Some(column), Some(seen)) if !self.whole => Some(table::part_of(column, seen)),
            _ => column,
        };
        table::with_margin(column.into_iter().chain(seen))
    }

    /// The targets on show, for figures; those for which the panel has room.
    pub(in crate::app) fn targets(&self, session: &Session) -> Vec<usize> {
        let targets = data::source(&session.run.config).shape().targets;
        self.shown.targets(targets, f32::INFINITY)
    }

    /// What stands at the axis of values; nothing where they have no unit.
    pub(in crate::app) fn value_name(&self, target: usize) -> Option<String> {
        self.table.as_ref()?.title(target)
    }

    /// What stands along the axis of a table: dates where it has some; none for rows and radians.
    pub(in crate::app) fn along_dates(&self, session: &Session, most: usize) -> Option<Along> {
        self.table.as_ref()?.dates(&self.t_range, most, session.texts)
    }

    fn along(&self, ui: &Ui, session: &Session) -> Option<Along> {
        let room = f64::from(ui.available_width() - VALUES).max(0.0) / ROOM;
        self.along_dates(session, room as usize)
    }

    fn plot(
        &self,
        ui: &mut Ui,
        source: &dyn Source,
        frame: Frame<'_>,
        (lines, y_range): (Lines, RangeInclusive<f64>),
    ) -> PlotResponse<()> {
        plot_text(ui);
        let (palette, legend) = (Palette::of(ui), &self.legend);
        let t_range = self.t_range.clone();
        let stretches = self.table.as_ref().map(|table| table.parts.shaded(&palette));
        let (plot, powers) = frame.of_plot(ui, &palette, source);
        let answer = plot.show(ui, move |plot| {
            plot.set_plot_bounds_x(t_range);
            plot.set_plot_bounds_y(y_range);
            stretches.into_iter().flatten().for_each(|span| plot.span(span));
            lines.draw(plot, &palette, legend);
        });
        powers.draw(ui, &answer);
        answer
    }

    /// Names the table's parts, and says why there is nothing yet.
    fn mark(&self, ui: &Ui, session: &Session, answer: &PlotResponse<()>, is_last: bool) {
        let Some(table) = &self.table else { return };
        let ahead = if self.whole { self.whole_view.ahead() } else { 0 };
        if is_last {
            table.parts.name(ui, answer, &session.texts.plots, ahead);
        }
        if self.whole && self.whole_view.is_empty() {
            whole::say_empty(ui, session, answer);
        }
    }

    /// How far it can be looked along; none where there is nothing.
    fn limits(&self, session: &Session) -> Option<Limits> {
        match &self.table {
            Some(table) if self.whole => Some(table.limits(self.whole_view.ahead())),
            _ => view::limits(session.sequences()),
        }
    }

    /// Moving and zooming leave the newest window, or all of the table; a double click comes back to it.
    fn obey(&mut self, ui: &Ui, session: &Session, answer: &PlotResponse<()>) {
        let limits = self.limits(session);
        let gesture = Gesture::of(ui, &answer.response, *answer.transform.frame());
        if let Some((gesture, limits)) = gesture.zip(limits) {
            self.t_range = gesture.apply(&self.t_range, &limits);
            self.follow = self.whole && limits.is_whole(&self.t_range);
            ui.ctx().request_repaint();
        }
        self.follow |= answer.response.double_clicked();
    }

    fn hover(&self, ui: &Ui, session: &Session, answer: &PlotResponse<()>, target: usize) {
        let Some(read) = Read::of(ui, answer) else { return };
        match (&self.table, self.whole) {
            (Some(table), true) => {
                hover::of_whole(ui, session, answer, target, (table, &self.whole_view), read);
            }
            (Some(table), false) => hover::of_rows(ui, session, answer, target, table, read),
            (None, _) => hover::of_waves(ui, session, answer, target, read),
        }
    }
}
