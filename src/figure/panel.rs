//! What both panels share: frame, grid, ticks, labels, legend.

use super::WIDTH;
use super::axis::Axis;
use super::graph::shows_dashes;
use super::line::Curve;
use super::svg::{Anchor, Rect, Stroke, Svg, Type};
use super::text::Face;
use crate::number::ticks::Tick;

/// Text size of tick labels and legends, in pixels.
pub(super) const SMALL: f64 = 11.0;
/// Text size of axis labels, in pixels.
const MEDIUM: f64 = 12.0;
/// Colour of texts and axes.
pub(super) const INK: &str = "#262626";
/// Colour of what stands back.
pub(super) const GREY: &str = "#6e6e6e";

const AXIS: Stroke = Stroke::solid(INK, 0.8);
const GRID: Stroke = Stroke::solid("#e6e6e6", 0.7);
/// Baseline of the name of a y axis, which reads upwards.
pub(super) const Y_NAME: f64 = 22.0;
/// Length of a labelled tick; one without a label is half as long.
const TICK: f64 = 4.0;
/// Length of a legend's sample of a line.
const SAMPLE: f64 = 26.0;
/// Between the sample and its name.
const AFTER_SAMPLE: f64 = 6.0;
const BETWEEN_ENTRIES: f64 = 18.0;
/// From one row of a legend to the next.
pub(super) const LEGEND_ROW: f64 = 15.0;

/// A panel's ranges, before it is known where it stands.
pub(super) struct Plan {
    pub(super) x: Axis,
    pub(super) y: Axis,
    pub(super) y_ticks: Vec<Tick>,
    /// At most that many ticks for a range of the x axis.
    pub(super) make_x_ticks: fn((f64, f64), usize) -> Vec<Tick>,
    /// The ticks in place of those, where the data have their own.
    pub(super) x_ticks: Option<Vec<Tick>>,
}

impl Plan {
    /// As many ticks between two pixels as have room for their labels.
    pub(super) fn x_ticks(&self, face: &Face, left: f64, right: f64) -> Vec<Tick> {
        let axis = self.x.along(left, right);
        if let Some(ticks) = &self.x_ticks {
            return ticks.clone();
        }
        let candidates = (2..=10).rev().map(|most| (self.make_x_ticks)(axis.range(), most));
        candidates.into_iter().find(|ticks| clear(&axis, face, ticks)).unwrap_or_default()
    }

    /// The panel in its place.
    pub(super) fn panel(self, face: &Face, frame: Rect) -> Panel {
        Panel {
            frame,
            x_ticks: self.x_ticks(face, frame.left, frame.right),
            x: self.x.along(frame.left, frame.right),
            y: self.y.along(frame.bottom, frame.top),
            y_ticks: self.y_ticks,
        }
    }
}

/// A panel ready to be drawn into.
pub(super) struct Panel {
    pub(super) frame: Rect,
    pub(super) x: Axis,
    pub(super) y: Axis,
    pub(super) x_ticks: Vec<Tick>,
    pub(super) y_ticks: Vec<Tick>,
}

/// A text in the small size.
pub(super) fn small(colour: &'static str, anchor: Anchor) -> Type {
    Type { size: SMALL, colour, anchor, upwards: false }
}

impl Panel {
    /// Grid lines at the labelled ticks: drawn first, under the curves.
    pub(super) fn draw_grid(&self, svg: &mut Svg) {
        for tick in self.x_ticks.iter().filter(|tick| !tick.label.is_empty()) {
            if let Some(x) = self.x.inside(tick.at) {
                svg.line((x, self.frame.top), (x, self.frame.bottom), &GRID);
            }
        }
        for tick in self.y_ticks.iter().filter(|tick| !tick.label.is_empty()) {
            if let Some(y) = self.y.inside(tick.at) {
                svg.line((self.frame.left, y), (self.frame.right, y), &GRID);
            }
        }
    }

    /// The two axes with ticks, tick labels and names.
    pub(super) fn draw_axes(&self, svg: &mut Svg, x_name: &str, y_name: &str) {
        let Rect { left, top, right, bottom } = self.frame;
        svg.line((left, top), (left, bottom), &AXIS);
        svg.line((left, bottom), (right, bottom), &AXIS);
        self.draw_x_ticks(svg);
        self.draw_y_ticks(svg);
        let name = Type { size: MEDIUM, colour: INK, anchor: Anchor::Middle, upwards: false };
        svg.text(x_name, ((left + right) / 2.0, bottom + 34.0), &name);
        // Columns may be called anything.
        let y_name = svg.face().shorten(y_name, MEDIUM, bottom - top);
        svg.text(&y_name, (Y_NAME, (top + bottom) / 2.0), &Type { upwards: true, ..name });
    }

    fn draw_x_ticks(&self, svg: &mut Svg) {
        let bottom = self.frame.bottom;
        for tick in &self.x_ticks {
            let Some(x) = self.x.inside(tick.at) else { continue };
            svg.line((x, bottom), (x, bottom + length(tick)), &AXIS);
            // Only numbers with very many digits reach beyond the picture.
            let half = svg.face().width(&tick.label, SMALL) / 2.0;
            if x - half > 2.0 && x + half < WIDTH - 2.0 {
                svg.text(&tick.label, (x, bottom + 16.5), &small(INK, Anchor::Middle));
            }
        }
    }

    fn draw_y_ticks(&self, svg: &mut Svg) {
        let left = self.frame.left;
        for tick in &self.y_ticks {
            if let Some(y) = self.y.inside(tick.at) {
                svg.line((left - length(tick), y), (left, y), &AXIS);
                // Digits are 0.73 em high: half of it below the tick centres them on it.
                svg.text(&tick.label, (left - 7.5, y + 0.365 * SMALL), &small(INK, Anchor::End));
            }
        }
    }

    /// Draws a curve; says whether there was anything to draw.
    pub(super) fn draw_curve(&self, svg: &mut Svg, curve: &Curve, stroke: &Stroke) -> bool {
        let is_open = shows_dashes(curve.length, self.frame.right - self.frame.left);
        let stroke = if is_open { *stroke } else { stroke.undashed() };
        svg.stroke(&curve.lines, &stroke);
        svg.fill(&curve.dots, stroke.colour, stroke.opacity);
        !(curve.lines.is_empty() && curve.dots.is_empty())
    }

    /// Says that there is nothing to draw.
    pub(super) fn draw_empty(&self, svg: &mut Svg) {
        let Rect { left, top, right, bottom } = self.frame;
        let centre = ((left + right) / 2.0, (top + bottom) / 2.0 + 4.0);
        svg.text(svg.words().no_data, centre, &small(GREY, Anchor::Middle));
    }

    /// Samples of lines with their names, above the frame at the right: never over the data. The
    /// lowest of the rows stands on `baseline`.
    pub(super) fn draw_legend(&self, svg: &mut Svg, baseline: f64, rows: &[LegendRow]) {
        for (above, row) in rows.iter().rev().enumerate() {
            let baseline = baseline - above as f64 * LEGEND_ROW;
            let mut right = self.frame.right;
            for (name, stroke) in row.iter().rev() {
                svg.text(name, (right, baseline), &small(INK, Anchor::End));
                let end = right - svg.face().width(name, SMALL) - AFTER_SAMPLE;
                let y = baseline - 0.365 * SMALL;
                svg.line((end - SAMPLE, y), (end, y), stroke);
                right = end - SAMPLE - BETWEEN_ENTRIES;
            }
        }
    }
}

/// Names and lines side by side.
pub(super) type LegendRow = Vec<(String, Stroke)>;

/// The entries of a legend in one row, however wide.
pub(super) fn legend_row(entries: &[(&str, Stroke)]) -> LegendRow {
    entries.iter().map(|(name, stroke)| ((*name).to_owned(), *stroke)).collect()
}

/// The entries of a legend in rows of at most this width, names cut that would fill more than half of
/// one.
pub(super) fn legend(face: &Face, entries: &[(&str, Stroke)], width: f64) -> Vec<LegendRow> {
    let (mut rows, mut room) = (Vec::<LegendRow>::new(), 0.0);
    for (name, stroke) in entries {
        let name = face.shorten(name, SMALL, width / 2.0);
        let own = face.width(&name, SMALL) + AFTER_SAMPLE + SAMPLE + BETWEEN_ENTRIES;
        match rows.last_mut() {
            Some(row) if own <= room => row.push((name, *stroke)),
            _ => {
                rows.push(vec![(name, *stroke)]);
                // Nothing stands left of the first.
                room = width + BETWEEN_ENTRIES;
            }
        }
        room -= own;
    }
    rows
}

fn length(tick: &Tick) -> f64 {
    if tick.label.is_empty() { TICK / 2.0 } else { TICK }
}

/// Whether the labels leave at least 14 pixels between each other.
pub(super) fn clear(axis: &Axis, face: &Face, ticks: &[Tick]) -> bool {
    let places: Vec<(f64, f64)> = ticks
        .iter()
        .filter_map(|tick| Some((axis.inside(tick.at)?, face.width(&tick.label, SMALL))))
        .collect();
    places.windows(2).all(|pair| pair[1].0 - pair[0].0 >= (pair[0].1 + pair[1].1) / 2.0 + 14.0)
}

/// The widest label in pixels.
pub(super) fn widest(face: &Face, ticks: &[Tick]) -> f64 {
    ticks.iter().map(|tick| face.width(&tick.label, SMALL)).fold(0.0, f64::max)
}
