//! What is to be read can be read, and what is to be seen is seen.

use egui::{Color32, Theme, Visuals};

use super::palette::ALL;
use super::style::{Grounds, grounds, visuals};
use super::*;
use crate::app::plots::plot::GROUND;
use crate::figure::seeing::{Rgb, contrast, over};

fn rgb(colour: Color32) -> Rgb {
    assert_eq!(colour.a(), 255, "{colour:?}");
    [colour.r(), colour.g(), colour.b()]
}

/// A colour that the ground shines through.
fn on(colour: Color32, ground: Rgb) -> Rgb {
    let [r, g, b, a] = colour.to_array();
    let part = |(own, below): (u8, u8)| {
        (f64::from(own) + f64::from(below) * (1.0 - f64::from(a) / 255.0)).round().min(255.0) as u8
    };
    [r, g, b].into_iter().zip(ground).map(part).collect::<Vec<_>>().try_into().unwrap()
}

/// The least contrast of a text: that of WCAG 2.1 (level AA), and with high contrast that of level AAA.
fn least(high_contrast: bool) -> f64 {
    if high_contrast { 7.0 } else { 4.5 }
}

#[test]
fn every_text_stands_out_from_every_ground_it_stands_on() {
    for (theme, high_contrast, palette) in ALL {
        let Grounds { panel, window, field, faint, button, hovered, pressed, chosen, .. } =
            grounds(theme, high_contrast);
        let Grounds { text, weak, chosen_text, accent, .. } = grounds(theme, high_contrast);
        let plot = palette.plot;
        for (name, colour, stands_on) in [
            ("text", text, &[panel, window, field, faint, button, hovered, pressed, plot][..]),
            ("what stands back", weak, &[panel, window, field, faint, hovered, plot]),
            ("what is chosen", chosen_text, &[chosen]),
            ("a mark or a verdict", palette.mark, &[panel, window, plot]),
            ("what is live", palette.live, &[panel, faint, button, hovered, pressed, plot]),
            ("what went wrong", palette.error, &[panel, window, field, faint, plot]),
            ("a link", accent, &[panel, window]),
        ] {
            for ground in stands_on {
                let contrast = contrast(rgb(colour), rgb(*ground));
                let place = format!("{theme:?} {high_contrast}: {name} on {ground:?}");
                assert!(contrast >= least(high_contrast), "{place}: {contrast:.2}");
            }
        }
        // Run and Train, whose ground is that of what is live, faintly.
        let run = over(rgb(palette.live), 0.35, rgb(panel));
        assert!(contrast(rgb(text), run) >= least(high_contrast), "{theme:?} {high_contrast}: Run");
        // Words that matter, which are told by that ground alone.
        let marker = on(palette.marker(), rgb(panel));
        assert!(contrast(rgb(text), marker) >= least(high_contrast), "{theme:?} {high_contrast}");
        assert!(contrast(marker, rgb(panel)) >= 1.25, "{theme:?} {high_contrast}: {marker:?}");
        // The names of a table's parts have a ground of their own on the shades.
        for shade in palette.parts {
            let ground = on(plot.gamma_multiply(GROUND), on(shade, rgb(plot)));
            assert!(contrast(rgb(weak), ground) >= 4.5, "{theme:?} {high_contrast}: {shade:?}");
        }
    }
}

#[test]
fn egui_has_these_colours_in_every_state() {
    for (theme, high_contrast, palette) in ALL {
        let Visuals { widgets, selection, panel_fill, window_fill, extreme_bg_color, .. } =
            visuals(theme, high_contrast);
        for state in [&widgets.inactive, &widgets.hovered, &widgets.active, &widgets.open] {
            let contrast = contrast(rgb(state.text_color()), rgb(state.weak_bg_fill));
            assert!(contrast >= least(high_contrast), "{theme:?} {high_contrast}: {state:?}");
        }
        let own = widgets.noninteractive.text_color();
        for ground in [panel_fill, window_fill, extreme_bg_color] {
            assert!(contrast(rgb(own), rgb(ground)) >= least(high_contrast), "{ground:?}");
        }
        assert!(contrast(rgb(selection.stroke.color), rgb(selection.bg_fill)) >= 4.5);
        // What has the keyboard has a ring.
        let beside = [panel_fill, window_fill, extreme_bg_color, selection.bg_fill, palette.plot];
        let buttons = [&widgets.inactive, &widgets.hovered].map(|state| state.weak_bg_fill);
        for ground in beside.into_iter().chain(buttons) {
            let contrast = contrast(rgb(palette.focus), rgb(ground));
            assert!(contrast >= 3.0, "{theme:?}: ring on {ground:?}: {contrast:.2}");
        }
    }
}

#[test]
fn with_high_contrast_widgets_have_borders() {
    for theme in [Theme::Dark, Theme::Light] {
        let Visuals { widgets, window_stroke, panel_fill, .. } = visuals(theme, true);
        for state in [&widgets.inactive, &widgets.hovered, &widgets.active, &widgets.open] {
            assert!(state.bg_stroke.width >= 1.0);
            assert!(contrast(rgb(state.bg_stroke.color), rgb(panel_fill)) >= 3.0, "{state:?}");
        }
        // Rails and boxes.
        assert!(contrast(rgb(widgets.inactive.bg_fill), rgb(panel_fill)) >= 3.0);
        assert!(window_stroke.width > 1.0);
    }
}

#[test]
fn every_line_stands_out_from_its_plot() {
    for (theme, high_contrast, palette) in ALL {
        let Palette { target, prediction, input, raw, mark, live, validation, plot, .. } = palette;
        let own = [target, prediction, input, raw, mark, live, validation];
        for colour in own.into_iter().chain(palette.several) {
            let contrast = contrast(rgb(colour), rgb(plot));
            assert!(contrast >= 3.0, "{theme:?} {high_contrast}: {colour:?}: {contrast:.2}");
        }
    }
}

#[test]
fn what_is_written_over_lines_has_a_ground_on_which_they_are_barely_seen() {
    for (theme, high_contrast, palette) in ALL {
        let Palette { target, prediction, input, raw, mark, live, validation, plot, .. } = palette;
        let lines = [target, prediction, input, raw, mark, live, validation];
        for line in lines.into_iter().chain(palette.several) {
            let ground = on(plot.gamma_multiply(GROUND), rgb(line));
            let place = format!("{theme:?} {high_contrast}: over {line:?}");
            // A pattern that hatches the letters has a fifth of contrast at the most.
            let seen = contrast(ground, rgb(plot));
            assert!(seen <= 1.2, "{place}: {seen:.2}");
            for text in [mark, live] {
                let contrast = contrast(rgb(text), ground);
                assert!(contrast >= 1.4 * least(false), "{place}: {contrast:.2}");
            }
        }
    }
}

#[test]
fn a_theme_is_put_on_and_taken_off_again() {
    let ctx = egui::Context::default();
    install(&ctx);
    for (choice, ground, thick) in [
        (ThemeChoice::HighContrast, Color32::BLACK, true),
        (ThemeChoice::HighContrastLight, Color32::WHITE, true),
        (ThemeChoice::Dark, grounds(Theme::Dark, false).panel, false),
    ] {
        choose(&ctx, choice);
        assert_eq!(ctx.global_style().visuals.panel_fill, ground, "{choice:?}");
        assert_eq!(Palette::in_use(&ctx).scale > 1.0, thick, "{choice:?}");
    }
    scale_lines(&ctx, 1.5);
    assert_eq!(Palette::in_use(&ctx).scale, 1.5);
}

#[test]
fn nothing_moves_where_nothing_is_to_move() {
    let ctx = egui::Context::default();
    install(&ctx);
    let moves = |ctx: &egui::Context| {
        let style = ctx.global_style();
        [
            style.animation_time > 0.0,
            style.scroll_animation != ScrollAnimation::none(),
            style.visuals.text_cursor.blink,
        ]
    };
    assert_eq!(moves(&ctx), [true; 3]);
    keep_still(&ctx, true);
    choose(&ctx, ThemeChoice::HighContrast);
    assert_eq!(moves(&ctx), [false; 3]);
    keep_still(&ctx, false);
    assert_eq!(moves(&ctx), [true; 3]);
}
