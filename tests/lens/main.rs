//! The lenses' numbers against independent formulas: finite differences in float64, the readable
//! formulation, matrices and curves whose answers are known, brute force.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

mod equations;
mod floor;
mod flow;
mod frozen;
mod networks;
mod oscillation;
mod phase_portrait;
mod sheets;
mod spectrum;
