//! Pictures to be looked at: every lens of every cell, and those of the guide.
//!
//! Each test draws into the folder that RNNSCOPE_GALLERY names:
//! `RNNSCOPE_GALLERY=gallery cargo test --test lenses gallery -- --ignored`
//! RNNSCOPE_GALLERY_LANG=zh draws the guide's pictures in Chinese, under names that end in `.zh`.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use image::RgbaImage;
use rnnscope::app::App;
use rnnscope::config::{Cell, Settings};
use rnnscope::inspector::Question;
use rnnscope::lens::generalisation::Variation;
use rnnscope::session::{Action, LensKind, Pin};
use rnnscope::thread::Pace;
use rnnscope::window::WindowOptions;
use rnnscope::wording::Language;

use super::support::save_png;
use super::support::window::{click, open as window, until};
use super::{show, take_apart, title, trained};

fn folder() -> PathBuf {
    PathBuf::from(std::env::var_os("RNNSCOPE_GALLERY").expect("a folder in RNNSCOPE_GALLERY"))
}

fn save(image: &RgbaImage, folder: &Path, name: &str) {
    save_png(image, &folder.join(format!("{name}.png"))).unwrap();
}

/// A part of the window: left, top, width, height.
fn part(
    window: &mut Harness<'_, App>,
    (left, top, width, height): (u32, u32, u32, u32),
) -> RgbaImage {
    window.run_steps(2);
    let whole = window.render().unwrap();
    image::imageops::crop_imm(&whole, left, top, width, height).to_image()
}

fn clipped(cell: Cell) -> Settings {
    Settings { cell: Some(cell), clip: Some(Some(0.5)), ..Settings::default() }
}

/// Every lens of every cell in both themes, in a wide window and alone in a small one.
#[test]
#[ignore = "draws pictures to be looked at"]
fn gallery_of_windows() {
    for cell in [Cell::Rnn, Cell::Lstm, Cell::Gru] {
        for theme in [egui::Theme::Dark, egui::Theme::Light] {
            let name = format!("{}-{theme:?}", cell.label());
            let mut window = trained((1280.0, 5600.0), clipped(cell), 300);
            window.ctx.set_theme(theme);
            show(&mut window, &LensKind::ALL[..LensKind::ALL.len() - 1]);
            take_apart(&mut window);
            save(&part(&mut window, (900, 0, 380, 5600)), &folder(), &name);
            for kind in LensKind::ALL {
                let mut window = trained((800.0, 600.0), clipped(cell), 300);
                window.ctx.set_theme(theme);
                match kind {
                    LensKind::StepTrace => take_apart(&mut window),
                    kind => show(&mut window, &[*kind]),
                }
                let name = format!("{name}-small-{}", kind.name());
                save(&part(&mut window, (0, 0, 344, 600)), &folder(), &name);
            }
        }
    }
}

/// The figure of every lens, of two layers on three rows.
#[test]
#[ignore = "draws pictures to be looked at"]
fn gallery_of_figures() {
    let options = WindowOptions {
        export_dir: Some(folder()),
        settings: Settings { batch: Some(3), layers: Some(2), ..clipped(Cell::Lstm) },
        until_step: Some(200),
        pace: Some(Pace::Max),
        language: Some(Language::in_force()),
        ..WindowOptions::default()
    };
    let mut window = window((1280.0, 5600.0), options);
    until(&mut window, |app| app.session().run.step() == 200 && !app.session().is_running());
    show(&mut window, &LensKind::ALL[..LensKind::ALL.len() - 1]);
    take_apart(&mut window);
    for kind in LensKind::ALL {
        window.get_by_role_and_label(Role::Button, &format!("Save {}", title(*kind))).click();
        window.run_steps(3);
        click(&mut window, "Lens as figure");
    }
}

/// A window whose lenses have looked on while it trained.
fn watched(
    size: (f32, f32),
    settings: Settings,
    kinds: &[LensKind],
    steps: u64,
) -> Harness<'static, App> {
    let options = WindowOptions {
        settings,
        until_step: Some(steps),
        pace: Some(Pace::PerSecond(150.0)),
        paused: true,
        language: Some(Language::in_force()),
        ..WindowOptions::default()
    };
    let mut window = window(size, options);
    window.ctx.set_theme(egui::Theme::Dark);
    for kind in kinds {
        window.state_mut().act(Action::OpenLens(*kind, true));
    }
    window.state_mut().act(Action::ShowLenses(true));
    window.run_steps(4);
    window.state_mut().act(Action::Toggle);
    until(&mut window, |app| app.session().run.step() == steps && !app.session().is_running());
    show(&mut window, kinds);
    let there = |app: &App, kind: &LensKind| {
        app.session().lenses.answer(*kind).is_some_and(|(_, answer)| answer.step() == steps)
    };
    until(&mut window, |app| kinds.iter().all(|kind| there(app, kind)));
    window.run_steps(4);
    window
}

/// One card of a network at step 300.
fn card(settings: Settings, kind: LensKind, height: u32) -> RgbaImage {
    let mut window = watched((1280.0, 940.0), settings, &[kind], 300);
    if kind == LensKind::Generalisation {
        let other = Variation { spacing: 1.5, ..Variation::default() };
        window.state_mut().act(Action::Inquire(Question::Generalisation(other)));
        window.run_steps(200);
    }
    part(&mut window, (911, 136, 369, height))
}

fn side_by_side(cards: &[RgbaImage]) -> RgbaImage {
    let (width, height) = cards[0].dimensions();
    let mut image = RgbaImage::new(width * cards.len() as u32, height);
    for (n, card) in cards.iter().enumerate() {
        image::imageops::replace(&mut image, card, (n as u32 * width).into(), 0);
    }
    image
}

/// The language in which the guide's pictures are drawn, and what their names end in.
fn language() -> (Language, &'static str) {
    let named = std::env::var("RNNSCOPE_GALLERY_LANG").ok();
    match named.and_then(|name| Language::from_name(&name)) {
        Some(Language::Chinese) => (Language::Chinese, ".zh"),
        Some(Language::English) | None => (Language::English, ""),
    }
}

/// The pictures of lenses in README and guide.
#[test]
#[ignore = "draws pictures to be looked at"]
fn gallery_of_the_readme() {
    use LensKind as Kind;
    let (language, ending) = language();
    language.speak();
    let save = |image: &RgbaImage, folder: &Path, name: &str| {
        save(image, folder, &format!("{name}{ending}"));
    };
    let plain = Settings::default;
    let gru = || Settings { cell: Some(Cell::Gru), ..Settings::default() };
    let state = [
        card(gru(), Kind::HiddenState, 610),
        card(plain(), Kind::Spectrum, 610),
        card(plain(), Kind::PhasePortrait, 610),
        card(plain(), Kind::Border, 610),
    ];
    save(&side_by_side(&state), &folder(), "lenses-state");
    let long = || Settings { time_steps: Some(20), clip: Some(Some(1.0)), ..Settings::default() };
    let gradient = [
        card(long(), Kind::Backprop, 585),
        card(long(), Kind::GradientNorm, 585),
        card(plain(), Kind::Dependence, 585),
    ];
    save(&side_by_side(&gradient), &folder(), "lenses-gradient");
    let beyond = [
        card(plain(), Kind::Generalisation, 485),
        card(plain(), Kind::FreeRun, 485),
        card(plain(), Kind::Weights, 485),
    ];
    save(&side_by_side(&beyond), &folder(), "lenses-beyond");
    let mut window = watched((1280.0, 980.0), plain(), &[Kind::HiddenState, Kind::Spectrum], 230);
    window.state_mut().act(Action::PinUnit(Some(Pin { layer: 0, sheet: 0, unit: 20 })));
    window.run_steps(4);
    save(&part(&mut window, (0, 0, 1280, 980)), &folder(), "lenses");
    let lstm = Settings { cell: Some(Cell::Lstm), hidden: Some(12), ..Settings::default() };
    let mut window = trained((1280.0, 1290.0), lstm, 200);
    window.ctx.set_theme(egui::Theme::Light);
    take_apart(&mut window);
    save(&part(&mut window, (0, 0, 1280, 1290)), &folder(), "slowly");
}
