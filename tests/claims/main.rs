//! What the pages and lenses say of training, played again: for the first five seeds, with the vectors that this
//! machine or `RNNSCOPE_VECTORS` has.
//!
//! Each test quotes the sentence that it proves, or reads its table, so that neither changes without the other.
//! Bounds are wide where a run hangs on the last bit of a sum.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that can't go on should say where"
)]

mod cliff;
mod gates;
mod inside;
mod lessons;
mod memory;
mod own_data;
mod page;
mod replay;
