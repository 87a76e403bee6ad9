//! Texts that have less room in one window than in another: the fullest wording that fits, so that none breaks off.

use egui::{FontSelection, RichText, Ui, WidgetText};

/// What stands between the parts of a text.
const BETWEEN: &str = " · ";

/// The first of some texts for which there is room beside what is there, if one has it; `look` is how they are drawn.
pub(super) fn that_fits<'a>(
    ui: &Ui,
    look: fn(RichText) -> RichText,
    texts: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let room = ui.available_width();
    texts.into_iter().find(|text| {
        let text = WidgetText::from(look(RichText::new(*text)));
        let galley = text.into_galley(ui, None, f32::INFINITY, FontSelection::Default);
        galley.size().x <= room
    })
}

/// A text without those of its last parts for which there is no room; none where there is none even for the first.
pub(super) fn parts_that_fit<'a>(
    ui: &Ui,
    look: fn(RichText) -> RichText,
    text: &'a str,
) -> Option<&'a str> {
    let shorter = text.rmatch_indices(BETWEEN).map(|(end, _)| &text[..end]);
    that_fits(ui, look, std::iter::once(text).chain(shorter))
}

/// Parts in one line.
pub(super) fn in_a_line(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(BETWEEN)
}
