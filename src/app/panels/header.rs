//! The line above a plot: its title, one sentence, and its own switches at the right; and what stands in a plot's
//! place.

use egui::{Align, Color32, Layout, ProgressBar, RichText, Ui};

use super::fitting::that_fits;
use crate::app::hints::Hints;
use crate::app::language::texts;
use crate::app::theme::Palette;

/// Draws the line; the sentence gets what room `switches` leave, which come from right to left, or is the title's tooltip.
/// Where there is none even for these, they stand below the title, in as many lines as they take.
pub(in crate::app) fn header(ui: &mut Ui, title: &str, hint: &str, switches: impl FnOnce(&mut Ui)) {
    let id = ui.scope_id().with(("header", title));
    let needed: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if needed > ui.available_width() {
        ui.label(RichText::new(title).strong());
        let size = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
        let layout = Layout::right_to_left(Align::Center).with_main_wrap(true);
        ui.allocate_ui_with_layout(size, layout, switches);
        return;
    }
    let needs = in_line(ui, title, hint, switches);
    ui.data_mut(|data| data.insert_temp(id, needs));
    if needs > ui.available_width() {
        ui.request_discard("header width");
    }
}

/// Draws all of it in one line; the width that title and switches need.
fn in_line(ui: &mut Ui, title: &str, hint: &str, switches: impl FnOnce(&mut Ui)) -> f32 {
    let answer = ui.horizontal(|ui| {
        let title = ui.label(RichText::new(title).strong());
        let right = ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            switches(ui);
            let width = ui.min_rect().width();
            let is_whole = that_fits(ui, RichText::small, [hint]).is_some();
            if is_whole {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.label(RichText::new(hint).small().weak());
                });
            }
            (width, is_whole)
        });
        let (width, is_whole) = right.inner;
        let width = title.rect.width() + ui.spacing().item_spacing.x + width;
        if !is_whole && !hint.is_empty() {
            title.hint(hint);
        }
        width
    });
    answer.inner
}

/// What will be here, in the middle of a view that has nothing to show yet.
pub(in crate::app) fn empty(ui: &mut Ui, text: &str) {
    let middle = 0.45 * ui.available_height();
    ui.vertical_centered(|ui| {
        ui.add_space(middle);
        ui.label(RichText::new(text).weak());
    });
}

/// The button that brings the newest step back into view.
pub(in crate::app) fn back_to_live(ui: &mut Ui, follow: &mut bool) {
    let texts = &texts(ui.ctx()).plots;
    let text = RichText::new(texts.back_to_live).color(Palette::of(ui).live);
    if ui.button(text).hint(texts.back_to_live_hint).clicked() {
        *follow = true;
    }
}

/// How far something is, with an empty bar where nothing has begun.
pub(in crate::app) fn progress(ui: &mut Ui, part: f32, text: String) {
    let bar = ProgressBar::new(part).text(text);
    ui.add(if part > 0.0 { bar } else { bar.fill(Color32::TRANSPARENT) });
}
