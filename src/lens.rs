//! Lenses: what can be seen inside a recurrent network, and why it learns or doesn't.
//!
//! A lens is a pure function of a [`Frozen`] network: the same network, the same numbers. It is
//! computed in float64 on plain vectors, on whatever thread calls it. Below the lenses lie two
//! things they share, both `network`'s: [`Model64`] runs a frozen network forward and gives a
//! [`Trace`], [`backward`] goes back through it.

pub mod backprop;
pub mod baseline_losses;
pub mod border;
mod context;
pub mod dependence;
pub mod evaluated;
pub mod floor;
pub mod free_run;
mod frozen;
pub mod generalisation;
pub mod gradient;
pub mod gradient_norm;
pub mod hidden_state;
pub mod output;
pub mod phase_portrait;
pub mod residuals;
pub mod spectrum;
pub mod step_trace;
mod table_work;
mod values;
pub mod weights;
pub mod whole_data;

pub use crate::network::cell::Gate;
pub use crate::network::model64::{CellStep, Model64, RowState, Trace, backward};
pub use backprop::Backprop;
pub use baseline_losses::BaselineLosses;
pub use border::Border;
pub use context::{LensContext, LensMemory};
pub use dependence::Dependence;
pub use evaluated::Evaluated;
pub use free_run::FreeRun;
pub use frozen::{Frozen, JudgedBy, MOST_SHOWN};
pub use generalisation::Generalisation;
pub use gradient_norm::GradientNorm;
pub use hidden_state::HiddenState;
pub use output::LensOutput;
pub use phase_portrait::PhasePortrait;
pub use residuals::Residuals;
pub use spectrum::Spectrum;
pub use step_trace::StepTrace;
pub use values::Values;
pub use weights::Weights;
pub use whole_data::WholeData;
