//! Powers of ten beside an axis, their exponents in digits that can be read.
//!
//! A plot sets a label in one font, whose raised digits are less than half as high as others. So it gets an empty label
//! of the same width in place of each power, and the power is drawn there afterwards.

use std::cell::RefCell;
use std::rc::Rc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Align2, FontId, TextStyle, Ui, pos2};
use egui_plot::{Axis, GridMark, PlotPoint, PlotResponse};

use super::ticks::Labels;

/// The size of an exponent, as a part of that of the number below it.
const RAISED: f32 = 0.85;
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
        let (font, frame) = (TextStyle::Body.resolve(ui.style()), *plot.transform.frame());
        let colour = ui.visuals().text_color();
        for (mark, label) in self.noted.borrow_mut().drain(..) {
            let galley = ui.painter().layout_job(raised(&label, &font));
            let at = PlotPoint::new(mark.value, mark.value);
            let place = plot.transform.position_from_point(&at);
            let rect = match self.axis {
                Axis::X => {
                    Align2::CENTER_TOP.anchor_size(pos2(place.x, frame.bottom()), galley.size())
                }
                Axis::Y => Align2::RIGHT_CENTER
                    .anchor_size(pos2(frame.left() - GAP, place.y), galley.size()),
            };
            // What has no room is left out, as by the plot itself.
            let room = f64::from(rect.size()[usize::from(self.axis)]);
            if plot.transform.dpos_dvalue()[usize::from(self.axis)].abs() * mark.step_size >= room {
                ui.painter().galley_with_override_text_color(rect.min, galley, colour);
            }
        }
    }
}

/// A label in which the exponent is smaller than the rest, and raised.
fn raised(label: &str, font: &FontId) -> LayoutJob {
    let (base, exponent) = split(label).unwrap_or((label, String::new()));
    let small = FontId::new(RAISED * font.size, font.family.clone());
    let mut job = LayoutJob::default();
    job.append(base, 0.0, TextFormat { font_id: font.clone(), ..TextFormat::default() });
    let format = TextFormat { font_id: small, valign: Align::TOP, ..TextFormat::default() };
    job.append(&exponent, 0.0, format);
    job
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
        let (rest, powers) = Powers::of(Axis::Y, Box::new(|_, _| "20".to_owned()));
        assert_eq!(rest(mark, &(0.0..=1.0)), "20");
        assert!(powers.noted.borrow().is_empty());
    }

    #[test]
    fn exponents_are_nearly_as_large_as_other_digits() {
        let job = raised("10⁻⁷", &FontId::monospace(12.0));
        assert_eq!(job.text, "10−7");
        assert!(job.sections.iter().all(|section| section.format.font_id.size >= 10.0));
        assert_eq!(job.sections[1].format.valign, Align::TOP);
    }
}
