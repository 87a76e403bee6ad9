//! The colours of what is drawn, beside those of the widgets.

use egui::{Color32, Theme};

use super::{Appearance, rgb};
use crate::figure::graph::Ink;

/// How dense the ground of words that matter is.
const MARKER: f32 = 0.2;

/// The colours of what is drawn, beside those of the widgets, and how thick lines are.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Palette {
    /// The target curve.
    pub(in crate::app) target: Color32,
    /// The prediction, and everything of the network's.
    pub(in crate::app) prediction: Color32,
    /// The input curve.
    pub(in crate::app) input: Color32,
    /// The raw loss under its smoothed line.
    pub(in crate::app) raw: Color32,
    /// Marks where a setting was changed, and settings that begin a new run.
    pub(in crate::app) mark: Color32,
    /// Settings that act live.
    pub(in crate::app) live: Color32,
    /// The newest window's background.
    pub(in crate::app) newest: Color32,
    /// The backgrounds of a table's validation and test part.
    pub(in crate::app) parts: [Color32; 2],
    /// Losses of validations.
    pub(in crate::app) validation: Color32,
    /// The ring around what has the keyboard: three times as light, or as dark, as all it stands beside.
    pub(in crate::app) focus: Color32,
    /// Something went wrong.
    pub(in crate::app) error: Color32,
    /// The background of plots.
    pub(in crate::app) plot: Color32,
    /// The strongest grid lines.
    pub(in crate::app) grid: Color32,
    /// Several things of the same kind, told apart by colour-blind readers too.
    pub(in crate::app) several: [Color32; 6],
    /// How many times as thick lines are as they are usually.
    pub(in crate::app) scale: f32,
}

impl Palette {
    /// The colours for the theme in use.
    pub(in crate::app) fn of(ui: &egui::Ui) -> Self {
        Self::in_use(ui.ctx())
    }

    /// The same for who has no `Ui`.
    pub(in crate::app) fn in_use(ctx: &egui::Context) -> Self {
        let appearance = Appearance::of(ctx);
        Self { scale: appearance.scale(), ..Self::for_theme(ctx.theme(), appearance.high_contrast) }
    }

    fn for_theme(theme: Theme, high_contrast: bool) -> Self {
        match (theme, high_contrast) {
            (Theme::Dark, false) => DARK,
            (Theme::Light, false) => LIGHT,
            (Theme::Dark, true) => BLACK,
            (Theme::Light, true) => WHITE,
        }
    }

    /// The ground of words that matter in a text, as of a marker pen.
    pub(in crate::app) fn marker(&self) -> Color32 {
        self.mark.gamma_multiply(MARKER)
    }

    /// The colour of what is drawn.
    pub(in crate::app) fn ink(&self, ink: Ink) -> Color32 {
        match ink {
            Ink::Target => self.target,
            Ink::Prediction => self.prediction,
            Ink::Quiet => self.input,
            Ink::Mark | Ink::Unit => self.mark,
            Ink::Nth(n) | Ink::Pinned(n) => self.several[n % self.several.len()],
        }
    }
}

const DARK: Palette = Palette {
    target: rgb(0xff_5d_5d),
    prediction: rgb(0x4d_a6_ff),
    input: rgb(0x7d_88_98),
    raw: rgb(0x3d_76_b0),
    mark: rgb(0xe8_b0_4b),
    live: rgb(0x5c_c9_92),
    newest: Color32::from_rgba_premultiplied(10, 20, 30, 30),
    parts: [
        Color32::from_rgba_premultiplied(14, 12, 6, 14),
        Color32::from_rgba_premultiplied(24, 20, 10, 24),
    ],
    validation: rgb(0xf5_8b_3c),
    focus: rgb(0xff_d0_5c),
    error: rgb(0xff_93_8a),
    plot: rgb(0x0f_12_17),
    grid: rgb(0x39_42_4e),
    several: [
        rgb(0x96_c6_f5),
        rgb(0xea_a1_03),
        rgb(0x07_bb_86),
        rgb(0xff_ef_4f),
        rgb(0xcc_81_b1),
        rgb(0xdd_69_26),
    ],
    scale: 1.0,
};

const LIGHT: Palette = Palette {
    target: rgb(0xd6_27_28),
    prediction: rgb(0x1f_6f_c4),
    input: rgb(0x85_8e_99),
    raw: rgb(0x63_95_c8),
    mark: rgb(0x7a_4c_00),
    live: rgb(0x0b_5c_34),
    newest: Color32::from_rgba_premultiplied(25, 40, 56, 60),
    parts: [
        Color32::from_rgba_premultiplied(14, 12, 6, 16),
        Color32::from_rgba_premultiplied(26, 22, 10, 30),
    ],
    validation: rgb(0xb8_46_00),
    focus: rgb(0x8a_2b_a8),
    error: rgb(0xa5_15_15),
    plot: Color32::WHITE,
    grid: rgb(0xc4_cc_d5),
    several: [
        rgb(0x0b_6c_ab),
        rgb(0xc6_82_00),
        rgb(0x11_a2_79),
        rgb(0x8f_8f_48),
        rgb(0x98_48_78),
        rgb(0xaf_40_00),
    ],
    scale: 1.0,
};

/// High contrast on black.
const BLACK: Palette = Palette {
    target: rgb(0xff_6b_6b),
    prediction: rgb(0x5c_b3_ff),
    input: rgb(0xa8_b2_bf),
    raw: rgb(0x3f_7f_c0),
    mark: rgb(0xff_c8_3d),
    live: rgb(0x6f_e0_a5),
    newest: Color32::from_rgba_premultiplied(14, 28, 42, 42),
    parts: [
        Color32::from_rgba_premultiplied(26, 22, 10, 26),
        Color32::from_rgba_premultiplied(48, 40, 18, 48),
    ],
    validation: rgb(0xff_9d_4d),
    focus: rgb(0xff_e1_4d),
    error: rgb(0xff_a4_9c),
    plot: Color32::BLACK,
    grid: rgb(0x5f_6b_78),
    several: [
        rgb(0x95_c6_fa),
        rgb(0xeb_a5_01),
        rgb(0x3d_d6_9f),
        rgb(0xfe_f4_56),
        rgb(0xce_89_b5),
        rgb(0xed_7c_3d),
    ],
    scale: 1.0,
};

/// High contrast on white.
const WHITE: Palette = Palette {
    target: rgb(0xc4_00_10),
    prediction: rgb(0x00_50_b8),
    input: rgb(0x5c_65_70),
    raw: rgb(0x3f_78_b8),
    mark: rgb(0x5e_3a_00),
    live: rgb(0x00_49_2a),
    newest: Color32::from_rgba_premultiplied(30, 46, 64, 64),
    parts: [
        Color32::from_rgba_premultiplied(18, 16, 8, 20),
        Color32::from_rgba_premultiplied(36, 30, 14, 42),
    ],
    validation: rgb(0x8c_33_00),
    focus: rgb(0x7a_00_99),
    error: rgb(0x8c_00_00),
    plot: Color32::WHITE,
    grid: rgb(0x8a_93_9e),
    several: [
        rgb(0x1b_7b_c0),
        rgb(0xaa_67_01),
        rgb(0x0a_5e_41),
        rgb(0x77_76_41),
        rgb(0x81_33_6d),
        rgb(0x91_26_00),
    ],
    scale: 1.0,
};

/// Every palette with its theme, and whether it is one of high contrast.
#[cfg(test)]
pub(in crate::app) const ALL: [(Theme, bool, Palette); 4] = [
    (Theme::Dark, false, DARK),
    (Theme::Light, false, LIGHT),
    (Theme::Dark, true, BLACK),
    (Theme::Light, true, WHITE),
];
