//! What a step in its parts shows: answers, hidden state, gradients, and the update of a variable.

use crate::app::panels::lenses::weights::matrix;
use crate::figure::graph::{Cells, Graph, Ink, Layer, Scale};
use crate::lens::CellStep;
use crate::lens::step_trace::StepTrace;
use crate::text::Graphs;

/// Half the height of the answers while nothing is higher.
const HEIGHT: f64 = 1.4;

fn time(texts: &Graphs, step: &StepTrace) -> Scale {
    let (before, count) = (step.skipped as f64, step.phases.len() as f64);
    Scale::new(texts.time_step).over(before + 0.5, before + count + 0.5).whole()
}

/// Where a time step shown stands on its axis.
fn number(step: &StepTrace, n: usize) -> f64 {
    (step.skipped + n + 1) as f64
}

/// Targets, and the first answers; of several outputs the first one's.
pub(super) fn answers(texts: &Graphs, step: &StepTrace, answered: usize) -> Graph {
    let outputs = step.channels().1.max(1);
    let points = |values: &[f64], count: usize| {
        let values = values.iter().step_by(outputs).take(count).enumerate();
        values.map(|(n, value)| (number(step, n), *value)).collect()
    };
    let count = step.phases.len();
    let layers = vec![
        Layer::dots(texts.target, Ink::Target, points(&step.target, count)),
        Layer::dots(texts.prediction, Ink::Prediction, points(&step.trace.prediction, answered)),
    ];
    let drawn = [&step.target, &step.trace.prediction].map(|values| values.iter().step_by(outputs));
    let half = half_height(drawn.into_iter().flatten());
    Graph::new(time(texts, step), Scale::new(texts.value).over(-half, half), layers).in_line()
}

/// Half the height that these values need, those too that are still to come, so that the axis stands still.
fn half_height<'a>(values: impl Iterator<Item = &'a f64>) -> f64 {
    let finite = values.filter(|value| value.is_finite());
    HEIGHT.max(1.08 * finite.fold(0.0_f64, |most, value| most.max(value.abs())))
}

/// A layer's hidden state in the first time steps.
pub(super) fn states(texts: &Graphs, step: &StepTrace, layer: usize, answered: usize) -> Graph {
    let title = match step.norms.len() {
        1 => texts.hidden_state.to_owned(),
        _ => (texts.hidden_state_of)(layer + 1),
    };
    of_units(texts, step, layer, answered, ("h", |moment| &moment.h)).titled(title)
}

/// Its cell state, where it has one.
pub(super) fn cell_states(
    texts: &Graphs,
    step: &StepTrace,
    layer: usize,
    answered: usize,
) -> Option<Graph> {
    let title = match step.norms.len() {
        1 => texts.cell_state.to_owned(),
        _ => (texts.cell_state_of)(layer + 1),
    };
    let graph = of_units(texts, step, layer, answered, ("c", |moment| &moment.c));
    step.config.cell.about().cell_state.then(|| graph.titled(title))
}

/// A quantity of a layer's units in the first time steps.
fn of_units(
    texts: &Graphs,
    step: &StepTrace,
    layer: usize,
    answered: usize,
    (name, of): (&str, fn(&CellStep) -> &Vec<f64>),
) -> Graph {
    let columns = step.trace.moments.len();
    let at = |t: usize| step.trace.moments[t].get(layer).map_or(&[][..], |step| of(step));
    let units = if columns > 0 { at(0).len() } else { 0 };
    let value = |unit: usize, t: usize| if t < answered { at(t)[unit] as f32 } else { f32::NAN };
    let values = (0..units).flat_map(|unit| (0..columns).map(move |t| value(unit, t))).collect();
    let origin = (number(step, 0), 1.0);
    let cells = Layer::Cells(Cells { origin, ..Cells::of_states(name, columns, values) });
    Graph::new(Scale::new(texts.time_step), Scale::new(texts.unit), vec![cells])
}

/// ‖∂L/∂h‖ of each layer from a time step on.
pub(super) fn gradients(texts: &Graphs, step: &StepTrace, from: usize) -> Graph {
    let positive = || step.norms.iter().flatten().copied().filter(|norm| *norm > 0.0);
    let (low, high) = (positive().fold(f64::MAX, f64::min), positive().fold(0.0, f64::max));
    let range = if low <= high { (0.5 * low, 2.0 * high) } else { (1e-3, 1.0) };
    let several = step.norms.len() > 1;
    let dots = |(layer, norms): (usize, &Vec<f64>)| {
        let name = if several { (texts.layer)(layer + 1) } else { String::new() };
        let seen = norms.iter().enumerate().skip(from);
        let ink = Ink::Nth(if several { layer } else { 1 });
        Layer::dots(name, ink, seen.map(|(n, norm)| (number(step, n), *norm)).collect())
    };
    let layers = step.norms.iter().enumerate().map(dots).collect();
    let y = Scale::new(texts.norm).logarithmic().over(range.0, range.1);
    Graph::new(time(texts, step), y, layers).titled(texts.from_the_last).in_line()
}

/// A variable before the update, its gradient, what is added, and after.
pub(super) fn update(texts: &Graphs, step: &StepTrace, index: usize) -> Vec<Graph> {
    let Some((before, gradient, after)) = step.variable(index) else { return Vec::new() };
    let size = (before.values.len() / before.columns(), before.columns());
    let pairs = after.values.iter().zip(&before.values);
    let change = pairs.map(|(after, before)| after - before).collect();
    let gradient = gradient.iter().map(|value| *value as f32).collect();
    let graph = |title: &str, name: &str, values| {
        matrix(texts, name, &before.name, size, values, step.config.cell).titled(title)
    };
    vec![
        graph(&(texts.before)(&before.name), texts.weight, before.values.clone()),
        graph(texts.its_gradient, "∂L/∂w", gradient),
        graph(texts.what_is_added, texts.change, change),
        graph(&(texts.after)(&after.name), texts.weight, after.values.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::text::ENGLISH;
    use crate::trainer::Trainer;

    #[test]
    fn answers_beyond_a_sine_have_room() {
        let trainer = Trainer::new(&Config::default()).unwrap();
        let mut step = StepTrace::ahead(&trainer, 0).unwrap();
        let range = |step: &StepTrace| answers(&ENGLISH.graphs, step, 0).y.range;
        assert_eq!(range(&step), Some((-1.4, 1.4)), "a sine");
        step.target[2] = -3.0;
        assert_eq!(range(&step), Some((-1.08 * 3.0, 1.08 * 3.0)));
        // It is still to come, and the axis won't move when it does.
        step.trace.prediction[3] = 5.0;
        assert_eq!(range(&step), Some((-1.08 * 5.0, 1.08 * 5.0)));
        step.trace.prediction[4] = f64::NAN;
        assert_eq!(range(&step), Some((-1.08 * 5.0, 1.08 * 5.0)));
    }
}
