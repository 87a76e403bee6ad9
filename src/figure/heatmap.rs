//! Heatmaps of a sweep: a colour for every point, with bars that tell what the colours mean.

mod grid;
mod points;

use super::colours::{ColourScale, hex, viridis};
use super::panel::{INK, small};
use super::svg::{Anchor, Rect, Stroke, Svg};
use super::text::Face;
use super::{FigureError, WIDTH, draw_header, raster};
use crate::text::Texts;

/// The colour of points without a finite value.
const NOTHING: &str = "#d4d4d4";
/// Width of a colour bar, and of the gap before it.
const BAR: f64 = 11.0;
const BAR_GAP: f64 = 10.0;
/// Steps of colour in a bar.
const SHADES: u32 = 96;
const EDGE: Stroke = Stroke::solid(INK, 0.6);

/// A figure of values over the points of a sweep.
#[derive(Clone, Debug, PartialEq)]
pub struct Heatmap {
    /// One line at the top; none when empty.
    pub title: String,
    /// Smaller, below the title; at most three lines.
    pub subtitle: String,
    /// Where the points lie.
    pub places: Places,
    /// What is shown of them, one beside or below the other.
    pub quantities: Vec<Quantity>,
}

/// Where points lie.
#[derive(Clone, Debug, PartialEq)]
pub enum Places {
    /// In the rows and columns of a grid.
    Grid {
        /// Name of the columns' setting.
        x_name: String,
        /// The columns, from the left.
        x: Vec<String>,
        /// Name of the rows' setting.
        y_name: String,
        /// The rows, from the bottom.
        y: Vec<String>,
    },
    /// Anywhere: one number along each axis for every point.
    Points {
        /// From left to right.
        x: Numbers,
        /// From the bottom up.
        y: Numbers,
    },
}

/// Numbers along an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// The axis' name.
    pub name: String,
    /// One for each point.
    pub values: Vec<f64>,
    /// Equal distances are equal ratios.
    pub log: bool,
}

/// One quantity, with a scale of colours of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Its name, which stands above.
    pub name: String,
    /// Its maps, one below the other.
    pub maps: Vec<Map>,
}

/// The values of one map.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// What it shows of a third setting; none when empty.
    pub title: String,
    /// Row after row from the bottom, or one for each point. NaN is nothing at all; what is infinite
    /// is grey.
    pub values: Vec<f64>,
}

impl Heatmap {
    /// The figure as an SVG file, 800 pixels wide; texts are outlines (and in `aria-label`s).
    ///
    /// # Errors
    /// [`FigureError::Font`] when the bundled font is damaged.
    pub fn svg(&self, texts: &'static Texts) -> Result<String, FigureError> {
        let mut svg = Svg::new(Face::bundled()?, &texts.figures);
        let top = draw_header(&mut svg, &self.title, &self.subtitle) + 14.0;
        let bottom = match &self.places {
            Places::Grid { x_name, x, y_name, y } => {
                let grid = grid::Grid { x_name, x, y_name, y };
                grid.draw(&mut svg, &self.quantities, top)
            }
            Places::Points { x, y } => points::draw(&mut svg, x, y, &self.quantities, top),
        };
        let description = texts.figures.about_sweep;
        Ok(svg.finish(WIDTH, (bottom + 12.0).ceil(), &self.title, description))
    }

    /// The figure as a PNG file, `scale` times 800 pixels wide, without transparency.
    ///
    /// # Errors
    /// As for [`super::Figure::png`].
    pub fn png(&self, scale: f32, texts: &'static Texts) -> Result<Vec<u8>, FigureError> {
        raster::png(&self.svg(texts)?, scale)
    }
}

impl Quantity {
    fn scale(&self) -> ColourScale {
        ColourScale::of(self.maps.iter().flat_map(|map| map.values.iter().copied()))
    }
}

/// The colour of a value; `None` where there is nothing to draw.
fn colour(scale: &ColourScale, value: f64) -> Option<[u8; 3]> {
    scale.part(value).map(viridis)
}

/// Fills a rectangle.
fn fill(svg: &mut Svg, rect: &Rect, colour: &str) {
    let number = super::svg::number;
    let path = format!(
        "M{} {}H{}V{}H{}Z",
        number(rect.left),
        number(rect.top),
        number(rect.right),
        number(rect.bottom),
        number(rect.left)
    );
    svg.fill(&path, colour, 1.0);
}

/// Draws the edge of a rectangle.
fn edge(svg: &mut Svg, rect: &Rect) {
    let Rect { left, top, right, bottom } = *rect;
    for (from, to) in [
        ((left, top), (right, top)),
        ((right, top), (right, bottom)),
        ((right, bottom), (left, bottom)),
        ((left, bottom), (left, top)),
    ] {
        svg.line(from, to, &EDGE);
    }
}

/// Room that a scale's bar takes at the right of a map.
fn bar_width(face: &Face, scale: &ColourScale) -> f64 {
    let labels =
        scale.ticks(5).into_iter().map(|(_, label)| face.width(&label, super::panel::SMALL));
    BAR_GAP + BAR + 8.0 + labels.fold(0.0, f64::max)
}

/// Draws the bar of a scale beside a map's frame.
fn bar(svg: &mut Svg, scale: &ColourScale, frame: &Rect) {
    // Low maps have bars that are still read.
    let least = 72.0_f64.max(frame.bottom - frame.top);
    let left = frame.right + BAR_GAP;
    let whole = Rect { left, top: frame.bottom - least, right: left + BAR, bottom: frame.bottom };
    let height = whole.bottom - whole.top;
    for n in 0..SHADES {
        let part = f64::from(n) / f64::from(SHADES);
        let bottom = whole.bottom - part * height;
        // A little overlap, so that no seam shows.
        let top = (bottom - height / f64::from(SHADES) - 0.4).max(whole.top);
        let shade = viridis(f64::from(n) / f64::from(SHADES - 1));
        fill(svg, &Rect { top, bottom, ..whole }, &hex(shade));
    }
    edge(svg, &whole);
    for (part, label) in scale.ticks(5) {
        let y = whole.bottom - part * height;
        svg.line((whole.right, y), (whole.right + 3.0, y), &EDGE);
        svg.text(&label, (whole.right + 6.0, y + 4.0), &small(INK, Anchor::Start));
    }
}
