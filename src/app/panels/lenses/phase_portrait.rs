//! The hidden state's path on its first two principal components.

use egui::Ui;

use super::lens::{About, Lens, Sees, in_layer};
use super::table::Table;
use super::widgets::layer_choice;
use crate::app::theme::is_still;
use crate::figure::graph::{Graph, Layer, Scale, TrailPoint};
use crate::inspector::Question;
use crate::lens::phase_portrait::PhasePortrait;
use crate::session::{Action, LensKind, Session};

const ABOUT: About = About {
    kind: LensKind::PhasePortrait,
    sees: Sees::LastWindows,
    texts: |lenses| &lenses.phase_portrait,
};

/// The lens.
#[derive(Default)]
pub(super) struct PhasePortraitLens {
    /// How far the axes reach: it grows at once and shrinks slowly, so that the picture is calm.
    reach: f64,
    /// Whether it is to keep still: it shrinks by halves only.
    is_still: bool,
}

impl Lens for PhasePortraitLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn layer(&self, session: &Session) -> Option<usize> {
        seen(session).map(|portrait| portrait.layer)
    }

    fn switches(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        self.is_still = is_still(ui.ctx());
        layer_choice(ui, session, Question::PhasePortrait, actions);
    }

    fn nothing(&self, session: &Session) -> Option<&'static str> {
        let mut places = seen(session)?.points.iter().flatten();
        if places.any(|place| !place.is_finite()) {
            return Some(session.texts.verdicts.infinite_state);
        }
        let still = spread(seen(session)?) < STILL;
        still.then_some(session.texts.verdicts.still_state)
    }

    fn verdict(&self, session: &Session) -> String {
        let Some(portrait) = seen(session) else { return String::new() };
        let [first, second] = portrait.explained;
        (session.texts.verdicts.axes_hold)(first, second, &in_layer(session, portrait.layer))
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(portrait) = seen(session) else { return Vec::new() };
        let ages = 1.0 / (portrait.points.len().max(2) - 1) as f64;
        let points = portrait.points.iter().enumerate();
        let time = |n: usize| portrait.phases.get(n).copied().unwrap_or(f64::NAN);
        let past = |(n, [x, y]): (usize, &[f64; 2])| TrailPoint {
            x: *x,
            y: *y,
            age: n as f64 * ages,
            time: time(n),
        };
        let points: Vec<TrailPoint> = points.map(past).collect();
        let needed = points.iter().map(|past| past.x.abs().max(past.y.abs())).fold(1e-6, f64::max);
        let shrunk = if self.is_still { self.reach } else { 0.98 * self.reach };
        self.reach = (1.15 * needed).max(shrunk);
        if needed < 0.5 * self.reach {
            self.reach = 1.15 * needed;
        }
        let clock = || "t".to_owned();
        let joined = Layer::Trail { clock: clock(), points: points.clone(), joined: true };
        let dots = Layer::Trail { clock: clock(), points, joined: false };
        let axis = |name: &str| Scale::new(name).over(-self.reach, self.reach);
        let texts = &session.texts.graphs;
        let (x, y) = (axis(texts.first_axis), axis(texts.second_axis));
        vec![Graph::new(x, y, vec![joined, dots]).square()]
    }

    fn csv(&self, session: &Session) -> String {
        let mut table = Table::new("step,layer,t,first_axis,second_axis");
        let Some(portrait) = seen(session) else { return table.text() };
        let (step, layer) = (portrait.step, portrait.layer + 1);
        for (t, [x, y]) in portrait.phases.iter().zip(&portrait.points) {
            table.row(format_args!("{step},{layer},{t},{x},{y}"));
        }
        table.text()
    }
}

/// A path that moves less than this, on both axes, is rounding.
const STILL: f64 = 1e-9;

/// How far a path reaches along the axis on which it reaches farther.
fn spread(portrait: &PhasePortrait) -> f64 {
    let along = |axis: usize| {
        let places = portrait.points.iter().map(|point| point[axis]);
        let ends = (f64::INFINITY, f64::NEG_INFINITY);
        let (low, high) = places.fold(ends, |(low, high), at| (low.min(at), high.max(at)));
        high - low
    };
    along(0).max(along(1))
}

fn seen(session: &Session) -> Option<&PhasePortrait> {
    session.lenses.seen()
}
