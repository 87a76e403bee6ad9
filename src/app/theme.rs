//! Colours, sizes of text and spacing: dark and light, each also with high contrast.

mod palette;
mod style;
#[cfg(test)]
mod tests;

use egui::style::ScrollAnimation;
use egui::{Color32, FontId, Id, Style, TextStyle, Theme};

use crate::settings::ThemeChoice;
#[cfg(test)]
pub(super) use palette::ALL as PALETTES;
pub(super) use palette::Palette;

/// How many times as thick lines are with high contrast.
const THICK: f32 = 1.35;

/// A colour as it is written in hexadecimal.
const fn rgb(rgb: u32) -> Color32 {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// What decides how everything looks, beside dark and light: kept in egui's memory, where every panel finds it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Appearance {
    /// Whether all stands on black or white, with borders.
    high_contrast: bool,
    /// How many times as thick lines are as they are usually.
    scale: f32,
    /// Whether nothing moves that needn't.
    still: bool,
}

impl Default for Appearance {
    fn default() -> Self {
        Self { high_contrast: false, scale: 1.0, still: false }
    }
}

impl Appearance {
    /// That in use.
    fn of(ctx: &egui::Context) -> Self {
        ctx.data(|data| data.get_temp(Self::place())).unwrap_or_default()
    }

    /// Where egui's memory holds it.
    fn place() -> Id {
        Id::unique("appearance")
    }

    /// How many times as thick lines are as they are usually.
    fn scale(self) -> f32 {
        if self.high_contrast { THICK * self.scale } else { self.scale }
    }

    /// Has everything look so.
    fn put_on(self, ctx: &egui::Context) {
        ctx.data_mut(|data| data.insert_temp(Self::place(), self));
        for theme in [Theme::Dark, Theme::Light] {
            ctx.set_visuals_of(theme, style::visuals(theme, self.high_contrast));
        }
        ctx.all_styles_mut(|style| {
            style::shape(style);
            style.visuals.text_cursor.blink &= !self.still;
        });
    }
}

/// Ticks and legends of plots in the monospaced font, whose π can't be taken for a п.
pub(super) fn plot_text(ui: &mut egui::Ui) {
    ui.style_mut().text_styles.insert(TextStyle::Body, FontId::monospace(12.0));
}

/// Sets both themes' styles.
pub(super) fn install(ctx: &egui::Context) {
    Appearance::of(ctx).put_on(ctx);
}

/// Goes dark, light, or with the system; with high contrast or without.
pub(super) fn choose(ctx: &egui::Context, theme: ThemeChoice) {
    let high_contrast = match theme {
        ThemeChoice::System | ThemeChoice::Dark | ThemeChoice::Light => false,
        ThemeChoice::HighContrast | ThemeChoice::HighContrastLight => true,
    };
    let before = Appearance::of(ctx);
    if before.high_contrast != high_contrast {
        Appearance { high_contrast, ..before }.put_on(ctx);
    }
    ctx.set_theme(match theme {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Dark | ThemeChoice::HighContrast => egui::ThemePreference::Dark,
        ThemeChoice::Light | ThemeChoice::HighContrastLight => egui::ThemePreference::Light,
    });
}

/// Draws lines so many times as thick as usually.
pub(super) fn scale_lines(ctx: &egui::Context, scale: f32) {
    let appearance = Appearance { scale, ..Appearance::of(ctx) };
    ctx.data_mut(|data| data.insert_temp(Appearance::place(), appearance));
}

/// Whether menus fade in, lists glide and the caret blinks, as egui has them, or nothing moves by itself.
pub(super) fn keep_still(ctx: &egui::Context, still: bool) {
    let before = Appearance::of(ctx);
    if before.still == still {
        return;
    }
    Appearance { still, ..before }.put_on(ctx);
    let usual = Style::default();
    ctx.all_styles_mut(|style| {
        style.animation_time = if still { 0.0 } else { usual.animation_time };
        style.scroll_animation =
            if still { ScrollAnimation::none() } else { usual.scroll_animation };
    });
}

/// Whether nothing is to move that needn't.
pub(super) fn is_still(ctx: &egui::Context) -> bool {
    Appearance::of(ctx).still
}
