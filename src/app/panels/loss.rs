//! The loss, step by step: raw and smoothed, with marks where a setting was changed.

mod by_keys;
mod epochs;
mod expected;
mod hover;
mod look_back;
mod validation;

use std::ops::RangeInclusive;

use egui::{Pos2, Rect, RichText, Ui, vec2};
use egui_plot::{Plot, PlotPoint, PlotResponse, VLine};

use super::header::{back_to_live, header};
use super::steps::{self, Steps};
use super::timeline;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::panels::checkbox::checkbox;
use crate::app::plots::cursor::Read;
use crate::app::plots::floor::FloorLine;
use crate::app::plots::ghosts::{self, Ghost};
use crate::app::plots::levels::{self, Level};
use crate::app::plots::look::Look;
use crate::app::plots::loss_axes::LossAxes;
use crate::app::plots::navigation::Gesture;
use crate::app::plots::ticks::loss_over_steps;
use crate::app::plots::{marks, plot, spoken};
use crate::app::theme::{Palette, plot_text};
use crate::config::{Config, Loss, LossOn};
use crate::figure::graph::Ink;
use crate::history::{Bucket, History, Series, Smoothed};
use crate::lens::floor::FloorStretch;
use crate::session::runs::Runs;
use crate::session::{Action, Run, Session};
use crate::worker::REFRESH;
use expected::Expected;
use look_back::LookBack;

/// (step, loss), as figures take it.
type Points = Vec<(f64, f64)>;

/// Stretches of steps that a figure shows at most: about one for each pixel of its width.
const FIGURE_STRETCHES: usize = 700;
/// Values that are smoothed anew in one frame, less than a millisecond's work: after a change of the
/// factor the rest follows in the next frames.
const SMOOTHED_A_FRAME: usize = 16_384;
/// Pixels to a point of a trend.
const TREND: usize = 8;
/// Stretches of validations that are looked through for the axis.
const VALIDATIONS: usize = 64;
/// Steps that the strongest smoothing averages.
const SMOOTHEST: f64 = 1000.0;

/// What the user set on the loss, and where they look.
#[derive(Debug)]
pub(in crate::app) struct LossPanel {
    /// What is in view.
    pub(in crate::app) axes: LossAxes,
    /// The smoothed loss.
    pub(in crate::app) smoothed: Smoothed,
    /// Whether the whole run is in view.
    pub(in crate::app) follow: bool,
    /// Where the panel lies in the window.
    pub(in crate::app) rect: Rect,
    /// Points handed to the plot in the last frame.
    pub(in crate::app) plotted: usize,
    /// The run that `smoothed` belongs to.
    run: u64,
    buckets: Vec<Bucket>,
    floor: FloorLine,
    /// What a learner expects of it.
    pub(in crate::app) expected: Expected,
    look_back: LookBack,
}

impl LossPanel {
    /// A panel with these settings.
    pub(in crate::app) fn new(logarithmic: bool, smoothing: f64) -> Self {
        Self {
            axes: LossAxes::new(logarithmic),
            smoothed: Smoothed::new(smoothing),
            follow: true,
            rect: Rect::NOTHING,
            plotted: 0,
            run: 0,
            buckets: Vec::new(),
            floor: FloorLine::default(),
            expected: Expected::default(),
            look_back: LookBack::default(),
        }
    }

    /// Draws the panel.
    pub(in crate::app) fn ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        self.rect = ui.max_rect();
        let run = &session.run;
        if self.run != run.id {
            self.run = run.id;
            self.smoothed.clear();
            self.follow = true;
        }
        self.header(ui, &session.config());
        let caught_up = self.smoothed.follow_for(run.history.loss(), SMOOTHED_A_FRAME);
        if !caught_up && !session.is_running() {
            ui.request_repaint_after(REFRESH);
        }
        self.floor.follow(run, self.expected.is_awaited());
        let levels = &levels::of(session)[..];
        self.follow |= self.expected.has_the_hand();
        if self.follow {
            self.show_all(run, &session.runs, levels);
            self.expected.make_room(&mut self.axes);
        } else {
            self.axes.steps = LossAxes::limits(run.step()).keep(&self.axes.steps);
        }
        let (answer, curve) = self.plot(ui, run, &session.runs);
        if run.step() > 0 {
            epochs::draw(ui, run, &self.axes, &answer);
            validation::ring(ui, run, &self.axes, &answer);
            timeline::line(ui, session, &answer);
        } else if !self.expected.is_there() {
            say_empty(ui, &answer);
        }
        let mut taken = Vec::new();
        let to_screen = |point| answer.transform.position_from_point(point);
        let seen: Vec<Pos2> = curve.iter().map(to_screen).collect();
        let explained = self.floor.draw(ui, &answer, &self.axes, &seen, &mut taken);
        let explained =
            levels::draw(ui, &answer, &self.axes, (levels, &seen), &mut taken) || explained;
        marks::labels(ui, &run.marks, &answer, taken);
        if let (1, Some(first)) = (run.step(), run.history.loss().last()) {
            // A line through one point is none.
            let at = PlotPoint::new(1.0, self.axes.place(first));
            plot::dot(ui, &answer, at, Palette::of(ui).prediction);
        }
        let draws = self.expected.has_the_hand();
        let pressed = if draws { None } else { self.obey_keys(ui, run, &answer) };
        let read =
            Read::of(ui, &answer).filter(|read| !explained || matches!(read, Read::Cursor(..)));
        if let Some(read) = read {
            hover::show(ui, session, &self.axes, &answer, read);
        }
        self.expected.ui(ui, run, &self.axes, &answer);
        let words = spoken::words(ui);
        let say = || if draws { Expected::told(ui) } else { self.told(ui, run) };
        spoken::describe(ui, &answer.response, words.loss, say);
        if draws {
            return;
        }
        self.obey(ui, run, &answer);
        let clicked = self.look_back.clicked_step(ui, run.step(), &answer).or(pressed);
        actions.extend(clicked.filter(|_| session.can.rewind).map(Action::Rewind));
    }

    /// Has these steps of a run in view, or all of them.
    pub(in crate::app) fn look_at(&mut self, run: u64, steps: Option<RangeInclusive<f64>>) {
        if self.run != run {
            self.run = run;
            self.smoothed.clear();
        }
        self.follow = steps.is_none();
        self.axes.steps = steps.unwrap_or_else(|| self.axes.steps.clone());
    }

    fn header(&mut self, ui: &mut Ui, config: &Config) {
        let texts = &texts(ui.ctx()).plots;
        let mean = match config.loss {
            Loss::Mse => texts.mse,
            Loss::Mae => texts.mae,
            Loss::Huber => texts.huber,
        };
        let sentence = match config.loss_on {
            LossOn::All => (texts.loss_sentence)(mean),
            LossOn::Last => (texts.last_sentence)(mean),
        };
        header(ui, texts.loss, &sentence, |ui| {
            checkbox(ui, &mut self.axes.logarithmic, texts.log).hint(texts.log_hint);
            self.smoothing_slider(ui);
            if !self.follow {
                back_to_live(ui, &mut self.follow);
            }
        });
    }

    fn smoothing_slider(&mut self, ui: &mut Ui) {
        let texts = &texts(ui.ctx()).plots;
        let mut steps = 1.0 / (1.0 - self.smoothed.factor());
        ui.spacing_mut().slider_width = 70.0;
        let before = steps;
        let slider = egui::Slider::new(&mut steps, 1.0..=SMOOTHEST).logarithmic(true);
        let answer = ui.add(slider.show_value(false));
        let label = ui.label(RichText::new(texts.smoothing).small().weak());
        let answer = answer.labelled_by(label.id);
        let by_keys = steps::moved(ui, &answer, before, Steps::factors(true), 1.0..=SMOOTHEST);
        steps = by_keys.unwrap_or(steps).round();
        if answer.changed() || by_keys.is_some() {
            self.smoothed.set_factor(1.0 - 1.0 / steps);
        }
        steps::speak(ui, &answer, steps, &(spoken::words(ui).steps)(steps as u64));
        answer.hint((texts.smoothing_hint)(steps));
    }

    /// Brings the whole run into view, and the losses of those beside it.
    fn show_all(&mut self, run: &Run, runs: &Runs, levels: &[Level]) {
        let histories = std::iter::once(&run.history).chain(runs.ghosts().map(|run| &run.history));
        let losses: Vec<&Series> = histories.map(History::loss).collect();
        self.axes.show_all(run.step(), &losses);
        if run.step() == 0 {
            return;
        }
        run.history.validation_loss().visible(0..=u64::MAX, VALIDATIONS, &mut self.buckets);
        let validations = self.buckets.iter().flat_map(|bucket| [bucket.min, bucket.max]);
        self.axes.make_room(validations);
        let own = LossAxes::ends(&[run.history.loss()]).unwrap_or((0.01, 1.0));
        self.axes.make_room(levels::near(levels, own, self.axes.logarithmic));
    }

    /// Draws the plot; what it answers, and the loss of each step in view.
    fn plot(&mut self, ui: &mut Ui, run: &Run, runs: &Runs) -> (PlotResponse<()>, Vec<PlotPoint>) {
        plot_text(ui);
        let palette = Palette::of(ui);
        let pixels = ui.available_width().max(100.0) as usize;
        let raw = self.line(run.history.loss(), pixels);
        let all = texts(ui.ctx());
        let ghosts = ghosts::all(runs, all, |run| self.line_and_trend(run.history.loss(), pixels));
        let smoothing = self.smoothed.factor() > 0.0;
        let smoothed = if smoothing { self.smoothed_line(run, pixels) } else { Vec::new() };
        let validations = validation::line(run, &self.axes, pixels);
        self.plotted = raw.len() + smoothed.len() + validations.len();
        if !self.follow {
            let others = ghosts.iter().map(|ghost| &*ghost.line[0]);
            self.axes.show_lines(others.chain([&*raw, &*smoothed, &*validations]));
        }
        let curve = raw.clone();
        let marks = marks::lines(&run.marks, &self.axes.steps);
        let (steps, y_range) = (self.axes.steps.clone(), self.axes.y_range.clone());
        let plot = plot::bare(Plot::new("loss"), ui.available_width(), &palette);
        let texts = &all.plots;
        let (plot, powers) =
            loss_over_steps(plot.x_axis_label(texts.step_axis), self.axes.logarithmic);
        let answer = plot.show(ui, move |plot| {
            plot.set_plot_bounds_x(steps);
            plot.set_plot_bounds_y(y_range);
            let change = Look::change(&palette);
            for step in marks {
                let mark = VLine::new("change", step).stroke(change.stroke());
                plot.vline(mark.style(change.style()).allow_hover(false));
            }
            for Ghost { id, line: [each, trend], colour, .. } in ghosts {
                let look = Look::of(&palette, Ink::Pinned(colour));
                look.faint().draw(plot, ("pinned", id), vec![each]);
                look.draw(plot, ("pinned trend", id), vec![trend]);
            }
            Look::loss(&palette, smoothing).draw(plot, "loss", vec![raw]);
            if smoothing {
                Look::smoothed(&palette).draw(plot, "smoothed", vec![smoothed]);
            }
            if !validations.is_empty() {
                validation::draw(plot, &palette, validations);
            }
        });
        powers.draw(ui, &answer);
        (answer, curve)
    }

    fn smoothed_line(&mut self, run: &Run, pixels: usize) -> Vec<PlotPoint> {
        let steps = self.axes.steps_in_view();
        self.smoothed.visible(run.history.loss(), steps, pixels, &mut self.buckets);
        self.axes.means(&self.buckets)
    }

    /// Each step of a run beside the live one, and its means over stretches wide enough for dashes to be seen.
    fn line_and_trend(&mut self, series: &Series, pixels: usize) -> [Vec<PlotPoint>; 2] {
        let each = self.line(series, pixels);
        series.visible(self.axes.steps_in_view(), pixels / TREND, &mut self.buckets);
        [each, self.axes.means(&self.buckets)]
    }

    fn line(&mut self, series: &Series, pixels: usize) -> Vec<PlotPoint> {
        series.visible(self.axes.steps_in_view(), pixels, &mut self.buckets);
        self.axes.extremes(&self.buckets)
    }

    /// The floors of the run, for a figure.
    pub(in crate::app) fn floors(&self) -> &[FloorStretch] {
        self.floor.stretches()
    }

    /// (step, loss) in view, for a figure: each step's, and smoothed where the window shows that too.
    pub(in crate::app) fn visible(&self, run: &Run) -> (Points, Points) {
        let (loss, steps) = (run.history.loss(), self.axes.steps_in_view());
        let mut smoothed = Vec::new();
        if self.smoothed.factor() > 0.0 {
            self.smoothed.visible(loss, steps, FIGURE_STRETCHES, &mut smoothed);
        }
        (self.visible_of(loss), smoothed.iter().filter_map(Bucket::middle).collect())
    }

    /// (step, validation loss) in view.
    pub(in crate::app) fn visible_validations(&self, run: &Run) -> Points {
        let mut buckets = Vec::new();
        let validations = run.history.validation_loss();
        validations.visible(self.axes.steps_in_view(), FIGURE_STRETCHES, &mut buckets);
        buckets.iter().filter_map(Bucket::middle).collect()
    }

    /// (step, loss) in view of another run.
    pub(in crate::app) fn visible_of(&self, loss: &Series) -> Points {
        let mut buckets = Vec::new();
        loss.visible(self.axes.steps_in_view(), FIGURE_STRETCHES, &mut buckets);
        buckets.iter().flat_map(Bucket::points).collect()
    }

    /// Moving and zooming leave the whole run; zooming out to it and a double click come back.
    fn obey(&mut self, ui: &Ui, run: &Run, answer: &PlotResponse<()>) {
        let gesture = Gesture::of(ui, &answer.response, *answer.transform.frame());
        if let Some(gesture) = gesture {
            let limits = LossAxes::limits(run.step());
            self.axes.steps = gesture.apply(&self.axes.steps, &limits);
            self.follow = limits.is_whole(&self.axes.steps);
            ui.ctx().request_repaint();
        }
        self.follow |= answer.response.double_clicked();
    }
}

/// What will be here once there are steps.
fn say_empty(ui: &Ui, answer: &PlotResponse<()>) {
    let frame = *answer.transform.frame();
    let (text, font) = (texts(ui.ctx()).plots.empty.to_owned(), egui::FontId::proportional(13.5));
    let colour = ui.visuals().weak_text_color();
    let galley = ui.painter().layout(text, font, colour, frame.width() - 12.0);
    let rect = egui::Align2::CENTER_CENTER.anchor_size(frame.center(), galley.size());
    // No line of the grid goes through it.
    ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), 2.0, Palette::of(ui).plot);
    ui.painter().galley(rect.min, galley, colour);
}
