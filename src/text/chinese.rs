//! The Chinese texts, in simplified characters.
//!
//! Terms and punctuation are those of docs/zh/glossary.md.

mod failures;
mod figures;
mod files;
mod limits;
mod phases;
mod plans;
mod recipes;
mod words;
