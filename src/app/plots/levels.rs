//! What it takes to beat, on the loss plot: the losses of what needs no network, as dashed lines named at the
//! right, or at the left where a name hides far less of the loss.

use std::sync::Arc;

use egui::{Align2, FontId, Galley, Pos2, Rect, Ui, pos2, vec2};
use egui_plot::{PlotPoint, PlotResponse};

use super::hidden::{LITTLE, hidden};
use super::look::Look;
use super::loss_axes::LossAxes;
use super::plot::ground;
use crate::app::language::texts;
use crate::app::theme::Palette;
use crate::number::short;
use crate::session::{BaselineLoss, Session};
use crate::text::Plots;
use crate::wording::capitalised;

/// Distance from a line at which its sentence appears, in points.
const REACH: f32 = 4.0;
/// Between a label and the frame, and between two labels.
const GAP: f32 = 5.0;
/// A level is looked for this far beyond the losses of a run: times on a logarithmic axis, and on a linear one.
const FAR: (f32, f32) = (100.0, 1.5);

/// A loss that it takes to beat.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Level {
    /// What has it, in a word.
    pub(in crate::app) name: String,
    /// The loss.
    pub(in crate::app) loss: f64,
    /// One sentence on what that is.
    pub(in crate::app) sentence: String,
}

/// Those of the run on screen; none where it is on no table, or they aren't found yet.
pub(in crate::app) fn of(session: &Session) -> Vec<Level> {
    let level = |BaselineLoss { name, loss, sentence }: BaselineLoss| Level {
        name: name.to_owned(),
        loss,
        sentence: capitalised(&sentence),
    };
    session.baseline_losses().into_iter().map(level).collect()
}

/// The levels that are to be seen beside a run whose losses lie between these.
pub(in crate::app) fn near(
    levels: &[Level],
    (low, high): (f32, f32),
    logarithmic: bool,
) -> impl Iterator<Item = f32> {
    let is_near = move |loss: &f32| {
        if logarithmic {
            (low / FAR.0..=high * FAR.0).contains(loss) && *loss > 0.0
        } else {
            *loss <= high * FAR.1
        }
    };
    levels.iter().map(|level| level.loss as f32).filter(is_near)
}

/// A level on the plot.
struct Placed<'a> {
    level: &'a Level,
    /// Where its line lies; none where it is beyond what is in view.
    line: Option<f32>,
    label: Arc<Galley>,
    /// Where the label lies.
    rect: Rect,
    /// Whether that is at the left.
    at_left: bool,
}

/// Draws the levels, their names where they hide little of `curve`, and says under the pointer what each is. Whether it
/// did; where labels lie is added to `taken`.
pub(in crate::app) fn draw(
    ui: &Ui,
    plot: &PlotResponse<()>,
    axes: &LossAxes,
    (levels, curve): (&[Level], &[Pos2]),
    taken: &mut Vec<Rect>,
) -> bool {
    let placed = placed(ui, plot, axes, levels, (curve, taken));
    let labels: Vec<Rect> = placed.iter().map(|placed| placed.rect).collect();
    let palette = Palette::of(ui);
    let frame = *plot.transform.frame();
    let painter = ui.painter_at(frame);
    let look = Look::level(&palette);
    let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|at| frame.contains(*at));
    let pointer = pointer.filter(|_| plot.response.hovered());
    // A label tells of its own level; a place on the plot of all whose lines lie there.
    let (mut of_label, mut of_lines) = (None, Vec::new());
    for y in placed.iter().filter_map(|placed| placed.line) {
        // It begins and ends where a label stands in its way.
        let in_its_way = |at_left| {
            let own = placed.iter().filter(move |it| it.at_left == at_left);
            own.map(|it| it.rect).filter(|label| label.y_range().contains(y))
        };
        let begin = in_its_way(true).map(|label| label.right() + GAP);
        let begin = begin.fold(frame.left(), f32::max);
        let end = in_its_way(false).map(|label| label.left() - GAP);
        let end = end.fold(frame.right(), f32::min);
        look.trace(&painter, &[pos2(begin, y), pos2(end, y)]);
    }
    taken.extend(labels);
    for (at, Placed { level, line, label, rect, .. }) in placed.into_iter().enumerate() {
        ground(&painter, &palette, rect);
        let text = label.text().to_owned();
        painter.galley(rect.min, label, palette.live);
        // A screen reader finds it by its text.
        let label = ui.interact(rect, ui.scope_id().with(("level", at)), egui::Sense::hover());
        label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
        let Some(pointer) = pointer else { continue };
        if rect.contains(pointer) {
            of_label = Some(&level.sentence);
        } else if line.is_some_and(|y| (pointer.y - y).abs() <= REACH) {
            of_lines.push(&level.sentence);
        }
    }
    let told = of_label.map_or(of_lines, |sentence| vec![sentence]);
    if told.is_empty() {
        return false;
    }
    plot.response.clone().on_hover_ui_at_pointer(|ui| {
        told.iter().for_each(|sentence| _ = ui.label(*sentence));
    });
    true
}

/// Where the levels and their labels lie: labels above their lines, and moved apart where they would lie over
/// each other.
fn placed<'a>(
    ui: &Ui,
    plot: &PlotResponse<()>,
    axes: &LossAxes,
    levels: &'a [Level],
    (curve, taken): (&[Pos2], &[Rect]),
) -> Vec<Placed<'a>> {
    let frame = *plot.transform.frame();
    let painter = ui.painter_at(frame);
    let (texts, colour) = (&texts(ui.ctx()).plots, Palette::of(ui).live);
    let place = |level: &'a Level| {
        let at = PlotPoint::new(0.0, axes.place(level.loss as f32));
        let y = plot.transform.position_from_point(&at).y;
        let line = frame.y_range().contains(y).then_some(y);
        let text = named(texts, level, y, frame);
        let label = painter.layout_no_wrap(text, FontId::proportional(11.0), colour);
        let bottom = y.clamp(frame.top(), frame.bottom()) - 1.0;
        let (left, right) = (frame.left() + GAP, frame.right() - GAP);
        let at_left = Align2::LEFT_BOTTOM.anchor_size(pos2(left, bottom), label.size());
        let at_right = Align2::RIGHT_BOTTOM.anchor_size(pos2(right, bottom), label.size());
        let is_free = !taken.iter().any(|other| other.intersects(at_left));
        let is_left = is_free && LITTLE * hidden(at_left, curve) < hidden(at_right, curve);
        let rect = if is_left { at_left } else { at_right };
        Placed { level, line, label, rect, at_left: is_left }
    };
    let is_finite = |level: &&Level| level.loss.is_finite();
    let mut placed: Vec<Placed<'_>> = levels.iter().filter(is_finite).map(place).collect();
    let key = |it: &Placed<'_>| (it.at_left, it.rect.top());
    placed.sort_by(|a, b| {
        let ((left, top), (other_left, other_top)) = (key(a), key(b));
        left.cmp(&other_left).then(top.total_cmp(&other_top))
    });
    let at_right = placed.partition_point(|it| !it.at_left);
    let (right, left) = placed.split_at_mut(at_right);
    apart(right, frame);
    apart(left, frame);
    placed
}

/// Moves labels, from top to bottom, so that each is seen; then those that left the frame back up.
fn apart(placed: &mut [Placed<'_>], frame: Rect) {
    let mut free = frame.top() + 1.0;
    for one in placed.iter_mut() {
        let down = (free - one.rect.top()).max(0.0);
        one.rect = one.rect.translate(vec2(0.0, down));
        free = one.rect.bottom();
    }
    let mut free = frame.bottom() - 1.0;
    for one in placed.iter_mut().rev() {
        let up = (one.rect.bottom() - free).max(0.0);
        one.rect = one.rect.translate(vec2(0.0, -up));
        free = one.rect.top();
    }
}

/// What stands beside a level.
fn named(texts: &Plots, level: &Level, y: f32, frame: Rect) -> String {
    let loss = short(level.loss);
    if y < frame.top() {
        (texts.level_above)(&level.name, &loss)
    } else if y > frame.bottom() {
        (texts.level_below)(&level.name, &loss)
    } else {
        (texts.level)(&level.name, &loss)
    }
}
