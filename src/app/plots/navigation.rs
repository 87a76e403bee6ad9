//! Moving and zooming along a plot's horizontal axis by wheel and drag. The other axis follows what is
//! in view, and a view never leaves what there is to see, so that no gesture can lose a curve.

use std::ops::RangeInclusive;

use egui::{Rect, Response, Ui};

/// Points of the wheel by which a view becomes e times as long or short.
const POINTS: f32 = 200.0;
/// The most that one frame makes of a view, so that no wheel leaves the finite numbers.
const MOST: f64 = 1e6;

/// How many times nearer a key comes.
const KEY: f64 = 1.5;

/// How far a view may go.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Limits {
    /// All that there is room for.
    pub(in crate::app) whole: RangeInclusive<f64>,
    /// Where there is something to see.
    pub(in crate::app) seen: RangeInclusive<f64>,
    /// Length of a view at the least.
    pub(in crate::app) least: f64,
}

impl Limits {
    /// The view nearest to `view` that is possible: neither shorter nor longer than there is sense in,
    /// and with something to see in half of it at the least, if there is as much.
    pub(in crate::app) fn keep(&self, view: &RangeInclusive<f64>) -> RangeInclusive<f64> {
        let (first, last) = (*self.whole.start(), *self.whole.end());
        let length = length(view).max(self.least).min(last - first);
        let half = 0.5 * length.min(self::length(&self.seen));
        let middle = 0.5 * (view.start() + view.end());
        let start = (middle - 0.5 * length)
            .min(self.seen.end() - half)
            .max(self.seen.start() + half - length)
            .min(last - length)
            .max(first);
        start..=start + length
    }

    /// The view, moved no further than it takes to have a place in it.
    pub(in crate::app) fn show(&self, view: &RangeInclusive<f64>, at: f64) -> RangeInclusive<f64> {
        if view.contains(&at) {
            return view.clone();
        }
        let margin = 0.02 * length(view);
        let by = (at + margin - view.end()).max(0.0) + (at - margin - view.start()).min(0.0);
        self.keep(&(view.start() + by..=view.end() + by))
    }

    /// Whether a view has all in it.
    pub(in crate::app) fn is_whole(&self, view: &RangeInclusive<f64>) -> bool {
        length(view) >= length(&self.whole)
    }
}

fn length(range: &RangeInclusive<f64>) -> f64 {
    range.end() - range.start()
}

/// What a hand does to a view in one frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) struct Gesture {
    /// By how much less there is in view.
    zoom: f64,
    /// Which part of the view stays in place, from 0 at its start to 1 at its end.
    about: f64,
    /// By which part of its length it moves.
    moved: f64,
}

impl Gesture {
    /// What wheel and hand do to a plot whose axis is as long as `frame` is wide: the wheel zooms about
    /// the pointer; sideways or with Shift it moves, as dragging does.
    pub(in crate::app) fn of(ui: &Ui, answer: &Response, frame: Rect) -> Option<Self> {
        let dragged = if answer.dragged() { answer.drag_delta().x } else { 0.0 };
        Self::of_hand(ui, answer, frame, dragged)
    }

    /// What the wheel does alone.
    pub(in crate::app) fn of_wheel(ui: &Ui, answer: &Response, frame: Rect) -> Option<Self> {
        Self::of_hand(ui, answer, frame, 0.0)
    }

    /// What keys do to a view that zoom about a place of it, so many times nearer.
    pub(in crate::app) fn of_keys(
        nearer: i64,
        about: Option<f64>,
        view: &RangeInclusive<f64>,
    ) -> Option<Self> {
        let about = about.filter(|about| view.contains(about));
        let about = about.map_or(0.5, |about| (about - view.start()) / length(view));
        let zoom = KEY.powi(nearer.clamp(-30, 30) as i32);
        (nearer != 0).then_some(Self { zoom, about, moved: 0.0 })
    }

    fn of_hand(ui: &Ui, answer: &Response, frame: Rect, dragged: f32) -> Option<Self> {
        let width = f64::from(frame.width().max(1.0));
        let mut gesture = Self { zoom: 1.0, about: 0.5, moved: -f64::from(dragged) / width };
        if let Some(pointer) = answer.hover_pos() {
            let (wheel, pinch) =
                ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
            gesture.zoom = f64::from((wheel.y / POINTS).exp() * pinch).clamp(1.0 / MOST, MOST);
            gesture.about = f64::from(pointer.x - frame.left()) / width;
            gesture.moved -= f64::from(wheel.x) / width;
        }
        (gesture.zoom != 1.0 || gesture.moved != 0.0).then_some(gesture)
    }

    /// The view after it.
    pub(in crate::app) fn apply(
        self,
        view: &RangeInclusive<f64>,
        limits: &Limits,
    ) -> RangeInclusive<f64> {
        let about = self.about.clamp(0.0, 1.0);
        let before = length(view);
        let still = view.start() + about * before;
        let after = (before / self.zoom).max(limits.least).min(length(&limits.whole));
        let start = still - about * after + self.moved * after;
        limits.keep(&(start..=start + after))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMITS: Limits = Limits { whole: 0.0..=1000.0, seen: 1.0..=990.0, least: 10.0 };

    fn zoom(zoom: f64, about: f64) -> Gesture {
        Gesture { zoom, about, moved: 0.0 }
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let view = zoom(4.0, 0.25).apply(&(200.0..=600.0), &LIMITS);
        assert_eq!(view, 275.0..=375.0);
        assert_eq!(zoom(0.25, 0.25).apply(&view, &LIMITS), 200.0..=600.0);
    }

    #[test]
    fn keys_zoom_about_the_cursor_and_a_view_goes_along_with_it() {
        let view = 200.0..=600.0;
        let nearer = Gesture::of_keys(2, Some(300.0), &view).unwrap().apply(&view, &LIMITS);
        let part = |view: &RangeInclusive<f64>| (300.0 - view.start()) / length(view);
        assert!((length(&nearer) - 400.0 / KEY.powi(2)).abs() < 1e-9, "{nearer:?}");
        assert!((part(&nearer) - part(&view)).abs() < 1e-9, "{nearer:?}");
        assert_eq!(Gesture::of_keys(0, None, &view), None);
        assert_eq!(LIMITS.show(&view, 400.0), view);
        assert_eq!(LIMITS.show(&view, 632.0), 240.0..=640.0);
        assert_eq!(LIMITS.show(&view, 168.0), 160.0..=560.0);
    }

    #[test]
    fn thousands_of_notches_end_at_a_limit() {
        let mut view = 200.0..=600.0;
        for _ in 0..2000 {
            view = zoom(0.78, 0.9).apply(&view, &LIMITS);
        }
        assert_eq!(view, LIMITS.whole);
        assert!(LIMITS.is_whole(&view));
        for _ in 0..2000 {
            view = zoom(MOST, 0.9).apply(&view, &LIMITS);
        }
        assert!((length(&view) - LIMITS.least).abs() < 1e-6, "{view:?}");
        assert!(view.contains(&900.0), "{view:?}");
    }

    #[test]
    fn a_short_run_stays_in_view() {
        // Two steps of twenty that there is room for.
        let limits = Limits { whole: 0.0..=20.0, seen: 1.0..=2.0, least: 5.0 };
        let view = zoom(4.0, 1.0).apply(&(0.0..=20.0), &limits);
        assert!(view.contains(&1.5) && length(&view) == 5.0, "{view:?}");
    }

    proptest! {
        #[test]
        fn no_gesture_loses_the_curve(
            gestures in prop::collection::vec((1e-6..1e6f64, 0.0..1.0f64, -1e3..1e3f64), 1..20),
            last in 1.0..1e7f64,
        ) {
            let whole = 0.0..=(1.01 * last).max(20.0);
            let limits = Limits { whole: whole.clone(), seen: 1.0..=last, least: 10.0 };
            let mut view = whole.clone();
            for (zoom, about, moved) in gestures {
                view = Gesture { zoom, about, moved }.apply(&view, &limits);
                let seen = view.end().min(last) - view.start().max(1.0);
                let enough = 0.49 * length(&view).min(last - 1.0);
                prop_assert!(seen >= enough, "{view:?}");
                prop_assert!(*view.start() >= 0.0 && *view.end() <= 1.000_001 * whole.end());
                prop_assert!(length(&view) >= 9.99, "{view:?}");
            }
        }
    }
}
