//! The panels, one small file each, and the rows, headings and boxes that they share.

pub(super) mod controls;
pub(super) mod criterion;
pub(super) mod curves;
pub(super) mod data;
pub(super) mod drawing;
pub(super) mod formulas;
pub(super) mod header;
pub(super) mod help;
pub(super) mod last_session;
pub(super) mod lenses;
pub(super) mod loss;
pub(super) mod notices;
pub(super) mod number_field;
mod own_data;
pub(super) mod palette;
mod presets;
pub(super) mod race;
mod refusal;
pub(super) mod row;
pub(super) mod run_controls;
pub(super) mod runs;
pub(super) mod status;
pub(super) mod sweep;
mod text_field;
pub(super) mod timeline;
pub(super) mod transport;
pub(super) mod typed_path;
