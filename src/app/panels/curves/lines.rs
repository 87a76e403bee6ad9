//! The lines of the curves, in the order in which they lie over each other.

use egui::Color32;
use egui_plot::{PlotPoint, PlotUi, Span};

use crate::app::plots::ghosts::Ghost;
use crate::app::plots::plot;
use crate::app::plots::trace::{Pieces, Trace};
use crate::app::theme::Palette;
use crate::data::Source;

/// What one frame draws.
pub(super) struct Lines {
    /// The run on show.
    pub(super) trace: Trace,
    /// Predictions of pinned runs.
    pub(super) ghosts: Vec<Ghost<Pieces>>,
    /// A unit of the network: its name, and its values over time.
    pub(super) pinned: Option<(String, Vec<(f64, f64)>)>,
}

impl Lines {
    /// Draws them, the most important last.
    pub(super) fn draw(
        self,
        ui: &mut PlotUi<'_>,
        palette: &Palette,
        source: &dyn Source,
        show_input: bool,
    ) {
        let input = format!("input {}", source.input_name(0));
        let target = format!("target {}", source.target_name(0));
        let Self { trace, ghosts, pinned } = self;
        if let Some(newest) = trace.newest_range {
            ui.span(Span::new("", newest).fill(palette.newest).border_width(0.0));
        }
        if show_input {
            draw(ui, &input, trace.input, palette.input, 1.0);
        }
        // Wider than the prediction, so that a perfect one doesn't hide it.
        draw(ui, &target, trace.target, palette.target, 3.4);
        for ghost in ghosts {
            draw(ui, &ghost.name, ghost.line, ghost.colour, 1.3);
        }
        draw(ui, "prediction", trace.older, palette.prediction, 1.6);
        draw(ui, "prediction", trace.newest, palette.prediction, 2.2);
        if let Some((name, points)) = pinned {
            let points = points.into_iter().map(|(t, value)| PlotPoint::new(t, value));
            draw(ui, &name, vec![points.collect()], palette.mark, 1.4);
        }
    }
}

fn draw(ui: &mut PlotUi<'_>, name: &str, pieces: Pieces, colour: Color32, width: f32) {
    for (n, points) in pieces.into_iter().enumerate() {
        let line = plot::line(name, points, colour, width);
        ui.line(line.id((name, width.to_bits(), n)));
    }
}
