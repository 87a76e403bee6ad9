//! What trains: settings, data, a recurrent network, its optimizer and the trainer, without a window, a file
//! format of its own, a clock or a thread that the numbers depend on.
//!
//! A crate apart, since its kernels are vectors in generic code, which take longer to compile than all of the
//! window and change less often. The modules stand in the order in which a newcomer should read them; each knows
//! only those above.

pub mod wording;

pub mod regular_file;

pub mod expression;

pub mod weights;

pub mod config;
pub mod preset;

pub mod table;

pub mod generators;

pub mod data;

pub mod network;
pub mod optimizer;

pub mod history;
pub mod trainer;
