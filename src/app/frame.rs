//! The frame around all panels: how the window begins, where they lie, and what makes it run.

pub(super) mod candidates;
pub(super) mod composition;
pub(super) mod dispatch;
pub(super) mod display;
pub(super) mod input_splitter;
pub(super) mod key_names;
pub(super) mod keys;
pub(super) mod launch;
pub(super) mod layout;
pub(super) mod lens_width;
pub(super) mod memory;
pub(super) mod repaint_pacer;
pub(super) mod split;
pub(super) mod start;
pub(super) mod taking_in;
