//! The weights: candle variables under PyTorch's names, always in PyTorch's order.

use std::ops::Range;

use candle_core::{DType, Device, Result, Tensor, Var};

use super::{Spec, contents};
use crate::config::Cell;

/// Variables of the largest network: those of four layers, and two for the readout.
const MOST_VARIABLES: usize = 4 * most_of_a_layer() + 2;
/// Variables of a network of one layer at the most.
const ONE_LAYER: usize = most_of_a_layer() + 2;
/// Floats in a cache line.
const CACHE_LINE: usize = 16;

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

/// Parameters of a layer of the cell that has most.
const fn most_of_a_layer() -> usize {
    let (mut most, mut index) = (0, 0);
    while index < Cell::ALL.len() {
        let count = Cell::ALL[index].about().parameters.len();
        most = if count > most { count } else { most };
        index += 1;
    }
    most
}

/// The variables of a network in PyTorch's order: for each layer those of its cell, mostly
/// `weight_ih` (gates·H × inputs), `weight_hh` (gates·H × H), `bias_ih`, `bias_hh` (gates·H each);
/// then `out.weight` (outputs × H) and `out.bias` (outputs).
pub fn layout(spec: &Spec) -> Vec<Entry> {
    let inputs = |layer| if layer == 0 { spec.inputs } else { spec.hidden };
    let about = spec.cell.about();
    let layers =
        (0..spec.layers).flat_map(|layer| about.entries(layer, inputs(layer), spec.hidden));
    let readout =
        |name: &str, shape: &[usize]| Entry { name: name.to_owned(), shape: shape.to_vec() };
    let weight = readout("out.weight", &[spec.outputs, spec.hidden]);
    let bias = readout("out.bias", &[spec.outputs]);
    layers.chain([weight, bias]).collect()
}

/// One variable, its name and its gradient.
#[derive(Debug)]
pub struct Parameter {
    /// PyTorch's name.
    pub name: String,
    /// The weights.
    pub var: Var,
    /// The gradient of the last window; its part of all gradients' memory.
    pub gradient: Tensor,
    /// Where the weights lie in their storage. To ask candle at every step would take as long as to write them.
    place: Range<usize>,
}

/// All weights of a network and their gradients.
#[derive(Debug)]
pub struct Parameters {
    list: Vec<Parameter>,
    /// All gradients one after the other, in one piece of memory, so that a window writes them and the
    /// norm reads them in one go.
    gradients: Tensor,
    /// Where they lie in their storage.
    place: Range<usize>,
}

impl Parameters {
    /// Variables with these values, in the order of `entries`; the gradients are zero.
    ///
    /// # Errors
    /// When the number of values doesn't fit a shape.
    pub fn new(entries: &[Entry], values: Vec<Vec<f32>>) -> Result<Self> {
        let gradients = aligned_zeros(entries.iter().map(Entry::len).sum())?;
        let mut start = 0;
        let parameter = |(entry, values): (&Entry, Vec<f32>)| {
            let shape = entry.shape.as_slice();
            let gradient = gradients.narrow(0, start, entry.len())?.reshape(shape)?;
            start += entry.len();
            let var = Var::from_vec(values, shape, &Device::Cpu)?;
            let place = contents::place(var.layout())?;
            Ok(Parameter { name: entry.name.clone(), var, gradient, place })
        };
        let list = entries.iter().zip(values).map(parameter).collect::<Result<_>>()?;
        let place = contents::place(gradients.layout())?;
        Ok(Self { list, gradients, place })
    }

    /// Lends the variables' numbers, to read, and all gradients', to write, without copying or
    /// allocating.
    ///
    /// # Errors
    /// When a variable's numbers can't be read or the gradients written.
    pub(super) fn lend(&self, work: impl FnOnce(&[&[f32]], &mut [f32])) -> Result<()> {
        // Room for four layers takes a hundredth of the smallest step to make and to leave.
        if self.list.len() <= ONE_LAYER {
            self.lend_at_most::<ONE_LAYER>(work)
        } else {
            self.lend_at_most::<MOST_VARIABLES>(work)
        }
    }

    fn lend_at_most<const MOST: usize>(
        &self,
        work: impl FnOnce(&[&[f32]], &mut [f32]),
    ) -> Result<()> {
        let mut list = self.iter();
        let storages: [_; MOST] =
            std::array::from_fn(|_| list.next().map(|each| each.var.storage_and_layout()));
        let mut weights: [&[f32]; MOST] = [&[]; MOST];
        for (weights, (storage, each)) in weights.iter_mut().zip(storages.iter().zip(self.iter())) {
            if let Some((storage, _)) = storage {
                *weights = contents::slice_at(storage, each.place.clone())?;
            }
        }
        let place = self.place.clone();
        contents::edit_at(&self.gradients, place, |gradients| {
            work(&weights[..self.list.len()], gradients);
        })
    }

    /// Lets `read` look at all gradients, one after the other.
    ///
    /// # Errors
    /// When they can't be read.
    pub fn read_gradients<R>(&self, read: impl FnOnce(&[f32]) -> R) -> Result<R> {
        let (storage, _) = self.gradients.storage_and_layout();
        contents::slice_at(&storage, self.place.clone()).map(read)
    }

    /// Lets `edit` change every variable in turn: its number in the order, its weights, its gradient.
    ///
    /// # Errors
    /// When the gradients can't be read or a variable written.
    pub fn edit_each(&self, mut edit: impl FnMut(usize, &mut [f32], &[f32])) -> Result<()> {
        let (storage, _) = self.gradients.storage_and_layout();
        let mut gradients = contents::slice_at(&storage, self.place.clone())?;
        for (index, parameter) in self.iter().enumerate() {
            contents::edit_at(&parameter.var, parameter.place.clone(), |weights| {
                let (own, rest) = gradients.split_at(weights.len());
                edit(index, weights, own);
                gradients = rest;
            })?;
        }
        Ok(())
    }

    /// The variables in PyTorch's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Parameter> {
        self.list.iter()
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

/// `len` zeros that start on a cache line, where vectors are written fastest.
fn aligned_zeros(len: usize) -> Result<Tensor> {
    let zeros = Tensor::zeros(len + CACHE_LINE, DType::F32, &Device::Cpu)?;
    let bytes = CACHE_LINE * size_of::<f32>();
    let start = contents::read(&zeros, |zeros| zeros.as_ptr().align_offset(bytes))?;
    zeros.narrow(0, start.min(CACHE_LINE), len)
}
