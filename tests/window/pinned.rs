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
    click(&mut window, "Step");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 0);
    window.key_press(Key::F5);
    window.run_steps(3);
    click(&mut window, "pin run 1");
    // A step is half a period: from the end of step 120 back to the live run's.
    let steps = 120.0 - window.state().session().run.step() as f64;
    let name = format!("run 1, moved back {} periods", (steps / 2.0).round());
    assert!(window.query_by_role_and_label(Role::CheckBox, &name).is_some(), "{name}");
    // On the curves, where both have answered, and on the loss.
    window.hover_at(egui::pos2(465.0, 250.0));
    window.run_steps(3);
    assert!(window.query_by_label_contains("run 1 ").is_some());
    let told = window.query_all_by_label_contains("(its step 1").count();
    assert_eq!(told, 1, "its own step and time");
    window.hover_at(egui::pos2(900.0, 690.0));
    window.run_steps(3);
    let loss = window.state().session().runs.kept[0].history.loss().exact_at(1);
    assert!(loss.is_some());
    assert!(window.query_all_by_label_contains("\nrun 1 0.").next().is_some());
}
