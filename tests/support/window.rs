//! The window of a test: opened without a display, driven by its labels.
#![allow(clippy::expect_used, reason = "a test fails by panicking, and so do its helpers")]

use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::{App, Start};
use rnnscope::window::WindowOptions;

/// Long enough for any machine; reached only by a window that hangs.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A window of `size` points that neither remembers nor keeps anything.
pub(crate) fn open(size: (f32, f32), options: WindowOptions) -> Harness<'static, App> {
    start(size, Start { options, ..Start::default() })
}

/// A window of `size` points.
pub(crate) fn start(size: (f32, f32), start: Start) -> Harness<'static, App> {
    super::drawn_harness(size.0, size.1, 1.0)
        .build_eframe(move |context| App::new(&context.egui_ctx, start).expect("a window"))
}

/// Draws frames until the app is as wanted.
pub(crate) fn until(window: &mut Harness<'_, App>, wanted: impl Fn(&App) -> bool) {
    let begin = Instant::now();
    while !wanted(window.state()) {
        let app = window.state();
        assert!(begin.elapsed() < PATIENCE, "{:?}, {:?}", app.session().status, app.race());
        window.step();
    }
    window.run_steps(2);
}

/// Presses the button of this name.
pub(crate) fn click(window: &mut Harness<'_, App>, label: &str) {
    window.get_by_role_and_label(Role::Button, label).click();
    window.run_steps(3);
}

/// Draws frames until one shows this text: what is opened is read beside the window.
pub(crate) fn shows(window: &mut Harness<'_, App>, text: &str) {
    let begin = Instant::now();
    while window.query_all_by_label_contains(text).next().is_none() {
        assert!(begin.elapsed() < PATIENCE, "{text}");
        window.step();
    }
}
