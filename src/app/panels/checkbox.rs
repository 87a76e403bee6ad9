//! Boxes to tick, and what is chosen by a dot, with an edge that can be seen before they are ticked.

use egui::{IntoAtoms, Response, Stroke, Ui};

/// A box to tick.
pub(in crate::app) fn checkbox<'a>(
    ui: &mut Ui,
    on: &'a mut bool,
    text: impl IntoAtoms<'a>,
) -> Response {
    edged(ui, |ui| ui.checkbox(on, text))
}

/// Draws boxes and dots with an edge as clear as small text, on the ground of a field.
pub(in crate::app) fn edged<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        let visuals = ui.visuals_mut();
        let (edge, ground) = (visuals.weak_text_color(), visuals.extreme_bg_color);
        let widgets = &mut visuals.widgets;
        for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            state.bg_fill = ground;
        }
        widgets.inactive.bg_stroke = Stroke::new(1.0, edge);
        add(ui)
    })
    .inner
}
