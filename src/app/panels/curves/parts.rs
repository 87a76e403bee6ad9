//! The parts of a table under its curves: the later two shaded, and all of them named where more than one is
//! in view.

use egui::{Align2, FontId, Ui};
use egui_plot::{PlotPoint, PlotResponse, Span};

use crate::app::plots::plot::ground;
use crate::app::theme::Palette;
use crate::evaluation::Part;
use crate::table::Samples;
use crate::text::Plots;

/// Between the beginning of a part and its name.
const GAP: f32 = 5.0;

/// Where the parts of a table lie.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    /// Those that have samples, with the borders in front of them and behind them.
    stretches: Vec<(Part, f64, f64)>,
}

impl Parts {
    /// Those of a table.
    pub(super) fn of(samples: &Samples) -> Self {
        Self { stretches: Part::stretches(samples).collect() }
    }

    /// The shades of the parts that aren't trained on.
    pub(super) fn shaded(&self, palette: &Palette) -> Vec<Span> {
        let shade = |(part, from, to): &(Part, f64, f64)| {
            let colour = match part {
                Part::Train => return None,
                Part::Validation => palette.parts[0],
                Part::Test => palette.parts[1],
            };
            Some(Span::new("", *from..=*to).fill(colour).border_width(0.0))
        };
        self.stretches.iter().filter_map(shade).collect()
    }

    /// Names the parts in view, and what is foretold behind them.
    pub(super) fn name(&self, ui: &Ui, plot: &PlotResponse<()>, texts: &Plots, ahead: usize) {
        let view = plot.transform.bounds().range_x();
        let end = self.stretches.last().map_or(0.0, |(_, _, to)| *to);
        let foretold = (ahead > 0).then_some((texts.forecast, end, end + ahead as f64));
        let named = self.stretches.iter().map(|(part, from, to)| (name(texts, *part), *from, *to));
        let in_view = |(_, from, to): &(&str, f64, f64)| from < view.end() && to > view.start();
        let seen: Vec<_> = named.chain(foretold).filter(in_view).collect();
        if seen.len() < 2 {
            return;
        }
        let frame = *plot.transform.frame();
        let painter = ui.painter_at(frame);
        let colour = ui.visuals().weak_text_color();
        let place = |x: f64| plot.transform.position_from_point(&PlotPoint::new(x, 0.0)).x;
        for (at, (name, from, to)) in seen.into_iter().enumerate() {
            let left = place(from).max(frame.left());
            let right = place(to).min(frame.right());
            let galley =
                painter.layout_no_wrap(name.to_owned(), FontId::proportional(11.0), colour);
            if right - left < galley.size().x + 2.0 * GAP {
                continue;
            }
            let corner = egui::pos2(left + GAP, frame.bottom() - 2.0);
            let rect = Align2::LEFT_BOTTOM.anchor_size(corner, galley.size());
            ground(&painter, &Palette::of(ui), rect);
            painter.galley(rect.min, galley, colour);
            // A screen reader finds it by its text.
            let label = ui.interact(rect, ui.scope_id().with(("part", at)), egui::Sense::hover());
            label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name));
        }
    }
}

/// What a part is called.
pub(super) fn name(texts: &Plots, part: Part) -> &'static str {
    match part {
        Part::Train => texts.train,
        Part::Validation => texts.validation,
        Part::Test => texts.test,
    }
}
