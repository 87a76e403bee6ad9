//! The window's fonts: those for Latin letters first, then those that come with the program for everything else, then
//! the system's.
//!
//! What the program itself says is in the first two, so that it looks the same everywhere, on a bare X server too. The
//! system's fonts are asked for what people write: a run's name, a path, a column.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontTweak};
use egui_system_font_provider::SystemFontProvider;

use crate::fonts::{DEJAVU_SANS, NOTO_SANS_SC};

/// The locale whose shapes Chinese characters have that come from the system's fonts: those of the bundled ones, whatever
/// the system's language is, so that a name isn't of two kinds.
const SHAPES: &str = "zh-Hans";
/// How far down egui shifts Chinese characters, as it centers their line's height, which is larger, on that of Latin
/// letters: in sizes of the text, between what it is beside proportional (0.079) and monospaced (0.090) ones.
const TOO_LOW: f32 = 0.084;

/// Has the window set its texts in the bundled fonts.
pub(super) fn install(ctx: &Context) {
    ctx.set_fonts(bundled());
}

/// Has it look for all other characters in the system's fonts, from now on.
pub(super) fn ask_system(ctx: &Context) {
    let provider = SystemFontProvider::new().with_locale(Some(SHAPES));
    ctx.add_font_provider(Arc::new(provider));
}

/// egui's fonts, and behind them those that come with the program.
fn bundled() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let monospaced = fonts.families.get(&FontFamily::Monospace).cloned().unwrap_or_default();
    // The proportional font has no arrows; the monospaced one has.
    append(&mut fonts, &FontFamily::Proportional, &monospaced);
    let chinese = FontTweak { y_offset_factor: -TOO_LOW, ..FontTweak::default() };
    let own = [
        ("DejaVu-Sans", FontData::from_static(DEJAVU_SANS)),
        ("Noto-Sans-SC", FontData::from_static(NOTO_SANS_SC).tweak(chinese)),
    ];
    let own = own.map(|(name, data)| {
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
        name.to_owned()
    });
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        append(&mut fonts, &family, &own);
    }
    fonts
}

/// Asks fonts after those that a family has.
fn append(fonts: &mut FontDefinitions, family: &FontFamily, names: &[String]) {
    let asked = fonts.families.entry(family.clone()).or_default();
    for name in names {
        if !asked.contains(name) {
            asked.push(name.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Color32, FontId};

    use super::*;

    const FAMILIES: [fn(f32) -> FontId; 2] = [FontId::proportional, FontId::monospace];

    /// What `look` sees in a frame with the window's fonts.
    fn in_a_frame<T>(mut look: impl FnMut(&egui::Ui) -> T) -> T {
        let ctx = Context::default();
        install(&ctx);
        let mut seen = None;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| seen = Some(look(ui)));
        // Nobody draws it.
        output.textures_delta.clear();
        seen.unwrap()
    }

    #[test]
    fn the_fonts_have_what_numbers_are_made_of() {
        let numbers = "0123456789.−×π⁻⁰¹²³⁴⁵⁶⁷⁸⁹";
        let found = in_a_frame(|ui| {
            FAMILIES.map(|family| ui.fonts_mut(|fonts| fonts.has_glyphs(&family(12.0), numbers)))
        });
        assert_eq!(found, [true; 2]);
    }

    /// Height of the row, and where the characters stand in it, in points.
    fn row(ui: &egui::Ui, text: &str, font: FontId) -> (f32, Vec<f32>) {
        let galley =
            ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, Color32::WHITE));
        let glyphs = galley.rows.iter().flat_map(|row| &row.row.glyphs);
        let bottoms =
            glyphs.map(|glyph| glyph.pos.y + glyph.uv_rect.offset.y + glyph.uv_rect.size.y);
        (galley.size().y, bottoms.collect())
    }

    #[test]
    fn a_row_is_as_high_with_chinese_characters_as_without() {
        in_a_frame(|ui| {
            for font in FAMILIES.map(|family| [11.0, 12.5, 13.5, 16.0, 27.0].map(family)).concat() {
                let (latin, _) = row(ui, "learning rate", font.clone());
                let (both, _) = row(ui, "学习率 learning rate", font.clone());
                assert_eq!(latin, both, "{font:?}");
            }
        });
    }

    /// The lowest stroke of 上 lies on the line on which letters stand, and reaches below it as the font draws it, but
    /// for what is rounded to whole pixels, of either character.
    #[test]
    fn chinese_characters_stand_on_the_line_of_latin_letters() {
        in_a_frame(|ui| {
            for font in FAMILIES.map(|family| [12.0, 13.5, 27.0, 54.0].map(family)).concat() {
                let (_, bottoms) = row(ui, "x上", font.clone());
                let below = bottoms[1] - bottoms[0];
                let drawn = 0.032 * font.size;
                assert!((below - drawn).abs() <= 1.5, "{font:?}: {below} for {drawn}");
            }
        });
    }
}
