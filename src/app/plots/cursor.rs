//! A plot's cursor: where keys read it off, while it has the keyboard.
//!
//! ← and → go from place to place, with Shift ten, Home and End to the ends of what is in view, + and − zoom. Escape
//! takes the cursor away, and once more the keyboard. What is read is shown beside the place and told.

use std::ops::RangeInclusive;

use egui::{Context, Event, EventFilter, Id, Key, Modifiers, Response, Stroke, Ui, pos2};
use egui_plot::{PlotPoint, PlotResponse};

use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::news;
use crate::app::theme::Palette;

/// Places that an arrow passes with Shift.
const FAR: i64 = 10;

/// One end of what is in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum End {
    First,
    Last,
}

/// What keys ask of a plot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::app) struct Asked {
    /// So many places to the right.
    pub(in crate::app) right: i64,
    /// So many up.
    pub(in crate::app) up: i64,
    /// An end of what is in view.
    pub(in crate::app) end: Option<End>,
    /// So many times nearer.
    pub(in crate::app) nearer: i64,
    /// What a click on the place would do.
    pub(in crate::app) press: bool,
}

impl Asked {
    /// What is asked of a plot in this frame; none where it doesn't have the keyboard. Escape takes its cursor, of type
    /// `T`, away; `has_rows` says that it goes up and down, too.
    pub(in crate::app) fn of<T: Clone + Send + Sync + 'static>(
        ui: &Ui,
        plot: &Response,
        has_rows: bool,
    ) -> Option<Self> {
        if !plot.has_focus() {
            return None;
        }
        // A hand that moves over it reads it off in its own way.
        if plot.hovered() && ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO) {
            put::<T>(ui, plot, None);
        }
        let has_cursor = get::<T>(ui, plot).is_some();
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: has_rows,
            escape: has_cursor,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(plot.id, filter));
        ui.data_mut(|data| data.insert_temp(holder(), plot.id));
        if has_cursor && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            put::<T>(ui, plot, None);
        }
        let mut asked = Self::default();
        ui.input(|input| input.events.iter().for_each(|event| asked.take(event)));
        Some(asked)
    }

    fn take(&mut self, event: &Event) {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { return };
        if modifiers.command || modifiers.alt {
            return;
        }
        let far = if modifiers.shift { FAR } else { 1 };
        match key {
            Key::ArrowRight => self.right += far,
            Key::ArrowLeft => self.right -= far,
            Key::ArrowUp => self.up += far,
            Key::ArrowDown => self.up -= far,
            Key::Home => self.end = Some(End::First),
            Key::End => self.end = Some(End::Last),
            Key::Plus | Key::Equals => self.nearer += 1,
            Key::Minus => self.nearer -= 1,
            Key::Enter => self.press = true,
            _ => {}
        }
    }

    /// Whether the cursor is to move.
    pub(in crate::app) fn moves(self) -> bool {
        self.right != 0 || self.up != 0 || self.end.is_some()
    }
}

/// Whether a plot has the keyboard, and leaves to the window the keys that it has no use for.
pub(in crate::app) fn has_keyboard(ctx: &Context) -> bool {
    let focused = ctx.memory(|memory| memory.focused());
    focused.is_some() && ctx.data(|data| data.get_temp::<Id>(holder())) == focused
}

/// Where egui's memory holds which plot has had it last.
fn holder() -> Id {
    Id::unique("read plot")
}

/// The cursor of a plot, where it has one and the keyboard.
pub(in crate::app) fn get<T: Clone + Send + Sync + 'static>(ui: &Ui, plot: &Response) -> Option<T> {
    ui.data(|data| data.get_temp(plot.id.with("cursor")))
}

/// Puts the cursor of a plot somewhere, or takes it away.
pub(in crate::app) fn put<T: Clone + Send + Sync + 'static>(
    ui: &Ui,
    plot: &Response,
    cursor: Option<T>,
) {
    let place = plot.id.with("cursor");
    ui.data_mut(|data| match cursor {
        Some(cursor) => {
            data.insert_temp(place, cursor);
        }
        None => data.remove::<T>(place),
    });
}

/// Places along an axis, in their order.
pub(in crate::app) struct Places<'a> {
    /// How many there are.
    pub(in crate::app) count: usize,
    /// Where each is.
    pub(in crate::app) at: &'a dyn Fn(usize) -> f64,
}

impl Places<'_> {
    /// Moves the cursor of a plot as asked; where it is then.
    pub(in crate::app) fn go(
        &self,
        ui: &Ui,
        plot: &Response,
        asked: Asked,
        view: &RangeInclusive<f64>,
    ) -> Option<f64> {
        let from = get::<Cursor>(ui, plot).map(|(at, _)| at);
        let at = self.next(asked, from, view)?;
        put(ui, plot, Some((at, true)));
        Some(at)
    }

    /// Where the cursor goes from where it is. It begins, also where it has gone out of view, at the last place in view.
    fn next(&self, asked: Asked, from: Option<f64>, view: &RangeInclusive<f64>) -> Option<f64> {
        let seen = self.until(|x| x < *view.start())..self.until(|x| x <= *view.end());
        if self.count == 0 || seen.is_empty() {
            return None;
        }
        let last = seen.end - 1;
        let place = match (asked.end, from.filter(|from| view.contains(from))) {
            (Some(End::First), _) => seen.start,
            (Some(End::Last), _) | (None, None) => last,
            (None, Some(from)) => {
                let here = self.nearest(from) as i64;
                (here + asked.right).clamp(0, self.count as i64 - 1) as usize
            }
        };
        Some((self.at)(place))
    }

    /// How many places there are before the first for which this doesn't hold.
    fn until(&self, holds: impl Fn(f64) -> bool) -> usize {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            if holds((self.at)(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The place nearest to `x`, of at least one.
    fn nearest(&self, x: f64) -> usize {
        let next = self.until(|at| at < x).min(self.count - 1);
        let before = next.saturating_sub(1);
        let distance = |place: usize| ((self.at)(place) - x).abs();
        if distance(before) < distance(next) { before } else { next }
    }
}

/// A cursor along the horizontal axis: where it is, and whether what is read there is still to be told.
pub(in crate::app) type Cursor = (f64, bool);

/// Where a plot is read off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) enum Read {
    /// Under the pointer.
    Pointer(f64),
    /// Where keys have put the cursor; whether that is new.
    Cursor(f64, bool),
}

impl Read {
    /// Where a plot is read off in this frame. A cursor that left what was in view is told of once the view has gone
    /// along.
    pub(in crate::app) fn of(ui: &Ui, answer: &PlotResponse<()>) -> Option<Self> {
        let plot = &answer.response;
        if plot.has_focus()
            && let Some((at, is_new)) = get::<Cursor>(ui, plot)
            && answer.transform.bounds().range_x().contains(&at)
        {
            if is_new {
                put(ui, plot, Some((at, false)));
            }
            return Some(Self::Cursor(at, is_new));
        }
        let pointer = plot.hover_pos()?;
        Some(Self::Pointer(answer.transform.value_from_position(pointer).x))
    }

    /// The place on the horizontal axis.
    pub(in crate::app) fn at(self) -> f64 {
        match self {
            Self::Pointer(at) | Self::Cursor(at, _) => at,
        }
    }

    /// Shows what is read there.
    pub(in crate::app) fn show(self, ui: &Ui, answer: &PlotResponse<()>, lines: String) {
        let Self::Cursor(at, is_new) = self else { return answer.response.readout(lines) };
        let frame = *answer.transform.frame();
        let x = answer.transform.position_from_point(&PlotPoint::new(at, 0.0)).x;
        let stroke = Stroke::new(1.0, Palette::of(ui).focus);
        ui.painter_at(frame).vline(x, frame.y_range(), stroke);
        tell(ui, &answer.response, pos2(x, frame.center().y), is_new, lines);
    }
}

/// Shows what keys have read off a plot beside the place, and has readers of the screen say it where it is new.
pub(in crate::app) fn tell(
    ui: &Ui,
    plot: &Response,
    place: egui::Pos2,
    is_new: bool,
    lines: String,
) {
    let parts: Vec<String> = lines.lines().map(str::to_owned).collect();
    let spoken = (texts(ui.ctx()).words.listed)(&parts);
    ui.ctx().accesskit_node_builder(plot.id, |node| node.set_value(spoken.as_str()));
    if is_new {
        news::say(ui.ctx(), spoken);
    }
    plot.readout_at(place, lines);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: Key, shift: bool) -> Event {
        let modifiers = if shift { Modifiers::SHIFT } else { Modifiers::NONE };
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    fn asked(events: &[Event]) -> Asked {
        let mut asked = Asked::default();
        events.iter().for_each(|event| asked.take(event));
        asked
    }

    /// Where a cursor goes among the places 0, 10, 20 … 190, of which 50 to 149 are in view.
    fn next(asked: Asked, from: Option<f64>) -> Option<f64> {
        let at = |place: usize| 10.0 * place as f64;
        Places { count: 20, at: &at }.next(asked, from, &(50.0..=149.0))
    }

    #[test]
    fn arrows_add_up_and_shift_goes_ten_times_as_far() {
        let events = [press(Key::ArrowRight, false), press(Key::ArrowRight, true)];
        assert_eq!(asked(&events).right, 11);
        assert_eq!(asked(&[press(Key::ArrowLeft, true)]).right, -10);
        assert!(!asked(&[press(Key::Space, false)]).moves());
    }

    #[test]
    fn a_cursor_begins_at_the_newest_place_in_view_and_goes_from_place_to_place() {
        let right = |by| Asked { right: by, ..Asked::default() };
        assert_eq!(next(right(-1), None), Some(140.0));
        assert_eq!(next(right(1), Some(300.0)), Some(140.0), "it has gone out of view");
        assert_eq!(next(right(-1), Some(140.0)), Some(130.0));
        assert_eq!(next(right(1), Some(72.0)), Some(80.0), "from the nearest place");
        assert_eq!(next(right(-10), Some(60.0)), Some(0.0), "out of view, but not beyond the ends");
        assert_eq!(next(right(10), Some(140.0)), Some(190.0));
        let end = |end| Asked { end: Some(end), ..Asked::default() };
        assert_eq!(next(end(End::First), Some(100.0)), Some(50.0));
        assert_eq!(next(end(End::Last), None), Some(140.0));
    }

    #[test]
    fn where_nothing_is_in_view_there_is_no_cursor() {
        let at = |place: usize| place as f64;
        let asked = Asked { right: 1, ..Asked::default() };
        assert_eq!(Places { count: 3, at: &at }.next(asked, None, &(10.0..=20.0)), None);
        assert_eq!(Places { count: 0, at: &at }.next(asked, None, &(0.0..=20.0)), None);
    }
}
