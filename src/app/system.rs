//! What goes out of the window and comes into it: dialogs, files, pictures, the kept session.

pub(super) mod dialog;
pub(super) mod files;
pub(super) mod keeper;
pub(super) mod pictures;
pub(super) mod saving;
