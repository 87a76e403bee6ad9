//! How lines are drawn, in one table: their colours, widths and dashes. Whoever sees no colours tells those that may
//! meet in one plot by the rest.

use std::hash::Hash;

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2};
use egui_plot::{Line, LineStyle, PlotPoint, PlotUi};

use super::dashes::{self, DashedLine};
use super::plot;
use super::trace::Pieces;
use crate::app::theme::Palette;
use crate::figure::graph::{Dash, Ink};

/// The width of a legend's piece of a line, in points: every pattern of dashes is seen in it.
pub(in crate::app) const SAMPLE: f32 = 26.0;

/// Which of several colours inputs have, one after the other: those first that nobody takes for the prediction's, and
/// the blue one last.
const INPUTS: [usize; 6] = [4, 3, 1, 2, 5, 0];

/// A line's colour, width and dashes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) struct Look {
    /// Its colour.
    pub(in crate::app) colour: Color32,
    /// Its width in points.
    pub(in crate::app) width: f32,
    /// Its dashes.
    pub(in crate::app) dash: Dash,
    /// How many times as large as usually all of it is.
    scale: f32,
}

impl Look {
    /// That of an ink, the same as in print.
    pub(in crate::app) fn of(palette: &Palette, ink: Ink) -> Self {
        let pen = ink.pen();
        Self::new(palette, palette.ink(ink), pen.width, pen.dash)
    }

    fn new(palette: &Palette, colour: Color32, width: f32, dash: Dash) -> Self {
        Self { colour, width: palette.scale * width, dash, scale: palette.scale }
    }

    /// The prediction of the newest window.
    pub(in crate::app) fn newest(palette: &Palette) -> Self {
        Self::of(palette, Ink::Prediction).wide(2.2)
    }

    /// What is read: one of several in a colour of its own.
    pub(in crate::app) fn input(palette: &Palette, nth: Option<usize>) -> Self {
        let look = Self::of(palette, Ink::Quiet);
        let own = nth.map(|n| palette.ink(Ink::Nth(INPUTS[n % INPUTS.len()])));
        Self { colour: own.unwrap_or(look.colour), ..look }
    }

    /// The loss of each step where nothing is smoothed, and where it lies under what is.
    pub(in crate::app) fn loss(palette: &Palette, is_smoothed: bool) -> Self {
        let colour = if is_smoothed { palette.raw } else { palette.prediction };
        Self::new(palette, colour, 1.4, Dash::Solid)
    }

    /// The smoothed loss.
    pub(in crate::app) fn smoothed(palette: &Palette) -> Self {
        Self::new(palette, palette.prediction, 2.2, Dash::Solid)
    }

    /// The losses of validations, each of which has a dot while they are few.
    pub(in crate::app) fn validation(palette: &Palette) -> Self {
        Self::new(palette, palette.validation, 1.6, Dash::Even)
    }

    /// The lowest loss that there can be.
    pub(in crate::app) fn floor(palette: &Palette) -> Self {
        Self::new(palette, palette.live, 1.4, Dash::Short)
    }

    /// A loss that it takes to beat.
    pub(in crate::app) fn level(palette: &Palette) -> Self {
        Self::new(palette, palette.live, 1.4, Dash::Dots)
    }

    /// Where a setting was changed.
    pub(in crate::app) fn change(palette: &Palette) -> Self {
        Self::new(palette, palette.mark, 1.2, Dash::Even)
    }

    /// The step that is on show while it isn't the newest.
    pub(in crate::app) fn playhead(palette: &Palette) -> Self {
        Self::new(palette, palette.live, 1.6, Dash::Solid)
    }

    /// A straight line across or upright in a graph.
    pub(in crate::app) fn ruled(palette: &Palette, ink: Ink) -> Self {
        Self::new(palette, palette.ink(ink), 1.4, Dash::Short)
    }

    /// With another width.
    pub(in crate::app) fn wide(self, width: f32) -> Self {
        Self { width: self.scale * width, ..self }
    }

    /// Twice as wide, where it is pointed at.
    pub(in crate::app) fn emphasised(self, is_pointed: bool) -> Self {
        Self { width: if is_pointed { 2.0 * self.width } else { self.width }, ..self }
    }

    /// Faint, thin and in one stroke: what lies under a line of this look.
    pub(in crate::app) fn faint(self) -> Self {
        let colour = self.colour.gamma_multiply(0.28);
        Self { colour, dash: Dash::Solid, ..self.wide(1.0) }
    }

    /// Its colour and width.
    pub(in crate::app) fn stroke(self) -> Stroke {
        Stroke::new(self.width, self.colour)
    }

    /// What egui_plot has instead of dashes of our own, for lines that go straight through a plot.
    pub(in crate::app) fn style(self) -> LineStyle {
        match self.dash.pattern() {
            [] => LineStyle::Solid,
            [length, ..] => LineStyle::Dashed { length: self.scale * length },
        }
    }

    /// The lengths of its dashes and gaps, in points.
    fn pattern(self) -> Vec<f32> {
        self.dash.pattern().iter().map(|length| self.scale * length).collect()
    }

    /// A line in one stroke, which the pointer doesn't find.
    fn solid(self, points: Vec<PlotPoint>) -> Line<'static> {
        plot::line(points, self.stroke())
    }

    /// Draws a line of several pieces.
    pub(in crate::app) fn draw(self, plot: &mut PlotUi<'_>, id: impl Hash + Copy, pieces: Pieces) {
        if self.dash == Dash::Solid {
            for (n, points) in pieces.into_iter().enumerate() {
                plot.line(self.solid(points).id((id, n)));
            }
            return;
        }
        let pieces = pieces.into_iter().map(|points| self.solid(points)).collect();
        plot.add(DashedLine::new(id, pieces, self.stroke(), self.pattern()));
    }

    /// Draws a line through places of the window.
    pub(in crate::app) fn trace(self, painter: &Painter, places: &[Pos2]) {
        let whole = Rect::from_points(places).expand(1.0);
        dashes::cut(places, whole, &self.pattern(), Some(0.0), |dash| {
            painter.add(Shape::line(dash, self.stroke()));
        });
    }

    /// A piece of it across the middle of a rectangle.
    pub(in crate::app) fn sample(self, painter: &Painter, rect: Rect) {
        let y = rect.center().y;
        self.trace(painter, &[pos2(rect.left(), y), pos2(rect.right(), y)]);
    }

    /// A button's piece of it, somewhat bolder, so that its colour is seen as well.
    pub(in crate::app) fn swatch(self, painter: &Painter, rect: Rect, is_pointed: bool) {
        let width = if is_pointed { 5.0 } else { 4.0 };
        Self { width: self.width.max(width), ..self }.sample(painter, rect);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::app::theme::PALETTES;
    use crate::figure::seeing::{APART, SIGHTS, difference, least_difference};
    use crate::session::runs::LOOKS;

    #[test]
    fn no_two_looks_of_runs_are_alike_whoever_sees_no_colours() {
        let (_, _, palette) = PALETTES[0];
        let looks: Vec<Look> = (0..LOOKS).map(|n| Look::of(&palette, Ink::Pinned(n))).collect();
        for (n, look) in looks.iter().enumerate() {
            let own = (look.dash, look.width);
            assert!(!looks[..n].iter().any(|other| (other.dash, other.width) == own), "{n}");
            assert_ne!(look.dash, Dash::Solid, "the live run's prediction is solid");
        }
    }

    /// The lines that may meet in one plot, by their names.
    fn plots(palette: &Palette) -> [Vec<(String, Look)>; 4] {
        let named = |name: &str, look: Look| (name.to_owned(), look);
        let of = |name: &str, ink: Ink| named(name, Look::of(palette, ink));
        let pinned = (0..LOOKS).map(|n| of(&format!("pin {n}"), Ink::Pinned(n)));
        let lanes = (0..6).map(|n| of(&format!("variant {n}"), Ink::Nth(n)));
        let inputs = (0..6).map(|n| named(&format!("input {n}"), Look::input(palette, Some(n))));
        let own = [
            of("target", Ink::Target),
            of("prediction", Ink::Prediction),
            of("forecast", Ink::Mark),
            of("unit", Ink::Unit),
        ];
        let losses = [
            named("each step", Look::loss(palette, true)),
            named("smoothed", Look::smoothed(palette)),
            named("validation", Look::validation(palette)),
        ];
        // What goes straight across or upright is no curve.
        let straight = [
            named("floor", Look::floor(palette)),
            named("level", Look::level(palette)),
            named("change", Look::change(palette)),
            named("playhead", Look::playhead(palette)),
        ];
        [
            own.into_iter().chain(inputs).chain(pinned.clone()).collect(),
            losses.into_iter().chain(pinned).collect(),
            straight.to_vec(),
            [of("target", Ink::Target)].into_iter().chain(lanes).collect(),
        ]
    }

    #[test]
    fn lines_that_meet_differ_for_everybody() {
        for (theme, high_contrast, palette) in PALETTES {
            for lines in plots(&palette) {
                for (n, (one, a)) in lines.iter().enumerate() {
                    for (other, b) in &lines[..n] {
                        let by_width = a.width.max(b.width) >= 1.4 * a.width.min(b.width);
                        let rgb = |look: &Look| {
                            let [r, g, b, _] = look.colour.to_array();
                            [r, g, b]
                        };
                        let (difference, sight) = least_difference(rgb(a), rgb(b));
                        let is_told = a.dash != b.dash || by_width || difference >= APART;
                        let place = format!("{theme:?} {high_contrast}: {one} and {other}");
                        assert!(is_told, "{place}: {difference:.1} for {sight}");
                    }
                }
            }
        }
    }

    #[test]
    fn an_input_is_not_taken_for_the_prediction() {
        let rgb = |colour: Color32| [colour.r(), colour.g(), colour.b()];
        for (theme, high_contrast, palette) in PALETTES {
            let prediction = rgb(palette.prediction);
            for n in 0..INPUTS.len() - 1 {
                let input = rgb(Look::input(&palette, Some(n)).colour);
                let place = format!("{theme:?} {high_contrast}: input {n}");
                let seen = difference(&SIGHTS[0].1, input, prediction);
                assert!(seen >= 2.0 * APART, "{place}: {seen:.1}");
                // Few have more than three.
                let (difference, sight) = least_difference(input, prediction);
                assert!(n >= 3 || difference >= APART, "{place}: {difference:.1} for {sight}");
            }
            let all: BTreeSet<usize> = INPUTS.into_iter().collect();
            assert_eq!(all.len(), palette.several.len(), "each has a colour of its own");
        }
    }

    #[test]
    fn things_told_by_their_colours_alone_differ_for_everybody() {
        for (theme, high_contrast, palette) in PALETTES {
            let rgb = palette.several.map(|colour| [colour.r(), colour.g(), colour.b()]);
            for (n, one) in rgb.iter().enumerate() {
                for other in &rgb[..n] {
                    let (difference, sight) = least_difference(*one, *other);
                    let place = format!("{theme:?} {high_contrast}: {one:?} and {other:?}");
                    assert!(difference >= APART, "{place}: {difference:.1} for {sight}");
                }
            }
        }
    }

    #[test]
    fn target_and_prediction_differ_by_colour_dash_and_width() {
        for (_, _, palette) in PALETTES {
            let [target, prediction] =
                [Ink::Target, Ink::Prediction].map(|ink| Look::of(&palette, ink));
            assert_ne!(target.dash, prediction.dash);
            assert!(target.width >= 1.4 * Look::newest(&palette).width);
            let rgb = |colour: Color32| [colour.r(), colour.g(), colour.b()];
            let (difference, _) = least_difference(rgb(target.colour), rgb(prediction.colour));
            assert!(difference >= 2.0 * APART, "{difference:.1}");
        }
    }
}
