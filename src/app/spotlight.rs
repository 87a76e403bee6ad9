//! What a lesson points at, framed: whoever draws something that can be pointed at says where it lies.
//!
//! What is framed is kept in egui's memory, where each panel looks for what is its own.

use egui::{Context, CornerRadius, Id, Rect, Stroke, StrokeKind, Ui, Vec2, vec2};

use super::theme::Palette;
use crate::lesson::Target;

/// Width of a frame in points: of what is to be looked at, and of what a word in the text points at.
const FRAME: f32 = 1.5;
const POINTED: f32 = 3.0;
/// What is left free between a plot and its frame, in points.
const BESIDE_PLOT: Vec2 = Vec2::new(6.0, 1.0);
/// What is left free between a row of the controls and its frame, in points: the row begins with the mark that says when
/// its setting is felt.
const BESIDE_ROW: Vec2 = Vec2::new(5.0, 1.0);
/// Seconds for which something stays lit up after the word was clicked that points at it.
const STAYS: f64 = 2.5;
/// Seconds in which a control comes into view: the panel in which it lies may have to come first.
const COMES: f64 = 0.3;
/// What of the panel stays in view around it, in points.
const AROUND: f32 = 12.0;

/// What is lit up.
#[derive(Clone, Debug, Default, PartialEq)]
struct Lit {
    framed: Vec<Target>,
    /// What a word points at, and until when.
    pointed: Option<(Target, f64)>,
    /// A control that is to come into view, until when.
    brought: Option<(Target, f64)>,
}

/// Frames these, and nothing else.
pub(super) fn look_at(ctx: &Context, targets: &[Target]) {
    let now = ctx.input(|input| input.time);
    let mut lit = lit(ctx);
    lit.pointed = lit.pointed.filter(|(_, until)| *until > now);
    lit.brought = lit.brought.filter(|(_, until)| *until > now);
    if lit.framed != targets {
        lit.framed = targets.to_vec();
        let first = targets.iter().copied().find(is_control);
        lit.brought = first.map(|first| (first, now + COMES));
    }
    ctx.data_mut(|data| data.insert_temp(place(), lit));
}

/// A word points at something: while the pointer is on it, or for a moment after a click.
pub(super) fn point_at(ctx: &Context, target: Target, is_clicked: bool) {
    let now = ctx.input(|input| input.time);
    let mut lit = lit(ctx);
    let stays = if is_clicked { STAYS } else { 0.1 };
    let until = match lit.pointed {
        Some((other, until)) if other == target => until.max(now + stays),
        _ => now + stays,
    };
    lit.pointed = Some((target, until));
    if is_clicked && is_control(&target) {
        lit.brought = Some((target, now + COMES));
    }
    ctx.data_mut(|data| data.insert_temp(place(), lit));
    ctx.request_repaint_after(std::time::Duration::from_secs_f64(until - now + 0.02));
}

/// Whether a control is to come into view, for which lenses in its place make way.
pub(super) fn brings_control(ctx: &Context) -> bool {
    lit(ctx).brought.is_some()
}

fn is_control(target: &Target) -> bool {
    matches!(target, Target::Row(_))
}

/// Whether this is to be looked at.
pub(super) fn frames(ctx: &Context, target: Target) -> bool {
    lit(ctx).framed.contains(&target)
}

/// Draws the frame around something that lies there, if it is lit up.
pub(super) fn frame(ui: &Ui, target: Target, rect: Rect) {
    let lit = lit(ui.ctx());
    let is_pointed_at = lit.pointed.is_some_and(|(pointed, _)| pointed == target);
    if !is_pointed_at && !lit.framed.contains(&target) {
        return;
    }
    if lit.brought.is_some_and(|(brought, _)| brought == target) {
        ui.scroll_to_rect(rect.expand(AROUND), None);
    }
    let palette = Palette::of(ui);
    let (width, colour) =
        if is_pointed_at { (POINTED, palette.focus) } else { (FRAME, palette.mark) };
    let mut painter = ui.painter().clone();
    let (rect, seen) = around(target, rect, ui.clip_rect());
    painter.set_clip_rect(seen);
    painter.rect_stroke(
        rect,
        CornerRadius::same(4),
        Stroke::new(width, colour),
        StrokeKind::Inside,
    );
}

/// The frame of what lies there, and which part of it is seen of a panel of which this is.
fn around(target: Target, rect: Rect, seen: Rect) -> (Rect, Rect) {
    match target {
        // It fills its panel, and its title begins at the edge: its frame stands in what is free beside the panel, which
        // would cut it off.
        Target::Plot(_) => {
            let rect = rect.expand2(BESIDE_PLOT);
            (rect, rect)
        }
        // The panel would cut it off here, too, but for what is scrolled out of it.
        Target::Row(_) => {
            let seen = seen.expand2(vec2(BESIDE_ROW.x, 0.0));
            (rect.expand2(BESIDE_ROW).intersect(seen), seen)
        }
        Target::Lens(_) | Target::Button(_) => (rect.intersect(seen).expand(1.0), seen),
    }
}

fn lit(ctx: &Context) -> Lit {
    ctx.data(|data| data.get_temp(place())).unwrap_or_default()
}

/// Where egui's memory holds it.
fn place() -> Id {
    Id::unique("spotlight")
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn the_frame_of_a_row_goes_around_its_mark_and_is_seen_where_the_row_is() {
        let panel = Rect::from_min_max(pos2(8.0, 100.0), pos2(340.0, 500.0));
        let row = Rect::from_min_max(pos2(8.0, 200.0), pos2(330.0, 222.0));
        let (frame, seen) = around(Target::Row("lr"), row, panel);
        // A frame is as thick where a word points at the row, and is drawn inwards.
        assert!(frame.left() + POINTED < row.left() && frame.right() - POINTED > row.right());
        assert!(seen.contains_rect(frame), "{frame:?} {seen:?}");
        let scrolled = row.translate(vec2(0.0, 290.0));
        let (frame, seen) = around(Target::Row("lr"), scrolled, panel);
        assert_eq!((frame.bottom(), seen.bottom()), (panel.bottom(), panel.bottom()));
    }
}
