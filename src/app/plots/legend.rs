//! The legend of a plot: the name of each line beside a piece of it, with its dashes. A click hides a line, or
//! brings it back; pointing at a name makes its line bold. The names stand above the plot, where they hide nothing of it;
//! where they would take much of its height, they are folded.

use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;

use egui::{
    Color32, FontId, Galley, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::look::{Look, SAMPLE};
use super::plot::GROUND;
use crate::app::hints::Hints;
use crate::app::language::texts;
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
    /// Whether the names take too much room to stand above the plot.
    is_folded: bool,
    /// Whether they are to be seen even so.
    is_unfolded: bool,
}

impl<K> Default for Legend<K> {
    fn default() -> Self {
        Self { hidden: Vec::new(), pointed: None, is_folded: false, is_unfolded: false }
    }
}

/// Between the frame of a plot and a legend over it, and within that around its lines, in points.
const MARGIN: f32 = 4.0;
const PADDING: [f32; 2] = [8.0, 4.0];
/// Between a piece of a line and its name, between two lines of the legend, and between two names of a line.
const GAP: f32 = 6.0;
const LEADING: f32 = 3.0;
const BESIDE: f32 = 14.0;
/// The size of its letters: those of the axes are a little larger.
const LETTERS: f32 = 11.0;
/// The part of a panel's height that the names may take.
const PART: f32 = 0.15;
/// The side of the triangle by which it is unfolded, in points.
const TRIANGLE: f32 = 8.0;

impl<K: Copy + Debug + PartialEq + Hash> Legend<K> {
    /// Whether a line was hidden.
    pub(in crate::app) fn hides(&self, key: K) -> bool {
        self.hidden.contains(&key)
    }

    /// Whether the name of a line is pointed at.
    pub(in crate::app) fn points_at(&self, key: K) -> bool {
        self.pointed == Some(key)
    }

    /// Draws the names above the plot that comes next, or where they take too much room the switch that unfolds them.
    pub(in crate::app) fn above(&mut self, ui: &mut Ui, entries: &[Entry<K>]) {
        if entries.is_empty() {
            self.is_folded = false;
            return;
        }
        let names = Names::laid_out(ui, entries, ui.available_width());
        let size = vec2(ui.available_width(), names.size().y);
        self.is_folded = size.y > PART * ui.available_height();
        if self.is_folded {
            return self.switch(ui);
        }
        self.pointed = None;
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        self.names(ui, rect.min, entries, names);
    }

    /// Draws the names over a plot, where they are folded and were unfolded.
    pub(in crate::app) fn over(&mut self, ui: &Ui, frame: Rect, entries: &[Entry<K>]) {
        if !self.is_folded {
            return;
        }
        let pointed = self.pointed.take();
        if self.is_unfolded {
            let padding = Vec2::from(PADDING);
            let around = MARGIN + padding.x;
            let names = Names::laid_out(ui, entries, frame.width() - 2.0 * around);
            let corner = frame.min + vec2(MARGIN, MARGIN);
            ground(ui, Rect::from_min_size(corner, names.size() + 2.0 * padding));
            self.names(ui, corner + padding, entries, names);
        }
        if self.pointed != pointed {
            ui.ctx().request_repaint();
        }
    }

    /// The switch that folds and unfolds the names.
    fn switch(&mut self, ui: &mut Ui) {
        let texts = &texts(ui.ctx()).plots;
        let galley = laid_out(ui, texts.legend);
        let size = galley.size() + vec2(TRIANGLE + GAP, 0.0);
        let (rect, answer) = ui.allocate_exact_size(size, Sense::click());
        let is_unfolded = self.is_unfolded;
        answer.widget_info(|| WidgetInfo::selected(Role::Button, true, is_unfolded, texts.legend));
        self.is_unfolded ^= answer.clicked();
        let colour = ui.style().interact(&answer).text_color();
        let middle = pos2(rect.left() + 0.5 * TRIANGLE, rect.center().y);
        triangle(ui, middle, self.is_unfolded, colour);
        ui.painter().galley(rect.min + vec2(TRIANGLE + GAP, 0.0), galley, colour);
        answer.hint(texts.legend_hint);
    }

    /// The names, each beside a piece of its line.
    fn names(&mut self, ui: &Ui, corner: Pos2, entries: &[Entry<K>], names: Names) {
        for (entry, (place, galley)) in entries.iter().zip(names.placed) {
            self.entry(ui, place.translate(corner.to_vec2()), entry, galley);
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

/// Names as they are laid out: where each stands with the piece of its line, from the upper left corner of all.
struct Names {
    placed: Vec<(Rect, Arc<Galley>)>,
}

impl Names {
    /// Side by side, in as many lines of this width as it takes.
    fn laid_out<K>(ui: &Ui, entries: &[Entry<K>], width: f32) -> Self {
        let mut at = Pos2::ZERO;
        let place = |entry: &Entry<K>| {
            let galley = laid_out(ui, &entry.name);
            let size = galley.size() + vec2(SAMPLE + GAP, 0.0);
            if at.x > 0.0 && at.x + size.x > width {
                at = pos2(0.0, at.y + size.y + LEADING);
            }
            let place = Rect::from_min_size(at, size);
            at.x += size.x + BESIDE;
            (place, galley)
        };
        Self { placed: entries.iter().map(place).collect() }
    }

    fn size(&self) -> Vec2 {
        let ends = self.placed.iter().map(|(place, _)| place.max.to_vec2());
        ends.fold(Vec2::ZERO, Vec2::max)
    }
}

/// A name in the letters of axes, whose π can't be taken for a п.
fn laid_out(ui: &Ui, name: &str) -> Arc<Galley> {
    let font = FontId::monospace(LETTERS);
    ui.painter().layout_no_wrap(name.to_owned(), font, Color32::PLACEHOLDER)
}

/// What a legend over a plot stands on: the curves shine through.
fn ground(ui: &Ui, rect: Rect) {
    let visuals = ui.visuals();
    let fill = visuals.extreme_bg_color.gamma_multiply(GROUND);
    let edge = visuals.window_stroke();
    ui.painter().rect(rect, visuals.window_corner_radius, fill, edge, StrokeKind::Inside);
}

/// Points to the right, or down at what is unfolded.
fn triangle(ui: &Ui, middle: Pos2, is_unfolded: bool, colour: Color32) {
    let half = 0.5 * TRIANGLE;
    let corners = [vec2(-0.6, -1.0), vec2(0.6, 0.0), vec2(-0.6, 1.0)];
    let turned = |corner: Vec2| if is_unfolded { vec2(corner.y, corner.x) } else { corner };
    let points = corners.into_iter().map(|corner| middle + half * turned(corner)).collect();
    ui.painter().add(Shape::convex_polygon(points, colour, Stroke::NONE));
}
