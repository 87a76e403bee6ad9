//! Lenses: what can be seen inside a recurrent network, and why it learns or doesn't.
//!
//! A lens is a pure function of a [`Frozen`] network: the same network, the same numbers. It is
//! computed in float64 on plain vectors, on whatever thread calls it. Below the lenses lie two
//! things they share: [`Stack`] runs a frozen network forward and gives a [`Trace`], [`backward`]
//! goes back through it.

pub mod backprop;
pub mod backward;
pub mod border;
mod cell;
pub mod dependence;
pub mod floor;
pub mod free_run;
mod frozen;
pub mod generalisation;
pub mod gradient;
pub mod gradient_norm;
pub mod hidden_state;
pub mod phase_portrait;
mod product;
pub mod spectrum;
mod stack;
pub mod step_trace;
mod values;
pub mod weights;

pub use cell::{Moment, gate_names};
pub use frozen::Frozen;
pub use stack::{RowState, Stack, Trace};
pub use values::Values;
