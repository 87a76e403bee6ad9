//! The numbers inside CPU tensors as plain slices, read and written in place.
//!
//! candle lends a tensor's numbers for writing to operations only; here is the smallest one.

use std::cell::Cell;
use std::ops::Range;

use candle_core::{CpuStorage, InplaceOp1, Layout, Result, Storage, Tensor, bail};

/// Lets `edit` change the numbers of a contiguous float32 tensor in place.
///
/// # Errors
/// When the tensor is of another type or not contiguous.
pub fn edit(tensor: &Tensor, edit: impl FnOnce(&mut [f32])) -> Result<()> {
    edit_at(tensor, place(tensor.layout())?, edit)
}

/// The same where it is known already at which [`place`] of its storage the numbers lie.
///
/// # Errors
/// When the tensor is of another type, or its storage ends before.
pub(super) fn edit_at(
    tensor: &Tensor,
    place: Range<usize>,
    edit: impl FnOnce(&mut [f32]),
) -> Result<()> {
    tensor.inplace_op1(&Edit { place, edit: Cell::new(Some(edit)) })
}

/// Where in its storage the numbers of a contiguous tensor lie.
///
/// # Errors
/// When the tensor isn't contiguous.
pub(super) fn place(layout: &Layout) -> Result<Range<usize>> {
    match layout.contiguous_offsets() {
        Some((start, end)) => Ok(start..end),
        None => bail!("expected a contiguous tensor"),
    }
}

/// A copy of the numbers of a float32 tensor of any shape, in row-major order.
///
/// # Errors
/// When the tensor is of another type.
pub fn to_vec(tensor: &Tensor) -> Result<Vec<f32>> {
    tensor.flatten_all()?.to_vec1()
}

/// Copies the numbers of a float32 tensor of any shape into `to`, which is as long, in row-major order.
///
/// # Errors
/// When the tensor is of another type.
pub(super) fn copy(tensor: &Tensor, to: &mut [f32]) -> Result<()> {
    read(&tensor.flatten_all()?, |numbers| to.copy_from_slice(numbers))
}

/// Lets `read` look at the numbers of a contiguous float32 tensor.
///
/// # Errors
/// When the tensor is of another type, not contiguous, or off the CPU.
pub fn read<R>(tensor: &Tensor, read: impl FnOnce(&[f32]) -> R) -> Result<R> {
    let (storage, layout) = tensor.storage_and_layout();
    slice(&storage, layout).map(read)
}

/// The numbers of a contiguous float32 tensor, from its locked storage.
///
/// # Errors
/// When the tensor is of another type, not contiguous, or off the CPU.
pub(super) fn slice<'a>(storage: &'a Storage, layout: &Layout) -> Result<&'a [f32]> {
    slice_at(storage, place(layout)?)
}

/// The numbers at a place of a float32 tensor's locked storage.
///
/// # Errors
/// When the storage is of another type, off the CPU, or ends before.
pub(super) fn slice_at(storage: &Storage, place: Range<usize>) -> Result<&[f32]> {
    match storage {
        Storage::Cpu(CpuStorage::F32(numbers)) if place.end <= numbers.len() => Ok(&numbers[place]),
        _ => bail!("expected a float32 tensor on the CPU"),
    }
}

/// An operation that runs a closure once on a tensor's numbers.
struct Edit<F> {
    place: Range<usize>,
    edit: Cell<Option<F>>,
}

impl<F: FnOnce(&mut [f32])> InplaceOp1 for Edit<F> {
    fn name(&self) -> &'static str {
        "edit"
    }

    fn cpu_fwd(&self, storage: &mut CpuStorage, _: &Layout) -> Result<()> {
        let numbers = match storage {
            CpuStorage::F32(numbers) => numbers.get_mut(self.place.clone()),
            _ => None,
        };
        match (numbers, self.edit.take()) {
            (Some(numbers), Some(edit)) => edit(numbers),
            _ => bail!("expected a float32 tensor"),
        }
        Ok(())
    }
}
