//! The numbers inside CPU tensors as plain slices, read and written in place.
//!
//! candle lends a tensor's numbers to operations only; these are the two smallest ones.

use std::cell::Cell;

use candle_core::{CpuStorage, InplaceOp1, InplaceOp2, Layout, Result, Tensor, bail};

/// Lets `edit` change the numbers of a contiguous float32 tensor in place.
///
/// # Errors
/// When the tensor is of another type or not contiguous.
pub fn edit(tensor: &Tensor, edit: impl FnOnce(&mut [f32])) -> Result<()> {
    tensor.inplace_op1(&Edit(Cell::new(Some(edit))))
}

/// Lets `edit` change the numbers of `tensor` in place while it reads those of `other`.
///
/// # Errors
/// When one of the tensors isn't contiguous float32.
pub fn edit_with(
    tensor: &Tensor,
    other: &Tensor,
    edit: impl FnOnce(&mut [f32], &[f32]),
) -> Result<()> {
    tensor.inplace_op2(other, &EditWith(Cell::new(Some(edit))))
}

/// A copy of the numbers of a float32 tensor of any shape, in row-major order.
///
/// # Errors
/// When the tensor is of another type.
pub fn to_vec(tensor: &Tensor) -> Result<Vec<f32>> {
    tensor.flatten_all()?.to_vec1()
}

/// The numbers of a contiguous float32 tensor.
///
/// # Errors
/// When the tensor is of another type or not contiguous.
pub fn slice<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    match (storage, layout.contiguous_offsets()) {
        (CpuStorage::F32(numbers), Some((start, end))) => Ok(&numbers[start..end]),
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

/// An operation that runs a closure once on two tensors' numbers.
struct EditWith<F>(Cell<Option<F>>);

impl<F: FnOnce(&mut [f32], &[f32])> InplaceOp2 for EditWith<F> {
    fn name(&self) -> &'static str {
        "edit_with"
    }

    fn cpu_fwd(
        &self,
        storage: &mut CpuStorage,
        layout: &Layout,
        other: &CpuStorage,
        other_layout: &Layout,
    ) -> Result<()> {
        let numbers = slice_mut(storage, layout)?;
        let others = slice(other, other_layout)?;
        if let Some(edit) = self.0.take() {
            edit(numbers, others);
        }
        Ok(())
    }
}
