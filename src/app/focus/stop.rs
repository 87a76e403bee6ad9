//! What belongs together as one stop of the keyboard, before what is in it: a card of a list, a picture to be read off.

use egui::{Id, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo};

/// A stop of the keyboard.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Stop<'a> {
    /// What egui knows it by.
    pub(in crate::app) id: Id,
    /// What it is to readers of the screen.
    pub(in crate::app) role: Role,
    /// What they call it.
    pub(in crate::app) name: &'a str,
}

impl Stop<'_> {
    /// Draws what is in it.
    pub(in crate::app) fn show(self, ui: &mut Ui, add: impl FnOnce(&mut Ui)) -> Response {
        let builder = UiBuilder::new().scope_id(self.id).sense(Sense::focusable_noninteractive());
        let answer = ui.scope_builder(builder, add).response;
        self.tell(&answer);
        answer
    }

    /// Holds its place where nothing of it is drawn.
    pub(in crate::app) fn hold(self, ui: &mut Ui, rect: Rect) -> Response {
        let answer = ui.interact(rect, self.id, Sense::focusable_noninteractive());
        self.tell(&answer);
        answer
    }

    fn tell(self, answer: &Response) {
        answer.widget_info(|| WidgetInfo::labeled(self.role, answer.enabled(), self.name));
    }
}

/// What egui knows the stops of a list by, each by what tells it from the others.
pub(in crate::app) fn place_of(
    list: &'static str,
    item: impl std::hash::Hash + std::fmt::Debug,
) -> Id {
    Id::unique(list).with(item)
}
