//! The loss, step by step: raw and smoothed, with marks where a setting was changed.

use std::ops::RangeInclusive;

use egui::{Rect, RichText, Ui};
use egui_plot::{Line, Plot, PlotPoint, PlotPoints, PlotResponse, VLine};

use super::curves::touched;
use super::floor::FloorLine;
use super::ghosts;
use super::header::{back_to_live, header};
use super::theme::{Palette, plot_text};
use super::ticks::{OVERHANG, loss_over_steps, short};
use super::{marks, timeline};
use crate::history::{Bucket, History, Series, Smoothed};
use crate::session::runs::Runs;
use crate::session::{Run, Session};
use crate::worker::REFRESH;

/// Losses below this look like it on a logarithmic axis.
pub(super) const LEAST: f64 = 1e-12;
/// (step, loss), as figures take it.
type Points = Vec<(f64, f64)>;

/// Stretches of steps that a figure shows at most.
const FIGURE_POINTS: usize = 2000;
/// Values that are smoothed anew in one frame, less than a millisecond's work: after a change of the
/// factor the rest follows in the next frames.
const SMOOTHED_A_FRAME: usize = 16_384;
/// Steps in view at the least.
const LEAST_STEPS: f64 = 20.0;

/// What the user set on the loss, and where they look.
#[derive(Debug)]
pub(super) struct LossPanel {
    /// Whether the axis is logarithmic.
    pub(super) logarithmic: bool,
    /// The smoothed loss.
    pub(super) smoothed: Smoothed,
    /// Whether the whole run is in view.
    pub(super) follow: bool,
    /// Steps in view.
    pub(super) steps: RangeInclusive<f64>,
    /// Losses in view, as they are drawn (decimal logarithms on a logarithmic axis).
    pub(super) y_range: RangeInclusive<f64>,
    /// Where the panel lies in the window.
    pub(super) rect: Rect,
    /// Points handed to the plot in the last frame.
    pub(super) plotted: usize,
    /// The run that `smoothed` belongs to.
    run: u64,
    buckets: Vec<Bucket>,
    floor: FloorLine,
}

impl LossPanel {
    /// A panel with these settings.
    pub(super) fn new(logarithmic: bool, smoothing: f64) -> Self {
        Self {
            logarithmic,
            smoothed: Smoothed::new(smoothing),
            follow: true,
            steps: 0.0..=LEAST_STEPS,
            y_range: 0.0..=1.0,
            rect: Rect::NOTHING,
            plotted: 0,
            run: 0,
            buckets: Vec::new(),
            floor: FloorLine::default(),
        }
    }

    /// Draws the panel.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session) {
        self.rect = ui.max_rect();
        let run = &session.run;
        if self.run != run.id {
            self.run = run.id;
            self.smoothed.clear();
            self.follow = true;
        }
        self.header(ui);
        let caught_up = self.smoothed.follow_for(run.history.loss(), SMOOTHED_A_FRAME);
        if !caught_up && !session.is_running() {
            ui.request_repaint_after(REFRESH);
        }
        self.floor.follow(session);
        if self.follow {
            self.show_all(run, &session.runs);
        }
        let answer = self.plot(ui, run, &session.runs);
        self.obey(ui, &answer);
        if run.step() == 0 {
            say_empty(ui, &answer);
        } else {
            marks::labels(ui, &run.marks, &answer);
            timeline::line(ui, session, &answer);
        }
        let explained = self.floor.draw(ui, &answer, |loss| self.drawn(loss as f32));
        if run.step() > 0 && !explained {
            self.hover(ui, run, &answer);
        }
    }

    fn header(&mut self, ui: &mut Ui) {
        let hint = "mean squared error of each step's window; lower is better";
        header(ui, "Loss", hint, |ui| {
            let was = self.logarithmic;
            ui.checkbox(&mut self.logarithmic, "log")
                .on_hover_text("Logarithmic axis: equal distances are equal factors.");
            self.follow |= was != self.logarithmic;
            self.smoothing_slider(ui);
            if !self.follow {
                back_to_live(ui, &mut self.follow);
            }
        });
    }

    fn smoothing_slider(&mut self, ui: &mut Ui) {
        let mut factor = self.smoothed.factor();
        ui.spacing_mut().slider_width = 70.0;
        let slider = egui::Slider::new(&mut factor, 0.0..=0.999).show_value(false);
        let answer = ui.add(slider);
        let label = ui.label(RichText::new("smoothing").small().weak());
        let answer = answer.labelled_by(label.id);
        if answer.changed() {
            self.smoothed.set_factor(factor);
        }
        answer.on_hover_text(format!(
            "Moving average over about {:.0} steps; the raw loss stays faintly visible.",
            1.0 / (1.0 - factor)
        ));
    }

    /// Brings the whole run into view, and the losses of those beside it.
    fn show_all(&mut self, run: &Run, runs: &Runs) {
        self.steps = 0.0..=(run.step() as f64 * 1.01).max(LEAST_STEPS);
        let losses = || {
            let ghosts = runs.ghosts().map(|run| &run.history);
            std::iter::once(&run.history).chain(ghosts).map(History::loss)
        };
        let low = losses().filter_map(Series::min).map(|(_, loss)| loss).reduce(f32::min);
        let high = losses().filter_map(Series::max).map(|(_, loss)| loss).reduce(f32::max);
        let (low, high) = (self.drawn(low.unwrap_or(0.01)), self.drawn(high.unwrap_or(1.0)));
        let margin = 0.06 * (high - low).max(0.1);
        let low = if self.logarithmic { low - margin } else { 0.0 };
        self.y_range = low..=high + margin;
    }

    /// Where a loss lies on the axis.
    fn drawn(&self, loss: f32) -> f64 {
        let loss = f64::from(loss);
        if self.logarithmic { loss.max(LEAST).log10() } else { loss }
    }

    fn plot(&mut self, ui: &mut Ui, run: &Run, runs: &Runs) -> PlotResponse<()> {
        plot_text(ui);
        let palette = Palette::of(ui);
        let pixels = ui.available_width().max(100.0) as usize;
        let raw = self.line(run.history.loss(), pixels, false);
        let ghosts =
            ghosts::all(runs, &palette, |run| self.line(run.history.loss(), pixels, false));
        let smoothing = self.smoothed.factor() > 0.0;
        let smoothed = if smoothing { self.smoothed_line(run, pixels) } else { Vec::new() };
        self.plotted = raw.len() + smoothed.len();
        let marks = marks::lines(&run.marks, &self.steps);
        let follow = self.follow.then(|| (self.steps.clone(), self.y_range.clone()));
        let width = ui.available_width() - OVERHANG;
        let plot = self.frame_of_plot().grid_color(palette.grid).width(width);
        plot.show(ui, move |plot| {
            if let Some((steps, y_range)) = follow {
                plot.set_plot_bounds_x(steps);
                plot.set_plot_bounds_y(y_range);
            }
            for step in marks {
                plot.vline(
                    VLine::new("change", step).color(palette.mark).width(1.0).allow_hover(false),
                );
            }
            let line = |name: &str, points: Vec<PlotPoint>| {
                Line::new(name.to_owned(), PlotPoints::Owned(points)).allow_hover(false)
            };
            for (n, ghost) in ghosts.into_iter().enumerate() {
                let drawn = line(&ghost.name, ghost.line).id(("ghost", n));
                plot.line(drawn.color(ghost.colour).width(1.2));
            }
            let colour = if smoothing { palette.raw } else { palette.prediction };
            plot.line(line("loss", raw).color(colour).width(1.4));
            if smoothing {
                plot.line(line("smoothed", smoothed).color(palette.prediction).width(2.2));
            }
        })
    }

    fn frame_of_plot<'a>(&self) -> Plot<'a> {
        let plot = Plot::new("loss")
            .show_crosshair(false)
            .allow_double_click_reset(false)
            .allow_boxed_zoom(false)
            .y_axis_min_width(44.0)
            .x_axis_label("step")
            .label_formatter(|_| None);
        loss_over_steps(plot, self.logarithmic)
    }

    fn smoothed_line(&mut self, run: &Run, pixels: usize) -> Vec<PlotPoint> {
        let mut buckets = std::mem::take(&mut self.buckets);
        let steps = self.steps_in_view();
        self.smoothed.visible(run.history.loss(), steps, pixels, &mut buckets);
        let line = self.points(&buckets, true);
        self.buckets = buckets;
        line
    }

    fn line(&mut self, series: &Series, pixels: usize, mean: bool) -> Vec<PlotPoint> {
        let mut buckets = std::mem::take(&mut self.buckets);
        series.visible(self.steps_in_view(), pixels, &mut buckets);
        let line = self.points(&buckets, mean);
        self.buckets = buckets;
        line
    }

    pub(super) fn steps_in_view(&self) -> RangeInclusive<u64> {
        // One more on each side, so that lines reach the edge.
        (self.steps.start().max(1.0) as u64).saturating_sub(1).max(1)
            ..=(self.steps.end().max(1.0) as u64).saturating_add(1)
    }

    /// Two points a bucket, its least and greatest value, or one with the mean.
    fn points(&self, buckets: &[Bucket], mean: bool) -> Vec<PlotPoint> {
        let mut points = Vec::with_capacity(2 * buckets.len());
        for bucket in buckets.iter().filter(|bucket| !bucket.is_gap()) {
            let step = 0.5 * (bucket.first_step as f64 + bucket.last_step as f64);
            if mean || bucket.is_exact() {
                points.push(PlotPoint::new(step, self.drawn(bucket.mean)));
            } else {
                points.push(PlotPoint::new(step, self.drawn(bucket.min)));
                points.push(PlotPoint::new(step, self.drawn(bucket.max)));
            }
        }
        points
    }

    /// (step, loss) in view, raw and smoothed, for a figure.
    pub(super) fn visible(&self, run: &Run) -> (Points, Points) {
        let (loss, steps) = (run.history.loss(), self.steps_in_view());
        let pairs = |buckets: &[Bucket]| {
            buckets.iter().filter(|bucket| !bucket.is_gap()).flat_map(pair).collect()
        };
        let mut buckets = Vec::new();
        loss.visible(steps.clone(), FIGURE_POINTS, &mut buckets);
        let raw = pairs(&buckets);
        buckets.clear();
        if self.smoothed.factor() > 0.0 {
            self.smoothed.visible(loss, steps, FIGURE_POINTS, &mut buckets);
        }
        (raw, pairs(&buckets))
    }

    fn obey(&mut self, ui: &Ui, answer: &PlotResponse<()>) {
        let bounds = answer.transform.bounds();
        self.steps = bounds.range_x();
        self.y_range = bounds.range_y();
        if touched(ui, &answer.response) {
            self.follow = false;
        }
        if answer.response.double_clicked() {
            self.follow = true;
        }
    }

    /// Step and loss under the pointer, and what was changed there.
    fn hover(&mut self, ui: &Ui, run: &Run, answer: &PlotResponse<()>) {
        let Some(pointer) = answer.response.hover_pos() else { return };
        let x = answer.transform.value_from_position(pointer).x;
        let step = x.round().clamp(1.0, run.step().max(1) as f64) as u64;
        let width = answer.transform.dvalue_dpos()[0].abs();
        let mut lines = run.history.at(step).map_or_else(
            || self.hover_bucket(run, step, width),
            |record| {
                format!(
                    "step {step}\nloss {}\ngradient norm {}\nlearning rate {}",
                    record.loss, record.grad_norm, record.learning_rate
                )
            },
        );
        lines.push_str(&marks::near(&run.marks, x, 4.0 * width));
        if lines.is_empty() {
            return;
        }
        self.dot(ui, run, step, answer);
        answer.response.clone().on_hover_ui_at_pointer(|ui| {
            ui.label(RichText::new(lines).monospace());
        });
    }

    fn dot(&self, ui: &Ui, run: &Run, step: u64, answer: &PlotResponse<()>) {
        if let Some(loss) = run.history.loss().exact_at(step) {
            let palette = Palette::of(ui);
            let point = PlotPoint::new(step as f64, self.drawn(loss));
            let centre = answer.transform.position_from_point(&point);
            let painter = ui.painter_at(*answer.transform.frame());
            painter.circle(centre, 4.0, palette.prediction, egui::Stroke::new(1.5, palette.plot));
        }
    }

    /// Of steps long past the history keeps ranges.
    fn hover_bucket(&mut self, run: &Run, step: u64, width: f64) -> String {
        let mut buckets = std::mem::take(&mut self.buckets);
        let reach = width.ceil().max(1.0) as u64;
        let steps = step.saturating_sub(reach).max(1)..=step.saturating_add(reach);
        run.history.loss().visible(steps, 4, &mut buckets);
        let found = buckets.iter().find(|bucket| {
            (bucket.first_step..=bucket.last_step).contains(&step) && !bucket.is_gap()
        });
        let text = found.map(|bucket| {
            format!(
                "steps {} to {}\nloss {} to {}\nmean {}",
                bucket.first_step,
                bucket.last_step,
                short(bucket.min.into()),
                short(bucket.max.into()),
                short(bucket.mean.into())
            )
        });
        self.buckets = buckets;
        text.unwrap_or_default()
    }
}

/// What will be here once there are steps.
fn say_empty(ui: &Ui, answer: &PlotResponse<()>) {
    ui.painter().text(
        answer.transform.frame().center(),
        egui::Align2::CENTER_CENTER,
        "each step's loss will appear here",
        egui::FontId::proportional(13.5),
        ui.visuals().weak_text_color(),
    );
}

/// A bucket as points of a figure: the step itself, or its least and greatest loss.
fn pair(bucket: &Bucket) -> impl Iterator<Item = (f64, f64)> + use<> {
    let (first, last) = (bucket.first_step as f64, bucket.last_step as f64);
    let (min, max) = (f64::from(bucket.min), f64::from(bucket.max));
    let second = (!bucket.is_exact()).then_some((last, max));
    std::iter::once((first, min)).chain(second)
}
