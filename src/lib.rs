//! rnnscope: an oscilloscope for recurrent networks.
//!
//! The modules stand in the order in which a newcomer should read them; each knows only those above.

pub mod config;
pub mod signal;

pub mod network;
pub mod optimizer;

pub mod trainer;
pub mod history;
