//! How wide the lenses are: a part of the window, until a hand chooses.

use egui::{Panel, Ui};

use crate::app::focus::border_of;

/// The lenses' part of the window's width.
const PART: f32 = 0.29;
/// Least width of the lenses, in points, and what they leave to the controls and plots at least.
const LEAST: f32 = 300.0;
const OTHERS: f32 = 700.0;

/// The width of the lenses' panel.
#[derive(Debug, Default)]
pub(in crate::app) struct LensWidth {
    /// What the user chose, in points; none while it follows the window.
    pub(in crate::app) chosen: Option<f32>,
    /// The window's width for which the panel was laid out.
    window: f32,
    /// The width that the panel got.
    panel: f32,
}

impl LensWidth {
    /// What was chosen earlier.
    pub(in crate::app) fn new(chosen: Option<f32>) -> Self {
        Self { chosen, ..Self::default() }
    }

    /// The panel: where the window's width changes it follows, otherwise the user's hand.
    pub(in crate::app) fn panel(&mut self, ui: &Ui) -> Panel {
        let window = ui.available_width();
        let most = (window - OTHERS).max(LEAST + 1.0);
        let panel = Panel::right("lenses");
        if window == self.window {
            return panel.resizable(true).size_range(LEAST..=most);
        }
        self.window = window;
        self.panel = self.chosen.unwrap_or(PART * window).clamp(LEAST, most).round();
        panel.exact_size(self.panel)
    }

    /// Takes over the width to which a hand has drawn the panel, or keys have.
    pub(in crate::app) fn follow(&mut self, ui: &Ui, panel: f32) {
        let border = border_of(ui, "lenses");
        let by_keys = ui.memory(|memory| memory.has_focus(border));
        let by_hand = by_keys || ui.input(|input| input.pointer.any_down());
        let drawn = by_hand && (panel - self.panel).abs() > 0.5;
        self.panel = panel;
        if drawn {
            self.chosen = Some(panel.round());
        }
    }
}
