//! Backpropagation through time: what arrives at each time step.

use super::lens::{About, Lens, Sees, in_layer, left_out, over_training};
use super::table::Table;
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::lens::MOST_SHOWN;
use crate::lens::backprop::{Backprop, VANISHING, Verdict};
use crate::session::{LensKind, Session};
use crate::text::Graphs;

const ABOUT: About =
    About { kind: LensKind::Backprop, sees: Sees::Window, texts: |lenses| &lenses.backprop };

/// The lens.
pub(super) struct BackpropLens;

impl Lens for BackpropLens {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn verdict(&self, session: &Session) -> String {
        let Some(backprop) = seen(session) else { return String::new() };
        let part = backprop.reach.first().copied().unwrap_or(0.0);
        let (texts, layer) = (&session.texts.verdicts, top(session, backprop));
        let what = match backprop.verdict {
            Verdict::Vanishing => (texts.vanishing)(part, &layer),
            Verdict::Exploding if !backprop.reach.iter().all(|part| part.is_finite()) => {
                (texts.outgrown)(&layer)
            }
            Verdict::Exploding => (texts.exploding)(part, &layer),
            Verdict::Flowing => (texts.flowing)(part, &layer),
            Verdict::Cut => texts.cut.to_owned(),
        };
        what + left_out(
            &session.texts.cards,
            backprop.norms.iter().flatten().chain(&backprop.reach),
        )
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(backprop) = seen(session) else { return Vec::new() };
        let (texts, layer) = (&session.texts.graphs, top(session, backprop));
        let mut graphs = vec![norms(texts, backprop), reach(texts, backprop, &layer)];
        graphs.extend(trend(session));
        graphs
    }

    fn csv(&self, session: &Session) -> String {
        let mut table = Table::new("step,layer,time_step,gradient_norm,reach,first_by_last");
        let Some(backprop) = seen(session) else { return table.text() };
        for (layer, norms) in backprop.norms.iter().enumerate() {
            for (time_step, (norm, reach)) in norms.iter().zip(&backprop.reach).enumerate() {
                let (step, layer, time_step) = (backprop.step, layer + 1, time_step + 1);
                table.row(format_args!("{step},{layer},{time_step},{norm},{reach},"));
            }
        }
        for (step, ratio) in ratios(session) {
            table.row(format_args!("{step},,,,,{ratio}"));
        }
        table.text()
    }
}

fn seen(session: &Session) -> Option<&Backprop> {
    session.lenses.seen()
}

/// The layer in which a gradient sets out, in words; nothing where there is but one.
fn top(session: &Session, backprop: &Backprop) -> String {
    in_layer(session, backprop.norms.len().saturating_sub(1))
}

/// ‖∂L/∂h‖ of each layer.
fn norms(texts: &Graphs, backprop: &Backprop) -> Graph {
    let several = backprop.norms.len() > 1;
    let line = |(layer, norms): (usize, &Vec<f64>)| {
        let name = if several { (texts.layer)(layer + 1) } else { String::new() };
        let ink = if several { Ink::Nth(layer) } else { Ink::Prediction };
        Layer::line(name, ink, by_time_step(norms))
    };
    let layers = backprop.norms.iter().enumerate().map(line).collect();
    Graph::new(time_steps(texts, backprop), Scale::new(texts.norm).logarithmic(), layers)
        .titled("‖∂L/∂h‖")
}

/// ‖∂L/∂h‖ at the first time step by that at the last, of the steps so far.
fn ratios(session: &Session) -> impl Iterator<Item = (u64, f64)> {
    let points = session.lenses.trends.of(ABOUT.kind).until(session.step_on_show());
    points.iter().filter_map(|(step, numbers)| Some((*step, *numbers.first()?)))
}

/// The ratio of first and last over training, once there are two.
fn trend(session: &Session) -> Option<Graph> {
    let points: Vec<_> = ratios(session).map(|(step, ratio)| (step as f64, ratio)).collect();
    let points = Some(points).filter(|points| points.len() > 1)?;
    let (texts, layer) = (&session.texts.graphs, top(session, seen(session)?));
    let y = Scale::new(texts.ratio).logarithmic();
    let graph =
        Graph::new(Scale::new(texts.step).whole(), y, vec![Layer::line("", Ink::Nth(2), points)]);
    let (trend, now) = (session.lenses.trends.of(ABOUT.kind), session.step_on_show());
    let since = over_training(&session.texts.cards, trend, now);
    let title = (texts.first_by_last)(&layer, &since);
    Some(graph.titled(title).low())
}

/// The window's time steps, the last ones of a long one: two at least, so that the axis has a length.
fn time_steps(texts: &Graphs, backprop: &Backprop) -> Scale {
    let (first, last) = (skipped(&backprop.reach) + 1, backprop.reach.len().max(2));
    Scale::new(texts.time_step).over(first as f64, last as f64).whole()
}

/// Time steps at a window's beginning that aren't shown.
fn skipped(values: &[f64]) -> usize {
    values.len().saturating_sub(MOST_SHOWN)
}

fn by_time_step(values: &[f64]) -> Vec<(f64, f64)> {
    let shown = values.iter().enumerate().skip(skipped(values));
    shown.map(|(n, value)| (n as f64 + 1.0, *value)).collect()
}

/// The part that is left, and the limit that it passes.
fn reach(texts: &Graphs, backprop: &Backprop, layer: &str) -> Graph {
    let limit = match backprop.verdict {
        Verdict::Vanishing => Some((texts.vanishing_below, VANISHING)),
        Verdict::Exploding => Some((texts.exploding_above, 1.0 / VANISHING)),
        Verdict::Flowing | Verdict::Cut => None,
    };
    let mut layers = vec![Layer::line("", Ink::Nth(0), by_time_step(&backprop.reach))];
    layers.extend(limit.map(|(name, at)| Layer::Level {
        name: name.to_owned(),
        ink: Ink::Mark,
        at,
    }));
    Graph::new(time_steps(texts, backprop), Scale::new(texts.part).logarithmic(), layers)
        .titled((texts.what_is_left)(layer))
        .low()
}
