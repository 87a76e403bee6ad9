//! The legend of a plot: the name of each line beside a piece of it, with its dashes. A click hides a line, or
//! brings it back; pointing at a name makes its line bold. The names stand side by side above the curves where they have
//! room so, else below each other; where they would cover much of a small plot, they are folded.

use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;

use egui::{
    Color32, Galley, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, TextStyle, Ui, Vec2,
    WidgetInfo, vec2,
};

use super::look::{Look, SAMPLE};
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
    /// Whether it was unfolded where it covers much.
    is_unfolded: bool,
}

impl<K> Default for Legend<K> {
    fn default() -> Self {
        Self { hidden: Vec::new(), pointed: None, is_unfolded: false }
    }
}

/// Between the frame of a plot and its legend, and within the legend around its lines, in points.
const MARGIN: f32 = 4.0;
const PADDING: [f32; 2] = [8.0, 4.0];
/// Between a piece of a line and its name, between two lines of the legend, and between two names of a line.
const GAP: f32 = 6.0;
const LEADING: f32 = 3.0;
const BESIDE: f32 = 14.0;
/// The part of a plot's width that a legend takes at most that isn't folded.
const PART: f32 = 0.75;
/// The part of a plot that it may cover.
const COVERED: f32 = 0.15;
/// The side of the triangle by which it is unfolded, in points.
const TRIANGLE: f32 = 8.0;
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

    /// Draws the legend at the left, where the curves are oldest: in one line where it has room, in small letters where
    /// it would be cut or cover much; folded where even they cover much, and not at all where they have no room, since
    /// the pointer tells as much.
    pub(in crate::app) fn ui(&mut self, ui: &Ui, frame: Rect, entries: &[Entry<K>]) {
        let pointed = self.pointed.take();
        let sizes = [TextStyle::Body, TextStyle::Small];
        let ways =
            [true, false].into_iter().flat_map(|beside| sizes.iter().map(move |s| (beside, s)));
        let fits = ways.filter_map(|(beside, style)| names(ui, frame, entries, style, beside));
        let mut fits: Vec<Names> = fits.collect();
        let covers_little = |names: &Names| {
            let size = names.size();
            size.x <= PART * frame.width() && size.x * size.y <= COVERED * frame.area()
        };
        let corner = frame.min + vec2(MARGIN, MARGIN);
        if let Some(at) = fits.iter().position(covers_little) {
            self.names(ui, corner, entries, fits.swap_remove(at));
        } else if let Some(smallest) = fits.pop() {
            let switch = self.fold(ui, corner);
            let has_room = switch.bottom() + LEADING + smallest.size().y <= frame.bottom();
            // Of a very low plot, beside the switch.
            let corner = if has_room {
                switch.left_bottom() + vec2(0.0, LEADING)
            } else {
                switch.right_top() + vec2(LEADING, 0.0)
            };
            if self.is_unfolded {
                self.names(ui, corner, entries, smallest);
            }
        }
        if self.pointed != pointed {
            ui.ctx().request_repaint();
        }
    }

    /// The switch that folds and unfolds the names; where it is.
    fn fold(&mut self, ui: &Ui, corner: Pos2) -> Rect {
        let texts = &texts(ui.ctx()).plots;
        let font = TextStyle::Small.resolve(ui.style());
        let text = texts.legend.to_owned();
        let galley = ui.painter().layout_no_wrap(text, font, Color32::PLACEHOLDER);
        let [left, top] = PADDING;
        let size = galley.size() + vec2(TRIANGLE + GAP + 2.0 * left, 2.0 * top);
        let rect = Rect::from_min_size(corner, size);
        let answer = ui.interact(rect, ui.scope_id().with("legend"), Sense::click());
        let is_unfolded = self.is_unfolded;
        answer.widget_info(|| WidgetInfo::selected(Role::Button, true, is_unfolded, texts.legend));
        self.is_unfolded ^= answer.clicked();
        ground(ui, rect);
        let colour = ui.style().interact(&answer).text_color();
        let middle = egui::pos2(rect.left() + left + 0.5 * TRIANGLE, rect.center().y);
        triangle(ui, middle, self.is_unfolded, colour);
        let at = rect.min + vec2(left + TRIANGLE + GAP, top);
        ui.painter().galley(at, galley, colour);
        answer.hint(texts.legend_hint);
        rect
    }

    /// The names, each beside a piece of its line.
    fn names(&mut self, ui: &Ui, corner: Pos2, entries: &[Entry<K>], names: Names) {
        let whole = Rect::from_min_size(corner, names.size());
        ground(ui, whole);
        let mut at = whole.min + Vec2::from(PADDING);
        for (entry, galley) in entries.iter().zip(names.galleys) {
            let size = vec2(SAMPLE + GAP + galley.size().x, galley.size().y);
            self.entry(ui, Rect::from_min_size(at, size), entry, galley);
            at +=
                if names.beside { vec2(size.x + BESIDE, 0.0) } else { vec2(0.0, size.y + LEADING) };
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

/// Names as they are laid out.
struct Names {
    galleys: Vec<Arc<Galley>>,
    /// Whether they stand side by side, not below each other.
    beside: bool,
}

impl Names {
    /// The size of a legend with them.
    fn size(&self) -> Vec2 {
        let sizes = self.galleys.iter().map(|galley| vec2(SAMPLE + GAP, 0.0) + galley.size());
        let most = sizes.clone().fold(Vec2::ZERO, Vec2::max);
        let all = sizes.fold(Vec2::ZERO, |sum, size| sum + size);
        let between = self.galleys.len().saturating_sub(1) as f32;
        let inner = if self.beside {
            vec2(all.x + between * BESIDE, most.y)
        } else {
            vec2(most.x, all.y + between * LEADING)
        };
        inner + 2.0 * Vec2::from(PADDING)
    }
}

/// What a legend stands on: the curves shine through.
fn ground(ui: &Ui, rect: Rect) {
    let visuals = ui.visuals();
    let fill = visuals.extreme_bg_color.gamma_multiply(GROUND);
    let edge = visuals.window_stroke();
    let edge = Stroke::new(edge.width, edge.color.gamma_multiply(GROUND));
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

/// The names side by side or below each other, where they have room so.
fn names<K>(
    ui: &Ui,
    frame: Rect,
    entries: &[Entry<K>],
    style: &TextStyle,
    beside: bool,
) -> Option<Names> {
    let font = style.resolve(ui.style());
    let galley = |entry: &Entry<K>| {
        ui.painter().layout_no_wrap(entry.name.clone(), font.clone(), Color32::PLACEHOLDER)
    };
    let names = Names { galleys: entries.iter().map(galley).collect(), beside };
    let (size, room) = (names.size(), frame.size() - 2.0 * vec2(MARGIN, MARGIN));
    let fits = size.x <= room.x && size.y <= room.y;
    (!entries.is_empty() && fits).then_some(names)
}
