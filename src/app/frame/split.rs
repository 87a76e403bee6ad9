//! How curves and loss share the height: in proportion, whatever becomes of the window.

use egui::{Frame, Panel, Ui};

/// Least height of the loss in points.
const LEAST: f32 = 90.0;
/// Largest part of the height for the loss.
const MOST: f32 = 0.75;

/// The border between curves and loss, which the user can drag.
#[derive(Debug)]
pub(in crate::app) struct Split {
    /// The loss' part of the height.
    part: f32,
    /// The height that is shared.
    height: f32,
}

impl Default for Split {
    fn default() -> Self {
        Self { part: 0.4, height: 0.0 }
    }
}

impl Split {
    /// The lower panel. While the height changes it follows in proportion, otherwise the user's hand.
    pub(in crate::app) fn bottom(&mut self, ui: &Ui) -> Panel {
        let height = ui.available_height();
        let changed = (height - self.height).abs() > 0.5;
        self.height = height;
        let panel = Panel::bottom("loss").frame(Frame::NONE);
        if changed {
            panel.exact_size((self.part * height).max(LEAST))
        } else {
            panel.resizable(true).size_range(LEAST..=(MOST * height).max(LEAST + 1.0))
        }
    }

    /// Takes over the height that the panel got.
    pub(in crate::app) fn follow(&mut self, panel: f32) {
        if self.height > 0.0 && panel > 0.0 {
            self.part = (panel / self.height).clamp(0.1, MOST);
        }
    }
}
