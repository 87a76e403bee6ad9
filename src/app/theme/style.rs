//! The widgets' colours, sizes and distances.

use egui::{Color32, CornerRadius, FontId, Stroke, Style, TextStyle, Theme, Visuals};

use super::rgb;

/// The colours of widgets, and of what they stand on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grounds {
    /// Below all panels.
    pub(super) panel: Color32,
    /// Of what lies over them: menus, tooltips, notices.
    pub(super) window: Color32,
    /// Of fields.
    pub(super) field: Color32,
    /// Of cards, and of every second row.
    pub(super) faint: Color32,
    /// Of buttons.
    pub(super) button: Color32,
    /// Of buttons below the pointer.
    pub(super) hovered: Color32,
    /// Of buttons that are pressed.
    pub(super) pressed: Color32,
    /// Of what is chosen.
    pub(super) chosen: Color32,
    /// Of the boxes and rails of checkboxes and sliders.
    pub(super) rail: Color32,
    /// Around widgets and panels; none where their grounds show where they end.
    pub(super) border: Option<Color32>,
    /// What is read.
    pub(super) text: Color32,
    /// What stands back.
    pub(super) weak: Color32,
    /// What is read of what is chosen.
    pub(super) chosen_text: Color32,
    /// Links, and the edges of buttons below the pointer.
    pub(super) accent: Color32,
}

const DARK: Grounds = Grounds {
    panel: rgb(0x171b21),
    window: rgb(0x1d2229),
    field: rgb(0x0f1217),
    faint: rgb(0x1d2229),
    button: rgb(0x2a313a),
    hovered: rgb(0x343d48),
    pressed: rgb(0x262c34),
    chosen: rgb(0x1f4e80),
    rail: rgb(0x2a313a),
    border: None,
    text: rgb(0xd6dce4),
    weak: rgb(0xa3aebb),
    chosen_text: rgb(0xe8f2ff),
    accent: rgb(0x6cb6ff),
};

const LIGHT: Grounds = Grounds {
    panel: rgb(0xf4f6f8),
    window: Color32::WHITE,
    field: Color32::WHITE,
    faint: rgb(0xeceff3),
    button: rgb(0xe1e6ec),
    hovered: rgb(0xd2dae3),
    pressed: rgb(0xc6cfda),
    chosen: rgb(0xbbd9f7),
    rail: rgb(0xe1e6ec),
    border: None,
    text: rgb(0x1d252e),
    weak: rgb(0x4d5864),
    chosen_text: rgb(0x0d3d70),
    accent: rgb(0x17549a),
};

const BLACK: Grounds = Grounds {
    panel: Color32::BLACK,
    window: Color32::BLACK,
    field: Color32::BLACK,
    faint: rgb(0x1a1a1a),
    button: rgb(0x1a1a1a),
    hovered: rgb(0x333333),
    pressed: rgb(0x2a2a2a),
    chosen: rgb(0x0037a8),
    rail: rgb(0x5f6b78),
    border: Some(Color32::WHITE),
    text: Color32::WHITE,
    weak: rgb(0xd0d7de),
    chosen_text: Color32::WHITE,
    accent: rgb(0x8cc8ff),
};

const WHITE: Grounds = Grounds {
    panel: Color32::WHITE,
    window: Color32::WHITE,
    field: Color32::WHITE,
    faint: rgb(0xeeeeee),
    button: rgb(0xeeeeee),
    hovered: rgb(0xdddddd),
    pressed: rgb(0xd4d4d4),
    chosen: rgb(0xffd54a),
    rail: rgb(0x8a939e),
    border: Some(Color32::BLACK),
    text: Color32::BLACK,
    weak: rgb(0x333b44),
    chosen_text: Color32::BLACK,
    accent: rgb(0x003f8c),
};

/// The colours of a theme's widgets.
pub(super) fn grounds(theme: Theme, high_contrast: bool) -> Grounds {
    match (theme, high_contrast) {
        (Theme::Dark, false) => DARK,
        (Theme::Light, false) => LIGHT,
        (Theme::Dark, true) => BLACK,
        (Theme::Light, true) => WHITE,
    }
}

/// The colours of a theme as egui takes them: quiet borders, or seen ones with high contrast, and one accent.
pub(super) fn visuals(theme: Theme, high_contrast: bool) -> Visuals {
    let grounds = grounds(theme, high_contrast);
    let mut visuals = theme.default_visuals();
    visuals.panel_fill = grounds.panel;
    visuals.window_fill = grounds.window;
    visuals.extreme_bg_color = grounds.field;
    visuals.faint_bg_color = grounds.faint;
    visuals.weak_text_color = Some(grounds.weak);
    visuals.selection.bg_fill = grounds.chosen;
    visuals.selection.stroke = Stroke::new(1.0, grounds.chosen_text);
    visuals.hyperlink_color = grounds.accent;
    widgets(&mut visuals, &grounds);
    if let Some(border) = grounds.border {
        enclose(&mut visuals, border);
    }
    visuals
}

fn widgets(visuals: &mut Visuals, grounds: &Grounds) {
    let radius = CornerRadius::same(5);
    let widgets = &mut visuals.widgets;
    for state in
        [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active, &mut widgets.open]
    {
        state.corner_radius = radius;
        state.fg_stroke.color = grounds.text;
        state.bg_fill = grounds.rail;
    }
    widgets.hovered.bg_fill = grounds.hovered;
    widgets.active.bg_fill = grounds.pressed;
    widgets.noninteractive.fg_stroke.color = grounds.text;
    widgets.noninteractive.bg_stroke.color = grounds.button;
    widgets.inactive.weak_bg_fill = grounds.button;
    widgets.open.weak_bg_fill = grounds.button;
    widgets.hovered.weak_bg_fill = grounds.hovered;
    widgets.active.weak_bg_fill = grounds.pressed;
    widgets.hovered.bg_stroke = Stroke::new(1.0, grounds.accent);
    widgets.active.bg_stroke = Stroke::new(1.0, grounds.accent);
}

/// Draws the borders of widgets, panels and what lies over them.
fn enclose(visuals: &mut Visuals, border: Color32) {
    visuals.window_stroke = Stroke::new(1.5, border);
    let widgets = &mut visuals.widgets;
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, border);
    widgets.inactive.bg_stroke = Stroke::new(1.0, border);
    widgets.open.bg_stroke = Stroke::new(1.0, border);
    widgets.hovered.bg_stroke.width = 2.0;
    widgets.active.bg_stroke.width = 2.0;
}

/// Sizes and distances, which all themes share.
pub(super) fn shape(style: &mut Style) {
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
