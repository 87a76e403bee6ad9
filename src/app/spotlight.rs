//! What a lesson points at, framed: whoever draws something that can be pointed at says where it lies.
//!
//! What is framed is kept in egui's memory, where each panel looks for what is its own.

use egui::{Context, CornerRadius, Id, Rect, Stroke, StrokeKind, Ui, Vec2};

use super::theme::Palette;
use crate::lesson::Target;

/// Width of a frame in points: of what is to be looked at, and of what a word in the text points at.
const FRAME: f32 = 1.5;
const POINTED: f32 = 3.0;
/// What is left free between a plot and its frame, in points.
const BESIDE_PLOT: Vec2 = Vec2::new(6.0, 1.0);
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
    // A plot fills its panel, and its title begins at the edge: its frame stands in what is free beside the panel.
    let mut painter = ui.painter().clone();
    let rect = if matches!(target, Target::Plot(_)) {
        let rect = rect.expand2(BESIDE_PLOT);
        // The panel would cut it off.
        painter.set_clip_rect(rect);
        rect
    } else {
        rect.intersect(ui.clip_rect()).expand(1.0)
    };
    painter.rect_stroke(
        rect,
        CornerRadius::same(4),
        Stroke::new(width, colour),
        StrokeKind::Inside,
    );
}

fn lit(ctx: &Context) -> Lit {
    ctx.data(|data| data.get_temp(place())).unwrap_or_default()
}

/// Where egui's memory holds it.
fn place() -> Id {
    Id::unique("spotlight")
}
