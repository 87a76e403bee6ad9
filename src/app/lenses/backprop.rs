//! Backpropagation through time: what arrives at each time step.

use std::fmt::Write as _;

use super::{About, Lens};
use crate::app::ticks::short;
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::inspector::Answer;
use crate::lens::bptt::{Bptt, VANISHING, Verdict};
use crate::session::{LensKind, Session};

/// The lens.
pub(super) struct Backprop;

impl Lens for Backprop {
    fn kind(&self) -> LensKind {
        LensKind::Backprop
    }

    fn title(&self) -> &'static str {
        "Backprop through time"
    }

    fn hint(&self) -> &'static str {
        "A line that falls steeply to the left is a vanishing gradient: the early time steps learn \
         nothing from the late ones."
    }

    fn about(&self) -> About {
        About {
            what: "The upper graph shows ‖∂L/∂h‖, the size of the loss' gradient at each time step \
                   of the window. The middle one follows a gradient that sets out at the last time \
                   step, and shows which part of it is left at each earlier one. The lowest is the \
                   first time step's gradient by the last one's, over training.",
            why: "On its way back the gradient is multiplied with the same matrix again and again. \
                  If that shrinks it, a long memory can't be learned; if it stretches it, one \
                  update ruins the weights. Gates were invented against the first, clipping \
                  against the second.",
            source: "Bengio, Simard and Frasconi 1994, Learning long-term dependencies with \
                     gradient descent is difficult; Pascanu et al. 2013, arXiv 1211.5063.",
        }
    }

    fn verdict(&self, session: &Session) -> String {
        let Some(bptt) = seen(session) else { return String::new() };
        let part = short(bptt.reach.first().copied().unwrap_or(0.0));
        match bptt.verdict {
            Verdict::Vanishing => format!(
                "Vanishing gradient: {part} of one from the last time step is left at the first."
            ),
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
        }
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(bptt) = seen(session) else { return Vec::new() };
        let several = bptt.norms.len() > 1;
        let norms = bptt.norms.iter().enumerate().map(|(layer, norms)| Layer::Line {
            name: if several { format!("layer {}", layer + 1) } else { String::new() },
            ink: if several { Ink::Nth(layer) } else { Ink::Prediction },
            points: by_time_step(norms),
        });
        let x = || Scale::new("time step of the window").over(1.0, steps(bptt));
        let mut graphs = vec![
            Graph {
                title: "‖∂L/∂h‖".to_owned(),
                x: x(),
                y: Scale::new("norm").logarithmic(),
                layers: norms.collect(),
                ..Graph::default()
            },
            Graph {
                title: "what is left of a gradient from the last time step".to_owned(),
                x: x(),
                y: Scale::new("part").logarithmic(),
                layers: reach(bptt),
                low: true,
                ..Graph::default()
            },
        ];
        let trend: Vec<(f64, f64)> = session.lenses.trends.ratio.points().collect();
        if trend.len() > 1 {
            graphs.push(Graph {
                title: "‖∂L/∂h‖ at the first time step by that at the last".to_owned(),
                x: Scale::new("step"),
                y: Scale::new("ratio").logarithmic(),
                layers: vec![Layer::Line { name: String::new(), ink: Ink::Nth(2), points: trend }],
                low: true,
                ..Graph::default()
            });
        }
        graphs
    }

    fn csv(&self, session: &Session) -> String {
        let mut text = String::from("step,layer,time_step,gradient_norm,reach\n");
        let Some(bptt) = seen(session) else { return text };
        for (layer, norms) in bptt.norms.iter().enumerate() {
            for (time_step, (norm, reach)) in norms.iter().zip(&bptt.reach).enumerate() {
                let (step, time_step) = (bptt.step, time_step + 1);
                // Writing to a string can't fail.
                let _ = writeln!(text, "{step},{layer},{time_step},{norm},{reach}");
            }
        }
        text
    }
}

fn seen(session: &Session) -> Option<&Bptt> {
    match session.lenses.answer(LensKind::Backprop) {
        Some((_, Answer::Backprop(bptt))) => Some(bptt),
        _ => None,
    }
}

/// The last time step, and never the first, so that the axis has a length.
fn steps(bptt: &Bptt) -> f64 {
    bptt.reach.len().max(2) as f64
}

fn by_time_step(values: &[f64]) -> Vec<(f64, f64)> {
    values.iter().enumerate().map(|(n, value)| (n as f64 + 1.0, *value)).collect()
}

/// The part that is left, and the limit that it passes.
fn reach(bptt: &Bptt) -> Vec<Layer> {
    let points = by_time_step(&bptt.reach);
    let limit = match bptt.verdict {
        Verdict::Vanishing => Some(("vanishing below", VANISHING)),
        Verdict::Exploding => Some(("exploding above", 1.0 / VANISHING)),
        Verdict::Flowing | Verdict::Cut => None,
    };
    let mut layers = vec![Layer::Line { name: String::new(), ink: Ink::Nth(0), points }];
    layers.extend(limit.map(|(name, at)| Layer::Level {
        name: name.to_owned(),
        ink: Ink::Mark,
        at,
    }));
    layers
}
