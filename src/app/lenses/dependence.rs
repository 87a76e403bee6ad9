//! Which inputs each answer depends on.

use std::fmt::Write as _;

use super::{About, Lens};
use crate::figure::graph::{Cells, ColourMap, Graph, Layer, Scale};
use crate::inspector::Answer;
use crate::lens::dependence::Dependence;
use crate::session::{LensKind, Session};

/// The lens.
pub(super) struct DependenceLens;

impl Lens for DependenceLens {
    fn kind(&self) -> LensKind {
        LensKind::Dependence
    }

    fn title(&self) -> &'static str {
        "Dependence"
    }

    fn hint(&self) -> &'static str {
        "Two bands of opposite sign along the diagonal are the solution: this input, and the one \
         before."
    }

    fn about(&self) -> About {
        About {
            what: "Row t, column s: ∂ŷ_t/∂x_s, how much the answer at time step t changes with the \
                   input at s. Above the diagonal is the future, on which nothing depends. With \
                   long windows and large networks the rows come one by one, coarse ones first.",
            why: "One remembered sample solves the task exactly: cos t = (sin t · cos d − \
                  sin(t − d)) / sin d. A network that found this has one band on the diagonal and \
                  one beside it; most spread the same over several past inputs. A diagonal alone \
                  means that the network doesn't remember at all.",
            source: "Madsen 2019, Visualizing memorization in RNNs, Distill.",
        }
    }

    fn verdict(&self, session: &Session) -> String {
        let Some(dependence) = seen(session) else { return String::new() };
        match dependence.progress() {
            done if done < 1.0 => {
                format!(
                    "{:.0} % of the rows are computed; the others show the nearest.",
                    100.0 * done
                )
            }
            _ => String::new(),
        }
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let Some(dependence) = seen(session) else { return Vec::new() };
        let steps = dependence.rows.len();
        let row = |t: usize| {
            let shown = dependence.shown(t);
            (0..steps).map(move |s| match shown {
                _ if s > t => f32::NAN,
                Some(row) => row[s] as f32,
                None => f32::NAN,
            })
        };
        let values: Vec<f32> = (0..steps).flat_map(row).collect();
        let finite = values.iter().copied().filter(|value| value.is_finite());
        let most = finite.map(f32::abs).fold(1e-6, f32::max);
        let cells = Cells {
            columns: steps,
            values,
            name: "∂ŷ/∂x".to_owned(),
            map: ColourMap::Diverging,
            range: (-most, most),
            row_names: (1..=steps).map(|t| t.to_string()).collect(),
            origin: (1.0, 1.0),
        };
        vec![Graph {
            x: Scale::new("input at time step s"),
            y: Scale::new("answer at t"),
            layers: vec![Layer::Cells(cells)],
            ..Graph::default()
        }]
    }

    fn csv(&self, session: &Session) -> String {
        let mut text = String::from("step,t,s,derivative\n");
        let Some(dependence) = seen(session) else { return text };
        for (t, row) in dependence.rows.iter().enumerate() {
            for (s, value) in row.iter().flatten().enumerate().take(t + 1) {
                // Writing to a string can't fail.
                let _ = writeln!(text, "{},{},{},{value}", dependence.step, t + 1, s + 1);
            }
        }
        text
    }
}

fn seen(session: &Session) -> Option<&Dependence> {
    match session.lenses.answer(LensKind::Dependence) {
        Some((_, Answer::Dependence(dependence))) => Some(dependence),
        _ => None,
    }
}
