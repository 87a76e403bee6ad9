//! A plot of curves before anything is in it: its axes and its legend.

use egui::{TextStyle, Ui};
use egui_plot::{Legend, Plot};

use super::ROWS;
use crate::app::plots::plot;
use crate::app::plots::ticks::{curves_along, curves_over};
use crate::app::theme::Palette;
use crate::data::Source;
use crate::number::ticks::Along;

/// One of the plots, before anything is in it.
pub(super) struct Frame<'a> {
    /// Its place from the top.
    pub(super) place: usize,
    /// Lines of its legend.
    pub(super) names: usize,
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
    /// An empty plot with its axes; the first has the legend.
    pub(super) fn of_plot<'p>(self, ui: &Ui, palette: &Palette, source: &dyn Source) -> Plot<'p> {
        let id =
            if self.place == 0 { Plot::new("curves") } else { Plot::new(("curves", self.place)) };
        let mut plot = plot::bare(id, ui.available_width(), palette);
        if self.left > 0.0 {
            plot = plot.y_axis_min_width(self.left);
        }
        plot = match self.along {
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
        if !self.is_last {
            plot = plot.show_axes([false, true]);
        }
        let is_first = self.place == 0;
        match legend(self.names, self.height.unwrap_or(ui.available_height())) {
            Some(legend) if is_first => plot.legend(legend),
            _ => plot,
        }
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

/// The legend at the left, where the curves are oldest; in small letters where it would be cut, and none where
/// even that has no room: the pointer tells as much.
fn legend(names: usize, height: f32) -> Option<Legend> {
    /// Height of a line in either size, and of what is around them.
    const LINE: [(f32, TextStyle); 2] = [(19.0, TextStyle::Body), (15.0, TextStyle::Small)];
    const AROUND: f32 = 14.0;
    let fits = |(line, _): &(f32, TextStyle)| names as f32 * line + AROUND <= height;
    LINE.into_iter().find(fits).map(|(_, style)| at_the_left().text_style(style))
}

fn at_the_left() -> Legend {
    Legend::default()
        .position(egui_plot::Corner::LeftTop)
        .follow_insertion_order(true)
        .background_alpha(0.7)
}
