//! The lines of the curves, in the order in which they lie over each other.

use egui::Color32;
use egui_plot::{PlotPoint, PlotUi, Span};

use crate::app::plots::ghosts::{Ghost, Moved};
use crate::app::plots::look::Look;
use crate::app::plots::plot;
use crate::app::plots::trace::{Pieces, Trace};
use crate::app::theme::Palette;
use crate::data::Source;
use crate::text::Plots;

/// What one frame draws, and a figure.
pub(in crate::app) struct Lines {
    /// The run on show.
    pub(in crate::app) trace: Trace,
    /// Predictions of pinned runs.
    pub(in crate::app) ghosts: Vec<Ghost<Moved>>,
    /// A unit of the network: its name, and its values over time.
    pub(in crate::app) pinned: Option<(String, Vec<(f64, f64)>)>,
    /// Whether the input is drawn: where it was asked for, and where there is no answer yet.
    pub(in crate::app) show_input: bool,
}

impl Lines {
    /// Draws them, the most important last.
    pub(super) fn draw(
        self,
        ui: &mut PlotUi<'_>,
        palette: &Palette,
        source: &dyn Source,
        texts: &Plots,
    ) {
        let input = format!("input {}", source.input_name(0));
        let target = format!("target {}", source.target_name(0));
        let Self { trace, ghosts, pinned, show_input } = self;
        if let Some(newest) = trace.newest_range {
            ui.span(Span::new("", newest).fill(palette.newest).border_width(0.0));
        }
        if show_input {
            draw(ui, &input, trace.input, palette.input, 1.0);
        }
        // Wider than the prediction, so that a perfect one doesn't hide it.
        draw(ui, &target, trace.target, palette.target, 3.4);
        for ghost in ghosts {
            draw_ghost(ui, palette, ghost, texts);
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

/// The legend says by how much it was moved; its line is the same one whatever that is.
fn draw_ghost(ui: &mut PlotUi<'_>, palette: &Palette, ghost: Ghost<Moved>, texts: &Plots) {
    let Moved { pieces, periods } = ghost.line;
    let (name, look) = (pinned_name(texts, &ghost.name, periods), Look::of(palette, ghost.colour));
    for (n, points) in pieces.into_iter().enumerate() {
        let line = look.pale().on(plot::line(&name, points, look.colour, 1.3));
        ui.line(line.id(("ghost", ghost.id, n)));
    }
}

/// What a legend calls a pinned run's predictions: they may have been moved.
pub(in crate::app) fn pinned_name(texts: &Plots, run: &str, periods: i64) -> String {
    if periods == 0 { run.to_owned() } else { (texts.moved)(run, periods) }
}
