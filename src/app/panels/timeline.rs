//! The timeline under the curves: the whole run, what was changed in it, and the playhead.

mod by_keys;

use std::ops::RangeInclusive;

use egui::{
    Align, Align2, Button, Id, Layout, Rangef, Rect, Response, RichText, Role, Slider,
    SliderClamping, Stroke, Ui, UiBuilder, WidgetInfo, Window, pos2,
};

use super::number_field::NumberField;
use super::steps::{self, Steps};
use crate::app::focus;
use crate::app::frame::keys::escape;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::plots::look::Look;
use crate::app::plots::navigation::{Gesture, Limits};
use crate::app::theme::Palette;
use crate::session::{Action, Mark, Playhead, Session};
use crate::text::Plots;
use crate::thread::RunId;

/// Height of the panel in points.
pub(in crate::app) const HEIGHT: f32 = 30.0;
/// Half the width in which the pointer finds a mark.
const REACH: f32 = 5.0;
/// Marks that hovering tells of at most.
const TOLD: usize = 8;
/// Steps on the track where it is looked at most closely.
const NEAREST: f64 = 20.0;

/// Width of what stands at the right, in points: the track must not move under the pointer, whatever
/// is said there.
const PLACE: f32 = 350.0;
/// The same where the window is narrow, and the words are short.
const NARROW_PLACE: f32 = 168.0;
/// From this width on there is room for the timeline's name, and least width of its track.
const NAMED: f32 = 330.0;
const LEAST_TRACK: f32 = 40.0;
/// From this width on there is room for all words.
const WIDE: f32 = 620.0;

/// What of the run the timeline shows.
#[derive(Debug, Default)]
pub(in crate::app) struct TimelinePanel {
    /// The steps from its one end to the other; none for all there are.
    part: Option<RangeInclusive<f64>>,
    /// The run that `part` is of, and the step that was on show.
    run: RunId,
    step: u64,
}

impl TimelinePanel {
    /// Draws the timeline and adds what the user did to `actions`.
    pub(in crate::app) fn ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        ui.horizontal_centered(|ui| {
            let wide = ui.available_width() >= WIDE;
            let texts = &texts(ui.ctx()).plots;
            // Where there is least room the track goes without its name.
            let named = ui.available_width() >= NAMED;
            let name = named.then(|| ui.label(RichText::new(texts.timeline).strong()).id);
            let place = if wide { PLACE } else { NARROW_PLACE };
            self.track(ui, session, name, ui.available_width() - place, actions);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ways_on(ui, texts, session, wide, actions);
                whereabouts(ui, texts, session, wide, actions);
            });
        });
        if session.playhead.as_ref().is_some_and(|playhead| playhead.asks) {
            offer(ui, session.step(), actions);
        }
    }

    /// The run from its first step to its last, or a part of it, `width` points wide.
    fn track(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        name: Option<Id>,
        width: f32,
        actions: &mut Vec<Action>,
    ) {
        let end = session.run.step();
        let before = session.step().min(end);
        let (mut step, steps) = (before, self.follow(session));
        ui.spacing_mut().slider_width = width.max(LEAST_TRACK);
        let slider = Slider::new(&mut step, *steps.start() as u64..=*steps.end() as u64)
            .clamping(SliderClamping::Edits)
            .show_value(false)
            .trailing_fill(true);
        // A drag goes on as long as the id stays, whatever else is drawn.
        let builder = UiBuilder::new().scope_id(Id::unique("timeline track"));
        let possible = end > 0 && session.can.rewind;
        let add = |ui: &mut Ui| ui.add_enabled(possible, slider);
        let answer = ui.scope_builder(builder, add).inner;
        let answer = match name {
            Some(name) => answer.labelled_by(name),
            None => {
                let text = texts(ui.ctx()).plots.timeline;
                answer.widget_info(|| WidgetInfo::slider(possible, session.step() as f64, text));
                answer
            }
        };
        let by_keys =
            steps::moved(ui, &answer, before as f64, Steps::Linear(1.0), 0.0..=end as f64);
        step = by_keys.map_or(step, |step| step as u64);
        if answer.changed() || by_keys.is_some() {
            actions.push(Action::Rewind(step));
        }
        by_keys::speak(ui, &answer, session, step);
        let rail = rail(answer.rect);
        self.zoom(ui, &answer, rail, &steps, end);
        let place = |mark: &Mark| rail.left() + part_before(mark.step, end, &steps) * rail.width();
        let marks = &session.run.marks;
        draw_marks(ui, rail, marks.iter().map(place));
        if self.part.is_some() {
            draw_part(ui, rail, &steps, end);
        }
        let near = |x: f32| marks.iter().filter(move |mark| (place(mark) - x).abs() <= REACH);
        tell(ui, answer, near, self.part.as_ref().map(|_| &steps));
    }

    /// The steps from one end to the other: as they were, but with the step on show among them where
    /// that has moved.
    fn follow(&mut self, session: &Session) -> RangeInclusive<f64> {
        let (run, step, end) = (session.run.id, session.step(), session.run.step());
        if self.run != run {
            *self = Self { run, step, part: None };
        }
        let has_moved = !session.is_live() && self.step != step;
        self.step = step;
        let limits = limits(end);
        self.part = self.part.take().map(|part| {
            let (half, at) = (0.5 * (part.end() - part.start()), step as f64);
            let lost = has_moved && !part.contains(&at);
            whole_steps(&limits.keep(&if lost { at - half..=at + half } else { part }))
        });
        self.part.clone().unwrap_or(limits.whole)
    }

    /// The wheel zooms, sideways or with Shift it moves; where it has the keyboard, + and − zoom about the playhead.
    fn zoom(
        &mut self,
        ui: &Ui,
        answer: &Response,
        rail: Rect,
        steps: &RangeInclusive<f64>,
        end: u64,
    ) {
        let nearer = if answer.has_focus() { by_keys::nearer(ui) } else { 0 };
        let by_keys = Gesture::of_keys(nearer, Some(self.step as f64), steps);
        if let Some(gesture) = Gesture::of_wheel(ui, answer, rail).or(by_keys) {
            let limits = limits(end);
            let part = gesture.apply(steps, &limits);
            self.part = (!limits.is_whole(&part)).then_some(part);
            ui.ctx().request_repaint();
        }
    }
}

/// How far the timeline can be zoomed and moved along.
fn limits(end: u64) -> Limits {
    let whole = 0.0..=end.max(1) as f64;
    Limits { seen: whole.clone(), whole, least: NEAREST }
}

/// The part from a step to a step.
fn whole_steps(part: &RangeInclusive<f64>) -> RangeInclusive<f64> {
    part.start().floor()..=part.end().ceil()
}

/// A line under the track that shows where in the run its part lies.
fn draw_part(ui: &Ui, rail: Rect, steps: &RangeInclusive<f64>, end: u64) {
    let at = |step: f64| rail.left() + (step / end.max(1) as f64) as f32 * rail.width();
    let (y, visuals) = (rail.bottom() + 3.0, ui.visuals());
    let back = Stroke::new(2.0, visuals.widgets.inactive.bg_fill);
    ui.painter().hline(rail.x_range(), y, back);
    let part = Rangef::new(at(*steps.start()), at(*steps.end()).max(at(*steps.start()) + 3.0));
    ui.painter().hline(part, y, Stroke::new(2.0, Palette::of(ui).live));
}

/// How to go on from an earlier step.
fn ways_on(ui: &mut Ui, texts: &Plots, session: &Session, wide: bool, actions: &mut Vec<Action>) {
    let (playhead, colour) = (session.playhead.as_ref(), Palette::of(ui).live);
    let (live, fork) =
        if wide { (texts.back_to_live, texts.fork_here) } else { (texts.live, texts.fork) };
    let why_not = match playhead {
        Some(_) => texts.still_computed,
        None => texts.already_live,
    };
    let mut way = |text: RichText, possible: bool, hint: &str, action: Action| {
        let answer = ui.add_enabled(possible && session.can_do(&action), Button::new(text));
        let hint = if answer.enabled() { hint } else { why_not };
        if answer.hint_above(hint).clicked() {
            actions.push(action);
        }
    };
    let text = RichText::new(live);
    let text = if playhead.is_some() { text.color(colour) } else { text };
    way(text, playhead.is_some(), texts.end_of_run_hint, Action::BackToLive);
    let there = playhead.is_some_and(Playhead::is_there);
    way(RichText::new(fork), there, texts.fork_hint, Action::Fork);
}

/// Which step is on show, as a field in which another can be typed; and how far what must be computed
/// for it has come.
fn whereabouts(
    ui: &mut Ui,
    texts: &Plots,
    session: &Session,
    wide: bool,
    actions: &mut Vec<Action>,
) {
    let end = session.run.step();
    let (mut shown, whole) = match &session.playhead {
        None => (end, (texts.steps)(end)),
        Some(playhead) => (playhead.step, (texts.step_of)(playhead.step, end)),
    };
    let (before, behind) = match &session.playhead {
        _ if !wide => ("", String::new()),
        None => ("", (texts.steps_behind)(end)),
        Some(_) => (texts.step_before, (texts.of_behind)(end)),
    };
    let field = NumberField::new(&mut shown, 0..=end).prefix(before).suffix(behind).speed(0.5);
    let answer = ui.add_enabled(end > 0 && session.can.rewind, field);
    if answer.changed() {
        actions.push(Action::Rewind(shown));
    }
    answer.widget_info(|| WidgetInfo::labeled(Role::SpinButton, answer.enabled(), &whole));
    let way = session.playhead.as_ref().and_then(|playhead| playhead.progress);
    let hint = match (way, session.run.backfill) {
        (Some(part), _) => bar(ui, &answer, part, texts.computed_again),
        (None, Some(part)) => bar(ui, &answer, part, texts.backfilled),
        (None, None) => texts.step_hint,
    };
    answer.hint_above(format!("{whole}\n{hint}"));
}

/// Draws along the foot of a field how far something has come; hands on what it is.
fn bar(ui: &Ui, field: &Response, part: f32, what: &'static str) -> &'static str {
    let foot = Rect::from_x_y_ranges(
        field.rect.left()..=field.rect.left() + part.clamp(0.0, 1.0) * field.rect.width(),
        field.rect.bottom() - 3.0..=field.rect.bottom(),
    );
    ui.painter().rect_filled(foot, 1.0, Palette::of(ui).live);
    what
}

/// The part of the track that lies before what `step` felt first; what no step has felt yet stands at
/// the run's end, which is its beginning while there is no step.
fn part_before(step: u64, end: u64, steps: &RangeInclusive<f64>) -> f32 {
    let before = (step as f64 - 0.5).min(end as f64) - steps.start();
    (before / (steps.end() - steps.start())) as f32
}

/// The part of a slider in which its handle's centre moves.
fn rail(slider: Rect) -> Rect {
    let handle = slider.height() / 2.5;
    Rect::from_x_y_ranges(slider.x_range().shrink(handle), slider.y_range())
}

/// A tick for each place, and for neighbours in one pixel one.
fn draw_marks(ui: &Ui, rail: Rect, places: impl Iterator<Item = f32>) {
    let stroke = Stroke::new(1.5, Palette::of(ui).mark);
    let mut last = f32::NEG_INFINITY;
    for x in places.filter(|x| rail.x_range().expand(1.0).contains(*x)) {
        if x - last >= 1.0 {
            let (top, bottom) = (rail.top() - 1.0, rail.bottom() + 1.0);
            ui.painter().line_segment([pos2(x, top), pos2(x, bottom)], stroke);
            last = x;
        }
    }
}

/// What was changed under the pointer.
fn tell<'a, Near: Iterator<Item = &'a Mark>>(
    ui: &Ui,
    answer: egui::Response,
    near: impl Fn(f32) -> Near,
    part: Option<&RangeInclusive<f64>>,
) {
    let Some(pointer) = ui.input(|input| input.pointer.hover_pos()) else { return };
    let area = answer.rect.expand2(egui::vec2(0.0, 4.0));
    if !area.contains(pointer) || answer.dragged() {
        return;
    }
    let all = texts(ui.ctx());
    let texts = &all.plots;
    let line = |mark: &Mark| (texts.mark)(mark.step, &mark.text(all));
    let mut lines: Vec<String> = near(pointer.x).take(TOLD).map(line).collect();
    if lines.is_empty() {
        lines
            .extend(part.map(|part| (texts.part_of_run)(*part.start() as u64, *part.end() as u64)));
        lines.push(texts.track_hint.to_owned());
    }
    answer.hint_above(lines.join("\n"));
}

/// The two ways on from an earlier step.
fn offer(ui: &Ui, step: u64, actions: &mut Vec<Action>) {
    let (mut open, texts) = (true, &texts(ui.ctx()).plots);
    let window = Id::unique("ways on");
    Window::new((texts.go_on_from)(step))
        .id(window)
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .show(ui.ctx(), |ui| {
            let mut way = |ui: &mut Ui, title: &str, text: &str, action: Action| {
                let button = Button::new(RichText::new(title).strong());
                if ui.add_sized([210.0, 30.0], button).clicked() {
                    actions.push(action);
                }
                ui.label(RichText::new(text).weak());
                ui.add_space(6.0);
            };
            let (title, text) = (texts.continue_from_end, texts.continue_from_end_hint);
            focus::enter(&ui.ctx().clone(), window, || {
                way(ui, title, text, Action::ContinueFromEnd);
                way(ui, texts.fork_offer, texts.fork_offer_hint, Action::Fork);
            });
        });
    if !open || escape(ui.ctx()) {
        actions.push(Action::StayHere);
    }
}

/// Draws where the playhead is on a plot over the steps.
pub(in crate::app) fn line(ui: &Ui, session: &Session, plot: &egui_plot::PlotResponse<()>) {
    if session.is_live() {
        return;
    }
    let point = egui_plot::PlotPoint::new(session.step() as f64, 0.0);
    let x = plot.transform.position_from_point(&point).x;
    let frame = *plot.transform.frame();
    if frame.x_range().contains(x) {
        let stroke = Look::playhead(&Palette::of(ui)).stroke();
        ui.painter_at(frame).vline(x, frame.y_range(), stroke);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_stands_between_the_steps_and_an_unfelt_one_at_the_end() {
        let place = |(step, end)| part_before(step, end, &limits(end).whole);
        assert_eq!([(1, 0), (1, 1), (5, 10), (11, 10)].map(place), [0.0, 0.5, 0.45, 1.0]);
        assert_eq!(part_before(1_000_006, 2_000_000, &(1_000_000.0..=1_000_010.0)), 0.55);
    }
}
