//! The floor on the loss plot: the lowest loss that any network could reach with its memory, for each
//! stretch of steps in which that was the same.

use egui::{Align2, FontId, Painter, Pos2, Rect, Stroke, Ui, Vec2, pos2, vec2};
use egui_plot::{PlotPoint, PlotResponse};

use super::hidden::{LITTLE, hidden};
use super::look::Look;
use super::loss_axes::LossAxes;
use super::plot::ground;
use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::config::Config;
use crate::lens::floor::{FloorStretch, Floors};
use crate::recipe::{Change, Recipe};
use crate::session::Run;
use crate::thread::RunId;
use crate::wording::capitalised;

/// Distance from the line at which its sentence appears, in points.
const REACH: f32 = 7.0;
/// Between a stretch's beginning and its label.
const GAP: f32 = 5.0;
/// Height of the arrow that stands for a floor below what is in view.
const ARROW: f32 = 11.0;

/// The floors of the run on screen, computed as its recipe grows.
#[derive(Debug, Default)]
pub(in crate::app) struct FloorLine {
    followed: Option<Followed>,
    /// How many of its floors are shown.
    shown: usize,
}

/// A run's floors, and how far its recipe was followed for them.
#[derive(Debug)]
struct Followed {
    run: RunId,
    config: Config,
    /// The floors without the newest change, which may still move.
    settled: Floors,
    /// How many changes are settled.
    changes: usize,
    newest: Option<Change>,
    floors: Floors,
}

impl Followed {
    fn new(run: RunId, recipe: &Recipe) -> Self {
        let settled = Floors::new(&recipe.config);
        let floors = settled.clone();
        Self { run, config: recipe.config.clone(), settled, changes: 0, newest: None, floors }
    }

    /// Whether the recipe is the one that was followed, and what was added to it.
    fn is_of(&self, run: RunId, recipe: &Recipe) -> bool {
        self.run == run && self.config == recipe.config && self.changes <= recipe.changes.len()
    }

    fn follow(&mut self, recipe: &Recipe) {
        let (newest, settled) = match recipe.changes.split_last() {
            Some((newest, settled)) => (Some(newest), settled),
            None => (None, &[][..]),
        };
        if self.changes == settled.len() && self.newest.as_ref() == newest {
            return;
        }
        for change in settled.get(self.changes..).unwrap_or_default() {
            self.settled.change(change.step, &change.settings());
        }
        self.changes = settled.len();
        self.floors = self.settled.clone();
        if let Some(change) = newest {
            self.floors.change(change.step, &change.settings());
        }
        self.newest = newest.cloned();
    }
}

impl FloorLine {
    /// Follows the run's recipe. Where its loss is to be predicted, the floor of steps to come is kept secret.
    pub(in crate::app) fn follow(&mut self, run: &Run, is_to_predict: bool) {
        let known = self.followed.take().filter(|known| known.is_of(run.id, &run.recipe));
        let mut followed = known.unwrap_or_else(|| Followed::new(run.id, &run.recipe));
        followed.follow(&run.recipe);
        let is_told = |stretch: &FloorStretch| !is_to_predict || stretch.first <= run.step();
        self.shown = followed.floors.stretches().partition_point(is_told);
        self.followed = Some(followed);
    }

    /// The floors that are shown, in the order of their steps.
    pub(in crate::app) fn stretches(&self) -> &[FloorStretch] {
        self.followed.as_ref().map_or(&[], |followed| &followed.floors.stretches()[..self.shown])
    }

    /// Draws the floors, and says under the pointer why they are there. Whether it did; where labels lie is added to
    /// `taken`.
    pub(in crate::app) fn draw(
        &self,
        ui: &Ui,
        plot: &PlotResponse<()>,
        axes: &LossAxes,
        curve: &[Pos2],
        taken: &mut Vec<Rect>,
    ) -> bool {
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let stretches = self.stretches();
        let mut because = None;
        for (at, stretch) in stretches.iter().enumerate() {
            let Some(piece) = Piece::of(stretch, plot, axes) else { continue };
            let is_newest = at + 1 == stretches.len();
            let label = piece.draw(ui, curve, is_newest, at);
            taken.extend(Some(label).filter(|label| label.is_positive()));
            let near = |pointer: &Pos2| piece.is_near(*pointer) || label.contains(*pointer);
            because = pointer.filter(near).map(|_| &stretch.floor).or(because);
        }
        if let Some(floor) = because {
            let sentence = capitalised(&floor.sentence(texts(ui.ctx())));
            plot.response.clone().on_hover_ui_at_pointer(|ui| {
                ui.label(sentence);
            });
        }
        because.is_some()
    }
}

/// A stretch's floor on the plot.
struct Piece {
    frame: Rect,
    loss: f64,
    left: f32,
    right: f32,
    /// Where the line lies; none where the floor is below what is in view, or has no place on the axis.
    line: Option<f32>,
}

impl Piece {
    /// The part of a stretch that is in view, if one is.
    fn of(stretch: &FloorStretch, plot: &PlotResponse<()>, axes: &LossAxes) -> Option<Self> {
        let (frame, loss) = (*plot.transform.frame(), stretch.floor.loss);
        let place = |x: f64, y: f64| plot.transform.position_from_point(&PlotPoint::new(x, y));
        // A change stands between two steps.
        let left = place(stretch.first as f64 - 0.5, 0.0).x.max(frame.left());
        let right = stretch.last.map_or(frame.right(), |last| place(last as f64 + 0.5, 0.0).x);
        let right = right.min(frame.right());
        let has_place = loss > 0.0 || !axes.logarithmic;
        let y = has_place.then(|| place(0.0, axes.place(loss as f32)).y);
        if right <= left || y.is_some_and(|y| y < frame.top()) {
            return None;
        }
        // A zero at the bottom of a linear axis lies on the frame.
        let line = y.filter(|y| *y <= frame.bottom() + 0.5).map(|y| y.min(frame.bottom() - 1.0));
        Some(Self { frame, loss, left, right, line })
    }

    fn is_near(&self, pointer: Pos2) -> bool {
        let y = self.line.unwrap_or(self.frame.bottom() - 0.5 * ARROW);
        (self.left..=self.right).contains(&pointer.x)
            && (pointer.y - y).abs() <= REACH
            && self.frame.contains(pointer)
    }

    /// Draws the line, or an arrow that points to where it would be, and the label; the label's place. One
    /// without room for its label goes without, unless it is the newest, which is in force.
    fn draw(&self, ui: &Ui, curve: &[Pos2], is_newest: bool, at: usize) -> Rect {
        let (colour, painter) = (Palette::of(ui).live, ui.painter_at(self.frame));
        let y = self.line.unwrap_or(self.frame.bottom() - 1.0);
        if self.line.is_some() {
            let ends = [pos2(self.left, y), pos2(self.right, y)];
            Look::floor(&Palette::of(ui)).trace(&painter, &ends);
        }
        let texts = &texts(ui.ctx()).plots;
        let is_below = self.line.is_none() && self.loss > 0.0;
        let text = if is_below { (texts.floor_below)(self.loss) } else { (texts.floor)(self.loss) };
        let galley = painter.layout_no_wrap(text.clone(), FontId::proportional(11.0), colour);
        let arrow = if self.line.is_none() { ARROW } else { 0.0 };
        let room = self.right - self.left - 2.0 * GAP;
        if !is_newest && room < galley.size().x + arrow {
            return Rect::NOTHING;
        }
        let size = galley.size() + vec2(arrow, 0.0);
        let whole = self.place_of_label(curve, size, y);
        ground(&painter, &Palette::of(ui), whole);
        painter.galley(whole.min + vec2(arrow, 0.0), galley, colour);
        if self.line.is_none() {
            draw_arrow(&painter, pos2(whole.left() + 3.0, self.frame.bottom() - 1.0), colour);
        }
        // A screen reader finds it by its text.
        let label = ui.interact(whole, ui.scope_id().with(("floor", at)), egui::Sense::hover());
        label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
        whole
    }

    /// Where a label of this size stands above its line: where the stretch begins, or at its end where it hides far
    /// less of the loss.
    fn place_of_label(&self, curve: &[Pos2], size: Vec2, y: f32) -> Rect {
        let last = self.frame.right() - size.x - GAP;
        let at = |left: f32| Align2::LEFT_BOTTOM.anchor_size(pos2(left, y - 2.0), size);
        let first = at((self.left + GAP).min(last));
        let end = at((self.right - size.x - GAP).min(last).max(first.left()));
        if LITTLE * hidden(end, curve) < hidden(first, curve) { end } else { first }
    }
}

/// An arrow down to `tip`.
fn draw_arrow(painter: &Painter, tip: Pos2, colour: egui::Color32) {
    let stroke = Stroke::new(1.5, colour);
    painter.line_segment([tip - vec2(0.0, ARROW), tip], stroke);
    for side in [-3.0, 3.0] {
        painter.line_segment([tip + vec2(side, -4.0), tip], stroke);
    }
}
