//! The recurrent network.

pub mod kernel;
