//! The numbers inside CPU tensors as plain slices, read and written in place.
//!
//! candle lends a tensor's numbers for writing to operations only; here is the smallest one.

use std::cell::Cell;

use candle_core::{CpuStorage, InplaceOp1, Layout, Result, Storage, Tensor, bail};

/// Lets `edit` change the numbers of a contiguous float32 tensor in place.
///
/// # Errors
/// When the tensor is of another type or not contiguous.
pub fn edit(tensor: &Tensor, edit: impl FnOnce(&mut [f32])) -> Result<()> {
    tensor.inplace_op1(&Edit(Cell::new(Some(edit))))
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
    match (storage, layout.contiguous_offsets()) {
        (Storage::Cpu(CpuStorage::F32(numbers)), Some((start, end))) => Ok(&numbers[start..end]),
        _ => bail!("expected a contiguous float32 tensor"),
    }
}

fn slice_mut<'a>(storage: &'a mut CpuStorage, layout: &Layout) -> Result<&'a mut [f32]> {
    match (storage, layout.contiguous_offsets()) {
        (CpuStorage::F32(numbers), Some((start, end))) => Ok(&mut numbers[start..end]),
        _ => bail!("expected a contiguous float32 tensor"),
    }
}

/// An operation that runs a closure once on a tensor's numbers.
struct Edit<F>(Cell<Option<F>>);

impl<F: FnOnce(&mut [f32])> InplaceOp1 for Edit<F> {
    fn name(&self) -> &'static str {
        "edit"
    }

    fn cpu_fwd(&self, storage: &mut CpuStorage, layout: &Layout) -> Result<()> {
        let numbers = slice_mut(storage, layout)?;
        if let Some(edit) = self.0.take() {
            edit(numbers);
        }
        Ok(())
    }
}
