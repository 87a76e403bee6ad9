//! Menus, which scroll in a window too low for them.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{PopupCloseBehavior, Response, ScrollArea, Ui, Vec2};

use crate::app::focus::{bring_into_view, stay_open};

/// What a menu leaves of the window's height, in points: its own frame.
const AROUND: f32 = 24.0;

/// A button with a menu, which a click on an item closes.
pub(super) fn menu(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) -> Response {
    MenuButton::new(title).ui(ui, |ui| scrolled(ui, add)).0
}

/// A button with a menu of switches, which stays open while they are set.
pub(super) fn switches(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) -> Response {
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let button = MenuButton::new(title).config(config);
    let add = |ui: &mut Ui| {
        stay_open(ui);
        scrolled(ui, add);
    };
    button.ui(ui, add).0
}

/// Draws the items, in a window lower than they were in the picture before with a scroll bar beside.
fn scrolled(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let id = ui.scope_id().with("menu size");
    let known: Option<Vec2> = ui.data(|data| data.get_temp(id));
    let room = ui.ctx().content_rect().height() - AROUND;
    if let Some(size) = known.filter(|size| size.y > room) {
        ui.set_max_width(size.x);
        ScrollArea::vertical().max_height(room).show(ui, |ui| {
            add(ui);
            bring_into_view(ui);
        });
        return;
    }
    let size = ui.scope(add).response.rect.size();
    ui.data_mut(|data| data.insert_temp(id, size));
    if size.y > room {
        ui.ctx().request_repaint();
    }
}
