//! The network in float64, forward and backward, on plain vectors.
//!
//! The lenses compute with it, and it is the model that the kernel's tests compare with: one row
//! after the other, plain loops, nothing shared with the kernel. [`Model64`] runs forward and leaves a
//! [`Trace`], [`backward()`](backward::backward) goes back through that; finite differences check it.

pub mod backward;
mod equation;
mod gradient;
mod layer;
mod model;
mod objective;
pub mod product;

pub use equation::{Equation, Terms, UnitSums};
pub use layer::LocalJacobian;
pub use layer::{CellStep, Layer};
pub(super) use layer::{Sums, sigmoid};
pub use model::{Model64, RowState, Trace};
pub use objective::Objective;
