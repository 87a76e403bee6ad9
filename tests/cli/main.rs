//! The command line as a user meets it: the real binary, its files, its sentences, its exit codes.

mod bad_input;
mod files;
mod harness;
mod output;
mod sources;
