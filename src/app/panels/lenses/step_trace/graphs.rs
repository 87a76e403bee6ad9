//! What a step in its parts shows: answers, hidden state, gradients, and the update of a variable.

use crate::app::panels::lenses::weights::matrix;
use crate::figure::graph::{Cells, Graph, Ink, Layer, Scale};
use crate::lens::step_trace::StepTrace;

fn time(count: usize) -> Scale {
    Scale::new("time step of the window").over(0.5, count as f64 + 0.5).whole()
}

/// Targets, and the first answers.
pub(super) fn answers(step: &StepTrace, answered: usize) -> Graph {
    let points = |values: &[f64], count: usize| {
        values.iter().take(count).enumerate().map(|(n, value)| (n as f64 + 1.0, *value)).collect()
    };
    let count = step.target.len();
    let layers = vec![
        Layer::dots("target", Ink::Target, points(&step.target, count)),
        Layer::dots("prediction", Ink::Prediction, points(&step.trace.prediction, answered)),
    ];
    Graph::new(time(count), Scale::new("value").over(-1.4, 1.4), layers).low().in_line()
}

/// A layer's hidden state in the first time steps.
pub(super) fn states(step: &StepTrace, layer: usize, answered: usize) -> Graph {
    let columns = step.trace.moments.len();
    let h = |t: usize| step.trace.moments[t].get(layer).map_or(&[][..], |moment| &moment.h[..]);
    let units = if columns > 0 { h(0).len() } else { 0 };
    let value = |unit: usize, t: usize| if t < answered { h(t)[unit] as f32 } else { f32::NAN };
    let values = (0..units).flat_map(|unit| (0..columns).map(move |t| value(unit, t))).collect();
    let cells = Layer::Cells(Cells::of_states("h", columns, values));
    let of = if step.norms.len() > 1 { format!(" of layer {}", layer + 1) } else { String::new() };
    Graph::new(Scale::new("time step of the window"), Scale::new("unit"), vec![cells])
        .titled(format!("hidden state{of}"))
        .low()
}

/// ‖∂L/∂h‖ of each layer from a time step on.
pub(super) fn gradients(step: &StepTrace, from: usize) -> Graph {
    let positive = || step.norms.iter().flatten().copied().filter(|norm| *norm > 0.0);
    let (low, high) = (positive().fold(f64::MAX, f64::min), positive().fold(0.0, f64::max));
    let range = if low <= high { (0.5 * low, 2.0 * high) } else { (1e-3, 1.0) };
    let several = step.norms.len() > 1;
    let dots = |(layer, norms): (usize, &Vec<f64>)| {
        let name = if several { format!("layer {}", layer + 1) } else { String::new() };
        let seen = norms.iter().enumerate().skip(from);
        let ink = Ink::Nth(if several { layer } else { 1 });
        Layer::dots(name, ink, seen.map(|(n, norm)| (n as f64 + 1.0, *norm)).collect())
    };
    let layers = step.norms.iter().enumerate().map(dots).collect();
    let y = Scale::new("norm").logarithmic().over(range.0, range.1);
    Graph::new(time(step.phases.len()), y, layers)
        .titled("‖∂L/∂h‖, from the last time step back")
        .low()
        .in_line()
}

/// A variable before the update, its gradient, what is added, and after.
pub(super) fn update(step: &StepTrace, index: usize) -> Vec<Graph> {
    let Some((before, gradient, after)) = step.variable(index) else { return Vec::new() };
    let size = (before.values.len() / before.columns(), before.columns());
    let pairs = after.values.iter().zip(&before.values);
    let change = pairs.map(|(after, before)| after - before).collect();
    let gradient = gradient.iter().map(|value| *value as f32).collect();
    let graph = |title: &str, name: &str, values| {
        matrix(name, &before.name, size, values).titled(title).low()
    };
    vec![
        graph(&format!("{} before", before.name), "weight", before.values.clone()),
        graph("its gradient", "∂L/∂w", gradient),
        graph("what the update adds", "change", change),
        graph(&format!("{} after", after.name), "weight", after.values.clone()),
    ]
}
