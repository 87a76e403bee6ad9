//! The numbers of a snapshot as named arrays, and back, held to the shapes of its network.

use crate::config::Config;
use crate::network::parameters::{self, Entry};
use crate::network::{Spec, State};
use crate::optimizer::Optimizer;
use crate::trainer::Snapshot;
use crate::weights::{Found, Misfit, NamedArray};

const HIDDEN: &str = "state.hidden";
const CELL: &str = "state.cell";
/// What precedes the names of the variables of the best validation.
pub(super) const BEST: &str = "best.";

/// What precedes the names of the variables for an optimizer's moment.
fn prefix(moment: usize) -> String {
    format!("optimizer.{moment}.")
}

fn entries(config: &Config) -> Vec<Entry> {
    parameters::layout(&Spec::new(config))
}

/// Layers, batch, hidden size.
fn state_shape(config: &Config) -> Vec<usize> {
    vec![config.layers, config.batch, config.hidden]
}

/// The names and shapes of all arrays that a snapshot of this configuration has, with the weights of the
/// best validation where it `has_best`.
pub(super) fn layout(config: &Config, has_best: bool) -> Vec<(String, Vec<usize>)> {
    let entries = entries(config);
    let named = |prefix: String| {
        let named = |entry: &Entry| (format!("{prefix}{}", entry.name), entry.shape.clone());
        entries.iter().map(named).collect::<Vec<_>>()
    };
    let moments = (0..Optimizer::shape(config).moments).map(prefix);
    let best = has_best.then(|| BEST.to_owned());
    let mut layout: Vec<_> =
        std::iter::once(String::new()).chain(moments).chain(best).flat_map(named).collect();
    layout.push((HIDDEN.to_owned(), state_shape(config)));
    if config.cell.about().cell_state {
        layout.push((CELL.to_owned(), state_shape(config)));
    }
    layout
}

/// All numbers of a snapshot.
pub(super) fn of(snapshot: &Snapshot) -> Vec<NamedArray> {
    let entries = entries(&snapshot.config);
    let named = |prefix: &str, values: &[Vec<f32>]| -> Vec<NamedArray> {
        let array = |(entry, values): (&Entry, &Vec<f32>)| NamedArray {
            name: format!("{prefix}{}", entry.name),
            shape: entry.shape.clone(),
            values: values.clone(),
        };
        entries.iter().zip(values).map(array).collect()
    };
    let mut arrays = named("", &snapshot.weights);
    for (number, moment) in snapshot.optimizer.moments.iter().enumerate() {
        arrays.extend(named(&prefix(number), moment));
    }
    if let Some(best) = &snapshot.validation.best {
        arrays.extend(named(BEST, &best.weights));
    }
    let shape = state_shape(&snapshot.config);
    let mut add = |name: &str, values: &[f32]| {
        let (name, values) = (name.to_owned(), values.to_vec());
        arrays.push(NamedArray { name, shape: shape.clone(), values });
    };
    add(HIDDEN, &snapshot.state.hidden);
    if snapshot.config.cell.about().cell_state {
        add(CELL, &snapshot.state.cell);
    }
    arrays
}

/// The values of all variables under their names with `prefix` in front, in PyTorch's order.
pub(super) fn weights(
    found: &mut Found,
    config: &Config,
    prefix: &str,
) -> Result<Vec<Vec<f32>>, Misfit> {
    let take = |entry: &Entry| found.take(&format!("{prefix}{}", entry.name), &entry.shape);
    entries(config).iter().map(take).collect()
}

/// What the optimizer keeps for each weight, moment by moment.
pub(super) fn moments(found: &mut Found, config: &Config) -> Result<Vec<Vec<Vec<f32>>>, Misfit> {
    let moments = 0..Optimizer::shape(config).moments;
    moments.map(|moment| weights(found, config, &prefix(moment))).collect()
}

/// The hidden state.
pub(super) fn state(found: &mut Found, config: &Config) -> Result<State, Misfit> {
    let shape = state_shape(config);
    let hidden = found.take(HIDDEN, &shape)?;
    let cell = if config.cell.about().cell_state { found.take(CELL, &shape)? } else { Vec::new() };
    Ok(State { hidden, cell })
}
