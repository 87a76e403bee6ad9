//! How lines of the same kind are told apart: by colours, and where these are used up by line styles.

use egui::Color32;
use egui_plot::{Line, LineStyle};

use crate::app::theme::Palette;

/// Styles in the order in which they are used; each with all colours.
const STYLES: [LineStyle; 3] =
    [LineStyle::Solid, LineStyle::Dashed { length: 8.0 }, LineStyle::Dotted { spacing: 6.0 }];

/// Colour and style of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) struct Look {
    /// Its colour.
    pub(in crate::app) colour: Color32,
    /// Its style.
    pub(in crate::app) style: LineStyle,
}

impl Look {
    /// That of the nth of several, as `RunLook::colour` counts them.
    pub(in crate::app) fn of(palette: &Palette, n: usize) -> Self {
        let colours = palette.several;
        let style = STYLES[n / colours.len() % STYLES.len()];
        Self { colour: colours[n % colours.len()], style }
    }

    /// A paler one, for what stands beside.
    pub(in crate::app) fn pale(self) -> Self {
        Self { colour: self.colour.gamma_multiply(0.75), ..self }
    }

    /// The line, drawn so.
    pub(in crate::app) fn on(self, line: Line<'static>) -> Line<'static> {
        line.color(self.colour).style(self.style)
    }

    /// A sample of it in a rectangle: a dot, or a piece of a line whose style isn't solid.
    pub(in crate::app) fn swatch(self, painter: &egui::Painter, rect: egui::Rect, radius: f32) {
        let stroke = egui::Stroke::new(radius / 2.0, self.colour);
        let ends = [rect.left_center(), rect.right_center()];
        match self.style {
            LineStyle::Solid => {
                painter.circle_filled(rect.center(), radius, self.colour);
            }
            LineStyle::Dashed { .. } => {
                let third = rect.width() / 2.6;
                painter.extend(egui::Shape::dashed_line(&ends, stroke, third, 0.6 * third));
            }
            LineStyle::Dotted { .. } => {
                let (gap, radius) = (rect.width() / 3.0, radius / 3.0);
                painter.extend(egui::Shape::dotted_line(&ends, self.colour, gap, radius));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::runs::{COLOURS, LOOKS};

    #[test]
    fn no_two_looks_are_alike() {
        let ctx = egui::Context::default();
        let mut looks = Vec::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let palette = Palette::of(ui);
            looks = (0..LOOKS).map(|n| Look::of(&palette, n)).collect();
        });
        // Nobody draws them.
        output.textures_delta.clear();
        for (n, look) in looks.iter().enumerate() {
            assert!(!looks[..n].contains(look), "{n}: {look:?}");
            assert_eq!(look.style == LineStyle::Solid, n < COLOURS, "colours before styles");
        }
    }
}
