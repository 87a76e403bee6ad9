//! The command line as a user meets it: the real binary, its files, its sentences, its exit codes.

#![allow(clippy::unwrap_used, reason = "a test that can't go on should say where")]

mod bad_input;
mod check;
mod checkpoints;
mod engine;
mod files;
mod formulas;
mod harness;
mod hostile;
mod languages;
mod output;
mod recipes;
mod sets;
mod sources;
mod sweep;
mod tables;
