//! Placeholder until the history exists.
fn main() {}
