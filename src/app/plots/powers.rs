//! Powers of ten beside an axis, their exponents in digits that can be read.
//!
//! A plot sets a label in one font, whose raised digits are less than half as high as others. So it gets an empty label
//! of the same width in place of each power, and the power is drawn there afterwards.

use std::cell::RefCell;
use std::rc::Rc;

use egui::{FontId, TextStyle, Ui, pos2, vec2};
use egui_plot::{Axis, GridMark, PlotPoint, PlotResponse};

use super::ticks::Labels;

/// The size of an exponent, and how far its upper end lies above that of the number below it, as parts of the size of
/// that.
const SMALL: f32 = 0.85;
const RAISED: f32 = 0.12;
/// Between the frame of a plot and the labels at its left, in points: egui_plot's own.
const GAP: f32 = 4.0;

/// The powers of ten along an axis of a plot.
pub(in crate::app) struct Powers {
    axis: Axis,
    noted: Rc<RefCell<Vec<(GridMark, String)>>>,
}

impl Powers {
    /// Takes the powers from an axis' labels, to draw them later.
    pub(in crate::app) fn of(axis: Axis, labels: Labels) -> (Labels, Self) {
        let powers = Self { axis, noted: Rc::default() };
        let noted = Rc::clone(&powers.noted);
        let rest: Labels = Box::new(move |mark, range| {
            let label = labels(mark, range);
            // In small letters 10⁰ reads like 100.
            if let Some(factor) = label.strip_suffix("10⁰") {
                return if factor.is_empty() { "1" } else { factor.trim_end_matches('×') }
                    .to_owned();
            }
            if split(&label).is_none() {
                return label;
            }
            let blank = " ".repeat(label.chars().count());
            noted.borrow_mut().push((mark, label));
            blank
        });
        (rest, powers)
    }

    /// Draws them beside the plot that was shown in `ui`.
    pub(in crate::app) fn draw(&self, ui: &Ui, plot: &PlotResponse<()>) {
        let (font, along) = (TextStyle::Body.resolve(ui.style()), usize::from(self.axis));
        let small = FontId::new(SMALL * font.size, font.family.clone());
        let (frame, colour) = (*plot.transform.frame(), ui.visuals().text_color());
        for (mark, label) in self.noted.borrow_mut().drain(..) {
            let Some((base, exponent)) = split(&label) else { continue };
            let base = ui.painter().layout_no_wrap(base.to_owned(), font.clone(), colour);
            let exponent = ui.painter().layout_no_wrap(exponent, small.clone(), colour);
            let size = base.size() + vec2(exponent.size().x, 0.0);
            let place = plot.transform.position_from_point(&PlotPoint::new(mark.value, mark.value));
            let corner = match self.axis {
                Axis::X => pos2(place.x - 0.5 * size.x, frame.bottom()),
                Axis::Y => pos2(frame.left() - GAP - size.x, place.y - 0.5 * size.y),
            };
            // What has no room is left out, as by the plot itself.
            let room = plot.transform.dpos_dvalue()[along].abs() * mark.step_size;
            if room >= f64::from(size[along]) {
                let raised = corner + vec2(base.size().x, -RAISED * font.size);
                ui.painter().galley(corner, base, colour);
                ui.painter().galley(raised, exponent, colour);
            }
        }
    }
}

/// What is a power's base, with the factor before it, and its exponent in usual digits; none where there is no exponent.
fn split(label: &str) -> Option<(&str, String)> {
    let usual = |character| match character {
        '⁻' => Some('−'),
        _ => "⁰¹²³⁴⁵⁶⁷⁸⁹"
            .chars()
            .zip('0'..='9')
            .find(|(raised, _)| *raised == character)
            .map(|it| it.1),
    };
    let begin = label.find(|character| usual(character).is_some())?;
    let (base, exponent) = label.split_at(begin);
    Some((base, exponent.chars().map_while(usual).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exponent_is_told_from_what_it_raises() {
        assert_eq!(split("5×10⁻¹²"), Some(("5×10", "−12".to_owned())));
        assert_eq!(split("10⁷"), Some(("10", "7".to_owned())));
        assert_eq!((split("0.05"), split("")), (None, None));
    }

    #[test]
    fn only_powers_are_taken_from_the_labels() {
        let labels: Labels = Box::new(|mark, _| format!("10⁻{}", ["⁰", "¹"][mark.value as usize]));
        let (rest, powers) = Powers::of(Axis::Y, labels);
        let mark = GridMark { value: 1.0, step_size: 1.0 };
        assert_eq!(rest(mark, &(0.0..=1.0)), "    ");
        assert_eq!(powers.noted.borrow()[0].1, "10⁻¹");
        for (label, plain) in [("20", "20"), ("10⁰", "1"), ("3×10⁰", "3")] {
            let (rest, powers) = Powers::of(Axis::Y, Box::new(|_, _| label.to_owned()));
            assert_eq!(rest(mark, &(0.0..=1.0)), plain);
            assert!(powers.noted.borrow().is_empty());
        }
    }
}
