//! Pinned runs beside the live one: what legends and pointer tell of them.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use super::support::window::{click, until};
use super::trained;

#[test]
fn a_pinned_run_says_how_far_it_was_moved_and_what_it_answered() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    click(&mut window, "Restart");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() == 120);
    until(&mut window, |app| !app.session().is_running());
    for step in 121..=124 {
        click(&mut window, "Step");
        until(&mut window, |app| app.session().run.step() == step);
    }
    window.key_press(Key::F5);
    window.run_steps(3);
    click(&mut window, "pin run 1");
    // A step is half a period: from the end of step 120 on to that of the live run's 124.
    let name = "run 1, moved on 2 periods";
    assert!(window.query_by_role_and_label(Role::CheckBox, name).is_some(), "{name}");
    // On the curves, where both have answered, and on the loss.
    let mut told = (280..900).step_by(20).map(|x| {
        window.hover_at(egui::pos2(x as f32, 250.0));
        window.run_steps(3);
        window.query_all_by_label_contains("(its step 1").count()
    });
    assert!(told.any(|count| count == 1), "its own step and time");
    let mut told = (280..900).step_by(20).map(|x| {
        window.hover_at(egui::pos2(x as f32, 640.0));
        window.run_steps(3);
        window.query_all_by_label_contains("\nrun 1 ").count()
    });
    assert!(told.any(|count| count == 1), "its loss");
}
