//! How the window shows itself: themes, sizes of the text, and full screen for a projector.

use std::path::Path;

use egui::accesskit::Role;
use egui::{Color32, Key, Modifiers, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::{App, Start};
use rnnscope::session::{Action, LensKind};
use rnnscope::settings::{Remembered, ThemeChoice};
use rnnscope::window::WindowOptions;

use super::paused;
use super::support::window::{click, open, start};

/// What can be pressed, typed into or moved.
const INPUTS: [Role; 7] = [
    Role::Button,
    Role::CheckBox,
    Role::RadioButton,
    Role::Slider,
    Role::SpinButton,
    Role::ComboBox,
    Role::TextInput,
];
/// Width of the controls at the left.
const CONTROLS: f32 = 351.0;

fn paused_at(size: (f32, f32)) -> Harness<'static, App> {
    open(size, WindowOptions { paused: true, ..WindowOptions::default() })
}

/// One that keeps its settings in this file.
fn remembering(path: &Path) -> Harness<'static, App> {
    let options = WindowOptions { paused: true, ..WindowOptions::default() };
    let settings_path = Some(path.to_owned());
    start((1280.0, 800.0), Start { settings_path, options, ..Start::default() })
}

/// Inputs that can't be reached, since they lie beyond the window. What is below others at the left scrolls, and so do
/// the cards of lenses, from `lenses` on to the right.
fn out_of_reach(window: &Harness<'_, App>, left: f32, lenses: f32) -> Vec<String> {
    let whole = window.ctx.content_rect();
    let bar = window.query_by_label("Display").or(window.query_by_label("Leave full screen"));
    let bar = bar.map_or(0.0, |button| button.rect().bottom());
    let mut found = Vec::new();
    for role in INPUTS {
        for node in window.query_all_by_role(role) {
            let rect = node.rect();
            let is_below = rect.top() > bar;
            let column = if is_below && rect.left() < left {
                Rect::from_x_y_ranges(0.0..=left, f32::NEG_INFINITY..=f32::INFINITY)
            } else if is_below && rect.left() >= lenses {
                Rect::from_x_y_ranges(lenses..=whole.right(), f32::NEG_INFINITY..=f32::INFINITY)
            } else {
                whole
            };
            if !column.expand(0.5).contains_rect(rect) {
                found.push(format!("{node:?} {rect:?}"));
            }
        }
    }
    found
}

#[test]
fn every_view_holds_large_text() {
    // What 200 % leaves of windows of 1280 × 800 and 1440 × 900, and others; the least that there ever is comes first.
    for size in [(600.0, 400.0), (640.0, 400.0), (720.0, 450.0), (720.0, 480.0), (1600.0, 1000.0)] {
        let mut window = paused_at(size);
        for view in [Key::F2, Key::F3, Key::F4, Key::F7] {
            window.key_press(view);
            window.run_steps(5);
            let beyond = out_of_reach(&window, CONTROLS, f32::INFINITY);
            assert!(beyond.is_empty(), "{size:?} {view:?}: {beyond:#?}");
        }
    }
}

#[test]
fn menus_are_whole_in_the_smallest_window() {
    for (menu, ends) in [
        ("Save", ["Picture as…", "Export folder…"]),
        ("File", ["Open…", "Save checkpoint…"]),
        ("Display", ["As the system", "Full screen for a projector"]),
    ] {
        let mut window = paused_at((600.0, 400.0));
        click(&mut window, menu);
        window.run_steps(3);
        for item in ends {
            let rect = window.get_by_label_contains(item).rect();
            assert!(window.ctx.content_rect().contains_rect(rect), "{menu}, {item}: {rect:?}");
        }
    }
}

#[test]
fn text_becomes_larger_and_smaller_by_keys_and_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    let mut window = remembering(&path);
    for (key, zoom) in [
        (Key::Plus, 1.1),
        (Key::Equals, 1.25),
        (Key::Num0, 1.0),
        (Key::Minus, 0.9),
        (Key::Minus, 0.8),
        (Key::Minus, 0.8),
    ] {
        window.key_press_modifiers(Modifiers::COMMAND, key);
        window.run_steps(3);
        assert_eq!(window.ctx.zoom_factor(), zoom, "{key:?}");
    }
    drop(window);
    let (remembered, told) = Remembered::load(&path);
    assert_eq!((remembered.text_size, told), (80, None));
    let mut window = remembering(&path);
    window.run_steps(3);
    assert_eq!(window.ctx.zoom_factor(), 0.8);
}

#[test]
fn text_becomes_larger_while_another_is_typed() {
    let mut window = paused();
    window.get_by_role_and_label(Role::SpinButton, "seed").focus();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Plus);
    window.run_steps(3);
    assert_eq!(window.ctx.zoom_factor(), 1.1);
}

#[test]
fn themes_and_motion_are_chosen_in_a_menu_and_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    let looks = |window: &Harness<'_, App>| {
        let style = window.ctx.global_style();
        (style.visuals.panel_fill, style.visuals.text_cursor.blink)
    };
    let mut window = remembering(&path);
    click(&mut window, "Display");
    for (theme, ground) in [
        ("High contrast, white", Color32::WHITE),
        ("Dark", Color32::from_rgb(0x17, 0x1b, 0x21)),
        ("High contrast, black", Color32::BLACK),
    ] {
        window.get_by_role_and_label(Role::RadioButton, theme).click();
        window.run_steps(3);
        assert_eq!(looks(&window), (ground, true), "{theme}");
    }
    // The menu has stayed open.
    window.get_by_role_and_label(Role::CheckBox, "Reduced motion").click();
    window.run_steps(3);
    click(&mut window, "Larger text");
    click(&mut window, "Larger text");
    assert_eq!(looks(&window), (Color32::BLACK, false));
    assert_eq!(window.ctx.zoom_factor(), 1.25);
    drop(window);
    let (remembered, _) = Remembered::load(&path);
    let Remembered { theme, text_size, reduced_motion, .. } = remembered;
    assert_eq!((theme, text_size, reduced_motion), (ThemeChoice::HighContrast, 125, true));
    let mut window = remembering(&path);
    window.run_steps(3);
    assert_eq!(looks(&window), (Color32::BLACK, false));
}

fn has_controls(window: &Harness<'_, App>) -> bool {
    window.query_by_role_and_label(Role::Slider, "hidden size").is_some()
}

#[test]
fn the_panel_at_the_left_leaves_its_room_to_the_plots() {
    let mut window = paused_at((640.0, 400.0));
    let left = |window: &Harness<'_, App>| window.get_by_label("Curves").rect().left();
    let (before, has) = (left(&window), has_controls(&window));
    window.key_press(Key::F9);
    window.run_steps(3);
    assert!(has && !has_controls(&window) && left(&window) < before - 300.0);
    window.key_press(Key::F9);
    window.run_steps(3);
    assert!(has_controls(&window));
}

#[test]
fn a_projector_has_plots_and_few_controls_and_escape_leads_back() {
    // A projector of 1024 × 768 with everything half as large again.
    let mut window = paused_at((1024.0 / 1.5, 768.0 / 1.5));
    window.state_mut().act(Action::OpenLens(LensKind::HiddenState, true));
    let before = window.get_by_label("Curves").rect();
    for leave in [Key::Escape, Key::F11] {
        for lenses in [false, true] {
            window.state_mut().act(Action::ShowLenses(lenses));
            window.key_press(Key::F11);
            window.run_steps(6);
            assert!(!has_controls(&window) && window.query_by_label("Display").is_none());
            for label in ["learning rate", "time steps", "steps per second"] {
                assert!(window.query_by_role_and_label(Role::Slider, label).is_some(), "{label}");
            }
            for label in ["Run", "Step", "Restart", "Leave full screen"] {
                assert!(window.query_by_role_and_label(Role::Button, label).is_some(), "{label}");
            }
            let close = window.query_by_label("Close Hidden state").map(|button| button.rect());
            assert_eq!(close.is_some(), lenses);
            let cards = close.map_or(f32::INFINITY, |close| close.right() - 301.0);
            let beyond = out_of_reach(&window, 0.0, cards);
            assert!(beyond.is_empty(), "{beyond:#?}");
            window.key_press(leave);
            window.run_steps(6);
            assert!(window.query_by_label("Leave full screen").is_none());
        }
        window.state_mut().act(Action::ShowLenses(false));
        window.run_steps(60);
        assert!(has_controls(&window));
        assert_eq!(window.get_by_label("Curves").rect().left(), before.left());
    }
    assert_eq!(window.ctx.zoom_factor(), 1.0);
}

#[test]
fn other_views_fill_a_projector_too() {
    for view in [Key::F3, Key::F4, Key::F7] {
        let mut window = paused_at((1024.0 / 1.5, 768.0 / 1.5));
        window.key_press(view);
        window.key_press(Key::F11);
        window.run_steps(6);
        let beyond =
            out_of_reach(&window, if view == Key::F7 { CONTROLS } else { 0.0 }, f32::INFINITY);
        assert!(beyond.is_empty(), "{view:?}: {beyond:#?}");
        assert!(window.query_by_role_and_label(Role::Button, "Start or pause").is_some());
    }
}
