//! The legend of a plot: the name of each line beside a piece of it, with its dashes. A click hides a line, or
//! brings it back; pointing at a name makes its line bold.

use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;

use egui::{
    Color32, Galley, Rect, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, vec2,
};

use super::look::{Look, SAMPLE};
use crate::app::theme::Palette;

/// What a legend has of a line.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Entry<K> {
    /// Which line it is.
    pub(in crate::app) key: K,
    /// What it is called.
    pub(in crate::app) name: String,
    /// How it is drawn.
    pub(in crate::app) sample: Sample,
}

/// How a legend shows what it names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) enum Sample {
    /// A piece of the line.
    Line(Look),
    /// What is filled between two lines.
    Area(Color32),
}

/// Which lines are hidden, and which is pointed at.
#[derive(Debug)]
pub(in crate::app) struct Legend<K> {
    hidden: Vec<K>,
    pointed: Option<K>,
}

impl<K> Default for Legend<K> {
    fn default() -> Self {
        Self { hidden: Vec::new(), pointed: None }
    }
}

/// Between the frame of a plot and its legend, and within the legend around its lines, in points.
const MARGIN: f32 = 4.0;
const PADDING: [f32; 2] = [8.0, 4.0];
/// Between a piece of a line and its name, and between two lines of the legend.
const GAP: f32 = 6.0;
const LEADING: f32 = 3.0;
/// The part of a plot's width that a legend takes at most.
const PART: f32 = 0.75;
/// How dense the ground of the legend is.
const GROUND: f32 = 0.8;

impl<K: Copy + Debug + PartialEq + Hash> Legend<K> {
    /// Whether a line was hidden.
    pub(in crate::app) fn hides(&self, key: K) -> bool {
        self.hidden.contains(&key)
    }

    /// Whether the name of a line is pointed at.
    pub(in crate::app) fn points_at(&self, key: K) -> bool {
        self.pointed == Some(key)
    }

    /// Draws the legend at the left, where the curves are oldest: in small letters where it would be cut, and not at
    /// all where even they have no room, since the pointer tells as much.
    pub(in crate::app) fn ui(&mut self, ui: &Ui, frame: Rect, entries: &[Entry<K>]) {
        let sizes = [TextStyle::Body, TextStyle::Small];
        let pointed = self.pointed.take();
        let Some(rows) = sizes.into_iter().find_map(|style| rows(ui, frame, entries, &style))
        else {
            return;
        };
        let width = rows.iter().map(|galley| galley.size().x).fold(0.0, f32::max);
        let height: f32 = rows.iter().map(|galley| galley.size().y + LEADING).sum();
        let [left, top] = PADDING;
        let size = vec2(SAMPLE + GAP + width + 2.0 * left, height - LEADING + 2.0 * top);
        let whole = Rect::from_min_size(frame.min + vec2(MARGIN, MARGIN), size);
        let visuals = ui.visuals();
        let fill = visuals.extreme_bg_color.gamma_multiply(GROUND);
        let edge = visuals.window_stroke();
        let edge = Stroke::new(edge.width, edge.color.gamma_multiply(GROUND));
        ui.painter().rect(whole, visuals.window_corner_radius, fill, edge, StrokeKind::Inside);
        let mut y = whole.top() + top;
        for (entry, galley) in entries.iter().zip(rows) {
            let corner = egui::pos2(whole.left() + left, y);
            let size = vec2(SAMPLE + GAP + galley.size().x, galley.size().y);
            y += size.y + LEADING;
            self.entry(ui, Rect::from_min_size(corner, size), entry, galley);
        }
        if self.pointed != pointed {
            ui.ctx().request_repaint();
        }
    }

    fn entry(&mut self, ui: &Ui, rect: Rect, entry: &Entry<K>, galley: Arc<Galley>) {
        let Entry { key, name, sample } = entry;
        let is_shown = !self.hides(*key);
        let id = ui.scope_id().with(("legend", key));
        let answer = ui.interact(rect.expand(0.5 * LEADING), id, Sense::click());
        answer.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_shown, name));
        // Pointed at by a hand, or by keys.
        let is_pointed = answer.hovered() || answer.has_focus();
        if is_pointed {
            self.pointed = Some(*key);
        }
        if answer.clicked() {
            if is_shown {
                self.hidden.push(*key);
            } else {
                self.hidden.retain(|hidden| hidden != key);
            }
        }
        let place = Rect::from_min_size(rect.min, vec2(SAMPLE, rect.height()));
        if is_shown {
            sample.draw(ui, place);
        }
        let visuals = ui.visuals();
        let colour = match (is_pointed, is_shown) {
            (true, _) => visuals.strong_text_color(),
            (false, true) => visuals.text_color(),
            (false, false) => visuals.weak_text_color(),
        };
        let at = rect.min + vec2(SAMPLE + GAP, 0.0);
        if !is_shown {
            let line = Stroke::new(1.0, colour);
            ui.painter().hline(at.x..=at.x + galley.size().x, rect.center().y, line);
        }
        ui.painter().galley(at, galley, colour);
    }
}

impl Sample {
    fn draw(self, ui: &Ui, rect: Rect) {
        match self {
            Self::Line(look) => look.sample(ui.painter(), rect),
            Self::Area(colour) => {
                ui.painter().rect_filled(rect.shrink2(vec2(0.0, 2.0)), 2.0, Palette::of(ui).plot);
                ui.painter().rect_filled(rect.shrink2(vec2(0.0, 2.0)), 2.0, colour);
            }
        }
    }
}

/// The names, where they have room below each other and leave some of the plot.
fn rows<K>(
    ui: &Ui,
    frame: Rect,
    entries: &[Entry<K>],
    style: &TextStyle,
) -> Option<Vec<Arc<Galley>>> {
    let font = style.resolve(ui.style());
    let row = |entry: &Entry<K>| {
        ui.painter().layout_no_wrap(entry.name.clone(), font.clone(), Color32::PLACEHOLDER)
    };
    let rows: Vec<Arc<Galley>> = entries.iter().map(row).collect();
    let height: f32 = rows.iter().map(|galley| galley.size().y + LEADING).sum();
    let width = rows.iter().map(|galley| galley.size().x).fold(0.0, f32::max);
    let room = frame.height() - 2.0 * (MARGIN + PADDING[1]);
    let fits = height <= room && SAMPLE + GAP + width + 2.0 * PADDING[0] <= PART * frame.width();
    (!rows.is_empty() && fits).then_some(rows)
}
