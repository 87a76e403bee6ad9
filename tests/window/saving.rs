//! What the window writes.

use std::time::Instant;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::App;
use rnnscope::window::WindowOptions;

use super::support::window::{PATIENCE, click, until};
use super::{trained, window};

/// Draws frames until a file of this ending is in `folder`, and returns it.
pub(super) fn file(
    window: &mut Harness<'_, App>,
    folder: &std::path::Path,
    ending: &str,
) -> std::path::PathBuf {
    let find = || {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.into_iter().find(|path| path.to_string_lossy().ends_with(ending))
    };
    let begin = Instant::now();
    loop {
        if let Some(path) = find() {
            return path;
        }
        assert!(begin.elapsed() < PATIENCE, "no {ending}");
        window.step();
        // The harness takes the pictures that the app asks for when it draws.
        window.render().unwrap();
    }
}

#[test]
fn ctrl_s_saves_the_picture() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    let path = file(&mut window, folder.path(), ".png");
    assert_eq!(path.file_name().unwrap(), "rnnscope-run1-step000120.png");
    let picture = image::open(path).unwrap().into_rgb8();
    let near = |pixel: &image::Rgb<u8>, [r, g, b]: [u8; 3]| {
        pixel.0.iter().zip([r, g, b]).all(|(a, b)| a.abs_diff(b) < 24)
    };
    let red = picture.pixels().filter(|pixel| near(pixel, [0xff, 0x5d, 0x5d])).count();
    let blue = picture.pixels().filter(|pixel| near(pixel, [0x4d, 0xa6, 0xff])).count();
    assert!(red > 300 && blue > 300, "{red} red and {blue} blue pixels");
    window.run_steps(2);
    assert!(window.query_by_label_contains("Saved").is_some());
}

#[test]
fn two_pictures_at_once_go_where_each_was_meant_to() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.event(egui::Event::Copy);
    file(&mut window, folder.path(), ".png");
    window.run_steps(2);
    assert!(window.query_by_label_contains("Saved").is_some());
    assert!(window.query_by_label("The picture is on the clipboard.").is_some());
}

#[test]
fn ctrl_e_writes_the_visible_data() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    window.key_press_modifiers(Modifiers::COMMAND, Key::E);
    let path = file(&mut window, folder.path(), "-metrics.csv");
    let metrics = std::fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = metrics.lines().collect();
    assert_eq!(lines[0], "step,loss,grad_norm,learning_rate");
    assert_eq!(lines.len(), 121);
    let first = window.state().session().run.history.at(1).unwrap();
    assert_eq!(lines[1], format!("1,{},{},0.02", first.loss, first.grad_norm));
    let path = file(&mut window, folder.path(), "-predictions.csv");
    let predictions = std::fs::read_to_string(path).unwrap();
    assert!(predictions.starts_with("step,row,t,input,target,prediction\n"));
    assert!(predictions.lines().last().unwrap().starts_with("120,0,"));
}

#[test]
fn the_figure_is_written_twice() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    window.get_by_role_and_label(Role::Button, "Save").click();
    window.run_steps(3);
    click(&mut window, "Export figure");
    file(&mut window, folder.path(), "-figure.png");
    let svg = file(&mut window, folder.path(), "-figure.svg");
    assert!(std::fs::read_to_string(svg).unwrap().contains("<svg"));
}

#[test]
fn an_unwritable_folder_is_told_and_training_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("file");
    std::fs::write(&blocked, "in the way").unwrap();
    let mut window = window(WindowOptions {
        export_dir: Some(blocked.join("below")),
        ..WindowOptions::default()
    });
    window.key_press_modifiers(Modifiers::COMMAND, Key::E);
    window.run_steps(3);
    assert!(window.query_by_label_contains("Nothing was saved").is_some());
    let step = window.state().session().run.step();
    until(&mut window, move |app| app.session().run.step() > step);
}
