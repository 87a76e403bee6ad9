//! A plot of curves before anything is in it: its axes.

use egui::Ui;
use egui_plot::Plot;

use super::ROWS;
use crate::app::plots::plot;
use crate::app::plots::powers::Powers;
use crate::app::plots::ticks::{curves_along, curves_over};
use crate::app::theme::Palette;
use crate::data::Source;
use crate::number::ticks::Along;

/// One of the plots, before anything is in it.
pub(super) struct Frame<'a> {
    /// Its place from the top.
    pub(super) place: usize,
    /// Its height; none where it takes all there is.
    pub(super) height: Option<f32>,
    /// Whether the axis of rows stands under it.
    pub(super) is_last: bool,
    /// What stands at the axis of values.
    pub(super) value_name: Option<String>,
    /// What its labels and the axis' name take at the left at the least, in points.
    pub(super) left: f32,
    /// What stands along the axis of a table with dates.
    pub(super) along: &'a Option<Along>,
}

impl Frame<'_> {
    /// An empty plot with its axes, and the powers of ten that are to be drawn beside it.
    pub(super) fn of_plot<'p>(
        self,
        ui: &Ui,
        palette: &Palette,
        source: &dyn Source,
    ) -> (Plot<'p>, Powers) {
        let id =
            if self.place == 0 { Plot::new("curves") } else { Plot::new(("curves", self.place)) };
        let mut plot = plot::bare(id, ui.available_width(), palette);
        if self.left > 0.0 {
            plot = plot.y_axis_min_width(self.left);
        }
        let (mut plot, powers) = match self.along {
            Some(along) => curves_along(plot, along),
            None => curves_over(plot, &source.axis()),
        };
        if let Some(height) = self.height {
            plot = plot.height(height);
        }
        if let Some(name) = self.value_name {
            let rows = if self.is_last { ROWS } else { 0.0 };
            let height = self.height.unwrap_or(ui.available_height()) - rows;
            plot = plot.y_axis_label(shortened(&name, height));
        }
        (if self.is_last { plot } else { plot.show_axes([false, true]) }, powers)
    }
}

/// A name as far as it has room along an axis of this height.
fn shortened(name: &str, height: f32) -> String {
    /// Of a letter, in points.
    const LETTER: f32 = 8.0;
    let most = (height / LETTER).max(4.0) as usize;
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let begin: String = name.chars().take(most - 1).collect();
    format!("{}…", begin.trim_end())
}
