//! What goes out of the window and comes into it: dialogs, files, pictures, the kept session.

pub(super) mod autosave;
pub(super) mod dialog;
pub(super) mod files;
pub(super) mod judging;
mod kept_tables;
pub(super) mod lessons;
mod moments;
pub(super) mod opening;
pub(super) mod pictures;
mod reading;
pub(super) mod runs_file;
mod saved;
pub(super) mod saving;
pub(super) mod table_reading;
pub(super) mod tables;
