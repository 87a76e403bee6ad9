//! rnnscope: an oscilloscope for recurrent networks.
//!
//! The modules stand in the order in which a newcomer should read them; each knows only those above.

pub mod config;
pub mod network;
