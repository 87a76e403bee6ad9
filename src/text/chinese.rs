//! The Chinese texts, in simplified characters.
//!
//! Terms and punctuation are those of docs/zh/glossary.md.

mod failures;
mod figures;
mod obstacles;
mod on_disk;
mod phases;
mod plans;
mod recipes;
mod words;
