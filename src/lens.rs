//! Lenses: what can be seen inside a recurrent network, and why it learns or doesn't.
//!
//! A lens is a pure function of a [`Frozen`] network: the same network, the same numbers. It is
//! computed in float64 on plain vectors, on whatever thread calls it. Below the lenses lie three
//! things they share: [`Model64`] runs a frozen network forward and gives a [`Trace`], [`backward`]
//! goes back through it (both are `network`'s), and [`wave`] makes data that the network wasn't
//! trained on.

pub mod bptt;
pub mod dependence;
pub mod floor;
pub mod free_run;
mod frozen;
pub mod gradient;
pub mod hidden;
pub mod portrait;
pub mod slowly;
pub mod spectrum;
pub mod unseen;
mod values;
pub mod wave;
pub mod weights;

pub use crate::network::model64::{CellStep, Model64, RowState, Trace, backward};
pub use frozen::Frozen;
pub use values::Values;
