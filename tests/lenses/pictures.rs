//! The lenses in pictures.

use egui_kittest::Harness;
use image::RgbaImage;
use rnnscope::app::App;
use rnnscope::config::{Cell, Settings, StateMode};
use rnnscope::session::{Action, LensKind, StepTraceAction};

use super::support::window::{click, picture, until};
use super::{show, trained};

/// Steps of a network in a picture: so few that the last bits, which depend on how wide the machine's
/// vectors are, can't grow into other pixels.
const FEW: u64 = 12;

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
        let mut window = trained((1280.0, 800.0), Settings::default(), FEW);
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
    let mut window = trained((800.0, 600.0), reset, FEW);
    window.ctx.set_theme(egui::Theme::Dark);
    show(&mut window, &[LensKind::HiddenState, LensKind::Backprop]);
    results.add(picture(&mut window, "lenses-small"));
    click(&mut window, "Lenses");
    results.add(picture(&mut window, "floor-small"));
}

/// Each lens in the theme that its page above hasn't, alone in a small window, where it takes the
/// controls' place; some of networks with gates.
#[test]
fn pictures_of_each_lens_in_a_small_window() {
    use LensKind as Kind;
    use egui::Theme::{Dark, Light};
    let mut results = egui_kittest::SnapshotResults::new();
    for (kind, cell, theme) in [
        (Kind::HiddenState, Cell::Lstm, Light),
        (Kind::Border, Cell::Rnn, Light),
        (Kind::Backprop, Cell::Lstm, Dark),
        (Kind::GradientNorm, Cell::Rnn, Dark),
        (Kind::Spectrum, Cell::Gru, Light),
        (Kind::PhasePortrait, Cell::Gru, Light),
        (Kind::Dependence, Cell::Lstm, Light),
        (Kind::Generalisation, Cell::Gru, Dark),
        (Kind::FreeRun, Cell::Rnn, Dark),
        (Kind::Weights, Cell::Lstm, Light),
        (Kind::StepTrace, Cell::Lstm, Dark),
        (Kind::StepTrace, Cell::Gru, Light),
    ] {
        let settings = Settings { cell: Some(cell), clip: Some(Some(0.5)), ..Settings::default() };
        let mut window = trained((800.0, 600.0), settings, FEW);
        window.ctx.set_theme(theme);
        match kind {
            Kind::StepTrace => take_apart(&mut window),
            kind => show(&mut window, &[kind]),
        }
        let side = part(&mut window, (0, 64, 344, 516));
        let name = format!("small-{}-{}", kind.name(), cell.label().to_lowercase());
        results.add(compare(&side, &name));
    }
}

/// A step in its parts, half of the way back through the window.
pub(super) fn take_apart(window: &mut Harness<'_, App>) {
    window.state_mut().act(Action::OpenLens(LensKind::StepTrace, true));
    window.state_mut().act(Action::ShowLenses(true));
    window.state_mut().act(Action::StepTrace(StepTraceAction::Begin));
    until(window, |app| app.session().step_trace().is_some());
    let steps = window.state().session().run.config.time_steps;
    (0..steps + steps / 2)
        .for_each(|_| window.state_mut().act(Action::StepTrace(StepTraceAction::Next)));
    window.run_steps(4);
}

/// A part of the window: left, top, width, height.
pub(super) fn part(
    window: &mut Harness<'_, App>,
    (left, top, width, height): (u32, u32, u32, u32),
) -> RgbaImage {
    window.run_steps(2);
    let whole = window.render().unwrap();
    image::imageops::crop_imm(&whole, left, top, width, height).to_image()
}

/// Compares a part of the window with its reviewed picture.
fn compare(part: &RgbaImage, name: &str) -> egui_kittest::SnapshotResult {
    let options = egui_kittest::SnapshotOptions::new().threshold(2.0).max_failed_pixels(1500);
    egui_kittest::try_image_snapshot_options(part, name, &options)
}
