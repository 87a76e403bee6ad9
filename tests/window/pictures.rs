//! The window in pictures.

use egui::Key;

use super::support::window::{picture, until};
use super::{at_step, diverged, paused};

#[test]
fn pictures_of_the_window() {
    let mut results = egui_kittest::SnapshotResults::new();
    for (name, theme) in [("dark", egui::Theme::Dark), ("light", egui::Theme::Light)] {
        let mut window = paused();
        window.ctx.set_theme(theme);
        window.run_steps(3);
        results.add(picture(&mut window, &format!("untrained-{name}")));
        // So few that other machines' last bits can't grow into other pixels.
        for step in 1..=12 {
            window.key_press(Key::S);
            window.run_steps(1);
            until(&mut window, at_step(step));
        }
        window.run_steps(3);
        results.add(picture(&mut window, &format!("paused-{name}")));
    }
}

#[test]
fn a_picture_of_a_diverged_run() {
    let mut window = diverged();
    window.ctx.set_theme(egui::Theme::Dark);
    window.run_steps(3);
    let mut results = egui_kittest::SnapshotResults::new();
    results.add(picture(&mut window, "diverged"));
}
