//! The program in Chinese. Its language is the whole program's, so that these tests have one of their own.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

mod figure;
#[path = "../support/mod.rs"]
mod support;
mod window;

use rnnscope::wording::Language;

/// Has the program speak Chinese; each test begins with it.
fn speak() {
    Language::Chinese.speak();
}
