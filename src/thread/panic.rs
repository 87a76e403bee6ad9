//! Panics as sentences.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::text::Texts;

/// Does something; a panic in it becomes what it said.
///
/// # Errors
/// The panic's text.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| panic_text(&*panic).to_owned())
}

/// What a panic said.
pub fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    let owned = || panic.downcast_ref::<String>().map(String::as_str);
    let unknown = || Texts::in_force().failures.unknown_panic;
    panic.downcast_ref::<&str>().copied().or_else(owned).unwrap_or_else(unknown)
}
