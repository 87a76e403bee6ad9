//! What stands around a heatmap: names, values, and what the colours mean.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, FontId, Galley, Pos2, Rect, Stroke, Ui, pos2, vec2};

use super::{LEFT, RIGHT, Sheet};
use crate::app::theme::Palette;
use crate::figure::viridis;
use crate::number::plain;
use crate::results::Arrangement;

/// Places along an axis, as parts of it, and their labels.
type Labels = Vec<(f32, String)>;

impl Sheet<'_> {
    /// The names and labels around a map.
    pub(super) fn names(&self, ui: &Ui, frame: Rect, map: usize, sampled: bool) {
        let Arrangement { x, y, maps } = &self.arrangement;
        let (text, weak) = (ui.visuals().text_color(), ui.visuals().weak_text_color());
        let edge = Stroke::new(1.0, Palette::of(ui).grid);
        ui.painter().rect_stroke(frame, 0.0, edge, egui::StrokeKind::Outside);
        if maps.1.len() > 1 && !sampled {
            let title = format!("{} {}", maps.0.label(), plain(maps.1[map]));
            write(ui, frame.left_top() - vec2(0.0, 5.0), Align2::LEFT_BOTTOM, &title, text);
        }
        let name = pos2(frame.center().x, frame.bottom() + 24.0);
        write(ui, name, Align2::CENTER_TOP, x.0.label(), weak);
        let (columns, rows) =
            if sampled { (self.ends(x.0), self.ends(y.0)) } else { (cells(&x.1), cells(&y.1)) };
        label_columns(ui, frame, &columns);
        if map == 0 {
            label_rows(ui, frame, &rows);
            let place = frame.left_top() - vec2(LEFT - 6.0, 5.0);
            write(ui, place, Align2::LEFT_BOTTOM, y.0.label(), weak);
        }
    }

    /// The least and the greatest value of a sample's axis.
    fn ends(&self, field: crate::config::Field) -> Labels {
        let values = || self.board.summaries.iter().map(move |one| one.point.value(field));
        let low = values().fold(f64::INFINITY, f64::min);
        let high = values().fold(f64::NEG_INFINITY, f64::max);
        if low < high {
            vec![(0.03, plain(low)), (0.97, plain(high))]
        } else {
            vec![(0.5, plain(low))]
        }
    }

    /// What the colours mean, under the name of what they tell, above the maps' titles; that begins at `begin` or right
    /// of it.
    pub(super) fn bar(&self, ui: &Ui, frame: Rect, begin: f32, name: &str) {
        let height = frame.height().max(80.0);
        let left = frame.right() + 16.0;
        let whole = Rect::from_min_size(pos2(left, frame.top()), vec2(12.0, height));
        let end = pos2(frame.right() + RIGHT - 4.0, frame.top() - 20.0);
        let name = elided(ui, name, end.x - begin);
        let place = Align2::RIGHT_BOTTOM.anchor_size(end, name.size());
        ui.painter().galley(place.min, name, ui.visuals().weak_text_color());
        let painter = ui.painter();
        const SHADES: u32 = 64;
        for n in 0..SHADES {
            let part = f64::from(n) / f64::from(SHADES - 1);
            let [red, green, blue] = viridis(part);
            let bottom = whole.bottom() - n as f32 / SHADES as f32 * height;
            let top = bottom - height / SHADES as f32 - 0.5;
            let shade = Rect::from_min_max(pos2(left, top), pos2(whole.right(), bottom));
            painter.rect_filled(shade.intersect(whole), 0.0, Color32::from_rgb(red, green, blue));
        }
        for (part, label) in self.scale.ticks(6) {
            let y = whole.bottom() - part as f32 * height;
            let (font, colour) = (FontId::monospace(11.0), ui.visuals().text_color());
            painter.text(pos2(whole.right() + 5.0, y), Align2::LEFT_CENTER, label, font, colour);
        }
    }
}

/// A small weak text in one line, cut where it has no room.
fn elided(ui: &Ui, text: &str, room: f32) -> Arc<Galley> {
    let format = TextFormat::simple(FontId::monospace(11.0), ui.visuals().weak_text_color());
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping::truncate_at_width(room);
    ui.painter().layout_job(job)
}

/// Writes a small text.
fn write(ui: &Ui, place: Pos2, anchor: Align2, text: &str, colour: Color32) {
    ui.painter().text(place, anchor, text, FontId::monospace(11.0), colour);
}

/// As many labels below a map as have room.
fn label_columns(ui: &Ui, frame: Rect, columns: &[(f32, String)]) {
    let longest = columns.iter().map(|(_, label)| label.len()).max().unwrap_or(1);
    let widest = longest as f32 * 7.0 + 8.0;
    let every = (widest * columns.len() as f32 / frame.width()).ceil().max(1.0) as usize;
    for (part, label) in columns.iter().step_by(every) {
        let place = pos2(frame.left() + part * frame.width(), frame.bottom() + 6.0);
        write(ui, place, Align2::CENTER_TOP, label, ui.visuals().text_color());
    }
}

/// As many labels at the left of a map as have room.
fn label_rows(ui: &Ui, frame: Rect, rows: &[(f32, String)]) {
    let every = (15.0 * rows.len() as f32 / frame.height()).ceil().max(1.0) as usize;
    for (part, label) in rows.iter().step_by(every) {
        let place = pos2(frame.left() - 7.0, frame.bottom() - part * frame.height());
        write(ui, place, Align2::RIGHT_CENTER, label, ui.visuals().text_color());
    }
}

/// The middles of the cells along an axis, as parts of it, and their labels.
fn cells(values: &[f64]) -> Labels {
    let count = values.len().max(1) as f32;
    let cell = |(n, value): (usize, &f64)| ((n as f32 + 0.5) / count, plain(*value));
    values.iter().enumerate().map(cell).collect()
}
