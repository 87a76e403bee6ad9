//! The lower panel: the loss of every step, smoothed or not, and when settings were changed.

use super::axis::{Axis, around, asked, extent};
use super::colours::stroke;
use super::graph::{Dash, Ink};
use super::line::{Curve, Place};
use super::marks::{self, Mark};
use super::panel::{LEGEND_ROW, Panel, Plan, legend};
use super::svg::{Rect, Stroke, Svg};
use super::{LossLine, LossPlot, floor, levels};
use crate::number::ticks;
use crate::text::Figures;

const LOSS: Stroke = Stroke::solid("#3d3d3d", 1.2);
const SMOOTHED: Stroke = Stroke::solid("#262626", 1.5);
const FAINT: Stroke = Stroke { opacity: 0.45, ..Stroke::solid("#8c8c8c", 0.8) };
const VALIDATION: Stroke = Stroke { dash: Dash::Even, ..Stroke::solid("#c44e00", 1.4) };
/// Validations up to which each has a dot.
const DOTTED: usize = 150;
/// More points than this become the lowest and highest of each small stretch.
const MOST_POINTS: usize = 4000;

/// Losses below this are left out of a logarithmic axis, so that no power of ten underflows.
const SMALLEST: f64 = 1e-100;

impl LossPlot {
    /// Ranges and y ticks.
    pub(super) fn plan(&self) -> Plan {
        let x = asked(self.x_range).unwrap_or_else(|| self.steps());
        let (y, y_ticks) = if self.log {
            let powers = self.powers(x);
            (Axis::logarithmic(powers, 1.0, 0.0), ticks::decades(powers, 5))
        } else {
            let losses = asked(self.y_range).unwrap_or_else(|| self.losses(x));
            (Axis::linear(losses, 1.0, 0.0), ticks::linear(losses, 5))
        };
        Plan { x: Axis::linear(x, 0.0, 1.0), y, y_ticks, make_x_ticks: ticks::whole, x_ticks: None }
    }

    /// The steps of all points; 0 to 100 without any.
    fn steps(&self) -> (f64, f64) {
        let steps = extent(self.lines().flatten().map(|(step, _)| *step));
        steps.map_or((0.0, 100.0), |steps| ticks::snapped(around(steps, 0.0, 0.5), 1.0))
    }

    /// The points of every line.
    fn lines(&self) -> impl Iterator<Item = &Vec<(f64, f64)>> {
        let others = self.others.iter().flat_map(|other| [&other.points, &other.smoothed]);
        [&self.points, &self.smoothed, &self.validations].into_iter().chain(others)
    }

    /// The losses between the steps `x`.
    fn seen(&self, (from, to): (f64, f64)) -> impl Iterator<Item = f64> {
        let points = self.lines().flatten();
        points.filter(move |(step, _)| (from..=to).contains(step)).map(|(_, loss)| *loss)
    }

    /// The range of a linear axis: from 0, so that heights can be compared.
    fn losses(&self, x: (f64, f64)) -> (f64, f64) {
        let Some((low, high)) = extent(self.seen(x)) else { return (0.0, 1.0) };
        if low >= 0.0 && high > 0.0 { (0.0, high * 1.05) } else { around((low, high), 0.05, 1.0) }
    }

    /// The range of a logarithmic axis, as powers of ten.
    fn powers(&self, x: (f64, f64)) -> (f64, f64) {
        let positive = extent(self.seen(x).filter(|loss| *loss >= SMALLEST));
        let data = positive.map(|(low, high)| (low.log10(), high.log10()));
        let Some((low, high)) = asked(self.y_range).filter(|(_, high)| *high >= SMALLEST) else {
            return data.map_or((-3.0, 0.0), |powers| around(powers, 0.05, 0.5));
        };
        // A logarithmic axis has no 0: it begins at the data instead.
        let low = if low >= SMALLEST { low.log10() } else { data.map_or(f64::MAX, |(low, _)| low) };
        let high = high.log10();
        if low < high { around((low, high), 0.0, 0.5) } else { (high - 3.0, high) }
    }

    /// Draws the panel below `frame.top`, moved down as far as the marks' texts need; returns where
    /// its frame ends.
    pub(super) fn draw(&self, svg: &mut Svg, plan: Plan, frame: Rect) -> f64 {
        let x = plan.x.along(frame.left, frame.right);
        let words = svg.words();
        let legend = legend(svg.face(), &self.legend(words), frame.right - frame.left);
        let room = legend.len().checked_sub(1).map_or(0.0, |more| 18.0 + more as f64 * LEGEND_ROW);
        let (marks, rows) = marks::placed(&self.marks, &x, svg, frame.right);
        let down = room + rows + 14.0;
        let frame = Rect { top: frame.top + down, bottom: frame.bottom + down, ..frame };
        let panel = plan.panel(svg.face(), frame);
        panel.draw_grid(svg);
        self.draw_lines(svg, &panel, &marks);
        panel.draw_axes(svg, words.step, words.loss);
        floor::draw(&self.floors, svg, &panel);
        levels::draw(&self.levels, svg, &panel);
        panel.draw_legend(svg, frame.top - rows - 10.0, &legend);
        frame.bottom
    }

    /// Names and lines; nothing where there is a single line.
    fn legend(&self, words: &'static Figures) -> Vec<(&str, Stroke)> {
        let every_step = |stroke| (words.every_step, stroke);
        let own = match (self.points.is_empty(), self.smoothed.is_empty()) {
            (_, false) => {
                let faint = Stroke { width: SMOOTHED.width, ..FAINT };
                vec![every_step(faint), (words.smoothed, SMOOTHED)]
            }
            (false, true) if !self.others.is_empty() || !self.validations.is_empty() => {
                vec![every_step(LOSS)]
            }
            _ => Vec::new(),
        };
        let validations = (words.validation, VALIDATION);
        let validations = (!self.validations.is_empty()).then_some(validations);
        let own = own.into_iter().chain(validations);
        let others = self.others.iter().map(|other| (other.name.as_str(), other.stroke()));
        own.chain(others).collect()
    }

    fn draw_lines(&self, svg: &mut Svg, panel: &Panel, marks: &[Mark]) {
        marks.iter().for_each(|mark| mark.draw(svg, &panel.frame));
        svg.clipped("rnnscope-loss", &panel.frame);
        let place = Place { x: &panel.x, y: &panel.y, frame: &panel.frame };
        let raw = if self.smoothed.is_empty() { LOSS } else { FAINT };
        let own = [(&self.points, raw), (&self.smoothed, SMOOTHED)];
        let others = self.others.iter();
        let below = others.clone().map(|other| (&other.points, other.stroke_of_points()));
        let above = others.map(|other| (&other.smoothed, other.stroke()));
        let mut drawn = false;
        for (points, stroke) in below.chain(above).chain(own) {
            let mut curve = Curve::default();
            curve.add(points.iter().copied(), MOST_POINTS, &place);
            drawn |= panel.draw_curve(svg, &curve, &stroke);
        }
        self.draw_validations(svg, panel, &place);
        svg.end();
        if !drawn {
            panel.draw_empty(svg);
        }
    }
}

impl LossPlot {
    /// The line of validations, with a dot for each where they are few.
    fn draw_validations(&self, svg: &mut Svg, panel: &Panel, place: &Place<'_>) {
        let points = || self.validations.iter().copied();
        let mut curve = Curve::default();
        curve.add(points(), MOST_POINTS, place);
        if self.validations.len() <= DOTTED {
            points().for_each(|point| curve.add(std::iter::once(point), 1, place));
        }
        panel.draw_curve(svg, &curve, &VALIDATION);
    }
}

impl LossLine {
    /// The line that stands for it in the legend.
    fn stroke(&self) -> Stroke {
        match self.ink {
            Ink::Nth(_) | Ink::Pinned(_) => stroke(self.ink),
            Ink::Target | Ink::Prediction | Ink::Quiet | Ink::Mark | Ink::Unit => SMOOTHED,
        }
    }

    /// That of each step's loss.
    fn stroke_of_points(&self) -> Stroke {
        let stroke = self.stroke();
        if self.smoothed.is_empty() {
            stroke
        } else {
            Stroke { width: FAINT.width, opacity: 0.3, ..stroke.undashed() }
        }
    }
}
