//! Figures fit for a paper from plain data, as SVG or PNG: the curves of a run above its loss, and
//! heatmaps of a sweep.
//!
//! The figure is drawn as SVG with text as outlines of a bundled font, so that it needs no font of the
//! machine that shows it; the PNG is that SVG rasterized. The same data always gives the same bytes.
//! Whatever the data, a figure comes out: values that can't be shown leave a gap.

mod axis;
pub mod clip;
mod colours;
mod curves;
mod floor;
pub mod graph;
mod heatmap;
mod levels;
mod line;
mod loss;
mod marks;
mod panel;
mod plate;
mod raster;
#[cfg(test)]
pub(crate) mod seeing;
mod svg;
#[cfg(test)]
mod tests;
mod text;

use resvg::usvg;

pub use colours::{ColourScale, is_light, viridis};
use graph::Ink;
pub use heatmap::{Heatmap, Map, Numbers, Places, Quantity};
pub use plate::Plate;

use panel::{GREY, INK, Plan, SMALL, widest};
use svg::{Anchor, Rect, Svg, Type};
use text::Face;
pub use text::line_starts;

use crate::number::ticks::Tick;
use crate::text::Texts;

/// Pixels at scale 1.
const WIDTH: f64 = 800.0;
/// The scale of pictures fit for print: a column of 14 cm has 300 dots an inch then.
pub const PRINT_SCALE: f32 = 2.0;
const MARGIN: f64 = 26.0;
const CURVES_HEIGHT: f64 = 240.0;
/// Of each of several panels of curves.
const STACKED_HEIGHT: f64 = 130.0;
const LOSS_HEIGHT: f64 = 170.0;
/// Below a frame: tick labels and the axis' name.
const BELOW: f64 = 46.0;
const TITLE: f64 = 16.0;
const SUBTITLE_LINE: f64 = 15.5;

/// Why no figure could be drawn.
#[derive(Debug, thiserror::Error)]
pub enum FigureError {
    /// The bundled font doesn't parse: a damaged build.
    #[error("{}", (Texts::in_force().figures.font)(.0))]
    Font(String),
    /// A scale outside [`Figure::SCALES`].
    #[error("{}", (Texts::in_force().figures.scale)(*.0))]
    Scale(f32),
    /// The rasterizer refuses the picture.
    #[error("{}", (Texts::in_force().figures.no_pixels)(&.0.to_string()))]
    Svg(#[from] usvg::Error),
    /// No memory for that many pixels.
    #[error("{}", (Texts::in_force().figures.too_large)(*.0, *.1))]
    Size(u32, u32),
    /// The PNG encoder failed.
    #[error("{}", (Texts::in_force().figures.no_png)(&.0.to_string()))]
    Png(#[from] image::ImageError),
}

/// A figure of two panels: target and prediction over time, and the loss of every step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// One line at the top; none when empty.
    pub title: String,
    /// Smaller, below the title, such as the run's settings; at most three lines.
    pub subtitle: String,
    /// The upper panel.
    pub curves: Curves,
    /// Other curves over the same times, below each other.
    pub below: Vec<Curves>,
    /// The lower panel.
    pub loss: LossPlot,
}

/// What was asked for and what was answered, over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curves {
    /// The lines, each drawn over the ones before.
    pub lines: Vec<Line>,
    /// What they lie along where that isn't time in radians, as "row".
    pub along: Option<String>,
    /// The ticks along it, where they aren't round numbers.
    pub x_ticks: Option<Vec<Tick>>,
    /// What their values are where these are no signal without a unit, as "level [m]".
    pub value_name: Option<String>,
    /// The times to show; all of the data without it.
    pub x_range: Option<(f64, f64)>,
    /// The values to show; all of what is visible without it.
    pub y_range: Option<(f64, f64)>,
}

/// One of several lines over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What the legend calls it; one without a name isn't in the legend.
    pub name: String,
    /// Which line it is, which decides about colour and width.
    pub ink: Ink,
    /// (radians, value) in the order of time; the line breaks between its pieces.
    pub pieces: Vec<Vec<(f64, f64)>>,
}

/// The samples of one window (one batch row), all of the same length; the shortest counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segment {
    /// Radians, growing; of a table, rows.
    pub t: Vec<f64>,
    /// What the network was given.
    pub input: Vec<f64>,
    /// What it should have answered.
    pub target: Vec<f64>,
    /// What it answered.
    pub prediction: Vec<f64>,
}

/// The loss over the steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LossPlot {
    /// (step, loss), in the order of the steps.
    pub points: Vec<(f64, f64)>,
    /// The smoothed loss in the same form: drawn over the points, which are then faint.
    pub smoothed: Vec<(f64, f64)>,
    /// A logarithmic loss axis; losses that are not positive leave a gap.
    pub log: bool,
    /// The steps to show; all of the data without it.
    pub x_range: Option<(f64, f64)>,
    /// The losses to show (losses, not their logarithms, on a logarithmic axis too); all of what is
    /// visible without it.
    pub y_range: Option<(f64, f64)>,
    /// Runs beside it, or all of them where none stands out; drawn under its own lines.
    pub others: Vec<LossLine>,
    /// (step, loss) of validations, drawn over the losses of the steps.
    pub validations: Vec<(f64, f64)>,
    /// Losses that it takes to beat.
    pub levels: Vec<Level>,
    /// (step, what was changed then).
    pub marks: Vec<(f64, String)>,
    /// The lowest mean losses that any network could reach, where they are known, in the order of their
    /// steps; the last is labelled in any case.
    pub floors: Vec<Floor>,
}

/// A loss that it takes to beat, whatever the step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Level {
    /// What has it, in a word.
    pub name: String,
    /// The loss.
    pub loss: f64,
    /// One sentence on what that is.
    pub because: String,
}

/// The lowest mean loss that any network could reach over a stretch of steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Floor {
    /// Where on the axis of steps it begins.
    pub from: f64,
    /// Where it ends; none where it goes on.
    pub to: Option<f64>,
    /// The loss.
    pub loss: f64,
    /// One sentence: why it isn't lower.
    pub because: String,
}

/// The losses of one of several runs.
#[derive(Clone, Debug, PartialEq)]
pub struct LossLine {
    /// What the legend calls it.
    pub name: String,
    /// Which of several lines it is.
    pub ink: Ink,
    /// (step, loss), in the order of the steps.
    pub points: Vec<(f64, f64)>,
    /// The smoothed loss in the same form: drawn over the points, which are then faint.
    pub smoothed: Vec<(f64, f64)>,
}

impl Figure {
    /// The scales [`Figure::png`] accepts.
    pub const SCALES: std::ops::RangeInclusive<f32> = 0.1..=16.0;

    /// The figure as an SVG file, 800 pixels wide; texts are outlines (and in `aria-label`s). What nobody has
    /// named is called what it is called in `texts`.
    ///
    /// # Errors
    /// [`FigureError::Font`] when the bundled font is damaged.
    pub fn svg(&self, texts: &'static Texts) -> Result<String, FigureError> {
        let mut svg = Svg::new(Face::bundled()?, &texts.figures);
        let header = draw_header(&mut svg, &self.title, &self.subtitle);
        let panels: Vec<&Curves> = std::iter::once(&self.curves).chain(&self.below).collect();
        let mut plans: Vec<Plan> = panels.iter().map(|curves| curves.plan()).collect();
        plans.push(self.loss.plan());
        let (left, right) = sides(svg.face(), &plans);

        let height = if self.below.is_empty() { CURVES_HEIGHT } else { STACKED_HEIGHT };
        let mut top = header + 28.0;
        let mut plans = plans.into_iter();
        for (place, (curves, plan)) in panels.into_iter().zip(plans.by_ref()).enumerate() {
            let frame = Rect { left, top, right, bottom: top + height };
            top = curves.draw(&mut svg, plan, frame, place) + BELOW;
        }
        let frame = Rect { left, top, right, bottom: top + LOSS_HEIGHT };
        let ends = plans.next().map(|plan| self.loss.draw(&mut svg, plan, frame));
        let bottom = ends.unwrap_or(top);
        let description = texts.figures.about_run;
        Ok(svg.finish(WIDTH, (bottom + BELOW).ceil(), &self.title, description))
    }

    /// The figure as a PNG file, `scale` times 800 pixels wide, without transparency.
    ///
    /// # Errors
    /// [`FigureError::Scale`] for a scale outside [`Figure::SCALES`]; the others when something in the
    /// way from SVG to PNG fails, which no data should bring about.
    pub fn png(&self, scale: f32, texts: &'static Texts) -> Result<Vec<u8>, FigureError> {
        raster::png(&self.svg(texts)?, scale)
    }
}

/// Draws title and subtitle; returns where they end.
fn draw_header(svg: &mut Svg, title_text: &str, subtitle_text: &str) -> f64 {
    let width = WIDTH - 2.0 * MARGIN;
    let title = Type { size: TITLE, colour: INK, anchor: Anchor::Middle, upwards: false };
    let subtitle = Type { size: SMALL, colour: GREY, ..title };
    let mut baseline = 8.0;
    for (text, look, lines, height) in
        [(title_text, title, 1, 24.0), (subtitle_text, subtitle, 3, SUBTITLE_LINE)]
    {
        let paragraphs = text.lines();
        let wrapped = paragraphs.flat_map(|text| svg.face().wrap(text, look.size, width, lines));
        for line in wrapped.collect::<Vec<_>>() {
            baseline += height;
            svg.text(&line, (WIDTH / 2.0, baseline), &look);
        }
    }
    baseline
}

/// Where all panels begin and end: what their widest labels leave, so that they stand in line.
fn sides(face: &Face, plans: &[Plan]) -> (f64, f64) {
    let labels = plans.iter().map(|plan| widest(face, &plan.y_ticks)).fold(0.0, f64::max);
    let left = (panel::Y_NAME + 18.0 + labels).min(WIDTH / 2.0);
    let right = WIDTH - MARGIN;
    // Half of a label at the right end stands outside the frame.
    let overhang = plans.iter().map(|plan| widest(face, &plan.x_ticks(face, left, right)) / 2.0);
    (left, WIDTH - overhang.map(|width| width + 6.0).fold(MARGIN, f64::max).min(WIDTH / 4.0))
}
