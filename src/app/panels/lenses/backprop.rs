//! Backpropagation through time: what arrives at each time step.

use super::lens::{About, Lens, Sees, left_out, over_training};
use super::table::Table;
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::lens::backprop::{Backprop, VANISHING, Verdict};
use crate::number::short;
use crate::session::{LensKind, Session};

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
        let part = short(backprop.reach.first().copied().unwrap_or(0.0));
        let what = match backprop.verdict {
            Verdict::Vanishing => format!(
                "Vanishing gradient: {part} of one from the last time step is left at the first."
            ),
            Verdict::Exploding if !backprop.reach.iter().all(|part| part.is_finite()) => {
                "Exploding gradient: on its way to the first time step it outgrows all numbers."
                    .to_owned()
            }
            Verdict::Exploding => format!(
                "Exploding gradient: one from the last time step is {part} times as large at the \
                 first."
            ),
            Verdict::Flowing => {
                format!(
                    "It flows: {part} of a gradient from the last time step is left at the first."
                )
            }
            Verdict::Cut => "No gradient passes from one time step to another.".to_owned(),
        };
        what + left_out(
            &session.texts.cards,
            backprop.norms.iter().flatten().chain(&backprop.reach),
        )
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(backprop) = seen(session) else { return Vec::new() };
        let mut graphs = vec![norms(backprop), reach(backprop)];
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

/// ‖∂L/∂h‖ of each layer.
fn norms(backprop: &Backprop) -> Graph {
    let several = backprop.norms.len() > 1;
    let line = |(layer, norms): (usize, &Vec<f64>)| {
        let name = if several { format!("layer {}", layer + 1) } else { String::new() };
        let ink = if several { Ink::Nth(layer) } else { Ink::Prediction };
        Layer::line(name, ink, by_time_step(norms))
    };
    let layers = backprop.norms.iter().enumerate().map(line).collect();
    Graph::new(time_steps(backprop), Scale::new("norm").logarithmic(), layers).titled("‖∂L/∂h‖")
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
    let y = Scale::new("ratio").logarithmic();
    let graph =
        Graph::new(Scale::new("step").whole(), y, vec![Layer::line("", Ink::Nth(2), points)]);
    let (trend, now) = (session.lenses.trends.of(ABOUT.kind), session.step_on_show());
    let title = format!(
        "‖∂L/∂h‖, first time step by last, {}",
        over_training(&session.texts.cards, trend, now)
    );
    Some(graph.titled(title).low())
}

/// The window's time steps: two at least, so that the axis has a length.
fn time_steps(backprop: &Backprop) -> Scale {
    Scale::new("time step of the window").over(1.0, backprop.reach.len().max(2) as f64).whole()
}

fn by_time_step(values: &[f64]) -> Vec<(f64, f64)> {
    values.iter().enumerate().map(|(n, value)| (n as f64 + 1.0, *value)).collect()
}

/// The part that is left, and the limit that it passes.
fn reach(backprop: &Backprop) -> Graph {
    let limit = match backprop.verdict {
        Verdict::Vanishing => Some(("vanishing below", VANISHING)),
        Verdict::Exploding => Some(("exploding above", 1.0 / VANISHING)),
        Verdict::Flowing | Verdict::Cut => None,
    };
    let mut layers = vec![Layer::line("", Ink::Nth(0), by_time_step(&backprop.reach))];
    layers.extend(limit.map(|(name, at)| Layer::Level {
        name: name.to_owned(),
        ink: Ink::Mark,
        at,
    }));
    let title = "what is left of a gradient from the last time step";
    Graph::new(time_steps(backprop), Scale::new("part").logarithmic(), layers).titled(title).low()
}
