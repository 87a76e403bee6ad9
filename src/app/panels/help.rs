//! The overlay that lists all keys.

use egui::{Align2, Frame, Grid, Id, Margin, RichText, Role, ScrollArea, Ui, Window};

use crate::app::command_list::keys;
use crate::app::focus::{self, Stop, place_of, scroll_by_keys};
use crate::app::frame::keys::escape;
use crate::app::language::texts;

/// Height of a line, with what is below it and without, and of what surrounds the list, in points.
const LINE: f32 = ROW + 5.0;
const ROW: f32 = 18.0;
const AROUND: f32 = 90.0;
/// What surrounds it at the sides.
const SIDES: f32 = 40.0;
/// Air beside the list, or the ring of the keyboard would touch its letters.
const AIR: i8 = 6;
/// Width that the names of keys take at the most, with the gap behind them.
const NAMES: f32 = 160.0;
/// Width that two columns take.
const TWO_COLUMNS: f32 = 900.0;

/// Draws the overlay while `open`; its button, Escape or F1 closes it.
pub(in crate::app) fn show(ui: &mut Ui, open: &mut bool) {
    if !*open {
        return;
    }
    let mut still_open = true;
    let texts = texts(ui.ctx());
    let keys = keys(texts);
    let size = ui.ctx().content_rect().size();
    let is_low = keys.len() as f32 * LINE > size.y - AROUND;
    let columns = if is_low && size.x >= TWO_COLUMNS { 2 } else { 1 };
    // A window never gets narrower than it was: another language, and other columns, have one of their own.
    let window = Id::unique(("keys", columns, texts.keys.title));
    let stop = Stop { id: place_of("keys", 0), role: Role::Group, name: texts.spoken.list_of_keys };
    Window::new(texts.keys.title)
        .id(window)
        .open(&mut still_open)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .show(ui.ctx(), |ui| {
            // Without a least size it would be as narrow and as low as windows are at first.
            let (width, height) = (size.x - SIDES, size.y - AROUND);
            let list = ScrollArea::both().max_width(width).min_scrolled_width(width);
            let list = list.max_height(height).min_scrolled_height(height);
            let add = |ui: &mut Ui| {
                scroll_by_keys(ui, stop.id);
                // Two columns are there only where they have room.
                let most = if columns == 1 { width - NAMES } else { f32::INFINITY };
                Frame::NONE.inner_margin(Margin::symmetric(AIR, 0)).show(ui, |ui| {
                    ui.horizontal_top(|ui| {
                        ui.spacing_mut().item_spacing.x = 32.0;
                        let parts = keys.chunks(keys.len().div_ceil(columns));
                        parts.enumerate().for_each(|(number, part)| column(ui, number, part, most));
                    });
                });
            };
            focus::enter(&ui.ctx().clone(), window, || {
                stop.show(ui, |ui| {
                    list.show(ui, add);
                })
            });
        });
    *open = still_open && !escape(ui.ctx());
}

/// Keys below each other, and behind them what they do, in so many points.
fn column(ui: &mut Ui, number: usize, keys: &[(&str, &str)], most: f32) {
    let grid = Grid::new(("keys", number)).num_columns(2).min_row_height(ROW);
    grid.spacing([24.0, LINE - ROW]).max_col_width(most).show(ui, |ui| {
        for (key, text) in keys {
            ui.label(RichText::new(*key).monospace().strong());
            ui.label(*text);
            ui.end_row();
        }
    });
}
