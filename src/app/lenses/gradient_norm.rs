//! The gradient norm of every step, and where it was clipped.

use std::fmt::Write as _;

use super::{About, Lens};
use crate::figure::graph::{Graph, Ink, Layer, Scale};
use crate::history::{Bucket, Series};
use crate::session::{LensKind, Run, Session};

/// Stretches of steps in view at most.
const POINTS: usize = 300;
/// Rows of the table at most; of more steps it has the last of each stretch.
const ROWS: usize = 200_000;

/// The lens.
pub(super) struct GradientNorm;

impl Lens for GradientNorm {
    fn kind(&self) -> LensKind {
        LensKind::GradientNorm
    }

    fn title(&self) -> &'static str {
        "Gradient norm"
    }

    fn hint(&self) -> &'static str {
        "Spikes come before a cliff; clipped steps are cut back to the threshold."
    }

    fn about(&self) -> About {
        About {
            what: "The length of the whole gradient at every step, all weights together, before \
                   clipping, on a logarithmic axis. With clipping on, a line shows the threshold \
                   and dots the steps that were cut back to it.",
            why: "Near a cliff of the loss the gradient grows a thousandfold within a step, and one \
                  update along it throws the weights far away. Clipping keeps its direction and \
                  shortens it. Adam divides by the gradient's usual size, so that clipping changes \
                  less there than with SGD.",
            source: "Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent \
                     neural networks, arXiv 1211.5063.",
        }
    }

    fn step(&self, session: &Session) -> Option<u64> {
        Some(session.step_on_show())
    }

    fn verdict(&self, session: &Session) -> String {
        let run = &session.run;
        let Some(last) = session.record() else { return String::new() };
        match run.config.clip {
            Some(clip) if last.clipped => {
                format!("Clipped: {:.3} was shortened to {clip}.", last.grad_norm)
            }
            _ => String::new(),
        }
    }

    fn graphs(&mut self, session: &Session) -> Vec<Graph> {
        let run = &session.run;
        let mut layers = vec![Layer::Line {
            name: "norm".to_owned(),
            ink: Ink::Prediction,
            points: points(&buckets(run.history.grad_norm(), run.step(), POINTS)),
        }];
        let clipped = clipped(run);
        if !clipped.is_empty() {
            layers.push(Layer::Dots {
                name: "clipped".to_owned(),
                ink: Ink::Mark,
                points: clipped,
            });
        }
        let threshold = threshold(run);
        if threshold.iter().any(|(_, clip)| clip.is_finite()) {
            let name = "clip threshold".to_owned();
            layers.push(Layer::Line { name, ink: Ink::Mark, points: threshold });
        }
        let mut graphs = vec![Graph {
            x: Scale::new("step"),
            y: Scale::new("norm").logarithmic(),
            layers,
            ..Graph::default()
        }];
        let families = families(session);
        if families.iter().any(|(_, points)| points.len() > 1) {
            let lines = families.into_iter().enumerate();
            let line = |(n, (name, points))| Layer::Line { name, ink: Ink::Nth(n), points };
            graphs.push(Graph {
                title: "by group of parameters, since the lens was opened".to_owned(),
                x: Scale::new("step"),
                y: Scale::new("norm").logarithmic(),
                layers: lines.map(line).collect(),
                ..Graph::default()
            });
        }
        graphs
    }

    fn csv(&self, session: &Session) -> String {
        let run = &session.run;
        let norms = buckets(run.history.grad_norm(), run.step(), ROWS);
        let clipped = buckets(run.history.clipped(), run.step(), ROWS);
        let mut text = String::from("step,grad_norm,clipped\n");
        for (norm, clipped) in norms.iter().zip(&clipped) {
            let was = u8::from(clipped.max > 0.0);
            // Writing to a string can't fail.
            let _ = writeln!(text, "{},{},{was}", norm.last_step, norm.last);
        }
        text
    }
}

/// The clip threshold over the steps, with gaps where there was none.
fn threshold(run: &Run) -> Vec<(f64, f64)> {
    let changed = run.recipe.changes.iter().map(|change| change.step);
    let from: Vec<u64> = std::iter::once(1).chain(changed).collect();
    let to = from.iter().skip(1).map(|step| step - 1).chain([run.step().max(1)]);
    let stretch = |(from, to): (&u64, u64)| {
        let clip = run.recipe.config_at(*from).clip.unwrap_or(f64::NAN);
        [(*from as f64 - 0.5, clip), (to as f64 + 0.5, clip)]
    };
    from.iter().zip(to).flat_map(stretch).collect()
}

/// Name of a group of parameters, and its norm over the steps.
type Family = (String, Vec<(f64, f64)>);

/// The parameters in groups, all layers together: the norm of each group over the steps.
fn families(session: &Session) -> Vec<Family> {
    let groups = [
        ("input weights", "weight_ih"),
        ("recurrent weights", "weight_hh"),
        ("biases", "rnn.bias"),
        ("readout", "out."),
    ];
    let norms = &session.lenses.trends.norms;
    let family = |(family, part): (&str, &str)| {
        let mut squares: Vec<(f64, f64)> = Vec::new();
        for (_, trend) in norms.iter().filter(|(name, _)| name.contains(part)) {
            for (n, (step, norm)) in trend.points().enumerate() {
                match squares.get_mut(n) {
                    Some(sum) => sum.1 += norm * norm,
                    None => squares.push((step, norm * norm)),
                }
            }
        }
        let norms = squares.into_iter().map(|(step, square)| (step, square.sqrt())).collect();
        (family.to_owned(), norms)
    };
    groups.into_iter().map(family).collect()
}

fn buckets(series: &Series, last: u64, most: usize) -> Vec<Bucket> {
    let mut buckets = Vec::new();
    series.visible(1..=last.max(1), most, &mut buckets);
    buckets
}

/// The step itself, or the least and the greatest value of a stretch of steps.
fn points(buckets: &[Bucket]) -> Vec<(f64, f64)> {
    let drawn = buckets.iter().filter(|bucket| !bucket.is_gap());
    drawn
        .flat_map(|bucket| {
            let middle = 0.5 * (bucket.first_step as f64 + bucket.last_step as f64);
            let second = (!bucket.is_exact()).then_some((middle, f64::from(bucket.max)));
            std::iter::once((middle, f64::from(bucket.min))).chain(second)
        })
        .collect()
}

/// Where a step, or a stretch of steps, was clipped: its largest norm.
fn clipped(run: &Run) -> Vec<(f64, f64)> {
    let norms = buckets(run.history.grad_norm(), run.step(), POINTS);
    let clipped = buckets(run.history.clipped(), run.step(), POINTS);
    let pairs = norms.iter().zip(&clipped).filter(|(_, clipped)| clipped.max > 0.0);
    pairs
        .map(|(norm, _)| {
            (0.5 * (norm.first_step as f64 + norm.last_step as f64), f64::from(norm.max))
        })
        .collect()
}
