//! The lenses in pictures.

use rnnscope::config::{Settings, StateMode};
use rnnscope::session::LensKind;

use super::support::window::{click, picture};
use super::{show, trained};

#[test]
fn pictures_of_the_lenses() {
    let mut results = egui_kittest::SnapshotResults::new();
    let pages: [&[LensKind]; 5] = [
        &[LensKind::HiddenState, LensKind::Spectrum],
        &[LensKind::Backprop, LensKind::GradientNorm],
        &[LensKind::PhasePortrait, LensKind::Dependence],
        &[LensKind::Generalisation, LensKind::FreeRun],
        &[LensKind::Weights, LensKind::Border],
    ];
    for (n, kinds) in pages.iter().enumerate() {
        let mut window = trained((1280.0, 800.0), Settings::default(), 300);
        let dark = n % 2 == 0;
        window.ctx.set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
        show(&mut window, kinds);
        results.add(picture(&mut window, &format!("lenses-{}", kinds[0].name())));
    }
}

#[test]
fn pictures_of_a_small_window() {
    let mut results = egui_kittest::SnapshotResults::new();
    let reset = Settings { state: Some(StateMode::Reset), ..Settings::default() };
    let mut window = trained((800.0, 600.0), reset, 300);
    window.ctx.set_theme(egui::Theme::Dark);
    show(&mut window, &[LensKind::HiddenState, LensKind::Backprop]);
    results.add(picture(&mut window, "lenses-small"));
    click(&mut window, "Lenses");
    results.add(picture(&mut window, "floor-small"));
}
