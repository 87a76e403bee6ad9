//! rnnscope: an oscilloscope for recurrent networks.
//!
//! The modules stand in the order in which a newcomer should read them; each knows only those above.

pub use rnnscope_core::{
    config, data, expression, generators, history, network, optimizer, preset, regular_file, table,
    trainer, weights, wording,
};

pub mod number;
pub mod text;
pub mod thread;

pub mod evaluation;
pub mod lens;

pub mod recipe;

pub mod export;

pub mod checkpoint;

pub mod worker;

pub mod feed;

pub mod inspector;
pub mod race;

pub mod moment;

pub mod lesson;

pub mod challenge;

pub mod session;

pub mod fonts;

pub mod figure;
pub mod results;
pub mod settings;
pub mod window;

pub mod app;
pub mod cli;
