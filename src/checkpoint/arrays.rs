//! The numbers of a snapshot as named arrays, and back, held to the shapes of its network.

use crate::config::Config;
use crate::export::weights::NamedArray;
use crate::network::parameters::{self, Entry};
use crate::network::{Spec, State};
use crate::optimizer::Optimizer;
use crate::trainer::Snapshot;

const HIDDEN: &str = "state.hidden";
const CELL: &str = "state.cell";

/// What precedes the names of the variables for an optimizer's state.
fn prefix(state: usize) -> String {
    format!("optimizer.{state}.")
}

fn entries(config: &Config) -> Vec<Entry> {
    parameters::layout(&Spec::new(config))
}

/// Layers, batch, hidden size.
fn state_shape(config: &Config) -> Vec<usize> {
    vec![config.layers, config.batch, config.hidden]
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
    for (number, state) in snapshot.memory.states.iter().enumerate() {
        arrays.extend(named(&prefix(number), state));
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

/// The arrays of a file that haven't been taken yet.
pub(super) struct Found(Vec<NamedArray>);

impl Found {
    pub(super) fn new(arrays: Vec<NamedArray>) -> Self {
        Self(arrays)
    }

    /// The values of all variables under their names with `prefix` in front, in PyTorch's order.
    pub(super) fn weights(
        &mut self,
        config: &Config,
        prefix: &str,
    ) -> Result<Vec<Vec<f32>>, String> {
        let entries = entries(config);
        entries
            .iter()
            .map(|entry| self.take(&format!("{prefix}{}", entry.name), &entry.shape))
            .collect()
    }

    /// What the optimizer remembers, state by state.
    pub(super) fn optimizer(&mut self, config: &Config) -> Result<Vec<Vec<Vec<f32>>>, String> {
        (0..Optimizer::states(config.optimizer))
            .map(|state| self.weights(config, &prefix(state)))
            .collect()
    }

    /// The hidden state.
    pub(super) fn state(&mut self, config: &Config) -> Result<State, String> {
        let shape = state_shape(config);
        let hidden = self.take(HIDDEN, &shape)?;
        let cell =
            if config.cell.about().cell_state { self.take(CELL, &shape)? } else { Vec::new() };
        Ok(State { hidden, cell })
    }

    /// Refuses a file that has more than its network.
    pub(super) fn nothing_is_left(&self) -> Result<(), String> {
        match self.0.first() {
            None => Ok(()),
            Some(array) => Err(format!("it has {}, which its network hasn't", array.name)),
        }
    }

    fn take(&mut self, name: &str, shape: &[usize]) -> Result<Vec<f32>, String> {
        let at = self.0.iter().position(|array| array.name == name);
        let Some(at) = at else { return Err(format!("{name} is missing")) };
        let array = self.0.swap_remove(at);
        if array.shape == shape {
            Ok(array.values)
        } else {
            Err(format!("its {name} has the shape {:?}, but needs {shape:?}", array.shape))
        }
    }
}
