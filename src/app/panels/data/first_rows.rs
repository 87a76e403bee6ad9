//! The first rows of a table, as they stand in the file.

use egui::{Grid, RichText, ScrollArea, Ui};

use crate::app::panels::header::header;
use crate::session::table_setup::TableSetup;
use crate::text::OwnData;
use crate::wording::{foreign, one_line};

/// Columns that are shown.
const MOST: usize = 64;

/// Draws them.
pub(super) fn show(ui: &mut Ui, texts: &OwnData, setup: &TableSetup) {
    header(ui, texts.first_rows, texts.first_rows_sentence, |_| {});
    let overview = &setup.overview;
    ScrollArea::horizontal().id_salt("first rows").auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("first rows").striped(true).spacing([16.0, 3.0]).show(ui, |ui| {
            for column in overview.columns.iter().take(MOST) {
                ui.label(RichText::new(foreign(&column.name)).small().strong());
            }
            ui.end_row();
            for row in &overview.first_rows {
                for cell in row.iter().take(MOST) {
                    ui.label(RichText::new(one_line(cell)).small().monospace());
                }
                ui.end_row();
            }
        });
    });
}
