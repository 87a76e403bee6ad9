//! Buttons that stand back, in lines of text.

use egui::{Button, vec2};

use crate::wording::Language;

/// The least height of one with Chinese characters, in points: they are higher than letters, and would touch its edge.
const CHINESE: f32 = 19.0;

/// A button about as high as a line of text.
pub(super) fn small_button(text: &str) -> Button<'_> {
    let height = match Language::in_force() {
        Language::English => 0.0,
        Language::Chinese => CHINESE,
    };
    Button::new(text).small().min_size(vec2(0.0, height))
}
