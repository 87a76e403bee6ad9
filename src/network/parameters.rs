//! The weights: candle variables under PyTorch's names, always in PyTorch's order.

use std::collections::HashMap;

use candle_core::{DType, Device, Result, Tensor, Var};

use super::contents;
use crate::config::Cell;

/// Name and shape of one variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// PyTorch's name, `rnn.weight_ih_l0` … `out.bias`.
    pub name: String,
    /// Dimensions, outermost first.
    pub shape: Vec<usize>,
}

impl Entry {
    /// How many numbers it holds.
    pub fn len(&self) -> usize {
        self.shape.iter().product()
    }

    /// Never true: every variable holds something.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The variables of a network in PyTorch's order: for each layer `weight_ih` (gates·H × inputs),
/// `weight_hh` (gates·H × H), `bias_ih`, `bias_hh` (gates·H each), then `out.weight` (1 × H) and
/// `out.bias` (1).
pub fn layout(cell: Cell, hidden: usize, layers: usize) -> Vec<Entry> {
    let rows = cell.gates() * hidden;
    let entry = |name: String, shape: &[usize]| Entry { name, shape: shape.to_vec() };
    let mut entries = Vec::new();
    for layer in 0..layers {
        let inputs = if layer == 0 { 1 } else { hidden };
        entries.push(entry(format!("rnn.weight_ih_l{layer}"), &[rows, inputs]));
        entries.push(entry(format!("rnn.weight_hh_l{layer}"), &[rows, hidden]));
        entries.push(entry(format!("rnn.bias_ih_l{layer}"), &[rows]));
        entries.push(entry(format!("rnn.bias_hh_l{layer}"), &[rows]));
    }
    entries.push(entry("out.weight".to_owned(), &[1, hidden]));
    entries.push(entry("out.bias".to_owned(), &[1]));
    entries
}

/// One variable, its name and its gradient's place.
#[derive(Debug)]
pub struct Parameter {
    /// PyTorch's name.
    pub name: String,
    /// The weights.
    pub var: Var,
}

/// All weights of a network.
#[derive(Debug)]
pub struct Parameters(Vec<Parameter>);

impl Parameters {
    /// Variables with these values, in the order of `entries`.
    ///
    /// # Errors
    /// When the number of values doesn't fit a shape.
    pub fn new(entries: &[Entry], values: Vec<Vec<f32>>) -> Result<Self> {
        let parameter = |(entry, values): (&Entry, Vec<f32>)| {
            let var = Var::from_vec(values, entry.shape.as_slice(), &Device::Cpu)?;
            Ok(Parameter { name: entry.name.clone(), var })
        };
        entries.iter().zip(values).map(parameter).collect::<Result<_>>().map(Self)
    }

    /// The variables in PyTorch's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Parameter> {
        self.0.iter()
    }

    /// The variables as tensors, in PyTorch's order.
    pub fn tensors(&self) -> Vec<Tensor> {
        self.iter().map(|parameter| parameter.var.as_tensor().clone()).collect()
    }

    /// A copy of every variable's numbers, in PyTorch's order.
    ///
    /// # Errors
    /// Candle's own, if a tensor can't be read.
    pub fn values(&self) -> Result<Vec<Vec<f32>>> {
        self.iter().map(|parameter| contents::to_vec(&parameter.var)).collect()
    }
}

/// Why a file of weights can't start this network.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// The file isn't safetensors, or is cut short.
    #[error("it isn't a readable safetensors file ({0})")]
    Unreadable(candle_core::Error),
    /// A variable isn't in the file.
    #[error("it has no tensor {name}; a network like this one needs {all}")]
    Missing {
        /// The variable.
        name: String,
        /// All of them.
        all: String,
    },
    /// A variable has another shape.
    #[error("its {name} has the shape {found:?}, but this network needs {expected:?}")]
    Shape {
        /// The variable.
        name: String,
        /// Its shape in the file.
        found: Vec<usize>,
        /// The shape the configuration asks for.
        expected: Vec<usize>,
    },
    /// The file has something a network like this one hasn't.
    #[error("it has a tensor {name}, which a network like this one hasn't")]
    Superfluous {
        /// The tensor.
        name: String,
    },
}

/// Reads the values of all `entries` from the bytes of a safetensors file.
///
/// # Errors
/// [`WeightsError`] when the file doesn't hold exactly these tensors.
pub fn read(bytes: &[u8], entries: &[Entry]) -> std::result::Result<Vec<Vec<f32>>, WeightsError> {
    let mut tensors: HashMap<String, Tensor> =
        candle_core::safetensors::load_buffer(bytes, &Device::Cpu)
            .map_err(WeightsError::Unreadable)?;
    let take = |entry| take(&mut tensors, entry, entries);
    let values = entries.iter().map(take).collect::<std::result::Result<_, _>>()?;
    match tensors.into_keys().min() {
        Some(name) => Err(WeightsError::Superfluous { name }),
        None => Ok(values),
    }
}

fn take(
    tensors: &mut HashMap<String, Tensor>,
    entry: &Entry,
    entries: &[Entry],
) -> std::result::Result<Vec<f32>, WeightsError> {
    let name = entry.name.clone();
    let Some(tensor) = tensors.remove(&name) else {
        let all = entries.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(WeightsError::Missing { name, all });
    };
    if tensor.dims() != entry.shape {
        let (found, expected) = (tensor.dims().to_vec(), entry.shape.clone());
        return Err(WeightsError::Shape { name, found, expected });
    }
    let tensor = tensor.to_dtype(DType::F32).map_err(WeightsError::Unreadable)?;
    contents::to_vec(&tensor).map_err(WeightsError::Unreadable)
}
