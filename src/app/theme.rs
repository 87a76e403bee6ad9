//! Colours, sizes of text and spacing, dark and light.

use egui::{Color32, CornerRadius, FontId, Stroke, Style, TextStyle, Theme, Visuals};

use super::fonts;
use crate::settings::ThemeChoice;

/// The colours of what is drawn, beside those of the widgets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette {
    /// The target curve.
    pub(super) target: Color32,
    /// The prediction, and everything of the network's.
    pub(super) prediction: Color32,
    /// The input curve.
    pub(super) input: Color32,
    /// The raw loss under its smoothed line.
    pub(super) raw: Color32,
    /// Marks where a setting was changed, and settings that begin a new run.
    pub(super) mark: Color32,
    /// Settings that act live.
    pub(super) live: Color32,
    /// The newest window's background.
    pub(super) newest: Color32,
    /// The backgrounds of a table's validation and test part.
    pub(super) parts: [Color32; 2],
    /// Losses of validations.
    pub(super) validation: Color32,
    /// The ring around what has the keyboard: three times as light, or as dark, as all it stands beside.
    pub(super) focus: Color32,
    /// Something went wrong.
    pub(super) error: Color32,
    /// The background of plots.
    pub(super) plot: Color32,
    /// The strongest grid lines.
    pub(super) grid: Color32,
    /// Several things of the same kind, told apart by colour-blind readers too.
    pub(super) several: [Color32; 6],
}

impl Palette {
    /// The colours for the theme in use.
    pub(super) fn of(ui: &egui::Ui) -> Self {
        Self::in_use(ui.ctx())
    }

    /// The same for who has no `Ui`.
    pub(super) fn in_use(ctx: &egui::Context) -> Self {
        if ctx.theme() == Theme::Dark { DARK } else { LIGHT }
    }
}

const DARK: Palette = Palette {
    target: Color32::from_rgb(0xff, 0x5d, 0x5d),
    prediction: Color32::from_rgb(0x4d, 0xa6, 0xff),
    input: Color32::from_rgb(0x6f, 0x7a, 0x8a),
    raw: Color32::from_rgb(0x2f, 0x5c, 0x8a),
    mark: Color32::from_rgb(0xe8, 0xb0, 0x4b),
    live: Color32::from_rgb(0x56, 0xc2, 0x8a),
    newest: Color32::from_rgba_premultiplied(10, 20, 30, 30),
    parts: [
        Color32::from_rgba_premultiplied(14, 12, 6, 14),
        Color32::from_rgba_premultiplied(24, 20, 10, 24),
    ],
    validation: Color32::from_rgb(0xf5, 0x8b, 0x3c),
    focus: Color32::from_rgb(0xff, 0xd0, 0x5c),
    error: Color32::from_rgb(0xff, 0x8a, 0x80),
    plot: Color32::from_rgb(0x0f, 0x12, 0x17),
    grid: Color32::from_rgb(0x39, 0x42, 0x4e),
    several: [
        Color32::from_rgb(0x56, 0xb4, 0xe9),
        Color32::from_rgb(0xe6, 0x9f, 0x00),
        Color32::from_rgb(0x2f, 0xc4, 0x93),
        Color32::from_rgb(0xf0, 0xe4, 0x42),
        Color32::from_rgb(0xe0, 0x8d, 0xbd),
        Color32::from_rgb(0xe8, 0x74, 0x2c),
    ],
};

const LIGHT: Palette = Palette {
    target: Color32::from_rgb(0xd6, 0x27, 0x28),
    prediction: Color32::from_rgb(0x1f, 0x6f, 0xc4),
    input: Color32::from_rgb(0x9a, 0xa3, 0xad),
    raw: Color32::from_rgb(0xa8, 0xc8, 0xe8),
    mark: Color32::from_rgb(0xa8, 0x6a, 0x00),
    live: Color32::from_rgb(0x1b, 0x80, 0x4d),
    newest: Color32::from_rgba_premultiplied(9, 14, 20, 20),
    parts: [
        Color32::from_rgba_premultiplied(14, 12, 6, 16),
        Color32::from_rgba_premultiplied(26, 22, 10, 30),
    ],
    validation: Color32::from_rgb(0xc4, 0x4e, 0x00),
    focus: Color32::from_rgb(0x8a, 0x2b, 0xa8),
    error: Color32::from_rgb(0xb3, 0x1b, 0x1b),
    plot: Color32::WHITE,
    grid: Color32::from_rgb(0xc4, 0xcc, 0xd5),
    several: [
        Color32::from_rgb(0x00, 0x72, 0xb2),
        Color32::from_rgb(0xc6, 0x82, 0x00),
        Color32::from_rgb(0x00, 0x8a, 0x64),
        Color32::from_rgb(0x8c, 0x7f, 0x00),
        Color32::from_rgb(0xb0, 0x5c, 0x8c),
        Color32::from_rgb(0xc6, 0x4f, 0x00),
    ],
};

/// Ticks and legends of plots in the monospaced font, whose π can't be taken for a п.
pub(super) fn plot_text(ui: &mut egui::Ui) {
    ui.style_mut().text_styles.insert(TextStyle::Body, FontId::monospace(12.0));
}

/// Sets fonts and both themes' styles.
pub(super) fn install(ctx: &egui::Context) {
    fonts::install(ctx);
    ctx.set_visuals_of(Theme::Dark, dark());
    ctx.set_visuals_of(Theme::Light, light());
    ctx.all_styles_mut(style);
}

/// Goes dark, light, or with the system.
pub(super) fn choose(ctx: &egui::Context, theme: ThemeChoice) {
    ctx.set_theme(match theme {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
        ThemeChoice::Light => egui::ThemePreference::Light,
    });
}

fn style(style: &mut Style) {
    let sizes = [
        (TextStyle::Small, 11.0),
        (TextStyle::Body, 13.5),
        (TextStyle::Button, 13.5),
        (TextStyle::Heading, 16.0),
    ];
    for (text_style, size) in sizes {
        style.text_styles.insert(text_style, FontId::proportional(size));
    }
    style.text_styles.insert(TextStyle::Monospace, FontId::monospace(12.5));
    let spacing = &mut style.spacing;
    spacing.item_spacing = egui::vec2(6.0, 5.0);
    spacing.button_padding = egui::vec2(8.0, 3.0);
    spacing.interact_size.y = 22.0;
    spacing.slider_rail_height = 4.0;
    spacing.tooltip_width = 320.0;
    style.interaction.selectable_labels = false;
    style.visuals.slider_trailing_fill = true;
    style.visuals.handle_shape = egui::style::HandleShape::Circle;
}

fn dark() -> Visuals {
    let mut visuals = Visuals::dark();
    visuals.panel_fill = Color32::from_rgb(0x17, 0x1b, 0x21);
    visuals.window_fill = Color32::from_rgb(0x1d, 0x22, 0x29);
    visuals.extreme_bg_color = Color32::from_rgb(0x0f, 0x12, 0x17);
    visuals.faint_bg_color = Color32::from_rgb(0x1d, 0x22, 0x29);
    let text = Color32::from_rgb(0xd6, 0xdc, 0xe4);
    visuals.weak_text_color = Some(Color32::from_rgb(0x92, 0x9d, 0xab));
    shape(&mut visuals, text, Color32::from_rgb(0x2a, 0x31, 0x3a), DARK.prediction);
    visuals.widgets.hovered.weak_bg_fill = Color32::from_rgb(0x38, 0x41, 0x4d);
    visuals.selection.bg_fill = Color32::from_rgb(0x1f, 0x4e, 0x80);
    visuals.selection.stroke = Stroke::new(1.0, Color32::from_rgb(0xe8, 0xf2, 0xff));
    visuals
}

fn light() -> Visuals {
    let mut visuals = Visuals::light();
    visuals.panel_fill = Color32::from_rgb(0xf4, 0xf6, 0xf8);
    visuals.window_fill = Color32::WHITE;
    visuals.extreme_bg_color = Color32::WHITE;
    visuals.faint_bg_color = Color32::from_rgb(0xec, 0xef, 0xf3);
    let text = Color32::from_rgb(0x1d, 0x25, 0x2e);
    visuals.weak_text_color = Some(Color32::from_rgb(0x5a, 0x66, 0x73));
    shape(&mut visuals, text, Color32::from_rgb(0xe1, 0xe6, 0xec), LIGHT.prediction);
    visuals.widgets.hovered.weak_bg_fill = Color32::from_rgb(0xd2, 0xda, 0xe3);
    visuals.selection.bg_fill = Color32::from_rgb(0xbb, 0xd9, 0xf7);
    visuals.selection.stroke = Stroke::new(1.0, Color32::from_rgb(0x0d, 0x3d, 0x70));
    visuals
}

/// What both themes share: quiet borders, one accent.
fn shape(visuals: &mut Visuals, text: Color32, fill: Color32, accent: Color32) {
    let radius = CornerRadius::same(5);
    let widgets = &mut visuals.widgets;
    for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
        state.corner_radius = radius;
        state.fg_stroke.color = text;
    }
    widgets.noninteractive.fg_stroke.color = text;
    widgets.noninteractive.bg_stroke.color = fill;
    widgets.inactive.weak_bg_fill = fill;
    widgets.inactive.bg_fill = fill;
    widgets.hovered.bg_stroke = Stroke::new(1.0, accent);
    widgets.active.bg_stroke = Stroke::new(1.0, accent);
    widgets.open.weak_bg_fill = fill;
    visuals.hyperlink_color = accent;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2's contrast of two colours.
    fn contrast(a: Color32, b: Color32) -> f64 {
        let light = |colour: Color32| {
            let part = |part: u8| match f64::from(part) / 255.0 {
                part if part <= 0.04045 => part / 12.92,
                part => ((part + 0.055) / 1.055).powf(2.4),
            };
            0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
        };
        let (a, b) = (light(a), light(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// A colour as someone without red (0) or green (1) cones sees it, in linear light: Viénot, Brettel and
    /// Mollon 1999.
    fn without(colour: Color32, cones: usize) -> [f64; 3] {
        let part = |part: u8| (f64::from(part) / 255.0).powf(2.2);
        let [r, g, b] = [colour.r(), colour.g(), colour.b()].map(part);
        let yellow = match cones {
            0 => 0.112_38 * r + 0.887_62 * g,
            _ => 0.292_75 * r + 0.707_25 * g,
        };
        let blue = match cones {
            0 => 0.004_01 * r - 0.004_01 * g + b,
            _ => -0.022_34 * r + 0.022_34 * g + b,
        };
        // Beyond what a screen can show there is none.
        [yellow, yellow, blue.max(0.0)]
    }

    #[test]
    fn validations_are_told_from_other_lines_by_colour_blind_readers() {
        for palette in [DARK, LIGHT] {
            for beside in [palette.prediction, palette.raw, palette.live, palette.plot] {
                for cones in [0, 1] {
                    let (one, other) = (without(palette.validation, cones), without(beside, cones));
                    let apart =
                        one.iter().zip(other).map(|(a, b)| (a.powf(0.45) - b.powf(0.45)).abs());
                    let apart = apart.fold(0.0, f64::max);
                    assert!(apart > 0.2, "{beside:?} without cones {cones}: {apart:.2}");
                }
            }
            assert!(contrast(palette.validation, palette.plot) > 3.0);
        }
    }

    #[test]
    fn the_focus_ring_is_seen_on_everything_it_can_stand_beside() {
        for (palette, visuals) in [(DARK, dark()), (LIGHT, light())] {
            for beside in [
                visuals.panel_fill,
                visuals.window_fill,
                visuals.extreme_bg_color,
                visuals.faint_bg_color,
                visuals.widgets.inactive.weak_bg_fill,
                visuals.widgets.hovered.weak_bg_fill,
                visuals.selection.bg_fill,
                palette.plot,
            ] {
                let contrast = contrast(palette.focus, beside);
                assert!(contrast >= 3.0, "{:?} on {beside:?}: {contrast:.2}", palette.focus);
            }
        }
    }
}
