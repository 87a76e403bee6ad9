//! Races and sweeps against single runs, bit for bit, on any number of threads.

mod files;
mod outcomes;
mod plans;
mod races;
mod sweeps;
