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
use rnnscope::history::{History, Series};
use rnnscope::session::race::RaceStatus;
use rnnscope::session::sweep::SweepStatus;

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
    assert!(window.query_by_label_contains("handed to the system's clipboard").is_some());
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

/// The names of the files in a folder, sorted.
fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name();
    let mut names: Vec<_> = entries.map(|entry| name(entry).into_string().unwrap()).collect();
    names.sort();
    names
}

fn press(window: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(3);
}

fn set(window: &mut Harness<'_, App>, label: &str, value: f64) {
    window.get_by_role_and_label(Role::SpinButton, label).set_value_accesskit(value);
    window.run_steps(3);
}

fn export_figure(window: &mut Harness<'_, App>) {
    window.get_by_role_and_label(Role::Button, "Save").click();
    window.run_steps(3);
    click(window, "Export figure");
}

#[test]
fn a_race_saves_its_own_picture_table_and_figure() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    press(&mut window, Modifiers::NONE, Key::F3);
    // Before there is a race there is nothing to save of it.
    press(&mut window, Modifiers::COMMAND, Key::E);
    export_figure(&mut window);
    assert!(window.query_all_by_label_contains("no step of a race").next().is_some());
    assert_eq!(names(folder.path()), [""; 0]);
    set(&mut window, "steps", 7.0);
    press(&mut window, Modifiers::NONE, Key::Space);
    until(&mut window, |app| app.race().is_some_and(|race| race.status == RaceStatus::Finished));
    press(&mut window, Modifiers::COMMAND, Key::S);
    let picture = file(&mut window, folder.path(), ".png");
    press(&mut window, Modifiers::COMMAND, Key::E);
    export_figure(&mut window);
    file(&mut window, folder.path(), "-figure.svg");
    let expected = ["-figure.png", "-figure.svg", ".csv", ".png"];
    let expected = expected.map(|ending| format!("rnnscope-race-step000007{ending}"));
    assert_eq!(names(folder.path()), expected);
    // All of the view, from the controls to the window's edge.
    let picture = image::open(picture).unwrap().into_rgba8();
    assert!(picture.width() > 900 && picture.height() > 650, "{:?}", picture.dimensions());
    // Every step's loss, as the variants had it.
    let table = std::fs::read_to_string(folder.path().join(&expected[2])).unwrap();
    let race = window.state().race().unwrap();
    let histories: Vec<&History> = race.entrants.iter().map(|entrant| &entrant.history).collect();
    let losses: Vec<&Series> = histories.iter().map(|history| history.loss()).collect();
    assert_eq!(table.lines().next(), Some("step,RNN,LSTM,GRU"));
    for (step, line) in (1..=7).zip(table.lines().skip(1)) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells[0], step.to_string());
        for (cell, loss) in cells[1..].iter().zip(&losses) {
            assert_eq!(cell.parse().ok(), loss.exact_at(step), "step {step}");
        }
    }
    assert_eq!(table.lines().count(), 8);
    let figure = std::fs::read_to_string(folder.path().join(&expected[1])).unwrap();
    for text in ["A race, step 7 of 7", "target", "RNN", "LSTM", "GRU"] {
        assert!(figure.contains(&format!("aria-label=\"{text}\"")), "{text}");
    }
}

#[test]
fn a_sweep_saves_its_own_picture_tables_and_figure() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    press(&mut window, Modifiers::NONE, Key::F4);
    set(&mut window, "steps", 3.0);
    press(&mut window, Modifiers::NONE, Key::Space);
    until(&mut window, |app| {
        app.sweep().is_some_and(|sweep| sweep.status == SweepStatus::Finished)
    });
    press(&mut window, Modifiers::COMMAND, Key::E);
    let tables = ["rnnscope-sweep-runs.csv", "rnnscope-sweep.csv", "rnnscope-sweep.toml"];
    assert_eq!(names(folder.path()), tables);
    export_figure(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::S);
    file(&mut window, folder.path(), "rnnscope-sweep.png");
    assert_eq!(
        names(folder.path())[..2],
        ["rnnscope-sweep-heatmap.png", "rnnscope-sweep-heatmap.svg"]
    );
    assert_eq!(names(folder.path()).len(), 6);
    // What it saves of another time has another number throughout.
    click(&mut window, "Save sweep");
    assert_eq!(names(folder.path()).iter().filter(|name| name.contains("-2.")).count(), 5);
    // The file repeats the sweep.
    let text = std::fs::read_to_string(folder.path().join(tables[2])).unwrap();
    let read = rnnscope::race::sweep::parse_sweep(&text, std::path::Path::new(tables[2])).unwrap();
    let base = rnnscope::config::Config::resolve(&read.base).unwrap();
    let plan = &window.state().sweep().unwrap().plan;
    assert_eq!(read.plan(base).unwrap().runs(), plan.runs());
}

#[test]
fn what_lies_over_the_view_stays_out_of_its_picture() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    press(&mut window, Modifiers::COMMAND, Key::S);
    let plain = file(&mut window, folder.path(), ".png");
    let plain = image::open(plain).unwrap().into_rgba8();
    press(&mut window, Modifiers::NONE, Key::F1);
    assert!(window.query_by_label("Keys").is_some());
    press(&mut window, Modifiers::COMMAND, Key::S);
    let under = file(&mut window, folder.path(), "-2.png");
    assert_eq!(image::open(under).unwrap().into_rgba8(), plain);
    window.run_steps(2);
    assert!(window.query_by_label("Keys").is_some(), "it is there again");
}

#[test]
fn the_figure_has_the_runs_name_and_pinned_runs() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = trained(folder.path());
    click(&mut window, "Restart");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() == 120);
    press(&mut window, Modifiers::NONE, Key::F5);
    click(&mut window, "pin run 1");
    window.get_by_label("name of run 2").focus();
    window.run_steps(2);
    window.get_by_label("name of run 2").type_text("big ");
    window.run_steps(3);
    let name = window.state().session().runs.live.name.clone();
    assert!(name.contains("big"), "{name}");
    export_figure(&mut window);
    let svg = file(&mut window, folder.path(), "-figure.svg");
    let svg = std::fs::read_to_string(svg).unwrap();
    assert!(svg.contains(&format!("<title>{name}, step 120</title>")), "{name}");
    // Curves and losses name the pinned one each.
    assert_eq!(svg.matches("aria-label=\"run 1\"").count(), 2);
    // The windows are neighbours: the target is one line.
    let target = svg.split("<path ").find(|path| path.contains("stroke=\"#d62728\"")).unwrap();
    assert_eq!(target.matches('M').count(), 1);
}
