//! The first rows of a table, as they stand in the file.

use egui::{Grid, Id, RichText, Role, ScrollArea, Ui};

use crate::app::focus::{Stop, place_of, scroll_by_keys};
use crate::app::panels::header::header;
use crate::session::table_setup::TableSetup;
use crate::text::OwnData;
use crate::wording::{foreign, one_line};

/// Columns that are shown.
const MOST: usize = 64;

/// Draws them.
pub(super) fn show(ui: &mut Ui, texts: &OwnData, setup: &TableSetup) {
    header(ui, texts.first_rows, texts.first_rows_sentence, |_| {});
    let stop = Stop { id: place_of("table", 0), role: Role::Group, name: texts.first_rows };
    stop.show(ui, |ui| rows(ui, setup, stop.id));
}

fn rows(ui: &mut Ui, setup: &TableSetup, stop: Id) {
    let overview = &setup.overview;
    ScrollArea::horizontal().id_salt("first rows").auto_shrink([false, true]).show(ui, |ui| {
        scroll_by_keys(ui, stop);
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
