//! Data of one's own: formulas that are typed, curves that are drawn, cells that are pasted.

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rnnscope::app::{App, Start, View};
use rnnscope::config::{Config, DataKind, Field, Settings};
use rnnscope::preset::Preset;
use rnnscope::recipe::{Recipe, RecipeFile};
use rnnscope::session::Status;
use rnnscope::session::drawing::{POINTS, REPEATS};
use rnnscope::window::WindowOptions;

use super::saving::file;
use super::support::window::{click, shows, start, until};
use super::{paused, window};

/// A window that waits, keeps tables in a folder and exports to another.
fn keeping(tables: &Path, exports: &Path) -> Harness<'static, App> {
    let export_dir = Some(exports.to_owned());
    let options = WindowOptions { paused: true, export_dir, ..WindowOptions::default() };
    let tables = Some(tables.to_owned());
    start((1280.0, 800.0), Start { tables, options, ..Start::default() })
}

/// A window that waits on cos from sin as formulas.
fn on_formulas() -> Harness<'static, App> {
    let settings = Settings { data: Some(DataKind::Formula.into()), ..Settings::default() };
    window(WindowOptions { settings, paused: true, ..WindowOptions::default() })
}

fn controls<'a>(window: &'a Harness<'_, App>) -> &'a Config {
    &window.state().session().controls
}

fn run(window: &Harness<'_, App>) -> u64 {
    window.state().session().run.id
}

/// Chooses an item of a menu.
fn choose(window: &mut Harness<'_, App>, menu: &str, item: &str) {
    window.get_by_role_and_label(Role::ComboBox, menu).click();
    window.run_steps(3);
    window.get_by_role_and_label(Role::Button, item).click();
    window.run_steps(3);
}

/// Types in place of what stands in a field, which keeps the keyboard.
fn type_over(window: &mut Harness<'_, App>, field: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(1);
    window.event(Event::Text(text.to_owned()));
    window.run_steps(2);
}

fn press(window: &mut Harness<'_, App>, key: Key) {
    window.key_press(key);
    window.run_steps(3);
}

#[test]
fn choosing_formulas_begins_with_cos_from_sin() {
    let mut window = paused();
    choose(&mut window, "data", "formula");
    until(&mut window, |app| app.session().run.id == 2);
    assert_eq!(controls(&window).inputs, ["sin(t)"]);
    assert_eq!(controls(&window).targets, ["cos(t)"]);
    for (field, text) in [("input 1", "sin(t)"), ("target 1", "cos(t)")] {
        let field = window.get_by_role_and_label(Role::TextInput, field);
        assert_eq!(field.value().as_deref(), Some(text));
    }
    assert!(window.query_by_label("the formulas over three periods").is_some());
    assert!(window.query_by_role_and_label(Role::Slider, "target noise").is_some());
}

#[test]
fn a_wrong_formula_is_told_at_its_field_and_restarts_nothing() {
    let mut window = on_formulas();
    window.run_steps(2);
    for (text, sentence) in [
        ("sin(", "It ends at character 4, where a value is missing, such as t or a number."),
        ("sin(x)", "Nothing is called x, at character 5;"),
        ("1/t", "It is inf at t = 0, which the first window needs"),
    ] {
        type_over(&mut window, "input 1", text);
        assert!(window.query_by_label_contains(sentence).is_some(), "{text}, while it is typed");
        press(&mut window, Key::Enter);
        assert!(window.query_by_label_contains(sentence).is_some(), "{text}");
        assert!(!window.state().session().is_restart_pending());
        assert_eq!((run(&window), controls(&window).formulas()), (1, usual()));
    }
    type_over(&mut window, "input 1", "sin(2*t)");
    assert!(window.query_by_label_contains("character").is_none());
    assert_eq!(controls(&window).formulas(), usual(), "not on every letter");
    press(&mut window, Key::Enter);
    until(&mut window, |app| app.session().run.id == 2);
    assert_eq!(controls(&window).formulas(), [["sin(2*t)".to_owned()], ["cos(t)".to_owned()]]);
}

fn usual() -> [Vec<String>; 2] {
    ["sin(t)", "cos(t)"].map(|formula| vec![formula.to_owned()])
}

#[test]
fn a_field_that_is_left_counts_and_escape_takes_back() {
    let mut window = on_formulas();
    window.run_steps(2);
    type_over(&mut window, "target 1", "square(t)");
    press(&mut window, Key::Tab);
    until(&mut window, |app| app.session().run.id == 2);
    assert_eq!(controls(&window).targets, ["square(t)"]);
    type_over(&mut window, "target 1", "saw(t)");
    press(&mut window, Key::Escape);
    let field = window.get_by_role_and_label(Role::TextInput, "target 1");
    assert_eq!(field.value().as_deref(), Some("square(t)"));
    assert_eq!((run(&window), &controls(&window).targets[..]), (2, &["square(t)".to_owned()][..]));
}

#[test]
fn formulas_are_added_and_removed() {
    let mut window = on_formulas();
    window.run_steps(2);
    click(&mut window, "+ input");
    // It has the keyboard, and isn't wrong before anything is typed.
    assert!(window.query_by_label_contains("It is empty").is_none());
    window.event(Event::Text("sin(3*t)".to_owned()));
    window.run_steps(2);
    press(&mut window, Key::Enter);
    until(&mut window, |app| app.session().run.id == 2);
    assert_eq!(controls(&window).inputs, ["sin(t)", "sin(3*t)"]);
    until(&mut window, |app| app.session().run.config.inputs.len() == 2);
    click(&mut window, "Remove input 1");
    until(&mut window, |app| app.session().run.id == 3);
    assert_eq!(controls(&window).inputs, ["sin(3*t)"]);
    // The last one stays.
    window.get_by_role_and_label(Role::Button, "Remove input 1").click();
    window.run_steps(3);
    assert_eq!((run(&window), controls(&window).inputs.len()), (3, 1));
    // One that was left empty goes.
    click(&mut window, "+ target");
    press(&mut window, Key::Enter);
    assert!(window.query_by_role_and_label(Role::TextInput, "target 2").is_none());
    assert_eq!(run(&window), 3);
}

#[test]
fn a_preset_names_itself_and_its_formulas() {
    let mut window = paused();
    choose(&mut window, "preset", "two-tones");
    until(&mut window, |app| app.session().run.id == 2);
    let preset = window.get_by_role_and_label(Role::ComboBox, "preset");
    assert_eq!(preset.value().as_deref(), Some("two-tones"));
    let field = window.get_by_role_and_label(Role::TextInput, "target 2");
    assert_eq!(field.value().as_deref(), Some("sin(3*t)"));
}

#[test]
fn a_generator_says_what_it_is_good_for_and_has_its_rows() {
    let mut window = paused();
    choose(&mut window, "data", "delay echo");
    until(&mut window, |app| app.session().run.id == 2);
    assert!(window.query_by_label_contains("Repeat what was read ten steps ago").is_some());
    for row in ["samples", "data seed", "horizon"] {
        assert!(window.query_by_role_and_label(Role::SpinButton, row).is_some(), "{row}");
    }
    for row in ["noise", "spacing"] {
        assert!(window.query_by_role_and_label(Role::SpinButton, row).is_none(), "{row}");
    }
    // A text is typed, and refused at the field.
    type_over(&mut window, "split", "70/40/15");
    press(&mut window, Key::Enter);
    let sentence = "Split = 70/40/15 is not possible: split must be percentages";
    assert!(window.query_by_label_contains(sentence).is_some());
    assert_eq!(run(&window), 2);
    type_over(&mut window, "split", "60/20/20");
    press(&mut window, Key::Enter);
    until(&mut window, |app| app.session().run.id == 3);
    assert_eq!(controls(&window).split.to_string(), "60/20/20");
    // A word, or a number in its place.
    for (choice, season) in [("auto", "auto"), ("rows", "24")] {
        click(&mut window, choice);
        assert_eq!(Field::Season.text(controls(&window)), season);
    }
}

/// Where the sheet lies.
fn sheet(window: &Harness<'_, App>) -> Rect {
    window.get_by_role(Role::Canvas).rect()
}

/// Draws through these places of the sheet: parts of its width from the left, of its height from above.
fn draw(window: &mut Harness<'_, App>, places: &[(f32, f32)]) {
    let sheet = sheet(window);
    let at = |(along, down): (f32, f32)| -> Pos2 {
        sheet.min + egui::vec2(along * sheet.width(), down * sheet.height())
    };
    let (first, last) = (at(places[0]), at(places[places.len() - 1]));
    window.hover_at(first);
    window.run_steps(2);
    let button = |pos, pressed| {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        Event::PointerButton { pos, button, pressed, modifiers }
    };
    window.event(button(first, true));
    window.run_steps(1);
    for place in &places[1..] {
        window.event(Event::PointerMoved(at(*place)));
        window.run_steps(1);
    }
    window.event(button(last, false));
    window.run_steps(2);
}

/// The only file in a folder.
fn only_file(folder: &Path) -> PathBuf {
    let mut entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let first = entries.next().unwrap();
    assert!(entries.next().is_none(), "{first:?} is not alone");
    first
}

#[test]
fn a_stroke_is_trained_on_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let tables = folder.path().join("tables");
    let mut window = keeping(&tables, folder.path());
    click(&mut window, "Draw…");
    let sheet = "sheet to draw one stroke on from left to right, with no curve yet";
    assert!(window.query_by_label(sheet).is_some());
    // A dot is nothing to learn.
    draw(&mut window, &[(0.5, 0.5), (0.52, 0.5)]);
    click(&mut window, "Train");
    assert_eq!(run(&window), 1);
    click(&mut window, "Again");
    draw(&mut window, &[(0.1, 1.0), (0.5, 0.5), (0.9, 0.0)]);
    click(&mut window, "Train");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 0);
    let path = only_file(&tables);
    let text = std::fs::read_to_string(&path).unwrap();
    let sha256 = rnnscope::regular_file::fingerprint(text.as_bytes());
    assert_eq!(path.file_name().unwrap().to_str(), Some(&*format!("drawn-{sha256}.csv")));
    let said = window.state().session().sentence();
    assert!(said.contains(&format!("data drawn curve {}", &sha256[..8])), "{said}");
    // A rise from the bottom to the top, evenly spaced, again and again.
    let numbers: Vec<f64> = text.lines().skip(1).map(|line| line.parse().unwrap()).collect();
    assert_eq!((text.lines().next(), numbers.len()), (Some("drawn"), POINTS * REPEATS));
    for (n, height) in numbers.iter().enumerate() {
        let expected = 2.0 * (n % POINTS) as f64 / (POINTS - 1) as f64 - 1.0;
        assert!((height - expected).abs() < 0.02, "{n}: {height} for {expected}");
    }
    let session = window.state().session();
    assert!(session.is_running(), "it was drawn to be learned at once");
    assert_eq!(session.run.config.data.file(), Some(&path));
    assert_eq!(
        (session.run.config.data_sha256.as_ref(), session.run.config.horizon),
        (Some(&sha256), 1)
    );
    assert!(Preset::from_name(Preset::TABLE).unwrap().is_of(&session.controls));
    assert!(window.query_by_role(Role::Canvas).is_none(), "the sheet is gone");
}

#[test]
fn who_does_not_draw_by_hand_has_keys_and_shapes() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = keeping(&folder.path().join("tables"), folder.path());
    click(&mut window, "Draw…");
    for key in [Key::ArrowRight, Key::ArrowUp, Key::ArrowRight] {
        window.key_press_modifiers(Modifiers::SHIFT, key);
        window.run_steps(2);
    }
    assert!(window.query_by_label("sheet with a curve on it").is_some());
    assert_eq!(window.state().session().step_on_show(), 0, "the keys are the sheet's");
    window.get_by_role_and_label(Role::ComboBox, "optimizer").click();
    window.run_steps(3);
    press(&mut window, Key::Escape);
    assert!(window.query_by_role(Role::Canvas).is_some(), "it was for the menu");
    press(&mut window, Key::Escape);
    assert!(window.query_by_role(Role::Canvas).is_none());
    assert_eq!(run(&window), 1);
    click(&mut window, "Draw…");
    assert!(window.query_by_label_contains("with no curve yet").is_some());
    click(&mut window, "Square");
    click(&mut window, "Train");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 0);
    let text = std::fs::read_to_string(only_file(&folder.path().join("tables"))).unwrap();
    assert!(text.starts_with("drawn\n0.8000\n") && text.ends_with("-0.8000\n"));
}

#[test]
fn where_nothing_can_be_kept_a_sentence_says_so() {
    let mut window = paused();
    click(&mut window, "Draw…");
    click(&mut window, "Sine");
    click(&mut window, "Train");
    assert!(window.query_by_label_contains("The table can't be kept: ").is_some());
    assert!(window.query_by_role(Role::Canvas).is_some(), "the curve isn't lost");
    assert_eq!(run(&window), 1);
}

/// Cells as a spreadsheet hands them over: a rise of two columns.
fn cells() -> String {
    let rows = (0..300).map(|n| format!("{},5\t{n}\n", n % 7));
    format!("a\tb\n{}", rows.collect::<String>())
}

#[test]
fn pasted_cells_are_kept_and_trained_on() {
    let folder = tempfile::tempdir().unwrap();
    let tables = folder.path().join("tables");
    let mut window = keeping(&tables, folder.path());
    window.event(Event::Paste(cells()));
    until(&mut window, |app| app.table().is_some());
    assert_eq!(run(&window), 1, "what is read and answered can be chosen first");
    let sha256 = rnnscope::regular_file::fingerprint(cells().as_bytes());
    let name = format!("pasted table {}", &sha256[..8]);
    assert!(window.query_by_label("pasted table").is_some(), "the file's own name says nothing");
    assert!(window.query_by_label("pasted table · 300 rows, 2 columns").is_some());
    click(&mut window, "Train");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 0);
    let path = only_file(&tables);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), cells());
    assert_eq!(path.extension().unwrap(), "tsv");
    assert_eq!(window.state().session().run.config.data.file(), Some(&path));
    let said = window.state().session().sentence();
    assert!(said.contains(&format!("data {name}")), "{said}");
    // The same cells again are the same file.
    window.event(Event::Paste(cells()));
    until(&mut window, |app| app.view() == View::Data);
    assert_eq!(only_file(&tables), path);
    // A recipe is one still.
    window.event(Event::Paste("hidden = 8\nsteps = 3\n".to_owned()));
    until(&mut window, |app| app.session().run.id == 3 && app.session().run.step() == 3);
    assert_eq!(window.state().session().run.config.hidden, 8);
}

#[test]
fn a_pasted_table_that_cannot_be_used_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = keeping(&folder.path().join("tables"), folder.path());
    window.event(Event::Paste("a;b\n1;2\n3;4\n5;6\n7\n".to_owned()));
    shows(&mut window, " can't be used: ");
    assert_eq!(run(&window), 1);
}

#[test]
fn a_recipe_and_a_checkpoint_have_their_kept_table_beside_them() {
    let folder = tempfile::tempdir().unwrap();
    let (tables, exports) = (folder.path().join("tables"), folder.path().join("exports"));
    std::fs::create_dir(&exports).unwrap();
    let mut window = keeping(&tables, &exports);
    window.event(Event::Paste(cells()));
    until(&mut window, |app| app.table().is_some());
    click(&mut window, "Train");
    until(&mut window, |app| app.session().run.id == 2 && app.session().run.step() > 0);
    press(&mut window, Key::Space);
    until(&mut window, |app| matches!(app.session().status, Status::Paused(_)));
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    let recipe = file(&mut window, &exports, ".toml");
    let table = exports.join(only_file(&tables).file_name().unwrap());
    assert_eq!(std::fs::read_to_string(&table).unwrap(), cells());
    // Elsewhere, where nothing is kept, the recipe finds it.
    let elsewhere = folder.path().join("elsewhere");
    std::fs::rename(&exports, &elsewhere).unwrap();
    std::fs::remove_dir_all(&tables).unwrap();
    let recipe = elsewhere.join(recipe.file_name().unwrap());
    let played: Recipe = RecipeFile::read(&recipe).and_then(RecipeFile::playable).unwrap();
    let data = played.config.data.file().unwrap();
    assert!(data.starts_with(&elsewhere), "{data:?}");
    // A checkpoint can't bring what is gone, and says so.
    std::fs::create_dir(&exports).unwrap();
    click(&mut window, "File");
    window.get_by_label_contains("Save checkpoint").click();
    window.run_steps(3);
    shows(&mut window, "The table of the run isn't beside it: ");
    file(&mut window, &exports, ".safetensors");
}
