//! Tables of one's own, from the file to the run, by the window's labels.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::accesskit::Role as Kind;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rnnscope::app::{App, View};
use rnnscope::config::{Cell, Settings};
use rnnscope::session::Action;
use rnnscope::session::table_setup::Role;
use rnnscope::window::WindowOptions;
use rnnscope::worker::Until;

use super::paused;
use super::support::window::{click, open, shows, until};

/// A file in the hand of somebody who lets go of it over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window reads what lies at the path".to_owned())
    }
}

/// Hours, in the style of other people: semicolons, decimal commas, a gap, a column of texts.
fn weather(rows: usize) -> String {
    let row = |row: usize| {
        let (day, hour) = (1 + row / 24, row % 24);
        let temperature = 10.0 + 8.0 * (row as f64 / 3.8).sin();
        let wind = if row == 5 { String::new() } else { format!("{}", row % 7) };
        let temperature = format!("{temperature:.2}").replace('.', ",");
        format!("{day:02}.03.2021 {hour:02}:00;{temperature};{wind};calm\n")
    };
    format!("time;temperature [°C];wind;remark\n{}", (0..rows).map(row).collect::<String>())
}

/// A folder with a file in it.
fn written(name: &str, bytes: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

pub(crate) fn let_go(window: &mut Harness<'_, App>, path: &Path) {
    window.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    window.run_steps(3);
}

/// A window with a table that was dropped on it.
fn with_table(size: (f32, f32), path: &Path) -> Harness<'static, App> {
    let mut window = open(size, WindowOptions { paused: true, ..WindowOptions::default() });
    let_go(&mut window, path);
    until(&mut window, |app| app.table().is_some());
    window
}

fn tick(window: &mut Harness<'_, App>, name: &str) {
    window.get_by_role_and_label(Kind::CheckBox, name).click();
    window.run_steps(3);
}

fn press(window: &mut Harness<'_, App>, key: Key) {
    window.key_press(key);
    window.run_steps(3);
}

fn set(window: &mut Harness<'_, App>, kind: Kind, label: &str, value: f64) {
    window.get_by_role_and_label(kind, label).set_value_accesskit(value);
    window.run_steps(3);
}

fn can_train(window: &Harness<'_, App>) -> bool {
    !window.get_by_role_and_label(Kind::Button, "Train").accesskit_node().is_disabled()
}

#[test]
fn a_dropped_table_is_chosen_from_and_trained_on() {
    let (_folder, path) = written("weather.csv", weather(400));
    let mut window = with_table((1280.0, 800.0), &path);
    assert_eq!(window.state().view(), View::Data);
    assert_eq!(window.state().session().run.id, 1, "nothing has begun yet");
    for said in [
        "400 rows, 4 columns; semicolons between cells, decimal commas",
        "left out, since not of numbers: remark",
        "numbers · 2 to 18 · mean 10",
        "times · 01.03.2021 00:00 to 17.03.2021 15:00",
        "1 missing",
        "texts · such as calm",
        "279 samples",
        "24 rows are read one after the other; after each, the next row is answered",
    ] {
        assert!(window.query_all_by_label_contains(said).next().is_some(), "{said}");
    }
    tick(&mut window, "read wind");
    tick(&mut window, "answer temperature [°C]");
    tick(&mut window, "answer wind");
    let given_away = "is read at the very row at which it is answered";
    for (horizon, is_said) in [(0.0, true), (3.0, false)] {
        set(&mut window, Kind::SpinButton, "horizon", horizon);
        let said = window.query_all_by_label_contains(given_away).next().is_some();
        assert_eq!(said, is_said, "{horizon}");
    }
    let config = window.state().table().unwrap().config().clone();
    click(&mut window, "Train");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 0);
    assert_eq!(window.state().view(), View::Scope);
    let run = &window.state().session().run.config;
    assert_eq!(*run, config);
    assert_eq!((run.cell, run.horizon), (Cell::Gru, 3));
    assert_eq!(run.inputs, ["temperature [°C]"]);
    assert_eq!(run.targets, ["temperature [°C]"]);
    assert!(window.state().session().is_running());
}

#[test]
fn what_can_be_no_data_cannot_be_ticked() {
    let (_folder, path) = written("weather.csv", weather(400));
    let window = with_table((1280.0, 800.0), &path);
    for (name, is_disabled) in [
        ("read time", true),
        ("answer time", true),
        ("read remark", true),
        ("read wind", false),
        ("answer temperature [°C]", false),
    ] {
        let node = window.get_by_role_and_label(Kind::CheckBox, name);
        assert_eq!(node.accesskit_node().is_disabled(), is_disabled, "{name}");
    }
}

#[test]
fn what_does_not_fit_is_said_at_its_field_until_it_does() {
    let (_folder, path) = written("short.csv", weather(20));
    let mut window = with_table((1280.0, 800.0), &path);
    assert!(!can_train(&window));
    shows(
        &mut window,
        "The training part has 13 samples, and a window 24: time_steps = 13 would fit",
    );
    shows(&mut window, "Not yet: see time steps.");
    press(&mut window, Key::Space);
    assert_eq!((window.state().view(), window.state().session().run.id), (View::Data, 1));
    set(&mut window, Kind::Slider, "time steps", 5.0);
    assert!(can_train(&window));
    set(&mut window, Kind::SpinButton, "horizon", 20.0);
    shows(&mut window, "20 rows leave no sample at horizon 20");
    set(&mut window, Kind::SpinButton, "horizon", 1.0);
    click(&mut window, "None");
    shows(&mut window, "No input is chosen; there can be 1 to 32");
    click(&mut window, "All");
    assert!(can_train(&window));
    // Space trains, as the button does.
    press(&mut window, Key::Space);
    until(&mut window, |app| app.view() == View::Scope && app.session().run.step() > 0);
}

#[test]
fn borders_are_moved_by_keys_by_drags_and_by_fields() {
    let (_folder, path) = written("weather.csv", weather(400));
    let mut window = with_table((1280.0, 800.0), &path);
    let split =
        |window: &Harness<'_, App>| window.state().table().unwrap().config().split.to_string();
    set(&mut window, Kind::Slider, "end of training", 60.0);
    assert_eq!(split(&window), "60/25/15");
    window.get_by_role_and_label(Kind::Slider, "end of validation").focus();
    window.run_steps(2);
    (0..3).for_each(|_| press(&mut window, Key::ArrowRight));
    assert_eq!(split(&window), "60/28/12");
    let border = window.get_by_role_and_label(Kind::Slider, "end of training").rect().center();
    window.drag_at(border);
    window.run_steps(2);
    window.hover_at(border - egui::vec2(200.0, 0.0));
    window.run_steps(2);
    window.drop_at(border - egui::vec2(200.0, 0.0));
    window.run_steps(2);
    let dragged = window.state().table().unwrap().config().split;
    assert!(
        dragged.train < 50.0 && dragged.train.fract() == 0.0 && dragged.test == 12.0,
        "{dragged}"
    );
    set(&mut window, Kind::SpinButton, "training", 50.0);
    set(&mut window, Kind::SpinButton, "validation", 20.0);
    assert_eq!(split(&window), "50/20/30");
}

#[test]
fn a_run_that_would_pause_before_it_is_judged_is_told_of() {
    let (_folder, path) = written("weather.csv", weather(400));
    let mut window = with_table((1280.0, 800.0), &path);
    let is_said = |window: &Harness<'_, App>| {
        window.query_all_by_label_contains("before the first validation").next().is_some()
    };
    let steps = window.state().table().unwrap().outline().unwrap().steps;
    assert!(!is_said(&window), "it doesn't pause");
    for (step, wanted) in [(steps, false), (steps - 1, true)] {
        window.state_mut().act(Action::SetUntil(Until { step: Some(step), loss: None }));
        window.run_steps(3);
        assert_eq!(is_said(&window), wanted, "{step} of {steps}");
    }
    shows(&mut window, &format!("at the end of the epoch (step {steps}); set \"validate every\""));
    // Without a validation part there is nothing to wait for.
    set(&mut window, Kind::SpinButton, "validation", 0.0);
    assert!(!is_said(&window));
}

#[test]
fn undo_takes_back_what_was_chosen_of_the_table_and_nothing_of_the_run() {
    let (_folder, path) = written("weather.csv", weather(400));
    let mut window = with_table((1280.0, 800.0), &path);
    // Something of the run behind the table that could be undone: a restart.
    window.state_mut().act(Action::Restart);
    assert_eq!(window.state().session().run.id, 2);
    let horizon = |window: &Harness<'_, App>| window.state().table().unwrap().config().horizon;
    let can_undo = |window: &Harness<'_, App>| {
        let button = window.query_by_role_and_label(Kind::Button, "Undo");
        button.is_some_and(|button| !button.accesskit_node().is_disabled())
    };
    assert!(!can_undo(&window));
    set(&mut window, Kind::SpinButton, "horizon", 3.0);
    tick(&mut window, "read wind");
    assert!(can_undo(&window));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run_steps(3);
    assert!(window.state().table().unwrap().has(2, Role::Input));
    assert_eq!(horizon(&window), 3);
    click(&mut window, "Undo");
    assert_eq!(horizon(&window), 1);
    assert!(!can_undo(&window));
    // There is nothing more to undo here, and the view stays.
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run_steps(3);
    assert_eq!((window.state().view(), window.state().session().run.id), (View::Data, 2));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.run_steps(3);
    assert_eq!(horizon(&window), 3);
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run_steps(3);
    shows(&mut window, "horizon 1");
}

#[test]
fn files_that_are_no_tables_are_told_and_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, said) in [
        ("picture.csv", &b"\x89PNG\r\n\x1a\n\0\0"[..], "picture.csv can't be used: it is no text"),
        ("empty.csv", b"", "empty.csv can't be used: it is empty"),
        ("header.csv", b"a,b\n", "header.csv can't be used: it has a header and no rows below it"),
        ("sheet.xlsx", b"PK\x03\x04", "sheet.xlsx can't be used: it is a spreadsheet"),
        ("ragged.csv", b"a,b\n1,2\n3\n", "ragged.csv can't be used: line 3 has 1 cell"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut window = paused();
        let_go(&mut window, &path);
        shows(&mut window, said);
        let app = window.state();
        assert_eq!((app.view(), app.session().run.id), (View::Data, 1));
        assert!(app.table().is_none());
    }
    // A table on show stays.
    let (_folder, path) = written("weather.csv", weather(400));
    let mut window = with_table((1280.0, 800.0), &path);
    let_go(&mut window, &folder.path().join("nowhere.csv"));
    shows(&mut window, "nowhere.csv can't be used: there is no such file or folder");
    assert!(window.state().table().is_some());
}

#[test]
fn columns_without_numbers_are_told() {
    let (_folder, path) = written("names.csv", "name;town\nA;B\nC;D\n");
    let mut window = with_table((1280.0, 800.0), &path);
    assert!(!can_train(&window));
    shows(&mut window, "It has no column of numbers: row 1 (line 2) has \"A\"");
}

#[test]
fn a_file_that_vanishes_or_changes_is_told_when_training_is_to_begin() {
    let (_folder, path) = written("weather.csv", weather(400));
    let mut window = with_table((1280.0, 800.0), &path);
    std::fs::remove_file(&path).unwrap();
    click(&mut window, "Train");
    shows(&mut window, "there is no such file or folder");
    assert_eq!((window.state().view(), window.state().session().run.id), (View::Data, 1));
    std::fs::write(&path, weather(300)).unwrap();
    click(&mut window, "Read again");
    until(&mut window, |app| app.table().is_some_and(|table| table.overview.rows == 300));
    click(&mut window, "Train");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 0);
}

#[test]
fn marks_of_missing_values_are_typed_and_read() {
    let (_folder, path) = written("marked.csv", weather(400).replace(";3;", ";-999;"));
    let mut window = with_table((1280.0, 800.0), &path);
    let range = |app: &App| app.table().unwrap().overview.columns[2].range;
    assert_eq!(range(window.state()), Some((-999.0, 6.0)));
    window.get_by_role_and_label(Kind::TextInput, "missing value").focus();
    window.run_steps(2);
    window.get_by_role_and_label(Kind::TextInput, "missing value").type_text("-999; oops");
    window.run_steps(2);
    press(&mut window, Key::Enter);
    until(&mut window, |app| range(app) == Some((0.0, 6.0)));
    assert_eq!(window.state().table().unwrap().config().missing_value, ["-999", "oops"]);
}

#[test]
fn the_controls_lead_back_to_the_table_of_the_run() {
    let (_folder, path) = written("weather.csv", weather(400));
    let mut window = with_table((1280.0, 800.0), &path);
    click(&mut window, "Train");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 0);
    let hidden = Settings { hidden: Some(9), ..Settings::default() };
    window.state_mut().act(rnnscope::session::Action::Set(Box::new(hidden)));
    until(&mut window, |app| app.session().run.config.hidden == 9);
    click(&mut window, "Table…");
    until(&mut window, |app| app.view() == View::Data && app.table().is_some());
    tick(&mut window, "read wind");
    click(&mut window, "Train");
    until(&mut window, |app| app.session().run.id == 4 && app.session().run.step() > 0);
    let run = &window.state().session().run.config;
    assert_eq!((run.hidden, &run.inputs[..]), (9, &["temperature [°C]".to_owned()][..]));
}

#[test]
fn a_table_of_the_command_line_is_shown_when_it_is_asked_for() {
    let (_folder, path) = written("weather.csv", weather(400));
    let settings = Settings {
        data: Some(rnnscope::config::DataChoice::File(path)),
        horizon: Some(2),
        targets: Some(vec!["temperature [°C]".to_owned()]),
        ..rnnscope::preset::Preset::from_name("table").unwrap().settings()
    };
    let options = WindowOptions { settings, paused: true, ..WindowOptions::default() };
    let mut window = open((1280.0, 800.0), options);
    press(&mut window, Key::F7);
    until(&mut window, |app| app.table().is_some());
    let table = window.state().table().unwrap();
    assert_eq!((table.columns(Role::Target), table.config().horizon), (&[1][..], 2));
}

#[test]
fn a_table_to_choose_from_is_there_from_the_start() {
    let (_folder, path) = written("weather.csv", weather(400));
    let options = WindowOptions { table: Some(path), paused: true, ..WindowOptions::default() };
    let mut window = open((1280.0, 800.0), options);
    until(&mut window, |app| app.table().is_some());
    assert_eq!(window.state().view(), View::Data);
    assert_eq!(window.state().session().run.step(), 0, "nothing is trained yet");
    click(&mut window, "Train");
    until(&mut window, |app| app.session().run.step() > 0);
    assert!(window.state().session().run.config.data.file().is_some());
    let gone = WindowOptions { table: Some("nowhere.csv".into()), ..WindowOptions::default() };
    let mut window = open((1280.0, 800.0), gone);
    shows(&mut window, "nowhere.csv");
}

#[test]
fn how_a_table_of_the_command_line_was_read_is_told() {
    let (_folder, path) = written("weather.csv", weather(400));
    let settings = Settings {
        data: Some(rnnscope::config::DataChoice::File(path)),
        ..rnnscope::preset::Preset::from_name("table").unwrap().settings()
    };
    let options = WindowOptions { settings, paused: true, ..WindowOptions::default() };
    let mut window = open((1280.0, 800.0), options);
    shows(
        &mut window,
        "How weather.csv was read: left out, since not of numbers: remark; filled 1",
    );
}

#[test]
fn escape_leaves_a_field_first_and_then_the_table() {
    let (_folder, path) = written("weather.csv", weather(400));
    let mut window = with_table((1280.0, 800.0), &path);
    window.get_by_role_and_label(Kind::TextInput, "missing value").focus();
    window.run_steps(2);
    press(&mut window, Key::Escape);
    assert_eq!(window.state().view(), View::Data);
    press(&mut window, Key::Escape);
    assert_eq!(window.state().view(), View::Scope);
    press(&mut window, Key::F7);
    assert!(window.state().table().is_some(), "it is as it was left");
    click(&mut window, "Close");
    assert_eq!(window.state().view(), View::Scope);
}

#[test]
fn reading_a_long_table_can_be_stopped() {
    let (_folder, path) = written("long.csv", format!("a,b\n{}", "1.25,2.5\n".repeat(2_000_000)));
    let mut window = paused();
    window.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    window.run_steps(2);
    let said = window.query_all_by_label("reading long.csv").count();
    assert_eq!(said, 2, "beside the progress and in the line at the bottom");
    click(&mut window, "Cancel");
    window.run_steps(20);
    assert!(window.state().table().is_none());
    assert_eq!(window.state().view(), View::Scope);
}

#[test]
fn without_a_table_it_is_said_how_to_open_one() {
    let mut window = paused();
    press(&mut window, Key::F7);
    shows(&mut window, "Drop a table on the window");
    assert!(!can_train(&window));
    assert!(window.query_all_by_label("Open a table…").next().is_some());
}

/// Compares the window with its reviewed picture, but for what the machine is.
fn picture(window: &mut Harness<'_, App>, name: &str) -> egui_kittest::SnapshotResult {
    window.run_steps(4);
    super::pictures::picture(window, name)
}

#[test]
fn pictures_of_a_table() {
    let mut results = egui_kittest::SnapshotResults::new();
    let (_folder, path) = written("weather.csv", weather(400));
    for (size, theme, name) in [
        ((1280.0, 800.0), egui::Theme::Dark, "table-dark"),
        ((800.0, 600.0), egui::Theme::Light, "table-small"),
    ] {
        let mut window = with_table(size, &path);
        window.ctx.set_theme(theme);
        results.add(picture(&mut window, name));
    }
    let (_folder, path) = written("short.csv", weather(20));
    let mut window = with_table((1280.0, 800.0), &path);
    window.ctx.set_theme(egui::Theme::Light);
    results.add(picture(&mut window, "table-refused"));
    let mut window = paused();
    window.ctx.set_theme(egui::Theme::Dark);
    press(&mut window, Key::F7);
    results.add(picture(&mut window, "table-empty"));
}
