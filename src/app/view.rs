//! What fills the window below the bar: the run, a race, or a sweep.

use egui::Ui;

use super::intent::Intent;

/// One of the views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The run, with its controls.
    #[default]
    Scope,
    /// Variants side by side.
    Race,
    /// Many runs over a grid of settings.
    Sweep,
}

impl View {
    const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Scope, "Scope", "The run and its controls (F2)."),
        (Self::Race, "Race", "Two to six variants side by side (F3)."),
        (Self::Sweep, "Sweep", "Many runs over a grid of settings (F4)."),
    ];
}

/// Draws the names of the views, that of `view` as chosen.
pub(super) fn tabs(ui: &mut Ui, view: View, intents: &mut Vec<Intent>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (other, name, hint) in View::ALL {
            if ui.selectable_label(view == other, name).on_hover_text(hint).clicked() {
                intents.push(Intent::Show(other));
            }
        }
    });
}
